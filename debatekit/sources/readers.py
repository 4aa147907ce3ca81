"""A teacher's file → `SourceText`: plain text, Markdown, web pages and Word documents.

The same text has the same paragraphs in every format. To add one, add its reader to `READERS` and its ending to
`ENDINGS` in `text.py`.
"""

import codecs
import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import markdown_it
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.files import UNPRINTABLE, decode, lines_of, read_bytes
from debatekit.ooxml import OLE_MAGIC, Element
from debatekit.sources.lines import text_paragraphs
from debatekit.sources.text import Metadata, SourceText
from debatekit.sources.word import word_metadata, word_paragraphs

MAX_FILE_SIZE = 20_000_000  # bytes of a file; a novel as plain text has a twentieth of it
MAX_CHARACTERS = 5_000_000  # of its text: as many as quotations are found in within a minute
MAX_MARKDOWN_MARKS = 100_000  # characters that may be markup: each can cost as much time as a page of text

COPY = "Open it, copy its text into a plain text file, and name that."
SHORTEN = "Copy the part that you quote into a plain text file, and name that."
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
    return text


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
    if ending not in {".docx", ".odt"} and raw.startswith((b"PK\x03\x04", OLE_MAGIC)):
        message = "a Word document that has another ending, or an archive, cannot be read here"
        raise DebatekitError.for_file(path, message, SAVE_AS_WORD)


CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
WEB_ENCODING = re.compile(r"utf-8$|cp\d|iso8859|koi8|mac-roman|big5|gb|euc")
WEB_ALIASES = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}
"""Encodings that the web reads as another (Encoding standard, 4.2), by Python's names."""
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}


def _decode(raw: bytes, file: str) -> str:
    """Return the text in `raw`, with a space for each character that a document cannot contain.

    A byte order mark decides. Otherwise it is UTF-8, or Windows-1252 unless most of its special characters are sound
    UTF-8. Raises `DebatekitError` with the place of the first invalid byte.
    """
    encoding = next((encoding for mark, encoding in MARKS.items() if raw.startswith(mark)), "utf-8")
    otherwise = "not UTF-16" if encoding == "utf-16" else "not UTF-8"
    if encoding == "utf-8":
        special = [character for character in raw.decode("utf-8", "surrogateescape") if not character.isascii()]
        wrong = sum("\udc80" <= character <= "\udcff" for character in special)
        if wrong > len(special) - wrong:
            encoding, otherwise = "cp1252", "neither UTF-8 nor Windows-1252"
    return _printable(decode(file, raw, encoding, otherwise))


def _decode_page(raw: bytes, file: str) -> str:
    """Return the text of a web page in its declared encoding, unless it has a byte order mark or that is wrong."""
    declared = CHARSET.search(raw[:4096])  # the HTML standard asks for 1024
    if declared and not raw.startswith(tuple(MARKS)):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            name = codecs.lookup(declared[1].decode("ascii")).name
            name = WEB_ALIASES.get(name, name)
            if WEB_ENCODING.match(name):
                return _printable(raw.decode(name))
    return _decode(raw, file)


DIVISION = re.compile(r"(?<=\w)[\x02\ufffe]\s*(?=\w)")
"""Where a word is divided at the end of a line, in text that is copied from Chrome."""


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", DIVISION.sub("-\n", text))


FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?---[ \t]*(?:\n|\Z)")
"""The metadata that site generators read before a text. With an empty line first, it is a thematic break."""


def _plain_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of plain text; see `lines.text_paragraphs`."""
    return text_paragraphs(lines_of(_decode(raw, file)))


def _pdf_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.pdf_text import pdf_paragraphs  # few sources are PDFs

    return pdf_paragraphs(raw, file)


def _odt_paragraphs(raw: bytes, file: str) -> list[str]:
    from debatekit.sources.odt import odt_paragraphs

    return odt_paragraphs(raw, file)


def _markdown_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return each heading, paragraph, table cell and code block of CommonMark, without pictures and raw HTML."""
    text = _decode(raw, file)
    if sum(map(text.count, "[]*_`<>&!\\")) > MAX_MARKDOWN_MARKS:
        message = f"there are more than {MAX_MARKDOWN_MARKS:,} marks of Markdown in it"
        raise DebatekitError.for_file(file, message, SHORTEN)
    parser = markdown_it.MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    tokens = parser.parse(FRONT_MATTER.sub("", "\n".join(lines_of(text))))
    return [
        "".join(map(_inline_text, token.children or [])) if token.type == "inline" else token.content
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    ]


def _inline_text(token: markdown_it.token.Token) -> str:
    if token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
        return "\n"
    return token.content if token.type in {"text", "code_inline"} else ""


BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
    "plaintext", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin a new line (HTML standard, 15.3: display is block, list-item or part of a table)."""

NO_TEXT = frozenset({
    "audio", "button", "canvas", "datalist", "head", "iframe", "input", "math", "nav", "noscript", "object",
    "output", "progress", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
"""Elements without text, or with text that does not belong to what the page says."""

HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)


def _web_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a page's only article, or else of its only main part, or else of the whole page."""
    root = _parse_page(raw, file)
    for name in ("article", "main"):
        found = [element for event, element, shown in _walk(root) if element.tag == name and event == "start" and shown]
        if len(found) == 1 and (paragraphs := _page_paragraphs(found[0])):
            return paragraphs
    return _page_paragraphs(root)


def _web_metadata(raw: bytes, file: str) -> Metadata:
    """Return what the head of a page states: in HTML, the Open Graph protocol and RFC 6596 (canonical links)."""
    root = _parse_page(raw, file)
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or "").strip().lower()
        meta.setdefault(key, element.get("content") or "")
    canonical = root.find(".//link[@rel='canonical']")
    return Metadata(
        title=meta.get("og:title") or root.findtext(".//title") or "",
        author=meta.get("author", ""),
        publisher=meta.get("og:site_name", ""),
        published=meta.get("article:published_time", ""),
        url="" if canonical is None else canonical.get("href", ""),
    )


def _parse_page(raw: bytes, file: str) -> Element:
    import lxml.html  # few sources are web pages

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return lxml.html.document_fromstring(_decode_page(raw, file).encode("utf-8"), parser=parser)
    except etree.ParserError:  # an empty page
        return etree.Element("html")


def _page_paragraphs(element: Element) -> list[str]:
    pieces = []
    for event, inner, shown in _walk(element):
        if inner.tag in BLOCKS:
            pieces.append("\0")  # between paragraphs; no page can contain it
        elif inner.tag == "br" and event == "start":
            pieces.append(" ")
        if event == "start":
            pieces.append((inner.text or "") if shown else "")
        elif inner is not element:
            pieces.append(inner.tail or "")
    return [paragraph for paragraph in "".join(pieces).split("\0") if paragraph.strip()]


def _walk(element: Element) -> Iterator[tuple[str, Element, bool]]:
    """Yield the start and the end of each element and whether it is shown, without what is in hidden ones."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        hidden = inner.tag in NO_TEXT or inner.get("hidden") is not None or HIDDEN.search(inner.get("style", ""))
        if hidden and event == "start":
            walk.skip_subtree()
        yield event, inner, not hidden


READERS: dict[str, Callable[[bytes, str], list[str]]] = {
    **dict.fromkeys(("", ".txt", ".text"), _plain_paragraphs),
    **dict.fromkeys((".md", ".markdown"), _markdown_paragraphs),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _web_paragraphs),
    ".docx": word_paragraphs,
    ".odt": _odt_paragraphs,
    ".pdf": _pdf_paragraphs,
}
"""The reader of a file's paragraphs, by the file's ending."""

METADATA_READERS = {**dict.fromkeys((".html", ".htm", ".xhtml"), _web_metadata), ".docx": word_metadata}
