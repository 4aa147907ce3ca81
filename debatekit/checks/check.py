"""Check a motion: its quotations, citations, balance and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.balance import balance_findings, measure
from debatekit.checks.citations import citation_findings
from debatekit.checks.findings import CheckReport, Severity
from debatekit.checks.language import read_wordlist, reading_level_findings
from debatekit.checks.quotations import LoadedSource, Verification, verify_quotations
from debatekit.checks.record import VERSION, Record, read_record
from debatekit.errors import DebatekitError, did_you_mean, nearest
from debatekit.motion.loader import numbered_parts
from debatekit.motion.texts import is_placeholder, quotations_of
from debatekit.sources.readers import READERS, read_source

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding
    from debatekit.errors import Problem
    from debatekit.motion.loader import LoadedMotion
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
    if problems := list(_ignore_problems(file)):
        raise DebatekitError(problems)
    wordlist = read_wordlist(folders, file.motion.language)
    loaded = _load_sources(file, texts or {})
    verification = verify_quotations(file, loaded, read_record(file.path), wordlist, today)
    balance = measure(file.motion, wordlist)
    findings, ignored = _apply_ignores(
        file,
        [
            *verification.findings,
            *_misnamed_texts(file, texts or {}),
            *citation_findings(file, today),
            *balance_findings(file, balance),
            *reading_level_findings(file),
            *_placeholder_findings(file),
        ],
    )
    return CheckReport(
        file.path.as_posix(),
        tuple(sorted(findings, key=lambda finding: finding.order)),
        file.motion,
        balance,
        verification.sources,
        verification.places,
        {name: wordlist.suggestions(source.text) for name, source in loaded.items()} if wordlist else {},
        {name: source.text for name, source in loaded.items()},
        tuple(ignored),
    )


def make_record(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> tuple[Record | None, Verification]:
    """Return the verification record of a motion with the date `today`, and the result of the verification.

    There is no record if a quotation is not in its source or was never checked. Sources whose text is not available
    keep their entries of the old record.
    """
    wordlist = read_wordlist(folders, file.motion.language)
    loaded = _load_sources(file, texts or {})
    found = verify_quotations(file, loaded, read_record(file.path), wordlist, today)
    if any(source.verified < source.quotations for source in found.sources.values()):
        return None, found
    in_order = dict.fromkeys(quote.source for quote in quotations_of(file.motion))
    return Record(version=VERSION, sources={name: found.records[name] for name in in_order}), found


def _load_sources(file: LoadedMotion, texts: Mapping[str, Path]) -> dict[str, LoadedSource]:
    loaded: dict[str, LoadedSource] = {}
    problems: list[Problem] = []
    for name, source in file.motion.sources.items():
        path = texts.get(name) or (Path(normpath(file.path.parent / source.text)) if source.text else None)
        if path is None or (name not in texts and not path.exists()):
            continue
        try:
            loaded[name] = LoadedSource(path, read_source(path))
        except DebatekitError as error:
            problems += error.problems
    if problems:
        raise DebatekitError(problems)
    return loaded


def _misnamed_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield a finding for each text that does not exist, but probably does under another name."""
    for name, source in file.motion.sources.items():
        path = file.path.parent / source.text if source.text else None
        if path is None or name in texts or path.exists() or not path.parent.is_dir():
            continue
        readable = [other for other in path.parent.iterdir() if other.suffix.lower() in READERS.keys() - {""}]
        names = {other.stem: other.name for other in readable}
        if near := nearest(path.stem, names, likeness=SIMILARITY):
            message = f"there is no file '{source.text}' here"
            hint = f"Did you mean '{PurePosixPath(source.text or '').with_name(names[near])}'?"
            yield rules.MISNAMED_TEXT.at(file.document, ("sources", name, "text"), message, hint)


def _placeholder_findings(file: LoadedMotion) -> Iterator[Finding]:
    """Yield a finding for each placeholder that is left, in the order of the file."""
    for path, text, part in _texts(file.document.data, (), ""):
        if is_placeholder(text):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            owner = f" of {part}" if part else f" under '{path[0]}'" if len(path) > 1 else ""
            message = f"'{key}'{owner} is still to be written"
            hint = "Write it in place of the brackets, or delete the field if it can be left out."
            yield rules.PLACEHOLDER.at(file.document, path, message, hint)


def _texts(value: Value, path: KeyPath, part: str) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield every text in a value with its path, and the number of its part if it has one."""
    match value:
        case dict():
            part = str(value.get("id", part))
            for key, inner in value.items():
                yield from _texts(inner, (*path, key), part)
        case list():
            for number, inner in enumerate(value):
                yield from _texts(inner, (*path, number), part)
        case str():
            yield path, value, part


# Findings that the motion ignores


def _ignore_problems(file: LoadedMotion) -> Iterator[Problem]:
    """Yield what is wrong under `checks: ignore`: an unknown code or part, or an error, which must not be ignored."""
    parts = _parts(file)
    for position, ignore in enumerate(file.motion.checks.ignore):
        path: KeyPath = ("checks", "ignore", position)
        rule = rules.BY_CODE.get(ignore.code)
        if rule is None:
            message = f"there is no finding with the code '{ignore.code}'"
            yield file.document.problem((*path, "code"), message, did_you_mean(ignore.code, rules.BY_CODE))
        elif rule.severity is Severity.ERROR:
            message = f"{ignore.code} is an error, and errors cannot be ignored"
            yield file.document.problem((*path, "code"), message, "Correct what it is about.")
        if ignore.part and ignore.part not in parts:
            message = f"there is no '{ignore.part}' in this file"
            yield file.document.problem((*path, "part"), message, did_you_mean(ignore.part, parts))


def _apply_ignores(file: LoadedMotion, findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Return the findings that the motion does not ignore, and those that it does, each with the reason."""
    ignores = file.motion.checks.ignore
    parts = _parts(file)
    unused = set(range(len(ignores)))
    kept: list[Finding] = []
    ignored: list[tuple[Finding, str]] = []
    for finding in findings:
        for position, ignore in enumerate(ignores):
            part = parts[ignore.part] if ignore.part else ()
            if ignore.code == finding.rule.code and finding.path[: len(part)] == part:
                unused.discard(position)
                ignored.append((finding, ignore.reason))
                break
        else:
            kept.append(finding)
    for position in sorted(unused):
        message = f"{ignores[position].code} is ignored here and does not occur"
        path = ("checks", "ignore", position)
        kept.append(rules.UNUSED_IGNORE.at(file.document, path, message, "Delete these lines."))
    return kept, ignored


def _parts(file: LoadedMotion) -> dict[str, KeyPath]:
    """Return the path of each numbered part, by its number, and of each source, by its short name."""
    sources: dict[str, KeyPath] = {name: ("sources", name) for name in file.motion.sources}
    return sources | {str(part["id"]): path for path, part in numbered_parts(file.document.data)}
