"""Inline content: texts letter for letter, links, languages; ``cases/`` has white space, styles and much else."""

from __future__ import annotations

from html import escape
from typing import Final

import pytest

from debatekit.word import write_document
from tests.outline import outline
from tests.word.support import TABLE, W, body_of, lines, look, opened, page, part, values, written

TEXTS: Final = {
    "characters of markup": "R & D < 5 > 3 \"quoted\" 'single' &amp; ]]>",
    "typographic": "“Rights” – it’s 5 € … ½",
    "emoji": "😀 👩🏽‍🏫 🇪🇺",
    "right to left": "שלום مرحبا",
    "East Asian": "辩论 討論 토론",
    "combining": "e\u0301 \u200b \u00ad \u2060",
    "fields of Word": "{PAGE} MERGEFIELD x \\* fldSimple",
    "templates": "{{ motion }} {% if x %} ${x}",
    "a long word": "x" * 5_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_is_kept_letter_for_letter(text: str) -> None:
    document = opened(f"<p>{escape(text)}</p>", head=f"<title>{escape(text[:200])}</title>")
    assert [paragraph.text for paragraph in document.paragraphs] == [text]
    assert document.core_properties.title == " ".join(text[:200].split())


@pytest.mark.parametrize("text", ["5\u202fkm\u3000x\u2003", "\u00a0a\u00a0 b"], ids=["wide spaces", "no-break spaces"])
def test_other_spaces_are_kept(text: str) -> None:
    assert opened(f"<p>{text}</p>").paragraphs[0].text == text


def test_white_space_of_all_kinds_collapses() -> None:
    assert lines("<p>a\n\t b\r\n c\f d</p>") == ["Normal: a b c d"]


def test_non_breaking_hyphen_is_an_element() -> None:
    (paragraph,) = body_of("<p>2026\u201111\u201123</p>").iter(f"{W}p")
    names = [str(node.tag).removeprefix(W) for node in paragraph.iter()]
    assert names[-5:] == ["t", "noBreakHyphen", "t", "noBreakHyphen", "t"]
    assert opened("<p>2026\u201111\u201123</p>").paragraphs[0].text == "2026-11-23"


def test_each_target_has_one_relationship() -> None:
    document = written(
        "<p><a href='https://a.org'>b</a> <a href='https://a.org'>c</a> <a href='https://d.org'>d</a></p>"
    )
    links = [link for link in part(document, "word/_rels/document.xml.rels") if link.get("TargetMode") == "External"]
    assert [link.get("Target") for link in links] == ["https://a.org", "https://d.org"]


def test_bookmarks_have_unique_ids() -> None:
    root = body_of('<h1 id="a">x</h1><p id="b"><em id="c">y</em></p>')
    assert sorted(values(root, "bookmarkStart", "id")) == sorted(values(root, "bookmarkEnd", "id")) == ["1", "2", "3"]


def test_fields_have_the_language_of_their_element() -> None:
    body = '<p><input title="x" value="y" lang="fr"> <select title="z" lang="de"><option>a</option></select></p>'
    assert values(body_of(body), "lang") == ["fr", "de"]


HTML_TAGS: Final = {
    "the language of the template": ('<html lang="en-GB">', "Normal: x"),
    "its short form": ('<html lang="en">', "Normal: x"),
    "no language": ("<html>", "Normal: x"),
    "another language": ('<html lang="fr">', "Normal: [fr|x]"),
    "another English": ('<html lang="en-US">', "Normal: [en-US|x]"),
    "right to left": ('<html lang="ar" dir="rtl">', "Normal +rtl: [rtl bidi:ar|x]\nlast section: nextPage rtl"),
}


def page_in(html_tag: str, body: str) -> str:
    """Return the outline of a page with the start tag of its ``html`` element."""
    html = page(body).replace('<html lang="en">', html_tag)
    return outline(write_document(html, look(), "page.html"))


@pytest.mark.parametrize(("html_tag", "expected"), HTML_TAGS.values(), ids=HTML_TAGS)
def test_language_of_the_page(html_tag: str, expected: str) -> None:
    assert page_in(html_tag, "<p>x</p>") == f"title: A page\n{expected}\n"


def test_header_and_footer_have_the_direction_of_the_page() -> None:
    body = '<header><p>x</p></header><footer><p><output name="page"></output></p></footer><p>y</p>'
    found = page_in('<html lang="ar" dir="rtl">', body)
    assert "  Header +rtl: [rtl bidi:ar|x]\n" in found
    assert "  Footer +rtl: {PAGE}\n" in found


@pytest.mark.parametrize("around", ["{}", '<div class="together" dir="rtl">{}</div>'], ids=["alone", "within rtl"])
def test_columns_of_a_table_run_from_right_to_left(around: str) -> None:
    root = body_of(around.format(TABLE.replace("<table>", '<table dir="rtl">')))
    assert len(list(root.iter(f"{W}bidiVisual"))) == 1
    assert [len(list(paragraph.iter(f"{W}bidi"))) for paragraph in root.iter(f"{W}p")] == [1, 1]
    assert not list(body_of(TABLE).iter(f"{W}bidiVisual"))
