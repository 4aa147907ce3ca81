"""What an inspection says: findings, each of a kind that has a code, a severity and a way to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_EXCERPT = 40
"""Characters of a document that are shown to find a place by."""


class Severity(StrEnum):
    """How much a finding matters, in the words of Microsoft's Accessibility Checker."""

    ERROR = "error"
    """Some people cannot read or understand what it is about."""
    WARNING = "warning"
    """Some people will often find it hard to read or understand."""
    TIP = "tip"
    """Everybody can understand it, but it could be made easier."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: a code that never changes, and how to mend it in Word, in whole sentences."""

    code: str
    severity: Severity
    mend: str

    def at(self, place: str, message: str) -> Finding:
        """Return a finding of this kind; `message` is a sentence without its full stop."""
        return Finding(self.code, self.severity, place, message, self.mend)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody may stumble over, for the person who can mend it in Word."""

    code: str
    severity: Severity
    place: str
    """Where it is, in words: "table 2", "paragraph 14 “Trees give shade.”", "header 1"."""
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}. {self.mend} [{self.code}]"


def excerpt(text: str, longest: int = LONGEST_EXCERPT) -> str:
    """Return the beginning of a text in quotation marks, in one line and without what cannot be seen."""
    text = text.strip()[: 10 * longest]
    text = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    if len(text) > longest:
        text = text[:longest].rstrip() + "…"
    return f"“{text}”"
