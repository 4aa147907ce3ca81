"""Find a text's citation: its title, author, publisher, date and address, where they are stated beyond doubt.

A wrong guess would be printed as a reference, so what is uncertain is `not stated`, and left to the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from debatekit.checks.citations import HOST, NOT_STATED_SYNONYMS, parse_date
from debatekit.motion.fields import NOT_STATED
from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from debatekit.sources.text import Metadata, SourceText

FIRST_PARAGRAPHS: Final = 6
"""Paragraphs in which a byline and a date are looked for."""
MAX_HEADLINE: Final = 15
"""Words."""

NAME: Final = r"(?:[^\W\d_a-z][\w.'’-]*)(?: (?:(?:de|da|van|von|der|den|la|bin|al) ){0,2}[^\W\d_a-z][\w.'’-]*){1,3}"
BYLINE: Final = re.compile(rf"(?:By|BY) ({NAME}(?:(?:, | and )(?!and){NAME})*)")
DATELINE: Final = re.compile(r"(?:Published(?: on)?:? |Posted(?: on)?:? |Date: )?(.{6,20})")
SEPARATOR: Final = re.compile(r" ?[|·•] ?")
SENTENCE_END: Final = re.compile(r"[.!:;,…][\"'”’)]*$")
ADDRESS: Final = re.compile(rf"https?://{HOST.pattern}(?:[/?#]\S*)?", re.ASCII)
TIMESTAMP: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the citation, and where it was found: nowhere if it is `not stated`."""

    value: str = NOT_STATED
    where: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """The fields of a source that a text or its file may state."""

    title: Stated = Stated()
    author: Stated = Stated()
    publisher: Stated = Stated()
    published: Stated = Stated()
    url: Stated = Stated()


def find_citation(source: SourceText, metadata: Metadata, today: date) -> Citation:
    """Return what `source`, or else the `metadata` of its file, states; no date may be after `today`."""
    pieces = [
        (number, piece.strip())
        for number, paragraph in enumerate(source.paragraphs[:FIRST_PARAGRAPHS], 1)
        for piece in SEPARATOR.split(paragraph)  # "By Jane Doe | 3 May 2026"
    ]
    authors = (Stated(match[1], f"paragraph {number}") for number, text in pieces if (match := BYLINE.fullmatch(text)))
    dates = list(_datelines(pieces, today))
    return Citation(
        title=_headline(source) or _from_metadata(metadata.title),
        author=next(authors, None) or _from_metadata(metadata.author),
        publisher=_from_metadata(metadata.publisher),
        published=dates[0] if len(dates) == 1 else _from_timestamp(metadata.published, today),
        url=_from_metadata(metadata.url if ADDRESS.fullmatch(metadata.url) else ""),
    )


def confirmed(metadata: Metadata, source: SourceText) -> Metadata:
    """Return the metadata of a Word file that its text confirms: programs fill in whoever saved the file."""
    start = [normalize(paragraph) for paragraph in source.paragraphs[:FIRST_PARAGRAPHS]]
    title = metadata.title if normalize(metadata.title) in start else ""
    named = metadata.author and any(normalize(metadata.author) in SEPARATOR.split(paragraph) for paragraph in start)
    return type(metadata)(title=title, author=metadata.author if named else "")


def _headline(source: SourceText) -> Stated | None:
    """Return the first paragraph if it is short, ends no sentence, and is followed by a text that does."""
    first, rest = source.paragraphs[0], source.paragraphs[1:]
    is_short = len(first.split()) <= MAX_HEADLINE and len(first) * 2 < max(map(len, rest), default=0)
    is_other = BYLINE.fullmatch(first) or first.startswith(("http://", "https://")) or SEPARATOR.search(first)
    starts_plainly = first[:1].isalnum() or first[:1] in "\"'“‘"
    if not is_short or is_other or not starts_plainly or SENTENCE_END.search(first) or _first_day(first):
        return None
    return Stated(first, "paragraph 1")


def _datelines(pieces: list[tuple[int, str]], today: date) -> Iterator[Stated]:
    for number, piece in pieces:
        if (match := DATELINE.fullmatch(piece)) and (day := _first_day(match[1])) and day <= today:
            yield Stated(match[1], f"paragraph {number}")


def _from_metadata(value: str) -> Stated:
    if (
        not any(map(str.isalnum, value))
        or value.lower() == NOT_STATED
        or NOT_STATED_SYNONYMS.fullmatch(value.strip(" ."))
    ):
        return Stated()
    return Stated(value, "the file's metadata")


def _from_timestamp(text: str, today: date) -> Stated:
    match = TIMESTAMP.fullmatch(text)
    day = _first_day(match[1]) if match else None
    return _from_metadata(match[1]) if match and day and day <= today else Stated()


def _first_day(text: str) -> date | None:
    """Return the first day that a text of nothing but a date may mean; a year alone may mean anything."""
    if text.isdecimal():
        return None
    try:
        span = parse_date(text)
    except ValueError:  # such as 30 February
        return None
    return span[0] if span else None
