"""A teacher's file becomes a source's text, the same from whatever kind of file, or it is told why it cannot."""

from __future__ import annotations

import codecs
import contextlib
import html
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError, Problem
from debatekit.sources import SourceText
from debatekit.sources.files import LARGEST_FILE, READERS, read_source
from tests.sources.support import read, word

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = ("On trees – and “yards”", "Trees give shade. They need water.", "Yards are small: a café has none.")
TYPED = "\n\n".join(PARAGRAPHS)
PAGE = "<h1>{}</h1><div>{}</div><ul><li>{}</ul>".format(*PARAGRAPHS)


def problem(path: Path) -> Problem:
    """Return the one thing that is wrong with a file."""
    with pytest.raises(DebatekitError) as raised:
        read_source(path)
    (only,) = raised.value.problems
    assert only.file == path.as_posix()
    return only


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.txt", TYPED.encode(), id="UTF-8"),
        pytest.param("a.TXT", codecs.BOM_UTF8 + TYPED.encode(), id="UTF-8 with a mark"),
        pytest.param("a.text", codecs.BOM_UTF16_LE + TYPED.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param("a", codecs.BOM_UTF16_BE + TYPED.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param("a.", TYPED.encode("cp1252"), id="Windows-1252"),
        pytest.param("a.txt", TYPED.replace("\n", "\r\n").encode(), id="lines as on Windows"),
        pytest.param("a.txt", TYPED.replace("\n", "\r").encode(), id="lines as on old Macs"),
        pytest.param("a.txt", TYPED.replace("\n", "\N{PARAGRAPH SEPARATOR}").encode(), id="paragraph separators"),
        pytest.param("a.md", "# {}\n\n{}\n\n* {}\n".format(*PARAGRAPHS).encode(), id="Markdown"),
        pytest.param("a.markdown", TYPED.replace("\n", "\r\n").encode("cp1252"), id="Markdown in Windows-1252"),
        pytest.param("a.html", PAGE.encode(), id="HTML"),
        pytest.param("a.htm", f"<meta charset=windows-1252>{PAGE}".encode("cp1252"), id="HTML that declares"),
        pytest.param("a.htm", PAGE.encode("cp1252"), id="HTML in Windows-1252"),
        pytest.param("a.html", PAGE.encode("utf-16"), id="HTML in UTF-16"),
        pytest.param("a.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml">{PAGE}</html>'.encode(), id="XHTML"),
        pytest.param("a.docx", word(*PARAGRAPHS), id="Word"),
    ],
)
def test_the_same_text_is_the_same_from_every_kind_of_file(name: str, raw: bytes) -> None:
    text = read(raw, name)
    assert text.paragraphs == PARAGRAPHS
    assert text.sha256 == SourceText(PARAGRAPHS).sha256


COPY = "Open it, copy its text into a plain text file, and name that."
SHORTEN = "Copy the part that you quote into a plain text file, and name that."
SAVE = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
OTHER = "Name a plain text file (.txt), Markdown (.md), a web page (.html) or a Word document (.docx)."
EMPTY = "Open it, and check that it shows text and no pictures."


def archive(mimetype: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", mimetype)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT, EPUB = archive("application/vnd.oasis.opendocument.text"), archive("application/epub+zip")


@pytest.mark.parametrize(
    ("name", "raw", "message", "hint"),
    [
        ("a.pdf", b"%PDF-1.7\n", "a PDF cannot be read here", COPY),
        ("a.PDF", b"Trees", "a PDF cannot be read here", COPY),
        ("a.txt", b"%PDF-1.7\n", "a PDF cannot be read here", COPY),
        ("a.rtf", b"{\\rtf1 Trees}", "a file in Rich Text Format cannot be read here", SAVE),
        ("a.doc", b"{\\rtf1 Trees}", "a file in Rich Text Format cannot be read here", SAVE),
        ("a.doc", OLE, "a document of Word 97 to 2003 cannot be read here", SAVE),
        ("a.txt", OLE, "a document of Word 97 to 2003 cannot be read here", SAVE),
        ("a.odt", ODT, "an OpenDocument text cannot be read here", SAVE),
        ("a.docx", ODT, "an OpenDocument text cannot be read here", SAVE),
        ("a.epub", EPUB, "an e-book (EPUB) cannot be read here", COPY),
        ("a.html", EPUB, "an e-book (EPUB) cannot be read here", COPY),
        ("a.docm", word("Trees"), "a Word template, or a document with macros, cannot be read here", SAVE),
        ("a.md", word("Trees"), "a Word document that has another ending, or an archive, cannot be read here", SAVE),
        (
            "a.mhtml",
            b"MIME-Version: 1.0",
            "a web archive cannot be read here",
            "Open it in a browser, save it as 'Webpage, HTML only', and name that.",
        ),
        ("a.xlsx", word("Trees"), "a file that ends in '.xlsx' cannot be read here", OTHER),
        ("a.png", b"\x89PNG", "a file that ends in '.png' cannot be read here", OTHER),
        ("a.txt", b" \r\n\x0c\xc2\xad", "there is no text in the file", EMPTY),
        ("a.md", b"![Trees](tree.png)", "there is no text in the file", EMPTY),
        ("a.html", b"", "there is no text in the file", EMPTY),
        ("a.html", b"<html hidden>Trees", "there is no text in the file", EMPTY),
        ("a.docx", word(), "there is no text in the file", EMPTY),
        ("a.txt", b"t" * (LARGEST_FILE + 1), "the file is larger than 20 MB", SHORTEN),
        (
            "a.docx",
            OLE,
            "this is a Word 97–2003 file, or not a Word document",
            "Open it in Word, and save it as a Word document (.docx).",
        ),
        (
            "a.docx",
            b"Trees",
            "this is not a Word document",
            "Choose a file that Word saved as .docx. If it is one, it is damaged: copy it again.",
        ),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, raw: bytes, message: str, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert problem(path) == Problem(path.as_posix(), 0, 0, message, hint)


@pytest.mark.parametrize(
    ("name", "raw", "line", "column", "message"),
    [
        ("a.txt", b"\xe9t\xe9\r\nTr\x81es", 2, 3, "the byte 0x81 is neither UTF-8 nor Windows-1252"),
        ("a.md", b"Trees\n\n\xe9\x9d", 3, 2, "the byte 0x9d is neither UTF-8 nor Windows-1252"),
        ("a.html", b"<p>\x8d", 1, 4, "the byte 0x8d is neither UTF-8 nor Windows-1252"),
        ("a.txt", codecs.BOM_UTF8 + b"a\n\xe9", 2, 1, "the byte 0xe9 is not UTF-8"),
        ("a.txt", "é\nb".encode("utf-16") + b"\x41", 2, 2, "the byte 0x41 is not UTF-16"),
    ],
)
def test_wrong_byte_is_told_with_its_place(
    tmp_path: Path, name: str, raw: bytes, line: int, column: int, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    hint = "Save the file again with the encoding 'UTF-8'."
    assert problem(path) == Problem(path.as_posix(), line, column, message, hint)


@pytest.mark.parametrize("name", ["none.txt", "none.pdf", "no\0ne.txt", "no\ud800ne.txt"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    assert problem(tmp_path / name).message == "there is no such file"


@pytest.mark.parametrize("name", ["folder", "folder.docx"])
def test_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert problem(tmp_path / name).message == "this is a folder"


WRITTEN = st.lists(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60), min_size=1, max_size=5
).filter(lambda written: bool(SourceText.of(written).paragraphs))


@given(WRITTEN)
@settings(deadline=None)
def test_any_paragraphs_come_back_from_text_and_web_pages(written: list[str]) -> None:
    expected = SourceText.of(written)
    typed = "\n\n".join(written)
    page = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in written)
    assert read(typed.encode(), "a.txt") == expected
    assert read(codecs.BOM_UTF16_LE + typed.encode("utf-16-le"), "a.txt") == expected
    assert read(page.encode(), "a.html") == expected


@given(WRITTEN)
@settings(max_examples=20, deadline=None)
def test_any_paragraphs_come_back_from_word(written: list[str]) -> None:
    assert read(word(*written), "a.docx") == SourceText.of(written)


STARTS = [b"", b"PK\x03\x04", OLE[:8], codecs.BOM_UTF16_LE, codecs.BOM_UTF8, b"---\n", b"<?xml?>", b"<meta charset="]
MARKS = st.text("<>/!-&;#x0[]()`*_|:\\\"'\n \tap=", max_size=200).map(str.encode)


@given(st.sampled_from(sorted(READERS)), st.sampled_from(STARTS), st.binary(max_size=200) | MARKS)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_told(ending: str, start: bytes, rest: bytes) -> None:
    with contextlib.suppress(DebatekitError):
        assert read(start + rest, f"a{ending}").paragraphs
