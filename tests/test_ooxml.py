"""Opening any Word file: what cannot be read is one problem in plain words, within limits, whatever is in the file."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.files import OLE_MAGIC
from debatekit.ooxml import MAX_PARTS, MAX_TAGS, NAMESPACES, Package, half_points, integer, open_package
from tests.accessibility.support import (
    DOCUMENT,
    STYLES,
    at_end,
    changed,
    codes,
    elements,
    found,
    ours,
    p,
    planted,
    python_docx,
    r,
    understated,
)
from tests.packages import packed, unpacked

if TYPE_CHECKING:
    from debatekit.ooxml import Element

LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghiz", strict=True)
)


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(ours())
    return packed({**parts, name: change(parts.get(name, b""))})


def doctype(declaration: str, encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{declaration}]><w>&z;</w>'
    return with_part(STYLES, lambda _: text.encode(encoding))


def without(name: str) -> bytes:
    return packed({part: blob for part, blob in unpacked(ours()).items() if part != name})


def names(*parts: str) -> bytes:
    return packed(dict.fromkeys(parts, b""))


NOT_WORD, NO_MAIN = "this is not a Word document", "this is not a Word document: it has no main part"
DOCTYPE = f"its part '{STYLES}' has a document type declaration"
NOT_XML, NAME = "its part '{}' is not well-formed XML", "its part {!r} has an invalid name, or is there twice"
UNREADABLE = {
    "an empty file": (lambda: b"", NOT_WORD),
    "text": (lambda: b"Trees give shade.", NOT_WORD),
    "cut off": (lambda: ours()[:-1000], NOT_WORD),
    "an old .doc": (lambda: OLE_MAGIC + bytes(600), "this is a Word 97–2003 file, or not a Word document"),
    "encrypted": (
        lambda: OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), "the document is protected with a password",
    ),
    "a zip of something else": (lambda: names("a.txt"), NO_MAIN),
    "no main part": (lambda: without(DOCUMENT), NO_MAIN),
    "a main part of another kind": (lambda: with_part(DOCUMENT, lambda _: b'<worksheet xmlns="x"/>'), NOT_WORD),
    "XML cut off": (lambda: with_part(DOCUMENT, lambda xml: xml[:-100]), NOT_XML.format(DOCUMENT)),
    "empty XML": (lambda: with_part(STYLES, lambda _: b""), NOT_XML.format(STYLES)),
    "deep XML": (
        lambda: with_part(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000)),
        NOT_XML.format(DOCUMENT),
    ),
    "a document type": (lambda: doctype('<!ENTITY z "x">'), DOCTYPE),
    "entities in entities": (lambda: doctype(LAUGHS), NOT_XML.format(STYLES)),
    "an entity from outside": (lambda: doctype('<!ENTITY z SYSTEM "file:///etc/passwd">'), DOCTYPE),
    "a document type in UTF-16": (lambda: doctype('<!ENTITY z "x">', "utf-16"), DOCTYPE),
    "too many parts": (lambda: names(*map(str, range(MAX_PARTS + 1))), "it has more than 5,000 parts"),
    "too many tags": (
        lambda: with_part(STYLES, lambda _: b"<a>" + b"<b/>" * MAX_TAGS + b"</a>"),
        "it has more text than can be checked",
    ),
    "more in it than it declares": (
        lambda: understated(with_part(DOCUMENT, lambda xml: xml + b" " * 10_000_000), DOCUMENT, 1000),
        f"its part '{DOCUMENT}' is damaged",
    ),
    "an escape sequence in a name": (lambda: names("a\x1b[31m.xml"), NAME.format("a\x1b[31m.xml")),
    "a name that leads out": (lambda: names("a/../../b.xml"), NAME.format("a/../../b.xml")),
    "a backslash": (lambda: names("a\\b.xml"), NAME.format("a\\b.xml")),
    "a part twice": (lambda: names("a.xml", "A.XML"), NAME.format("A.XML")),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_one_problem(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DebatekitError) as raised:
        found(make())
    assert [problem.message for problem in raised.value.problems] == [message]


def test_a_file_may_have_unusual_names() -> None:
    for name in ("学校.xml", "a b.xml", "..a/b..xml", "a/"):
        assert Package(packed({name: b"x"}), "a.docx").read(name) == b"x"


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    large = tmp_path / "large.docx"
    large.touch()
    os.truncate(large, 100_000_000_000)
    for content, size in ((None, 200_000_000), (packed({"a": bytes(501), "b": bytes(500)}), 1000)):
        if content is not None:
            large.write_bytes(content)
        with pytest.raises(DebatekitError, match=f"larger than {size // 1_000_000} MB"):
            open_package(large, size)


def test_only_parts_that_are_asked_for_are_read() -> None:
    assert Package(with_part(STYLES, lambda _: b""), "cut.docx").main.name == DOCUMENT
    picture = next(name for name in unpacked(python_docx()) if name.startswith("word/media/"))
    blob = bytearray(python_docx())
    start = zipfile.ZipFile(io.BytesIO(blob)).getinfo(picture).header_offset + 30 + len(picture)
    blob[start : start + 8] = bytes(8)
    assert found(bytes(blob)) == []


def test_the_main_part_is_enough() -> None:
    kept = {"[Content_Types].xml", "_rels/.rels", DOCUMENT}
    bare = packed({name: blob for name, blob in unpacked(ours()).items() if name in kept})
    assert {"no-title", "no-language", "compatibility-mode"} <= set(codes(bare))


def test_parts_are_found_by_relationships() -> None:
    parts = unpacked(planted(ours(), at_end(p("Trees.", '<w:jc w:val="both"/>'))))
    moved = {
        name.replace("word/", "Elsewhere/texts/").replace("document.xml", "main.xml"): blob
        for name, blob in parts.items()
    }
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"/elsewhere/Texts/main.xml")
    assert codes(packed(moved)) == ["justified"]


def test_the_strict_conformance_class_is_read() -> None:
    small = p("Small.", look='<w:sz w:val="8pt"/>')
    parts = unpacked(planted(ours(), at_end(p("Trees.", '<w:jc w:val="both"/>') + small)))
    for prefix, strict in (
        ("w", "wordprocessingml/main"),
        ("r", "officeDocument/relationships"),
        ("a", "drawingml/main"),
    ):
        old, new = NAMESPACES[prefix].encode(), f"http://purl.oclc.org/ooxml/{strict}".encode()
        parts = {name: blob.replace(old, new) for name, blob in parts.items()}
    assert codes(packed(parts)) == ["justified", "small-text"]


def test_numbers_are_read_leniently() -> None:
    assert [half_points(text) for text in ("24", "12pt", " 9.5 ", "", "x", "9" * 20)] == [24, 24, 9.5, None, None, None]
    assert [integer(text) for text in ("7", "-1", "1.5", "")] == [7, -1, 1, None]


def test_characters_of_every_kind_are_read() -> None:
    odd = p("\U0001f333\u202e\u0301 trees \ufeff") + f"<w:p>{r('&#9;x&#13;')}</w:p>"
    assert codes(planted(ours(), at_end(odd))) == []


XML_PARTS = [name for name in unpacked(python_docx()) if name.endswith((".xml", ".rels"))]
SNIPPETS = [
    "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:p/>", "<w:r/>", "<w:sdt/>", "<w:pPr/>", "<w:hyperlink/>", "<w:fldChar/>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText/>", "<w:t>x</w:t>",
    "<w:r><w:t>Trees</w:t></w:r>", '<w:shd w:val="pct999" w:fill="1"/>', '<w:sz w:val="-"/>', "<w:txbxContent/>",
    '<w:gridSpan w:val="x"/>', '<w:color w:val="#12345"/>', '<w:color w:themeColor="text1" w:themeTint="zz"/>',
    '<w:outlineLvl w:val="99999999999"/>', '<w:numId w:val="1.5"/>', '<w:basedOn w:val="Normal"/>', "<!-- x -->",
    "<mc:AlternateContent/>", "<wp:inline/>", "<wp:anchor/>", "<w:tblLook/>", '<w:tblLook w:val="xyz"/>', "<v:shape/>",
]  # fmt: skip


@pytest.mark.slow
@example("word/footer1.xml", [(9, '<w:fldChar w:fldCharType="end"/>')])
@given(st.sampled_from(XML_PARTS), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SNIPPETS)), max_size=6))
@settings(max_examples=100)
def test_any_element_anywhere_is_read_or_reported(name: str, changes: list[tuple[int, str]]) -> None:
    def plant(root: Element) -> None:
        for place, snippet in changes:
            targets = list(root.iter("*"))
            targets[place % len(targets)].extend(elements(snippet))

    with contextlib.suppress(DebatekitError):
        found(planted(python_docx(), changed(name, plant)))
