"""Words of a language that are worth a second look: hedges, loaded words, and words that turn a sentence round."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of a source that may be worth looking at: the word, why, and where it stands."""

    word: str
    kind: str
    """What kind of word it is, in words: "absolute", "loaded"."""
    paragraph: int
    line: int
