"""Jinja filters: numbers, dates and phrases as the language of the page writes them.

The forms are data in the language files: month names, the decimal mark, and for which numbers the form `one` is used
(cardinal plural categories of Unicode CLDR; the languages here have two).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from jinja2 import UndefinedError, pass_context
from markupsafe import Markup, escape

from debatekit.templating.context import Namespace
from debatekit.templating.markdown import to_html, to_inline_html

if TYPE_CHECKING:
    from jinja2.runtime import Context

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
ISO: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def fill(text: str, **values: object) -> str:
    """Return `text` with `values` in place of its placeholders: ``{side}``. Every placeholder needs a value.

    A value that is markup stays markup; everything else is escaped.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            known = ", ".join(values) or "nothing"
            raise UndefinedError(f"the phrase '{text}' needs '{match[1]}'. It is given {known}.")
        return str(escape(values[match[1]]))

    return Markup(PLACEHOLDER.sub(value, str(escape(text))))


@pass_context
def counted(context: Context, forms: Namespace, number: int | str) -> str:
    """Return a number of things in words, from the forms `one` and `other`: "1 minute", "50 minutes"."""
    form = "one" if str(number) in _words(context).plural.one and "one" in forms else "other"
    return fill(forms[form], n=number)


@pass_context
def dated(context: Context, text: str) -> str:
    """Return a date such as 2026-11-23 as the language writes it; any other text as it is."""
    match = ISO.fullmatch(str(text).strip())
    if match is None:
        return text
    year, month, day = match[1], int(match[2]), int(match[3] or 1)
    try:
        date(int(year), month, day)
    except ValueError:
        return text
    dates = _words(context).dates
    name = dates.months[month - 1]
    if match[3] is None:
        return fill(dates.month, month=name, year=year)
    return fill(dates.day, day=dates.first if day == 1 else day, month=name, year=year)


@pass_context
def decimal(context: Context, number: object) -> str:
    """Return a number with the decimal mark of the language: "9.5", "9,5"."""
    return str(number).replace(".", str(_words(context).decimal))


def upper_first(text: str) -> str:
    """Return `text` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def is_stated(text: str) -> bool:
    """Return whether a field of a source is given, and does not say that the source leaves it open."""
    return bool(text) and not is_unstated(text)


def is_unstated(text: str) -> bool:
    """Return whether a field of a source says that the source leaves it open."""
    return str(text).lower() == "not stated"


def _words(context: Context) -> Any:
    words = context.get("words")
    if not isinstance(words, Namespace):
        raise UndefinedError("the words are not known here. Import macros 'with context'.")
    return words


OWN_FILTERS: Final[dict[str, Callable[..., str]]] = {
    "markdown": to_html,
    "inline": to_inline_html,
    "upper_first": upper_first,
    "fill": fill,
    "counted": counted,
    "dated": dated,
    "decimal": decimal,
}
OWN_TESTS: Final[dict[str, Callable[..., bool]]] = {"stated": is_stated, "unstated": is_unstated}
