"""Colours as Word writes them, the colours of a theme, and the contrast between two colours (WCAG 2.2)."""

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from debatekit.ooxml import A, Element, value

HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})")


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """Six hexadecimal digits, as Word writes them."""
        return bytes(self).hex().upper()

    def __str__(self) -> str:
        return f"#{self.hex}"


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)
READABLE: Final = 4.5  # the least contrast of text (WCAG 2.2, 1.4.3)
READABLE_LARGE: Final = 3.0  # the least contrast of large text: 18 points, or 14 points in bold

SLOT_NAMES: Final = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2", "text2": "dk2",
    "light2": "lt2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""Slots that documents call otherwise (17.18.97), as Word maps them (17.15.1.20)."""


def parse_colour(text: str) -> Colour | None:
    """Return a colour written in six hexadecimal digits, None for anything else, such as "auto"."""
    found = HEX.fullmatch(text)
    return Colour(*bytes.fromhex(found[1])) if found else None


def luminance(colour: Colour) -> float:
    """Return the relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    shares = (channel / 255 for channel in colour)
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache
def tint_and_shade(colour: Colour, tint: str = "", shade: str = "") -> Colour:
    """Return a theme colour made lighter or darker by hexadecimal bytes, as Word does it (17.3.2.6)."""
    lighter, darker = (int(text, 16) / 255 if re.fullmatch("[0-9A-Fa-f]{1,2}", text) else 1 for text in (tint, shade))
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = light * darker * lighter + 1 - lighter
    return Colour(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))


def theme_colours(theme: Element | None) -> dict[str, Colour]:
    """Return the colours of a theme part by slot ("dk1", "accent1"), without those that cannot be read (20.1.6.2)."""
    colours = {}
    for slot in () if theme is None else theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
        for element in slot:
            if colour := parse_colour(element.get("lastClr") or element.get("val") or ""):
                colours[slot.tag.removeprefix(A)] = colour
    return colours


def resolve_colour(element: Element | None, theme: Mapping[str, Colour], attribute: str = "val") -> Colour | None:
    """Return the colour in an attribute such as ``w:fill``, None where it is automatic or missing (17.3.2.6).

    A colour of the theme beside it, such as "text2" with a tint, wins if the theme has it.
    """
    prefix, name = ("themeFill", "themeFill") if attribute == "fill" else ("theme", "themeColor")
    slot = value(element, "", name)
    if found := theme.get(SLOT_NAMES.get(slot, slot)):
        return tint_and_shade(found, value(element, "", f"{prefix}Tint"), value(element, "", f"{prefix}Shade"))
    return parse_colour(value(element, "", attribute))
