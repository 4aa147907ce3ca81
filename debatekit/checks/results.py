"""What a motion's checks came to: findings, and the figures behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debatekit.checks.balance import Balance
    from debatekit.checks.findings import Finding
    from debatekit.checks.wordlists import Suggestion
    from debatekit.sources import Place, SourceText
    from debatekit.yamlfile import KeyPath


class Basis(StrEnum):
    """What is known of a source's quotations."""

    TEXT = "text"
    """They were compared with the source's text."""
    RECORD = "record"
    """They were compared when the record was made; the text is not at hand."""
    NONE = "none"
    """Nobody compared them."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of the quotations of one source."""

    basis: Basis
    file: str = ""
    """The text or the record that was relied on, as it is named."""
    date: str = ""
    """The day of the record, such as 2026-11-23."""
    quotations: int = 0
    verified: int = 0
    words: int = 0
    """Words of the source, where they are known."""
    quoted_words: int = 0
    """Words of the source that are quoted, each counted once."""
    paragraphs: int = 0
    lines: int = 0
    sha256: str = ""

    @property
    def share(self) -> float:
        """The share of the source that is quoted, from 0 to 1."""
        return self.quoted_words / self.words if self.words else 0.0


@dataclass(frozen=True)
class Checked:
    """A motion that was checked."""

    findings: tuple[Finding, ...]
    balance: Balance
    sources: Mapping[str, Verified] = field(default_factory=dict)
    """By the short name of the source."""
    places: Mapping[KeyPath, Place] = field(default_factory=dict)
    """Where each verified quotation stands, by the path of the part that holds it."""
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    """Words to look at in each source whose text is at hand."""
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    """The texts that are at hand, by the short name of the source."""
    silenced: tuple[tuple[Finding, str], ...] = ()
    """Findings that the motion accepts, and why."""
