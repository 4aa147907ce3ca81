"""What pages print of a checked motion: plain data, no sentences of its own.

The shapes are those of `checked` and `readings` in `debatekit/templating/extras.py`; the words stand in the files of
languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.checks.balance import Balance
    from debatekit.checks.findings import Finding
    from debatekit.checks.results import Checked, Verified
    from debatekit.sources import SourceText


def page_data(checked: Checked) -> dict[str, Any]:
    """Return what is printed of `checked`, as texts, numbers, lists and mappings."""
    return {
        "rows": list(_rows(checked.balance)),
        "unanswered": list(checked.balance.unanswered),
        "sources": {name: _verified(verified) for name, verified in checked.sources.items()},
        "findings": [_finding(finding) for finding in checked.findings],
        "accepted": [{**_finding(finding), "reason": reason} for finding, reason in checked.silenced],
    }


def readings(checked: Checked) -> list[dict[str, Any]]:
    """Return the texts of the sources that are at hand, in the lines of their numbered reading."""
    return [{"source": name, "paragraphs": list(_paragraphs(text))} for name, text in checked.texts.items()]


def _paragraphs(text: SourceText) -> Iterator[dict[str, Any]]:
    first = 1
    for number, lines in enumerate(text.lines, 1):
        yield {"number": number, "first_line": first, "lines": list(lines)}
        first += len(lines)


def _rows(balance: Balance) -> Iterator[dict[str, Any]]:
    """Yield each measure of both sides; a difference that the motion accepts is a difference all the same."""
    for row in balance.rows():
        key = "lix" if row.measure == "reading" and not balance.english else row.measure
        yield {"key": key, "pro": _figure(row.pro), "con": _figure(row.con), "uneven": row.uneven}


def _figure(value: float | None) -> str:
    """Return a measure as it is printed: whole, for a reading age with decimals would seem exact."""
    return "" if value is None else str(round(value))


def _verified(verified: Verified) -> dict[str, Any]:
    return {
        "basis": verified.basis.value,
        "date": verified.date,
        "quotations": verified.quotations,
        "verified": verified.verified,
        "words": verified.words,
        "quoted_words": verified.quoted_words,
        "quoted_percent": f"{100 * verified.share:.1f}",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.rule.code, "message": finding.problem.message, "line": finding.problem.line}
