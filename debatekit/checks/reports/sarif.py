"""What a check came to, in SARIF 2.1.0 (OASIS), which editors and code-scanning services read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from debatekit.checks.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debatekit.checks.findings import Finding
    from debatekit.checks.reports.outcome import Outcome

INDEX: Final = {rule.code: number for number, rule in enumerate(RULES)}


def as_sarif(outcomes: Sequence[Outcome], version: str) -> str:
    """Return what several motions came to as one SARIF log; `version` is that of the program (section 3.13)."""
    results = [_result(finding) for outcome in outcomes for finding in outcome.findings]
    results += [
        _result(finding) | {"suppressions": [{"kind": "inSource", "justification": reason}]}  # section 3.27.23
        for outcome in outcomes
        for finding, reason in outcome.silenced
    ]
    driver = {
        "name": "debatekit",
        "semanticVersion": version,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": f"{rule.finds[:1].upper()}{rule.finds[1:]}."},
                "fullDescription": {"text": rule.why},
                "defaultConfiguration": {"level": rule.severity},
            }
            for rule in RULES
        ],
    }
    # Columns are counted in characters, as everywhere in this program (section 3.14.17).
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        },
        indent=2,
    )


def _result(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    sentences = f"{problem.message[:1].upper()}{problem.message[1:]}. {problem.hint}".rstrip()
    path = Path(problem.file)
    address = path.as_uri() if path.is_absolute() else quote(problem.file)  # section 3.10.1
    place: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": INDEX[finding.rule.code],
        "level": finding.rule.severity,
        "message": {"text": "\n".join([sentences, *finding.details])},
        "locations": [{"physicalLocation": place}],
    }
