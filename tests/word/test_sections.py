"""Sections: landscape pages, columns, numbered lines; where they start, and their headers and footers."""

from __future__ import annotations

import pytest

from tests.checkers import R, faults
from tests.word.support import TABLE, W, body_of, lines, look, part, problems_in, values, written


def section(kind: str, content: str = "<p>x</p>") -> str:
    """Return a section of a kind."""
    return f'<section class="{kind}">{content}</section>'


SECTIONS = {
    "a landscape page": (section("landscape"), ["Normal: x", "last section: nextPage landscape"]),
    "columns": (section("columns"), ["Normal: x", "last section: continuous 2 columns"]),
    "numbered lines": (section("lines"), ["Numbered Text: x", "last section: continuous numbered lines"]),
    "columns between text": (
        f"<p>a</p>{section('columns')}<p>b</p>",
        [
            "Normal: a",
            "section end: nextPage",
            "Normal: x",
            "section end: continuous 2 columns",
            "Normal: b",
            "last section: continuous",
        ],
    ),
    "a landscape page between text": (
        f"<p>a</p>{section('landscape')}<p>b</p>",
        ["Normal: a", "section end: nextPage", "Normal: x", "section end: nextPage landscape", "Normal: b"],
    ),
    "columns after a landscape page": (
        section("landscape") + section("columns"),
        ["Normal: x", "section end: nextPage landscape", "Normal: x", "last section: nextPage 2 columns"],
    ),
    "columns after columns": (
        section("columns") * 2,
        ["Normal: x", "section end: continuous 2 columns", "Normal: x", "last section: continuous 2 columns"],
    ),
    "an empty one": (f"<p>a</p>{section('columns', '')}<p>b</p>", ["Normal: a", "section end: nextPage", "Normal: b"]),
    "from right to left": (
        '<section class="columns" dir="rtl"><p>x</p></section><p>y</p>',
        ["Normal +rtl: [rtl bidi:en-GB|x]", "section end: continuous 2 columns rtl", "Normal: y"],
    ),
    "text alone": (section("columns", "x"), ["Normal: x", "last section: continuous 2 columns"]),
}


@pytest.mark.parametrize(("body", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections(body: str, expected: list[str]) -> None:
    found = lines(body)
    assert found[: len(expected)] == expected
    assert found[len(expected) :] in ([], ["last section: continuous"])


def test_section_that_ends_with_a_table_ends_in_a_paragraph_of_no_height() -> None:
    found = lines(section("columns", TABLE) + "<p>x</p>")
    position = found.index("section end: continuous 2 columns")
    assert found[position - 1] == "Section End:"


def test_paper_is_turned() -> None:
    root = body_of(section("landscape") + "<p>x</p>")
    sizes = [(size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) for size in root.iter(f"{W}pgSz")]
    width, height = map(str, look().page_size)
    assert sizes == [(height, width, "landscape"), (width, height, None)]


WIDTHS = {
    "landscape": look().landscape_width,
    "columns": (look().text_width - 454) // 2,
    "lines": look().text_width,
}


@pytest.mark.parametrize(("kind", "width"), WIDTHS.items(), ids=WIDTHS)
@pytest.mark.parametrize("content", [TABLE, f"<blockquote>{TABLE}</blockquote>"], ids=["a table", "one in a quotation"])
def test_table_is_as_wide_as_the_section(kind: str, width: int, content: str) -> None:
    assert values(body_of(section(kind, content)), "tblW", "w") == [str(width)]


EDGES = '<header><p>a<span class="end">b</span></p></header><footer><p>c</p></footer>'


def test_every_section_names_its_header_and_footer() -> None:
    document = written(f"{EDGES}<p>x</p>{section('landscape')}{section('columns')}")
    root = part(document, "word/document.xml")
    named = [[reference.get(f"{R}id") for reference in list(found)[:2]] for found in root.iter(f"{W}sectPr")]
    assert named == [
        ["rIdHeader", "rIdFooter"],
        ["rIdHeaderLandscape", "rIdFooterLandscape"],
        ["rIdHeader", "rIdFooter"],
    ]
    assert values(part(document, "word/header2.xml"), "pStyle") == ["HeaderLandscape"]


def test_page_that_is_all_landscape_has_one_header() -> None:
    document = written(EDGES + section("landscape"))
    assert faults(document) == []
    assert b"word/header1.xml" in document
    assert b"word/header2.xml" not in document


def test_lines_start_again_in_each_section() -> None:
    root = body_of(section("lines") * 2)
    assert values(root, "lnNumType", "countBy") == ["1", "1"]
    assert values(root, "lnNumType", "restart") == ["newSection", "newSection"]


COUNTED = {"<p>x</p>": True, "<ul><li>x</li></ul>": True, "<h2>x</h2>": False, "<blockquote>x</blockquote>": False}


@pytest.mark.parametrize(("content", "counted"), COUNTED.items(), ids=COUNTED)
def test_only_text_is_numbered(content: str, counted: bool) -> None:
    found = lines(section("lines", content))
    assert found[0].startswith("Numbered Text") == counted


HINT = "cannot stand within something else. Close what it stands in before it: only a whole part of the page can be so."
AROUND = {
    "a section of another kind": '<section class="columns">{}</section>',
    "one of its kind": '<section class="landscape">{}</section>',
    "a card": '<section class="card">{}</section>',
    "a division": '<div class="together">{}</div>',
    "a box": '<aside class="note">{}</aside>',
    "an item": "<ul><li>{}</li></ul>",
    "a cell": TABLE.replace("Cell", "{}"),
    "a meaning": "<dl><dd>{}</dd></dl>",
    "fields": "<fieldset><legend>x</legend>{}</fieldset>",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_section_within_something_is_told(around: str) -> None:
    expected = f'page.html: <section class="landscape"> {HINT}'
    assert problems_in(around.format(section("landscape"))) == [expected]


LOST = {
    "before": f"lost{section('columns')}",
    "behind": f"{section('columns')}lost",
    "between": f"{section('columns')}lost{section('lines')}",
    "in one": section("columns", "<p>x</p>lost"),
}


@pytest.mark.parametrize("body", LOST.values(), ids=LOST)
def test_text_beside_sections_is_told(body: str) -> None:
    assert problems_in(body) == ["page.html: the text 'lost' stands beside blocks. Put it in <p> … </p>."]


def test_words_beside_sections_are_told() -> None:
    assert problems_in(f"<em>x</em>{section('columns')}") == [
        "page.html: <em> cannot stand beside blocks. Put it in a paragraph."
    ]


def test_problem_names_the_line_of_the_template() -> None:
    (only,) = problems_in('<div class="together"><section class="lines" data-at="a.html:9"><p>x</p></section></div>')
    assert only.startswith('a.html:9: <section class="lines"> cannot stand within')
