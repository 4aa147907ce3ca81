"""The command `schema`: the fields of a motion file → a JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from debatekit.commands.options import NamedPath
from debatekit.console import problems_told


@click.command(short_help="Print the schema by which editors check motions.")
@click.option(
    "-o",
    "--output",
    type=NamedPath(dir_okay=False),
    metavar="FILE",
    help="Write it to this file instead of printing it.",
)
@click.pass_context
def schema(context: click.Context, output: Path | None) -> None:
    """Print the JSON Schema of a motion file, which tells an editor what may stand in it.

    Visual Studio Code (with the extension 'YAML' by Red Hat) and JetBrains' editors then complete the fields, explain
    them and mark mistakes as you type. Write the schema beside your motions, and start each motion with the line

    \b
        # yaml-language-server: $schema=debatekit.schema.json

    \b
    Example:
        debatekit schema -o motions/debatekit.schema.json
    """
    from debatekit.files import write_file
    from debatekit.motion.schema import schema_text

    text = schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    with problems_told(context):
        write_file(output, text.encode("utf-8"))
    click.echo(f"{output.as_posix()} written")
