"""A Word file from anywhere → its parts, each read when it is first asked for; `archive` bounds time and memory.

Parts are found by following relationships from the package (ECMA-376 part 2, 9.3), never by their usual names. Only
XML is read; pictures, macros and embedded files are not touched. Whatever cannot be read is a `Problem`.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from debatekit.office.archive import (
    DAMAGED_HINT,
    MOST_TAGS,
    error_of,
    open_archive,
    parse_part,
    read_file,
    unpack,
)

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

    from lxml import etree

    from debatekit.errors import DebatekitError

    Element = etree._Element

LARGEST_FILE: Final = 200_000_000
"""Bytes of a file that is opened at all, and of all its parts together once they are unpacked."""

LARGEST_XML: Final = 32_000_000
"""Bytes of all XML that is read of one file; a novel has about a tenth of it."""

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
        self._entries = {info.filename.lower(): info for info in archive.infolist()}
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
        """Return the content of an entry, if there is one; raises `DebatekitError`."""
        info = self._entries.get(name.lower())
        if info is None:
            return None
        self._bytes_left -= info.file_size
        if self._bytes_left < 0:
            raise self._too_long()
        blob = unpack(self._archive, info, self.name)
        self._tags_left -= blob.count(b"<")
        if self._tags_left < 0:
            raise self._too_long()
        return blob

    def parse(self, name: str) -> Element | None:
        """Return the XML of an entry, if there is one, in the transitional flavour; raises `DebatekitError`."""
        blob = self.read(name)
        if blob is None:
            return None
        return parse_part(STRICT.sub(TRANSITIONAL, blob) if b"purl.oclc.org" in blob else blob, self.name, name)

    def _too_long(self) -> DebatekitError:
        return self.problem("there is more text in it than can be checked", "Divide it into several documents.")

    def problem(self, message: str, hint: str) -> DebatekitError:
        """Return what is wrong with the file as an error to raise."""
        return error_of(self.name, message, hint)


@dataclass(slots=True)
class Part:
    """A part of a package. Its XML and its relationships are read when they are first asked for."""

    package: Package
    name: str
    _root: Element | None = field(default=None, repr=False)
    _links: dict[str, Relationship] | None = field(default=None, repr=False)

    def xml(self) -> Element:
        """Return the root element; raises `DebatekitError` if the part is missing or broken."""
        if self._root is None:
            self._root = self.package.parse(self.name)
        if self._root is None:
            raise self.package.problem(f"its part '{self.name}' is missing", DAMAGED_HINT)
        return self._root

    def links(self) -> dict[str, Relationship]:
        """Return the relationships by their id; raises `DebatekitError` if they cannot be read."""
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


def open_package(path: Path) -> Package:
    """Return the package in a file, with nothing of it read but its table of contents.

    Raises `DebatekitError` if there is no such file, if it has more than `LARGEST_FILE` bytes, packed or unpacked, or
    if it is no sound package (`open_archive`).
    """
    return open_bytes(read_file(path, LARGEST_FILE), path.as_posix())


def open_bytes(blob: bytes, name: str) -> Package:
    """Return the package in the content of a file; `name` is what it is called where something is wrong with it."""
    return Package(name, open_archive(blob, name, LARGEST_FILE))


def _link(element: Element) -> Relationship:
    kind = element.get("Type", "").rpartition("/")[2]
    return Relationship(kind, element.get("Target", ""), element.get("TargetMode") == "External")
