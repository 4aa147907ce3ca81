"""What a check came to, as JSON; its shape is documented in `docs/checks.md`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debatekit.checks.findings import Finding
    from debatekit.checks.reports.outcome import Outcome
    from debatekit.checks.results import Checked

VERSION: Final = 1


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Return what several motions came to as one JSON object."""
    motions = [_motion(outcome) for outcome in outcomes]
    # ASCII, whatever the encoding of the console or the file that it is written to.
    return json.dumps({"version": VERSION, "motions": motions}, ensure_ascii=True, indent=2)


def _motion(outcome: Outcome) -> dict[str, Any]:
    result: dict[str, Any] = {
        "file": outcome.file,
        "findings": [_finding(finding) for finding in outcome.findings],
        "accepted": [{**_finding(finding), "reason": reason} for finding, reason in outcome.silenced],
    }
    if outcome.checked:
        result |= _figures(outcome.checked)
    return result


def _finding(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
        "details": list(finding.details),
        "path": list(finding.path),
    }


def _figures(checked: Checked) -> dict[str, Any]:
    balance = checked.balance
    return {
        "balance": {
            "pro": asdict(balance.pro),
            "con": asdict(balance.con),
            "uneven": [row.measure for row in balance.rows() if row.uneven],
            "unanswered": list(balance.unanswered),
            "tolerance": balance.tolerance,
            "reading": "age" if balance.english else "lix",
        },
        "sources": {name: {**asdict(known), "share": known.share} for name, known in checked.sources.items()},
        "places": [{"path": list(path), **asdict(place)} for path, place in checked.places.items()],
        "suggestions": {name: [asdict(found) for found in words] for name, words in checked.suggestions.items()},
    }
