"""Letterheads as LibreOffice writes them, and documents as it lays them out. `tests/fuzz` has damaged letterheads."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.office import convert
from tests.word import letterheads as lh
from tests.word.support import part

pytestmark = pytest.mark.slow

MM = 72 / 25.4


def converted(source: Path, ending: str) -> Path:
    """Return a file that LibreOffice made of `source`."""
    folder = source.with_name(ending)
    convert([source], ending, folder)
    return folder / f"{source.stem}.{ending}"


def test_letterhead_that_libreoffice_wrote(tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(lh.school_bytes("filled"))
    content = converted(converted(source, "odt"), "docx").read_bytes()
    used, document = lh.template(tmp_path, content), lh.document_in(tmp_path, content)
    assert used.margins["left"] == pytest.approx(30 / 25.4 * 1440, abs=2)
    assert lh.attribute(lh.style_of(document, "heading 1"), "rPr/color", "val").upper() == lh.CRIMSON
    assert lh.attribute(lh.style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert lh.text_of(part(document, lh.HEADER)) == f"Debate: {lh.MOTION} on Brief & notes"
    assert [found.blob for found in used.parts if found.name.endswith("png")] == [lh.LOGO]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("address", ["Riverside School", "Own header", "12 Yard Lane", "Own footer 1"]),
        ("filled", ["Debate: ", lh.MOTION, "Brief & notes", "Teacher edition, page 1 of 1"]),
    ],
)
def test_document_is_laid_out_with_all_of_its_text(tmp_path: Path, kind: str, expected: list[str]) -> None:
    source = tmp_path / "document.docx"
    body = f"<p>Firstword</p>{lh.EVERYTHING}<h2>Last</h2>"
    source.write_bytes(lh.document_in(tmp_path, lh.school_bytes(kind), body, "teacher"))
    with pypdfium2.PdfDocument(converted(source, "pdf")) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_bounded()
        pictures = [item for item in pdf[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        places = {}
        for word in (expected[1].split()[0], "Firstword"):
            found = page.search(word).get_next()
            assert found is not None
            places[word] = page.get_charbox(found[0])
    assert len(pictures) == 1
    assert [words for words in [*expected, "P1", "Head", "Cell", "Last"] if words not in text] == []
    last_of_header, first_of_text = places.values()
    assert last_of_header[1] - first_of_text[3] > 2 * MM  # a tall header pushes the text down
