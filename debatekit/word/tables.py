"""Tables: a grid with widths, a header row that repeats, rows that do not split, a title for screen readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from debatekit.word.columns import column_widths
from debatekit.word.draft import Setting
from debatekit.word.forms import text_field
from debatekit.word.inline import runs_of
from debatekit.word.theme import TABLE_STYLE
from debatekit.word.tree import said
from debatekit.word.xml import Block, Paragraph, Row, Table, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element

    BlocksOf: TypeAlias = "Callable[[Draft, Element, Setting, str], list[Block]]"


class Place(NamedTuple):
    """A place in a row of the grid: its cell, the columns it covers, and how it stands to the row above."""

    cell: Element
    column: int
    columns: int
    merged: str
    """"restart" for a cell that goes on in the next row, "continue" for what it covers there, else ""."""

    @property
    def covered(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.columns)


MOST_COLUMNS: Final = 63
"""Word's own limit (Microsoft Support, "Operating parameter limitations and specifications in Word")."""


def table(draft: Draft, element: Element, setting: Setting, blocks_of: BlocksOf) -> list[Block]:
    """Return a table (17.4.37); a caption is its title, said by screen readers and not printed."""
    of_head, of_body = (element.called(part, "tr") for part in ("thead", "tbody"))
    head, body = _grid(draft, of_head), _grid(draft, of_body)
    columns = max((sum(place.columns for place in row) for row in [*head, *body]), default=0)
    if not head or not columns:
        draft.report(element, "this table has no header row", "Put its first row in <thead>, in <th> cells.")
        return []
    if columns > MOST_COLUMNS:
        draft.report(element, f"this table has more than {MOST_COLUMNS} columns", "Word takes no more.")
        return []
    offset = draft.look.indents["Body Text"] if setting.card else 0
    cells = ((place.column, place.cell) for row in [*head, *body] for place in row if place.columns == 1)
    room = max((setting.width or draft.look.text_width) - offset, columns)
    widths = column_widths(draft, element, columns, cells, room)
    titles = {column: said(place.cell) for row in head for place in row if said(place.cell) for column in place.covered}
    rows = [
        *(
            _row(draft, *row, widths, Cells(draft, blocks_of, header=SUBHEADING if number else HEADING))
            for number, row in enumerate(zip(of_head, head, strict=True))
        ),
        *(
            _row(draft, *row, widths, Cells(draft, blocks_of, titles=titles, number=number))
            for number, row in enumerate(zip(of_body, body, strict=True), 1)
        ),
    ]
    caption, *more = [*element.called("caption"), None]
    if caption is not None and len(more) > 1:
        draft.report(element, "this table has two captions", "Write one.")
    title = said(caption) if caption is not None else ""
    stub = any(place.cell.tag == "th" for row in body for place in row)
    rtl = draft.speech_of(element).rtl
    return [Table(_head(draft.style(TABLE_STYLE), title, widths, offset, stub=stub, rtl=rtl), rows)]


def _grid(draft: Draft, rows: list[Element]) -> list[list[Place]]:
    """Return what stands in each row, cells from rows above included (17.4.85)."""
    grid = []
    reaching: dict[int, tuple[Element, int, int]] = {}
    for number, row in enumerate(rows):
        places: list[Place] = []
        cells = iter(row.children)
        column = 0
        while column <= MOST_COLUMNS:
            if column in reaching:
                cell, columns, left = reaching.pop(column)
                merged = "continue"
            elif (following := next(cells, None)) is not None:
                cell, columns, left = following, int(following.get("colspan", "1")), int(following.get("rowspan", "1"))
                merged = "restart" if left > 1 else ""
                if number + left > len(rows):
                    draft.report(cell, f'rowspan="{left}" reaches below the table', f"Write {len(rows) - number}.")
            elif any(other > column for other in reaching):
                draft.report(row, "a cell is missing before one that reaches down from above", "Add an empty one.")
                break
            else:
                break
            place = Place(cell, column, columns, merged)
            if any(other in place.covered for other in reaching):
                draft.report(cell, "this cell lies over one that reaches down from above", "Make one of them smaller.")
                break
            places.append(place)
            if left > 1:
                reaching[column] = (cell, columns, left - 1)
            column += columns
        grid.append(places)
    return grid


def _head(style: str, title: str, widths: list[int], offset: int, *, stub: bool, rtl: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(stub)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    value = f"{0x0620 | (0x0080 if stub else 0):04X}"
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>'
        + ("<w:bidiVisual/>" if rtl else "")
        + f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{offset}" w:type="dxa"/>' if offset else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{value}" {look}/>'
        + (f"<w:tblCaption w:val={attribute(title)}/>" if title else "")
        + f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


HEADING: Final = "Table Heading"
SUBHEADING: Final = "Table Subheading"
"""A style for further header rows: a table style has a look of its own for the first row only (17.7.6.6)."""


@dataclass(frozen=True)
class Cells:
    """How the cells of a row are written: as headers in a style, or as the row of this number under these titles."""

    draft: Draft
    blocks_of: BlocksOf
    header: str = ""
    titles: Mapping[int, str] = field(default_factory=dict)
    number: int = 0

    def written(self, place: Place, width: int, *, to_write: bool) -> tuple[str, list[Block]]:
        """Return the properties of a cell (17.4.69) and what it holds."""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if place.columns > 1:
            properties += f'<w:gridSpan w:val="{place.columns}"/>'
        if place.merged:
            properties += f'<w:vMerge w:val="{place.merged}"/>'
        return properties, self._content(place, width, to_write=to_write)

    def _content(self, place: Place, width: int, *, to_write: bool) -> list[Block]:
        draft = self.draft
        style = self.header or "Table Text"
        rtl = draft.speech_of(place.cell).rtl
        inside = Setting(box=style, width=max(width - 2 * draft.look.cell_padding, 1))
        if place.merged == "continue":
            runs = ""
        elif self.header:
            runs = runs_of(draft, place.cell, inside.width)
        elif to_write and draft.fillable and not place.cell.text.strip() and not place.cell.children:
            title = f"{self.titles.get(place.column, '')} {self.number}".strip()
            runs = text_field(draft, title, title)
        else:
            blocks = self.blocks_of(draft, place.cell, inside, style)
            if not blocks or isinstance(blocks[-1], Table):
                # A cell ends with a paragraph, or Word offers to repair the file (17.4.65).
                blocks.append(Paragraph(draft.style(style), "", rtl=rtl))
            return blocks
        return [Paragraph(draft.style(style), runs, rtl=rtl)]


def _row(draft: Draft, row: Element, places: list[Place], widths: list[int], cells: Cells) -> Row:
    to_write = row.kind == "write"
    properties = "<w:cantSplit/>"
    if to_write:
        properties += f'<w:trHeight w:val="{draft.look.write_row}" w:hRule="atLeast"/>'
    if cells.header:
        properties += "<w:tblHeader/>"
    filled = sum(place.columns for place in places)
    if filled < len(widths):
        draft.report(row, f"this row has {filled} cells where others have {len(widths)}", "Add empty ones.")
    return Row(
        properties,
        [
            cells.written(place, sum(widths[place.column : place.column + place.columns]), to_write=to_write)
            for place in places
        ],
    )
