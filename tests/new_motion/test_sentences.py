"""Sentences that are proposed are whole, short, understood alone, and stand in the text once, as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.checks.language import read_wordlist
from debatekit.new_motion.claims import claim_kind
from debatekit.new_motion.sentences import quotable_sentences
from debatekit.sources.text import SourceText
from tests.new_motion.support import FOLDERS, propose

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = read_wordlist(FOLDERS, "en-GB")


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Trees give some shade. Roots lift the stones.", ["Trees give some shade.", "Roots lift the stones."]),
        ("Trees’ leaves give “some shade”.", ["Trees’ leaves give “some shade”."]),
        ("Do trees give some shade? Trees give shade", []),
        ("They give some shade. This is why pupils sit there. However, roots lift stones.", []),
        ("Trees give shade.", []),
        ("Trees give " + "some " * 30 + "shade.", []),
        ("Roots “lift the stones. Trees give” some shade.", []),
        ("Trees give … some shade. Trees [old ones] give some shade.", []),
        ("TREES GIVE SOME SHADE!", []),
        ("trees give some shade.", []),
        ("Mr. Oak has a small tree.", ["Mr. Oak has a small tree."]),
    ],
)
def test_sentences_that_can_be_quoted(paragraph: str, found: list[str]) -> None:
    assert [it.text for it in quotable_sentences(SourceText.from_paragraphs([paragraph]), ENGLISH)] == found


def test_a_sentence_that_stands_in_the_text_twice_is_left_out() -> None:
    source = SourceText.from_paragraphs(["Trees give some shade. Roots lift the stones.", "It is said: Trees give some shade."])
    assert [(it.text, it.paragraph) for it in quotable_sentences(source, ENGLISH)] == [("Roots lift the stones.", 1)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Trees need 40 litres of water.", "figure"),
        ("Trees need 1,500 litres of water.", "figure"),
        ("The club met in 2025.", "date"),
        ("The club met on 12 June.", "date"),
        ("Every school must plant a tree.", "demand"),
        ("The yard will be cooler.", "forecast"),
        ("Pupils of the Garden Club count birds.", "name"),
        ("A gardener of the SGC counts birds.", "name"),
        ("Trees give some shade.", ""),
        ("Garden clubs count birds.", ""),
    ],
)
def test_what_a_sentence_states_is_told_by_its_form(sentence: str, kind: str) -> None:
    assert claim_kind(sentence, ENGLISH) == kind


def test_without_a_list_of_words_figures_dates_and_names_are_told() -> None:
    assert [claim_kind(it, None) for it in ("Das sind 40 Liter.", "Das war 2025.", "Man muss pflanzen.")] == [
        "figure", "date", "",
    ]  # fmt: skip


def test_a_sentence_that_the_words_before_turn_round_is_left_out() -> None:
    source = SourceText.from_paragraphs(["It is not … Trees give some shade."])
    assert quotable_sentences(source, ENGLISH) == []
    assert [it.text for it in quotable_sentences(source, None)] == ["Trees give some shade."]


def test_a_word_that_stands_twice_in_its_paragraph_is_not_proposed(tmp_path: Path) -> None:
    filler = "\n".join("Grass grows below a tree." for _ in range(20))
    twice = propose(tmp_path, f"A threat is a threat.\nTrees are essential.\n{filler}")
    assert [(words.quote, words.kind) for words in twice.words] == [("essential", "agreed")]
