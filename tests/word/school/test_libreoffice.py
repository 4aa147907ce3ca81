"""School files as LibreOffice writes them, and documents in a school's look as it reads them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from debatekit.word.school import SchoolFile, make_school_look, open_school_file
from tests.checkers import faults
from tests.word.school.support import (
    CRIMSON,
    EVERYTHING,
    LONG_MOTION,
    attribute,
    converted,
    picture,
    school_bytes,
    school_look,
    style_of,
    text_of,
    written_in,
)
from tests.word.support import part, theme

MM = 72 / 25.4


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> SchoolFile:
    """Return a school's file whose styles, numbering and header are LibreOffice's own way of writing them."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "source.docx"
    source.write_bytes(school_bytes("filled"))
    text = converted(folder, source, "odt")
    (folder / "again").mkdir()
    return open_school_file(converted(folder / "again", text, "docx"))


def test_its_look_is_taken(school: SchoolFile) -> None:
    look = make_school_look(school, theme(), "en-GB")
    document = written_in(look, EVERYTHING)
    assert look.margins["left"] == pytest.approx(30 / 25.4 * 1440, abs=2)
    assert attribute(style_of(document, "heading 1"), "rPr/color", "val").upper() == CRIMSON
    assert attribute(style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert text_of(part(document, "word/header1.xml")) == f"Debate: {LONG_MOTION} on Brief & notes"
    assert [found.blob for found in look.parts if found.name.endswith("png")] == [picture()]
    assert faults(document) == []


@pytest.mark.parametrize("kind", ["letterhead", "filled"])
def test_document_is_laid_out_with_all_of_its_text(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "document.docx"
    body = f"{EVERYTHING}<h2>Last</h2>"
    source.write_bytes(written_in(school_look(tmp_path, school_bytes(kind)), body, "teacher"))
    with pypdfium2.PdfDocument(converted(tmp_path, source, "pdf")) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
        pictures = [item for item in pdf[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert len(pictures) == 1
    expected = {
        "letterhead": ["Riverside School", "Own header", "12 Yard Lane", "Own footer 1"],
        "filled": ["Debate: ", LONG_MOTION, "Brief & notes", "Teacher edition, page 1 of 1"],
    }
    for words in [*expected[kind], "P1", "Head", "Cell", "Last"]:
        assert words in text


def test_tall_header_pushes_the_text_down(tmp_path: Path) -> None:
    """The first line of the text stands under the last line of the header, whatever the top margin."""
    source = tmp_path / "document.docx"
    body = "<p>Firstword</p>"
    content = school_bytes("letterhead")
    source.write_bytes(written_in(school_look(tmp_path, content), body))
    with pypdfium2.PdfDocument(converted(tmp_path, source, "pdf")) as pdf:
        page = pdf[0].get_textpage()
        places = {}
        for word in ("Own header", "Firstword"):
            found = page.search(word).get_next()
            assert found is not None
            places[word] = page.get_charbox(found[0])
    _, bottom_of_header, _, _ = places["Own header"]
    _, _, _, top_of_text = places["Firstword"]
    assert bottom_of_header - top_of_text > 2 * MM
