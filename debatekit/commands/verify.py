"""The command `verify`: motions and the texts of their sources → verification records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from debatekit.commands.options import find_motions, motions_argument, quiet_option, source_option
from debatekit.console import count, exit_code, fail, problems_told, tell_finding, tell_note


@click.command(short_help="Compare quotations with their sources, and record it.")
@motions_argument
@source_option
@quiet_option
@click.pass_context
def verify(context: click.Context, motions: tuple[str, ...], texts: dict[str, Path], quiet: bool) -> None:
    """Compare the quotations of each MOTION with their sources, and record where they stand.

    The record, MOTION.verified.json, is written beside the motion: the fingerprint of each source's text, the place
    and the fingerprint of each quotation, and today's date. It holds no word of the source. Where the text is not at
    hand, 'check' and 'build' rely on it. Nothing is written unless every quotation is word for word.

    \b
    Examples:
        debatekit verify my-motion.yaml
        debatekit verify my-motion.yaml --source article=article.txt
    """
    from debatekit.checks.check import make_record
    from debatekit.checks.findings import Evidence, Severity
    from debatekit.checks.record import record_text
    from debatekit.commands.options import unused_texts
    from debatekit.errors import DebatekitError
    from debatekit.files import write_file
    from debatekit.kit import open_workshop
    from debatekit.motion.loader import record_path
    from debatekit.workspace import find_workspace

    with problems_told(context):
        workspace = find_workspace()
        workshop = open_workshop(workspace=workspace)
        paths = find_motions(motions, workspace, quiet=quiet)
    read = []
    for path in paths:
        with problems_told(context, go_on=True):
            read.append(workshop.read(path))
    with problems_told(context):
        if len(read) == len(paths) and (problems := unused_texts(texts, [file.motion for file in read])):
            raise DebatekitError(problems)
    for file in read:
        with problems_told(context, go_on=True):
            record, found = make_record(file, folders=workshop.means.folders, today=date.today(), texts=texts)
            for finding in found.findings:
                if record is None or finding.rule.severity is not Severity.WARNING:
                    tell_finding(finding)
            if record is None:
                tell_note(f"{file.path.as_posix()}: no record was written")
                fail(context)
            elif not any(source.basis is Evidence.TEXT for source in found.sources.values()) and record.sources:
                if not quiet:
                    text = "no text of a source is at hand, so nothing was compared, and the record stays as it is"
                    click.echo(f"{file.path.as_posix()}: {text}")
            elif not record.sources:
                if not quiet:
                    click.echo(f"{file.path.as_posix()}: there is no quotation to verify")
            else:
                path = record_path(file.path)
                write_file(path, record_text(record).encode("utf-8"))
                if not quiet:
                    compared = (source for source in found.sources.values() if source.basis is Evidence.TEXT)
                    number = sum(source.verified for source in compared)
                    click.echo(f"{file.path.as_posix()}: {count(number, 'quotation')} verified, see {path.as_posix()}")
    context.exit(exit_code(context))
