"""The command `list`: the motions, handouts and themes there are."""

from __future__ import annotations

import click

from debatekit.commands.options import find_motions
from debatekit.console import exit_code, problems_told

AUDIENCES: dict[tuple[str, ...], str] = {("teacher",): " (for teachers)", ("student",): " (for pupils)"}
"""What is said of a handout that is not for both."""


@click.command("list", short_help="List motions, handouts, themes and languages.")
@click.pass_context
def list_(context: click.Context) -> None:
    """List the motions that can be built, the handouts of a kit, themes, languages, and ways to evaluate a source.

    \b
    Example:
        debatekit list
    """
    from debatekit.datafiles import names_of
    from debatekit.kit import open_workshop, themes
    from debatekit.workspace import find_workspace
    from debatekit.workspace.choices import STANDARD

    with problems_told(context):
        workspace = find_workspace()
        workshop = open_workshop(workspace=workspace)
        handouts = workshop.handouts()
        looks = themes(*workshop.looks.folders)
        paths = find_motions((), workspace, quiet=True)
    click.echo(click.style("Motions", bold=True))
    for path in paths:
        with problems_told(context, go_on=True):
            click.echo(f"  {path.stem:30} {workshop.read(path).motion.motion}")
    click.echo(click.style("Handouts", bold=True))
    for handout in handouts:
        audience = AUDIENCES.get(tuple(handout.head.editions), "")
        click.echo(f"  {handout.name:30} {handout.head.title}{audience}: {handout.head.about}")
    click.echo(click.style("Themes", bold=True))
    for name, look in looks.items():
        shown = f"{name} (default)" if name == STANDARD else name
        click.echo(f"  {shown:30} {look.title}: {look.about}")
    for kind in ("languages", "frameworks"):
        click.echo(click.style(kind.capitalize(), bold=True))
        click.echo(f"  {', '.join(names_of(workshop.means.folders, kind))}")
    context.exit(exit_code(context))
