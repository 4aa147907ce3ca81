"""The commands of `debatekit formats` and `debatekit templates`: list, show, exchange, copy and compare them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from debatekit import options, report
from debatekit.errors import DebatekitError
from debatekit.options import PATH, flag
from debatekit.report import echo, print_note

if TYPE_CHECKING:
    from debatekit.settings import Project

language_option = click.option("--language", metavar="TAG", help="The language of names. [default: the workspace's]")


def open_project(**overrides: Any) -> Project:
    """Return the project of the current folder, with `overrides` of its settings; raises `DebatekitError`."""
    from debatekit.settings import find_project

    return find_project(**overrides)


@click.group(short_help="List, show, export and import debate formats.")
def formats() -> None:
    """List and show debate formats, and exchange them with the timer Debatekeeper.

    A format says how a lesson runs; 'format' in a motion's 'lesson' names it. Files in 'templates/formats' of your
    workspace take precedence over the built-in ones; docs/formats.md shows how to write one.
    """


@formats.command("list")
@language_option
def list_formats(language: str | None) -> None:
    """List all formats, with the minutes that each takes, at least and as a rule, and the pupils in one debate."""
    from debatekit.lesson.formats import Formats, Texts
    from debatekit.lesson.timetable import least_minutes, timetable
    from debatekit.motion.model import Lesson

    project, words, _ = _open_with_words(language)
    texts, known = Texts(words), Formats(project.template_dirs)
    for name in known.names():
        form = known.open(name)
        minutes = f"{least_minutes(form)} to {timetable(form, Lesson()).length // 2}"
        pupils = f"{form.pupils.least} to {form.pupils.most}"
        about = texts.of("about", form.about)
        echo(f"  {name:26} {minutes:>9} minutes  {pupils:>8}  {texts.of('titles', form.title)}: {about}".rstrip(": "))


@formats.command("show")
@click.argument("name")
@options.minutes
@options.pupils(help="The number of pupils.")
@options.starts
@language_option
def show_format(name: str, minutes: int | None, pupils: int | None, starts: str | None, language: str | None) -> None:
    """Print the running order and the jobs of a lesson in the format called NAME.

    \b
    Example:
        debatekit formats show oxford-class --minutes 45 --pupils 27
    """
    from debatekit.lesson.formats import Formats
    from debatekit.lesson.planner import plan_lesson, what_fits
    from debatekit.lesson.timetable import DoesNotFitError
    from debatekit.motion.model import Lesson

    project, words, _ = _open_with_words(language)
    known, lesson = Formats(project.template_dirs), Lesson(minutes=minutes, pupils=pupils, starts=starts)
    try:
        report.print_plan(plan_lesson(name, known.open(name), lesson, None, words))
    except DoesNotFitError as misfit:
        raise DebatekitError.for_file(name, misfit.message, what_fits(misfit, known, lesson)) from None


@formats.command()
@click.argument("name")
@options.output_file
@language_option
def export(name: str, output: Path | None, language: str | None) -> None:
    """Write the format called NAME as a file for the timer Debatekeeper (Android).

    \b
    Example:
        debatekit formats export oxford-class -o oxford-class.xml
    """
    from debatekit.files import create_file
    from debatekit.lesson.debatekeeper import to_xml
    from debatekit.lesson.formats import Formats

    project, words, language = _open_with_words(language)
    text = to_xml(Formats(project.template_dirs).open(name), words, language)
    if output is None:
        click.echo(text, nl=False)
    else:
        create_file(output, text.encode("utf-8"))
        echo(f"{output.as_posix()} written")


@formats.command("import")
@click.argument("file", type=PATH)
@click.option("--as", "name", metavar="NAME", help="What to call it. [default: the name of the file]")
@language_option
def import_format(file: Path, name: str | None, language: str | None) -> None:
    """Make a format of your workspace from a FILE of the timer Debatekeeper.

    \b
    Example:
        debatekit formats import worldschools.xml --as our-schools
    """
    from debatekit.files import create_file, slugify
    from debatekit.lesson.debatekeeper import from_xml
    from debatekit.project_files import no_workspace

    project, words, language = _open_with_words(language)
    if not project.is_workspace:
        raise no_workspace()
    text, notes = from_xml(file, words, language)
    path = project.templates / "formats" / f"{slugify(name or file.stem)}.yaml"
    create_file(path, text.encode("utf-8"))
    for note in notes:
        print_note(f"{file.as_posix()}: {note}")
    echo(f"{path.as_posix()} is yours to change. Write 'format: {path.stem}' under 'lesson' in a motion.")


def _open_with_words(language: str | None) -> tuple[Project, Any, str]:
    """Return the project, and the words of `language` or else of the project's language, and which one that is."""
    from debatekit.templating.translations import words_of

    project = open_project()
    language = language or project.settings().language
    return project, words_of(project.template_dirs, language), language


@click.group(short_help="List, show, copy and compare templates.")
def templates() -> None:
    """List, show and copy templates, themes, languages and frameworks.

    Files in the folder 'templates' of your workspace take precedence over the built-in ones.
    """


@templates.command("list")
def list_templates() -> None:
    """List every template by its name, and show which are yours."""
    from debatekit.project_files import data_files

    project = open_project()
    for kind, files in groupby(data_files(project.template_dirs), key=lambda file: file.kind):
        echo(kind, bold=True)
        for file in files:
            is_own = file.files[0].is_relative_to(project.templates)
            yours = "yours, instead of the built-in one" if len(file.files) > 1 else "yours"
            echo(f"  {file.name:34} {yours if is_own else ''}".rstrip())


@templates.command("show")
@click.argument("name")
@flag("--builtin", help="Show the built-in one even if you have one of the same name.")
def show_template(name: str, *, builtin: bool) -> None:
    """Print the template called NAME, such as pro-brief or languages/en."""
    from debatekit.project_files import find_data_files

    folders = open_project().template_dirs
    (file,) = find_data_files([name], folders[-1:] if builtin else folders)
    echo(file.text.rstrip("\n"))


@templates.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@flag("--all", "everything", help="Copy all of them.")
def copy(names: tuple[str, ...], *, everything: bool) -> None:
    """Copy built-in templates into your workspace, to change them there.

    To change only one block of a handout, you need no copy: see docs/own-templates.md.

    \b
    Example:
        debatekit templates copy pro-brief themes/standard
    """
    from debatekit.project_files import copy_built_in

    if not names and not everything:
        raise click.UsageError("Name the templates to copy, or use --all.")
    for path in copy_built_in(open_project(), () if everything else names):
        echo(f"{path.as_posix()} is yours to change")


@templates.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
def diff(names: tuple[str, ...]) -> None:
    """Show how built-in templates have changed since you copied them; + marks new lines, and - those that are gone."""
    from debatekit.project_files import compare, data_files, find_data_files

    project = open_project()
    files = find_data_files(names, project.template_dirs) if names else data_files(project.template_dirs)
    comparisons = {file.path: found for file in files if (found := compare(project, file))}
    for path, (state, lines) in comparisons.items():
        echo(f"{path}: {state}", bold=True)
        for line in lines:
            echo(line, colour={"+": "green", "-": "red", "@": "cyan"}.get(line[:1]))
    if not comparisons:
        echo("none of your templates has the name of a built-in one")
