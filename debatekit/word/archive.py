"""Entries → the bytes of a zip: the same entries give the same bytes, and what never changes is deflated once.

Python's own `zipfile` cannot take an entry that is deflated already; everything else is as it writes it (APPNOTE.TXT of
the ZIP format, 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")

VERSION: Final = 20
"""Of a zip with deflated entries (4.4.3)."""
DEFLATED: Final = 8
EARLIEST: Final = (1 << 5) | 1
"""1 January 1980, the earliest date that a zip can hold (4.4.6): the date of every entry."""
READABLE: Final = 0o600 << 16
"""What programs that unpack a zip on Unix may do with a file: its owner reads and writes it (4.4.15)."""

MOST_REMEMBERED: Final = 256
"""Entries that are kept deflated; a look has about ten."""


class Entry(NamedTuple):
    """A file of a zip: its name, and its content, deflated."""

    name: bytes
    checksum: int
    deflated: bytes
    size: int


def entry(name: str, content: bytes) -> Entry:
    """Return a file as it stands in a zip."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Entry(name.encode(), zlib.crc32(content), packer.compress(content) + packer.flush(), len(content))


shared_entry = lru_cache(MOST_REMEMBERED)(entry)
"""The same, for files that many zips share."""


def archive(entries: Iterable[Entry]) -> bytes:
    """Return a zip of `entries`, in their order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, checksum, deflated, size in entries:
        about = (VERSION, 0, DEFLATED, 0, EARLIEST, checksum, len(deflated), size, len(name), 0)
        files += (LOCAL.pack(b"PK\x03\x04", *about), name, deflated)
        directory += (CENTRAL.pack(b"PK\x01\x02", VERSION, *about, 0, 0, 0, READABLE, offset), name)
        offset += LOCAL.size + len(name) + len(deflated)
    listed, count = b"".join(directory), len(directory) // 2
    return b"".join((*files, listed, END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), offset, 0)))
