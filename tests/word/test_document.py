"""The document as a file: its parts, properties, page edges, and that the same page gives the same bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import docx
import pytest

from debatekit.word import make_template, write_document
from tests.checkers import faults, own_faults
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
    problems,
    problems_in,
    theme,
    values,
    written,
)


def names(document: bytes) -> list[str]:
    """Return the names of a document's parts."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.namelist()


def test_core_properties_are_those_of_the_page() -> None:
    document = docx.Document(io.BytesIO(fixture("edges")))
    core = document.core_properties
    assert core.title == "A title with R & D < 5"
    assert core.author == "A. Teacher"
    assert core.subject == "Civics, English"
    assert core.keywords == "debate"
    assert core.language == "en-GB"


def test_core_properties_hold_no_dates_and_nothing_unsaid() -> None:
    core = part(written("<p>x</p>"), "docProps/core.xml")
    assert {child.tag for child in core} == {f"{DC}title", f"{DC}language"}


TITLES = {
    "folded": ("  A\n   page ", "A page"),
    "as long as may be": ("x" * 255, "x" * 255),
    "longer": ("x" * 256, "x" * 254 + "…"),
}


@pytest.mark.parametrize(("title", "expected"), TITLES.values(), ids=TITLES)
def test_title(title: str, expected: str) -> None:
    assert opened("<p>x</p>", f"<title>{title}</title>").core_properties.title == expected


@pytest.mark.parametrize("head", ["", "<title></title>", "<title> \n </title>"], ids=["none", "empty", "blank"])
def test_page_without_a_title_is_told(head: str) -> None:
    assert problems(page("<p>x</p>", head)) == [
        "page.html: the page has no title. Write <title> … </title> in its head.",
    ]


def test_title_is_told_along_with_all_else() -> None:
    found = problems(page("<p><a>x</a></p><table></table>", ""))
    assert len(found) == 3


@pytest.mark.parametrize("language", ["en-GB", "cy", "fr-CA"])
def test_language_is_that_of_the_look(language: str) -> None:
    document = write_document(page("<p>x</p>"), look("a4", language), "page.html")
    assert part(document, "docProps/core.xml").findtext(f"{DC}language") == language
    assert values(part(document, "word/styles.xml"), "lang") == [language]
    assert values(part(document, "word/settings.xml"), "themeFontLang") == [language]


def test_header_and_footer_are_parts_with_fields() -> None:
    document = fixture("edges")
    assert {"word/header1.xml", "word/footer1.xml"} <= set(names(document))
    (section,) = part(document, "word/document.xml").iter(f"{W}sectPr")
    references = {(found.tag, found.get(f"{W}type"), found.get(f"{R}id")) for found in section if found.get(f"{R}id")}
    assert references == {
        (f"{W}headerReference", "default", "rIdHeader"),
        (f"{W}footerReference", "default", "rIdFooter"),
    }
    fields = values(part(document, "word/footer1.xml"), "fldSimple", "instr")
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    edges = docx.Document(io.BytesIO(document)).sections[0]
    assert edges.header.paragraphs[0].text == "This house would test\tBrief"
    assert edges.footer.paragraphs[0].style is not None
    assert edges.footer.paragraphs[0].style.name == "Footer"


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_one_edge_without_the_other(kind: str) -> None:
    document = written(f"<{kind}><p>x</p></{kind}><p>y</p>")
    assert [name for name in names(document) if "header" in name or "footer" in name] == [f"word/{kind}1.xml"]
    assert outline(document).splitlines()[1:] == ["Normal: y", f"{kind} default:", f"  {kind.capitalize()}: x"]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_link_in_an_edge_leads_somewhere(kind: str) -> None:
    document = written(f'<{kind}><p><a href="https://a.org">x</a></p></{kind}><p>y</p>')
    assert own_faults(document) == []
    assert "link https://a.org" in outline(document)


EDGES = {
    "text without a paragraph": "TEXT",
    "text beside a paragraph": "<p>x</p>TEXT",
    "a heading": "<h1>TEXT</h1>",
    "a list": "<ul><li>TEXT</li></ul>",
    "nothing": "",
}


@pytest.mark.parametrize("content", EDGES.values(), ids=EDGES)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_edge_holds_paragraphs_and_nothing_else(kind: str, content: str) -> None:
    """A part without a paragraph is a file that Word mends; what is dropped is missed."""
    assert problems_in(f"<{kind}>{content}</{kind}><p>y</p>")


def test_compatibility_mode_is_the_current_one() -> None:
    settings = part(written("<p>x</p>"), "word/settings.xml")
    modes = {found.get(f"{W}name"): found.get(f"{W}val") for found in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert modes["differentiateMultirowTableHeaders"] == "1"


@pytest.mark.parametrize("name", FIXTURES)
def test_same_page_gives_the_same_bytes(name: str) -> None:
    assert fixture(name, own_look=make_template(theme(), "a4", "en-GB")) == fixture(name)


def test_same_bytes_whatever_the_order_of_sets() -> None:
    """Another process orders its sets otherwise."""
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


def test_entries_have_one_date_and_system() -> None:
    with zipfile.ZipFile(io.BytesIO(fixture("edges"))) as package:
        entries = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_every_part_has_a_content_type() -> None:
    document = fixture("edges")
    types = part(document, "[Content_Types].xml")
    declared = {found.get("PartName") for found in types if found.get("PartName")}
    assert declared == {f"/{name}" for name in names(document) if not name.endswith((".rels", "Types].xml"))}


def test_python_docx_opens_it_with_the_right_styles() -> None:
    document = opened('<h1>a</h1><p class="lead">b</p><p>c <strong>d</strong></p><ul><li>e</li></ul>')
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert found == [("Heading 1", "a"), ("Subtitle", "b"), ("Normal", "c d"), ("List Bullet", "e")]
    assert document.paragraphs[2].runs[-1].style.name == "Strong"


def test_page_of_nothing_is_a_document() -> None:
    assert outline(written("")).splitlines()[0] == "title: A page"
    assert faults(written("")) == []


def test_margins_and_paper_are_those_of_the_look() -> None:
    section = opened("<p>x</p>").sections[0]
    margins = theme().margins
    assert section.left_margin is not None
    assert section.top_margin is not None
    assert section.left_margin.pt == pytest.approx(margins.left, abs=0.05)
    assert section.top_margin.pt == pytest.approx(margins.top, abs=0.05)
