"""A source's text is counted in paragraphs, lines and words, and known again by its fingerprint."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources import Place, SourceText, fold
from debatekit.sources.text import LINE_WIDTH


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“Trees” ‘give’ «shade»", '"Trees" \'give\' "shade"'),
        ("a–b — c‐d‑e −f", "a-b - c-d-e -f"),
        ("ﬁne oﬃce ﬂag", "fine office flag"),
        ("wa\u00adter\u200b\ufeff", "water"),
        (" a\u00a0b\tc\r\nd\u2009e ", "a b c d e"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("Æon œuvre ß …", "Æon œuvre ß …"),
        ("", ""),
    ],
)
def test_only_how_characters_are_written_is_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_white_space_and_empty_paragraphs_do_not_count() -> None:
    text = SourceText.of(["  Trees \n give\u00a0shade ", "", " \u00ad ", "Yards."])
    assert text.paragraphs == ("Trees give shade", "Yards.")
    assert text.sha256 == hashlib.sha256(b"Trees give shade\nYards.").hexdigest()


def test_a_quotation_has_its_paragraph_and_lines() -> None:
    text = SourceText.of(["Trees", "give " * 20 + "shade", "Yards"])
    start = text.folded.index("shade")
    assert text.place(start, start + 5) == Place(2, 3, 3)
    assert text.place(text.folded.index("give"), start + 5) == Place(2, 2, 3)
    assert text.place(text.folded.index("Yards"), len(text.folded)) == Place(3, 4, 4)


@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_keeps_its_words_in_order(paragraphs: list[str]) -> None:
    text = SourceText.of(paragraphs)
    assert text.folded.replace("\n", " ") == " ".join(fold(word.text) for word in text.words)
    assert [" ".join(lines) for lines in text.lines] == list(text.paragraphs)
    assert [word.line for word in text.words] == sorted(word.line for word in text.words)
    for lines in text.lines:
        assert all(len(line) <= LINE_WIDTH or " " not in line for line in lines)
    for number, word in enumerate(text.words):
        start = sum(len(fold(before.text)) + 1 for before in text.words[:number])
        assert text.word_at(start) == number
        assert text.written(start, start + 1) == word.text
