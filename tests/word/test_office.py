"""Documents with the whole vocabulary as LibreOffice reads them: nothing that they say is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from debatekit.ooxml import Element, W
from tests.office import convert
from tests.word.support import fixture, part

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
