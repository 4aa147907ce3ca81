"""What stands on its own: headings, paragraphs, lists, quotations, boxes, cards, lines to write on.

A function an element; each returns the blocks that the element becomes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from debatekit.word.draft import Setting
from debatekit.word.forms import writing_field
from debatekit.word.inline import runs_of
from debatekit.word.lists import definitions, list_blocks
from debatekit.word.pictures import picture
from debatekit.word.tables import table
from debatekit.word.tree import said
from debatekit.word.vocabulary import BLOCKS, CLASSES, IN_CARD, NOTE, SECTIONS
from debatekit.word.xml import Block, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element


def blocks_of(draft: Draft, element: Element, setting: Setting, style: str = "Normal") -> list[Block]:
    """Return the blocks within `element`, none if it is empty; text outside a block is a paragraph in `style`."""
    if not element.children and not element.text.strip():
        return []
    if not any(child.tag in BLOCKS for child in element.children):
        return [_paragraph(draft, element, setting, style)]
    no_text(draft, element)
    return blocks_in(draft, element, element.children, setting)


def blocks_in(draft: Draft, parent: Element, children: list[Element], setting: Setting) -> list[Block]:
    """Return the blocks that some `children` of an element become."""
    blocks = [block for _, inner in _written(draft, parent, children, setting) for block in inner]
    _keep_introductions(draft, blocks)
    return list(_apart(draft, blocks))


def _apart(draft: Draft, blocks: list[Block]) -> Iterator[Block]:
    """Yield `blocks` with an empty paragraph between tables: Word draws two that touch as one."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and isinstance(before, Table):
            yield Paragraph(draft.style("Normal"), "")
        yield block
        before = block


def _written(
    draft: Draft, parent: Element, children: list[Element], setting: Setting
) -> Iterator[tuple[Element, list[Block]]]:
    """Yield each of the `children` that is a block, with what it becomes."""
    for child in children:
        if writer := WRITERS.get(child.tag):
            blocks = writer(draft, child, setting)
            if "role" not in child.attributes:
                draft.mark(child, blocks)
            yield child, blocks
        else:
            draft.report(child, f"<{child.tag}> cannot stand beside blocks", "Put it in a paragraph.")
        no_text(draft, parent, behind=child)


def _keep_introductions(draft: Draft, blocks: list[Block]) -> None:
    """Keep a paragraph with the table or the lines that it introduces, and one below a heading with a label."""
    if len(blocks) < 2:
        return
    lines, labels, headings = draft.look.writing_lines, draft.look.labels, draft.look.headings
    for position, (block, following) in enumerate(pairwise(blocks)):
        if isinstance(block, Table) or block.style in lines:
            continue
        before = blocks[position - 1] if position else None
        introduces = isinstance(following, Table) or following.style in lines
        below_heading = isinstance(before, Paragraph) and before.style in headings
        if introduces or (
            below_heading
            and isinstance(following, Paragraph)
            and (following.style in headings or following.style in labels)
        ):
            block.keep_next = True


def no_text(draft: Draft, element: Element, behind: Element | None = None) -> None:
    """Report text that stands beside blocks: `behind` a child of `element`, or before all of them."""
    text, at = (behind.tail, behind.tail_at) if behind else (element.text, element.text_at)
    if text and not text.isspace():
        shown = " ".join(text.split())[:40]
        draft.report(element, f"the text '{shown}' stands beside blocks", "Put it in <p> … </p>.", at)


def _paragraph(draft: Draft, element: Element, setting: Setting, style: str) -> Paragraph:
    if setting.box and style == "Normal":
        style = setting.box
    if setting.card:
        style = IN_CARD.get(style, style)
    return _styled(draft, element, Setting(), style, runs_of(draft, element, setting.width))


def _styled(draft: Draft, element: Element, setting: Setting, style: str, runs: str) -> Paragraph:
    """Return a paragraph in a style, or in the one that stands for it within a card."""
    if setting.card:
        style = IN_CARD.get(style, style)
    return Paragraph(draft.style(style), runs, rtl=draft.speech_of(element).rtl)


def _text_block(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a heading or a paragraph: the class says its style."""
    style = CLASSES[element.tag][element.kind]
    return [_paragraph(draft, element, setting, style)]


def _div(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return blocks that stay on one page."""
    blocks = blocks_of(draft, element, setting)
    _keep_together(blocks)
    return blocks


def _blockquote(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a quotation; a ``p class="meta"`` in it says where it comes from."""
    style = CLASSES["blockquote"][element.kind]
    inside = Setting(box=style, offset=draft.look.indents[style], width=setting.width)
    blocks = blocks_of(draft, element, inside, style)
    source = draft.style("Fact Source" if style == "Fact" else "Quote Source")
    for block in blocks:
        if isinstance(block, Paragraph) and block.style == draft.style("Meta"):
            block.style = source
    _keep_together(blocks)
    return blocks


def _aside(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a box; its first paragraph, which says what it holds, stays with the next.

    A footnote is none: it stands where its mark is, at the foot of a page.
    """
    if element.get("role") == NOTE:
        return []
    style = CLASSES["aside"][element.kind]
    if setting.card:
        style = IN_CARD.get(style, style)
    inside = setting._replace(box=style, level=-1, offset=draft.look.indents[style])
    blocks = blocks_of(draft, element, inside, style)
    _keep_together(blocks[:2])
    return blocks


def _section(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a card, a section, or what starts a new page; a long card may break between its parts, another not."""
    kind = element.kind
    if kind and kind == setting.section:
        return blocks_of(draft, element, setting._replace(section=""))
    if kind in SECTIONS:
        hint = "Close what it stands in before it: only a whole part of the page can be so."
        draft.report(element, f'<section class="{kind}"> cannot stand within something else', hint)
        return []
    if kind == "page":
        blocks = blocks_of(draft, element, setting)
        if blocks and not draft.look.flow:
            blocks[0].new_page = True
        return blocks
    offset = draft.look.indents["Body Text"]
    blocks = blocks_of(draft, element, setting._replace(card=True, offset=offset))
    if kind == "card":
        _keep_together(blocks)
    return blocks


def _keep_together(blocks: list[Block]) -> None:
    for block in blocks[:-1]:
        block.keep_next = True


def _list(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    return list_blocks(draft, element, setting, _written)


def _definitions(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    return definitions(draft, element, setting, blocks_of)


def _textarea(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return ruled lines to write on, as many as ``rows`` says, or a field of that size in a document to fill in."""
    if draft.fillable:
        return [_styled(draft, element, setting, "Writing Field", writing_field(draft, element))]
    lines: list[Block] = [
        _styled(draft, element, setting, "Writing Line", "") for _ in range(int(element.get("rows", "3")))
    ]
    _keep_together(lines)
    return lines


def _rule(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    return [_styled(draft, element, setting, "Rule", "")]


def _figure(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return pictures and their caption, on one page; the caption may stand above or below."""
    width = (setting.width or draft.look.text_width) - (draft.look.indents["Figure Indented"] if setting.card else 0)
    blocks: list[Block] = []
    for child in element.children:
        if child.tag == "img":
            blocks.append(_styled(draft, element, setting, "Figure", picture(draft, child, width)))
        else:
            blocks.append(_styled(draft, child, setting, "Caption", runs_of(draft, child)))
    if not any(child.tag == "img" for child in element.children):
        draft.report(element, "this figure has no picture", 'Put <img src="…" alt="…"> in it.')
    _keep_together(blocks)
    return blocks


def _fieldset(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return fields that belong together, on one page, under the label that their ``legend`` is."""
    legend = element.children[0] if element.children else element
    if legend.tag != "legend" or not (legend.children or said(legend)):
        draft.report(element, "these fields have no legend", "Start them with <legend> … </legend>.")
        return []
    label = _styled(draft, legend, setting, "Label", runs_of(draft, legend))
    no_text(draft, element)
    no_text(draft, element, behind=legend)
    blocks = [
        label,
        *(block for _, inner in _written(draft, element, element.children[1:], setting) for block in inner),
    ]
    _keep_together(blocks)
    return blocks


def _table(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    return table(draft, element, setting, blocks_of)


WRITERS: dict[str, Callable[[Draft, Element, Setting], list[Block]]] = {
    "h1": _text_block,
    "h2": _text_block,
    "h3": _text_block,
    "h4": _text_block,
    "p": _text_block,
    "aside": _aside,
    "blockquote": _blockquote,
    "div": _div,
    "dl": _definitions,
    "fieldset": _fieldset,
    "figure": _figure,
    "hr": _rule,
    "ol": _list,
    "section": _section,
    "table": _table,
    "textarea": _textarea,
    "ul": _list,
}
