"""Damaged letterheads, letterheads as LibreOffice writes them, and documents as it lays them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word.letterhead import letterhead_template, open_letterhead
from tests.checkers import faults, own_faults
from tests.office import convert
from tests.word import letterheads as lh
from tests.word.support import part, theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.slow

MM = 72 / 25.4
NAMES = ("document", "styles", "numbering", "settings", *(f"header{n}" for n in (1, 2, 3)), "footer1", "footer2")
PARTS = (
    *(f"word/{name}.xml" for name in NAMES), lh.THEME, "_rels/.rels", "word/_rels/document.xml.rels",
    "word/_rels/header1.xml.rels", "[Content_Types].xml",
)  # fmt: skip
MUTATIONS = ("remove", "twice", "swap", "attributes", "bare", "rename", "text")


def check(path: Path, content: bytes) -> None:
    """Check that a file is refused with a message or gives a sound document."""
    path.write_bytes(content)
    try:
        document = lh.written_in(letterhead_template(open_letterhead(path), theme(), "en-GB"), lh.EVERYTHING, "teacher")
    except DebatekitError as error:
        assert {problem.file for problem in error.problems} == {path.as_posix()}  # noqa: PT017 - both ways are right
    else:
        assert own_faults(document) == []


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letterheads") / "school.docx"


@pytest.mark.parametrize("name", ["none", *PARTS])
def test_a_part_is_missing(path: Path, name: str) -> None:
    check(path, lh.repacked(lh.whole(), lambda parts: {key: blob for key, blob in parts.items() if key != name}))


@given(st.sampled_from(PARTS), st.data())
@settings(max_examples=120, deadline=None, database=None)
def test_elements_of_a_part_change(path: Path, name: str, data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        root = etree.fromstring(parts[name])
        for _ in range(data.draw(st.integers(1, 5))):
            elements = [element for element in root.iter() if element is not root]
            if elements:
                element, other = (elements[data.draw(st.integers(0, len(elements) - 1))] for _ in range(2))
                mutate(data.draw(st.sampled_from(MUTATIONS)), element, other)
        return {**parts, name: etree.tostring(root)}

    check(path, lh.repacked(lh.whole(), change))


def mutate(kind: str, element: etree._Element, other: etree._Element) -> None:
    """Remove an element, double it, or give it something of another; the part stays well-formed."""
    parent = element.getparent()
    assert parent is not None
    copy = etree.fromstring(etree.tostring(other))
    if kind == "remove":
        parent.remove(element)
    elif kind == "twice":
        parent.append(etree.fromstring(etree.tostring(element)))
    elif kind == "swap":
        parent.replace(element, copy)
    elif kind == "attributes":
        for key in element.attrib:
            element.set(key, next(iter(map(str, other.attrib.values())), "7"))
    elif kind == "bare":
        element.attrib.clear()
    elif kind == "rename":
        element.tag = other.tag
    else:
        element.text = "{{ motion }} & x"


def converted(folder: Path, source: Path, ending: str) -> Path:
    """Return a file that LibreOffice made of `source`, in `folder`."""
    convert([source], ending, folder)
    return folder / f"{source.stem}.{ending}"


def test_letterhead_that_libreoffice_wrote(tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(lh.school_bytes("filled"))
    (tmp_path / "again").mkdir()
    letterhead = open_letterhead(converted(tmp_path / "again", converted(tmp_path, source, "odt"), "docx"))
    used = letterhead_template(letterhead, theme(), "en-GB")
    document = lh.written_in(used, lh.EVERYTHING)
    assert used.margins["left"] == pytest.approx(30 / 25.4 * 1440, abs=2)
    assert lh.attribute(lh.style_of(document, "heading 1"), "rPr/color", "val").upper() == lh.CRIMSON
    assert lh.attribute(lh.style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert lh.text_of(part(document, lh.HEADER)) == f"Debate: {lh.MOTION} on Brief & notes"
    assert [found.blob for found in used.parts if found.name.endswith("png")] == [lh.LOGO]
    assert faults(document) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("address", ["Riverside School", "Own header", "12 Yard Lane", "Own footer 1"]),
        ("filled", ["Debate: ", lh.MOTION, "Brief & notes", "Teacher edition, page 1 of 1"]),
    ],
)
def test_document_is_laid_out_with_all_of_its_text(tmp_path: Path, kind: str, expected: list[str]) -> None:
    source = tmp_path / "document.docx"
    source.write_bytes(
        lh.document_in(tmp_path, lh.school_bytes(kind), f"<p>Firstword</p>{lh.EVERYTHING}<h2>Last</h2>", "teacher")
    )
    with pypdfium2.PdfDocument(converted(tmp_path, source, "pdf")) as pdf:
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
