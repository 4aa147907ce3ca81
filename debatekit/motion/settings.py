"""What a motion says to `debatekit check`: how much it tolerates, and which findings it accepts, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from debatekit.motion.fields import Part, Reference, ShortText


def _percent(value: object) -> object:
    """Take ``25 %`` or ``25%`` for 25."""
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


PercentText = Annotated[str, Field(pattern=r"^\s*(\d{1,2}|100)\s*%?\s*$", title="percentage")]

Percent = Annotated[
    int,
    Field(ge=0, le=100),
    BeforeValidator(_percent, json_schema_input_type=PercentText | Annotated[int, Field(ge=0, le=100)]),
]


class Silence(Part):
    """A finding of `debatekit check` that is accepted, and why."""

    code: Annotated[str, Field(pattern=r"^DK\d{3}$")] = Field(
        title="code of a finding", description="The code of the finding, as it is printed.", examples=["DK308"]
    )
    part: Reference | None = Field(
        None, description="The one part it is accepted in, such as P1. Without it, it is accepted everywhere."
    )
    reason: ShortText = Field(
        description="Why it is accepted, for whoever reads the file next.",
        examples=["The class answers this one in speech."],
    )


class Checks(Part):
    """What `debatekit check` tolerates, and what it is told to accept."""

    tolerance: Percent = Field(
        25,
        description="By how much the two sides may differ, in percent of the larger.",
        examples=["40 %"],
    )
    longest_quotation: Annotated[int, Field(ge=1)] = Field(
        25, description="How many words a quotation may have.", examples=[30]
    )
    most_quoted: Percent = Field(
        10, description="How much of a source may be quoted, in percent of its words.", examples=["15 %"]
    )
    years: Annotated[int, Field(ge=0, le=20)] = Field(
        2,
        description="By how many years the reading age of a text may be above the age of the youngest pupils.",
        examples=[3],
    )
    silence: list[Silence] = Field([], description="Findings that are accepted, each with a reason.")
