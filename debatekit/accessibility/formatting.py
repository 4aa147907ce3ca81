"""What text looks like in the end: document defaults, table style, paragraph style, character style, direct formatting.

In this order, what comes later wins (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.colours import BLACK, HIGHLIGHTS, WHITE, contrast
from debatekit.accessibility.markup import W, half_points, is_on, value, whole
from debatekit.accessibility.styles import heading_level, properties, toggled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.colours import Colour, Palette
    from debatekit.accessibility.markup import Element
    from debatekit.accessibility.stories import Cell, Paragraph, Run, Table
    from debatekit.accessibility.styles import Format, Properties, Styles

DEFAULT_SIZE: Final = 20
"""Half points of text whose size is said nowhere (17.3.2.38)."""

LOOK_BITS: Final = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}
"""What a table takes from its style, as a bit mask (ISO/IEC 29500-4, 14.3.11)."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a run looks."""

    size: float
    """In points."""
    bold: bool
    capitals: bool
    hidden: bool
    raised: bool
    """Whether it is a superscript or a subscript."""
    colour: Colour | None
    """None where it is automatic: black or white, whichever can be read."""
    background: Colour | None
    """None where it cannot be known."""

    @property
    def contrast(self) -> float:
        """The contrast between the text and what is behind it, from 1 to 21; 21 where it cannot be known."""
        if self.background is None:
            return 21.0
        if self.colour is None:
            return max(contrast(BLACK, self.background), contrast(WHITE, self.background))
        return contrast(self.colour, self.background)


class Formatting:
    """Works out the look of paragraphs and runs of one document."""

    def __init__(self, styles: Styles, palette: Palette, root: Element, settings: Element | None) -> None:
        self._styles = styles
        self._palette = palette
        shown = settings is not None and is_on(settings.find(f"{W}displayBackgroundShape"))
        self._page = (palette.colour(root.find(f"{W}background"), "color") if shown else None) or WHITE
        self._paragraphs: dict[Paragraph, Properties] = {}
        self._runs: dict[Run, TextLook] = {}
        self._cells: dict[Cell, list[Format]] = {}
        self._looks: dict[tuple[str, Cell | None, bool, str], TextLook] = {}

    def style(self, paragraph: Paragraph) -> Format:
        """Return the style of a paragraph."""
        return self._styles.paragraph(value(paragraph.properties, "pStyle"))

    def level(self, paragraph: Paragraph) -> int | None:
        """Return the level of a heading, from 1, or None for any other paragraph."""
        outline = value(paragraph.properties, "outlineLvl")
        return heading_level(outline) if outline else self.style(paragraph).level

    def paragraph(self, paragraph: Paragraph) -> Properties:
        """Return all paragraph properties that a paragraph has in the end."""
        if paragraph not in self._paragraphs:
            merged = dict(self._styles.defaults.paragraph)
            for format_ in self._regions(paragraph.cell):
                merged |= format_.paragraph
            merged |= self.style(paragraph).paragraph
            self._paragraphs[paragraph] = merged | properties(paragraph.properties)
        return self._paragraphs[paragraph]

    def look(self, run: Run) -> TextLook:
        """Return how a run looks."""
        if run not in self._runs:
            self._runs[run] = self._shared_look(run)
        return self._runs[run]

    def _shared_look(self, run: Run) -> TextLook:
        """Return how a run looks, which is worked out once for all that have no formatting of their own."""
        own = run.element.find(f"{W}rPr")
        paragraph = run.paragraph
        around = paragraph.properties
        plain = own is None or all(child.tag == f"{W}rStyle" for child in own)
        if not plain or (around is not None and around.find(f"{W}shd") is not None):
            return self._look(run, properties(own))
        key = value(around, "pStyle"), paragraph.cell, paragraph.in_box, value(own, "rStyle")
        if key not in self._looks:
            self._looks[key] = self._look(run, {})
        return self._looks[key]

    def _look(self, run: Run, direct: Properties) -> TextLook:
        regions: Properties = {}
        for format_ in self._regions(run.paragraph.cell):
            regions |= format_.run
        defaults = self._styles.defaults.run
        character = self._styles.character(value(run.element.find(f"{W}rPr"), "rStyle")).run
        levels = regions, self.style(run.paragraph).run, character
        merged = {**defaults, **levels[0], **levels[1], **levels[2], **direct}
        size = half_points(value(merged.get(f"{W}sz")))
        return TextLook(
            size=(DEFAULT_SIZE if size is None else size) / 2,
            bold=toggled(direct, levels, defaults, "b"),
            capitals=toggled(direct, levels, defaults, "caps"),
            hidden=toggled(direct, levels, defaults, "vanish"),
            raised=value(merged.get(f"{W}vertAlign")) in {"superscript", "subscript"},
            colour=self._palette.colour(merged.get(f"{W}color")),
            background=self._background(run, merged),
        )

    def _background(self, run: Run, merged: Properties) -> Colour | None:
        """Return the colour behind a run: the innermost that is painted (17.3.2.15, 17.3.2.32, 17.3.1.31, 17.4.32)."""
        highlight = HIGHLIGHTS.get(value(merged.get(f"{W}highlight")))
        found = highlight or self._palette.shading(merged.get(f"{W}shd"))
        found = found or self._palette.shading(self.paragraph(run.paragraph).get(f"{W}shd"))
        cell = run.paragraph.cell
        while found is None and cell is not None:
            found = self._behind(cell)
            cell = cell.table.outer
        if found is None and run.paragraph.in_box:
            return None  # a text box is painted in ways that are not looked into
        return found or self._page

    def _behind(self, cell: Cell) -> Colour | None:
        own = None if cell.properties is None else cell.properties.find(f"{W}shd")
        if own is not None:
            return self._palette.shading(own)
        for format_ in reversed(self._regions(cell)):
            if f"{W}shd" in format_.cell:
                return self._palette.shading(format_.cell[f"{W}shd"])
        table = cell.table.properties
        return None if table is None else self._palette.shading(table.find(f"{W}shd"))

    def _regions(self, cell: Cell | None) -> list[Format]:
        """Return what a cell takes from the table's style, what wins last."""
        if cell is None:
            return []
        if cell not in self._cells:
            style = value(cell.table.properties, "tblStyle")
            self._cells[cell] = [self._styles.table(style, region) for region in ["", *_regions_of(cell)]]
        return self._cells[cell]


def _regions_of(cell: Cell) -> Iterator[str]:
    """Yield the regions of the table that a cell is in, what wins last.

    The first row wins over the first column, as in Word ([MS-OI29500] 2.1.251), not the other way round as in
    17.7.6.6. Bands are taken as one row or column high, the usual.
    """
    table = cell.table
    look = _look_of(table)
    first_row, last_row = look["firstRow"] and cell.row == 0, look["lastRow"] and cell.row == len(table.rows) - 1
    first_column = look["firstColumn"] and cell.column == 0
    last_column = look["lastColumn"] and cell.column + cell.span == table.columns
    if not look["noHBand"] and not first_row and not last_row:
        yield "band1Horz" if (cell.row - look["firstRow"]) % 2 == 0 else "band2Horz"
    if not look["noVBand"] and not first_column and not last_column:
        yield "band1Vert" if (cell.column - look["firstColumn"]) % 2 == 0 else "band2Vert"
    regions = {"lastCol": last_column, "firstCol": first_column, "lastRow": last_row, "firstRow": first_row}
    yield from (region for region, within in regions.items() if within)
    corners = {
        "seCell": last_row and last_column,
        "swCell": last_row and first_column,
        "neCell": first_row and last_column,
        "nwCell": first_row and first_column,
    }
    yield from (corner for corner, within in corners.items() if within)


def _look_of(table: Table) -> dict[str, bool]:
    """Return which regions of its style a table uses; attributes win over the bit mask ([MS-OI29500] 2.1.157)."""
    element = None if table.properties is None else table.properties.find(f"{W}tblLook")
    named = {name: value(element, "", name) for name in LOOK_BITS}
    if any(named.values()):
        return {name: text not in {"", "0", "false", "off"} for name, text in named.items()}
    mask = value(element)
    try:
        bits = int(mask, 16) if mask else 0
    except ValueError:
        bits = 0
    return {name: bool(bits & bit) for name, bit in LOOK_BITS.items()}


def is_numbered(found: Properties) -> bool:
    """Return whether a paragraph with these properties is in a list; list 0 takes it out of one (17.9.18)."""
    numbering = found.get(f"{W}numPr")
    if numbering is None:
        return False
    number = value(numbering, "numId")
    return whole(number) != 0 if number else True


def is_ruled(found: Properties) -> bool:
    """Return whether a paragraph with these properties has a border, as a line to write on does (17.3.1.24)."""
    borders = found.get(f"{W}pBdr")
    return borders is not None and any(value(border) not in {"", "nil", "none"} for border in borders)
