"""Words and sentences are counted, and how hard a text is follows from the published formulas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.language import plain, reading, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trees give shade. Yards are small.", ["Trees give shade.", "Yards are small."]),
        ("Is it so? Yes! No … Well…", ["Is it so?", "Yes!", "No …", "Well…"]),
        ("It costs 3.5 a year, or 1,000 in all. So what?", ["It costs 3.5 a year, or 1,000 in all.", "So what?"]),
        ("See No. 5, p. 7. It is short.", ["See No. 5, p. 7.", "It is short."]),
        ("Trees, e.g. Oaks, grow. So do others, i.e. All.", ["Trees, e.g. Oaks, grow.", "So do others, i.e. All."]),
        ("Mr. T. Ree plants. Dr. Y. Ard waters.", ["Mr. T. Ree plants.", "Dr. Y. Ard waters."]),
        ("In the U.S. Congress trees grow.", ["In the U.S. Congress trees grow."]),
        ("They say “trees grow.” Others (not all.) Well.", ['They say "trees grow."', "Others (not all.)", "Well."]),
        ("Wait... and see. Then go.", ["Wait... and see.", "Then go."]),
        ("no football\nno quiet corner", ["no football", "no quiet corner"]),
        ("Été. École. Ärger!", ["Été.", "École.", "Ärger!"]),
        ("1939. The war began.", ["1939.", "The war began."]),
        ("", []),
        ("… – !", []),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trees give shade.", ["Trees", "give", "shade"]),
        ("a well-known tree’s shade", ["a", "well-known", "tree's", "shade"]),
        ("3.5 or 1,000 – so", ["3.5", "or", "1", "000", "so"]),
        ("« Été »", ["Été"]),
        ("", []),
    ],
)
def test_words_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*Trees* give **shade**.", "Trees give shade."),
        ("a [link](https://example.org) here", "a link here"),
        ("one\ntwo\n\nthree", "one two\nthree"),
        ("- one\n- two", "one\ntwo"),
        ("2 < 3 & 4", "2 < 3 & 4"),
    ],
)
def test_long_text_loses_its_marks(typed: str, expected: str) -> None:
    assert plain(typed) == expected


FIFTY = "Seven letters in winters. " * 5 + "Trees give much shade in the yard of our school. " * 3
"""50 words, of which 10 have seven letters, in 8 sentences, with 216 letters."""


def test_the_reading_age_is_that_of_the_published_formula() -> None:
    assert (len(words(FIFTY)), len(sentences(FIFTY))) == (50, 8)
    letters = 5 * (5 + 7 + 2 + 7) + 3 * (5 + 4 + 4 + 5 + 2 + 3 + 4 + 2 + 3 + 6)
    grade = 4.71 * letters / 50 + 0.5 * 50 / 8 - 21.43
    assert reading(FIFTY, "en-GB") == pytest.approx(max(5, grade + 5))


def test_other_languages_have_lix() -> None:
    assert reading(FIFTY, "de") == pytest.approx(50 / 8 + 100 * 10 / 50)


def test_short_texts_are_not_estimated() -> None:
    assert reading("Trees give shade.", "en") is None
    assert reading("Trees give shade.", "en", 3) is not None
    assert reading("", "en", 0) is None


@given(st.text(), st.sampled_from(["en", "fr"]))
def test_any_text_is_measured(text: str, language: str) -> None:
    assert "".join(words(" ".join(sentences(text)))) == "".join(words(" ".join(text.splitlines())))
    level = reading(plain(text), language, 1)
    assert level is None or level > 0
