"""Sentences end where readers end them, in every built-in language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.language import words
from debatekit.checks.sentences import sentences
from tests.checks.support import HERE

LANGUAGES = re.findall(r"# (.*)\n((?:[^#\n].*\n|\n)+)", (HERE / "sentences.txt").read_text(encoding="utf-8"))
"""Languages with sentences, one a line, in groups that are one text."""

CASES = [(language, group.splitlines()) for language, groups in LANGUAGES for group in groups.strip().split("\n\n")]


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_sentences_end_where_readers_end_them(language: str, expected: list[str]) -> None:
    plain = [re.sub("[„“«»”]", '"', sentence).replace("’", "'") for sentence in expected]
    assert sentences("".join(expected) if language == "zh" else " ".join(expected), language) == plain


def test_a_line_ends_a_sentence_and_one_without_letters_is_none() -> None:
    assert sentences("Trees\nGive shade.\n\n12.\n6. 5. 2024.\n* * *\n") == ["Trees", "Give shade."]


def test_a_long_run_of_marks_is_divided_in_time() -> None:
    assert len(sentences("." * 20_000 + "… x word")) == 1
    assert len(sentences('" ' * 20_000 + "word. " + ". " * 20_000)) == 1


@given(st.text() | st.text('ab. "?。学1'), st.sampled_from(["en", "fr", "de", "ja"]))
def test_no_word_is_lost_and_every_sentence_has_a_letter(text: str, language: str) -> None:
    found = sentences(text, language)
    assert all(any(map(str.isalpha, sentence)) for sentence in found)
    letters = [word for word in words(" ".join(text.splitlines())) if any(map(str.isalpha, word))]
    assert set(letters) <= set(words(" ".join(found))) or "。" in text
