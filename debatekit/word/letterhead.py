"""Letterhead: a school's own Word file as a template, with its styles, page, headers and footers, and nothing else."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

from lxml import etree

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.ooxml import WP, A, Element, Package, R, V, W, field_name, is_on, open_package, value
from debatekit.ooxml import Part as SourcePart
from debatekit.word import letterhead_styles
from debatekit.word.floating import Page, clear_space, height_of
from debatekit.word.headers import PLACEHOLDERS, ROOTS
from debatekit.word.html_schema import FIELDS, LINK_SCHEMES
from debatekit.word.images import EXTENSIONS, MAX_PIXELS, is_of_kind, read_image
from debatekit.word.numbering import ExistingNumbering
from debatekit.word.package import RELATIONSHIPS, Part, Relationship
from debatekit.word.styles import TABLE_STYLE
from debatekit.word.stylesheet import UNWRAPPED, StyleSheet, new_root, read_styles, remove, sanitize, to_twips
from debatekit.word.template import PAPERS, PICTURE_ID, DocxTemplate, HeaderTemplate, font_table_xml, template_with_page
from debatekit.word.theme import MIN_TEXT_WIDTH, Theme, twips
from debatekit.word.xml import attribute

MAX_FILE = 50_000_000  # bytes; its pictures are in every document that is made with it
A4_HEIGHT = 16_838  # of a file that does not set the size of its page
USUAL_MARGINS = {"top": 1440, "bottom": 1440, "header": 720, "footer": 720}
CLEARANCE = 120  # 6 points between text and what floats in a header
STYLES, THEME, SETTINGS = "word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"
FONTS = "word/fontTable.xml"

FIELD_STARTS = {f"{W}fldSimple", f"{W}fldChar"}
MAX_FIELDS = 20  # within each other, as in Word
TEXTS = [W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")]
SHOWN = [W + tag for tag in ("drawing", "pict", "fldSimple", "sym")]  # seen without being text
SAVE_AS = "In Word, choose File > Save As > Word Document (*.docx)."
INSERT = "Insert the picture itself, not a link to it."

PICTURES = EXTENSIONS | {"image/bmp": "bmp", "image/tiff": "tiff", "image/x-emf": "emf", "image/x-wmf": "wmf"}
"""The content types of pictures that are taken over, and the endings of their files."""
SAFE_FIELDS = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "TITLE", "SUBJECT",
    "AUTHOR", "KEYWORDS", "FILENAME", "SYMBOL", "=",
})  # fmt: skip
"""Fields that show something of the document itself (17.16.5); others bring in what is elsewhere."""
SAFE = f"(?:{'|'.join(LINK_SCHEMES)})"
SAFE_LINK = re.compile(
    rf'\s*HYPERLINK(?:\s+(?:"{SAFE}[^"\\]*"|{SAFE}[^\s"\\]*))?(?:\s*\\[lot]\s*"[^"\\]*")*\s*', re.IGNORECASE
)
"""A link to a web page, a mail address or a place in the document, with its switches (17.16.5.25)."""

PLACEHOLDER = re.compile("\\{\\{([^{}\ufffc]{0,100})\\}\\}")
OBJECT = "\ufffc"
"""Written for what is in a run and is not text, so that no placeholder reaches over it; and around a placeholder."""
GAP = re.compile(f"{OBJECT}({'|'.join(PLACEHOLDERS)}){OBJECT}")
FIELD = (
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
    palette: Element | None  # the theme part, for its colours and fonts
    page_size: tuple[int, int] | None  # width and height in twentieths of a point, None if the file does not set them
    margins: Mapping[str, int]
    pages: tuple[str, ...]
    headers: tuple[HeaderTemplate, ...]
    pictures: tuple[Part, ...]
    notes: tuple[str, ...]  # what a teacher should know about it
    tab_stop: str  # the distance of default tab stops, which letterheads rely on; "" if the file does not set it


def open_letterhead(path: Path) -> Letterhead:
    """Return what is taken from the Word file at `path` (.docx or .dotx).

    Raises `DebatekitError` if it, or something in its headers, cannot be used; `docs/school-look.md` lists the errors.
    """
    package = open_package(path, MAX_FILE)
    _refuse_other_files(package)
    main = package.main
    settings = main.related_xml("settings")
    sections = list(main.xml.iter(f"{W}sectPr")) or [new_root("sectPr")]
    first, even = sections[-1].find(f"{W}titlePg"), settings.find(f"{W}evenAndOddHeaders")
    pages = ["default", *(["first"] if is_on(first) else []), *(["even"] if is_on(even) else [])]
    styles = read_styles(main.related_xml("styles"))
    reader = _HeaderReader(package)
    identifiers = {  # of the headers and footers of the last section, which inherits missing ones (17.10.1)
        (kind, value(reference, "", "type") or "default"): reference.get(f"{R}id", "")
        for section in sections
        for kind in ROOTS
        for reference in section.iterfind(f"{W}{kind}Reference")
    }
    headers = {
        (kind, page): reader.read(kind, part)
        for (kind, page), identifier in sorted(identifiers.items())
        if page in pages and (part := main.target(identifier))
    }
    if reader.problems:
        raise DebatekitError(reader.problems)
    trees = [tree for tree, _ in headers.values()]
    for tree in trees:
        styles.drop_unknown(tree)
    size = sections[-1].find(f"{W}pgSz")
    width, height = to_twips(value(size, "", "w")), to_twips(value(size, "", "h"))
    margins = _margins(sections[-1].find(f"{W}pgMar"))
    not_taken = [
        *letterhead_styles.settle_text(styles, trees),
        *_not_taken(main.xml, sections[-1]),
        *sorted(reader.not_taken),
    ]
    notes = [f"not taken from it: {', '.join(not_taken)}"] if not_taken else []
    if _make_room({place: tree for place, (tree, _) in headers.items()}, margins, height):
        notes.append("text is moved, so that it is not printed over what floats in header or footer")
    return Letterhead(
        file=package.name,
        styles=styles,
        numbering=letterhead_styles.read_numbering(main.related_xml("numbering"), styles, trees),
        palette=letterhead_styles.read_palette(main.related_xml("theme")),
        page_size=(width, height) if width and height else None,
        margins=margins,
        pages=tuple(pages),
        headers=tuple(
            _header_template(kind, page, tree, links, package.name)
            for (kind, page), (tree, links) in headers.items()
            if "".join(map(str, tree.itertext())).strip() or next(tree.iter(*SHOWN), None) is not None
        ),
        pictures=tuple(reader.pictures.values()),
        notes=tuple(notes),
        tab_stop=value(settings, "defaultTabStop"),
    )


def _refuse_other_files(package: Package) -> None:
    """Raise `DebatekitError` if a package is no Word document without macros."""
    if package.part("mimetype"):
        hint = "In LibreOffice, choose File > Save As > Word 2010-365 (.docx)."
        raise package.error("this is an OpenDocument text", hint)
    types = (package.read("[Content_Types].xml") or b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types or package.part("word/vbaProject.bin"):
        raise package.error("it holds macros, which are not taken over", SAVE_AS)
    if package.main.xml.find(f"{W}body") is None:
        raise package.error("this is not a Word document", SAVE_AS)


def _make_room(trees: Mapping[tuple[str, str], Element], margins: dict[str, int], page_height: int) -> bool:
    """Add room below headers in which something floats, or to the margins; return whether that moves the text.

    Headers without a placeholder or page number are followed by a line of ours, which is below the room, too.
    """
    page = Page(page_height or A4_HEIGHT, USUAL_MARGINS | margins)
    is_moved = False
    for (kind, name), tree in trees.items():
        end, start = clear_space(tree, page, kind)
        needed = end + CLEARANCE if end else 0
        room = needed - page.margins["header"] - height_of(tree)
        is_over = needed > abs(page.margins["top"])
        if kind == "header" and room > 0 and (is_over or not _is_whole(tree)):
            paragraph = etree.SubElement(tree, f"{W}p")
            spacing = etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}spacing")
            for key, text in (("before", "0"), ("after", "0"), ("line", str(room)), ("lineRule", "exact")):
                spacing.set(W + key, text)
            margins["top"] = abs(page.margins["top"])  # text does not move down from a negative one
        foot = page.height - start + CLEARANCE if start < page.height else 0
        if foot > abs(page.margins["bottom"]):
            is_over, margins["bottom"] = True, max(foot, margins.get("bottom", 0))
        footer, below = trees.get(("footer", name)), page.height - clear_space(tree, page, kind, fixed=True)[1]
        if below > page.margins["footer"] and (footer is None or not _is_whole(footer)):
            margins["footer"] = max(below + CLEARANCE, margins.get("footer", 0))
        is_moved |= is_over
    return is_moved


def _margins(found: Element | None) -> dict[str, int]:
    """Return the margins of a section's page (17.6.11); the gutter is part of the left one."""
    sides = ("top", "bottom", "left", "right", "header", "footer")
    margins = {side: to_twips(text) for side in sides if (text := value(found, "", side))}
    if "left" in margins:
        margins["left"] += max(to_twips(value(found, "", "gutter")), 0)
    return {side: margin if side in ("top", "bottom") else max(margin, 0) for side, margin in margins.items()}


def _not_taken(document: Element, section: Element) -> list[str]:
    """Return what else is not taken and would be seen (17.2.1, 17.6.4, 17.6.10)."""
    found = {
        "page borders": section.find(f"{W}pgBorders") is not None,
        "columns": value(section, "cols", "num") not in {"", "1"},
        "the colour of the page": value(document, "background", "color").upper() not in {"", "AUTO", "FFFFFF"},
    }
    return [name for name, is_there in found.items() if is_there]


def letterhead_template(letterhead: Letterhead, theme: Theme, language: str, paper: str | None = None) -> DocxTemplate:
    """Return the template of a letterhead, for documents in `language`, with what it lacks taken from `theme`.

    The page is the letterhead's, or `paper` within its margins. Raises `DebatekitError` if no text fits between them.
    """
    size = letterhead.page_size if letterhead.page_size and paper is None else PAPERS[paper or "a4"]
    margins = {side: twips(length) for side, length in theme.margins} | dict(letterhead.margins)
    template = template_with_page(theme, size, margins, language)
    text_height = size[1] - abs(margins["top"]) - abs(margins["bottom"])
    if min(template.text_width, text_height) < twips(MIN_TEXT_WIDTH):
        message, hint = "its margins leave no room for text on the page", "Change them in Layout > Margins."
        raise DebatekitError.for_file(letterhead.file, message, hint)
    roots = {part.name: etree.fromstring(part.blob) for part in template.parts}
    own_styles = StyleSheet(roots[STYLES])
    merged = letterhead_styles.merge_styles(letterhead.styles, own_styles, letterhead.palette, roots[THEME])
    sheet, ids, pale = merged
    notes = [f"too pale to read, so in debatekit's colour: {', '.join(pale)}"] if pale else []
    letterhead_styles.set_language(sheet, language)
    roots[STYLES] = sheet.root
    borders = dict(template.claim_borders)
    twins = letterhead_styles.add_twins(sheet, ids)
    if letterhead.palette is not None:
        borders = letterhead_styles.in_colours(borders, letterhead.palette, roots[THEME])
        letterhead_styles.apply_palette(roots[THEME], letterhead.palette)
    for stop in roots[SETTINGS].iterfind(f"{W}defaultTabStop"):
        stop.set(f"{W}val", letterhead.tab_stop or value(stop))
    for spacing in roots[SETTINGS].iterfind(f"{W}characterSpacingControl") if "even" in letterhead.pages else ():
        spacing.addprevious(spacing.makeelement(f"{W}evenAndOddHeaders"))
    names = letterhead_styles.name_fonts(sheet.root, roots[THEME])
    roots[FONTS] = etree.fromstring(font_table_xml(names).encode())
    blobs = {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    escaped = {name: attribute(identifier)[1:-1] for name, identifier in ids.items()}
    return replace(
        template,
        parts=(*(replace(part, blob=blobs[part.name]) for part in template.parts), *letterhead.pictures),
        styles=escaped,
        indents={name: sheet.indent(sheet.by_id[identifier]) for name, identifier in ids.items()},
        claim_borders=borders,
        cell_shading=letterhead_styles.cell_shading(sheet.by_id[ids[TABLE_STYLE]]),
        twin_ids={
            (escaped[paragraph], escaped[character]): escaped.get(twin, "")
            for (paragraph, character), twin in twins.items()
        },
        has_other_fonts=True,
        lists=letterhead.numbering,
        edges=letterhead.headers,
        notes=tuple(f"{letterhead.file}: {note}" for note in (*notes, *letterhead.notes)),
        pages=letterhead.pages,
    )


def _header_template(kind: str, page: str, tree: Element, links: tuple[Relationship, ...], file: str) -> HeaderTemplate:
    text = etree.tostring(tree, encoding="unicode").removesuffix(f"</w:{ROOTS[kind]}>")
    numbered = f"{OBJECT}page{OBJECT}" in text or "PAGE" in (field_name(code) for code, _ in _fields(tree))
    for name, instruction in FIELDS.items():
        text = text.replace(f"{OBJECT}{name}{OBJECT}", FIELD.format(instruction))
    return HeaderTemplate(kind, page, tuple(GAP.split(text)), links, file, numbered)


class _HeaderReader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self.pictures: dict[str, Part] = {}
        self.drawings = count(1)
        self.not_taken: set[str] = set()
        self.kind = ""

    def read(self, kind: str, source: SourcePart) -> tuple[Element, tuple[Relationship, ...]]:
        self.kind = kind
        root = source.xml
        if objects := {link.kind for link in source.relationships.values()} - {"image", "hyperlink"}:
            name = re.sub("([A-Z])", r" \1", min(objects)).lower()  # "ole object", "chart"
            hint = "Delete it there, or put a picture in its place."
            self.report(f"holds something that cannot be used in a letterhead: {name}", hint)
        sanitize(root)
        tree = new_root(ROOTS[kind], root.iterchildren(f"{W}p", f"{W}tbl"))
        for instruction, parts in list(_fields(tree)):
            if field_name(instruction) == "STYLEREF" and parts[0].tag in FIELD_STARTS:
                _replace_field(parts, "{{ motion }}")  # the style is not in a document of ours, and Word would say so
                self.not_taken.add("STYLEREF (it becomes the motion)")
            elif field_name(instruction) not in SAFE_FIELDS and not SAFE_LINK.fullmatch(instruction):
                message = f"holds the field {textwrap.shorten(instruction, 60) or 'without a name'}"
                self.report(message, "Delete it there, or type its text.")
        for data in [data for data in tree.iter(f"{A}graphicData") if len(data) == 0]:
            remove(next(data.iterancestors(f"{W}drawing")))
            self.not_taken.add("a drawing of an unknown kind")
        relationships = self.take_relationships(tree, source)
        for drawing in tree.iter(f"{WP}docPr"):
            drawing.set("id", f"{PICTURE_ID}{next(self.drawings)}")
        for paragraph in tree.iter(f"{W}p"):
            self.mark_placeholders(paragraph)
        return tree, relationships

    def report(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.package.name, 0, 0, f"the {self.kind} {message}", hint))

    def take_relationships(self, tree: Element, source: SourcePart) -> tuple[Relationship, ...]:
        """Return the relationships to pictures and web pages that a tree needs, and note those that are refused."""
        ids: dict[tuple[str, str, bool], str] = {}
        for element in list(tree.iter()):
            if element.tag == f"{V}imagedata" and f"{R}id" not in element.attrib:
                self.report("shows a picture that is not in the file but elsewhere", INSERT)
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
            return None
        part = source.target(identifier)
        name = part.name if part else ""
        if name not in self.pictures:
            blob = self.package.read(name) or b""
            kind = next((kind for kind in PICTURES if is_of_kind(blob, kind)), "")
            image = read_image(blob)
            if not kind or (image is not None and image.width * image.height > MAX_PIXELS):
                hint = "Put a smaller picture in PNG or JPEG format in its place."
                self.report("shows a picture that is damaged, missing, too large or of an unknown kind", hint)
                return None
            self.pictures[name] = Part(f"word/media/school{len(self.pictures) + 1}.{PICTURES[kind]}", kind, blob)
        return RELATIONSHIPS["image"], self.pictures[name].name.removeprefix("word/"), False

    def mark_placeholders(self, paragraph: Element) -> None:
        """Mark each placeholder of a paragraph in the run in which it begins, however Word splits it into runs."""
        pieces = [
            (child, (child.text or "") if child.tag == f"{W}t" else OBJECT)
            for run in paragraph.iter(f"{W}r")
            if next(run.iterancestors(f"{W}p"), None) is paragraph  # not in a text box in it
            for child in run
            if child.tag != f"{W}rPr"
        ]
        text = "".join(piece for _, piece in pieces)
        characters, known = list(text), [*PLACEHOLDERS, *FIELDS]
        for match in PLACEHOLDER.finditer(text):
            name = match[1].strip().lower()
            characters[match.start() : match.end()] = [f"{OBJECT}{name}{OBJECT}", *[""] * (len(match[0]) - 1)]
            if name not in known:
                self.report(f"says '{match[0]}', which means nothing here", did_you_mean(name, known))
        if "{{" in PLACEHOLDER.sub("", text):
            self.report("has a '{{' without a '}}'", "Write it as {{ motion }}, in one paragraph.")
        rest = iter(characters)
        for element, piece in pieces:
            if (new := "".join(islice(rest, len(piece)))) != piece:
                element.text = new
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _fields(tree: Element) -> Iterator[tuple[str, list[Element]]]:
    """Yield the instruction of each field, simple or complex (17.16.18, 17.16.19), and what it consists of."""
    begun: list[tuple[list[str], list[Element]]] = [([], [])]
    for element in tree.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", *TEXTS):
        kind = value(element, "", "fldCharType")
        if element.tag == f"{W}fldSimple":
            yield value(element, "", "instr"), [element]
            continue
        if kind == "begin":
            begun.append(([], []))
        begun[-1][0].extend([element.text or ""] if element.tag == f"{W}instrText" else [])
        begun[-1][1].append(element)
        if kind == "end" and len(begun) > 1:
            code, parts = begun.pop()
            begun[-1][1].extend(parts if len(begun) <= MAX_FIELDS else ())
            yield "".join(code), parts
    yield from (("".join(code), parts) for code, parts in begun if any(code))


def _replace_field(parts: Sequence[Element], text: str) -> None:
    """Put `text` in place of a field, in the formatting of its beginning."""
    field, *others = parts
    if field.tag == f"{W}fldSimple":
        first, *others = [*field.iter(*TEXTS)] or [etree.SubElement(etree.SubElement(field, f"{W}r"), f"{W}t")]
        field.tag = UNWRAPPED[0]
        etree.strip_tags(field.getparent(), field.tag)
        field = first
    for found in others:
        if found.getparent() is not None:  # as are parts of a field within it that has been replaced
            remove(found)
    field.attrib.clear()
    field.tag, field.text = f"{W}t", text


def _is_whole(tree: Element) -> bool:
    """Return whether a header has a placeholder or the number of the page, so that none of our lines follows in it."""
    return OBJECT in "".join(map(str, tree.itertext())) or "PAGE" in (field_name(code) for code, _ in _fields(tree))
