"""The theme of a letterhead: its fonts, its colours in which text of ours can be read, and text that is too pale."""

import re
from collections.abc import Mapping
from copy import deepcopy

from debatekit.colours import BLACK, READABLE, READABLE_LARGE, WHITE, Colour, contrast, resolve_colour, theme_colours
from debatekit.ooxml import A, Element, W, value
from debatekit.word.styles import COLOUR_SLOTS, THEME_SLOTS
from debatekit.word.stylesheet import StyleSheet, sanitize, set_property
from debatekit.word.theme import Theme

OFFICE_ACCENTS = {
    "4F81BD": "C0504D", "5B9BD5": "ED7D31", "4472C4": "ED7D31", "156082": "E97132", "18A303": "0369A3",
}  # fmt: skip
"""The first two accents of every new file in Word or LibreOffice: nobody chose them."""


def read_palette(theme: Element) -> Element | None:
    """Return a theme part to take colours and fonts from, None if it does not name them all."""
    sanitize(theme, ("a",))
    has_fonts = theme.find(f"{A}themeElements/{A}fontScheme") is not None
    return theme if has_fonts and theme_colours(theme).keys() >= set(THEME_SLOTS) else None


def apply_palette(theme: Element, palette: Element) -> None:
    """Write the colours and fonts of another theme part into ours."""
    colours = theme_colours(palette)
    for slot in THEME_SLOTS:
        for found in theme.iterfind(f".//{A}{slot}/{A}srgbClr"):
            found.set("val", colours[slot].hex)
    for fonts in theme.iterfind(f".//{A}fontScheme"):
        fonts[:] = deepcopy(palette.findall(f"{A}themeElements/{A}fontScheme")[0])


def name_fonts(styles: Element, theme: Element) -> set[str]:
    """Write the names of the theme's fonts beside the references to them, and return the names of all fonts."""
    fonts = {slot: theme.find(f".//{A}{slot}Font/{A}latin") for slot in ("major", "minor")}
    names = {slot: "" if latin is None else latin.get("typeface", "") for slot, latin in fonts.items()}
    for element in styles.iter(f"{W}rFonts"):
        if name := names.get(value(element, "", "asciiTheme")[:5]):
            for key in ("ascii", "hAnsi", "cs"):
                element.set(W + key, name)
    return {*names.values(), *(value(element, "", "ascii") for element in styles.iter(f"{W}rFonts"))}


def in_colours(theme: Theme, palette: Element) -> tuple[Theme, re.Pattern[str]]:
    """Return a theme in the colours of a letterhead, as far as text can be read in them.

    The pattern finds the links to a theme's colours, in attributes, that must not be made to the letterhead's.
    """

    def readable(text: Colour, *fills: Colour) -> bool:
        return all(contrast(text, fill) >= READABLE for fill in fills)

    slots = theme_colours(palette)
    theirs = {name: slots[slot] for slot, name in reversed(THEME_SLOTS.items())}  # of several slots, the first
    own = {name: Colour(*bytes.fromhex(digits)) for name, digits in theme.colours}
    chosen = own | {name: theirs[name] for name in ("text", "ink") if readable(theirs[name], WHITE)}
    fills = (fill for fill in (theirs["fill"], own["fill"]) if readable(fill, chosen["text"], chosen["ink"]))
    papers = (paper for paper in (theirs["paper"], own["paper"]) if readable(paper, chosen["ink"]))
    chosen |= {"paper": next(papers, WHITE), "fill": next(fills, WHITE)}
    if OFFICE_ACCENTS.get(theirs["secondary"].hex) != theirs["rule"].hex:
        chosen["rule"] = theirs["rule"]
        if readable(theirs["secondary"], WHITE, chosen["fill"]):
            chosen["secondary"] = theirs["secondary"]
    colours = theme.colours.model_copy(update={name: colour.hex for name, colour in chosen.items()})
    others = "|".join(slot for name, slot in COLOUR_SLOTS.items() if chosen[name] != theirs[name])
    return theme.model_copy(update={"colours": colours}), re.compile(f' w:theme(?:Color|Fill)="(?:{others})"')


def name_colours(styles: Element, colours: Mapping[str, Colour]) -> None:
    """Write the colours of the theme beside the links to them, for programs that ignore themes."""
    for link, key in (("themeFill", "fill"), ("themeColor", "color")):
        for element in styles.iterfind(f".//*[@{W}{link}]"):
            name = "val" if element.tag == f"{W}color" else key
            if colour := resolve_colour(element, colours, name):
                element.set(W + name, colour.hex)


def keep_readable(style: Element, sheet: StyleSheet, colours: Mapping[str, Colour], own_ink: Element | None) -> bool:
    """Replace the colour of a style's text if that is too pale, and return whether it was.

    On a fill of the style it is black or white then, and on paper our own.
    """
    shadings = (next(sheet.properties(style, path), None) for path in ("rPr/shd", "pPr/shd"))
    fills = (resolve_colour(found, colours, "color" if value(found) == "solid" else "fill") for found in shadings)
    fill = next(filter(None, fills), None)
    text, paper = resolve_colour(next(sheet.properties(style, "rPr/color"), None), colours), fill or WHITE
    if text is None or contrast(text, paper) >= READABLE_LARGE:
        return False
    new = style.makeelement(f"{W}color", {f"{W}val": max(BLACK, WHITE, key=lambda ink: contrast(ink, paper)).hex})
    set_property(style, "rPr", new if fill or own_ink is None else deepcopy(own_ink))
    return True
