"""One build: a motion file → its kit of documents.

The only room that knows the whole way: motion → pages → Word → files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from debatekit.audience import Edition
from debatekit.motion import read_motion
from debatekit.output import write_file
from debatekit.pages import Pages
from debatekit.problems import Problem, ProblemsError, did_you_mean
from debatekit.resources import packaged
from debatekit.word import make_look, read_theme, write_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from debatekit.motion.reading import MotionFile
    from debatekit.pages import Handout
    from debatekit.word import Look

BOTH = (Edition.STUDENT, Edition.TEACHER)


class BuiltDocument(NamedTuple):
    """A document that is ready to be written: its file name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Workshop:
    """The templates and looks that kits are built with; made once, used for every motion."""

    pages: Pages
    look: Callable[[str], Look]

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

    def documents(
        self, motion: MotionFile, only: Sequence[str] = (), editions: Sequence[Edition] = BOTH
    ) -> list[BuiltDocument]:
        """Return the documents of a motion's kit, in order, without writing them.

        Handouts that the motion has nothing for are left out. Raises `ProblemsError` with everything that is
        wrong with any of them.
        """
        words = self.pages.words(motion.document, motion.motion.language)
        framework = self.pages.framework(motion.document, motion.motion.framework)
        look = self.look(motion.motion.language)
        documents: list[BuiltDocument] = []
        problems: list[Problem] = []
        for handout in self.handouts(only):
            problems += _unknown_needs(handout, motion)
            if not handout.fits(motion.motion):
                continue
            for edition in editions:
                try:
                    page = self.pages.render(handout, motion.motion, motion.document, edition, words, framework)
                    content = write_document(page, look, handout.template)
                except ProblemsError as error:
                    problems += error.problems
                else:
                    documents.append(BuiltDocument(document_name(handout.name, edition), content))
        if problems:
            raise ProblemsError(problems)
        return documents


def _unknown_needs(handout: Handout, motion: MotionFile) -> list[Problem]:
    """Return a problem for each key that a handout needs and no motion has, so that it would never be built."""
    known = type(motion.motion).model_fields
    return [
        Problem(handout.template, 0, 0, f"'{key}', which it needs, is no key of a motion", did_you_mean(key, known))
        for key in handout.head.needs
        if key not in known
    ]


def open_workshop(*folders: Path) -> Workshop:
    """Return a workshop with the templates in `folders`, the first first, and those that come with debatekit."""
    everything = (*folders, packaged("templates"))
    theme = read_theme(_first(everything, "themes/standard.yaml"))
    return Workshop(Pages(*everything), cache(lambda language: make_look(theme, "a4", language)))


def document_name(handout: str, edition: Edition) -> str:
    """Return the name of a document's file: ``pro-brief.docx``, ``pro-brief-teacher.docx``."""
    return f"{handout}-teacher.docx" if edition is Edition.TEACHER else f"{handout}.docx"


def build_kit(
    workshop: Workshop, path: Path, output: Path, only: Sequence[str] = (), editions: Sequence[Edition] = BOTH
) -> list[Path]:
    """Build the kit of the motion file at `path` into a folder of its name in `output`.

    Returns the files that were written. Nothing is written unless every document could be made. Raises
    `ProblemsError`.
    """
    motion = read_motion(path)
    documents = workshop.documents(motion, only, editions)
    folder = output / motion.name
    for document in documents:
        write_file(folder / document.name, document.content)
    return [folder / document.name for document in documents]


def _first(folders: Sequence[Path], name: str) -> Path:
    return next((folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name)
