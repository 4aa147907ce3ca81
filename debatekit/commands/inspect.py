"""The command `inspect`: Word documents → what people with disabilities may stumble over."""

from __future__ import annotations

from pathlib import Path

import click

from debatekit.commands.options import NamedPath, quiet_option
from debatekit.console import tell_problems


@click.command(short_help="Tell what people with disabilities may stumble over.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=NamedPath())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print lines for a person, or JSON for a machine.",
)
@quiet_option
@click.pass_context
def inspect(context: click.Context, files: tuple[Path, ...], form: str, quiet: bool) -> None:
    """Inspect Word documents for what people with disabilities may stumble over.

    Any Word document will do, whoever made it. Every finding is printed with its place and how to mend it in Word.
    Of a folder, every .docx file in it is inspected. docs/inspect.md tells what is looked for.

    \b
    Examples:
        debatekit inspect my-worksheet.docx
        debatekit inspect output/trees --format json
    """
    from debatekit.accessibility.report import as_json, reports_on

    reports = []
    for report in reports_on(files):
        reports.append(report)
        if form == "text":
            tell_problems(report.problems)
            for line in report.lines():
                click.echo(line)
            if not quiet and not report.problems:
                click.echo(click.style(report.summary, fg="red" if report.findings else "green"))
    if form == "json":
        click.echo(as_json(reports))
    context.exit(0 if all(report.is_clear for report in reports) else 1)
