"""One build: a motion file → its kit of documents.

The only room that knows the whole way: motion → pages → Word → files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from debatekit.checks import rules
from debatekit.checks.findings import Finding, FindingsError, Severity
from debatekit.checks.reports import Outcome
from debatekit.looks import themes
from debatekit.output import Placed, place, sweep
from debatekit.problems import Problem, ProblemsError
from debatekit.workshop import BOTH, BuiltDocument, Workshop, open_workshop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from debatekit.audience import Edition
    from debatekit.checks.results import Checked

__all__ = ["BOTH", "BuiltDocument", "BuiltKit", "Workshop", "build_kit", "check_kit", "open_workshop", "themes"]


class BuiltKit(NamedTuple):
    """A kit that was written: its folder, its documents, and what the checks said of its motion."""

    folder: Path
    placed: list[Placed]
    checked: Checked

    @property
    def files(self) -> list[Path]:
        """The files of its documents."""
        return [placed.path for placed in self.placed]

    @property
    def beside(self) -> list[Placed]:
        """Documents that stand beside a file that somebody changed, or that is not ours."""
        return [placed for placed in self.placed if placed.kept]


def check_kit(workshop: Workshop, path: Path, texts: Mapping[str, Path] | None = None) -> Outcome:
    """Return everything there is to say of the motion file at `path`: whether it can be built, and is true and fair.

    `texts` names the files with the texts of its sources.
    """
    try:
        motion = workshop.read(path)
        checked = workshop.check(motion, texts)
    except ProblemsError as error:
        return Outcome(path.as_posix(), tuple(Finding(rules.UNREADABLE, problem) for problem in error.problems))
    findings, documents = list(checked.findings), 0
    try:
        documents = len(workshop.documents(motion, checked=checked))
    except ProblemsError as error:
        findings += [Finding(rules.UNBUILDABLE, problem) for problem in error.problems]
    findings.sort(key=lambda finding: finding.order)
    return Outcome(path.as_posix(), tuple(findings), motion.motion, checked, documents)


def build_kit(
    workshop: Workshop,
    path: Path,
    output: Path | None = None,
    only: Sequence[str] = (),
    editions: Sequence[Edition] = BOTH,
    texts: Mapping[str, Path] | None = None,
    *,
    overwrite: bool = False,
) -> BuiltKit:
    """Build the kit of the motion file at `path` into a folder of its name in `output`, or in the one that is chosen.

    `texts` names the files with the texts of its sources. Nothing is written unless every document could be made. A
    file that somebody changed since it was built, or that is not ours, is kept, and the new document put beside it;
    with `overwrite` it becomes a backup. Raises `ProblemsError`, and `FindingsError` if a check finds an error, such
    as a quotation that is not in its source.
    """
    motion = workshop.read(path)
    checked = workshop.check(motion, texts)
    if errors := [finding for finding in checked.findings if finding.rule.severity is Severity.ERROR]:
        raise FindingsError(errors)
    documents = workshop.documents(motion, only, editions, checked)
    folder = (output or workshop.choices(motion).output) / motion.name
    sweep(folder)
    placed: list[Placed] = []
    problems: list[Problem] = []
    for document in documents:
        try:
            placed.append(place(folder / document.name, document.content, overwrite=overwrite))
        except ProblemsError as error:  # such as one that Word has open; the others are built
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return BuiltKit(folder, placed, checked)
