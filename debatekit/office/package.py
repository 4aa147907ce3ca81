"""A Word file from anywhere → its parts, safely: bounded in time and memory, and no file is ever unpacked to disk.

Parts are found by following relationships from the package (ECMA-376 part 2, 9.3), never by their usual names. Only
XML is read; pictures, macros and embedded files are not touched. Whatever cannot be read is a `Problem`.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

from debatekit.problems import Problem, ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

    Element = etree._Element

LARGEST_FILE: Final = 200_000_000
"""Bytes of a file that is opened at all, and of all its parts together once they are unpacked."""

LARGEST_XML: Final = 32_000_000
"""Bytes of all XML that is read of one file; a novel has about a tenth of it."""

MOST_PARTS: Final = 5_000

MOST_TAGS: Final = 800_000
"""Tags in all XML that is read of one file, as each takes far more memory than the bytes that it is written in."""

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB] 2.2): a .doc of Word 97 to 2003, or a .docx under a password."""

ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that holds a .docx under a password ([MS-OFFCRYPTO])."""

STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
"""Namespaces of the strict flavour (ISO/IEC 29500-1, annex A)."""

TRANSITIONAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/\2"

RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from a part: its kind (the last word of its type), and its target, as written."""

    kind: str
    target: str
    external: bool


class Package:
    """An opened Word file: its main part, and by way of relationships every other."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self._entries = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}
        self._parts: dict[str, Part] = {}
        self._bytes_left = LARGEST_XML
        self._tags_left = MOST_TAGS

    @cached_property
    def root(self) -> Part:
        """The package itself, as a part that has nothing but relationships."""
        return Part(self, "")

    @cached_property
    def main(self) -> Part:
        """The part that holds the document."""
        found = self.root.related("officeDocument")
        if not found:
            raise self.problem("this is no Word document: it has no main part", "Open it in Word, and save it again.")
        return found[0]

    def part(self, name: str) -> Part | None:
        """Return a part by its name in the package, whose capitals do not matter (ECMA-376 part 2, 9.1.1.1)."""
        key = name.lower()
        if key not in self._entries:
            return None
        return self._parts.setdefault(key, Part(self, name))

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry, if there is one; raises `ProblemsError`."""
        info = self._entries.get(name.lower())
        if info is None:
            return None
        self._bytes_left -= info.file_size
        if self._bytes_left < 0:
            raise self._too_long()
        try:
            blob = self._archive.read(info)
        except RuntimeError:  # what zipfile raises for an entry under a password
            raise self.problem("it is protected with a password", PASSWORD_HINT) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise self.problem(f"its part '{name}' is damaged", DAMAGED_HINT) from None
        self._tags_left -= blob.count(b"<")
        if self._tags_left < 0:
            raise self._too_long()
        return blob

    def parse(self, name: str) -> Element | None:
        """Return the XML of an entry, if there is one, in the transitional flavour; raises `ProblemsError`.

        A document type declaration is refused, as the standard has it (ECMA-376 part 2, on the use of XML); nothing is
        fetched, and no entity is put in place of its name.
        """
        blob = self.read(name)
        if blob is None:
            return None
        typed = self.problem(
            f"its part '{name}' has a document type declaration",
            "No word processor writes that: take care where the file comes from.",
        )
        if b"<!DOCTYPE" in blob:
            raise typed
        if b"purl.oclc.org" in blob:
            blob = STRICT.sub(TRANSITIONAL, blob)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(blob, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.problem(f"its part '{name}' is no sound XML", DAMAGED_HINT) from None
        if root.getroottree().docinfo.internalDTD is not None:  # as one in UTF-16 is only seen now
            raise typed
        return root

    def _too_long(self) -> ProblemsError:
        return self.problem("there is more text in it than can be checked", "Divide it into several documents.")

    def problem(self, message: str, hint: str) -> ProblemsError:
        """Return what is wrong with the file as an error to raise."""
        return ProblemsError([Problem(self.name, 0, 0, message, hint)])


@dataclass(slots=True)
class Part:
    """A part of a package. Its XML and its relationships are read when they are first asked for."""

    package: Package
    name: str
    _root: Element | None = field(default=None, repr=False)
    _links: dict[str, Relationship] | None = field(default=None, repr=False)

    def xml(self) -> Element:
        """Return the root element; raises `ProblemsError` if the part is missing or broken."""
        if self._root is None:
            self._root = self.package.parse(self.name)
        if self._root is None:
            raise self.package.problem(f"its part '{self.name}' is missing", DAMAGED_HINT)
        return self._root

    def links(self) -> dict[str, Relationship]:
        """Return the relationships by their id; raises `ProblemsError` if they cannot be read."""
        if self._links is None:
            folder, file = posixpath.split(self.name)
            root = self.package.parse(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._links = {} if root is None else {link.get("Id", ""): _link(link) for link in root.iter(RELATIONSHIP)}
        return self._links

    def target(self, identifier: str) -> Part | None:
        """Return the part that a relationship leads to, if it is there."""
        link = self.links().get(identifier)
        return None if link is None else self._at(link)

    def related(self, kind: str) -> list[Part]:
        """Return the parts that relationships of a kind lead to, such as "styles"."""
        return [part for link in self.links().values() if link.kind == kind and (part := self._at(link))]

    def _at(self, link: Relationship) -> Part | None:
        if link.external:
            return None
        target = unquote(link.target).replace("\\", "/")
        path = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(self.name), target)
        return self.package.part(posixpath.normpath(path).lstrip("/"))


PASSWORD_HINT: Final = "Take the password away in Word, under File › Info › Protect Document, and save it again."
DAMAGED_HINT: Final = "Open it in Word, let Word repair it, and save it again."


def open_package(path: Path) -> Package:
    """Return the package in a file, with nothing of it read but its table of contents.

    Raises `ProblemsError` if there is no such file, if it is no Word document of Word 2007 or later, if it is under
    a password, or if it is too large: more than `LARGEST_FILE` bytes or `MOST_PARTS` parts, as it says of itself.
    (What an entry unpacks to beyond what it says is never read.)
    """
    name = path.as_posix()
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ProblemsError([Problem(name, 0, 0, "the file is too large to be checked", SIZE_HINT)])
        blob = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that holds a null character
        reason = getattr(error, "strerror", None) or str(error)
        raise ProblemsError([Problem(name, 0, 0, f"the file cannot be read: {reason.lower()}")]) from None
    return open_bytes(blob, name)


def open_bytes(blob: bytes, name: str) -> Package:
    """Return the package in the content of a file; `name` is what it is called where something is wrong with it."""
    if blob.startswith(OLE_MAGIC):
        if ENCRYPTED in blob:
            raise ProblemsError([Problem(name, 0, 0, "the document is protected with a password", PASSWORD_HINT)])
        hint = "Open it in Word, and save it as a Word document (.docx)."
        raise ProblemsError([Problem(name, 0, 0, "this is a file of Word 97 to 2003, or no Word document", hint)])
    try:
        archive = zipfile.ZipFile(io.BytesIO(blob))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        hint = "Choose a file that Word saved as .docx; if it is one, copy it again, as it is damaged."
        raise ProblemsError([Problem(name, 0, 0, "this is no Word document", hint)]) from None
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_FILE:
        raise ProblemsError([Problem(name, 0, 0, "unpacked, the file is too large to be checked", SIZE_HINT)])
    return Package(name, archive)


SIZE_HINT: Final = "If it is your own, make its pictures smaller: Picture Format › Compress Pictures."


def _link(element: Element) -> Relationship:
    kind = element.get("Type", "").rpartition("/")[2]
    return Relationship(kind, element.get("Target", ""), element.get("TargetMode") == "External")
