"""What stands within a paragraph: white space, text styles, links, breaks, numbers, characters of all kinds."""

from __future__ import annotations

from html import escape

import pytest

from debatekit.word.vocabulary import CHARACTER_STYLES
from tests.outline import outline
from tests.word.support import TABLE, W, body_of, inline, line, opened, part, problems_in, values, written

WHITE_SPACE = {
    "spaces fold": ("a   b", "a b"),
    "line ends and tabs fold": ("a\n\t b\r\n c\f d", "a b c d"),
    "none at start and end": ("  a b \n", "a b"),
    "between elements": ("a <em>b</em> c", "a [Emphasis|b] c"),
    "within elements, at both ends": ("a<em> b </em>c", "a[Emphasis| b ]c"),
    "on both sides of a tag": ("a <em> b</em>", "a [Emphasis|b]"),
    "an element of white space": ("a<em> </em>b", "a[Emphasis| ]b"),
    "at the start of a styled start": ("<em> a</em> b", "[Emphasis|a] b"),
    "none between elements": ("<em>a</em><strong>b</strong>", "[Emphasis|a][Strong|b]"),
    "alone": (" \n ", ""),
    "no-break spaces stay": ("&nbsp;a&nbsp; b", "\u00a0a\u00a0 b"),
    "narrow no-break and wide spaces stay": ("5\u202fkm\u3000x\u2003", "5\u202fkm\u3000x\u2003"),
    "around a break": ("a <br> b", "a<br>b"),
    "two breaks": ("a<br><br>b", "a<br><br>b"),
    "around an end": ("a <span class='end'> b </span> ", "a<tab>b"),
    "around a number": ("<span class='number'> C1 </span> a", "[Number|C1]<tab>a"),
    "around a comment": ("a <!-- x --> b", "a b"),
}


@pytest.mark.parametrize(("html", "expected"), WHITE_SPACE.values(), ids=WHITE_SPACE)
def test_white_space(html: str, expected: str) -> None:
    assert inline(html) == expected


@pytest.mark.parametrize(("tag", "style"), CHARACTER_STYLES.items(), ids=CHARACTER_STYLES)
def test_each_element_has_its_style(tag: str, style: str) -> None:
    assert inline(f"a <{tag}>b</{tag}> c") == f"a [{style}|b] c"


STYLED = {
    "strong, then both": ("<strong>a<em>b</em>c</strong>", "[Strong|a][Strong Emphasis|b][Strong|c]"),
    "emphasised, then both": ("<em>a <strong>b</strong></em>", "[Emphasis|a ][Strong Emphasis|b]"),
    "a title in strong text": ("<strong><cite>a</cite></strong>", "[Strong Emphasis|a]"),
    "the same twice": ("<em>a<em>b</em></em>", "[Emphasis|ab]"),
    "others: the inner one": ("<strong>a<code>b</code></strong>", "[Strong|a][Code|b]"),
    "quiet": ("<span class='secondary'>a</span>", "[Secondary|a]"),
    "an end keeps the style around it": ("<strong>a<span class='end'>b</span></strong>", "[Strong|a]<tab>[Strong|b]"),
    "a language": ("a (<em lang='fr'>b</em>) c", "a ([Emphasis fr|b]) c"),
    "a language within another": (
        "<em lang='fr'>a<strong lang='la'>b</strong>c</em>",
        "[Emphasis fr|a][Strong Emphasis la|b][Emphasis fr|c]",
    ),
}


@pytest.mark.parametrize(("html", "expected"), STYLED.values(), ids=STYLED)
def test_styles_combine(html: str, expected: str) -> None:
    assert inline(html) == expected


LANGUAGES = {
    "paragraph": "<p lang='fr'>mot</p>",
    "quotation": "<blockquote lang='fr'><p>mot</p></blockquote>",
    "item": "<ul><li lang='fr'>mot</li></ul>",
    "item that goes deeper": "<ul><li lang='fr'>mot<ul><li lang='fr'>mot</li></ul></li></ul>",
    "list": "<ul lang='fr'><li>mot</li></ul>",
    "card": "<section class='card' lang='fr'><p>mot</p></section>",
    "cell": TABLE.replace("<th>Head", "<th lang='fr'>mot").replace("<td>Cell", "<td lang='fr'><p>mot</p>"),
}


@pytest.mark.parametrize("body", LANGUAGES.values(), ids=LANGUAGES)
def test_language_of_an_element_is_that_of_its_words(body: str) -> None:
    for run in body_of(body).iter(f"{W}r"):
        assert values(run, "lang") == ["fr"]


LINKS = {
    "a word": ("<a href='https://a.org'>b</a>", "[link https://a.org |[Hyperlink|b]]"),
    "spaces outside": ("a <a href='https://a.org'>b</a> c", "a [link https://a.org |[Hyperlink|b]] c"),
    "no spaces": ("a<a href='https://a.org'>b</a>c", "a[link https://a.org |[Hyperlink|b]]c"),
    "a query": ("<a href='https://a.org/?b=1&amp;c=%20'>b</a>", "[link https://a.org/?b=1&c=%20 |[Hyperlink|b]]"),
    "emphasis within": (
        "<a href='https://a.org'>b <em>c</em></a>",
        "[link https://a.org |[Hyperlink|b ][Emphasis|c]]",
    ),
    "in strong text": (
        "<strong>a <a href='https://a.org'>b</a></strong>",
        "[Strong|a ][link https://a.org |[Hyperlink|b]]",
    ),
    "in another language": (
        "<em lang='fr'>a <a href='https://a.org'>b</a></em>",
        "[Emphasis fr|a ][link https://a.org |[Hyperlink fr|b]]",
    ),
    "mail": ("<a href='mailto:a@b.org'>b</a>", "[link mailto:a@b.org |[Hyperlink|b]]"),
    "capital letters": ("<a href='HTTPS://A.org'>b</a>", "[link HTTPS://A.org |[Hyperlink|b]]"),
}


@pytest.mark.parametrize(("html", "expected"), LINKS.values(), ids=LINKS)
def test_links(html: str, expected: str) -> None:
    assert inline(html) == expected


def test_space_before_a_link_in_a_paragraph_with_a_language() -> None:
    found = line("<p lang='fr'>a <a href='https://a.org'>b</a></p>")
    assert found == "Normal: [fr|a ][link https://a.org |[Hyperlink fr|b]]"


def test_one_target_has_one_relationship() -> None:
    document = written(
        "<p><a href='https://a.org'>b</a> <a href='https://a.org'>c</a> <a href='https://d.org'>d</a></p>"
    )
    links = [link for link in part(document, "word/_rels/document.xml.rels") if link.get("TargetMode") == "External"]
    assert [link.get("Target") for link in links] == ["https://a.org", "https://d.org"]


NOT_LINKS = {
    "without an address": ("<a>x</a>", "page.html: this link leads nowhere. Give it href"),
    "without text": ("<a href='https://a.org'></a>", "page.html: this link has no text. Write what it leads to"),
    "of spaces": ("<a href='https://a.org'> </a>", "page.html: this link has no text. Write what it leads to"),
    "of nothing strong": ("<a href='https://a.org'><strong></strong></a>", "page.html: this link has no text."),
}


@pytest.mark.parametrize(("html", "message"), NOT_LINKS.values(), ids=NOT_LINKS)
def test_links_that_are_none(html: str, message: str) -> None:
    (only,) = problems_in(f"<p>{html}</p>")
    assert only.startswith(message)


BLOCKS_WITHIN = {"heading": "<h2>x</h2>", "list": "<ul><li>x</li></ul>", "card": "<section class='card'>x</section>"}


@pytest.mark.parametrize("block", BLOCKS_WITHIN.values(), ids=BLOCKS_WITHIN)
def test_block_within_a_line_is_told(block: str) -> None:
    (only,) = problems_in(f"<p><em>{block}</em></p>")
    assert "cannot stand in <p>. Close <p> before it." in only


TEXTS = {
    "markup's own characters": "R & D < 5 > 3 \"quoted\" 'single' &amp; ]]>",
    "typographic": "“Rights” – it’s 5 € … ½",
    "emoji": "😀 👩🏽‍🏫 🇪🇺",
    "right to left": "שלום مرحبا",
    "East Asian": "辩论 討論 토론",
    "combining": "e\u0301 \u200b \u00ad \u2060",
    "fields of Word": "{PAGE} MERGEFIELD x \\* fldSimple",
    "templates": "{{ motion }} {% if x %} ${x}",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_comes_back_letter_for_letter(text: str) -> None:
    document = opened(f"<p>{escape(text)}</p>", head=f"<title>{escape(text)}</title>")
    assert [paragraph.text for paragraph in document.paragraphs] == [text]
    assert document.core_properties.title == " ".join(text.split())


def test_ampersand_and_angle_that_are_no_markup() -> None:
    assert inline("R & D < 5") == "R & D < 5"


def test_word_of_five_thousand_characters() -> None:
    assert inline("x" * 5_000) == "x" * 5_000


def test_everything_at_once_in_one_paragraph() -> None:
    found = outline(
        written("<h2><span class='number'>1</span>a <strong>b<br>c</strong><span class='end'>d</span></h2>")
    )
    assert found.splitlines()[1:] == ["Heading 2: [Number|1]<tab>a [Strong|b]<br>[Strong|c]<tab>d"]


def test_a_hyphen_that_must_not_break_is_words_own() -> None:
    (paragraph,) = body_of("<p>2026\u201111\u201123</p>").iter(f"{W}p")
    assert [node.tag.removeprefix(W) for node in paragraph.iter() if node.tag != f"{W}pPr"][-5:] == [
        "t",
        "noBreakHyphen",
        "t",
        "noBreakHyphen",
        "t",
    ]
    assert opened("<p>2026\u201111\u201123</p>").paragraphs[0].text == "2026-11-23"
