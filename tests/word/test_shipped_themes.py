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
def test_body_and_notes_are_at_least_11_point(name: str) -> None:
    small = ("Meta", "Source", "Caption", "Header", "Footer", "footnote", "script", "Small", "Spread", "line number")
    assert {s: size for s, size in sizes(theme(name)).items() if size < 11 and not any(w in s for w in small)} == {}


@pytest.mark.parametrize(("name", "tags"), [("dyslexia", ("i", "iCs", "u")), ("large-print", ("i", "iCs"))])
def test_no_style_has_what_the_guidance_warns_of(name: str, tags: tuple[str, ...]) -> None:
    for tag in (*tags, "caps", "smallCaps"):
        assert set(values(styles(name), tag)) <= {"0", "none"}, tag
    assert set(values(styles(name), "jc")) <= {"left", "start"}


def test_fills_and_spacing() -> None:
    """None uses ink, and no tint is used that cream paper would hide; text is widely spaced."""
    assert set(values(styles("ink-saver"), "shd", "fill")) == {"auto"}
    colours = theme("dyslexia").colours
    assert set(values(styles("dyslexia"), "shd", "fill")) <= {"auto", colours.ink, colours.paper}
    normal = theme("dyslexia").styles["Normal"]
    assert (normal.line, bool(normal.letter_spacing)) == (1.5, True)


@pytest.mark.parametrize("name", THEMES)
def test_sides_differ_without_colour(name: str) -> None:
    read = theme(name)
    rules = [read.styles[style].border_top for style in ("Claim For", "Claim Against")]
    boxes = [read.styles[style].box for style in ("Band For", "Band Against")]
    assert [border.line for border in (*rules, *boxes) if border] == ["single", "double"] * 2
    filled = [read.effective(style, "fill") in {"ink", "text"} for style in ("Band For", "Band Against")]
    assert filled == [True, False] or (filled == [False, False] and boxes[0] and boxes[0].width >= 3)


@pytest.mark.parametrize("name", THEMES)
def test_a_number_of_two_digits_fits_its_column(name: str) -> None:
    """Digits and capitals are at most 0.78 of their size wide in Calibri and Arial, digits 0.56."""
    read = theme(name)
    width = (0.78 + 2 * 0.56) * (read.styles["Number"].size or 0)
    width += 3 * (read.effective("Heading 3", "letter_spacing") or 0)
    for style in ("Heading 3", "Claim For", "Claim Against"):
        assert width + 2 <= read.effective(style, "hanging") == read.effective(style, "left")


@pytest.mark.parametrize("name", THEMES)
def test_tab_stops_fit_the_narrowest_paper(name: str) -> None:
    read = theme(name)
    width = 210 * MM - read.margins.left - read.margins.right
    for style, form in read.styles.items():
        stops = [stop for stop in form.tabs if isinstance(stop, float)]
        assert stops == sorted(stops), style
        assert all(stop < width - 20 * MM for stop in stops), style
