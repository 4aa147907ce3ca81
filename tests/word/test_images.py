"""Pictures: the size that files give, their size on the page, their folders, and what is not a picture."""

import struct
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.ooxml import WP, A
from debatekit.word import images
from debatekit.word.images import GIF, JPEG, PNG, Image, read_image
from tests.checkers import own_faults
from tests.pictures import gif, jpeg, png, segment
from tests.word.support import page, part, problems, written

FILLED_UP: Final = b"\xff\xff" + segment(0xE0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0")
SOUND: Final = {
    "PNG": (png(30, 20), Image(PNG, 30, 20)),
    "PNG with a resolution": (png(30, 20, 300), Image(PNG, 30, 20, 11811 * 0.0254)),
    "GIF": (gif(30, 20), Image(GIF, 30, 20)),
    "JPEG": (jpeg(30, 20), Image(JPEG, 30, 20, 72)),
    "JPEG in centimetres": (jpeg(30, 20, 2, 100), Image(JPEG, 30, 20, 254)),
    "JPEG without a resolution": (jpeg(30, 20, 1, 0), Image(JPEG, 30, 20)),
    "JPEG with fill bytes": (jpeg(30, 20, first=FILLED_UP), Image(JPEG, 30, 20, 72)),
}


@pytest.mark.parametrize(("blob", "expected"), SOUND.values(), ids=SOUND)
def test_size_and_resolution_of_a_file(blob: bytes, expected: Image) -> None:
    found = read_image(blob)
    assert found is not None
    assert found[:3] == expected[:3]
    assert found.resolution == pytest.approx(expected.resolution)


def turned(orientation: int, order: str = "<", ifd: int = 8, tag: int = 0x0112) -> bytes:
    """Return a JPEG file of 60 by 20 pixels that a camera held in some way has written."""
    head = (b"MM" if order == ">" else b"II") + struct.pack(f"{order}HI", 42, ifd)
    entries = [struct.pack(f"{order}HHII", 0x0100, 4, 1, 60), struct.pack(f"{order}HHIHH", tag, 3, 1, orientation, 0)]
    exif = b"Exif\0\0" + head + struct.pack(f"{order}H", len(entries)) + b"".join(entries) + bytes(4)
    return jpeg(60, 20, first=segment(0xE1, exif))


@pytest.mark.parametrize(
    ("orientation", "transform"),
    [
        (1, {}), (2, {"flipH": "1"}), (3, {"rot": "10800000"}), (4, {"flipV": "1"}),
        (5, {"rot": "16200000", "flipH": "1"}), (6, {"rot": "5400000"}), (7, {"rot": "5400000", "flipH": "1"}),
        (8, {"rot": "16200000"}),
    ],
)  # fmt: skip
def test_photo_is_upright(tmp_path: Path, orientation: int, transform: dict[str, str]) -> None:
    (tmp_path / "photo.jpg").write_bytes(turned(orientation, "<>"[orientation % 2]))
    document = written('<p><img src="photo.jpg" alt="x"></p>', folders=[tmp_path])
    assert own_faults(document) == []
    (found,) = part(document, "word/document.xml").iter(f"{A}xfrm")
    assert dict(found.items()) == transform
    image = read_image(turned(orientation))
    assert image is not None
    assert image[1:3] == ((20, 60) if orientation > 4 else (60, 20))
    assert sizes(tmp_path, '<p><img src="photo.jpg" alt="x"></p>') == [(900, 300)]  # before it is turned


DAMAGED: Final = {
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "half a PNG file": png()[:60],
    "a PNG file without its end": png()[:-4],
    "a GIF file of no height": gif(4, 0),
    "a JPEG file without a size": b"\xff\xd8" + segment(0xDA, b"\0\0"),
}


@pytest.mark.parametrize("blob", DAMAGED.values(), ids=DAMAGED)
def test_damaged_file_is_not_a_picture(blob: bytes) -> None:
    assert read_image(blob) is None


@given(st.sampled_from([png(), png(resolution=96), gif(), jpeg()]), st.data())
@settings(max_examples=300, database=None)
def test_any_bytes_are_read_or_refused(blob: bytes, data: st.DataObject) -> None:
    changed = bytearray(blob)
    for place in data.draw(st.lists(st.integers(0, len(blob) - 1), max_size=4)):
        changed[place] = data.draw(st.integers(0, 255))
    found = read_image(bytes(changed[: data.draw(st.integers(0, len(blob)))]))
    assert found is None or (found.width > 0 and found.height > 0 and found.resolution > 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "maps").mkdir(parents=True)
    (folder / "folder.png").mkdir()
    (folder / "tree.png").write_bytes(png(96, 48))
    (folder / "maps/yard.JPG").write_bytes(jpeg(30, 20))
    (folder / "leaf.gif").write_bytes(gif())
    (folder / "broken.png").write_bytes(png()[:60])
    (tmp_path / "outside.png").write_bytes(png())
    return folder


def sizes(folder: Path, body: str) -> list[tuple[int, int]]:
    """Return the widths and heights of the pictures of a page in twentieths of a point."""
    extents = part(written(body, folders=[folder]), "word/document.xml").iter(f"{WP}extent")
    return [(round(int(found.get("cx", "")) / 635), round(int(found.get("cy", "")) / 635)) for found in extents]


def test_pictures_that_are_too_large_together_are_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    total = sum((folder / name).stat().st_size for name in ("tree.png", "leaf.gif"))
    monkeypatch.setattr(images, "MAX_PICTURE_BYTES", total)
    body = '<p><img src="tree.png" alt="x"><img src="leaf.gif" alt="x"><img src="tree.png" alt="x">{}</p>'
    assert len(sizes(folder, body.format(""))) == 3
    (only,) = problems(page(body.format('<img src="maps/yard.JPG" alt="x">')), folders=[folder])
    assert only.endswith(
        "'maps/yard.JPG' is too large, or cannot be read. All pictures of a document may have 20 MB together."
    )
