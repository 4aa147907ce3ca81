"""Suggest what a motion may quote from a text: sentences, claims to check, words to weigh, terms and a citation.

Suggestions are few, spread over the text, and each is to be kept or deleted. A wrong guess at the citation would be
printed as a reference, so what is uncertain is `not stated`.
"""

import os
import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.checks.language import read_wordlist, reading_level
from debatekit.files import is_within
from debatekit.motion.fields import NOT_STATED
from debatekit.new_motion.proposals import (
    Suggestion,
    count,
    in_order,
    likely_terms,
    long_sentences,
    quotable_sentences,
    sample,
    within,
    words_to_weigh,
)
from debatekit.sources.readers import read_metadata, read_source
from debatekit.sources.text import NOT_STATED_SYNONYMS, Metadata, SourceText, normalize, parse_date

PROPOSALS, CLAIMS, WORDS = 14, 5, 4  # suggestions in all, at most, and of two kinds; the others are quotations
MAX_QUOTED: Final = 0.07  # the share of the text that a new motion quotes; a tenth may be quoted in all
MAX_SUGGESTED: Final = 0.5  # the share of the text that its author is given to choose from

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


class Suggestions(NamedTuple):
    """What a motion may take from a text, and the text's measures."""

    file: str  # as the motion names it
    citation: dict[str, Stated]
    claims: list[Suggestion]
    words: list[Suggestion]
    quotations: list[Suggestion]
    terms: list[str]
    word_count: int
    quoted_count: int  # words of the text that the new motion quotes
    paragraph_count: int
    left_out: list[int]  # the paragraphs of sentences that would be proposed if more of the text could be
    too_long: list[int]  # the paragraphs of sentences that are worth quoting, and too long for it
    level: float | None  # see `checks.language.reading_level`


def suggest_from(
    file: Path, motion: Path, language: str, *, folders: tuple[Path, ...], today: date, root: Path = Path()
) -> Suggestions:
    """Return suggestions from the text in `file` for a motion file at `motion`, in the workspace `root`.

    A motion names no file outside its workspace: such a text is named as if it were beside the motion. `folders` have
    the word lists, `today` is the latest date that a text can have. Raises `DebatekitError` if it cannot be read.
    """
    source, metadata = read_source(file), read_metadata(file)
    if file.suffix.lower() == ".docx":
        metadata = confirmed(metadata, source)
    path, folder, name = file.resolve(), motion.parent.resolve(), file.name
    if is_within(file, motion.parent, root) and path.anchor == folder.anchor:
        name = Path(os.path.relpath(path, folder)).as_posix()
    wordlist = read_wordlist(folders, language)
    word_count, paragraph_count = len(source.words), len(source.paragraphs)
    max_quoted, max_suggested = int(MAX_QUOTED * word_count), int(MAX_SUGGESTED * word_count)
    weighed = within(sample(words_to_weigh(source, wordlist), WORDS, paragraph_count), max_quoted)
    found = quotable_sentences(source, wordlist, language)
    claims = within(sample((it for it in found if it.kind), CLAIMS, paragraph_count), max_suggested // 2)
    others = [it._replace(kind="") for it in found if it not in claims]
    chosen = sample(others, PROPOSALS - len(claims) - len(weighed), paragraph_count)
    quotations = within(chosen, max_suggested - count(claims))
    used = within([*weighed, *sorted(claims, key=lambda claim: len(claim.words))], max_quoted)
    return Suggestions(
        file=name,
        citation=find_citation(source, metadata, today),
        claims=[claim._replace(in_use=claim in used) for claim in in_order(claims)],
        words=in_order(weighed),
        quotations=in_order(quotations),
        terms=likely_terms(source, wordlist, language),
        word_count=word_count,
        quoted_count=count(used),
        paragraph_count=paragraph_count,
        left_out=[it.paragraph for it in in_order(chosen) if it not in quotations],
        too_long=long_sentences(source, wordlist, language),
        level=reading_level("\n".join(source.paragraphs), language),
    )


def find_citation(source: SourceText, metadata: Metadata, today: date) -> dict[str, Stated]:
    """Return what the text, or else the `metadata` of its file, states of itself; no date may be after `today`."""
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
    first, rest = source.paragraphs[0], source.paragraphs[1:]
    is_short = len(first.split()) <= MAX_HEADLINE and len(first) * 2 < max(map(len, rest), default=0)
    return bool(is_short and HEADLINE.fullmatch(first) and not BYLINE.fullmatch(first) and not _is_day(first, date.max))


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
