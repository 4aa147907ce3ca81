"""Tables: widths, header rows, titles, and rows to write in; ``cases/`` has cells, merged cells and mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from debatekit.word import write_document
from tests.checkers import own_faults
from tests.word.support import TABLE, W, body_of, look, opened, page, part, problems_in, theme, values, written


def table(columns: int, widths: str = "", rows: int = 1) -> str:
    """Return a table of equal rows; `widths` are those of its columns, "-" for one without."""
    cols = "".join("<col>" if width == "-" else f'<col width="{width}">' for width in widths.split())
    head = "<th>h</th>" * columns
    body = f"<tr>{'<td>c</td>' * columns}</tr>" * rows
    return f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


WIDTHS: Final = {
    "one column": (1, ""),
    "seven equal": (7, ""),
    "one given": (2, "26% -"),
    "the last given": (3, "- - 16%"),
    "fractions": (3, "33.3% 33.3% 33.3%"),
    "less than 100%": (2, "10% 10%"),
    "fewer than columns": (4, "40%"),
    "sixty columns": (60, ""),
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("columns", "widths"), WIDTHS.values(), ids=WIDTHS)
def test_columns_fill_the_line(columns: int, widths: str, paper: str) -> None:
    root = body_of(table(columns, widths), paper)
    grid = [int(width) for width in values(root, "gridCol", "w")]
    assert len(grid) == columns
    assert sum(grid) == look(paper).text_width == int(values(root, "tblW", "w")[0])
    assert min(grid) > 0
    assert [int(width) for width in values(root, "tcW", "w")] == grid * 2
    assert values(root, "tblLayout", "type") == ["fixed"]


def test_columns_have_their_given_widths() -> None:
    grid = [int(width) for width in values(body_of(table(3, "20% 30% -")), "gridCol", "w")]
    assert [round(100 * width / sum(grid)) for width in grid] == [20, 30, 50]


def test_column_has_space_for_its_longest_word() -> None:
    """A theme with wide letters gives their width."""
    template = replace(look(), table_letter=200)
    head = "<colgroup><col width='5%'><col></colgroup><thead><tr><th>Internationalisation</th><th>h</th></tr></thead>"
    document = write_document(page(f"<table>{head}</table>"), template, "page.html")
    first, second = (int(width) for width in values(part(document, "word/document.xml"), "gridCol", "w"))
    assert first == 200 * len("Internationalisation") + 2 * template.cell_padding
    assert first + second == template.text_width


def test_table_in_a_card_is_aligned_with_its_text_and_the_margin() -> None:
    root = body_of(f'<section class="card">{TABLE}</section>')
    inset = int(values(root, "tblInd", "w")[0])
    assert inset == look().indents["Body Text"]
    assert inset + int(values(root, "tblW", "w")[0]) == look().text_width


def test_table_in_a_cell_fits_into_it() -> None:
    outer, inner = (int(width) for width in values(body_of(TABLE.replace("Cell", TABLE)), "tblW", "w"))
    assert inner < outer
    narrow = table(40).replace("<td>c</td>", f'<td><section class="card">{table(5)}</section></td>', 1)
    assert min(int(width) for width in values(body_of(narrow), "gridCol", "w")) > 0


def test_header_row_repeats_and_no_row_splits() -> None:
    rows = list(body_of(table(2, rows=3)).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


CAPTIONS: Final = {
    "quotation marks": ("“A” &amp; &quot;B&quot; &lt; C", ['“A” & "B" < C']),
    "two lines": ("Key\n   terms", ["Key terms"]),
    "emphasis": ("Key <em>terms</em>", ["Key terms"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("caption", "expected"), CAPTIONS.values(), ids=CAPTIONS)
def test_caption_is_the_title_and_not_printed(caption: str, expected: list[str]) -> None:
    root = body_of(TABLE.replace("<thead>", f"<caption>{caption}</caption><thead>"))
    assert values(root, "tblCaption") == expected
    assert [text.text for text in root.iter(f"{W}t")] == ["Head", "Cell"]


FLAGS: Final = {
    "no row headers": (TABLE, "0", "0620"),
    "row headers": (TABLE.replace("<td>Cell</td>", '<th scope="row">Cell</th>'), "1", "06A0"),
}


@pytest.mark.parametrize(("body", "column", "value"), FLAGS.values(), ids=FLAGS)
def test_flags_of_header_row_and_column(body: str, column: str, value: str) -> None:
    root = body_of(body)
    found = [values(root, "tblLook", name) for name in ("firstRow", "firstColumn", "val")]
    assert found == [["1"], [column], [value]]


def test_rows_to_write_in_have_the_height_of_the_theme() -> None:
    root = body_of(TABLE.replace("<tr><td>", '<tr class="write"><td>'))
    assert values(root, "trHeight", "hRule") == ["atLeast"]
    assert values(root, "trHeight") == [str(look().write_row)] == [str(round(theme().tables.write_row * 20))]


def test_merged_cell_is_as_wide_as_its_columns() -> None:
    rows = "<tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr>"
    body = f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"
    first, second, *widths = (int(width) for tag in ("gridCol", "tcW") for width in values(body_of(body), tag, "w"))
    assert widths == [first, second, first + second, first, second]
    assert own_faults(written(body)) == []


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


def test_more_columns_than_word_takes_are_reported() -> None:
    assert problems_in(table(64)) == ["page.html: this table has more than 63 columns. Word takes no more."]
