"""The order in which Word reads properties, and how to put one where it belongs.

A property out of order is the commonest way to a file that Word offers to repair; python-docx keeps the order of
what it knows, and this room of the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

# fmt: off
PARAGRAPH_ORDER: Final = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr",
    "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
    "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
    "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
)
"""The children of ``w:pPr`` (ECMA-376 part 1, 17.3.1.26)."""

RUN_ORDER: Final = (
    "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:dstrike",
    "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid", "w:vanish", "w:webHidden",
    "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect",
    "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout",
    "w:specVanish", "w:oMath",
)
"""The children of ``w:rPr`` (ECMA-376 part 1, 17.3.2.28)."""
# fmt: on


def put(parent: BaseOxmlElement, order: Sequence[str], tag: str, **attributes: str) -> BaseOxmlElement:
    """Put a new `tag` with `attributes` into `parent`, in place of an old one and where `order` wants it."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    new = element(tag, **attributes)
    later = {qn(name) for name in order[order.index(tag) + 1 :]}
    position = next((number for number, child in enumerate(parent) if child.tag in later), len(parent))
    parent.insert(position, new)
    return new


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element of WordprocessingML, its attributes in the same namespace."""
    qualified = {qn(f"w:{key}"): value for key, value in attributes.items()}
    return cast("BaseOxmlElement", OxmlElement(tag, qualified))
