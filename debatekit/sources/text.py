"""A source's text: paragraphs, words, and the lines of its numbered reading.

Paragraphs are counted from 1, headings included. The numbered reading is the text broken into lines of at most
`LINE_WIDTH` characters, each paragraph on a line of its own, and counted from 1 through the whole text: the same
lines whatever the font and the paper, so that "line 12" means one thing on every sheet.
"""

from __future__ import annotations

import hashlib
import textwrap
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from debatekit.sources.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_WIDTH: Final = 60
"""Characters that a line of the numbered reading has at most; a longer word has a line of its own.

Sixty fit on a page in every theme, large print on A4 included, and leave a margin for notes in the others."""


PUNCTUATION: Final = ".,;:!?\"'()[]-…"


@dataclass(frozen=True, order=True)
class Place:
    """Where a quotation stands: its first paragraph, and its first and last line, all counted from 1."""

    paragraph: int
    line: int
    last_line: int


@dataclass(frozen=True)
class Word:
    """A word of the text as it is written, and where it stands."""

    text: str
    paragraph: int
    line: int


@dataclass(frozen=True)
class SourceText:
    """The text of a source, as `paragraphs` without line breaks and with single spaces; none is empty."""

    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, paragraphs: Iterable[str]) -> SourceText:
        """Return the text made of `paragraphs`: white space becomes single spaces, and empty ones are left out."""
        spaced = (" ".join(paragraph.split()) for paragraph in paragraphs)
        return cls(tuple(paragraph for paragraph in spaced if fold(paragraph)))

    @cached_property
    def sha256(self) -> str:
        """The text's fingerprint: of its paragraphs in UTF-8, each but the last ended by a line feed.

        The same text has the same fingerprint in whatever kind of file it stands.
        """
        return hashlib.sha256("\n".join(self.paragraphs).encode("utf-8")).hexdigest()

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The lines of the numbered reading, by paragraph."""
        wrapper = textwrap.TextWrapper(LINE_WIDTH, break_long_words=False, break_on_hyphens=False)
        return tuple(tuple(wrapper.wrap(paragraph)) for paragraph in self.paragraphs)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in order; one that nothing is seen of is none."""
        found = []
        line = 0
        for paragraph, lines in enumerate(self.lines, 1):
            for text in lines:
                line += 1
                found += [Word(word, paragraph, line) for word in text.split() if fold(word)]
        return tuple(found)

    @cached_property
    def folded(self) -> str:
        """The words as they are compared, with a space between two, and a line feed between two paragraphs."""
        parts = []
        for before, word in zip((None, *self.words), self.words, strict=False):
            parts.append("" if before is None else " " if before.paragraph == word.paragraph else "\n")
            parts.append(fold(word.text))
        return "".join(parts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word starts in the folded text."""
        return [0, *accumulate(len(fold(word.text)) + 1 for word in self.words)][:-1]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The numbers of the words, from 0, by what they are without capitals and punctuation."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            index[bare(fold(word.text))].append(number)
        return dict(index)

    def word_at(self, offset: int) -> int:
        """Return the number, from 0, of the word that the character at `offset` of the folded text belongs to."""
        return bisect_right(self._starts, offset) - 1

    def place(self, start: int, end: int) -> Place:
        """Return where the characters from `start` up to `end` of the folded text stand."""
        first, last = self.words[self.word_at(start)], self.words[self.word_at(end - 1)]
        return Place(first.paragraph, first.line, last.line)

    def written(self, start: int, end: int) -> str:
        """Return the words that the characters from `start` up to `end` of the folded text belong to, as written."""
        return " ".join(word.text for word in self.words[self.word_at(start) : self.word_at(end - 1) + 1])


def bare(word: str) -> str:
    """Return a folded word without capitals and without the punctuation around it."""
    return word.strip(PUNCTUATION).lower()
