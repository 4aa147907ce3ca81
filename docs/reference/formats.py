"""The end of docs/formats.md: every key of a format's file."""

import inspect
from collections.abc import Iterator
from typing import Any

from debatekit.lesson.formats import Format
from debatekit.motion.fields import Part
from debatekit.motion.schema import parts_of, title_of
from docs.reference.markdown import table


def keys_as_markdown() -> str:
    """Return a table of the keys of each part of a format."""
    sections = []
    for part in parts_of(Format):
        sections += [f"### {title_of(part)}", " ".join(inspect.cleandoc(part.__doc__ or "").split())]
        sections.append(table(("key", "what it is for", "example", "if left out"), list(_keys(part))))
    return "\n\n".join(sections) + "\n"


def _keys(part: type[Part]) -> Iterator[tuple[str, str, str, str]]:
    for name, field in part.model_fields.items():
        example = f"`{_typed(field.examples[0])}`" if field.examples else ""
        left_out = "**needed**" if field.is_required() else _default(field.default)
        yield f"`{field.alias or name}`", field.description or "", example, left_out


def _typed(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _default(value: Any) -> str:
    return "" if value in (None, "", [], {}) else f"`{str(value).lower()}`"
