"""Check reports: the findings and figures of a motion, as text, as JSON, and as data for templates."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import Any, Final, Self

from debatekit.checks.balance import EVIDENCE_KINDS, MEASURES, Balance, Figure
from debatekit.checks.language import Suggestion, WordList
from debatekit.checks.quotations import SourceStatus
from debatekit.checks.rules import PLACEHOLDER, Finding, FindingsError, Rule
from debatekit.errors import Problem, plural, quantity
from debatekit.motion.model import Motion
from debatekit.sources.text import Place, SourceText
from debatekit.yamlfile import KeyPath

MAX_PLACEHOLDERS: Final = 5  # that are listed one by one


@dataclass(frozen=True)
class CheckReport:
    """The findings in a motion file, sorted by place, and the figures behind them if the file could be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    motion: Motion | None = None
    balance: Balance | None = None
    sources: Mapping[str, SourceStatus] = field(default_factory=dict)  # by name, as texts
    places: Mapping[KeyPath, Place] = field(default_factory=dict)  # by the path of the part that quotes
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    wordlist: WordList | None = None
    ignored: tuple[tuple[Finding, str], ...] = ()  # findings that the motion ignores, with the reason
    documents: int = 0  # how many documents can be built

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings as they are printed and counted: many placeholders are one finding."""
        placeholders = [finding for finding in self.findings if finding.rule is PLACEHOLDER]
        if len(placeholders) <= MAX_PLACEHOLDERS:
            return self.findings
        message = f"{len(placeholders)} texts are still to be written"
        problem = Problem(self.file, 0, 0, message, "Write each in place of its brackets, or delete it.")
        lines = list(dict.fromkeys(str(finding.problem.line) for finding in placeholders))
        details = f"in {plural(len(lines), 'line')} {', '.join(lines)}"
        others = (finding for finding in self.findings if finding.rule is not PLACEHOLDER)
        return (Finding(PLACEHOLDER, problem, details=(details,)), *others)

    @property
    def suggestions(self) -> dict[str, tuple[Suggestion, ...]]:
        """The words of each source that may be worth a look."""
        return {name: self.wordlist.suggestions(text) for name, text in self.texts.items()} if self.wordlist else {}

    def add(self, rule: Rule, problems: Iterable[Problem]) -> Self:
        """Return the report with `problems` as findings of a rule."""
        added = (Finding(rule, problem) for problem in problems)
        return replace(self, findings=in_order([*self.findings, *added]))

    def select(self, codes: Sequence[str], ignore: Sequence[str]) -> Self:
        """Return the report with the findings whose codes start so; the longest start of a code decides."""

        def longest(finding: Finding, starts: Sequence[str]) -> int:
            return max((len(start) for start in starts if finding.rule.code.startswith(start)), default=-1)

        kept = (it for it in self.findings if longest(it, codes or [""]) > longest(it, ignore))
        return replace(self, findings=tuple(kept))

    def raise_errors(self) -> None:
        """Raise `FindingsError` if a finding is an error."""
        if errors := [finding for finding in self.findings if finding.rule.severity == "error"]:
            raise FindingsError(errors)

    def fails(self, *, strict: bool = False) -> bool:
        """Return whether a finding is an error or, if `strict`, a warning."""
        return any(strict or finding.rule.severity == "error" for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place."""
    return tuple(sorted(findings, key=lambda it: (it.problem.file, it.problem.line, it.problem.column, it.rule.code)))


def finding_text(finding: Finding) -> str:
    """Return a finding as it is printed: the problem and its code, the line of the file, and the details."""
    headline, *excerpt = str(finding.problem).split("\n")
    headline += f" [{finding.rule.code} {finding.rule.severity}]"
    return "\n".join([headline, *excerpt, *(f"      = {line}" for line in finding.details)])


def summary_text(report: CheckReport) -> str:
    """Return a line about a motion that could be read."""
    motion = report.motion
    assert motion
    counts = Counter(finding.rule.severity for finding in report.listed)
    parts = [
        *(quantity(counts[severity], severity) for severity in ("error", "warning") if counts[severity]),
        f"{quantity(len(motion.pro.arguments), 'argument')} for",
        f"{len(motion.con.arguments)} against",
        quantity(len(motion.questions), "question"),
        quantity(report.documents, "document"),
    ]
    return f"{'' if report.fails() else 'OK '}{report.file}: {', '.join(parts)}"


def figures_text(report: CheckReport) -> Iterator[str]:
    """Yield the lines below the summary: quotations, balance, suggestions, and what is ignored."""
    for name, source in report.sources.items():
        yield f"  '{name}': {_source_text(source)}"
    yield from _balance_text(report.balance) if report.balance else ()
    for name, suggestions in report.suggestions.items():
        if suggestions:
            yield f"  words of '{name}' that may be worth a look (suggested, not judged):"
        for number, group in groupby(suggestions, key=lambda it: it.paragraph):
            yield f"    paragraph {number}: " + ", ".join(f"“{found.word}” ({found.kind})" for found in group)
    if report.ignored:
        ignored = sorted({f"{finding.rule.code} ({reason})" for finding, reason in report.ignored})
        yield f"  ignored in the motion: {'; '.join(ignored)}"


def _source_text(source: SourceStatus) -> str:
    quotations = quantity(source.quotations, "quotation")
    if source.basis == "none":
        return f"{quotations}, not verified: its text is not available"
    how = f"as verified on {source.date}, by {source.file}; the text itself is not available"
    how = how if source.date else f"found word for word in {source.file}"
    share = f"{source.quoted_words} of its {source.words} words are quoted ({100 * source.share:.1f} %)"
    return f"{source.verified} of {quotations} {how}; {share}"


def _balance_text(balance: Balance) -> Iterator[str]:
    yield f"  {'':24}{'for':>8}{'against':>10}"
    for name, (pro, con, is_uneven) in balance.rows.items():
        label = MEASURES[name][1] or ("reading age, estimated" if balance.english else "LIX, estimated")
        label = f"  {label}" if name in EVIDENCE_KINDS else label
        uneven = f"   differ by more than {balance.max_difference} %" if is_uneven and name != "reading" else ""
        if pro or con:
            yield f"  {label:24}{_figure(pro, '–'):>8}{_figure(con, '–'):>10}{uneven}"
    if balance.unanswered:
        yield f"  nobody answers {', '.join(balance.unanswered)}"


def _figure(figure: Figure, missing: str) -> str:
    return missing if figure is None else f"{figure:.0f}"


def as_json(reports: Sequence[CheckReport]) -> str:
    """Return reports as JSON, in the form that `docs/checks.md` describes."""
    motions = [_report_data(report) for report in reports]
    return json.dumps({"version": 1, "motions": motions}, ensure_ascii=True, indent=2)  # for any console's encoding


def _report_data(report: CheckReport) -> dict[str, Any]:
    data: dict[str, Any] = {
        "file": report.file,
        "findings": list(map(_finding_data, report.findings)),
        "ignored": _ignored_data(report),
    }
    if balance := report.balance:
        data["balance"] = {
            "pro": {name: pro for name, (pro, _, _) in balance.rows.items()},
            "con": {name: con for name, (_, con, _) in balance.rows.items()},
            "uneven": [name for name, (_, _, is_uneven) in balance.rows.items() if is_uneven],
            "unanswered": list(balance.unanswered),
            "max_difference": balance.max_difference,
            "reading": "age" if balance.english else "lix",
        }
        data["sources"] = _sources_data(report)
        data["places"] = [{"path": list(path), **place._asdict()} for path, place in report.places.items()]
        data["suggestions"] = {name: [found._asdict() for found in words] for name, words in report.suggestions.items()}
    return data


def _ignored_data(report: CheckReport) -> list[dict[str, Any]]:
    return [{**_finding_data(finding), "reason": reason} for finding, reason in report.ignored]


def _sources_data(report: CheckReport) -> dict[str, Any]:
    sources = report.sources.items()
    return {name: {**it._asdict(), "quoted_percent": f"{100 * it.share:.1f}"} for name, it in sources}


def _finding_data(finding: Finding) -> dict[str, Any]:
    rule = {key: getattr(finding.rule, key) for key in ("code", "name", "severity")}
    problem = {key: getattr(finding.problem, key) for key in ("file", "line", "column", "message", "hint")}
    return {**rule, **problem, "details": list(finding.details), "path": list(finding.path)}


def template_data(report: CheckReport) -> dict[str, Any]:
    """Return what the page on fairness and sources prints, as plain data without sentences."""
    balance = report.balance
    assert balance, "only a motion that was read is printed"
    lix = {} if balance.english else {"reading": "lix"}
    rows = [
        {"key": lix.get(name, name), "pro": _figure(pro, ""), "con": _figure(con, ""), "uneven": is_uneven}
        for name, (pro, con, is_uneven) in balance.rows.items()
    ]
    return {
        "rows": rows,
        "unanswered": list(balance.unanswered),
        "sources": _sources_data(report),
        "findings": list(map(_finding_data, report.findings)),
        "accepted": _ignored_data(report),
    }


def numbered_readings(report: CheckReport, sources: Collection[str]) -> list[dict[str, Any]]:
    """Return the available texts of `sources` in the lines of their numbered reading."""
    readings = []
    for name, text in report.texts.items():
        if name not in sources:
            continue
        rows = enumerate(zip(accumulate(map(len, text.lines), initial=1), text.lines, strict=False), 1)
        paragraphs = [{"number": it, "first_line": first, "lines": list(lines)} for it, (first, lines) in rows]
        readings.append({"source": name, "paragraphs": paragraphs})
    return readings
