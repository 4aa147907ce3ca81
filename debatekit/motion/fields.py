"""What the fields of a motion are made of: texts, references, paragraphs, and the part that holds them."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""What `from:` says of a fact that has no source: it is printed as such, with a prompt to check it."""

NOT_STATED: Final = "not stated"
"""What a source's field holds when the source itself does not say."""

EVIDENCE_KINDS: Final = ("quote", "fact", "find")

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text of a line or so."""

LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text with a little Markdown: paragraphs, emphasis, lists and links."""


def _reference(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,5}", value.strip()):
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


Reference = Annotated[str, BeforeValidator(_reference)]
"""The number by which a part is called on every sheet: P1, C2, Q4, S1, W3."""

References = Annotated[list[Reference], BeforeValidator(_listed_references)]
ShortTexts = Annotated[list[ShortText], BeforeValidator(_listed)]
LongTexts = Annotated[list[LongText], BeforeValidator(_listed)]
Paragraph = Annotated[int, Field(ge=1)]
"""The number of a paragraph of the source, headings counted, from 1."""

Level: TypeAlias = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""The six levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first."""


class Part(BaseModel):
    """What all parts of a motion have in common: no unknown keys, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
