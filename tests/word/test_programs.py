"""What documents have for programs other than Word: names of fonts, fills in cells, real headings, complex fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.ooxml import Element, W, value
from debatekit.word import make_template, read_theme, write_document
from debatekit.word.template import FONTS
from tests.word.support import SHIPPED_THEMES, body_of, page, part, read_based, theme, values, written

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


def test_theme_fonts_are_named() -> None:
    """A program that ignores themes finds the font of each style (17.3.2.26)."""
    fonts = theme().fonts
    slots = {"minorHAnsi": fonts.body, "majorHAnsi": fonts.heading}
    named = [font for font in STYLES.iter(f"{W}rFonts") if value(font, "", "asciiTheme")]
    assert len(named) > 3
    for font in named:
        assert {value(font, "", key) for key in ("ascii", "hAnsi", "cs")} == {slots[value(font, "", "asciiTheme")]}


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
