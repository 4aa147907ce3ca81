"""Pictures: in line with the text, each with its alternative text, from files beside the templates."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from debatekit.word.images import GIF, JPEG, PNG, read_image
from debatekit.word.package import Part
from debatekit.word.xml import attribute

if TYPE_CHECKING:
    from debatekit.word.draft import Draft
    from debatekit.word.template import DocxTemplate
    from debatekit.word.tree import Element

EMU: Final = 635
"""How many English Metric Units a twentieth of a point has (20.1.2.1)."""

INCH: Final = 1440
"""How many twentieths of a point an inch has."""

LARGEST: Final = 20_000_000
"""Bytes of a picture that are still read."""

MOST_PIXELS: Final = 100_000_000
"""Pixels of a picture: a file of a few kilobytes may claim so many that a word processor runs out of memory."""

ENDINGS: Final = {PNG: "png", JPEG: "jpg", GIF: "gif"}

DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
"""Says that a picture tells nothing, so that a screen reader passes over it ([MS-ODRAWXML] 2.27.1)."""


def picture(draft: Draft, element: Element, width: int) -> str:
    """Return the picture of an ``img`` as a run (20.4.2.8), no wider than `width` twentieths of a point.

    It is as large as its own resolution says, or as ``width`` says as a share of the room there is, and no higher
    than a page.
    """
    source, alternative = element.get("src", ""), element.get("alt")
    if alternative is None:
        draft.report(element, "this picture has no alternative text", 'Say what it shows: alt="…"; alt="" if nothing.')
    if not source:
        draft.report(element, "this picture has no file", 'Say which: src="pictures/map.png".')
        return ""
    blob = _read(draft, element, source)
    if blob is None:
        return ""
    image = read_image(blob)
    if image is None:
        draft.report(element, f"'{source}' is no picture", "Word takes PNG, JPEG and GIF files.")
        return ""
    if image.width * image.height > MOST_PIXELS:
        size = f"{image.width:,} × {image.height:,} pixels"
        draft.report(
            element, f"the picture '{source}' has {size}", "Make it smaller: 10,000,000 are plenty for a page."
        )
        return ""
    part = _part(draft, blob, image.content_type)
    room = width or draft.look.text_width
    share = element.get("width")
    wide = room * float(share.rstrip("%")) / 100 if share else min(image.width * INCH / image.resolution, room)
    wide = min(wide, _height_of_page(draft.look) * image.width / image.height)
    high = wide * image.height / image.width
    return _drawing(draft, alternative or "", part, max(round(wide), 1) * EMU, max(round(high), 1) * EMU)


def _height_of_page(look: DocxTemplate) -> int:
    """Return how high the text of a page may be, in twentieths of a point; a higher picture would be cut off."""
    return look.page_size[1] - look.margins["top"] - look.margins["bottom"]


def _read(draft: Draft, element: Element, source: str) -> bytes | None:
    """Return the bytes of a picture in one of the draft's folders; what leads out of a folder is not there."""
    for folder in draft.folders:
        path = Path(folder, PurePosixPath(source))
        try:
            # Links that lead in a circle make `Path.resolve` raise RuntimeError; `os.path.realpath` leaves them.
            inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
            if not inside or not path.is_file():
                continue
            if path.stat().st_size > LARGEST:
                draft.report(element, f"the picture '{source}' is too large", "Word documents take 20 MB at most.")
                return None
            return path.read_bytes()
        except OSError as error:
            draft.report(element, f"the picture '{source}' cannot be read", f"{error.strerror or error}.")
            return None
    draft.report(element, f"there is no picture '{source}'", "Put it in the folder of the template.")
    return None


def _part(draft: Draft, blob: bytes, content_type: str) -> Part:
    """Return the part that holds a picture; the same picture is there once."""
    key = hashlib.sha256(blob).hexdigest()
    if key not in draft.media:
        name = f"word/media/picture{len(draft.media) + 1}.{ENDINGS[content_type]}"
        draft.media[key] = Part(name, content_type, blob)
    return draft.media[key]


def _drawing(draft: Draft, alternative: str, part: Part, wide: int, high: int) -> str:
    number = draft.count("picture")
    link = draft.link("image", part.name.removeprefix("word/"))
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
