"""The template of documents: paper, Word's theme, and the formatting of every style that pages can need."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.word import make_template, paper_of, read_theme, write_document
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import (
    HERE,
    SNAPSHOTS,
    check_snapshot,
    lines_of,
    look,
    page,
    part,
    read_based,
    theme,
    values,
    written,
)

PAPERS_OF = dict.fromkeys(["en-US", "es-MX", "EN-us", "zh-Hant-US", "sr-Latn-CA-u-ca-gregory"], "letter")
PAPERS_OF |= dict.fromkeys(["en", "de-AT", "zh-Hant-TW", "es-419", "us", "ca-ES", "en-x-US", ""], "a4")


@pytest.mark.parametrize(("language", "paper"), PAPERS_OF.items())
def test_usual_paper_of_a_language(language: str, paper: str) -> None:
    assert paper_of(language) == paper


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 11906, 16838), ("letter", 12240, 15840)])
def test_page_has_the_size_of_the_paper(paper: str, width: int, height: int) -> None:
    document = part(written("<p>x</p>", paper=paper), "word/document.xml")
    assert (values(document, "pgSz", "w"), values(document, "pgSz", "h")) == ([str(width)], [str(height)])
    assert look(paper).text_width == width - 2 * round(theme().margins.left * 20)


@pytest.mark.parametrize("name", ["theme", "changed"])
def test_parts_of_a_template(name: str) -> None:
    """Its styles and its theme are those of the snapshot."""
    read = theme() if name == "theme" else read_theme(SNAPSHOTS / "themes/changed.yaml", [HERE])
    made = make_template(read, "a4", "de-AT")
    parts = [found.blob.decode() for found in made.parts if found.name.endswith(("styles.xml", "theme1.xml"))]
    text = "\n".join(line for blob in parts for line in lines_of(blob))
    check_snapshot(SNAPSHOTS / f"themes/{name}.txt", f"{text}\n")


def test_document_in_an_extreme_theme_is_valid(tmp_path: Path) -> None:
    most = "size: 1000pt, line: 132, before: 22in, left: 10in, hanging: 10in, tabs: [22in, end]"
    extreme = f"{most}, right: 10in, box: double 12pt ink 31pt, vertical_align: superscript"
    text = "tables: {padding: 22in, write_row: 22in, letter: 2}\nlists: {step: 1in}\n"
    made = make_template(read_based(tmp_path, f"{text}styles: {{Normal: {{{extreme}}}}}"), "letter", "en-US")
    body = '<p>x</p><ul><li>y</li></ul><section class="landscape"><p>z</p></section>' + table("a", "b", widths=())
    assert faults(write_document(page(body), made, "page.html")) == []


def test_lists_have_the_step_and_the_bullets_of_the_theme(tmp_path: Path) -> None:
    made = make_template(read_based(tmp_path, "lists: {step: 20pt, bullets: ['*']}"), "a4", "en-GB")
    root = part(write_document(page("<ul><li>x</li></ul>"), made, "page.html"), "word/numbering.xml")
    assert (values(root, "lvlText")[0], values(root, "ind", "left")[0]) == ("*", "400")


TWINS = {
    "italic": ("Quotation: {italic: true}", "<blockquote><em>a</em></blockquote>", "Quotation: a"),
    "off again": ("Label: {bold: false}", "<p class='label'><strong>a</strong></p>", "Label: [Strong|a]"),
}


@pytest.mark.parametrize(("styles", "html", "expected"), TWINS.values(), ids=TWINS)
def test_no_style_repeats_a_toggle_of_the_theme(tmp_path: Path, styles: str, html: str, expected: str) -> None:
    made = make_template(read_based(tmp_path, f"styles: {{{styles}}}"), "a4", "en-GB")
    document = write_document(page(html), made, "page.html")
    assert expected in outline(document)
    assert faults(document) == []


END = 'Left<span class="end">Right</span>'
ENDS = {
    "header": ("Header", f"<header><p>{END}</p></header>", "br"),
    "header, on one line": ("Band", f"<header><p>{END}</p></header>", "tab"),
    "style based on it": ("Band", f'<p class="band teacher">{END}</p>', "br"),
    "other text": ("Header", f"<p>{END}</p><footer><p>{END}</p></footer>", "tab"),
}


@pytest.mark.parametrize(("style", "html", "tag"), ENDS.values(), ids=ENDS)
def test_right_aligned_text_goes_on_the_next_line_where_the_theme_says_so(
    tmp_path: Path, style: str, html: str, tag: str
) -> None:
    read = read_based(tmp_path, f"styles: {{{style}: {{end_on_next_line: true}}}}")
    found = outline(write_document(page(html), make_template(read, "a4", "en-GB"), "page.html"))
    assert found.count(f"Left<{tag}>Right") == html.count("Left")


def table(*words: str, widths: tuple[str, ...]) -> str:
    columns = "".join(f'<col width="{width}">' for width in widths)
    heads = "<th>x</th>" * len(words)
    rows = "".join(f"<td>{word}</td>" for word in words), "<td>y</td>" * len(words)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


LONG = "incomprehensibility"


def columns(html: str, letter: str, folder: Path) -> list[int]:
    tables = f"tables: {{letter: {letter}, padding: 5pt}}\nstyles: {{Table Text: {{size: 10pt}}}}"
    made = make_template(read_based(folder, tables), "a4", "en")
    document = write_document(page(html), made, "page.html")
    widths = [int(width) / 20 for width in values(part(document, "word/document.xml"), "gridCol", "w")]
    assert sum(widths) == pytest.approx(made.text_width / 20)
    return [round(width) for width in widths]


NARROW = {
    "a long word": (LONG, len(LONG) * 6 + 2 * 5),
    "a word with a hyphen": ("self-made-ish", 49),
    "a word longer than its share of the table": ("W" * 500, 244),
}


@pytest.mark.parametrize(("text", "width"), NARROW.values(), ids=NARROW)
def test_columns_fit_their_longest_word(tmp_path: Path, text: str, width: int) -> None:
    assert columns(table(text, "b", widths=("10%", "90%")), "0.6", tmp_path)[0] == width


def test_arguments_with_stacked_columns_begin_pages(tmp_path: Path) -> None:
    """The heading above the first begins the page with it."""
    made = make_template(read_based(tmp_path, "tables: {stacked: true}"), "a4", "en-GB")
    spread = table("Trees give shade.", "Find out.", widths=("60%", "40%")).replace("<table>", '<table class="spread">')
    card = f'<section class="card long"><h3>P1 Shade</h3>{spread}</section>'
    found = outline(write_document(page(f"<h2>Yours</h2>{card}{card}"), made, "page.html")).splitlines()
    assert [line.split(":")[1].strip() for line in found if "+page" in line] == ["Yours", "P1 Shade"]
