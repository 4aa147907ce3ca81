"""What a document holds, in the terms of every tool: paragraphs and tables, with styles and runs.

It is read from the documents that debatekit builds, so that each tool writes the same.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

import docx
from lxml import etree

if TYPE_CHECKING:
    Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NORMAL: Final = "Normal"
"""The style of a paragraph that says none (17.7.4.17)."""


class Run(NamedTuple):
    """Text in one character style; a tab is a tab character."""

    text: str
    style: str = ""
    """The name of its style; "" is its paragraph's own."""


class Paragraph(NamedTuple):
    """A paragraph: the name of its style, and its runs."""

    style: str
    runs: tuple[Run, ...]


Cell = tuple[Paragraph, ...]


class Table(NamedTuple):
    """A table: the name of its style, and its rows of cells; the first row is its heading."""

    style: str
    rows: tuple[tuple[Cell, ...], ...]


class Content(NamedTuple):
    """A document's content."""

    title: str
    blocks: tuple[Paragraph | Table, ...]
    header: str
    footer: str


class Reader(NamedTuple):
    """Reads content from a document's XML."""

    styles: dict[str, str]
    """The names of styles by their ids."""

    def blocks(self, parent: Element) -> Iterator[Paragraph | Table]:
        """Yield the paragraphs and tables that are children of an element."""
        for element in parent:
            if element.tag == f"{W}p":
                yield self.paragraph(element)
            elif element.tag == f"{W}tbl":
                rows = (tuple(map(self.cell, row.iterchildren(f"{W}tc"))) for row in element.iterchildren(f"{W}tr"))
                yield Table(self.style(element, f"{W}tblPr/{W}tblStyle"), tuple(rows))

    def cell(self, element: Element) -> Cell:
        """Return the paragraphs of a cell."""
        return tuple(map(self.paragraph, element.iterchildren(f"{W}p")))

    def paragraph(self, element: Element) -> Paragraph:
        """Return a paragraph, with neighbours in one style as one run: nobody would write them apart."""
        runs = [(self.style(run, f"{W}rPr/{W}rStyle"), _text(run)) for run in element.iter(f"{W}r")]
        grouped = groupby((run for run in runs if run[1]), key=lambda run: run[0])
        joined = tuple(Run("".join(text for _, text in group), style) for style, group in grouped)
        return Paragraph(self.style(element, f"{W}pPr/{W}pStyle") or NORMAL, joined)

    def style(self, element: Element, path: str) -> str:
        """Return the name of the style that an element says it has, or "" if it says none."""
        found = element.find(path)
        return "" if found is None else self.styles[found.get(f"{W}val", "")]


def content_of(document: bytes) -> Content:
    """Return what a document holds: the text in content controls and the results of fields as text."""
    opened = docx.Document(io.BytesIO(document))
    reader = Reader({style.style_id: str(style.name) for style in opened.styles})
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    body = parts["word/document.xml"][0]
    edges = (_edge(parts[name] for name in sorted(parts) if name.startswith(f"word/{kind}")) for kind in EDGES)
    return Content(opened.core_properties.title, tuple(reader.blocks(body)), *edges)


EDGES: Final = ("header", "footer")


def words_of(content: Content) -> list[str]:
    """Return the words of a document in order: its body's, its header's and its footer's."""
    return [*_words(content.blocks), *content.header.split(), *content.footer.split()]


def _words(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _words(cell)
        else:
            yield from "".join(run.text for run in block.runs).split()


def _edge(parts: Iterable[Element]) -> str:
    """Return the text of the headers, or of the footers."""
    return "".join(_text(run) for part in parts for run in part.iter(f"{W}r"))


def _text(run: Element) -> str:
    return "".join("\t" if child.tag == f"{W}tab" else child.text or "" for child in run.iterchildren(*TEXTS))


TEXTS: Final = (f"{W}t", f"{W}tab")
