"""What references are made of: dates, and the ways to write that something is not stated."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

NOT_STATED_SYNONYMS: Final = re.compile(
    r"""
    [-–—?.…/*_]+
    | n/?a | n\.\s?[adp]\. | s\.\s?[dln]\. | nil | null | tb[acd]
    | none | (?:none|nothing)\ (?:given|stated|known|named|listed)
    | unknown | unnamed | unstated | undated | unsigned | unspecified
    | not[ -]?(?:known|given|named|available|applicable|provided|listed|specified|stated|said|mentioned|found)
    | unknown\ FIELD
    | no\ FIELD (?:\ (?:given|known|stated|named|listed|available|provided|found))?
    """.replace("FIELD", r"(?:author|name|qualifications?|expertise|title|publisher|date|year|url|address|page|type)"),
    re.VERBOSE | re.IGNORECASE,
)
"""Other ways to write "not stated". "Anonymous" is not one: it may be the byline."""

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
YEAR: Final = r"(?P<year>\d{4})"
MONTH: Final = r"(?P<name>[A-Za-z]{3,9})\.?"
DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DATE_FORMATS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        YEAR,
        rf"{YEAR}-(?P<month>\d\d)",
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{MONTH},? {YEAR}",
        rf"{DAY} {MONTH},? {YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
    )
)


class DateSpan(NamedTuple):
    """The first and last day of a date: those of the month or year if no day is given."""

    first: date
    last: date


def parse_date(text: str) -> DateSpan | None:
    """Return the days that `text` may mean, such as 2026-11-23, 23 November 2026, Nov 2026 or 2026.

    Anything else is None, such as 3/4/2026, which means two days in two countries. Raises `ValueError` for a day or
    month that does not exist, such as 2026-02-30.
    """
    spaced = " ".join(text.split())
    match = next((match for form in DATE_FORMATS if (match := form.fullmatch(spaced))), None)
    if match is None:
        return None
    parts = match.groupdict()
    year, month = int(parts["year"]), int(parts.get("month") or 1)
    if name := parts.get("name"):
        month = next((number for number, known in enumerate(MONTHS, 1) if known.startswith(name.lower())), 0)
        if not month:
            return None
    first = date(year, month, int(parts.get("day") or 1))
    last_month = month if name or parts.get("month") else 12
    return DateSpan(first, first if parts.get("day") else date(year, last_month, monthrange(year, last_month)[1]))
