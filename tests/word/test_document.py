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
from debatekit.word import make_template, write_document
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import (
    FIXTURES,
    SNAPSHOTS,
    THEME_FILE,
    W,
    fixture,
    look,
    opened,
    page,
    part,
    parts_of,
    theme,
    values,
    written,
)


def test_core_properties_are_those_of_the_page() -> None:
    core = docx.Document(io.BytesIO(fixture("edges"))).core_properties
    assert core.title == "A title with R & D < 5"
    assert core.author == "A. Teacher"
    assert core.subject == "Civics, English"
    assert core.keywords == "debate"
    assert core.language == "en-GB"
    properties = part(written("<p>x</p>"), "docProps/core.xml")
    assert {child.tag for child in properties} == {f"{DC}title", f"{DC}language"}  # no dates, nothing empty


def test_title_of_one_line_is_cut_where_word_cuts_it() -> None:
    assert opened("<p>x</p>", f"<title>  A\n {'x' * 300}</title>").core_properties.title == f"A {'x' * 252}…"


def test_language_is_that_of_the_template() -> None:
    document = write_document(page("<p>x</p>"), look("a4", "fr-CA"), "page.html")
    assert part(document, "docProps/core.xml").findtext(f"{DC}language") == "fr-CA"
    assert values(part(document, "word/styles.xml"), "lang") == ["fr-CA"]
    assert values(part(document, "word/settings.xml"), "themeFontLang") == ["fr-CA"]


def test_header_and_footer_are_parts_with_fields() -> None:
    document = fixture("edges")
    fields = values(part(document, "word/footer1.xml"), "fldSimple", "instr")
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert docx.Document(io.BytesIO(document)).sections[0].header.paragraphs[0].text == "This house would test\tBrief"


@pytest.mark.parametrize("name", FIXTURES)
def test_same_page_gives_the_same_bytes(name: str) -> None:
    assert fixture(name, own_look=make_template(theme(), "a4", "en-GB")) == fixture(name)


def test_same_bytes_with_another_hash_seed() -> None:
    program = (
        "import hashlib, pathlib, sys; from debatekit.word import *;"
        "look = make_template(read_theme(pathlib.Path(sys.argv[1])), 'a4', 'en-GB');"
        "page = pathlib.Path(sys.argv[2]).read_text(encoding='utf-8');"
        "print(write_document(page, look, 'page.html').hex())"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", program, str(THEME_FILE), str(SNAPSHOTS / "card.html")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert results == {fixture("card").hex()}


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


def test_empty_page_is_a_document() -> None:
    assert outline(written("")) == "title: A page\n"
    assert faults(written("")) == []


def test_page_that_starts_with_a_table_has_one_break() -> None:
    table = '<section class="card"><table><thead><tr><th>Head</th></tr></thead></table></section>'
    document = written(f'<p>a</p><section class="page">{table}</section>')
    assert len(list(part(document, "word/document.xml").iter(f"{W}pageBreakBefore", f"{W}br"))) == 1
