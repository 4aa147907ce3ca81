"""A motion file → a `Motion` and the place of each of its values, or all its problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debatekit.errors import DebatekitError
from debatekit.motion.model import Motion
from debatekit.motion.numbering import number_parts
from debatekit.motion.references import reference_problems
from debatekit.reading import Document, parse, read_text, validate

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class MotionFile:
    """A motion that was read, and the document that knows where each of its values stands."""

    path: Path
    motion: Motion
    document: Document

    @property
    def name(self) -> str:
        """The file's name without its ending: what the kit's folder is called."""
        return self.path.stem


def read_motion(path: Path) -> MotionFile:
    """Read the motion file at `path`.

    Raises `DebatekitError` with everything that is wrong: the file, its YAML, its fields and its references.
    """
    document = parse(read_text(path), path.as_posix(), "motion")
    number_parts(document.data)
    motion, problems = validate(document, Motion)
    unread = {problem.line for problem in document.problems}
    problems += [problem for problem in reference_problems(document) if problem.line not in unread]
    if motion is None or problems:
        raise DebatekitError(problems)
    return MotionFile(path, motion, document)
