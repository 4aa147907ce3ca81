"""What is still to be written in a motion: each prompt of a new file that stands where text is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.checks import rules
from debatekit.motion.texts import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.yamlfile import KeyPath, Value

HINT = "Write it in place of the brackets, or delete the field if it can be left out."


def unfinished_findings(file: LoadedMotion) -> Iterator[Finding]:
    """Yield a finding for each prompt that is left, in the order of the file."""
    for path, text, part in _texts(file.document.data, (), ""):
        if is_placeholder(text):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            whose = f" of {part}" if part else f" under '{path[0]}'" if len(path) > 1 else ""
            message = f"'{key}'{whose} is still to be written"
            yield rules.UNFINISHED.at(file.document, path, message, HINT)


def _texts(value: Value, path: KeyPath, part: str) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield every text in a value, the way to it, and the number of the part that it belongs to, if it has one."""
    match value:
        case dict():
            part = str(value.get("id", part))
            for key, inner in value.items():
                yield from _texts(inner, (*path, key), part)
        case list():
            for number, inner in enumerate(value):
                yield from _texts(inner, (*path, number), part)
        case str():
            yield path, value, part
