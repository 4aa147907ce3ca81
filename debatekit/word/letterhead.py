"""Letterhead: a school's own Word file as a template, with its styles, page setup, headers and footers.

Nothing else of the file is taken over, so macros, embedded objects and what it says of its authors stay behind.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.ooxml import WP, O, Package, R, V, W, field_name, is_on, open_package, value
from debatekit.ooxml import Part as SourcePart
from debatekit.word import letterhead_styles
from debatekit.word.headers import PLACEHOLDERS, ROOTS
from debatekit.word.html_schema import FIELDS, LINK_SCHEMES
from debatekit.word.images import EXTENSIONS, MAX_PIXELS, is_of_kind, read_image
from debatekit.word.letterhead_styles import Palette, StyleSheet, new_root, read_palette, remove, to_twips
from debatekit.word.package import RELATIONSHIPS, Part, Relationship
from debatekit.word.template import PICTURE_ID, DocxTemplate, HeaderTemplate, make_template
from debatekit.word.theme import MIN_TEXT_WIDTH, Theme, twips
from debatekit.word.xml import attribute

if TYPE_CHECKING:
    from debatekit.ooxml import Element
    from debatekit.word.numbering import ExistingNumbering

MAX_FILE: Final = 50_000_000
"""Bytes of the file; its pictures are in every document that is made with it."""
MAX_HEADER: Final = 1_000_000
"""Bytes of a header or footer as XML; a coat of arms drawn with lines takes some hundred thousand."""
STYLES, THEME, SETTINGS = "word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"

SAVE_AS: Final = "In Word, choose File > Save As > Word Document (*.docx)."
INSERT: Final = "Insert the picture itself, not a link to it."

PICTURES: Final = EXTENSIONS | {
    "image/bmp": "bmp", "image/tiff": "tiff", "image/x-emf": "emf", "image/x-wmf": "wmf",
}  # fmt: skip
"""The content types of pictures that are taken over, and the endings of their files."""
SAFE_FIELDS: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "TITLE", "SUBJECT",
    "AUTHOR", "KEYWORDS", "STYLEREF", "FILENAME", "HYPERLINK", "SYMBOL", "=",
})  # fmt: skip
"""Fields that show something of the document itself (17.16.5); others bring in what is elsewhere."""
SWITCH: Final = re.compile(r'\\(?:[lot]\s*(?:"[^"\\]*"|[^\s"\\]+)|[mn])', re.IGNORECASE)
SAFE: Final = f"(?:{'|'.join(LINK_SCHEMES)})"
SAFE_LINK: Final = re.compile(rf'\s*HYPERLINK(?:\s+(?:"{SAFE}[^"\\]*"|{SAFE}[^\s"\\]*))?\s*', re.IGNORECASE)
"""A link to a web page, a mail address or a place in the document, without its switches (17.16.5.25)."""

PLACEHOLDER: Final = re.compile("\\{\\{([^{}\ufffc]{0,100})\\}\\}")
GAP: Final = re.compile(rf"<\?gap ({'|'.join(PLACEHOLDERS)})\?>")
OBJECT: Final = "\ufffc"
"""Written for what is in a run and is not text, so that no placeholder reaches over it."""
FIELD: Final = (
    '</w:t><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> {} </w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:t xml:space="preserve">'
)
"""A field within the text of a run (17.16.18, 17.3.2.25)."""


@dataclass(frozen=True)
class Letterhead:
    """What is taken from a school's file, for templates in any theme, language and paper."""

    file: str
    styles: StyleSheet
    numbering: ExistingNumbering
    palette: Palette | None
    page_size: tuple[int, int] | None
    """Width and height in twentieths of a point, None if the file leaves them to the program."""
    margins: Mapping[str, int]
    pages: tuple[str, ...]
    headers: tuple[HeaderTemplate, ...]
    pictures: tuple[Part, ...]
    tab_stop: str
    """The distance of default tab stops, which letterheads rely on; "" if the file does not set it."""


def open_letterhead(path: Path) -> Letterhead:
    """Return what is taken from the Word file at `path` (.docx or .dotx).

    Raises `DebatekitError` if it is not a sound Word file, has macros, is encrypted, or has something in its header or
    footer that cannot be taken over; `docs/school-look.md` lists the errors.
    """
    package = open_package(path, MAX_FILE)
    _check_kind(package)
    main = package.main
    body = main.xml.find(f"{W}body")
    if body is None:
        raise package.error("this is not a Word document", SAVE_AS)
    settings = _related(main, "settings")
    sections = list(body.iter(f"{W}sectPr")) or [new_root("sectPr")]
    pages = ["default"]
    pages += ["first"] if is_on(sections[-1].find(f"{W}titlePg")) else []
    pages += ["even"] if is_on(settings.find(f"{W}evenAndOddHeaders")) else []
    styles = letterhead_styles.read_styles(_related(main, "styles"))
    reader = _HeaderReader(package)
    headers = {
        (kind, page): reader.read(kind, part) for kind, page, part in _header_parts(main, sections) if page in pages
    }
    if reader.problems:
        raise DebatekitError(reader.problems)
    trees = [tree for tree, _ in headers.values()]
    for tree in trees:
        styles.drop_unknown(tree)
    size = sections[-1].find(f"{W}pgSz")
    width, height = to_twips(value(size, "", "w")), to_twips(value(size, "", "h"))
    return Letterhead(
        file=package.name,
        styles=styles,
        numbering=letterhead_styles.read_numbering(_related(main, "numbering"), styles, trees),
        palette=read_palette(_related(main, "theme")),
        page_size=(width, height) if width and height else None,
        margins=_margins(sections[-1].find(f"{W}pgMar")),
        pages=tuple(pages),
        headers=tuple(
            _header_template(kind, page, tree, links, package.name)
            for (kind, page), (tree, links) in headers.items()
            if not _is_empty(tree)
        ),
        pictures=tuple(reader.pictures.values()),
        tab_stop=value(settings, "defaultTabStop"),
    )


def _check_kind(package: Package) -> None:
    if b"opendocument.text" in (package.read("mimetype") or b""):
        hint = "In LibreOffice, choose File > Save As > Word 2010-365 (.docx)."
        raise package.error("this is an OpenDocument text", hint)
    types = (package.read("[Content_Types].xml") or b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types or package.part("word/vbaProject.bin"):
        raise package.error("it holds macros, which are not taken over", SAVE_AS)


def _related(main: SourcePart, kind: str) -> Element:
    found = main.related(kind)
    return new_root(kind) if found is None else found.xml


def _margins(found: Element | None) -> dict[str, int]:
    """Return the margins of a section's page (17.6.11); the gutter is part of the left one."""
    sides = ("top", "bottom", "left", "right", "header", "footer")
    margins = {side: to_twips(text) for side in sides if (text := value(found, "", side))}
    if "left" in margins:
        margins["left"] += max(to_twips(value(found, "", "gutter")), 0)
    return {side: margin if side in ("top", "bottom") else max(margin, 0) for side, margin in margins.items()}


def letterhead_template(letterhead: Letterhead, theme: Theme, language: str, paper: str | None = None) -> DocxTemplate:
    """Return the template of a letterhead, for documents in `language`, with what it lacks taken from `theme`.

    The page is the letterhead's, or `paper` within its margins. Raises `DebatekitError` if no line of text fits
    between the margins.
    """
    own = make_template(theme, paper or "a4", language)
    size = letterhead.page_size if letterhead.page_size and paper is None else own.page_size
    margins = {**own.margins, **letterhead.margins}
    template = replace(own, page_size=size, margins=margins)
    text_height = size[1] - abs(margins["top"]) - abs(margins["bottom"])
    if min(template.text_width, text_height) < twips(MIN_TEXT_WIDTH):
        message, hint = "its margins leave no room for text on the page", "Change them in Layout > Margins."
        raise DebatekitError.for_file(letterhead.file, message, hint)
    roots = {part.name: etree.fromstring(part.blob) for part in own.parts if part.name in (STYLES, THEME, SETTINGS)}
    own_palette = read_palette(deepcopy(roots[THEME]))
    assert own_palette is not None  # ours names all colours and fonts
    extra = (template.text_width - own.text_width, template.landscape_width - own.landscape_width)
    sheet, ids = letterhead_styles.merge_styles(
        letterhead.styles, StyleSheet(roots[STYLES]), letterhead.palette, own_palette, extra
    )
    letterhead_styles.set_language(sheet, language)
    roots[STYLES] = sheet.root
    if letterhead.palette:
        letterhead_styles.apply_palette(roots[THEME], letterhead.palette)
    for stop in roots[SETTINGS].iterfind(f"{W}defaultTabStop"):
        stop.set(f"{W}val", letterhead.tab_stop or value(stop))
        if "even" in letterhead.pages:
            stop.addnext(stop.makeelement(f"{W}evenAndOddHeaders"))
    blobs = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in roots.items()
    }
    return replace(
        template,
        parts=(*(replace(part, blob=blobs.get(part.name, part.blob)) for part in own.parts), *letterhead.pictures),
        styles={name: attribute(identifier)[1:-1] for name, identifier in ids.items()},
        indents={name: sheet.indent(sheet.by_id[identifier]) for name, identifier in ids.items()},
        lists=letterhead.numbering,
        edges=letterhead.headers,
        pages=letterhead.pages,
    )


def _header_parts(main: SourcePart, sections: Iterable[Element]) -> Iterator[tuple[str, str, SourcePart]]:
    """Yield kind, page and part of the last section's headers and footers; it inherits missing ones (17.10.1)."""
    identifiers = {
        (kind, value(reference, "", "type") or "default"): reference.get(f"{R}id", "")
        for section in sections
        for kind in ROOTS
        for reference in section.iterfind(f"{W}{kind}Reference")
    }
    yield from ((*key, part) for key, identifier in sorted(identifiers.items()) if (part := main.target(identifier)))


def _is_empty(tree: Element) -> bool:
    shown = tree.iter(*(W + tag for tag in ("drawing", "pict", "fldSimple", "instrText", "sym")))
    texts = any((text.text or "").strip() or len(text) for text in tree.iter(f"{W}t"))
    return not texts and next(shown, None) is None


def _header_template(
    kind: str, page: str, tree: Element, relationships: tuple[Relationship, ...], file: str
) -> HeaderTemplate:
    text = etree.tostring(tree, encoding="unicode").removesuffix(f"</w:{ROOTS[kind]}>")
    numbered = "<?gap page?>" in text or "PAGE" in map(field_name, _instructions(tree))
    for name, instruction in FIELDS.items():
        text = text.replace(f"<?gap {name}?>", FIELD.format(instruction))
    return HeaderTemplate(kind, page, tuple(GAP.split(text)), relationships, file, numbered)


class _HeaderReader:
    """Reads headers and footers one after another; a picture that several of them show is one part."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self.pictures: dict[str, Part] = {}
        self.drawings = 0
        self.kind = ""

    def read(self, kind: str, source: SourcePart) -> tuple[Element, tuple[Relationship, ...]]:
        self.kind = kind
        root = source.xml
        if len(etree.tostring(root)) > MAX_HEADER:
            self.report("is too long to be taken over", "Leave the name, the address and the logo in it.")
            return new_root(ROOTS[kind]), ()
        if objects := {link.kind for link in source.relationships.values()} - {"image", "hyperlink"}:
            name = re.sub("([A-Z])", r" \1", min(objects)).lower()  # "ole object", "chart"
            message = f"holds something that cannot be used in a letterhead: {name}"
            self.report(message, "Delete it there, or put a picture in its place.")
        letterhead_styles.sanitize(root)
        tree = new_root(ROOTS[kind], [child for child in root if child.tag in (f"{W}p", f"{W}tbl")])
        for instruction in _instructions(tree):
            if field_name(instruction) not in SAFE_FIELDS or (
                field_name(instruction) == "HYPERLINK" and not SAFE_LINK.fullmatch(SWITCH.sub(" ", instruction))
            ):
                message = f"holds the field {textwrap.shorten(instruction, 60) or 'without a name'}"
                self.report(message, "Delete it there, or type its text.")
        relationships = self.take_relationships(tree, source)
        for link in tree.iter(f"{W}hyperlink"):
            link.attrib.pop(f"{W}anchor", "")  # a place in the file's text
        for drawing in tree.iter(f"{WP}docPr"):
            self.drawings += 1
            drawing.set("id", f"{PICTURE_ID}{self.drawings}")
        for paragraph in tree.iter(f"{W}p"):
            self.mark_placeholders(paragraph)
        return tree, relationships

    def report(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.package.name, 0, 0, f"the {self.kind} {message}", hint))

    def take_relationships(self, tree: Element, source: SourcePart) -> tuple[Relationship, ...]:
        """Return the relationships to pictures and web pages that a tree needs, and note those that are refused."""
        ids: dict[tuple[str, str, bool], str] = {}
        for element in list(tree.iter()):
            self.drop_addresses(element)
            for key in [key for key in map(str, element.attrib) if key.startswith(R)]:
                if found := self.relationship(element.get(key, ""), source):
                    element.set(key, ids.setdefault(found, f"rIdSchool{len(ids) + 1}"))
                elif element.tag == f"{W}hyperlink":
                    del element.attrib[key]
                else:
                    remove(element)
                    break
        return tuple(Relationship(identifier, *found) for found, identifier in ids.items())

    def relationship(self, identifier: str, source: SourcePart) -> tuple[str, str, bool] | None:
        """Return type, target and mode of a relationship of ours, None if it is not taken over."""
        link = source.relationships.get(identifier)
        if link is not None and link.kind == "hyperlink":
            safe = link.external and link.target.lower().startswith(LINK_SCHEMES)
            return (RELATIONSHIPS["hyperlink"], link.target, True) if safe else None
        if link is not None and link.external:
            self.report("shows a picture that is not in the file but elsewhere", INSERT)
        elif picture := self.picture(source.target(identifier)):
            return RELATIONSHIPS["image"], picture.name.removeprefix("word/"), False
        return None

    def picture(self, source: SourcePart | None) -> Part | None:
        name = source.name if source else ""
        if name not in self.pictures:
            blob = self.package.read(name) or b""
            kind = next((kind for kind in PICTURES if is_of_kind(blob, kind)), None)
            image = read_image(blob)
            if kind is None:
                hint = "Put a picture in PNG or JPEG format in its place."
                self.report("shows a picture that is damaged, missing or of an unknown kind", hint)
            elif image is not None and image.width * image.height > MAX_PIXELS:
                self.report(f"shows a picture of {image.width:,} × {image.height:,} pixels", "Make it smaller.")
            else:
                self.pictures[name] = Part(f"word/media/school{len(self.pictures) + 1}.{PICTURES[kind]}", kind, blob)
        return self.pictures.get(name)

    def drop_addresses(self, element: Element) -> None:
        """Remove from an old drawing (VML) the addresses of files elsewhere, and Word's own cache."""
        if str(element.tag).startswith((V, O)):
            for key in {"src", "href", "althref", f"{O}href", f"{O}althref", f"{O}gfxdata", f"{O}relid"}:
                element.attrib.pop(key, "")
            if element.tag == f"{V}imagedata" and not {f"{R}id", f"{R}pict"} & set(map(str, element.attrib)):
                self.report("shows a picture that is not in the file but elsewhere", INSERT)

    def mark_placeholders(self, paragraph: Element) -> None:
        """Mark each placeholder of a paragraph in the run in which it begins, however Word splits it into runs."""
        pieces = list(_texts(paragraph))
        text = "".join(piece for _, piece in pieces)
        owners = [element for element, piece in pieces for _ in piece]
        known = [*PLACEHOLDERS, *FIELDS]
        for match in PLACEHOLDER.finditer(text):
            name = match[1].strip().lower()
            owners[match.start() : match.end()] = [owners[match.start()]] * len(match[0])
            if name not in known:
                self.report(f"says '{match[0]}', which means nothing here", did_you_mean(name, known))
        if "{{" in PLACEHOLDER.sub("", text):
            self.report("has a '{{' without a '}}'", "Write it as {{ motion }}, in one paragraph.")
        for element, _ in pieces:
            if element is not None:
                element.text = ""
        for element, group in groupby(zip(owners, text, strict=True), key=itemgetter(0)):
            if element is not None:
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                element.text, *marked = PLACEHOLDER.split("".join(character for _, character in group))
                for name, after in zip(marked[::2], marked[1::2], strict=True):
                    mark = etree.ProcessingInstruction("gap", name.strip().lower())  # no text can be mistaken for it
                    mark.tail = after
                    element.append(mark)


def _texts(paragraph: Element) -> Iterator[tuple[Element | None, str]]:
    """Yield the texts of a paragraph, but not of text boxes in it, each with its element."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            for child in run:
                if child.tag == f"{W}t":
                    yield child, child.text or ""
                elif child.tag != f"{W}rPr":
                    yield None, OBJECT


def _instructions(tree: Element) -> Iterator[str]:
    """Yield the instruction of each field, simple or complex (17.16.18, 17.16.19)."""
    begun = [""]
    for element in tree.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = value(element, "", "fldCharType")
        if element.tag == f"{W}fldSimple":
            yield value(element, "", "instr")
        elif element.tag == f"{W}instrText":
            begun[-1] += element.text or ""
        elif kind == "begin":
            begun.append("")
        elif kind == "end" and len(begun) > 1:
            yield begun.pop()
    yield from filter(None, begun)
