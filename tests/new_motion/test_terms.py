"""Terms are words of the text: long ones that come again, abbreviations, and names of things."""

from __future__ import annotations

import pytest

from debatekit.checks.language import read_wordlist
from debatekit.new_motion.terms import MOST, likely_terms
from debatekit.sources.text import SourceText
from tests.new_motion.support import FOLDERS, TEXT

ENGLISH = read_wordlist(FOLDERS, "en-GB")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The playground is small. A Playground is a yard.", ["playground"]),
        ("A playground is small.", []),
        ("Irrigation is irrigation, and irrigated is another word.", ["irrigation"]),
        ("Something is something.", []),
        ("Ask the SGC, and the SGC’s caretaker.", ["SGC"]),
        ("Ask the School Garden Club’s gardener.", ["School Garden Club"]),
        ("The School Garden Club met.", ["School Garden Club"]),
        ("It was said by Jane Doe.", []),
        ("School Garden Club met.", []),
        ("ALL TREES GIVE SHADE.", []),
        ("A heading IN capitals without an end", []),
    ],
)
def test_terms_are_told_by_their_form(text: str, terms: list[str]) -> None:
    assert likely_terms(SourceText.from_paragraphs([text]), ENGLISH) == terms


def test_there_are_a_few_and_none_twice() -> None:
    words = ["playground", "irrigation", "gardeners", "gardening", "caretaker", "hosepipes", "nurseries", "woodlands"]
    terms = likely_terms(SourceText.from_paragraphs([" ".join(words * 2) + "."]), ENGLISH)
    assert len(terms) == MOST
    assert not {"gardeners", "gardening"} <= set(terms)


def test_every_term_stands_in_the_text() -> None:
    terms = likely_terms(SourceText.from_paragraphs(TEXT.splitlines()), None)
    assert terms
    assert all(term in TEXT for term in terms)
