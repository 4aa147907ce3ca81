"""A file that is no sound Word file, or holds what it should not, is one clear problem."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError
from debatekit.word.school import open_school_file
from tests.word.school.support import opened_school, repacked, replaced, school_bytes

CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPE = b"wordprocessingml.document.main+xml"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))


def plain() -> bytes:
    return school_bytes("plain")


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """Return a sound file with more entries, put there as they are."""
    buffer = io.BytesIO(plain())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there twice
        for name, blob in entries:
            package.writestr(name, blob)
    return buffer.getvalue()


def without(name: str) -> bytes:
    return repacked(plain(), lambda parts: {key: blob for key, blob in parts.items() if key != name})


def with_part(name: str, blob: bytes) -> bytes:
    return repacked(plain(), lambda parts: {**parts, name: blob})


def bzip2() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr(CONTENT_TYPES, b"x")
    return buffer.getvalue()


def lying(size: int) -> bytes:
    """Return a file whose directory says that a part of 60 MB has `size` bytes."""
    big = zipped(("word/big.bin", bytes(60 * 2**20)))
    place = big.rindex(b"PK\x01\x02", 0, big.rindex(b"word/big.bin"))
    return big[: place + 24] + size.to_bytes(4, "little") + big[place + 28 :]


def encrypted_entry() -> bytes:
    data = bytearray(plain())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def opendocument() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return buffer.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "this is no Word document", "saved as .docx"),
    "text": (lambda: b"Trees give shade.", "this is no Word document", "saved as .docx"),
    "cut off": (lambda: plain()[:5000], "this is no Word document", "copy it again"),
    "another zip": (lambda: repacked(plain(), lambda _: {"a.txt": b""}), "this is no Word file", "Save As"),
    "password": (
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "the document is protected with a password",
        "Protect Document",
    ),
    "old format": (lambda: COMPOUND, "this is a file of Word 97 to 2003", "Word document (.docx)"),
    "OpenDocument": (opendocument, "this is an OpenDocument text", "In LibreOffice"),
    "docm": (
        lambda: replaced(
            plain(),
            CONTENT_TYPES,
            b"application/vnd.openxmlformats-officedocument." + MAIN_TYPE,
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "it holds macros",
        "Word Document (*.docx)",
    ),
    "dotm": (
        lambda: replaced(
            plain(),
            CONTENT_TYPES,
            b"application/vnd.openxmlformats-officedocument." + MAIN_TYPE,
            b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        ),
        "it holds macros",
        "Word Document (*.docx)",
    ),
    "macros of a docx": (lambda: with_part("word/vbaProject.bin", b"x"), "it holds macros", "Save As"),
    "workbook": (
        lambda: replaced(plain(), CONTENT_TYPES, MAIN_TYPE, b"spreadsheetml.sheet.main+xml"),
        "this is no Word file, but one of another program",
        "Save As",
    ),
    "no content types": (lambda: without(CONTENT_TYPES), "this is no Word file", "Save As"),
    "no relationships": (lambda: without("_rels/.rels"), "it has no main part", "save it again"),
    "no main part": (lambda: without("word/document.xml"), "it has no main part", "save it again"),
    "no styles": (lambda: without("word/styles.xml"), "it has no styles", "save it again"),
    "no body": (
        lambda: with_part("word/document.xml", b"<a/>"),
        "its main part holds no text of Word's",
        "save it again",
    ),
    "not well-formed": (
        lambda: with_part("word/styles.xml", b"<a><b></a>"),
        "its part 'word/styles.xml' is no sound XML",
        "save it again",
    ),
    "empty part": (lambda: with_part("word/settings.xml", b""), "its part 'word/settings.xml' is no sound XML", ""),
    "not well-formed, not needed": (
        lambda: with_part("customXml/item1.xml", b"<a"),
        "its part 'customXml/item1.xml' is no sound XML",
        "",
    ),
    "deep": (
        lambda: with_part("word/x.xml", b"<a>" * 5000 + b"</a>" * 5000),
        "its part 'word/x.xml' is no sound XML",
        "",
    ),
    "document type": (
        lambda: with_part("word/x.xml", b"<!DOCTYPE a><a/>"),
        "its part 'word/x.xml' has a document type declaration",
        "take care where the file comes from",
    ),
    "entities without end": (
        lambda: with_part("word/x.xml", b'<!DOCTYPE a [<!ENTITY l0 "ha">' + LAUGHS + b']><a b="&l9;">&l9;</a>'),
        "has a document type declaration",
        "",
    ),
    "entity of a file": (
        lambda: with_part("word/x.xml", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'),
        "has a document type declaration",
        "",
    ),
    "document type in UTF-16": (
        lambda: with_part("word/x.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")),
        "has a document type declaration",
        "",
    ),
    "document type in UTF-7": (
        lambda: with_part("word/x.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a [ ]>+ADw-a/>'),
        "its part 'word/x.xml'",
        "",
    ),
    "bomb": (
        lambda: zipped(("word/big.bin", bytes(60 * 2**20))),
        "unpacked, the file is larger than 50 MB",
        "pictures smaller",
    ),
    "bomb that lies": (lambda: lying(10), "its part 'word/big.bin' is damaged", ""),
    "bomb of XML": (
        lambda: with_part("word/x.xml", b"<a>" + b"<b/>" * (3 * 2**20) + b"</a>"),
        "its part 'word/x.xml' is larger than 10 MB",
        "",
    ),
    "bomb of parts": (
        lambda: zipped(*((f"word/{number}.bin", b"") for number in range(5100))),
        "it has more than 5,000 parts",
        "",
    ),
    "way out": (lambda: zipped(("../evil.xml", b"<a/>")), "'../evil.xml' would stand outside the file", ""),
    "way out within": (lambda: zipped(("word/../../e", b"")), "would stand outside the file", ""),
    "way out by a root": (lambda: zipped(("/etc/evil", b"")), "would stand outside the file", ""),
    "way out by a backslash": (lambda: zipped(("..\\evil", b"")), "would stand outside the file", ""),
    "twice": (lambda: zipped(("word/styles.xml", b"<a/>")), "it holds the part 'word/styles.xml' twice", ""),
    "twice but for case": (
        lambda: zipped(("word/STYLES.xml", b"<a/>")),
        "it holds the part 'word/STYLES.xml' twice",
        "",
    ),
    "other packing": (bzip2, "is packed in a way that Word does not know", ""),
    "password of the zip": (encrypted_entry, "it is protected with a password", ""),
    "strict": (
        lambda: replaced(
            plain(),
            "_rels/.rels",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        ),
        "it is saved as a Strict Open XML Document",
        "Word Document (*.docx)",
    ),
}


@pytest.mark.parametrize(("content", "message", "hint"), FILES.values(), ids=FILES)
def test_what_is_no_sound_word_file_is_one_problem(
    tmp_path: Path, content: Callable[[], bytes], message: str, hint: str
) -> None:
    data = content()
    started = time.perf_counter()
    with pytest.raises(DebatekitError) as raised:
        opened_school(tmp_path, data)
    assert time.perf_counter() - started < 10
    (problem,) = raised.value.problems
    assert problem.file == (tmp_path / "school.docx").as_posix()
    assert message in problem.message
    assert hint in problem.hint


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match=r"school\.docx: there is no such file\. Check the name"):
        open_school_file(tmp_path / "school.docx")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match="this is a folder"):
        open_school_file(tmp_path)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_name_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match=r"the file cannot be read|there is no such file"):
        open_school_file(tmp_path / name)


def test_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "school.docx"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(DebatekitError, match="larger than 50 MB"):
        open_school_file(path)


def test_what_is_not_taken_over_may_be_in_the_file(tmp_path: Path) -> None:
    """Objects in its text and an attached template stay behind, and the file is none the worse for it."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        link = (
            b'<Relationship Id="rIdT" TargetMode="External" Target="https://a.example/evil.dotm" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
        )
        rels = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
        return {**parts, "word/_rels/document.xml.rels": rels, "word/embeddings/o.bin": b"x"}

    assert opened_school(tmp_path, repacked(plain(), change)).edges == ()


def test_template_is_as_good_as_a_document(tmp_path: Path) -> None:
    template = replaced(plain(), CONTENT_TYPES, MAIN_TYPE, b"wordprocessingml.template.main+xml")
    assert "Heading 1" in opened_school(tmp_path, template).sheet.by_name
