"""Parse an opened package into the document model: one walk over the XML of each story.

Anything may wrap paragraphs, rows, cells and runs (ECMA-376 part 1, 17.5, 17.13 and 17.16), so the walk enters every
element that it does not know. Of two versions of the same content (part 3, 9.3) the first is read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from debatekit.accessibility.cascade import Cascade
from debatekit.accessibility.model import Cell, Control, Document, GraphicObject, Link, Paragraph, Run, Table
from debatekit.ooxml import MC, WP, Element, M, Package, Part, R, V, W, field_name, integer, is_on, value

SKIPPED: Final = set(map(W.__add__, (
    "pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr",
    "customXmlPr", "fldData", "del", "moveFrom", "delText", "delInstrText", "rt", "background",
)))  # fmt: skip
"""Elements without text of the document, or with text that was deleted (17.13.5.14 and 17.13.5.22)."""

CHARACTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "•",
    f"{W}footnoteReference": "*", f"{W}endnoteReference": "*",
}  # fmt: skip
"""Elements in a run that represent a character (17.3.3); a symbol's is not looked up in its font."""

NOT_FILLED_IN: Final = {W + it for it in ("docPartObj", "docPartList", "group", "citation", "bibliography", "equation")}
"""Kinds of content controls that are not form fields (17.5.2)."""


def parse_document(package: Package) -> Document:
    """Return the document in a package; raises `DebatekitError` if a part of it cannot be read."""
    main = package.main
    root, settings = main.xml, main.related_xml("settings")
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise package.error("this is not a Word document", "Choose a file that Word saved as .docx.")
    core, extended, custom = (package.root.related_xml(f"{it}-properties") for it in ("core", "extended", "custom"))
    document = Document(settings, core, extended, custom)
    for story, element in (("", body), *_other_stories(main)):
        _Parser(document, story).walk(element, _Context(Paragraph(element, story, 0), []))
    Cascade(root, main.related_xml("styles"), main.related_xml("theme"), settings).format(document)
    return document


def _other_stories(main: Part) -> Iterator[tuple[str, Element]]:
    for kind in ("header", "footer"):
        targets = (main.target(element.get(f"{R}id", "")) for element in main.xml.iter(f"{W}{kind}Reference"))
        parts = {part.name: part for part in targets if part is not None}
        for number, part in enumerate(parts.values(), 1):
            yield f"{kind} {number}", part.xml
    for kind in ("footnotes", "endnotes"):
        if found := main.related(kind):
            found.xml[:] = (note for note in found.xml if value(note, "", "type") in {"", "normal"})  # (17.18.33)
            yield kind, found.xml


@dataclass
class _Field:
    instruction: str = ""
    shows_result: bool = False
    is_form_field: bool = False
    link: Link | None = None


class _Context(NamedTuple):
    paragraph: Paragraph
    fields: list[_Field]  # shared, because complex fields begin and end in any run
    run: Run | None = None
    table: Table | None = None
    cell: Cell | None = None
    links: tuple[Link, ...] = ()
    controls: tuple[Control, ...] = ()
    objects: tuple[GraphicObject, ...] = ()

    def add(self, text: str = "", *, is_object: bool = False) -> None:
        """Add text or an object to the paragraph and the links that are open."""
        self.paragraph.holds_object |= is_object
        for link in (*self.links, *(field.link for field in self.fields if field.link)):
            link.text += text
            link.holds_object |= is_object


class _Parser:
    """The walk over a story, which adds what it meets to the document."""

    def __init__(self, document: Document, story: str) -> None:
        self.document = document
        self.story = story
        self.paragraph_count = self.table_count = 0
        self.last_text = ""
        self.handlers: dict[str, Callable[[Element, _Context], None]] = {
            f"{W}p": self.parse_paragraph,
            f"{W}r": self.parse_run,
            **dict.fromkeys((f"{W}t", *CHARACTERS), self.parse_text),
            f"{W}tbl": self.parse_table,
            f"{W}tr": self.parse_row,
            f"{W}tc": self.parse_cell,
            f"{W}hyperlink": self.parse_link,
            f"{W}sdt": self.parse_control,
            f"{W}fldSimple": self.parse_simple_field,
            f"{W}fldChar": self.parse_field_character,
            f"{W}instrText": self.parse_instruction,
            f"{MC}AlternateContent": lambda element, context: self.walk(list(element)[:1], context),
            **dict.fromkeys((f"{WP}inline", f"{WP}anchor"), self.parse_object),
            **dict.fromkeys((f"{W}pict", f"{W}object"), self.parse_vml),
            f"{W}txbxContent": self.parse_box,
            f"{M}oMath": lambda _, context: context.add(is_object=True),
        }

    def walk(self, elements: Iterable[Element], context: _Context) -> None:
        for element in elements:
            if element.tag not in SKIPPED:
                self.handlers.get(element.tag, self.walk)(element, context)

    def parse_paragraph(self, element: Element, context: _Context) -> None:
        self.paragraph_count += 1
        paragraph = Paragraph(element, self.story, self.paragraph_count, self.last_text, context.cell)
        paragraph.in_box, paragraph.in_control = bool(context.objects), bool(context.controls)
        paragraph.in_contents = any(field_name(field.instruction) == "TOC" for field in context.fields)
        paragraph.holds_object = element.find(f"{W}pPr/{W}sectPr") is not None
        self.document.paragraphs.append(paragraph)
        for control in context.controls:
            control.paragraph = control.paragraph if control.paragraph.number else paragraph
        self.walk(element, context._replace(paragraph=paragraph))
        self.last_text = paragraph.text if paragraph.text.strip() else self.last_text
        if context.cell is not None:
            context.cell.table.text = context.cell.table.text or paragraph.text.strip()

    def parse_run(self, element: Element, context: _Context) -> None:
        run = Run(element, bool(context.controls) or any(field.is_form_field for field in context.fields))
        context.paragraph.runs.append(run)
        self.walk(element, context._replace(run=run))

    def parse_text(self, element: Element, context: _Context) -> None:
        if context.run is not None and all(field.shows_result for field in context.fields):
            text = CHARACTERS.get(element.tag) or element.text or ""
            context.run.text += text
            context.add(text)
            context.paragraph.holds_object |= value(element, "", "type") in {"page", "column"}

    def parse_table(self, element: Element, context: _Context) -> None:
        self.table_count += 1
        table = Table(element.find(f"{W}tblPr"), self.story, self.table_count, context.cell)
        self.document.tables.append(table)
        self.walk(element, context._replace(table=table))

    def parse_row(self, element: Element, context: _Context) -> None:
        if table := context.table:
            table.rows, table.next_column = table.rows + 1, 0
            table.has_header |= table.rows == 1 and is_on(element.find(f"{W}trPr/{W}tblHeader"))
        self.walk(element, context)

    def parse_cell(self, element: Element, context: _Context) -> None:
        if table := context.table:
            found, start = element.find(f"{W}tcPr"), table.next_column
            span = max(1, integer(value(found, "gridSpan")) or 1)
            table.next_column += span
            table.columns = max(table.columns, table.next_column)
            table.has_merged_cells |= span > 1 or element.find(f"{W}tcPr/{W}vMerge") is not None
            context = context._replace(cell=Cell(found, table, table.rows - 1, start, table.next_column))
        self.walk(element, context)

    def parse_link(self, element: Element, context: _Context) -> None:
        link = Link(context.paragraph)
        self.document.links.append(link)
        self.walk(element, context._replace(links=(*context.links, link)))

    def parse_control(self, element: Element, context: _Context) -> None:
        found = element.find(f"{W}sdtPr")
        is_filled_in = NOT_FILLED_IN.isdisjoint(child.tag for child in element.iterfind(f"{W}sdtPr/*"))
        if is_filled_in and not value(found, "tag").startswith("goog_rdk_"):  # Google Docs wraps any text
            control = Control(found, context.paragraph)
            self.document.controls.append(control)
            context = context._replace(controls=(*context.controls, control))
        self.walk(element, context)

    def parse_simple_field(self, element: Element, context: _Context) -> None:
        field = _Field(value(element, "", "instr"))
        self.end_instruction(field, context)
        self.walk(element, context._replace(fields=[*context.fields, field]))

    def parse_field_character(self, element: Element, context: _Context) -> None:
        kind, fields = value(element, "", "fldCharType"), context.fields
        if kind == "begin":
            data = element.findall(f"{W}ffData")
            fields.append(_Field(is_form_field=bool(data)))
            self.document.controls += [Control(found, context.paragraph, is_form_field=True) for found in data]
        elif fields and kind in {"separate", "end"} and not fields[-1].shows_result:
            self.end_instruction(fields[-1], context)
        if fields and kind == "end":
            fields.pop()

    def parse_instruction(self, element: Element, context: _Context) -> None:
        if context.fields:
            context.fields[-1].instruction += element.text or ""

    def end_instruction(self, field: _Field, context: _Context) -> None:
        field.shows_result = True
        self.document.has_page_number |= field_name(field.instruction) == "PAGE"
        if field_name(field.instruction) == "HYPERLINK":
            field.link = Link(context.paragraph)
            self.document.links.append(field.link)

    def parse_object(self, element: Element, context: _Context) -> None:
        named = element.find(f"{WP}docPr")
        graphic = GraphicObject(element, element if named is None else named, context.paragraph)
        self.document.objects.append(graphic)
        context.add(is_object=True)
        self.walk(element, context._replace(objects=(*context.objects, graphic)))

    def parse_vml(self, element: Element, context: _Context) -> None:
        for shape in element.iterfind(f"{V}*"):
            if shape.tag != f"{V}shapetype":
                self.parse_object(shape, context)

    def parse_box(self, element: Element, context: _Context) -> None:
        for graphic in context.objects[-1:]:
            graphic.holds_text = True
        self.walk(element, _Context(Paragraph(element, self.story, 0), [], objects=context.objects))
