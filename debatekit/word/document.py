"""A page and a look → the parts of a Word document, and its package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.problems import ProblemsError
from debatekit.word.blocks import blocks_of
from debatekit.word.draft import Draft, Setting
from debatekit.word.inline import runs_of
from debatekit.word.look import Relationship, StaticPart
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, core_properties, pack
from debatekit.word.page import parse_page
from debatekit.word.xml import DECLARATION, NAMESPACES, Paragraph

if TYPE_CHECKING:
    from debatekit.word.look import Look
    from debatekit.word.page import Element


def write_document(html: str, look: Look, name: str) -> bytes:
    """Return the page in `html` as a Word document in `look`: the bytes of a .docx file.

    `name` is what the page is called where something is wrong with it. Raises `ProblemsError` with everything
    that is.
    """
    page = parse_page(html, name)
    draft = Draft(look, name)
    head, body = page.find("head"), page.find("body")
    if head is None or body is None:
        raise ValueError("a page has a head and a body")
    edges = {kind: body.find(kind) for kind in ("header", "footer")}
    parts = []
    references = ""
    relationships = list(look.relationships)
    for kind, edge in edges.items():
        if edge is not None:
            body.remove(edge)
            identifier = f"rId{kind.capitalize()}"
            parts.append(StaticPart(f"word/{kind}1.xml", CONTENT_TYPES[kind], _edge(draft, edge, kind)))
            relationships.append(Relationship(identifier, RELATIONSHIPS[kind], f"{kind}1.xml"))
            references += f'<w:{kind}Reference w:type="default" r:id="{identifier}"/>'
    content = "".join(block.xml() for block in blocks_of(draft, body, Setting()))
    title = " ".join((page.findtext("head/title") or "").split())
    if not title:
        draft.report(head, "the page has no title", "Write <title> … </title> in its head.")
    if draft.problems:
        raise ProblemsError(draft.problems)
    xml = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{_section(look, references)}</w:body></w:document>"
    parts.insert(0, StaticPart("word/document.xml", CONTENT_TYPES["document"], xml.encode()))
    if draft.numbering:
        parts.append(StaticPart("word/numbering.xml", CONTENT_TYPES["numbering"], draft.numbering.xml().encode()))
        relationships.append(Relationship("rIdNumbering", RELATIONSHIPS["numbering"], "numbering.xml"))
    relationships += [
        Relationship(identifier, RELATIONSHIPS["hyperlink"], target, external=True)
        for target, identifier in draft.links.items()
    ]
    meta = {element.get("name", ""): element.get("content", "") for element in head.iterfind("meta")}
    core = core_properties(title, meta, look.language)
    return pack([*parts, *look.parts], relationships, core)


def _edge(draft: Draft, element: Element, kind: str) -> bytes:
    """Return a page header or footer as a part; its paragraphs are in the style of the same name."""
    style = draft.style(kind.capitalize())
    paragraphs = [Paragraph(style, runs_of(draft, child)).xml() for child in element.iterfind("p")]
    tag = "hdr" if kind == "header" else "ftr"
    return f"{DECLARATION}<w:{tag} {NAMESPACES}>{''.join(paragraphs)}</w:{tag}>".encode()


def _section(look: Look, references: str) -> str:
    width, height = look.page_size
    margins = " ".join(f'w:{side}="{size}"' for side, size in look.margins.items())
    return f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {margins} w:gutter="0"/></w:sectPr>'
