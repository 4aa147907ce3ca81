"""What a web page says of its article: title, author, publisher, date and address.

What the page states for programs comes first (Open Graph, JSON-LD, `citation_…`, `dc.…`), then what it shows (`<h1>`,
`<title>`, `<time>`, `rel="author"`). trafilatura's own metadata are not used, because they contain guesses: domains as
names of authors, and dates of anything on the page.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from debatekit.ooxml import Element
from debatekit.sources.text import Metadata, key_of

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

ARTICLE_TYPES: Final = re.compile(r"(?:Article|Posting)\b|\b(?:Report|WebPage|Recipe|Review)\b")
TITLE_CLASS: Final = re.compile(r"(?:^|\s)(?:entry|post|article|single)[-_]?title(?:$|\s)", re.IGNORECASE)
DATES: Final = ("citation_publication_date", "dc.date", "date", "pubdate", "datepublished")
MAX_TITLE: Final = 300  # characters


def page_metadata(root: Element) -> Metadata:
    """Return what a page says of its article; several authors are separated by commas."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if value := element.get("content", "").strip():
                meta.setdefault(element.get(key, "").strip().lower(), []).append(value)
    data = list(_articles(root))

    def first(*names: str) -> str:
        return next((value for name in names for value in meta.get(name, ())), "")

    def stated(key: str) -> str:
        return next((found for it in data if (found := _name(it.get(key)))), "")

    site = first("og:site_name", "application-name") or stated("publisher")
    cited = [" ".join(reversed(it.split(", ", 1))) for it in meta.get("citation_author", ())]
    named = cited or meta.get("author") or meta.get("dc.creator") or meta.get("parsely-author") or ()
    authors = (stated("author"), ", ".join(dict.fromkeys(named)), first("article:author", "byl"))
    canonical = root.find(".//link[@rel='canonical']")
    return Metadata(
        title=_title(root, site, first("og:title") or stated("headline") or first("citation_title", "dc.title")),
        author=next(filter(_is_name, authors), "") or _shown_author(root),
        publisher=first("og:site_name", "citation_journal_title", "dc.publisher") or stated("publisher"),
        published=first("article:published_time", "og:published_time")
        or stated("datePublished")
        or first(*DATES)
        or _shown_date(root),
        url=(canonical.get("href", "") if canonical is not None else "") or first("og:url"),
    )


def _articles(root: Element) -> Iterator[dict[str, Json]]:
    """Yield the articles of a page's JSON-LD."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            objects = list(_objects(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
        yield from (it for it in objects if ARTICLE_TYPES.search(str(it.get("@type"))))


def _objects(data: Json) -> Iterator[dict[str, Json]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects([data.get("@graph"), data.get("mainEntity")])


def _name(value: Json) -> str:
    """Return the name of a person or an organization in structured data, or a text; of several, all."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value))))
    if isinstance(value, dict):
        value = value.get("name")
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub("<[^<>]*>", "", text)).split())


def _is_name(author: str) -> bool:
    """Return whether an author is no address and no account."""
    return " " in author.strip() and not re.search(r"://|@|^www\.", author)


def _title(root: Element, site: str, stated: str) -> str:
    """Return the heading of the page that its metadata confirm, or else its only main heading, or what they say."""
    whole = next(map(_text_of, root.iter("title")), "")
    said = [text for text in (_plain(stated), whole) if key_of(text) not in {"", key_of(site)}]
    marked, h1, h2, h3 = (
        [text for element in found if 1 < len(text := _text_of(element)) <= MAX_TITLE and key_of(text) != key_of(site)]
        for found in (filter(_is_marked, root.iter()), *map(root.iter, ("h1", "h2", "h3")))
    )
    for heading in (*marked[:1], *h1, *h2, *h3):
        if any(_confirms(text, heading) for text in said):
            return heading
    return h1[0] if len(h1) == 1 else next(iter([*said, *marked, *h1, whole]))


def _is_marked(element: Element) -> bool:
    is_titled = element.tag in {"h1", "h2", "h3"} and TITLE_CLASS.search(element.get("class", ""))
    return bool(is_titled) or element.get("itemprop") == "headline"


def _confirms(text: str, heading: str) -> bool:
    one, other = key_of(text), key_of(heading)
    return bool(other) and ((other in one and len(other) * 3 >= len(one)) or one in other)


def _text_of(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _shown_author(root: Element) -> str:
    """Return the only author whom the page marks as one."""
    found = {
        text
        for element in root.iter("a", "span", "p", "div", "address", "cite")
        if "author" in f"{element.get('rel', '')} {element.get('itemprop', '')}".split()
        if 2 < len(text := _text_of(element)) <= 80
    }
    return found.pop() if len(found) == 1 else ""


def _shown_date(root: Element) -> str:
    """Return the date of the first `<time>` outside menus, comments and teasers."""
    for element in root.iter("time"):
        around = {it.tag for it in element.iterancestors()}
        is_main = "pubdate" in element.attrib or element.get("itemprop") == "datePublished"
        if (is_main or not around & {"aside", "nav", "footer", "li"}) and element.get("datetime"):
            return element.get("datetime", "")
    return ""
