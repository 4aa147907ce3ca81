"""Straight quotation marks and apostrophes become those of the language, where it is clear what they are."""

from __future__ import annotations

import pytest

from debatekit.templating.typography import Quotes

ENGLISH, FRENCH = Quotes("“", "”", "‘", "’"), Quotes("«\xa0", "\xa0»", "“", "”")

TYPESET = {
    "double": ('Is it "fair"?', "Is it “fair”?"),
    "two pairs": ('"a" and "b c", ("d")', "“a” and “b c”, (“d”)"),
    "emphasis": ('*"a"*', "*“a”*"),
    "over a line end": ('"a\nb"', "“a\nb”"),
    "apostrophes": ("don't; l'eau; pupils' own; the '80s", "don’t; l’eau; pupils’ own; the ’80s"),
    "single": ("the 'fair' one", "the ‘fair’ one"),
    "one within another": ("\"She said 'no', didn't she?\"", "“She said ‘no’, didn’t she?”"),
}

KEPT = [
    'a 5" pipe and a 6" pipe', '"a\n\nb"', '" a "', 'one "', "5' 6", "`\"a\"`", "https://a.example/'b'", "\\\"a\\\"",
    "“a” ‘b’ it’s",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), TYPESET.values(), ids=TYPESET)
def test_straight_marks_become_typographic_ones(typed: str, printed: str) -> None:
    assert ENGLISH.typeset(typed) == printed


def test_the_marks_are_those_of_the_language() -> None:
    assert FRENCH.typeset("C'est \"l'eau 'claire'\".") == "C’est «\xa0l’eau “claire”\xa0»."


@pytest.mark.parametrize("text", KEPT)
def test_a_mark_that_may_be_something_else_is_kept(text: str) -> None:
    assert ENGLISH.typeset(text) == text
