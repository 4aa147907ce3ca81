"""Any file: what cannot be read is a problem, told in plain words, and never a traceback, whatever is in it."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.accessibility import inspect_file
from debatekit.errors import DebatekitError
from debatekit.office.archive import MOST_PARTS
from debatekit.office.package import open_package
from tests.accessibility.support import (
    at_end,
    codes,
    found,
    ours,
    p,
    packed,
    planted,
    python_docx,
    r,
    understated,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">{}]><w:document xmlns:w="x"><w:body>&z;</w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghiz", strict=True))
TRANSITIONAL, STRICT = "http://schemas.openxmlformats.org/{}/2006/{}", "http://purl.oclc.org/ooxml/{}/{}"


def problem(document: bytes) -> str:
    """Return the one thing that is wrong with a file."""
    with pytest.raises(DebatekitError) as raised:
        found(document)
    (only,) = raised.value.problems
    return only.message


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(ours())
    parts[part] = change(parts[part])
    return packed(parts)


def without(part: str) -> bytes:
    parts = unpacked(ours())
    del parts[part]
    return packed(parts)


def many_parts() -> bytes:
    return packed({f"{number}.xml": b"" for number in range(MOST_PARTS + 1)})


def bomb() -> bytes:
    """Return a small file that says of itself that it unpacks to far too much."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/x.xml", "w") as entry:
        for _ in range(210):
            entry.write(bytes(1_000_000))
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """Return a file with a main part that unpacks to more than it says."""
    return understated(changed(DOCUMENT, lambda xml: xml + b" " * 10_000_000), DOCUMENT, 1000)


def encrypted_entry() -> bytes:
    """Return a file whose entries say that they are under a password."""
    blob = bytearray(ours())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = blob.find(signature)
        while place >= 0:
            blob[place + offset] |= 1
            place = blob.find(signature, place + 4)
    return bytes(blob)


UNREADABLE = {
    "empty file": (lambda: b"", "this is no Word document"),
    "some text": (lambda: b"Trees give shade.", "this is no Word document"),
    "cut off": (lambda: ours()[:-1000], "this is no Word document"),
    "old .doc": (lambda: OLE, "this is a file of Word 97 to 2003, or no Word document"),
    "under a password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "the document is protected with a password",
    ),
    "entries under a password": (encrypted_entry, "it is protected with a password"),
    "a zip of something else": (lambda: packed({"a.txt": b"a"}), "this is no Word document: it has no main part"),
    "an empty zip": (lambda: packed({}), "this is no Word document: it has no main part"),
    "no main part": (lambda: without(DOCUMENT), "this is no Word document: it has no main part"),
    "another main part": (
        lambda: changed(DOCUMENT, lambda _: b'<worksheet xmlns="x"/>'),
        "this is no Word document",
    ),
    "cut XML": (lambda: changed(DOCUMENT, lambda xml: xml[:-100]), f"its part '{DOCUMENT}' is no sound XML"),
    "empty XML": (lambda: changed(STYLES, lambda _: b""), f"its part '{STYLES}' is no sound XML"),
    "deep XML": (
        lambda: changed(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000)),
        f"its part '{DOCUMENT}' is no sound XML",
    ),
    "a document type": (
        lambda: changed(STYLES, lambda xml: xml.replace(b"<w:styles", b"<!DOCTYPE x><w:styles", 1)),
        f"its part '{STYLES}' has a document type declaration",
    ),
    "entities in entities": (
        lambda: changed(DOCUMENT, lambda _: BOMB.format(LAUGHS).encode()),
        f"its part '{DOCUMENT}' has a document type declaration",
    ),
    "an entity from outside": (
        lambda: changed(
            DOCUMENT,
            lambda xml: xml.replace(b"<w:document", b'<!DOCTYPE w [<!ENTITY z SYSTEM "file:///etc/passwd">]><w:document'),
        ),
        f"its part '{DOCUMENT}' has a document type declaration",
    ),
    "a document type in UTF-16": (
        lambda: changed(STYLES, lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")),
        f"its part '{STYLES}' has a document type declaration",
    ),
    "too much in it": (bomb, "unpacked, the file is larger than 200 MB"),
    "too many parts": (many_parts, "it has more than 5,000 parts"),
    "too much text": (
        lambda: changed(DOCUMENT, lambda xml: xml + b" " * 33_000_000),
        "there is more text in it than can be checked",
    ),
    "more in it than it says": (lying_bomb, f"its part '{DOCUMENT}' is damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told(make: Callable[[], bytes], message: str) -> None:
    assert problem(make()) == message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.docx", "there is no such file"),
        (Path("\0.docx"), "there is no such file"),
        (tmp_path, "this is a folder"),
    ):
        with pytest.raises(DebatekitError, match=message):
            inspect_file(path)


@pytest.mark.parametrize("make", [ours, python_docx])
def test_a_document_may_do_with_its_main_part_alone(make: Callable[[], bytes]) -> None:
    kept = {"[Content_Types].xml", "_rels/.rels", DOCUMENT}
    bare = packed({name: blob for name, blob in unpacked(make()).items() if name in kept})
    assert {"no-title", "no-language", "compatibility-mode"} <= set(codes(bare))


def test_parts_are_found_wherever_they_are() -> None:
    parts = unpacked(planted(ours(), at_end(p("Trees.", '<w:jc w:val="both"/>'))))
    moved = {
        name.replace("word/", "Elsewhere/texts/").replace("document.xml", "main.xml"): blob
        for name, blob in parts.items()
    }
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"/elsewhere/Texts/main.xml")
    assert codes(packed(moved)) == ["justified"]


def test_the_strict_flavour_is_read() -> None:
    parts = unpacked(
        planted(ours(), at_end(p("Trees.", '<w:jc w:val="both"/>') + p("Small.", look='<w:sz w:val="8pt"/>')))
    )
    for vocabulary, name in (
        ("wordprocessingml", "main"), ("officeDocument", "relationships"), ("drawingml", "main"),
    ):  # fmt: skip
        old, new = (form.format(vocabulary, name).encode() for form in (TRANSITIONAL, STRICT))
        parts = {key: blob.replace(old, new) for key, blob in parts.items()}
    assert b"purl.oclc.org" in parts[DOCUMENT]
    assert codes(packed(parts)) == ["justified", "small-text"]


def test_nothing_but_xml_is_read() -> None:
    parts = unpacked(python_docx())
    parts["word/vbaProject.bin"] = b"macros"
    assert found(packed(parts), "macros.docm") == []
    package = zipfile.ZipFile(io.BytesIO(python_docx()))
    picture = next(name for name in package.namelist() if name.startswith("word/media/"))
    blob = bytearray(python_docx())
    start = package.getinfo(picture).header_offset + 30 + len(picture)
    blob[start : start + 8] = bytes(8)
    assert found(bytes(blob)) == []


def test_opening_reads_no_part(tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    path.write_bytes(changed(STYLES, lambda _: b""))
    assert open_package(path).main.name == DOCUMENT


def never_more_than_problems(document: bytes) -> None:
    with contextlib.suppress(DebatekitError):
        found(document)


@given(st.binary(max_size=300).map(lambda blob: blob) | st.binary(max_size=50).map(lambda blob: b"PK\x03\x04" + blob))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_told(blob: bytes) -> None:
    never_more_than_problems(blob)


@given(st.lists(st.tuples(st.integers(0, len(ours()) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_any_damaged_file_is_read_or_told(changes: list[tuple[int, int]], cut: int) -> None:
    blob = bytearray(ours())
    for place, byte in changes:
        blob[place] = byte
    never_more_than_problems(bytes(blob[: len(blob) - cut if cut > 300 else len(blob)]))


XML_PARTS = [name for name in unpacked(python_docx()) if name.endswith((".xml", ".rels"))]
SNIPPETS = [
    "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:p/>", "<w:r/>", "<w:sdt/>", "<w:pPr/>", "<w:hyperlink/>", "<w:fldChar/>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText/>", "<w:t>x</w:t>",
    "<w:r><w:t>Trees</w:t></w:r>", '<w:shd w:val="pct999" w:fill="1"/>', '<w:sz w:val="-"/>', "<w:txbxContent/>",
    '<w:gridSpan w:val="x"/>', '<w:color w:val="#12345"/>', '<w:color w:themeColor="text1" w:themeTint="zz"/>',
    '<w:outlineLvl w:val="99999999999"/>', '<w:numId w:val="1.5"/>', '<w:basedOn w:val="Normal"/>', "<!-- x -->",
    "<mc:AlternateContent/>", "<wp:inline/>", "<wp:anchor/>", "<w:tblLook/>", '<w:tblLook w:val="xyz"/>', "<v:shape/>",
]  # fmt: skip


@example("word/footer1.xml", [(9, '<w:fldChar w:fldCharType="end"/>')])
@given(st.sampled_from(XML_PARTS), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SNIPPETS)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_element_anywhere_is_read_or_told(name: str, changes: list[tuple[int, str]]) -> None:
    parts = unpacked(python_docx())
    blob = parts[name]
    for place, snippet in changes:
        ends = [index for index in range(len(blob)) if blob[index : index + 1] == b">"][1:]
        if ends:
            at = ends[place % len(ends)] + 1
            prefix = snippet.strip("</").partition(":")[0]
            uri = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}.get(prefix, f"urn:{prefix}")
            element = snippet.replace(" ", f' xmlns:{prefix}="{uri}" ', 1) if " w:" in snippet else snippet
            blob = blob[:at] + element.encode() + blob[at:]
    never_more_than_problems(packed({**parts, name: blob}))


def test_text_of_every_kind_of_character_is_read() -> None:
    assert (
        codes(planted(ours(), at_end(p("\U0001f333\u202e\u0301 trees \ufeff") + f"<w:p>{r('&#9;x&#13;')}</w:p>"))) == []
    )
