"""Tiny pictures: real PNG, JPEG and GIF files, byte by byte."""

import struct
import zlib

INCH = 0.0254
"""Metres."""


def png(width: int = 4, height: int = 3, resolution: float = 0) -> bytes:
    """Return a black PNG file; `resolution` is in pixels an inch, 0 for a file that does not say."""
    pixels = b"".join(b"\0" + bytes(3 * width) for _ in range(height))
    per_metre = round(resolution / INCH)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if resolution else b"",
            chunk(b"IDAT", zlib.compress(pixels)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG file (PNG specification, 5.3)."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def gif(width: int = 4, height: int = 3) -> bytes:
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0)
    picture = b",\0\0\0\0" + struct.pack("<HH", width, height) + b"\0\x02\x02\x4c\x01\0"
    return b"GIF89a" + screen + b"\0\0\0\xff\xff\xff" + picture + b";"


def jpeg(width: int = 4, height: int = 3, unit: int = 1, resolution: int = 72, first: bytes | None = None) -> bytes:
    """Return a JPEG file up to the start of its pixels, and its end.

    `unit` is 0 for none, 1 for inches, 2 for centimetres; `first` replaces the segment that says it.
    """
    jfif = b"JFIF\0\x01\x01" + struct.pack(">BHH", unit, resolution, resolution) + b"\0\0"
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    segments = segment(0xE0, jfif) if first is None else first
    return b"\xff\xd8" + segments + segment(0xC0, frame) + segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x3f\xff\xd9"


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG file (ITU-T T.81, B.1.1.4)."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content
