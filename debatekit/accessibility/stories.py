"""What a document says, as a reader meets it: stories, and in them paragraphs, tables, links, pictures and fields.

A story is a text of its own (ECMA-376 part 1, 17.2): the body, a header, a footer, the footnotes. Deleted text is
not there, and of two versions of the same thing (17.17, markup compatibility) the first is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.findings import excerpt

if TYPE_CHECKING:
    from debatekit.accessibility.markup import Element
    from debatekit.office.package import Part

BLANK_CONTROL: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a form field with nothing in it where spaces are looked for."""

FARTHEST: Final = 50
"""Paragraphs that are looked back for one that says something."""


@dataclass(slots=True, eq=False)
class Story:
    """A text of its own and what is in it, in the order in which it is read."""

    name: str
    """What a person calls it, "" for the body, or such as "header 1"."""
    kind: str
    """body, header, footer, footnotes or endnotes."""
    part: Part
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    objects: list[GraphicObject] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    form_fields: list[FormField] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    """The names of its fields in capitals, such as PAGE."""

    def place(self, where: str) -> str:
        """Return a place in it, in words."""
        return f"{self.name}, {where}" if self.name else where


@dataclass(eq=False)
class Paragraph:
    """A paragraph and its runs. `group` is the same for those that follow each other with nothing between."""

    element: Element
    properties: Element | None
    story: Story
    number: int
    group: int
    cell: Cell | None
    in_box: bool
    in_control: bool
    in_contents: bool
    runs: list[Run] = field(default_factory=list)
    holds_object: bool = False
    """Whether it holds a picture, a formula, a page break or a section's end."""

    @cached_property
    def text(self) -> str:
        """What it says; a tab is a tab, and a new line a new line."""
        return "".join(run.text for run in self.runs)

    @property
    def typed(self) -> str:
        """What it says, with a mark in place of each form field that has nothing in it."""
        return "".join(BLANK_CONTROL if run.control and not run.text.strip() else run.text for run in self.runs)

    @cached_property
    def place(self) -> str:
        """Where it is, for a person to find; without text of its own, after what."""
        if self.cell is not None:
            where = f"table {self.cell.table.number}, row {self.cell.row + 1}"
        else:
            where = f"paragraph {self.number}"
        if self.text.strip():
            return self.story.place(f"{where} {excerpt(self.text)}")
        earlier = reversed(self.story.paragraphs[max(0, self.number - FARTHEST) : self.number - 1])
        before = next((paragraph.text for paragraph in earlier if paragraph.text.strip()), "")
        return self.story.place(f"{where}, after {excerpt(before)}" if before else where)


@dataclass(slots=True, eq=False)
class Run:
    """Text in one look, and what it is within."""

    element: Element
    paragraph: Paragraph
    control: Control | FormField | None
    pieces: list[str]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell: its row and its first column in the grid, both from 0."""

    properties: Element | None
    table: Table
    row: int
    column: int
    span: int


@dataclass(slots=True, eq=False)
class Table:
    """A table with its rows, each an element and its cells."""

    properties: Element | None
    story: Story
    number: int
    outer: Cell | None
    rows: list[tuple[Element, list[Cell]]] = field(default_factory=list)
    columns: int = 0
    """How many columns of the grid its widest row has."""
    text: str = ""
    """What its first paragraph that says anything says."""

    @property
    def place(self) -> str:
        """Where it is, for a person to find."""
        where = f"table {self.number}"
        return self.story.place(f"{where} {excerpt(self.text)}" if self.text else where)


@dataclass(slots=True, eq=False)
class Link:
    """A link: its text, and where it leads ("" where that is unknown, #name within the document)."""

    target: str
    paragraph: Paragraph
    pieces: list[str] = field(default_factory=list)
    holds_object: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class GraphicObject:
    """A picture, shape, chart or text box: a ``wp:inline`` or ``wp:anchor``, or a shape in VML."""

    element: Element
    story: Story
    paragraph: Paragraph | None
    holds_text: bool = False

    @property
    def where(self) -> str:
        """The paragraph that it is in, or its story."""
        if self.paragraph is None:
            return self.story.name or "the document"
        return self.paragraph.place


@dataclass(slots=True, eq=False)
class Control:
    """A content control: its properties, and the first paragraph that it is in or holds."""

    properties: Element | None
    story: Story
    paragraph: Paragraph | None


@dataclass(slots=True, eq=False)
class FormField:
    """A form field of the old kind: its ``w:ffData`` and its paragraph."""

    data: Element
    paragraph: Paragraph | None
