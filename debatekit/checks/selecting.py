"""Which findings count: those that somebody asks for, without those that the motion accepts and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.checks import rules
from debatekit.checks.findings import Severity
from debatekit.errors import did_you_mean
from debatekit.motion.loader import numbered_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from debatekit.checks.findings import Finding
    from debatekit.errors import Problem
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.settings import Silence
    from debatekit.yamlfile import KeyPath

CODES = {rule.code: rule for rule in rules.RULES}


def silence_problems(file: LoadedMotion) -> list[Problem]:
    """Return what is wrong with the findings that a motion accepts: a code or a part that is not there, or an error.

    An error cannot be accepted: nothing is built on it.
    """
    problems = []
    numbers = _numbers(file)
    for position, silence in enumerate(file.motion.checks.silence):
        path: KeyPath = ("checks", "silence", position)
        rule = CODES.get(silence.code)
        if rule is None:
            message = f"there is no finding with the code '{silence.code}'"
            problems.append(file.document.problem((*path, "code"), message, did_you_mean(silence.code, CODES)))
        elif rule.severity is Severity.ERROR:
            message = f"{silence.code} is an error, and errors cannot be accepted"
            problems.append(file.document.problem((*path, "code"), message, "Mend what it is about."))
        if silence.part and silence.part not in numbers:
            message = f"there is no '{silence.part}' in this file"
            problems.append(file.document.problem((*path, "part"), message, did_you_mean(silence.part, numbers)))
    return problems


def apply_silences(file: LoadedMotion, findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Return the findings that are left, and those that the motion accepts, each with its reason.

    Where the motion accepts what is not there, that is a finding, too.
    """
    silences = file.motion.checks.silence
    numbers = _numbers(file)
    idle = set(range(len(silences)))
    kept: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    for finding in findings:
        at = next((n for n, silence in enumerate(silences) if _accepts(silence, finding, numbers)), None)
        if at is None:
            kept.append(finding)
        else:
            idle.discard(at)
            silenced.append((finding, silences[at].reason))
    for position in sorted(idle):
        message = f"{silences[position].code} is accepted here and was not found"
        path = ("checks", "silence", position)
        kept.append(rules.IDLE_SILENCE.at(file.document, path, message, "Delete these lines."))
    return kept, silenced


def selected(findings: Iterable[Finding], select: Sequence[str], ignore: Sequence[str]) -> list[Finding]:
    """Return the findings that are asked for: of all that a code starts with, the longest start decides."""
    return [finding for finding in findings if _is_selected(finding.rule.code, select, ignore)]


def is_known(start: str) -> bool:
    """Tell whether some code starts with `start`."""
    return bool(start) and any(code.startswith(start) for code in CODES)


def _is_selected(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    wanted = max((len(start) for start in select if code.startswith(start)), default=-1 if select else 0)
    unwanted = max((len(start) for start in ignore if code.startswith(start)), default=-1)
    return wanted > unwanted


def _accepts(silence: Silence, finding: Finding, numbers: dict[str, KeyPath]) -> bool:
    if silence.code != finding.rule.code:
        return False
    part = numbers.get(silence.part) if silence.part else ()
    return part is not None and finding.path[: len(part)] == part


def _numbers(file: LoadedMotion) -> dict[str, KeyPath]:
    """Return where each numbered part stands, by its number, and each source, by its short name."""
    sources: dict[str, KeyPath] = {name: ("sources", name) for name in file.motion.sources}
    return sources | {str(part["id"]): path for path, part in numbered_parts(file.document.data)}
