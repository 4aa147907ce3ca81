"""Findings of a check, the rules that they violate, and the report that collects them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from debatekit.errors import DebatekitError, Problem

if TYPE_CHECKING:
    from debatekit.checks.balance import Balance
    from debatekit.checks.language import Suggestion
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion
    from debatekit.sources.text import Place, SourceText
    from debatekit.yamlfile import KeyPath


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # no kit is built
    WARNING = "warning"  # a kit is built, and the author should look; an error if checks are strict


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding, as `docs/checks.md` describes it; its code never changes."""

    code: str
    name: str
    severity: Severity
    finds: str  # what is found, as a sentence without its full stop
    why: str  # why it matters, in whole sentences, with the source of the rule if it is one of debating

    def at(self, file: LoadedMotion, path: KeyPath, message: str, hint: str, details: Iterable[str] = ()) -> Finding:
        """Return a finding at the value at `path` in a motion; one about a side or a source is at its key."""
        at_key = path[0] in {"sources", "pro", "con"} and len(path) <= 2
        return Finding(self, file.document.problem(path, message, hint, at_key=at_key), path, tuple(details))


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation of a rule: the problem, its path in the motion, and lines with details."""

    rule: Rule
    problem: Problem
    path: KeyPath = ()
    details: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, Problem]:
        """The sort key: the place, then the code."""
        return self.problem.file, self.problem.line, self.problem.column, self.rule.code, self.problem


class FindingsError(DebatekitError):
    """Findings that are errors, so that nothing is built."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(finding.problem for finding in self.findings)

    def __reduce__(self) -> tuple[type[DebatekitError], tuple[object, ...]]:
        return type(self), (self.findings,)


class Evidence(StrEnum):
    """What the quotations of a source were compared with."""

    TEXT = "text"
    RECORD = "record"  # the verification record, because the text is not available
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What is known about the quotations of a source."""

    basis: Evidence
    file: str = ""  # the file of the text or the record
    date: str = ""  # the day of the record, such as 2026-11-23
    quotations: int = 0
    verified: int = 0
    words: int = 0  # words of the source, if they are known
    quoted_words: int = 0  # quoted words of the source, each counted once

    @property
    def share(self) -> float:
        """The share of the source that is quoted, from 0 to 1."""
        return self.quoted_words / self.words if self.words else 0.0


@dataclass(frozen=True)
class CheckReport:
    """The findings in a motion file, sorted by place, and the figures behind them if the file could be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    motion: Motion | None = None
    balance: Balance | None = None
    sources: Mapping[str, SourceStatus] = field(default_factory=dict)  # by short name, as suggestions and texts
    places: Mapping[KeyPath, Place] = field(default_factory=dict)  # by the path of the part that quotes
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    ignored: tuple[tuple[Finding, str], ...] = ()  # findings that the motion ignores, with the reason
    documents: int = 0  # how many documents can be built

    def add(self, rule: Rule, problems: Iterable[Problem]) -> CheckReport:
        """Return the report with `problems` as findings of a rule."""
        findings = [*self.findings, *(Finding(rule, problem) for problem in problems)]
        return replace(self, findings=tuple(sorted(findings, key=lambda finding: finding.order)))

    def select(self, codes: Sequence[str], ignore: Sequence[str]) -> CheckReport:
        """Return the report with the findings whose codes start so; the longest start of a code decides."""

        def longest(code: str, starts: Sequence[str]) -> int:
            return max((len(start) for start in starts if code.startswith(start)), default=-1)

        kept = (it for it in self.findings if longest(it.rule.code, codes or [""]) > longest(it.rule.code, ignore))
        return replace(self, findings=tuple(kept))

    def raise_errors(self) -> None:
        """Raise `FindingsError` if a finding is an error."""
        if errors := [finding for finding in self.findings if finding.rule.severity is Severity.ERROR]:
            raise FindingsError(errors)

    def fails(self, *, strict: bool = False) -> bool:
        """Return whether a finding is an error or, if `strict`, a warning."""
        return any(strict or finding.rule.severity is Severity.ERROR for finding in self.findings)
