"""Translations: the printed words of a language, from its data files and from the user's overrides.

What a user's file leaves out is taken from the built-in one of the same name, and what the file of a variant such as
en-US leaves out from that of its language. A file of a language that is not built in must be complete. Settings and
motions override single phrases, named as they are printed ("Your arguments") or by their key (`your_arguments`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import find_file, names_of, packaged, read_text, variants
from debatekit.templating.filters import PLACEHOLDER
from debatekit.yamlfile import Document, KeyPath, Value, merge, read_yaml

REFERENCE = "en"  # the language that has every word
SHOW = f"'debatekit templates show languages/{REFERENCE}'"
MISMATCH = "this does not have the form of the built-in words", f"Look at {SHOW}."


class Phrases(NamedTuple):
    """Overrides of phrases, and the document and the key they come from."""

    overrides: Mapping[str, Any]
    document: Document
    path: KeyPath


def read_words(folders: tuple[Path, ...], language: str) -> dict[str, Value] | None:
    """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB"), or None without any.

    Raises `DebatekitError` if a file cannot be read, lacks words, or has some that are printed nowhere.
    """
    found = (find_file((folder,), "languages", name) for name in variants(language) for folder in folders)
    if not (paths := [path for path in found if path]):
        return None
    builtin = packaged("templates") / "languages"
    if len(paths) == 1 and paths[0].parent == builtin:
        return _builtin_words(paths[0])
    words = reduce(merge, map(_read, reversed(paths)))
    needed = _builtin_words(builtin / f"{REFERENCE}.yaml") if builtin.parent in folders else words.data
    if problems := list(_differences(words, words.data, needed, ())):
        raise DebatekitError(problems)
    return words.data


def words_of(folders: tuple[Path, ...], language: str) -> dict[str, Value]:
    """Return the words of a `language` that the command line names; raises `DebatekitError` if there are none."""
    if words := read_words(folders, language):
        return words
    known = names_of(folders, "languages")
    hint = did_you_mean(language, known, f"Choose from: {', '.join(known)}.")
    raise DebatekitError.for_file("--language", f"there is no language '{language}'", hint)


def with_overrides(words: dict[str, Value], phrases: Sequence[Phrases]) -> dict[str, Value]:
    """Return `words` with `phrases` in place of some; the first of two for one phrase wins.

    Raises `DebatekitError` with every phrase that does not exist, or does not fit in its place.
    """
    problems: list[Problem] = []
    merged: Any = words
    for layer in reversed(phrases):
        printed = list(_texts(merged))
        by_key, by_text = dict(layer.overrides), {}
        faults: dict[KeyPath, tuple[str, str]] = {}
        for text in by_key.keys() & set(printed) - merged.keys():
            by_text[text] = _merged(text, by_key.pop(text), (text,), printed, faults)
        merged = _merged(_replaced(merged, by_text) if by_text else merged, by_key, (), printed, faults)
        problems += [layer.document.problem((*layer.path, *at), *fault, at_key=True) for at, fault in faults.items()]
    if problems:
        raise DebatekitError(problems)
    return cast("dict[str, Value]", merged)


def _merged(old: Any, new: Any, at: KeyPath, printed: Collection[str], faults: dict[KeyPath, tuple[str, str]]) -> Any:
    match old, new:
        case dict(), dict():
            for key in new.keys() - old.keys():
                message = f"nothing that is printed has the name or the text '{key}'"
                hint = f"Write it as it is printed, or see {SHOW}."
                faults[*at, key] = message, did_you_mean(key, [*old, *printed], hint)
            return {
                key: _merged(value, new[key], (*at, key), printed, faults) if key in new else value
                for key, value in old.items()
            }
        case list(), list() if len(new) == len(old):
            return [_merged(*pair, at, printed, faults) for pair in zip(old, new, strict=True)]
        case str(), str() if (needed := {*PLACEHOLDER.findall(old)}) != {*PLACEHOLDER.findall(new)}:
            faults[at] = (
                f"the placeholders are not those of '{old}'",
                f"It has: {', '.join(f'{{{name}}}' for name in sorted(needed)) or 'none'}.",
            )
        case str(), str():
            return new
        case _:
            faults[at] = MISMATCH
    return old


def _texts(words: Value) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    else:
        for inner in words.values() if isinstance(words, dict) else words:
            yield from _texts(inner)


def _replaced(words: Any, by_text: Mapping[str, str]) -> Any:
    if isinstance(words, dict):
        return {key: _replaced(inner, by_text) for key, inner in words.items()}
    return [_replaced(inner, by_text) for inner in words] if isinstance(words, list) else by_text.get(words, words)


def _builtin_words(path: Path) -> dict[str, Value]:
    """Return the words of a built-in language in a quarter of the time of `read_yaml`, which looks for mistakes."""

    def value(node: yaml.Node | None) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: value(inner) for key, inner in node.value}
        return [value(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node and node.value

    words: dict[str, Value] = value(yaml.compose(read_text(path), getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    return words


def _read(path: Path) -> Document:
    document = read_yaml(path, "language")
    if document.problems:
        raise DebatekitError(document.problems)
    return document


def _differences(document: Document, given: Value, needed: Value, path: KeyPath) -> Iterator[Problem]:
    if isinstance(given, dict) and isinstance(needed, dict):
        for key in given.keys() - needed.keys():
            yield document.problem((*path, key), f"there is no word '{key}'", did_you_mean(key, needed), at_key=True)
        for key in needed.keys() - given.keys():
            hint = f"Add a line '{key}: …', as in {SHOW}."
            yield document.problem(path, f"'{key}' is missing here", hint, at_key=True)
        for key in needed.keys() & given.keys():
            yield from _differences(document, given[key], needed[key], (*path, key))
    elif type(given) is not type(needed) or (isinstance(given, list) and len(given) < len(needed)):
        yield document.problem(path, *MISMATCH, at_key=True)
