"""A Word file that somebody else made → its parts, opened without trusting it; `office.archive` bounds time and memory.

Whatever is wrong with the file as a whole is one `Problem`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import unquote

from debatekit import ooxml
from debatekit.errors import DebatekitError, Problem
from debatekit.files import read_bytes
from debatekit.word.package import OFFICE, PACKAGE, WORD, Relationship

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element

LARGEST_FILE: Final = 50_000_000
"""Bytes of the file, and of all its parts once unpacked: its pictures are in every document that is made with it."""

LARGEST_XML: Final = 10_000_000
"""Bytes of one part that is XML: as a tree it takes many times that."""

SAVE_AS: Final = "In Word, choose File > Save As > Word Document (*.docx)."
STRICT: Final = "http://purl.oclc.org/ooxml/"
MAIN_TYPES: Final = (f"{WORD}document.main+xml", f"{WORD}template.main+xml")


@dataclass(frozen=True)
class Package:
    """The parts of an opened file: their bytes by name, what type each is, and which is the main one."""

    file: str
    blobs: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str

    def tree(self, name: str) -> Element:
        """Return a part that is XML as a tree of its own, without comments and processing instructions."""
        return parse_part(self.file, name, self.blobs[name])

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids; the target of one within the file is a part's name."""
        folder, _, part = name.rpartition("/")
        rels = f"{folder}/_rels/{part}.rels" if folder else f"_rels/{part}.rels"
        return _relationships(self.tree(rels), folder) if rels in self.blobs else {}

    def related(self, kind: str) -> str | None:
        """Return the name of the part that is the main one's `kind` ("styles", "theme"), if it is in the file."""
        links = self.relationships(self.main).values()
        return next((link.target for link in links if link.type == OFFICE + kind and link.target in self.blobs), None)


def open_package(path: Path) -> Package:
    """Return the parts of the Word file at `path`; raises `DebatekitError` with the one thing that is wrong."""
    file = path.as_posix()
    blobs = _unpack(file, read_bytes(path, LARGEST_FILE, ooxml.SIZE_HINT))
    if "[Content_Types].xml" not in blobs:
        _no_word_file(file, blobs)
    types = _types(parse_part(file, "[Content_Types].xml", blobs["[Content_Types].xml"]), blobs)
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types.values()) or any(
        name.lower().endswith("vbaproject.bin") for name in blobs
    ):
        refuse(file, "it holds macros, which are not taken over", SAVE_AS)
    for name, blob in blobs.items():
        if name.endswith((".xml", ".rels")) or types[name].endswith("xml"):
            parse_part(file, name, blob)
    return Package(file, blobs, types, _main(file, blobs, types))


def refuse(file: str, message: str, hint: str = "") -> NoReturn:
    """Raise a `DebatekitError` with one problem of the file as a whole."""
    raise DebatekitError([Problem(file, 0, 0, message, hint)]) from None


def parse_part(file: str, name: str, blob: bytes) -> Element:
    """Return a part as a tree; raises `DebatekitError` if it is no XML, or such as a Word file may not hold."""
    if len(blob) > LARGEST_XML:
        refuse(file, f"its part '{name}' is larger than {LARGEST_XML // 1_000_000} MB", "Delete the text in it.")
    if blob.count(b"<") > ooxml.MAX_TAGS:
        refuse(file, "it has more text than can be checked", "Divide it into several documents.")
    return ooxml.parse_xml(blob, file, name)


def _unpack(file: str, data: bytes) -> dict[str, bytes]:
    opened = ooxml.Package(data, file, LARGEST_FILE)
    entries = [entry.filename for entry in opened._entries.values() if not entry.is_dir()]
    return {name: opened.read(name) or b"" for name in entries}


def _no_word_file(file: str, blobs: Mapping[str, bytes]) -> NoReturn:
    if b"opendocument.text" in blobs.get("mimetype", b""):
        refuse(file, "this is an OpenDocument text", "In LibreOffice, choose File > Save As > Word 2010-365 (.docx).")
    refuse(file, "this is no Word file", SAVE_AS)


def _types(root: Element, blobs: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of each part (ECMA-376 part 2, 7.2.3)."""
    found = [element for element in root if str(element.tag).startswith(f"{{{PACKAGE}content-types}}")]
    endings = {item.get("Extension", "").casefold(): item.get("ContentType", "") for item in found}
    named = {item.get("PartName", "").casefold(): item.get("ContentType", "") for item in found}
    return {
        name: named.get(f"/{name}".casefold()) or endings.get(name.rpartition(".")[2].casefold(), "") for name in blobs
    }


def _relationships(root: Element, folder: str) -> dict[str, Relationship]:
    links = {}
    for element in root.iterfind(f"{{{PACKAGE}relationships}}Relationship"):
        external = element.get("TargetMode", "").casefold() == "external"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        identifier = element.get("Id", "")
        links[identifier] = Relationship(identifier, element.get("Type", ""), target, external)
    return links


def _main(file: str, blobs: Mapping[str, bytes], types: Mapping[str, str]) -> str:
    """Return the name of the main part; refuse a file that has none, or whose main part is no text of Word's."""
    package = parse_part(file, "_rels/.rels", blobs["_rels/.rels"]) if "_rels/.rels" in blobs else None
    links = [] if package is None else list(_relationships(package, "").values())
    if any(link.type.startswith(STRICT) for link in links):
        refuse(file, "it is saved as a Strict Open XML Document", SAVE_AS)
    main = next((link.target for link in links if link.type == f"{OFFICE}officeDocument"), "")
    if main not in blobs:
        refuse(file, "it is damaged: it has no main part", "Open it in Word and save it again.")
    if types[main] not in MAIN_TYPES:
        refuse(file, "this is no Word file, but one of another program", SAVE_AS)
    return main
