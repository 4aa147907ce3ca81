"""Writes a page as a Word document: parses it, writes its sections, headers and footnotes, and packs the parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.errors import DebatekitError
from debatekit.word import blocks, tables
from debatekit.word.context import BlockContext, DocumentContext
from debatekit.word.ending import count_nodes, fill_guessed_pages, keep_endings
from debatekit.word.headers import HeaderPart, header_parts, header_references, take_headers
from debatekit.word.html import Element, parse_page, text_of
from debatekit.word.html_schema import BLOCKS, FOOTNOTE, SECTION_CLASSES
from debatekit.word.inline import text_paragraph
from debatekit.word.numbering import Numbering
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, Part, Relationship, core_properties, pack
from debatekit.word.template import DocxTemplate
from debatekit.word.theme import twips
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Block, Paragraph, run, run_properties

WRITERS: Final = blocks.WRITERS | tables.WRITERS  # the functions that return the blocks of an element, by its tag
COLUMN_GAP: Final = 454  # 8 mm in twentieths of a point
LINE_NUMBERS: Final = '<w:lnNumType w:countBy="1" w:distance="227" w:restart="newSection"/>'  # 4 mm away (17.6.8)
SEPARATORS: Final = {"separator": -1, "continuationSeparator": 0}  # the lines above footnotes (17.11.1)


def write_document(
    html: str, template: DocxTemplate, name: str, *, fillable: bool = False, folders: Sequence[Path] = ()
) -> bytes:
    """Return the page in `html` as a Word document with the styles of `template`: the bytes of a .docx file.

    In a `fillable` document, lines to write on become fields. `folders` are those of pictures, and `name` is the file
    to report if an element does not say where it comes from. Raises `DebatekitError` with all problems.
    """
    head, body, marked, problems = parse_page(html, name)
    has_foreign_text = any({"lang", "dir"} & element.attributes.keys() for element in marked if element.parent)
    lists = template.theme.lists
    numbering = Numbering(twips(lists.step), tuple(lists.bullets), template.lists)
    targets = {element.attributes["id"]: element for element in marked if "id" in element.attributes}
    document = DocumentContext(template, name, numbering, WRITERS, fillable, folders, targets, problems=problems)
    if not has_foreign_text:
        document.language = document.language_of(body)
    title = " ".join(map(text_of, head.find_all("title")))
    if not title:
        document.add_error(head, "the page has no title", "Write <title> … </title> in its head.")
    meta = {element.get("name"): element.get("content") for element in head.find_all("meta")}
    document.placeholder = meta.get("placeholder", "") if fillable else ""
    own_headers = take_headers(document, body)
    sections = [section for section in _sections(document, body) if section.blocks]
    sections = sections or [_Section("", [], document.language_of(body).rtl, landscape=bool(body.class_))]
    _keep_endings(template, sections[-1])
    nodes = sum(count_nodes(section.blocks) for section in sections)
    for section in sections:
        if section.class_ not in {"columns", "lines"}:
            section.blocks[:] = fill_guessed_pages(template, section.blocks, nodes)
    kinds = list(dict.fromkeys("landscape" if section.landscape else "" for section in sections))
    headers = header_parts(document, head, own_headers, meta, kinds)
    content = _sections_xml(document, sections, headers)
    footnotes = _footnotes_part(document, marked)
    if document.problems:
        raise DebatekitError(document.problems)
    shared = [_with_footnote_settings(part) for part in template.parts] if footnotes else template.parts
    parts = _document_parts(document, content, headers, footnotes)
    return pack(parts, shared, core_properties(title, meta, template.language))


def _document_parts(
    document: DocumentContext, content: str, headers: list[HeaderPart], footnotes: Part | None
) -> list[Part]:
    linked = [(header.id, header.kind, header.part) for header in headers]
    if document.numbering:
        numbering = Part("word/numbering.xml", CONTENT_TYPES["numbering"], document.numbering.xml().encode())
        linked.append(("rIdNumbering", "numbering", numbering))
    if footnotes:
        linked.append(("rIdFootnotes", "footnotes", footnotes))
    links = [Relationship(key, RELATIONSHIPS[kind], part.name.removeprefix("word/")) for key, kind, part in linked]
    xml = f"{DECLARATION}<w:document {NAMESPACES} {DRAWING}><w:body>{content}</w:body></w:document>"
    relationships = (*document.template.relationships, *links, *document.relationships())
    main = Part("word/document.xml", CONTENT_TYPES["document"], xml.encode(), relationships)
    return [main, *(part for _, _, part in linked), *document.media.values()]


class _Section(NamedTuple):
    class_: str  # that of its ``section``, "" for the rest of the body
    blocks: list[Block]
    rtl: bool
    landscape: bool


def _sections(document: DocumentContext, body: Element) -> Iterator[_Section]:
    rtl, turned = document.language_of(body).rtl, body.class_ == "landscape"
    landscape, text = document.template.landscape_width, document.template.text_width
    plain = BlockContext(width=landscape if turned else 0)
    if not any(map(_section_class, body.children)):
        yield _Section("", blocks.content_blocks(document, body, plain), rtl, turned)
        return
    line = landscape if turned else text
    widths = {"landscape": landscape, "columns": (line - COLUMN_GAP) // 2, "lines": line}
    for class_, children in groupby(body.children, _section_class):
        if not class_:
            yield _Section("", blocks.child_blocks(document, list(children), plain), rtl, turned)
            continue
        context = BlockContext(box="Numbered Text" if class_ == "lines" else "", width=widths[class_], section=class_)
        for child in children:
            written = blocks.child_blocks(document, [child], context)
            yield _Section(class_, written, document.language_of(child).rtl, turned or class_ == "landscape")


def _section_class(element: Element) -> str:
    return element.class_ if element.tag == "section" and element.class_ in SECTION_CLASSES else ""


def _keep_endings(template: DocxTemplate, section: _Section) -> None:
    width, height = template.text_width, template.text_height
    if section.landscape and width < template.landscape_width:
        width, height = template.landscape_width, height - (template.landscape_width - width)
    if section.class_ != "columns":  # these are level with each other
        keep_endings(template, section.blocks, height, width)


def _sections_xml(document: DocumentContext, sections: list[_Section], headers: Sequence[HeaderPart]) -> str:
    xml = []
    for previous, section in zip([None, *sections], sections, strict=False):
        properties = _section_properties(document.template, section, previous, headers)
        # Word ends a section with a paragraph, and LibreOffice ignores a last one without any.
        if len(sections) > 1 and not isinstance(section.blocks[-1], Paragraph):
            section.blocks.append(Paragraph(document.style("Section End"), ""))
        last = section.blocks[-1] if section.blocks else None
        if section is not sections[-1] and isinstance(last, Paragraph):
            last.section, properties = properties, ""
        xml += [*(block.xml(document.template.twins) for block in section.blocks), properties]
    return "".join(xml)


def _section_properties(
    template: DocxTemplate, section: _Section, previous: _Section | None, headers: Sequence[HeaderPart]
) -> str:
    """Return the properties of a section (17.6.17); it starts a new page if the paper is turned before or in it."""
    class_, class_before = section.class_, previous.class_ if previous else ""
    width, height = template.page_size
    if section.landscape and width < height:
        width, height = height, width
    orientation = ' w:orient="landscape"' if width > height else ""
    flows = bool({class_, class_before} & {"columns", "lines"}) and "landscape" not in {class_, class_before}
    has_first = "first" in {*template.pages, *(header.page for header in headers)}
    margins = " ".join(f'w:{side}="{size}"' for side, size in template.margins.items())
    return (
        f"<w:sectPr>{header_references(headers, landscape=section.landscape, first=previous is None)}"
        f'<w:type w:val="{"continuous" if flows else "nextPage"}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/><w:pgMar {margins} w:gutter="0"/>'
        + (LINE_NUMBERS if class_ == "lines" else "")
        + (f'<w:cols w:num="2" w:space="{COLUMN_GAP}"/>' if class_ == "columns" else "")
        + ("<w:titlePg/>" if previous is None and has_first else "")
        + ("<w:bidi/>" if section.rtl else "")
        + "</w:sectPr>"
    )


def _footnotes_part(document: DocumentContext, elements: Iterable[Element]) -> Part | None:
    """Return the part with the footnotes among the `elements` of a page (17.11.15), or None if it has none."""
    notes = {note.get("id"): note for note in elements if note.tag == "aside" and note.get("role") == FOOTNOTE}
    for identifier, note in notes.items():
        if identifier not in document.footnotes:
            hint = f'Write <a role="doc-noteref" href="#{identifier or "n1"}"></a> where its mark belongs.'
            document.add_error(note, "this footnote has no mark in the text", hint)
    if not document.footnotes:
        return None
    context = document.for_part("footnotes")
    normal = context.style("Normal")
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{normal}"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in SEPARATORS.items()
    )
    content = "".join(
        f'<w:footnote w:id="{number}">{_footnote(context, notes[identifier])}</w:footnote>'
        for number, identifier in enumerate(document.footnotes, 1)
        if identifier in notes
    )
    xml = f"{DECLARATION}<w:footnotes {NAMESPACES} {DRAWING}>{separators}{content}</w:footnotes>"
    return Part("word/footnotes.xml", CONTENT_TYPES["footnotes"], xml.encode(), context.relationships())


def _with_footnote_settings(part: Part) -> Part:
    """Return a part; the settings of a document with footnotes name the separators (17.11.11)."""
    if part.name != "word/settings.xml":
        return part
    before, compat, after = part.blob.partition(b"<w:compat>")
    settings = "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS.values())
    return replace(part, blob=before + f"<w:footnotePr>{settings}</w:footnotePr>".encode() + compat + after)


def _footnote(document: DocumentContext, note: Element) -> str:
    """Return the paragraphs of a footnote; the first begins with its number (17.11.13)."""
    for child in note.children:
        if child.tag in BLOCKS and (child.tag != "p" or child.class_):
            document.add_error(child, "a footnote contains text, or <p> without a class", "All notes look alike.")
    xml = ""
    for element in note.find_all("p") or [note]:
        paragraph = text_paragraph(document, element, "footnote text")
        if element is not note:
            document.add_bookmark(element, [paragraph])
        if not xml:
            reference = run_properties(document.style("footnote reference"))
            paragraph.runs = f"<w:r>{reference}<w:footnoteRef/></w:r>{run(' ')}{paragraph.runs}"
        xml += paragraph.xml(document.template.twins)
    return xml
