"""Check a motion: its quotations, citations, balance and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.balance import balance_findings, measure
from debatekit.checks.citations import citation_findings
from debatekit.checks.findings import CheckReport, Finding, Severity
from debatekit.checks.language import reading_level_findings
from debatekit.checks.quotations import Verification, verify_quotations
from debatekit.checks.record import Record
from debatekit.errors import DebatekitError, Problem, did_you_mean, nearest
from debatekit.motion.loader import LoadedMotion, numbered_parts
from debatekit.motion.texts import is_placeholder, quotations_of
from debatekit.sources.readers import READERS

if TYPE_CHECKING:
    from debatekit.motion.settings import Suppression
    from debatekit.yamlfile import KeyPath, Value

SIMILARITY: Final = 0.75  # the similarity of two names of files that are almost the same


def check_motion(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> CheckReport:
    """Return the findings in a motion, and the figures behind them.

    `texts` names files with the texts of sources, by the sources' short names; others are read from the files that the
    motion names, if they exist. `folders` have the word lists, and no date may be after `today`. Raises
    `DebatekitError` if a text or the record cannot be read, or if the motion ignores what it cannot.
    """
    ignores = _read_ignores(file)
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
    ignored: list[tuple[Finding, str]] = []
    for position, (ignore, part) in enumerate(ignores):
        dropped = [it for it in findings if it.rule.code == ignore.code and it.path[: len(part)] == part]
        findings = [it for it in findings if it not in dropped]
        ignored += [(it, ignore.reason) for it in dropped]
        if not dropped:
            path, message = ("checks", "ignore", position), f"{ignore.code} is ignored here and does not occur"
            findings.append(rules.UNUSED_IGNORE.at(file, path, message, "Delete these lines."))
    loaded = {name: text for name, (_, text) in found.texts.items()}
    return CheckReport(
        file.path.as_posix(),
        tuple(sorted(findings, key=lambda finding: finding.order)),
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
    in_order = dict.fromkeys(quote.source for quote in quotations_of(file.motion))
    return Record(version=1, sources={name: found.records[name] for name in in_order}), found


def _read_ignores(file: LoadedMotion) -> list[tuple[Suppression, KeyPath]]:
    """Return what the motion ignores, each with the path of the part in which it does."""
    sources: dict[str, KeyPath] = {name: ("sources", name) for name in file.motion.sources}
    parts = sources | {str(part["id"]): path for path, part in numbered_parts(file.document.data)}
    problems: list[Problem] = []
    ignores = file.motion.checks.ignore
    for position, ignore in enumerate(ignores):
        code, part, rule = ignore.code, ignore.part, rules.BY_CODE.get(ignore.code)
        wrong: dict[str, tuple[str, str]] = {}
        if rule is None:
            wrong["code"] = f"there is no finding with the code '{code}'", did_you_mean(code, rules.BY_CODE)
        elif rule.severity is Severity.ERROR:
            wrong["code"] = f"{code} is an error, and errors cannot be ignored", "Correct what it is about."
        if part and part not in parts:
            wrong["part"] = f"there is no '{part}' in this file", did_you_mean(part, parts)
        problems += [file.document.problem(("checks", "ignore", position, key), *it) for key, it in wrong.items()]
    if problems:
        raise DebatekitError(problems)
    return [(ignore, parts[ignore.part] if ignore.part else ()) for ignore in ignores]


def _misnamed_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[Finding]:
    for name, source in file.motion.sources.items():
        path = file.path.parent / (source.text or "")
        if name in texts or path.exists() or not path.parent.is_dir():
            continue
        readable = [other for other in path.parent.iterdir() if other.suffix.lower() in READERS.keys() - {""}]
        names = {other.stem: other.name for other in readable}
        if near := nearest(path.stem, names, likeness=SIMILARITY):
            message = f"there is no file '{source.text}' here"
            hint = f"Did you mean '{PurePosixPath(source.text or '').with_name(names[near])}'?"
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
