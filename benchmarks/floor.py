"""The floor: the least that making a .docx file can cost.

A document that was built is cut at its texts, once. What is timed is to escape the texts of another one, put them
between the pieces, deflate the parts that hold them, and make a zip of these and of the other parts, which were
deflated beforehand, at the level that debatekit's own are. Nothing is read, chosen, parsed or checked.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, unescape

CHANGING: Final = ("word/document.xml", "word/header", "docProps/core.xml")
"""How the names of the parts begin that hold a motion's own text."""

TEXT: Final = re.compile('(?<=>)[^<]+(?=<)|(?<=<w:tblCaption w:val=")[^"]+')
"""The text between tags, and the titles of tables, which may repeat it."""

# APPNOTE.TXT of the ZIP format: 4.3.7, 4.3.12 and 4.3.16.
LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
VERSION: Final = 20
EARLIEST: Final = (1 << 5) | 1
"""1 January 1980, the earliest date that a zip can hold (4.4.6)."""


class Entry(NamedTuple):
    """A part, deflated."""

    name: bytes
    crc: int
    deflated: bytes
    size: int


class Floor:
    """A document that was built, as a template for others of the same structure."""

    def __init__(self, document: bytes) -> None:
        parts = _parts(document)
        self.level = _level(document, parts["word/document.xml"])
        self.order = list(parts)
        self.templates = {name: _template(blob) for name, blob in parts.items() if name.startswith(CHANGING)}
        self.ready = {name: entry(name, blob, self.level) for name, blob in parts.items() if name not in self.templates}

    def texts(self, document: bytes) -> dict[str, list[str]]:
        """Return the texts of a document of the same structure, by its parts."""
        parts = _parts(document)
        return {name: [unescape(text) for text in TEXT.findall(parts[name].decode())] for name in self.templates}

    def write(self, texts: dict[str, list[str]]) -> bytes:
        """Return the document with these texts: what is timed."""
        entries = dict(self.ready)
        for name, template in self.templates.items():
            filled = template % tuple(map(escape, texts[name]))
            entries[name] = entry(name, filled.encode(), self.level)
        return archive([entries[name] for name in self.order])


def entry(name: str, blob: bytes, level: int) -> Entry:
    """Return a part, deflated at a level of zlib's."""
    return Entry(name.encode(), zlib.crc32(blob), _deflated(blob, level), len(blob))


def archive(entries: list[Entry]) -> bytes:
    """Return a zip of parts that are deflated already."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name, crc, deflated, size in entries:
        common = (VERSION, 0, zipfile.ZIP_DEFLATED, 0, EARLIEST, crc, len(deflated), size, len(name), 0)
        local += (LOCAL.pack(b"PK\3\4", *common), name, deflated)
        central += (CENTRAL.pack(b"PK\1\2", VERSION, *common, 0, 0, 0, 0, offset), name)
        offset += LOCAL.size + len(name) + len(deflated)
    directory = b"".join(central)
    end = END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), offset, 0)
    return b"".join((*local, directory, end))


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _template(part: bytes) -> str:
    """Return a part with `%s` in the place of each text."""
    return TEXT.sub("%s", part.decode().replace("%", "%%"))


def _level(document: bytes, main: bytes) -> int:
    """Return the level of zlib's that the main part of a document was deflated at; its own choice, if none fits."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        size = package.getinfo("word/document.xml").compress_size
    levels = (zlib.Z_DEFAULT_COMPRESSION, *range(10))
    return next((level for level in levels if len(_deflated(main, level)) == size), zlib.Z_DEFAULT_COMPRESSION)


def _deflated(blob: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(blob) + packer.flush()
