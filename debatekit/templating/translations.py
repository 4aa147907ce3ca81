"""Translations: the printed words of a language, from its data files and from the user's overrides.

What a user's file leaves out is taken from the built-in one of the same name, and what the file of a variant such as
en-US leaves out from that of its language. A file of a language that is not built in must be complete. Settings and
motions override single phrases, named as they are printed ("Your arguments") or by their key (`your_arguments`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from debatekit.datafiles import find_file, packaged, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean, nearest
from debatekit.files import read_text
from debatekit.templating.context import Namespace
from debatekit.yamlfile import merge, parse

if TYPE_CHECKING:
    from debatekit.yamlfile import Document, KeyPath, Value

REFERENCE = "en"
"""The language that has every word."""

PLACEHOLDER = re.compile(r"\{\w+\}")


class Phrases(NamedTuple):
    """Overrides of phrases, and the document and the key they come from."""

    overrides: Mapping[str, Any]
    document: Document
    path: KeyPath


def read_words(folders: tuple[Path, ...], language: str) -> dict[str, Value] | None:
    """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB"), or None without any.

    Raises `DebatekitError` if a file cannot be read, lacks words, or has some that are printed nowhere.
    """
    paths = [
        path for name in variants(language) for folder in folders if (path := find_file((folder,), "languages", name))
    ]
    if not paths:
        return None
    words = reduce(merge, map(_read, reversed(paths)))
    builtin = packaged("templates")
    if builtin in folders and any(not path.is_relative_to(builtin) for path in paths):
        reference = find_file((builtin,), "languages", REFERENCE)
        assert reference is not None
        if problems := list(_differences(words, words.data, _read(reference).data, ())):
            raise DebatekitError(problems)
    return words.data


def with_overrides(words: dict[str, Value], phrases: Sequence[Phrases] = ()) -> Namespace:
    """Return `words` as templates see them, with `phrases` in place of some; the first of two for one phrase wins.

    Raises `DebatekitError` with every phrase that does not exist, or does not fit in its place.
    """
    problems: list[Problem] = []
    merged: Any = words
    for layer in reversed(phrases):
        merged = _Merge(layer, merged, problems).merged(merged, layer.overrides, ())
    if problems:
        raise DebatekitError(problems)
    namespace: Namespace = _visible(merged, ("words",))
    return namespace


class _Merge:
    """Merges the phrases of one layer into words, and collects those that do not fit."""

    def __init__(self, layer: Phrases, words: Value, problems: list[Problem]) -> None:
        self.layer, self.printed, self.problems = layer, dict(_texts(words)), problems

    def merged(self, old: Any, new: object, path: KeyPath) -> Any:
        match old, new:
            case dict(), dict():
                for key, value in new.items():
                    here = (*path, key)
                    if key in old:
                        old = {**old, key: self.merged(old[key], value, here)}
                    elif path or not (places := [place for place, text in self.printed.items() if text == key]):
                        message = f"nothing that is printed has the name or the text '{key}'"
                        self.report(here, message, self.suggestion(key, old))
                    else:
                        text = self.merged(key, value, here)
                        old = reduce(lambda words, place: _replaced(words, place, text), places, old)
                return old
            case list(), list() if len(new) == len(old):
                return [self.merged(*pair, path) for pair in zip(old, new, strict=True)]
            case str(), str() if set(PLACEHOLDER.findall(old)) == set(PLACEHOLDER.findall(new)):
                return new
            case str(), str():
                needed = ", ".join(sorted(set(PLACEHOLDER.findall(old)))) or "none"
                self.report(path, f"the placeholders are not those of '{old}'", f"It has: {needed}.")
            case list(), _:
                self.report(path, "these are several phrases", f"Write a list of {len(old)}.")
            case dict(), _:
                self.report(path, "this is the name of several phrases", f"Name one of: {', '.join(old)}.")
            case _:
                self.report(path, "this is one phrase", "Write its new text after the colon.")
        return old

    def suggestion(self, key: str, words: Mapping[str, Value]) -> str:
        texts = list(self.printed.values())
        near = next((text for text in texts if text.lower() == key.lower()), "") or nearest(key, [*words, *texts])
        if near:
            return f"Did you mean '{near}'?"
        return did_you_mean(key, words, "Write it as it is printed, or see 'debatekit templates show languages/en'.")

    def report(self, path: KeyPath, message: str, hint: str) -> None:
        self.problems.append(self.layer.document.problem((*self.layer.path, *path), message, hint, at_key=True))


def _texts(words: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path and the text of each phrase."""
    if isinstance(words, str):
        yield path, words
        return
    for key, inner in words.items() if isinstance(words, dict) else enumerate(words):
        yield from _texts(inner, (*path, key))


def _replaced(words: Any, place: KeyPath, text: str) -> Any:
    """Return `words` with `text` at `place`."""
    if not place:
        return text
    copy = words.copy()
    copy[place[0]] = _replaced(words[place[0]], place[1:], text)
    return copy


def _visible(words: Value, path: KeyPath) -> Any:
    if isinstance(words, dict):
        return Namespace({key: _visible(inner, (*path, key)) for key, inner in words.items()}, path)
    return tuple(_visible(inner, path) for inner in words) if isinstance(words, list) else words


def _read(path: Path) -> Document:
    document = parse(read_text(path), path.as_posix(), "language")
    if document.problems:
        raise DebatekitError(document.problems)
    return document


def _differences(document: Document, given: Value, needed: Value, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem for each word that is missing, and for each that is printed nowhere."""
    show = f"'debatekit templates show languages/{REFERENCE}'"
    match given, needed:
        case dict(), dict():
            for key in given.keys() - needed.keys():
                hint = did_you_mean(key, needed)
                yield document.problem((*path, key), f"there is no word '{key}'", hint, at_key=True)
            for key in needed.keys() - given.keys():
                hint = f"Add a line '{key}: …', as in {show}."
                yield document.problem(path, f"'{key}' is missing here", hint, at_key=True)
            for key in needed.keys() & given.keys():
                yield from _differences(document, given[key], needed[key], (*path, key))
        case list(), list():
            if len(given) < len(needed):
                message = f"{len(needed)} phrases are needed here, and these are {len(given)}"
                yield document.problem(path, message, "Add what is missing.", at_key=True)
        case _ if type(given) is not type(needed):
            message = f"this is {_kind(given)}, and {_kind(needed)} is needed"
            yield document.problem(path, message, f"Look at {show}.", at_key=True)


def _kind(value: Value) -> str:
    return {dict: "a block of phrases", list: "a list of phrases"}.get(type(value), "one phrase")
