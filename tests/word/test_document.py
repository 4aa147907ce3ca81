"""The document as a file: its parts and properties, and the same bytes for the same page."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import Final

import docx
import pytest

from debatekit.word import make_template, write_document
from tests.checkers import faults
from tests.outline import DC, R, outline
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


TITLES: Final = {
    "white space": ("  A\n   page ", "A page"),
    "255 characters": ("x" * 255, "x" * 255),
    "256 characters": ("x" * 256, "x" * 254 + "…"),
}


@pytest.mark.parametrize(("title", "expected"), TITLES.values(), ids=TITLES)
def test_title(title: str, expected: str) -> None:
    assert opened("<p>x</p>", f"<title>{title}</title>").core_properties.title == expected


@pytest.mark.parametrize("language", ["en-GB", "cy", "fr-CA"])
def test_language_is_that_of_the_template(language: str) -> None:
    document = write_document(page("<p>x</p>"), look("a4", language), "page.html")
    assert part(document, "docProps/core.xml").findtext(f"{DC}language") == language
    assert values(part(document, "word/styles.xml"), "lang") == [language]
    assert values(part(document, "word/settings.xml"), "themeFontLang") == [language]


def test_header_and_footer_are_parts_with_fields() -> None:
    document = fixture("edges")
    (section,) = part(document, "word/document.xml").iter(f"{W}sectPr")
    references = {(found.tag, found.get(f"{W}type"), found.get(f"{R}id")) for found in section if found.get(f"{R}id")}
    assert references == {
        (f"{W}headerReference", "default", "rIdHeader"),
        (f"{W}footerReference", "default", "rIdFooter"),
    }
    fields = values(part(document, "word/footer1.xml"), "fldSimple", "instr")
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    found = docx.Document(io.BytesIO(document)).sections[0]
    assert found.header.paragraphs[0].text == "This house would test\tBrief"
    assert found.footer.paragraphs[0].style is not None
    assert found.footer.paragraphs[0].style.name == "Footer"


def test_compatibility_mode_is_the_current_one() -> None:
    settings = part(written("<p>x</p>"), "word/settings.xml")
    modes = {found.get(f"{W}name"): found.get(f"{W}val") for found in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert modes["differentiateMultirowTableHeaders"] == "1"


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
    left, top = document.sections[0].left_margin, document.sections[0].top_margin
    assert left is not None
    assert top is not None
    assert (left.pt, top.pt) == pytest.approx((theme().margins.left, theme().margins.top), abs=0.05)


def test_empty_page_is_a_document() -> None:
    assert outline(written("")) == "title: A page\n"
    assert faults(written("")) == []


PAGE_BREAKS: Final = {"a table": "{}", "a card with a table": '<section class="card">{}</section>'}


@pytest.mark.parametrize("around", PAGE_BREAKS.values(), ids=PAGE_BREAKS)
def test_page_that_starts_with_a_table_has_one_break(around: str) -> None:
    table = "<table><thead><tr><th>Head</th></tr></thead></table>"
    document = written(f'<p>a</p><section class="page">{around.format(table)}</section>')
    assert len(list(part(document, "word/document.xml").iter(f"{W}pageBreakBefore", f"{W}br"))) == 1
