"""Every kit as LibreOffice lays it out: no stray heading, nothing divided that fits a page, no near-empty page."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from tests.kits import themes
from tests.layout import Layout, lay_out
from tests.layout.matrix import BUILT_IN, motion_files, write_kits
from tests.samples import FLAGSHIP
from tests.word.support import written

pytestmark = pytest.mark.slow

SHEETS = {FLAGSHIP: 4, "school-phones": 4, "pluto": 4}
"""How many two-sided sheets a pupil gets in the standard theme: a brief, the questions and the source evaluation."""

FIFTH = 0.2
LINE = "<p>Trees grow.</p>"
NEXT_PAGE = '<section class="page"><p>The next page.</p></section>'
ROWS = "<tr><td>One</td><td>tree</td></tr>"
TABLE = f"<table><thead><tr><th>Head</th><th>Row</th></tr></thead><tbody>{ROWS * 5}</tbody></table>"
AREA = '<textarea rows="5" title="Yours"></textarea>'

PLANTED = {
    "a page without a fault": (f"<h2>Trees</h2>{LINE}{TABLE}{AREA}{NEXT_PAGE}", []),
    "a label before the end of a page": (f'{LINE}<p class="label">Trees</p>{NEXT_PAGE}', ["heading at the foot"]),
    "a page of lines": (f'{LINE}<section class="page">{AREA}</section>', ["only lines"]),
}


DIVIDED = {"divided card": 0, "divided table": 1, "divided row": 9}
"""What is divided at the end of a page, and how many rows the table has that holds it."""


def test_planted_faults_are_found(tmp_path: Path) -> None:
    wanted = {name: kinds for name, (_, kinds) in PLANTED.items()} | {kind: [kind] for kind in DIVIDED}
    for name, (body, _) in PLANTED.items():
        (tmp_path / f"{name}.docx").write_bytes(written(body))
    for kind, rows in DIVIDED.items():
        write_divided(tmp_path / f"{kind}.docx", rows)
    left = docx.Document()
    left.add_paragraph("Trees", style="Heading 2")
    left.add_paragraph("The next page.").paragraph_format.page_break_before = True
    left.save(str(tmp_path / "left.docx"))
    wanted["left"] = ["heading at the foot"]
    wide = docx.Document()
    (column,) = wide.add_table(1, 1, style="Table Grid").columns
    column.width = column.cells[0].width = Cm(19)
    column.cells[0].text = "Wide."
    wide.save(str(tmp_path / "wide.docx"))
    wanted["wide"] = ["beyond the margin"]
    layouts = lay_out([tmp_path / f"{name}.docx" for name in wanted], tmp_path)
    assert {layout.document.stem: [fault.kind for fault in layout.faults] for layout in layouts} == wanted


def write_divided(path: Path, rows: int) -> None:
    """Write a document with something that is high in the first row of a table, or under a heading, near the foot."""
    document = docx.Document()
    lines = [document.add_paragraph(f"Line {number}.") for number in range(22)]
    place = document.add_table(rows, 1).cell(0, 0) if rows else document
    if not rows:
        lines[-1].text, lines[-1].style = "Q1 Why?", "Heading 3"
    for number in range(12):
        place.add_paragraph(f"Part {number}.")
    document.save(str(path))


@pytest.fixture(scope="module", params=themes())
def layouts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Layout]:
    """All documents of a theme: of every motion, in both editions, on both papers, to print and to fill in.

    Those of the standard theme are of full kits.
    """
    folder = tmp_path_factory.mktemp("layout")
    kit = "full" if request.param == "standard" else None
    return lay_out([*write_kits(folder, motion_files(folder), [request.param], kit=kit)], folder)


def test_pages_have_no_faults(layouts: list[Layout]) -> None:
    assert len(layouts) >= 200
    assert [str(fault) for layout in layouts for fault in layout.faults] == []


def test_no_last_page_of_our_motions_is_near_empty(layouts: list[Layout]) -> None:
    ours = [layout for layout in layouts if layout.name.startswith(BUILT_IN)]
    near_empty = [layout.name for layout in ours if layout.pages[-1].fill < FIFTH]
    assert near_empty == []


@pytest.mark.parametrize("layouts", ["standard"], indirect=True)
def test_how_many_sheets_a_pupil_gets(layouts: list[Layout]) -> None:
    sheets = {layout.name: layout.sheets for layout in layouts}
    numbers = {}
    for motion, paper, brief in product(SHEETS, ("a4", "letter"), ("pro-brief", "con-brief")):
        kit = f"{motion}-standard-{paper}-printed"
        pupil = (brief, "discussion-questions", "source-evaluation")
        numbers[motion, paper, brief] = sum(sheets[f"{kit}/{name}"] for name in pupil)
    assert {case: number for case, number in numbers.items() if number > SHEETS[case[0]]} == {}


def test_compact_briefs_are_one_sheet_each(tmp_path: Path) -> None:
    motions = [path for path in motion_files(tmp_path) if path.stem in BUILT_IN]
    files = [
        file
        for file in write_kits(tmp_path, motions, ["standard"], compact=True)
        if "brief" in file.name and "teacher" not in file.name
    ]
    layouts = lay_out(files, tmp_path)
    longer = [layout.name for layout in layouts if len(layout.pages) > 2]
    assert longer == []
    assert [str(fault) for layout in layouts for fault in layout.faults] == []
