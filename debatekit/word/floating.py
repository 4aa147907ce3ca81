"""Floating drawings in the header of a letterhead: where they are on the page, so that no text is printed over them."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from debatekit.ooxml import WP, Element, V, W, integer
from debatekit.word.letterhead_headers import Place, is_whole
from debatekit.word.stylesheet import to_twips

LINE: Final = 180  # 9 points: no line of a header is lower, so that what is below a drawing is not placed too high
FOOTER_LINE: Final = 400  # 20 points: no line of a footer is higher, so that what is above a drawing is not too low
MOST: Final = 0.4  # the share of a page that is left free at its top and at its foot
A4_HEIGHT: Final = 16_838  # of a file that does not set the size of its page
USUAL_MARGINS: Final = {"top": 1440, "bottom": 1440, "header": 720, "footer": 720}
CLEARANCE: Final = 120  # 6 points between text and what floats in a header
EMU: Final = 635  # in a twentieth of a point (20.1.2.1)
TEXT_AREAS: Final = {"paragraph", "line"}
VML_AREAS: Final = {"text": "paragraph", "top-margin-area": "topMargin", "bottom-margin-area": "bottomMargin"}


class Page(NamedTuple):
    """The height of a page and its margins, in twentieths of a point."""

    height: int
    margins: Mapping[str, int]


def make_room(trees: Mapping[Place, Element], margins: dict[str, int], page_height: int) -> bool:
    """Add room below headers in which something floats, or to the margins; return whether that moves the text.

    Headers without a placeholder or page number are followed by a line of ours, which is below the room, too.
    """
    page = Page(page_height or A4_HEIGHT, USUAL_MARGINS | margins)
    is_moved = False
    for (kind, name), tree in trees.items():
        end, start = clear_space(tree, page, kind)
        needed = end + CLEARANCE if end else 0
        room = needed - page.margins["header"] - LINE * len(_lines(tree))  # the least height of its text
        is_over = needed > abs(page.margins["top"])
        if kind == "header" and room > 0 and (is_over or not is_whole(tree)):
            spacing = {"before": "0", "after": "0", "line": str(room), "lineRule": "exact"}
            properties = etree.SubElement(etree.SubElement(tree, f"{W}p"), f"{W}pPr")
            etree.SubElement(properties, f"{W}spacing", {W + key: text for key, text in spacing.items()})
            margins["top"] = abs(page.margins["top"])  # text does not move down from a negative one
        foot = page.height - start + CLEARANCE if start < page.height else 0
        if foot > abs(page.margins["bottom"]):
            is_over, margins["bottom"] = True, max(foot, margins.get("bottom", 0))
        footer, below = trees.get(("footer", name)), page.height - clear_space(tree, page, kind, fixed=True)[1]
        if below > page.margins["footer"] and (footer is None or not is_whole(footer)):
            margins["footer"] = max(below + CLEARANCE, margins.get("footer", 0))
        is_moved |= is_over
    return is_moved


def clear_space(tree: Element, page: Page, kind: str, *, fixed: bool = False) -> tuple[int, int]:
    """Return where what floats at the top of the page ends, and where what floats at its foot begins.

    Both are distances from the top of the page. What reaches over its middle, as watermarks do, may have text over it,
    and what moves with the text of the footer does not count if only `fixed` drawings do.
    """
    found = [(top, bottom) for top, bottom, moves in _spans(tree, page, kind) if not (fixed and moves)]
    ends = (bottom for _, bottom in found if bottom <= MOST * page.height)
    starts = (top for top, _ in found if top >= page.height - MOST * page.height)
    return max(ends, default=0), min(starts, default=page.height)


def _spans(tree: Element, page: Page, kind: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the top and the bottom of what floats in a header or footer, and whether it moves with a paragraph."""
    lines = {line: number for number, line in enumerate(_lines(tree))}
    for drawing in tree.iter(f"{WP}anchor", f"{V}shape", f"{V}group", f"{V}rect"):
        area, offset, height = (_drawing if drawing.tag == f"{WP}anchor" else _old_drawing)(drawing)
        line = next((lines[outer] for outer in drawing.iterancestors() if outer in lines), 0)
        start, end = _area(area, page, line if kind == "header" else line - len(lines) - 1)  # a line of ours may follow
        top = start + offset if isinstance(offset, int) else _aligned(offset, start, end - height)
        if height > 0:
            yield top, top + height, area in TEXT_AREAS


def _lines(tree: Element) -> list[Element]:
    """Return the paragraphs and rows of a header that are below each other."""
    blocks = (block.iterfind(f"{W}tr") if block.tag == f"{W}tbl" else [block] for block in tree)
    return [line for lines in blocks for line in lines if line.find(f"{W}pPr/{W}framePr") is None]


def _drawing(anchor: Element) -> tuple[str, int | str, int]:
    """Return the area that a drawing is placed in, its distance from the top of that or its side, and its height."""
    height = next((integer(extent.get("cy", "")) or 0 for extent in anchor.iterfind(f"{WP}extent")), 0) // EMU
    for place in anchor.iter(f"{WP}positionV"):  # 20.4.2.11
        for found in place.iterchildren(f"{WP}posOffset", f"{WP}align"):
            text = found.text or ""
            offset = integer(text)
            return place.get("relativeFrom", "page"), text if offset is None else offset // EMU, height
    return "page", 0, 0


def _old_drawing(shape: Element) -> tuple[str, int | str, int]:
    """Return the same of a drawing in VML (ECMA-376 part 4, 19.1.2.19)."""
    pairs = (pair.partition(":") for pair in shape.get("style", "").split(";"))
    style = {name.strip().lower(): text.strip().lower() for name, _, text in pairs}
    if style.get("position") != "absolute" or shape.getparent().tag == f"{V}group":  # type: ignore[union-attr]
        return "page", 0, 0
    area = style.get("mso-position-vertical-relative", "text")
    side = style.get("mso-position-vertical", "absolute")
    offset = to_twips(style.get("margin-top", "")) if side == "absolute" else side
    return VML_AREAS.get(area, area), offset, to_twips(style.get("height", ""))


def _area(area: str, page: Page, line: int) -> tuple[int, int]:
    """Return the top and bottom of the area that a drawing is placed in (20.4.3.5); negative lines are a footer's."""
    height, top, bottom = page.height, abs(page.margins["top"]), page.height - abs(page.margins["bottom"])
    if area in TEXT_AREAS:
        return (
            page.margins["header"] + line * LINE if line >= 0 else height - page.margins["footer"] + line * FOOTER_LINE
        ), height
    return {"margin": (top, bottom), "topMargin": (0, top), "bottomMargin": (bottom, height)}.get(area, (0, height))


def _aligned(side: str, top: int, lowest: int) -> int:
    return {"center": (top + lowest) // 2, "bottom": lowest, "outside": lowest}.get(side, top)
