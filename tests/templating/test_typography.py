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
    "double within double": ('"She said "no" to it"', "“She said ‘no’ to it”"),
    "typographic within double": ('"She said “no” to it"', "“She said ‘no’ to it”"),
}

QUOTED = {
    "within": ("She said “no” to it", "“She said ‘no’ to it”", "«\xa0She said “no” to it\xa0»"),
    "at both ends": ("“No,” she said. “Never.”", "“‘No,’ she said. ‘Never.’”", "«\xa0“No,” she said. “Never.”\xa0»"),
    "inner already": ("‘No’ it is", "“‘No’ it is”", "«\xa0“No” it is\xa0»"),
    "three levels": ("“a ‘b “c” d’ e”", "“‘a “b ‘c’ d” e’”", "«\xa0“a «\xa0b “c” d\xa0» e”\xa0»"),
    "German marks": ("„Nein“ und ‚ja‘", "“‘Nein’ und ‘ja’”", "«\xa0“Nein” und “ja”\xa0»"),
    "French marks": ("« Non » et «\u202foui\u202f»", "“‘Non’ et ‘oui’”", "«\xa0“Non” et “oui”\xa0»"),
    "apostrophes": ("l’eau, ’80s: “it’s”", "“l’eau, ’80s: ‘it’s’”", "«\xa0l’eau, ’80s: “it’s”\xa0»"),
    "inches": ("5” and 6” wide", "“5” and 6” wide”", "«\xa05” and 6” wide\xa0»"),
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


@pytest.mark.parametrize(("text", "english", "french"), QUOTED.values(), ids=QUOTED)
def test_a_quotation_within_a_quotation_has_the_inner_marks(text: str, english: str, french: str) -> None:
    assert ENGLISH.quoted(text) == english
    assert FRENCH.quoted(text) == french


def test_thousands_of_marks_take_no_time() -> None:
    text = "“a ‘b’ c s’ " * 20_000
    assert ENGLISH.quoted(text).count("’") >= 20_000
