"""Plain data → a pydantic model, or every problem in the words of the person who typed it.

pydantic finds all errors at once; this room puts each at its line and says what to type instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from debatekit.problems import Problem, ProblemsError, did_you_mean, nearest
from debatekit.reading.nodes import Document, KeyPath, parse
from debatekit.reading.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model], kind: str) -> Model:
    """Return the YAML file at `path` as a `model`; `kind` says what such a file is called.

    Raises `ProblemsError` with everything that is wrong with it.
    """
    document = parse(read_text(path), path.as_posix(), kind)
    result, problems = validate(document, model)
    if result is None or problems:
        raise ProblemsError(problems)
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
    unread = {problem.line for problem in document.problems}
    return result, [*document.problems, *(problem for problem in found if problem.line not in unread)]


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    path = _path_in(document, details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _known_keys(model, details["loc"][:-1])
        return document.problem(path, f"unknown key '{name}'", did_you_mean(name, known), at_key=True)
    if kind == "missing":
        if path in document.keys:
            return document.problem(path, f"'{name}' is empty", "Write its value behind the colon.", at_key=True)
        return document.problem(path, f"'{name}' is missing here", f"Add a line '{name}: …'.")
    message, hint = _sentence(kind, context, details["input"])
    return document.problem(path, message, hint)


SENTENCES: dict[str, tuple[str, str]] = {
    "string_type": ("text is expected here, and this is {what}", "Write one text."),
    "string_too_short": ("this text is empty", "Write something, or delete the key."),
    "string_too_long": ("this text has more than {max_length} characters", "Shorten it."),
    "too_short": ("{min_length} or more are needed here, and this has {actual_length}", "Add what is missing."),
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


def _path_in(document: Document, location: tuple[str | int, ...]) -> KeyPath:
    """Return pydantic's location without the steps that are not in the file, such as a union's tag."""
    path: KeyPath = ()
    here: object = document.data
    for step in location[:-1]:
        inner = _child(here, step)
        if isinstance(inner, dict | list):
            path, here = (*path, step), inner
    return (*path, location[-1]) if location and not _is_tag(here, location[-1]) else path


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None


def _is_tag(value: object, step: str | int) -> bool:
    return not isinstance(value, dict | list) or (isinstance(value, list) and not isinstance(step, int))


def _meant(model: type[BaseModel], location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the location of the key that an unknown one was probably meant to be."""
    *parent, name = location
    return (*parent, nearest(str(name), _known_keys(model, tuple(parent))))


def _known_keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the part of the model at pydantic's `location` may have."""
    candidates = [model]
    for step in location:
        if isinstance(step, int):
            continue
        owners = [candidate for candidate in candidates if step in _fields(candidate)]
        inner = [part for owner in owners for part in _models_in(_fields(owner)[step].annotation)]
        # A step that leads to no model is a union's tag, which is also a field, or a free key.
        candidates = inner or owners or candidates
    return sorted({key for candidate in candidates for key in _fields(candidate)})


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
