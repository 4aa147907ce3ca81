"""Check a motion: its quotations, citations, balance and language."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from debatekit.checks import language, quotations, rules
from debatekit.checks.balance import balance_findings, measure
from debatekit.checks.citations import citation_findings
from debatekit.checks.report import CheckReport, in_order
from debatekit.errors import Problem, closest_word, shorten
from debatekit.files import as_on_disk, files_in, lines_of, read_text
from debatekit.motion.loader import LoadedMotion, is_placeholder
from debatekit.motion.markdown import bad_addresses
from debatekit.sources.text import ENDINGS
from debatekit.yamlfile import KeyPath, texts_in


def check_motion(
    file: LoadedMotion, *, folders: tuple[Path, ...], today: date, texts: Mapping[str, Path] | None = None
) -> CheckReport:
    """Return the findings in a motion, and the figures behind them; see `verify_quotations` for the parameters."""
    found = quotations.verify_quotations(file, folders, today, texts or {})
    balance = measure(file.motion, found.wordlist)
    findings = [
        *found.findings,
        *_misnamed_texts(file, texts or {}),
        *citation_findings(file, today),
        *balance_findings(file, balance),
        *language.reading_level_findings(file),
        *_text_findings(file),
        *_side_findings(file),
    ]
    texts_read = {name: text for name, (_, text) in found.texts.items()}
    kept, ignored = _without_ignored(file, findings)
    return CheckReport(
        file.path.as_posix(), in_order(kept), file.motion, balance, found.sources, found.places, texts_read,
        found.wordlist, tuple(ignored),
    )  # fmt: skip


def _without_ignored(
    file: LoadedMotion, findings: list[rules.Finding]
) -> tuple[list[rules.Finding], list[tuple[rules.Finding, str]]]:
    """Return the findings that the motion does not ignore, and those that it does, each with the reason."""
    parts: dict[str, KeyPath] = {name: ("sources", name) for name in file.motion.sources} | file.numbers
    ignored: list[tuple[rules.Finding, str]] = []
    for position, ignore in enumerate(file.motion.checks.ignore):
        part = parts.get(ignore.part, ("nowhere",)) if ignore.part else ()
        wanted = ignore.code, "warning", part
        dropped = [it for it in findings if (it.rule.code, it.rule.severity, it.path[: len(part)]) == wanted]
        findings = [it for it in findings if it not in dropped]
        ignored += [(it, ignore.reason) for it in dropped]
        if not dropped:
            path, message = ("checks", "ignore", position), f"{ignore.code} is ignored here, and no such warning occurs"
            hint = "Delete these lines, or correct the code or the part; errors cannot be ignored."
            findings.append(rules.UNUSED_IGNORE.at(file, path, message, hint))
    return findings, ignored


def _misnamed_texts(file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[rules.Finding]:
    used = {file.path.parent / source.text for source in file.motion.sources.values() if source.text}
    for name, source in file.motion.sources.items():
        path = as_on_disk(file.path.parent / (source.text or ""))
        if name in texts or path.exists():
            continue
        names = {it.stem: it.name for it in files_in(path.parent) if it.suffix.lower() in ENDINGS and it not in used}
        if near := closest_word(path.stem, names, likeness=0.75):
            message, hint = f"there is no file '{source.text}' here", f"Did you mean '{names[near]}'?"
            yield rules.MISNAMED_TEXT.at(file, ("sources", name, "text"), message, hint)


def _text_findings(file: LoadedMotion) -> Iterator[rules.Finding]:
    """Yield the placeholders, and the links that cannot be followed."""
    owners = {path: number for number, path in file.numbers.items()}
    unwritten = "Write it in place of the brackets, or delete the field if it can be left out."
    typed = "Write the address as the browser shows it, from 'https://' on; until then, the link is printed as typed."
    for path, text in texts_in(file.document.data):
        if is_placeholder(text):
            key = next(step for step in reversed(path) if isinstance(step, str))
            owner = owners.get(path[:3]) or owners.get(path[:2])
            message = f"'{key}'{f' of {owner}' if owner else ''} is still to be written"
            yield rules.PLACEHOLDER.at(file, path, message, unwritten)
        for address in bad_addresses(text):
            message = f"the link to '{shorten(address)}' leads nowhere" if address else "a link has no address"
            finding = rules.BAD_LINK.at(file, path, message, typed)
            yield finding._replace(problem=_at_words(finding.problem, address or "]("))


def _at_words(problem: Problem, words: str) -> Problem:
    """Return a problem of a text in several lines at the line of these words in it."""
    for number, line in enumerate(lines_of(read_text(Path(problem.file)))[problem.line - 1 :], problem.line):
        if words in line:
            return problem._replace(line=number, column=line.index(words) + 1, excerpt=line)
    return problem


def _side_findings(file: LoadedMotion) -> Iterator[rules.Finding]:
    pro, con = file.motion.sides.pro, file.motion.sides.con
    if bool(pro) != bool(con):
        message = f"'{'pro' if pro else 'con'}' has a name of its own, and the other side has none"
        yield rules.HALF_NAMED.at(file, ("sides",), message, "Name both, or neither.")
    elif pro and con and pro.lower() == con.lower():
        message = "both sides have the same name"
        yield rules.HALF_NAMED.at(file, ("sides", "con"), message, "Give one of them another name.")
