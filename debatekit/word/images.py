"""What a picture file says of itself in its first bytes: its kind, its size in pixels, its resolution.

Only what Word needs is read; a file that is broken before that is no picture.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

PNG, JPEG, GIF = "image/png", "image/jpeg", "image/gif"

USUAL_RESOLUTION: Final = 96.0
"""Pixels per inch where a file does not say (CSS Values and Units, 6.2: a pixel is 1/96 of an inch)."""

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
GIF_SIGNATURES: Final = (b"GIF87a", b"GIF89a")
START, SCAN, FRAMES = 0xD8, 0xDA, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG file that stand before it, before its pixels, and before its size (ITU-T T.81, B.1.1.3)."""
BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of a JPEG file that have no content."""


OTHER_STARTS: Final = {
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
    "image/emf": (b"\x01\0\0\0",),
    "image/x-emf": (b"\x01\0\0\0",),
    "image/wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
}
"""How files of the kinds start that Word knows besides ([MS-EMF] 2.3.4.2, [MS-WMF] 2.3.2)."""


class Image(NamedTuple):
    """The kind of a picture, how many pixels wide and high it is, and how many of them an inch has."""

    content_type: str
    width: int
    height: int
    resolution: float = USUAL_RESOLUTION


def read_image(blob: bytes) -> Image | None:
    """Return what a PNG, JPEG or GIF file says of itself, or None where it is none, or a broken one."""
    try:
        if blob.startswith(PNG_SIGNATURE):
            image = _png(blob)
        elif blob.startswith(GIF_SIGNATURES):
            image = Image(GIF, *struct.unpack_from("<HH", blob, 6))
        else:
            image = _jpeg(blob)
    except struct.error:  # it ends too early
        return None
    return image if image and image.width and image.height else None


def is_of_kind(blob: bytes, content_type: str) -> bool:
    """Tell whether a picture is of the kind that a package says it is, as far as its first bytes show."""
    if starts := OTHER_STARTS.get(content_type):
        return blob.startswith(starts)
    image = read_image(blob)
    return image is not None and image.content_type == content_type


def _png(blob: bytes) -> Image | None:
    """Read the chunks of a PNG file up to its end (PNG specification, 5.3)."""
    width = height = 0
    resolution = USUAL_RESOLUTION
    place = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", blob, place)
        content = place + 8
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", blob, content)
        elif kind == b"pHYs":
            across, _, unit = struct.unpack_from(">IIB", blob, content)
            if unit == 1 and across:
                resolution = across * 0.0254
        place = content + length + 4
    return Image(PNG, width, height, resolution) if place <= len(blob) else None


def _jpeg(blob: bytes) -> Image | None:
    """Read the segments of a JPEG file up to the one that says its size (ITU-T T.81, B.2)."""
    if blob[:3] != bytes([0xFF, START, 0xFF]):
        return None
    resolution = USUAL_RESOLUTION
    place = 2
    while True:
        prefix, marker = struct.unpack_from(">BB", blob, place)
        if prefix != 0xFF or marker == SCAN:
            return None
        if marker == 0xFF or marker in BARE:
            place += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", blob, place + 2)
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", blob, place + 5)
            return Image(JPEG, width, height, resolution)
        if marker == 0xE0 and blob[place + 4 : place + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", blob, place + 11)
            if unit and across:
                resolution = across * {1: 1.0, 2: 2.54}.get(unit, 1.0)
        place += 2 + length
