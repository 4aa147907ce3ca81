"""Effective formatting: of defaults, table, paragraph and character style and direct, the last wins (17.7.2)."""

import re
from dataclasses import dataclass, field

from debatekit.accessibility.model import Cell, Document, Paragraph, Properties, Run, properties
from debatekit.colours import BLACK, WHITE, Colour, resolve_colour, theme_colours
from debatekit.ooxml import Element, W, half_points, integer, is_on, is_true, value

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)

TABLE_LOOK = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
"""The regions of its style that a table uses, as a bit mask (ISO/IEC 29500-4, 14.3.11)."""


@dataclass
class _Style:
    name: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    heading_level: int | None = None

    def inherit(self, element: Element) -> None:
        self.paragraph |= properties(element.find(f"{W}pPr"))
        self.run |= properties(element.find(f"{W}rPr"))
        self.cell |= properties(element.find(f"{W}tcPr"))


class Cascade:
    """The styles of a document (17.7), and what they and the theme make of its paragraphs and runs."""

    def __init__(self, root: Element, styles: Element, theme: Element, settings: Element) -> None:
        self._theme = theme_colours(theme)
        shown = is_on(settings.find(f"{W}displayBackgroundShape"))
        self._page = (resolve_colour(root.find(f"{W}background"), self._theme, "color") if shown else None) or WHITE
        self._resolved: dict[tuple[str, str], _Style] = {}
        self._elements: dict[tuple[str, str | None], Element] = {}  # the default one of a type under None, too
        self._defaults = _Style()
        for element in styles.iterfind(f"{W}style"):
            kind = value(element, "", "type") or "paragraph"
            self._elements[kind, value(element, "", "styleId")] = element
            if is_true(value(element, "", "default") or "0"):
                self._elements[kind, None] = element
        for element in styles.iterfind(f"{W}docDefaults/*"):
            self._defaults.inherit(element)

    def format(self, document: Document) -> None:
        """Add the effective formatting to the paragraphs and runs of a document, and the languages of its styles."""
        for style in (self._defaults, self._style("paragraph", "")):
            document.languages.add(value(style.run.get(f"{W}lang")))
        for paragraph in document.paragraphs:
            direct = paragraph.element.find(f"{W}pPr")
            table, style = self._table_style(paragraph.cell), self._style("paragraph", value(direct, "pStyle"))
            paragraph.style = style.name
            paragraph.properties = self._defaults.paragraph | table.paragraph | style.paragraph | properties(direct)
            paragraph.heading_level = _heading_level(value(direct, "outlineLvl"), style.heading_level)
            background = self._background(paragraph, table)
            for run in paragraph.runs:
                self._format_run(run, table.run, style.run, background)

    def _style(self, kind: str, identifier: str) -> _Style:
        """Return a style, or the default one of its type where there is none of that id (17.7.4.17)."""
        if (kind, identifier) not in self._resolved:
            style = self._resolved[kind, identifier] = _Style()
            for element in self._chain(kind, identifier):
                style.inherit(element)
                style.name = value(element, "name")
                found = HEADING.fullmatch(style.name)
                outline = value(element.find(f"{W}pPr"), "outlineLvl")
                style.heading_level = _heading_level(outline, int(found[1]) if found else style.heading_level)
        return self._resolved[kind, identifier]

    def _chain(self, kind: str, identifier: str) -> list[Element]:
        """Return a style after those that it is based on; a cycle is cut."""
        chain: list[Element] = []
        style = self._elements.get((kind, identifier), self._elements.get((kind, None)))
        while style is not None and style not in chain:
            chain.insert(0, style)
            style = self._elements.get((kind, value(style, "basedOn")))
        return chain

    def _table_style(self, cell: Cell | None) -> _Style:
        """Return what a cell has and takes from its table and the style of it."""
        if cell is None:
            return _Style()
        chain = self._chain("table", value(cell.table.properties, "tblStyle"))
        parts = [(part, value(part, "", "type")) for style in chain for part in style.iterfind(f"{W}tblStylePr")]
        style = _Style(cell=properties(cell.table.properties))
        for holder in (*chain, *(part for region in _regions(cell) for part, kind in parts if kind == region)):
            style.inherit(holder)
        style.cell |= properties(cell.properties)
        return style

    def _format_run(self, run: Run, table: Properties, style: Properties, background: Colour | None) -> None:
        direct, defaults = properties(run.element.find(f"{W}rPr")), self._defaults.run
        levels = table, style, self._style("character", value(direct.get(f"{W}rStyle"))).run
        merged = {**defaults, **table, **style, **levels[-1], **direct}

        def toggled(name: str) -> bool:  # styles that set it cancel each other (17.7.3)
            if W + name in direct:
                return is_on(direct[W + name])
            return is_on(defaults.get(W + name)) or sum(is_on(level.get(W + name)) for level in levels) % 2 == 1

        run.size = (half_points(value(merged.get(f"{W}sz"))) or 20) / 2  # 10 points by default (17.3.2.38)
        run.is_bold, run.is_capitals, run.is_hidden = map(toggled, ("b", "caps", "vanish"))
        run.colour = resolve_colour(merged.get(f"{W}color"), self._theme)
        is_highlighted = value(merged.get(f"{W}highlight")) not in {"", "none"}
        run.background = None if is_highlighted else self._shading(merged) or background

    def _background(self, paragraph: Paragraph, table: _Style) -> Colour | None:
        """Return the colour behind a paragraph: the innermost that is painted (17.3.2.32, 17.3.1.31, 17.4.32)."""
        is_unknown = paragraph.in_box or (paragraph.cell and paragraph.cell.table.outer)  # the fill around is not read
        return self._shading(paragraph.properties) or self._shading(table.cell) or (None if is_unknown else self._page)

    def _shading(self, painted: Properties) -> Colour | None:
        """Return the colour of the ``w:shd`` in properties, None where it is transparent (17.3.5).

        A pattern of dots is the mixture of its two colours, as it is printed; of stripes, only the fill is read.
        """
        element = painted.get(f"{W}shd")
        fill, found = resolve_colour(element, self._theme, "fill"), re.fullmatch(r"solid|pct(\d{1,2})", value(element))
        if found is None:
            return fill
        share = int(found[1] or 100) / 100
        ink, paper = resolve_colour(element, self._theme, "color") or BLACK, fill or WHITE
        return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(ink, paper, strict=True)))


def _heading_level(outline: str, inherited: int | None) -> int | None:
    number = integer(outline)
    return inherited if number is None else number + 1 if 0 <= number < 9 else None  # 9 is body text


def _regions(cell: Cell) -> list[str]:
    """Return the regions of the table that a cell is in, in ascending precedence ([MS-OI29500] 2.1.251)."""
    element = properties(cell.table.properties).get(f"{W}tblLook")
    mask = int(value(element), 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", value(element)) else 0
    look = {name: is_true(value(element, "", name) or str(mask & bit)) for name, bit in TABLE_LOOK.items()}
    rows = {"lastRow": cell.row == cell.table.rows - 1, "firstRow": cell.row == 0}
    columns = {"lastColumn": cell.end == cell.table.columns, "firstColumn": cell.column == 0}
    in_rows, in_columns = ([name for name in it if look[name] and it[name]] for it in (rows, columns))
    row_band = [] if look["noHBand"] or in_rows else [f"band{1 + (cell.row - look['firstRow']) % 2}Horz"]
    band = [] if look["noVBand"] or in_columns else [f"band{1 + (cell.column - look['firstColumn']) % 2}Vert"]
    return [*row_band, *band, *(name.removesuffix("umn") for name in in_columns), *in_rows]
