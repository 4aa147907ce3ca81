"""Findings of a check, and the rules that they violate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from debatekit.errors import DebatekitError, Problem
from debatekit.motion.loader import LoadedMotion
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


class FindingsError(DebatekitError):
    """Findings that are errors, so that nothing is built."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(finding.problem for finding in self.findings)

    def __reduce__(self) -> tuple[type[DebatekitError], tuple[object, ...]]:
        return type(self), (self.findings,)
