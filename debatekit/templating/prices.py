"""What the operations of a template cost before they are done: about as many characters as they will make.

An operation whose result is no longer than what it is given costs that; those here can make much of little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Price = Callable[..., int]

OTHER: Final = 20
"""About how long the text of a value is that is no text: a number."""


LONGEST_SEPARATOR: Final = 100
"""Characters between values that come one by one, so that nobody knows how many they are."""

MOST_ITEMS: Final = 500_000
"""Values that may come one by one: a page has no longer list to take them from."""


def size_of(value: object) -> int:
    """Return how long the text of a value is."""
    return len(value) if isinstance(value, str) else OTHER


def replacing(text: object, old: object = "", new: object = "", *_: object, **named: object) -> int:
    """Return what it costs to put `new` in place of `old`."""
    whole = str(text)
    return len(whole) + whole.count(str(named.get("old", old))) * size_of(named.get("new", new))


def joining(values: Any, separator: object = "", *_: object, **named: object) -> int:
    """Return what it costs to put `separator` between `values`; a long one only goes between those of a list."""
    size = size_of(named.get("d", separator))
    if hasattr(values, "__len__"):
        return len(values) * size
    return size * MOST_ITEMS if size > LONGEST_SEPARATOR else 0


def filling(text: object, *values: object, **named: object) -> int:
    """Return what it costs to fill the placeholders of a phrase."""
    return str(text).count("{") * sum(map(size_of, [*values, *named.values()]))


def counting(forms: Any, number: object = "") -> int:
    """Return what it costs to fill the forms of a number of things."""
    return sum(filling(forms[name], number) for name in ("one", "other") if name in forms)


def stripping(text: object, *_: object) -> int:
    """Return what it costs to take the tags from a text: each is taken from all that follows it."""
    return size_of(text) ** 2 // 1000


def parsing(text: object, *_: object) -> int:
    """Return what it costs to read a text as Markdown, which takes much longer than to print it."""
    return size_of(text) * 20


def parting(_: object, parts: object = 0, *__: object, **named: object) -> int:
    """Return what it costs to put a list into so many parts, or into parts of such a length."""
    return sum(abs(number) for number in (parts, *named.values()) if isinstance(number, int))


FILTERS: Final[dict[str, Price]] = {
    "replace": replacing,
    "join": joining,
    "fill": filling,
    "counted": counting,
    "striptags": stripping,
    "batch": parting,
    "slice": parting,
    "markdown": parsing,
    "inline": parsing,
}
"""The prices of filters, given what the filter is."""
