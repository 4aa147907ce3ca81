"""The command `build`: motions → kits."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from debatekit.commands.options import find_motions, kit_options, motions_argument, quiet_option, source_option
from debatekit.console import count, exit_code, problems_told, tell_checks, tell_kept, tell_kit

if TYPE_CHECKING:
    from debatekit.kit import BuiltKit
    from debatekit.workshop import Told, Workshop


@click.command()
@motions_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
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
    watch: bool,
    poll: bool,
    quiet: bool,
    verbose: bool,
    **told: Unpack[Told],
) -> None:
    """Build the kit of each MOTION: a file, or the name of one in the folder 'motions'.

    With no MOTION, every motion in the folder 'motions' of your workspace, or of the current folder, is built, or else
    the motions that come with debatekit. A motion with an error, such as a quotation that is not in its source, is not
    built.

    \b
    Examples:
        debatekit build
        debatekit build my-motion.yaml --only pro-brief --edition student
        debatekit build my-motion.yaml --theme large-print --paper a4
        debatekit build my-motion.yaml --look our-school.docx --fillable
        debatekit build --watch
    """
    from debatekit.audience import Edition
    from debatekit.kit import BOTH, build_kit, open_workshop
    from debatekit.workspace import find_workspace

    def opened() -> Workshop:
        workshop = open_workshop(workspace=find_workspace(), reading=reading, **told)
        workshop.handouts(only)
        return workshop

    def build_one(workshop: Workshop, path: Path) -> BuiltKit:
        return build_kit(workshop, path, None, only, editions, texts, overwrite=overwrite)

    editions = BOTH if edition == "both" else (Edition(edition),)
    seconds = 0.0
    with problems_told(context):
        workspace = find_workspace()
        workshop = opened()
        paths = find_motions(motions, workspace, quiet=quiet)
    documents = 0
    for path in paths:
        with problems_told(context, go_on=True):
            started = time.perf_counter()
            kit = build_one(workshop, path)
            seconds += time.perf_counter() - started
            documents += len(kit.files)
            if not quiet:
                tell_kit(path, kit.folder, kit.files, verbose=verbose)
                tell_checks(path, kit.checked)
            tell_kept(context, kit)
    if verbose:
        click.echo(f"{count(documents, 'document')} in {seconds:.2f} seconds")
    if watch:
        from debatekit.commands.watching import Bench, keep_building

        new_motions = None if motions or not workspace.motions.is_dir() else workspace.motions
        keep_building(context, Bench(paths, workshop, opened, build_one, texts, new_motions), poll=poll)
        context.exit(0)
    context.exit(exit_code(context))
