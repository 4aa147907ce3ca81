"""Where a text comes from, as far as the text or its file says so in a form that leaves no doubt.

A guess that is wrong would be printed as a reference, so what is not certain is `not stated`, and left to the author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.checks.citations import HOST, NOT_STATED_SYNONYMS, parse_date
from debatekit.motion.fields import NOT_STATED
from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from debatekit.sources.text import Metadata, SourceText

FIRST: Final = 6
"""Paragraphs at the start of a text in which its headline, byline and date are looked for."""

LONGEST_HEADLINE: Final = 15
"""Words."""

NAME: Final = r"(?:[^\W\d_a-z][\w.'’-]*)(?: (?:(?:de|da|van|von|der|den|la|bin|al) ){0,2}[^\W\d_a-z][\w.'’-]*){1,3}"
BYLINE: Final = re.compile(rf"(?:By|BY) ({NAME}(?:(?:, | and )(?!and){NAME})*)")
DATELINE: Final = re.compile(r"(?:Published(?: on)?:? |Posted(?: on)?:? |Date: )?(.{6,20})")
YEAR_ALONE: Final = re.compile(r"\d+")
BREAK: Final = re.compile(r" ?[|·•] ?")
ADDRESS: Final = re.compile(rf"https?://{HOST.pattern}(?:[/?#]\S*)?", re.ASCII)
TIMESTAMP: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a source, and where it is; `not stated`, and nowhere, if it was not found."""

    value: str = NOT_STATED
    where: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The fields of a source that a text or its file may state."""

    title: Stated = Stated()
    author: Stated = Stated()
    publisher: Stated = Stated()
    published: Stated = Stated()
    url: Stated = Stated()


def origin_of(source: SourceText, metadata: Metadata, today: date) -> Origin:
    """Return what `source`, or else the `metadata` of its file, states of its origin; no date may be after `today`."""
    pieces = list(_pieces(source))
    return Origin(
        title=_first(_headline(source), _in_metadata(metadata.title)),
        author=_first(_matching(pieces, BYLINE), _in_metadata(metadata.author)),
        publisher=_in_metadata(metadata.publisher),
        published=_first(_dateline(pieces, today), _timestamp(metadata.published, today)),
        url=_in_metadata(metadata.url if ADDRESS.fullmatch(metadata.url) else ""),
    )


def confirmed(metadata: Metadata, source: SourceText) -> Metadata:
    """Return the metadata of a Word file that its text confirms: programs fill in whoever saved the file."""
    start = [normalize(paragraph) for paragraph in source.paragraphs[:FIRST]]
    title = metadata.title if normalize(metadata.title) in start else ""
    named = metadata.author and any(normalize(metadata.author) in BREAK.split(paragraph) for paragraph in start)
    return type(metadata)(title=title, author=metadata.author if named else "")


def _first(*found: Stated) -> Stated:
    return next((stated for stated in found if stated.where), Stated())


def _in_metadata(value: str) -> Stated:
    if (
        not any(map(str.isalnum, value))
        or value.lower() == NOT_STATED
        or NOT_STATED_SYNONYMS.fullmatch(value.strip(" ."))
    ):
        return Stated()
    return Stated(value, "the file's metadata")


def _pieces(source: SourceText) -> Iterator[tuple[int, str]]:
    """Yield the parts of the first paragraphs as bylines have them: "By Jane Doe | 3 May 2026"."""
    for number, paragraph in enumerate(source.paragraphs[:FIRST], 1):
        for piece in BREAK.split(paragraph):
            yield number, piece.strip()


def _headline(source: SourceText) -> Stated:
    """Return the first paragraph if it is short, ends no sentence, and has a text below it that does."""
    first, below = source.paragraphs[0], source.paragraphs[1:]
    short = len(first.split()) <= LONGEST_HEADLINE and len(first) * 2 < max(map(len, below), default=0)
    sentence = re.search(r"[.!:;,…][\"'”’)]*$", first)
    other = any(form.fullmatch(first) for form in (BYLINE, re.compile(r"https?://.*"))) or BREAK.search(first)
    plain = first[:1].isalnum() or first[:1] in "\"'“‘"
    return Stated() if not short or sentence or other or not plain or _day(first) else Stated(first, "paragraph 1")


def _matching(pieces: list[tuple[int, str]], form: re.Pattern[str]) -> Stated:
    for number, piece in pieces:
        if match := form.fullmatch(piece):
            return Stated(match[1], f"paragraph {number}")
    return Stated()


def _dateline(pieces: list[tuple[int, str]], today: date) -> Stated:
    """Return the date that stands alone, if it is the only one."""
    found = []
    for number, piece in pieces:
        if (match := DATELINE.fullmatch(piece)) and (day := _day(match[1])) and day <= today:
            found.append(Stated(match[1], f"paragraph {number}"))
    return found[0] if len(found) == 1 else Stated()


def _day(text: str) -> date | None:
    """Return the first day that a text of nothing but a date may mean; a year alone may mean anything."""
    if YEAR_ALONE.fullmatch(text):
        return None
    try:
        span = parse_date(text)
    except ValueError:  # such as 30 February
        return None
    return span.first if span else None


def _timestamp(text: str, today: date) -> Stated:
    match = TIMESTAMP.fullmatch(text)
    day = _day(match[1]) if match else None
    return _in_metadata(match[1]) if match and day and day <= today else Stated()
