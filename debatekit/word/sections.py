"""Sections of a document: a landscape page, columns, numbered lines; and the header and footer of each.

Word keeps what holds for a section in its last paragraph, and for the last section at the end of the body
(17.6.17). Every section names its header and footer again, or a landscape page would lose them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.word.blocks import blocks_in, blocks_of, no_text
from debatekit.word.draft import Setting
from debatekit.word.vocabulary import SECTIONS
from debatekit.word.xml import Block, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debatekit.word.draft import Draft
    from debatekit.word.template import DocxTemplate
    from debatekit.word.tree import Element

COLUMNS: Final = 2
GAP: Final = 454
"""Room between columns: 8 mm in twentieths of a point."""

NUMBERED: Final = '<w:lnNumType w:countBy="1" w:distance="227" w:restart="newSection"/>'
"""Every line is numbered, 4 mm beside the text (17.6.8)."""


class Section(NamedTuple):
    """A part of the body, the class of the ``section`` that it is, "" for all else, and its direction."""

    kind: str
    blocks: list[Block]
    rtl: bool

    @property
    def edges(self) -> str:
        """The kind of header and footer that it has: those of a turned page are longer."""
        return "landscape" if self.kind == "landscape" else ""


def body_sections(draft: Draft, body: Element) -> list[Section]:
    """Return the sections of a page's body, one at least."""
    return [section for section in _sections(draft, body) if section.blocks] or [Section("", [], _rtl(draft, body))]


def sections_xml(draft: Draft, sections: list[Section], references: Callable[[str, bool], str]) -> str:
    """Return sections as XML.

    `references` gives the references to header and footer for a section's edges, and whether it is the first.
    """
    xml = []
    for position, section in enumerate(sections):
        before = sections[position - 1].kind if position else ""
        first = position == 0
        named = references(section.edges, first)
        properties = _properties(draft.look, section.kind, before, named, first=first, rtl=section.rtl)
        if position < len(sections) - 1:
            if not isinstance(section.blocks[-1], Paragraph):
                section.blocks.append(Paragraph(draft.style("Section End"), ""))
            last = section.blocks[-1]
            assert isinstance(last, Paragraph)
            last.section = properties
            properties = ""
        xml.append("".join(block.xml() for block in section.blocks) + properties)
    return "".join(xml)


def _sections(draft: Draft, body: Element) -> Iterator[Section]:
    if not any(_kind(child) for child in body.children):
        yield Section("", blocks_of(draft, body, Setting()), _rtl(draft, body))
        return
    no_text(draft, body)
    for kind, group in groupby(body.children, _kind):
        children = list(group)
        if not kind:
            yield Section("", blocks_in(draft, body, children, Setting()), _rtl(draft, body))
            continue
        for child in children:
            box = "Numbered Text" if kind == "lines" else ""
            setting = Setting(box=box, width=_text_width(draft.look, kind), section=kind)
            yield Section(kind, blocks_in(draft, body, [child], setting), _rtl(draft, child))


def _rtl(draft: Draft, element: Element) -> bool:
    return draft.speech_of(element).rtl


def _kind(element: Element) -> str:
    kind = element.kind if element.tag == "section" else ""
    return kind if kind in SECTIONS else ""


def _text_width(look: DocxTemplate, kind: str) -> int:
    """Return the length of a line in a section, in twentieths of a point."""
    if kind == "landscape":
        return look.landscape_width
    return (look.text_width - GAP * (COLUMNS - 1)) // COLUMNS if kind == "columns" else look.text_width


def _properties(look: DocxTemplate, kind: str, before: str, references: str, *, first: bool, rtl: bool) -> str:
    """Return the properties of a section (17.6.17); it starts a new page where the paper is turned.

    Only the `first` may have a first page of its own.
    """
    width, height = look.page_size
    if kind == "landscape" and width < height:
        width, height = height, width
    turned = ' w:orient="landscape"' if width > height else ""
    flows = kind in {"columns", "lines"} or before in {"columns", "lines"}
    starts = "continuous" if flows and "landscape" not in {kind, before} else "nextPage"
    margins = " ".join(f'w:{side}="{size}"' for side, size in look.margins.items())
    return (
        f'<w:sectPr>{references}<w:type w:val="{starts}"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:gutter="0"/>'
        + (NUMBERED if kind == "lines" else "")
        + (f'<w:cols w:num="{COLUMNS}" w:space="{GAP}"/>' if kind == "columns" else "")
        + ("<w:titlePg/>" if first and "first" in look.pages else "")
        + ("<w:bidi/>" if rtl else "")
        + "</w:sectPr>"
    )
