"""What a check came to, as GitHub's workflow commands, which mark the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.checks.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from debatekit.checks.findings import Finding
    from debatekit.checks.reports.outcome import Outcome

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_commands(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a workflow command for each finding."""
    for outcome in outcomes:
        for finding in outcome.findings:
            yield _command(finding)


def _command(finding: Finding) -> str:
    problem = finding.problem
    properties = {
        "file": problem.file,
        "line": problem.line,
        "col": problem.column,
        "title": f"{finding.rule.code} {finding.rule.name}",
    }
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    message = "\n".join([f"{problem.message}. {problem.hint}".rstrip(), *finding.details])
    return f"::{COMMANDS[finding.rule.severity]} {named}::{_data(message)}"


def _data(text: str) -> str:
    """Return a message as a workflow command holds it: in one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a property's value, in which a colon and a comma have a meaning."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
