"""What picture files say of themselves, broken ones included."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.word.images import GIF, JPEG, PNG, Image, is_of_kind, read_image
from tests.pictures import chunk, gif, jpeg, png, segment

SEGMENTS = {
    "another program's": segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
    "a camera's": segment(0xE1, b"Exif\0\0nonsense"),
    "filled up": b"\xff\xff" + segment(0xE0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0"),
}
SOUND = {
    "PNG": (png(30, 20), Image(PNG, 30, 20)),
    "PNG with its resolution": (png(30, 20, 300), Image(PNG, 30, 20, 11811 * 0.0254)),
    "GIF": (gif(30, 20), Image(GIF, 30, 20)),
    "JPEG": (jpeg(30, 20), Image(JPEG, 30, 20, 72)),
    "JPEG in centimetres": (jpeg(30, 20, 2, 100), Image(JPEG, 30, 20, 254)),
    "JPEG of no unit": (jpeg(30, 20, 0, 1), Image(JPEG, 30, 20)),
    "JPEG of no resolution": (jpeg(30, 20, 1, 0), Image(JPEG, 30, 20)),
    "JPEG of another program": (jpeg(30, 20, first=SEGMENTS["another program's"]), Image(JPEG, 30, 20)),
    "JPEG of a camera": (jpeg(30, 20, first=SEGMENTS["a camera's"]), Image(JPEG, 30, 20)),
    "JPEG that is filled up": (jpeg(30, 20, first=SEGMENTS["filled up"]), Image(JPEG, 30, 20, 72)),
}


@pytest.mark.parametrize(("blob", "expected"), SOUND.values(), ids=SOUND)
def test_picture_says_its_size(blob: bytes, expected: Image) -> None:
    found = read_image(blob)
    assert found is not None
    assert found[:3] == expected[:3]
    assert found.resolution == pytest.approx(expected.resolution)


BROKEN = {
    "nothing": b"",
    "text": b"Trees give shade.",
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a bitmap": b"BM" + bytes(60),
    "a PNG file's first line": png()[:8],
    "half a PNG file": png()[:60],
    "a PNG file without its end": png()[:-4],
    "a PNG file of no width": png(0, 3),
    "a PNG file of no picture": png()[:8] + chunk(b"IEND", b""),
    "half a GIF file's head": gif()[:9],
    "a GIF file of no height": gif(4, 0),
    "half a JPEG file's head": jpeg()[:21],
    "a JPEG file of no size": b"\xff\xd8" + segment(0xDA, b"\0\0"),
    "a JPEG file that goes astray": b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + bytes(40),
}


@pytest.mark.parametrize("blob", BROKEN.values(), ids=BROKEN)
def test_what_is_no_picture_is_none(blob: bytes) -> None:
    assert read_image(blob) is None


@given(st.sampled_from([png(), png(resolution=96), gif(), jpeg()]), st.data())
@settings(max_examples=300, deadline=None, database=None)
def test_any_bytes_are_read_or_refused(blob: bytes, data: st.DataObject) -> None:
    """Some bytes are others, and the file may end early: never an error, never a picture of no size."""
    changed = bytearray(blob)
    for place in data.draw(st.lists(st.integers(0, len(blob) - 1), max_size=4)):
        changed[place] = data.draw(st.integers(0, 255))
    found = read_image(bytes(changed[: data.draw(st.integers(0, len(blob)))]))
    assert found is None or (found.width > 0 and found.height > 0 and found.resolution > 0)


KINDS = {
    "PNG": (png(), PNG, True),
    "half a PNG file": (png()[:60], PNG, False),
    "a GIF file that is called PNG": (gif(), PNG, False),
    "JPEG": (jpeg(), JPEG, True),
    "BMP": (b"BM" + bytes(60), "image/bmp", True),
    "TIFF": (b"MM\0*" + bytes(60), "image/tiff", True),
    "EMF": (b"\1\0\0\0" + bytes(60), "image/x-emf", True),
    "WMF": (b"\1\0\x09\0" + bytes(60), "image/x-wmf", True),
    "text that is called BMP": (b"Trees give shade.", "image/bmp", False),
    "text that is called something": (b"Trees give shade.", "text/plain", False),
}


@pytest.mark.parametrize(("blob", "kind", "expected"), KINDS.values(), ids=KINDS)
def test_a_picture_is_of_the_kind_that_a_package_says(blob: bytes, kind: str, expected: bool) -> None:
    assert is_of_kind(blob, kind) is expected
