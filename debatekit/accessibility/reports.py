"""Files and folders → a report each, and reports → lines for a person or JSON for a machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from debatekit.accessibility import inspect_file
from debatekit.accessibility.findings import Severity
from debatekit.errors import DebatekitError, Problem, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from debatekit.accessibility.findings import Finding

MOST_PLACES: Final = 5
"""Places of one and the same finding that a line names."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an inspection of a file came to: findings, or why it could not be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether the file was read and nothing was found."""
        return not self.findings and not self.problems

    @property
    def summary(self) -> str:
        """How much was found, in a line."""
        if not self.findings:
            return f"{self.file}: no findings"
        counts = {severity: sum(found.severity is severity for found in self.findings) for severity in Severity}
        parts = ", ".join(_count(count, severity) for severity, count in counts.items() if count)
        return f"{self.file}: {_count(len(self.findings), 'finding')} ({parts})"

    def lines(self) -> Iterator[str]:
        """Yield the findings, a line each; one that comes in several places is one line with the first of them."""
        places: dict[tuple[str, str, str], list[str]] = {}
        for found in self.findings:
            places.setdefault((found.message, found.mend, found.code), []).append(found.place)
        for (message, mend, code), where in places.items():
            named = "; ".join(where[:MOST_PLACES])
            more = f"; and {_count(len(where) - MOST_PLACES, 'more place')}" if len(where) > MOST_PLACES else ""
            yield one_line(f"{self.file}: {named}{more}: {message}. {mend} [{code}]")


def reports_on(paths: Sequence[Path]) -> Iterator[Report]:
    """Yield a report on each file, and on each .docx file in each folder; those in folders by name."""
    for path in paths:
        try:
            files = _documents_in(path) if path.is_dir() else [path]
        except OSError as error:
            files = []
            reason = (error.strerror or str(error)).lower()
            yield _unreadable(path, f"the folder cannot be read: {reason}")
        else:
            if not files:
                yield _unreadable(path, "there is no Word document (.docx) in this folder")
        for file in files:
            try:
                yield Report(file.as_posix(), tuple(inspect_file(file)))
            except DebatekitError as error:
                yield Report(file.as_posix(), problems=tuple(error.problems))


def as_json(reports: Iterable[Report]) -> str:
    """Return reports as a JSON array; its shape is documented in `docs/inspect.md`."""
    return json.dumps(
        [
            {
                "file": report.file,
                "findings": [asdict(found) for found in report.findings],
                "problems": [{"message": problem.message, "hint": problem.hint} for problem in report.problems],
            }
            for report in reports
        ],
        ensure_ascii=True,  # whatever the encoding of the console or file that it is written to
        indent=2,
    )


def _documents_in(folder: Path) -> list[Path]:
    """Return the Word documents in a folder; the ~$ files beside open documents are none."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() == ".docx" and not path.name.startswith("~$")
    )


def _unreadable(path: Path, message: str) -> Report:
    return Report(path.as_posix(), problems=(Problem(path.as_posix(), 0, 0, message),))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
