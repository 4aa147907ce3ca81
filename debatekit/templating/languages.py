"""The words of a language: a file of its own beside the templates, or several, one over another.

What a teacher's file does not say is taken from the built-in one of the same name, and what the file of a variant such
as en-US does not say from that of its language. A file of a language that is not built in must say everything.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from debatekit.datafiles import find_file, packaged, variants
from debatekit.errors import DebatekitError, Problem, did_you_mean
from debatekit.files import read_text
from debatekit.templating.values import Record
from debatekit.yamlfile import merge, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from debatekit.yamlfile import Document, KeyPath, Value

REFERENCE = "en"
"""The language whose words are all there are."""


def read_words(folders: tuple[Path, ...], language: str) -> Record | None:
    """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB"), or None without any.

    Raises `DebatekitError` if a file cannot be read, lacks words, or has some that are printed nowhere.
    """
    paths = [
        path for name in variants(language) for folder in folders if (path := find_file((folder,), "languages", name))
    ]
    if not paths:
        return None
    documents = [_read(path) for path in reversed(paths)]
    words = reduce(merge, documents)
    built_in = packaged("templates")
    if built_in in folders and any(not path.is_relative_to(built_in) for path in paths):
        reference = find_file((built_in,), "languages", REFERENCE)
        assert reference is not None
        if problems := list(_differences(words, words.data, _read(reference).data, ())):
            raise DebatekitError(problems)
    record = _words(words.data, ("words",))
    assert isinstance(record, Record)
    return record


def _read(path: Path) -> Document:
    document = parse(read_text(path), path.as_posix(), "language")
    if document.problems:
        raise DebatekitError(document.problems)
    return document


def _differences(document: Document, said: Value, needed: Value, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem for each word that is needed and not said, and for each that is said and not needed."""
    match said, needed:
        case dict(), dict():
            for key in said.keys() - needed.keys():
                hint = did_you_mean(key, needed)
                yield document.problem((*path, key), f"there is no word '{key}' to say", hint, at_key=True)
            for key in needed.keys() - said.keys():
                hint = f"Add a line '{key}: …', as in 'debatekit templates show languages/{REFERENCE}'."
                yield document.problem(path, f"'{key}' is missing here", hint, at_key=True)
            for key in needed.keys() & said.keys():
                yield from _differences(document, said[key], needed[key], (*path, key))
        case list(), list():
            if len(said) < len(needed):
                message = f"{len(needed)} phrases are needed here, and these are {len(said)}"
                yield document.problem(path, message, "Add what is missing.", at_key=True)
        case _ if type(said) is not type(needed):
            message = f"this is {_kind(said)}, and {_kind(needed)} is needed"
            hint = f"Look at 'debatekit templates show languages/{REFERENCE}'."
            yield document.problem(path, message, hint, at_key=True)


def _kind(value: Value) -> str:
    return {dict: "a block of phrases", list: "a list of phrases"}.get(type(value), "one phrase")


def _words(value: object, path: KeyPath) -> Any:
    if isinstance(value, dict):
        return Record({key: _words(inner, (*path, key)) for key, inner in value.items()}, path)
    if isinstance(value, list):
        return tuple(_words(inner, (*path, number)) for number, inner in enumerate(value))
    return value
