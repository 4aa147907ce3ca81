"""Command-line options that several commands share, and how their values are read."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from debatekit.errors import did_you_mean

PATH: Final = click.Path(path_type=Path)
FOLDER: Final = click.Path(file_okay=False, path_type=Path)

flag = partial(click.option, is_flag=True)


def _together(*options: Callable[..., Any]) -> Callable[..., Any]:
    """Return a decorator that adds options to a command, as if each were written above it."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _parse_sources(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, Path]:
    from debatekit.settings import utf8

    files = {}
    for value in values:
        name, _sign, file = (part.strip() for part in utf8(value).partition("="))
        if not name or not file:
            raise click.BadParameter(f"'{value}' is not a source. Write its short name and a file: article=text.txt.")
        files[name] = Path(file)
    return files


def parse_codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of findings in `values`, or the beginnings of codes, in capitals."""
    codes = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    if codes:
        from debatekit.checks.rules import BY_CODE

        for code in codes:
            if not any(known.startswith(code) for known in BY_CODE):
                otherwise = "They are listed in docs/checks.md; DK1 selects all that start with it."
                hint = did_you_mean(code, BY_CODE, otherwise)
                raise click.BadParameter(f"no finding has a code like '{code}'. {hint}")
    return codes


def _parse_clock(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from debatekit.motion.model import parse_clock

    try:
        return parse_clock(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


motions = click.argument("motions", metavar="[MOTION]...", nargs=-1)
quiet = flag("-q", "--quiet", help="Print nothing but problems.")
output = click.option("-o", "--output", type=FOLDER, help="Folder for the kits. [default: output]")
output_file = click.option(
    "-o", "--output", type=PATH, metavar="FILE", help="Write it to this file instead of printing it."
)
source = click.option(
    "--source", "source_files", multiple=True, callback=_parse_sources, metavar="NAME=FILE",
    help="The text of the source that the motion calls NAME; may be given more than once.",
)  # fmt: skip
report_format = click.option(
    "--format", "format_", default="text", show_default=True, type=click.Choice(["text", "json"]), help="How to print."
)
codes = partial(click.option, multiple=True, callback=parse_codes, metavar="CODES")
reading = flag("--reading", help="Print the texts of sources with numbered lines, also those without 'copy: yes'.")

settings = _together(
    click.option("--theme", metavar="THEME", help="The theme: see 'debatekit list'. [default: standard]"),
    click.option(
        "--kit", type=click.Choice(["brief", "lesson", "full"], case_sensitive=False),
        help="Which sheets there are. [default: lesson if the motion has a lesson, or else brief]",
    ),
    click.option(
        "--paper", type=click.Choice(["a4", "letter"], case_sensitive=False),
        help="The paper size. [default: the usual one for the motion's language]",
    ),
    click.option("--look", type=PATH, metavar="FILE", help="A Word file of your school, for the look of the kit."),
    click.option("--language", metavar="TAG", help="The language of printed words, such as de. [default: en-GB]"),
    click.option("--school", metavar="NAME", help="The name of your school, for the foot of every sheet."),
    click.option("--class", "class_", metavar="NAME", help="The class, filled in on sheets that pupils write on."),
    click.option(
        "--compact/--no-compact", default=None, help="Make sheets as short as possible, without lines to write on."
    ),
)  # fmt: skip
"""The options that override settings."""

minutes = click.option("--minutes", type=click.IntRange(1, 600), metavar="N", help="The minutes of the lesson.")
starts = click.option("--starts", callback=_parse_clock, metavar="TIME", help="When the lesson starts, such as 10:05.")
pupils = partial(click.option, "--pupils", type=click.IntRange(1, 1000), metavar="N")


def lesson(*names: str) -> Callable[..., Any]:
    """Return a decorator that adds the options that override the lesson; `names` are those of its format."""
    return _together(
        click.option(*names, "format", metavar="NAME", help="The debate format: see 'debatekit formats list'."),
        minutes,
        pupils(help="The number of pupils in the lesson."),
        starts,
    )
