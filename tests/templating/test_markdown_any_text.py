"""Whatever long text holds, its words come back: none is lost, none is added, none becomes a tag."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.templating.markdown import parser, to_html, to_inline_html
from tests.templating.support import text_of, tree

MARKDOWN = parser()
QUICK = settings(max_examples=200, deadline=None, database=None)

MARKS = r"*_[]()\-+"
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Nd"), exclude_characters=f"{MARKS}\ufffe\uffff")
PLAIN = st.text(st.one_of(LETTERS, st.sampled_from(" \t\n#>|`~=<&;!{}%:/.,\"'")), max_size=60)
"""Text without Markdown's marks for emphasis, links and lists, but with all others."""

ANY = st.text(st.one_of(LETTERS, st.sampled_from(f"{MARKS}0123456789.) \t\n\u2028\x85<&")), max_size=60)
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}


def folded(text: str) -> str:
    return " ".join(text.split())


def visible(html: str) -> str:
    """Return the text that a page with `html` shows, by reading it as HTML would be."""
    return folded(unescape(re.sub(r"<[^>]*>", " ", str(html))))


@QUICK
@given(text=PLAIN)
@example(text="a\n===\n\n| b |\n\n    c\n\n```d```")
@example(text="a \u2028 b\n\nc")
@example(text="<b>&amp;</b>")
def test_text_without_marks_is_shown_letter_for_letter(text: str) -> None:
    assert visible(to_html(MARKDOWN, text)) == folded(text)
    assert visible(to_inline_html(MARKDOWN, text)) == folded(text)


@QUICK
@given(text=PLAIN)
def test_text_without_marks_has_no_tags_but_paragraphs_and_lines(text: str) -> None:
    assert set(re.findall(r"</?(\w+)", to_html(MARKDOWN, text))) <= {"p", "br"}


@QUICK
@given(text=ANY, lead=st.sampled_from(["", "Why."]))
@example(text="a\u2028b\n\n- c", lead="")
@example(text="a\x85\x85b\n\n-", lead="Why.")
@example(text="- 1939. a\n- b", lead="")
def test_no_word_is_lost_whatever_the_marks(text: str, lead: str) -> None:
    html = to_html(MARKDOWN, text, lead)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    shown = visible(re.sub(r'<a href="([^"]*)"[^>]*>', r" \1 ", str(html)))
    assert [word for word in re.findall(r"[^\W\d_]+", text) if word not in shown] == []


@pytest.mark.parametrize("lead", ["", "Why."])
@pytest.mark.parametrize("text", ["a\n\n- b\n- c", "1939. a", "*a* **b**", "- a\n  - b\n  - c\n- d", ""])
def test_what_is_made_is_read_as_it_was_meant(text: str, lead: str) -> None:
    html = to_html(MARKDOWN, text, lead)
    assert text_of(tree(f"<html><body>{html}</body></html>")) == visible(html)
