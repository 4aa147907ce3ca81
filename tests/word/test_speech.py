"""Languages and directions of text, and the quotation marks of each language."""

from __future__ import annotations

import pytest

from debatekit.word import write_document
from debatekit.word.speech import QUOTATION_MARKS, quotation_marks
from tests.outline import outline
from tests.word.support import TABLE, W, body_of, inline, lines, look, page, problems_in, values

SPEECH = {
    "words in another language": ('a <em lang="fr">b</em> c', "a [Emphasis fr|b] c"),
    "the page's own language": ('a <span lang="en-GB">b</span>', "a [en-GB|b]"),
    "a language of East Asia": ('<span lang="ja">x</span>', "[eastAsia:ja|x]"),
    "from right to left": ('a <span lang="ar" dir="rtl">b</span>', "a [rtl bidi:ar|b]"),
    "one in another": (
        '<span lang="fr">a <span lang="de">b</span> c</span>',
        "[fr|a ][de|b][fr| c]",
    ),
    "left to right in right to left": (
        '<span lang="he" dir="rtl">a <span lang="en" dir="ltr">b</span></span>',
        "[rtl bidi:he|a ][en|b]",
    ),
    "a link": ('<a href="https://example.org" lang="fr">x</a>', "[link https://example.org |[Hyperlink fr|x]]"),
    "a field's value": ('<input title="x" value="y" lang="fr">', "[text title=x y]"),
}


@pytest.mark.parametrize(("html", "expected"), SPEECH.values(), ids=SPEECH)
def test_language_and_direction_of_words(html: str, expected: str) -> None:
    assert inline(html) == expected


def test_value_of_a_field_is_in_its_language() -> None:
    body = '<p><input title="x" value="y" lang="fr"> <select title="z" lang="de"><option>a</option></select></p>'
    assert values(body_of(body), "lang") == ["fr", "de"]


BLOCKS = {
    "heading": '<h2 lang="ar" dir="rtl">x</h2>',
    "division": '<div class="together" lang="ar" dir="rtl"><p>x</p></div>',
    "box": '<aside class="note" lang="ar" dir="rtl">x</aside>',
    "item": '<ul lang="ar"><li dir="rtl">x</li></ul>',
    "term": '<dl lang="ar" dir="rtl"><dt>x</dt></dl>',
    "meaning": '<dl><dd lang="ar" dir="rtl">x</dd></dl>',
    "legend": '<fieldset lang="ar" dir="rtl"><legend>x</legend></fieldset>',
}


@pytest.mark.parametrize("body", BLOCKS.values(), ids=BLOCKS)
def test_direction_of_a_block(body: str) -> None:
    (only,) = lines(body)
    assert " +rtl" in only
    assert only.endswith(": [rtl bidi:ar|x]")


@pytest.mark.parametrize("around", ["{}", '<div class="together" dir="rtl">{}</div>'])
def test_columns_of_a_table_run_from_right_to_left(around: str) -> None:
    table = TABLE.replace("<table>", '<table dir="rtl">')
    root = body_of(around.format(table))
    assert len(list(root.iter(f"{W}bidiVisual"))) == 1
    assert [len(list(paragraph.iter(f"{W}bidi"))) for paragraph in root.iter(f"{W}p")] == [1, 1]


def test_table_runs_from_left_to_right_elsewhere() -> None:
    assert list(body_of(TABLE).iter(f"{W}bidiVisual")) == []


def document(html_tag: str, body: str = "<p>x</p>") -> str:
    """Return the outline of a page whose ``html`` has attributes."""
    html = page(body).replace('<html lang="en">', html_tag)
    return outline(write_document(html, look(), "page.html"))


PAGES = {
    "its look's language": ('<html lang="en-GB">', "Normal: x"),
    "its look's language in short": ('<html lang="en">', "Normal: x"),
    "no language": ("<html>", "Normal: x"),
    "another language": ('<html lang="fr">', "Normal: [fr|x]"),
    "another English": ('<html lang="en-US">', "Normal: [en-US|x]"),
    "from right to left": ('<html lang="ar" dir="rtl">', "Normal +rtl: [rtl bidi:ar|x]\nlast section: nextPage rtl"),
}


@pytest.mark.parametrize(("html_tag", "expected"), PAGES.values(), ids=PAGES)
def test_language_of_the_whole_page(html_tag: str, expected: str) -> None:
    assert document(html_tag) == f"title: A page\n{expected}\n"


def test_header_and_footer_run_with_the_page() -> None:
    body = '<header><p>x</p></header><footer><p><output name="page"></output></p></footer><p>y</p>'
    found = document('<html lang="ar" dir="rtl">', body)
    assert "  Header +rtl: [rtl bidi:ar|x]\n" in found
    assert "  Footer +rtl: {PAGE}\n" in found


QUOTATIONS = {
    "English": ("a <q>b</q>, c", "a “b”, c"),
    "white space inside": ("a <q> b </q> c", "a “b” c"),
    "at the start": ("<q>a</q>", "“a”"),
    "one in another": ("<q>a <q>b</q></q>", "“a ‘b’”"),
    "three": ("<q>a <q>b <q>c</q></q></q>", "“a ‘b “c”’”"),
    "two, one after another": ("<q>a</q> <q>b</q>", "“a” “b”"),
    "in a French sentence": ('<span lang="fr">a <q>b</q></span>', "[fr|a «\u00a0b\u00a0»]"),
    "in a German sentence": ('<span lang="de-AT">a <q>b <q>c</q></q></span>', "[de-AT|a „b ‚c‘“]"),
    "in a language that is not known": ('<span lang="xx"><q>b</q></span>', "[xx|“b”]"),
    "with emphasis": ("<q><em>a</em> b</q>", "“[Emphasis|a] b”"),
    "in emphasis": ("<em>a <q>b</q></em>", "[Emphasis|a “b”]"),
}


@pytest.mark.parametrize(("html", "expected"), QUOTATIONS.values(), ids=QUOTATIONS)
def test_quotation_has_the_marks_of_its_language(html: str, expected: str) -> None:
    assert inline(html) == expected


@pytest.mark.parametrize("language", sorted(QUOTATION_MARKS))
def test_every_language_has_two_pairs_of_marks(language: str) -> None:
    assert len(QUOTATION_MARKS[language]) == 4
    opening, closing = quotation_marks(f"{language.upper()}-XX", inner=False)
    assert opening[0] == QUOTATION_MARKS[language][0]
    assert closing[-1] == QUOTATION_MARKS[language][1]


WRONG = {
    "a direction": ('<p dir="up">x</p>', 'dir="up" is not known at <p>. Choose from: ltr, rtl.'),
    "no direction": ('<p dir="">x</p>', 'dir="" is not known at <p>. Choose from: ltr, rtl.'),
    "a language of two words": ('<p lang="x y">x</p>', 'lang="x y" is not known at <p>. Write the tag of a language'),
    "no language": ('<p lang="">x</p>', 'lang="" is not known at <p>. Write the tag of a language, such as en'),
    "a language's name": ('<em lang="english">x</em>', 'lang="english" is not known at <em>'),
    "nothing at a span": ("<p><span>x</span></p>", "<span> needs a class. Choose from: number, end, secondary."),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_language_or_direction_is_told(body: str, message: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(f"page.html: {message}")
