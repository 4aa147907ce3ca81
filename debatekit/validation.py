"""Validate data with a pydantic model, and report every error at its line, in words for the person who typed it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, did_you_mean, nearest, shorten
from debatekit.yamlfile import Document, KeyPath, read_yaml

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Location: TypeAlias = tuple[str | int, ...]

IN_DIGITS = "Write it in digits."
KEY_VALUE = "Write 'key: value' lines."
MESSAGES: dict[str, tuple[str, str]] = {
    "string_type": ("text is expected here, and this is {what}", "Write one text."),
    "string_too_short": ("this text is empty", "Write something, or delete the key."),
    "string_too_long": ("this text has more than {max_length} characters", "Shorten it."),
    "too_short": ("{min_length} or more {items} are needed here, and this has {actual_length}", "Add what is missing."),
    "list_type": ("a list is expected here, and this is {what}", "Start each item on a line with '- '."),
    "model_type": ("keys and values are expected here, and this is {what}", KEY_VALUE),
    "dict_type": ("keys and values are expected here, and this is {what}", KEY_VALUE),
    "int_parsing": ("a whole number is expected here, and this is {shown}", IN_DIGITS),
    "int_parsing_size": ("a whole number is expected here, and this is {shown}", "Write a smaller one."),
    "int_type": ("a whole number is expected here, and this is {shown}", IN_DIGITS),
    "float_parsing": ("a number is expected here, and this is {shown}", IN_DIGITS),
    "float_type": ("a number is expected here, and this is {shown}", IN_DIGITS),
    "finite_number": ("a number is expected here, and this is {shown}", IN_DIGITS),
    "bool_parsing": ("true or false is expected here, and this is {shown}", "Write one of the two."),
    "bool_type": ("true or false is expected here, and this is {shown}", "Write one of the two."),
    "greater_than": ("{shown} is too small", "Write more than {gt}."),
    "greater_than_equal": ("{shown} is too small", "Write {ge} or more."),
    "less_than": ("{shown} is too large", "Write less than {lt}."),
    "less_than_equal": ("{shown} is too large", "Write {le} or less."),
    "string_pattern_mismatch": ("{shown} is not written as it should be", "It must match {pattern}."),
}
"""The message and the hint for each of pydantic's error types that the models can raise."""


def read_model(path: Path, model: type[Model], kind: str) -> Model:
    """Return the YAML file at `path` as a `model`; `kind` is what such a file is called.

    Raises `DebatekitError` with everything that is wrong with it.
    """
    result, problems = validate(read_yaml(path, kind), model)
    if result is None or problems:
        raise DebatekitError(problems)
    return result


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Return the document's data as a `model`, if it is valid, and all that is wrong with the document.

    Each mistake is reported once: a line with wrong YAML is not reported again for its fields, nor is a key missing if
    another one is a misspelling of it. A model may have ``RENAMED_KEYS: ClassVar[Mapping[str, str]]``, from keys of
    earlier versions to today's.
    """
    result: Model | None = None
    found: list[Problem] = []
    try:
        result = model.model_validate(document.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        unknown = [details for details in errors if details["type"] == "extra_forbidden"]
        misspelt = {_meant(model, details["loc"]) for details in unknown[:MAX_PROBLEMS]}
        for details in errors:
            if details["type"] != "missing" or details["loc"] not in misspelt:
                found.append(_problem(document, model, details, with_suggestion=len(found) < MAX_PROBLEMS))
    wrong = {(problem.file, problem.line) for problem in document.problems}
    return result, [*document.problems, *(problem for problem in found if (problem.file, problem.line) not in wrong)]


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails, *, with_suggestion: bool) -> Problem:
    path = _path_in(document, model, details["loc"])
    name = str(path[-1]) if path else ""
    if details["type"] == "extra_forbidden":
        hint = _key_hint(model, details["loc"]) if with_suggestion else ""
        return document.problem(path, f"unknown key '{shorten(name)}'", hint, at_key=True)
    if details["type"] == "missing":
        if path in document.keys:
            return document.problem(path, f"'{name}' is empty", "Write its value after the colon.", at_key=True)
        return document.problem(path, f"'{name}' is missing here", f"Add a line '{name}: …'.")
    context = {**details.get("ctx", {}), "items": name.replace("_", " ")}
    return document.problem(path, *_message(details["type"], context, details["input"]))


def _key_hint(model: type[BaseModel], location: Location) -> str:
    parts, name = _parts_in(model, location[:-1]), str(location[-1])
    renamed = _renamed(parts, name)
    return f"It is now called '{renamed}'." if renamed else did_you_mean(name, _keys(parts))


def _meant(model: type[BaseModel], location: Location) -> Location:
    """Return the location of the key that an unknown one was probably meant to be."""
    parts, name = _parts_in(model, location[:-1]), str(location[-1])
    return (*location[:-1], _renamed(parts, name) or nearest(name, _keys(parts)))


def _renamed(parts: list[type[BaseModel]], name: str) -> str:
    return next((getattr(part, "RENAMED_KEYS", {}).get(name, "") for part in parts), "")


def _message(kind: str, context: dict[str, Any], given: object) -> tuple[str, str]:
    what = _what(given)
    shown = f"'{shorten(given)}'" if isinstance(given, str) else what
    if kind == "string_type" and isinstance(given, dict):
        key = shorten(next(iter(given), "…"))
        return f"text is expected here, and '{key}:' is read as a key", "Put the whole text in double quotes."
    if kind == "literal_error":
        known = re.findall("'([^']*)'", context["expected"])
        everything = f"Write one of: {', '.join(known)}."
        return f"{shown} is not known here", did_you_mean(shown.strip("'"), known, everything)
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition(". ")
        return message, hint
    if kind in MESSAGES:
        message, hint = MESSAGES[kind]
        return message.format(what=what, shown=shown, **context), hint.format(**context)
    reason = f"{shown} does not fit here ({kind.replace('_', ' ')})"
    return context.get("reason", reason), context.get("hint", "")


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


def _path_in(document: Document, model: type[BaseModel], location: Location) -> KeyPath:
    """Return pydantic's `location` as a path in the file: without a union's tag, and no further than what was typed."""
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


def _parts_in(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    """Return the models that the value at pydantic's `location` may be of."""
    parts = [model]
    for step in location:
        parts, _ = _parts_at(parts, step)
    return parts


def _parts_at(parts: list[type[BaseModel]], step: str | int) -> tuple[list[type[BaseModel]], bool]:
    """Return the models that `step` leads to from one of `parts`, and whether it leads to a field that holds one.

    A step that leads to none is an index in a list, a free key, or a union's tag, which is also a field.
    """
    owners = [part for part in parts if step in _fields(part)]
    inner = [model for owner in owners for model in _models_in(_fields(owner)[str(step)].annotation)]
    return inner or owners or parts, bool(inner)


def _keys(parts: list[type[BaseModel]]) -> set[str]:
    return {key for part in parts for key in _fields(part)}


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the models in a type such as ``list[Annotated[A | B, …]]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
