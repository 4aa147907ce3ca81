"""The template context: a motion as namespaces, tuples and strings that know their path in the motion file.

A field that the edition may not show is replaced by a `TeacherOnly`, which is false, and an error as soon as it is
printed, joined, compared or looped over. So a teacher's answer cannot reach a student's page, whatever a template does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import Any, Final, Self, get_args

from jinja2 import StrictUndefined, UndefinedError, utils
from markupsafe import Markup
from pydantic import BaseModel

from debatekit.errors import closest_word, did_you_mean
from debatekit.motion.fields import TEACHER, Edition
from debatekit.motion.settings import IN_TEMPLATES
from debatekit.yamlfile import KeyPath

Context = Mapping[str, Any]

TEMPLATE_NAMES: Final = {
    "motion": "the motion, as its edition may show it",
    "edition": '"student" or "teacher"',
    "teacher": "true in the teacher's edition",
    "handout": "the name of the handout, and the keys of its head",
    "words": "the words of the motion's language",
    "framework": "the framework for evaluating the source",
    "settings": f"settings of the kit: {', '.join(f'`settings.{key}`' for key in [*IN_TEMPLATES, 'kit', 'theme'])}",
    "place_of": "a function: a quotation, such as `item.quote` → its place in the source, or None if that is not known",
    "checked": "the results of the motion's checks, for teachers only, if they were made",
    "plan": "the plan of the lesson: clock times, jobs and sheets; None if the motion has no lesson",
    "readings": "texts of sources to print with their lines numbered: those that may be copied, or all if requested",
    "copy_plan": "what to print and how often, for teachers only, if `debatekit print` makes the page",
}
"""Every name in the template context."""


NUMBERS: Final = {bool, int, float}


class LocatedStr(str):
    """A string that knows its path in the motion file and, once it was printed, how it is written in HTML."""

    __slots__ = ("html", "path")
    html: Markup | None
    path: KeyPath

    def __new__(cls, value: str, path: KeyPath) -> Self:
        """Return `value` as a string from `path`."""
        text = str.__new__(cls, value)
        text.html, text.path = None, path
        return text


class Namespace:
    """A part of a motion: its fields are read as attributes, by the keys of the file."""

    __slots__ = ("_fields", "_path")

    def __init__(self, fields: Mapping[str, Any], path: KeyPath) -> None:
        self._fields, self._path = fields, path

    def __getattr__(self, name: str) -> Any:
        if name in self._fields:
            return self._fields[name]
        raise AttributeError(f"{path_text(self._path)} has no field '{name}'")

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        raise UndefinedError(f"{path_text(self._path)} is not a text. Print one of its fields: {', '.join(self)}.")


class TeacherOnlyError(UndefinedError):
    """A template used a value that its edition may not show."""

    def __init__(self, message: str | None = None, *, path: KeyPath) -> None:
        super().__init__(message)
        self.path = path


class TeacherOnly(StrictUndefined):
    """Replaces a field that this edition may not show: false, and an error in any other use."""

    __slots__ = ()

    def __init__(self, path: KeyPath) -> None:
        super().__init__(path_text(path), exc=partial(TeacherOnlyError, path=path))  # type: ignore[arg-type]

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __repr__(self) -> str:
        return str(self)  # an error, so that a list with it cannot be printed either


class UndefinedName(StrictUndefined):
    """An undefined name: an error in any use, which suggests the name that may have been meant."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = utils.missing, name: str = "", exc: Any = UndefinedError
    ) -> None:
        exc = exc if hint else partial(_undefined_error, obj, name)  # only asked if it is raised
        super().__init__(hint, obj, name, exc)


def _undefined_error(owner: object, name: str, message: str) -> UndefinedError:
    if isinstance(owner, Namespace):
        message = f"{path_text(owner._path)} has no field '{name}'. {did_you_mean(name, owner)}"
    elif owner is utils.missing and (near := closest_word(name, TEMPLATE_NAMES)):
        hint = f"Did you mean '{near}'?" if near != name else "Import macros 'with context'."
        message = f"'{name}' is undefined. {hint}"
    return UndefinedError(message)


def path_text(path: KeyPath) -> str:
    """Return a path as it is written: ``pro.arguments[2].claim``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".") or "motion"


@dataclass(frozen=True)
class Extras:
    """What is known about a motion besides its own file. A handout that `needs` what is missing here is not built."""

    places: Mapping[KeyPath, Mapping[str, int]] = field(default_factory=dict)
    """The place of each quotation in its source, by the path of the part that holds it: `paragraph`, `line` and
    `last_line`, counted from 1."""
    checked: Mapping[str, Any] | None = None
    """The results of the checks; teachers only. Its keys:

    - `rows`: the measures of both sides, each with `key` (its name under `fairness: measures:` in the words of a
      language), `pro` and `con` (texts, empty where nothing was measured) and `uneven`, whether the sides differ by
      more than the motion tolerates;
    - `unanswered`: the numbers of the arguments that nobody answers;
    - `sources`: by short name, `basis` ("text", "record" or "none"), `date` (of the record), `quotations`,
      `verified`, `words` (of the source), `quoted_words` and `quoted_percent`;
    - `findings`: each with `code`, `message` and `line`;
    - `accepted`: findings that the motion accepts, each with its `reason`, too.
    """
    readings: Sequence[Mapping[str, Any]] = ()
    """Source texts to print with their lines numbered: `source` (the short name) and `paragraphs`, each with `number`,
    `first_line` and `lines`."""
    settings: Mapping[str, str | bool] = field(default_factory=lambda: {**IN_TEMPLATES, "kit": "brief", "theme": ""})
    """The settings that templates use, by their keys; docs/motion-fields.md explains them. One that is not given is
    empty, or false if it is yes or no, but `kit` is always "brief", "lesson" or "full". `theme` is empty if a `look`
    takes its place."""
    copy_plan: Mapping[str, Any] | None = None
    """The copy plan of `debatekit print`; teachers only. Its keys:

    - `layout`: "two_sided", "one_sided" or "booklet";
    - `pupils`, and how many copies there are of the sets for `pro` and `con`;
    - `documents`: each with `name` (without .docx), `title`, `audience` ("for", "against", "everyone", "jobs" or
      "teacher"), `who` (for "jobs", which), `copies`, `sides` and `sheets` of one copy, and `in_all`, the sheets of all
      copies;
    - `sets`: each with `file`, `audience` and `copies`;
    - `in_all`: the sheets of all documents.
    """
    plan: Any = None
    """The plan of the lesson, or None if the motion has none. Its texts are in the language of the kit, its times in
    minutes. Its keys are those below."""

    @cached_property
    def in_templates(self) -> Context:
        """What the templates of the teacher's edition see of this."""
        keys = ("checked", "copy_plan", "plan", "readings", "settings")
        return {key: visible_to(Edition.TEACHER, getattr(self, key), (key,)) for key in keys}

    def place_of(self, quotation: object) -> Namespace | None:
        """Return the place of a quotation of the motion in its source, or None if it is not known."""
        if not isinstance(quotation, LocatedStr):
            raise TypeError("only a quotation of the motion has a place, and this is none")
        part = quotation.path[:-1]
        return Namespace(self.places[part], part) if part in self.places else None


NO_EXTRAS: Final = Extras()


def template_context(
    motion: BaseModel, edition: Edition, extras: Extras = NO_EXTRAS, typeset: Callable[[str], str] = str
) -> Context:
    """Return what the templates of an edition see of a motion, whose texts are `typeset`, and its extras."""
    teacher = edition is Edition.TEACHER
    hidden = {} if teacher else {key: TeacherOnly((key,)) for key in ("checked", "copy_plan")}
    return {
        "motion": visible_to(edition, motion, typeset=typeset),
        "edition": edition.value,
        "teacher": teacher,
        "place_of": extras.place_of,
        **extras.in_templates,
        **hidden,
    }


def visible_to(edition: Edition, value: object, path: KeyPath = (), typeset: Callable[[str], str] = str) -> Any:
    """Return `value` as a template of `edition` sees it: a text that is not given is empty, a part is None."""

    def view(value: Any, path: KeyPath) -> Any:
        if isinstance(value, str):
            return LocatedStr(typeset(value), path)
        if value is None or type(value) in NUMBERS:
            return value
        if isinstance(value, BaseModel):
            return Namespace(dict(fields(value, path)), path)
        if isinstance(value, dict):
            return Namespace({key: view(item, (*path, key)) for key, item in value.items()}, path)
        if hasattr(value, "_fields"):  # a named tuple
            pairs = zip(value._fields, value, strict=True)
            return Namespace({key: view(item, (*path, key)) for key, item in pairs}, path)
        return tuple([view(item, (*path, number)) for number, item in enumerate(value)])

    def fields(part: BaseModel, path: KeyPath) -> Iterator[tuple[str, Any]]:
        for name, key, teacher_only, is_text in _fields_of(type(part)):
            if teacher_only and edition is not Edition.TEACHER:
                yield key, TeacherOnly((*path, key))
            else:
                value = getattr(part, name)
                yield key, view("" if value is None and is_text else value, (*path, key))

    return view(value, path)


@cache
def _fields_of(model: type[BaseModel]) -> list[tuple[str, str, bool, bool]]:
    kind = [("kind", "kind", False, True)] if isinstance(getattr(model, "kind", None), str) else []
    return kind + [
        (name, info.alias or name, TEACHER in info.metadata, _is_text(info.annotation))
        for name, info in model.model_fields.items()
    ]


def _is_text(annotation: object) -> bool:
    """Return whether a type is that of a text, such as ``Annotated[str, …] | None``."""
    members = get_args(annotation)
    return any(map(_is_text, members)) if members else annotation is str or isinstance(annotation, str)
