"""Damaged letterheads, letterheads as LibreOffice writes them, and documents as it lays them out."""

from __future__ import annotations

import re
from functools import cache
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
from tests.word.letterheads import (
    CRIMSON,
    EVERYTHING,
    HEADER,
    LOGO,
    MOTION,
    STYLES,
    THEME,
    attribute,
    different,
    document_in,
    filled,
    made,
    repacked,
    school_bytes,
    style_of,
    text_of,
    written_in,
)
from tests.word.support import part, theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.slow

MM = 72 / 25.4
NAMES = ("document", "styles", "numbering", "settings", *(f"header{n}" for n in (1, 2, 3)), "footer1", "footer2")
PARTS = (
    *(f"word/{name}.xml" for name in NAMES), THEME, "_rels/.rels", "word/_rels/document.xml.rels",
    "word/_rels/header1.xml.rels", "[Content_Types].xml",
)  # fmt: skip
PIECES = [b"", b"x", b"1", b'"', b"&lt;", b"{{ x", b"-99999999999", b"\xff"]
MUTATIONS = ("remove", "twice", "swap", "attributes", "bare", "rename", "text")
QUICK = settings(max_examples=40, deadline=None, database=None)


@cache
def whole() -> bytes:
    """Return a letterhead with everything that is taken from one, without the many table styles, which take time."""
    tables = re.compile(rb'<w:style w:type="table" w:styleId.*?</w:style>', re.DOTALL)
    return repacked(made(filled, different), lambda parts: {**parts, STYLES: tables.sub(b"", parts[STYLES])})


def check(path: Path, content: bytes) -> None:
    """Check that a file is refused with a message or gives a sound document."""
    path.write_bytes(content)
    try:
        document = written_in(letterhead_template(open_letterhead(path), theme(), "en-GB"), EVERYTHING, "teacher")
    except DebatekitError as error:
        assert {problem.file for problem in error.problems} == {path.as_posix()}  # noqa: PT017 - both ways are right
    else:
        assert own_faults(document) == []


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letterheads") / "school.docx"


def test_undamaged_file_is_sound(path: Path) -> None:
    check(path, whole())
    assert len(open_letterhead(path).headers) > 3


@given(st.data())
@QUICK
def test_bytes_of_the_file_change(path: Path, data: st.DataObject) -> None:
    content = bytearray(whole())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check(path, bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))]))


@given(st.sampled_from(PARTS), st.data())
@QUICK
def test_bytes_of_a_part_change(path: Path, name: str, data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        blob = bytearray(parts[name])
        place = data.draw(st.integers(0, len(blob) - 1))
        blob[place : place + data.draw(st.integers(0, 6))] = data.draw(st.sampled_from(PIECES))
        return {**parts, name: bytes(blob)}

    check(path, repacked(whole(), change))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_missing(path: Path, name: str) -> None:
    check(path, repacked(whole(), lambda parts: {key: blob for key, blob in parts.items() if key != name}))


@given(st.sampled_from(PARTS), st.data())
@settings(QUICK, max_examples=120)
def test_elements_of_a_part_change(path: Path, name: str, data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        root = etree.fromstring(parts[name])
        for _ in range(data.draw(st.integers(1, 5))):
            elements = [element for element in root.iter() if element is not root]
            if elements:
                element, other = (elements[data.draw(st.integers(0, len(elements) - 1))] for _ in range(2))
                mutate(data.draw(st.sampled_from(MUTATIONS)), element, other)
        return {**parts, name: etree.tostring(root)}

    check(path, repacked(whole(), change))


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
    source.write_bytes(school_bytes("filled"))
    (tmp_path / "again").mkdir()
    letterhead = open_letterhead(converted(tmp_path / "again", converted(tmp_path, source, "odt"), "docx"))
    used = letterhead_template(letterhead, theme(), "en-GB")
    document = written_in(used, EVERYTHING)
    assert used.margins["left"] == pytest.approx(30 / 25.4 * 1440, abs=2)
    assert attribute(style_of(document, "heading 1"), "rPr/color", "val").upper() == CRIMSON
    assert attribute(style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert text_of(part(document, HEADER)) == f"Debate: {MOTION} on Brief & notes"
    assert [found.blob for found in used.parts if found.name.endswith("png")] == [LOGO]
    assert faults(document) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("address", ["Riverside School", "Own header", "12 Yard Lane", "Own footer 1"]),
        ("filled", ["Debate: ", MOTION, "Brief & notes", "Teacher edition, page 1 of 1"]),
    ],
)
def test_document_is_laid_out_with_all_of_its_text(tmp_path: Path, kind: str, expected: list[str]) -> None:
    source = tmp_path / "document.docx"
    source.write_bytes(
        document_in(tmp_path, school_bytes(kind), f"<p>Firstword</p>{EVERYTHING}<h2>Last</h2>", "teacher")
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
