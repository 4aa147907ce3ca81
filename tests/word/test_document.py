"""The document as a file: its parts and properties, and the same bytes for the same page."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import docx
import pytest

from debatekit.ooxml import DC
from debatekit.word import write_document
from tests.word.support import (
    SNAPSHOTS,
    THEME_FILE,
    fixture,
    look,
    opened,
    page,
    part,
    parts_of,
    theme,
    written,
)


def test_core_properties_are_those_of_the_page() -> None:
    core = docx.Document(io.BytesIO(fixture("edges"))).core_properties
    assert core.title == "A title with R & D < 5"
    assert core.author == "A. Teacher"
    assert core.subject == "Civics, English"
    assert core.keywords == "debate"
    assert core.language == "en-GB"
    core = docx.Document(io.BytesIO(write_document(page("<p>x</p>"), look("a4", "fr-CA"), "page.html"))).core_properties
    assert core.language == "fr-CA"
    properties = part(written("<p>x</p>"), "docProps/core.xml")
    assert {child.tag for child in properties} == {f"{DC}title", f"{DC}language"}  # no dates, nothing empty


def test_title_of_one_line_is_cut_where_word_cuts_it() -> None:
    assert opened("<p>x</p>", f"<title>  A\n {'x' * 300}</title>").core_properties.title == f"A {'x' * 252}…"


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
