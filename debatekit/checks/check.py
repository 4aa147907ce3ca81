"""Check a motion: its quotations, citations, balance and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from debatekit.checks import rules
from debatekit.checks.balance import Balance, balance_findings, measure
from debatekit.checks.citations import citation_findings
from debatekit.checks.findings import Finding, FindingsError, Rule, Severity
from debatekit.checks.language import Suggestion, reading_level_findings
from debatekit.checks.quotations import Record, SourceStatus, Verification, verify_quotations
from debatekit.errors import Problem, closest_word
from debatekit.motion.loader import LoadedMotion, numbered_parts
from debatekit.motion.model import Motion
from debatekit.motion.texts import is_placeholder
from debatekit.sources.readers import READERS
from debatekit.sources.text import Place, SourceText
from debatekit.yamlfile import KeyPath, Value


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
        return replace(self, findings=_in_order([*self.findings, *(Finding(rule, problem) for problem in problems)]))

    def select(self, codes: Sequence[str], ignore: Sequence[str]) -> CheckReport:
        """Return the report with the findings whose codes start so; the longest start of a code decides."""

        def longest(finding: Finding, starts: Sequence[str]) -> int:
            return max((len(start) for start in starts if finding.rule.code.startswith(start)), default=-1)

        kept = (it for it in self.findings if longest(it, codes or [""]) > longest(it, ignore))
        return replace(self, findings=tuple(kept))

    def raise_errors(self) -> None:
        """Raise `FindingsError` if a finding is an error."""
        if errors := [finding for finding in self.findings if finding.rule.severity is Severity.ERROR]:
            raise FindingsError(errors)

    def fails(self, *, strict: bool = False) -> bool:
        """Return whether a finding is an error or, if `strict`, a warning."""
        return any(strict or finding.rule.severity is Severity.ERROR for finding in self.findings)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda it: (it.problem.file, it.problem.line, it.problem.column, it.rule.code)))


def check_motion(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> CheckReport:
    """Return the findings in a motion, and the figures behind them.

    `texts` names files with the texts of sources, by the sources' short names; others are read from the files that the
    motion names, if they exist. `folders` have the word lists, and no date may be after `today`. Raises
    `DebatekitError` if a text or the record cannot be read.
    """
    found = verify_quotations(file, folders, today, texts or {})
    balance = measure(file.motion, found.wordlist)
    findings = [
        *found.findings,
        *_misnamed_texts(file, texts or {}),
        *citation_findings(file, today),
        *balance_findings(file, balance),
        *reading_level_findings(file),
        *_placeholder_findings(file),
    ]
    parts: dict[str | None, KeyPath] = {name: ("sources", name) for name in file.motion.sources}
    parts |= {part["id"]: path for path, part in numbered_parts(file.document.data)} | {None: ()}
    ignored: list[tuple[Finding, str]] = []
    for position, ignore in enumerate(file.motion.checks.ignore):
        part = parts.get(ignore.part, ("nowhere",))
        wanted = ignore.code, Severity.WARNING, part
        dropped = [it for it in findings if (it.rule.code, it.rule.severity, it.path[: len(part)]) == wanted]
        findings = [it for it in findings if it not in dropped]
        ignored += [(it, ignore.reason) for it in dropped]
        if not dropped:
            path, message = ("checks", "ignore", position), f"{ignore.code} is ignored here, and no such warning occurs"
            hint = "Delete these lines, or correct the code or the part; errors cannot be ignored."
            findings.append(rules.UNUSED_IGNORE.at(file, path, message, hint))
    loaded = {name: text for name, (_, text) in found.texts.items()}
    return CheckReport(
        file.path.as_posix(),
        _in_order(findings),
        file.motion,
        balance,
        found.sources,
        found.places,
        {name: found.wordlist.suggestions(text) for name, text in loaded.items()} if found.wordlist else {},
        loaded,
        tuple(ignored),
    )


def make_record(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> tuple[Record | None, Verification]:
    """Return the verification record of a motion with the date `today`, and the result of the verification.

    There is no record if a quotation is not in its source or was never checked. Sources whose text is not available
    keep their entries of the old record.
    """
    found = verify_quotations(file, folders, today, texts or {})
    if any(source.verified < source.quotations for source in found.sources.values()):
        return None, found
    return Record(version=1, sources=found.records), found


def _misnamed_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[Finding]:
    for name, source in file.motion.sources.items():
        path = file.path.parent / (source.text or "")
        if name in texts or path.exists():
            continue
        readable = [other for other in path.parent.glob("*") if other.suffix.lower() in READERS.keys() - {""}]
        names = {other.stem: other.name for other in readable}
        if near := closest_word(path.stem, names, likeness=0.75):
            message, given = f"there is no file '{source.text}' here", PurePosixPath(source.text or "")
            hint = f"Did you mean '{given.with_name(names[near])}'?"
            yield rules.MISNAMED_TEXT.at(file, ("sources", name, "text"), message, hint)


def _placeholder_findings(file: LoadedMotion) -> Iterator[Finding]:
    numbers = {path: part["id"] for path, part in numbered_parts(file.document.data)}
    hint = "Write it in place of the brackets, or delete the field if it can be left out."
    for path, text in _texts(file.document.data, ()):
        if is_placeholder(text):
            key = next(step for step in reversed(path) if isinstance(step, str))
            number = numbers.get(path[:3]) or numbers.get(path[:2])
            owner = f" of {number}" if number else f" under '{path[0]}'" if len(path) > 1 else ""
            yield rules.PLACEHOLDER.at(file, path, f"'{key}'{owner} is still to be written", hint)


def _texts(value: Value, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*path, key))
