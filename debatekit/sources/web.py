"""A web page → its paragraphs: what a reader of the page sees of its text, without what is around it.

Nothing is fetched, and no script is run: what only a script or a style sheet would show or hide is not known.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

import lxml.html
from lxml import etree

from debatekit.errors import DebatekitError, Problem
from debatekit.sources.encoding import UTF16_MARKS, printable, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = etree._Element

CHARSET: Final = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

CHARSET_WITHIN: Final = 4096
"""Bytes of a page that are searched for its encoding; the HTML standard asks for the first 1024."""

ENCODINGS: Final = frozenset(
    {
        "utf-8", "cp866", "cp874", "cp932", "cp949", *(f"cp{page}" for page in range(1250, 1259)), "koi8-r", "koi8-u",
        "mac-roman", "big5hkscs", "gbk", "gb18030", "euc_jp", *(f"iso8859-{part}" for part in range(2, 17)),
    }
)  # fmt: skip
"""Those of the Encoding standard of the web that need no escapes, by Python's names."""

MEANT: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "gb2312": "gbk",
}  # fmt: skip
"""Which encoding the web means by the name of another (Encoding standard, 4.2)."""

BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
        "plaintext", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
        "xmp",
    }
)  # fmt: skip
"""Elements that begin a new line (HTML standard, 15.3: display is block, list-item or part of a table)."""

LEFT_OUT: Final = frozenset(
    {
        "audio", "button", "canvas", "datalist", "head", "iframe", "input", "math", "meter", "nav", "noscript",
        "object", "output", "progress", "rp", "rt", "script", "select", "style", "svg", "template", "textarea",
        "title", "video",
    }
)  # fmt: skip
"""Elements that show no text of the page, or none that belongs to what it says."""

MOST_ATTRIBUTES: Final = 250
"""Attributes that a tag may have: a parser compares each with all before it."""

CROWDED: Final = re.compile(
    r"</?[A-Za-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'>])[^\s>]*+))?+)"
    rf"{{{MOST_ATTRIBUTES + 1}}}+"
)
"""The beginning of a tag with too many attributes (HTML standard, 13.2.5.32 to 13.2.5.39)."""

NOT_SHOWN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)

BREAK: Final = "\0"
"""What stands between two paragraphs while a page is read; no page can hold it."""


def web_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a page, or of its article if it has one, or else of its main part if it has one.

    Text directly in a block element is a paragraph. Raises `DebatekitError` where the bytes are no text.
    """
    page = read_page(raw, file)
    if page is None:
        return []
    for name in ("article", "main"):
        found = [element for event, element, shown in _walk(page) if element.tag == name and event == "start" and shown]
        if len(found) == 1 and (paragraphs := _paragraphs(found[0])):
            return paragraphs
    return _paragraphs(page)


def read_page(raw: bytes, file: str) -> Element | None:
    """Return the root of a page, or None where it has neither an element nor text.

    Raises `DebatekitError` where the bytes are no text, or a tag has more than `MOST_ATTRIBUTES`.
    """
    text = _text(raw, file)
    if CROWDED.search(text):
        message = f"a tag in it has more than {MOST_ATTRIBUTES:,} attributes"
        hint = "Open it, copy its text into a plain text file, and name that."
        raise DebatekitError([Problem(file, 0, 0, message, hint)])
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None


def _text(raw: bytes, file: str) -> str:
    """Return the text in the encoding that the page declares, unless it begins with a mark or that is wrong."""
    declared = CHARSET.search(raw[:CHARSET_WITHIN])
    if declared and not raw.startswith((*UTF16_MARKS, codecs.BOM_UTF8)):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            name = MEANT.get(name, name)
            if name in ENCODINGS:
                return printable(raw.decode(name))
        except (LookupError, UnicodeDecodeError):
            pass
    return text_of(raw, file)


def _paragraphs(element: Element) -> list[str]:
    text = "".join(_pieces(element))
    return [paragraph for paragraph in text.split(BREAK) if paragraph.strip()]


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text in an element, with breaks around blocks."""
    for event, inner, shown in _walk(element):
        if inner.tag in BLOCKS:
            yield BREAK
        elif inner.tag == "br" and event == "start":
            yield " "
        if event == "start":
            yield (inner.text or "") if shown else ""
        elif inner is not element:
            yield inner.tail or ""


def _walk(element: Element) -> Iterator[tuple[str, Element, bool]]:
    """Yield the start and the end of each element and whether it is shown; what is not shown is not looked into."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        shown = not _is_left_out(inner)
        if not shown and event == "start":
            walk.skip_subtree()
        yield event, inner, shown


def _is_left_out(element: Element) -> bool:
    hidden = element.get("hidden") is not None or NOT_SHOWN.search(element.get("style", ""))
    return element.tag in LEFT_OUT or bool(hidden)
