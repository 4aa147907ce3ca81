"""The command line: reads options, calls the other rooms, prints what they say.

Only click is imported here; each command imports what it needs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from debatekit import __version__
from debatekit.problems import Problem, ProblemsError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOTIONS_FOLDER = Path("motions")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

motions_argument = click.argument("motions", metavar="[MOTION]...", nargs=-1)
theme_option = click.option(
    "--theme", metavar="THEME", default="standard", show_default=True, help="How it looks: see 'debatekit list'."
)
paper_option = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="The paper. [default: what is usual where the motion's language is spoken, as letter for en-US]",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn one YAML motion file into a classroom debate kit of Word documents.

    \b
    Example: build the kits of all motions in the folder 'motions'.
        debatekit build
    """
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a line of a motion may hold what a console cannot show


@main.command()
@motions_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="Folder for the kits.",
)
@click.option("--only", multiple=True, metavar="HANDOUT", help="Build this handout; may be given more than once.")
@click.option(
    "--edition",
    type=click.Choice(["student", "teacher", "both"]),
    default="both",
    show_default=True,
    help="Build this edition.",
)
@theme_option
@paper_option
@click.option("--fillable", is_flag=True, help="Make fields to type in instead of lines to write on.")
@quiet_option
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Print every file, with its size and, where LibreOffice is installed, its pages.",
)
@click.pass_context
def build(
    context: click.Context,
    motions: tuple[str, ...],
    output: Path,
    only: tuple[str, ...],
    edition: str,
    theme: str,
    paper: str | None,
    fillable: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the kit of each MOTION: a file, or the name of one in the folder 'motions'.

    With no MOTION, every motion in the folder 'motions' of the current folder is built, or else the motions that
    come with debatekit.

    \b
    Examples:
        debatekit build
        debatekit build my-motion.yaml --only pro-brief --edition student
        debatekit build my-motion.yaml --theme large-print --paper a4
    """
    from debatekit.audience import Edition
    from debatekit.kit import BOTH, build_kit, open_workshop

    editions = BOTH if edition == "both" else (Edition(edition),)
    seconds = 0.0
    with _problems_told(context):
        workshop = open_workshop(theme=theme, paper=paper, fillable=fillable)
        workshop.handouts(only)
        paths = _find_motions(motions, quiet=quiet)
    count = 0
    for path in paths:
        with _problems_told(context, go_on=True):
            started = time.perf_counter()
            written = build_kit(workshop, path, output, only, editions)
            seconds += time.perf_counter() - started
            count += len(written)
            if not quiet:
                _tell_kit(path, output / path.stem, written, verbose=verbose)
    if verbose:
        click.echo(f"{_count(count, 'document')} in {seconds:.2f} seconds")
    context.exit(_exit_code(context))


@main.command()
@motions_argument
@theme_option
@paper_option
@quiet_option
@click.pass_context
def check(context: click.Context, motions: tuple[str, ...], theme: str, paper: str | None, quiet: bool) -> None:
    """Check each MOTION and write nothing.

    Every problem is printed with its line and what to type instead. With no MOTION, the same motions are checked
    that 'debatekit build' would build.

    \b
    Example:
        debatekit check my-motion.yaml
    """
    from debatekit.kit import open_workshop
    from debatekit.motion import read_motion

    with _problems_told(context):
        workshop = open_workshop(theme=theme, paper=paper)
        paths = _find_motions(motions, quiet=quiet)
    for path in paths:
        with _problems_told(context, go_on=True):
            read = read_motion(path)
            documents = workshop.documents(read)
            if not quiet:
                motion = read.motion
                parts = (
                    _count(len(motion.pro.arguments), "argument") + " for",
                    f"{len(motion.con.arguments)} against",
                    _count(len(motion.questions), "question"),
                    _count(len(documents), "document"),
                )
                click.echo(f"{click.style('OK', fg='green')} {path.as_posix()}: {', '.join(parts)}")
    context.exit(_exit_code(context))


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print lines for a person, or JSON for a machine.",
)
@quiet_option
@click.pass_context
def inspect(context: click.Context, files: tuple[Path, ...], form: str, quiet: bool) -> None:
    """Inspect Word documents for what people with disabilities may stumble over.

    Any Word document will do, whoever made it. Every finding is printed with its place and how to mend it in Word.
    Of a folder, every .docx file in it is inspected. docs/inspect.md tells what is looked for.

    \b
    Examples:
        debatekit inspect my-worksheet.docx
        debatekit inspect output/trees --format json
    """
    from debatekit.inspection.reports import as_json, reports_on

    reports = []
    for report in reports_on(files):
        reports.append(report)
        if form == "text":
            _tell_problems(report.problems)
            for line in report.lines():
                click.echo(line)
            if not quiet and not report.problems:
                click.echo(click.style(report.summary, fg="red" if report.findings else "green"))
    if form == "json":
        click.echo(as_json(reports))
    context.exit(0 if all(report.is_clear for report in reports) else 1)


@main.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List the motions that can be built, the handouts of a kit, and the themes.

    \b
    Example:
        debatekit list
    """
    from debatekit.kit import STANDARD, open_workshop, themes
    from debatekit.motion import read_motion

    with _problems_told(context):
        handouts = open_workshop().handouts()
        looks = themes()
        paths = _find_motions((), quiet=True)
    click.echo(click.style("Motions", bold=True))
    for path in paths:
        with _problems_told(context, go_on=True):
            click.echo(f"  {path.stem:30} {read_motion(path).motion.motion}")
    click.echo(click.style("Handouts", bold=True))
    for handout in handouts:
        click.echo(f"  {handout.name:30} {handout.head.about}")
    click.echo(click.style("Themes", bold=True))
    for name, look in looks.items():
        shown = f"{name} (default)" if name == STANDARD else name
        click.echo(f"  {shown:30} {look.title}: {look.about}")
    context.exit(_exit_code(context))


class _problems_told:  # noqa: N801 - it is used as a function
    """Print the problems that are raised within, and leave with 1, at once or once everything is done."""

    def __init__(self, context: click.Context, *, go_on: bool = False) -> None:
        self.context, self.go_on = context, go_on

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if not isinstance(error, ProblemsError):
            return False
        _tell_problems(error.problems)
        if not self.go_on:
            self.context.exit(1)
        self.context.meta["debatekit.failed"] = True
        return True


def _exit_code(context: click.Context) -> int:
    return 1 if context.meta.get("debatekit.failed") else 0


def _tell_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        headline, _, excerpt = str(problem).partition("\n")
        click.echo(click.style(headline, fg="red"), err=True)
        if excerpt:
            click.echo(excerpt, err=True)


def _tell_kit(path: Path, folder: Path, written: Sequence[Path], *, verbose: bool) -> None:
    click.echo(f"{click.style(path.stem, bold=True)}: {_count(len(written), 'document')} in {folder}")
    if not verbose:
        return
    from debatekit.paging import count_pages, find_office

    office = find_office()
    pages = count_pages(written, office) if office else {}
    width = max((len(file.name) for file in written), default=0)
    for file in written:
        count = f"  {_count(pages[file], 'page'):>8}" if file in pages else ""
        click.echo(f"  {file.name:{width}} {file.stat().st_size / 1024:6.1f} kB{count}")
    if not office:
        click.echo("  (LibreOffice counts the pages where it is installed.)")


def _find_motions(names: Sequence[str], *, quiet: bool) -> list[Path]:
    """Return the motion files that are meant by `names`, or all there are; raises `ProblemsError`."""
    from debatekit.resources import packaged

    own, ours = _files_in(MOTIONS_FOLDER), _files_in(packaged("motions"))
    if not names:
        if not own and not quiet:
            click.echo("There is no folder 'motions' here with motion files in it, so these come with debatekit.")
        return own or ours
    known = {path.stem: path for path in [*ours, *own]}
    problems = [
        Problem(name, 0, 0, "there is no such motion", did_you_mean(name, known))
        for name in names
        if name not in known and not _exists(Path(name))
    ]
    if problems:
        raise ProblemsError(problems)
    return [Path(name) if _exists(Path(name)) else known[name] for name in names]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for ending in ("*.yaml", "*.yml") for path in folder.glob(ending))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
