"""The command `build`: motions → kits."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from debatekit.commands.options import (
    NamedPath,
    find_motions,
    kit_options,
    motions_argument,
    namesakes,
    quiet_option,
    source_option,
)
from debatekit.console import exit_code, problems_told, tell_abandoned
from debatekit.errors import DebatekitError

if TYPE_CHECKING:
    from debatekit.delivery import BuiltKit
    from debatekit.means import Told
    from debatekit.workshop import Workshop


@click.command(short_help="Build kits of Word documents from motions.")
@motions_argument
@click.option(
    "-o",
    "--output",
    type=NamedPath(file_okay=False),
    help="Folder for the kits. [default: output]",
)
@click.option("--only", multiple=True, metavar="HANDOUT", help="Build this handout; may be given more than once.")
@click.option(
    "--edition",
    type=click.Choice(["student", "teacher", "both"]),
    default="both",
    show_default=True,
    help="Build this edition.",
)
@source_option
@kit_options
@click.option(
    "--fillable/--no-fillable",
    default=None,
    help="Make fields to type in instead of lines to write on.",
)
@click.option(
    "--reading",
    is_flag=True,
    help="Print the texts of sources, too, with their lines numbered, where they are at hand and you may copy them.",
)
@click.option(
    "--overwrite", is_flag=True, help="Put new documents in the place of those that you changed, and keep backups."
)
@click.option(
    "--clean",
    is_flag=True,
    help="Delete documents that a kit no longer has, and kits whose motion is gone, but nothing that you changed.",
)
@click.option("--rebuild", is_flag=True, help="Build kits anew, too, of which nothing changed.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Build with N processes at once, which pays for many kits only. [default: what pays, up to one a core]",
)
@click.option("--watch", is_flag=True, help="Go on, and build again what changes, until you press Ctrl+C.")
@click.option("--poll", is_flag=True, help="With --watch: look for changes on drives that do not tell of them.")
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
    only: tuple[str, ...],
    edition: str,
    texts: dict[str, Path],
    reading: bool,
    overwrite: bool,
    clean: bool,
    rebuild: bool,
    jobs: int | None,
    watch: bool,
    poll: bool,
    quiet: bool,
    verbose: bool,
    **told: Unpack[Told],
) -> None:
    """Build the kit of each MOTION: a file, or the name of one in the folder 'motions'.

    With no MOTION, every motion in the folder 'motions' of your workspace, or of the current folder, is built, or else
    the motions that come with debatekit. A motion with an error, such as a quotation that is not in its source, is not
    built, and the others are. A kit is left as it is if nothing changed: its motion, sources, templates and settings.

    \b
    Examples:
        debatekit build
        debatekit build my-motion.yaml --only pro-brief --edition student
        debatekit build my-motion.yaml --theme large-print --paper a4
        debatekit build my-motion.yaml --look our-school.docx --fillable
        debatekit build --watch
    """
    from debatekit.abandoned import abandoned_kits
    from debatekit.audience import BOTH, Edition
    from debatekit.batch import Job, build_kits
    from debatekit.commands.progress import Progress
    from debatekit.commands.tally import Tally
    from debatekit.order import Order
    from debatekit.workspace import find_workspace

    editions = BOTH if edition == "both" else (Edition(edition),)
    order = Order(only, editions, texts, overwrite, clean, rebuild)
    job = Job(order, reading, told)
    with problems_told(context):
        workspace = find_workspace()
        means = job.means()
        paths = find_motions(motions, workspace, quiet=quiet)
    tally = Tally(context, order, len(paths), quiet=quiet, verbose=verbose)
    shared = namesakes(paths)
    for path, problem in shared.items():
        tally.tell(path, DebatekitError([problem]))
    paths = [path for path in paths if path not in shared]
    progress = Progress(len(paths), quiet=quiet)
    results = build_kits(job, means, paths, jobs, progress.begin)
    with problems_told(context), progress.shown(), closing(results):
        for path, result in results:
            with progress.above():
                tally.tell(path, result)
    if not motions and workspace.motions.is_dir():
        everything = clean and not only and edition == "both"
        for kit in abandoned_kits(means.choices().output, workspace.motions, [*paths, *shared], clean=everything):
            tell_abandoned(kit, clean=everything)
    tally.tell_older(told.get("output"))
    tally.tell_sum()
    if watch:
        from debatekit.commands.watching import Bench, keep_building
        from debatekit.kit import build_kit

        def build_one(workshop: Workshop, path: Path) -> BuiltKit:
            return build_kit(workshop, path, order=order)

        with problems_told(context):
            workshop = job.open_workshop()
        new_motions = None if motions or not workspace.motions.is_dir() else workspace.motions
        bench = Bench(paths, workshop, job.open_workshop, build_one, texts, new_motions, clean, told.get("output"))
        keep_building(context, bench, poll=poll)
        context.exit(0)
    context.exit(exit_code(context))
