"""Check the references of a motion's sources: what is missing, not used, not to be followed or impossible."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final, TypeGuard

from debatekit.checks import rules
from debatekit.checks.sentences import MONTH_NAMES
from debatekit.motion.fields import NOT_STATED
from debatekit.motion.loader import LoadedMotion, arguments_of
from debatekit.motion.markdown import WEB_ADDRESS
from debatekit.motion.model import Fact, Quote, Source
from debatekit.yamlfile import KeyPath

NOT_STATED_SYNONYMS: Final = re.compile(
    r"""
    [-–—?.…/*_]+ | n/?a | n\.\s?[adp]\. | s\.\s?[dln]\. | nil | null | tb[acd] | none
    | (?:un|not?|none|nothing) (?:[ -]?(?:author|name|qualifications?|expertise|title|publisher|date|year|url|address
        |page|type|known|given|named|available|applicable|provided|listed|dated|signed|specified|stated|said|mentioned|found))+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Other ways to write "not stated". "Anonymous" is not one: it may be the byline."""

REQUIRED: Final = ("author", "qualifications", "title", "publisher", "published")
"""Required of every source; one on paper needs a page as well, and others an address and the day of access."""
DATE_FORMATS: Final = (
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)? (?:de )?)?(?P<name>[^\W\d_]{3,10})\.?,? (?:del? )?"
    r"(?P<year>[0-9]{4})",
    r"(?P<name>[^\W\d_]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})",
    r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})",
)


def citation_findings(file: LoadedMotion, today: date) -> Iterator[rules.Finding]:
    """Yield what is wrong with the references of a motion's sources; dates must not be after `today`.

    Nothing is looked up: an address is judged by its form alone.
    """
    pieces = (piece for _, argument in arguments_of(file.motion) for piece in argument.evidence)
    used = {piece.from_ for piece in pieces if isinstance(piece, Quote | Fact)}
    used |= {file.motion.evaluation.source} if file.motion.evaluation else set()
    for name, source in file.motion.sources.items():
        path: KeyPath = ("sources", name)
        if name not in used:
            message = f"nothing in this file comes from the source '{name}'"
            yield rules.UNUSED_SOURCE.at(file, path, message, "Quote it, take a fact from it, or delete it.")
        on_paper = source.page is not None and not _is_stated(source.url)
        required = REQUIRED if on_paper else (*REQUIRED, "url", "accessed")
        if missing := [key for key in required if getattr(source, key) is None]:
            message = f"the source '{name}' does not say: {', '.join(missing)}"
            not_stated = ", ".join(f"'{key}: {NOT_STATED}'" for key in missing)
            hint = f"Write what the text says, or {not_stated}."
            if {"url", "accessed"} <= set(missing):
                hint += " A text on paper needs a 'page' instead of 'url' and 'accessed'."
            yield rules.FIELD_MISSING.at(file, path, message, hint)
        for key in (*REQUIRED, "url", "accessed", "page", "type"):
            value = getattr(source, key) or NOT_STATED
            if value.lower() != NOT_STATED and not _is_stated(value):
                message = f"'{value}' is printed as if the text said so"
                yield rules.OTHERWISE_NOT_STATED.at(file, (*path, key), message, f"Write '{key}: {NOT_STATED}'.")
        if _is_stated(source.url) and not WEB_ADDRESS.fullmatch(source.url):
            message = f"'{source.url}' is not an address that can be followed"
            hint = "Write it as the browser shows it, from 'https://' on; a DOI as 'https://doi.org/10.…'."
            yield rules.BAD_ADDRESS.at(file, (*path, "url"), message, hint)
        yield from _dates(file, path, source, today)


def _dates(file: LoadedMotion, path: KeyPath, source: Source, today: date) -> Iterator[rules.Finding]:
    spans: dict[str, tuple[date, date]] = {}
    for key in ("published", "accessed"):
        value, message = getattr(source, key) or "", ""
        try:
            if span := parse_date(value):
                spans[key] = span
                message = f"'{value}' is in the future: today is {today.isoformat()}" if span[0] > today else ""
        except ValueError:
            message = f"there is no such date as '{value}'"
        if message:
            yield rules.BAD_DATE.at(file, (*path, key), message, "Write the day as the text gives it.")
    if len(spans) == 2 and spans["published"][0] <= today and spans["accessed"][1] < spans["published"][0]:
        message = f"'{source.accessed}' is before the day of publication, '{source.published}'"
        yield rules.BAD_DATE.at(file, (*path, "accessed"), message, "Correct the wrong one.")


def _is_stated(value: str | None) -> TypeGuard[str]:
    return value is not None and not any(map(NOT_STATED_SYNONYMS.fullmatch, [value, value.strip(" .")]))


def parse_date(text: str) -> tuple[date, date] | None:
    """Return the first and last day that `text` may mean, such as 2026-11-23, 23 November 2026, 23.11.2026 or Nov 2026.

    Anything else is None, such as 3/4/2026, which means two days in two countries. Raises `ValueError` for a day or
    month that does not exist, such as 2026-02-30.
    """
    match = next(filter(None, (re.fullmatch(form, " ".join(text.split())) for form in DATE_FORMATS)), None)
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts["day"]
    if name := parts.get("name"):
        month = _month(name.lower())
        if month is None:
            return None
    first = date(year, int(month or 1), int(day or 1))
    last_month = int(month or 12)
    return first, date(year, last_month, int(day or calendar.monthrange(year, last_month)[1]))


def _month(name: str) -> int | None:
    """Return the month whose name, or its beginning, is `name` in small letters; None if it is that of several."""
    found = {number for names in MONTH_NAMES for number, known in enumerate(names, 1) if known.startswith(name)}
    return found.pop() if len(found) == 1 else None
