"""The build: a motion is loaded, checked, rendered and written as a kit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from debatekit.checks import rules
from debatekit.checks.check import check_motion
from debatekit.checks.report import CheckReport, numbered_readings, template_data
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import find_file, names_of
from debatekit.kit_folder import BuildRecord, Document, Summary, WriteResult, add_checksum, path_from, write_kit
from debatekit.motion.fields import BOTH, Edition
from debatekit.motion.loader import LoadedMotion, load_motion, record_path
from debatekit.motion.model import Lesson
from debatekit.motion.settings import option
from debatekit.settings import DEFAULT_THEME, BuildOptions, Project, ResolvedSettings, SettingsSource, file_digest
from debatekit.templating import Extras, Handout, Namespace, Phrases, Quotes, Templates, template_context
from debatekit.word import DocxTemplate, Theme, make_template, paper_of, read_theme, write_document

if TYPE_CHECKING:
    from debatekit.lesson.formats import Formats
    from debatekit.lesson.plan import LessonPlan, SheetCopies

ALL: Final = BuildOptions()


class Builder:
    """Everything that the kits of a project share: templates, themes and styles are loaded once.

    Raises `DebatekitError` if the project's theme or letterhead cannot be used.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.handout_templates = Templates(*project.template_dirs)
        self._word_templates: dict[tuple[str, Path | None, str | None, str], DocxTemplate] = {}
        self.template(project.settings())

    def build_kit(self, path: Path, options: BuildOptions = ALL) -> WriteResult:
        """Build the kit of the motion file at `path`.

        Nothing is written unless every document can be made. Raises `DebatekitError`, and `FindingsError` if a check
        finds an error, such as a quotation that is not in its source.
        """
        digest = file_digest(path)  # before it is read, so that a change in between is noticed by the next build
        motion = self.load(path, options)
        files = input_files(self.project, motion, options.source_files)
        inputs = {path_from(path.parent, file): file_digest(file) for file in files} | {path.name: digest}
        report = self.check(motion, options.source_files)
        report.raise_errors()
        documents = self.render(motion, options, report)
        folder = self.project.settings(motion).output / motion.name
        build = BuildRecord(
            motion=path_from(folder, path), environment=self.project.environment_hash, inputs=inputs,
            options=_content_options(self.project, motion, options), summary=self._summary(motion, options, report),
        )  # fmt: skip
        return write_kit(folder, documents, build, key=self.project.options_hash(options), options=options)

    def load(self, path: Path, options: BuildOptions = ALL) -> LoadedMotion:
        """Return the motion file at `path`, in the language that its settings choose and with the lesson of `options`.

        Raises `DebatekitError`.
        """
        file = load_motion(path, self.project.root)
        lesson, language = _lesson(file.motion.lesson, options.lesson), self.project.settings(file).language
        return file._replace(motion=file.motion.model_copy(update={"lesson": lesson, "language": language}))

    def check(self, motion: LoadedMotion, source_files: Mapping[str, Path] | None = None) -> CheckReport:
        """Return the report of the checks; raises `DebatekitError` if a source or a data file cannot be read."""
        return check_motion(motion, folders=self.project.template_dirs, today=date.today(), texts=source_files)

    def render(
        self, motion: LoadedMotion, options: BuildOptions = ALL, report: CheckReport | None = None,
        copy_plan: Mapping[str, Any] | None = None,
    ) -> list[Document]:  # fmt: skip
        """Return the documents of a motion's kit in order, without those that it has no content for.

        `report` is that of the checks, which run now if it is None, and `copy_plan` that of `debatekit print`.
        Raises `DebatekitError` with all mistakes in templates, settings and words.
        """
        settings = self.project.settings(motion)
        report = report or self.check(motion, options.source_files)
        words = self.words(motion, settings)
        handouts, extras = self._select(motion, settings, words, options, report, copy_plan)
        typeset = _quotes(words).typeset
        contexts = {edition: template_context(motion.motion, edition, extras, typeset) for edition in BOTH}
        framework = self.handout_templates.framework(motion.document, motion.motion.framework, settings.language)
        template, folders = self.template(settings), self.project.template_dirs
        fillable = bool(settings.in_templates["fillable"])
        pages = [(handout, edition) for handout in handouts for edition in _editions(handout, options)]
        documents: list[Document] = []
        problems: list[Problem] = []
        for handout, edition in pages:
            try:
                html = self.handout_templates.render(handout, contexts[edition], motion.document, words, framework)
                self.handout_templates.check_page(handout, html)
                content = write_document(html, template, handout.template, fillable=fillable, folders=folders)
            except DebatekitError as error:
                problems += (self.handout_templates.located(it, motion.document) for it in error.problems)
            else:
                name = _document_name(handout, edition, settings)
                documents.append(Document(name, add_checksum(content), handout.name, edition))
        if problems:
            raise DebatekitError(problems)
        return documents

    def _select(
        self, motion: LoadedMotion, settings: ResolvedSettings, words: Namespace, options: BuildOptions,
        report: CheckReport, copy_plan: Mapping[str, Any] | None,
    ) -> tuple[list[Handout], Extras]:  # fmt: skip
        """Return the handouts of a kit, and what is known about its motion."""
        named, sources = self.handouts(options.only) if options.only else [], motion.motion.sources
        if options.readings and not report.texts:
            message = "there is no text to print with numbered lines: the text of no source was found"
            hint = "Put it next to the motion, as 'sources: …: text' says, or name it with --source NAME=FILE."
            raise DebatekitError([motion.document.problem(("sources",), message, hint, at_key=True)])
        prints_all = options.readings or any("readings" in handout.head.needs for handout in named)
        readings = numbered_readings(report, [name for name in sources if prints_all or sources[name].copy_])
        places = {path: place._asdict() for path, place in report.places.items()}
        theme = "" if settings.look else settings.theme
        shown = {**settings.in_templates, "kit": settings.kit, "theme": theme}
        plan = self.plan(motion, words, options)
        extras = Extras(places, template_data(report), readings, shown, copy_plan, plan)
        fitting = [handout for handout in self.handouts() if handout.fits(motion.motion, extras)]
        in_kit = [handout for handout in fitting if handout.is_in(settings.kit, plan)]
        if plan is not None:
            is_cut = not settings.in_templates["fillable"]  # what is filled in on a screen is not cut apart
            plan = plan.with_sheets({handout.name: handout.pieces(is_cut=is_cut) for handout in in_kit})
            extras = replace(extras, plan=plan._replace(around=tuple(around_lesson(plan, in_kit, words))))
        return [handout for handout in fitting if handout in named] if named else in_kit, extras

    def _summary(self, motion: LoadedMotion, options: BuildOptions, report: CheckReport) -> Summary:
        settings, sources = self.project.settings(motion), report.sources
        plan = self.plan(motion, self.words(motion, settings), options)
        return Summary(
            findings=len(report.listed),
            recorded={
                name: (known.verified, known.date, known.file)
                for name, known in sources.items()
                if known.basis == "record"
            },
            unverified={name: known.quotations for name, known in sources.items() if known.basis == "none"},
            changes=list(plan.changes) if plan else [],
            look=list(self.template(settings).notes),
        )

    @cached_property
    def _formats(self) -> "Formats":
        from debatekit.lesson.formats import Formats  # here, because some motions have no lesson

        return Formats(self.project.template_dirs)

    def plan(self, motion: LoadedMotion, words: Namespace, options: BuildOptions) -> "LessonPlan | None":
        """Return the plan of a motion's lesson, None without a lesson; raises `DebatekitError`."""
        if motion.motion.lesson is None:
            return None
        from debatekit.lesson.planner import plan_motion

        plan = plan_motion(motion, motion.motion.lesson, self._formats, words, options.lesson)
        known = {handout.name for handout in self.handouts()}
        if unknown := [sheet.sheet for sheet in plan.sheets if sheet.sheet not in known]:
            file = find_file(self.project.template_dirs, "formats", plan.format) or Path(plan.format)
            raise DebatekitError(
                Problem(file.as_posix(), 0, 0, f"there is no handout '{name}'", did_you_mean(name, known))
                for name in unknown
            )
        return plan.with_sheets({handout.name: handout.head.per_page for handout in self.handouts()})

    def handouts(self, only: Sequence[str] = ()) -> list[Handout]:
        """Return all handouts, or those called `only`; raises `DebatekitError` for an unknown name."""
        handouts = self.handout_templates.handouts()
        known = {handout.name for handout in handouts}
        if unknown := [name for name in only if name not in known]:
            raise DebatekitError(
                Problem(
                    "--only", 0, 0, f"there is no handout '{name}'",
                    f"{did_you_mean(name, known)} {self.project.not_here}".rstrip(),
                )
                for name in unknown
            )  # fmt: skip
        return [handout for handout in handouts if not only or handout.name in only]

    def words(self, motion: LoadedMotion, settings: ResolvedSettings) -> Namespace:
        """Return the words that the kit of `motion` is printed with; raises `DebatekitError`."""
        language = settings.language
        if not self.handout_templates.has_language(language):
            known = names_of(self.project.template_dirs, "languages")
            hint = did_you_mean(language, known, f"Choose from: {', '.join(known)}.")
            raise DebatekitError([settings.problem("language", f"there is no language '{language}'", hint)])
        replacements = [
            Phrases(source.settings.words, source.document, (*source.path, "words"))
            for source in settings.word_sources()
            if source.document
        ]
        words = self.handout_templates.words(motion.document, language, replacements)
        if not (named := _own_sides(motion, words)):
            return words
        own = Phrases({"formats": {"sides": named}}, motion.document, ("sides",))
        return self.handout_templates.words(motion.document, language, [*replacements, own])

    def template(self, settings: ResolvedSettings) -> DocxTemplate:
        """Return the styles, page and headers of a theme or a letterhead; raises `DebatekitError`."""
        key = (settings.theme, settings.look, settings.paper, settings.language)
        if key not in self._word_templates:
            theme = self.theme(settings)
            if settings.look:
                from debatekit.word.letterhead import letterhead_template, open_letterhead  # few have one

                letterhead = open_letterhead(settings.look)
                template = letterhead_template(letterhead, theme, settings.language, settings.paper)
            else:
                template = make_template(theme, settings.paper or paper_of(settings.language), settings.language)
            self._word_templates[key] = template
        return self._word_templates[key]

    def theme(self, settings: ResolvedSettings) -> Theme:
        """Return the theme; raises `DebatekitError`."""
        name, folders = settings.theme, self.project.template_dirs
        path = find_file(folders, "themes", name)
        if path is None:
            hint = did_you_mean(name, names_of(folders, "themes"))
            raise DebatekitError([settings.problem("theme", f"there is no theme '{name}'", hint)])
        return read_theme(path, [folder / "themes" for folder in folders])

    def themes(self) -> dict[str, Theme]:
        """Return all themes by name, that of the project first; raises `DebatekitError`."""
        settings = self.project.settings()
        names = sorted(names_of(self.project.template_dirs, "themes"), key=lambda name: (name != settings.theme, name))
        return {name: self.theme(replace(settings, theme=name)) for name in names}


def check_kit(builder: Builder, path: Path, options: BuildOptions = ALL) -> CheckReport:
    """Return the findings of the checks on the motion file at `path`, and whether its kit can be built."""
    try:
        motion = builder.load(path, options)
        report = builder.check(motion, options.source_files)
    except DebatekitError as error:
        return CheckReport(path.as_posix()).add(rules.UNREADABLE, error.problems)
    try:
        return replace(report, documents=len(builder.render(motion, options, report)))
    except DebatekitError as error:
        return report.add(rules.UNBUILDABLE, error.problems)


def input_files(project: Project, motion: LoadedMotion, source_files: Mapping[str, Path]) -> Iterator[Path]:
    """Yield the files that only the kit of `motion` depends on, whether they exist or not."""
    yield motion.path
    yield record_path(motion.path)
    for name, source in motion.motion.sources.items():
        if path := source_files.get(name) or (motion.path.parent / source.text if source.text else None):
            yield path
    if look := project.settings(motion).look:
        yield look


def _quotes(words: Namespace) -> Quotes:
    return Quotes(*(words.quotes[name] for name in Quotes._fields))


def _own_sides(motion: LoadedMotion, words: Namespace) -> dict[str, str]:
    """Return the names that a motion gives its sides, if they are not the usual ones, for all sheets."""
    own, usual = motion.motion.sides, words.sides
    named = {"for": (own.pro, usual.pro), "against": (own.con, usual.con)}
    names = {side: _quotes(words).typeset(name) for side, (name, other) in named.items() if name and name != other}
    return {side: name for side, name in names.items() if "{" not in name}  # which would be a place for a value


def _lesson(lesson: Lesson | None, given: Mapping[str, str | int]) -> Lesson | None:
    """Return a motion's `lesson` with the fields that the command line gives; changed phases are of one format.

    A number of pupils alone makes no lesson: it may only be how many copies to print.
    """
    if not given or (lesson is None and given.keys() == {"pupils"}):
        return lesson
    lesson = lesson or Lesson()
    phases = lesson.phases if given.get("format") in {None, lesson.format} else {}
    return lesson.model_copy(update={**given, "phases": phases})


def around_lesson(plan: "LessonPlan", handouts: Sequence[Handout], words: Namespace) -> "Iterator[SheetCopies]":
    """Yield those of a kit's `handouts` that its class gets but no job or phase of the `plan` needs."""
    from debatekit.lesson.plan import SheetCopies  # here, because some motions have no lesson
    from debatekit.lesson.planner import ONLY_FOR_WALL

    for handout in handouts:
        if handout.is_planned(plan) or handout.head.on_request or not handout.is_for(Edition.STUDENT):
            continue
        if handout.name in ONLY_FOR_WALL:
            yield SheetCopies(handout.name, 1, (), str(words.formats.wall), 1)
        elif handout.copies(Edition.STUDENT, plan) == "everyone":
            is_known = handout.name.replace("-", "_") in words.handouts  # else its author knows when it is needed
            who = words.formats.around if is_known else words.copies.everyone
            yield SheetCopies(handout.name, plan.pupils, (), str(who), plan.pupils)


def _editions(handout: Handout, options: BuildOptions) -> list[Edition]:
    """Return the editions of a handout that a build makes."""
    if options.editions:
        return [edition for edition in options.editions if handout.is_for(edition)]
    return [] if handout.head.on_request and not options.only else [handout.usual_edition]


def marks_of(settings: ResolvedSettings) -> list[str]:
    """Return the marks in the names of files whose settings are not the usual ones, such as "large-print"."""
    return [*([settings.theme] if settings.theme != DEFAULT_THEME else []), *settings.in_names]


def plain_name(handout: str, edition: Edition) -> str:
    """Return the name of a document without the marks of its settings and without .docx."""
    return f"{handout}-teacher" if edition is Edition.TEACHER and not handout.startswith("teacher") else handout


def _document_name(handout: Handout, edition: Edition, settings: ResolvedSettings) -> str:
    return "-".join([plain_name(handout.name, edition), *marks_of(settings)]) + ".docx"


def _content_options(project: Project, motion: LoadedMotion, options: BuildOptions) -> list[tuple[str, str]]:
    """Return the command-line options that decide what a kit contains, each with its value, or "" for a switch.

    A switch that is off anyway is not turned off again, as `debatekit print` does.
    """
    usual = replace(project, overrides=SettingsSource()).settings(motion).in_templates
    given = project.overrides.settings.model_dump(by_alias=True, exclude_none=True, exclude={"output", "words"})
    found = [
        (option(key, value), "" if isinstance(value, bool) else str(value))
        for key, value in (*given.items(), *sorted(options.lesson.items()))
        if value is not False or usual[key]
    ]
    found += [("--source", f"{name}={path.as_posix()}") for name, path in sorted(options.source_files.items())]
    found += [("--reading", "")] if options.readings else []
    found += [("--only", name) for name in sorted(options.only)]
    editions = ["both"] if len(options.editions) > 1 else [edition.value for edition in options.editions]
    return [*found, *(("--edition", edition) for edition in editions)]
