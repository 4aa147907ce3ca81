"""Everything that the commands print: problems, findings and results."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from debatekit.errors import DebatekitError, Problem, plural, quantity, shorten

if TYPE_CHECKING:
    from debatekit.checks.report import CheckReport
    from debatekit.checks.rules import Finding
    from debatekit.kit_folder import WriteResult
    from debatekit.lesson.plan import LessonPlan
    from debatekit.printing import CopyPlan, PrintJob

COLOURS: Final = {"error": "red", "warning": "yellow"}

UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that control a terminal or reorder a line; they may come from the name of a file."""

MANY_KITS: Final = 10  # from this number on, kits that are up to date are only counted
HOW_TO_PRINT: Final = {
    "two_sided": "on both sides (flip on the long edge)",
    "one_sided": "on one side",
    "booklet": "on both sides (flip on the short edge), and fold what has more than two pages in the middle",
}
AUDIENCES: Final = {
    "for": "for the motion",
    "against": "against it",
    "everyone": "everyone",
    "jobs": "by job",
    "teacher": "the teacher",
}
"""For whom handouts are, by their key."""


def echo(text: str = "", *, colour: str | None = None, bold: bool | None = None, err: bool = False) -> None:
    """Print a line, with a replacement character for each one that would control the terminal."""
    click.echo(click.style(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text), fg=colour, bold=bold), err=err)


def print_note(text: str) -> None:
    """Print a line to stderr, so that it is not in a list of results."""
    echo(text, err=True)


def command_line(*words: str) -> str:
    """Return a debatekit command to type, with quotes where a shell needs them."""
    return shlex.join(("debatekit", *words))


def print_error(error: DebatekitError) -> None:
    """Print everything that is wrong to stderr: findings of the checks, or other problems."""
    for finding in getattr(error, "findings", ()):
        print_finding(finding)
    if not hasattr(error, "findings"):
        print_problems(error.problems)


def print_plan(plan: LessonPlan) -> None:
    """Print the plan of a lesson: its running order, the jobs and what was shortened."""
    echo(f"{plan.title} ({plan.format})", bold=True)
    for text in (plan.about, *plan.sources, plan.interruptions):
        if text:
            echo(text)
    echo()
    clocks = max(8, *(len(clock) for clock in (plan.ends, *(phase.clock for phase in plan.phases))))
    for phase in plan.phases:
        echo(f"  {phase.clock:{clocks}} {phase.minutes:>4g}  {phase.name:28} {phase.who}")
    if plan.changing_over:
        echo(f"  {'':{clocks}} {plan.changing_over:>4g}  changing over between speakers")
    echo(f"  {plan.ends:{clocks}}       {plan.minutes:g} minutes, {quantity(plan.pupils, 'pupil')}")
    for debate in plan.debates:
        numbers = f"{debate.first}" if debate.total == 1 else f"{debate.first} to {debate.last}"
        echo()
        echo(f"{plural(debate.total, 'Debate')} {numbers}: {quantity(debate.pupils, 'pupil')}", bold=True)
        for job in debate.jobs:
            echo(f"  {job.pupils:3}  {job.name:28} {', '.join(job.sheets)}")
    if plan.teacher_jobs:
        echo(f"       {', '.join(plan.teacher_jobs)}: the teacher")
    for change in plan.changes:
        echo(change)


class Errors:
    """Reports the errors of several motions, so that one does not stop the others."""

    found = False

    @contextmanager
    def reported(self) -> Iterator[None]:
        """Print a `DebatekitError` of the block, and go on."""
        try:
            yield
        except DebatekitError as error:
            print_error(error)
            self.found = True


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to stderr, each with the line that it is in."""
    for problem in problems:
        _print_headed(str(problem), COLOURS["error"])


def print_finding(finding: Finding) -> None:
    """Print a finding to stderr, with the line that it is in and its details."""
    from debatekit.checks.report import finding_text  # not needed by most runs

    _print_headed(finding_text(finding), COLOURS[finding.rule.severity])


def print_check(report: CheckReport, *, quiet: bool) -> None:
    """Print the report of `debatekit check` on one motion."""
    from debatekit.checks.report import figures_text, summary_text

    for finding in report.listed:
        print_finding(finding)
    if not quiet and report.motion is not None:
        summary = summary_text(report)
        echo(summary, colour="green" if summary.startswith("OK ") else None)
        for line in figures_text(report):
            echo(line)


class BuildReport:
    """Prints the results of a build as they come, and totals at the end."""

    def __init__(
        self, kits: int, *, clean: bool, output: Path | None, quiet: bool, verbose: bool, pdf: bool = False
    ) -> None:
        self.kits, self.clean, self.output, self.quiet, self.verbose = kits, clean, output, quiet, verbose
        self.pdf = pdf
        self.written: dict[Path, WriteResult] = {}
        self.has_errors = False
        self._started = time.perf_counter()
        self._failed: list[str] = []
        self._reported: set[Problem | str] = set()

    def add(self, motion: Path, result: WriteResult | DebatekitError) -> None:
        """Print the kit of a motion, or its error; an error of every kit, such as in a template, only once."""
        if isinstance(result, DebatekitError):
            self.has_errors = True
            self._failed.append(motion.stem)
            if self._reported.issuperset(result.problems):
                print_note(f"{motion.as_posix()}: not built either, for the same reason")
            else:
                print_error(result)
                self._reported.update(result.problems)
            return
        self.has_errors |= bool(result.conflicts)
        self.written[motion] = result
        for note in () if self.quiet else result.summary.look:
            if note not in self._reported:  # it is the same for every kit
                print_note(note)
        self._reported.update(result.summary.look)
        if self._shows(result):
            _print_kit(motion, result, verbose=self.verbose, pdf=self.pdf)
        print_changes(result, clean=self.clean)
        self._print_outdated_pdfs(motion, result)

    def _shows(self, result: WriteResult) -> bool:
        return not self.quiet and (self.verbose or self.kits < MANY_KITS or not result.up_to_date)

    def add_pdfs(self, results: Iterable[WriteResult], problems: Iterable[Problem]) -> None:
        """Print the PDFs of the kits."""
        print_problems(problems)
        self.has_errors |= bool(problems)
        for result in results:
            self.has_errors |= bool(result.conflicts)
            if result.files and self._shows(result):
                unchanged = ", unchanged" if result.up_to_date else ""
                echo(f"{result.folder.name}: {quantity(len(result.files), 'PDF')} in {result.folder}{unchanged}")
                if self.verbose:
                    _print_files(result.files, {file: file.read_bytes() for file in result.files})
            print_changes(result, clean=self.clean)

    def add_rebuilt(self, motion: Path, kit: WriteResult, seconds: float) -> None:
        """Print a kit that was rebuilt in watch mode."""
        findings = kit.summary.findings
        look = f", {quantity(findings, 'thing')} to look at" if findings else ""
        documents = quantity(len(kit.files), "document")
        echo(f"{time.strftime('%H:%M:%S')} {motion.stem}: {documents} in {seconds:.2f} seconds{look}")
        _print_edited(kit)
        print_changes(kit, clean=self.clean)
        self._print_outdated_pdfs(motion, kit)
        for options, number in kit.outdated.items():
            self._print_outdated({motion: number}, options)

    def finish(self) -> None:
        """Print which other documents are out of date, and the totals of many kits."""
        outdated: dict[tuple[str, ...], dict[Path, int]] = {}
        for motion, kit in self.written.items():
            for options, number in kit.outdated.items():
                outdated.setdefault(options, {})[motion] = number
        for options, documents in outdated.items():
            self._print_outdated(documents, options)
        if self.verbose or (self.kits >= MANY_KITS and not self.quiet):
            kits, failed = self.written.values(), len(self._failed)
            unchanged = sum(kit.up_to_date for kit in kits)
            counts = {"built": len(kits) - unchanged, "unchanged": unchanged, "not built": failed}
            results = ", ".join(f"{number} {result}" for result, number in counts.items() if number)
            names = f" ({shorten(', '.join(self._failed))})" if failed else ""
            files, seconds = sum(len(kit.files) for kit in kits), time.perf_counter() - self._started
            total = f"{quantity(len(kits) + failed, 'kit')}: {results}{names}"
            echo(f"{total}; {quantity(files, 'document')} in {seconds:.2f} seconds")

    def _print_outdated_pdfs(self, motion: Path, kit: WriteResult) -> None:
        if self.pdf or kit.up_to_date or not any(kit.folder.glob("*.pdf")):
            return
        from debatekit.office import outdated_pdfs  # few kits have PDFs

        if number := len(list(outdated_pdfs(kit))):
            _, them, are = _pronouns(number)
            text = f"{quantity(number, 'PDF')} in {kit.folder} {are} older than the document. To make {them} again"
            self._print_build_command(text, [motion], ["--pdf"])

    def _print_outdated(self, documents: Mapping[Path, int], options: Iterable[str]) -> None:
        """Print that documents are out of date, given how many by motion, and the command that rebuilds them."""
        names, number = ", ".join(motion.stem for motion in documents), sum(documents.values())
        _, them, are = _pronouns(number)
        text = f"{quantity(number, 'document')} of {names} {are} out of date. To rebuild {them}"
        self._print_build_command(text, documents, options)

    def _print_build_command(self, text: str, motions: Iterable[Path], options: Iterable[str]) -> None:
        where = ("--output", self.output.as_posix()) if self.output else ()
        again = command_line("build", *(motion.as_posix() for motion in motions), *options, *where)
        echo(f"{text}: {again}", colour="yellow", err=True)


def print_orphaned_kit(folder: Path, motion: Path, deleted: int, *, clean: bool) -> None:
    """Print that the motion of a kit no longer exists, and how many documents were deleted."""
    text = f"{folder.as_posix()}: the motion '{motion.as_posix()}' no longer exists."
    if deleted:
        text += f" {quantity(deleted, 'document')} deleted."
    if folder.exists() and clean:
        text += " The files that you edited or added are kept; delete them yourself if you do not need them."
    elif folder.exists():
        text += " Delete the folder yourself, or build with --clean, which keeps what you edited."
    print_note(text)


def _print_headed(text: str, colour: str) -> None:
    headline, _, rest = text.partition("\n")
    echo(headline, colour=colour, err=True)
    if rest:
        echo(rest, err=True)


def _print_kit(motion: Path, kit: WriteResult, *, verbose: bool, pdf: bool) -> None:
    unchanged = ", unchanged" if kit.up_to_date else ""
    echo(f"{motion.stem}: {quantity(len(kit.files), 'document')} in {kit.folder}{unchanged}", bold=True)
    if verbose:
        _print_files(kit.files, {} if pdf else _pdfs_of(kit.files))
    _print_edited(kit)
    for name, (number, date, file) in kit.summary.recorded.items():
        quotations = quantity(number, "quotation")
        echo(f"  {quotations} of '{name}' as verified on {date} ({file}); the text itself was not found")
    for name, number in kit.summary.unverified.items():
        echo(f"  {quantity(number, 'quotation')} of '{name}', not verified: its text was not found", colour="yellow")
    if kit.summary.changes:
        echo(f"  so that the lesson ends with the bell: {'; '.join(kit.summary.changes)}")
    if kit.summary.findings:
        echo(f"  {quantity(kit.summary.findings, 'thing')} to look at: {command_line('check', motion.as_posix())}")


def _print_edited(kit: WriteResult) -> None:
    """Print which documents are kept because only the teacher has changed them."""
    if kit.edited:
        _, them, _ = _pronouns(len(kit.edited))
        echo(f"  {', '.join(path.name for path in kit.edited)}: kept as you edited {them}")


def _pdfs_of(documents: Iterable[Path]) -> dict[Path, bytes]:
    """Return the PDFs of documents, whose pages are counted; none if LibreOffice is not installed."""
    from debatekit.office import make_pdfs

    try:
        return make_pdfs({path: path.read_bytes() for path in documents})
    except DebatekitError:
        return {}


def _print_files(files: Sequence[Path], pdfs: Mapping[Path, bytes]) -> None:
    """Print files with their sizes and, from the PDF of each that has one, their pages."""
    from debatekit.pdf import last_page

    width = max((len(file.name) for file in files), default=0)
    for file in files:
        pages = ""
        if file in pdfs:
            number, lines = last_page(pdfs[file])
            pages = f"  {quantity(number, 'page'):>8}"
            pages += "" if lines is None else f"; the last page holds {quantity(lines, 'line')}"
        echo(f"  {file.name:{width}} {file.stat().st_size / 1024:6.1f} kB{pages}")


def print_job(motion: Path, job: PrintJob, *, clean: bool, quiet: bool) -> None:
    """Print the copy plan of a motion, and which documents are printed as they were edited."""
    for path in (*job.kit.edited, *job.kit.conflicts):
        text = f"{path.as_posix()}: you edited this document, so it is printed as you edited it."
        new = job.kit.conflicts.get(path)
        print_note(f"{text} The new version is '{new.name}'." if new else text)
    for path, new in job.result.conflicts.items():
        text = f"{path.as_posix()}: this PDF was changed, so it was left alone. The new one is '{new.name}'."
        echo(text, colour="yellow", err=True)
    _print_obsolete(job.result, "print", clean=clean)
    if quiet:
        return
    plan = job.plan
    if job.is_default:
        hint = "Say how many with --pupils, or in the motion as 'lesson: pupils'."
        print_note(f"{motion.as_posix()}: the copies are for {quantity(plan.pupils, 'pupil')}. {hint}")
    unchanged = ", unchanged" if job.result.up_to_date else ""
    files = quantity(len(job.result.files), "PDF")
    echo(f"{motion.stem}: {files} in {job.result.folder}, for {quantity(plan.pupils, 'pupil')}{unchanged}", bold=True)
    _print_copy_plan(plan)


def _print_copy_plan(plan: CopyPlan) -> None:
    rows: list[tuple[object, ...]] = [("document", "for whom", "copies", "sides each", "sheets each", "sheets in all")]
    rows += [(it.name, it.audience, it.copies, it.sides, it.sheets, it.in_all) for it in plan.documents]
    rows.append(("sum", "", "", "", "", plan.in_all))
    name, whom, *numbers = (max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True))
    for document, audience, *cells in rows:
        figures = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, numbers, strict=True))
        echo(f"  {document:{name}}  {audience:{whom}}  {figures}")
    copies = ", ".join(f"{plan.file(audience)} {number}×" for audience, number in plan.sets.items())
    echo(f"  Print {copies}, {HOW_TO_PRINT[plan.layout.value]}.")
    sides = plan.copies["for"], plan.copies["against"]
    if sum(sides) == plan.pupils and plan.pupils % 2 and all(sides):
        echo("  The number of pupils is odd: the side that opens, for the motion, has one more.")


def print_changes(kit: WriteResult, *, clean: bool) -> None:
    """Print what became of files that were edited, or are no longer part of the kit."""
    for path, new in kit.conflicts.items():
        text = "you edited this file, so it was left alone. The new version is next to it"
        echo(f"{path.as_posix()}: {text}: '{new.name}'.", colour="yellow", err=True)
    if kit.conflicts:
        print_note("  To replace your version, build with --overwrite; it becomes a backup. To keep it, rename it.")
    for path, backup in kit.backups.items():
        print_note(f"{path.as_posix()}: your version is now '{backup.name}'")
    _print_obsolete(kit, "build", clean=clean)


def _print_obsolete(kit: WriteResult, command: str, *, clean: bool) -> None:
    """Print what became of files that are no longer part of the kit, where `command` makes them."""
    if kit.deleted:
        they, _, are = _pronouns(len(kit.deleted))
        print_note(f"{_named(kit.deleted)}: deleted, because {they} {are} no longer part of the kit")
    if unedited := [path for path, is_edited in kit.obsolete.items() if not is_edited]:
        they, them, are = _pronouns(len(unedited))
        again = f"Close {them} where {they} {are} open, and {command} again."
        hint = again if clean else f"Delete {them}, or {command} with --clean."
        print_note(f"{_named(unedited)}: no longer part of the kit. {hint}")
    for path in (path for path, is_edited in kit.obsolete.items() if is_edited):
        hint = "You edited it, so it is kept; delete it yourself if you do not need it."
        print_note(f"{path.as_posix()}: no longer part of the kit. {hint}")


def _pronouns(number: int) -> tuple[str, str, str]:
    return ("it", "it", "is") if number == 1 else ("they", "them", "are")


def _named(files: Sequence[Path]) -> str:
    """Return the path of a file, or the names of several in a folder."""
    if len(files) == 1:
        return files[0].as_posix()
    return f"{files[0].parent.as_posix()}: {', '.join(file.name for file in files)}"
