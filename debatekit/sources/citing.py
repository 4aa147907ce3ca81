"""How sources are cited: dates as people write them, and other words for "not stated"."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

NOT_STATED_SYNONYMS: Final = re.compile(
    r"""
    [-–—?.…/*_]+ | n/?a | n\.\s?[adp]\. | s\.\s?[dln]\. | nil | null | tb[acd] | none
    | (?:un|not?|none|nothing) (?:[ -]?(?:author|name|qualifications?|expertise|title|publisher|date|year|url|address
        |page|type|known|given|named|available|applicable|provided|listed|dated|signed|specified|stated|said|mentioned|found))+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Other ways to write "not stated". "Anonymous" is not one: it may be the byline."""

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DATE_FORMATS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?",
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
        r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    )
)


def parse_date(text: str) -> tuple[date, date] | None:
    """Return the first and last day that `text` may mean, such as 2026-11-23, 23 November 2026, Nov 2026 or 2026.

    Anything else is None, such as 3/4/2026, which means two days in two countries. Raises `ValueError` for a day or
    month that does not exist, such as 2026-02-30.
    """
    match = next(filter(None, (form.fullmatch(" ".join(text.split())) for form in DATE_FORMATS)), None)
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts["day"]
    if name := parts.get("name"):
        month = next((number for number, known in enumerate(MONTHS, 1) if known.startswith(name.lower())), None)
        if month is None:
            return None
    first = date(year, int(month or 1), int(day or 1))
    last_month = int(month or 12)
    return first, date(year, last_month, int(day or monthrange(year, last_month)[1]))
