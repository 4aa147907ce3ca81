"""The command line: the commands and their options."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from debatekit import __version__, options, report
from debatekit.command_groups import formats, open_project, templates
from debatekit.errors import DebatekitError, Problem, did_you_mean, quantity
from debatekit.options import PATH, flag
from debatekit.report import command_line, echo, print_error, print_note

if TYPE_CHECKING:
    from debatekit.build import Builder
    from debatekit.kit_folder import WriteResult
    from debatekit.motion.loader import LoadedMotion
    from debatekit.settings import BuildOptions, Project

CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """All commands; each returns whether it has found an error. Others, and Ctrl+C, end it with a message."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            print_note(f"{place}{(error.strerror or str(error)).lower()}")
        except UnicodeError as error:
            word = error.object if isinstance(error, UnicodeEncodeError) else ""
            print_note(f"{word}: this is not UTF-8. Write it in UTF-8, or rename the file.".removeprefix(": "))
        sys.exit(1)

    def invoke(self, ctx: click.Context) -> None:
        """Run a command."""
        try:
            ctx.exit(1 if super().invoke(ctx) else 0)
        except click.NoSuchOption as error:
            name, near = error.option_name, error.possibilities or ()
            begun = [option for option in near if option.startswith(name)]
            others = [it for it, command in self.commands.items() if _has_option(command, name)]
            if others and not begun:
                commands = ", ".join(f"'debatekit {other}'" for other in others)
                raise click.UsageError(f"No such option: '{name}' is an option of {commands}.", error.ctx) from None
            raise click.NoSuchOption(name, possibilities=begun or near, ctx=error.ctx) from None
        except KeyboardInterrupt:
            print_note("Stopped. Every document that was written is complete.")
            ctx.exit(130)  # as shells expect: 128 and the number of the signal
        except DebatekitError as error:
            print_error(error)
        ctx.exit(1)


def _has_option(command: click.Command, name: str) -> bool:
    return any(name in (*parameter.opts, *parameter.secondary_opts) for parameter in command.params)


def _explain(context: click.Context, option: click.Parameter, code: str | None) -> None:
    if code and not context.resilient_parsing:
        from debatekit.checks.rules import BY_CODE

        codes = options.parse_codes(context, option, (code,))
        for rule in BY_CODE.values():
            if rule.code.startswith(codes):
                echo(f"{rule.code} {rule.name} ({rule.severity}): {rule.finds}.\n{rule.why}")
        context.exit()


def _lesson(overrides: dict[str, Any]) -> dict[str, str | int]:
    """Take the options of the lesson out of `overrides`."""
    given = {key: overrides.pop(key) for key in ("format", "minutes", "pupils", "starts")}
    return {key: value for key, value in given.items() if value}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn one YAML motion file into a classroom debate kit of Word documents."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # those of other packages could change what is valid
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a motion may contain characters that the console cannot show


@main.command(short_help="Make a folder a workspace for your own motions.")
@click.argument("folder", type=PATH, default=".", metavar="[FOLDER]")
@click.option("--language", metavar="TAG", default="", help="The language of its motions and files. [default: en-GB]")
def init(folder: Path, language: str) -> None:
    """Make FOLDER, or the current one, a workspace for your own motions.

    It gets settings (debatekit.yaml), a sample motion, a folder for templates, and a README. Existing files are never
    overwritten.
    """
    from debatekit.project_files import init_workspace

    created, kept = init_workspace(folder, language)
    for text in (*(f"created {path.as_posix()}" for path in created), *(f"kept {path.as_posix()}" for path in kept)):
        echo(text)
    go_there = f"cd {shlex.quote(folder.as_posix())}; " if folder != Path() else ""
    echo(f'Next: {go_there}debatekit build, or debatekit new "This house would …"')


@main.command(short_help="Start a motion file, with every field explained.")
@click.argument("motion")
@click.option("--from", "text", type=PATH, metavar="FILE", help="A text to suggest quotations, claims and words from.")
@click.option("--as", "name", metavar="NAME", help="Its name in the folder 'motions', or a file ending in .yaml.")
@click.option("--ages", metavar="AGES", default="", help="The ages it is for, such as '15 to 18'.")
@click.option("--language", metavar="TAG", help="The language it is in. [default: that of the workspace, or en-GB]")
@click.option(
    "--arguments", type=click.IntRange(2, 8), default=2, metavar="N", help="The arguments of each side. [default: 2]"
)
@click.option(
    "--kind", default="policy", show_default=True, type=click.Choice(["policy", "value", "fact"]),
    help="policy: should we? value: is it good? fact: is it so?",
)  # fmt: skip
def new(
    motion: str, text: Path | None, name: str | None, ages: str, language: str | None, arguments: int, kind: str
) -> None:  # fmt: skip
    """Start a motion file for MOTION, with every field explained in place.

    The file builds as it is: wherever you should write something, it has a placeholder, and 'debatekit check' lists
    those that are left. From a text, it suggests what to quote. Nothing is invented, and no file is ever overwritten.

    \b
    Example:
        debatekit new "This house would plant a tree" --from article.txt --ages "11 to 14"
    """
    from debatekit.files import create_file, file_name_error, is_within, slugify
    from debatekit.motion.loader import is_motion_name
    from debatekit.new_motion.scaffold import MotionRequest, scaffold, validate_request
    from debatekit.new_motion.suggestions import suggest_from
    from debatekit.project_files import write_schema
    from debatekit.sources.text import GUESSED

    project = open_project()
    path = Path(name or "")
    if not is_motion_name(path):
        path = project.motions / f"{slugify(name or motion)}.yaml"
    if error := file_name_error(path.stem):
        raise DebatekitError.for_file("--as" if name else "MOTION", *error)
    folders, language = project.template_dirs, language or project.settings().language
    request = MotionRequest(" ".join(motion.split()), kind, language, " ".join(ages.split()), arguments)
    validate_request(request, folders)
    suggested = None
    if text:
        suggested = suggest_from(text, path, language, folders=folders, today=date.today(), root=project.root)
    create_file(path, scaffold(request, suggested).encode("utf-8"))
    write_schema(path.parent)
    if suggested and suggested.assumed_encoding:
        print_note(f"The encoding of '{text}' was guessed: {suggested.assumed_encoding}. {GUESSED}")
    echo(f"{path.as_posix()} is ready. Open it in an editor, and write. Then:")
    if text and not is_within(text, path.parent, project.root):
        folder = path.parent.as_posix()
        echo(f"  copy '{text.as_posix()}' into '{folder}': a motion can only use files of its workspace")
    for command in ("check", "build"):
        echo(f"  {command_line(command, path.as_posix())}")


@main.command(short_help="Build kits of Word documents from motions.")
@options.motions
@options.output
@click.option("--only", multiple=True, metavar="HANDOUT", help="Build this handout; may be given more than once.")
@click.option(
    "--edition",
    type=click.Choice(["student", "teacher", "both"]),
    help="Build every document of this edition. [default: the pupils' documents and the teacher's book]",
)
@options.source
@options.lesson("--format", "--debate-format")
@options.settings
@click.option("--fillable/--no-fillable", default=None, help="Make fields to type in instead of lines to write on.")
@options.reading
@flag("--pdf", help="Also make a PDF of each document, beside it. LibreOffice is needed.")
@flag("--overwrite", help="Replace documents that you edited, and keep backups of them.")
@flag("--clean", help="Delete documents that a kit no longer has, and kits without a motion, but nothing you edited.")
@flag("--rebuild", help="Rebuild kits even if nothing changed.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Use N processes. [default: the fastest]")
@flag("--watch", help="Keep running, and rebuild what changes, until you press Ctrl+C.")
@flag("--poll", help="With --watch: look for changes on drives that do not report them.")
@options.quiet
@flag("-v", "--verbose", help="Print every file with its size and, if LibreOffice is installed, its pages.")
def build(
    motions: tuple[str, ...], only: tuple[str, ...], edition: str | None, source_files: dict[str, Path], reading: bool,
    pdf: bool, overwrite: bool, clean: bool, rebuild: bool, jobs: int | None, watch: bool, poll: bool, quiet: bool,
    verbose: bool, **overrides: Any,
) -> bool:  # fmt: skip
    """Build the kit of each MOTION: a file, or the name of one in the folder 'motions'.

    Without MOTION, all motions in the folder 'motions' of your workspace or the current folder are built, or else the
    built-in ones. A motion with an error, such as a quotation that is not in its source, is not built, but the others
    are. A kit is left as it is if nothing changed: its motion, sources, templates and settings.

    \b
    Examples:
        debatekit build my-motion.yaml --only pro-brief --edition student
        debatekit build my-motion.yaml --look our-school.docx --theme large-print --fillable
        debatekit build --watch
    """
    from debatekit.kit_folder import orphaned_kits
    from debatekit.motion.fields import BOTH, Edition
    from debatekit.settings import BuildOptions

    editions = BOTH if edition == "both" else (Edition(edition),) if edition else ()
    build_options = BuildOptions(only, editions, source_files, _lesson(overrides), reading, overwrite, clean, rebuild)
    project, output = open_project(**overrides), overrides.get("output")
    paths = _find_motions(project, motions, quiet=quiet)
    results = report.BuildReport(len(paths), clean=clean, output=output, quiet=quiet, verbose=verbose, pdf=pdf)
    with closing(_build(project, paths, build_options, jobs)) as kits:
        for path, result in kits:
            results.add(path, result)
    if pdf:
        from debatekit.office import write_pdfs

        results.add_pdfs(*write_pdfs([*results.written.values()], overwrite=overwrite))
    new_motions = None if motions or not project.motions.is_dir() else project.motions
    clean_kits = clean and not only and edition in {None, "both"}
    for kit in orphaned_kits(project, paths, clean=clean_kits) if new_motions else ():
        report.print_orphaned_kit(*kit, clean=clean_kits)
    results.finish()
    if watch:
        from debatekit.watch import WatchSession

        WatchSession(paths, lambda: open_project(**overrides), build_options, results, new_motions).run(poll=poll)
        return False
    return results.has_errors


def _build(
    project: Project, paths: Sequence[Path], build_options: BuildOptions, jobs: int | None = None
) -> Generator[tuple[Path, WriteResult | DebatekitError]]:
    """Yield each motion with its kit or its error: first those that cannot be built, and those that are up to date."""
    from debatekit.kit_folder import up_to_date
    from debatekit.settings import same_folder_problems

    refused = same_folder_problems(paths)
    yield from ((path, DebatekitError([problem])) for path, problem in refused.items())
    changed = []
    for path in paths:
        if path in refused:
            continue
        if kit := up_to_date(path, project, build_options):
            yield path, kit
        else:
            changed.append(path)
    if changed:
        from debatekit.build_many import build_kits

        yield from build_kits(project, changed, build_options, jobs)


@main.command("print", short_help="Make PDFs to print, and say how many copies.")
@options.motions
@options.output
@options.lesson("--format", "--debate-format")
@flag("--booklet", help="Two pages on each side of a sheet, to fold in the middle.")
@flag("--one-sided", help="For a printer that prints on one side only.")
@options.source
@options.settings
@options.reading
@flag("--clean", help="Delete PDFs of the print job that nobody needs any more, but none that you changed.")
@options.quiet
def print_(
    motions: tuple[str, ...], booklet: bool, one_sided: bool, source_files: dict[str, Path], reading: bool,
    clean: bool, quiet: bool, **overrides: Any,
) -> bool:  # fmt: skip
    """Make the print job of each MOTION: PDFs to print, and a copy plan.

    The kit is built first, as 'debatekit build' does, and a document that you edited is printed as you edited it. Its
    folder 'print' then has for.pdf, against.pdf, everyone.pdf and teacher.pdf, and for a lesson jobs.pdf, which has
    each sheet as often as pupils need it for their jobs; other kinds of jobs have names such as for-booklet.pdf. Each
    document begins on the front of a sheet. The copy plan, which is also the first page of teacher.pdf, says how many
    copies to print of what, and how many sheets that takes. LibreOffice is needed.

    \b
    Examples:
        debatekit print my-motion.yaml --pupils 27
        debatekit print my-motion.yaml --booklet
    """
    from debatekit.pdf import Layout
    from debatekit.printing import print_kit
    from debatekit.settings import BuildOptions

    if booklet and one_sided:
        raise click.UsageError("A booklet is printed on both sides: use --booklet or --one-sided.")
    layout = Layout.BOOKLET if booklet else Layout.ONE_SIDED if one_sided else Layout.TWO_SIDED
    build_options = BuildOptions(source_files=source_files, lesson=_lesson(overrides), readings=reading)
    builder, errors = _open_builder(**overrides, fillable=False), report.Errors()
    paths = _find_motions(builder.project, motions, quiet=quiet)
    with closing(_build(builder.project, paths, build_options)) as kits:
        for path, kit in kits:
            with errors.reported():
                if isinstance(kit, DebatekitError):
                    raise kit
                job = print_kit(builder, path, kit, build_options, layout, clean=clean)
                report.print_job(path, job, clean=clean, quiet=quiet)
    return errors.found


@main.command()
@options.motions
@options.source
@options.codes("--select", help="Report only these findings: DK1,DK302.")
@options.codes("--ignore", help="Do not report these findings.")
@flag("--strict", help="Fail for warnings, too.")
@options.report_format
@click.option("--explain", metavar="CODE", callback=_explain, is_eager=True, expose_value=False, help="Explain a code.")
@options.lesson("--debate-format")
@options.settings
@options.quiet
def check(
    motions: tuple[str, ...], source_files: dict[str, Path], select: tuple[str, ...], ignore: tuple[str, ...],
    strict: bool, format_: str, quiet: bool, **overrides: Any,
) -> bool:  # fmt: skip
    """Check each MOTION and write nothing.

    Every problem is printed with its line and a correction; docs/checks.md explains all of them. Without MOTION, the
    same motions are checked that 'debatekit build' would build.

    \b
    Example:
        debatekit check my-motion.yaml --source article=article.txt --strict --ignore DK401
    """
    from debatekit.build import check_kit
    from debatekit.settings import BuildOptions

    build_options = BuildOptions(source_files=source_files, lesson=_lesson(overrides))
    builder = _open_builder(**overrides)
    paths = _find_motions(builder.project, motions, quiet=quiet or format_ != "text")
    reports = [check_kit(builder, path, build_options).select(select, ignore) for path in paths]
    read = [checked.motion for checked in reports if checked.motion]
    if len(read) == len(reports):
        _check_source_names(source_files, [name for motion in read for name in motion.sources])
    for checked in reports if format_ == "text" else ():
        report.print_check(checked, quiet=quiet)
    if format_ == "json":
        from debatekit.checks.report import as_json

        click.echo(as_json(reports))
    return any(checked.fails(strict=strict) for checked in reports)


@main.command(short_help="Compare quotations with their sources, and record the result.")
@options.motions
@options.source
@options.quiet
def verify(motions: tuple[str, ...], source_files: dict[str, Path], *, quiet: bool) -> bool:
    """Compare the quotations of each MOTION with their sources, and record where they are.

    The record, MOTION.verified.json, is written next to the motion unless a quotation is not word for word. It contains
    places, checksums and today's date, but no word of the source. Without the text, 'check' and 'build' rely on it.

    \b
    Example:
        debatekit verify my-motion.yaml --source article=article.txt
    """
    builder = _open_builder()
    paths = builder.project.find_motions(motions, built_in=False)
    if not paths:
        raise DebatekitError.for_file("motions", "there is no motion to verify here", "Name a motion file.")
    loaded, errors = [], report.Errors()
    for path in paths:
        with errors.reported():
            loaded.append(builder.load(path))
    if len(loaded) == len(paths):
        _check_source_names(source_files, [name for file in loaded for name in file.motion.sources])
    for file in loaded:
        with errors.reported():
            _verify(file, builder.project, source_files, quiet=quiet)
    return errors.found


def _verify(file: LoadedMotion, project: Project, source_files: dict[str, Path], *, quiet: bool) -> None:
    from debatekit.checks.quotations import verify_quotations, write_record

    result = verify_quotations(file, project.template_dirs, date.today(), source_files)
    record = result.record
    for finding in result.findings:
        if record is None or finding.rule.severity == "error":
            report.print_finding(finding)
    compared = [source for source in result.sources.values() if source.basis == "text"]
    if record is None:
        raise DebatekitError.for_file(file.path, "no record was written")
    if not record.sources:
        text = "there is no quotation to verify"
    elif not compared:
        text = "no text of a source was found, so nothing was compared and the record is unchanged"
    else:
        path = write_record(file.path, record)
        number = sum(source.verified for source in compared)
        text = f"{quantity(number, 'quotation')} verified, see {path.as_posix()}"
    if not quiet:
        echo(f"{file.path.as_posix()}: {text}")


@main.command("list", short_help="List motions, handouts, themes and languages.")
def list_() -> bool:
    """List motions, the handouts of a kit, themes, languages, and source evaluation frameworks."""
    from debatekit.files import names_of

    builder, errors = _open_builder(), report.Errors()
    default = builder.project.settings().theme
    handouts, themes, paths = builder.handouts(), builder.themes(), builder.project.find_motions()
    echo("Motions", bold=True)
    for path in paths:
        with errors.reported():
            echo(f"  {path.stem:30} {builder.load(path).motion.motion}")
    echo("Handouts, the smallest kit that has each, and for whom it is", bold=True)
    for handout in handouts:
        whom = report.AUDIENCES[handout.copies(handout.usual_edition)]
        echo(f"  {handout.name:22} {handout.head.kit:6}  {whom:15}  {handout.head.title}: {handout.head.about}")
    echo("Themes", bold=True)
    for name, theme in themes.items():
        shown = f"{name} (default)" if name == default else name
        echo(f"  {shown:30} {theme.title}: {theme.about}")
    for kind in ("languages", "frameworks"):
        echo(kind.capitalize(), bold=True)
        echo(f"  {', '.join(names_of(builder.project.template_dirs, kind))}")
    return errors.found


main.add_command(templates)
main.add_command(formats)


@main.command(short_help="Report barriers to people with disabilities.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@options.report_format
@options.quiet
def inspect(files: tuple[Path, ...], format_: str, *, quiet: bool) -> bool:
    """Inspect Word documents for barriers to people with disabilities.

    Every finding is printed with its place and how to correct it in Word; docs/inspect.md lists the rules. In a folder,
    every .docx file is inspected.

    \b
    Example:
        debatekit inspect output/trees --format json
    """
    from debatekit.accessibility.report import as_json, reports_on

    found = list(reports_on(files))
    for inspected in found if format_ == "text" else ():
        report.print_problems(inspected.problems)
        for line in inspected.lines():
            echo(line)
        if not quiet and not inspected.problems:
            echo(inspected.summary, colour="red" if inspected.findings else "green")
    if format_ == "json":
        click.echo(as_json(found))
    return any(inspected.findings or inspected.problems for inspected in found)


@main.command(short_help="Print the schema with which editors check motions.")
@options.output_file
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a motion file, with which an editor completes and checks it.

    Visual Studio Code (with the extension 'YAML' by Red Hat) and JetBrains' editors then mark mistakes as you type.
    Write the schema next to your motions, and start each motion with the line

    \b
        # yaml-language-server: $schema=debatekit.schema.json
    """
    from debatekit.files import write_file
    from debatekit.motion.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
    elif not output.name:
        raise click.BadParameter("this is a folder. Write the name of a file, too.", param_hint="--output")
    else:
        write_file(output, schema_text().encode("utf-8"))
        echo(f"{output.as_posix()} written")


def _open_builder(**overrides: Any) -> Builder:
    from debatekit.build import Builder

    return Builder(open_project(**overrides))


def _find_motions(project: Project, names: Sequence[str], *, quiet: bool) -> list[Path]:
    paths = project.find_motions(names)
    if not names and not quiet and project.motions not in {path.parent for path in paths}:
        print_note("There are no motions here, so the built-in motions are used. 'debatekit init' makes a workspace.")
    return paths


def _check_source_names(names: Iterable[str], known: Iterable[str]) -> None:
    known = sorted({*known})
    if unknown := [name for name in names if name not in known]:
        raise DebatekitError(
            Problem("--source", 0, 0, f"no motion has a source '{name}'", did_you_mean(name, known)) for name in unknown
        )
