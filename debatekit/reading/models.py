"""Plain data → a pydantic model, or every problem in the words of the person who typed it.

pydantic finds all errors at once; this room puts each at its line and says what to type instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from debatekit.errors import DebatekitError, Problem, did_you_mean, nearest
from debatekit.reading.nodes import Document, KeyPath, parse
from debatekit.reading.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Location: TypeAlias = tuple[str | int, ...]


def read_model(path: Path, model: type[Model], kind: str) -> Model:
    """Return the YAML file at `path` as a `model`; `kind` says what such a file is called.

    Raises `DebatekitError` with everything that is wrong with it.
    """
    document = parse(read_text(path), path.as_posix(), kind)
    result, problems = validate(document, model)
    if result is None or problems:
        raise DebatekitError(problems)
    return result


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Return the document's data as a `model`, if it is one, and all that is wrong with the document.

    One mistake is told once: a line whose YAML is wrong is not said to lack fields too, and where a key is
    misspelt, the one that was meant is not said to be missing.
    """
    result, found = None, []
    try:
        result = model.model_validate(document.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        misspelt = {_meant(model, details["loc"]) for details in errors if details["type"] == "extra_forbidden"}
        found = [
            _problem(document, model, details)
            for details in errors
            if not (details["type"] == "missing" and details["loc"] in misspelt)
        ]
    unread = {(problem.file, problem.line) for problem in document.problems}
    return result, [*document.problems, *(problem for problem in found if (problem.file, problem.line) not in unread)]


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    path = _path_in(document, model, details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        parts = _parts_of(model, details["loc"][:-1])
        new_name = _new_name(parts, name)
        hint = f"It is now called '{new_name}'." if new_name else did_you_mean(name, _keys(parts))
        return document.problem(path, f"unknown key '{name}'", hint, at_key=True)
    if kind == "missing":
        if path in document.keys:
            return document.problem(path, f"'{name}' is empty", "Write its value after the colon.", at_key=True)
        return document.problem(path, f"'{name}' is missing here", f"Add a line '{name}: …'.")
    context = {**context, "items": name.replace("_", " ")}
    message, hint = _sentence(kind, context, details["input"])
    return document.problem(path, message, hint)


SENTENCES: dict[str, tuple[str, str]] = {
    "string_type": ("text is expected here, and this is {what}", "Write one text."),
    "string_too_short": ("this text is empty", "Write something, or delete the key."),
    "string_too_long": ("this text has more than {max_length} characters", "Shorten it."),
    "too_short": ("{min_length} or more {items} are needed here, and this has {actual_length}", "Add what is missing."),
    "list_type": ("a list is expected here, and this is {what}", "Start each item on a line with '- '."),
    "model_type": ("keys and values are expected here, and this is {what}", "Write 'key: value' lines."),
    "dict_type": ("keys and values are expected here, and this is {what}", "Write 'key: value' lines."),
    "int_parsing": ("a whole number is expected here, and this is {shown}", "Write it in digits."),
    "int_type": ("a whole number is expected here, and this is {shown}", "Write it in digits."),
    "float_parsing": ("a number is expected here, and this is {shown}", "Write it in digits."),
    "float_type": ("a number is expected here, and this is {shown}", "Write it in digits."),
    "bool_parsing": ("true or false is expected here, and this is {shown}", "Write one of the two."),
    "bool_type": ("true or false is expected here, and this is {shown}", "Write one of the two."),
    "greater_than_equal": ("{shown} is too small", "Write {ge} or more."),
    "less_than_equal": ("{shown} is too large", "Write {le} or less."),
    "string_pattern_mismatch": ("{shown} is not written as it should be", "It must match {pattern}."),
}
"""What is wrong, and what to type instead, for each of pydantic's error types that the models can meet."""


def _sentence(kind: str, context: dict[str, Any], given: object) -> tuple[str, str]:
    """Return what is wrong, and what to type instead."""
    what = _what(given)
    shown = f"'{given}'" if isinstance(given, str) else what
    if kind == "string_type" and isinstance(given, dict):
        key = next(iter(given), "…")
        return f"text is expected here, and '{key}:' is read as a key", "Put the whole text in double quotes."
    if kind == "literal_error":
        known = re.findall("'([^']*)'", context["expected"])
        everything = f"Write one of: {', '.join(known)}."
        return f"{shown} is not known here", did_you_mean(shown.strip("'"), known, everything)
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition(". ")
        return message, hint
    if kind in SENTENCES:
        message, hint = SENTENCES[kind]
        return message.format(what=what, shown=shown, **context), hint.format(**context)
    reason = f"{shown} does not fit here ({kind.replace('_', ' ')})"
    return context.get("reason", reason), context.get("hint", "")


def _path_in(document: Document, model: type[BaseModel], location: Location) -> KeyPath:
    """Return what pydantic's `location` is in the file: without a union's tag, and no further than what was typed."""
    path: KeyPath = ()
    here: object = document.data
    parts = [model]
    for step, following in zip(location, (*location[1:], None), strict=True):
        inner = _child(here, step)
        parts, is_part = _parts_at(parts, step)
        if isinstance(inner, dict | list):
            path, here = (*path, step), inner
        elif inner is None:
            path = path if following is not None else (*path, step)
        elif following is None or isinstance(following, int) or is_part:
            return (*path, step)
    return path


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None


def _meant(model: type[BaseModel], location: Location) -> Location:
    """Return the location of the key that an unknown one was probably meant to be."""
    *parent, name = location
    parts = _parts_of(model, tuple(parent))
    return (*parent, _new_name(parts, str(name)) or nearest(str(name), _keys(parts)))


def _parts_of(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    """Return the models that the value at pydantic's `location` may be of."""
    parts = [model]
    for step in location:
        parts, _ = _parts_at(parts, step)
    return parts


def _keys(parts: list[type[BaseModel]]) -> list[str]:
    return sorted({key for part in parts for key in _fields(part)})


def _new_name(parts: list[type[BaseModel]], key: str) -> str:
    """Return what a renamed key is called now, as its model's ``RENAMED_KEYS`` says; "" if it was not renamed."""
    return next((new for part in parts if (new := getattr(part, "RENAMED_KEYS", {}).get(key))), "")


def _parts_at(parts: list[type[BaseModel]], step: str | int) -> tuple[list[type[BaseModel]], bool]:
    """Return the models that `step` leads to from one of `parts`, and whether it leads to a field that holds one.

    A step that leads to none is the place in a list, a free key, or a union's tag, which is also a field.
    """
    owners = [part for part in parts if step in _fields(part)]
    inner = [model for owner in owners for model in _models_in(_fields(owner)[str(step)].annotation)]
    return inner or owners or parts, bool(inner)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the models that a type such as ``list[Annotated[A | B, …]]`` speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _what(value: object) -> str:
    match value:
        case dict():
            return "a block of keys"
        case list():
            return "a list"
        case None:
            return "empty"
        case _:
            return "text"
