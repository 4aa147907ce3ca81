"""Block elements: headings, paragraphs, quotations, boxes, cards, figures, groups of fields, lines to write on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from debatekit.word.context import BlockContext
from debatekit.word.controls import writing_field
from debatekit.word.html import label_text
from debatekit.word.html_schema import BLOCKS, ELEMENTS, FOOTNOTE, SECTION_CLASSES
from debatekit.word.images import picture
from debatekit.word.inline import runs_of
from debatekit.word.xml import Block, Paragraph, Table

if TYPE_CHECKING:
    from debatekit.word.context import BlockWriter, DocumentContext
    from debatekit.word.html import Element


def content_blocks(
    document: DocumentContext, element: Element, context: BlockContext, style: str = "Normal"
) -> list[Block]:
    """Return the content of `element` as blocks, none if it is empty; mere text is a paragraph in `style`."""
    if not element.children and not element.text.strip():
        return []
    if BLOCKS.isdisjoint([child.tag for child in element.children]):
        return [_text_paragraph(document, element, context, style)]
    report_text(document, element)
    return child_blocks(document, element.children, context)


def child_blocks(document: DocumentContext, children: list[Element], context: BlockContext) -> list[Block]:
    """Return some `children` of an element as blocks."""
    blocks: list[Block] = []
    for child in children:
        blocks += write_block(document, child, context)
    _keep_introductions(document, blocks)
    for position in range(len(blocks) - 1, 0, -1):  # Word would join tables that touch
        if isinstance(blocks[position], Table) and isinstance(blocks[position - 1], Table):
            blocks.insert(position, Paragraph(document.style("Normal"), ""))
    return blocks


def write_block(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return what a block element becomes; report any other, and text after it."""
    blocks: list[Block] = []
    if writer := document.writers.get(element.tag):
        blocks = writer(document, element, context)
        if "id" in element.attributes and "role" not in element.attributes:
            document.add_bookmark(element, blocks)
    else:
        document.add_error(element, f"<{element.tag}> is not allowed next to blocks", "Put it in a paragraph.")
    if element.tail:
        report_tail(document, element)
    return blocks


def report_text(document: DocumentContext, element: Element) -> None:
    """Report text in `element` that is before its blocks."""
    _report_text(document, element, element.text, element.text_origin)


def report_tail(document: DocumentContext, element: Element) -> None:
    """Report text after a block."""
    _report_text(document, element.parent or element, element.tail, element.tail_origin)


def _report_text(document: DocumentContext, element: Element, text: str, origin: str) -> None:
    if text and not text.isspace():
        shown = " ".join(text.split())[:40]
        document.add_error(element, f"the text '{shown}' is not in a paragraph", "Put it in <p> … </p>.", origin)


def keep_together(blocks: list[Block]) -> None:
    """Keep blocks on one page."""
    for block in blocks[:-1]:
        block.keep_next = True


def _keep_introductions(document: DocumentContext, blocks: list[Block]) -> None:
    """Keep a paragraph with the table or lines after it, and one between a heading and a label with that."""
    template = document.template
    previous = ""
    for block, following in pairwise(blocks):
        if isinstance(block, Table):
            previous = ""
            continue
        style = "" if isinstance(following, Table) else following.style
        if block.style not in template.writing_lines and (
            not style
            or style in template.writing_lines
            or (previous in template.headings and (style in template.headings or style in template.labels))
        ):
            block.keep_next = True
        previous = block.style


def _text_paragraph(document: DocumentContext, element: Element, context: BlockContext, style: str) -> Paragraph:
    return document.paragraph(element, context.style(style), runs_of(document, element, context.width))


def _text(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    return [_text_paragraph(document, element, context, ELEMENTS[element.tag].classes[element.class_])]


def _div(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    blocks = content_blocks(document, element, context)
    keep_together(blocks)
    return blocks


def _blockquote(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return a quotation, in which ``p class="meta"`` is its source."""
    style = ELEMENTS["blockquote"].classes[element.class_]
    inner = BlockContext(box=style, offset=document.template.indents[style], width=context.width)
    blocks = content_blocks(document, element, inner, style)
    source = document.style("Fact Source" if style == "Fact" else "Quote Source")
    for block in blocks:
        if isinstance(block, Paragraph) and block.style == document.style("Meta"):
            block.style = source
    keep_together(blocks)
    return blocks


def _aside(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return a box, whose first paragraph, a title, stays with the next; footnotes are in a part of their own."""
    if element.get("role") == FOOTNOTE:
        return []
    style = context.style(ELEMENTS["aside"].classes[element.class_])
    inner = context._replace(box=style, level=-1, offset=document.template.indents[style])
    blocks = content_blocks(document, element, inner, style)
    keep_together(blocks[:2])
    return blocks


def _section(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return a card, a section, or what starts a new page; only a long card may break between its parts."""
    class_ = element.class_
    if class_ and class_ == context.section:
        return content_blocks(document, element, context._replace(section=""))
    if class_ in SECTION_CLASSES:
        hint = "Close the elements around it first: it must be directly in <body>."
        document.add_error(element, f'<section class="{class_}"> is not allowed within another element', hint)
        return []
    if class_ == "page":
        blocks = content_blocks(document, element, context)
        if blocks and not document.template.flow:
            blocks[0].new_page = True
        return blocks
    offset = document.template.indents["Body Text"]
    blocks = content_blocks(document, element, context._replace(card=True, offset=offset))
    if class_ == "card":
        keep_together(blocks)
    return blocks


def _textarea(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return as many ruled lines as ``rows``, or a field of that size in a fillable document."""
    if document.fillable:
        return [document.paragraph(element, context.style("Writing Field"), writing_field(document, element))]
    style = context.style("Writing Line")
    lines: list[Block] = [document.paragraph(element, style, "") for _ in range(int(element.get("rows", "3")))]
    keep_together(lines)
    return lines


def _rule(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    return [document.paragraph(element, context.style("Rule"), "")]


def _figure(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return pictures and their caption, above or below them, on one page."""
    template = document.template
    width = (context.width or template.text_width) - (template.indents["Figure Indented"] if context.card else 0)
    blocks: list[Block] = []
    for child in element.children:
        if child.tag == "img":
            blocks.append(document.paragraph(element, context.style("Figure"), picture(document, child, width)))
        else:
            blocks.append(document.paragraph(child, context.style("Caption"), runs_of(document, child)))
    if not element.find("img"):
        document.add_error(element, "this figure has no picture", 'Put <img src="…" alt="…"> in it.')
    keep_together(blocks)
    return blocks


def _fieldset(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return fields that belong together, on one page, below their ``legend``."""
    legend = element.children[0] if element.children else element
    if legend.tag != "legend" or not (legend.children or label_text(legend)):
        document.add_error(element, "these fields have no legend", "Start them with <legend> … </legend>.")
        return []
    blocks: list[Block] = [document.paragraph(legend, context.style("Label"), runs_of(document, legend))]
    report_text(document, element)
    report_tail(document, legend)
    for child in element.children[1:]:
        blocks += write_block(document, child, context)
    keep_together(blocks)
    return blocks


WRITERS: Final[dict[str, BlockWriter]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p"), _text),
    "aside": _aside,
    "blockquote": _blockquote,
    "div": _div,
    "fieldset": _fieldset,
    "figure": _figure,
    "hr": _rule,
    "section": _section,
    "textarea": _textarea,
}
