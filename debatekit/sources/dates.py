"""Dates as texts and references give them, in English, German, French and Spanish."""

import calendar
import re
from datetime import date
from typing import Final

MONTHS: Final = tuple(map(str.lower, calendar.month_name[1:]))
MONTH_NAMES: Final = (
    MONTHS,
    ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"),
    ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"),
)  # fmt: skip
"""The months in English, German, French and Spanish. A name may be shortened to three letters where one is meant."""
DATE_FORMATS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
        r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)? (?:de )?)?(?P<name>[^\W\d_]{3,10})\.?,? (?:del? )?"
        r"(?P<year>[0-9]{4})",
        r"(?P<name>[^\W\d_]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})",
    )
)


def parse_date(text: str) -> tuple[date, date] | None:
    """Return the first and last day that `text` may mean, such as 2026-11-23, 23 November 2026, 23.11.2026 or Nov 2026.

    Anything else is None, such as 3/4/2026, which means two days in two countries. Raises `ValueError` for a day or
    month that does not exist, such as 2026-02-30.
    """
    match = next(filter(None, (form.fullmatch(" ".join(text.split())) for form in DATE_FORMATS)), None)
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
