"""A page and a look → the parts of a Word document, and its package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.problems import ProblemsError
from debatekit.word.blocks import blocks_of
from debatekit.word.draft import Draft, Setting
from debatekit.word.inline import runs_of
from debatekit.word.look import Part, Relationship
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, core_properties, pack
from debatekit.word.page import parse_page, problem_at, text_of
from debatekit.word.xml import DECLARATION, NAMESPACES, Paragraph

if TYPE_CHECKING:
    from debatekit.word.look import Look
    from debatekit.word.page import Element


EDGES = {"header": "hdr", "footer": "ftr"}
"""The elements that stand at the edges of every page, and the root of the part that each becomes."""


def write_document(html: str, look: Look, name: str) -> bytes:
    """Return the page in `html` as a Word document in `look`: the bytes of a .docx file.

    `name` is what the page is called where something is wrong with it. Raises `ProblemsError` with everything
    that is.
    """
    page = parse_page(html, name)
    draft = Draft(look, name)
    head, body = page.find("head"), page.find("body")
    if head is None or body is None:
        raise ProblemsError([problem_at(page, name, "this is no page", "Write <head> … </head> <body> … </body>.")])
    edges = [edge for kind in EDGES if (edge := _edge(draft, body, kind))]
    content = "".join(block.xml() for block in blocks_of(draft, body, Setting()))
    title = text_of(found) if (found := head.find("title")) is not None else ""
    if not title:
        draft.report(head, "the page has no title", "Write <title> … </title> in its head.")
    if draft.problems:
        raise ProblemsError(draft.problems)
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="rId{kind.capitalize()}"/>' for kind, _ in edges)
    xml = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{_section(look, references)}</w:body></w:document>"
    links = [Relationship(f"rId{kind.capitalize()}", RELATIONSHIPS[kind], f"{kind}1.xml") for kind, _ in edges]
    parts = [part for _, part in edges]
    if draft.numbering:
        parts.append(Part("word/numbering.xml", CONTENT_TYPES["numbering"], draft.numbering.xml().encode()))
        links.append(Relationship("rIdNumbering", RELATIONSHIPS["numbering"], "numbering.xml"))
    main = Part(
        "word/document.xml",
        CONTENT_TYPES["document"],
        xml.encode(),
        (*look.relationships, *links, *_hyperlinks(draft)),
    )
    meta = {element.get("name", ""): element.get("content", "") for element in head.iterfind("meta")}
    return pack([main, *parts, *look.parts], core_properties(title, meta, look.language))


def _edge(draft: Draft, body: Element, kind: str) -> tuple[str, Part] | None:
    """Take the page header or footer out of `body` and return it as a part, in the style of the same name."""
    edge = body.find(kind)
    if edge is None:
        return None
    own = Draft(draft.look, draft.name, problems=draft.problems, controls=draft.controls)
    style = draft.style(kind.capitalize())
    content = "".join(Paragraph(style, runs_of(own, child)).xml() for child in edge)
    if not content:
        draft.report(edge, f"this <{kind}> is empty", "Put a <p> in it, or leave it out.")
    draft.controls = own.controls
    if (edge.tail or "").strip():
        draft.report(edge, f"text stands behind the <{kind}>", "Put it in <p> … </p>.")
    body.remove(edge)
    xml = f"{DECLARATION}<w:{EDGES[kind]} {NAMESPACES}>{content}</w:{EDGES[kind]}>"
    return kind, Part(f"word/{kind}1.xml", CONTENT_TYPES[kind], xml.encode(), tuple(_hyperlinks(own)))


def _hyperlinks(draft: Draft) -> list[Relationship]:
    kind = RELATIONSHIPS["hyperlink"]
    return [Relationship(link, kind, target, external=True) for target, link in draft.links.items()]


def _section(look: Look, references: str) -> str:
    width, height = look.page_size
    margins = " ".join(f'w:{side}="{size}"' for side, size in look.margins.items())
    return f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {margins} w:gutter="0"/></w:sectPr>'
