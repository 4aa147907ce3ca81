"""Writes a page as a Word document: parse, write the body, headers and footnotes, and pack the parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError
from debatekit.word import blocks, lists, tables
from debatekit.word.context import DocumentContext, language_of
from debatekit.word.footnotes import footnotes_part, with_footnote_settings
from debatekit.word.headers import header_parts, take_headers
from debatekit.word.html import parse_page, text_of
from debatekit.word.numbering import Numbering
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, Part, Relationship, core_properties, pack
from debatekit.word.sections import body_sections, sections_xml
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES

if TYPE_CHECKING:
    from debatekit.word.headers import HeaderPart
    from debatekit.word.template import DocxTemplate

WRITERS: Final = {**blocks.WRITERS, **lists.WRITERS, **tables.WRITERS}
"""The functions that return the blocks of an element, by its tag."""

SETTINGS: Final = "word/settings.xml"


def write_document(
    html: str, template: DocxTemplate, name: str, *, fillable: bool = False, folders: Sequence[Path] = ()
) -> bytes:
    """Return the page in `html` as a Word document with the styles of `template`: the bytes of a .docx file.

    Problems are reported in the file `name`, unless an element says where it comes from. In a `fillable` document,
    lines to write on become fields. `folders` are those of pictures. Raises `DebatekitError` with all problems.
    """
    head, body, marked = parse_page(html, name)
    has_foreign_text = any({"lang", "dir"} & element.attributes.keys() for element in marked if element.parent)
    document = DocumentContext(
        template,
        name,
        Numbering(template.list_step, template.bullets, template.lists),
        WRITERS,
        fillable=fillable,
        folders=folders,
        targets={element.attributes["id"]: element for element in marked if "id" in element.attributes},
        language=None if has_foreign_text else language_of(body, template.language),
    )
    titles = head.find_all("title")
    title = text_of(titles[0]) if titles else ""
    if not title:
        document.add_error(head, "the page has no title", "Write <title> … </title> in its head.")
    for another in titles[1:]:
        document.add_error(another, "the page has a title already", "Delete one of the two.")
    meta = {element.get("name"): element.get("content") for element in head.find_all("meta")}
    own_headers = take_headers(document, body)
    sections = body_sections(document, body)
    kinds = list(dict.fromkeys(section.header_kind for section in sections))
    headers = header_parts(document, head, own_headers, meta, kinds)
    content = sections_xml(document, sections, headers)
    footnotes = footnotes_part(document, marked)
    if document.problems:
        raise DebatekitError(document.problems)
    shared = [with_footnote_settings(part) if footnotes and part.name == SETTINGS else part for part in template.parts]
    parts = _document_parts(document, content, headers, footnotes)
    return pack(parts, shared, core_properties(title, meta, template.language))


def _document_parts(
    document: DocumentContext, content: str, headers: list[HeaderPart], footnotes: Part | None
) -> list[Part]:
    """Return the document's own parts, the main one first."""
    links = [header.relationship for header in headers]
    parts = [header.part for header in headers]
    if document.numbering:
        parts.append(Part("word/numbering.xml", CONTENT_TYPES["numbering"], document.numbering.xml().encode()))
        links.append(Relationship("rIdNumbering", RELATIONSHIPS["numbering"], "numbering.xml"))
    if footnotes:
        parts.append(footnotes)
        links.append(Relationship("rIdFootnotes", RELATIONSHIPS["footnotes"], "footnotes.xml"))
    xml = f"{DECLARATION}<w:document {NAMESPACES} {DRAWING}><w:body>{content}</w:body></w:document>"
    relationships = (*document.template.relationships, *links, *document.relationships())
    main = Part("word/document.xml", CONTENT_TYPES["document"], xml.encode(), relationships)
    return [main, *parts, *document.media.values()]
