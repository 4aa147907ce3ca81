"""Headers and footers: those of a page, or those of a template with its placeholders filled in for one document."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from debatekit.word.context import DocumentContext
from debatekit.word.html import Element, text_of
from debatekit.word.html_schema import ELEMENTS
from debatekit.word.inline import text_paragraph
from debatekit.word.package import CONTENT_TYPES, Part
from debatekit.word.theme import twips
from debatekit.word.xml import DECLARATION, DRAWING, NAMESPACES, Paragraph, run

ROOTS: Final = {"header": "hdr", "footer": "ftr"}  # the kinds, and the root of the part of each (17.10.4, 17.10.3)
PLACEHOLDERS: Final = ("motion", "handout", "edition")  # what a template may ask for, besides page numbers
TAB_TOPS: Final = {"tab for": 1474, "tab against": 3742}  # 26 and 66 mm from the top of the page
TAB_WIDTH: Final = 400  # 20 points, for a line of 17 and its border
TAB_MARGIN: Final = 340  # 6 mm to the edge of the page, where printers stop
TAB_LENGTH: Final = 68.0  # points at least, 24 mm, so that it is seen from across a table
WIDEST: Final = 0.75  # width of a capital letter as a share of the font's size
FILL: Final = "fill:"  # the prefix of the `meta` elements with these values


class HeaderPart(NamedTuple):
    """A header or footer of a document, for some of the pages of a kind of section."""

    kind: str
    page: str
    section: str
    part: Part

    @property
    def id(self) -> str:
        """The id of the main part's relationship to it."""
        return f"rId{f'{self.kind} {self.page} {self.section}'.title()}".replace("Default", "").replace(" ", "")


def header_references(headers: Sequence[HeaderPart], *, landscape: bool, first: bool) -> str:
    """Return the references of a section (17.10.5, 17.10.2); only the `first` section has a first page."""
    section = "landscape" if landscape else ""  # other pages share their headers
    return "".join(
        f'<w:{header.kind}Reference w:type="{header.page}" r:id="{header.id}"/>'
        for header in headers
        if header.section == section and (first or header.page != "first")
    )


def take_headers(document: DocumentContext, body: Element) -> dict[str, Element]:
    """Remove the page's own header and footer from its body, and return them by their kinds."""
    found = {kind: header for kind in ROOTS if (header := document.only_child(body, kind))}
    parent = Element(body.tag, body.attributes, body.class_, body.parent)  # a copy: they keep their language
    for kind, header in found.items():
        for marked in document.targets.values():
            if header in marked.ancestors():
                hint = "A link leads to a place in the page's text."
                document.add_error(marked, f"an id is not allowed in the {kind}", hint)
        if not header.children:
            document.add_error(header, f"this <{kind}> is empty", "Put a <p> in it, or leave it out.")
        header.parent = parent
        body.children.remove(header)
    return found


def _tab(document: DocumentContext, element: Element, *, landscape: bool) -> str:
    """Return the sign of a side as text from top to bottom (17.3.1.41) in a frame at the right edge (17.3.1.11)."""
    page_width = max(document.template.page_size) if landscape else document.template.page_size[0]
    size = document.template.theme.effective("Tab", "size") or 0
    length = twips(max(len(text_of(element)) * size * WIDEST + size, TAB_LENGTH))
    style = document.style(ELEMENTS["p"].classes[element.class_])
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:framePr w:w="{TAB_WIDTH}" w:h="{length}" w:hRule="exact" '
        f'w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{page_width - TAB_MARGIN - TAB_WIDTH}" '
        f'w:y="{TAB_TOPS[element.class_]}"/><w:jc w:val="center"/><w:textDirection w:val="tbRl"/></w:pPr>'
        f"{text_paragraph(document, element, 'Tab').runs}</w:p>"
    )


def _own_content(document: DocumentContext, own: Element, style: str, *, is_first: bool, has_tabs: bool) -> str:
    """Return the content of a page's own header or footer, as XML; of the header of its first page, only the signs."""
    tabs = [child for child in own.children if child.class_ in TAB_TOPS]
    lines = [child for child in own.children if child not in tabs and not is_first]
    signs = tabs if has_tabs else []  # a letterhead has no room for them
    xml = [_tab(document, child, landscape=style.endswith("Landscape")) for child in signs]
    paragraphs = [text_paragraph(document, child, style) for child in lines]
    if not paragraphs:  # in LibreOffice, the direction of the next one decides at which edge the sign of a side is
        rtl = document.language_of(own).rtl
        paragraphs = [Paragraph(document.template.styles["Section End"], "", rtl=rtl)]
    return "".join([*xml, *(paragraph.xml(document.template.twins) for paragraph in paragraphs)])


def header_parts(
    document: DocumentContext, head: Element, own: Mapping[str, Element], meta: Mapping[str, str], kinds: Sequence[str]
) -> list[HeaderPart]:
    """Return the headers and footers of a document, for the `kinds` of its sections: the template's and its `own`."""
    template = document.template
    values = {key.removeprefix(FILL): text for key, text in meta.items() if key.startswith(FILL)}
    templates = {(header.kind, header.page): header for header in template.edges}
    missing = {(name, header.file) for header in template.edges for name in header.placeholders if name not in values}
    for name, file in sorted(missing):
        hint = f'Write <meta name="{FILL}{name}" content="…"> in its head.'
        document.add_error(head, f"{file} asks for '{name}', which this page does not have", hint)
    if missing:
        return []
    edition = values.get("edition", "")
    parts = []
    is_ours = not template.edges and "header" in own
    pages = ("default", "first") if is_ours else template.pages  # our first page has a title in place of a header
    places = [place for place in product(kinds, pages) if place[0] == kinds[0] or place[1] != "first"]
    for number, (section, page) in enumerate(places, 1):
        pair = {kind: templates.get((kind, page)) for kind in ROOTS}
        present = {name for header in pair.values() if header for name in header.placeholders}
        needs_edition = meta.get("audience") == "teacher" and "edition" not in present
        for kind, header in pair.items():
            is_complete = header and (header.placeholders or header.numbered) and (edition or not needs_edition)
            has_own = kind in own and not is_complete
            if not has_own and header is None:
                continue
            xml = f"<w:{ROOTS[kind]} {NAMESPACES} {DRAWING}>" if header is None else header.filled(values, number)
            relationships = header.relationships if header else ()
            if has_own:
                context = document.for_part(kind)
                is_first = is_ours and page == "first" and kind == "header"
                style = f"{kind} {section}".title().strip()
                xml += _own_content(context, own[kind], style, is_first=is_first, has_tabs=is_ours)
                relationships += context.relationships()
            elif needs_edition and kind == "footer":
                xml += Paragraph(template.styles["Footer"], run(edition)).xml(template.twins)
            blob = f"{DECLARATION}{xml}</w:{ROOTS[kind]}>".encode()
            part = Part(f"word/{kind}{number}.xml", CONTENT_TYPES[kind], blob, relationships)
            parts.append(HeaderPart(kind, page, section, part))
    return parts
