"""Dates as people type them, where there is one way to read them.

Read are 2026-11-23, 23 November 2026, November 23, 2026, 2026-11, November 2026 and 2026, with English months in
full or shortened. A date such as 3/4/2026 means two days in two countries, and is left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

YEAR: Final = r"(?P<year>\d{4})"
NAME: Final = r"(?P<name>[A-Za-z]{3,9})\.?"
DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        YEAR,
        rf"{YEAR}-(?P<month>\d\d)",
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{NAME},? {YEAR}",
        rf"{DAY} {NAME},? {YEAR}",
        rf"{NAME} {DAY},? {YEAR}",
    )
)


class Span(NamedTuple):
    """The first and the last day that a date may mean: those of the month or the year where no day is given."""

    first: date
    last: date


def read_date(text: str) -> Span | None:
    """Return the days that `text` means, or None where that is not certain.

    Raises `ValueError` for a day, month or year that does not exist, such as 2026-02-30.
    """
    spaced = " ".join(text.split())
    match = next((match for form in FORMS if (match := form.fullmatch(spaced))), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else None
    if name := parts.get("name"):
        month = _month(name)
        if month is None:
            return None
    year, day = int(parts["year"]), int(parts["day"]) if parts.get("day") else None
    first_month, last_month = (1, 12) if month is None else (month, month)
    first = date(year, first_month, 1 if day is None else day)
    last = date(year, last_month, monthrange(year, last_month)[1] if day is None else day)
    return Span(first, last)


def _month(name: str) -> int | None:
    """Return the number of a month by its English name, or by three or more of its first letters."""
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower())), None)
