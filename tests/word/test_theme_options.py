"""What themes other than the usual one ask for: frames, no fills, spaced letters, ends below, wider columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from debatekit.word import make_look, write_document
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import W, look, page, part, read_based

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = {
    "letter spacing": ("{letter_spacing: 0.5pt}", "Caption", "spacing", {"val": "10"}),
    "no fill": ("{fill: none}", "Note", "shd", {"val": "clear", "color": "auto", "fill": "auto"}),
    "no border": ("{beside: none}", "Quote", "left", {"val": "nil"}),
    "no underline": ("{underline: false}", "Hyperlink", "u", {"val": "none"}),
    "a frame within a line": (
        "{box: single 1pt ink 1pt}",
        "Marked",
        "bdr",
        {"val": "single", "sz": "8", "space": "1", "color": "1F2A44", "themeColor": "text2"},
    ),
    "a fill within a line": (
        "{fill: fill}",
        "Marked",
        "shd",
        {"val": "clear", "color": "auto", "fill": "F1F3F7", "themeFill": "background2"},
    ),
}


@pytest.mark.parametrize(("text", "name", "tag", "attributes"), WRITTEN.values(), ids=WRITTEN)
def test_style_is_written_as_the_theme_says(
    tmp_path: Path, text: str, name: str, tag: str, attributes: dict[str, str]
) -> None:
    made = make_look(read_based(tmp_path, f"styles: {{{name}: {text}}}"), "a4", "en-GB")
    document = write_document(page("<p>x</p>"), made, "page.html")
    (style,) = [
        s for s in part(document, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == made.styles[name]
    ]
    found = [{etree.QName(str(key)).localname: value for key, value in e.attrib.items()} for e in style.iter(W + tag)]
    assert attributes in found
    assert faults(document) == []


TABLES = {
    "a rule under the head": ("head_rule: single 1pt ink 0pt", "firstRow", ["tcBorders", "shd"]),
    "no fill of the head": ("head: none", "firstRow", []),
    "no fill of row headers": ("stub: none", "firstCol", []),
    "a rule and no fill": ("head: none, head_rule: single 1pt ink 0pt", "firstRow", ["tcBorders"]),
}


@pytest.mark.parametrize(("text", "band", "expected"), TABLES.values(), ids=TABLES)
def test_table_is_written_as_the_theme_says(tmp_path: Path, text: str, band: str, expected: list[str]) -> None:
    made = make_look(read_based(tmp_path, f"tables: {{{text}}}"), "a4", "en-GB")
    document = write_document(page(TABLE), made, "page.html")
    bands = {b.get(f"{W}type"): b for b in part(document, "word/styles.xml").iter(f"{W}tblStylePr")}
    cell = bands[band].find(f"{W}tcPr")
    assert cell is not None
    assert [etree.QName(child).localname for child in cell] == expected
    assert faults(document) == []


ENDS = {
    "header": ("Header", '<header><p>Left<span class="end">Right</span></p></header>', "word/header1.xml"),
    "band": ("Band", '<p class="band">Left<span class="end">Right</span></p>', "word/document.xml"),
    "band based on it": ("Band", '<p class="band teacher">Left<span class="end">Right</span></p>', "word/document.xml"),
}


@pytest.mark.parametrize(("style", "html", "name"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("below", "tags"), [("true", ["br"]), ("false", ["tab"])])
def test_end_of_the_line_goes_below_where_the_theme_says_so(
    tmp_path: Path, style: str, html: str, name: str, below: str, tags: list[str]
) -> None:
    made = make_look(read_based(tmp_path, f"styles: {{{style}: {{end_below: {below}}}}}"), "a4", "en-GB")
    document = write_document(page(html + "<p>x</p>"), made, "page.html")
    jumps = [e for e in part(document, name).iter(f"{W}tab", f"{W}br") if e.getparent().tag == f"{W}r"]  # type: ignore[union-attr]
    assert [etree.QName(e).localname for e in jumps] == tags
    assert faults(document) == []


def test_end_of_another_line_stays_where_it_is(tmp_path: Path) -> None:
    made = make_look(read_based(tmp_path, "styles: {Header: {end_below: true}}"), "a4", "en-GB")
    html = '<footer><p>Left<span class="end">Right</span></p></footer><p>a<span class="end">b</span></p>'
    document = write_document(page(html), made, "page.html")
    assert "br" not in outline(document)
    assert not list(part(document, "word/footer1.xml").iter(f"{W}br"))


def table(*words: str, widths: tuple[str, ...]) -> str:
    columns = "".join(f'<col width="{width}">' for width in widths)
    heads = "<th>x</th>" * len(words)
    rows = "".join(f"<td>{word}</td>" for word in words), "<td>y</td>" * len(words)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


TABLE = table("a", "b", widths=("50%", "50%"))
LONG = "incomprehensibility"


def columns(html: str, tables: str, folder: Path) -> list[int]:
    """Return the widths of a table's columns in points."""
    made = make_look(
        read_based(folder, f"tables: {{{tables}, padding: 5pt}}\nstyles: {{Table Text: {{size: 10pt}}}}"), "a4", "en"
    )
    document = write_document(page(html), made, "page.html")
    widths = [int(column.get(f"{W}w", "")) / 20 for column in part(document, "word/document.xml").iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(made.text_width / 20)
    return [round(width) for width in widths]


def test_columns_get_room_for_their_longest_word(tmp_path: Path) -> None:
    html = table(LONG, "b", widths=("10%", "90%"))
    text_width = look().text_width / 20
    assert columns(html, "letter: 0", tmp_path)[0] == round(text_width * 0.1)
    assert columns(html, "letter: 0.6", tmp_path)[0] == len(LONG) * 6 + 2 * 5


NARROW = {
    "words with a space": ("many short words", 49),
    "a word with a hyphen": ("self-made-ish", 49),
    "two paragraphs": ("<p>first</p><p>other</p>", 49),
    "a word longer than its share of the table": ("W" * 500, 244),
}


@pytest.mark.parametrize(("text", "width"), NARROW.values(), ids=NARROW)
def test_columns_get_no_more_room_than_they_need(tmp_path: Path, text: str, width: int) -> None:
    assert columns(table(text, "b", widths=("10%", "90%")), "letter: 0.6", tmp_path)[0] == width


def test_columns_that_are_wide_enough_stay_as_they_are(tmp_path: Path) -> None:
    html = table(LONG, LONG, "b", widths=("30%", "40%", "30%"))
    assert columns(html, "letter: 0.5", tmp_path) == columns(html, "letter: 0", tmp_path)
