"""Parse an opened package into the document model: one walk over the XML of each story.

Content controls, tracked changes, links, fields, text boxes and custom XML may wrap paragraphs, rows, cells and runs
alike (ECMA-376 part 1, 17.5, 17.13 and 17.16), so the walk enters every element that it does not know. Deleted text is
left out, and of two versions of the same content (markup compatibility) the first is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.cascade import Cascade
from debatekit.accessibility.model import Cell, Control, Document, GraphicObject, Link, Paragraph, Run, Story, Table
from debatekit.ooxml import MC, WP, M, R, V, W, field_name, integer, value

if TYPE_CHECKING:
    from debatekit.ooxml import Element, Package, Part

MAX_NESTED_FIELDS: Final = 32
MAX_INSTRUCTION: Final = 1000
"""Characters of a field's instruction that are read."""
FIELD_LINK: Final = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?(?:"[^"]*"|\S+)', re.IGNORECASE)

SKIPPED: Final = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "fldData", "del", "moveFrom", "delText", "delInstrText", "rt", "background",
    )
)  # fmt: skip
"""Elements without text of the document, or with text that was deleted (17.13.5.14 and 17.13.5.22)."""

CHARACTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "•", f"{W}pgNum": "1",
    f"{W}footnoteReference": "*", f"{W}endnoteReference": "*",
}  # fmt: skip
"""Elements in a run that represent a character (17.3.3); a symbol's is not looked up in its font."""

SHAPES: Final = ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image", "group")
"""Shapes in VML."""
BUILDING_BLOCKS: Final = (f"{W}docPartObj", f"{W}docPartList")
"""What makes a content control a container such as a table of contents, and no form field."""


def parse_document(package: Package) -> Document:
    """Return the document in a package; raises `DebatekitError` if a part of it cannot be read."""
    main = package.main
    root = main.xml()
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise package.error("this is not a Word document", "Choose a file that Word saved as .docx.")
    settings = _first(main, "settings")
    return Document(
        stories=tuple(_stories(main, root, body)),
        cascade=Cascade(root, _first(main, "styles"), _first(main, "theme"), settings),
        settings=settings,
        core=_first(package.root, "core-properties"),
        extended=_first(package.root, "extended-properties", "extendedProperties"),
        custom=_first(package.root, "custom-properties", "customProperties"),
    )


def _first(part: Part, *kinds: str) -> Element | None:
    return next((found.xml() for kind in kinds for found in part.related(kind)), None)


def _stories(main: Part, root: Element, body: Element) -> Iterator[Story]:
    yield _parse_story(Story("", main), body)
    for kind in ("header", "footer"):
        targets = (main.target(element.get(f"{R}id", "")) for element in root.iter(f"{W}{kind}Reference"))
        parts = {part.name: part for part in targets if part is not None}
        for number, part in enumerate(parts.values(), 1):
            yield _parse_story(Story(f"{kind} {number}", part), part.xml())
    for kind in ("footnotes", "endnotes"):
        for part in main.related(kind)[:1]:
            yield _parse_story(Story(kind, part), part.xml())


def _parse_story(story: Story, element: Element) -> Story:
    parser = _Parser(story)
    parser.walk(element)
    parser.finish()
    return story


@dataclass(slots=True)
class _Field:
    """A complex field that has begun (17.16.18)."""

    instruction: str = ""
    shows_result: bool = False
    form_field: Control | None = None
    link: Link | None = None


class _Parser:
    """The state of the walk over a story, or over a text box in it."""

    def __init__(self, story: Story, group: int = 0, shapes: tuple[GraphicObject, ...] = ()) -> None:
        self.story = story
        self.group = group
        self.shapes = shapes
        self.paragraph: Paragraph | None = None
        self.run: Element | None = None
        self.cell: Cell | None = None
        self.tables: list[Table] = []
        self.links: list[Link] = []
        self.fields: list[_Field] = []
        self.controls: list[Control] = []
        self.handlers: dict[str, Callable[[Element], None]] = {
            f"{W}p": self.parse_paragraph,
            f"{W}r": self.parse_run,
            f"{W}t": lambda element: self.add_text(element.text or ""),
            f"{W}br": self.parse_break,
            f"{W}tbl": self.parse_table,
            f"{W}tr": self.parse_row,
            f"{W}tc": self.parse_cell,
            f"{W}hyperlink": self.parse_link,
            f"{W}sdt": self.parse_control,
            f"{W}fldSimple": self.parse_simple_field,
            f"{W}fldChar": self.parse_field_character,
            f"{W}instrText": self.parse_instruction,
            f"{W}txbxContent": self.parse_box,
            f"{W}footnote": self.parse_note,
            f"{W}endnote": self.parse_note,
            f"{MC}AlternateContent": self.parse_alternatives,
            f"{WP}inline": self.parse_object,
            f"{WP}anchor": self.parse_object,
            f"{M}oMath": lambda _: self.mark_object(),
            **{V + name: self.parse_shape for name in SHAPES},
            **dict.fromkeys(CHARACTERS, self.parse_character),
        }

    def walk(self, element: Element) -> None:
        for child in element:
            handler = self.handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif len(child) and child.tag not in SKIPPED:
                self.walk(child)

    def finish(self) -> None:
        self.story.fields.update(field_name(field.instruction) for field in self.fields)

    def parse_paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        paragraph = Paragraph(
            properties,
            self.story,
            len(self.story.paragraphs) + 1,
            self.group,
            self.cell,
            in_box=bool(self.shapes),
            in_control=bool(self.controls),
            in_contents=any(field_name(field.instruction) == "TOC" for field in self.fields),
            holds_object=properties is not None and properties.find(f"{W}sectPr") is not None,
        )
        self.story.paragraphs.append(paragraph)
        for control in self.controls:
            control.paragraph = control.paragraph or paragraph
        outer, self.paragraph = self.paragraph, paragraph
        self.walk(element)
        self.paragraph = outer
        if self.tables and not self.tables[-1].text:
            self.tables[-1].text = paragraph.text.strip()

    def parse_note(self, element: Element) -> None:
        if value(element, "", "type") in {"", "normal"}:  # and not a separator (17.18.33)
            self.group += 1
            self.walk(element)

    def parse_run(self, element: Element) -> None:
        outer, self.run = self.run, element
        self.walk(element)
        self.run = outer

    def parse_character(self, element: Element) -> None:
        if element.getparent() is self.run:  # and not a tab stop, for example
            self.add_text(CHARACTERS[element.tag])

    def parse_break(self, element: Element) -> None:
        self.add_text("\n")
        if value(element, "", "type") in {"page", "column"} and self.paragraph is not None:
            self.paragraph.holds_object = True

    def add_text(self, text: str) -> None:
        """Add text to the paragraph and to the links around it, unless it is part of a field's instruction."""
        if self.paragraph is None or self.run is None or not all(field.shows_result for field in self.fields):
            return
        control = self.controls[-1] if self.controls else None
        for field in self.fields:
            control = field.form_field or control
        for link in self.open_links():
            link.pieces.append(text)
        runs = self.paragraph.runs
        if runs and runs[-1].element is self.run and runs[-1].control is control:
            runs[-1].pieces.append(text)
        else:
            runs.append(Run(self.run, self.paragraph, control, [text]))

    def open_links(self) -> list[Link]:
        return [*self.links, *(field.link for field in self.fields if field.link)]

    def parse_table(self, element: Element) -> None:
        table = Table(element.find(f"{W}tblPr"), self.story, len(self.story.tables) + 1, self.cell)
        self.story.tables.append(table)
        self.tables.append(table)
        outer, self.cell = self.cell, None
        self.walk(element)
        self.cell = outer
        self.tables.pop()
        self.group += 1

    def parse_row(self, element: Element) -> None:
        if self.tables:
            self.tables[-1].rows.append((element, []))
        self.walk(element)

    def parse_cell(self, element: Element) -> None:
        if not self.tables or not self.tables[-1].rows:
            self.walk(element)
            return
        table = self.tables[-1]
        row, cells = table.rows[-1]
        before = integer(value(row.find(f"{W}trPr"), "gridBefore")) or 0
        column = cells[-1].column + cells[-1].span if cells else before
        properties = element.find(f"{W}tcPr")
        span = max(1, integer(value(properties, "gridSpan")) or 1)
        is_merged = properties is not None and any(properties.find(W + tag) is not None for tag in ("vMerge", "hMerge"))
        cell = Cell(properties, table, len(table.rows) - 1, column, span, is_merged or span > 1)
        cells.append(cell)
        table.columns = max(table.columns, column + span)
        self.group += 1
        outer, self.cell = self.cell, cell
        self.walk(element)
        self.cell = outer
        self.group += 1

    def parse_link(self, element: Element) -> None:
        if self.paragraph is None:
            self.walk(element)
            return
        link = Link(self.paragraph)
        self.story.links.append(link)
        self.links.append(link)
        self.walk(element)
        self.links.pop()

    def parse_control(self, element: Element) -> None:
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if properties is not None and any(properties.find(tag) is not None for tag in BUILDING_BLOCKS):
            self.walk(element)
            return
        control = Control(properties, self.paragraph)
        self.story.controls.append(control)
        if content is not None:
            self.controls.append(control)
            self.walk(content)
            self.controls.pop()

    def parse_simple_field(self, element: Element) -> None:
        field = _Field(value(element, "", "instr")[:MAX_INSTRUCTION])
        self.show_result(field)
        # Field characters in it may lack their counterparts, which does not affect the fields around it.
        outer, self.fields = self.fields, [*self.fields[-MAX_NESTED_FIELDS:], field]
        self.walk(element)
        self.fields = outer

    def parse_field_character(self, element: Element) -> None:
        kind = value(element, "", "fldCharType")
        if kind == "begin":
            field = _Field()
            data = element.find(f"{W}ffData")
            if data is not None:
                field.form_field = Control(data, self.paragraph, is_legacy=True)
                self.story.controls.append(field.form_field)
            self.fields.append(field)
            del self.fields[:-MAX_NESTED_FIELDS]
        elif self.fields and kind == "separate":
            self.show_result(self.fields[-1])
        elif self.fields and kind == "end":
            self.story.fields.add(field_name(self.fields.pop().instruction))

    def show_result(self, field: _Field) -> None:
        field.shows_result = True
        self.story.fields.add(field_name(field.instruction))
        if self.paragraph is not None and FIELD_LINK.match(field.instruction):
            field.link = Link(self.paragraph)
            self.story.links.append(field.link)

    def parse_instruction(self, element: Element) -> None:
        if self.fields and not self.fields[-1].shows_result:
            field = self.fields[-1]
            field.instruction = (field.instruction + (element.text or ""))[:MAX_INSTRUCTION]

    def parse_alternatives(self, element: Element) -> None:
        """Read the first of several versions of the same content (ECMA-376 part 3, 9.3)."""
        found = element.find(f"{MC}Choice")
        found = element.find(f"{MC}Fallback") if found is None else found
        if found is not None:
            self.walk(found)

    def parse_box(self, element: Element) -> None:
        """Read the text in a text box, which nothing around the box continues in."""
        if self.shapes:
            self.shapes[-1].holds_text = True
        inner = _Parser(self.story, self.group + 1, self.shapes)
        inner.walk(element)
        inner.finish()
        self.group = inner.group + 1

    def parse_object(self, element: Element) -> None:
        graphic = GraphicObject(element, self.story, self.paragraph)
        self.story.objects.append(graphic)
        self.mark_object()
        outer, self.shapes = self.shapes, (*self.shapes, graphic)
        self.walk(element)
        self.shapes = outer

    def parse_shape(self, element: Element) -> None:
        """Read a shape in VML; one in a group belongs to the group."""
        if self.shapes:
            self.walk(element)
        else:
            self.parse_object(element)

    def mark_object(self) -> None:
        if self.paragraph is not None:
            self.paragraph.holds_object = True
        for link in self.open_links():
            link.holds_object = True
