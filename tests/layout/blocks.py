"""The paragraphs of a Word document's body in their order, and where they are in its tables and sections."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from debatekit.ooxml import Element, W, value
from tests.packages import packed, unpacked

LEADS = ("Heading", "Claim", "Label", "Meta", "Choices", "Term")
"""How the names of styles begin whose paragraphs are about the next one."""

HEADS_OF_UNITS = ("Heading 1", "Heading 2", "Heading 3", "Claim")
"""How the names of styles begin at which the unit of the last Heading 3 ends."""

MARK = "x"
"""What an empty paragraph gets as its text, so that it can be found in the PDF."""


class Cell(NamedTuple):
    """A cell by the numbers of its table, row and column, which start at 0."""

    table: int
    row: int
    column: int


class Block(NamedTuple):
    style: str
    text: str
    letters: str  # of its text, as they are compared with those of the PDF
    cell: Cell | None
    in_header_row: bool
    is_writing: bool  # whether it is there to be written on
    rules: int  # the lines that are drawn by the leaders of tabs

    @property
    def is_heading(self) -> bool:
        return self.style.startswith(("Heading", "Claim"))

    @property
    def is_lead(self) -> bool:
        return self.style.startswith(LEADS)

    @property
    def name(self) -> str:
        words = " ".join(self.text.split())
        return f"{self.style} “{words if len(words) <= 40 else words[:39] + '…'}”"


class Area(NamedTuple):
    """A page's size and margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


class Body(NamedTuple):
    blocks: list[Block]
    rows: dict[int, int]  # how many rows each table has
    areas: list[Area]


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case: signs and white space are another matter in a PDF."""
    return "".join(filter(str.isalnum, text)).casefold()


def marked_body(document: Path) -> tuple[Body, bytes]:
    """Return a document's body, and the document with a letter in each empty line to write on and each empty cell.

    Such a line has an exact height, or the height of a line of text, so the letter moves nothing.
    """
    parts = unpacked(document.read_bytes())
    styles = etree.fromstring(parts["word/styles.xml"]).iterfind(f"{W}style")
    names = {value(style, "", "styleId"): value(style, "name") for style in styles}
    root = etree.fromstring(parts["word/document.xml"])
    body = _Reader(names).read(root)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return body, packed(parts)


class _Reader:
    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.rows: dict[int, int] = {}

    def read(self, root: Element) -> Body:
        blocks = [block for body in root for block in self.blocks(body, None, in_header_row=False)]
        return Body(blocks, self.rows, [_area(section) for section in root.iter(f"{W}sectPr")])

    def blocks(self, parent: Element, cell: Cell | None, *, in_header_row: bool) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self.block(child, cell, in_header_row=in_header_row)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent"}:
                yield from self.blocks(child, cell, in_header_row=in_header_row)

    def table(self, element: Element) -> Iterator[Block]:
        number = len(self.rows)
        rows = element.findall(f"{W}tr")
        self.rows[number] = len(rows)
        for row, found in enumerate(rows):
            is_header = found.find(f"{W}trPr/{W}tblHeader") is not None
            for column, cell in enumerate(found.iter(f"{W}tc")):
                yield from self.blocks(cell, Cell(number, row, column), in_header_row=is_header)

    def block(self, element: Element, cell: Cell | None, *, in_header_row: bool) -> Block:
        identifier = value(element, f"pPr/{W}pStyle")
        style = self.names.get(identifier, identifier)
        style = style[:1].upper() + style[1:]
        own = "".join(_text(node) for node in element.iter(f"{W}t", f"{W}br", f"{W}tab") if not _is_placeholder(node))
        rules = 0
        if not letters_of(own) and (cell is not None or style.startswith("Writing")):
            rules = sum(1 for _ in element.iterfind(f"{W}r/{W}tab"))
            shown = "".join(text.text or "" for text in element.iter(f"{W}t"))
            if not rules and not letters_of(shown):
                _mark(element)
        text = "".join(_text(node) for node in element.iter(f"{W}t", f"{W}br", f"{W}tab"))
        return Block(style, text, letters_of(text), cell, in_header_row, not letters_of(own), rules)


def _text(node: Element) -> str:
    return node.text or "" if node.tag == f"{W}t" else " "


def _is_placeholder(node: Element) -> bool:
    return any(
        control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and control.find(f"{W}sdtPr/{W}dropDownList") is None
        for control in node.iterancestors(f"{W}sdt")
    )


def _mark(element: Element) -> None:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = MARK
    properties = element.find(f"{W}pPr")
    element.insert(0 if properties is None else 1, run)
    for line in element.findall(f".//{W}br"):
        letter = etree.Element(f"{W}t")
        letter.text = MARK
        line.addnext(letter)


def _area(section: Element) -> Area:
    def points(child: str, attribute: str) -> float:
        return abs(int(value(section, child, attribute) or 0)) / 20

    sides = (points("pgMar", name) for name in ("left", "right", "top", "bottom"))
    return Area(points("pgSz", "w"), points("pgSz", "h"), *sides)
