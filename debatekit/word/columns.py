"""How wide the columns of a table are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element

WORD_END = re.compile(r"\s|(?<=-)")
"""A word may break behind a hyphen."""


def column_widths(
    draft: Draft, table: Element, columns: int, cells: Iterable[tuple[int, Element]], available: int
) -> list[int]:
    """Return the width of each column: as ``col`` says, the rest shared by the columns that do not say.

    Where the theme says how wide a letter of its tables is, no column is narrower than the longest word in the
    `cells` (each with its column), as far as there is room. Widths are in twentieths of a point.
    """
    given = [float(column.get("width", "0").rstrip("%")) for column in table.called("colgroup", "col")]
    if len(given) > columns:
        draft.report(table, f"this table says the width of {len(given)} columns of {columns}", "Delete a <col>.")
    given = (given + [0.0] * columns)[:columns]
    open_columns = given.count(0.0)
    left = 100 - sum(given)
    if left < 0 or (open_columns and left <= 0):
        draft.report(table, "the columns are wider than the table", "Let their widths come to 100%.")
        return [available // columns] * columns
    shares = [share or left / open_columns for share in given]
    widths = [round(available * share / sum(shares)) for share in shares]
    if letter := draft.look.table_letter:
        longest = [0] * columns
        for column, cell in cells:
            words = WORD_END.split(" ".join(cell.texts()))
            longest[column] = max(longest[column], *map(len, words))
        room = [min(letter * count + 2 * draft.look.cell_padding, available // columns) for count in longest]
        widths = _widened(widths, room)
    widths[-1] += available - sum(widths)
    return widths


def _widened(widths: list[int], least: list[int]) -> list[int]:
    """Return `widths` with each as large as its `least`, at the cost of those that have more than theirs."""
    over = [max(width - minimum, 0) for width, minimum in zip(widths, least, strict=True)]
    if all(width >= minimum for width, minimum in zip(widths, least, strict=True)) or not any(over):
        return widths
    spare = sum(widths) - sum(least)
    return [minimum + spare * share // sum(over) for minimum, share in zip(least, over, strict=True)]
