"""Lists: bullets, numbers that restart, numbered lines, and terms with their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.word.blocks import content_blocks, write_block
from debatekit.word.html_schema import BLOCKS, ELEMENTS, LIST_TYPES
from debatekit.word.inline import runs_of
from debatekit.word.numbering import BULLET, CONTINUED, LINES, MAX_LEVELS
from debatekit.word.xml import Block, Paragraph

if TYPE_CHECKING:
    from debatekit.word.context import BlockContext, BlockWriter, DocumentContext
    from debatekit.word.html import Element


def _list(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    level = context.level + 1
    if level >= MAX_LEVELS:
        document.add_error(element, f"a list has at most {MAX_LEVELS} levels", "Make it flatter.")
        return []
    has_lines = element.class_ == "lines"
    if element.tag == "ol":
        style = ELEMENTS["ol"].classes[element.class_]
        kind = LINES if has_lines else LIST_TYPES[element.get("type", "1")]
        number = document.numbering.add(kind, context.offset, level, int(element.get("start", "1")))
    else:
        style = ELEMENTS["ul"].style
        number = document.numbering.add(BULLET, context.offset, level)
    continued_offset = context.offset + (document.numbering.extra_indent if has_lines else 0)
    blocks: list[Block] = []
    for item in element.children:
        content, own = _item(document, item, context._replace(level=level))
        continued = document.numbering.add(CONTINUED, continued_offset) if len(own) > 1 else 0
        for position, paragraph in enumerate(own):
            paragraph.style = document.style(context.box or style)
            paragraph.numbering = (continued if position else number, level)
        document.add_bookmark(item, content)
        blocks += content
    if has_lines:  # keep the first two and the last two on one page, as Word does within a paragraph
        for line in (*blocks[:-1][:1], *blocks[:-1][-1:]):
            line.keep_next = True
    return blocks


def _item(document: DocumentContext, item: Element, context: BlockContext) -> tuple[list[Block], list[Paragraph]]:
    """Return the blocks of a list item, and its own paragraphs among them, the first of which is numbered."""
    inner = item.children
    first = next((position for position, child in enumerate(inner) if child.tag in BLOCKS), len(inner))
    blocks: list[Block] = []
    if first or item.text.strip() or not inner:
        runs = runs_of(document, item, context.width, until=inner[first] if first < len(inner) else None)
        blocks.append(document.paragraph(item, "Normal", runs))
    own = [block for block in blocks if isinstance(block, Paragraph)]
    for child in inner[first:]:
        written = write_block(document, child, context)
        if child.tag == "p":
            own += [block for block in written if isinstance(block, Paragraph)]
        blocks += written
    return blocks, own


def _definitions(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    """Return terms, each kept with its definition."""
    blocks: list[Block] = []
    for child in element.children:
        style = context.style(ELEMENTS[child.tag].style)
        if child.tag == "dt":
            paragraph = document.paragraph(child, style, runs_of(document, child))
            paragraph.keep_next = True
            inner: list[Block] = [paragraph]
        else:
            offset = document.template.indents[style]
            inner = content_blocks(document, child, context._replace(box=style, level=-1, offset=offset), style)
        document.add_bookmark(child, inner)
        blocks += inner
    return blocks


WRITERS: Final[dict[str, BlockWriter]] = {
    "dl": _definitions,
    "ol": _list,
    "ul": _list,
}
