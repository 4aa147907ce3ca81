"""What kits are built with: templates, looks and settings; opened once, used for every motion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

from debatekit import looks
from debatekit.audience import BOTH, Edition
from debatekit.checks.check import check_motion
from debatekit.checks.report import numbered_readings, template_data
from debatekit.datafiles import names_of
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.means import Means, Told, choose_means, settings_of
from debatekit.motion.loader import load_motion, path_problems
from debatekit.output import sealed
from debatekit.templating import Extras, Phrases, Templates, template_context
from debatekit.word import write_document
from debatekit.workspace import Choices, Layer, Workspace
from debatekit.workspace.choices import STANDARD

if TYPE_CHECKING:
    from debatekit.checks.findings import CheckReport
    from debatekit.motion.loader import LoadedMotion
    from debatekit.templating import Handout
    from debatekit.templating.context import Namespace
    from debatekit.word import DocxTemplate


class BuiltDocument(NamedTuple):
    """A document that is ready to be written: its file name and its bytes, its handout and its edition."""

    name: str
    content: bytes
    handout: str
    edition: Edition


@dataclass(frozen=True)
class Workshop:
    """The templates, looks and settings that kits are built with; made once, used for every motion."""

    means: Means
    pages: Templates
    looks: looks.Templates

    def handouts(self, only: Sequence[str] = ()) -> list[Handout]:
        """Return the handouts there are, or those called `only`; raises `DebatekitError` for an unknown name."""
        handouts = self.pages.handouts()
        known = {handout.name: handout for handout in handouts}
        unknown = [
            Problem("--only", 0, 0, f"there is no handout '{name}'", did_you_mean(name, known))
            for name in only
            if name not in known
        ]
        if unknown:
            raise DebatekitError(unknown)
        return [handout for handout in handouts if not only or handout.name in only]

    def choices(self, motion: LoadedMotion | None = None) -> Choices:
        """Return what the kit of `motion` is built with, or what is chosen for every kit."""
        return self.means.choices(motion)

    def look(self, language: str) -> DocxTemplate:
        """Return the look of documents in a language; raises `DebatekitError`."""
        return self.looks.template(Choices((Layer(settings_of({"language": language})), *self.means.layers)))

    def read(self, path: Path) -> LoadedMotion:
        """Return the motion file at `path`, in the language that is chosen for it; raises `DebatekitError`."""
        file = load_motion(path)
        if problems := path_problems(file, self.means.root):
            raise DebatekitError(problems)
        language = self.choices(file).language
        if language == file.motion.language:
            return file
        return replace(file, motion=file.motion.model_copy(update={"language": language}))

    def check(self, motion: LoadedMotion, texts: Mapping[str, Path] | None = None) -> CheckReport:
        """Return what the checks find in a motion; `texts` names the files with the texts of its sources.

        Raises `DebatekitError` if one of them, the record or the list of words cannot be read.
        """
        return check_motion(motion, folders=self.means.folders, today=date.today(), texts=texts)

    def documents(
        self,
        motion: LoadedMotion,
        only: Sequence[str] = (),
        editions: Sequence[Edition] = BOTH,
        checked: CheckReport | None = None,
    ) -> list[BuiltDocument]:
        """Return the documents of a motion's kit, in order, without writing them.

        What they print of the checks is in `checked`; without it, the motion is checked now. Handouts that the motion,
        and what is known of it, have nothing for are left out. Raises `DebatekitError` with everything that is wrong
        with any of them.
        """
        choices = self.choices(motion)
        extras = self._extras(motion, choices, only, checked or self.check(motion))
        words = self.words(motion, choices)
        framework = self.pages.framework(motion.document, motion.motion.framework, choices.language)
        look = self.looks.template(choices)
        views = {edition: template_context(motion.motion, edition, extras) for edition in editions}
        documents: list[BuiltDocument] = []
        problems: list[Problem] = []
        for handout in self.handouts(only):
            if not handout.fits(motion.motion, extras):
                continue
            for edition in filter(handout.is_for, editions):
                try:
                    page = self.pages.render(handout, views[edition], motion.document, words, framework)
                    self.pages.check_page(handout, page)
                    content = write_document(
                        page, look, handout.template, fillable=choices.fillable, folders=self.means.folders
                    )
                except DebatekitError as error:
                    problems += map(self.pages.located, error.problems)
                else:
                    name = document_name(handout, edition, choices)
                    documents.append(BuiltDocument(name, sealed(content), handout.name, edition))
        if problems:
            raise DebatekitError(problems)
        return documents

    def words(self, motion: LoadedMotion, choices: Choices) -> Namespace:
        """Return the words that the kit of `motion` is printed with; raises `DebatekitError`."""
        language = choices.language
        if not self.pages.has_language(language):
            known = names_of(self.means.folders, "languages")
            hint = did_you_mean(language, known, f"Choose from: {', '.join(known)}.")
            raise DebatekitError([choices.problem("language", f"there is no language '{language}'", hint)])
        phrases = [
            Phrases(layer.settings.words, layer.document, (*layer.path, "words"))
            for layer in choices.phrases
            if layer.document
        ]
        return self.pages.words(motion.document, language, phrases)

    def _extras(self, motion: LoadedMotion, choices: Choices, only: Sequence[str], checked: CheckReport) -> Extras:
        """Return what pages print of the checks; the text of a source only where somebody asks for it."""
        if self.means.reading and not checked.texts:
            message = "there is no text to number: that of no source is at hand"
            hint = "Put it beside the motion, as 'sources: …: text' says, or name it with --source NAME=FILE."
            raise DebatekitError([motion.document.problem(("sources",), message, hint, at_key=True)])
        places = {path: asdict(place) for path, place in checked.places.items()}
        printed = numbered_readings(checked) if self.means.reading or only else ()
        return Extras(places, template_data(checked), printed, {"school": choices.school, "class": choices.group})


def document_name(handout: Handout, edition: Edition, choices: Choices) -> str:
    """Return the name of a document's file: ``pro-brief.docx``, ``pro-brief-teacher-large-print.docx``."""
    marks = {
        "teacher": edition is Edition.TEACHER,
        choices.theme: choices.theme != STANDARD,
        "fillable": choices.fillable,
    }
    return "-".join([handout.name, *(mark for mark, carried in marks.items() if carried)]) + ".docx"


def way_of(choices: Choices) -> str:
    """Return how a kit is made, as far as its documents' names tell: ``standard``, ``large-print fillable``."""
    return f"{choices.theme} fillable" if choices.fillable else choices.theme


def open_workshop(
    *folders: Path, workspace: Workspace | None = None, reading: bool = False, **told: Unpack[Told]
) -> Workshop:
    """Return a workshop with the templates in `folders`, the first first, and those that come with debatekit.

    `told` is what the command line says; what it leaves open is for each motion to say, and then for the
    `workspace`, whose templates come behind those in `folders`. `reading` adds the texts of sources with their lines
    numbered. Raises `DebatekitError` if the theme is unknown or wrong, or the school's file cannot be used.
    """
    return workshop_with(choose_means(*folders, workspace=workspace, reading=reading, **told))


def workshop_with(means: Means) -> Workshop:
    """Return a workshop with `means`.

    Raises `DebatekitError` if the theme that they choose is unknown or wrong, or the school's file cannot be used.
    """
    workshop = Workshop(means, Templates(*means.folders), looks.Templates(*means.folders))
    choices = workshop.choices()
    workshop.looks.theme(choices)
    workshop.looks.school(choices)
    return workshop
