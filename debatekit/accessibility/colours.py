"""Colours as Word writes them → red, green and blue; and how well two of them can be told apart."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.accessibility.markup import A, W, value

if TYPE_CHECKING:
    from debatekit.accessibility.markup import Element

HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
HEX_BYTE: Final = re.compile(r"[0-9A-Fa-f]{1,2}")
PERCENT: Final = re.compile(r"pct(\d{1,2})")


class Colour(NamedTuple):
    """A colour: red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)

HIGHLIGHTS: Final = {
    "black": BLACK,
    "blue": Colour(0, 0, 255),
    "cyan": Colour(0, 255, 255),
    "green": Colour(0, 255, 0),
    "magenta": Colour(255, 0, 255),
    "red": Colour(255, 0, 0),
    "yellow": Colour(255, 255, 0),
    "white": WHITE,
    "darkBlue": Colour(0, 0, 128),
    "darkCyan": Colour(0, 128, 128),
    "darkGreen": Colour(0, 128, 0),
    "darkMagenta": Colour(128, 0, 128),
    "darkRed": Colour(128, 0, 0),
    "darkYellow": Colour(128, 128, 0),
    "darkGray": Colour(128, 128, 128),
    "lightGray": Colour(192, 192, 192),
}
"""The colours of highlighted text (ECMA-376 part 1, 17.18.40)."""

SLOTS: Final = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
"""What the theme calls the colours (20.1.6.2) that documents call otherwise (17.18.97)."""

MAPPED: Final = {
    "text1": ("t1", "dark1"),
    "background1": ("bg1", "light1"),
    "text2": ("t2", "dark2"),
    "background2": ("bg2", "light2"),
}
"""Theme colours that the settings map to others (17.15.1.20): the attribute, and what it is where it is not said."""


INK: Final = ("themeColor", "themeTint", "themeShade")
FILL: Final = ("themeFill", "themeFillTint", "themeFillShade")


class Palette:
    """The theme colours of a document."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        scheme = None if theme is None else theme.find(f"{A}themeElements/{A}clrScheme")
        self._colours: dict[str, Colour] = {}
        for slot in () if scheme is None else scheme:
            for colour in slot:
                found = parse(colour.get("lastClr") or colour.get("val") or "")
                if found:
                    self._colours[slot.tag.removeprefix(A)] = found
        self._mapping = {
            name: value(settings, "clrSchemeMapping", attribute) or otherwise
            for name, (attribute, otherwise) in MAPPED.items()
        }

    def colour(self, element: Element | None, attribute: str = "val") -> Colour | None:
        """Return the colour in an attribute, None where it is automatic or not there (17.3.2.6).

        A theme colour beside it wins where the theme has it.
        """
        if element is None:
            return None
        name, tint, shade = (value(element, "", theme) for theme in (FILL if attribute == "fill" else INK))
        name = self._mapping.get(name, name)
        found = self._colours.get(SLOTS.get(name, name))
        return parse(element.get(W + attribute, "")) if found is None else _changed(found, tint, shade)

    def shading(self, element: Element | None) -> Colour | None:
        """Return the colour behind text in a shading, None where it is transparent (17.3.5).

        A pattern is taken as the mixture of its two colours, as it is printed; stripes as half of each.
        """
        pattern = value(element)
        fill = self.colour(element, "fill")
        if pattern in {"", "clear", "nil"}:
            return fill
        share = 1.0 if pattern == "solid" else int(found[1]) / 100 if (found := PERCENT.fullmatch(pattern)) else 0.5
        ink, paper = self.colour(element, "color") or BLACK, fill or WHITE
        return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(ink, paper, strict=True)))


def parse(text: str) -> Colour | None:
    """Return a colour in hexadecimal figures, None for anything else, such as "auto"."""
    found = HEX.fullmatch(text)
    return Colour(*bytes.fromhex(found[1])) if found else None


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _changed(colour: Colour, tint: str, shade: str) -> Colour:
    """Return a colour made lighter or darker, in 255ths of its lightness (17.3.2.6)."""
    if not HEX_BYTE.fullmatch(tint) and not HEX_BYTE.fullmatch(shade):
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    if HEX_BYTE.fullmatch(shade):
        light *= int(shade, 16) / 255
    if HEX_BYTE.fullmatch(tint):
        light = light * int(tint, 16) / 255 + (1 - int(tint, 16) / 255)
    return Colour(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))
