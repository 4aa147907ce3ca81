"""Inline content: texts letter for letter, links, languages; ``cases/`` has white space, styles and much else."""

from __future__ import annotations

from html import escape
from typing import Final

import pytest

from debatekit.word import write_document
from tests.outline import outline
from tests.word.support import look, opened, page

TEXTS: Final = {
    "characters of markup": "R & D < 5 > 3 \"quoted\" 'single' &amp; ]]>",
    "typographic": "“Rights” – it’s 5 € … ½",
    "emoji": "😀 👩🏽‍🏫 🇪🇺",
    "right to left": "שלום مرحبا",
    "spaces": "5\u202fkm\u3000x\u2003\u00a0 b",
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


HTML_TAGS: Final = {
    "the language of the template": ('<html lang="en-GB">', "Normal: x"),
    "its short form": ('<html lang="en">', "Normal: x"),
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
