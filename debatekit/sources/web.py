"""A web page → the paragraphs that a reader sees, and its metadata.

No script is run and no style sheet is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import lxml.html
from lxml import etree

from debatekit.ooxml import Element
from debatekit.sources.text import Metadata

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
    "plaintext", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin a new line (HTML standard, 15.3: display is block, list-item or part of a table)."""

OMITTED: Final = frozenset({
    "audio", "button", "canvas", "datalist", "head", "iframe", "input", "math", "meter", "nav", "noscript",
    "object", "output", "progress", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
})  # fmt: skip
"""Elements without text, or with text that does not belong to what the page says."""

HIDDEN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)


def page_paragraphs(page: str) -> list[str]:
    """Return the paragraphs of a page's only article, or else of its only main part, or else of the whole page.

    Text directly in a block element is a paragraph.
    """
    root = _parse(page)
    for name in ("article", "main"):
        found = [element for event, element, shown in _walk(root) if element.tag == name and event == "start" and shown]
        if len(found) == 1 and (paragraphs := _paragraphs(found[0])):
            return paragraphs
    return _paragraphs(root)


def page_metadata(page: str) -> Metadata:
    """Return what the head of a page states: in HTML, the Open Graph protocol and RFC 6596 (canonical links)."""
    root = _parse(page)
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or "").strip().lower()
        meta.setdefault(key, element.get("content") or "")
    links = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").strip().lower() == "canonical")
    titles = ("".join(map(str, title.itertext())) for title in root.iter("title"))
    return Metadata(
        title=meta.get("og:title") or next(titles, ""),
        author=meta.get("author", ""),
        publisher=meta.get("og:site_name", ""),
        published=meta.get("article:published_time", ""),
        url=next(links, None) or "",
    )


def _parse(page: str) -> Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return lxml.html.document_fromstring(page.encode("utf-8"), parser=parser)
    except etree.ParserError:  # an empty page
        return etree.Element("html")


def _paragraphs(element: Element) -> list[str]:
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
        hidden = inner.tag in OMITTED or inner.get("hidden") is not None or HIDDEN.search(inner.get("style", ""))
        if hidden and event == "start":
            walk.skip_subtree()
        yield event, inner, not hidden
