"""Names and values in WordprocessingML, read leniently: what makes no sense counts as not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that everybody knows it by
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

OFF: Final = frozenset({"0", "false", "off"})
"""What switches a property off (ECMA-376 part 1, 22.9.2.7); it is on where it says nothing."""

NUMBER: Final = re.compile(r"\s*([+-]?\d{1,9}(?:\.\d{1,9})?)(pt)?\s*")


def value(element: Element | None, child: str = "", attribute: str = "val") -> str:
    """Return an attribute of an element or of its child, "" where there is none; names are those in ``w:``."""
    found = element.find(W + child) if child and element is not None else element
    return "" if found is None else found.get(W + attribute, "")


def is_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is there, and on (17.17.4)."""
    return element is not None and element.get(W + "val", "1").lower() not in OFF


def switched_on(element: Element | None, attribute: str) -> bool:
    """Return whether an attribute in ``w:`` is there, and on."""
    return element is not None and element.get(W + attribute, "0").lower() not in OFF


def half_points(text: str) -> float | None:
    """Return a size in half points, which may also be written as points: ``24`` or ``12pt`` (17.18.42)."""
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    return float(found[1]) * (2 if found[2] else 1)


def whole(text: str) -> int | None:
    """Return a whole number."""
    number = half_points(text)
    return None if number is None else int(number)
