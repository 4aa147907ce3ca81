"""Pictures: inline, with alternative text, from PNG, JPEG and GIF files in the folders of templates."""

import struct
from typing import Final, NamedTuple

from debatekit.files import content_of, file_within
from debatekit.word.context import DocumentContext
from debatekit.word.html import Element
from debatekit.word.package import Part
from debatekit.word.xml import attribute

MAX_PICTURE_BYTES: Final = 20_000_000  # all pictures of a document together
MAX_PIXELS: Final = 100_000_000  # a small file may have so many that a word processor runs out of memory
DEFAULT_RESOLUTION: Final = 96.0  # a pixel is 1/96 of an inch (CSS Values and Units, 6.2)
PNG, JPEG, GIF = "image/png", "image/jpeg", "image/gif"
EXTENSIONS: Final = {PNG: "png", JPEG: "jpg", GIF: "gif"}
SIGNATURES: Final = {  # the first bytes of the formats that Word supports ([MS-EMF] 2.3.4.2, [MS-WMF] 2.3.2)
    PNG: (b"\x89PNG\r\n\x1a\n",),
    GIF: (b"GIF87a", b"GIF89a"),
    JPEG: (b"\xff\xd8\xff",),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
    **dict.fromkeys(("image/emf", "image/x-emf"), (b"\x01\0\0\0",)),
    **dict.fromkeys(("image/wmf", "image/x-wmf"), (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0")),
}
FRAMES: Final = frozenset(range(0xFFC0, 0xFFD0)) - {0xFFC4, 0xFFC8, 0xFFCC}  # before the size (ITU-T T.81)
EXIF: Final = b"Exif\0\0"
TURNS: Final = {  # how a picture is to be shown (Exif 2.3, 4.6.4, Orientation): it is mirrored first (20.1.7.6)
    2: ' flipH="1"', 3: ' rot="10800000"', 4: ' flipV="1"', 5: ' rot="16200000" flipH="1"', 6: ' rot="5400000"',
    7: ' rot="5400000" flipH="1"', 8: ' rot="16200000"',
}  # fmt: skip
SIDEWAYS: Final = 5  # the first of those that change width and height
DECORATIVE: Final = (  # so that a screen reader skips a picture ([MS-ODRAWXML] 2.27.1)
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


class Image(NamedTuple):
    """The content type of a picture, its size in pixels as shown, its pixels per inch, and how it is turned."""

    content_type: str
    width: int
    height: int
    resolution: float = DEFAULT_RESOLUTION
    orientation: int = 1


def read_image(blob: bytes) -> Image | None:
    """Return the size of a PNG, JPEG or GIF file, or None if it is not one, or damaged."""
    image = None
    try:
        if blob.startswith(SIGNATURES[PNG]) and b"IEND\xae\x42\x60\x82" in blob:
            image = _png(blob)
        elif blob.startswith(SIGNATURES[GIF]):
            image = Image(GIF, *struct.unpack_from("<HH", blob, 6))
        elif blob.startswith(SIGNATURES[JPEG]):
            image = _jpeg(blob)
    except struct.error:  # the file is cut off
        return None
    return image if image and image.width and image.height else None


def is_of_kind(blob: bytes, content_type: str) -> bool:
    """Return whether a picture is of its content type: one of the three kinds, or its first bytes are those of it."""
    if content_type in EXTENSIONS:
        image = read_image(blob)
        return image is not None and image.content_type == content_type
    return blob.startswith(SIGNATURES.get(content_type, ()))


def _png(blob: bytes) -> Image | None:
    """Read the first chunk of a PNG file, and the one with its resolution (PNG specification, 11.2.2, 11.3.5.3)."""
    width, height = struct.unpack_from(">II", blob, 16)
    place = blob.find(b"pHYs", 0, blob.find(b"IDAT"))
    across, unit = struct.unpack_from(">4xI4xB", blob, place) if place > 0 else (0, 0)
    resolution = across * 0.0254 if unit == 1 and across else DEFAULT_RESOLUTION
    return Image(PNG, width, height, resolution) if blob[12:16] == b"IHDR" else None


def _jpeg(blob: bytes) -> Image | None:
    """Read the segments of a JPEG file up to the one with its size (ITU-T T.81, B.2)."""
    resolution, orientation = DEFAULT_RESOLUTION, 1
    offset = 2
    while True:
        marker, length = struct.unpack_from(">HH", blob, offset)
        if marker in FRAMES:
            size = struct.unpack_from(">HH", blob, offset + 5)
            width, height = size if orientation >= SIDEWAYS else reversed(size)
            return Image(JPEG, width, height, resolution, orientation)
        if marker < 0xFFC0 or marker == 0xFFDA:  # not a marker, or the start of the pixels
            return None
        if marker == 0xFFE0 and blob[offset + 4 : offset + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", blob, offset + 11)
            if unit and across:
                resolution = across * (2.54 if unit == 2 else 1.0)
        if marker == 0xFFE1 and blob.startswith(EXIF, offset + 4):
            orientation = _orientation(blob[offset + 4 + len(EXIF) : offset + 2 + length])
        offset += 1 if marker == 0xFFFF else 2 + length  # any number of FF bytes may precede a marker


def _orientation(exif: bytes) -> int:
    """Return how a picture is turned, from 1 to 8, and 1 where that is not said (TIFF 6.0, sections 2 and 8)."""
    order = ">" if exif.startswith(b"MM") else "<"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        entries = (struct.unpack_from(f"{order}H6xH", exif, start + 2 + 12 * number) for number in range(count))
        return next((value for tag, value in entries if tag == 0x0112 and value in TURNS), 1)
    except struct.error:  # it is cut off
        return 1


def picture(document: DocumentContext, element: Element, width: int) -> str:
    """Return the picture of an ``img`` as a run (20.4.2.8), at most `width` twentieths of a point wide, or a page."""
    source = element.get("src")
    if "alt" not in element.attributes:
        document.add_error(element, "this picture has no alternative text", 'Say what it shows: alt="…", or alt="".')
    blob, image = _read(document, element, source)
    if image is None:
        return ""
    name = f"word/media/picture{len(document.media) + 1}.{EXTENSIONS[image.content_type]}"
    part = document.media.setdefault(blob, Part(name, image.content_type, blob))  # copies of a file share a part
    template = document.template
    available = width or template.text_width
    share = element.get("width").rstrip("%")
    wide = available * float(share) / 100 if share else min(image.width * 1440 / image.resolution, available)
    page_height = template.page_size[1] - template.margins["top"] - template.margins["bottom"]
    wide = min(wide, page_height * image.width / image.height)
    # A twentieth of a point has 635 English Metric Units (20.1.2.1).
    wide, high = (max(round(length), 1) * 635 for length in (wide, wide * image.height / image.width))
    return _drawing(document, element.get("alt"), part, wide, high, image.orientation)


def _read(document: DocumentContext, element: Element, source: str) -> tuple[bytes, Image | None]:
    """Return a picture, or report what is wrong with it; links out of a folder are not followed."""
    path = next(filter(None, (file_within(folder, source) for folder in document.folders)), None)
    if path and path not in document.files:  # a page may show a file many times
        left = MAX_PICTURE_BYTES - sum(len(content or b"") for content in document.files.values())
        document.files[path] = content_of(path, left)
    blob = document.files[path] if path else None
    image = read_image(blob or b"")
    if path is None:
        problem = f"there is no picture '{source}'", "Put it in the folder of the template."
    elif blob is None:
        problem = (
            f"the picture '{source}' is too large, or cannot be read",
            "All pictures of a document may have 20 MB together.",
        )
    elif image is None:
        problem = f"'{source}' is not a picture", "Word takes PNG, JPEG and GIF files."
    elif image.width * image.height > MAX_PIXELS:
        size = f"{image.width:,} × {image.height:,} pixels"
        problem = f"the picture '{source}' has {size}", "Make it smaller: 10,000,000 are plenty for a page."
    else:
        return blob, image
    document.add_error(element, *problem)
    return b"", None


def _drawing(document: DocumentContext, alternative: str, part: Part, wide: int, high: int, orientation: int) -> str:
    """Return a drawing; the extent of one that is turned is that before the turn, as in Word and LibreOffice."""
    if orientation >= SIDEWAYS:
        wide, high = high, wide
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
        f'<pic:spPr><a:xfrm{TURNS.get(orientation, "")}><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
