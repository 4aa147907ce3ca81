"""The numbers by which parts are called: P1, C2, Q4, S1 and W3 mean the same on every sheet and in every edition.

Works on the plain data of a file, before its types are checked, so that a file with other problems is numbered
all the same and all its problems can be told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.reading import KeyPath

LETTERS: dict[KeyPath, str] = {
    ("pro", "arguments"): "P",
    ("con", "arguments"): "C",
    ("questions",): "Q",
    ("evaluation", "claims"): "S",
    ("evaluation", "words"): "W",
}
"""Where the numbered parts stand in a motion file, and the letter of each kind."""


def number_parts(data: dict[str, Any]) -> None:
    """Give each part without an `id` the next free number of its kind, in the order of the file."""
    for _, part in numbered_parts(data):
        if isinstance(part.get("id"), str):
            part["id"] = part["id"].strip()
    taken = {part["id"] for _, part in numbered_parts(data) if isinstance(part.get("id"), str)}
    for place, letter in LETTERS.items():
        for position, part in enumerate(_parts(data, place), 1):
            if "id" in part:
                continue
            number = position
            while f"{letter}{number}" in taken:
                number += 1
            part["id"] = f"{letter}{number}"
            taken.add(part["id"])


def numbered_parts(data: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield each part that has a number, with its path; parts that are no mappings are passed over."""
    for place in LETTERS:
        for position, part in enumerate(dig(data, place, list)):
            if isinstance(part, dict):
                yield (*place, position), part


def dig(data: object, path: KeyPath, kind: type[Any]) -> Any:
    """Return what `path` leads to if it is a `kind`, else an empty one."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, kind) else kind()


def _parts(data: dict[str, Any], place: KeyPath) -> Iterator[dict[str, Any]]:
    return (part for part in dig(data, place, list) if isinstance(part, dict))
