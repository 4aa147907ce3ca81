"""Pictures: inline, with alternative text, from PNG, JPEG and GIF files in the folders of templates."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.word.package import Part
from debatekit.word.xml import attribute

if TYPE_CHECKING:
    from debatekit.word.context import DocumentContext
    from debatekit.word.html import Element

EMU_PER_TWIP: Final = 635
"""English Metric Units in a twentieth of a point (20.1.2.1)."""

MAX_PICTURE_BYTES: Final = 20_000_000
"""Bytes of all pictures of a document together."""

MAX_PIXELS: Final = 100_000_000
"""Pixels of a picture: a small file may have so many that a word processor runs out of memory."""

PNG, JPEG, GIF = "image/png", "image/jpeg", "image/gif"
EXTENSIONS: Final = {PNG: "png", JPEG: "jpg", GIF: "gif"}

DEFAULT_RESOLUTION: Final = 96.0
"""Pixels per inch of a file that does not say (CSS Values and Units, 6.2: a pixel is 1/96 of an inch)."""

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
GIF_SIGNATURES: Final = (b"GIF87a", b"GIF89a")
START, SCAN, FRAMES = 0xD8, 0xDA, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG file at its start, before its pixels, and before its size (ITU-T T.81, B.1.1.3)."""
STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of a JPEG file that have no content."""

SIGNATURES: Final = {
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
    "image/emf": (b"\x01\0\0\0",),
    "image/x-emf": (b"\x01\0\0\0",),
    "image/wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
}
"""The first bytes of other formats that Word supports ([MS-EMF] 2.3.4.2, [MS-WMF] 2.3.2)."""

DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
"""Marks a picture as decorative, so that a screen reader skips it ([MS-ODRAWXML] 2.27.1)."""


class Image(NamedTuple):
    """The content type of a picture, its size in pixels, and its resolution in pixels per inch."""

    content_type: str
    width: int
    height: int
    resolution: float = DEFAULT_RESOLUTION


def read_image(blob: bytes) -> Image | None:
    """Return the size of a PNG, JPEG or GIF file, or None if it is not one, or damaged."""
    try:
        if blob.startswith(PNG_SIGNATURE):
            image = _png(blob)
        elif blob.startswith(GIF_SIGNATURES):
            image = Image(GIF, *struct.unpack_from("<HH", blob, 6))
        else:
            image = _jpeg(blob)
    except struct.error:  # the file is cut off
        return None
    return image if image and image.width and image.height else None


def is_of_kind(blob: bytes, content_type: str) -> bool:
    """Return whether the first bytes of a picture are those of its content type."""
    if starts := SIGNATURES.get(content_type):
        return blob.startswith(starts)
    image = read_image(blob)
    return image is not None and image.content_type == content_type


def _png(blob: bytes) -> Image | None:
    """Read the chunks of a PNG file up to its end (PNG specification, 5.3)."""
    width = height = 0
    resolution = DEFAULT_RESOLUTION
    offset = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", blob, offset)
        content = offset + 8
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", blob, content)
        elif kind == b"pHYs":
            across, _, unit = struct.unpack_from(">IIB", blob, content)
            if unit == 1 and across:
                resolution = across * 0.0254
        offset = content + length + 4
    return Image(PNG, width, height, resolution) if offset <= len(blob) else None


def _jpeg(blob: bytes) -> Image | None:
    """Read the segments of a JPEG file up to the one with its size (ITU-T T.81, B.2)."""
    if blob[:3] != bytes([0xFF, START, 0xFF]):
        return None
    resolution = DEFAULT_RESOLUTION
    offset = 2
    while True:
        prefix, marker = struct.unpack_from(">BB", blob, offset)
        if prefix != 0xFF or marker == SCAN:
            return None
        if marker == 0xFF or marker in STANDALONE:
            offset += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", blob, offset + 2)
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", blob, offset + 5)
            return Image(JPEG, width, height, resolution)
        if marker == 0xE0 and blob[offset + 4 : offset + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", blob, offset + 11)
            if unit and across:
                resolution = across * {1: 1.0, 2: 2.54}.get(unit, 1.0)
        offset += 2 + length


class Picture(NamedTuple):
    """A picture of a document: its size and its part."""

    image: Image
    part: Part


def picture(document: DocumentContext, element: Element, width: int) -> str:
    """Return the picture of an ``img`` as a run (20.4.2.8), at most `width` twentieths of a point wide.

    Its size is that of its own resolution, or ``width`` as a share of the available width, and at most that of a page.
    """
    source = element.get("src")
    if "alt" not in element.attributes:
        hint = 'Say what it shows: alt="…"; alt="" if nothing.'
        document.add_error(element, "this picture has no alternative text", hint)
    if not source:
        document.add_error(element, "this picture has no file", 'Say which: src="pictures/map.png".')
        return ""
    if source not in document.pictures:
        document.pictures[source] = _load(document, source)
    loaded = document.pictures[source]
    if not isinstance(loaded, Picture):
        document.add_error(element, *loaded)
        return ""
    image, template = loaded.image, document.template
    available = width or template.text_width
    share = element.get("width").rstrip("%")
    wide = available * float(share) / 100 if share else min(image.width * 1440 / image.resolution, available)
    page_height = template.page_size[1] - template.margins["top"] - template.margins["bottom"]
    wide = min(wide, page_height * image.width / image.height)
    size = (round(wide), round(wide * image.height / image.width))
    return _drawing(document, element.get("alt"), loaded.part, *(max(length, 1) * EMU_PER_TWIP for length in size))


def _load(document: DocumentContext, source: str) -> Picture | tuple[str, str]:
    """Return a picture, or the message and hint of a problem with it; links out of a folder are not followed."""
    for folder in document.folders:
        try:
            # `Path.resolve` raises RuntimeError for links in a circle, `os.path.realpath` does not.
            path = Path(os.path.realpath(folder / source))
            if path.is_relative_to(os.path.realpath(folder)) and path.is_file():
                return _read(document, source, path)
        except OSError as error:
            return f"the picture '{source}' cannot be read", f"{error.strerror or error}."
    return f"there is no picture '{source}'", "Put it in the folder of the template."


def _read(document: DocumentContext, source: str, path: Path) -> Picture | tuple[str, str]:
    if path.stat().st_size + sum(map(len, document.media)) > MAX_PICTURE_BYTES:
        return f"the picture '{source}' is too large", "All pictures of a document may have 20 MB together."
    blob = path.read_bytes()
    image = read_image(blob)
    if image is None:
        return f"'{source}' is not a picture", "Word takes PNG, JPEG and GIF files."
    if image.width * image.height > MAX_PIXELS:
        size = f"{image.width:,} × {image.height:,} pixels"
        return f"the picture '{source}' has {size}", "Make it smaller: 10,000,000 are plenty for a page."
    name = f"word/media/picture{len(document.media) + 1}.{EXTENSIONS[image.content_type]}"
    # Copies of a file share a part.
    return Picture(image, document.media.setdefault(blob, Part(name, image.content_type, blob)))


def _drawing(document: DocumentContext, alternative: str, part: Part, wide: int, high: int) -> str:
    number = document.next_id("picture")
    link = document.link("image", part.name.removeprefix("word/"))
    name = attribute(f"Picture {number}")
    properties = f'id="{number}" name={name} descr={attribute(alternative)}'
    closing = f">{DECORATIVE}</wp:docPr>" if not alternative else "/>"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f"<wp:docPr {properties}{closing}"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
