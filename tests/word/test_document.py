"""The document as a file: its parts and properties, and the same bytes for the same page."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

from tests.word.support import SNAPSHOTS, THEME_FILE, body_of, fixture, look, part, parts_of, values


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


def test_no_column_is_lost_where_there_are_many() -> None:
    root = body_of(f"<table><thead><tr>{'<th></th>' * 60}</tr></thead></table>")
    widths = [int(width) for width in values(root, "gridCol", "w")]
    assert len(widths) == 60
    assert min(widths) > 0
    assert sum(widths) == look().text_width
