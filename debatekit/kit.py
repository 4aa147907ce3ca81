"""One build: a motion file → its kit of documents.

The only room that knows the whole way: motion → pages → Word → files.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from debatekit.audience import Edition
from debatekit.checks import rules
from debatekit.checks.checking import check_motion
from debatekit.checks.findings import Finding, FindingsError, Severity
from debatekit.checks.printing import page_data, readings
from debatekit.checks.reports import Outcome
from debatekit.motion import read_motion
from debatekit.output import write_file
from debatekit.pages import Extras, Pages
from debatekit.problems import Problem, ProblemsError, did_you_mean
from debatekit.resources import find_file, names_of, packaged
from debatekit.word import (
    make_look,
    make_school_look,
    open_school_file,
    paper_of,
    read_theme,
    write_document,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from debatekit.checks.results import Checked
    from debatekit.motion.reading import MotionFile
    from debatekit.pages import Handout
    from debatekit.word import Look, Theme

BOTH = (Edition.STUDENT, Edition.TEACHER)
STANDARD = "standard"
"""The theme that is used where none is named."""


class BuiltDocument(NamedTuple):
    """A document that is ready to be written: its file name and its bytes."""

    name: str
    content: bytes


class BuiltKit(NamedTuple):
    """A kit that was written: its files, and what the checks said of its motion."""

    files: list[Path]
    checked: Checked


@dataclass(frozen=True)
class Workshop:
    """The templates and looks that kits are built with; made once, used for every motion."""

    pages: Pages
    look: Callable[[str], Look]
    """The look of documents in a language."""
    theme: str = STANDARD
    fillable: bool = False
    """Whether there are fields to type in instead of lines to write on."""
    reading: bool = False
    """Whether the texts of sources are printed, too, with their lines numbered."""

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
        extras = self._extras(motion, only, checked or self.check(motion))
        words = self.pages.words(motion.document, motion.motion.language)
        framework = self.pages.framework(motion.document, motion.motion.framework)
        look = self.look(motion.motion.language)
        documents: list[BuiltDocument] = []
        problems: list[Problem] = []
        for handout in self.handouts(only):
            problems += _unknown_needs(handout, motion)
            if not handout.fits(motion.motion, extras):
                continue
            for edition in filter(handout.is_for, editions):
                try:
                    page = self.pages.render(handout, motion.motion, motion.document, edition, words, framework, extras)
                    content = write_document(
                        page, look, handout.template, fillable=self.fillable, folders=self.pages.folders
                    )
                except ProblemsError as error:
                    problems += map(self.pages.located, error.problems)
                else:
                    documents.append(BuiltDocument(self.document_name(handout, edition), content))
        if problems:
            raise ProblemsError(problems)
        return documents

    def _extras(self, motion: MotionFile, only: Sequence[str], checked: Checked) -> Extras:
        """Return what pages print of the checks; the text of a source only where somebody asks for it."""
        if self.reading and not checked.texts:
            message = "there is no text to number: that of no source is at hand"
            hint = "Put it beside the motion, as 'sources: …: text' says, or name it with --source NAME=FILE."
            raise ProblemsError([motion.document.problem(("sources",), message, hint, at_key=True)])
        places = {path: asdict(place) for path, place in checked.places.items()}
        return Extras(places, page_data(checked), readings(checked) if self.reading or only else ())

    def document_name(self, handout: Handout, edition: Edition) -> str:
        """Return the name of a document's file: ``pro-brief.docx``, ``pro-brief-teacher-large-print.docx``."""
        marks = {
            "teacher": edition is Edition.TEACHER,
            self.theme: self.theme != STANDARD,
            "fillable": self.fillable,
        }
        return "-".join([handout.name, *(mark for mark, carried in marks.items() if carried)]) + ".docx"


def _unknown_needs(handout: Handout, motion: MotionFile) -> list[Problem]:
    """Return a problem for each key that a handout needs and no motion has, so that it would never be built."""
    known = {*type(motion.motion).model_fields, *(field.name for field in fields(Extras))}
    return [
        Problem(handout.template, 0, 0, f"'{key}', which it needs, is no key of a motion", did_you_mean(key, known))
        for key in handout.head.needs
        if key not in known
    ]


def open_workshop(
    *folders: Path,
    theme: str = STANDARD,
    paper: str | None = None,
    fillable: bool = False,
    reading: bool = False,
    school: Path | None = None,
) -> Workshop:
    """Return a workshop with the templates in `folders`, the first first, and those that come with debatekit.

    `theme` is the name of one in their folders ``themes``; `paper` is "a4" or "letter", or None for the one that
    is usual where a motion's language is spoken. Where documents are `fillable`, lines to write on become fields to
    type in; `reading` adds the texts of sources with their lines numbered. `school` is a Word file whose styles,
    colours, page, header and footer are taken; the theme gives what it lacks. Raises `ProblemsError` if the theme is
    unknown or wrong, or the school's file cannot be used.
    """
    everything = (*folders, packaged("templates"))
    read = _theme(everything, theme)
    own = open_school_file(school) if school else None

    @cache
    def look(language: str) -> Look:
        if own:
            return make_school_look(own, read, language, paper)
        return make_look(read, paper or paper_of(language), language)

    return Workshop(Pages(*everything), look, theme, fillable, reading)


def themes(*folders: Path) -> dict[str, Theme]:
    """Return all themes in `folders` and those that come with debatekit, by name; the standard one comes first."""
    everything = (*folders, packaged("templates"))
    names = sorted(names_of(everything, "themes"), key=lambda name: (name != STANDARD, name))
    return {name: _theme(everything, name) for name in names}


def _theme(folders: tuple[Path, ...], name: str) -> Theme:
    path = find_file(folders, "themes", name)
    if path is None:
        hint = did_you_mean(name, names_of(folders, "themes"))
        raise ProblemsError([Problem("--theme", 0, 0, f"there is no theme '{name}'", hint)])
    return read_theme(path, [folder / "themes" for folder in folders])


def check_kit(workshop: Workshop, path: Path, texts: Mapping[str, Path] | None = None) -> Outcome:
    """Return everything there is to say of the motion file at `path`: whether it can be built, and is true and fair.

    `texts` names the files with the texts of its sources.
    """
    try:
        motion = read_motion(path)
        checked = workshop.check(motion, texts)
    except ProblemsError as error:
        return Outcome(path.as_posix(), tuple(Finding(rules.UNREADABLE, problem) for problem in error.problems))
    findings, documents = list(checked.findings), 0
    try:
        documents = len(workshop.documents(motion, checked=checked))
    except ProblemsError as error:
        findings += [Finding(rules.UNBUILDABLE, problem) for problem in error.problems]
    findings.sort(key=lambda finding: finding.order)
    return Outcome(path.as_posix(), tuple(findings), motion.motion, checked, documents)


def build_kit(
    workshop: Workshop,
    path: Path,
    output: Path,
    only: Sequence[str] = (),
    editions: Sequence[Edition] = BOTH,
    texts: Mapping[str, Path] | None = None,
) -> BuiltKit:
    """Build the kit of the motion file at `path` into a folder of its name in `output`.

    `texts` names the files with the texts of its sources. Nothing is written unless every document could be made.
    Raises `ProblemsError`, and `FindingsError` if a check finds an error, such as a quotation that is not in its
    source.
    """
    motion = read_motion(path)
    checked = workshop.check(motion, texts)
    if errors := [finding for finding in checked.findings if finding.rule.severity is Severity.ERROR]:
        raise FindingsError(errors)
    documents = workshop.documents(motion, only, editions, checked)
    folder = output / motion.name
    for document in documents:
        write_file(folder / document.name, document.content)
    return BuiltKit([folder / document.name for document in documents], checked)
