"""A damaged school file is told of or gives sound documents; nothing else ever happens."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word.school import make_school_look, open_school_file
from tests.checkers import own_faults
from tests.word.school.support import EVERYTHING, filled, made, repacked, written_in
from tests.word.school.test_letterhead import different
from tests.word.support import theme

TAKEN = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/theme/theme1.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/header3.xml",
    "word/footer1.xml",
    "word/footer2.xml",
)
LINKS = ("_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/header1.xml.rels", "[Content_Types].xml")


@cache
def whole() -> bytes:
    """Return a small file with everything that is taken from one."""
    return repacked(made(filled, different), lambda parts: {**parts, "word/styles.xml": _fewer(parts)})


def _fewer(parts: Mapping[str, bytes]) -> bytes:
    """Return the styles without the hundred table styles, which only take time."""
    return re.sub(rb'<w:style w:type="table" w:styleId.*?</w:style>', b"", parts["word/styles.xml"], flags=re.DOTALL)


def holds(path: Path, content: bytes) -> None:
    """Check that a file is told of or gives a sound document."""
    path.write_bytes(content)
    try:
        look = make_school_look(open_school_file(path), theme(), "en-GB")
        document = written_in(look, EVERYTHING, "teacher")
    except DebatekitError as error:
        assert all(problem.file == path.as_posix() for problem in error.problems)  # noqa: PT017 - both ways are right
    else:
        assert own_faults(document) == []


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutations") / "school.docx"


def test_the_whole_file_is_sound(path: Path) -> None:
    holds(path, whole())
    assert len(open_school_file(path).edges) > 3


QUICK = settings(max_examples=60, deadline=None, database=None)


@given(st.data())
@QUICK
def test_bytes_of_the_file_change(path: Path, data: st.DataObject) -> None:
    content = bytearray(whole())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    holds(path, bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))]))


@given(st.sampled_from(TAKEN + LINKS), st.data())
@QUICK
def test_bytes_of_a_part_change(path: Path, name: str, data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        blob = bytearray(parts[name])
        place = data.draw(st.integers(0, len(blob) - 1))
        blob[place : place + data.draw(st.integers(0, 6))] = data.draw(
            st.sampled_from([b"", b"x", b"1", b'"', b"&lt;", b"{{ x", b"-99999999999", b"\xff"])
        )
        return {**parts, name: bytes(blob)}

    holds(path, repacked(whole(), change))


@pytest.mark.parametrize("name", sorted(zipfile.ZipFile(io.BytesIO(made(filled, different))).namelist()))
def test_a_part_is_missing(path: Path, name: str) -> None:
    holds(path, repacked(whole(), lambda parts: {key: blob for key, blob in parts.items() if key != name}))


@given(st.sampled_from(TAKEN + LINKS), st.data())
@settings(QUICK, max_examples=200)
def test_elements_of_a_part_change(path: Path, name: str, data: st.DataObject) -> None:
    """Some are taken out, put twice, moved, or have an attribute taken from another; the part stays XML."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        root = etree.fromstring(parts[name])
        for _ in range(data.draw(st.integers(1, 5))):
            elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
            if not elements:
                break
            element = elements[data.draw(st.integers(0, len(elements) - 1))]
            other = elements[data.draw(st.integers(0, len(elements) - 1))]
            _mutate(data.draw(st.sampled_from(MUTATIONS)), element, other)
        return {**parts, name: etree.tostring(root)}

    holds(path, repacked(whole(), change))


MUTATIONS = ("remove", "twice", "swap", "attributes", "bare", "rename", "text")


def _mutate(kind: str, element: etree._Element, other: etree._Element) -> None:
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
