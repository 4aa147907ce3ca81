"""A Word file that somebody else made → its parts, opened without trusting it.

Time and memory are bounded: sizes are limited before anything is unpacked and while it is, XML has no entities, and
nothing outside the file is read. Whatever is wrong with the file as a whole is one `Problem`.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import unquote

from lxml import etree

from debatekit.problems import Problem, ProblemsError
from debatekit.word.look import Relationship
from debatekit.word.package import OFFICE, PACKAGE, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Element = etree._Element

MEGABYTE: Final = 2**20
LARGEST_FILE: Final = 50 * MEGABYTE
"""Bytes of the file, and of all its parts once unpacked."""
LARGEST_XML: Final = 10 * MEGABYTE
"""Bytes of one part that is XML: as a tree it takes many times that."""
MOST_PARTS: Final = 2000

SAVE_AS: Final = "In Word, choose File > Save As > Word Document (*.docx)."
COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a compound file starts (MS-CFB 2.2): an old .doc, or a .docx that is protected by a password."""
DIRECTORY_ENTRY: Final = b"PK\x01\x02"
SAFE_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a package may be packed with (ECMA-376 part 2, annex B)."""
DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
STRICT: Final = "http://purl.oclc.org/ooxml/"
MAIN_TYPES: Final = (f"{WORD}document.main+xml", f"{WORD}template.main+xml")

ZIP_ERRORS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises at a file that is not as it should be."""


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
    """Return the parts of the Word file at `path`; raises `ProblemsError` with the one thing that is wrong."""
    file = path.as_posix()
    blobs = _unpack(file, _read(path))
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
    """Raise a `ProblemsError` with one problem of the file as a whole."""
    raise ProblemsError([Problem(file, 0, 0, message, hint)]) from None


def parse_part(file: str, name: str, blob: bytes) -> Element:
    """Return a part as a tree; raises `ProblemsError` if it is no XML, or such as a Word file may not hold.

    A document type is not allowed in a package (ECMA-376 part 2, 8.1.4): what is in one could make the rest grow
    without end.
    """
    if len(blob) > LARGEST_XML:
        refuse(file, *_too_large(f"its part {name}", LARGEST_XML))
    if any(doctype in blob for doctype in DOCTYPES):
        refuse(file, f"its part {name} declares a document type, as no Word file does", SAVE_AS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError):
        refuse(file, f"it is damaged: its part {name} cannot be read", "Open it in Word and save it again.")
    if root.getroottree().docinfo.internalDTD is not None:
        refuse(file, f"its part {name} declares a document type, as no Word file does", SAVE_AS)
    return root


def _read(path: Path) -> bytes:
    file = path.as_posix()
    try:
        if path.is_dir():
            refuse(file, "this is a folder", "Name a Word file (.docx or .dotx) in it.")
        if not path.is_file():
            refuse(file, "there is no such file", "Name a Word file (.docx or .dotx).")
        if path.stat().st_size > LARGEST_FILE:
            refuse(file, *_too_large())
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        refuse(file, f"the file cannot be read: {reason}")


def _too_large(what: str = "it", limit: int = LARGEST_FILE) -> tuple[str, str]:
    return f"{what} is larger than {limit // MEGABYTE} MB", "Use smaller pictures, and delete the text."


def _unpack(file: str, data: bytes) -> dict[str, bytes]:
    if data.startswith(COMPOUND):
        _compound(file, data)
    if data.count(DIRECTORY_ENTRY) > MOST_PARTS:
        refuse(file, f"it has more than {MOST_PARTS} parts", SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            _check_entries(file, entries)
            # No more is unpacked than the directory says, and that was checked.
            return {entry.filename: package.open(entry).read(entry.file_size) for entry in entries}
    except ZIP_ERRORS:
        if not data.startswith(b"PK"):
            refuse(file, "this is no Word file", SAVE_AS)
        refuse(file, "it is damaged: it cannot be unpacked", "Open it in Word and save it again, or copy it again.")


def _compound(file: str, data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse(
            file,
            "it is protected by a password",
            "In Word, choose File > Info > Protect Document > Encrypt with Password, delete the password and save it.",
        )
    refuse(file, "it is in the format of Word 97 to 2003 (.doc)", SAVE_AS)


def _check_entries(file: str, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what the zip's directory shows to be wrong."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        # Names of parts differ by more than case (ECMA-376 part 2, 6.2.2.3), and have no empty or dotted segments.
        if name.startswith("/") or "\\" in name or "\0" in name or {"", ".", ".."} & set(name.split("/")):
            refuse(file, f"its part {name!r} would stand outside the file", SAVE_AS)
        if name.casefold() in seen:
            refuse(file, f"it holds the part {name} twice", SAVE_AS)
        seen.add(name.casefold())
        if entry.flag_bits & 1:
            refuse(file, "its zip is protected by a password", SAVE_AS)
        if entry.compress_type not in SAFE_METHODS:
            refuse(file, f"its part {name} is packed in a way that Word does not know", SAVE_AS)
    if sum(entry.file_size for entry in entries) > LARGEST_FILE:
        refuse(file, *_too_large())


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
