"""What the fields of a motion are made of: texts, references, paragraphs, and the part that holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""What `from:` says of a fact that has no source: it is printed as such, with a prompt to check it."""

NOT_STATED: Final = "not stated"
"""What a source's field holds when the source itself does not say."""

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
    """What each value of a choice means, for the lists that editors offer and for the list of fields."""

    of: Mapping[str, str]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema of the choice, with the meanings in the order of its values."""
        made = handler(schema)
        for choice in made.get("anyOf", [made]):
            if "enum" in choice:
                choice["enumDescriptions"] = [self.of[value] for value in choice["enum"]]
        return made


def _reference(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(REFERENCE, value.strip()):
        raise ValueError(
            f"'{value}' cannot be a number on the sheets. "
            "Write a letter and then up to five letters or digits, such as P1."
        )
    return value.strip() if isinstance(value, str) else value


def _listed(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


def _listed_references(value: object) -> object:
    """Take ``P1, C2`` for a list of two."""
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
"""The number by which a part is called on every sheet: P1, C2, Q4, S1, W3."""

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
    """What all parts of a motion have in common: no unknown keys, and nothing changes once it is read."""

    # Deferred: what checks a part is built once, with the motion that it is part of, and not for each part as well.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
