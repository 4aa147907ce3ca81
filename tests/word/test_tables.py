"""Tables: widths, header rows, titles, rows to write in, and what no table may be."""

from __future__ import annotations

import pytest

from tests.checkers import own_faults
from tests.word.support import TABLE, W, body_of, lines, look, opened, problems_in, theme, values, written


def table(columns: int, widths: str = "", rows: int = 1) -> str:
    """Return a table of equal rows; `widths` are those of its columns, "-" for one that does not say."""
    cols = "".join("<col>" if width == "-" else f'<col width="{width}">' for width in widths.split())
    head = "<th>h</th>" * columns
    body = f"<tr>{'<td>c</td>' * columns}</tr>" * rows
    return f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def grid(*rows: str) -> str:
    """Return a table of two columns with `rows` in its body."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{body}</tbody></table>"


WIDTHS = {
    "one": (1, ""),
    "three alike": (3, ""),
    "seven alike": (7, ""),
    "one says": (2, "26% -"),
    "the last says": (3, "- - 16%"),
    "all say": (3, "20% 30% 50%"),
    "with fractions": (3, "33.3% 33.3% 33.3%"),
    "less than all": (2, "10% 10%"),
    "fewer than there are": (4, "40%"),
    "sixty": (60, ""),
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


def test_columns_are_as_wide_as_they_say() -> None:
    grid = [int(width) for width in values(body_of(table(3, "20% 30% -")), "gridCol", "w")]
    assert [round(100 * width / sum(grid)) for width in grid] == [20, 30, 50]


def test_table_in_a_card_starts_with_its_text_and_ends_with_the_line() -> None:
    root = body_of(f'<section class="card">{TABLE}</section>')
    inset = int(values(root, "tblInd", "w")[0])
    assert inset == look().indents["Body Text"]
    assert inset + int(values(root, "tblW", "w")[0]) == look().text_width


def test_table_in_a_cell_fits_into_it() -> None:
    body = (
        f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>{TABLE}</td><td></td></tr></tbody></table>"
    )
    outer, inner = (int(width) for width in values(body_of(body), "tblW", "w"))
    assert inner < outer / 2


def test_header_row_repeats_and_no_row_splits() -> None:
    rows = list(body_of(table(2, rows=3)).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_two_header_rows_repeat_both() -> None:
    rows = TABLE.replace("<thead>", "<thead><tr><th>First</th></tr>")
    assert [found.strip() for found in lines(rows) if "row" in found] == ["row header", "row header", "row"]


CAPTIONS = {
    "plain": ("Key terms", ["Key terms"]),
    "with quotation marks": ("“A” &amp; &quot;B&quot; &lt; C", ['“A” & "B" < C']),
    "over lines": ("Key\n   terms", ["Key terms"]),
    "with emphasis": ("Key <em>terms</em>", ["Key terms"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("caption", "expected"), CAPTIONS.values(), ids=CAPTIONS)
def test_caption_is_the_title_and_not_printed(caption: str, expected: list[str]) -> None:
    root = body_of(TABLE.replace("<thead>", f"<caption>{caption}</caption><thead>"))
    assert values(root, "tblCaption") == expected
    assert [text.text for text in root.iter(f"{W}t")] == ["Head", "Cell"]


LOOKS = {
    "no row headers": (TABLE, "0", 0x0620),
    "row headers": (TABLE.replace("<td>Cell</td>", '<th scope="row">Cell</th>'), "1", 0x06A0),
}


@pytest.mark.parametrize(("body", "column", "value"), LOOKS.values(), ids=LOOKS)
def test_look_says_what_the_table_has(body: str, column: str, value: int) -> None:
    root = body_of(body)
    assert values(root, "tblLook", "firstRow") == ["1"]
    assert values(root, "tblLook", "firstColumn") == [column]
    assert int(values(root, "tblLook")[0], 16) == value


def test_rows_to_write_in_have_the_height_of_the_theme() -> None:
    root = body_of(TABLE.replace("<tr><td>", '<tr class="write"><td>'))
    (height,) = root.iter(f"{W}trHeight")
    assert height.get(f"{W}hRule") == "atLeast"
    assert int(height.get(f"{W}val", "")) == look().write_row == round(theme().tables.write_row * 20)


CELLS = {
    "text": ("x", ["Table Text: x"]),
    "nothing": ("", ["Table Text:"]),
    "paragraphs": ("<p>x</p><p>y</p>", ["Table Text: x", "Table Text: y"]),
    "a list": ("<ul><li>x</li></ul>", ["Table Text (• level 0): x"]),
    "an empty list": ("<ul></ul>", ["Table Text:"]),
    "lines": ("<textarea rows='1'></textarea>", ["Writing Line:"]),
    "a check box": ("<label><input type='checkbox'> x</label>", ["Table Text: [checkbox title=x ☐] x"]),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_cells(cell: str, expected: list[str]) -> None:
    found = lines(TABLE.replace("Cell", cell))
    assert [entry.strip() for entry in found[found.index("  row") + 2 :]] == expected


def cells(html: str) -> list[list[str]]:
    """Return how each cell of each row is merged, "3" for one over three columns, and the styles' letters left out."""
    rows: list[list[str]] = []
    for entry in lines(html):
        said = entry.strip()
        if said.startswith("row"):
            rows.append([])
        elif said.startswith("cell"):
            rows[-1].append(said.removeprefix("cell").strip())
        elif rows and ":" in said:
            rows[-1][-1] = f"{rows[-1][-1]}:{said.partition(':')[2]}".strip(": ")
    return rows[1:]


MERGED = {
    "over two columns": (grid("<td colspan='2'>a</td>"), [["over 2 columns: a"]]),
    "over two rows": (
        grid("<td rowspan='2'>a</td><td>b</td>", "<td>c</td>"),
        [["restarts: a", "b"], ["continues", "c"]],
    ),
    "over two rows at the end": (
        grid("<td>a</td><td rowspan='2'>b</td>", "<td>c</td>"),
        [["a", "restarts: b"], ["c", "continues"]],
    ),
    "over all": (
        grid("<td colspan='2' rowspan='2'>a</td>", ""),
        [["over 2 columns restarts: a"], ["over 2 columns continues"]],
    ),
    "one below another": (
        grid("<td rowspan='2'>a</td><td>b</td>", "<td rowspan='2'>c</td>", "<td>d</td>"),
        [["restarts: a", "b"], ["continues", "restarts: c"], ["d", "continues"]],
    ),
    "over one": (grid("<td colspan='1' rowspan='1'>a</td><td>b</td>"), [["a", "b"]]),
}


@pytest.mark.parametrize(("body", "expected"), MERGED.values(), ids=MERGED)
def test_merged_cells(body: str, expected: list[list[str]]) -> None:
    assert cells(body) == expected
    assert own_faults(written(body)) == []


def test_merged_cell_is_as_wide_as_its_columns() -> None:
    root = body_of(grid("<td colspan='2'>a</td>", "<td>b</td><td>c</td>"))
    first, second = (int(width) for width in values(root, "gridCol", "w"))
    widths = [int(width) for width in values(root, "tcW", "w")]
    assert widths == [first, second, first + second, first, second]


def test_merged_header() -> None:
    head = "<tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr><tr><th>C</th><th>D</th></tr>"
    body = f"<table><thead>{head}</thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    (found,) = opened(body).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["A", "B", "B"],
        ["A", "C", "D"],
        ["a", "b", "c"],
    ]


def test_table_in_a_narrow_cell_has_columns_all_the_same() -> None:
    inner = f'<section class="card">{table(5)}</section>'
    widths = values(body_of(table(40).replace("<td>c</td>", f"<td>{inner}</td>", 1)), "gridCol", "w")
    assert min(int(width) for width in widths) > 0


def test_cell_ends_with_a_paragraph() -> None:
    root = body_of(TABLE.replace("Cell", TABLE))
    assert [cell[-1].tag for cell in root.iter(f"{W}tc")] == [f"{W}p"] * 4


def test_python_docx_reads_the_table() -> None:
    (found,) = opened(table(3, rows=2)).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["h"] * 3, ["c"] * 3, ["c"] * 3]
    assert found.style is not None
    assert found.style.name == "Debate Table"


def test_eighty_rows() -> None:
    assert len(body_of(table(4, rows=80)).findall(f".//{W}tr")) == 81


WRONG = {
    "a short row": (
        TABLE.replace("<th>Head</th>", "<th>A</th><th>B</th>"),
        "this row has 1 cells where others have 2.",
    ),
    "a short header row": (TABLE.replace("<td>Cell</td>", "<td>a</td><td>b</td>"), "this row has 1 cells where"),
    "no header row": ("<table><tbody><tr><td>x</td></tr></tbody></table>", "this table has no header row. Put its"),
    "an empty header": ("<table><thead></thead><tbody></tbody></table>", "this table has no header row"),
    "nothing": ("<table></table>", "this table has no header row"),
    "rows without a section": (
        "<table><tr><td>x</td></tr></table>",
        "<tr> cannot stand in <table>. Put it in <tbody> or <thead>.",
    ),
    "a paragraph": ("<table><p>x</p></table>", "<p> cannot stand in <table>"),
    "a paragraph in a row": (
        TABLE.replace("<td>Cell</td>", "<p>x</p>"),
        "<p> cannot stand in <tr>. <tr> holds <td> and <th> only.",
    ),
    "a paragraph among rows": (TABLE.replace("<tbody>", "<tbody><p>x</p>"), "<p> cannot stand in <tbody>"),
    "a cell among rows": (TABLE.replace("<tbody>", "<tbody><td>x</td>"), "<td> cannot stand in <tbody>"),
    "a block in a header": (TABLE.replace("Head", "<p>x</p>"), "<p> cannot stand within a paragraph"),
    "columns over all": (table(2, "60% 60%"), "the columns are wider than the table. Let their widths come to 100%."),
    "no room for the last": (table(2, "99.9% -").replace("99.9", "100"), 'width="100%" is not known at <col>'),
    "nothing left for a column": (table(3, "50% 50% -"), "the columns are wider than the table"),
    "a row with a class": (TABLE.replace("<tr><td>", '<tr class="wide"><td>'), "<tr> has no class 'wide'"),
    "a cell beyond the header": (
        TABLE.replace("<td>", '<td colspan="2">'),
        "this row has 1 cells where others have 2",
    ),
    "a cell below the table": (TABLE.replace("<td>", '<td rowspan="3">'), 'rowspan="3" reaches below the table'),
    "a cell over one that reaches down": (
        grid("<td>a</td><td rowspan='2'>b</td>", "<td colspan='2'>c</td>"),
        "this cell lies over one that reaches down from above. Make one of them smaller.",
    ),
    "a cell missing before one that reaches down": (
        grid("<td>a</td><td rowspan='2'>b</td>", ""),
        "a cell is missing before one that reaches down from above. Add an empty one.",
    ),
    "an empty row": (grid(""), "this row has 0 cells where others have 2. Add empty ones."),
    "a row that one cell reaches into": (
        grid("<td rowspan='2'>a</td><td>b</td>", ""),
        "this row has 1 cells where others have 2. Add empty ones.",
    ),
    "a header that reaches into the body": (
        TABLE.replace("<th>", '<th rowspan="2">'),
        'rowspan="2" reaches below the table. Write 1.',
    ),
    "a wide header": (TABLE.replace("<th>", '<th colspan="2">'), "this row has 1 cells where others have 2"),
    "a cell over too many columns": (TABLE.replace("<td>", '<td colspan="64">'), 'colspan="64" is not known at <td>'),
    "more columns than Word takes": (table(64), "this table has more than 63 columns. Word takes no more."),
    "widths of more columns than there are": (table(1, "20% 20%"), "this table says the width of 2 columns of 1"),
    "two captions": (
        TABLE.replace("<thead>", "<caption>a</caption><caption>b</caption><thead>"),
        "this table has two captions. Write one.",
    ),
    "a block in a caption": (
        TABLE.replace("<thead>", "<caption><p>a</p></caption><thead>"),
        "<p> cannot stand in <caption>. Write plain text in <caption>.",
    ),
    "a field in a caption": (
        TABLE.replace("<thead>", '<caption><input title="x"></caption><thead>'),
        "<input> cannot stand in <caption>",
    ),
    "a place in a caption": (
        TABLE.replace("<thead>", '<caption><em id="a">x</em></caption><thead>'),
        "an id cannot stand in <caption>. Give it to something that is printed.",
    ),
    "lines in a header": (TABLE.replace("Head", "<textarea></textarea>"), "<textarea> cannot stand within a paragraph"),
    "a cell over no column": (TABLE.replace("<td>", '<td colspan="0">'), 'colspan="0" is not known at <td>'),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_table_is_told(body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems_in(body))


def test_problem_names_the_row() -> None:
    (only,) = problems_in(
        TABLE.replace("<th>Head</th>", "<th>A</th><th>B</th>").replace("<tr><td>", '<tr data-at="a.html:8"><td>')
    )
    assert only.startswith("a.html:8: this row has 1 cells")
