"""Web pages: the paragraphs of the article that a page shows.

Where the article begins and ends is found by trafilatura. Its own text merges paragraphs, so that it only decides which
of the paragraphs that the page shows belong to the article.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple

from lxml import etree

from debatekit.ooxml import Element
from debatekit.sources.encodings import decode_page
from debatekit.sources.text import on_one_line

RULES_VERSION: Final = "3"
"""To be raised whenever paragraphs are counted otherwise than before."""

MIN_TEXT: Final = 500  # characters of a page from which on its article is looked for; less is an article, or nothing
MIN_ARTICLE: Final = 120  # letters and digits of an article
MAX_ELEMENTS, MAX_DEPTH = 40_000, 200  # of a page whose article is looked for: more would take long
MAX_KEY: Final = 500_000  # letters and digits of such an article
MAX_PLACES: Final = 20  # of a repeated paragraph in the article that are considered
MAX_GAP: Final = 3  # paragraphs between two of the article that may belong to it, although the library left them out
MAX_TO_HEADING: Final = 12  # paragraphs between the heading of a page and the first of its article

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
    "plaintext", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin a new line (HTML standard, 15.3: display is block, list-item or part of a table)."""

NO_TEXT: Final = frozenset({
    "audio", "button", "canvas", "datalist", "del", "iframe", "input", "math", "noscript", "object", "output",
    "progress", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
"""Elements without text, or with text that does not belong to what the page says."""

HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)

NOTE_CLASSES: Final = re.compile(
    r"(?:^|[\s_-])(?:reference|footnote-?(?:ref|mark|link|backref)\w*|fnref|noteref|mw-editsection)(?:$|[\s_-])", re.I
)
NOTE_ROLES: Final = frozenset({"doc-noteref", "doc-backlink", "noteref"})
NOTE_MARK: Final = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z*†‡§]{1,2}|note \d{1,3})\s*[\])]?", re.IGNORECASE)

AROUND_TAGS: Final = frozenset({"aside", "footer", "nav"})
AROUND_ROLES: Final = frozenset({"banner", "complementary", "contentinfo", "menu", "menubar", "navigation", "search"})
AROUND_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|kommentare?|disqus|respond|share|sharing|social|related|teasers?|recommend\w*|menu|navbar"
    r"|navigation|breadcrumbs?|sidebar|footer|cookies?|newsletter|advert\w*|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to what is around an article, as words of an `id` or a `class`."""

COMMENTS: Final = re.compile(
    r"(?:\d+ )?(?:comments?|kommentare?|commentaires?|comentarios?|leave a (?:comment|reply))(?: \(\d+\))?:?",
    re.IGNORECASE,
)
MAX_MARK: Final = 20  # characters of a mark of a note, with the space around it
MAX_IN_HEADING: Final = 3  # elements between a heading and a block in it
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
FILLED: Final = frozenset({"p", "li", "blockquote", "pre", "td", "th", "dt", "dd", *HEADINGS})


class Paragraph(NamedTuple):
    """A paragraph that a page shows: its text, its innermost block, and how many of its characters are links."""

    text: str
    block: Element
    linked: int

    @property
    def is_links(self) -> bool:
        """Whether most of it is links, as in a menu."""
        return self.linked * 2 > len(self.text)


def web_paragraphs(raw: bytes, _file: str) -> list[str]:
    """Return the paragraphs of a page's article, in the order in which the page shows them."""
    root = parse_page(decode_page(raw).text)
    _remove_unseen(root)
    paragraphs = list(_paragraphs(root))
    kept = _in_article(root, paragraphs) if sum(len(it.text) for it in paragraphs) >= MIN_TEXT else []
    return [it.text for it in kept or _by_marks(root)]


def extractor() -> str:
    """Return the name and the version of what decides how the paragraphs of a web page are counted."""
    from importlib.metadata import version

    return f"{RULES_VERSION}, trafilatura {version('trafilatura')}"


def parse_page(text: str) -> Element:
    """Return the root of a page; an empty page has an empty root."""
    import lxml.html  # few sources are web pages

    text = _parsable(text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # an empty page
        return etree.Element("html")
    head = root.find("head")
    if head is not None and root.find("body") is None:  # the parser does not know that <article> begins a body
        head.tag = "body"
    return root


RAW_TEXT: Final = re.compile(r"<!--|<(noscript|script|style|textarea)\b", re.IGNORECASE)
TAG: Final = re.compile(r"<([a-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>?", re.IGNORECASE | re.ASCII)
MAX_TAG: Final = 5_000  # characters of a tag; of a longer one no attribute is read, because each is compared with all


def _parsable(text: str) -> str:
    """Return a page without long tags' attributes, and without what is for browsers without scripts.

    Other browsers ignore tags there, even those left open.
    """
    pieces, start = [], 0
    lowered = text.lower() if len(text.lower()) == len(text) else text
    while found := RAW_TEXT.search(text, start):
        name = (found[1] or "").lower()
        ending = f"</{name}" if name else "-->"
        end = lowered.find(ending, found.end())
        if end < 0:
            break
        after = end + len(ending)
        pieces.append(TAG.sub(_shortened, text[start : found.start()]))
        if name == "noscript":
            after = text.find(">", after) + 1 or len(text)
        else:
            pieces.append(TAG.sub(_shortened, text[found.start() : after], count=1))
        start = after
    return "".join([*pieces, TAG.sub(_shortened, text[start:])])


def _shortened(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[0]) <= MAX_TAG else f"<{tag[1][:MAX_TAG]}>"


def _remove_unseen(root: Element) -> None:
    """Remove what a browser does not show, and the marks of notes; the text after each stays."""
    unseen = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and (_is_unseen(element) or _is_note_mark(element)):
            unseen.append(element)
            walk.skip_subtree()
    if _is_unseen(root):
        root.clear()
    for element in unseen:
        tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
        if element.tag in BLOCKS:
            tail = f" {tail}"
        if before is not None:
            before.tail = (before.tail or "") + tail
        elif parent is not None:
            parent.text = (parent.text or "") + tail
        if parent is not None:
            element.tail = None
            parent.remove(element)


def _is_unseen(element: Element) -> bool:
    is_hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
    return bool(is_hidden) or element.tag in NO_TEXT


def _is_note_mark(element: Element) -> bool:
    if element.tag not in {"a", "sup", "span"}:
        return False
    if NOTE_ROLES & set(f"{element.get('role', '')} {element.get('epub:type', '')}".split()):
        return True
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > MAX_MARK:
            return False
    text = text.strip()
    if NOTE_CLASSES.search(element.get("class", "")):
        return True
    links = [element] if element.tag == "a" else list(element.iter("a"))
    is_link = any("#" in link.get("href", "") for link in links)
    is_raised = element.tag == "sup" or text.startswith("[")
    return bool(is_link and is_raised and (NOTE_MARK.fullmatch(text) or text in {"↩", "↑", "^"}))


def _paragraphs(root: Element, is_left_out: Callable[[Element], bool] = lambda _: False) -> Iterator[Paragraph]:
    """Yield the paragraphs below `root`, without some elements in it; a block or two line breaks end one."""
    pieces: list[str] = []
    block, links, linked = root, 0, 0
    after_break: int | None = None  # the number of pieces up to the last line break

    def ended() -> Iterator[Paragraph]:
        nonlocal linked, after_break
        if text := on_one_line("".join(pieces)):
            yield Paragraph(text, block, linked)
        pieces.clear()
        linked, after_break = 0, None

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_start = event == "start"
        if element.tag in BLOCKS:
            yield from ended()
            block = element if is_start or element is root else element.getparent()
        elif element.tag == "a":
            links += 1 if is_start else -1
        elif element.tag == "br" and is_start:
            if after_break is not None and not "".join(pieces[after_break:]).strip():
                yield from ended()
            pieces.append("\n")
            after_break = len(pieces)
        if is_start and element is not root and is_left_out(element):
            walk.skip_subtree()
            continue
        text = element.text if is_start else element.tail if element is not root else None
        if text:
            pieces.append(text)
            linked += len(text.strip()) if links else 0
    yield from ended()


def _in_article(root: Element, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of the article as trafilatura bounds it; none if it has none, or the page is too large."""
    if _is_too_large(root):
        return []
    article = key_of(_extracted(root))
    keys = [key_of(paragraph.text) for paragraph in paragraphs]
    if not MIN_ARTICLE <= len(article) <= MAX_KEY:
        return []
    kept = _aligned(keys, article)
    if sum(len(keys[number]) for number in kept) < MIN_ARTICLE:
        return []
    return [paragraphs[number] for number in sorted(_filled(paragraphs, _with_heading(paragraphs, kept)))]


def _is_too_large(root: Element) -> bool:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest, count = max(deepest, depth), count + (event == "start")
        if deepest > MAX_DEPTH or count > MAX_ELEMENTS:
            return True
    return False


def _extracted(root: Element) -> str:
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # it is no error of the user
    from trafilatura import bare_extraction  # heavy, and few sources are web pages

    found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    return (found.text if found is not None and not isinstance(found, dict) else "") or ""


def key_of(text: str) -> str:
    """Return the letters and digits of a text in lower case: what is the same however a text is laid out."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


class Row(NamedTuple):
    """A row of texts in the order of an article, as its last one and the row before it."""

    number: int
    before: "Row | None"


def _aligned(keys: list[str], article: str) -> set[int]:
    """Return which of the texts occur in `article` in their order: of all such rows, the one with the most characters.

    A paragraph that is on a page twice, as in a teaser above the article, is therefore found where the others are.
    """
    ends, weights = [0], [0]  # of the best rows found so far, both rising
    rows: list[Row | None] = [None]  # the last text of each, and the row before it
    for number, key in enumerate(keys):
        new = []
        for start in _places(key, article):
            before = bisect_right(ends, start) - 1
            new.append((start + len(key), weights[before] + len(key), Row(number, rows[before])))
        for end, weight, row in new:
            at = bisect_right(ends, end)
            if weights[at - 1] >= weight:
                continue
            last = at
            while last < len(ends) and weights[last] <= weight:
                last += 1
            at -= ends[at - 1] == end
            ends[at:last], weights[at:last], rows[at:last] = [end], [weight], [row]
    kept: set[int] = set()
    best = rows[-1]
    while best:
        kept.add(best.number)
        best = best.before
    return kept


def _places(key: str, article: str) -> Iterator[int]:
    start, count = article.find(key) if key else -1, 0
    while start >= 0 and count < MAX_PLACES:
        yield start
        start, count = article.find(key, start + 1), count + 1


def _with_heading(paragraphs: list[Paragraph], kept: set[int]) -> set[int]:
    """Return `kept` with the main heading of the page, if it is shortly before them and the only one."""
    first = min(kept)
    headings = [number for number, it in enumerate(paragraphs[:first]) if _heading(it) == "h1"]
    if any(_heading(paragraphs[number]) == "h1" for number in kept) or not headings:
        return kept
    return kept | {headings[-1]} if first - headings[-1] <= MAX_TO_HEADING else kept


def _heading(paragraph: Paragraph) -> str:
    around = (paragraph.block, *islice(paragraph.block.iterancestors(), MAX_IN_HEADING))
    return next((element.tag for element in around if element.tag in HEADINGS), "")


def _filled(paragraphs: list[Paragraph], kept: set[int]) -> set[int]:
    """Return `kept` with the few paragraphs between two of them that are siblings of one of them, and no links."""
    filled = set(kept)
    for one, other in pairwise(sorted(kept)):
        parents = {paragraphs[one].block.getparent(), paragraphs[other].block.getparent()}
        between = range(one + 1, other)
        if len(between) <= MAX_GAP:
            filled |= {
                number
                for number in between
                if (it := paragraphs[number]).block.getparent() in parents
                and it.block.tag in FILLED
                and not it.is_links
                and not _is_around(it.block)
            }
    return filled


def _by_marks(root: Element) -> list[Paragraph]:
    """Return the paragraphs of the only outermost article, or else of the main part, or else of the whole page."""
    for name in ("article", "main"):
        found = [it for it in root.iter(name) if name == "main" or next(it.iterancestors("article"), None) is None]
        if len(found) == 1:
            inner = list(_paragraphs(found[0], _is_around_article if name == "article" else _is_around))
            main = next(found[0].iterancestors("main"), found[0])
            if _length(inner) * 3 > _length(_paragraphs(main, _is_around)):
                return _without_ends(inner)
    return _without_ends(list(_paragraphs(root, _is_around))) or list(_paragraphs(root))


def _is_around_article(element: Element) -> bool:
    return element.tag == "article" or _is_around(element)


def _without_ends(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return paragraphs without links above the first heading, and without the comments at the end."""
    headings = [number for number, it in enumerate(paragraphs) if _heading(it)]
    first = headings[0] if headings else 0
    last = next((number for number in headings if number and COMMENTS.fullmatch(paragraphs[number].text)), None)
    return [it for it in paragraphs[:first] if not it.is_links] + paragraphs[first:last]


def _length(paragraphs: Iterable[Paragraph]) -> int:
    return sum(len(it.text) for it in paragraphs)


def _is_around(element: Element) -> bool:
    if element.tag in AROUND_TAGS or element.get("role") in AROUND_ROLES:
        return True
    names = f"{element.get('id', '')} {element.get('class', '')}"
    return element.tag not in {"html", "body"} and bool(AROUND_NAMES.search(names))
