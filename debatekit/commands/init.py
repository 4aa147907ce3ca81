"""The command `init`: a folder → a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from debatekit.commands.options import NamedPath
from debatekit.console import problems_told, tell_note


@click.command(short_help="Make a folder a workspace for your own motions.")
@click.argument("folder", type=NamedPath(), default=".", metavar="[FOLDER]")
@click.pass_context
def init(context: click.Context, folder: Path) -> None:
    """Make FOLDER, or the current one, a workspace for your own motions.

    It gets settings (debatekit.yaml), a sample motion, a folder for templates, and a README. Nothing that stands
    there is overwritten.

    \b
    Examples:
        debatekit init
        debatekit init debates
    """
    import shlex

    from debatekit.datafiles import packaged
    from debatekit.workspace.finding import find_workspace
    from debatekit.workspace.starting import start_workspace

    with problems_told(context):
        around = find_workspace(folder.parent) if folder != Path() else None
        started = start_workspace(folder, packaged("templates") / "new" / "workspace")
    for path in started.made:
        click.echo(f"made {path.as_posix()}")
    for path in started.kept:
        click.echo(f"kept {path.as_posix()}")
    if around and around.is_set_up and around.root.resolve() != folder.resolve():
        tell_note(f"It is within the workspace {around.root.as_posix()}, whose settings do not hold in it.")
    go = f"{shlex.join(['cd', folder.as_posix()])}; " if folder != Path() else ""
    click.echo(f'Next: {go}debatekit build, or debatekit new "This house would …"')
