"""Rendering: a handout's template and the context of a motion → HTML, or an error with the template's line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FileSystemLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path

from debatekit.audience import Edition
from debatekit.datafiles import find_file, names_of, packaged, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import file_within, lines_of, read_text
from debatekit.templating.blocks import Blocks, Mistake, blocks_of, lost_blocks, lost_texts
from debatekit.templating.bytecode import BuiltinCache, cache_folder
from debatekit.templating.context import UndefinedName, visible_to
from debatekit.templating.errors import BUILT_IN, TEMPLATE_FAILURES, explain
from debatekit.templating.filters import OWN_FILTERS, OWN_TESTS
from debatekit.templating.handouts import Framework, Handout, find_handouts
from debatekit.templating.sandbox import Sandbox, memory_limit
from debatekit.templating.source_lines import SourceLines
from debatekit.templating.translations import read_words, with_overrides
from debatekit.validation import read_model

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from debatekit.templating.context import Context, Namespace
    from debatekit.templating.translations import Phrases
    from debatekit.yamlfile import Document, Value

INCLUDE: Final = re.compile(r"\{%[-+]?\s*include\b")


class Templates:
    """The templates and data files in some folders, opened once; the first folder that has a file wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self.loader = TemplateLoader(folders)
        self.environment = Sandbox(
            OWN_FILTERS, OWN_TESTS, loader=self.loader, undefined=UndefinedName, extensions=[SourceLines]
        )
        self._checked: set[str] = set()
        self._handouts: list[Handout] | None = None
        self._words: dict[str, tuple[dict[str, Value], Namespace]] = {}

    def handouts(self) -> list[Handout]:
        """Return all handouts, in order; raises `DebatekitError`."""
        if self._handouts is None:
            self._handouts = find_handouts(self.folders)
        return self._handouts

    def has_language(self, language: str) -> bool:
        """Return whether there are words of `language`, or of the language it is a variant of."""
        return any(find_file(self.folders, "languages", name) for name in variants(language))

    def words(self, document: Document, language: str, phrases: Sequence[Phrases] = ()) -> Namespace:
        """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB").

        `phrases` override some of them. Raises `DebatekitError` at the motion's line if there are none.
        """
        if language not in self._words:
            words = read_words(self.folders, language)
            if words is None:
                raise self._unknown_name(document, "languages", "language", language)
            self._words[language] = words, with_overrides(words)
        words, without_overrides = self._words[language]
        return with_overrides(words, phrases) if phrases else without_overrides

    def framework(self, document: Document, name: str, language: str = "") -> Namespace:
        """Return the framework called `name`, in `language` where there is a file of it, such as ``craap.de.yaml``.

        A folder's own file wins over a translation in a later folder. Raises `DebatekitError` at the motion's line if
        there is none.
        """
        names = [*(f"{name}.{variant}" for variant in variants(language)), name]
        paths = (find_file((folder,), "frameworks", full) for folder in self.folders for full in names)
        if path := next(filter(None, paths), None):
            framework = read_model(path, Framework, "framework")
            visible: Namespace = visible_to(Edition.TEACHER, framework, ("framework",))
            return visible
        raise self._unknown_name(document, "frameworks", "framework", name)

    def render(
        self, handout: Handout, context: Context, document: Document, words: Namespace, framework: Namespace
    ) -> str:
        """Return the HTML of `handout` for the edition of `context`.

        `document` knows the place of each value of the motion. Raises `DebatekitError` at the template's line.
        """
        head = {"name": handout.name, **handout.head.model_dump()}
        page = self.environment.for_page()
        try:
            template = page.get_template(handout.template)
            self._check(handout, lambda blocks: lost_blocks(blocks, handout.template))
            with memory_limit():
                html = template.render({**context, "handout": head, "words": words, "framework": framework})
        except TEMPLATE_FAILURES as error:
            raise DebatekitError([self._problem(handout, error, document)]) from error
        self._check(handout, lambda blocks: lost_texts(blocks(handout.template)))
        self._checked.add(handout.template)
        return html

    def check_page(self, handout: Handout, html: str) -> None:
        """Raise `DebatekitError` if the HTML of a handout is only a part of a page."""
        if "<html" not in html:
            path = self.loader.path_of(handout.template)
            hint = 'Start it with {% extends "parts/sheet.html" %}, and write {% block sheet %} … {% endblock %}.'
            file = str(path or handout.template)
            raise DebatekitError([self._problem_at(file, 1, "this handout is not a whole page", hint)])

    def located(self, problem: Problem) -> Problem:
        """Return a problem at an element of a page, with the path and the line of the template it came from."""
        path = self.loader.path_of(problem.file)
        if path is None:
            return problem
        excerpt = _line_of(path, problem.line)
        column = len(excerpt) - len(excerpt.lstrip()) + 1 if excerpt else 0
        return replace(problem, file=path.as_posix(), column=column, excerpt=excerpt)

    def _check(self, handout: Handout, find: Callable[[Callable[[str], Blocks]], Iterable[Mistake]]) -> None:
        """Raise `DebatekitError` if a template that is not built in has something that is never printed."""
        if handout.template not in self._checked and self.folders != (packaged("templates"),):
            problems = [self._problem_at(*mistake) for mistake in find(self._blocks)]
            if problems:
                raise DebatekitError(problems)

    def _blocks(self, template: str) -> Blocks:
        source, file, _ = self.loader.get_source(self.environment, template)
        return blocks_of(self.environment.parse(source, template, file), file)

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
        return self._problem_at(file, line, *explain(error, document, self.environment))

    def _problem_at(self, file: str, line: int, message: str, hint: str) -> Problem:
        path = Path(file)
        return Problem(path.as_posix(), line, 0, message, hint, _line_of(path, line) if path.is_file() else "")

    def _template_line(self, error: BaseException) -> tuple[str, int] | None:
        """Return the template's file and the line that an error came from: the innermost one that ran.

        Of templates that call each other without end, that is one of the user's: the built-in ones do not.
        """
        frames = [
            (frame.filename, frame.lineno)
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            if frame.filename in self.loader.files and frame.lineno
        ]
        if isinstance(error, RecursionError):
            frames = list(dict.fromkeys(frames))
            builtin = packaged("templates")
            frames = [place for place in frames if not Path(place[0]).is_relative_to(builtin)] or frames
            frames.sort(key=lambda place: not INCLUDE.search(_line_of(Path(place[0]), place[1])))
        return frames[0] if frames else None


class TemplateLoader(FileSystemLoader):
    """Loads templates from the first folder that has them, and compiles each once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(folders)
        self.files: set[str] = set()
        self._code: dict[str, CodeType] = {}
        folder = cache_folder()
        self._cache = BuiltinCache(folder) if folder else None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the file of a template."""
        if path := self.path_of(template):
            self.files.add(str(path))
            return read_text(path), str(path), lambda: True
        raise TemplateNotFound(template)

    def path_of(self, template: str) -> Path | None:
        """Return the file of a template, if there is one."""
        name = template.removeprefix(BUILT_IN)
        folders = self.searchpath if name == template else [str(packaged("templates"))]
        return next((path for folder in folders if (path := file_within(folder, *split_template_path(name)))), None)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Return a new template: its code is compiled once, its state is that of the environment's page."""
        if name not in self._code:
            self._code[name] = self._compiled(environment, name)
        return environment.template_class.from_code(environment, self._code[name], globals or {})

    def _compiled(self, environment: Environment, name: str) -> CodeType:
        assert isinstance(environment, Sandbox)
        source, file, _ = self.get_source(environment, name)
        if self._cache is None or not Path(file).is_relative_to(packaged("templates")):
            return environment.compile_limited(source, name, file)
        bucket = self._cache.get_bucket(environment, name, file, source)
        if bucket.code is None:
            bucket.code = environment.compile_limited(source, name, file)
            self._cache.set_bucket(bucket)
        return bucket.code


def _line_of(path: Path, line: int) -> str:
    lines = lines_of(read_text(path))
    return lines[line - 1] if 0 < line <= len(lines) else ""
