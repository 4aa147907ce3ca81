"""The numbering of a school's styles: what its headings and lists count with, beside the lists of a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from lxml import etree

from debatekit.word.numbering import MAX_LEVELS, ExistingNumbering
from debatekit.word.school.cleaning import W, clean, put_in_order, rooted, value
from debatekit.word.school.sheet import drop_unknown, rename

if TYPE_CHECKING:
    from debatekit.word.school.cleaning import Element
    from debatekit.word.school.sheet import Sheet

LEVEL_ORDER: Final = (
    "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "legacy", "lvlJc", "pPr", "rPr",
)  # fmt: skip
"""The children of ``w:lvl`` (17.9.6) but for pictures as bullets, which stay behind."""
DEFINITION_ORDER: Final = ("nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl")
"""The children of ``w:abstractNum`` (17.9.1)."""


def read_lists(
    root: Element | None, sheet: Sheet, renamed: dict[str, str], others: Iterable[Element]
) -> ExistingNumbering:
    """Return the numbering that styles and the paragraphs in `others` refer to.

    What refers to numbering that is not there is taken out of the styles and of `others`.
    """
    trees = [sheet.root, *others]
    if root is None:
        _drop_unknown_numbers(trees, set())
        return ExistingNumbering()
    clean(root, ("w",))
    rename(root, renamed)
    drop_unknown(root, sheet)
    definitions = {
        element.get(f"{W}abstractNumId", ""): element for element in reversed(root.findall(f"{W}abstractNum"))
    }
    numbers = {element.get(f"{W}numId", ""): element for element in reversed(root.findall(f"{W}num"))}
    used = {found.get(f"{W}val", "") for tree in trees for found in tree.iter(f"{W}numId")}
    good = {
        key: number
        for key, number in numbers.items()
        if key in used and _is_id(key) and _is_id(value(number, "abstractNumId")) and key != "0"
    }
    good = {key: number for key, number in good.items() if value(number, "abstractNumId") in definitions}
    _drop_unknown_numbers(trees, set(good))
    wanted = {value(number, "abstractNumId") for number in good.values()}
    kept = [definitions[key] for key in sorted(wanted, key=int)]
    for definition in kept:
        put_in_order(definition, DEFINITION_ORDER, several="lvl")
        for level in definition.findall(f"{W}lvl"):
            put_in_order(level, LEVEL_ORDER)
    lists = [good[key] for key in sorted(good, key=int)]
    for number in lists:
        put_in_order(number, ("abstractNumId", "lvlOverride"), several="lvlOverride")
        for level in list(number.iter(f"{W}lvl")):
            put_in_order(level, LEVEL_ORDER)
    return ExistingNumbering(
        definitions=_inside(kept),
        lists=_inside(lists),
        first_definition=max(map(int, wanted), default=-1) + 1,
        first_list=max(map(int, good), default=0) + 1,
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 9


def _drop_unknown_numbers(trees: Iterable[Element], known: set[str]) -> None:
    """Take out of paragraph properties the numbering that is not there; 0 means none (17.9.18)."""
    for tree in trees:
        for found in list(tree.iter(f"{W}numPr")):
            parent = found.getparent()
            number, level = value(found, "numId"), value(found, "ilvl") or "0"
            good = number in known or number in ("", "0")
            if parent is not None and not (good and level.isdecimal() and int(level) < MAX_LEVELS):
                parent.remove(found)


def _inside(elements: list[Element]) -> str:
    """Return elements as text that can stand in a numbering part of ours."""
    if not elements:
        return ""
    text = etree.tostring(rooted("numbering", elements), encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")]
