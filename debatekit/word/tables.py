"""Tables, with a header row that repeats and rows that stay whole; lines to write on, and their fields in a table."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from debatekit.word.blocks import content_blocks
from debatekit.word.context import BlockContext, BlockWriter, DocumentContext
from debatekit.word.ending import estimated_height
from debatekit.word.html import Element, text_of, texts_of
from debatekit.word.html_schema import ELEMENTS
from debatekit.word.inline import question_before, runs_of, text_field
from debatekit.word.theme import twips
from debatekit.word.xml import Block, Cell, Paragraph, Row, Table, attribute, run

MAX_COLUMNS: Final = 63  # Word's own limit ("Operating parameter limitations and specifications in Word")
MAX_WHOLE: Final = 8  # rows of a table that stays on one page, and
MAX_SHARE: Final = 0.6  # how much of the page it takes: to keep a higher one whole would leave the page before it empty
FIRST_ROW, FIRST_COLUMN, FIRST_CELL = "100000000000", "001000000000", "001000000100"  # (17.3.1.8)
WORD_END: Final = re.compile(r"\s|(?<=-)")  # where a line may break: at white space and after a hyphen
PLAIN: Final = 0x0600  # the look of a table without header row, row headers and bands (17.4.56)


class GridCell(NamedTuple):
    """A cell of the grid: the columns that it spans, and how it is merged with the row above or below."""

    element: Element
    columns: range
    merged: str  # "restart" for a cell that continues in the next row, "continue" for where it does, else ""


def _table(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return a table (17.4.37); its caption becomes the title, which screen readers read and Word does not print."""
    head_rows, body_rows = element.find_all("thead", "tr"), element.find_all("tbody", "tr")
    head, body = _grid(document, head_rows), _grid(document, body_rows)
    columns = max((sum(len(cell.columns) for cell in row) for row in [*head, *body]), default=0)
    if not head or not columns:
        document.add_error(element, "this table has no header row", "Put its first row in <thead>, in <th> cells.")
        return []
    if columns > MAX_COLUMNS:
        document.add_error(element, f"this table has more than {MAX_COLUMNS} columns", "Word takes no more.")
        return []
    if element.class_ and document.template.theme.tables.stacked and not context.cell:
        return _stacked(document, head, body, context)
    offset = document.template.indents["Body Text"] if context.card and not element.class_ else 0
    available = max((context.width or document.template.text_width) - offset, columns)
    single = [cell for row in [*head, *body] for cell in row if len(cell.columns) == 1]
    widths = _column_widths(document, element, columns, single, available)
    rows: list[Row] = []
    titles: dict[int, str] = {}
    for number, (row, cells) in enumerate(zip(head_rows, head, strict=True)):
        titles |= {column: text for cell in cells if (text := text_of(cell.element)) for column in cell.columns}
        # A style for further header rows: a table style formats only the first row (17.7.6.6).
        style = "Spread Heading" if element.class_ else "Table Subheading" if number else "Table Heading"
        rows.append(_row(document, row, cells, widths, style, {}))
    for number, (row, cells) in enumerate(zip(body_rows, body, strict=True), 1):
        fields: dict[int, str] = {}
        if document.fillable and row.class_ == "write":
            fields = {column: f"{titles.get(column, '')} {number}".strip() for column in range(columns)}
        rows.append(_row(document, row, cells, widths, "", fields))
    caption = document.only_child(element, "caption")
    title = text_of(caption) if caption else ""
    has_row_headers = any(cell.element.tag == "th" for row in body for cell in row)
    rtl = document.language_of(element).rtl
    style = document.style(ELEMENTS["table"].classes[element.class_])
    _keep_rows(document, rows, head_rows=len(head))
    shading = {} if element.class_ else document.template.cell_shading
    _add_conditions(rows, shading, has_row_headers=has_row_headers)
    flags = 0x0620 | 0x0080 * has_row_headers
    return [Table(table_properties(style, title, widths, offset, flags, rtl=rtl), rows)]


def _stacked(
    document: DocumentContext, head: list[list[GridCell]], body: list[list[GridCell]], context: BlockContext
) -> list[Block]:
    """Return columns of text below each other, each with its title, without a table.

    A page may end between the first column and the others: what is on the next page has a title, and stays together.
    """
    written: list[Block] = []
    for number, (title, *cells) in enumerate(zip(*head, *body, strict=False)):
        content = [block for cell in cells for block in content_blocks(document, cell.element, context)]
        if content:
            runs = runs_of(document, title.element)
            written += [document.paragraph(title.element, context.style("Label"), runs), *content]
            for block in written[-len(content) - 1 : -1 if number else -len(content)]:
                block.keep_next = True
    return written


def _keep_rows(document: DocumentContext, rows: list[Row], head_rows: int) -> None:
    """Keep a table on one page; of one with many or high rows, its first row with its head, and its last two rows."""
    template = document.template
    is_long = len(rows) - head_rows > MAX_WHOLE or (
        len(rows) - head_rows > 1
        and estimated_height(template, [Table("", rows)], template.text_width) > MAX_SHARE * template.text_height
    )
    kept = [*rows[:head_rows], rows[-2]] if is_long else rows[:-1]
    for block in (block for row in kept for block in row.blocks):
        block.keep_next = True
    for first in (cell.blocks[0] for cell in rows[-1].cells):
        if isinstance(first, Paragraph):  # a label in the last row would keep the table with what follows it
            first.is_loose = first.style in template.keeping


def _grid(document: DocumentContext, rows: list[Element]) -> list[list[GridCell]]:
    """Return the cells of each row, including those merged with a row above (17.4.85)."""
    grid = []
    from_above: dict[int, tuple[Element, int, int]] = {}
    for row in rows:
        cells: list[GridCell] = []
        elements = iter(row.children)
        column = 0
        while column <= MAX_COLUMNS:
            if column in from_above:
                element, columns, left = from_above.pop(column)
                merged = "continue"
            elif (following := next(elements, None)) is not None:
                element, columns = following, int(following.get("colspan", "1"))
                left = int(element.get("rowspan", "1"))
                merged = "restart" if left > 1 else ""
            else:
                break
            cell = GridCell(element, range(column, column + columns), merged)
            if from_above and not from_above.keys().isdisjoint(cell.columns):
                message = "this cell overlaps one that reaches down from above"
                document.add_error(element, message, "Make one of them smaller.")
                break
            cells.append(cell)
            if left > 1:
                from_above[column] = (element, columns, left - 1)
            column += columns
        grid.append(cells)
    return grid


def _column_widths(
    document: DocumentContext, table: Element, columns: int, cells: Iterable[GridCell], available: int
) -> list[int]:
    """Return the widths of columns: that of their ``col``, else an equal share, as wide as their longest word."""
    given = [float(column.get("width", "0").rstrip("%")) for column in table.find_all("colgroup", "col")]
    given = (given + [0.0] * columns)[:columns]
    without_width = given.count(0.0)
    left = 100 - sum(given)
    if left < 0 or (without_width and left <= 0):
        document.add_error(table, "the columns are wider than the table", "Let their widths come to 100%.")
        return [available // columns] * columns
    shares = [share or left / without_width for share in given]
    widths = [round(available * share / sum(shares)) for share in shares]
    if letter := document.template.table_letter:
        longest = [0] * columns
        for cell in cells:
            words = WORD_END.split(" ".join(texts_of(cell.element)))
            column = cell.columns[0]
            longest[column] = max(longest[column], *map(len, words))
        padding = 2 * twips(document.template.theme.tables.padding)
        minima = [min(letter * count + padding, available // columns) for count in longest]
        excess = [max(width - minimum, 0) for width, minimum in zip(widths, minima, strict=True)]
        spare, total = sum(widths) - sum(minima), sum(excess) or 1
        widths = [minimum + spare * share // total for minimum, share in zip(minima, excess, strict=True)]
    widths[-1] += available - sum(widths)
    return widths


def table_properties(style: str, title: str, widths: list[int], offset: int, look: int, *, rtl: bool) -> str:
    """Return the properties of a table (17.4.60) and its grid; `look` is its conditional formatting (17.4.56)."""
    row, column = int(bool(look & 0x20)), int(bool(look & 0x80))
    flags = f'w:firstRow="{row}" w:lastRow="0" w:firstColumn="{column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>'
        + ("<w:bidiVisual/>" if rtl else "")
        + f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{offset}" w:type="dxa"/>' if offset else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look:04X}" {flags}/>'
        + (f"<w:tblCaption w:val={attribute(title)}/>" if title else "")
        + f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(
    document: DocumentContext, row: Element, cells: list[GridCell], widths: list[int], head: str, fields: dict[int, str]
) -> Row:
    """Return a row: a header row in the style `head`, or one whose empty cells are `fields` with titles."""
    tables = document.template.theme.tables
    kind = next(row.ancestors("table")).class_
    height = twips(tables.write_row) if row.class_ == "write" else 0
    if document.fillable:  # the fields in a cell have its height together, as a table in a cell is hard to read out
        lines = [_lines_in(cell.element) for cell in cells if cell.merged != "continue"]
        height = max(height, document.template.lines_height(max(lines, default=0)))
    rtl = document.language_of(row).rtl  # programs differ on which margin of a cell is then the left one
    filled = sum(len(cell.columns) for cell in cells)
    if filled < len(widths):
        document.add_error(row, f"this row fills {filled} of {len(widths)} columns", "Add empty cells.")
    written: list[Cell] = []
    for cell in cells:
        width = sum(widths[column] for column in cell.columns)
        properties = f'<w:gridSpan w:val="{len(cell.columns)}"/>' if len(cell.columns) > 1 else ""
        if cell.merged:
            properties += f'<w:vMerge w:val="{cell.merged}"/>'
        inner_width = width - 2 * twips(tables.padding)
        if kind == "spread" and not rtl:  # its text begins and ends with that around the table
            outer = [side for side, at in (("left", 0), ("right", len(widths) - 1)) if at in cell.columns]
            inner_width += len(outer) * twips(tables.padding)
            margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in outer)
            properties += f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
        inner_width = max(inner_width, 1)
        style = head or ("Normal" if kind == "spread" else "Table Text")
        blocks = _cell_blocks(document, cell, inner_width, style, fields.get(cell.columns[0], ""))
        written.append(Cell(width, blocks, properties))
    return Row(written, height, is_header=bool(head))


def _add_conditions(rows: list[Row], shading: Mapping[str, str], *, has_row_headers: bool) -> None:
    """Add what the table style formats in each row and cell, with its fills in the cells themselves.

    Programs without table styles would print the white text of header rows on white.
    """
    rows[0].condition = FIRST_ROW
    for cell in rows[0].cells:
        cell.properties += shading.get("firstRow", "")
    for number, row in enumerate(rows if has_row_headers else ()):
        for first in row.cells[:1]:  # a row without cells is reported
            first.condition = FIRST_COLUMN if number else FIRST_CELL
            first.properties += shading.get("firstCol", "") if number else ""


def _cell_blocks(document: DocumentContext, cell: GridCell, width: int, style: str, field: str) -> list[Block]:
    """Return the content of a cell (17.4.65), which ends with a paragraph, or Word offers to repair the file."""
    element = cell.element
    if cell.merged == "continue":
        return [document.paragraph(element, style, "")]
    if field and not element.children and not element.text.strip():
        return [document.paragraph(element, style, text_field(document, field, field, document.placeholder))]
    blocks = content_blocks(document, element, BlockContext(box=style, width=width, cell=True), style)
    if not blocks or isinstance(blocks[-1], Table):
        blocks.append(document.paragraph(element, style, ""))
    return blocks


def _lines_in(element: Element) -> int:
    """Return how many lines to write on are in an element."""
    return sum(
        int(child.get("rows", "3")) if child.tag == "textarea" else _lines_in(child) for child in element.children
    )


def _textarea(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    rows = int(element.get("rows", "3"))
    if not document.fillable:
        return [_lines(document, element, context, rows)]
    title = element.get("title") or element.get("label") or question_before(element)
    if not title:
        document.add_error(element, "these lines have no title", 'Put a label before them, or give them title="…".')
    tag = element.get("name") or f"answer {document.counts['control'] + 1}"
    field = text_field(document, title, tag, element.get("placeholder") or document.placeholder)
    paragraph = document.paragraph(element, "Writing Field", field)
    blocks: list[Block] = [paragraph if context.cell else _box(document, element, context, paragraph, title, rows)]
    if label := element.get("label"):
        words = run(label, "", document.language_of(element))
        blocks.insert(0, document.paragraph(element, context.style("Label"), words))
    return blocks


def _lines(document: DocumentContext, element: Element, context: BlockContext, rows: int) -> Paragraph:
    """Return ruled lines as one paragraph: the leaders of tab stops at their end (17.18.72), with breaks between."""
    label = element.get("label")
    # LibreOffice places a first line without any character lower than those after it.
    start = "<w:r><w:softHyphen/></w:r>"
    if label:
        start = run(f"{label} ", document.style("Line Label"), document.language_of(element))
    style = context.style("Writing Line")
    paragraph = document.paragraph(element, style, start)
    paragraph.lines = rows
    paragraph.own = document.end_stops(style, context.width)
    return paragraph


def _box(
    document: DocumentContext, element: Element, context: BlockContext, paragraph: Paragraph, title: str, rows: int
) -> Table:
    """Return a table of one cell for a field, whose row has at least the height of so many lines (17.4.81)."""
    template = document.template
    offset = template.indents["Body Text"] if context.card else 0
    width = (context.width or template.text_width) - offset
    rtl = document.language_of(element).rtl
    head = table_properties(document.style("Pair"), title, [width], offset, PLAIN, rtl=rtl)
    row = Row([Cell(width, [paragraph])], template.lines_height(rows), is_header=True)
    return Table(head, [row], is_field=True)


WRITERS: Final[dict[str, BlockWriter]] = {"table": _table, "textarea": _textarea}
