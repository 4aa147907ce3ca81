"""The template of documents: styles for every page, fonts, fills, hyphens, and columns as wide as they must be."""

from pathlib import Path

import pytest

from debatekit.ooxml import Element, W, value
from debatekit.word import make_template, read_theme, write_document
from debatekit.word.template import FONTS
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import (
    HERE,
    SHIPPED_THEMES,
    SNAPSHOTS,
    body_of,
    check_snapshot,
    lines_of,
    page,
    part,
    read_based,
    theme,
    values,
    written,
)


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


STYLES: Element = part(written("<p>x</p>"), "word/styles.xml")
DOZEN = {
    "Normal", "heading 1", "heading 2", "heading 3", "Body Text", "Label", "Strong", "Emphasis", "Quotation", "Notice",
    "List Bullet", "List Number",
}  # fmt: skip


def test_the_style_pane_has_a_dozen_styles() -> None:
    """Word's own are hidden until they are used, as are those that only templates use (17.7.4.5, 17.7.4.16)."""
    latent = STYLES.find(f"{W}latentStyles")
    defaults = {key: value(latent, "", f"def{key}") for key in ("SemiHidden", "UnhideWhenUsed", "QFormat")}
    assert defaults == {"SemiHidden": "1", "UnhideWhenUsed": "1", "QFormat": "0"}
    assert set(values(STYLES, "lsdException", "name")) < DOZEN
    styles = [style for style in STYLES.iter(f"{W}style") if style.get(f"{W}type") in {"paragraph", "character"}]
    shown = {value(style, "name") for style in styles if style.find(f"{W}semiHidden") is None}
    assert shown == {value(style, "name") for style in styles if style.find(f"{W}qFormat") is not None} == DOZEN
    assert all(style.find(f"{W}unhideWhenUsed") is not None for style in styles if value(style, "name") not in DOZEN)


@pytest.mark.parametrize("path", SHIPPED_THEMES, ids=lambda path: path.stem)
def test_every_font_of_a_theme_has_alternatives(path: Path) -> None:
    document = write_document(page("<p>x</p>"), make_template(read_theme(path), "a4", "en-GB"), "page.html")
    table = {value(font, "", "name"): font for font in part(document, "word/fontTable.xml")}
    styles = part(document, "word/styles.xml")
    named = {name for key in ("ascii", "hAnsi", "cs") for name in values(styles, "rFonts", key)}
    assert named <= table.keys() <= FONTS.keys()
    assert all(value(font, "altName") for font in table.values())


TABLE = """<table><thead><tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr></thead>
<tbody><tr>{}<td>f</td></tr></tbody></table>"""
HEAD, STUB = theme().colours.ink, theme().colours.fill
CELLS = {
    "row headers": ("<th>e</th>", [[HEAD, HEAD], [STUB, ""], [STUB, ""]], ["001000000100", *["001000000000"] * 2]),
    "no row headers": ("<td>e</td>", [[HEAD, HEAD], ["", ""], ["", ""]], []),
}


@pytest.mark.parametrize(("cell", "fills", "conditions"), CELLS.values(), ids=CELLS)
def test_header_cells_have_the_fills_of_the_table_style(
    cell: str, fills: list[list[str]], conditions: list[str]
) -> None:
    root = body_of(TABLE.format(cell))
    found = [[value(each, f"tcPr/{W}shd", "fill") for each in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]
    assert found == fills
    marks = [value(each, f"tcPr/{W}cnfStyle") for each in root.iter(f"{W}tc")]
    assert [mark for mark in marks if mark] == conditions
    assert [value(row, f"trPr/{W}cnfStyle") for row in root.iter(f"{W}tr")] == ["100000000000", "", ""]
    assert value(root.find(f".//{W}tblLook"), "", "firstColumn") == str(int(bool(conditions)))


HYPHENATED = {
    "German": ("de-AT", "", 1),
    "English": ("en-GB", "", 0),
    "German, avoided": ("de", "avoid: [hyphenation]", 0),
}


@pytest.mark.parametrize(("language", "text", "expected"), HYPHENATED.values(), ids=HYPHENATED)
def test_words_are_divided_in_german_but_not_in_headings(
    tmp_path: Path, language: str, text: str, expected: int
) -> None:
    made = make_template(read_based(tmp_path, text), "a4", language)
    document = write_document(page("<p>x</p>"), made, "page.html")
    assert len(values(part(document, "word/settings.xml"), "autoHyphenation")) == expected
    whole = {
        value(style, "name")
        for style in part(document, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}suppressAutoHyphens") is not None
    }
    assert {"heading 1", "heading 4", "Label", "Band"} < whole
    assert not {"Normal", "Table Heading"} & whole
