"""The field types of a motion (texts, references, paragraphs), and the base class of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from debatekit.errors import shorten

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""The value of `from:` for a fact without a source: it is printed with a reminder to check it."""
NOT_STATED: Final = "not stated"  # the value of a source's field if the source does not state it


def required(description: str, *examples: object, **others: Any) -> Any:
    """Return a required field."""
    return Field(description=description, examples=[*examples] or None, **others)


def optional(description: str, *examples: object, default: object = None, **others: Any) -> Any:
    """Return a field with a default; a default of `{}` is a part without values."""
    return required(description, *examples, default=default, validate_default=default == {}, **others)


def as_typed(pattern: str, title: str, hint: str, *examples: str) -> Any:
    """Return the field of a text that stands for another type, in the JSON Schema."""
    pattern = rf"^\s*{pattern}\s*$"
    return Field(
        pattern=pattern, title=title, examples=[*examples] or None, json_schema_extra={"patternErrorMessage": hint}
    )


@dataclass(frozen=True, eq=False)
class Meanings:
    """The meaning of each value of a choice, for editors and docs/motion-fields.md."""

    of: Mapping[str, str]

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        """Return the JSON Schema of the choice with the meanings of its values."""
        made = handler(schema)
        for choice in made.get("anyOf", [made]):
            if "enum" in choice:
                choice["enumDescriptions"] = [self.of[value] for value in choice["enum"]]
        return made


REFERENCE: Final = r"[A-Za-z][A-Za-z0-9]{0,5}"
SUCH_AS: Final = "Write a letter and then up to five letters or digits, such as P1."


def _reference(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(REFERENCE, value.strip()):
        raise ValueError(f"'{shorten(value)}' cannot be a number on the sheets. {SUCH_AS}")
    return value.strip()


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]  # plain text of a line or so
LongText = Annotated[ShortText, Field(json_schema_extra={"contentMediaType": "text/markdown"})]
"""Text with a little Markdown: paragraphs, emphasis, lists and links."""
ShortTexts = Annotated[list[ShortText], BeforeValidator(_listed, json_schema_input_type=ShortText | list[ShortText])]
LongTexts = Annotated[list[LongText], BeforeValidator(_listed, json_schema_input_type=LongText | list[LongText])]
Paragraph = Annotated[int, Field(ge=1)]

ReferenceText = Annotated[str, as_typed(REFERENCE, "number of a part", SUCH_AS, "P1")]
Reference = Annotated[str, BeforeValidator(_reference, json_schema_input_type=ReferenceText)]
"""The number of a part, the same on every sheet: P1, C2, Q4, S1, W3."""
ReferencesText = Annotated[
    str, as_typed(rf"{REFERENCE}(\s*,\s*{REFERENCE})*", "numbers of parts, with commas", SUCH_AS, "P1, C2")
]
References = Annotated[
    list[Reference],
    BeforeValidator(
        lambda value: value.split(",") if isinstance(value, str) else value,
        json_schema_input_type=ReferencesText | list[Reference],
    ),
]

Level: TypeAlias = Annotated[
    Literal["remember", "understand", "apply", "analyse", "evaluate", "create"],
    Meanings(
        {
            "remember": "recall what the text says",
            "understand": "explain it in your own words",
            "apply": "use it in another case",
            "analyse": "take it apart and compare",
            "evaluate": "judge it, with reasons",
            "create": "make something new of it",
        }
    ),
]
"""The six levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first."""


class Part(BaseModel):
    """The base of all parts of a motion: no unknown keys, and immutable."""

    # Deferred, so that the validator of a part is built only as part of the motion's.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
