"""What each theme that comes along promises, as it can be read from its data and from the styles it becomes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from debatekit.word import make_look, read_theme
from debatekit.word.catalogue import CHARACTER_STYLES, PARAGRAPH_STYLES
from debatekit.word.rules import RAISED_SHARE
from debatekit.word.styles import effective
from tests.word.support import SHIPPED_THEMES, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.word import Theme

THEMES = {path.stem: path for path in SHIPPED_THEMES}
MM = 72 / 25.4
WHITE, CREAM = "FFFFFF", "FBF5E6"

CONTRAST = {"standard": 4.5, "ink-saver": 4.5, "large-print": 7.0, "dyslexia": 7.0}
"""What text needs on what it stands on: WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA)."""


@cache
def theme(name: str) -> Theme:
    return read_theme(THEMES[name])


@cache
def styles(name: str) -> etree._Element:
    """Return the styles part of a theme's documents."""
    (blob,) = [part.blob for part in make_look(theme(name), "a4", "en-GB").parts if part.name == "word/styles.xml"]
    return etree.fromstring(blob)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definitions)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def printed_on(paper: str, colour: str) -> str:
    """Return what a colour looks like on paper: ink takes light away."""
    channels = [int(paper[at : at + 2], 16) * int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return "".join(f"{round(channel):02X}" for channel in channels)


def pairs(read: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield each style with the names of its colour and of a fill that it stands on."""
    light = {"paper", read.tables.stub}
    for kind in PARAGRAPH_STYLES:
        colour, fill = effective(read, kind.name, "colour"), effective(read, kind.name, "fill") or "paper"
        fills = {read.tables.head} if kind.name == "Table Heading" else {str(fill)}
        if kind.name == "Table Text":
            fills |= light
        yield from ((kind.name, str(colour), name) for name in fills)
        if fill == "fill":
            light.add("fill")
    for name in CHARACTER_STYLES:
        look = read.styles.get(name)
        if look and look.colour:
            yield from ((name, look.colour, fill) for fill in ({look.fill} if look.fill else light))


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_what_it_stands_on(name: str) -> None:
    read = theme(name)
    colours = read.colours.model_dump() | {"none": read.colours.paper}
    papers = (WHITE, CREAM) if name == "dyslexia" else (WHITE,)
    faint = {
        (style, colour, fill, paper): round(ratio, 2)
        for style, colour, fill in pairs(read)
        for paper in papers
        if (ratio := contrast(printed_on(paper, colours[colour]), printed_on(paper, colours[fill]))) < CONTRAST[name]
    }
    assert faint == {}


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


def sizes(read: Theme) -> dict[str, float]:
    """Return how large each style is printed; a character style that names no size is as large as its paragraph."""
    found = {kind.name: effective(read, kind.name, "size") for kind in PARAGRAPH_STYLES}
    for name in CHARACTER_STYLES:
        if (look := read.styles.get(name)) and (look.size or look.raised):
            found[name] = (look.size or 0) * (RAISED_SHARE if look.raised else 1)
    return {name: size if isinstance(size, float) else 0.0 for name, size in found.items()}


@pytest.mark.parametrize(("name", "least"), [("large-print", 18), ("dyslexia", 12)])
def test_no_style_is_smaller_than_the_theme_promises(name: str, least: float) -> None:
    assert {style: size for style, size in sizes(theme(name)).items() if round(size, 2) < least} == {}
    written = [int(size.get(f"{W}val", "")) / 2 for size in styles(name).iter(f"{W}sz", f"{W}szCs")]
    assert min(written) >= least


@pytest.mark.parametrize("name", THEMES)
def test_body_and_notes_are_at_least_11_point(name: str) -> None:
    small = ("Meta", "Source", "Caption", "Header", "Footer", "footnote", "script", "Small", "line number")
    assert {s: size for s, size in sizes(theme(name)).items() if size < 11 and not any(w in s for w in small)} == {}


AVOIDED = [
    ("dyslexia", ("i", "iCs", "u", "caps", "smallCaps")),
    ("large-print", ("i", "iCs", "caps", "smallCaps")),
]


@pytest.mark.parametrize(("name", "tags"), AVOIDED)
def test_no_style_has_what_the_guidance_warns_of(name: str, tags: tuple[str, ...]) -> None:
    found = {tag: {e.get(f"{W}val") for e in styles(name).iter(W + tag)} - {"0", "none"} for tag in tags}
    assert found == {tag: set() for tag in tags}
    assert {e.get(f"{W}val") for e in styles(name).iter(f"{W}jc")} <= {"left", "start"}


def test_links_are_told_apart_without_a_line() -> None:
    read = theme("dyslexia")
    link = read.styles["Hyperlink"]
    assert link.bold
    assert read.styles["Marked"].box != link.box


def test_text_for_readers_with_dyslexia_is_widely_spaced() -> None:
    read = theme("dyslexia")
    normal = read.styles["Normal"]
    assert (read.fonts.heading, read.fonts.body, normal.line) == ("Arial", "Arial", 1.5)
    assert normal.letter_spacing
    assert (normal.after or 0) >= 8


def fills(name: str) -> set[str]:
    return {shade.get(f"{W}fill", "") for shade in styles(name).iter(f"{W}shd")}


def test_nothing_is_filled_to_save_ink() -> None:
    assert fills("ink-saver") == {"auto"}


def test_nothing_stands_on_a_tint_that_cream_paper_would_hide() -> None:
    read = theme("dyslexia")
    assert fills("dyslexia") <= {"auto", read.colours.ink, read.colours.paper}


@pytest.mark.parametrize("name", THEMES)
def test_sides_are_told_apart_without_colour(name: str) -> None:
    read = theme(name)
    rules = [read.styles[style].above for style in ("Claim For", "Claim Against")]
    boxes = [read.styles[style].box for style in ("Band For", "Band Against")]
    assert [border.line for border in (*rules, *boxes) if border] == ["single", "double"] * 2
    filled = [effective(read, style, "fill") in {"ink", "text"} for style in ("Band For", "Band Against")]
    if filled != [True, False]:
        assert filled == [False, False]
        assert boxes[0]
        assert boxes[0].width >= 3


HEIGHTS = {"standard": 8, "ink-saver": 8, "dyslexia": 8, "large-print": 12}


@pytest.mark.parametrize("name", THEMES)
def test_lines_to_write_on_have_their_height(name: str) -> None:
    for style in ("Writing Line", "Writing Line Indented"):
        height = effective(theme(name), style, "exact")
        assert isinstance(height, float)
        assert round(height / MM, 2) >= HEIGHTS[name]
    if name != "dyslexia":
        assert round((theme(name).styles["Writing Line"].exact or 0) / MM, 2) == HEIGHTS[name]


@pytest.mark.parametrize("name", THEMES)
def test_a_number_of_two_digits_fits_its_column(name: str) -> None:
    """Digits and capitals are at most 0.78 of their size wide in Calibri and Arial, digits 0.56."""
    read = theme(name)
    number = read.styles["Number"].size or 0
    spacing = effective(read, "Heading 3", "letter_spacing") or 0.0
    width = (0.78 + 2 * 0.56) * number + 3 * float(str(spacing))
    for style in ("Heading 3", "Claim For", "Claim Against"):
        hanging = effective(read, style, "hanging")
        assert isinstance(hanging, float)
        assert width + 2 <= hanging
        assert effective(read, style, "left") == hanging


@pytest.mark.parametrize("name", THEMES)
def test_tab_stops_stand_on_the_narrowest_paper(name: str) -> None:
    read = theme(name)
    width = 210 * MM - read.margins.left - read.margins.right
    for style, look in read.styles.items():
        stops = [stop for stop in look.tabs if stop != "end"]
        assert stops == sorted(stops), style
        assert all(stop < width - 20 * MM for stop in stops), style
