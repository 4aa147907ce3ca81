"""What the commands print: problems as they are told, and kits with their documents.

Imports click alone, as `cli` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from debatekit.errors import DebatekitError

if TYPE_CHECKING:
    from debatekit.abandoned import Abandoned
    from debatekit.checks.findings import Finding
    from debatekit.delivery import BuiltKit
    from debatekit.errors import Problem


class problems_told:  # noqa: N801 - it is used as a function
    """Print the problems that are raised within, and leave with 1, at once or once everything is done."""

    def __init__(self, context: click.Context, *, go_on: bool = False) -> None:
        self.context, self.go_on = context, go_on

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if not isinstance(error, DebatekitError):
            return False
        tell_error(self.context, error)
        if not self.go_on:
            self.context.exit(1)
        return True


def tell_error(context: click.Context, error: DebatekitError) -> None:
    """Print what is wrong, as problems or as findings, and leave with 1 in the end."""
    findings = getattr(error, "findings", None)
    if findings is None:
        tell_problems(error.problems)
    else:
        for finding in findings:
            tell_finding(finding)
    fail(context)


def fail(context: click.Context) -> None:
    """Let the command go on, and leave with 1 in the end."""
    context.meta["debatekit.failed"] = True


def exit_code(context: click.Context) -> int:
    """Return 1 if problems were told, else 0."""
    return 1 if context.meta.get("debatekit.failed") else 0


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems where errors go, each with the line it is in."""
    for problem in problems:
        headline, _, excerpt = str(problem).partition("\n")
        click.echo(click.style(headline, fg="red"), err=True)
        if excerpt:
            click.echo(excerpt, err=True)


def tell_note(text: str) -> None:
    """Print something to know, where errors go, so that it is in no list of results."""
    click.echo(text, err=True)


COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def tell_finding(finding: Finding) -> None:
    """Print a finding where errors go, with the line it is in and what shows more of it."""
    from debatekit.checks.report import finding_text

    headline, _, rest = finding_text(finding).partition("\n")
    click.echo(click.style(headline, fg=COLOURS[finding.rule.severity]), err=True)
    if rest:
        click.echo(rest, err=True)


def tell_kit(path: Path, kit: BuiltKit, *, verbose: bool) -> None:
    """Print what was built of a motion; if `verbose`, each document with its size and pages."""
    unchanged = ", unchanged" if kit.unchanged else ""
    click.echo(f"{click.style(path.stem, bold=True)}: {count(len(kit.files), 'document')} in {kit.folder}{unchanged}")
    if verbose:
        _tell_documents(kit.files)
    for name, known in kit.summary.recorded.items():
        click.echo(
            f"  {count(known.quotations, 'quotation')} of '{name}' as verified on {known.date} ({known.file}); "
            "the text itself is not at hand"
        )
    for name, quotations in kit.summary.unverified.items():
        told = f"{count(quotations, 'quotation')} of '{name}', not verified: its text is not at hand"
        click.echo(f"  {click.style(told, fg='yellow')}")
    if kit.summary.findings:
        click.echo(f"  {count(kit.summary.findings, 'thing')} to look at: {command('check', path.as_posix())}")


def _tell_documents(files: Sequence[Path]) -> None:
    from debatekit.paging import count_pages, find_office

    office = find_office()
    pages = count_pages(files, office) if office else {}
    width = max((len(file.name) for file in files), default=0)
    for file in files:
        pages_of = f"  {count(pages[file], 'page'):>8}" if file in pages else ""
        click.echo(f"  {file.name:{width}} {file.stat().st_size / 1024:6.1f} kB{pages_of}")
    if not office:
        click.echo("  (LibreOffice counts the pages where it is installed.)")


def tell_kept(context: click.Context, kit: BuiltKit) -> None:
    """Print which documents stand beside a file that somebody changed, and leave with 1 in the end; and backups."""
    for placed in kit.beside:
        assert placed.kept is not None
        told = f"{placed.kept.as_posix()}: the file was changed since it was built, or is not ours, and stays as it is."
        click.echo(click.style(f"{told} The new one is beside it: '{placed.path.name}'.", fg="yellow"), err=True)
    if kit.beside:
        tell_note(
            "  Build with --overwrite to have the new one in its place; yours becomes a backup. "
            "Or give yours a name of its own: then it is left in peace."
        )
        fail(context)
    for placed in kit.placed:
        if placed.backup:
            tell_note(f"{placed.path.as_posix()}: the old one is '{placed.backup.name}'")


def tell_left(kit: BuiltKit, *, clean: bool) -> None:
    """Print which documents a kit no longer has, and which of them were deleted."""
    for path in kit.removed:
        tell_note(f"{path.as_posix()}: deleted, for it is no longer part of the kit")
    for left in kit.left:
        if left.is_changed:
            hint = "You changed it, so it is kept; delete it yourself if you do not need it."
        else:
            hint = "It cannot be deleted now; close it in Word." if clean else "Delete it, or build with --clean."
        tell_note(f"{left.path.as_posix()}: no longer part of the kit. {hint}")


def tell_older(motions: Sequence[Path], documents: int, options: Iterable[str], output: Path | None) -> None:
    """Print that documents of `motions` that were not asked for are older than these, and how to build them again.

    `output` is the folder for kits, if one was named.
    """
    names = ", ".join(motion.stem for motion in motions)
    are, than = "is" if documents == 1 else "are", "the motion or its" if len(motions) == 1 else "their motions or"
    told = click.style(f"{count(documents, 'document')} of {names} {are} older than {than} sources.", fg="yellow")
    where = ("--output", output.as_posix()) if output else ()
    again = command("build", *(motion.as_posix() for motion in motions), *options, *where)
    tell_note(f"{told} To build {'it' if documents == 1 else 'them'} again: {again}")


def command(*words: str) -> str:
    """Return what to type for a command, with what a shell would take apart in quotes."""
    import shlex  # here, because --help needs it not

    return shlex.join(("debatekit", *words))


def tell_abandoned(kit: Abandoned, *, clean: bool) -> None:
    """Print that the motion of a kit is gone, and what was deleted."""
    told = f"{kit.folder.as_posix()}: the motion '{kit.motion.as_posix()}' is gone."
    deleted = f" {count(len(kit.removed), 'document')} deleted." if kit.removed else ""
    if not kit.folder.exists():
        tell_note(f"{told}{deleted}")
    elif kit.is_changed:
        tell_note(f"{told}{deleted} What you changed or put there is kept; delete it yourself if you do not need it.")
    elif clean:
        tell_note(f"{told}{deleted} The others cannot be deleted now; close them in Word.")
    else:
        tell_note(f"{told} Delete the folder, or build with --clean.")


def count(number: int, noun: str) -> str:
    """Return a number of things in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
