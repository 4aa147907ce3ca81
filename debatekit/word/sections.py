"""Sections: landscape pages, columns and numbered lines, each with its headers and footers.

Word keeps the properties of a section in its last paragraph, and those of the last one at the end of the body
(17.6.17). Every section refers to its headers and footers, or a landscape page would lose them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.word.blocks import child_blocks, content_blocks, report_text
from debatekit.word.context import BlockContext
from debatekit.word.headers import header_references
from debatekit.word.html_schema import SECTION_CLASSES
from debatekit.word.xml import Block, Paragraph

if TYPE_CHECKING:
    from debatekit.word.context import DocumentContext
    from debatekit.word.headers import HeaderPart
    from debatekit.word.html import Element
    from debatekit.word.template import DocxTemplate

COLUMNS: Final = 2
COLUMN_GAP: Final = 454
"""8 mm in twentieths of a point."""

LINE_NUMBERS: Final = '<w:lnNumType w:countBy="1" w:distance="227" w:restart="newSection"/>'
"""A number at every line, 4 mm from the text (17.6.8)."""


class Section(NamedTuple):
    """A part of the body, with the class of its ``section``, "" for everything else, and its direction."""

    class_: str
    blocks: list[Block]
    rtl: bool

    @property
    def header_kind(self) -> str:
        """The kind of headers and footers: those of a landscape page are wider."""
        return "landscape" if self.class_ == "landscape" else ""


def body_sections(document: DocumentContext, body: Element) -> list[Section]:
    """Return the sections of a page's body, at least one."""
    sections = [section for section in _sections(document, body) if section.blocks]
    return sections or [Section("", [], document.language_of(body).rtl)]


def sections_xml(document: DocumentContext, sections: list[Section], headers: Sequence[HeaderPart]) -> str:
    """Return sections as XML."""
    xml = []
    previous: Section | None = None
    for position, section in enumerate(sections):
        properties = _properties(document.template, section, previous, headers)
        if position < len(sections) - 1:
            last = section.blocks[-1]
            if not isinstance(last, Paragraph):
                last = Paragraph(document.style("Section End"), "")
                section.blocks.append(last)
            last.section = properties
            properties = ""
        xml += [block.xml() for block in section.blocks]
        xml.append(properties)
        previous = section
    return "".join(xml)


def _sections(document: DocumentContext, body: Element) -> Iterator[Section]:
    rtl = document.language_of(body).rtl
    if not any(map(_section_class, body.children)):
        yield Section("", content_blocks(document, body, BlockContext()), rtl)
        return
    report_text(document, body)
    for class_, group in groupby(body.children, _section_class):
        children = list(group)
        if not class_:
            yield Section("", child_blocks(document, children, BlockContext()), rtl)
            continue
        width = document.template.text_width
        if class_ == "landscape":
            width = document.template.landscape_width
        elif class_ == "columns":
            width = (width - COLUMN_GAP * (COLUMNS - 1)) // COLUMNS
        context = BlockContext(box="Numbered Text" if class_ == "lines" else "", width=width, section=class_)
        for child in children:
            yield Section(class_, child_blocks(document, [child], context), document.language_of(child).rtl)


def _section_class(element: Element) -> str:
    return element.class_ if element.tag == "section" and element.class_ in SECTION_CLASSES else ""


def _properties(
    template: DocxTemplate, section: Section, previous: Section | None, headers: Sequence[HeaderPart]
) -> str:
    """Return the properties of a section (17.6.17); it starts a new page if the paper is turned before or in it."""
    class_, class_before = section.class_, previous.class_ if previous else ""
    width, height = template.page_size
    if class_ == "landscape" and width < height:
        width, height = height, width
    orientation = ' w:orient="landscape"' if width > height else ""
    flows = bool({class_, class_before} & {"columns", "lines"}) and "landscape" not in {class_, class_before}
    margins = " ".join(f'w:{side}="{size}"' for side, size in template.margins.items())
    return (
        f"<w:sectPr>{header_references(headers, section.header_kind, first=previous is None)}"
        f'<w:type w:val="{"continuous" if flows else "nextPage"}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/><w:pgMar {margins} w:gutter="0"/>'
        + (LINE_NUMBERS if class_ == "lines" else "")
        + (f'<w:cols w:num="{COLUMNS}" w:space="{COLUMN_GAP}"/>' if class_ == "columns" else "")
        + ("<w:titlePg/>" if previous is None and "first" in template.pages else "")
        + ("<w:bidi/>" if section.rtl else "")
        + "</w:sectPr>"
    )
