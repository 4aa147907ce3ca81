"""What kits are built with: templates, looks and settings; opened once, used for every motion."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

from debatekit.audience import Edition
from debatekit.checks.checking import check_motion
from debatekit.checks.printing import page_data, readings
from debatekit.inputs import shared_digest
from debatekit.looks import Looks
from debatekit.motion import read_motion
from debatekit.motion.paths import motion_problems
from debatekit.motion.settings import Settings
from debatekit.output import sealed
from debatekit.pages import Extras, Pages, Phrases, view_of
from debatekit.problems import Problem, ProblemsError, did_you_mean
from debatekit.resources import names_of, packaged
from debatekit.word import write_document
from debatekit.workspace import Choices, Layer, Workspace
from debatekit.workspace.choices import STANDARD, motion_layer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from debatekit.checks.results import Checked
    from debatekit.motion.reading import MotionFile
    from debatekit.pages import Handout
    from debatekit.pages.values import Record
    from debatekit.word import Look

BOTH = (Edition.STUDENT, Edition.TEACHER)


class BuiltDocument(NamedTuple):
    """A document that is ready to be written: its file name and its bytes, its handout and its edition."""

    name: str
    content: bytes
    handout: str
    edition: Edition


class Told(TypedDict, total=False):
    """What the command line says of how kits are built; None says nothing."""

    theme: str | None
    paper: str | None
    look: Path | None
    """A Word file of the school whose styles, colours, page, header and footer are taken."""
    fillable: bool | None
    language: str | None
    school: str | None
    class_: str | None
    output: Path | None


@dataclass(frozen=True)
class Workshop:
    """The templates, looks and settings that kits are built with; made once, used for every motion."""

    pages: Pages
    looks: Looks
    layers: tuple[Layer, ...] = ()
    """What the command line and the workspace say, in this order."""
    reading: bool = False
    """Whether the texts of sources are printed, too, with their lines numbered."""
    root: Path = Path()
    """The folder of the workspace."""

    @cached_property
    def fingerprint(self) -> str:
        """A fingerprint of all that every kit is made with: the program, templates, looks and settings."""
        return shared_digest(self)

    def handouts(self, only: Sequence[str] = ()) -> list[Handout]:
        """Return the handouts there are, or those called `only`; raises `ProblemsError` for an unknown name."""
        handouts = self.pages.handouts()
        known = {handout.name: handout for handout in handouts}
        unknown = [
            Problem("--only", 0, 0, f"there is no handout '{name}'", did_you_mean(name, known))
            for name in only
            if name not in known
        ]
        if unknown:
            raise ProblemsError(unknown)
        return [handout for handout in handouts if not only or handout.name in only]

    def choices(self, motion: MotionFile | None = None) -> Choices:
        """Return what the kit of `motion` is built with, or what is chosen for every kit."""
        command, *others = self.layers or (Layer(),)
        return Choices((command, *([motion_layer(motion)] if motion else ()), *others))

    def look(self, language: str) -> Look:
        """Return the look of documents in a language; raises `ProblemsError`."""
        return self.looks.look(Choices((Layer(_settings({"language": language})), *self.layers)))

    def read(self, path: Path) -> MotionFile:
        """Return the motion file at `path`, in the language that is chosen for it; raises `ProblemsError`."""
        file = read_motion(path)
        if problems := motion_problems(file, self.root):
            raise ProblemsError(problems)
        language = self.choices(file).language
        if language == file.motion.language:
            return file
        return replace(file, motion=file.motion.model_copy(update={"language": language}))

    def check(self, motion: MotionFile, texts: Mapping[str, Path] | None = None) -> Checked:
        """Return what the checks find in a motion; `texts` names the files with the texts of its sources.

        Raises `ProblemsError` if one of them, the record or the list of words cannot be read.
        """
        return check_motion(motion, folders=self.pages.folders, today=date.today(), texts=texts)

    def documents(
        self,
        motion: MotionFile,
        only: Sequence[str] = (),
        editions: Sequence[Edition] = BOTH,
        checked: Checked | None = None,
    ) -> list[BuiltDocument]:
        """Return the documents of a motion's kit, in order, without writing them.

        What they print of the checks is in `checked`; without it, the motion is checked now. Handouts that the motion,
        and what is known of it, have nothing for are left out. Raises `ProblemsError` with everything that is wrong
        with any of them.
        """
        choices = self.choices(motion)
        extras = self._extras(motion, choices, only, checked or self.check(motion))
        words = self.words(motion, choices)
        framework = self.pages.framework(motion.document, motion.motion.framework, choices.language)
        look = self.looks.look(choices)
        views = {edition: view_of(motion.motion, edition, extras) for edition in editions}
        documents: list[BuiltDocument] = []
        problems: list[Problem] = []
        for handout in self.handouts(only):
            problems += _unknown_needs(handout, motion)
            if not handout.fits(motion.motion, extras):
                continue
            for edition in filter(handout.is_for, editions):
                try:
                    page = self.pages.render(handout, views[edition], motion.document, words, framework)
                    content = write_document(
                        page, look, handout.template, fillable=choices.fillable, folders=self.pages.folders
                    )
                except ProblemsError as error:
                    problems += map(self.pages.located, error.problems)
                else:
                    name = document_name(handout, edition, choices)
                    documents.append(BuiltDocument(name, sealed(content), handout.name, edition))
        if problems:
            raise ProblemsError(problems)
        return documents

    def words(self, motion: MotionFile, choices: Choices) -> Record:
        """Return the words that the kit of `motion` is printed with; raises `ProblemsError`."""
        language = choices.language
        if not self.pages.speaks(language):
            known = names_of(self.pages.folders, "languages")
            hint = did_you_mean(language, known, f"Choose from: {', '.join(known)}.")
            raise ProblemsError([choices.problem("language", f"there is no language '{language}'", hint)])
        phrases = [
            Phrases(layer.settings.words, layer.document, (*layer.path, "words"))
            for layer in choices.phrases
            if layer.document
        ]
        return self.pages.words(motion.document, language, phrases)

    def _extras(self, motion: MotionFile, choices: Choices, only: Sequence[str], checked: Checked) -> Extras:
        """Return what pages print of the checks; the text of a source only where somebody asks for it."""
        if self.reading and not checked.texts:
            message = "there is no text to number: that of no source is at hand"
            hint = "Put it beside the motion, as 'sources: …: text' says, or name it with --source NAME=FILE."
            raise ProblemsError([motion.document.problem(("sources",), message, hint, at_key=True)])
        places = {path: asdict(place) for path, place in checked.places.items()}
        printed = readings(checked) if self.reading or only else ()
        return Extras(places, page_data(checked), printed, {"school": choices.school, "class": choices.group})


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


def _unknown_needs(handout: Handout, motion: MotionFile) -> list[Problem]:
    """Return a problem for each key that a handout needs and no motion has, so that it would never be built."""
    known = {*type(motion.motion).model_fields, *(field.name for field in fields(Extras))}
    return [
        Problem(handout.template, 0, 0, f"'{key}', which it needs, is no key of a motion", did_you_mean(key, known))
        for key in handout.head.needs
        if key not in known
    ]


def open_workshop(
    *folders: Path, workspace: Workspace | None = None, reading: bool = False, **told: Unpack[Told]
) -> Workshop:
    """Return a workshop with the templates in `folders`, the first first, and those that come with debatekit.

    `told` is what the command line says; what it leaves open is for each motion to say, and then for the
    `workspace`, whose templates come behind those in `folders`. `reading` adds the texts of sources with their lines
    numbered. Raises `ProblemsError` if the theme is unknown or wrong, or the school's file cannot be used.
    """
    own = workspace or Workspace()
    everything = (*folders, *own.folders, packaged("templates"))
    layers = (Layer(_settings({key.rstrip("_"): value for key, value in told.items()})), own.layer)
    workshop = Workshop(Pages(*everything), Looks(*everything), layers, reading, own.root)
    choices = workshop.choices()
    workshop.looks.theme(choices)
    workshop.looks.school(choices)
    return workshop


def _settings(told: Mapping[str, object]) -> Settings:
    said = {key: value for key, value in told.items() if value is not None and str(value).strip()}
    return Settings.model_validate(
        {key: value if isinstance(value, bool) else str(value) for key, value in said.items()}
    )
