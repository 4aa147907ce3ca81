"""The commands `templates list`, `show`, `copy` and `diff`: the data files that kits are made with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from debatekit.console import problems_told

if TYPE_CHECKING:
    from debatekit.workspace import Workspace


@click.group(short_help="List, show, copy and compare templates.")
def templates() -> None:
    """List, show and copy the templates, themes, languages and frameworks that kits are made with.

    What is in the folder 'templates' of your workspace comes before what is built in.

    \b
    Examples:
        debatekit templates list
        debatekit templates copy pro-brief
        debatekit templates diff
    """


@templates.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List every template by its name, and tell which are yours."""
    from debatekit.workspace.items import items

    with problems_told(context):
        workspace, folders = _here()
    kind = ""
    for item in items(folders):
        if item.kind != kind:
            kind = item.kind
            click.echo(click.style(kind, bold=True))
        mine = item.files[0].is_relative_to(workspace.templates) and workspace.is_set_up
        note = "" if not mine else "yours, in place of the built-in one" if len(item.files) > 1 else "yours"
        click.echo(f"  {item.name:34} {note}".rstrip())


@templates.command()
@click.argument("name")
@click.option("--builtin", is_flag=True, help="Show the built-in one even if you have one of the same name.")
@click.pass_context
def show(context: click.Context, name: str, *, builtin: bool) -> None:
    """Print the template called NAME, such as pro-brief or languages/en."""
    from debatekit.files import read_text
    from debatekit.workspace.items import find_items

    with problems_told(context):
        _, folders = _here()
        (item,) = find_items([name], folders[-1:] if builtin else folders)
        click.echo(read_text(item.files[0]).rstrip("\n"))


@templates.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Copy all there are.")
@click.pass_context
def copy(context: click.Context, names: tuple[str, ...], *, everything: bool) -> None:
    """Copy built-in templates into your workspace, to change them there.

    To change one block of a handout only, you need no copy: see docs/own-templates.md.

    \b
    Examples:
        debatekit templates copy pro-brief
        debatekit templates copy themes/standard frameworks/craap
    """
    from debatekit.workspace.copies import copy_items
    from debatekit.workspace.items import find_items, items

    if not names and not everything:
        raise click.UsageError("Name the templates to copy, or say --all.")
    with problems_told(context):
        workspace, folders = _here()
        built_in = folders[-1]
        chosen = items([built_in]) if everything else find_items(names, [built_in])
        for path in copy_items(workspace, chosen, built_in):
            click.echo(f"{path.as_posix()} is yours to change")


@templates.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.pass_context
def diff(context: click.Context, names: tuple[str, ...]) -> None:
    """Show what built-in templates have become since you copied them.

    Lines with + are new in the built-in one, and lines with - are gone from it. Nothing is changed in your file.
    """
    from debatekit.workspace.copies import compare
    from debatekit.workspace.items import find_items, items

    with problems_told(context):
        workspace, folders = _here()
        chosen = find_items(names, folders) if names else items(folders)
        compared = [found for item in chosen if (found := compare(workspace, item, folders[-1]))]
    for found in compared:
        click.echo(f"{click.style(found.item.path, bold=True)}: {found.state.value}")
        for line in found.lines:
            click.echo(click.style(line, fg=COLOURS.get(line[:1])))
    if not compared:
        click.echo("none of your templates has the name of a built-in one")


COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def _here() -> tuple[Workspace, tuple[Path, ...]]:
    from debatekit.datafiles import packaged
    from debatekit.workspace import find_workspace

    workspace = find_workspace()
    return workspace, (*workspace.folders, packaged("templates"))
