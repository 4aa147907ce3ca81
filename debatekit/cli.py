"""The command line: the group that all commands belong to."""

from __future__ import annotations

import io
import os
import sys
from typing import Final

import click

from debatekit import __version__
from debatekit.commands.build import build
from debatekit.commands.check import check
from debatekit.commands.init import init
from debatekit.commands.inspect import inspect
from debatekit.commands.list import list_
from debatekit.commands.new import new
from debatekit.commands.schema import schema
from debatekit.commands.templates import templates
from debatekit.commands.verify import verify
from debatekit.console import tell_note

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


INTERRUPTED: Final = 130
"""What a command leaves with that Ctrl+C stopped, as shells expect: 128 and the signal's number."""


class Commands(click.Group):
    """All commands: each answers Ctrl+C in the same words."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            tell_note("Stopped. Every document that is there is whole.")
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings=CONTEXT)
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


for command in (init, new, build, check, verify, list_, templates, inspect, schema):
    main.add_command(command)
