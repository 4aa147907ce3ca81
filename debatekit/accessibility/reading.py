"""A part of a Word file → its story: one walk over the XML, whatever wraps what.

Content controls, tracked changes, links, fields, text boxes and custom XML may wrap paragraphs, rows, cells and runs
alike (ECMA-376 part 1, 17.5, 17.13 and 17.16), so every element that is not known here is looked into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.accessibility.fields import Field
from debatekit.accessibility.markup import MC, WP, R, W, value, whole
from debatekit.accessibility.stories import Cell, Control, FormField, GraphicObject, Link, Paragraph, Run, Story, Table
from debatekit.accessibility.vocabulary import CHARACTERS, LEFT_OUT, MATH, SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from debatekit.accessibility.markup import Element
    from debatekit.office.package import Part

MOST_NESTED: Final = 32
"""Fields in each other; the outermost are forgotten where there are more."""

DOCUMENT_PARTS: Final = (f"{W}docPartObj", f"{W}docPartList")


def read_story(name: str, kind: str, part: Part, element: Element) -> Story:
    """Return the story that an element of a part holds."""
    story = Story(name, kind, part)
    reader = _Reader(story)
    reader.look_into(element)
    reader.finish()
    return story


class _Reader:
    """Where the walk is."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.paragraph: Paragraph | None = None
        self.run: Element | None = None
        self.cell: Cell | None = None
        self.tables: list[Table] = []
        self.links: list[Link] = []
        self.fields: list[Field] = []
        self.controls: list[Control] = []
        self.shapes: list[GraphicObject] = []
        self.group = 0
        self.handlers: dict[str, Callable[[Element], None]] = {
            f"{W}p": self.read_paragraph,
            f"{W}r": self.read_run,
            f"{W}t": self.read_text,
            f"{W}br": self.read_break,
            f"{W}tbl": self.read_table,
            f"{W}tr": self.read_row,
            f"{W}tc": self.read_cell,
            f"{W}hyperlink": self.read_link,
            f"{W}sdt": self.read_control,
            f"{W}fldSimple": self.read_simple_field,
            f"{W}fldChar": self.read_field_mark,
            f"{W}instrText": self.read_instruction,
            f"{W}txbxContent": self.read_box,
            f"{W}footnote": self.read_note,
            f"{W}endnote": self.read_note,
            f"{MC}AlternateContent": self.read_alternatives,
            f"{WP}inline": self.read_object,
            f"{WP}anchor": self.read_object,
            f"{MATH}oMath": self.read_formula,
            **dict.fromkeys(SHAPES, self.read_shape),
            **dict.fromkeys(CHARACTERS, self.read_character),
        }

    def look_into(self, element: Element) -> None:
        for child in element:
            handler = self.handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif len(child) and child.tag not in LEFT_OUT:
                self.look_into(child)

    def finish(self) -> None:
        self.story.fields.update(field.name for field in self.fields)

    def read_paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        paragraph = Paragraph(
            element,
            properties,
            self.story,
            len(self.story.paragraphs) + 1,
            self.group,
            self.cell,
            in_box=bool(self.shapes),
            in_control=bool(self.controls),
            in_contents=any(field.name == "TOC" for field in self.fields),
        )
        paragraph.holds_object = properties is not None and properties.find(f"{W}sectPr") is not None
        self.story.paragraphs.append(paragraph)
        for control in self.controls:
            control.paragraph = control.paragraph or paragraph
        outer, self.paragraph = self.paragraph, paragraph
        self.look_into(element)
        self.paragraph = outer
        if self.tables and not self.tables[-1].text:
            self.tables[-1].text = paragraph.text.strip()

    def read_note(self, element: Element) -> None:
        if value(element, "", "type") in {"", "normal"}:  # and not the line above the notes (17.18.33)
            self.group += 1
            self.look_into(element)

    def read_run(self, element: Element) -> None:
        outer, self.run = self.run, element
        self.look_into(element)
        self.run = outer

    def read_text(self, element: Element) -> None:
        self.add(element.text or "")

    def read_character(self, element: Element) -> None:
        if element.getparent() is self.run:  # and not a tab stop, say
            self.add(CHARACTERS[element.tag])

    def read_break(self, element: Element) -> None:
        self.add("\n")
        if value(element, "", "type") in {"page", "column"} and self.paragraph is not None:
            self.paragraph.holds_object = True

    def add(self, text: str) -> None:
        """Add text to the paragraph and to the links around it, unless it is part of a field's instruction."""
        if self.paragraph is None or self.run is None or any(not field.shows for field in self.fields):
            return
        control: Control | FormField | None = self.controls[-1] if self.controls else None
        for field in self.fields:
            control = field.form or control
            if field.link is not None:
                field.link.pieces.append(text)
        for link in self.links:
            link.pieces.append(text)
        runs = self.paragraph.runs
        if runs and runs[-1].element is self.run and runs[-1].control is control:
            runs[-1].pieces.append(text)
        else:
            runs.append(Run(self.run, self.paragraph, control, [text]))

    def read_table(self, element: Element) -> None:
        table = Table(element.find(f"{W}tblPr"), self.story, len(self.story.tables) + 1, self.cell)
        self.story.tables.append(table)
        self.tables.append(table)
        outer, self.cell = self.cell, None
        self.look_into(element)
        self.cell = outer
        self.tables.pop()
        self.group += 1

    def read_row(self, element: Element) -> None:
        if self.tables:
            self.tables[-1].rows.append((element, []))
        self.look_into(element)

    def read_cell(self, element: Element) -> None:
        if not self.tables or not self.tables[-1].rows:
            self.look_into(element)
            return
        table = self.tables[-1]
        row, cells = table.rows[-1]
        before = cells[-1].column + cells[-1].span if cells else whole(value(row.find(f"{W}trPr"), "gridBefore")) or 0
        properties = element.find(f"{W}tcPr")
        span = max(1, whole(value(properties, "gridSpan")) or 1)
        self.group += 1
        outer, self.cell = self.cell, Cell(properties, table, len(table.rows) - 1, before, span)
        cells.append(self.cell)
        table.columns = max(table.columns, before + span)
        self.look_into(element)
        self.cell = outer
        self.group += 1

    def read_link(self, element: Element) -> None:
        if self.paragraph is None:
            self.look_into(element)
            return
        relationship = self.story.part.links().get(element.get(f"{R}id", ""))
        anchor = value(element, "", "anchor")
        target = relationship.target if relationship else f"#{anchor}" if anchor else ""
        link = Link(target, self.paragraph)
        self.story.links.append(link)
        self.links.append(link)
        self.look_into(element)
        self.links.pop()

    def read_control(self, element: Element) -> None:
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if properties is not None and any(properties.find(tag) is not None for tag in DOCUMENT_PARTS):
            self.look_into(element)  # a table of contents, say, which is no form field
            return
        control = Control(properties, self.story, self.paragraph)
        self.story.controls.append(control)
        if content is not None:
            self.controls.append(control)
            self.look_into(content)
            self.controls.pop()

    def read_simple_field(self, element: Element) -> None:
        field = Field()
        field.add(value(element, "", "instr"))
        self.show(field)
        # The marks of fields within it may be without their counterparts, and are no matter of what is around it.
        around, self.fields = self.fields, [*self.fields[-MOST_NESTED:], field]
        self.look_into(element)
        self.fields = around

    def read_field_mark(self, element: Element) -> None:
        kind = value(element, "", "fldCharType")
        if kind == "begin":
            field = Field()
            data = element.find(f"{W}ffData")
            if data is not None:
                field.form = FormField(data, self.paragraph)
                self.story.form_fields.append(field.form)
            self.fields.append(field)
            del self.fields[:-MOST_NESTED]
        elif self.fields and kind == "separate":
            self.show(self.fields[-1])
        elif self.fields and kind == "end":
            self.story.fields.add(self.fields.pop().name)

    def show(self, field: Field) -> None:
        """Let a field show its result, and a link be one."""
        field.shows = True
        self.story.fields.add(field.name)
        if field.target is not None and self.paragraph is not None:
            field.link = Link(field.target, self.paragraph)
            self.story.links.append(field.link)

    def read_instruction(self, element: Element) -> None:
        if self.fields and not self.fields[-1].shows:
            self.fields[-1].add(element.text or "")

    def read_alternatives(self, element: Element) -> None:
        """Read the first of several versions of the same thing (ECMA-376 part 3, 9.3)."""
        for tag in (f"{MC}Choice", f"{MC}Fallback"):
            found = element.find(tag)
            if found is not None:
                self.look_into(found)
                return

    def read_box(self, element: Element) -> None:
        """Read the text in a text box: paragraphs within a run, in a cell of no table outside."""
        if self.shapes:
            self.shapes[-1].holds_text = True
        state = self.paragraph, self.run, self.cell, self.links, self.fields, self.controls, self.tables
        self.paragraph, self.run, self.cell = None, None, None
        self.links, self.fields, self.controls, self.tables = [], [], [], []
        self.group += 1
        self.look_into(element)
        self.group += 1
        self.finish()
        self.paragraph, self.run, self.cell, self.links, self.fields, self.controls, self.tables = state

    def read_object(self, element: Element) -> None:
        graphic = GraphicObject(element, self.story, self.paragraph)
        self.story.objects.append(graphic)
        self.mark_object()
        self.shapes.append(graphic)
        self.look_into(element)
        self.shapes.pop()

    def read_shape(self, element: Element) -> None:
        """Read a shape in VML; those in a group belong to it."""
        if self.shapes:
            self.look_into(element)
        else:
            self.read_object(element)

    def read_formula(self, _: Element) -> None:
        self.mark_object()

    def mark_object(self) -> None:
        if self.paragraph is not None:
            self.paragraph.holds_object = True
        for link in [*self.links, *(field.link for field in self.fields if field.link)]:
            link.holds_object = True
