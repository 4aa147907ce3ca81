"""The document as a file: its parts and properties, and the same bytes for the same page."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import pytest

from tests.word.support import SNAPSHOTS, THEME_FILE, body_of, fixture, look, opened, part, parts_of, theme, values


def test_same_bytes_with_another_hash_seed() -> None:
    program = (
        "import hashlib, pathlib, sys; from debatekit.word import *;"
        "look = make_template(read_theme(pathlib.Path(sys.argv[1])), 'a4', 'en-GB');"
        "page = pathlib.Path(sys.argv[2]).read_text(encoding='utf-8');"
        "print(write_document(page, look, 'page.html').hex())"
    )
    command = [sys.executable, "-c", program, str(THEME_FILE), str(SNAPSHOTS / "card.html")]
    for seed in ("1", "2"):
        done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        assert done.stdout.decode().strip() == fixture("card").hex()


def test_package() -> None:
    document = fixture("edges")
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        entries = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
    names = parts_of(document)
    assert len(set(names)) == len(names)
    declared = {found.get("PartName") for found in part(document, "[Content_Types].xml") if found.get("PartName")}
    assert declared == {f"/{name}" for name in names if not name.endswith((".rels", "Types].xml"))}


def test_python_docx_opens_it_with_the_right_styles() -> None:
    document = opened('<h1>a</h1><p class="lead">b</p><p>c <strong>d</strong></p><ul><li>e</li></ul>')
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert found == [("Heading 1", "a"), ("Subtitle", "b"), ("Normal", "c d"), ("List Bullet", "e")]
    assert document.paragraphs[2].runs[-1].style.name == "Strong"
    margins = document.sections[0].left_margin, document.sections[0].top_margin
    points = [margin.pt for margin in margins if margin is not None]
    assert points == pytest.approx((theme().margins.left, theme().margins.top), abs=0.05)


def test_python_docx_reads_merged_header_cells() -> None:
    head = "<tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr><tr><th>C</th><th>D</th></tr>"
    body = f"<table><thead>{head}</thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    (found,) = opened(body).tables
    expected = [["A", "B", "B"], ["A", "C", "D"], ["a", "b", "c"]]
    assert [[cell.text for cell in row.cells] for row in found.rows] == expected
    assert found.style is not None
    assert found.style.name == "Debate Table"


def test_no_column_is_lost_where_there_are_many() -> None:
    root = body_of(
        f"<table><thead><tr>{'<th></th>' * 60}</tr></thead><tbody><tr>{'<td></td>' * 60}</tr></tbody></table>"
    )
    widths = [int(width) for width in values(root, "gridCol", "w")]
    assert len(widths) == 60
    assert min(widths) > 0
    assert sum(widths) == look().text_width
