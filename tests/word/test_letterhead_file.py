"""A file that is not a sound Word file, or has what it should not, is one clear problem."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError
from debatekit.word.letterhead import open_letterhead
from tests.checkers import faults
from tests.word import letterheads as lh
from tests.word.support import part

TYPES = "[Content_Types].xml"
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
DTD = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'


def plain() -> bytes:
    return lh.school_bytes("plain")


def with_part(name: str, blob: bytes | None) -> bytes:
    return lh.repacked(
        plain(), lambda parts: {key: new for key, new in {**parts, name: blob}.items() if new is not None}
    )


def opendocument() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return buffer.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "text": (lambda: b"Trees give shade.", "this is not a Word document", "saved as .docx"),
    "cut off": (lambda: plain()[:5000], "this is not a Word document", "copy it again"),
    "password": (
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "the document is protected with a password",
        "Protect Document",
    ),
    "old format": (lambda: COMPOUND, "this is a Word 97–2003 file", "Word document (.docx)"),
    "OpenDocument": (opendocument, "this is an OpenDocument text", "In LibreOffice"),
    "docm": (
        lambda: lh.replaced(plain(), TYPES, MAIN_TYPE, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        "it holds macros",
        "Word Document (*.docx)",
    ),
    "macros of a docx": (lambda: with_part("word/vbaProject.bin", b"x"), "it holds macros", "Save As"),
    "workbook": (lambda: with_part(lh.MAIN, b"<workbook/>"), "this is not a Word document", "Save As"),
    "no main part": (lambda: with_part(lh.MAIN, None), "it has no main part", "save it again"),
    "not well-formed": (
        lambda: with_part(lh.STYLES, b"<a><b></a>"),
        f"its part '{lh.STYLES}' is not well-formed XML",
        "",
    ),
    "external entity": (lambda: with_part(lh.STYLES, DTD), f"its part '{lh.STYLES}' has a document type", "be careful"),
    "too much text": (lambda: with_part(lh.STYLES, b"<a>" + b"<b/>" * 900_000 + b"</a>"), "it has more text", ""),
    "bomb": (lambda: with_part("word/big.bin", bytes(60 * 2**20)), "larger than 50 MB", "pictures smaller"),
}


@pytest.mark.parametrize(("content", "message", "hint"), FILES.values(), ids=FILES)
def test_what_is_not_a_sound_word_file_is_one_problem(
    tmp_path: Path, content: Callable[[], bytes], message: str, hint: str
) -> None:
    with pytest.raises(DebatekitError) as raised:
        lh.opened(tmp_path, content())
    (problem,) = raised.value.problems
    assert problem.file == (tmp_path / "school.docx").as_posix()
    assert message in problem.message
    assert hint in problem.hint


def test_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "school.docx"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(DebatekitError, match="larger than 50 MB"):
        open_letterhead(path)


def test_what_is_not_taken_over_may_be_in_the_file(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        link = (
            b'<Relationship Id="rIdT" TargetMode="External" Target="https://a.example/evil.dotm" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
        )
        rels = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
        return {**parts, "word/_rels/document.xml.rels": rels, "word/embeddings/o.bin": b"x", "customXml/a.xml": b"<"}

    with zipfile.ZipFile(io.BytesIO(lh.document_in(tmp_path, lh.repacked(plain(), change)))) as package:
        assert not any(b"evil" in package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if name.startswith(("customXml", "word/embeddings"))]


def test_strict_file_is_as_good_as_another(tmp_path: Path) -> None:
    """Word's "Strict Open XML Document" has other namespaces (ISO/IEC 29500-1, annex A)."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        old, new = b"http://schemas.openxmlformats.org/%s/2006/", b"http://purl.oclc.org/ooxml/%s/"
        names = (b"officeDocument", b"wordprocessingml", b"drawingml")
        changed = dict(parts)
        for name in names:
            changed = {key: blob.replace(old % name, new % name) for key, blob in changed.items()}
        return changed

    document = lh.document_in(tmp_path, lh.repacked(lh.school_bytes("filled"), change))
    assert lh.attribute(lh.style_of(document, "heading 1"), "rPr/color", "val") == lh.CRIMSON
    assert lh.MOTION in lh.text_of(part(document, "word/header1.xml"))
    assert faults(document) == []


STYLE = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'


@pytest.mark.slow
@pytest.mark.parametrize("count", [300_000, 3_500])
def test_styles_without_end_are_refused_or_done_soon(tmp_path: Path, count: int) -> None:
    styles = "".join(STYLE.format(n, n - 1) for n in range(1, count))
    content = lh.replaced(plain(), lh.STYLES, b"</w:styles>", f"{styles}</w:styles>".encode())
    if count > 100_000:
        assert lh.problems_of(tmp_path, content)[0].startswith("it has more text than can be checked")
    else:
        assert lh.template(tmp_path, content)
