"""A teacher's file → `SourceText`: plain text, Markdown, web pages and Word documents.

The same text has the same paragraphs in every format. To add one, add its reader to `READERS` and its ending to
`ENDINGS` in `text.py`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from debatekit.errors import LINE_BREAK, DebatekitError
from debatekit.files import OLE_MAGIC, UNPRINTABLE, ZIP_MAGIC, read_bytes
from debatekit.sources.encodings import decode_page, decode_text
from debatekit.sources.lines import text_paragraphs
from debatekit.sources.text import MAX_CHARACTERS, SHORTEN, Metadata, SourceText

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_FILE_SIZE = 20_000_000  # bytes of a file; a novel as plain text has a twentieth of it
MAX_MARKDOWN_MARKS = 100_000  # characters that may be markup: each can cost as much time as a page of text

PLAIN_TEXTS = ("", ".txt", ".text", ".md", ".markdown")
WEB_PAGES = (".html", ".htm", ".xhtml")

COPY = "Open it, copy its text into a plain text file, and name that."
SAVE_AS_WORD = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
SAVE_AS_HTML = "Open it in a browser, save it as 'Webpage, HTML only', and name that."
ZIP_MIMETYPE = rb"(?s).{30}mimetypeapplication/"  # OpenDocument 1.2 part 3, 3.3; EPUB OCF 3.2, 4.3

UNSUPPORTED = (
    ("a file in Rich Text Format", SAVE_AS_WORD, ".rtf", rb"{\\rtf"),
    ("a template of OpenDocument", SAVE_AS_WORD, ".ott", rb"(?!)"),
    ("an e-book (EPUB)", COPY, ".epub", ZIP_MIMETYPE + rb"epub\+zip"),
    ("a document of Word 97 to 2003", SAVE_AS_WORD, ".doc .dot", rb"(?!)"),
    ("a Word template, or a document with macros,", SAVE_AS_WORD, ".docm .dotx .dotm", rb"(?!)"),
    ("a web archive", SAVE_AS_HTML, ".mht .mhtml .webarchive", rb"(?!)"),
)
"""Kinds of files that cannot be read: what to do instead, their endings, and how their content starts."""


KINDS = (
    ("a PDF", ".pdf", rb"%PDF-"),
    ("an OpenDocument text", ".odt", ZIP_MIMETYPE + rb"vnd\.oasis\.opendocument\.text"),
)
"""Kinds of files that are known by their start: their ending, and how their content starts."""


def read_source(path: Path) -> SourceText:
    """Return the text of the file at `path`, whose ending decides how it is read.

    Raises `DebatekitError` if the file cannot be opened, is of another kind or damaged, is larger than `MAX_FILE_SIZE`,
    or has no text or more than `MAX_CHARACTERS`.
    """
    raw = read_bytes(path, MAX_FILE_SIZE, SHORTEN)
    ending = path.suffix.lower().rstrip(".")  # Python 3.14 counts a mere full stop as an ending
    _check_kind(path, raw, ending)
    paragraphs = READERS[ending](raw, path.as_posix())
    if sum(map(len, paragraphs)) > MAX_CHARACTERS:
        raise DebatekitError.for_file(path, f"there are more than {MAX_CHARACTERS:,} characters in it", SHORTEN)
    text = SourceText.from_paragraphs(map(_printable, paragraphs))
    if not text.paragraphs:
        hint = "Open it, and check that it shows text and no pictures."
        raise DebatekitError.for_file(path, "there is no text in the file", hint)
    return replace(text, extractor=_extractor(ending), assumed_encoding=_assumed(raw, ending))


def _extractor(ending: str) -> str:
    if ending not in WEB_PAGES:
        return ""
    from debatekit.sources.web import extractor

    return extractor()


def _assumed(raw: bytes, ending: str) -> str:
    if ending in WEB_PAGES:
        return decode_page(raw).assumed
    return decode_text(raw).assumed if ending in PLAIN_TEXTS else ""


def read_metadata(path: Path) -> Metadata:
    """Return what the file at `path` states about its text; plain text and Markdown state nothing.

    Raises `DebatekitError` if the file cannot be read.
    """
    if path.suffix.lower() not in METADATA_READERS:
        return Metadata()
    found = METADATA_READERS[path.suffix.lower()](read_bytes(path, MAX_FILE_SIZE, SHORTEN), path.as_posix())
    return Metadata(**{name: " ".join(_printable(value).split()) for name, value in found._asdict().items()})


def _check_kind(path: Path, raw: bytes, ending: str) -> None:
    for kind, hint, endings, start in UNSUPPORTED:
        if ending in endings.split() or re.match(start, raw):
            raise DebatekitError.for_file(path, f"{kind} cannot be read here", hint)
    if ending not in READERS:
        hint = "Name a text (.txt, .md, .odt), a web page (.html), a Word document (.docx) or a PDF."
        raise DebatekitError.for_file(path, f"a file that ends in '{path.suffix}' cannot be read here", hint)
    for kind, own, start in KINDS:
        if ending != own and re.match(start, raw):
            message = f"{kind} that has another ending cannot be read here"
            raise DebatekitError.for_file(path, message, f"Let its name end in {own}.")
    if ending not in {".docx", ".odt"} and raw.startswith((ZIP_MAGIC, OLE_MAGIC)):
        message = "a Word document that has another ending, or an archive, cannot be read here"
        raise DebatekitError.for_file(path, message, SAVE_AS_WORD)


def _decode(raw: bytes, _file: str) -> str:
    return _printable(decode_text(raw).text)


DIVISION = re.compile(r"(?<=\w)[\x02\ufffe]\s*(?=\w)")
"""Where a word is divided at the end of a line, in text that is copied from Chrome."""


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", DIVISION.sub("-\n", text))


FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?---[ \t]*(?:\n|\Z)")
"""The metadata that site generators read before a text. With an empty line first, it is a thematic break."""


def _plain_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of plain text; see `lines.text_paragraphs`."""
    return text_paragraphs(LINE_BREAK.split(_decode(raw, file)))


# The libraries for other kinds of files load only where there is one.


def _web_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.web import web_paragraphs

    return web_paragraphs(raw, file)


def _web_metadata(raw: bytes, _file: str) -> Metadata:
    from debatekit.sources.web_metadata import page_metadata

    return page_metadata(decode_page(raw).text)


def _word_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.documents import word_paragraphs

    return word_paragraphs(raw, file)


def _word_metadata(raw: bytes, file: str) -> Metadata:
    from debatekit.sources.documents import word_metadata

    return word_metadata(raw, file)


def _pdf_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.pdf_text import pdf_paragraphs

    return pdf_paragraphs(raw, file)


def _pdf_metadata(raw: bytes, file: str) -> Metadata:
    from debatekit.sources.pdf_text import pdf_metadata

    return pdf_metadata(raw, file)


def _odt_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.documents import odt_paragraphs

    return odt_paragraphs(raw, file)


def _odt_metadata(raw: bytes, file: str) -> Metadata:
    from debatekit.sources.documents import odt_metadata

    return odt_metadata(raw, file)


def _markdown_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return each heading, paragraph, table cell and code block of CommonMark, without pictures and raw HTML."""
    from markdown_it import MarkdownIt

    text = _decode(raw, file)
    if sum(map(text.count, "[]*_`<>&!\\")) > MAX_MARKDOWN_MARKS:
        message = f"there are more than {MAX_MARKDOWN_MARKS:,} marks of Markdown in it"
        raise DebatekitError.for_file(file, message, SHORTEN)
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    tokens = parser.parse(FRONT_MATTER.sub("", "\n".join(LINE_BREAK.split(text))))
    return [
        "".join(map(_inline_text, token.children or [])) if token.type == "inline" else token.content
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    ]


def _inline_text(token: "Token") -> str:
    if token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
        return "\n"
    return token.content if token.type in {"text", "code_inline"} else ""


READERS: dict[str, Callable[[bytes, str], list[str]]] = {
    **dict.fromkeys(PLAIN_TEXTS[:3], _plain_paragraphs),
    **dict.fromkeys(PLAIN_TEXTS[3:], _markdown_paragraphs),
    **dict.fromkeys(WEB_PAGES, _web_paragraphs),
    ".docx": _word_paragraphs,
    ".odt": _odt_paragraphs,
    ".pdf": _pdf_paragraphs,
}
"""The reader of a file's paragraphs, by the file's ending."""

METADATA_READERS = {
    **dict.fromkeys(WEB_PAGES, _web_metadata),
    ".docx": _word_metadata,
    ".odt": _odt_metadata,
    ".pdf": _pdf_metadata,
}
