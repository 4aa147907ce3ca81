"""Lists: with bullets, with numbers that restart, with numbered lines, and terms with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from debatekit.word.inline import runs_of
from debatekit.word.numbering import BULLET, CONTINUED, LEVELS, LINES
from debatekit.word.vocabulary import BLOCKS, CLASSES, IN_CARD, LIST_TYPES
from debatekit.word.xml import Block, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.word.draft import Draft, Setting
    from debatekit.word.tree import Element

    Written: TypeAlias = "Callable[[Draft, Element, list[Element], Setting], Iterator[tuple[Element, list[Block]]]]"
    BlocksOf: TypeAlias = "Callable[[Draft, Element, Setting, str], list[Block]]"


NUMBERED_LINE: Final = CLASSES["ol"]["lines"]


def list_blocks(draft: Draft, element: Element, setting: Setting, written: Written) -> list[Block]:
    """Return the items of an ``ul`` or ``ol``; `written` turns the blocks within an item into paragraphs."""
    level = setting.level + 1
    if level >= LEVELS:
        draft.report(element, f"a list has at most {LEVELS} levels", "Make it flatter.")
        return []
    if element.tag == "ol":
        style = CLASSES["ol"][element.kind]
        kind = LINES if style == NUMBERED_LINE else LIST_TYPES[element.get("type", "1")]
        number = draft.numbering.add(kind, setting.offset, level, int(element.get("start", "1")))
    else:
        number = draft.numbering.add(BULLET, setting.offset, level)
        style = "List Bullet"
    blocks: list[Block] = []
    for item in element.children:
        inner = _item(draft, item, setting._replace(level=level), style, number, written)
        draft.mark(item, inner)
        blocks += inner
    if style == NUMBERED_LINE:
        _keep_company(blocks)
    return blocks


def _keep_company(lines: list[Block]) -> None:
    """Keep the first two and the last two of some lines on one page, as Word does within a paragraph."""
    for line in (*lines[:-1][:1], *lines[:-1][-1:]):
        line.keep_next = True


def _item(draft: Draft, item: Element, setting: Setting, style: str, number: int, written: Written) -> list[Block]:
    """Return a list item: its first paragraph carries the number, further ones stand in line with it."""
    rtl = draft.speech_of(item).rtl
    inner = item.children
    first = next((position for position, child in enumerate(inner) if child.tag in BLOCKS), len(inner))
    block = inner[first] if first < len(inner) else None
    own: list[Block] = []
    if first or item.text.strip() or not inner:
        own = [Paragraph("", runs_of(draft, item, setting.width, until=block), rtl=rtl)]
    blocks = list(own)
    for child, made in written(draft, item, inner[first:], setting):
        if child.tag == "p":
            own += made
        blocks += made
    offset = setting.offset + (draft.numbering.wider if style == NUMBERED_LINE else 0)
    continued = draft.numbering.add(CONTINUED, offset) if len(own) > 1 else 0
    for position, paragraph in enumerate(own):
        assert isinstance(paragraph, Paragraph)
        paragraph.style = draft.style(setting.box or style)
        paragraph.numbering = (continued if position else number, setting.level)
    return blocks


def definitions(draft: Draft, element: Element, setting: Setting, blocks_of: BlocksOf) -> list[Block]:
    """Return the terms of a ``dl``, each kept with what it means."""
    blocks: list[Block] = []
    for child in element.children:
        style = "Term" if child.tag == "dt" else "Definition"
        style = IN_CARD[style] if setting.card else style
        if child.tag == "dt":
            rtl = draft.speech_of(child).rtl
            inner: list[Block] = [Paragraph(draft.style(style), runs_of(draft, child), rtl=rtl)]
            inner[0].keep_next = True
        else:
            offset = draft.look.indents[style]
            inner = blocks_of(draft, child, setting._replace(box=style, level=-1, offset=offset), style)
        draft.mark(child, inner)
        blocks += inner
    return blocks
