"""Word files from anywhere: as the look of a school, as a source, and to inspect."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from debatekit.inspection import inspect_file
from debatekit.kit import open_workshop
from debatekit.motion import read_motion
from debatekit.source.files import read_source
from tests.checkers import faults
from tests.fuzz.support import TEXTS, Content, fuzzed, mutated, outcome, workshop, written
from tests.samples import SMALLEST
from tests.word.school.support import school_bytes

SCHOOL = school_bytes("filled")
OURS = workshop().documents(read_motion(written("trees.yaml", SMALLEST.encode())))[0].content


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    return buffer.getvalue()


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Return a Word file whose parts, their elements and attributes were changed."""
    content = draw(st.sampled_from([SCHOOL, OURS]))
    if draw(st.booleans()):
        return draw(mutated([content]))
    parts = parts_of(content)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(parts)))
        match draw(st.integers(0, 6)):
            case 0:
                del parts[name]
            case 1:
                parts[name] = draw(mutated([parts[name]]))
            case 2:
                parts[draw(TEXTS) or "x"] = parts[name]
            case _:
                parts[name] = draw(altered(parts[name]))
        if not parts:
            break
    return Content(packed({name.encode("utf-8", "replace").decode(): blob for name, blob in parts.items()}))


@st.composite
def altered(draw: st.DrawFn, blob: bytes) -> bytes:
    """Return a part with an element gone, doubled, moved or with another attribute."""
    try:
        root = etree.fromstring(blob)
    except etree.XMLSyntaxError:
        return blob
    elements = [element for element in root.iter(etree.Element) if element is not root] or [root]
    element = draw(st.sampled_from(elements))
    parent = element.getparent()
    match draw(st.integers(0, 4)):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            parent.append(etree.fromstring(etree.tostring(element)))
        case 2 if parent is not None:
            draw(st.sampled_from(elements)).append(etree.fromstring(etree.tostring(element)))
        case 3 if element.attrib:
            key = draw(st.sampled_from(sorted(map(str, element.attrib))))
            element.set(key, "".join(c for c in draw(TEXTS) if c.isprintable()))
        case _:
            element.text = "".join(c for c in draw(TEXTS) if c.isprintable())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@fuzzed
@given(content=changed())
def test_any_file_is_a_usable_look_or_refused(content: bytes) -> None:
    path = written("look.docx", content)
    motion = read_motion(written("trees.yaml", SMALLEST.encode()))
    school = outcome(lambda: open_workshop(look=path))
    documents = outcome(lambda: school.documents(motion, ["pro-brief"])) if school else None
    for document in documents or []:
        assert faults(document.content) == []


@fuzzed
@given(content=changed())
def test_any_file_is_inspected_or_refused(content: bytes) -> None:
    path = written("inspected.docx", content)
    outcome(lambda: inspect_file(path))


@fuzzed
@given(content=changed())
def test_any_file_is_a_source_or_refused(content: bytes) -> None:
    path = written("source.docx", content)
    outcome(lambda: read_source(path))
