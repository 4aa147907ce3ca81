"""A teacher's file → `SourceText`: plain text, Markdown, web pages, Word documents, OpenDocument texts and PDFs.

The same text has the same paragraphs in every format. To add one, add its reader to `_reader`, and its ending to
`ENDINGS` in `text.py`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import LINE_BREAK, DebatekitError
from debatekit.files import OLE_MAGIC, ZIP_MAGIC, read_bytes
from debatekit.sources.encodings import decode_text
from debatekit.sources.lines import text_paragraphs
from debatekit.sources.text import ENDINGS, MAX_CHARACTERS, SHORTEN, SourceText

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_FILE_SIZE: Final = 20_000_000  # bytes of a file; a novel as plain text has a twentieth of it

COPY: Final = "Open it, copy its text into a plain text file, and name that."
SAVE_AS_WORD: Final = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
SAVE_AS_HTML: Final = "Open it in a browser, save it as 'Webpage, HTML only', and name that."

UNSUPPORTED: Final = (
    ("a file in Rich Text Format", ".rtf", SAVE_AS_WORD),
    ("a template of OpenDocument", ".ott", SAVE_AS_WORD),
    ("an e-book (EPUB)", ".epub", COPY),
    ("a document of Word 97 to 2003", ".doc .dot", SAVE_AS_WORD),
    ("a Word template, or a document with macros,", ".docm .dotx .dotm", SAVE_AS_WORD),
    ("a web archive", ".mht .mhtml .webarchive", SAVE_AS_HTML),
)
"""Kinds of files that cannot be read: their endings, and what to do instead."""

MIMETYPE: Final = rb"(?s).{30}mimetypeapplication/"  # OpenDocument 1.2 part 3, 3.3; EPUB OCF 3.2, 4.3
STARTS: Final = {
    ".pdf": rb"%PDF-",
    ".odt": MIMETYPE + rb"vnd\.oasis\.opendocument\.text",
    ".epub": MIMETYPE + rb"epub\+zip",
    ".rtf": rb"{\\rtf",
}
"""How files begin that are known by their start, whatever their ending is."""


def read_source(path: Path) -> SourceText:
    """Return the text of the file at `path`, whose ending decides how it is read.

    Raises `DebatekitError` if the file cannot be opened, is of another kind or damaged, is larger than `MAX_FILE_SIZE`,
    or has no text or more than `MAX_CHARACTERS`.
    """
    raw = read_bytes(path, MAX_FILE_SIZE, SHORTEN)
    ending = path.suffix.lower().rstrip(".")  # Python 3.14 counts a mere full stop as an ending
    _check_kind(path, raw, ending)
    text = _reader(ending)(raw, path.as_posix())
    if sum(map(len, text.paragraphs)) > MAX_CHARACTERS:
        raise DebatekitError.for_file(path, f"there are more than {MAX_CHARACTERS:,} characters in it", SHORTEN)
    if not text.paragraphs:
        hint = "Open it, and check that it shows text and no pictures."
        raise DebatekitError.for_file(path, "there is no text in the file", hint)
    return text


def _check_kind(path: Path, raw: bytes, ending: str) -> None:
    real = next((known for known, start in STARTS.items() if re.match(start, raw)), ending)
    for kind, endings, hint in UNSUPPORTED:
        if {ending, real} & {*endings.split()}:
            raise DebatekitError.for_file(path, f"{kind} cannot be read here", hint)
    if ending not in ("", *ENDINGS):
        hint = "Name a text (.txt, .md, .odt), a web page (.html), a Word document (.docx) or a PDF."
        raise DebatekitError.for_file(path, f"a file that ends in '{path.suffix}' cannot be read here", hint)
    if real != ending:
        kind = "a PDF" if real == ".pdf" else "an OpenDocument text"
        message = f"{kind} that has another ending cannot be read here"
        raise DebatekitError.for_file(path, message, f"Let its name end in {real}.")
    if ending not in {".docx", ".odt"} and raw.startswith((ZIP_MAGIC, OLE_MAGIC)):
        message = "a Word document that has another ending, or an archive, cannot be read here"
        raise DebatekitError.for_file(path, message, SAVE_AS_WORD)


def _reader(ending: str) -> Callable[[bytes, str], SourceText]:
    """Return what reads a file with an ending; its libraries load only where there is such a file."""
    match ending:
        case ".html" | ".htm" | ".xhtml":
            from debatekit.sources.web import read_page

            return read_page
        case ".docx":
            from debatekit.sources.documents import read_word

            return read_word
        case ".odt":
            from debatekit.sources.documents import read_opendocument

            return read_opendocument
        case ".pdf":
            from debatekit.sources.pdf_text import read_pdf

            return read_pdf
    return _read_markdown if ending in {".md", ".markdown"} else _read_plain


DIVISION: Final = re.compile(r"(?<=\w)[\x02\ufffe]\s*(?=\w)")
"""Where a word is divided at the end of a line, in text that is copied from Chrome."""

FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?---[ \t]*(?:\n|\Z)")
"""The metadata that site generators read before a text. With an empty line first, it is a thematic break."""


def _read_plain(raw: bytes, _file: str) -> SourceText:
    decoded = decode_text(raw)
    paragraphs = text_paragraphs(LINE_BREAK.split(DIVISION.sub("-\n", decoded.text)))
    return SourceText.from_paragraphs(paragraphs, assumed_encoding=decoded.assumed)


def _read_markdown(raw: bytes, _file: str) -> SourceText:
    """Return each heading, paragraph, table cell and code block of CommonMark, without pictures and raw HTML."""
    from markdown_it import MarkdownIt

    decoded = decode_text(raw)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(FRONT_MATTER.sub("", "\n".join(LINE_BREAK.split(decoded.text))))
    paragraphs = (
        "".join(map(_inline_text, token.children or [])) if token.type == "inline" else token.content
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    )
    return SourceText.from_paragraphs(paragraphs, assumed_encoding=decoded.assumed)


def _inline_text(token: "Token") -> str:
    if token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
        return "\n"
    return token.content if token.type in {"text", "code_inline"} else ""
