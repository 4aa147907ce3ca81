"""Open any Word file (Office Open XML) within limits of time and memory, and read the values of its elements.

Parts are found by following relationships (ECMA-376 part 2, 9.3). XML has no entities, and nothing is fetched.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote

from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.files import OLE_MAGIC, read_bytes

Element: TypeAlias = etree._Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "dc": "http://purl.org/dc/elements/1.1/",
}

W, R, WP, A, MC, M, V, O, W14, DC = (  # noqa: E741 - the usual prefix
    f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "r", "wp", "a", "mc", "m", "v", "o", "w14", "dc")
)
"""Namespaces in braces, as they begin the tag of an element."""

MAX_FILE_SIZE: Final = 200_000_000  # bytes of a file, and of all its parts together once they are unpacked
MAX_PARTS: Final = 5_000
MAX_TAGS: Final = 800_000  # in all XML of a file that is read, because each takes far more memory than its bytes

STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # ISO/IEC 29500-1, annex A

ZIP_ERRORS: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
DAMAGED_HINT: Final = "Open it in Word, let Word repair it, and save it again."
SIZE_HINT: Final = "If it is your own, make its pictures smaller: Picture Format › Compress Pictures."


class Relationship(NamedTuple):
    """A link from a part: the last word of its type, such as "styles", and its target as it is written."""

    kind: str
    target: str
    external: bool


class Package:
    """An opened Word file, whose parts are looked up without regard to case (ECMA-376 part 2, 6.2.2.3).

    `name` is what errors call it. Raises `DebatekitError` if it is not an archive, encrypted or too large.
    """

    def __init__(self, blob: bytes, name: str, max_size: int = MAX_FILE_SIZE) -> None:
        self.name = name
        self.root = Part(self, "")  # the package itself, which has nothing but relationships
        self._archive = self._open(blob, max_size)
        self._parts: dict[str, Part] = {}
        for entry in self._archive.infolist():
            part, key = entry.orig_filename, entry.filename.casefold()
            segments = {"", ".", ".."} & set(part.removesuffix("/").split("/"))  # ECMA-376 part 2, 6.2.2.2
            if key in self._parts or segments or "\\" in part or not part.isprintable():
                raise self.error(f"its part {part!r} has an invalid name, or is there twice", DAMAGED_HINT)
            self._parts[key] = Part(self, entry.filename)
        self.tags_left = MAX_TAGS

    def error(self, message: str, hint: str = "") -> DebatekitError:
        """Return an error about the file as a whole, to raise."""
        return DebatekitError.for_file(self.name, message, hint)

    @cached_property
    def main(self) -> "Part":
        """The main document part; raises `DebatekitError` if there is none."""
        if found := self.root.related("officeDocument"):
            return found
        raise self.error("this is not a Word document: it has no main part", "Open it in Word, and save it again.")

    def part(self, name: str) -> "Part | None":
        """Return a part by its name in the package, None if there is none."""
        return self._parts.get(name.casefold())

    def read(self, name: str) -> bytes | None:
        """Return the content of a part, None if there is none; raises `DebatekitError` if it is damaged."""
        if (part := self.part(name)) is None:
            return None
        try:
            entry = self._archive.getinfo(part.name)
            with self._archive.open(entry) as opened:
                return opened.read(entry.file_size)  # inflates no more than the archive declares
        except ZIP_ERRORS:
            raise self.error(f"its part '{part.name}' is damaged", DAMAGED_HINT) from None

    def _open(self, blob: bytes, max_size: int) -> zipfile.ZipFile:
        if blob.startswith(OLE_MAGIC):
            if "EncryptedPackage".encode("utf-16-le") in blob:  # [MS-OFFCRYPTO]
                hint = "Remove the password in Word, under File › Info › Protect Document, and save the file again."
                raise self.error("the document is protected with a password", hint)
            hint = "Open it in Word, and save it as a Word document (.docx)."
            raise self.error("this is a Word 97–2003 file, or not a Word document", hint)
        if blob.count(b"PK\x01\x02") > MAX_PARTS:  # before zipfile makes an object of each
            raise self.error(f"it has more than {MAX_PARTS:,} parts", "No word processor writes so many.")
        try:
            archive = zipfile.ZipFile(io.BytesIO(blob))
        except ZIP_ERRORS:
            hint = "Choose a file that Word saved as .docx. If it is one, it is damaged: copy it again."
            raise self.error("this is not a Word document", hint) from None
        if sum(entry.file_size for entry in archive.infolist()) > max_size:
            raise self.error(f"unpacked, the file is larger than {max_size // 1_000_000} MB", SIZE_HINT)
        return archive


@dataclass
class Part:
    """A part of a package, whose XML and relationships are read when they are first asked for."""

    package: Package
    name: str

    @cached_property
    def xml(self) -> Element:
        """The XML as a tree, in the transitional conformance class; raises `DebatekitError` if it is unsound."""
        blob, error = self.package.read(self.name) or b"", self.package.error
        self.package.tags_left -= blob.count(b"<")
        if self.package.tags_left < 0:
            raise error("it has more text than can be checked", "Divide it into several documents.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", blob), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise error(f"its part '{self.name}' is not well-formed XML", DAMAGED_HINT) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise error(f"its part '{self.name}' has a document type declaration", "No word processor writes that.")
        return root

    @cached_property
    def relationships(self) -> dict[str, Relationship]:
        """The relationships by their ids."""
        folder, file = posixpath.split(self.name)
        part = self.package.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for link in part.xml.iter("{*}Relationship") if part else ():
            kind, mode = link.get("Type", "").rpartition("/")[2], link.get("TargetMode", "").lower()
            found[link.get("Id", "")] = Relationship(kind, link.get("Target", ""), mode == "external")
        return found

    def target(self, identifier: str) -> "Part | None":
        """Return the part that a relationship leads to, None if it is elsewhere or missing."""
        link = self.relationships.get(identifier)
        if link is None or link.external:
            return None
        path = posixpath.join("/", posixpath.dirname(self.name), unquote(link.target))
        return self.package.part(posixpath.normpath(path).lstrip("/"))

    def related(self, kind: str) -> "Part | None":
        """Return the part that a relationship of a kind leads to, such as "styles"; None if there is none."""
        targets = (self.target(key) for key, link in self.relationships.items() if link.kind == kind)
        return next(filter(None, targets), None)

    def related_xml(self, kind: str) -> Element:
        """Return the XML of a related part, or an element with nothing in it."""
        found = self.related(kind)
        return etree.Element("missing") if found is None else found.xml


def open_package(path: Path, max_size: int = MAX_FILE_SIZE) -> Package:
    """Open a Word file; raises `DebatekitError` if it cannot be read, is larger than `max_size`, or as `Package`."""
    return Package(read_bytes(path, max_size, SIZE_HINT), path.as_posix(), max_size)


def value(element: Element | None, child: str = "", attribute: str = "val") -> str:
    """Return an attribute of an element or of its child, "" where there is none; names are those in ``w:``."""
    found = element.find(W + child) if child and element is not None else element
    return "" if found is None else found.get(W + attribute, "")


def is_true(text: str) -> bool:
    """Return whether the value of a switch is on (ECMA-376 part 1, 22.9.2.7); other programs write odd ones."""
    return text.lower() not in {"0", "false", "off"}


def is_on(element: Element | None) -> bool:
    """Return whether a toggle property is there, and on; without a value it is (ECMA-376 part 1, 17.17.4)."""
    return element is not None and is_true(element.get(f"{W}val", "1"))


def half_points(text: str) -> float | None:
    """Return a size in half points, which may also be written in points: ``24`` or ``12pt`` (17.18.42)."""
    found = re.fullmatch(r"\s*([+-]?\d{1,9}(?:\.\d{1,9})?)(pt)?\s*", text)
    return float(found[1]) * (2 if found[2] else 1) if found else None


def integer(text: str) -> int | None:
    """Return a whole number, None if there is none."""
    return None if (number := half_points(text)) is None else int(number)


def field_name(instruction: str) -> str:
    """Return the kind of field in capitals, such as PAGE or = (ECMA-376 part 1, 17.16.5); "" if it has none."""
    return found[1].upper() if (found := re.match(r"\s*(=|\w+)", instruction)) else ""
