"""What the check of one motion file came to, whether it could be read or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from debatekit.checks.findings import Severity
from debatekit.checks.selecting import selected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debatekit.checks.findings import Finding
    from debatekit.checks.results import Checked
    from debatekit.motion.model import Motion


@dataclass(frozen=True)
class Outcome:
    """The findings of a motion file in the order of its lines, and what is known of it where it could be read."""

    file: str
    findings: tuple[Finding, ...]
    motion: Motion | None = None
    checked: Checked | None = None
    documents: int = 0
    """How many documents can be built."""

    @property
    def silenced(self) -> tuple[tuple[Finding, str], ...]:
        """The findings that the motion accepts, and why."""
        return self.checked.silenced if self.checked else ()

    def fails(self, *, strict: bool = False) -> bool:
        """Tell whether there is an error; if `strict`, whether there is a warning."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(finding.rule.severity in failing for finding in self.findings)

    def selected(self, select: Sequence[str], ignore: Sequence[str]) -> Outcome:
        """Return the outcome with those findings only that are asked for."""
        return replace(self, findings=tuple(selected(self.findings, select, ignore)))

    @property
    def counts(self) -> str:
        """How many errors, warnings and notes there are, in words; nothing if there are none."""
        numbers = Counter(finding.rule.severity for finding in self.findings)
        return ", ".join(
            f"{number} {severity}{'' if number == 1 else 's'}" for severity in Severity if (number := numbers[severity])
        )
