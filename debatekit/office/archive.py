"""A Word file from anywhere → its entries and their XML, safely: what every room that opens one goes through.

Time and memory are bounded: what the archive says of itself is looked at before anything is unpacked, and no more is
unpacked than it says. XML has no entities, nothing outside the file is read, and nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from lxml import etree

from debatekit.errors import DebatekitError, Problem
from debatekit.files import read_bytes
from debatekit.office import OLE_MAGIC

if TYPE_CHECKING:
    from pathlib import Path

    Element = etree._Element

MOST_PARTS: Final = 5_000
"""Entries that an archive may have."""

MOST_TAGS: Final = 800_000
"""Tags in all XML that is read of one file, as each takes far more memory than the bytes that it is written in."""

LONGEST_NAME: Final = 250
"""Characters of an entry's name; those that word processors give have some dozens."""

ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that holds a .docx under a password ([MS-OFFCRYPTO])."""

DIRECTORY_ENTRY: Final = b"PK\x01\x02"

SAFE_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a package may be packed with (ECMA-376 part 2, annex B)."""

DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))

ZIP_ERRORS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises at a file that is not as it should be."""

PASSWORD_HINT: Final = "Take the password away in Word, under File › Info › Protect Document, and save it again."
DAMAGED_HINT: Final = "Open it in Word, let Word repair it, and save it again."
SIZE_HINT: Final = "If it is your own, make its pictures smaller: Picture Format › Compress Pictures."


def read_file(path: Path, largest: int) -> bytes:
    """Return the content of a file; raises `DebatekitError` if it cannot be read, or has more than `largest` bytes."""
    return read_bytes(path, largest, SIZE_HINT)


def open_archive(blob: bytes, file: str, largest: int) -> zipfile.ZipFile:
    """Return the archive in the content of a file, with nothing of it read but its table of contents.

    `file` is what it is called where something is wrong with it. Raises `DebatekitError` if it is no archive, is under
    a password, would unpack to more than `largest` bytes, as it says of itself, or to more than `MOST_PARTS` entries, or
    holds an entry twice, one that would stand elsewhere, or one that is packed as no Word file is.
    """
    if blob.startswith(OLE_MAGIC):
        if ENCRYPTED in blob:
            raise error_of(file, "the document is protected with a password", PASSWORD_HINT)
        hint = "Open it in Word, and save it as a Word document (.docx)."
        raise error_of(file, "this is a file of Word 97 to 2003, or no Word document", hint)
    if blob.count(DIRECTORY_ENTRY) > MOST_PARTS:  # before zipfile makes an object of each
        raise error_of(file, f"it has more than {MOST_PARTS:,} parts", "No word processor writes so many.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(blob))
    except ZIP_ERRORS:
        hint = "Choose a file that Word saved as .docx; if it is one, copy it again, as it is damaged."
        raise error_of(file, "this is no Word document", hint) from None
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > largest:
        raise error_of(file, f"unpacked, the file is larger than {largest // 1_000_000} MB", SIZE_HINT)
    seen: set[str] = set()
    for entry in entries:
        if fault := _fault(entry, seen):
            raise error_of(file, *fault)
        seen.add(entry.filename.casefold())
    return archive


def _fault(entry: zipfile.ZipInfo, seen: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with an entry, as the table of contents has it, and what to do; `seen` stand before it."""
    name = entry.orig_filename
    if len(name) > LONGEST_NAME or not name.replace("\0", "").isprintable():
        return "a part of it has a name that is too long, or cannot be printed", DAMAGED_HINT
    # Names of parts differ by more than case (ECMA-376 part 2, 6.2.2.3), and have no empty or dotted segments.
    if name.startswith("/") or "\\" in name or "\0" in name or {"", ".", ".."} & set(name.removesuffix("/").split("/")):
        return f"its part {name!r} would stand outside the file", DAMAGED_HINT
    if name.casefold() in seen:
        return f"it holds the part '{name}' twice", DAMAGED_HINT
    if entry.flag_bits & 1:
        return "it is protected with a password", PASSWORD_HINT
    if entry.compress_type not in SAFE_METHODS:
        return f"its part '{name}' is packed in a way that Word does not know", DAMAGED_HINT
    return None


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    """Return the content of an entry; raises `DebatekitError` if it is damaged, or has more in it than it says."""
    try:
        with archive.open(entry) as opened:
            return opened.read(entry.file_size)  # told how much, zipfile inflates no more than that
    except ZIP_ERRORS:
        raise error_of(file, f"its part '{entry.filename}' is damaged", DAMAGED_HINT) from None


def parse_part(blob: bytes, file: str, name: str) -> Element:
    """Return a part as a tree, without comments and processing instructions; raises `DebatekitError`.

    A document type declaration is refused, as the standard has it (ECMA-376 part 2, 8.1.4), for what is in one could
    make the rest grow without end; nothing is fetched, and no entity is put in place of its name.
    """
    hint = "No word processor writes that: take care where the file comes from."
    typed = error_of(file, f"its part '{name}' has a document type declaration", hint)
    if any(doctype in blob for doctype in DOCTYPES):
        raise typed
    if blob.count(b"<") > MOST_TAGS:
        raise error_of(file, "there is more text in it than can be checked", "Divide it into several documents.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise error_of(file, f"its part '{name}' is no sound XML", DAMAGED_HINT) from None
    if root.getroottree().docinfo.internalDTD is not None:  # as one in another encoding is only seen now
        raise typed
    return root


def error_of(file: str, message: str, hint: str) -> DebatekitError:
    """Return what is wrong with a file as an error to raise."""
    return DebatekitError([Problem(file, 0, 0, message, hint)])
