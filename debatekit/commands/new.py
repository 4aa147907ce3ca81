"""The command `new`: a motion, and a text if there is one → a motion file to go on with."""

from __future__ import annotations

from pathlib import Path

import click

from debatekit.commands.options import NamedPath
from debatekit.console import command, problems_told, tell_note


@click.command(short_help="Begin a motion file, with every field explained.")
@click.argument("motion")
@click.option(
    "--from",
    "text",
    type=NamedPath(),
    metavar="FILE",
    help="A text to propose quotations, claims, words and terms from: .txt, .md, .html or .docx. It is not copied.",
)
@click.option(
    "--as", "name", metavar="NAME", help="What to call it: a name in the folder 'motions', or a file ending in .yaml."
)
@click.option("--ages", metavar="AGES", default="", help="The ages it is for, such as '15 to 18'.")
@click.option(
    "--language", metavar="TAG", help="The language that it is written in. [default: that of the workspace, or en-GB]"
)
@click.option(
    "--kind",
    type=click.Choice(["policy", "value", "fact"]),
    default="policy",
    show_default=True,
    help="policy: should we? value: is it good? fact: is it so?",
)
@click.pass_context
def new(
    context: click.Context, motion: str, text: Path | None, name: str | None, ages: str, language: str | None, kind: str
) -> None:
    """Begin a motion file for MOTION, with every field explained where it stands.

    The file builds as it is: where you are to write, there is a prompt such as "(write why it matters)", and
    'debatekit check' lists the prompts that are left. With a text, it proposes what may be quoted from it, each to be
    kept or deleted. No word is invented, nothing is fetched, and no file is ever overwritten.

    \b
    Examples:
        debatekit new "This house would plant a tree in every school yard"
        debatekit new "This house would plant a tree" --from article.txt --ages "11 to 14"
    """
    from datetime import date

    from debatekit.datafiles import packaged
    from debatekit.errors import DebatekitError, Problem
    from debatekit.files import create_file, file_name_error, is_within, slugify
    from debatekit.motion.loader import is_motion_name
    from debatekit.new_motion import new_request, scaffold, suggest_from
    from debatekit.workspace import Choices, find_workspace
    from debatekit.workspace.starting import write_schema

    is_path = name is not None and is_motion_name(Path(name))
    with problems_told(context):
        workspace = find_workspace()
        path = Path(name) if name and is_path else workspace.motions / f"{slugify(name or motion)}.yaml"
        if fault := file_name_error(path.stem):
            raise DebatekitError([Problem("--as" if name else "MOTION", 0, 0, *fault)])
        folders = (*workspace.folders, packaged("templates"))
        language = language or Choices((workspace.layer,)).language
        request = new_request(motion, kind=kind, language=language, ages=ages, folders=folders)
        suggestions = (
            suggest_from(text, path, language, folders=folders, today=date.today(), root=workspace.root)
            if text
            else None
        )
        create_file(path, scaffold(request, suggestions).encode("utf-8"))
        write_schema(path.parent)
    if text and not is_within(text, path.parent, workspace.root):
        tell_note(
            "A motion names no file outside of its workspace: "
            f"copy '{text.as_posix()}' into '{path.parent.as_posix()}', so that its quotations can be checked."
        )
    shown = path.as_posix()
    click.echo(f"{click.style(shown, bold=True)} is there. Open it in an editor, and write. Then:")
    for word in ("check", "build"):
        click.echo(f"  {command(word, shown)}")
