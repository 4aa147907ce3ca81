"""A document laid over another: what the upper one does not say, the lower one does, key by key.

The result is a document like any other; what is wrong with it is told in the file that says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debatekit.reading.nodes import Document, KeyPath

if TYPE_CHECKING:
    from collections.abc import Collection

    from debatekit.errors import Problem
    from debatekit.reading.nodes import Value


@dataclass(frozen=True)
class Layered(Document):
    """A document laid over another. `file` and `lines` are those of the upper one."""

    upper: Document
    lower: Document

    def problem(self, path: KeyPath, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem in the file that says what `path` leads to, the upper one if none does."""
        while path not in self.values:
            path, at_key = path[:-1], True
        below = path in self.lower.values and not _says(self.upper, path)
        owner = self.lower if below else self.upper
        return owner.problem(path, message, hint, at_key=at_key)


def lay_over(lower: Document, upper: Document, own: Collection[str] = ()) -> Document:
    """Return `upper` laid over `lower`; the keys in `own` are never taken from below.

    Keys and values are merged at every depth; a list or a text takes the place of what is below it.
    """
    data = {key: value for key, value in lower.data.items() if key not in own}
    values = {path: place for path, place in lower.values.items() if not path or path[0] not in own}
    keys = {path: place for path, place in lower.keys.items() if path[0] not in own}
    return Layered(
        file=upper.file,
        lines=upper.lines,
        data=_merged(data, upper.data),
        values={**values, **upper.values},
        keys={**keys, **upper.keys},
        problems=[*lower.problems, *upper.problems],
        upper=upper,
        lower=lower,
    )


def _says(document: Document, path: KeyPath) -> bool:
    """Tell whether `document` says what is at `path`: an empty value says nothing, a list all that is in it."""
    here: Value = document.data
    for step in path:
        if not isinstance(here, dict):
            return True
        if step not in here:
            return False
        here = here[str(step)]
    return True


def _merged(lower: dict[str, Value], upper: dict[str, Value]) -> dict[str, Value]:
    merged = dict(lower)
    for key, value in upper.items():
        below = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged
