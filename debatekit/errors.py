"""Error reporting: what is wrong, where, and what to type instead.

Code that reads what a person wrote collects `Problem`s and raises them together as one `DebatekitError`; only the
command line prints them. A problem is printed as

    motions/free-buses.yaml:12:5: unknown key 'clam'. Did you mean 'claim'?
       12 |     clam: Buses would be faster.
          |     ^
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple, Self

LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # YAML 1.1, section 4.2
MAX_EXCERPT: Final = 100  # characters of a line that are shown; a longer line is cut around the place
MAX_PROBLEMS: Final = 50  # problems of one file that are reported; the others are only counted


class Problem(NamedTuple):
    """One mistake, for the person who can correct it.

    `line` and `column` count from 1, in characters; 0 means the file as a whole. `message` is a sentence without its
    full stop, `hint` a whole sentence or nothing. `excerpt` is the line of the file that is shown below the message.
    `omitted` is how many further problems of the file this one only counts.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    excerpt: str = ""
    omitted: int = 0

    @property
    def headline(self) -> str:
        """The problem in one line, ``file:line:column: what is wrong. What to type instead.``, as it is printed."""
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        return one_line(f"{place}: {self.message}. {self.hint}".rstrip())

    def __str__(self) -> str:
        if not self.excerpt.strip():
            return self.headline
        excerpt = re.sub("[\t\x85\u2028\u2029]", " ", self.excerpt).rstrip()
        text, caret = _excerpt_around(excerpt, max(self.column - 1, 0))
        return f"{self.headline}\n{self.line:5d} | {text}\n{' ' * 5} | {' ' * caret}^"


class DebatekitError(Exception):
    """Everything that is wrong with what was read, sorted by place, at most `MAX_PROBLEMS` per file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(_limited(problems))
        super().__init__(self.problems)

    @classmethod
    def for_file(cls, path: Path | str, message: str, hint: str = "") -> Self:
        """Return the error of a file (or an option) as a whole."""
        return cls([Problem(path.as_posix() if isinstance(path, Path) else path, 0, 0, message, hint)])

    def __str__(self) -> str:
        return "\n".join(problem.headline for problem in self.problems)


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, marks and invisible ones none."""
    if text.isascii():
        return len(text)
    import unicodedata  # here, because --help does not need it

    kinds = ((unicodedata.category(sign), unicodedata.east_asian_width(sign)) for sign in text)
    return sum(0 if kind in {"Mn", "Me", "Cf"} else 2 if width in {"W", "F"} else 1 for kind, width in kinds)


def named(sign: str) -> str:
    """Return a character with its code point and its name in Unicode, and without itself if it cannot be seen."""
    import unicodedata  # here, because --help does not need it

    name = unicodedata.name(sign, "next line" if sign == "\x85" else "without a name").lower()
    code = f"U+{ord(sign):04X}"
    return f"'{sign}' ({code}, {name})" if sign.isprintable() else f"{code} ({name})"


def closest_word(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return the known word that `word` was probably meant to be, or ""; with a `likeness` of 1 they are equal."""
    import difflib  # here, because --help does not need it

    names = {name.lower(): name for name in sorted(set(known))}
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=likeness)
    return names[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the known word nearest to `word`, or else `otherwise`, or else all known words."""
    names = sorted(set(known))
    if near := closest_word(word, names):
        odd = next((sign for sign in word if not sign.isascii() and sign not in near), "")
        return f"Did you mean '{near}'?" + (f" What is typed has {named(odd)}." if odd else "")
    return otherwise or (f"Known here: {', '.join(names)}." if names else "")


def one_line(text: str) -> str:
    """Return `text` with a space for each line break and the white space around it."""
    parts = [part.strip() for part in LINE_BREAK.split(text)]
    return " ".join(part for part in parts if part) if len(parts) > 1 else text


def shorten(text: str, limit: int = MAX_EXCERPT) -> str:
    """Return `text`, or its beginning and … if it has more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plural(number: int, noun: str) -> str:
    """Return the noun for a number of things: "problem", "problems"."""
    return noun if number == 1 else f"{noun}s"


def quantity(number: int, noun: str) -> str:
    """Return a number of things: "1 document", "2 documents"."""
    return f"{number} {plural(number, noun)}"


def _limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    for file, group in groupby(sorted(set(problems)), key=lambda problem: problem.file):
        found = list(group)
        shown = [problem for problem in found if not problem.omitted]
        yield from shown[:MAX_PROBLEMS]
        if omitted := sum(problem.omitted for problem in found) + len(shown[MAX_PROBLEMS:]):
            message = f"and {omitted:,} more {plural(omitted, 'problem')}"
            yield Problem(file, 0, 0, message, omitted=omitted)


def _excerpt_around(line: str, offset: int) -> tuple[str, int]:
    start = max(0, min(offset - MAX_EXCERPT // 2, len(line) - MAX_EXCERPT))
    before, after = "… " if start else "", " …" if start + MAX_EXCERPT < len(line) else ""
    return f"{before}{line[start : start + MAX_EXCERPT]}{after}", len(before) + display_width(line[start:offset])
