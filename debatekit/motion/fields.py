"""The field types of a motion (texts, references, paragraphs), and the base class of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from debatekit.errors import shorten

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""The value of `from:` for a fact without a source: it is printed with a prompt to check it."""

NOT_STATED: Final = "not stated"
"""The value of a source's field if the source does not state it."""

EVIDENCE_KINDS: Final = ("quote", "fact", "find")

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text of a line or so."""

LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(json_schema_extra={"contentMediaType": "text/markdown"}),
]
"""Text with a little Markdown: paragraphs, emphasis, lists and links."""

REFERENCE: Final = r"[A-Za-z][A-Za-z0-9]{0,5}"


@dataclass(frozen=True, eq=False)
class Meanings:
    """The meaning of each value of a choice, for editors and for docs/motion-fields.md."""

    of: Mapping[str, str]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema of the choice, with the meanings in the order of the values."""
        made = handler(schema)
        for choice in made.get("anyOf", [made]):
            if "enum" in choice:
                choice["enumDescriptions"] = [self.of[value] for value in choice["enum"]]
        return made


def _reference(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(REFERENCE, value.strip()):
        raise ValueError(
            f"'{shorten(value)}' cannot be a number on the sheets. "
            "Write a letter and then up to five letters or digits, such as P1."
        )
    return value.strip() if isinstance(value, str) else value


def _listed(value: object) -> object:
    """Accept a text as a list of one."""
    return [value] if isinstance(value, str) else value


def _listed_references(value: object) -> object:
    """Accept ``P1, C2`` as a list of two."""
    return value.split(",") if isinstance(value, str) else value


NO_NUMBER: Final[dict[str, JsonValue]] = {
    "patternErrorMessage": "Write a letter and then up to five letters or digits, such as P1."
}
ReferenceText = Annotated[
    str,
    Field(pattern=rf"^\s*{REFERENCE}\s*$", title="number of a part", examples=["P1"], json_schema_extra=NO_NUMBER),
]
ReferencesText = Annotated[
    str,
    Field(
        pattern=rf"^\s*{REFERENCE}\s*(,\s*{REFERENCE}\s*)*$",
        title="numbers of parts, with commas",
        examples=["P1, C2"],
        json_schema_extra=NO_NUMBER,
    ),
]

Reference = Annotated[str, BeforeValidator(_reference, json_schema_input_type=ReferenceText)]
"""The number of a part, the same on every sheet: P1, C2, Q4, S1, W3."""

References = Annotated[
    list[Reference],
    BeforeValidator(_listed_references, json_schema_input_type=ReferencesText | list[Reference]),
]
ShortTexts = Annotated[list[ShortText], BeforeValidator(_listed, json_schema_input_type=ShortText | list[ShortText])]
LongTexts = Annotated[list[LongText], BeforeValidator(_listed, json_schema_input_type=LongText | list[LongText])]
Paragraph = Annotated[int, Field(ge=1)]
"""The number of a paragraph of the source, headings counted, from 1."""

Level: TypeAlias = Annotated[
    Literal["remember", "understand", "apply", "analyse", "evaluate", "create"],
    Meanings(
        {
            "remember": "recall what the text says",
            "understand": "explain it in one's own words",
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
