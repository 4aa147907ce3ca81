"""What a file says of the origin of its text outside the text: a web page's metadata, a Word file's properties.

Nothing is fetched. What is said is taken as it is; whether it is true, or meant for readers, is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.ooxml import Package
from debatekit.reading.text import read_bytes
from debatekit.sources.encoding import printable

if TYPE_CHECKING:
    from pathlib import Path

DC: Final = "{http://purl.org/dc/elements/1.1/}"
"""The namespace of a document's core properties (ECMA-376 part 2, 11.1)."""

LONGEST: Final = 200
"""Characters of a value; a longer one is no title and no name."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its text; what it does not say is an empty text."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


def read_metadata(path: Path) -> Metadata:
    """Return what the file at `path` says of its text; plain text and Markdown say nothing.

    Raises `DebatekitError` if the file cannot be read.
    """
    ending = path.suffix.lower()
    if ending in {".html", ".htm", ".xhtml"}:
        return _of_page(read_bytes(path), path.as_posix())
    return _of_word_file(read_bytes(path), path.as_posix()) if ending == ".docx" else Metadata()


def _of_page(raw: bytes, file: str) -> Metadata:
    """Return what the head of a page says, in the words of HTML, the Open Graph protocol and RFC 6596 (canonical)."""
    from debatekit.sources.web import read_page

    page = read_page(raw, file)
    if page is None:
        return Metadata()
    said: dict[str, str] = {}
    for meta in page.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").strip().lower()
        said.setdefault(key, meta.get("content") or "")
    links = (link.get("href") for link in page.iter("link") if (link.get("rel") or "").strip().lower() == "canonical")
    titles = ("".join(map(str, title.itertext())) for title in page.iter("title"))
    return Metadata(
        title=_value(said.get("og:title") or next(titles, "")),
        author=_value(said.get("author", "")),
        publisher=_value(said.get("og:site_name", "")),
        published=_value(said.get("article:published_time", "")),
        url=_value(next(links, None) or ""),
    )


def _of_word_file(raw: bytes, file: str) -> Metadata:
    found = Package(raw, file).root.related("core-properties")
    if not found:
        return Metadata()
    properties = found[0].xml()
    return Metadata(
        title=_value(properties.findtext(f"{DC}title") or ""), author=_value(properties.findtext(f"{DC}creator") or "")
    )


def _value(text: str) -> str:
    """Return `text` in one line, or nothing where it is too long to be a name."""
    line = " ".join(printable(text).split())
    return line if len(line) <= LONGEST else ""
