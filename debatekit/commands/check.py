"""The command `check`: motions → what is wrong, unfair or hard to read in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from debatekit.commands.options import find_motions, kit_options, motions_argument, quiet_option, source_option
from debatekit.console import problems_told, tell_finding

if TYPE_CHECKING:
    from debatekit.checks.findings import CheckReport
    from debatekit.means import Told


SEE = "They are listed in docs/checks.md; DK1 selects all that start so."


def _codes(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split ``DK1,DK302``."""
    starts = tuple(start.strip().upper() for value in values for start in value.split(",") if start.strip())
    if starts:
        from debatekit.checks.rules import BY_CODE
        from debatekit.errors import did_you_mean

        for start in starts:
            if not any(code.startswith(start) for code in BY_CODE):
                raise click.BadParameter(f"no finding has a code like '{start}'. {did_you_mean(start, BY_CODE, SEE)}")
    return starts


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None or context.resilient_parsing:
        return
    from debatekit.checks.report import rule_text
    from debatekit.checks.rules import BY_CODE
    from debatekit.errors import did_you_mean

    rule = BY_CODE.get(code.upper())
    if rule is None:
        raise click.BadParameter(f"there is no finding with the code '{code}'. {did_you_mean(code, BY_CODE, SEE)}")
    click.echo(rule_text(rule))
    context.exit()


@click.command()
@motions_argument
@source_option
@click.option(
    "--select", multiple=True, callback=_codes, metavar="CODES", help="Report only these findings: DK1,DK302."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Do not report these findings.")
@click.option("--strict", is_flag=True, help="Fail for warnings, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print text, or JSON for other programs.",
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
    reports = [check_kit(workshop, path, texts).select(select, ignore) for path in paths]
    with problems_told(context):
        _refuse_unknown(texts, reports)
    if form == "json":
        from debatekit.checks.report import as_json

        click.echo(as_json(reports))
    else:
        for report in reports:
            _print(report, quiet=quiet)
    context.exit(1 if any(report.fails(strict=strict) for report in reports) else 0)


MAX_PLACEHOLDERS = 5
"""Placeholders that are reported one by one; more are reported in one line, so that the rest is seen."""


def _print(report: CheckReport, *, quiet: bool) -> None:
    from debatekit.checks.report import figures_text, placeholders_text, summary_text
    from debatekit.checks.rules import PLACEHOLDER

    placeholders = [finding for finding in report.findings if finding.rule is PLACEHOLDER]
    many = len(placeholders) > MAX_PLACEHOLDERS
    if many:
        click.echo(click.style(placeholders_text(report.file, placeholders), fg="yellow"), err=True)
    for finding in report.findings:
        if not (many and finding.rule is PLACEHOLDER):
            tell_finding(finding)
    if quiet or report.motion is None:
        return
    head, _, rest = summary_text(report).partition(" ")
    click.echo(f"{click.style(head, fg='green') if head == 'OK' else head} {rest}")
    for line in figures_text(report):
        click.echo(line)


def _refuse_unknown(texts: dict[str, Path], reports: list[CheckReport]) -> None:
    """Raise `DebatekitError` if a text is named for a source of no motion, unless a motion could not be read."""
    from debatekit.commands.options import unused_texts
    from debatekit.errors import DebatekitError

    read = [report.motion for report in reports if report.motion]
    if len(read) == len(reports) and (problems := unused_texts(texts, read)):
        raise DebatekitError(problems)
