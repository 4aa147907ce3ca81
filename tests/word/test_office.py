"""Documents with the whole vocabulary as LibreOffice reads them: nothing that they say is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from debatekit.ooxml import Element, W
from debatekit.word import make_template, read_theme, write_document
from tests.office import convert
from tests.word.support import SHIPPED_THEMES, fixture, page, part

TEXT_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
pytestmark = pytest.mark.slow
WITH_ALL = ("answers", "sections", "speech")
"""The snapshots that use the whole vocabulary between them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the documents of all snapshots, and what LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("office")
    for name in WITH_ALL:
        (folder / f"{name}.docx").write_bytes(fixture(name, fillable=True))
    convert(folder.glob("*.docx"), "odt", folder)
    return folder


def words_in(pieces: Iterable[str]) -> Counter[str]:
    """Return the words of some text, and how often each is there."""
    return Counter(re.findall(r"\w+", "".join(pieces)))


def said(root: Element) -> Iterator[str]:
    """Yield the text of a part of a Word document, a space between paragraphs."""
    for paragraph in root.iter(f"{W}p"):
        yield from (text.text or " " for text in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"))
        yield " "


def spaced(element: Element) -> Iterator[str]:
    """Yield the text of a part of an OpenDocument file, a space around each of its parts that stands for itself."""
    apart = " " if etree.QName(element).localname not in {"span", "a", "bookmark-ref"} else ""
    marks = "" if "bookmark-" in str(element.tag) else apart
    yield marks
    yield element.text or ""
    for child in element:
        yield from spaced(child)
        yield child.tail or ""
    yield marks


@pytest.mark.parametrize("name", WITH_ALL)
def test_no_word_is_lost(folder: Path, name: str) -> None:
    document = fixture(name, fillable=True)
    notes = [part(document, "word/footnotes.xml")] if b"word/footnotes.xml" in document else []
    written = words_in(piece for root in [part(document, "word/document.xml"), *notes] for piece in said(root))
    with zipfile.ZipFile(folder / f"{name}.odt") as package:
        (body,) = etree.fromstring(package.read("content.xml")).iter(TEXT_BODY)
    assert sum(written.values()) > 25
    assert written - words_in(spaced(body)) == Counter()


def test_footnotes_stay_footnotes_and_bookmarks_bookmarks(folder: Path) -> None:
    with zipfile.ZipFile(folder / "speech.odt") as package:
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
