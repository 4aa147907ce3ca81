"""The commands of `debatekit templates`: list, show, copy and compare templates, themes and other data files."""

from itertools import groupby

import click

from debatekit.options import flag
from debatekit.report import echo


@click.group(short_help="List, show, copy and compare templates.")
def templates() -> None:
    """List, show and copy templates, themes, languages and frameworks.

    Files in the folder 'templates' of your workspace take precedence over the built-in ones.
    """


@templates.command("list")
def list_templates() -> None:
    """List every template by its name, and show which are yours."""
    from debatekit.project_files import data_files
    from debatekit.settings import find_project

    project = find_project()
    for kind, files in groupby(data_files(project.template_dirs), key=lambda file: file.kind):
        echo(kind, bold=True)
        for file in files:
            is_own = file.files[0].is_relative_to(project.templates)
            yours = "yours, instead of the built-in one" if len(file.files) > 1 else "yours"
            echo(f"  {file.name:34} {yours if is_own else ''}".rstrip())


@templates.command()
@click.argument("name")
@flag("--builtin", help="Show the built-in one even if you have one of the same name.")
def show(name: str, *, builtin: bool) -> None:
    """Print the template called NAME, such as pro-brief or languages/en."""
    from debatekit.project_files import find_data_files
    from debatekit.settings import find_project

    folders = find_project().template_dirs
    (file,) = find_data_files([name], folders[-1:] if builtin else folders)
    echo(file.text.rstrip("\n"))


@templates.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@flag("--all", "everything", help="Copy all of them.")
def copy(names: tuple[str, ...], *, everything: bool) -> None:
    """Copy built-in templates into your workspace, to change them there.

    To change only one block of a handout, you need no copy: see docs/own-templates.md.

    \b
    Example:
        debatekit templates copy pro-brief themes/standard
    """
    from debatekit.project_files import copy_built_in
    from debatekit.settings import find_project

    if not names and not everything:
        raise click.UsageError("Name the templates to copy, or use --all.")
    for path in copy_built_in(find_project(), () if everything else names):
        echo(f"{path.as_posix()} is yours to change")


@templates.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
def diff(names: tuple[str, ...]) -> None:
    """Show how built-in templates have changed since you copied them; + marks new lines, and - those that are gone."""
    from debatekit.project_files import compare, data_files, find_data_files
    from debatekit.settings import find_project

    project = find_project()
    files = find_data_files(names, project.template_dirs) if names else data_files(project.template_dirs)
    comparisons = {file.path: found for file in files if (found := compare(project, file))}
    for path, (state, lines) in comparisons.items():
        echo(f"{path}: {state}", bold=True)
        for line in lines:
            echo(line, colour={"+": "green", "-": "red", "@": "cyan"}.get(line[:1]))
    if not comparisons:
        echo("none of your templates has the name of a built-in one")
