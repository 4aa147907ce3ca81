"""Of a web page, the article is read as a browser shows it, and what the page says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debatekit.sources.readers import read_source
from debatekit.sources.text import Metadata

ONE = "The town should close its old bridge to cars, because the stones have moved by four centimetres since spring."
TWO = "Drivers say that the way round the hill costs them a quarter of an hour every morning, and twice that in snow."
THREE = "In 2023 the council counted 1,900 cars a day; 62 % of them crossed the bridge without stopping in the town."
FOUR = "Engineers of the county want to look at the third arch before anyone decides what the repair would cost."
STORY = f"<h1>Close the bridge</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p>"
ARTICLE = ["Close the bridge", ONE, TWO, THREE, FOUR]
MENU = "<div class=menu><ul>" + "".join(f"<li><a href=/{it}>{it} news</a></li>" for it in ("Town", "Sport", "World"))
FOOT = "</ul></div><footer><p>Copyright 2024 The Bridge Post. All rights reserved in the whole wide world.</p></footer>"
TEASER = "<article class=teaser><h3><a href=/fair>The fair is open again</a></h3><p>By Ann Other</p></article>"


def paragraphs(folder: Path, page: str | bytes) -> list[str]:
    path = folder / "page.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return list(read_source(path).paragraphs)


NOTED = "spring.<sup id=r1><a href=#n1>[1]</a></sup>"
GONE = "<del> No.</del><i style=display:none> No.</i>"

ARTICLES = {
    "menus, footers": f"<a href=#m>Skip to content</a>{MENU}</ul></div><div>{STORY}</div>{FOOT}",
    "an article": f"<p>The Bridge Post</p><article>{STORY}</article><aside><p>Win a car!</p></aside>",
    "the only article is a teaser": f"<main><div class=story>{STORY}</div>{TEASER}</main>",
    "comments are articles": f"<article>{STORY}<section id=comments><h2>3 comments</h2><article><p>I like my car"
    " more than any bridge in the town.</p></article></section></article>",
    "a script with signs": f"<script>for (i = 0; i<n; i++) {{ {'x1 ' * 400} }}</script><article>{STORY}</article>",
    "tags left open without scripts": f"<noscript><div id=a><template></noscript><article>{STORY}</article>",
    "two line breaks": f"<article><h1>Close the bridge</h1><div>{'<br> <br/>'.join(ARTICLE[1:])}</div></article>",
    "line breaks around nothing": f"<article><h1>Close the bridge</h1>{'<br><b> </b><br>'.join(ARTICLE[1:])}</article>",
    "deleted and hidden": f"<article>{STORY.replace(FOUR, FOUR + GONE)}</article>",
    "marks of notes": f"<article>{STORY.replace('spring.', NOTED)}</article>",
}


@pytest.mark.parametrize("page", ARTICLES.values(), ids=ARTICLES)
def test_the_article_is_read(tmp_path: Path, page: str) -> None:
    assert paragraphs(tmp_path, f"<html><head><title>Bridge</title></head><body>{page}</body></html>") == ARTICLE


SMALL = {
    "what is around": (f"<nav>Home</nav><p>Close it.</p><div class='post-comments'>No.</div>{FOOT}", ["Close it."]),
    "nothing but a menu": ("<nav><p>Close it.</p></nav>", ["Close it."]),
    "a power is no mark": ("<p>500 m<sup>2</sup> of stone</p>", ["500 m2 of stone"]),
    "one line break": ("<p>Close<br>it.</p>", ["Close it."]),
}


@pytest.mark.parametrize(("page", "expected"), SMALL.values(), ids=SMALL)
def test_a_small_page_is_read_by_its_marks(tmp_path: Path, page: str, expected: list[str]) -> None:
    assert paragraphs(tmp_path, page) == expected


def test_one_bad_byte_is_no_reason_to_refuse_a_page(tmp_path: Path) -> None:
    page = f"<meta charset=utf-8><article>{STORY}<p>Brücke, Fluß, Straße, B\udcfcrger</p></article>"
    assert paragraphs(tmp_path, page.encode("utf-8", "surrogateescape"))[-1] == "Brücke, Fluß, Straße, Bürger"


def test_the_extractor_of_a_page_is_known_and_other_files_have_none(tmp_path: Path) -> None:
    paragraphs(tmp_path, STORY)
    (tmp_path / "a.txt").write_text(ONE)
    assert "trafilatura " in read_source(tmp_path / "page.html").extractor
    assert not read_source(tmp_path / "a.txt").extractor


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def said(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


POST = {"@type": "Organization", "name": "The Bridge Post"}
HEADS = {
    "the heading that the metadata confirm": (
        "<title>Close the bridge - The Bridge Post</title>" + said("og:site_name", "The Bridge Post"),
        "<h1>The Bridge Post</h1><h2>Close the bridge</h2>",
        Metadata("Close the bridge", publisher="The Bridge Post"),
    ),
    "structured data": (
        ld(headline="Close &amp; repair", author=[{"name": "Jane Doe"}, {"name": "Max Roe"}], publisher=POST,
           datePublished="2024-05-06T08:00:00Z"), "",
        Metadata("Close & repair", "Jane Doe, Max Roe", "The Bridge Post", "2024-05-06T08:00:00Z"),
    ),
    "a graph of data": (
        ld(**{"@type": "Thing", "@graph": [{"@type": ["Article"], "headline": "Close"}]}), "", Metadata("Close"),
    ),
    "an account, and an author that the page shows": (
        said("article:author", "https://social.example/jane"), "<a rel=author href=/j>Jane Doe</a>",
        Metadata(author="Jane Doe"),
    ),
    "a paper": (
        said("citation_title", "On bridges")
        + said("citation_author", "Doe, Jane") + said("citation_author", "Roe, Max")
        + said("citation_publication_date", "2024/05/06"), "",
        Metadata("On bridges", "Jane Doe, Max Roe", published="2024/05/06"),
    ),
    "a time that is shown": ("", "<time datetime=2024-05-06>6 May</time>", Metadata(published="2024-05-06")),
    "data that are damaged": ('<script type="application/ld+json">{"@type": </script>', "", Metadata()),
}  # fmt: skip


@pytest.mark.parametrize(("head", "body", "expected"), HEADS.values(), ids=HEADS)
def test_what_a_page_says_of_its_article(tmp_path: Path, head: str, body: str, expected: Metadata) -> None:
    (tmp_path / "page.html").write_text(f"<html><head>{head}</head><body>{body}<p>{ONE}</p></body></html>")
    assert read_source(tmp_path / "page.html").metadata == expected
