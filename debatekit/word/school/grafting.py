"""Our styles → into a school's sheet: those that it lacks are added, in its fonts and colours; its own stay."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from debatekit.word.school.cleaning import PARAGRAPH_ORDER, RUN_ORDER, W, put_in_order, value
from debatekit.word.school.colours import WHITE, can_be_read
from debatekit.word.school.sheet import LINKS, id_of, name_of, paragraph_properties
from debatekit.word.theme import TABLE_STYLE

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element
    from debatekit.word.school.colours import Palette
    from debatekit.word.school.sheet import Sheet

STAND_INS: Final = {"Header": "Sheet Header", "Footer": "Sheet Footer"}
"""Styles of ours that stand beside the school's of the same name: their tab stops are not those of its letterhead."""

ORIGINALS: Final = {stand_in: name for name, stand_in in STAND_INS.items()}

BORDERS: Final = ("top", "left", "bottom", "right", "between", "insideH", "insideV")
COLOURED: Final = {
    f"{W}color": ("val", "themeColor"),
    f"{W}shd": ("fill", "themeFill"),
    **dict.fromkeys((W + side for side in BORDERS), ("color", "themeColor")),
}
"""Where an element holds its colour, and the slot of the theme that it takes it from."""

QUIET: Final = ("accent1", "accent2")
"""The slots of ours for secondary text and rules; see `Palette.chosen`."""


def graft(sheet: Sheet, own: Sheet, palette: Palette | None, wider: int) -> dict[str, str]:
    """Add to `sheet` the styles of `own` that it lacks; return the id of each style that documents are written in.

    `wider` is how much longer than ours the school's lines are, in twentieths of a point.
    """
    kept = set(sheet.by_name)
    added = []
    for name, style in own.by_name.items():
        stand_in = STAND_INS.get(name, "")
        if name in kept and (not stand_in or stand_in in kept):
            continue
        new = deepcopy(style)
        if name in kept:
            _stand_in(new, stand_in, own)
        added.append(new)
        sheet.root.append(new)
        sheet.note(new)
    for style in added:
        _relink(style, own, sheet)
        _stretch(style, wider)
        _take_fonts(style, sheet, kept)
    if palette:
        for name in kept:
            _agree(sheet.by_name[name], palette)
        for style in added:
            _take_colours(style, palette)
        for style in added:
            _keep_readable(style, own, sheet, palette)
        _keep_table_readable(own, sheet, {name_of(style) for style in added})
    for name in kept & own.by_name.keys():
        _complete(sheet.by_name[name], own.by_name[name], sheet)
    ids = {name: id_of(style) for name, style in sheet.by_name.items()}
    return ids | {name: ids[stand_in] for name, stand_in in STAND_INS.items() if stand_in in ids}


def _stand_in(style: Element, name: str, own: Sheet) -> None:
    """Let a style of ours stand beside the school's: under `name`, and apart from the text of a tall letterhead."""
    spacing = style.find(f"{W}pPr/{W}spacing")
    if spacing is not None and name == STAND_INS["Header"]:
        spacing.set(f"{W}after", own.effective(own.by_name["Normal"], "pPr/spacing", "after") or "0")
    found = style.find(f"{W}name")
    assert found is not None  # it is one of ours
    found.set(f"{W}val", name)
    style.set(f"{W}styleId", name.replace(" ", ""))
    style.set(f"{W}customStyle", "1")


def _relink(style: Element, own: Sheet, sheet: Sheet) -> None:
    """Let a style of ours be based on and followed by the styles that the school calls as we do."""
    for tag in LINKS:
        link = style.find(W + tag)
        if link is not None:
            name = name_of(own.by_id[link.get(f"{W}val", "")])
            name = STAND_INS[name] if tag == "next" and STAND_INS.get(name) == name_of(style) else name
            link.set(f"{W}val", id_of(sheet.by_name[name]))


def _stretch(style: Element, wider: int) -> None:
    """Move the tab stops at the end of the line to where the line ends on the school's page."""
    for stop in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
        if stop.get(f"{W}val") == "right":
            stop.set(f"{W}pos", str(int(stop.get(f"{W}pos", "0")) + wider))


def _take_fonts(style: Element, sheet: Sheet, kept: set[str]) -> None:
    """Write in the fonts of the school's text and headings, which need not be those of its theme."""
    for fonts in style.iterfind(f"{W}rPr/{W}rFonts"):
        slot = fonts.get(f"{W}asciiTheme", "")
        properties = fonts.getparent()
        model = {"major": "Heading 1", "minor": "Normal"}.get(slot[:5], "")
        if properties is None or model not in kept:
            continue
        properties.remove(fonts)
        if model == "Heading 1":
            heading = sheet.by_name[model]
            links = (found for link in sheet.chain(heading) for found in link.iterfind(f"{W}rPr/{W}rFonts"))
            if (taken := next(links, None)) is not None:
                properties.insert(0, deepcopy(taken))


def _coloured(style: Element) -> Iterable[tuple[Element, str, str]]:
    """Return what has a colour of the theme in a style: the element, where its colour stands, and where the slot."""
    for element in style.iter(*COLOURED):
        colour, slot = (W + key for key in COLOURED[str(element.tag)])
        if element.get(slot):
            yield element, colour, slot


def _agree(style: Element, palette: Palette) -> None:
    """Let a style of the school's hold the colour that its theme has, so that all programs show the same."""
    for element, colour, slot in _coloured(style):
        use = element.get(slot, "")
        if palette.colour(use) and not {f"{slot}Tint", f"{slot}Shade"} & set(map(str, element.attrib)):
            element.set(colour, palette.colour(use))


def _take_colours(style: Element, palette: Palette) -> None:
    """Give a style of ours the school's colours, and a slot's own colour for programs that know no themes."""
    for element, colour, slot in _coloured(style):
        use = element.get(slot, "")
        if palette.colour(use) and (palette.chosen or use not in QUIET):
            element.set(colour, palette.colour(use))
        else:
            del element.attrib[slot]


def _keep_readable(style: Element, own: Sheet, sheet: Sheet, palette: Palette) -> None:
    """Give a style our own colours where its text could not be read in the school's."""
    name = name_of(style)
    model = own.by_name.get(ORIGINALS.get(name, name))
    dressed = style.find(f"{W}rPr/{W}color") is not None or style.find(f"{W}pPr/{W}shd") is not None
    if model is None or not dressed or style.get(f"{W}type") not in ("paragraph", "character"):
        return
    text = sheet.effective(style, "rPr/color", "val")
    backgrounds = [sheet.effective(style, "pPr/shd", "fill") or WHITE]
    if style.get(f"{W}type") == "character":
        backgrounds = [WHITE, palette.colour("background2")]
    elif name == "Table Heading":  # it stands on the table's own fill
        return
    if not all(can_be_read(text, background) for background in backgrounds):
        _restore(style, own, model)


def _restore(style: Element, own: Sheet, model: Element) -> None:
    """Give a style the text colour and the fill that it has in our own look, linked to no theme."""
    if text := own.effective(model, "rPr/color", "val"):
        properties = style.find(f"{W}rPr")
        if properties is None:
            properties = style.makeelement(f"{W}rPr")
            style.append(properties)  # the last that a style of ours for text has
        _put(properties, RUN_ORDER, "color", {"val": text})
    if fill := own.effective(model, "pPr/shd", "fill"):
        _put(paragraph_properties(style), PARAGRAPH_ORDER, "shd", {"val": "clear", "color": "auto", "fill": fill})


def _keep_table_readable(own: Sheet, sheet: Sheet, added: set[str]) -> None:
    """Give header rows our own colours where their text could not be read on the school's fill."""
    if not {TABLE_STYLE, "Table Heading"} <= added:
        return
    heading = sheet.by_name["Table Heading"]
    fills = [
        table.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}shd")
        for table in (sheet.by_name[TABLE_STYLE], own.by_name[TABLE_STYLE])
    ]
    fill, ours = fills
    if fill is None or ours is None:
        return
    if not can_be_read(sheet.effective(heading, "rPr/color", "val"), fill.get(f"{W}fill", WHITE)):
        _restore(heading, own, own.by_name["Table Heading"])
        fill.set(f"{W}fill", ours.get(f"{W}fill", WHITE))
        fill.attrib.pop(f"{W}themeFill", "")


def _complete(style: Element, model: Element, sheet: Sheet) -> None:
    """Let a style of the school's stand in and be an outline level as ours, where it says nothing of it.

    Otherwise the parts of a card, some in its styles and some in ours, would not line up.
    """
    ours = model.find(f"{W}pPr")
    if style.get(f"{W}type") != "paragraph" or ours is None:
        return
    wanted = []
    if value(ours, "ind", "left") not in ("", "0") and not _places_itself(style, sheet):
        wanted += [child for tag in ("ind", "tabs") if (child := ours.find(W + tag)) is not None]
    outline = ours.find(f"{W}outlineLvl")
    if outline is not None and not sheet.effective(style, "pPr/outlineLvl", "val"):
        wanted.append(outline)
    for child in wanted:
        properties = paragraph_properties(style)
        for old in properties.findall(str(child.tag)):
            properties.remove(old)
        properties.append(deepcopy(child))
        put_in_order(properties, PARAGRAPH_ORDER)


def _places_itself(style: Element, sheet: Sheet) -> bool:
    """Return whether a style, or one that it is based on, says how far in it stands, or is numbered."""
    hanging = sheet.effective(style, "pPr/ind", "hanging") or sheet.effective(style, "pPr/ind", "firstLine")
    numbered = sheet.effective(style, "pPr/numPr/numId", "val")
    return sheet.indent(style) != 0 or hanging not in ("", "0") or numbered not in ("", "0")


def _put(parent: Element, order: Iterable[str], tag: str, attributes: dict[str, str]) -> None:
    for old in parent.findall(W + tag):
        parent.remove(old)
    parent.append(parent.makeelement(W + tag, {W + key: text for key, text in attributes.items()}))
    put_in_order(parent, order)
