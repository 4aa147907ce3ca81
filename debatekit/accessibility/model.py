"""The document model: paragraphs, tables, links, pictures and form fields in the order in which a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from debatekit.colours import BLACK, WHITE, Colour
from debatekit.ooxml import Element

Properties: TypeAlias = dict[str, Element]


@dataclass
class Document:
    """A Word document with its settings and properties, and the content of all stories (17.2), the body first."""

    settings: Element
    core: Element
    extended: Element
    custom: Element
    languages: set[str] = field(default_factory=set)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    objects: list[GraphicObject] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    has_page_number: bool = False

    @property
    def body(self) -> list[Paragraph]:
        """The paragraphs of the main text."""
        return [paragraph for paragraph in self.paragraphs if not paragraph.story]


@dataclass(eq=False)
class Paragraph:
    """A paragraph and its runs; the last three attributes are effective formatting, which `Cascade` adds."""

    element: Element
    story: str  # "" for the body, or such as "header 1", "footer 2" and "footnotes"
    number: int  # in the story; 0 for what holds the story's text outside of paragraphs
    text_before: str = ""
    cell: Cell | None = None
    in_box: bool = False
    in_control: bool = False
    in_contents: bool = False  # whether it is in a table of contents
    holds_object: bool = False  # a picture, a formula, a page break or the end of a section
    runs: list[Run] = field(default_factory=list)
    style: str = ""
    properties: Properties = field(default_factory=dict)
    heading_level: int | None = None

    @cached_property
    def text(self) -> str:
        """Its text, with tabs and line breaks."""
        return "".join(run.text for run in self.runs)

    @property
    def typed(self) -> str:
        """Its text, with an object replacement character in place of empty form fields."""
        return "".join("\ufffc" if run.in_field and not run.text.strip() else run.text for run in self.runs)

    @property
    def place(self) -> str:
        """Where it is, in words; an empty one is located by the text before it."""
        if not self.number:
            return self.story or "the document"
        cell = self.cell
        where = f"table {cell.table.number}, row {cell.row + 1}" if cell else f"paragraph {self.number}"
        after = f", after {excerpt(self.text_before)}" if self.text_before else ""
        where += f" {excerpt(self.text)}" if self.text.strip() else after
        return f"{self.story}, {where}" if self.story else where


@dataclass(eq=False)
class Run:
    """Text with the same formatting, which `Cascade` adds; its size is in points."""

    element: Element
    in_field: bool
    text: str = ""
    size: float = 0.0
    is_bold: bool = False
    is_capitals: bool = False
    is_hidden: bool = False
    colour: Colour | None = BLACK  # None where it is automatic, which can always be read
    background: Colour | None = WHITE  # None where it cannot be known


@dataclass(eq=False)
class Table:
    """A table; `columns` is the number of columns in its widest row, `text` its first paragraph that is not blank."""

    properties: Element | None
    story: str
    number: int
    outer: Cell | None
    rows: int = 0
    columns: int = 0
    next_column: int = 0
    has_header: bool = False
    has_merged_cells: bool = False
    text: str = ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        where = f"table {self.number} {excerpt(self.text)}" if self.text else f"table {self.number}"
        return f"{self.story}, {where}" if self.story else where


@dataclass(eq=False)
class Cell:
    """A cell: its row and its columns in the grid, from 0; the end is not included."""

    properties: Element | None
    table: Table
    row: int
    column: int
    end: int


@dataclass
class Link:
    """A link and its text."""

    paragraph: Paragraph
    text: str = ""
    holds_object: bool = False


@dataclass
class GraphicObject:
    """A picture, shape, chart or text box: a ``wp:inline`` or ``wp:anchor``, or a shape in VML."""

    element: Element
    properties: Element  # what names and describes it: the ``wp:docPr``, or the shape in VML
    paragraph: Paragraph
    holds_text: bool = False


@dataclass
class Control:
    """A content control (its ``w:sdtPr``) or a legacy form field (its ``w:ffData``), and its first paragraph."""

    properties: Element | None
    paragraph: Paragraph
    is_form_field: bool = False


def properties(element: Element | None) -> Properties:
    """Return the properties in an element such as a ``w:pPr`` by tag."""
    return {} if element is None else {child.tag: child for child in element}


def excerpt(text: str) -> str:
    """Return the beginning of a text in quotation marks, in one line and without invisible characters."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text.strip()[:400]).split())
    return f"“{text[:40].rstrip()}…”" if len(text) > 40 else f"“{text}”"
