"""What stands on its own: headings, paragraphs, lists, quotations, boxes, cards, lines to write on.

A function an element; each returns the blocks that the element becomes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from debatekit.word.draft import Setting
from debatekit.word.inline import runs_of
from debatekit.word.numbering import BULLET, CONTINUED, LEVELS
from debatekit.word.page import class_of
from debatekit.word.tables import table
from debatekit.word.vocabulary import BLOCKS, CLASSES, HEADING_STYLES, IN_CARD, LIST_TYPES
from debatekit.word.xml import Block, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.word.draft import Draft
    from debatekit.word.page import Element


def blocks_of(draft: Draft, element: Element, setting: Setting, style: str = "Normal") -> list[Block]:
    """Return the blocks within `element`, none if it is empty; text outside a block is a paragraph in `style`."""
    if not len(element) and not (element.text or "").strip():
        return []
    if not any(child.tag in BLOCKS for child in element):
        return [_paragraph(draft, element, setting, style)]
    _no_text(draft, element, element.text)
    blocks = [block for _, inner in _written(draft, element, list(element), setting) for block in inner]
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
        if writer := WRITERS.get(str(child.tag)):
            yield child, writer(draft, child, setting)
        else:
            draft.report(child, f"<{child.tag}> cannot stand beside blocks", "Put it in a paragraph.")
        _no_text(draft, parent, child.tail)


def _keep_introductions(draft: Draft, blocks: list[Block]) -> None:
    """Keep a paragraph with the table or the lines that it introduces, and one below a heading with a label."""
    lines = {draft.style("Writing Line"), draft.style("Writing Line Indented")}
    labels = {draft.style("Label"), draft.style("Label Indented")}
    headings = {draft.style(name) for name in HEADING_STYLES}
    for position, (block, following) in enumerate(pairwise(blocks)):
        if isinstance(block, Table) or block.style in lines:
            continue
        before = blocks[position - 1] if position else None
        introduces = isinstance(following, Table) or following.style in lines
        below_heading = isinstance(before, Paragraph) and before.style in headings
        if introduces or (below_heading and isinstance(following, Paragraph) and following.style in headings | labels):
            block.keep_next = True


def _no_text(draft: Draft, element: Element, text: str | None) -> None:
    if text and text.strip():
        shown = " ".join(text.split())[:40]
        draft.report(element, f"the text '{shown}' stands beside blocks", "Put it in <p> … </p>.")


def _paragraph(draft: Draft, element: Element, setting: Setting, style: str) -> Paragraph:
    if setting.box and style == "Normal":
        style = setting.box
    if setting.card:
        style = IN_CARD.get(style, style)
    return Paragraph(draft.style(style), runs_of(draft, element))


def _text_block(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a heading or a paragraph: the class says its style."""
    style = CLASSES[str(element.tag)][class_of(element)]
    return [_paragraph(draft, element, setting, style)]


def _div(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return blocks that stay on one page."""
    blocks = blocks_of(draft, element, setting)
    _keep_together(blocks)
    return blocks


def _blockquote(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a quotation; a ``p class="meta"`` in it says where it comes from."""
    style = CLASSES["blockquote"][class_of(element)]
    blocks = blocks_of(draft, element, Setting(box=style, offset=draft.look.indents[style]), style)
    source = draft.style("Fact Source" if style == "Fact" else "Quote Source")
    for block in blocks:
        if isinstance(block, Paragraph) and block.style == draft.style("Meta"):
            block.style = source
    _keep_together(blocks)
    return blocks


def _aside(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a box; its first paragraph, which says what it holds, stays with the next."""
    style = CLASSES["aside"][class_of(element)]
    if setting.card:
        style = IN_CARD.get(style, style)
    inside = replace(setting, box=style, level=-1, offset=draft.look.indents[style])
    blocks = blocks_of(draft, element, inside, style)
    _keep_together(blocks[:2])
    return blocks


def _section(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return a card or what starts a new page; a long card may break between its parts, another stays whole."""
    kind = class_of(element)
    if kind == "page":
        blocks = blocks_of(draft, element, setting)
        if blocks:
            blocks[0].new_page = True
        return blocks
    offset = draft.look.indents["Body Text"]
    blocks = blocks_of(draft, element, replace(setting, card=True, offset=offset))
    if kind == "card":
        _keep_together(blocks)
    return blocks


def _keep_together(blocks: list[Block]) -> None:
    for block in blocks[:-1]:
        block.keep_next = True


def _list(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    level = setting.level + 1
    if level >= LEVELS:
        draft.report(element, f"a list has at most {LEVELS} levels", "Make it flatter.")
        return []
    if element.tag == "ol":
        kind = LIST_TYPES[element.get("type", "1")]
        number = draft.numbering.add(kind, setting.offset, level, int(element.get("start", "1")))
    else:
        number = draft.numbering.add(BULLET, setting.offset, level)
    style = "List Number" if element.tag == "ol" else "List Bullet"
    blocks: list[Block] = []
    for item in element:
        blocks += _item(draft, item, replace(setting, level=level), style, number)
    return blocks


def _item(draft: Draft, item: Element, setting: Setting, style: str, number: int) -> list[Block]:
    """Return a list item: its first paragraph carries the number, further ones stand in line with it."""
    if not any(child.tag in BLOCKS for child in item):
        blocks: list[Block] = [Paragraph("", runs_of(draft, item))]
        own = blocks
    else:
        lead, rest = _split_item(item)
        own = [Paragraph("", runs_of(draft, lead))] if lead is not None else []
        blocks = list(own)
        for child, inner in _written(draft, item, rest, setting):
            if child.tag == "p":
                own += inner
            blocks += inner
    continued = draft.numbering.add(CONTINUED, setting.offset) if len(own) > 1 else 0
    for position, block in enumerate(own):
        assert isinstance(block, Paragraph)
        block.style = draft.style(setting.box or style)
        block.numbering = (continued if position else number, setting.level)
    return blocks


def _split_item(item: Element) -> tuple[Element | None, list[Element]]:
    """Return the text before the first block of an item, as an element of its own, and the blocks."""
    children = list(item)
    first = next(position for position, child in enumerate(children) if child.tag in BLOCKS)
    if not (item.text or "").strip() and not first:
        return None, children
    lead = item.makeelement("p", {str(key): str(value) for key, value in item.attrib.items()})
    lead.text = item.text
    lead.extend(children[:first])
    return lead, children[first:]


def _textarea(draft: Draft, element: Element, setting: Setting) -> list[Block]:
    """Return ruled lines to write on, as many as ``rows`` says."""
    style = draft.style(IN_CARD["Writing Line"] if setting.card else "Writing Line")
    lines: list[Block] = [Paragraph(style, "") for _ in range(int(element.get("rows", "3")))]
    _keep_together(lines)
    return lines


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
    "ol": _list,
    "section": _section,
    "table": _table,
    "textarea": _textarea,
    "ul": _list,
}
