"""What somebody says of a new motion, and a file with a text → what its draft is made of, or all problems at once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter, ValidationError

from debatekit.checks.language import read_wordlist
from debatekit.datafiles import names_of, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.motion.model import AgeSpan
from debatekit.motion.paths import is_within
from debatekit.new_motion.origin import confirmed, origin_of
from debatekit.new_motion.proposals import propose
from debatekit.new_motion.skeleton import Start
from debatekit.reading.text import UNPRINTABLE
from debatekit.sources.readers import read_metadata, read_source

if TYPE_CHECKING:
    from datetime import date

    from debatekit.new_motion.proposals import Proposals

TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as motions need them (RFC 5646, 2.1)."""


def start_of(
    motion: str, *, folders: tuple[Path, ...], kind: str = "policy", language: str = "en-GB", ages: str = ""
) -> Start:
    """Return what a motion file begins with; white space in the motion becomes single spaces.

    `folders` have the languages that pages can be printed in. Raises `DebatekitError` for each value that no motion
    file can have; the problems name the argument and the options of `debatekit new`.
    """
    motion = " ".join(motion.split())
    problems = []
    if not any(map(str.isalnum, motion)):
        hint = 'Write it out, as in "This house would plant a tree in every school yard".'
        problems.append(Problem("MOTION", 0, 0, "the motion is empty", hint))
    if UNPRINTABLE.search(motion):
        problems.append(Problem("MOTION", 0, 0, "it holds a character that cannot be printed", "Type it anew."))
    known = names_of(folders, "languages")
    if not TAG.fullmatch(language) or not {*variants(language)} & set(known):
        hint = did_you_mean(language, known)
        problems.append(Problem("--language", 0, 0, f"there are no pages in the language '{language}'", hint))
    try:
        if ages:
            TypeAdapter(AgeSpan).validate_python(ages)
    except ValidationError:
        hint = "Write one such as 15, or a span such as 15 to 18."
        problems.append(Problem("--ages", 0, 0, f"'{ages}' are no ages", hint))
    if problems:
        raise DebatekitError(problems)
    return Start(motion, kind, language, " ".join(ages.split()))


def proposals_from(
    file: Path, motion: Path, language: str, *, folders: tuple[Path, ...], today: date, root: Path = Path()
) -> Proposals:
    """Return what the text in `file` proposes for a motion file at `motion`, in the workspace `root`.

    A motion names no file outside of its workspace: a text from there is named as if it stood beside the motion.
    `folders` have the lists of words, `today` is the latest day that a text can be of. Raises `DebatekitError` if the
    text cannot be read, or if its file has a name that cannot be written down.
    """
    source = read_source(file)
    metadata = read_metadata(file)
    if file.suffix.lower() == ".docx":
        metadata = confirmed(metadata, source)
    name = _named(file, motion) if is_within(file, motion.parent, root) else file.name
    if name != " ".join(name.split()) or UNPRINTABLE.search(name):
        message = "the name of this file cannot be written in a motion file"
        raise DebatekitError(
            [Problem(file.as_posix(), 0, 0, message, "Give it a name of letters, digits and hyphens.")]
        )
    origin = origin_of(source, metadata, today)
    return propose(source, name, origin, read_wordlist(folders, language), language)


def _named(file: Path, motion: Path) -> str:
    """Return the path of `file` as a motion file at `motion` names it: from its own folder, if there is a way."""
    try:
        return Path(os.path.relpath(file.resolve(), motion.parent.resolve())).as_posix()
    except ValueError:  # on Windows, another drive
        return file.resolve().as_posix()
