"""The rules of a theme, which reach every style, those that it takes from another theme as well.

A theme that avoids italics stays without them when the theme it is based on gets a new style in italics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from debatekit.word.theme import Border, StyleLook, Tables, Theme

RAISED_SHARE: Final = 2 / 3
"""How large Word prints raised and lowered text, as a share of its size."""

BORDERS: Final = ("box", "above", "beside", "below", "between")


def settle(theme: Theme) -> Theme:
    """Return `theme` with each of its styles as its rules `smallest` and `avoid` have it."""
    styles = {name: look.model_copy(update=_changes(name, look, theme)) for name, look in theme.styles.items()}
    return theme.model_copy(update={"styles": styles, "tables": _tables(theme)})


def _changes(name: str, look: StyleLook, theme: Theme) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for emphasis in ("italic", "underline"):
        if emphasis in theme.avoid and getattr(look, emphasis):
            changes |= {emphasis: False, "bold": True}
    if "fill" in theme.avoid or ("tint" in theme.avoid and look.fill == "fill"):
        if look.fill:
            changes["fill"] = "none"
        if look.colour == "paper":
            changes["colour"] = "ink"
        changes |= {key: _visible(border) for key in BORDERS if (border := getattr(look, key))}
    smallest = theme.smallest / RAISED_SHARE if look.raised else theme.smallest
    if (look.size is None and (look.raised or name == "Normal")) or (look.size is not None and look.size < smallest):
        changes["size"] = smallest or look.size
    return changes


def _tables(theme: Theme) -> Tables:
    tables = theme.tables
    avoided = {"fill"} if "tint" in theme.avoid else set()
    if "fill" in theme.avoid:
        avoided = {tables.head, tables.stub}
    fills = {key: "none" for key in ("head", "stub") if getattr(tables, key) in avoided}
    return tables.model_copy(update=fills)


def _visible(border: Border) -> Border:
    """Return a border that shows where the fill that it merged with is not there."""
    return border._replace(colour="rule") if border.colour == "fill" else border
