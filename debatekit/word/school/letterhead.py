"""A school's header and footer → edges of a look, with gaps where it has placeholders.

Pictures come along, and links. What would bring in something from outside the file, or act when the document is
opened, is told and not taken: nobody expects it in a handout.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from debatekit.errors import Problem
from debatekit.word.headers import ROOTS, HeaderTemplate
from debatekit.word.html_schema import LINK_SCHEMES
from debatekit.word.images import MAX_PIXELS, is_of_kind, read_image
from debatekit.word.package import OFFICE, RELATIONSHIPS, Part, Relationship
from debatekit.word.school.cleaning import MC, NAMES, R, W, clean, remove, rooted
from debatekit.word.school.fields import fault_of_field, instructions, name_of_field
from debatekit.word.school.placeholders import GAP, find_placeholders

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element
    from debatekit.word.school.opening import Package

PICTURES: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
    "image/emf": "emf",
    "image/x-wmf": "wmf",
    "image/wmf": "wmf",
}
"""The content types of pictures that are taken over, and what their files end in."""

NUMBERED: Final = "PAGE"

BLOCKS: Final = {f"{W}p", f"{W}tbl"}
FOREIGN: Final = {
    f"{W}object": "an embedded object",
    f"{W}control": "an ActiveX control",
    f"{W}altChunk": "a piece of another file",
    f"{W}subDoc": "another document",
    f"{W}frame": "a frame of another file",
    f"{W}movie": "a film",
    f"{{{NAMES['o']}}}OLEObject": "an embedded object",
}
"""What is not taken over, as a person would call it."""

GRAPHICS: Final = {NAMES[prefix] for prefix in ("pic", "wps", "wpg")}
"""What drawings may hold: pictures, shapes and text boxes, and groups of them."""

DELETE: Final = "Delete it there, or put a picture in its place."
MOST_ELEMENTS: Final = 10_000
"""Elements of one header or footer: a coat of arms drawn with lines takes some thousands, and every page shows it."""

MOST_CHARACTERS: Final = 20_000
"""Characters of one header or footer; several pages would be full of them."""

FIRST_PICTURE: Final = 100_000
"""Ids of pictures start here, away from those of a document's own (20.4.2.5)."""


class Letterhead(NamedTuple):
    """The headers and footers of a file, not yet finished: trees in which styles and numbering may still change."""

    edges: tuple[tuple[str, str, Element, tuple[Relationship, ...]], ...]
    """Of each its kind, the pages that have it, its tree and its links."""
    pictures: tuple[Part, ...]

    @property
    def trees(self) -> list[Element]:
        """The trees of all edges."""
        return [tree for _, _, tree, _ in self.edges]


def read_letterhead(
    package: Package, references: Mapping[tuple[str, str], str], pages: tuple[str, ...]
) -> tuple[Letterhead, list[Problem]]:
    """Return the headers and footers that `references` name, by their kind and page, with all that is wrong with them.

    An edge in which nothing stands is left out.
    """
    links = package.relationships(package.main)
    reader = _Reader(package)
    edges = []
    for (kind, page), identifier in sorted(references.items()):
        link = links.get(identifier)
        if page not in pages or link is None or link.external or link.target not in package.blobs:
            continue
        tree, relationships = reader.read(kind, link.target)
        if _says_something(tree):
            edges.append((kind, page, tree, relationships))
    return Letterhead(tuple(edges), tuple(reader.pictures.values())), reader.problems


def finish(letterhead: Letterhead, file: str) -> tuple[HeaderTemplate, ...]:
    """Return the edges as finished text with gaps."""
    return tuple(_finished(kind, page, tree, links, file) for kind, page, tree, links in letterhead.edges)


def _finished(kind: str, page: str, tree: Element, links: tuple[Relationship, ...], file: str) -> HeaderTemplate:
    text = etree.tostring(tree, encoding="unicode")
    text = text.removesuffix(f"</w:{ROOTS[kind]}>")
    numbered = NUMBERED in map(name_of_field, instructions(tree))
    return HeaderTemplate(kind, page, tuple(GAP.split(text)), links, file, numbered)


def _says_something(tree: Element) -> bool:
    if any((text.text or "").strip() or len(text) for text in tree.iter(f"{W}t")):
        return True
    return next(tree.iter(f"{W}drawing", f"{W}pict", f"{W}fldSimple", f"{W}instrText", f"{W}sym"), None) is not None


class _Reader:
    """Reads edges one after another; a picture that several have is one part."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self.pictures: dict[str, Part] = {}
        self.drawings = 0
        self.kind = ""

    def read(self, kind: str, name: str) -> tuple[Element, tuple[Relationship, ...]]:
        """Return an edge, cleaned, and the links that it needs; notes what is wrong with it."""
        self.kind = kind
        found = self.package.tree(name)
        lengths = [len(element.text or "") for element in found.iter()]
        if len(lengths) > MOST_ELEMENTS or sum(lengths) > MOST_CHARACTERS:
            self.report("is too long to be taken over", "Leave the name, the address and the logo in it.")
            return rooted(ROOTS[kind], []), ()
        for tag, what in FOREIGN.items():
            if next(found.iter(tag), None) is not None:
                self.report(f"holds {what}", DELETE)
        clean(found)
        if any(data.get("uri") not in GRAPHICS for data in found.iter(f"{{{NAMES['a']}}}graphicData")):
            self.report("holds a chart or a diagram", DELETE)
        tree = rooted(ROOTS[kind], [child for child in found if child.tag in BLOCKS])
        _mend(tree)
        self.check_fields(tree)
        links = self.settle_links(tree, self.package.relationships(name))
        for drawing in tree.iter(f"{{{NAMES['wp']}}}docPr"):
            self.drawings += 1
            drawing.set("id", str(FIRST_PICTURE + self.drawings))
        for message, hint in find_placeholders(tree):
            self.report(message, hint)
        return tree, links

    def report(self, message: str, hint: str = "") -> None:
        """Note that something is wrong with the edge."""
        self.problems.append(Problem(self.package.file, 0, 0, f"the {self.kind} {message}", hint))

    def check_fields(self, tree: Element) -> None:
        """Note the fields that bring in what is not in the document, or lead elsewhere than to a page."""
        marks = [mark.get(f"{W}fldCharType") for mark in tree.iter(f"{W}fldChar")]
        if marks.count("begin") != marks.count("end"):
            self.report("holds a field that does not end", "Delete it there, and insert it anew.")
        for instruction in instructions(tree):
            if fault := fault_of_field(instruction):
                self.report(fault, "Delete it there, or type its text.")

    def settle_links(self, tree: Element, links: dict[str, Relationship]) -> tuple[Relationship, ...]:
        """Return the links to pictures and pages that a tree needs, under ids of their own."""
        taken: dict[str, Relationship] = {}
        for element in list(tree.iter()):
            self.drop_addresses(element)
            for key in [str(key) for key in element.attrib if str(key).startswith(R)]:
                link = links.get(element.get(key, ""))
                stored = f"{R}embed" in element.attrib or f"{R}id" in element.attrib
                if key in (f"{R}link", f"{R}href") and stored:
                    del element.attrib[key]  # the picture is in the file as well
                elif new := self.settle(link, f"rIdSchool{len(taken) + 1}"):
                    same = next((old for old in taken.values() if old[1:] == new[1:]), new)
                    taken[same.id] = same
                    element.set(key, same.id)
                elif element.tag == f"{W}hyperlink":
                    del element.attrib[key]
                else:
                    remove(element)
                    break
        return tuple(taken.values())

    def settle(self, link: Relationship | None, identifier: str) -> Relationship | None:
        """Return a link of ours to where `link` leads, or nothing; notes why a picture cannot be taken."""
        if link is not None and link.type == RELATIONSHIPS["hyperlink"]:
            good = link.external and link.target.lower().startswith(LINK_SCHEMES)
            return Relationship(identifier, link.type, link.target, external=True) if good else None
        if link is None or link.type != f"{OFFICE}image":
            self.report("holds something that is not text or a picture", DELETE)
            return None
        if link.external:
            hint = "Insert the picture itself, not a link to it."
            self.report("shows a picture that is not in the file but elsewhere", hint)
            return None
        picture = self.picture(link.target)
        return Relationship(identifier, link.type, picture.name.removeprefix("word/")) if picture else None

    def picture(self, name: str) -> Part | None:
        """Return the picture in a part of the package as a part of ours; notes why it cannot be taken."""
        if name in self.pictures:
            return self.pictures[name]
        kind = self.package.types.get(name, "").lower()
        ending = PICTURES.get(kind)
        if ending is None:
            hint = "Put a picture in PNG or JPEG format in its place."
            self.report("shows a picture that is missing or of an unknown kind", hint)
            return None
        kind, blob = kind.replace("image/jpg", "image/jpeg"), self.package.blobs[name]
        if fault := _fault_of_picture(blob, kind):
            self.report(*fault)
            return None
        self.pictures[name] = Part(f"word/media/school{len(self.pictures) + 1}.{ending}", kind, blob)
        return self.pictures[name]

    def drop_addresses(self, element: Element) -> None:
        """Take out of an old drawing (VML) the addresses of files elsewhere, and what only Word's own cache needs."""
        if etree.QName(element).namespace not in (NAMES["v"], NAMES["o"]):
            return
        for key in [str(key) for key in element.attrib]:
            if etree.QName(key).localname in ("src", "href", "althref", "gfxdata") and not key.startswith(R):
                del element.attrib[key]
        pictures = {f"{R}id", f"{R}pict", f"{{{NAMES['o']}}}relid"}
        if etree.QName(element).localname == "imagedata" and not pictures & set(map(str, element.attrib)):
            self.report("shows a picture that is not in the file but elsewhere", "Insert the picture itself.")


def _fault_of_picture(blob: bytes, kind: str) -> tuple[str, str] | None:
    """Return what is wrong with a picture that is said to be of a `kind`, as the end of a sentence, and what to do."""
    if not is_of_kind(blob, kind):
        return "shows a picture that is damaged", "Put the picture in again, in PNG or JPEG format."
    image = read_image(blob)
    if image is not None and image.width * image.height > MAX_PIXELS:
        return f"shows a picture of {image.width:,} × {image.height:,} pixels", "Make it smaller."
    return None


def _mend(tree: Element) -> None:
    """Let every cell, text box and edge end with a paragraph, as Word wants it (17.4.65, 17.10.4).

    Links to places in the school's own text lead nowhere any more, and become text.
    """
    for link in tree.iter(f"{W}hyperlink"):
        link.attrib.pop(f"{W}anchor", "")
    for element in [tree, *list(tree.iter(f"{W}tc", f"{W}txbxContent"))]:
        if not len(element) or element[-1].tag != f"{W}p":
            element.append(element.makeelement(f"{W}p"))
    for alternative in tree.iter(f"{MC}Choice", f"{MC}Fallback"):
        alternative.text = None
    for extension in list(tree.iter(f"{{{NAMES['a']}}}extLst")):
        remove(extension)
