"""docs/commands.md: every command and option, from click itself."""

import inspect
from collections.abc import Iterator
from typing import Final

import click

from debatekit.cli import main
from docs.reference.markdown import fenced, page, table, wrapped

INTRODUCTION: Final = """
`debatekit COMMAND --help` shows the same. Square brackets mark what is optional; `...` means that there can be several.
The exit code is 0 if all is well, 1 if there is a mistake in a file or a new version of a document that you edited, and
2 if the command itself was mistyped.
"""


def commands_page() -> str:
    """Return the page on the commands."""
    return page("Commands", INTRODUCTION, *_sections(main, "debatekit", None))


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """Yield what there is to say of a command, and of the commands in it."""
    context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    parts = [f"## {context.command_path}", fenced(usage, "text"), *_help(command.help or "")]
    if records:
        parts.append(table(("option", "what it does"), [(f"`{names}`", text) for names, text in records]))
    yield "\n\n".join(parts)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            if (found := command.get_command(context, inner)) and not found.hidden:
                yield from _sections(found, inner, context)


def _help(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; what is indented in one that keeps its lines is shown as it is."""
    for paragraph in inspect.cleandoc(text).replace("\f", "").split("\n\n"):
        if not paragraph.startswith("\b\n"):
            yield wrapped(paragraph)
            continue
        lines = paragraph.removeprefix("\b\n").splitlines()
        said = [line for line in lines if not line.startswith(" ")]
        if said:
            yield " ".join(said)
        if shown := [line for line in lines if line.startswith(" ")]:
            yield fenced(inspect.cleandoc("\n".join(["", *shown])), "sh")
