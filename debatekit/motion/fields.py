"""The field types of a motion, the base class of its parts, and the mark of what only teachers may see."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core.core_schema import CoreSchema, str_schema

from debatekit.errors import shorten

GENERAL_KNOWLEDGE: Final = "general knowledge"  # the value of `from:` for a fact without a source
NOT_STATED: Final = "not stated"  # the value of a source's field if the source does not state it


class Edition(Enum):
    """Whom a document is for."""

    STUDENT = "student"
    TEACHER = "teacher"


TEACHER = Edition.TEACHER
"""Marks a field that only the teacher's edition may print: ``answer: Annotated[LongText, TEACHER]``."""

BOTH = (Edition.STUDENT, Edition.TEACHER)
"""The editions of a kit, in the order in which they are built."""


def required(description: str, *examples: object, **others: Any) -> Any:
    """Return a required field."""
    return Field(description=description, examples=[*examples] or None, **others)


def optional(description: str, *examples: object, default: object = None, **others: Any) -> Any:
    """Return a field with a default; a default of `{}` is a part without values."""
    return required(description, *examples, default=default, validate_default=default == {}, **others)


class Meanings:
    """The meaning of each value of a choice, for editors and docs/motion-fields.md."""

    def __init__(self, of: Mapping[str, str]) -> None:
        self.of = of

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        """Return the JSON Schema of the choice with the meanings of its values."""
        made = handler(schema)
        for choice in made.get("anyOf", [made]):
            if "enum" in choice:
                choice["enumDescriptions"] = [self.of[value] for value in choice["enum"]]
        return made


def listed(value: object) -> object:
    """Take a text for a list with one item."""
    return [value] if isinstance(value, str) else value


class _Text:
    """Text without white space around it that is not empty; pydantic's own constraints take longer to set up."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return str_schema(strip_whitespace=True, min_length=1)


ShortText = Annotated[str, _Text()]  # plain text of a line or so


def _half_minutes(value: object) -> object:
    """Accept ``3:30`` for 3.5."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{1,3})(?:[.,]([05])|:([03])0)?", value.strip())
    if not match:
        raise ValueError(f"'{shorten(value)}' is no time. Write whole or half minutes, such as 4 or 3.5.")
    return int(match[1]) + (0.5 if match[2] == "5" or match[3] == "3" else 0)


MinutesText = Annotated[str, Field(pattern=r"^\s*\d{1,3}([.,][05]|:[03]0)?\s*$", title="minutes, such as 4 or 3.5")]
MinutesNumber = Annotated[float, Field(ge=0, le=600, multiple_of=0.5)]
Minutes = Annotated[
    MinutesNumber, BeforeValidator(_half_minutes, json_schema_input_type=MinutesText | MinutesNumber)
]  # whole and half minutes


class Part(BaseModel):
    """The base of all parts of a motion: no unknown keys, and immutable."""

    # Deferred, so that the validator of a part is built only as part of the motion's.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
