"""What a web page says of its article: title, author, publisher, date and address.

What the page states for programs comes first (Open Graph, JSON-LD, `citation_…`, `dc.…`), then what it shows (`<h1>`,
`<title>`, `<time>`, `rel="author"`).
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from debatekit.ooxml import Element
from debatekit.sources.text import Metadata
from debatekit.sources.web import key_of, parse_page

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

ARTICLE_TYPES: Final = re.compile(r"(?:\w*Article|BlogPosting|\w*NewsArticle|Report|WebPage|Recipe|Review|\w*Posting)")
SEPARATOR: Final = re.compile(r"\s+[-–—|·•»«:]+\s+|\s*[|»]\s*|:\s+")
TITLE_CLASS: Final = re.compile(r"(?:^|\s)(?:entry|post|article|single)[-_]?title(?:$|\s)", re.IGNORECASE)
MAX_DATA: Final = 500_000  # characters of structured data that are read
MAX_NESTED: Final = 30  # levels of it
MAX_TITLE: Final = 300  # characters


def page_metadata(text: str) -> Metadata:
    """Return what a page says of its article; of an author in a list, each is separated by a comma."""
    root = parse_page(text)
    meta = _meta(root)
    data = sorted(_articles(root), key=lambda it: "WebPage" in _types(it))

    def first(*names: str) -> str:
        return next((value for name in names for value in meta.get(name, ()) if value), "")

    def stated(key: str) -> str:
        return next((found for it in data if (found := _name(it.get(key)))), "")

    site = first("og:site_name", "application-name") or stated("publisher")
    cited = [
        " ".join(reversed(it.split(", "))) if it.count(", ") == 1 else it for it in meta.get("citation_author", [])
    ]
    named = cited or meta.get("author") or meta.get("dc.creator") or meta.get("parsely-author")
    canonical = root.find(".//link[@rel='canonical']")
    return Metadata(
        title=_title(root, site, (first("og:title"), stated("headline"), first("citation_title", "dc.title"))),
        author=_author((stated("author"), _joined(named or []), first("article:author", "byl")), root),
        publisher=first("og:site_name", "citation_journal_title", "dc.publisher") or stated("publisher"),
        published=first("article:published_time", "og:published_time")
        or stated("datePublished")
        or first("citation_publication_date", "citation_date", "dc.date", "dc.date.issued", "dcterms.created", "date",
                 "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "datepublished")
        or _shown_date(root),
        url=(canonical.get("href", "") if canonical is not None else "") or first("og:url"),
    )  # fmt: skip


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if name := element.get(key, "").strip().lower():
                found.setdefault(name, []).append(" ".join(element.get("content", "").split()))
    return found


def _articles(root: Element) -> Iterator[dict[str, Json]]:
    """Yield the articles of a page's JSON-LD."""
    for script in root.iter("script"):
        text = (script.text or "").strip()
        if script.get("type", "").strip().lower() != "application/ld+json" or len(text) > MAX_DATA:
            continue
        try:
            data: Json = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (it for it in _objects(data) if any(ARTICLE_TYPES.fullmatch(name) for name in _types(it)))


def _objects(data: Json, depth: int = 0) -> Iterator[dict[str, Json]]:
    if depth < MAX_NESTED and isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif depth < MAX_NESTED and isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _types(data: dict[str, Json]) -> list[str]:
    types = data.get("@type")
    return [it for it in (types if isinstance(types, list) else [types]) if isinstance(it, str)]


def _name(value: Json) -> str:
    """Return the name of a person or an organization in structured data, or a text; of several, all."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, dict):
        return _name(value.get("name")) if not isinstance(value.get("name"), dict) else ""
    return _joined(_name(item) for item in value if not isinstance(item, list)) if isinstance(value, list) else ""


def _plain(text: str) -> str:
    import html

    return " ".join(html.unescape(re.sub("<[^<>]*>", "", text)).split())


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, names)))


def _title(root: Element, site: str, stated: tuple[str, ...]) -> str:
    """Return the heading of the page that its metadata confirm, or else what they say, without the site's name."""
    whole = _plain("".join(map(str, title.itertext()))) if (title := root.find(".//title")) is not None else ""
    said = [it for it in (*map(_plain, stated), whole) if (key := key_of(it)) and key != key_of(site)]
    headings = {name: list(_headings(root, name)) for name in ("h1", "h2", "h3")}
    marked = [
        text for element in root.iter() if _is_marked(element) and 1 < len(text := _text_of(element)) <= MAX_TITLE
    ]
    for found in (marked[:1], headings["h1"], headings["h2"], headings["h3"]):
        for text in said:
            for heading in found:
                if key_of(heading) != key_of(site) and _confirms(text, heading):
                    return heading
    only = headings["h1"][0] if len(headings["h1"]) == 1 and key_of(headings["h1"][0]) != key_of(site) else ""
    if only and (not any(map(key_of, stated)) or any(_alike(text, only) for text in said)):
        return only
    if said and (len(said) > 1 or not marked):
        return _without_site(said[0], site)
    return next(iter([*marked, *headings["h1"][:1], whole]))


def _headings(root: Element, name: str) -> Iterator[str]:
    for element in root.iter(name):
        if 1 < len(text := _text_of(element)) <= MAX_TITLE:
            yield text


def _is_marked(element: Element) -> bool:
    return element.get("itemprop") == "headline" or bool(
        element.tag in {"h1", "h2", "h3"} and TITLE_CLASS.search(element.get("class", ""))
    )


def _alike(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"\w{3,}", text.lower())) for text in (one, other))
    return len(first & second) * 3 >= min(len(first), len(second)) > 0


def _confirms(text: str, heading: str) -> bool:
    one, other = key_of(text), key_of(heading)
    return bool(other) and ((other in one and len(other) * 3 >= len(one)) or one in other)


def _without_site(title: str, site: str) -> str:
    for separator in SEPARATOR.finditer(title):
        before, after = title[: separator.start()], title[separator.end() :]
        if site and key_of(after) == key_of(site):
            return before
        if site and key_of(before) == key_of(site):
            return after
    return title


def _text_of(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _author(stated: Iterable[str], root: Element) -> str:
    """Return the first statement of an author that is no address or account, or else what the page shows as one."""
    names = [name for name in stated if " " in name.strip() and not re.search(r"://|@|^www\.", name)]
    return next(iter(names), "") or _shown_author(root)


def _shown_author(root: Element) -> str:
    found = [
        text
        for element in root.iter("a", "span", "p", "div", "address", "cite")
        if "author" in f"{element.get('rel', '')} {element.get('itemprop', '')}".split()
        if 2 < len(text := _text_of(element)) <= 80
    ]
    names = dict.fromkeys(found)
    return next(iter(names)) if len(names) == 1 else ""


def _shown_date(root: Element) -> str:
    """Return the date of the first `<time>` outside menus, comments and teasers."""
    for element in root.iter("time"):
        around = {it.tag for it in element.iterancestors()}
        is_main = "pubdate" in element.attrib or element.get("itemprop") == "datePublished"
        if (is_main or not around & {"aside", "nav", "footer", "li"}) and element.get("datetime"):
            return element.get("datetime", "")
    return ""
