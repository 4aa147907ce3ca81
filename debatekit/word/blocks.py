"""Block elements: headings, paragraphs, quotations, boxes, cards, figures, lists and fields."""

from itertools import pairwise

from debatekit.word.context import BlockContext, BlockWriter, DocumentContext
from debatekit.word.drawing import argument_map
from debatekit.word.ending import estimated_height
from debatekit.word.html import Element, text_of
from debatekit.word.html_schema import BLOCKS, ELEMENTS, FOOTNOTE, LIST_TYPES, SECTION_CLASSES
from debatekit.word.images import picture
from debatekit.word.inline import text_paragraph
from debatekit.word.numbering import BULLET, CONTINUED, LINES, MAX_LEVELS
from debatekit.word.xml import Block, Paragraph, Table


def content_blocks(
    document: DocumentContext, element: Element, context: BlockContext, style: str = "Normal"
) -> list[Block]:
    """Return the content of `element` as blocks, none if it is empty; mere text is a paragraph in `style`."""
    if element.has_blocks:
        return child_blocks(document, element.children, context)
    if not element.children and not element.text.strip():
        return []
    return [text_paragraph(document, element, context.style(style), context.width)]


def child_blocks(document: DocumentContext, children: list[Element], context: BlockContext) -> list[Block]:
    """Return the block elements among some `children` of an element as blocks; all else was reported before."""
    blocks: list[Block] = []
    for child in children:
        if writer := document.writers.get(child.tag):
            written = writer(document, child, context)
            if "id" in child.attributes and "role" not in child.attributes:
                document.add_bookmark(child, written)
            blocks += written
    if len(blocks) > 1:
        _join_labels(document, blocks)
        _keep_introductions(document, blocks)
        _separate_tables(document, blocks)
    return blocks


def _keep_together(blocks: list[Block]) -> list[Block]:
    for block in blocks[:-1]:
        block.keep_next = True
    return blocks


def _join_labels(document: DocumentContext, blocks: list[Block]) -> None:
    """Make a label before a field its header row, so that LibreOffice, too, keeps them with what follows."""
    if not document.fillable:  # others have no fields in tables
        return
    labels, remarks = document.template.labels, document.template.remarks
    joined: list[Block] = []
    head: list[Paragraph] = []  # the last label, and remarks on it
    for block in blocks:
        if isinstance(block, Paragraph):
            head = [block] if block.style in labels else [*head, block] if head and block.style in remarks else []
        elif block.is_field and head and len(block.rows) == 1:  # others have a label already
            del joined[-len(head) :]
            plain = {document.style(f"{name} Indented"): document.style(name) for name in ("Label", "Meta")}
            for paragraph in head:
                paragraph.style = plain.get(paragraph.style, paragraph.style)
            block.add_head(list(head))
        joined.append(block)
        if isinstance(block, Table):
            head = []
    blocks[:] = joined


def _keep_introductions(document: DocumentContext, blocks: list[Block]) -> None:
    """Keep headings, labels and other introductions with what follows, and let it begin their page."""
    template = document.template
    headings, lines, remark = template.headings, template.lines_to_write, document.style("Meta")
    before = ""
    for block, following in pairwise(blocks):
        if isinstance(block, Table):
            before = ""
            continue
        style = block.style
        next_style = following.style if isinstance(following, Paragraph) else ""
        leads_on = before in headings and before != next_style and next_style in template.headings_and_labels
        if style not in lines and (not next_style or next_style in lines or leads_on):
            block.keep_next = True
        elif style == remark and (next_style == remark or next_style in headings):
            block.is_loose = True  # such as a list of references
        before = style


def _separate_tables(document: DocumentContext, blocks: list[Block]) -> None:
    """Put a gap between tables, which Word would join, and after fields and before text: no table has space after it.

    What is to begin a page does so with the headings before it.
    """
    gap, texts = document.style("Table Gap"), {document.style("Normal"), document.style("Meta")}
    for position in range(len(blocks) - 1, 0, -1):
        previous, block = blocks[position - 1 : position + 1]
        if isinstance(previous, Paragraph):
            if block.new_page and previous.style in document.template.headings:
                previous.new_page, block.new_page = True, False
        elif isinstance(block, Table) or block.style in texts or (previous.is_field and block.style != gap):
            blocks.insert(position, Paragraph(gap, "", keep_next=previous.keep_next))


def _text(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    style = context.style(ELEMENTS[element.tag].classes[element.class_])
    paragraph = text_paragraph(document, element, style, context.width)
    if element.tag == "h3":  # its style stays Heading 3: many programs find no headings of other names
        paragraph.own = document.template.claim_borders.get(element.class_, "")
    if context.width:
        paragraph.own += document.end_stops(style, context.width)
    return [paragraph]


def _blockquote(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    style = context.style(ELEMENTS["blockquote"].classes[element.class_])
    inner = context._replace(card=False, box=style, level=-1, offset=document.template.indents[style], section="")
    source = context.style("Fact Source" if element.class_ == "fact" else "Quotation Source")
    blocks = content_blocks(document, element, inner, style)
    for block in blocks:
        if isinstance(block, Paragraph) and block.style == document.style("Meta"):
            block.style = document.style(source)
    return _keep_together(blocks)


def _aside(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    if element.get("role") == FOOTNOTE:  # these are in a part of their own
        return []
    style = context.style(ELEMENTS["aside"].classes[element.class_])
    inner = context._replace(box=style, level=-1, offset=document.template.indents[style])
    blocks = content_blocks(document, element, inner, style)
    _keep_together(blocks[:2])
    return blocks


def _together(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    blocks = content_blocks(document, element, context)
    template = document.template
    width = context.width or template.text_width
    # Of what is higher than a page, LibreOffice would not keep even headings with their text.
    return _keep_together(blocks) if estimated_height(template, blocks, width) < template.text_height else blocks


def _section(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    class_ = element.class_
    if class_ == context.section:
        return content_blocks(document, element, context._replace(section=""))
    if class_ in SECTION_CLASSES:
        hint = "Close the elements around it first: it must be directly in <body>."
        document.add_error(element, f'<section class="{class_}"> is not allowed within another element', hint)
        return []
    if class_ == "page":
        blocks = content_blocks(document, element, context)
        if blocks and not document.template.theme.flow:
            blocks[0].new_page = True
        return blocks
    offset = document.template.indents["Body Text"]
    blocks = content_blocks(document, element, context._replace(card=True, offset=offset))
    if class_ == "card":
        for block in blocks:
            if isinstance(block, Paragraph):
                block.keep_lines = True
        return _keep_together(blocks)
    # LibreOffice keeps nothing of a long card whole without a table: it begins a page, and mostly fits on it.
    if blocks and document.template.theme.tables.stacked:
        blocks[0].new_page = True
    return blocks


def _figure(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    template = document.template
    width = (context.width or template.text_width) - (template.indents["Picture Indented"] if context.card else 0)
    blocks: list[Block] = []
    for child in element.children:
        if child.tag != "figcaption":
            draw = picture if child.tag == "img" else argument_map
            blocks.append(document.paragraph(element, context.style("Picture"), draw(document, child, width)))
        else:
            blocks.append(text_paragraph(document, child, context.style("Caption")))
    return _keep_together(blocks)


def _fieldset(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    legend = document.only_child(element, "legend")
    if legend is None or legend is not element.children[0] or not (legend.children or text_of(legend)):
        document.add_error(element, "these fields have no legend", "Start them with <legend> … </legend>.")
        return []
    label = text_paragraph(document, legend, context.style("Label"))
    blocks: list[Block] = [label, *child_blocks(document, element.children[1:], context)]
    _join_labels(document, blocks)
    return _keep_together(blocks)


def _list(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    level = context.level + 1
    if level >= MAX_LEVELS:
        document.add_error(element, f"a list has at most {MAX_LEVELS} levels", "Make it flatter.")
        return []
    has_lines = element.class_ == "lines"
    numbering = document.numbering
    if element.tag == "ol":
        style = ELEMENTS["ol"].classes[element.class_]
        kind = LINES if has_lines else LIST_TYPES[element.get("type", "1")]
        number = numbering.add(kind, context.offset, level, int(element.get("start", "1")))
    else:
        style = ELEMENTS["ul"].style
        number = numbering.add(BULLET, context.offset, level)
    blocks: list[Block] = []
    for item in element.children:
        content, own = _item(document, item, context._replace(level=level))
        for paragraph in own:
            paragraph.style = document.style(context.box or style)
            paragraph.numbering = (number, level)
        if len(own) > 1:
            continued = numbering.add(CONTINUED, context.offset + (numbering.extra_indent if has_lines else 0))
            for paragraph in own[1:]:
                paragraph.numbering = (continued, level)
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
    own: list[Paragraph] = []
    if first or item.text.strip() or not inner:
        until = inner[first] if first < len(inner) else None
        own.append(text_paragraph(document, item, "Normal", context.width, until=until))
        blocks += own
    for child in inner[first:]:
        written = child_blocks(document, [child], context)
        if child.tag == "p":
            own += [block for block in written if isinstance(block, Paragraph)]
        blocks += written
    _keep_introductions(document, blocks)
    return blocks, own


def _definitions(document: DocumentContext, element: Element, context: BlockContext) -> list[Block]:
    blocks: list[Block] = []
    for child in element.children:
        style = context.style(ELEMENTS[child.tag].style)
        offset = document.template.indents[style]
        if child.tag == "dt":
            inner: list[Block] = [text_paragraph(document, child, style)]
            inner[0].keep_next = True
        else:
            inner = content_blocks(document, child, context._replace(box=style, level=-1, offset=offset), style)
        document.add_bookmark(child, inner)
        blocks += inner
    return blocks


WRITERS: dict[str, BlockWriter] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p"), _text),
    "aside": _aside,
    "blockquote": _blockquote,
    "div": _together,
    "dl": _definitions,
    "fieldset": _fieldset,
    "figure": _figure,
    "hr": lambda document, element, context: [document.paragraph(element, context.style("Rule"), "")],
    "ol": _list,
    "section": _section,
    "ul": _list,
}
