"""Room to write: ruled lines in print; in a fillable document fields, which keep the height of those lines."""

from typing import Final

from debatekit.word.context import BlockContext, BlockWriter, DocumentContext
from debatekit.word.html import Element
from debatekit.word.inline import question_before, text_field
from debatekit.word.tables import table_properties
from debatekit.word.xml import Block, Paragraph, Table, row_properties, run

PLAIN: Final = 0x0600  # the look of a table without header row, row headers and bands (17.4.56)


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
    lines = f"<w:r><w:tab/>{'<w:br/><w:tab/>' * (rows - 1)}</w:r>"
    paragraph = document.paragraph(element, style, start + lines)
    paragraph.tabs = document.end_stops(style, context.width)
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
    row = row_properties(template.lines_height(rows), is_header=True)
    return Table(head, [(row, [(f'<w:tcW w:w="{width}" w:type="dxa"/>', [paragraph])])], is_field=True)


WRITERS: Final[dict[str, BlockWriter]] = {"textarea": _textarea}
