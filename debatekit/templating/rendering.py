"""A handout's template, a motion and an edition → one page of HTML, or a problem with the template's line.

Templates run in Jinja2's immutable sandbox, with autoescape on and undefined names refused. What they see is listed
in `values.py` (TEMPLATE_NAMES) and `extras.py`, and told to their authors in docs/templates.md.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    FileSystemLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.loaders import split_template_path

from debatekit.audience import Edition
from debatekit.datafiles import file_within, find_file, names_of, packaged, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.reading import read_text
from debatekit.reading.text import lines_of
from debatekit.templating import markdown
from debatekit.templating.blocks import lost_blocks
from debatekit.templating.bounds import BoundedEnvironment, printable
from debatekit.templating.extras import NOTHING_MORE, Extras
from debatekit.templating.failures import BUILT_IN, TEMPLATE_FAILURES, sentence
from debatekit.templating.frameworks import read_framework
from debatekit.templating.handouts import Handout, find_handouts
from debatekit.templating.languages import read_words
from debatekit.templating.phrases import Phrases, with_phrases
from debatekit.templating.places import PLACE_ATTRIBUTE, Places
from debatekit.templating.values import Record, Unknown, seen_by
from debatekit.templating.writing import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2 import Environment
    from jinja2.runtime import Context
    from pydantic import BaseModel

    from debatekit.reading import Document

LONGEST_SHOWN: Final = 40
"""Characters of a text that a message repeats."""

IN_A_BLOCK: Final = "Put it into one: {% block sheet %} … {% endblock %}."
EXTEND: Final = 'Start it with {% extends "parts/sheet.html" %}, and write {% block sheet %} … {% endblock %}.'

MARK: Final = re.compile(f' {PLACE_ATTRIBUTE}="[^"]*"')
"""What says where a tag comes from."""

INCLUDE: Final = re.compile(r"\{%[-+]?\s*include\b")

View = Mapping[str, Any]
"""What the templates of an edition see of a motion."""


class Pages:
    """The templates in some folders, ready to render; the first folder that has a file wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self.loader = TextLoader(folders)
        self.environment = _environment(self.loader)
        self._sound: set[str] = set()
        self._handouts: list[Handout] | None = None
        self._words: dict[str, Record] = {}

    def handouts(self) -> list[Handout]:
        """Return the handouts that there are templates for; raises `DebatekitError`."""
        if self._handouts is None:
            self._handouts = find_handouts(self.folders)
        return self._handouts

    def speaks(self, language: str) -> bool:
        """Tell whether there are words of `language`, or of the language it is a variant of."""
        return any(find_file(self.folders, "languages", name) for name in variants(language))

    def words(self, document: Document, language: str, phrases: Sequence[Phrases] = ()) -> Record:
        """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB").

        `phrases` are put in place of some of them. Raises `DebatekitError` at the motion's line if there are none.
        """
        if language not in self._words:
            words = read_words(self.folders, language)
            if words is None:
                raise self._unknown_name(document, "languages", "language", language)
            self._words[language] = words
        return with_phrases(self._words[language], phrases)

    def framework(self, document: Document, name: str, language: str = "") -> Record:
        """Return the framework called `name`, in `language` where there is a file of it, such as ``craap.de.yaml``.

        A folder's own file wins over a translation in a later folder. Raises `DebatekitError` at the motion's line if
        there is none.
        """
        names = [*(f"{name}.{variant}" for variant in variants(language)), name]
        paths = (find_file((folder,), "frameworks", full) for folder in self.folders for full in names)
        if path := next(filter(None, paths), None):
            record: Record = seen_by(Edition.TEACHER, read_framework(path), ("framework",))
            return record
        raise self._unknown_name(document, "frameworks", "framework", name)

    def render(self, handout: Handout, view: View, document: Document, words: Record, framework: Record) -> str:
        """Return the page of `handout` for the edition of `view`; it may take what it can see there.

        `document` knows where each value of the motion stands. Raises `DebatekitError` at the template's line.
        """
        context: dict[str, Any] = {
            **view,
            "handout": {"name": handout.name, **handout.head.model_dump()},
            "words": words,
            "framework": framework,
        }
        self.environment.start()
        try:
            template = self.environment.get_template(handout.template)
            self._check_blocks(handout.template)
            page = template.render(context)
        except TEMPLATE_FAILURES as error:
            raise DebatekitError([self._problem(handout, error, document)]) from error
        self._check_outside(handout.template)
        return page

    def fragment(self, handout: Handout) -> Problem:
        """Return the problem that what a handout prints is no whole page."""
        path = self.loader.path_of(handout.template)
        return self._in_template(str(path or handout.template), 1, "this handout is no whole page", EXTEND)

    def located(self, problem: Problem) -> Problem:
        """Return a problem in a template, as the page's places name it, with its file and the line that is meant."""
        path = self.loader.path_of(problem.file)
        if path is None:
            return problem
        lines = lines_of(read_text(path))
        excerpt = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
        column = len(excerpt) - len(excerpt.lstrip()) + 1 if excerpt else 0
        return replace(problem, file=path.as_posix(), column=column, excerpt=excerpt)

    def _check_blocks(self, template: str) -> None:
        """Raise `DebatekitError` if `template` or one it extends has a block that would never be printed.

        Those that come with debatekit have none, as long as nobody takes the place of one.
        """
        if template in self._sound or self.folders == (packaged("templates"),):
            return
        problems = []
        for block in lost_blocks(self.environment.blocks, template):
            message = f"there is no block '{block.name}' in {block.parent} to take the place of"
            problems.append(self._in_template(block.file, block.line, message, did_you_mean(block.name, block.known)))
        if problems:
            raise DebatekitError(problems)

    def _check_outside(self, template: str) -> None:
        """Raise `DebatekitError` if `template`, which could be rendered, says something that was not printed."""
        if template in self._sound or self.folders == (packaged("templates"),):
            return
        own = self.environment.blocks(template)
        problems = []
        for text, line in own.outside:
            shown = MARK.sub("", text)[:LONGEST_SHOWN]
            message = f"'{shown}' stands in no block, and would not be printed"
            problems.append(self._in_template(own.file, line, message, IN_A_BLOCK))
        if problems:
            raise DebatekitError(problems)
        self._sound.add(template)

    def _unknown_name(self, document: Document, kind: str, key: str, name: str) -> DebatekitError:
        known = names_of(self.folders, kind)
        hint = did_you_mean(name, known, f"Choose from: {', '.join(known)}.")
        return DebatekitError([document.problem((key,), f"there is no {key} '{name}'", hint)])

    def _problem(self, handout: Handout, error: BaseException, document: Document) -> Problem:
        if isinstance(error, TemplateSyntaxError):
            name = error.name or handout.template
            file, line = error.filename or str(self.loader.path_of(name) or name), error.lineno
        else:
            file, line = self._template_line(error) or (handout.template, 0)
        return self._in_template(file, line, *sentence(error, document, self.environment))

    def _in_template(self, file: str, line: int, message: str, hint: str) -> Problem:
        """Return a problem in a line of a template's file."""
        path = Path(file)
        lines = lines_of(read_text(path)) if path.is_file() else []
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        return Problem(path.as_posix(), line, 0, message, hint, excerpt)

    def _template_line(self, error: BaseException) -> tuple[str, int] | None:
        """Return the template's file and the line that an error came from: the innermost one that ran.

        Of templates that call each other without end, that is one of somebody's own: those that come along do not.
        """
        frames = [
            (frame.filename, frame.lineno)
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            if frame.filename in self.loader.files and frame.lineno
        ]
        if isinstance(error, RecursionError):
            theirs = packaged("templates")
            frames = [place for place in frames if not Path(place[0]).is_relative_to(theirs)] or frames
            frames.sort(key=lambda place: not _includes(*place))
        return frames[0] if frames else None


def view_of(motion: BaseModel, edition: Edition, extras: Extras = NOTHING_MORE) -> View:
    """Return what the templates of an edition see of a motion, and of what else is known of it: names and values."""
    return {
        "motion": seen_by(edition, motion),
        "edition": edition.value,
        "teacher": edition is Edition.TEACHER,
        **extras.seen_by(edition),
    }


class TextLoader(FileSystemLoader):
    """Reads templates as all other files are read, and knows the files that it read."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(folders)
        self.files: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the file of the template with that name, from the first folder that has it."""
        if path := self.path_of(template):
            self.files.add(str(path))
            return read_text(path), str(path), lambda: True
        raise TemplateNotFound(template)

    def path_of(self, template: str) -> Path | None:
        """Return the file of the template with that name, if there is one."""
        name = template.removeprefix(BUILT_IN)
        folders = self.searchpath if name == template else [str(packaged("templates"))]
        return next((path for folder in folders if (path := file_within(folder, *split_template_path(name)))), None)


def _environment(loader: TextLoader) -> BoundedEnvironment:
    environment = BoundedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=Unknown,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Places],
    )
    parser = markdown.parser()
    own = {"markdown": partial(markdown.to_html, parser), "inline": partial(markdown.to_inline_html, parser)}
    environment.offer({**own, "upper_first": _upper_first, **FILTERS})
    return environment


def _includes(file: str, line: int) -> bool:
    """Tell whether a line of a template's file includes another."""
    return INCLUDE.search(lines_of(read_text(Path(file)))[line - 1]) is not None


@pass_context
def _finalized(context: Context, value: object) -> object:
    """Return what a template prints where nothing is escaped; told the context, Jinja asks at run time only."""
    environment = context.environment
    assert isinstance(environment, BoundedEnvironment)
    if isinstance(value, str):
        environment.budget.spend(len(value))
    return printable(value)


def _upper_first(text: str) -> str:
    """Return `text` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
