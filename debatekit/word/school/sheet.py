"""The styles of a file that somebody else made: found by name and by id, and mended where they contradict themselves.

A style's name is what a person sees; Word keeps its own names in lower case or in English, whatever the language of
the person. Its id is what paragraphs refer to; it can be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docx.styles import BabelFish

from debatekit.word.school.cleaning import W, clean, put_in_order, rooted, value
from debatekit.word.theme import BUILT_IN, CHARACTER_STYLES, STYLE_NAMES, TABLE_STYLE

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element

BASES: Final = {
    "paragraph": "Normal",
    "character": "Default Paragraph Font",
    "table": "Normal Table",
    "numbering": "No List",
}
"""The style of each type that is meant where none is named (17.7.4.17)."""
OWN_NAMES: Final = {name.casefold(): name for name in [*BUILT_IN, *BASES.values()]}
"""Word's own names as we write them; programs differ in their case."""
KINDS: Final = {
    **dict.fromkeys(STYLE_NAMES, "paragraph"),
    **dict.fromkeys(CHARACTER_STYLES, "character"),
    **{name: kind for kind, name in BASES.items()},
    TABLE_STYLE: "table",
}
"""The type of each style that we know by name."""
STYLE_ORDER: Final = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "pPr", "rPr", "tblPr",
    "trPr", "tcPr", "tblStylePr",
)  # fmt: skip
"""The children of ``w:style`` (17.7.4.17)."""
LINKS: Final = ("basedOn", "next", "link")
REFERENCES: Final = tuple(W + tag for tag in (*LINKS, "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"))
"""The elements that refer to a style by its id."""
MOST_STYLES: Final = 4_000
"""Styles that a file may have; templates that people made for years have some hundreds."""
LONGEST_CHAIN: Final = 50
"""How many styles may be based on each other in a row."""
PLAIN_ID: Final = re.compile(r"\w[\w.-]{0,100}")


class Sheet:
    """The styles of a document."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_name: dict[str, Element] = {}
        self.by_id: dict[str, Element] = {}
        for style in root.iterfind(f"{W}style"):
            self.note(style)

    def note(self, style: Element) -> None:
        """Let a style be found by its name and id."""
        self.by_name[name_of(style)] = style
        self.by_id[id_of(style)] = style

    def chain(self, style: Element) -> Iterator[Element]:
        """Yield a style, the one that it is based on, and so on, up to `LONGEST_CHAIN` of them."""
        seen: set[str] = set()
        here: Element | None = style
        while here is not None and id_of(here) not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(id_of(here))
            yield here
            here = self.by_id.get(value(here, "basedOn"))

    def effective(self, style: Element, path: str, attribute: str) -> str:
        """Return an attribute of a property ("pPr/ind") as a style or one that it is based on says; "" if none does."""
        steps = "/".join(W + step for step in path.split("/"))
        for link in self.chain(style):
            for found in link.iterfind(steps):
                if said := found.get(W + attribute):
                    return said
        return ""

    def indent(self, style: Element) -> int:
        """Return how far in a style's lines start, in twentieths of a point (17.3.1.12)."""
        return whole(self.effective(style, "pPr/ind", "left") or self.effective(style, "pPr/ind", "start"))


def read_sheet(root: Element) -> tuple[Sheet, dict[str, str]]:
    """Return the styles of a styles part, made consistent, and the new ids of those that had to get another.

    Of two styles of one name or id the first is kept; a link that leads nowhere or in a circle is left out, and
    one that makes a chain too long; a style of another type than ours of that name gets another name.
    """
    clean(root, ("w", "w14"))
    head = [child for tag in ("docDefaults", "latentStyles") for child in root.findall(W + tag)[:1]]
    styles: list[Element] = []
    names: set[str] = set()
    ids: set[str] = set()
    for style in root.findall(f"{W}style"):
        name = OWN_NAMES.get(name_of(style).casefold(), name_of(style))
        kind = style.get(f"{W}type", "paragraph")
        if kind not in BASES or not name or not id_of(style):
            continue
        if KINDS.get(name, kind) != kind:
            name = f"{name} ({kind})"
        if name in names or id_of(style) in ids:
            continue
        names.add(name)
        ids.add(id_of(style))
        style.set(f"{W}type", kind)
        _name(style, name)
        put_in_order(style, STYLE_ORDER, several="tblStylePr")
        styles.append(style)
    sheet = Sheet(rooted("styles", [*head, *styles]))
    _settle_defaults(sheet)
    renamed = _settle_ids(sheet)
    _settle_links(sheet)
    return sheet, renamed


def name_of(style: Element) -> str:
    """Return a style's name, Word's own as we write them."""
    name = value(style, "name")
    return str(BabelFish.internal2ui(name))


def id_of(style: Element) -> str:
    """Return a style's id."""
    return style.get(f"{W}styleId", "")


def whole(text: str) -> int:
    """Return a length in twentieths of a point (17.18.81), 0 if it is none."""
    match = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt|pc|pi)?", text.strip())
    if not match:
        return 0
    units = {"mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
    return round(float(match[1]) * units.get(match[2], 1.0))


def rename(root: Element, renamed: dict[str, str]) -> None:
    """Let what refers to a style by an old id refer to its new one."""
    for element in root.iter(*REFERENCES):
        if new := renamed.get(element.get(f"{W}val", "")):
            element.set(f"{W}val", new)


def drop_unknown(root: Element, sheet: Sheet) -> None:
    """Take out what refers to a style that is not there."""
    for element in list(root.iter(*REFERENCES)):
        parent = element.getparent()
        if parent is not None and element.get(f"{W}val", "") not in sheet.by_id:
            parent.remove(element)


def paragraph_properties(style: Element) -> Element:
    """Return the paragraph properties of a style; they are made where there are none."""
    found = style.find(f"{W}pPr")
    if found is None:
        found = style.makeelement(f"{W}pPr")
        style.append(found)
        put_in_order(style, STYLE_ORDER, several="tblStylePr")
    return found


def _name(style: Element, name: str) -> None:
    element = style.find(f"{W}name")
    assert element is not None  # it has one, or it would have been left out
    element.set(f"{W}val", str(BabelFish.ui2internal(name)))


def _settle_defaults(sheet: Sheet) -> None:
    """Let one style of each type be meant where none is named: the one of Word's own name."""
    for kind, name in BASES.items():
        styles = [style for style in sheet.by_name.values() if style.get(f"{W}type") == kind]
        default = sheet.by_name.get(name)
        for style in styles:
            if style.attrib.pop(f"{W}default", "") in ("1", "true", "on") and default is None:
                default = style
        if default is not None:
            default.set(f"{W}default", "1")
            if name not in sheet.by_name:
                del sheet.by_name[name_of(default)]
                _name(default, name)
                sheet.note(default)


def _settle_ids(sheet: Sheet) -> dict[str, str]:
    """Give another id to a style whose id a style of ours with another name has, or that cannot be written."""
    ours = {name.replace(" ", "").casefold(): name for name in KINDS} | {"tablenormal": "Normal Table"}
    ours |= {f"sheet{edge}": f"Sheet {edge.capitalize()}" for edge in ("header", "footer")}
    renamed: dict[str, str] = {}
    for identifier, style in list(sheet.by_id.items()):
        taken = ours.get(identifier.casefold(), name_of(style)) != name_of(style)
        if taken or not PLAIN_ID.fullmatch(identifier):
            renamed[identifier] = f"School{len(renamed) + 1}"
    table = sheet.by_name.get(TABLE_STYLE)
    if table is not None:
        renamed[id_of(table)] = TABLE_STYLE.replace(" ", "")
    renamed = {old: new for old, new in renamed.items() if old != new}
    while set(renamed.values()) & (sheet.by_id.keys() - renamed.keys()):
        renamed = {old: new if new == TABLE_STYLE.replace(" ", "") else f"{new}x" for old, new in renamed.items()}
    for old, new in renamed.items():
        sheet.by_id[old].set(f"{W}styleId", new)
    rename(sheet.root, renamed)
    sheet.by_id = {id_of(style): style for style in sheet.by_name.values()}
    return renamed


def _settle_links(sheet: Sheet) -> None:
    """Leave out links between styles that lead nowhere, to a style of another type, in a circle, or too far."""
    for style in sheet.by_id.values():
        for tag in LINKS:
            link = style.find(W + tag)
            if link is None:
                continue
            other = sheet.by_id.get(link.get(f"{W}val", ""))
            alike = other is not None and (tag == "link" or other.get(f"{W}type") == style.get(f"{W}type"))
            if not alike or (tag == "basedOn" and _returns(sheet, style)):
                style.remove(link)


def _returns(sheet: Sheet, style: Element) -> bool:
    """Return whether the styles that a style is based on lead back to one of them, or make a chain too long."""
    last = list(sheet.chain(style))[-1]
    return value(last, "basedOn") in sheet.by_id
