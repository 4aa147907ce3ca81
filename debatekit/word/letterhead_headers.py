"""The headers and footers of a letterhead: what may be taken of them, and their placeholders and fields."""

import re
import textwrap
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count, islice
from typing import TypeAlias

from lxml import etree

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.ooxml import WP, A, Element, Package, R, V, W, field_name, value
from debatekit.ooxml import Part as SourcePart
from debatekit.word.headers import PLACEHOLDERS, ROOTS
from debatekit.word.html_schema import FIELDS, LINK_SCHEMES
from debatekit.word.images import EXTENSIONS, MAX_PIXELS, is_of_kind, read_image
from debatekit.word.package import RELATIONSHIPS, Part, Relationship
from debatekit.word.stylesheet import UNWRAPPED, new_root, remove, sanitize
from debatekit.word.template import PICTURE_ID, HeaderTemplate

Place: TypeAlias = tuple[str, str]  # the kind of a header or footer, and its pages: ("header", "first")
MAX_FIELDS = 20  # within each other, as in Word
FIELD_STARTS = {f"{W}fldSimple", f"{W}fldChar"}
TEXTS = [W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")]
SHOWN = [W + tag for tag in ("drawing", "pict", "fldSimple", "sym")]  # seen without being text
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


class HeaderReader:
    """Reads the headers and footers of a file, and collects what they need and what is wrong with them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self.pictures: dict[str, Part] = {}
        self.relationships: dict[Place, tuple[Relationship, ...]] = {}
        self.drawings = count(1)
        self.not_taken: set[str] = set()
        self.kind = ""

    def read_all(self, sections: Iterable[Element], pages: Container[str]) -> dict[Place, Element]:
        """Return the headers and footers of the last section, which inherits missing ones (17.10.1), for some pages.

        Raises `DebatekitError` with all that cannot be used.
        """
        references = {
            (kind, value(reference, "", "type") or "default"): self.package.main.target(reference.get(f"{R}id", ""))
            for section in sections
            for kind in ROOTS
            for reference in section.iterfind(f"{W}{kind}Reference")
        }
        trees = {
            place: self._read(place, part) for place, part in sorted(references.items()) if part and place[1] in pages
        }
        if self.problems:
            raise DebatekitError(self.problems)
        return trees

    def _read(self, place: Place, source: SourcePart) -> Element:
        self.kind, root = place[0], source.xml
        if objects := {link.kind for link in source.relationships.values()} - {"image", "hyperlink"}:
            name = re.sub("([A-Z])", r" \1", min(objects)).lower()  # "ole object", "chart"
            hint = "Delete it there, or put a picture in its place."
            self._report(f"holds something that cannot be used in a letterhead: {name}", hint)
        sanitize(root)
        tree = new_root(ROOTS[self.kind], root.iterchildren(f"{W}p", f"{W}tbl"))
        self._check_fields(tree)
        for data in [data for data in tree.iter(f"{A}graphicData") if len(data) == 0]:
            remove(next(data.iterancestors(f"{W}drawing")))
            self.not_taken.add("a drawing of an unknown kind")
        self.relationships[place] = self._take_relationships(tree, source)
        for drawing in tree.iter(f"{WP}docPr"):
            drawing.set("id", f"{PICTURE_ID}{next(self.drawings)}")
        for paragraph in tree.iter(f"{W}p"):
            self._mark_placeholders(paragraph)
        return tree

    def _check_fields(self, tree: Element) -> None:
        for instruction, parts in list(_fields(tree)):
            if field_name(instruction) == "STYLEREF" and parts[0].tag in FIELD_STARTS:
                _replace_field(parts, "{{ motion }}")  # the style is not in a document of ours, and Word would say so
                self.not_taken.add("STYLEREF (it becomes the motion)")
            elif field_name(instruction) not in SAFE_FIELDS and not SAFE_LINK.fullmatch(instruction):
                message = f"holds the field {textwrap.shorten(instruction, 60) or 'without a name'}"
                self._report(message, "Delete it there, or type its text.")

    def template(self, place: Place, tree: Element) -> HeaderTemplate:
        """Return the template of a header or footer that was read."""
        text = etree.tostring(tree, encoding="unicode").removesuffix(f"</w:{ROOTS[place[0]]}>")
        numbered = f"{OBJECT}page{OBJECT}" in text or _has_page_number(tree)
        for name, instruction in FIELDS.items():
            text = text.replace(f"{OBJECT}{name}{OBJECT}", FIELD.format(instruction))
        return HeaderTemplate(*place, tuple(GAP.split(text)), self.relationships[place], self.package.name, numbered)

    def _report(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.package.name, 0, 0, f"the {self.kind} {message}", hint))

    def _take_relationships(self, tree: Element, source: SourcePart) -> tuple[Relationship, ...]:
        """Return the relationships to pictures and web pages that a tree needs, and note those that are refused."""
        ids: dict[tuple[str, str, bool], str] = {}
        for element in list(tree.iter()):
            if element.tag == f"{V}imagedata" and f"{R}id" not in element.attrib:
                self._report("shows a picture that is not in the file but elsewhere", INSERT)
            for key in [key for key in map(str, element.attrib) if key.startswith(R)]:
                if found := self._relationship(element.get(key, ""), source):
                    element.set(key, ids.setdefault(found, f"rIdSchool{len(ids) + 1}"))
                elif element.tag == f"{W}hyperlink":
                    del element.attrib[key]
                else:
                    remove(element)
                    break
        return tuple(Relationship(identifier, *found) for found, identifier in ids.items())

    def _relationship(self, identifier: str, source: SourcePart) -> tuple[str, str, bool] | None:
        """Return type, target and mode of a relationship of ours, None if it is not taken over."""
        link = source.relationships.get(identifier)
        if link is not None and link.kind == "hyperlink":
            safe = link.external and link.target.lower().startswith(LINK_SCHEMES)
            return (RELATIONSHIPS["hyperlink"], link.target, True) if safe else None
        if link is not None and link.external:
            self._report("shows a picture that is not in the file but elsewhere", INSERT)
            return None
        part = source.target(identifier)
        name = part.name if part else ""
        if name not in self.pictures:
            blob = self.package.read(name) or b""
            kind = next((kind for kind in PICTURES if is_of_kind(blob, kind)), "")
            image = read_image(blob)
            if not kind or (image is not None and image.width * image.height > MAX_PIXELS):
                hint = "Put a smaller picture in PNG or JPEG format in its place."
                self._report("shows a picture that is damaged, missing, too large or of an unknown kind", hint)
                return None
            self.pictures[name] = Part(f"word/media/school{len(self.pictures) + 1}.{PICTURES[kind]}", kind, blob)
        return RELATIONSHIPS["image"], self.pictures[name].name.removeprefix("word/"), False

    def _mark_placeholders(self, paragraph: Element) -> None:
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
                self._report(f"says '{match[0]}', which means nothing here", did_you_mean(name, known))
        if "{{" in PLACEHOLDER.sub("", text):
            self._report("has a '{{' without a '}}'", "Write it as {{ motion }}, in one paragraph.")
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


def _has_page_number(tree: Element) -> bool:
    return "PAGE" in (field_name(code) for code, _ in _fields(tree))


def is_whole(tree: Element) -> bool:
    """Return whether a header has a placeholder or the number of the page, so that none of our lines follows in it."""
    return OBJECT in "".join(map(str, tree.itertext())) or _has_page_number(tree)


def is_seen(tree: Element) -> bool:
    """Return whether anything is seen of a header."""
    return bool("".join(map(str, tree.itertext())).strip()) or next(tree.iter(*SHOWN), None) is not None
