"""The edges of a page: its header and footer, a page's own or those of a look, filled for one document.

A look's edge is finished XML with gaps for what differs from document to document, so that filling it is joining
text. Nothing that the page says there is lost: where a look's edge has no gap at all, the page's own lines follow it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, Part, Relationship
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph, escape, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from debatekit.word.template import DocxTemplate

ROOTS: Final = {"header": "hdr", "footer": "ftr"}
"""The kinds of edge, and the root of the part that each becomes (17.10.4, 17.10.3)."""

PAGES: Final = ("default", "first", "even")
"""The pages that may have edges of their own (17.18.36)."""

GAPS: Final = ("motion", "handout", "edition")
"""What a look's edge may ask of a page beside the page's number and how many there are."""

MUST_SAY: Final = {"teacher": ("edition",)}
"""What is said at the foot of every page for an audience, whatever the look."""


class LookEdge(NamedTuple):
    """A header or footer of a look, for one kind of page."""

    kind: str
    page: str
    pieces: tuple[str, ...]
    """XML, a gap's name, XML, and so on, up to the end tag of the root, which is not there."""
    relationships: tuple[Relationship, ...]
    file: str
    numbered: bool = False
    """Whether it says the page's number."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What it asks of the page."""
        return self.pieces[1::2]

    def filled(self, fills: Mapping[str, str]) -> str:
        """Return it as XML with its gaps filled."""
        return "".join(escape(fills[piece]) if place % 2 else piece for place, piece in enumerate(self.pieces))


class OwnEdge(NamedTuple):
    """A header or footer that a page brings: finished paragraphs and the links in them."""

    content: str
    relationships: tuple[Relationship, ...] = ()


class EdgePart(NamedTuple):
    """A header or footer of a document: the pages and the section that have it, its number, and its part."""

    kind: str
    page: str
    section: str
    part: Part

    @property
    def id(self) -> str:
        """The id of the main part's relationship to it."""
        page = "" if self.page == "default" else self.page
        return f"rId{self.kind.capitalize()}{page.capitalize()}{self.section.capitalize()}"

    @property
    def relationship(self) -> Relationship:
        """The link of the main part to it."""
        return Relationship(self.id, RELATIONSHIPS[self.kind], self.part.name.rpartition("/")[2])


def references(edges: Sequence[EdgePart], section: str, *, first: bool) -> str:
    """Return what names the headers and footers of a kind of section (17.10.5, 17.10.2).

    Only the `first` section of a document has a first page of its own.
    """
    chosen = [edge for edge in edges if edge.section == section and (first or edge.page != "first")]
    return "".join(f'<w:{edge.kind}Reference w:type="{edge.page}" r:id="{edge.id}"/>' for edge in chosen)


def edge_parts(
    look: DocxTemplate,
    own: Callable[[str, str], OwnEdge | None],
    fills: Mapping[str, str],
    audience: str,
    sections: Sequence[str],
) -> list[EdgePart]:
    """Return the headers and footers of a document for `audience`, the look's and the page's own.

    `sections` are the kinds of section that it has, that of the first one first. `own` writes the page's header or
    footer for a kind of section, anew each time, since ids are unique in a document.
    `fills` has a text for each gap of the look's edges; see `missing_fills`.
    """
    known = {(edge.kind, edge.page): edge for edge in look.edges}
    parts = []
    places = [place for place in product(sections, look.pages) if place[0] == sections[0] or place[1] != "first"]
    for number, (section, page) in enumerate(places, 1):
        said = {gap for kind in ROOTS if (edge := known.get((kind, page))) for gap in edge.gaps}
        unsaid = [gap for gap in MUST_SAY.get(audience, ()) if gap not in said]
        for kind, root in ROOTS.items():
            edge = known.get((kind, page))
            due = unsaid if kind == "footer" else []
            alone = edge is not None and (edge.gaps or edge.numbered) and all(fills.get(gap) for gap in due)
            mine = None if alone else own(kind, section)
            start = f"{DECLARATION}<w:{root} {NAMESPACES} {DRAWING}>"
            content = ""
            relationships: tuple[Relationship, ...] = ()
            if edge is not None:
                start, relationships = DECLARATION + edge.filled(fills), edge.relationships
            if mine is not None:
                content, relationships = mine.content, (*relationships, *mine.relationships)
            elif edge is not None:
                content = "".join(
                    Paragraph(look.styles["Footer"], run(fills[gap])).xml() for gap in due if gap in fills
                )
            if edge is None and not content:
                continue
            xml = f"{start}{content}</w:{root}>".encode()
            part = Part(f"word/{kind}{number}.xml", CONTENT_TYPES[kind], xml, relationships)
            parts.append(EdgePart(kind, page, section, part))
    return parts


def missing_fills(look: DocxTemplate, fills: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the gaps of a look that a page has no text for, each with the file that the look is from."""
    return sorted({(gap, edge.file) for edge in look.edges for gap in edge.gaps if gap not in fills})
