"""Letterhead: a school's own Word file as a template, with its styles, page setup, headers and footers.

Nothing else of the file is taken over, so macros, embedded objects and what it says of its authors stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml import etree

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.ooxml import NAMESPACES, RELATIONSHIPS, WP, A, O, R, V, W, field_name, is_on, open_package, value
from debatekit.word.headers import PLACEHOLDERS, ROOTS, HeaderTemplate
from debatekit.word.html_schema import FIELDS, LINK_SCHEMES
from debatekit.word.images import MAX_PIXELS, is_of_kind, read_image
from debatekit.word.letterhead_styles import (
    StyleSheet,
    apply_palette,
    merge_styles,
    new_root,
    read_numbering,
    read_palette,
    read_styles,
    remove,
    sanitize,
    set_language,
    to_twips,
)
from debatekit.word.package import Part, Relationship
from debatekit.word.template import make_template
from debatekit.word.xml import attribute

if TYPE_CHECKING:
    from debatekit.ooxml import Element, Package
    from debatekit.ooxml import Part as SourcePart
    from debatekit.word.letterhead_styles import Palette
    from debatekit.word.numbering import ExistingNumbering
    from debatekit.word.template import DocxTemplate
    from debatekit.word.theme import Theme

MAX_FILE: Final = 50_000_000
"""Bytes of the file; its pictures are in every document that is made with it."""
MAX_ELEMENTS: Final = 10_000
"""Elements of one header or footer; a coat of arms drawn with lines takes some thousands."""
MAX_CHARACTERS: Final = 20_000
"""Characters of one header or footer."""
MAX_SIDE: Final = 31680
"""The longest side of a page in Word: 22 inches, in twentieths of a point."""
MIN_LINE: Final = 2835
"""The shortest line of text on a worksheet: 5 cm."""
STYLES, THEME, SETTINGS = "word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
DEFAULT_PAPER: Final = "a4"

SAVE_AS: Final = "In Word, choose File > Save As > Word Document (*.docx)."
DELETE: Final = "Delete it there, or put a picture in its place."
INSERT: Final = "Insert the picture itself, not a link to it."

PICTURES: Final = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff",
    "image/x-emf": "emf", "image/x-wmf": "wmf",
}  # fmt: skip
"""The content types of pictures that are taken over, and the endings of their files."""
FIRST_PICTURE: Final = 100_000
"""Ids of pictures start here, away from those of the document's own (20.4.2.5)."""
REFUSED: Final = {
    "oleObject": "an embedded object",
    "package": "an embedded object",
    "control": "an ActiveX control",
    "chart": "a chart",
    "diagramData": "a diagram",
}
"""What relationships of other kinds than pictures and links lead to, as a person would call it."""
GRAPHICS: Final = {NAMESPACES[prefix] for prefix in ("pic", "wps", "wpg")}
"""What drawings may hold: pictures, shapes and text boxes, and groups of them."""

SAFE_FIELDS: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "TITLE", "SUBJECT",
    "AUTHOR", "KEYWORDS", "STYLEREF", "FILENAME", "HYPERLINK", "SYMBOL", "=",
})  # fmt: skip
"""Fields that show something of the document itself (17.16.5); others bring in what is elsewhere."""
QUOTED: Final = r'(?:[^"\\]|\\[^"])*'
SCHEMES: Final = "|".join(map(re.escape, LINK_SCHEMES))
SAFE_LINK: Final = re.compile(
    rf'\s*HYPERLINK\s+(?:(?:\\[lot]\s*(?:"{QUOTED}"|[^\s"\\]+)|\\[mn]|"(?:{SCHEMES}){QUOTED}"|(?:{SCHEMES})[^\s"\\]+)'
    r"(?:\s+|$))+",
    re.IGNORECASE,
)
"""A link to a web page, a mail address or a place in the document, with its switches and nothing else (17.16.5.25)."""

PLACEHOLDER: Final = re.compile("\\{\\{([^{}\ufffc]{0,100})\\}\\}")
GAP: Final = re.compile(rf"<\?gap ({'|'.join(PLACEHOLDERS)})\?>")
OBJECT: Final = "\ufffc"
"""Written for what is in a run and is not text, so that no placeholder reaches over it."""
FIELD: Final = (
    '</w:t><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> {} </w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:t xml:space="preserve">'
)
"""A field within the text of a run (17.16.18, 17.3.2.25)."""


_Header: TypeAlias = "tuple[Element, tuple[Relationship, ...]]"


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
    body = main.xml().find(f"{W}body")
    if body is None:
        raise package.error("this is not a Word document, but a file of another program", SAVE_AS)
    styles_root, settings = _related(main, "styles"), _related(main, "settings")
    if styles_root is None:
        raise package.error("it is damaged: it has no styles", "Open it in Word and save it again.")
    sections = list(body.iter(f"{W}sectPr"))
    last = sections[-1] if sections and sections[-1].getparent() is body else None
    pages = ["default"]
    pages += ["first"] if last is not None and is_on(last.find(f"{W}titlePg")) else []
    pages += ["even"] if settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders")) else []
    styles = read_styles(styles_root)
    reader = _HeaderReader(package)
    headers = {
        (kind, page): reader.read(kind, part) for kind, page, part in _header_parts(main, sections) if page in pages
    }
    if reader.problems:
        raise DebatekitError(reader.problems)
    trees = [tree for tree, _ in headers.values()]
    for tree in trees:
        styles.drop_unknown(tree)
    return Letterhead(
        file=package.name,
        styles=styles,
        numbering=read_numbering(_related(main, "numbering"), styles, trees),
        palette=read_palette(_related(main, "theme")),
        page_size=_page_size(package, last),
        margins=_margins(last),
        pages=tuple(pages),
        headers=tuple(
            _header_template(*key, header, package.name) for key, header in headers.items() if not _is_empty(header[0])
        ),
        pictures=tuple(reader.pictures.values()),
        tab_stop=value(settings, "defaultTabStop"),
    )


def _check_kind(package: Package) -> None:
    types = package.parse("[Content_Types].xml")
    if types is None:
        if b"opendocument.text" in (package.read("mimetype") or b""):
            hint = "In LibreOffice, choose File > Save As > Word 2010-365 (.docx)."
            raise package.error("this is an OpenDocument text", hint)
        raise package.error("this is not a Word document", SAVE_AS)
    declared = "\n".join(element.get("ContentType", "").lower() for element in types)
    if "macroenabled" in declared or "vbaproject" in declared or package.part("word/vbaProject.bin"):
        raise package.error("it holds macros, which are not taken over", SAVE_AS)


def _related(main: SourcePart, kind: str) -> Element | None:
    return next((part.xml() for part in main.related(kind)), None)


def _page_size(package: Package, section: Element | None) -> tuple[int, int] | None:
    """Return the size of a section's page (17.6.13)."""
    size = None if section is None else section.find(f"{W}pgSz")
    width, height = to_twips(value(size, "", "w")), to_twips(value(size, "", "h"))
    if not (width and height):
        return None
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise package.error("its page is larger than Word allows", "Choose a size in Layout > Size.")
    return width, height


def _margins(section: Element | None) -> dict[str, int]:
    """Return the margins of a section's page (17.6.11); the gutter is part of the left one."""
    found = None if section is None else section.find(f"{W}pgMar")
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
    own = make_template(theme, paper or DEFAULT_PAPER, language)
    size = letterhead.page_size if letterhead.page_size and paper is None else own.page_size
    margins = {**own.margins, **letterhead.margins}
    template = replace(own, page_size=size, margins=margins)
    if template.text_width < MIN_LINE or size[1] - abs(margins["top"]) - abs(margins["bottom"]) < MIN_LINE:
        message, hint = "its margins leave no room for text on the page", "Change them in Layout > Margins."
        raise DebatekitError([Problem(letterhead.file, 0, 0, message, hint)])
    roots = {part.name: etree.fromstring(part.blob) for part in own.parts if part.name in (STYLES, THEME, SETTINGS)}
    own_palette = read_palette(deepcopy(roots[THEME]))
    assert own_palette is not None  # ours names all colours and fonts
    extra = (template.text_width - own.text_width, template.landscape_width - own.landscape_width)
    sheet, ids = merge_styles(letterhead.styles, StyleSheet(roots[STYLES]), letterhead.palette, own_palette, extra)
    set_language(sheet, language)
    roots[STYLES] = sheet.root
    if letterhead.palette:
        apply_palette(roots[THEME], letterhead.palette)
    _apply_settings(roots[SETTINGS], letterhead)
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


def _apply_settings(settings: Element, letterhead: Letterhead) -> None:
    stop = settings.find(f"{W}defaultTabStop")
    assert stop is not None  # ours have one
    if letterhead.tab_stop:
        stop.set(f"{W}val", letterhead.tab_stop)
    if "even" in letterhead.pages:
        stop.addnext(settings.makeelement(f"{W}evenAndOddHeaders"))


def _header_parts(main: SourcePart, sections: Iterable[Element]) -> Iterator[tuple[str, str, SourcePart]]:
    """Yield kind, page and part of the headers and footers of the last section.

    A section has those of the section before for which it names none (17.10.1).
    """
    identifiers = {
        (kind, value(reference, "", "type") or "default"): reference.get(f"{R}id", "")
        for section in sections
        for kind in ROOTS
        for reference in section.iterfind(f"{W}{kind}Reference")
    }
    for (kind, page), identifier in sorted(identifiers.items()):
        if part := main.target(identifier):
            yield kind, page, part


def _is_empty(tree: Element) -> bool:
    if any((text.text or "").strip() or len(text) for text in tree.iter(f"{W}t")):
        return False
    return next(tree.iter(*(W + tag for tag in ("drawing", "pict", "fldSimple", "instrText", "sym"))), None) is None


def _header_template(kind: str, page: str, header: _Header, file: str) -> HeaderTemplate:
    tree, relationships = header
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

    def read(self, kind: str, source: SourcePart) -> _Header:
        self.kind = kind
        root = source.xml()
        lengths = [len(element.text or "") for element in root.iter()]
        if len(lengths) > MAX_ELEMENTS or sum(lengths) > MAX_CHARACTERS:
            self.report("is too long to be taken over", "Leave the name, the address and the logo in it.")
            return new_root(ROOTS[kind], []), ()
        refused = {link.kind for link in source.relationships().values()} - {"image", "hyperlink"}
        for name in sorted({REFUSED.get(kind, "something that is not text or a picture") for kind in refused}):
            self.report(f"holds {name}", DELETE)
        sanitize(root)
        if not refused and any(data.get("uri") not in GRAPHICS for data in root.iter(f"{A}graphicData")):
            self.report("holds a drawing that is not a picture, a shape or a text box", DELETE)
        tree = new_root(ROOTS[kind], [child for child in root if child.tag in (f"{W}p", f"{W}tbl")])
        _complete(tree)
        self.check_fields(tree)
        relationships = self.take_relationships(tree, source)
        for drawing in tree.iter(f"{WP}docPr"):
            self.drawings += 1
            drawing.set("id", str(FIRST_PICTURE + self.drawings))
        for paragraph in tree.iter(f"{W}p"):
            self.mark_placeholders(paragraph)
        return tree, relationships

    def report(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.package.name, 0, 0, f"the {self.kind} {message}", hint))

    def check_fields(self, tree: Element) -> None:
        marks = [value(mark, "", "fldCharType") for mark in tree.iter(f"{W}fldChar")]
        if marks.count("begin") != marks.count("end"):
            self.report("holds a field that does not end", "Delete it there, and insert it again.")
        for instruction in _instructions(tree):
            name = field_name(instruction)
            if name not in SAFE_FIELDS:
                self.report(f"holds the field {name or 'without a name'}", "Delete it there, or type its text.")
            elif name == "HYPERLINK" and not SAFE_LINK.fullmatch(instruction):
                message = "holds a link that leads to no page of the web and no letter"
                self.report(message, "Delete it there, or type its text.")

    def take_relationships(self, tree: Element, source: SourcePart) -> tuple[Relationship, ...]:
        """Return the relationships to pictures and web pages that a tree needs, and note those that are refused."""
        ids: dict[tuple[str, str, bool], str] = {}
        for element in list(tree.iter()):
            self.drop_addresses(element)
            keys = [key for key in map(str, element.attrib) if key.startswith(R)]
            for key in keys:
                if key in (f"{R}link", f"{R}href") and {f"{R}embed", f"{R}id"} & set(keys):
                    del element.attrib[key]  # the picture is in the file as well
                elif found := self.relationship(element.get(key, ""), source):
                    element.set(key, ids.setdefault(found, f"rIdSchool{len(ids) + 1}"))
                elif element.tag == f"{W}hyperlink":
                    del element.attrib[key]
                else:
                    remove(element)
                    break
        return tuple(Relationship(identifier, *found) for found, identifier in ids.items())

    def relationship(self, identifier: str, source: SourcePart) -> tuple[str, str, bool] | None:
        """Return type, target and mode of a relationship of ours, None if it is not taken over."""
        link = source.relationships().get(identifier)
        if link is not None and link.kind == "hyperlink":
            safe = link.external and link.target.lower().startswith(LINK_SCHEMES)
            return (f"{RELATIONSHIPS}hyperlink", link.target, True) if safe else None
        if link is not None and link.external:
            self.report("shows a picture that is not in the file but elsewhere", INSERT)
            return None
        picture = self.picture(source.target(identifier))
        return (f"{RELATIONSHIPS}image", picture.name.removeprefix("word/"), False) if picture else None

    def picture(self, source: SourcePart | None) -> Part | None:
        if source is None:
            self.report("shows a picture that is missing", INSERT)
            return None
        if source.name not in self.pictures:
            blob = self.package.read(source.name) or b""
            kind = next((kind for kind in PICTURES if is_of_kind(blob, kind)), None)
            if kind is None:
                hint = "Put a picture in PNG or JPEG format in its place."
                self.report("shows a picture that is damaged or of an unknown kind", hint)
                return None
            image = read_image(blob)
            if image is not None and image.width * image.height > MAX_PIXELS:
                self.report(f"shows a picture of {image.width:,} × {image.height:,} pixels", "Make it smaller.")
                return None
            name = f"word/media/school{len(self.pictures) + 1}.{PICTURES[kind]}"
            self.pictures[source.name] = Part(name, kind, blob)
        return self.pictures[source.name]

    def drop_addresses(self, element: Element) -> None:
        """Remove from an old drawing (VML) the addresses of files elsewhere, and Word's own cache."""
        if not str(element.tag).startswith((V, O)):
            return
        for key in map(str, list(element.attrib)):
            if key.rpartition("}")[2] in ("src", "href", "althref", "gfxdata", "relid") and not key.startswith(R):
                del element.attrib[key]
        if element.tag == f"{V}imagedata" and not {f"{R}id", f"{R}pict"} & set(map(str, element.attrib)):
            self.report("shows a picture that is not in the file but elsewhere", INSERT)

    def mark_placeholders(self, paragraph: Element) -> None:
        """Mark each placeholder of a paragraph in the run in which it begins.

        Word splits text into runs where it pleases, also within a placeholder.
        """
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
        texts = {
            element: "".join(character for _, character in group)
            for element, group in groupby(zip(owners, text, strict=True), key=lambda pair: pair[0])
        }
        for element, _ in pieces:
            if element is not None:
                _set_text(element, texts.get(element, ""))


def _texts(paragraph: Element) -> Iterator[tuple[Element | None, str]]:
    """Yield the texts of a paragraph, but not of text boxes in it, each with its element."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            for child in run:
                if child.tag == f"{W}t":
                    yield child, child.text or ""
                elif child.tag != f"{W}rPr":
                    yield None, OBJECT


def _set_text(element: Element, text: str) -> None:
    """Set the text of ``w:t`` with each placeholder as a processing instruction, which no text can be mistaken for."""
    before, *marked = PLACEHOLDER.split(text)
    element.text = before
    element.set(f"{XML}space", "preserve")
    for name, after in zip(marked[::2], marked[1::2], strict=True):
        mark = etree.ProcessingInstruction("gap", name.strip().lower())
        mark.tail = after
        element.append(mark)


def _instructions(tree: Element) -> Iterator[str]:
    """Yield the instruction of each field, simple or complex (17.16.18, 17.16.19)."""
    for simple in tree.iter(f"{W}fldSimple"):
        yield value(simple, "", "instr")
    for paragraph in tree.iter(f"{W}p"):
        begun: list[str] = []
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            kind = value(element, "", "fldCharType")
            if element.tag == f"{W}instrText":
                begun[-1:] = [(begun[-1] if begun else "") + (element.text or "")]
            elif kind == "begin":
                begun.append("")
            elif kind == "end" and begun:
                yield begun.pop()
        yield from begun


def _complete(tree: Element) -> None:
    """End the tree, cells and text boxes with a paragraph (17.10.4, 17.4.65), and drop links into the file's text."""
    for link in tree.iter(f"{W}hyperlink"):
        link.attrib.pop(f"{W}anchor", "")
    for element in [tree, *tree.iter(f"{W}tc", f"{W}txbxContent")]:
        if not len(element) or element[-1].tag != f"{W}p":
            element.append(element.makeelement(f"{W}p"))
    for extension in list(tree.iter(f"{A}extLst")):
        remove(extension)
