"""Web pages: the paragraphs of the article that a page shows.

Where the article begins and ends is found by trafilatura. Its own text merges paragraphs, so that it only decides which
of the paragraphs that the page shows belong to the article.
"""

import logging
import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from typing import Final, NamedTuple

import lxml.html
from lxml import etree
from trafilatura import bare_extraction

from debatekit.ooxml import Element
from debatekit.sources.encodings import decode_page
from debatekit.sources.text import SourceText, key_of, on_one_line
from debatekit.sources.web_metadata import page_metadata

RULES_VERSION: Final = "4"
"""To be raised whenever paragraphs are counted otherwise than before."""

MIN_ARTICLE: Final = 120  # letters and digits of an article
MAX_PLACES: Final = 20  # of a repeated paragraph in the article that are considered
MAX_GAP: Final = 3  # paragraphs between two of the article that may belong to it, although the library left them out
MAX_TO_HEADING: Final = 12  # paragraphs between the heading of a page and the first of its article
MIN_SHARE: Final = 0.2  # of the characters of a page that are its article
MAX_MARK: Final = 20  # characters of a mark of a note, with the space around it

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
    "plaintext", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin a new line (HTML standard, 15.3: display is block, list-item or part of a table)."""

FILLED: Final = frozenset({"p", "li", "blockquote", "pre", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})

NO_TEXT: Final = frozenset({
    "audio", "button", "canvas", "datalist", "del", "iframe", "input", "math", "noscript", "object", "output",
    "progress", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
"""Elements without text, or with text that does not belong to what the page says."""

HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
UNSCRIPTED: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea)\b.*?(?:</\1|\Z)|<noscript\b.*?(</noscript[^>]*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Parts of a page in which tags are no tags; of the last one, whose end is the second group, browsers show nothing."""

NOTE_CLASSES: Final = re.compile(
    r"(?:^|[\s_-])(?:reference|footnote-?(?:ref|mark|link|backref)\w*|fnref|noteref|mw-editsection)(?:$|[\s_-])", re.I
)
NOTE_MARK: Final = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z*†‡§]{1,2}|note \d{1,3})\s*[\])]?|[↩↑^]", re.IGNORECASE)

AROUND_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|kommentare?|disqus|respond|share|sharing|social|related|teasers?|recommend\w*|menu|navbar"
    r"|navigation|breadcrumbs?|sidebar|footer|cookies?|newsletter|advert\w*|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to what is around an article, as words of an `id` or a `class`."""


class Paragraph(NamedTuple):
    """A paragraph that a page shows: its text, its innermost block, and whether most of that is links, as in a menu."""

    text: str
    block: Element
    is_links: bool

    @property
    def elements(self) -> list[Element]:
        """The elements that it is in."""
        return [self.block, *self.block.iterancestors()]


def read_page(raw: bytes, _file: str) -> SourceText:
    """Return the text of a page's article, with its paragraphs in the order in which the page shows them."""
    decoded = decode_page(raw)
    root = parse_page(decoded.text)
    metadata = page_metadata(root)
    _remove_unseen(root)
    paragraphs = list(_paragraphs(root))
    found = _in_article(paragraphs, key_of(_extracted(root))) or _by_marks(root, paragraphs)
    return SourceText.from_paragraphs(
        (it.text for it in found),
        metadata,
        extractor=f"{RULES_VERSION}, trafilatura {version('trafilatura')}",
        assumed_encoding=decoded.assumed,
    )


def parse_page(text: str) -> Element:
    """Return the root of a page, without what is for browsers without scripts; an empty page has an empty root."""
    text = UNSCRIPTED.sub(lambda it: "" if it[2] else it[0], text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # an empty page
        return etree.Element("html")
    head = root.find("head")
    if head is not None and root.find("body") is None:  # the parser does not know that <article> begins a body
        head.tag = "body"
    return root


def _remove_unseen(root: Element) -> None:
    """Remove what a browser does not show, and the marks of notes; the text after each stays."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and (_is_unseen(element) or _is_note_mark(element)):
            walk.skip_subtree()
            if element.tag in BLOCKS:
                element.tail = f" {element.tail or ''}"
            element.tag = "unseen"
    etree.strip_elements(root, "unseen", with_tail=False)


def _is_unseen(element: Element) -> bool:
    is_hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
    return bool(is_hidden) or element.tag in NO_TEXT


def _is_note_mark(element: Element) -> bool:
    if element.tag not in {"a", "sup", "span"}:
        return False
    text = "".join(map(str, element.itertext()))
    if len(text) > MAX_MARK:
        return False
    is_link = any("#" in link.get("href", "") for link in element.iter("a"))
    is_raised = element.tag == "sup" or text.strip().startswith("[")
    is_mark = is_link and is_raised and NOTE_MARK.fullmatch(text.strip())
    return bool(is_mark or NOTE_CLASSES.search(element.get("class", "")))


def _paragraphs(root: Element) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page; a block or two line breaks end one."""
    pieces: list[str] = []
    block, links, linked = root, 0, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag in BLOCKS:
            yield from _divided("".join(pieces), block, linked)
            pieces, linked = [], 0
            block = element if is_start or element is root else element.getparent()
        elif element.tag == "a":
            links += 1 if is_start else -1
        elif element.tag == "br" and is_start:
            pieces.append("\v")
        text = element.text if is_start else element.tail if element is not root else None
        if text:
            pieces.append(text)
            linked += len(text.strip()) if links else 0
    yield from _divided("".join(pieces), block, linked)


def _divided(text: str, block: Element, linked: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block, of which so many characters are links; a line break is a vertical tab."""
    for part in re.split(r"\v\s*\v", text):
        if line := on_one_line(part):
            yield Paragraph(line, block, linked * 2 > len(on_one_line(text)))


def _extracted(root: Element) -> str:
    """Return the text of the article as trafilatura finds it."""
    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # it is no error of the user
    found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    return (found.text if found is not None and not isinstance(found, dict) else "") or ""


def _in_article(paragraphs: list[Paragraph], article: str) -> list[Paragraph]:
    """Return the paragraphs of an article, of which the key is given; none if it is too short."""
    keys = [key_of(paragraph.text) for paragraph in paragraphs]
    kept = _aligned(keys, article)
    if sum(len(keys[number]) for number in kept) < MIN_ARTICLE:
        return []
    return [paragraphs[number] for number in sorted(_filled(paragraphs, _with_heading(paragraphs, kept)))]


class Row(NamedTuple):
    """A row of texts in the order of an article: where it ends, its length, its last text and the row before that."""

    end: int = 0
    length: int = 0
    number: int = -1
    before: "Row | None" = None


def _aligned(keys: list[str], article: str) -> set[int]:
    """Return which of the texts occur in `article` in their order: of all such rows, the one with the most characters.

    A paragraph that is on a page twice, as in a teaser above the article, is therefore found where the others are.
    """
    rows = [Row()]  # the best that were found so far: who ends later, is longer
    for number, key in enumerate(keys):
        befores = [(start, _last(rows, start)) for start in _places(key, article)]
        for row in [Row(start + len(key), before.length + len(key), number, before) for start, before in befores]:
            if row.length > _last(rows, row.end).length:
                rows = [other for other in rows if other.end < row.end or other.length > row.length]
                insort(rows, row, key=lambda other: other.end)
    kept: set[int] = set()
    last = rows[-1]
    while last.before:
        kept.add(last.number)
        last = last.before
    return kept


def _last(rows: list[Row], end: int) -> Row:
    return rows[bisect_right(rows, end, key=lambda row: row.end) - 1]


def _places(key: str, article: str) -> Iterator[int]:
    start, count = article.find(key) if key else -1, 0
    while start >= 0 and count < MAX_PLACES:
        yield start
        start, count = article.find(key, start + 1), count + 1


def _with_heading(paragraphs: list[Paragraph], kept: set[int]) -> set[int]:
    """Return `kept` with the main heading of the page, if it is shortly before them and none of them is one."""
    headings = [number for number, it in enumerate(paragraphs) if any(element.tag == "h1" for element in it.elements)]
    near = [number for number in headings if 0 < min(kept) - number <= MAX_TO_HEADING]
    return kept | {*near[-1:]} if kept.isdisjoint(headings) else kept


def _filled(paragraphs: list[Paragraph], kept: set[int]) -> set[int]:
    """Return `kept` with the few paragraphs between two of them that are siblings of one of them, and no links."""
    filled = set(kept)
    for one, other in pairwise(sorted(kept)):
        parents = {paragraphs[one].block.getparent(), paragraphs[other].block.getparent()}
        for number in range(one + 1, other) if other - one <= MAX_GAP + 1 else ():
            block = paragraphs[number].block
            if block.getparent() in parents and block.tag in FILLED and not paragraphs[number].is_links:
                filled.add(number)
    return filled


def _by_marks(root: Element, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of the only article, or else of the only main part, or else of the whole page."""
    parts = [found[0] for name in ("article", "main") if len(found := list(root.iter(name))) == 1]
    for part in (*parts, root):
        inner = [(it, it.elements[: it.elements.index(part)]) for it in paragraphs if part in it.elements]
        kept = [it for it, elements in inner if not any(map(_is_around, elements))]
        share = sum(len(it.text) for it in kept) / max(1, sum(len(it.text) for it in paragraphs))
        if share > (0 if part is root else MIN_SHARE):  # else the only article is a teaser
            return kept
    return paragraphs


def _is_around(element: Element) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}"
    is_named = element.tag not in {"html", "body"} and AROUND_NAMES.search(names)
    return bool(is_named) or element.tag in {"aside", "footer", "nav"}
