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
from debatekit.console import count, exit_code, problems_told, tell_kit, tell_problems
from debatekit.problems import Problem, ProblemsError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

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
look_option = click.option(
    "--look",
    "school",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word file of your school: its styles, colours, page, header and footer are taken.",
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
@look_option
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
    school: Path | None,
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
        debatekit build my-motion.yaml --look our-school.docx --fillable
    """
    from debatekit.audience import Edition
    from debatekit.kit import BOTH, build_kit, open_workshop

    editions = BOTH if edition == "both" else (Edition(edition),)
    seconds = 0.0
    with problems_told(context):
        workshop = open_workshop(theme=theme, paper=paper, school=school, fillable=fillable)
        workshop.handouts(only)
        paths = _find_motions(motions, quiet=quiet)
    documents = 0
    for path in paths:
        with problems_told(context, go_on=True):
            started = time.perf_counter()
            written = build_kit(workshop, path, output, only, editions)
            seconds += time.perf_counter() - started
            documents += len(written)
            if not quiet:
                tell_kit(path, output / path.stem, written, verbose=verbose)
    if verbose:
        click.echo(f"{count(documents, 'document')} in {seconds:.2f} seconds")
    context.exit(exit_code(context))


@main.command()
@motions_argument
@theme_option
@paper_option
@look_option
@quiet_option
@click.pass_context
def check(
    context: click.Context, motions: tuple[str, ...], theme: str, paper: str | None, school: Path | None, quiet: bool
) -> None:
    """Check each MOTION and write nothing.

    Every problem is printed with its line and what to type instead. With no MOTION, the same motions are checked
    that 'debatekit build' would build.

    \b
    Example:
        debatekit check my-motion.yaml
    """
    from debatekit.kit import open_workshop
    from debatekit.motion import read_motion

    with problems_told(context):
        workshop = open_workshop(theme=theme, paper=paper, school=school)
        paths = _find_motions(motions, quiet=quiet)
    for path in paths:
        with problems_told(context, go_on=True):
            read = read_motion(path)
            documents = workshop.documents(read)
            if not quiet:
                motion = read.motion
                parts = (
                    count(len(motion.pro.arguments), "argument") + " for",
                    f"{len(motion.con.arguments)} against",
                    count(len(motion.questions), "question"),
                    count(len(documents), "document"),
                )
                click.echo(f"{click.style('OK', fg='green')} {path.as_posix()}: {', '.join(parts)}")
    context.exit(exit_code(context))


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
            tell_problems(report.problems)
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

    with problems_told(context):
        handouts = open_workshop().handouts()
        looks = themes()
        paths = _find_motions((), quiet=True)
    click.echo(click.style("Motions", bold=True))
    for path in paths:
        with problems_told(context, go_on=True):
            click.echo(f"  {path.stem:30} {read_motion(path).motion.motion}")
    click.echo(click.style("Handouts", bold=True))
    for handout in handouts:
        click.echo(f"  {handout.name:30} {handout.head.about}")
    click.echo(click.style("Themes", bold=True))
    for name, look in looks.items():
        shown = f"{name} (default)" if name == STANDARD else name
        click.echo(f"  {shown:30} {look.title}: {look.about}")
    context.exit(exit_code(context))


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
