"""Effective formatting: document defaults, table style, paragraph style, character style, direct formatting.

In this order, what comes later wins (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from debatekit.colours import BLACK, WHITE, Colour, Palette, contrast, parse_colour
from debatekit.ooxml import W, half_points, integer, is_on, is_true, value

if TYPE_CHECKING:
    from debatekit.accessibility.model import Cell, Paragraph, Run, Table
    from debatekit.ooxml import Element

Properties = dict[str, "Element"]
"""The properties in a ``w:pPr``, ``w:rPr`` or ``w:tcPr`` by tag."""

HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
DEFAULT_SIZE: Final = 20
"""Half points of text without a size (17.3.2.38)."""
MAX_BASED_ON: Final = 100
PERCENT: Final = re.compile(r"pct(\d{1,2})")

HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The colours of highlighted text (17.18.40)."""

TABLE_LOOK: Final = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
"""The regions of its style that a table uses, as a bit mask (ISO/IEC 29500-4, 14.3.11)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits."""

    name: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The effective formatting of a run."""

    size: float
    """In points."""
    bold: bool
    capitals: bool
    hidden: bool
    colour: Colour | None
    """None where it is automatic: black or white, whichever can be read."""
    background: Colour | None
    """None where it cannot be known."""

    @property
    def contrast(self) -> float:
        """The contrast between text and background, from 1 to 21; 21 where it cannot be known."""
        if self.background is None:
            return 21.0
        return max(contrast(colour, self.background) for colour in ([self.colour] if self.colour else [BLACK, WHITE]))


class Styles:
    """Every style by its type and id, with what it inherits (17.7)."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str, str], Style] = {}
        self._default = {"paragraph": "", "table": "", "character": ""}
        for style in () if root is None else root.iterfind(f"{W}style"):
            kind, identifier = value(style, "", "type") or "paragraph", value(style, "", "styleId")
            self._elements[kind, identifier] = style
            if kind in {"paragraph", "table"} and is_true(value(style, "", "default") or "0"):
                self._default[kind] = identifier
        defaults = None if root is None else root.find(f"{W}docDefaults")
        self.defaults = Style()
        if defaults is not None:
            self.defaults = Style(
                paragraph=properties(defaults.find(f"{W}pPrDefault/{W}pPr")),
                run=properties(defaults.find(f"{W}rPrDefault/{W}rPr")),
            )

    def get(self, kind: str, identifier: str, region: str = "") -> Style:
        """Return a style, or the default one of its type where there is none of that id (17.7.4.17).

        With a region such as "firstRow", only what a table style says of it (17.7.6).
        """
        if (kind, identifier) not in self._elements:
            identifier = self._default[kind]
        key = kind, identifier, region
        if key not in self._resolved:
            self._resolved[key] = self._resolve(*key)
        return self._resolved[key]

    def _resolve(self, kind: str, identifier: str, region: str) -> Style:
        paragraph: Properties = {}
        run: Properties = {}
        cell: Properties = {}
        level: int | None = None
        chain = self._based_on(kind, identifier)
        for style in chain:
            holder = _region(style, region) if region else style
            if holder is None:
                continue
            paragraph |= properties(holder.find(f"{W}pPr"))
            run |= properties(holder.find(f"{W}rPr"))
            cell |= properties(holder.find(f"{W}tcPr"))
            if found := HEADING.fullmatch(value(style, "name")):
                level = int(found[1])
            if outline := value(holder.find(f"{W}pPr"), "outlineLvl"):
                level = _heading_level(outline)
        return Style(value(chain[-1], "name") if chain else "", paragraph, run, cell, level)

    def _based_on(self, kind: str, identifier: str) -> list[Element]:
        """Return a style after those that it is based on; a circle or a long chain is cut."""
        chain: list[Element] = []
        style = self._elements.get((kind, identifier))
        while style is not None and style not in chain and len(chain) < MAX_BASED_ON:
            chain.append(style)
            style = self._elements.get((kind, value(style, "basedOn")))
        return chain[::-1]


class Cascade:
    """Resolves the effective formatting of the paragraphs and runs of one document."""

    def __init__(self, root: Element, styles: Element | None, theme: Element | None, settings: Element | None) -> None:
        self.styles = Styles(styles)
        self._palette = Palette(theme, settings)
        shown = settings is not None and is_on(settings.find(f"{W}displayBackgroundShape"))
        self._page = (self._palette.colour(root.find(f"{W}background"), "color") if shown else None) or WHITE
        self._paragraphs: dict[Paragraph, Properties] = {}
        self._runs: dict[Run, RunFormat] = {}
        self._shared: dict[tuple[str, Cell | None, bool, str], RunFormat] = {}
        self._cells: dict[Cell, list[Style]] = {}

    def style(self, paragraph: Paragraph) -> Style:
        """Return the style of a paragraph."""
        return self.styles.get("paragraph", value(paragraph.properties, "pStyle"))

    def heading_level(self, paragraph: Paragraph) -> int | None:
        """Return the level of a heading, from 1, or None for any other paragraph (17.3.1.20)."""
        outline = value(paragraph.properties, "outlineLvl")
        return _heading_level(outline) if outline else self.style(paragraph).heading_level

    def paragraph(self, paragraph: Paragraph) -> Properties:
        """Return the effective properties of a paragraph."""
        if paragraph not in self._paragraphs:
            merged = dict(self.styles.defaults.paragraph)
            for style in [*self._table_styles(paragraph.cell), self.style(paragraph)]:
                merged |= style.paragraph
            self._paragraphs[paragraph] = merged | properties(paragraph.properties)
        return self._paragraphs[paragraph]

    def run(self, run: Run) -> RunFormat:
        """Return the effective formatting of a run, which most runs of a style share."""
        if run in self._runs:
            return self._runs[run]
        direct = properties(run.element.find(f"{W}rPr"))
        character = value(direct.get(f"{W}rStyle"))
        paragraph = run.paragraph
        shaded = paragraph.properties is not None and paragraph.properties.find(f"{W}shd") is not None
        if shaded or direct.keys() - {f"{W}rStyle"}:
            result = self._resolve_run(run, character, direct)
        else:
            key = value(paragraph.properties, "pStyle"), paragraph.cell, paragraph.in_box, character
            if key not in self._shared:
                self._shared[key] = self._resolve_run(run, character, {})
            result = self._shared[key]
        self._runs[run] = result
        return result

    def _resolve_run(self, run: Run, character: str, direct: Properties) -> RunFormat:
        table: Properties = {}
        for style in self._table_styles(run.paragraph.cell):
            table |= style.run
        defaults = self.styles.defaults.run
        levels = table, self.style(run.paragraph).run, self.styles.get("character", character).run
        merged = {**defaults, **levels[0], **levels[1], **levels[2], **direct}
        size = half_points(value(merged.get(f"{W}sz")))

        def toggled(name: str) -> bool:
            """Resolve a toggle property: styles that set it cancel each other (17.7.3)."""
            if name in direct:
                return is_on(direct[name])
            return is_on(defaults.get(name)) or sum(is_on(level.get(name)) for level in levels) % 2 == 1

        return RunFormat(
            size=(DEFAULT_SIZE if size is None else size) / 2,
            bold=toggled(f"{W}b"),
            capitals=toggled(f"{W}caps"),
            hidden=toggled(f"{W}vanish"),
            colour=self._palette.colour(merged.get(f"{W}color")),
            background=self._background(run.paragraph, merged),
        )

    def _background(self, paragraph: Paragraph, run: Properties) -> Colour | None:
        """Return the colour behind a run: the innermost that is painted (17.3.2.15, 17.3.2.32, 17.3.1.31, 17.4.32)."""
        found = (
            parse_colour(HIGHLIGHTS.get(value(run.get(f"{W}highlight")), ""))
            or self._shading(run.get(f"{W}shd"))
            or self._shading(self.paragraph(paragraph).get(f"{W}shd"))
        )
        cell = paragraph.cell
        while found is None and cell is not None:
            found = self._shading(self._cell_shading(cell))
            cell = cell.table.outer
        if found is None and paragraph.in_box:
            return None  # the fill of a text box is not read
        return found or self._page

    def _cell_shading(self, cell: Cell) -> Element | None:
        tag = f"{W}shd"
        for own in (properties(cell.properties), *(style.cell for style in reversed(self._table_styles(cell)))):
            if tag in own:
                return own[tag]
        return properties(cell.table.properties).get(tag)

    def _shading(self, element: Element | None) -> Colour | None:
        """Return the colour of a ``w:shd``, None where it is transparent (17.3.5).

        A pattern is the mixture of its two colours, as it is printed; stripes are half of each.
        """
        pattern = value(element)
        fill = self._palette.colour(element, "fill")
        if pattern in {"", "clear", "nil"}:
            return fill
        share = 1.0 if pattern == "solid" else int(found[1]) / 100 if (found := PERCENT.fullmatch(pattern)) else 0.5
        ink, paper = self._palette.colour(element, "color") or BLACK, fill or WHITE
        return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(ink, paper, strict=True)))

    def _table_styles(self, cell: Cell | None) -> list[Style]:
        """Return what a cell takes from the style of its table, in ascending precedence."""
        if cell is None:
            return []
        if cell not in self._cells:
            name = value(cell.table.properties, "tblStyle")
            self._cells[cell] = [self.styles.get("table", name, region) for region in ("", *_regions(cell))]
        return self._cells[cell]


def properties(element: Element | None) -> Properties:
    """Return the properties in a ``w:pPr``, ``w:rPr``, ``w:tcPr`` or ``w:tblPr`` by tag."""
    return {} if element is None else {child.tag: child for child in element}


def is_numbered(paragraph: Properties) -> bool:
    """Return whether a paragraph is in a list; list 0 removes it from one (17.9.18)."""
    number = value(paragraph.get(f"{W}numPr"), "numId")
    return f"{W}numPr" in paragraph and (not number or integer(number) != 0)


def has_border(paragraph: Properties) -> bool:
    """Return whether a paragraph has a border, as a line to write on does (17.3.1.24)."""
    borders = paragraph.get(f"{W}pBdr")
    return borders is not None and any(value(border) not in {"", "nil", "none"} for border in borders)


def _heading_level(outline: str) -> int | None:
    number = integer(outline)
    return None if number is None or not 0 <= number < 9 else number + 1  # 9 is body text


def _region(style: Element, region: str) -> Element | None:
    return next((found for found in style.iterfind(f"{W}tblStylePr") if value(found, "", "type") == region), None)


def _regions(cell: Cell) -> Iterator[str]:
    """Yield the regions of the table that a cell is in, in ascending precedence.

    The first row wins over the first column, as in Word ([MS-OI29500] 2.1.251), not the other way round as in
    17.7.6.6. Bands are taken to be one row or column high, as usual.
    """
    look = _table_look(cell.table)
    first_row, last_row = look["firstRow"] and cell.row == 0, look["lastRow"] and cell.row == len(cell.table.rows) - 1
    first_column = look["firstColumn"] and cell.column == 0
    last_column = look["lastColumn"] and cell.column + cell.span == cell.table.columns
    regions = {
        f"band{1 + (cell.row - look['firstRow']) % 2}Horz": not (look["noHBand"] or first_row or last_row),
        f"band{1 + (cell.column - look['firstColumn']) % 2}Vert": not (look["noVBand"] or first_column or last_column),
        "lastCol": last_column,
        "firstCol": first_column,
        "lastRow": last_row,
        "firstRow": first_row,
        "seCell": last_row and last_column,
        "swCell": last_row and first_column,
        "neCell": first_row and last_column,
        "nwCell": first_row and first_column,
    }
    return (region for region, applies in regions.items() if applies)


def _table_look(table: Table) -> dict[str, bool]:
    """Return which regions of its style a table uses; attributes win over the bit mask ([MS-OI29500] 2.1.157)."""
    element = properties(table.properties).get(f"{W}tblLook")
    named = {name: value(element, "", name) for name in TABLE_LOOK}
    if any(named.values()):
        return {name: bool(text) and is_true(text) for name, text in named.items()}
    try:
        bits = int(value(element) or "0", 16)
    except ValueError:
        bits = 0
    return {name: bool(bits & bit) for name, bit in TABLE_LOOK.items()}
