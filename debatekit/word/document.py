"""A page and a look → the parts of a Word document, and its package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.errors import DebatekitError
from debatekit.word.draft import Draft
from debatekit.word.edges import ROOTS, OwnEdge, edge_parts, missing_fills, references
from debatekit.word.inline import runs_of
from debatekit.word.notes import footnotes, with_note_settings
from debatekit.word.numbering import Numbering
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, Part, Relationship, core_properties, pack
from debatekit.word.page import parse_page
from debatekit.word.sections import body_sections, sections_xml
from debatekit.word.speech import speaks_otherwise, speech_of
from debatekit.word.tree import Element, text_of
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from debatekit.word.edges import EdgePart
    from debatekit.word.template import DocxTemplate


FILL = "fill:"
"""What the names of ``meta`` elements start with that fill a look's header and footer."""

SETTINGS = "word/settings.xml"


def write_document(
    html: str, look: DocxTemplate, name: str, *, fillable: bool = False, folders: Sequence[Path] = ()
) -> bytes:
    """Return the page in `html` as a Word document in `look`: the bytes of a .docx file.

    `name` is what the page is called where something is wrong with it. Where the document is `fillable`, lines
    to write on become fields to type in. Pictures are looked for in `folders`. Raises `DebatekitError` with
    everything that is wrong.
    """
    head, body, elements = parse_page(html, name)
    title = text_of(found) if (found := head.first("title")) else ""
    targets = {identifier: element for element in elements if (identifier := element.attributes.get("id"))}
    numbering = Numbering(look.list_step, look.bullets, look.lists)
    speech = None if speaks_otherwise(elements) else speech_of(body, look.language)
    draft = Draft(look, name, numbering, fillable=fillable, folders=folders, targets=targets, speech=speech)
    if not title:
        draft.report(head, "the page has no title", "Write <title> … </title> in its head.")
    for another in head.called("title")[1:]:
        draft.report(another, "the page has a title already", "Delete one of the two.")
    meta = {element.get("name", ""): element.get("content", "") for element in head.called("meta")}
    own = _own_edges(draft, body)
    sections = body_sections(draft, body)
    edges = _edges(draft, head, own, meta, list(dict.fromkeys(section.edges for section in sections)))
    content = sections_xml(draft, sections, lambda section, first: references(edges, section, first=first))
    notes = footnotes(draft, elements)
    if draft.problems:
        raise DebatekitError(draft.problems)
    shared = [with_note_settings(part) if notes and part.name == SETTINGS else part for part in look.parts]
    return pack(_parts(draft, content, edges, notes), shared, core_properties(title, meta, look.language))


def _parts(draft: Draft, content: str, edges: list[EdgePart], notes: Part | None) -> list[Part]:
    """Return the document's own parts, the main one first."""
    look = draft.look
    links = [edge.relationship for edge in edges]
    parts = [edge.part for edge in edges]
    if draft.numbering:
        parts.append(Part("word/numbering.xml", CONTENT_TYPES["numbering"], draft.numbering.xml().encode()))
        links.append(Relationship("rIdNumbering", RELATIONSHIPS["numbering"], "numbering.xml"))
    if notes:
        parts.append(notes)
        links.append(Relationship("rIdFootnotes", RELATIONSHIPS["footnotes"], "footnotes.xml"))
    xml = f"{DECLARATION}<w:document {NAMESPACES} {DRAWING}><w:body>{content}</w:body></w:document>"
    relationships = (*look.relationships, *links, *draft.relationships())
    main = Part("word/document.xml", CONTENT_TYPES["document"], xml.encode(), relationships)
    return [main, *parts, *draft.media.values()]


def _own_edges(draft: Draft, body: Element) -> dict[str, Element]:
    """Take the page's own header and footer out of its body, into one like it, so that they keep its language."""
    found = {kind: edge for kind in ROOTS if (edge := body.first(kind))}
    holder = Element(body.tag, body.attributes, body.kind, body.parent)
    for kind, edge in found.items():
        for marked in edge.within():
            if marked.get("id"):
                draft.report(marked, f"an id cannot stand in the {kind}", "A link leads to a place in the page's text.")
        if not edge.children:
            draft.report(edge, f"this <{kind}> is empty", "Put a <p> in it, or leave it out.")
        if edge.tail.strip():
            draft.report(edge, f"text stands behind the <{kind}>", "Put it in <p> … </p>.")
        edge.parent = holder
        body.children.remove(edge)
    return found


def _edges(
    draft: Draft, head: Element, own: Mapping[str, Element], meta: Mapping[str, str], sections: Sequence[str]
) -> list[EdgePart]:
    """Return the headers and footers of the document: the page's own, or the look's with what it asks for."""
    fills = {key.removeprefix(FILL): text for key, text in meta.items() if key.startswith(FILL)}
    for gap, file in missing_fills(draft.look, fills):
        hint = f'Write <meta name="{FILL}{gap}" content="…"> in its head.'
        draft.report(head, f"{file} asks for '{gap}', which this page does not say", hint)
    if draft.problems:
        return []

    def written(kind: str, section: str) -> OwnEdge | None:
        return _own_edge(draft, own[kind], section) if kind in own else None

    return edge_parts(draft.look, written, fills, meta.get("audience", ""), sections)


def _own_edge(draft: Draft, edge: Element, section: str) -> OwnEdge:
    """Return a page's own header or footer, in the style of the same name, for a kind of section."""
    own = draft.for_part(edge.tag)
    style = draft.style(f"{edge.tag} {section}".title().strip())
    content = "".join(
        Paragraph(style, runs_of(own, child), rtl=draft.speech_of(child).rtl).xml() for child in edge.children
    )
    return OwnEdge(content, own.relationships())
