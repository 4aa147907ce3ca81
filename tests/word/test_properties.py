"""Properties of every page: text comes back letter for letter, and no nesting gives an invalid document."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debatekit.ooxml import WP, Element, W
from debatekit.word import write_document
from tests.checkers import own_faults
from tests.word.support import SNAPSHOTS, look, opened, page, part
from tests.word.trees import Page, pages

QUICK = settings(max_examples=100, database=None)
THOROUGH = settings(QUICK, max_examples=200, suppress_health_check=[HealthCheck.too_slow])

LETTERS = st.characters(exclude_categories=("Cc", "Cn", "Cs"))
TEXT = st.text(st.one_of(LETTERS, st.sampled_from(" \t\n&<>\"';{}")), max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "em", "code"]), TEXT), max_size=5))
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


def words_of(root: Element) -> list[str]:
    """Return the words of a part in order: in text, titles of tables, choices, and alternative texts of pictures."""
    lists = (control for control in root.iter(f"{W}sdt") if control.find(f"{W}sdtPr/{W}dropDownList") is not None)
    repeated = {text for control in lists for text in control.iterfind(f"{W}sdtContent//{W}t")}
    is_result = False
    for element in root.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        is_result = kind == "separate" if kind else is_result
        repeated |= {element} if is_result else set()
    words = []
    for element in root.iter(f"{W}t", f"{W}tab", f"{W}tblCaption", f"{W}listItem", f"{WP}docPr"):
        values = (element.get(f"{W}val"), element.get(f"{W}displayText"), element.get("descr"), element.text, " ")
        words += [next(value for value in values if value)] if element not in repeated else []
    return re.findall(r"word\d+", "".join(words))


@pytest.mark.slow
@given(pages())
@THOROUGH
def test_every_page_is_a_sound_document_that_loses_no_word(made: Page) -> None:
    html = page(made.edges + made.body)
    document = write_document(html, look(), "page.html", fillable=made.fillable, folders=[SNAPSHOTS])
    assert own_faults(document) == []
    main, *notes = made.body.split('<aside role="doc-footnote"')
    assert words_of(part(document, "word/document.xml")) == re.findall(r"word\d+", main)
    if notes:
        assert words_of(part(document, "word/footnotes.xml")) == re.findall(r"word\d+", "".join(notes))
