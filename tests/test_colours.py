"""Colours and their contrast, as WCAG 2.2 and ECMA-376 define them."""

from __future__ import annotations

import pytest

from debatekit.colours import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    luminance,
    parse_colour,
    resolve_colour,
    theme_colours,
    tint_and_shade,
)
from tests.accessibility.support import elements

THEME = """<a:theme><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1>
<a:dk2><a:srgbClr val="1F2A44"/></a:dk2>
<a:accent1><a:schemeClr val="phClr"/></a:accent1></a:clrScheme></a:themeElements>
</a:theme>"""


def test_contrast_is_that_of_the_guidelines() -> None:
    assert [luminance(BLACK), luminance(WHITE)] == pytest.approx([0, 1])
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(Colour(0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("tint", "shade", "expected"),
    [("", "", "4472C4"), ("zz", "x", "4472C4"), ("99", "", "8EAADB"), ("33", "", "D9E2F3"), ("", "BF", "2F5496")],
)
def test_theme_colours_are_tinted_and_shaded_as_word_writes_them(tint: str, shade: str, expected: str) -> None:
    assert tint_and_shade(Colour(0x44, 0x72, 0xC4), tint, shade) == pytest.approx(parse_colour(expected), abs=1)


def test_colours_of_the_theme_go_by_several_names() -> None:
    (theme,) = elements(THEME)
    names = ("text1", "dark1", "text2", "accent1", "hyperlink")
    written = elements("".join(f'<w:color w:themeColor="{name}"/>' for name in names))
    found = [resolve_colour(element, theme_colours(theme)) for element in written]
    assert [str(colour) for colour in found] == ["#111111", "#111111", "#1F2A44", "None", "None"]
