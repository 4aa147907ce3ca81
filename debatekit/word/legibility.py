"""Legible text, whatever a letterhead says: what hides or moves text is not taken, nor are colours too pale to read."""

from collections.abc import Container, Iterable, Mapping
from copy import deepcopy
from itertools import count

from debatekit.colours import BLACK, WHITE, Colour, contrast, resolve_colour
from debatekit.ooxml import Element, W, value
from debatekit.word.stylesheet import STAND_INS, StyleSheet, remove, set_name, set_property, style_id
from debatekit.word.theme import BUILT_IN, CHARACTER_STYLES, PARAGRAPH_STYLES

HIDING = {
    "framePr": "frames", "pageBreakBefore": "page breaks", "textDirection": "the direction of text",
    "bidi": "the direction of text", "vanish": "hidden text", "webHidden": "", "specVanish": "",
    "emboss": "effects", "imprint": "effects", "outline": "effects", "fitText": "",
}  # fmt: skip
"""Properties that are not taken from a style of text (17.3.1, 17.3.2), and what a teacher calls them."""
MOVING = HIDING | {
    "ind": "indents", "jc": "alignment", "tabs": "tab stops", "numPr": "numbers", "pBdr": "borders", "shd": "shading",
    "keepNext": "", "keepLines": "", "contextualSpacing": "",
}  # fmt: skip
"""Those that are not taken from *Normal* and the defaults either: tables, bands and boxes are based on these."""
NEUTRAL = {"0", "false", "off", "none", "nil", "clear", "auto", "left", "start", "both"}
SPACING = f"{W}pPr/{W}spacing"
COPY_OF_NORMAL = "Letterhead Text"


def settle_text(sheet: StyleSheet, headers: Iterable[Element]) -> list[str]:
    """Remove from the styles of text what hides or moves it, and return what that is.

    The letterhead's own headers keep it: what they have from *Normal*, they get from a copy.
    """
    names = [name for name in (*PARAGRAPH_STYLES, *CHARACTER_STYLES) if name in sheet.by_name and name not in STAND_INS]
    used = {style_id(style): style for name in names for style in sheet.chain(sheet.by_name[name])}
    defaults = [found for kind in sheet.root.iterfind(f"{W}docDefaults/*") for found in _properties(kind, MOVING)]
    normal = sheet.by_name.get("Normal")
    unwanted = [*defaults, *(_properties(normal, MOVING) if normal is not None else ())]
    if unwanted and normal is not None:
        _keep_for_headers(sheet, normal, defaults, used, headers)
    unwanted += [found for style in used.values() for found in _properties(style, HIDING)]
    texts = [sheet.by_name[name] for name in names if name in BUILT_IN]
    for spacing in (
        it for style in (*sheet.root.iterfind(f"{W}docDefaults/*"), *texts) for it in style.iterfind(SPACING)
    ):
        if value(spacing, "", "lineRule") == "exact":  # it cuts off large letters and pictures
            spacing.set(f"{W}lineRule", "atLeast")
    for found in dict.fromkeys(unwanted):
        remove(found)
    return sorted({MOVING[found.tag.removeprefix(W)] for found in unwanted} - {""})


def _properties(style: Element, names: Mapping[str, str]) -> list[Element]:
    """Return the properties of a style that are among those with `names`, and on."""
    found = []
    for element in style.iterfind("*/*"):
        values = {str(text) for text in element.attrib.values()}
        if element.tag.removeprefix(W) in names and (not values or len(element) > 0 or not values <= NEUTRAL):
            found.append(element)
    return found


def _keep_for_headers(
    sheet: StyleSheet, normal: Element, defaults: Iterable[Element], used: Container[str], headers: Iterable[Element]
) -> None:
    """Add a copy of *Normal* with those `defaults`, for headers and for styles that are not `used` in text."""
    copy = deepcopy(normal)
    identifier = next(key for number in count() if (key := f"LetterheadText{number}") not in sheet.by_id)
    copy.attrib.pop(f"{W}default", "")
    copy.set(f"{W}styleId", identifier)
    copy.set(f"{W}customStyle", "1")
    set_name(copy, COPY_OF_NORMAL)
    for found in defaults:
        kind = found.getparent().tag.removeprefix(W)  # type: ignore[union-attr]
        if copy.find(f"{W}{kind}/{found.tag}") is None:
            set_property(copy, kind, deepcopy(found))
    for style in sheet.by_id.values():
        for link in style.iterfind(f"{W}basedOn") if style_id(style) not in used else ():
            if value(link) == style_id(normal):
                link.set(f"{W}val", identifier)
    for paragraph in (paragraph for tree in headers for paragraph in tree.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}pStyle") is None:
            properties = paragraph.find(f"{W}pPr")
            if properties is None:
                properties = paragraph.makeelement(f"{W}pPr")
                paragraph.insert(0, properties)
            properties.insert(0, paragraph.makeelement(f"{W}pStyle", {f"{W}val": identifier}))
    sheet.root.append(copy)
    sheet.by_id[identifier] = sheet.by_name[COPY_OF_NORMAL] = copy


def keep_readable(
    style: Element, sheet: StyleSheet, theme: dict[str, Colour], least: float, own: Element | None = None
) -> bool:
    """Replace the colour of a style's text if its contrast is lower than `least`, and return whether it was.

    On a fill of the style, it is black or white then, and on paper the colour of `own`; without that, only fills count.
    """
    shadings = (next(sheet.properties(style, path), None) for path in ("rPr/shd", "pPr/shd"))
    fills = (resolve_colour(found, theme, "color" if value(found) == "solid" else "fill") for found in shadings)
    fill = next(filter(None, fills), None)
    text = resolve_colour(next(sheet.properties(style, "rPr/color"), None), theme)
    paper = fill or (WHITE if own is not None else None)
    if not text or not paper or contrast(text, paper) >= least:
        return False
    colour = max(BLACK, WHITE, key=lambda ink: contrast(ink, paper))
    new = style.makeelement(f"{W}color", {f"{W}val": colour.hex}) if fill or own is None else deepcopy(own)
    set_property(style, "rPr", new)
    return True
