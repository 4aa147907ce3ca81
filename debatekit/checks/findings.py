"""What a check says: findings, each by a rule that has a code, a severity and a way to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from debatekit.errors import DebatekitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debatekit.errors import Problem
    from debatekit.yamlfile import Document, KeyPath


class Severity(StrEnum):
    """How much a finding matters; the words are those of SARIF 2.1.0, section 3.27.10."""

    ERROR = "error"
    """No kit is built."""
    WARNING = "warning"
    """A kit is built, and somebody should look; an error where checks are strict."""
    NOTE = "note"
    """Good to know."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: a code that never changes, a name, and what stands of it in `docs/checks.md`."""

    code: str
    name: str
    severity: Severity
    finds: str
    """What is found, in a sentence without its full stop."""
    why: str
    """Why it matters, in whole sentences; the source of the rule, if it is one of debating, stands here."""

    def at(
        self,
        document: Document,
        path: KeyPath,
        message: str,
        hint: str = "",
        details: tuple[str, ...] = (),
        *,
        at_key: bool = False,
    ) -> Finding:
        """Return a finding of this rule at the value that `path` leads to in a motion, or at its key."""
        return Finding(self, document.problem(path, message, hint, at_key=at_key), path, details)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its rule, its place and sentence, where in the motion, and lines that show more of it."""

    rule: Rule
    problem: Problem
    path: KeyPath = ()
    details: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, Problem]:
        """What findings are sorted by: their place, then their code."""
        return self.problem.file, self.problem.line, self.problem.column, self.rule.code, self.problem


class FindingsError(DebatekitError):
    """Findings that are errors, so that nothing is built; sorted by place."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings, key=lambda finding: finding.order)
        super().__init__(finding.problem for finding in self.findings)

    def __reduce__(self) -> tuple[type[DebatekitError], tuple[object, ...]]:
        return type(self), (self.findings,)
