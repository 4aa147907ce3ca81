"""What a sentence states that pupils can check, told by its form: a figure, a date, a demand, a forecast, a name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from debatekit.checks.citations import MONTHS

if TYPE_CHECKING:
    from debatekit.checks.language import WordList

KINDS: Final = ("figure", "demand", "forecast", "date", "name")
"""Kinds of claims; where a sentence is of several, the first is meant. The draft has a question for each."""

YEAR: Final = re.compile(r"(?<![\w.,])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
FIGURE: Final = re.compile(r"(?<!\w)\d")
MONTH: Final = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(map(str.title, MONTHS))})\b|\b(?:{'|'.join(map(str.title, MONTHS))}) \d"
)
JOINERS: Final = "\"'(),;:.!"


def claim_kind(sentence: str, wordlist: WordList | None) -> str:
    """Return what a sentence states, one of `KINDS`, or nothing if its form does not tell."""
    without_dates = YEAR.sub("", MONTH.sub("", sentence))
    if FIGURE.search(without_dates):
        return "figure"
    if wordlist and wordlist.find("demands", sentence):
        return "demand"
    if wordlist and wordlist.find("forecasts", sentence):
        return "forecast"
    if without_dates != sentence:
        return "date"
    return "name" if _has_name(sentence) else ""


def _has_name(sentence: str) -> bool:
    """Tell whether two words with capitals follow one another, or one is all capitals, behind the first word."""
    words = [word.strip(JOINERS) for word in sentence.split()][1:]
    capital = [word[:1].isupper() and len(word) > 1 for word in words]
    return any(map(all, pairwise(capital))) or any(
        len(word) > 1 and word.isalpha() and word.isupper() for word in words
    )
