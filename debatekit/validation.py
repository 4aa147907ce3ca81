"""Validate data with a pydantic model, and report every error at its line, in words for the person who typed it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, closest_word, did_you_mean, shorten
from debatekit.yaml_errors import NO_SPACE
from debatekit.yamlfile import Document, KeyPath, read_yaml

Model = TypeVar("Model", bound=BaseModel)

MESSAGES: dict[str, tuple[str, str]] = {
    "string": ("text is expected here, and this is {what}", "Write one text."),
    "string_too_short": ("this text is empty", "Write something, or delete the key."),
    "string_too_long": ("this text has more than {max_length} characters", "Shorten it."),
    "string_pattern_mismatch": ("{shown} is not written as it should be", "It must match {pattern}."),
    "too_short": ("{min_length} or more {items} are needed here, and this has {actual_length}", "Add what is missing."),
    "list": ("a list is expected here, and this is {what}", "Start each item on a line with '- '."),
    "model": ("keys and values are expected here, and this is {what}", "Write 'key: value' lines."),
    "int": ("a whole number is expected here, and this is {shown}", "Write it in digits."),
    "float": ("a number is expected here, and this is {shown}", "Write it in digits."),
    "bool": ("true or false is expected here, and this is {shown}", "Write one of the two."),
    "greater_than": ("{shown} is too small", "Write more than {gt}."),
    "greater_than_equal": ("{shown} is too small", "Write {ge} or more."),
    "less_than": ("{shown} is too large", "Write less than {lt}."),
    "less_than_equal": ("{shown} is too large", "Write {le} or less."),
}
"""The message and the hint for each of pydantic's error types, without such endings as "_parsing"."""
BEFORE = "Write '{}:' before it, and put the whole text in double quotes."
SAME_AS: dict[str, str] = {"dict": "model", "finite_number": "float"}


def read_model(path: Path, model: type[Model], kind: str) -> Model:
    """Return the YAML file at `path` as a `model`; `kind` is what such a file is called.

    Raises `DebatekitError` with everything that is wrong with it.
    """
    return validated(read_yaml(path, kind), model)


def validated(document: Document, model: type[Model]) -> Model:
    """Return the document's data as a `model`; raises `DebatekitError` with everything that is wrong with it."""
    result, problems = validate(document, model)
    if result is None or problems:
        raise DebatekitError(problems)
    return result


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Return the document's data as a `model`, if it is valid, and all that is wrong with the document.

    Each mistake is reported once: a line with wrong YAML is not reported again for its fields, nor is a key missing if
    another one is a misspelling of it. A model may have ``RENAMED_KEYS``, a mapping of old keys to new ones.
    """
    try:
        return model.model_validate(document.data), [*document.problems]
    except ValidationError as error:
        errors = error.errors(include_url=False)
    unknown = [details["loc"] for details in errors if details["type"] == "extra_forbidden"][:MAX_PROBLEMS]
    suggested = {location: _suggested(document, model, location) for location in unknown}
    meant = {(*location[:-1], key) for location, (key, _) in suggested.items()}
    texts = {location[:-1] for location, (key, hint) in suggested.items() if hint == BEFORE.format(key)}
    found = [
        _problem(document, model, details, suggested.get(details["loc"], ("", ""))[1])
        for details in errors
        if details["type"] != "missing" or (details["loc"] not in meant and details["loc"][:-1] not in texts)
    ]
    wrong = {(problem.file, problem.line) for problem in document.problems}
    return None, [*document.problems, *(problem for problem in found if (problem.file, problem.line) not in wrong)]


def _problem(document: Document, model: type[BaseModel], details: Mapping[str, Any], suggestion: str) -> Problem:
    path = _path_in(document, model, details["loc"])
    name = str(path[-1]) if path else ""
    if details["type"] == "extra_forbidden":
        is_text = suggestion == BEFORE.format(_text_key(model, path[:-1]))
        message = f"'{shorten(name)}:' is read as a key" if is_text else f"unknown key '{shorten(name)}'"
        return document.problem(path, message, suggestion, at_key=True)
    if details["type"] == "missing":
        if path in document.keys:
            return document.problem(path, f"'{name}' is empty", "Write its value after the colon.", at_key=True)
        if name == _text_key(model, path[:-1]) and (text := _unknown_key(document, model, path[:-1])):
            message = f"'{shorten(text)}:' is read as a key"
            return document.problem((*path[:-1], text), message, BEFORE.format(name), at_key=True)
        return document.problem(path, f"'{name}' is missing here", f"Add a line '{name}: …'.")
    context = {**details.get("ctx", {}), "items": name.replace("_", " ")}
    message, hint = _message(details["type"], context, details["input"])
    is_item = bool(path) and isinstance(path[-1], int)
    if isinstance(details["input"], str) and (is_item or details["type"] == "model_type"):
        known = {key for part in _parts_in(model, path) for key in _fields(part)}
        if (typed := re.match(r"([\w-]+):(\S.*)", details["input"])) and typed[1] in known:
            return document.problem(path, NO_SPACE, f"Write '{'- ' * is_item}{typed[1]}: {shorten(typed[2])}'.")
    if isinstance(details["input"], str) and (key := _text_key(model, path)):
        if details["type"] == "model_type" and is_item:
            text = shorten(details["input"])
            shown = f'"{text}"' if re.search(": | #", text) else text
            message, hint = f"'{key}:' is missing before this text", f"Write '- {key}: {shown}'."
        elif details["type"] == "list_type":
            hint = f"Start each item on a line with '- {key}: '."
    return document.problem(path, message, hint)


def _suggested(document: Document, model: type[BaseModel], location: KeyPath) -> tuple[str, str]:
    """Return the key that the unknown one at `location` was probably meant to be, and a hint."""
    parts, name = _parts_in(model, location[:-1]), str(location[-1])
    for part in parts:
        if renamed := getattr(part, "RENAMED_KEYS", {}).get(name):
            return renamed, f"It is now called '{renamed}'."
    keys = {key for part in parts for key in _fields(part)}
    near, text_key = closest_word(name, keys), _text_key(model, location[:-1])
    siblings = _keys_at(document, location[:-1])
    if text_key not in ["", *siblings] and not near and (siblings == [name] or re.search(r"[\s?!.,]", name)):
        return text_key, BEFORE.format(text_key)
    return near, did_you_mean(name, keys)


def _keys_at(document: Document, path: KeyPath) -> list[str]:
    return [str(key[-1]) for key in document.keys if key[:-1] == path]


def _unknown_key(document: Document, model: type[BaseModel], path: KeyPath) -> str:
    known = {key for part in _parts_in(model, path) for key in _fields(part)}
    return next((key for key in _keys_at(document, path) if key not in known), "")


def _text_key(model: type[BaseModel], location: KeyPath) -> str:
    """Return the key of the text that each item of a list must have, or ""; `location` is the list's or an item's."""
    for part in _parts_in(model, location):
        return next((key for key, field in _fields(part).items() if field.is_required() and key != "id"), "")
    return ""


def _message(kind: str, context: dict[str, Any], given: object) -> tuple[str, str]:
    what = "a block of keys" if isinstance(given, dict) else "a list" if isinstance(given, list) else "text"
    shown = f"'{shorten(given)}'" if isinstance(given, str) else what
    if kind == "string_type" and isinstance(given, dict):
        key = shorten(next(iter(given), "…"))
        return f"text is expected here, and '{key}:' is read as a key", "Put the whole text in double quotes."
    if kind == "literal_error":
        known = re.findall("'([^']*)'", context["expected"])
        return f"{shown} is not known here", did_you_mean(shown.strip("'"), known, f"Write one of: {', '.join(known)}.")
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition(". ")
        return message, hint
    short = re.sub("_(type|parsing|parsing_size)$", "", kind)
    if message_and_hint := MESSAGES.get(SAME_AS.get(short, short)):
        message, hint = (text.format(what=what, shown=shown, **context) for text in message_and_hint)
        return message, hint
    return context.get("reason", f"{shown} does not fit here ({kind})"), context.get("hint", "")


def _path_in(document: Document, model: type[BaseModel], location: KeyPath) -> KeyPath:
    """Return pydantic's `location` as a path in the file: without a union's tag, and no further than what was typed."""
    path: KeyPath = ()
    here: Any = document.data
    parts = [model]
    for number, step in enumerate(location, 1):
        is_index = isinstance(here, list) and isinstance(step, int)
        inner = here[step] if is_index else here.get(step) if isinstance(here, dict) else None
        parts, is_part = _parts_at(parts, step)
        if isinstance(inner, dict | list):
            path, here = (*path, step), inner
        elif inner is None:
            path = (*path, step) if number == len(location) else path
        elif number == len(location) or isinstance(location[number], int) or is_part:
            return (*path, step)
    return path


def _parts_in(model: type[BaseModel], location: KeyPath) -> list[type[BaseModel]]:
    parts = [model]
    for step in location:
        parts, _ = _parts_at(parts, step)
    return parts


def _parts_at(parts: list[type[BaseModel]], step: str | int) -> tuple[list[type[BaseModel]], bool]:
    """Return the models that `step`, perhaps an index or a union's tag, leads to, and whether a field holds them."""
    owners = [part for part in parts if step in _fields(part)]
    inner = [model for owner in owners for model in _models_in(_fields(owner)[str(step)].annotation)]
    return inner or owners or parts, bool(inner)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the models in a type such as ``list[Annotated[A | B, …]]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
