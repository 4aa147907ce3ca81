"""Tables, with a header row that repeats and rows that stay whole; lines to write on, and their fields in a table."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from debatekit.word.blocks import content_blocks
from debatekit.word.context import BlockContext, BlockWriter, DocumentContext
from debatekit.word.ending import estimated_height
from debatekit.word.html import Element, text_of, texts_of
from debatekit.word.html_schema import BLOCKS, ELEMENTS
from debatekit.word.inline import question_before, text_field, text_paragraph
from debatekit.word.theme import twips
from debatekit.word.xml import Block, Cell, Paragraph, Row, Table, attribute, run

MAX_COLUMNS: Final = 63  # Word's own limit ("Operating parameter limitations and specifications in Word")
MAX_WHOLE: Final = 8  # rows of a table that stays on one page, and
MAX_SHARE: Final = 0.6  # how much of the page it takes: to keep a higher one whole would leave the page before it empty
FIRST_ROW, FIRST_COLUMN, FIRST_CELL = "100000000000", "001000000000", "001000000100"  # (17.3.1.8)
PLAIN: Final = 0x0600  # the look of a table without header row, row headers and bands (17.4.56)


class GridCell(NamedTuple):
    """A cell of the grid: its first column and that after it, and how it is merged with the row above or below."""

    element: Element
    column: int
    end: int
    merged: str  # "restart" for a cell that continues in the next row, "continue" for where it does, else ""


class Columns(NamedTuple):
    """The columns of a table."""

    widths: list[int]
    are_flush: bool  # whether the text in them begins and ends with that around the table


def _table(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return a table (17.4.37); its caption becomes the title, which screen readers read and Word does not print."""
    head_rows, body_rows = element.find_all("thead", "tr"), element.find_all("tbody", "tr")
    head, body = _grid(document, head_rows), _grid(document, body_rows)
    count = max((row[-1].end for row in (*head, *body) if row), default=0)
    if not head or not count:
        document.add_error(element, "this table has no header row", "Put its first row in <thead>, in <th> cells.")
        return []
    if count > MAX_COLUMNS:
        document.add_error(element, f"this table has more than {MAX_COLUMNS} columns", "Word takes no more.")
        return []
    for cell in (cell for row in head_rows for cell in row.children if cell.has_blocks):
        for block in (child for child in cell.children if child.tag in BLOCKS):
            message = f"<{block.tag}> is not allowed in a header row"
            document.add_error(block, message, "Write text without blocks in it.")
    template, class_ = document.template, element.class_
    if class_ and template.theme.tables.stacked and not context.cell:
        return _stacked(document, head, body, context)
    offset = template.indents["Body Text"] if context.card and not class_ else 0
    available = max((context.width or template.text_width) - offset, count)
    widths = _column_widths(document, element, count, [*head, *body], available)
    rtl = document.language_of(element).rtl  # programs differ on which margin of a cell is then the left one
    columns = Columns(widths, are_flush=class_ == "spread" and not rtl)
    # A style for further header rows: a table style formats only the first row (17.7.6.6).
    styles = ["Spread Heading"] * len(head) if class_ else ["Table Heading", *["Table Subheading"] * (len(head) - 1)]
    rows = [_row(document, *row, columns, []) for row in zip(head_rows, head, styles, strict=True)]
    for head_row in rows:
        head_row.is_header = True
    style = "Normal" if class_ == "spread" else "Table Text"
    titles = _column_titles(head, count) if document.fillable else []
    for number, (row, cells) in enumerate(zip(body_rows, body, strict=True), 1):
        fields = [f"{title} {number}".strip() for title in titles] if row.class_ == "write" else []
        rows.append(_row(document, row, cells, style, columns, fields))
    _keep_rows(document, rows, head_rows=len(head))
    has_row_headers = any(cell.tag == "th" for row in body_rows for cell in row.children)
    _add_conditions(rows, {} if class_ else template.cell_shading, has_row_headers=has_row_headers)
    caption = document.only_child(element, "caption")
    id_, title = document.style(ELEMENTS["table"].classes[class_]), text_of(caption) if caption else ""
    look = 0x0620 | 0x0080 * has_row_headers
    return [Table(table_properties(id_, title, widths, offset, look, rtl=rtl), rows)]


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
            written += [text_paragraph(document, title.element, context.style("Label")), *content]
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
    for row in [*rows[:head_rows], rows[-2]] if is_long else rows[:-1]:
        for paragraph in row.paragraphs:
            paragraph.keep_next = True
    for cell in rows[-1].cells:  # a label in the last row would keep the table with what follows it
        cell.paragraphs[0].is_loose = cell.paragraphs[0].style in template.keeping


def _grid(document: DocumentContext, rows: list[Element]) -> list[list[GridCell]]:
    """Return the cells of each row, including those merged with a row above (17.4.85)."""
    grid = []
    from_above: dict[int, tuple[Element, int, int]] = {}  # the cells that go on, by column: their span, and rows left
    for row in rows:
        cells: list[GridCell] = []
        elements = iter(row.children)
        column = 0
        while column <= MAX_COLUMNS:
            if column in from_above:
                element, span, left = from_above.pop(column)
                merged = "continue"
            elif (following := next(elements, None)) is not None:
                element = following
                span, left = int(element.attributes.get("colspan", 1)), int(element.attributes.get("rowspan", 1))
                merged = "restart" if left > 1 else ""
            else:
                break
            end = column + span
            if from_above and not from_above.keys().isdisjoint(range(column, end)):
                message = "this cell overlaps one that reaches down from above"
                document.add_error(element, message, "Make one of them smaller.")
                break
            cells.append(GridCell(element, column, end, merged))
            if left > 1:
                from_above[column] = (element, span, left - 1)
            column = end
        grid.append(cells)
    return grid


def _column_titles(head: list[list[GridCell]], columns: int) -> list[str]:
    """Return the text above each column: that of the lowest row that has any."""
    titles = [""] * columns
    for cell in (cell for row in head for cell in row):
        if title := text_of(cell.element):
            titles[cell.column : cell.end] = [title] * (cell.end - cell.column)
    return titles


def _column_widths(
    document: DocumentContext, table: Element, columns: int, rows: list[list[GridCell]], available: int
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
        for cell in (cell for row in rows for cell in row if cell.end - cell.column == 1):
            # A line may break at white space and after a hyphen.
            words = " ".join(texts_of(cell.element)).replace("-", "- ").split()
            longest[cell.column] = max([longest[cell.column], *map(len, words)])
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
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
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
    document: DocumentContext, row: Element, cells: list[GridCell], style: str, columns: Columns, fields: list[str]
) -> Row:
    """Return a row with its text in a style; if there are any, the titles of `fields` make its empty cells fields."""
    widths = columns.widths
    tables = document.template.theme.tables
    height = twips(tables.write_row) if row.class_ == "write" else 0
    if document.fillable:  # the fields in a cell have its height together, as a table in a cell is hard to read out
        lines = [_lines_in(cell.element) for cell in cells if cell.merged != "continue"]
        height = max(height, document.template.lines_height(max(lines, default=0)))
    filled = cells[-1].end if cells else 0
    if filled < len(widths):
        document.add_error(row, f"this row fills {filled} of {len(widths)} columns", "Add empty cells.")
    padding = twips(tables.padding)
    written: list[Cell] = []
    for cell in cells:
        width = sum(widths[cell.column : cell.end])
        inner_width = width - 2 * padding
        span = cell.end - cell.column
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        if cell.merged:
            properties += f'<w:vMerge w:val="{cell.merged}"/>'
        if columns.are_flush:
            outer = ["left"] * (cell.column == 0) + ["right"] * (cell.end == len(widths))
            inner_width += len(outer) * padding
            margins = "".join([f'<w:{side} w:w="0" w:type="dxa"/>' for side in outer])
            properties += f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
        paragraphs = _paragraphs(document, cell, max(inner_width, 1), style, fields[cell.column] if fields else "")
        written.append(Cell(width, paragraphs, properties))
    return Row(written, height)


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


def _paragraphs(document: DocumentContext, cell: GridCell, width: int, style: str, field: str) -> list[Paragraph]:
    """Return the content of a cell (17.4.65), which has a paragraph at least, or Word offers to repair the file."""
    element = cell.element
    if cell.merged == "continue":
        return [document.paragraph(element, style, "")]
    if element.has_blocks:
        context = BlockContext(box=style, width=width, cell=True)
        blocks = content_blocks(document, element, context, style)
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]  # it contains no tables
        return paragraphs or [document.paragraph(element, style, "")]
    if field and not element.children and not element.text.strip():
        return [document.paragraph(element, style, text_field(document, field, field, document.placeholder))]
    return [text_paragraph(document, element, style, width)]


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
