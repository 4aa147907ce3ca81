"""A school's colours and fonts, as its file's theme names them, and whether text in them can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLOTS: Final = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""The colours of a theme (ECMA-376 part 1, 20.1.6.2)."""
COLOURS: Final = (f"{DRAWING}srgbClr", f"{DRAWING}sysClr")
"""The elements that a colour of a theme is written in."""
USES: Final = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
"""The slots that Word calls otherwise in styles (17.18.97); ours are mapped to them as Word does by default."""

READABLE: Final = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
WHITE: Final = "FFFFFF"

OFFICE: Final = frozenset(
    [("4F81BD", "C0504D"), ("5B9BD5", "ED7D31"), ("4472C4", "ED7D31"), ("156082", "E97132"), ("18A303", "0369A3")]
)
"""The first two accents of the themes that Word and LibreOffice give every new file: nobody chose them."""


class Fonts(NamedTuple):
    """The fonts for headings or for the body: for Latin, East Asian and complex scripts, and by name of the script."""

    latin: str
    asian: str
    complex: str
    scripts: tuple[tuple[str, str], ...]


class Palette(NamedTuple):
    """What is taken of a theme: its colours by slot, and its fonts."""

    colours: dict[str, str]
    major: Fonts
    minor: Fonts

    def colour(self, use: str) -> str:
        """Return the colour that a style means by ``w:themeColor`` ("text2", "accent1"); "" for an unknown one."""
        return self.colours.get(USES.get(use, use), "")

    @property
    def chosen(self) -> bool:
        """Whether anybody chose its accents."""
        return (self.colours["accent1"], self.colours["accent2"]) not in OFFICE


def read_palette(theme: Element) -> Palette | None:
    """Return the colours and fonts of a theme part, or nothing where it does not name them all."""
    colours = {}
    for slot in SLOTS:
        found = theme.find(f".//{DRAWING}clrScheme/{DRAWING}{slot}")
        colour = next((child for kind in COLOURS for child in ([] if found is None else found.iterfind(kind))), None)
        # A colour of the system holds the one that it had when the file was saved (20.1.2.3.33).
        text = "" if colour is None else colour.get("lastClr", "") or colour.get("val", "")
        if not re.fullmatch("[0-9A-Fa-f]{6}", text):
            return None
        colours[slot] = text.upper()
    major, minor = _fonts(theme, "majorFont"), _fonts(theme, "minorFont")
    return Palette(colours, major, minor) if major.latin and minor.latin else None


def fill_theme(blob: bytes, palette: Palette) -> bytes:
    """Return our theme part with a school's colours and fonts in it."""
    root = etree.fromstring(blob)
    for slot in SLOTS:
        for found in root.iterfind(f".//{DRAWING}{slot}/{DRAWING}srgbClr"):
            found.set("val", palette.colours[slot])
    for tag, fonts in (("majorFont", palette.major), ("minorFont", palette.minor)):
        for found in root.iterfind(f".//{DRAWING}{tag}"):
            new = [
                found.makeelement(f"{DRAWING}font", {"script": key, "typeface": font}) for key, font in fonts.scripts
            ]
            for kind, name in (("latin", fonts.latin), ("ea", fonts.asian), ("cs", fonts.complex)):
                for font in found.iterfind(DRAWING + kind):
                    font.set("typeface", name)
            found.extend(new)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours in six hexadecimal digits, from 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def can_be_read(text: str, background: str) -> bool:
    """Return whether text in one colour can be read on another; Word picks black or white where none is named."""
    if not (_is_colour(text) and _is_colour(background)):
        return True
    return contrast(text, background) >= READABLE


def _is_colour(text: str) -> bool:
    return re.fullmatch("[0-9A-Fa-f]{6}", text) is not None


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fonts(theme: Element, tag: str) -> Fonts:
    found = theme.find(f".//{DRAWING}fontScheme/{DRAWING}{tag}")
    if found is None:
        return Fonts("", "", "", ())
    names = {kind: _typeface(found.find(DRAWING + kind)) for kind in ("latin", "ea", "cs")}
    scripts = dict.fromkeys(
        (font.get("script", ""), _typeface(font)) for font in found.iterfind(f"{DRAWING}font") if font.get("script")
    )
    return Fonts(names["latin"], names["ea"], names["cs"], tuple(scripts))


def _typeface(element: Element | None) -> str:
    return "" if element is None else element.get("typeface", "")
