"""Rules about tables (Microsoft: "tables specify column header information", "use simple table structure")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.accessibility import kinds
from debatekit.accessibility.markup import W, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.stories import Cell, Table


def header_rows(document: Document) -> Iterator[Finding]:
    """Check that the first row of a table is a header row that repeats (ECMA-376 part 1, 17.4.49; WCAG 2.2, 1.3.1).

    A table for layout, even of one cell, is a table to a screen reader.
    """
    for table in _tables(document):
        first = table.rows[0][0]
        if not is_on(first.find(f"{W}trPr/{W}tblHeader")):
            yield kinds.TABLE_NO_HEADER.at(table.place, "the table has no header row")


def simple_cells(document: Document) -> Iterator[Finding]:
    """Check that cells are not merged, and hold no tables."""
    for table in _tables(document):
        if any(_is_merged(cell) for _, cells in table.rows for cell in cells):
            yield kinds.TABLE_MERGED.at(table.place, "the table has merged cells")
        if table.outer is not None:
            yield kinds.TABLE_NESTED.at(table.place, f"the table stands in a cell of table {table.outer.table.number}")


def _tables(document: Document) -> Iterator[Table]:
    for story in document.stories:
        yield from (table for table in story.tables if table.rows)


def _is_merged(cell: Cell) -> bool:
    properties = cell.properties
    if properties is None:
        return False
    return (
        (whole(value(properties, "gridSpan")) or 1) > 1
        or properties.find(f"{W}vMerge") is not None
        or properties.find(f"{W}hMerge") is not None
    )
