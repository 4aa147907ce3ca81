"""The command `check`: motions → what is wrong, unfair or hard to read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from debatekit import __version__
from debatekit.commands.options import find_motions, kit_options, motions_argument, quiet_option, source_option
from debatekit.console import problems_told, tell_finding

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.checks.reports import Outcome
    from debatekit.means import Told


def _codes(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take ``DK1,DK302`` apart."""
    starts = tuple(start.strip().upper() for value in values for start in value.split(",") if start.strip())
    if starts:
        from debatekit.checks.selecting import CODES, is_known
        from debatekit.errors import did_you_mean

        for start in starts:
            if not is_known(start):
                raise click.BadParameter(f"no finding has a code like '{start}'. {did_you_mean(start, CODES, SEE)}")
    return starts


SEE = "They are listed in docs/checks.md; DK1 stands for all that start so."


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None or context.resilient_parsing:
        return
    from debatekit.checks.reports.guide import explained
    from debatekit.checks.selecting import CODES
    from debatekit.errors import did_you_mean

    rule = CODES.get(code.upper())
    if rule is None:
        raise click.BadParameter(f"there is no finding with the code '{code}'. {did_you_mean(code, CODES, SEE)}")
    click.echo(explained(rule))
    context.exit()


@click.command()
@motions_argument
@source_option
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Tell these findings only: DK1,DK302.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Do not tell these findings.")
@click.option("--strict", is_flag=True, help="Fail for warnings, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Print lines for a person, or JSON, SARIF or workflow commands for a machine.",
)
@click.option(
    "--explain", metavar="CODE", callback=_explain, is_eager=True, expose_value=False, help="Explain a finding's code."
)
@kit_options
@quiet_option
@click.pass_context
def check(
    context: click.Context,
    motions: tuple[str, ...],
    texts: dict[str, Path],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    form: str,
    quiet: bool,
    **told: Unpack[Told],
) -> None:
    """Check each MOTION and write nothing.

    Every problem is printed with its line and what to type instead: what cannot be read, quotations that are not in
    their source, references that lack something, sides that are not served alike, texts that are too hard. With no
    MOTION, the same motions are checked that 'debatekit build' would build. docs/checks.md explains every finding.

    \b
    Examples:
        debatekit check my-motion.yaml
        debatekit check my-motion.yaml --source article=article.txt
        debatekit check --strict --ignore DK401
    """
    from debatekit.kit import check_kit, open_workshop
    from debatekit.workspace import find_workspace

    with problems_told(context):
        workspace = find_workspace()
        workshop = open_workshop(workspace=workspace, **told)
        paths = find_motions(motions, workspace, quiet=quiet or form != "text")
    outcomes = [check_kit(workshop, path, texts).selected(select, ignore) for path in paths]
    with problems_told(context):
        _refuse_unknown(texts, outcomes)
    if form == "text":
        for outcome in outcomes:
            _tell(outcome, quiet=quiet)
    else:
        _print(outcomes, form)
    context.exit(1 if any(outcome.fails(strict=strict) for outcome in outcomes) else 0)


MOST_PROMPTS = 5
"""Prompts left in a motion that are told one by one; more are told in one line, so that the rest is seen."""


def _tell(outcome: Outcome, *, quiet: bool) -> None:
    from debatekit.checks.reports.text import figures, summary, unfinished_text
    from debatekit.checks.rules import UNFINISHED

    prompts = [finding for finding in outcome.findings if finding.rule is UNFINISHED]
    many = len(prompts) > MOST_PROMPTS
    if many:
        click.echo(click.style(unfinished_text(outcome.file, prompts), fg="yellow"), err=True)
    for finding in outcome.findings:
        if not (many and finding.rule is UNFINISHED):
            tell_finding(finding)
    if quiet or outcome.motion is None or outcome.checked is None:
        return
    head, _, rest = summary(outcome).partition(" ")
    click.echo(f"{click.style(head, fg='green') if head == 'OK' else head} {rest}")
    for line in figures(outcome.motion, outcome.checked):
        click.echo(line)


def _print(outcomes: list[Outcome], form: str) -> None:
    from debatekit.checks.reports.github import as_commands
    from debatekit.checks.reports.machine import as_json
    from debatekit.checks.reports.sarif import as_sarif

    match form:
        case "json":
            click.echo(as_json(outcomes))
        case "sarif":
            click.echo(as_sarif(outcomes, __version__))
        case _:
            for command in as_commands(outcomes):
                click.echo(command)


def _refuse_unknown(texts: dict[str, Path], outcomes: list[Outcome]) -> None:
    """Raise `DebatekitError` if a text was named for a source that no motion has; motions that are unread may."""
    from debatekit.commands.options import unused_texts
    from debatekit.errors import DebatekitError

    read = [outcome.motion for outcome in outcomes if outcome.motion]
    if len(read) == len(outcomes) and (problems := unused_texts(texts, read)):
        raise DebatekitError(problems)
