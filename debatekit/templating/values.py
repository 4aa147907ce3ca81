"""What a template sees of a motion: records, lists and texts that know where they come from.

A field that the edition may not show is not there: in its place stands a value that is false, and that is an
error as soon as it is printed, joined, compared or looped over. A teacher's answer therefore cannot reach a
student's page, whatever a template does with it.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import StrictUndefined, UndefinedError
from jinja2.utils import missing
from pydantic import BaseModel

from debatekit.audience import TEACHER, Edition
from debatekit.errors import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from debatekit.yamlfile import KeyPath


TEMPLATE_NAMES: Final = {
    "motion": "the motion, as its edition may show it",
    "edition": '"student" or "teacher"',
    "teacher": "true in the teacher's edition",
    "handout": "the name of the handout, and what its head says",
    "words": "the words of the motion's language",
    "framework": "the way in which the source is evaluated",
    "settings": "`settings.school` and `settings.class`: the names of the school and the class, or nothing",
    "place_of": "a function: a quotation, such as `item.quote` → its place in the source, or None if that is not known",
    "checked": "what the checks of the motion came to, for teachers only, if they were made",
    "readings": "texts of sources to print with their lines numbered, if that was asked for",
}
"""What every template sees."""


class Text(str):
    """A text that knows its path in the motion file."""

    __slots__ = ("path",)
    path: KeyPath

    def __new__(cls, value: str, path: KeyPath) -> Text:
        """Return `value` as a text that comes from `path`."""
        text = super().__new__(cls, value)
        text.path = path
        return text


class Record:
    """A part of a motion: its fields are read as attributes, by the names that are typed in the file."""

    __slots__ = ("_fields", "_path")

    def __init__(self, fields: Mapping[str, Any], path: KeyPath) -> None:
        self._fields, self._path = dict(fields), path

    def __getattr__(self, name: str) -> Any:
        try:
            return self._fields[name]
        except KeyError:
            raise AttributeError(f"{path_text(self._path)} has no field '{name}'") from None

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
        fields = ", ".join(sorted(self._fields))
        raise UndefinedError(f"{path_text(self._path)} is no text. Print one of its fields: {fields}.")


class TeacherOnlyError(UndefinedError):
    """A template used what this edition may not show; `path` leads to it in the motion file."""

    def __init__(self, message: str | None = None, *, path: KeyPath) -> None:
        super().__init__(message)
        self.path = path


class Withheld(StrictUndefined):
    """Stands for a field that this edition may not show: false, and an error in any other use."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __repr__(self) -> str:
        return str(self)  # an error, so that a list that holds it cannot be printed either


def withheld(path: KeyPath) -> Withheld:
    """Return what stands for a value that this edition may not show; `path` leads to it."""
    return Withheld(hint=path_text(path), exc=partial(TeacherOnlyError, path=path))  # type: ignore[arg-type]


class Unknown(StrictUndefined):
    """Stands for a name that is not there: an error in any use, with the name that may have been meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if isinstance(owner, Record):
            return f"{path_text(owner._path)} has no field '{name}'. {did_you_mean(name, owner)}"
        if self._undefined_obj is missing and (near := nearest(name, TEMPLATE_NAMES)):
            return f"'{name}' is undefined. Did you mean '{near}'?"
        return super()._undefined_message


def path_text(path: KeyPath) -> str:
    """Return a path as it is said: ``pro.arguments[2].claim``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".") or "motion"


def seen_by(edition: Edition, value: object, path: KeyPath = ()) -> Any:
    """Return what a template of `edition` sees of `value`, a model or a part of one.

    A text that is not given is an empty one, so that it prints as nothing; a part that is not given is None.
    """
    if isinstance(value, BaseModel):
        return Record(dict(_fields(edition, value, path)), path)
    if isinstance(value, str):
        return Text(value, path)
    if isinstance(value, list | tuple):
        return tuple(seen_by(edition, item, (*path, number)) for number, item in enumerate(value))
    if isinstance(value, dict):
        return Record({key: seen_by(edition, item, (*path, key)) for key, item in value.items()}, path)
    return value


def _fields(edition: Edition, model: BaseModel, path: KeyPath) -> Iterator[tuple[str, Any]]:
    kind = getattr(type(model), "kind", None)
    if isinstance(kind, str):
        yield "kind", kind
    for field in _shape(type(model)):
        here = (*path, field.key)
        value = getattr(model, field.name)
        if field.is_for_teachers and edition is not TEACHER:
            yield field.key, withheld(here)
        elif value is None and field.is_text:
            yield field.key, Text("", here)
        else:
            yield field.key, seen_by(edition, value, here)


class _Field(NamedTuple):
    """A field of a model: its name there, the key that is typed in the file, whom it is for, and whether it is text."""

    name: str
    key: str
    is_for_teachers: bool
    is_text: bool


@cache
def _shape(kind: type[BaseModel]) -> tuple[_Field, ...]:
    """Return the fields of a kind of model; there are as many kinds as the program has."""
    return tuple(
        _Field(
            name,
            field.alias or name,
            TEACHER in field.metadata,
            any(member is str or isinstance(member, str) for member in _members(field.annotation)),
        )
        for name, field in kind.model_fields.items()
    )


def _members(annotation: object) -> set[object]:
    """Return the types that a type such as ``Annotated[str, …] | None`` is made of."""
    parts = getattr(annotation, "__args__", ())
    if parts:
        return {member for part in parts for member in _members(part)}
    return {annotation}
