"""How far both sides are served alike: what each has, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """What one side has."""

    arguments: int
    words: int
    quotes: int
    facts: int
    finds: int
    replies: int
    """Arguments of the other side that one of this side's answers."""
    questions: int
    """Questions about one of this side's arguments."""
    reading: float | None
    """The reading age in years, or LIX where the language is not English; None where there is too little text."""
    hedges: int | None
    """Words such as "may"; None where the language has no list."""
    loaded: int | None

    @property
    def evidence(self) -> int:
        """Pieces of evidence of all kinds."""
        return self.quotes + self.facts + self.finds


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides' measures, and the arguments that nobody answers, by their numbers."""

    pro: Measures
    con: Measures
    unanswered: tuple[str, ...]
