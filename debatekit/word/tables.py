"""Tables: a grid with widths, a header row that repeats, rows that do not split, a title for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from debatekit.word.catalogue import TABLE_STYLE
from debatekit.word.draft import Setting
from debatekit.word.inline import runs_of
from debatekit.word.page import class_of, text_of
from debatekit.word.xml import Block, Paragraph, Row, Table, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.word.draft import Draft
    from debatekit.word.page import Element

    BlocksOf: TypeAlias = "Callable[[Draft, Element, Setting, str], list[Block]]"


def table(draft: Draft, element: Element, setting: Setting, blocks_of: BlocksOf) -> list[Block]:
    """Return a table (17.4.37); a caption is its title, said by screen readers and not printed."""
    head, body = list(element.iterfind("thead/tr")), list(element.iterfind("tbody/tr"))
    columns = max((len(row) for row in [*head, *body]), default=0)
    if not head or not columns:
        draft.report(element, "this table has no header row", "Put its first row in <thead>, in <th> cells.")
        return []
    offset = draft.look.indents["Body Text"] if setting.card else 0
    widths = _widths(draft, element, columns, (setting.width or draft.look.text_width) - offset)
    rows = [
        *(_row(draft, row, widths, blocks_of, header=True) for row in head),
        *(_row(draft, row, widths, blocks_of, header=False) for row in body),
    ]
    caption = element.find("caption")
    title = text_of(caption) if caption is not None else ""
    stub = any(row.find("th") is not None for row in body)
    return [Table(_head(title, widths, offset, stub), rows)]


def _head(title: str, widths: list[int], offset: int, stub: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(stub)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    value = f"{0x0620 | (0x0080 if stub else 0):04X}"
    return (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE.replace(" ", "")}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{offset}" w:type="dxa"/>' if offset else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{value}" {look}/>'
        + (f"<w:tblCaption w:val={attribute(title)}/>" if title else "")
        + f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _widths(draft: Draft, element: Element, columns: int, available: int) -> list[int]:
    """Return the width of each column: as ``col`` says, the rest shared by the columns that do not say."""
    given = [float(column.get("width", "0").rstrip("%")) for column in element.iterfind("colgroup/col")]
    given = (given + [0.0] * columns)[:columns]
    open_columns = given.count(0.0)
    left = 100 - sum(given)
    if left < 0 or (open_columns and left <= 0):
        draft.report(element, "the columns are wider than the table", "Let their widths come to 100%.")
        return [available // columns] * columns
    shares = [share or left / open_columns for share in given]
    widths = [round(available * share / sum(shares)) for share in shares]
    widths[-1] += available - sum(widths)
    return widths


def _row(draft: Draft, row: Element, widths: list[int], blocks_of: BlocksOf, *, header: bool) -> Row:
    properties = "<w:cantSplit/>"
    if class_of(row) == "write":
        properties += f'<w:trHeight w:val="{draft.look.write_row}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    cells = list(_cells(draft, row, widths, blocks_of, header=header))
    if len(cells) < len(widths):
        draft.report(row, f"this row has {len(cells)} cells where others have {len(widths)}", "Add empty ones.")
    return Row(properties, cells)


def _cells(
    draft: Draft, row: Element, widths: list[int], blocks_of: BlocksOf, *, header: bool
) -> Iterator[tuple[str, list[Block]]]:
    for cell, width in zip(row, widths, strict=False):
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if header:
            blocks: list[Block] = [Paragraph(draft.style("Table Heading"), runs_of(draft, cell))]
        else:
            inside = Setting(box="Table Text", width=max(width - 2 * draft.look.cell_padding, 1))
            blocks = blocks_of(draft, cell, inside, "Table Text")
            if not blocks or isinstance(blocks[-1], Table):
                # A cell ends with a paragraph, or Word offers to repair the file (17.4.65).
                blocks.append(Paragraph(draft.style("Table Text"), ""))
        yield properties, blocks
