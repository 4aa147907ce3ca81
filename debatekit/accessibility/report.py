"""Reports on inspected files and folders, as lines of text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from debatekit.accessibility.checks import CHECKS
from debatekit.accessibility.parser import parse_document
from debatekit.accessibility.rules import RULES, Finding, Severity
from debatekit.errors import DebatekitError, Problem, one_line, plural
from debatekit.ooxml import open_package

MAX_PLACES: Final = 5  # of one finding, in a line


def inspect_file(path: Path) -> list[Finding]:
    """Return the findings in a Word file (.docx, .docm), in the order of the rules and of the text.

    Raises `DebatekitError` if the file cannot be read.
    """
    document = parse_document(open_package(path))
    findings = [found for check in CHECKS for found in check(document)]
    return sorted(findings, key=lambda found: list(RULES).index(found.code))


@dataclass(frozen=True, slots=True)
class Report:
    """The result for one file: findings, or the problems why it could not be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether the file was read and has no findings."""
        return not self.findings and not self.problems

    @property
    def summary(self) -> str:
        """The number of findings, in a line."""
        if not self.findings:
            return f"{self.file}: no findings"
        counts = {severity: sum(found.severity is severity for found in self.findings) for severity in Severity}
        parts = ", ".join(_count(count, severity) for severity, count in counts.items() if count)
        return f"{self.file}: {_count(len(self.findings), 'finding')} ({parts})"

    def lines(self) -> Iterator[str]:
        """Yield the findings, a line each; one in several places is one line with the first of them."""
        places: dict[tuple[str, str, str], list[str]] = {}
        for found in self.findings:
            places.setdefault((found.message, found.mend, found.code), []).append(found.place)
        for (message, mend, code), where in places.items():
            named = "; ".join(where[:MAX_PLACES])
            more = f"; and {_count(len(where) - MAX_PLACES, 'more place')}" if len(where) > MAX_PLACES else ""
            yield one_line(f"{self.file}: {named}{more}: {message}. {mend} [{code}]")


def reports_on(paths: Sequence[Path]) -> Iterator[Report]:
    """Yield a report on each file, and on each .docx file in each folder, by name."""
    for path in paths:
        files = [path]
        if path.is_dir():  # whose ~$ files belong to documents that are open
            files = sorted(file for file in path.glob("*.[dD][oO][cC][xX]") if not file.name.startswith("~$"))
            if not files:
                problem = Problem(path.as_posix(), 0, 0, "there is no Word document (.docx) in this folder")
                yield Report(path.as_posix(), problems=(problem,))
        for file in files:
            try:
                yield Report(file.as_posix(), tuple(inspect_file(file)))
            except DebatekitError as error:
                yield Report(file.as_posix(), problems=tuple(error.problems))


def as_json(reports: Iterable[Report]) -> str:
    """Return reports as a JSON array, whose shape `docs/inspect.md` documents."""
    items = [
        {
            "file": report.file,
            "findings": [asdict(found) for found in report.findings],
            "problems": [{"message": problem.message, "hint": problem.hint} for problem in report.problems],
        }
        for report in reports
    ]
    return json.dumps(items, ensure_ascii=True, indent=2)  # ASCII, whatever the encoding of the console


def _count(number: int, noun: str) -> str:
    return f"{number} {plural(number, noun)}"
