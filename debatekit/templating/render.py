"""Rendering: a handout's template and the context of a motion → HTML, or an error with the template's line."""

import json
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from debatekit.errors import DebatekitError, Problem, closest_word, did_you_mean
from debatekit.files import find_file, lines_of, names_of, packaged, read_text, variants
from debatekit.motion.fields import Edition
from debatekit.templating.context import Context, Namespace, TeacherOnlyError, UndefinedName, path_text, visible_to
from debatekit.templating.filters import MOTION_ORIGIN, OWN_FILTERS, OWN_TESTS
from debatekit.templating.handouts import Framework, Handout, find_handouts
from debatekit.templating.loader import MARK, SourceLines, TemplateLoader
from debatekit.templating.sandbox import MAX_MEMORY, Sandbox, memory_limit
from debatekit.templating.translations import Phrases, read_words, with_overrides
from debatekit.validation import read_model
from debatekit.yamlfile import Document, Value

# What the expressions of a template can raise:
TEMPLATE_FAILURES = (TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
                            NameError, RuntimeError, SyntaxError, TypeError, ValueError)  # fmt: skip

TAGS = ("elif", "else", "extends", "from", "import", "include")
PAIRED_TAGS = ("block", "call", "filter", "for", "if", "macro", "raw", "set", "with")
MAX_DEPTH = 60  # of templates and macros that call each other


class Templates:
    """The templates and data files in some folders, opened once; the first folder that has a file wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self.loader = TemplateLoader(folders)
        self.environment = Sandbox(
            OWN_FILTERS, OWN_TESTS, loader=self.loader, undefined=UndefinedName, extensions=[SourceLines],
            auto_reload=False, cache_size=-1,
        )  # fmt: skip
        self._checked: set[str] = set()
        self._handouts: list[Handout] | None = None
        self._words: dict[str, tuple[dict[str, Value], Namespace] | None] = {}
        self._frameworks: dict[tuple[str, str], Namespace | None] = {}

    def handouts(self) -> list[Handout]:
        """Return all handouts, in order; raises `DebatekitError`."""
        self._handouts = self._handouts or find_handouts(self.folders)
        return self._handouts

    def has_language(self, language: str) -> bool:
        """Return whether there are words of `language`, or of the language it is a variant of."""
        return any(find_file(self.folders, "languages", name) for name in variants(language))

    def words(self, document: Document, language: str, phrases: Sequence[Phrases] = ()) -> Namespace:
        """Return the words of `language` with `phrases`; raises `DebatekitError` at the motion's line without any."""
        if language not in self._words:
            words = read_words(self.folders, language)
            self._words[language] = (words, visible_to(Edition.TEACHER, words, ("words",))) if words else None
        if not (found := self._words[language]):
            raise self._unknown_name(document, "languages", "language", language)
        words, usual = found
        changed = {key: value for key, value in with_overrides(words, phrases).items() if value is not words[key]}
        own = {key: visible_to(Edition.TEACHER, value, ("words", key)) for key, value in changed.items()}
        return Namespace({**{key: usual[key] for key in usual}, **own}, ("words",)) if own else usual

    def framework(self, document: Document, name: str, language: str = "") -> Namespace:
        """Return the framework `name`, in `language` if there is such a file; raises `DebatekitError` without any."""
        if (name, language) not in self._frameworks:
            self._frameworks[name, language] = self._read_framework(name, language)
        if framework := self._frameworks[name, language]:
            return framework
        raise self._unknown_name(document, "frameworks", "framework", name)

    def render(
        self, handout: Handout, context: Context, document: Document, words: Namespace, framework: Namespace
    ) -> str:
        """Return the HTML of `handout` for the edition of `context`; raises `DebatekitError` at the template's line."""
        head = {"name": handout.name, **dict(handout.head)}
        try:
            self.environment.limits.start()
            page = self.environment.overlay()  # with templates of its own, so that no state outlives the page
            template = page.get_template(handout.template)
            self._check_blocks(handout.template)
            with memory_limit():
                return template.render({**context, "handout": head, "words": words, "framework": framework})
        except TEMPLATE_FAILURES as error:
            raise DebatekitError([self._problem_of(error, handout.template, document)]) from error

    def check_page(self, handout: Handout, html: str) -> None:
        """Raise `DebatekitError` if the HTML of a handout is only a part of a page."""
        if "<html" not in html:
            hint = 'Start it with {% extends "parts/sheet.html" %}, and write {% block sheet %} … {% endblock %}.'
            file = str(self.loader.path_of(handout.template))
            raise DebatekitError([_problem(file, 1, "this handout is not a whole page", hint)])

    def located(self, problem: Problem, document: Document) -> Problem:
        """Return a problem at an element of a page, with the path and the line of the template or text it came from."""
        if problem.file.startswith(MOTION_ORIGIN):
            with suppress(ValueError, TypeError):
                return document.problem(
                    tuple(json.loads(problem.file[len(MOTION_ORIGIN) :])), problem.message, problem.hint
                )
        path = self.loader.path_of(problem.file)
        if path is None:
            return problem
        excerpt = _line_of(path, problem.line)
        column = len(excerpt) - len(excerpt.lstrip()) + 1 if excerpt else 0
        return problem._replace(file=path.as_posix(), column=column, excerpt=excerpt)

    def _read_framework(self, name: str, language: str) -> Namespace | None:
        names = [*(f"{name}.{variant}" for variant in variants(language)), name]
        paths = (find_file((folder,), "frameworks", full) for folder in self.folders for full in names)
        path = next(filter(None, paths), None)
        framework = read_model(path, Framework, "framework") if path else None
        return visible_to(Edition.TEACHER, framework, ("framework",)) if framework else None

    def _check_blocks(self, template: str) -> None:
        if template in self._checked:
            return
        is_own = self.folders != (packaged("templates"),)
        if problems := list(_never_printed(self.environment, self.loader, template)) if is_own else []:
            raise DebatekitError(_problem(*mistake) for mistake in problems)
        self._checked.add(template)

    def _unknown_name(self, document: Document, kind: str, key: str, name: str) -> DebatekitError:
        known = names_of(self.folders, kind)
        hint = did_you_mean(name, known, f"Choose from: {', '.join(known)}.")
        return DebatekitError([document.problem((key,), f"there is no {key} '{name}'", hint)])

    def _problem_of(self, error: BaseException, template: str, document: Document) -> Problem:
        if isinstance(error, TemplateSyntaxError):
            name = error.name or template
            file, line = error.filename or str(self.loader.path_of(name) or name), error.lineno
        else:
            stack = [call for call in traceback.extract_tb(error.__traceback__) if call.filename in self.loader.files]
            if len(stack) > MAX_DEPTH:
                error, builtin = RecursionError(), packaged("templates")
                own = [call for call in stack if not Path(call.filename).is_relative_to(builtin)]
                stack = [call for call in own if "extends" not in (call.line or "")] or own or stack
            file, line = str(self.loader.path_of(template) or template), 1
            if stack:
                file, line = stack[-1].filename, stack[-1].lineno or 0
        return _problem(file, line, *_explain(error, document, self.environment))


def _problem(file: str, line: int, message: str, hint: str) -> Problem:
    path = Path(file)
    return Problem(path.as_posix(), line, 0, message, hint, _line_of(path, line) if path.is_file() else "")


def _line_of(path: Path, line: int) -> str:
    lines = lines_of(read_text(path))
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _explain(error: BaseException, document: Document, environment: Sandbox) -> tuple[str, str]:
    if isinstance(error, TeacherOnlyError):
        place = document.problem(error.path, "")
        message = f"'{path_text(error.path)}' ({place.file}, line {place.line}) is for teachers only"
        return message, "Put what prints it between {% if teacher %} and {% endif %}."
    if isinstance(error, TemplateNotFound):
        known = environment.list_templates(extensions=["html"])
        return f"there is no template '{error.name}'", did_you_mean(str(error.name), known)
    if isinstance(error, RecursionError | SyntaxError):
        hint = "Look for an include or a macro that leads back to itself, or for too many brackets."
        return "the template calls itself without end, or nests too deeply", hint
    if isinstance(error, MemoryError):
        hint = "Look for a text or a list that grows in a loop."
        return f"the template takes more than {MAX_MEMORY // 1_000_000} MB of memory", hint
    return _in_plain_words(str(getattr(error, "message", None) or error), environment)


def _in_plain_words(text: str, environment: Sandbox) -> tuple[str, str]:
    ends = [f"end{tag}" for tag in PAIRED_TAGS]
    if (match := re.match(r"Encountered unknown tag '(\w+)'", text)) and match[1] not in ends:
        known = ends if match[1].startswith("end") else [*TAGS, *PAIRED_TAGS]
        return f"there is no tag '{match[1]}' here", did_you_mean(match[1], known)
    if match := re.match(r".*innermost block that needs to be closed is '(\w+)'", text):
        return f"a {{% {match[1]} %}} before this is not closed", f"Put {{% end{match[1]} %}} where it ends."
    message, _, hint = text.rstrip(".").partition(". ")
    if match := re.match(r"No (filter|test) named '(.*)'", message):
        near = closest_word(match[2], environment.filters if match[1] == "filter" else environment.tests)
        hint = f"Did you mean '{near}'?" if near else ""
    return message, f"{hint}." if hint and hint[-1] not in ".?" else hint


def _never_printed(environment: Sandbox, loader: TemplateLoader, name: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, message and hint for each block that no extended template has, and text in no block."""
    trees: dict[str, nodes.Template] = {}
    file = str(loader.path_of(name))
    while name and name not in trees and (path := loader.path_of(name)):
        trees[name] = environment.parse(read_text(path), name, str(path))
        extends = trees[name].find(nodes.Extends)
        name = extends.template.value if extends and isinstance(extends.template, nodes.Const) else ""
    own, *parents = trees.values()
    for line, text in _texts(own) if own.find(nodes.Extends) else ():
        hint = "Put it into one: {% block sheet %} … {% endblock %}."
        yield file, line, f"'{text[:40]}' is in no block, and would not be printed", hint
    called = (part for tree in trees.values() for part in tree.find_all(nodes.Getattr))
    printed = {part.attr for part in called if part.node == nodes.Name("self", "load")}
    printed |= {block.name for tree in parents for block in tree.find_all(nodes.Block)}
    for block in (node for node in own.body if parents and isinstance(node, nodes.Block)):
        if block.name not in printed:
            message = f"there is no block '{block.name}' in {list(trees)[1]} to take the place of"
            yield file, block.lineno, message, did_you_mean(block.name, printed)


def _texts(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for part in (part for node in tree.body if isinstance(node, nodes.Output) for part in node.nodes):
        text = MARK.sub("", part.data) if isinstance(part, nodes.TemplateData) else "{{ … }}"
        if text.strip():
            blank = text[: len(text) - len(text.lstrip())]
            yield part.lineno + blank.count("\n"), " ".join(text.split())
