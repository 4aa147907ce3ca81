"""A page and a look → the parts of a Word document, and its package."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from debatekit.problems import ProblemsError
from debatekit.word.attributes import page_problems
from debatekit.word.draft import Draft
from debatekit.word.inline import runs_of
from debatekit.word.look import Part, Relationship
from debatekit.word.notes import footnotes, with_note_settings
from debatekit.word.numbering import Numbering
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, core_properties, pack
from debatekit.word.page import parse_page, problem_at, text_of
from debatekit.word.sections import body_xml, has_landscape
from debatekit.word.speech import speech_of
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from debatekit.word.look import Look
    from debatekit.word.page import Element


EDGES = {"header": "hdr", "footer": "ftr"}
"""The elements that stand at the edges of every page, and the root of the part that each becomes."""

SETTINGS = "word/settings.xml"


class Edge(NamedTuple):
    """A page header or footer: which of the two, the kind of section that it is for, and its part."""

    kind: str
    section: str
    part: Part

    @property
    def identifier(self) -> str:
        """The id of the document's relationship to it."""
        return f"rId{self.kind.capitalize()}{self.section.capitalize()}"


def write_document(html: str, look: Look, name: str, *, fillable: bool = False, folders: Sequence[Path] = ()) -> bytes:
    """Return the page in `html` as a Word document in `look`: the bytes of a .docx file.

    `name` is what the page is called where something is wrong with it. Where the document is `fillable`, lines
    to write on become fields to type in. Pictures are looked for in `folders`. Raises `ProblemsError` with
    everything that is wrong.
    """
    page = parse_page(html, name)
    if problems := list(page_problems(page, name)):
        raise ProblemsError(problems)
    head, body = page.find("head"), page.find("body")
    if head is None or body is None:
        raise ProblemsError([problem_at(page, name, "this is no page", "Write <head> … </head> <body> … </body>.")])
    title = text_of(found) if (found := head.find("title")) is not None else ""
    targets = {element.get("id", ""): element for element in page.iterfind(".//*[@id]")}
    numbering = Numbering(look.list_step, look.bullets)
    draft = Draft(look, name, numbering, fillable=fillable, folders=folders, targets=targets)
    if not title:
        draft.report(head, "the page has no title", "Write <title> … </title> in its head.")
    edges = list(_edges(draft, body))
    content = body_xml(draft, body, lambda section: _references(edges, section))
    notes = footnotes(draft, page)
    if draft.problems:
        raise ProblemsError(draft.problems)
    meta = {element.get("name", ""): element.get("content", "") for element in head.iterfind("meta")}
    parts = _parts(draft, content, edges, notes)
    return pack(parts, core_properties(title, meta, look.language))


def _parts(draft: Draft, content: str, edges: list[Edge], notes: Part | None) -> list[Part]:
    """Return the parts of the document, the main one first."""
    look = draft.look
    links = [Relationship(edge.identifier, RELATIONSHIPS[edge.kind], _file(edge.part)) for edge in edges]
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
    shared = [with_note_settings(part) if notes and part.name == SETTINGS else part for part in look.parts]
    return [main, *parts, *draft.media.values(), *shared]


def _file(part: Part) -> str:
    return part.name.removeprefix("word/")


def _edges(draft: Draft, body: Element) -> Iterator[Edge]:
    """Take the page header and footer out of `body` and yield them as parts, once more for landscape pages."""
    sections = ["", "landscape"] if has_landscape(body) else [""]
    for kind, root in EDGES.items():
        edge = body.find(kind)
        if edge is None:
            continue
        for number, section in enumerate(sections, 1):
            own = draft.for_part(kind)
            style = draft.style(f"{kind} {section}".title().strip())
            content = "".join(
                Paragraph(style, runs_of(own, child), rtl=speech_of(child, draft.look.language).rtl).xml()
                for child in edge
            )
            xml = f"{DECLARATION}<w:{root} {NAMESPACES} {DRAWING}>{content}</w:{root}>"
            part = Part(f"word/{kind}{number}.xml", CONTENT_TYPES[kind], xml.encode(), own.relationships())
            yield Edge(kind, section, part)
        for marked in edge.iterfind(".//*[@id]"):
            draft.report(marked, f"an id cannot stand in the {kind}", "A link leads to a place in the page's text.")
        if not len(edge):
            draft.report(edge, f"this <{kind}> is empty", "Put a <p> in it, or leave it out.")
        if (edge.tail or "").strip():
            draft.report(edge, f"text stands behind the <{kind}>", "Put it in <p> … </p>.")
        body.remove(edge)


def _references(edges: list[Edge], section: str) -> str:
    """Return what names the header and footer of a section (17.10.2): those of its kind, or else the usual ones."""
    chosen = [edge for edge in edges if edge.section == ("landscape" if section == "landscape" else "")]
    return "".join(f'<w:{edge.kind}Reference w:type="default" r:id="{edge.identifier}"/>' for edge in chosen)
