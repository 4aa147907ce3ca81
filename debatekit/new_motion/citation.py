"""Find a text's citation: its title, author, publisher, date and address, where they are stated beyond doubt.

A wrong guess would be printed as a reference, so what is uncertain is `not stated`, and left to the author.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from debatekit.motion.fields import NOT_STATED
from debatekit.sources.text import NOT_STATED_SYNONYMS, Metadata, SourceText, normalize, parse_date

FIRST_PARAGRAPHS: Final = 6  # in which a byline and a date are looked for
MAX_HEADLINE: Final = 15  # words

NAME: Final = r"(?:[^\W\d_a-z][\w.'’-]*)(?: (?:(?:de|da|van|von|der|den|la|bin|al) ){0,2}[^\W\d_a-z][\w.'’-]*){1,3}"
BYLINE: Final = re.compile(rf"(?:By|BY) ({NAME}(?:(?:, | and )(?!and){NAME})*)")
DATELINE: Final = re.compile(r"(?:Published(?: on)?:? |Posted(?: on)?:? |Date: )?(.{6,20})")
SEPARATOR: Final = re.compile(r" ?[|·•] ?")
HEADLINE: Final = re.compile(r"(?!https?://|.*[.!:;,…][\"'”’)]*$)[\w\"'“‘][^|·•]*")
ADDRESS: Final = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+\.?(?:[/?#]\S*)?", re.ASCII)


class Stated(NamedTuple):
    """A value of the citation, and where it was found: nowhere if it is `not stated`."""

    value: str = NOT_STATED
    where: str = ""


def find_citation(source: SourceText, metadata: Metadata, today: date) -> dict[str, Stated]:
    """Return the fields of a source that the text, or else the `metadata` of its file, states.

    No date may be after `today`.
    """
    pieces = [
        (piece.strip(), f"paragraph {number}")
        for number, paragraph in enumerate(source.paragraphs[:FIRST_PARAGRAPHS], 1)
        for piece in SEPARATOR.split(paragraph)  # "By Jane Doe | 3 May 2026"
    ]
    authors = [Stated(match[1], where) for text, where in pieces if (match := BYLINE.fullmatch(text))]
    datelines = [(match[1], where) for text, where in pieces if (match := DATELINE.fullmatch(text))]
    dates = [Stated(text, where) for text, where in datelines if _is_day(text, today)]
    titles = [Stated(source.paragraphs[0], "paragraph 1")] if _has_headline(source) else []
    day = metadata.published[:10]  # of a timestamp
    return {
        "title": titles[0] if titles else _from_metadata(metadata.title),
        "author": authors[0] if authors else _from_metadata(metadata.author),
        "publisher": _from_metadata(metadata.publisher),
        "published": dates[0] if len(dates) == 1 else _from_metadata(day if _is_day(day, today) else ""),
        "url": _from_metadata(metadata.url if ADDRESS.fullmatch(metadata.url) else ""),
    }


def confirmed(metadata: Metadata, source: SourceText) -> Metadata:
    """Return the metadata of a Word file that its text confirms: programs fill in whoever saved the file."""
    start = [normalize(paragraph) for paragraph in source.paragraphs[:FIRST_PARAGRAPHS]]
    pieces = {piece for paragraph in start for piece in (paragraph, *SEPARATOR.split(paragraph))}
    return Metadata(*(text if normalize(text) in pieces else "" for text in (metadata.title, metadata.author)))


def _has_headline(source: SourceText) -> bool:
    """Return whether the first paragraph is short, ends no sentence, and is followed by a text that does."""
    first, rest = source.paragraphs[0], source.paragraphs[1:]
    is_short = len(first.split()) <= MAX_HEADLINE and len(first) * 2 < max(map(len, rest), default=0)
    is_other = BYLINE.fullmatch(first) or _is_day(first, date.max)
    return bool(is_short and not is_other and HEADLINE.fullmatch(first))


def _from_metadata(value: str) -> Stated:
    is_stated = any(map(str.isalnum, value)) and not NOT_STATED_SYNONYMS.fullmatch(value.strip(" ."))
    return Stated(value, "the file's metadata") if is_stated and value.lower() != NOT_STATED else Stated()


def _is_day(text: str, today: date) -> bool:
    """Return whether a text is nothing but a date up to `today`; a year alone may mean anything."""
    try:
        span = None if text.isdecimal() else parse_date(text)
    except ValueError:  # such as 30 February
        return False
    return span is not None and span[0] <= today
