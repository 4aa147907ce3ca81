"""The styles of a document with a letterhead: its own and ours that it lacks, in its fonts and colours."""

import re
from collections.abc import Container, Iterable, Mapping
from copy import deepcopy

from lxml import etree

from debatekit.colours import Colour
from debatekit.ooxml import Element, W, is_on, value
from debatekit.word.letterhead_theme import keep_readable, name_colours
from debatekit.word.styles import TOGGLES, repeated_toggles, twin_name
from debatekit.word.stylesheet import (
    LINKS,
    StyleSheet,
    remove,
    set_name,
    set_property,
    style_id,
    style_name,
    style_type,
)
from debatekit.word.theme import BUILT_IN, STYLE_NAMES
from debatekit.word.xml import is_rtl

STAND_INS = {"Header": "Sheet Header", "Footer": "Sheet Footer"}
"""Styles that are added under another name, because the tab stops of the letterhead's own do not fit our text."""
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


def merge_styles(
    letterhead: StyleSheet, own: StyleSheet, colours: Mapping[str, Colour]
) -> tuple[StyleSheet, dict[str, str], list[str]]:
    """Return the letterhead's styles with ours that it lacks, in its fonts, and the ids of all by name.

    The names are those of its styles whose text is too pale to read on paper, and has our colour. The `colours` are
    those of the theme of the document.
    """
    own = _with_stand_ins(own)
    root = deepcopy(letterhead.root)
    kept = StyleSheet(root).by_name
    name_colours(root, colours)
    ids = _add_styles(root, kept, own)
    sheet = StyleSheet(root)
    for name in own.by_name:
        if name not in kept:
            _use_fonts(sheet.by_name[name], sheet, kept)
    shared = [(kept[name], model) for name, model in own.by_name.items() if name in kept]
    for style, model, missing in [(*pair, _missing_properties(*pair, sheet)) for pair in shared]:
        set_name(style, value(model, "name"))
        for found in missing:
            set_property(style, "pPr", deepcopy(found))
    pale = [
        style_name(model)
        for style, model in shared
        if style_name(model) in BUILT_IN
        and keep_readable(style, sheet, colours, next(own.properties(model, "rPr/color"), None))
    ]
    return sheet, ids | {name: ids[stand_in] for name, stand_in in STAND_INS.items()}, pale


def _with_stand_ins(own: StyleSheet) -> StyleSheet:
    for name, stand_in in STAND_INS.items():
        set_name(own.by_name[name], stand_in)
        own.by_name[name].set(f"{W}customStyle", "1")
    for spacing in own.by_name["Header"].iterfind(SPACING):  # so that no tall letterhead touches the text
        spacing.set(f"{W}after", own.inherited(own.by_name["Normal"], "pPr/spacing", "after") or "0")
    return StyleSheet(own.root)


def _add_styles(root: Element, kept: dict[str, Element], own: StyleSheet) -> dict[str, str]:
    """Add our styles to those that are `kept` of the letterhead, and return the ids of all of ours by name."""
    taken = {style_id(style).casefold() for style in kept.values()}
    ids: dict[str, str] = {}
    for name, model in own.by_name.items():
        if name in kept and style_type(kept[name]) != style_type(model):
            clash = kept.pop(name)  # it gets another name
            set_name(clash, f"{name} ({style_type(clash)})")
            kept[value(clash, "name")] = clash
        ids[name] = style_id(kept.get(name, model))
        while name not in kept and ids[name].casefold() in taken:
            ids[name] += "1"
        taken.add(ids[name].casefold())
    for name, model in own.by_name.items():
        if name not in kept:
            style = deepcopy(model)
            style.set(f"{W}styleId", ids[name])
            for link in style.iterchildren(*LINKS):
                link.set(f"{W}val", ids[style_name(own.by_id[value(link)])])
            root.append(style)
    return ids


def add_twins(sheet: StyleSheet, ids: dict[str, str]) -> dict[tuple[str, str], str]:
    """Add the twins of character styles that our paragraph styles need, also to `ids`; return as `find_twins` does."""
    found = {}
    for paragraph, character, repeated in repeated_toggles({name: _toggles(sheet, ids[name]) for name in STYLE_NAMES}):
        name = twin_name(character, repeated)
        if name not in ids:
            _add_twin(sheet, ids, character, name, repeated)
        found[paragraph, character] = name if name in ids else ""
    return found


def _toggles(sheet: StyleSheet, identifier: str) -> set[str]:
    properties = {key: sheet.properties(sheet.by_id[identifier], f"rPr/{tag}") for key, tag in TOGGLES.items()}
    return {toggle for toggle, found in properties.items() if is_on(next(found, None))}


def _add_twin(sheet: StyleSheet, ids: dict[str, str], character: str, name: str, repeated: Iterable[str]) -> None:
    """Add the twin of a character style, if it has other properties than those that are repeated."""
    twin = deepcopy(sheet.by_id[ids[character]])
    tags = [tag for toggle in repeated for tag in (TOGGLES[toggle], f"{TOGGLES[toggle]}Cs") if tag != "strikeCs"]
    for tag in tags:
        set_property(twin, "rPr", twin.makeelement(W + tag, {f"{W}val": "0"}))
    if any(map(is_on, twin.iterfind(f"{W}rPr/*"))):
        ids[name] = sheet.add(twin, name, ids[character])


def _use_fonts(style: Element, sheet: StyleSheet, kept: Mapping[str, Element]) -> None:
    """Replace fonts of the theme by those of the letterhead's text and headings, which may differ."""
    for fonts in style.findall(f"{W}rPr/{W}rFonts"):
        slot = value(fonts, "", "asciiTheme")[:5]
        model = kept.get({"major": "Heading 1", "minor": "Normal"}.get(slot, ""))
        if model is not None:
            remove(fonts)  # the style has the fonts of Normal, then
            for found in [*sheet.properties(model, "rPr/rFonts")][: slot == "major"]:
                set_property(style, "rPr", deepcopy(found))


def cell_shading(table_style: Element) -> dict[str, str]:
    """Return the fills of header rows and row headers in a table style, as XML (17.7.6.6)."""
    parts = {value(part, "", "type"): part for part in table_style.iterfind(f"{W}tblStylePr")}
    fills = {kind: parts[kind].find(f"{W}tcPr/{W}shd") for kind in ("firstRow", "firstCol") if kind in parts}
    return {kind: "" if fill is None else _bare(fill) for kind, fill in fills.items()}


def _bare(element: Element) -> str:
    """Return an element as XML without the namespaces, which the root of a part declares."""
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False))


def _missing_properties(style: Element, model: Element, sheet: StyleSheet) -> list[Element]:
    """Return our indent and outline level for a style without, so that the parts of a card line up."""
    paths = (("pPr/ind", "hanging"), ("pPr/ind", "firstLine"), ("pPr/numPr/numId", "val"))
    placed = any(sheet.inherited(style, *path) not in ("", "0") for path in paths) or sheet.indent(style) != 0
    indented = value(model.find(f"{W}pPr"), "ind", "left") not in ("", "0")
    wanted = ["ind", "tabs"] if indented and not placed else []
    wanted += [] if sheet.inherited(style, "pPr/outlineLvl", "val") else ["outlineLvl"]
    return [found for tag in wanted for found in model.iterfind(f"{W}pPr/{W}{tag}")]


def set_language(sheet: StyleSheet, language: str) -> None:
    """Set the language of text in every style that has one, and in the default style (17.3.2.20)."""
    normal = sheet.by_name["Normal"]
    if not sheet.inherited(normal, "rPr/lang", "val"):
        set_property(normal, "rPr", normal.makeelement(f"{W}lang"))
    for element in sheet.root.iter(f"{W}lang"):
        for key in sorted({f"{W}val", f"{W}bidi", *map(str, element.attrib)}):
            element.set(key, language if key != f"{W}bidi" or is_rtl(language) else "ar-SA")


def settle_text(sheet: StyleSheet, headers: Iterable[Element]) -> list[str]:
    """Remove from the styles of text what hides or moves it, and return what that is.

    The letterhead's own headers keep it: what they have from *Normal*, they get from a copy.
    """
    names = [name for name in STYLE_NAMES if name in sheet.by_name and name not in STAND_INS]
    used = {style_id(style): style for name in names for style in sheet.chain(sheet.by_name[name])}
    holders = sheet.root.findall(f"{W}docDefaults/*")
    defaults = [found for holder in holders for found in _properties(holder, MOVING)]
    normal = sheet.by_name.get("Normal")
    unwanted = [*defaults, *(_properties(normal, MOVING) if normal is not None else ())]
    if unwanted and normal is not None:
        _keep_for_headers(sheet, normal, defaults, used, headers)
    unwanted += [found for style in used.values() for found in _properties(style, HIDING)]
    holders += [sheet.by_name[name] for name in names if name in BUILT_IN]
    for spacing in (found for holder in holders for found in holder.iterfind(SPACING)):
        if value(spacing, "", "lineRule") == "exact":  # it cuts off large letters and pictures
            spacing.set(f"{W}lineRule", "atLeast")
    for found in dict.fromkeys(unwanted):
        remove(found)
    return sorted({MOVING[found.tag.removeprefix(W)] for found in unwanted} - {""})


def _properties(style: Element, names: Mapping[str, str]) -> list[Element]:
    """Return the properties of a style that are among those with `names`, and on."""
    found = (element for element in style.iterfind("*/*") if element.tag.removeprefix(W) in names)
    return [it for it in found if len(it) or not it.attrib or not set(it.attrib.values()) <= NEUTRAL]


def _keep_for_headers(
    sheet: StyleSheet, normal: Element, defaults: Iterable[Element], used: Container[str], headers: Iterable[Element]
) -> None:
    """Add a copy of *Normal* with those `defaults`, for headers and for styles that are not `used` in text."""
    copy = deepcopy(normal)
    for found in defaults:
        kind = found.getparent().tag.removeprefix(W)  # type: ignore[union-attr]
        if copy.find(f"{W}{kind}/{found.tag}") is None:
            set_property(copy, kind, deepcopy(found))
    identifier = sheet.add(copy, "Letterhead Text", "LetterheadText")
    for style in sheet.by_id.values():
        for link in style.iterfind(f"{W}basedOn") if style_id(style) not in used else ():
            if value(link) == style_id(normal):
                link.set(f"{W}val", identifier)
    for paragraph in (paragraph for tree in headers for paragraph in tree.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}pStyle") is None:
            set_property(paragraph, "pPr", paragraph.makeelement(f"{W}pStyle", {f"{W}val": identifier}))
