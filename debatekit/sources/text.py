"""The text of a source: paragraphs, words, and the lines of its numbered reading.

Paragraphs are counted from 1, headings included. The numbered reading is the text wrapped at `LINE_WIDTH` characters,
each paragraph on a new line, with lines counted from 1 through the whole text. Line 12 is therefore the same on every
sheet, whatever the font and the paper.
"""

import difflib
import hashlib
import re
import textwrap
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, Self

from debatekit.errors import display_width
from debatekit.files import UNPRINTABLE

ENDINGS: Final = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf")
"""The endings of files whose text can be read; a file without any is plain text."""

GUESSED: Final = "If letters are wrong, open it in the program that made it, and save it with the encoding 'UTF-8'."
"""What to do where the encoding of a file was guessed."""

MAX_CHARACTERS: Final = 5_000_000
"""How long a text may be: as long as quotations are found in within a minute."""

SHORTEN: Final = "Copy the part that you quote into a plain text file, and name that."

LINE_WIDTH: Final = 60
"""Maximum characters of a line: as many as fit on a page in every theme. A longer word has a line of its own."""

PUNCTUATION: Final = ".,;:!?\"'()[]-…。，、；：！？「」『』（）《》"

UNSPACED: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff9f\U00020000-\U0003ffff"
)
"""Characters of scripts without spaces between words, for a class of a regular expression: Thai, Lao, Tibetan, Burmese,
Khmer, Chinese and Japanese, and their punctuation."""

_OPENING: Final = "\"'“‘(「『（《〈【〔เ-ไ"  # belongs to the character after it
_CLOSING: Final = (
    "\"'”’)」』）》〉】〕。、，．；：！？…・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    "\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3\u3099\u309a"
)  # belongs to the character before it
# The first character of each range of `UNSPACED`, and the first after it.
_EDGES: Final = "".join(f"{first}{chr(ord(last) + 1)}" for first, last in re.findall("(.)-(.)", UNSPACED))
# Patterns that few texts need: to compile a class of so many characters takes milliseconds.
_UNIT: Final = rf"[{_OPENING}]*(?:[{UNSPACED}]|[^{UNSPACED}]+)[{_CLOSING}]*"
_GAP: Final = rf"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])"
_LINE_END: Final = rf"(?<=[{UNSPACED}])[^\S\n]*\n\s*(?=[{UNSPACED}])"

INVISIBLE: Final = (
    0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0000, 0xE01F0),
)  # fmt: skip
"""Soft hyphens, characters without width, marks of direction, and selectors of variants."""

TO_PLAIN: Final = str.maketrans({
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛‹›ʼ＇", "'"),
    **dict.fromkeys("\u2010\u2011\u2012–—―−", "-"),
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    **dict.fromkeys(map(chr, INVISIBLE), ""),
})  # fmt: skip
"""The plain spelling of each typographic character."""


def normalize(text: str) -> str:
    """Return `text` with plain quotation marks, dashes and ligatures, without soft hyphens, and with single spaces.

    Two texts are the same words if they normalize to the same string; capitals and everything else must be equal.
    Composed characters become one (Unicode's normalization form C). A space beside a character of a script
    without spaces between words is where a line ended, or decoration, and is left out.
    """
    plain = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text).translate(TO_PLAIN)).split())
    return re.sub(_GAP, "", plain) if has_unspaced(plain) else plain


def has_unspaced(text: str) -> bool:
    """Return whether a text has a character of a script without spaces between words."""
    return not text.isascii() and any(bisect_right(_EDGES, character) % 2 for character in set(text))


def on_one_line(text: str) -> str:
    """Return `text` with single spaces; the end of a line is none in scripts without spaces between words."""
    return " ".join((re.sub(_LINE_END, "", text) if has_unspaced(text) else text).split())


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a text, and whether there is a space before each.

    In scripts without spaces between words, a word is a character with its marks and the punctuation beside it.
    """
    for chunk in text.split():
        units = re.findall(_UNIT, chunk) if has_unspaced(chunk) else [chunk]
        yield from ((unit, number == 0) for number, unit in enumerate(units))


def join(words: Iterable[str]) -> str:
    """Return words with spaces between them, but none beside a word of a script without spaces."""
    text = " ".join(words)
    return re.sub(_GAP, "", text) if has_unspaced(text) else text


def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, two characters count as a word."""
    found = [word for word, _ in tokens(text) if any(map(str.isalnum, word))]
    characters = sum(map(has_unspaced, found))
    return len(found) - characters + -(-characters // 2)


def strip_punctuation(word: str) -> str:
    """Return a normalized word in lower case, without the punctuation around it."""
    return word.strip(PUNCTUATION).lower()


def key_of(text: str) -> str:
    """Return the letters and digits of a text in lower case: what is the same however a text is laid out."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


class Place(NamedTuple):
    """The place of a quotation: its first paragraph, and its first and last line, counted from 1."""

    paragraph: int
    line: int
    last_line: int


class Word(NamedTuple):
    """A word as it is written in the text, and its place."""

    text: str
    paragraph: int
    line: int
    spaced: bool = True  # whether there is a space before it


class Metadata(NamedTuple):
    """What a file states about its text outside the text, such as a web page in its head; empty if not stated."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class SourceText:
    """The text of a source, as non-empty `paragraphs` with single spaces and without line breaks."""

    paragraphs: tuple[str, ...]
    metadata: Metadata = field(default=Metadata(), compare=False)
    extractor: str = field(default="", compare=False)
    """What decided how paragraphs are counted, with its version, if that can differ between versions."""
    assumed_encoding: str = field(default="", compare=False)
    """The encoding in which the file was read, if it is a guess."""

    @classmethod
    def from_paragraphs(
        cls,
        paragraphs: Iterable[str],
        metadata: Metadata | None = None,
        *,
        extractor: str = "",
        assumed_encoding: str = "",
    ) -> Self:
        """Return the text made of `paragraphs`, without those that are empty, and with single spaces.

        What cannot be printed is a space. The end of a line is none in scripts without spaces between words.
        """
        printable = (UNPRINTABLE.sub(" ", paragraph) for paragraph in paragraphs)
        kept = tuple(on_one_line(paragraph) for paragraph in printable if normalize(paragraph))
        stated = Metadata(*(" ".join(UNPRINTABLE.sub(" ", value).split()) for value in metadata or ()))
        return cls(kept, stated, extractor, assumed_encoding)

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of the text, independent of its file format: that of its paragraphs joined by line feeds."""
        return hashlib.sha256("\n".join(self.paragraphs).encode("utf-8")).hexdigest()

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The lines of the numbered reading, by paragraph."""
        wrapper = textwrap.TextWrapper(LINE_WIDTH, break_long_words=False, break_on_hyphens=False)
        return tuple(
            tuple(_wrap(paragraph) if has_unspaced(paragraph) else wrapper.wrap(paragraph))
            for paragraph in self.paragraphs
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All visible words, in order."""
        found: list[Word] = []
        number = 0
        for paragraph, (text, lines) in enumerate(zip(self.paragraphs, self.lines, strict=True), 1):
            words = _words_by_line(text, lines)
            found += (Word(word, paragraph, number + line, spaced) for line, word, spaced in words)
            number += len(lines)
        return tuple(word for word in found if word.text.isascii() or normalize(word.text))

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        """The normalized text, and where each word begins in it."""
        pieces: list[str] = []
        starts: list[int] = []
        length, before = 0, None
        for word in self.words:
            plain = normalize(word.text)
            if before:
                is_new = before.paragraph != word.paragraph
                gap = "\n" if is_new else " " if word.spaced else ""
                if gap == " " and has_unspaced(pieces[-1][-1] + plain[0]):
                    gap = ""
                pieces.append(gap)
                length += len(gap)
            starts.append(length)
            pieces.append(plain)
            length += len(plain)
            before = word
        return "".join(pieces), starts

    @property
    def normalized(self) -> str:
        """The normalized words, separated by a space, and by a line feed between paragraphs."""
        return self._plain[0]

    @cached_property
    def stripped(self) -> list[str]:
        """The words in lower case and without punctuation, in order."""
        return [strip_punctuation(normalize(word.text)) for word in self.words]

    @cached_property
    def matcher(self) -> difflib.SequenceMatcher[str]:
        """A matcher of the words in lower case and without punctuation; to be compared with a first sequence."""
        return difflib.SequenceMatcher(None, "", self.stripped, autojunk=False)

    def word_at(self, offset: int) -> int:
        """Return the index of the word at `offset` of the normalized text."""
        return bisect_right(self._plain[1], offset) - 1

    def place(self, start: int, end: int) -> Place:
        """Return the place of the characters from `start` up to `end` of the normalized text."""
        first, last = self.words[self.word_at(start)], self.words[self.word_at(end - 1)]
        return Place(first.paragraph, first.line, last.line)

    def original(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` of the normalized text, as they are written in the source."""
        words = self.words[self.word_at(start) : self.word_at(end - 1) + 1]
        return "".join(f" {word.text}" if word.spaced else word.text for word in words).strip()


def _words_by_line(text: str, lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the number of the line of each word, the word, and whether there is a space before it."""
    if not has_unspaced(text):
        yield from ((number, word, True) for number, line in enumerate(lines, 1) for word in line.split())
        return
    units = tokens(text)
    is_after_space = False
    for number, line in enumerate(lines, 1):
        length = len("".join(line.split()))
        while length > 0:
            word, spaced = next(units)
            length -= len(word)
            yield number, word, spaced or is_after_space
            is_after_space = (spaced or is_after_space) and not normalize(word)  # a word that will be left out


def _wrap(paragraph: str) -> list[str]:
    """Return the lines of a paragraph in a script without spaces, of which wide characters are twice as wide."""
    lines, line, width = [], "", 0
    for word, spaced in tokens(paragraph):
        more = display_width(word)
        if line and width + spaced + more > LINE_WIDTH:
            lines.append(line)
            line, width = "", 0
        gap = " " if line and spaced else ""
        line += gap + word
        width += len(gap) + more
    return [*lines, line]
