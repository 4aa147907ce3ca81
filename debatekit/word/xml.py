"""WordprocessingML as text: the few pieces that a document's body is made of.

Each function returns finished XML with its children in the order of the schema (ECMA-376 part 1), so that a
document is in order by construction. Every text goes through `escape`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)

HYPHEN: Final = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'

IN_ATTRIBUTES: Final = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""What stands for a character: XML would read white space in an attribute as blanks (XML 1.0, 3.3.3)."""

EAST_ASIAN = frozenset({"ja", "ko", "zh"})

__all__ = ["DECLARATION", "DRAWING", "NAMESPACES", "Block", "Paragraph", "attribute", "escape", "field", "run", "tab"]


class Speech(NamedTuple):
    """The language of some text, "" for the document's own, and whether it runs from right to left."""

    language: str = ""
    rtl: bool = False


USUAL = Speech()


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the id of its style, its finished runs, and where it stands among others."""

    style: str
    runs: str
    keep_next: bool = False
    new_page: bool = False
    numbering: tuple[int, int] | None = None
    """The number and level of the list that it is an item of."""
    rtl: bool = False
    section: str = ""
    """The properties of the section that ends with it."""

    def xml(self) -> str:
        """Return the paragraph as XML (17.3.1.22)."""
        properties = f'<w:pStyle w:val="{self.style}"/>'
        if self.keep_next:
            properties += "<w:keepNext/>"
        if self.new_page:
            properties += "<w:pageBreakBefore/>"
        if self.numbering:
            number, level = self.numbering
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if self.rtl:
            properties += "<w:bidi/>"
        properties += self.section
        return f"<w:p><w:pPr>{properties}</w:pPr>{self.runs}</w:p>"


@dataclass(slots=True)
class Table:
    """A table: everything before its rows, and the rows, each a list of cells."""

    head: str
    rows: list[Row]
    keep_next: bool = False
    new_page: bool = False

    def xml(self) -> str:
        """Return the table as XML (17.4.37); its first paragraph carries the break before it."""
        if self.new_page:
            self.rows[0].cells[0][1][0].new_page = True
        rows = "".join(row.xml(self.keep_next) for row in self.rows)
        return f"<w:tbl>{self.head}{rows}</w:tbl>"


@dataclass(slots=True)
class Row:
    """A row of a table: its finished properties and its cells, each with its own properties and blocks."""

    properties: str
    cells: list[tuple[str, list[Block]]]

    def xml(self, keep_next: bool) -> str:
        """Return the row as XML (17.4.78); `keep_next` keeps it on one page with what follows."""
        cells = []
        for properties, blocks in self.cells:
            for block in blocks:
                block.keep_next = block.keep_next or keep_next
            content = "".join(block.xml() for block in blocks)
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
        return f"<w:tr><w:trPr>{self.properties}</w:trPr>{''.join(cells)}</w:tr>"


Block = Paragraph | Table


def escape(text: str) -> str:
    """Return `text` as XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str, longest: int = 0) -> str:
    """Return `text` as an attribute's value in quotation marks, cut to `longest` characters if that is given."""
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    return f'"{escape(text).translate(IN_ATTRIBUTES)}"'


def run(text: str, style: str = "", speech: Speech = USUAL) -> str:
    """Return a run of text in a character style (17.3.2.25).

    A hyphen that must not break (U+2011) is written as Word's own (17.3.3.18): many fonts have no sign for it.
    """
    content = escape(text).replace("\u2011", HYPHEN)
    return f'<w:r>{run_properties(style, speech)}<w:t xml:space="preserve">{content}</w:t></w:r>'


@lru_cache
def run_properties(style: str = "", speech: Speech = USUAL) -> str:
    """Return the properties of a run (17.3.2.28), or nothing where all is as usual."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if speech.rtl:
        properties += "<w:rtl/>"
    if speech.language:
        properties += f"<w:lang w:{_language_slot(speech)}={attribute(speech.language)}/>"
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _language_slot(speech: Speech) -> str:
    """Return which of the three languages of a run it is (17.3.2.20)."""
    if speech.rtl:
        return "bidi"
    return "eastAsia" if speech.language.partition("-")[0].lower() in EAST_ASIAN else "val"


def tab() -> str:
    """Return a run that goes on at the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def field(instruction: str, result: str, style: str = "", speech: Speech = USUAL) -> str:
    """Return a field that Word keeps up to date, with the result that it shows until then (17.16.19)."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(result, style, speech)}</w:fldSimple>'
