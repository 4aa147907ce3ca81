"""Pictures: their size, what they say to screen readers, where they come from, and where they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.word import pictures
from tests.checkers import own_faults
from tests.outline import WP, outline
from tests.pictures import gif, jpeg, png
from tests.word.support import TABLE, look, page, part, problems, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.word.support import Element

EMU = 635
INCH = 1440


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with pictures in it, and one outside it."""
    folder = tmp_path / "templates"
    (folder / "maps").mkdir(parents=True)
    (folder / "tree.png").write_bytes(png(96, 48))
    (folder / "maps/yard.JPG").write_bytes(jpeg(30, 20))
    (folder / "leaf.gif").write_bytes(gif())
    (folder / "broken.png").write_bytes(png()[:60])
    (folder / "drawing.png").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(png())
    return folder


def document(folder: Path, body: str) -> Element:
    """Return the main part of the document of a page."""
    return part(written(body, folders=[folder]), "word/document.xml")


def sizes(folder: Path, body: str) -> list[tuple[int, int]]:
    """Return how wide and high the pictures of a page are, in twentieths of a point."""
    extents = document(folder, body).iter(f"{WP}extent")
    return [(round(int(found.get("cx", "")) / EMU), round(int(found.get("cy", "")) / EMU)) for found in extents]


def test_figure_and_its_caption(folder: Path) -> None:
    body = '<figure><img src="tree.png" alt="A tree"><figcaption>Trees <em>give</em> shade.</figcaption></figure>'
    assert outline(written(body, folders=[folder])).splitlines()[1:] == [
        "Figure +next: <picture “A tree”>",
        "Caption: Trees [Emphasis|give] shade.",
    ]


def test_picture_in_a_line(folder: Path) -> None:
    body = '<p>a <img src="leaf.gif" alt="leaf"> b</p>'
    assert outline(written(body, folders=[folder])).splitlines()[1:] == ["Normal: a <picture “leaf”> b"]


def test_picture_that_shows_nothing_says_so(folder: Path) -> None:
    root = document(folder, '<p><img src="leaf.gif" alt=""> <img src="leaf.gif" alt="x"></p>')
    properties = list(root.iter(f"{WP}docPr"))
    assert [found.get("descr") for found in properties] == ["", "x"]
    assert ["decorative" in str(list(found.iter())) for found in properties] == [True, False]


WIDTH = look().text_width
SIZES = {
    "its own": ('<img src="tree.png" alt="">', (INCH, INCH // 2)),
    "half a line": ('<img src="tree.png" alt="" width="50%">', (round(WIDTH / 2), round(WIDTH / 4))),
    "a line": ('<img src="tree.png" alt="" width="100%">', (WIDTH, round(WIDTH / 2))),
}


@pytest.mark.parametrize(("html", "size"), SIZES.values(), ids=SIZES)
def test_size(folder: Path, html: str, size: tuple[int, int]) -> None:
    assert sizes(folder, f"<figure>{html}</figure>") == sizes(folder, f"<p>{html}</p>") == [size]


ROOMS = {
    "a column": '<section class="columns">{}</section>',
    "a quotation in a column": '<section class="columns"><blockquote>{}</blockquote></section>',
    "a cell": TABLE.replace("Head</th>", "Head</th><th>x</th>").replace("Cell", "{}</td><td>"),
    "an item in a cell": TABLE.replace("Head</th>", "Head</th><th>x</th>").replace(
        "Cell", "<ul><li>{}</li></ul></td><td>"
    ),
}


@pytest.mark.parametrize("around", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("wide", ["tree.png", "large.png"])
def test_picture_is_no_wider_than_its_room(folder: Path, around: str, wide: str) -> None:
    (folder / "large.png").write_bytes(png(2000, 2))
    html = f'<img src="{wide}" alt="" width="100%">' if wide == "tree.png" else f'<img src="{wide}" alt="">'
    ((width, _),) = sizes(folder, around.format(html))
    assert WIDTH / 3 < width <= WIDTH / 2


def test_high_picture_fits_on_a_page(folder: Path) -> None:
    (folder / "pole.png").write_bytes(png(10, 4000))
    ((width, height),) = sizes(folder, '<figure><img src="pole.png" alt="" width="100%"></figure>')
    assert height <= look().page_size[1] - look().margins["top"] - look().margins["bottom"]
    assert width == pytest.approx(height / 400, abs=1)


def test_one_file_is_one_part_and_every_picture_has_an_id(folder: Path) -> None:
    (folder / "copy.png").write_bytes((folder / "tree.png").read_bytes())
    names = ("tree.png", "copy.png", "maps/yard.JPG", "./leaf.gif")
    images = "".join(f'<img src="{name}" alt="x">' for name in names)
    edges = '<header><p><img src="tree.png" alt="x"></p></header>'
    blob = written(f"{edges}<p>{images}</p>", folders=[folder])
    assert own_faults(blob) == []
    assert blob.count(b"word/media/picture1.png") == 2  # each name stands twice in a zip file
    assert [blob.count(name) for name in (b"picture2.jpg", b"picture3.gif", b"picture4")] == [2, 2, 0]


def test_folders_are_searched_one_after_the_other(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second/other.png").write_bytes(png())
    (tmp_path / "second/tree.png").write_bytes(png(9, 9))
    body = '<p><img src="tree.png" alt=""><img src="other.png" alt=""></p>'
    blob = written(body, folders=[folder, tmp_path / "second"])
    found = [extent.get("cx") for extent in part(blob, "word/document.xml").iter(f"{WP}extent")]
    assert found == [str(INCH * EMU), str(60 * EMU)]


WRONG = {
    "a figure without a picture": ("<figure></figure>", 'this figure has no picture. Put <img src="…" alt="…"> in it.'),
    "a caption alone": ("<figure><figcaption>x</figcaption></figure>", "this figure has no picture"),
    "text in a figure": (
        '<figure>lost<img src="tree.png" alt=""></figure>',
        "the text 'lost' cannot stand in <figure>",
    ),
    "a paragraph in a figure": ("<figure><p>x</p></figure>", "<p> cannot stand in <figure>. <figure> holds"),
    "a caption elsewhere": (
        "<p><figcaption>x</figcaption></p>",
        "<figcaption> cannot stand in <p>. Put it in <figure>.",
    ),
    "a figure in a paragraph": ("<p><figure></figure></p>", "<figure> cannot stand in <p>. Close <p> before it."),
    "no alternative text": ('<p><img src="tree.png"></p>', "this picture has no alternative text. Say what it shows"),
    "no file": ('<p><img alt="x"></p>', 'this picture has no file. Say which: src="pictures/map.png".'),
    "no width": (
        '<p><img src="tree.png" alt="" width="0%"></p>',
        'width="0%" is not known at <img>. Write a percentage',
    ),
    "too much width": ('<p><img src="tree.png" alt="" width="101%"></p>', 'width="101%" is not known at <img>'),
    "a width in centimetres": ('<p><img src="tree.png" alt="" width="5cm"></p>', 'width="5cm" is not known at <img>'),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_picture_is_told(folder: Path, body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems(page(body), folders=[folder]))


NOT_THERE = "there is no picture '{}'. Put it in the folder of the template."
NOT_SO = 'src="{}" is not known at <img>. Write the name of a PNG, JPEG or GIF file in the folder of the template'
NO_PICTURE = "'{}' is no picture. Word takes PNG, JPEG and GIF files."
SOURCES = {
    "nowhere": ("none.png", NOT_THERE),
    "a folder": ("maps.png", NOT_THERE),
    "through a file": ("tree.png/x.png", NOT_THERE),
    "broken": ("broken.png", NO_PICTURE),
    "something else": ("drawing.png", NO_PICTURE),
    "a drawing": ("tree.svg", NOT_SO),
    "no ending": ("tree", NOT_SO),
    "nothing": ("", NOT_SO),
    "beside the folder": ("../outside.png", NOT_SO),
    "out of the folder and in": ("maps/../../outside.png", NOT_SO),
    "from the root": ("/outside.png", NOT_SO),
    "a drive": ("C:/outside.png", NOT_SO),
    "a drive of Windows": ("C:\\outside.png", NOT_SO),
    "beside the folder, on Windows": ("..\\outside.png", NOT_SO),
    "an address": ("https://example.org/x.png", NOT_SO),
    "an address without a scheme": ("//example.org/x.png", NOT_SO),
    "data": ("data:image/png;base64,AAAA.png", NOT_SO),
    "a query": ("tree.png?x", NOT_SO),
}


@pytest.mark.parametrize(("source", "message"), SOURCES.values(), ids=SOURCES)
def test_picture_from_elsewhere_is_told(folder: Path, source: str, message: str) -> None:
    (folder / "maps.png").mkdir()
    html = page(f'<p data-at="a.html:3"><img data-at="a.html:5" src="{source}" alt="x"></p>')
    (only,) = problems(html, folders=[folder])
    assert only.startswith(f"a.html:5: {message.format(source)}")


LINKS = {"out of the folder": "../outside.png", "in a circle": "link.png", "to nothing": "none.png"}


@pytest.mark.parametrize("target", LINKS.values(), ids=LINKS)
def test_symbolic_link_is_told(folder: Path, target: str) -> None:
    try:
        (folder / "link.png").symlink_to(target)
    except OSError:  # Windows asks for a right that few have
        pytest.skip("no symbolic links here")
    (only,) = problems(page('<p><img src="link.png" alt="x"></p>'), folders=[folder])
    assert only == f"page.html: {NOT_THERE.format('link.png')}"


def test_symbolic_link_within_the_folder_is_fine(folder: Path) -> None:
    try:
        (folder / "link.png").symlink_to("tree.png")
    except OSError:
        pytest.skip("no symbolic links here")
    assert sizes(folder, '<p><img src="link.png" alt="x"></p>') == [(INCH, INCH // 2)]


def test_name_that_no_file_can_have_is_told(folder: Path) -> None:
    (only,) = problems(page(f'<p><img src="{"x" * 300}.png" alt="x"></p>'), folders=[folder])
    assert only.startswith(("page.html: the picture 'xxx", "page.html: there is no picture 'xxx"))


def test_large_file_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 50)
    (only,) = problems(page('<p><img src="tree.png" alt="x"></p>'), folders=[folder])
    assert only == "page.html: the picture 'tree.png' is too large. Word documents take 20 MB at most."


def test_picture_of_too_many_pixels_is_told(folder: Path) -> None:
    blob = png(30, 20)
    head = blob.index(b"IHDR") + 4
    (folder / "bomb.png").write_bytes(blob[:head] + (100_000).to_bytes(4, "big") * 2 + blob[head + 8 :])
    (only,) = problems(page('<p><img src="bomb.png" alt="x"></p>'), folders=[folder])
    hint = "Make it smaller: 10,000,000 are plenty for a page."
    assert only == f"page.html: the picture 'bomb.png' has 100,000 × 100,000 pixels. {hint}"


def test_without_folders_there_is_no_picture() -> None:
    assert problems(page('<p><img src="tree.png" alt="x"></p>')) == [f"page.html: {NOT_THERE.format('tree.png')}"]
