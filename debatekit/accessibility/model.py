"""The document model: stories with their paragraphs, tables, links, pictures and form fields, as a reader meets them.

A story is a text of its own (ECMA-376 part 1, 17.2): the body, a header, a footer, the footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from debatekit.ooxml import WP

if TYPE_CHECKING:
    from debatekit.accessibility.cascade import Cascade
    from debatekit.ooxml import Element, Part

BLANK_CONTROL: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What represents an empty form field where spaces are counted."""
MAX_LOOK_BACK: Final = 50
"""How many paragraphs before an empty one are searched for a text to name its place."""


@dataclass(frozen=True)
class Document:
    """A Word document, read for inspection, with the roots of its settings and properties.

    Core properties are defined in ECMA-376 part 2, 11; extended and custom ones in part 1, 22.2 and 22.3.
    """

    stories: tuple[Story, ...]
    cascade: Cascade
    settings: Element | None
    core: Element | None
    extended: Element | None
    custom: Element | None

    @property
    def body(self) -> Story:
        """The main text."""
        return self.stories[0]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all stories."""
        return (paragraph for story in self.stories for paragraph in story.paragraphs)


@dataclass(slots=True, eq=False)
class Story:
    """A text of its own and what it contains, in reading order."""

    name: str
    """"" for the body, or such as "header 1", "footer 2" and "footnotes"."""
    part: Part
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    objects: list[GraphicObject] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    """The names of its fields in capitals, such as PAGE."""

    def place(self, where: str) -> str:
        """Return a place in it, in words."""
        return f"{self.name}, {where}" if self.name else where

    def place_in(self, paragraph: Paragraph | None) -> str:
        """Return the place of a paragraph, or of the story where there is none."""
        return (self.name or "the document") if paragraph is None else paragraph.place


@dataclass(eq=False)
class Paragraph:
    """A paragraph and its runs. `group` is the same for those that follow each other with nothing between."""

    properties: Element | None
    story: Story
    number: int
    group: int
    cell: Cell | None
    in_box: bool
    in_control: bool
    in_contents: bool
    """Whether it is in a table of contents."""
    holds_object: bool
    """Whether it holds a picture, a formula, a page break or the end of a section."""
    runs: list[Run] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its text, with tabs and line breaks."""
        return "".join(run.text for run in self.runs)

    @property
    def typed(self) -> str:
        """Its text, with `BLANK_CONTROL` in place of each empty form field."""
        return "".join(BLANK_CONTROL if run.control and not run.text.strip() else run.text for run in self.runs)

    @cached_property
    def place(self) -> str:
        """Where it is, in words; an empty one is located by the text before it."""
        if self.cell is not None:
            where = f"table {self.cell.table.number}, row {self.cell.row + 1}"
        else:
            where = f"paragraph {self.number}"
        if self.text.strip():
            return self.story.place(f"{where} {excerpt(self.text)}")
        earlier = reversed(self.story.paragraphs[max(0, self.number - MAX_LOOK_BACK) : self.number - 1])
        before = next((paragraph.text for paragraph in earlier if paragraph.text.strip()), "")
        return self.story.place(f"{where}, after {excerpt(before)}" if before else where)


@dataclass(slots=True, eq=False)
class Run:
    """Text with the same formatting, and the form field that it is in."""

    element: Element
    paragraph: Paragraph
    control: Control | None
    pieces: list[str]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell: its row and its first column in the grid, both from 0."""

    properties: Element | None
    table: Table
    row: int
    column: int
    span: int
    is_merged: bool


@dataclass(slots=True, eq=False)
class Table:
    """A table with its rows, each an element and its cells."""

    properties: Element | None
    story: Story
    number: int
    outer: Cell | None
    rows: list[tuple[Element, list[Cell]]] = field(default_factory=list)
    columns: int = 0
    """Columns of the grid in its widest row."""
    text: str = ""
    """Its first paragraph that is not blank."""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        where = f"table {self.number}"
        return self.story.place(f"{where} {excerpt(self.text)}" if self.text else where)


@dataclass(slots=True, eq=False)
class Link:
    """A link and its text."""

    paragraph: Paragraph
    pieces: list[str] = field(default_factory=list)
    holds_object: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class GraphicObject:
    """A picture, shape, chart or text box: a ``wp:inline`` or ``wp:anchor``, or a shape in VML."""

    element: Element
    story: Story
    paragraph: Paragraph | None
    holds_text: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is DrawingML, not VML."""
        return self.element.tag.startswith(WP)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes that name and describe it: those of its ``wp:docPr``, or of the shape in VML."""
        found = self.element.find(f"{WP}docPr") if self.is_drawing else self.element
        return {} if found is None else {str(key): str(text) for key, text in found.attrib.items()}


@dataclass(slots=True, eq=False)
class Control:
    """A content control (its ``w:sdtPr``) or a legacy form field (its ``w:ffData``), and its first paragraph."""

    properties: Element | None
    paragraph: Paragraph | None
    is_legacy: bool = False


def excerpt(text: str, length: int = 40) -> str:
    """Return the beginning of a text in quotation marks, in one line and without invisible characters."""
    text = text.strip()[: 10 * length]
    text = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return f"“{text[:length].rstrip()}…”" if len(text) > length else f"“{text}”"
