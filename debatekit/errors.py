"""The one way anything is reported: what is wrong, where, and what to type instead.

Every room that reads something a person wrote collects `Problem`s and raises them together as one
`DebatekitError`; only the command line prints them. A problem reads

    motions/free-buses.yaml:12:5: unknown key 'clam'. Did you mean 'claim'?
       12 |     clam: Buses would be faster.
          |     ^
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LINE_BREAKS = re.compile("\\s*[\n\r\x85\u2028\u2029]\\s*")

LONGEST_EXCERPT = 100
"""Characters of a line that are shown; a longer line is cut around the place."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, for the person who can mend it.

    `line` and `column` count from 1, in characters; 0 means that the file as a whole is meant.
    `message` is a sentence without its full stop, `hint` a whole sentence or nothing.
    `excerpt` is the line of the file that is shown under the message, if there is one.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    excerpt: str = ""

    @property
    def headline(self) -> str:
        """The problem in one line, ``file:line:column: what is wrong. What to type instead.``, as it is printed."""
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        return LINE_BREAKS.sub(" ", f"{place}: {self.message}. {self.hint}".rstrip())

    def __str__(self) -> str:
        if not self.excerpt.strip():
            return self.headline
        text, caret = _cut(self.excerpt, max(self.column - 1, 0))
        number = f"{self.line:5d} | "
        return f"{self.headline}\n{number}{text}\n{' ' * 5} | {' ' * caret}^"


class DebatekitError(Exception):
    """Everything that is wrong with what was read, sorted by place; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(problem.headline for problem in self.problems))

    @classmethod
    def for_file(cls, path: Path | str, message: str, hint: str = "") -> DebatekitError:
        """Return the error of a file (or an option) as a whole."""
        return cls([Problem(path if isinstance(path, str) else path.as_posix(), 0, 0, message, hint)])

    def __reduce__(self) -> tuple[type[DebatekitError], tuple[object, ...]]:
        return type(self), (self.problems,)


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return the known word that `word` was probably meant to be, or nothing; with a `likeness` of 1 they are equal."""
    import difflib  # here, because --help needs it not

    names = {name.lower(): name for name in sorted(set(known))}
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=likeness)
    return names[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the known word nearest to `word`, or else what is known at all."""
    names = sorted(set(known))
    if near := nearest(word, names):
        return f"Did you mean '{near}'?"
    if otherwise:
        return otherwise
    return f"Known here: {', '.join(names)}." if names else ""


def one_line(text: str) -> str:
    """Return `text` with a space for each line break and the white space around it."""
    return LINE_BREAKS.sub(" ", text)


def plural(number: int, noun: str) -> str:
    """Return the noun for a number of things: "problem", "problems"."""
    return noun if number == 1 else f"{noun}s"


def _cut(line: str, offset: int) -> tuple[str, int]:
    """Return the part of a long line around `offset`, tabs as one space, and the caret's place in it."""
    line = line.replace("\t", " ")
    if len(line) <= LONGEST_EXCERPT:
        return line.rstrip(), offset
    start = max(0, min(offset - LONGEST_EXCERPT // 2, len(line) - LONGEST_EXCERPT))
    before, after = "… " if start else "", " …" if start + LONGEST_EXCERPT < len(line) else ""
    return f"{before}{line[start : start + LONGEST_EXCERPT]}{after}", offset - start + len(before)
