"""Documents as LibreOffice reads them: what notes, long words, long cards and landscape sections become."""

from __future__ import annotations

import zipfile
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from debatekit.word import make_template, read_theme, write_document
from tests.office import convert
from tests.word.support import SHIPPED_THEMES, fixture, page, written

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
pytestmark = pytest.mark.slow


def test_footnotes_stay_footnotes_and_bookmarks_bookmarks(tmp_path: Path) -> None:
    (tmp_path / "speech.docx").write_bytes(fixture("speech", fillable=True))
    convert(tmp_path.glob("*.docx"), "odt", tmp_path)
    with zipfile.ZipFile(tmp_path / "speech.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    assert len(list(root.iter(f"{TEXT}note"))) == 2
    names = {found.get(f"{TEXT}name") for found in root.iter(f"{TEXT}bookmark-start")}
    assert {"top", "words", "shade", "strong"} <= names


LONG_WORDS = {
    "compound": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "address": "https://www.example.org/aktuell/2024/und-noch-ein-sehr-langer-teil/ohne_trennstelleohnetrennstelle?q=1",
    "letters": "X" * 120,
}
PLACES = """<header><p>{0}<span class="end">{0}</span></p></header><h1>{0}</h1><p>a {0}</p><p class="label">{0}</p>
<h3 class="for"><span class="number">P1</span>{0}</h3><aside class="note">{0}</aside><ul><li>{0}</li></ul>
<table><thead><tr><th>a</th><th>{0}</th><th>c</th><th>d</th></tr></thead>
<tbody><tr><th>{0}</th><td>{0}</td><td>c</td><td>d</td></tr></tbody></table>"""


def test_long_words_break_before_the_edge_of_the_page(tmp_path: Path) -> None:
    """No letter is outside the margins, in any theme; a box may be a little wider than its text."""
    margins: dict[str, float] = {}
    for (word, text), path in product(LONG_WORDS.items(), SHIPPED_THEMES):
        read = read_theme(path)
        document = write_document(page(PLACES.format(text)), make_template(read, "a4", "de"), "page.html")
        name = f"{path.stem}-{word}"
        (tmp_path / f"{name}.docx").write_bytes(document)
        margins[name] = read.margins.right
    convert(tmp_path.glob("*.docx"), "pdf", tmp_path)
    outside = []
    for name, margin in margins.items():
        for sheet in pypdfium2.PdfDocument(tmp_path / f"{name}.pdf"):
            text_page = sheet.get_textpage()
            ends = [text_page.get_charbox(index)[2] for index in range(text_page.count_chars())]
            outside += [name for end in ends if end > sheet.get_width() - margin + 1]
    assert outside == []


LANDSCAPE = '<section class="landscape"><table><thead><tr><th>Head</th></tr></thead></table></section>'
CARD = (
    '<p>Text</p><section class="card"><h3>P1</h3><table class="spread"><thead><tr><th>P1: case</th><th>Me</th></tr>'
    f"</thead><tbody><tr><td><p>{'Trees give shade. ' * 400}</p></td><td></td></tr></tbody></table></section>"
)
SHAPES = {
    "a landscape section may be a table only": (f"<p>a</p>{LANDSCAPE}", "", [False, True]),
    "so may the first be": (LANDSCAPE * 2, "", [True, True]),
    "a card too long for a page says whose it is on the next": (CARD, "P1: case", [False, False]),
}


def test_pages_of_a_section_and_of_a_long_card(tmp_path: Path) -> None:
    for name, (body, _, _) in SHAPES.items():
        (tmp_path / f"{name}.docx").write_bytes(written(body))
    convert(tmp_path.glob("*.docx"), "pdf", tmp_path)
    for name, (_, text, turned) in SHAPES.items():
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            assert [sheet.get_width() > sheet.get_height() for sheet in pdf] == turned, name
            assert all(text in sheet.get_textpage().get_text_range() for sheet in pdf), name
