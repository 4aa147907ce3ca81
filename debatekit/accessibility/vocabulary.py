"""Elements that the walk over a document treats alike."""

from __future__ import annotations

from typing import Final

from debatekit.accessibility.markup import V, W

MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

LEFT_OUT: Final = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "fldData", "del", "moveFrom", "delText", "delInstrText", "rt", "background",
    )
)  # fmt: skip
"""What holds no text of a document, or text that was deleted (17.13.5.14 and 17.13.5.22)."""

CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": "•",
    f"{W}pgNum": "1",
    f"{W}footnoteReference": "*",
    f"{W}endnoteReference": "*",
}
"""Elements within a run that stand for a character (17.3.3); which one a symbol shows is left open."""

SHAPES: Final = frozenset(
    f"{V}{name}"
    for name in (
        "shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image", "group",
    )
)  # fmt: skip
