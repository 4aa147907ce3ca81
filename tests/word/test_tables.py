"""Tables: widths of columns, and cells as python-docx reads them; ``cases/`` has their outlines, XML and mistakes."""

from __future__ import annotations

from typing import Final

import pytest

from tests.word.support import TABLE, W, body_of, look, opened, values


def table(columns: int, widths: str = "") -> str:
    """Return a table with a row; `widths` are those of its columns, "-" for one without."""
    cols = "".join("<col>" if width == "-" else f'<col width="{width}">' for width in widths.split())
    head, body = "<th>h</th>" * columns, "<td>c</td>" * columns
    return f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>"


WIDTHS: Final = {
    "one column": (1, ""),
    "the last given": (3, "- - 16%"),
    "less than 100%": (2, "10% 10%"),
    "sixty columns": (60, ""),
}


@pytest.mark.parametrize(("columns", "widths"), WIDTHS.values(), ids=WIDTHS)
def test_columns_fill_the_line(columns: int, widths: str) -> None:
    root = body_of(table(columns, widths))
    grid = [int(width) for width in values(root, "gridCol", "w")]
    assert len(grid) == columns
    assert sum(grid) == look().text_width == int(values(root, "tblW", "w")[0])
    assert min(grid) > 0
    assert [int(width) for width in values(root, "tcW", "w")] == grid * 2


def test_columns_have_their_given_widths() -> None:
    grid = [int(width) for width in values(body_of(table(3, "20% 30% -")), "gridCol", "w")]
    assert [round(100 * width / sum(grid)) for width in grid] == [20, 30, 50]


def test_table_in_a_cell_fits_into_it() -> None:
    outer, inner = (int(width) for width in values(body_of(TABLE.replace("Cell", TABLE)), "tblW", "w"))
    assert inner < outer
    narrow = table(40).replace("<td>c</td>", f'<td><section class="card">{table(5)}</section></td>', 1)
    assert min(int(width) for width in values(body_of(narrow), "gridCol", "w")) > 0


def test_python_docx_reads_merged_header_cells() -> None:
    head = "<tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr><tr><th>C</th><th>D</th></tr>"
    body = f"<table><thead>{head}</thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    (found,) = opened(body).tables
    expected = [["A", "B", "B"], ["A", "C", "D"], ["a", "b", "c"]]
    assert [[cell.text for cell in row.cells] for row in found.rows] == expected
    assert found.style is not None
    assert found.style.name == "Debate Table"


def test_cell_ends_with_a_paragraph() -> None:
    root = body_of(TABLE.replace("Cell", TABLE))
    assert [cell[-1].tag for cell in root.iter(f"{W}tc")] == [f"{W}p"] * 4
