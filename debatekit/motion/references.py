"""Whether everything that a motion refers to is there, and every number is given once.

Works on plain data, like the numbering, so that these problems are told together with those of the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debatekit.errors import did_you_mean
from debatekit.motion.fields import GENERAL_KNOWLEDGE
from debatekit.motion.numbering import dig, numbered_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.errors import Problem
    from debatekit.reading import Document, KeyPath

OPPONENT = {"pro": "con", "con": "pro"}


def reference_problems(document: Document) -> list[Problem]:
    """Return a problem for each number given twice and each reference that leads nowhere."""
    data: dict[str, Any] = document.data
    numbers = {part["id"]: path for path, part in numbered_parts(data) if isinstance(part.get("id"), str)}
    return [
        *_given_twice(document, data),
        *_lost_numbers(document, data, numbers),
        *_lost_sources(document, data),
    ]


def _given_twice(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    first: dict[str, KeyPath] = {}
    for path, part in numbered_parts(data):
        number = part.get("id")
        if not isinstance(number, str):
            continue
        if number in first:
            line = document.problem((*first[number], "id"), "").line
            hint = f"Line {line} has it already: choose another."
            yield document.problem((*path, "id"), f"the number '{number}' is used twice", hint)
        else:
            first[number] = path


def _lost_numbers(document: Document, data: dict[str, Any], numbers: dict[str, KeyPath]) -> Iterator[Problem]:
    for path, part in numbered_parts(data):
        other_side = OPPONENT.get(str(path[0]))
        key = "answers" if other_side else "about"
        known = [number for number, target in numbers.items() if not other_side or target[0] == other_side]
        everything = f"Choose from: {', '.join(known)}." if known else ""
        for where, number in _texts(part.get(key), (*path, key)):
            if number in known:
                continue
            if number in numbers:
                yield document.problem(where, f"'{number}' is not an argument of the other side", everything)
            else:
                hint = did_you_mean(number, known, everything)
                yield document.problem(where, f"there is no '{number}' in this file", hint)


def _lost_sources(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    sources = dig(data, ("sources",), dict)
    for path, name, also in _source_names(data):
        if name not in sources and name not in also:
            otherwise = f"Choose from: {', '.join([*sources, *also])}." if sources or also else ""
            hint = did_you_mean(name, [*sources, *also], otherwise) or f"Describe it: 'sources: {{{name}: …}}'."
            yield document.problem(path, f"there is no source '{name}' under 'sources'", hint)


def _source_names(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str, tuple[str, ...]]]:
    """Yield each name of a source, its path, and what else may stand there."""
    for path, part in numbered_parts(data):
        for position, evidence in enumerate(dig(part, ("evidence",), list)):
            if isinstance(evidence, dict) and isinstance(evidence.get("from"), str):
                also = (GENERAL_KNOWLEDGE,) if "fact" in evidence else ()
                yield (*path, "evidence", position, "from"), evidence["from"].strip(), also
    name = dig(data, ("evaluation",), dict).get("source")
    if isinstance(name, str):
        yield ("evaluation", "source"), name.strip(), ()


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a list, or of one text that stands for a list of one."""
    if isinstance(value, str):
        for part in value.split(","):
            yield path, part.strip()
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, position), item.strip()
