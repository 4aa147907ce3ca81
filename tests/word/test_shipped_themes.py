"""What each built-in theme promises, read from its data and its styles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree

from debatekit.colours import Colour, contrast
from debatekit.word import Theme, make_template, read_theme
from debatekit.word.theme import CHARACTER_STYLES, PARAGRAPH_STYLES, POINTS, SUPERSCRIPT_SCALE
from tests.word.support import SHIPPED_THEMES, values

THEMES = {path.stem: path for path in SHIPPED_THEMES}
MM = POINTS["mm"]
WHITE, CREAM = "FFFFFF", "FBF5E6"

CONTRAST = {"standard": 4.5, "ink-saver": 4.5, "large-print": 7.0, "dyslexia": 7.0}
"""The least contrast of text: WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA)."""


@cache
def theme(name: str) -> Theme:
    return read_theme(THEMES[name])


@cache
def styles(name: str) -> etree._Element:
    """Return the styles part of a theme's documents."""
    (blob,) = [part.blob for part in make_template(theme(name), "a4", "en-GB").parts if part.name == "word/styles.xml"]
    return etree.fromstring(blob)


def printed(colour: str, paper: str) -> Colour:
    """Return a colour as printed on a paper, which ink makes darker."""
    channels = zip(bytes.fromhex(colour), bytes.fromhex(paper), strict=True)
    return Colour(*(one * other // 255 for one, other in channels))


def pairs(read: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield each style with the names of its colour and of a fill behind it."""
    light = {"paper", read.tables.stub}
    for style in PARAGRAPH_STYLES:
        if style.startswith("Writing Line"):  # it has no text
            continue
        colour, fill = read.effective(style, "colour"), read.effective(style, "fill") or "paper"
        fills = {read.tables.head} if style == "Table Heading" else {fill}
        if style == "Table Text":
            fills |= light
        yield from ((style, colour, name) for name in fills)
        if fill == "fill":
            light.add("fill")
    for style in CHARACTER_STYLES:
        form = read.styles.get(style)
        if form and form.colour:
            yield from ((style, form.colour, fill) for fill in ({form.fill} if form.fill else light))


@pytest.mark.parametrize("name", THEMES)
def test_every_text_has_enough_contrast(name: str) -> None:
    read = theme(name)
    colours = read.colours.model_dump() | {"none": read.colours.paper}
    faint = {
        (style, colour, fill, paper): round(ratio, 2)
        for style, colour, fill in pairs(read)
        for paper in ((WHITE, CREAM) if name == "dyslexia" else (WHITE,))
        if (ratio := contrast(printed(colours[colour], paper), printed(colours[fill], paper))) < CONTRAST[name]
    }
    assert faint == {}


def sizes(read: Theme) -> dict[str, float]:
    """Return the printed size of each style; a character style without one is as large as its paragraph."""
    found = {style: read.effective(style, "size") for style in PARAGRAPH_STYLES}
    for name in CHARACTER_STYLES:
        form = read.styles.get(name)
        if form and (form.size or form.vertical_align):
            found[name] = (form.size or 0) * (SUPERSCRIPT_SCALE if form.vertical_align else 1)
    return found


@pytest.mark.parametrize(("name", "least"), [("large-print", 18), ("dyslexia", 12)])
def test_no_style_is_smaller_than_the_theme_promises(name: str, least: float) -> None:
    assert {style: size for style, size in sizes(theme(name)).items() if round(size, 2) < least} == {}
    assert min(int(size) / 2 for size in [*values(styles(name), "sz"), *values(styles(name), "szCs")]) >= least


@pytest.mark.parametrize("name", THEMES)
def test_text_is_at_least_11_point_and_that_of_boxes_and_tables_10(name: str) -> None:
    small = (
        "Meta", "Source", "Caption", "Header", "Footer", "footnote", "script", "Small", "Spread", "line number", "Tag",
        "Check Line",
    )  # fmt: skip
    boxes = ("Notice", "Teacher Note", "Table")
    least = {
        s: 9 if any(w in s for w in small) else 10 if any(w in s for w in boxes) else 11 for s in sizes(theme(name))
    }
    assert {style: size for style, size in sizes(theme(name)).items() if 0 < size < least[style]} == {}


@pytest.mark.parametrize(("name", "tags"), [("dyslexia", ("i", "iCs", "u")), ("large-print", ("i", "iCs"))])
def test_no_style_has_what_the_guidance_warns_of(name: str, tags: tuple[str, ...]) -> None:
    for tag in (*tags, "caps", "smallCaps"):
        assert set(values(styles(name), tag)) <= {"0", "none"}, tag
    assert set(values(styles(name), "jc")) <= {"left", "start"}


def test_fills_and_spacing() -> None:
    """None uses ink, and no tint is used that cream paper would hide; lines are widely spaced."""
    assert set(values(styles("ink-saver"), "shd", "fill")) == {"auto"}
    colours = theme("dyslexia").colours
    assert set(values(styles("dyslexia"), "shd", "fill")) <= {"auto", colours.ink, colours.paper}
    assert theme("dyslexia").styles["Normal"].line == 1.5


BORDERS = ("box", "border_top", "border_left", "border_bottom", "border_between")


def blackness(colour: str) -> float:
    """Return how dark a colour is where all colours are greys, from 0 for white to 1 (luma of ITU-R BT.601)."""
    red, green, blue = bytes.fromhex(colour)
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("name", THEMES)
def test_a_photocopy_has_every_line(name: str) -> None:
    """Lines are dark and wide enough, those of a box wider; a light tint, which a copier drops, has an outline."""
    read = theme(name)
    lines = {(style, key): getattr(form, key) for style, form in read.styles.items() for key in BORDERS}
    lines |= {("sides", side): line for side, line in read.sides.items()}
    lines |= {("tables", "border"): read.tables.border, ("tables", "head_rule"): read.tables.head_rule}
    printed = {at: line for at, line in lines.items() if line and line.line != "none"}
    palette = read.colours.model_dump()
    assert {at: line.colour for at, line in printed.items() if blackness(palette[line.colour]) < 0.6} == {}
    assert {at: line.width for at, line in printed.items() if line.width < (0.75 if "box" in at else 0.5)} == {}
    tinted = [style for style in PARAGRAPH_STYLES if read.effective(style, "fill") == "fill"]
    assert [style for style in tinted if not read.effective(style, "box")] == []


@pytest.mark.parametrize("name", THEMES)
def test_sides_differ_without_colour(name: str) -> None:
    read = theme(name)
    rules = [read.sides["for"], read.sides["against"]]
    boxes = [read.styles[style].box for style in ("Band For", "Band Against")]
    assert [border.line for border in (*rules, *boxes) if border] == ["single", "double"] * 2
    filled = [read.effective(style, "fill") in {"ink", "text"} for style in ("Band For", "Band Against")]
    assert filled == [True, False] or (filled == [False, False] and boxes[0] and boxes[0].width >= 3)


@pytest.mark.parametrize("name", THEMES)
def test_a_number_of_two_digits_fits_its_column(name: str) -> None:
    """Digits and capitals are at most 0.78 of their size wide in Calibri and Arial, digits 0.56."""
    read = theme(name)
    width = (0.78 + 2 * 0.56) * (read.styles["Number"].size or 0)
    assert width + 2 <= read.effective("Heading 3", "hanging") == read.effective("Heading 3", "left")


@pytest.mark.parametrize("name", THEMES)
def test_tab_stops_fit_the_narrowest_paper(name: str) -> None:
    read = theme(name)
    width = 210 * MM - read.margins.left - read.margins.right
    for style, form in read.styles.items():
        stops = [stop for stop in form.tabs or () if isinstance(stop, float)]
        assert stops == sorted(stops), style
        assert all(stop < width - 20 * MM for stop in stops), style
