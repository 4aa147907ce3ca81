"""The strict HTML reader: what is no page, and text that comes back letter for letter."""

import re
from html import escape
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from tests.checkers import own_faults
from tests.word.support import opened, page, problems, problems_in, written

NOT_PAGES: Final = {
    "an early end": (page("<p>x</p>").removesuffix("</html>"), "<html> is never closed. Put </html> where it ends."),
    "deep nesting": (page(f"<p>{'<em>' * 100}x{'</em>' * 100}</p>"), "more than 60 elements are nested"),
    "a comment": ("<!-- no head, no body -->", "this is not a page"),
    "a body before the head": ("<html><body><p>x</p></body><head><title>T</title></head></html>", "this is not a page"),
    "text after it": (page("<p>x</p>") + "x", "text is outside the page"),
    "a comment that never ends": (page("<p>x</p><!-- "), "a comment is never closed. Write --> where it ends."),
    "an unknown meta name": (page("", '<title>T</title><meta name="autor">'), 'name="autor" is not known at <meta>'),
    "no title": (page("<p>x</p>", "<title> \n </title>"), "the page has no title. Write <title> … </title>"),
}


@pytest.mark.parametrize(("html", "message"), NOT_PAGES.values(), ids=NOT_PAGES)
def test_what_is_not_a_page_is_reported(html: str, message: str) -> None:
    assert any(message in problem for problem in problems(html))


def test_all_problems_are_reported_at_once_and_in_order() -> None:
    found = problems_in(
        '<p data-at="b.html:2" clas="x">x</p><p data-at="a.html:9"><blink>x</blink></p>'
        '<p data-at="a.html:10" class="led">x<p data-at="R&amp;D.html:3"></p></p>'
    )
    assert [headline.split(": ")[0] for headline in found] == ["R&D.html:3", "a.html:9", "a.html:10", "b.html:2"]


TEXT: Final = {"tags": "<a ", "attributes": "<a '", "end tags": "</", "references": "&"}


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_many_signs_that_are_no_markup_are_text(text: str) -> None:
    """Each of these would take hours if the page were searched again from each sign."""
    (paragraph,) = opened(f"<p>{text * 300_000}</p>").paragraphs
    assert paragraph.text == " ".join((text * 300_000).split())


@pytest.mark.parametrize("body", ["<!-- " * 300_000, f"<p {'a= ' * 300_000}>"], ids=["comments", "attributes"])
def test_endless_markup_is_reported(body: str) -> None:
    assert problems_in(body)


@pytest.mark.parametrize("character", ["\uffff", "\x0b"], ids=["U+FFFF", "U+000B"])
def test_character_that_xml_forbids_is_reported_or_dropped(character: str) -> None:
    try:
        document = written(f"<p>a{character}b</p>")
    except DebatekitError:
        return
    assert own_faults(document) == []


QUICK = settings(max_examples=100, database=None)

LETTERS = st.characters(exclude_categories=("Cc", "Cn", "Cs"))
ANY_TEXT = st.text(st.one_of(LETTERS, st.sampled_from(" \t\n&<>\"';{}")), max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "em", "code"]), ANY_TEXT), max_size=5))
@example([("", "R & D < 5 > 3 \"quoted\" 'single' &amp; ]]>")])
@example([("", "😀 👩🏽‍🏫 שלום مرحبا 辩论 e\u0301 \u200b \u00ad \u2060 5\u202fkm\u3000x\u2003")])
@example([("", "{PAGE} MERGEFIELD x \\* fldSimple {{ motion }} {% if x %}")])
@example([("", "x" * 5_000)])
@example([("", " \t\n ")])
@example([("", "\u00a0a\u00a0")])
@example([("", "\ufeffa")])
@QUICK
def test_text_comes_back_letter_for_letter(pieces: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in pieces)
    expected = re.sub(r"[ \t\n\r\f]+", " ", "".join(text for _, text in pieces)).strip(" ")
    (paragraph,) = opened(f"<p>{html}</p>").paragraphs
    assert paragraph.text == expected
