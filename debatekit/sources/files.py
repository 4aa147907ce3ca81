"""A teacher's file → a source's text, whatever kind of file it is saved as.

The same text has the same paragraphs from each kind. Nothing is fetched, and nothing of the file is kept elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.ooxml import OLE_MAGIC
from debatekit.reading.text import read_bytes
from debatekit.sources.encoding import printable, text_of
from debatekit.sources.plain import plain_paragraphs
from debatekit.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST_FILE: Final = 20_000_000
"""Bytes of a file that is read; a novel as plain text has a twentieth of it."""

MOST_CHARACTERS: Final = 5_000_000
"""Characters of its text: more than any novel has, and as much as quotations are looked for in within a minute."""


class Refusal(NamedTuple):
    """A kind of file that cannot be read here, with its article, and what to do instead."""

    kind: str
    hint: str


COPY: Final = "Open it, copy its text into a plain text file, and name that."
SHORTEN: Final = "Copy the part that you quote into a plain text file, and name that."
SAVE_AS_WORD: Final = "Open it in Word or LibreOffice, save it as a Word document (.docx), and name that."
SAVE_AS_HTML: Final = "Open it in a browser, save it as 'Webpage, HTML only', and name that."

PDF: Final = Refusal("a PDF", COPY)
RTF: Final = Refusal("a file in Rich Text Format", SAVE_AS_WORD)
OPEN_DOCUMENT: Final = Refusal("an OpenDocument text", SAVE_AS_WORD)
EPUB: Final = Refusal("an e-book (EPUB)", COPY)
OLD_WORD: Final = Refusal("a document of Word 97 to 2003", SAVE_AS_WORD)
OTHER_WORD: Final = Refusal("a Word template, or a document with macros,", SAVE_AS_WORD)
WEB_ARCHIVE: Final = Refusal("a web archive", SAVE_AS_HTML)
ARCHIVE: Final = Refusal("a Word document that has another ending, or an archive,", SAVE_AS_WORD)

REFUSED: Final = {
    ".pdf": PDF,
    ".rtf": RTF,
    ".odt": OPEN_DOCUMENT,
    ".ott": OPEN_DOCUMENT,
    ".epub": EPUB,
    ".doc": OLD_WORD,
    ".dot": OLD_WORD,
    ".docm": OTHER_WORD,
    ".dotx": OTHER_WORD,
    ".dotm": OTHER_WORD,
    ".mht": WEB_ARCHIVE,
    ".mhtml": WEB_ARCHIVE,
    ".webarchive": WEB_ARCHIVE,
}
"""What cannot be read, by its ending."""

ZIPPED: Final = b"PK\x03\x04"

BEGINNINGS: Final = (
    (PDF, b"%PDF-", 0),
    (RTF, b"{\\rtf", 0),
    (OPEN_DOCUMENT, b"mimetypeapplication/vnd.oasis.opendocument.text", 30),
    (EPUB, b"mimetypeapplication/epub+zip", 30),
)
"""What cannot be read, whatever it is called, by the bytes it has at a place; the last two are archives that say what
they are (OpenDocument 1.2 part 3, 3.3; EPUB Open Container Format 3.2, 4.3)."""


def read_source(path: Path) -> SourceText:
    """Return the text of the file at `path`, which its ending says the kind of.

    Plain text (.txt, .text or no ending), Markdown (.md, .markdown), a web page (.html, .htm, .xhtml) or a Word
    document (.docx). Raises `DebatekitError` if the file cannot be opened, is of another kind, is damaged, is larger
    than `LARGEST_FILE`, or holds no text or more than `MOST_CHARACTERS`.
    """
    file = path.as_posix()
    raw = read_bytes(path, LARGEST_FILE + 1)
    ending = path.suffix.lower().rstrip(".")  # Python 3.14 counts a mere full stop as an ending
    read = READERS.get(ending)
    if refusal := _refusal(raw, ending):
        raise _error(file, f"{refusal.kind} cannot be read here", refusal.hint)
    if read is None:
        hint = "Name a plain text file (.txt), Markdown (.md), a web page (.html) or a Word document (.docx)."
        raise _error(file, f"a file that ends in '{path.suffix}' cannot be read here", hint)
    if len(raw) > LARGEST_FILE:
        raise _error(file, "the file is larger than 20 MB", SHORTEN)
    paragraphs = read(raw, file)
    if sum(map(len, paragraphs)) > MOST_CHARACTERS:
        raise _error(file, f"there are more than {MOST_CHARACTERS:,} characters in it", SHORTEN)
    text = SourceText.of(printable(paragraph) for paragraph in paragraphs)
    if not text.paragraphs:
        raise _error(file, "there is no text in the file", "Open it, and check that it shows text and no pictures.")
    return text


def _refusal(raw: bytes, ending: str) -> Refusal | None:
    """Return what kind of file this is if it is known and cannot be read, judged by its content before its ending."""
    for refusal, beginning, at in BEGINNINGS:
        if raw.startswith(beginning, at):
            return refusal
    if ending in READERS and ending != ".docx":
        if raw.startswith(ZIPPED):
            return ARCHIVE
        if raw.startswith(OLE_MAGIC):
            return OLD_WORD
    return REFUSED.get(ending)


def _error(file: str, message: str, hint: str) -> DebatekitError:
    return DebatekitError([Problem(file, 0, 0, message, hint)])


def _markdown(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.markdown import MARKS, MOST_MARKS, markdown_paragraphs

    text = text_of(raw, file)
    if sum(map(text.count, MARKS)) > MOST_MARKS:
        raise _error(file, f"there are more than {MOST_MARKS:,} marks of Markdown in it", SHORTEN)
    return markdown_paragraphs(text)


def _web(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.web import web_paragraphs

    return web_paragraphs(raw, file)


def _word(raw: bytes, file: str) -> list[str]:
    from debatekit.ooxml import Package
    from debatekit.sources.word import word_paragraphs

    return word_paragraphs(Package(raw, file))


READERS: Final[dict[str, Callable[[bytes, str], list[str]]]] = {
    "": plain_paragraphs,
    ".txt": plain_paragraphs,
    ".text": plain_paragraphs,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _web,
    ".htm": _web,
    ".xhtml": _web,
    ".docx": _word,
}
"""What reads a file, by its ending."""
