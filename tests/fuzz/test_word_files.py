"""Word files from anywhere: as the look of a school, as a source, and to inspect."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from debatekit.accessibility.report import inspect_file
from debatekit.settings import BuildOptions
from debatekit.sources.readers import read_source
from tests.fuzz.support import TEXTS, check_sound, fuzzed, mutated, outcome, shared, slowly, smallest, written
from tests.kits import open_builder
from tests.packages import packed, unpacked
from tests.word.letterheads import school_bytes, whole

pytestmark = pytest.mark.slow

FILES = [school_bytes("filled"), whole(), shared().render(smallest())[0].content]
XML_TEXTS = TEXTS.map(lambda text: "".join(character for character in text if character.isprintable()))


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Return a Word file whose parts, their elements and attributes were changed."""
    content = draw(st.sampled_from(FILES))
    if draw(st.integers(0, 4)) == 0:
        return draw(mutated([content]))
    parts = unpacked(content)
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
    return packed({name.encode("utf-8", "replace").decode(): blob for name, blob in parts.items() if name.strip("\0")})


@st.composite
def altered(draw: st.DrawFn, blob: bytes) -> bytes:
    """Return a part with elements deleted, repeated, moved, renamed or with other attributes."""
    try:
        root = etree.fromstring(blob)
    except etree.XMLSyntaxError:
        return blob
    for _ in range(draw(st.integers(1, 4))):
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if not elements:
            break
        element, other = (draw(st.sampled_from(elements)) for _ in range(2))
        values = sorted(map(str, other.attrib.values()))
        match draw(st.integers(0, 5)):
            case 0:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
            case 1:
                other.append(etree.fromstring(etree.tostring(element)))
            case 2:
                element.tag = other.tag
            case 3 | 4 if element.attrib:
                name = draw(st.sampled_from(sorted(map(str, element.attrib))))
                if (value := draw(st.sampled_from([None, *values]) | XML_TEXTS)) is None:
                    del element.attrib[name]
                else:
                    element.set(name, value)
            case _:
                element.text = draw(XML_TEXTS)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@slowly
@given(content=changed(), fillable=st.booleans())
def test_any_file_is_a_usable_look_or_refused(content: bytes, fillable: bool) -> None:
    path = written("look.docx", content)
    school = outcome(lambda: open_builder(look=path, fillable=fillable))
    documents = outcome(lambda: school.render(smallest(), BuildOptions(["pro-brief"]))) if school else None
    check_sound((document.content for document in documents or []), content)


@fuzzed
@given(content=changed())
def test_any_file_is_read_or_refused(content: bytes) -> None:
    path = written("source.docx", content)
    for read in (read_source, inspect_file):
        outcome(partial(read, path))
