"""What a motion says to `debatekit check`: how much it tolerates, and which findings it accepts, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from debatekit.motion.fields import Part, Reference, ShortText


def _percent(value: object) -> object:
    """Take ``25 %`` or ``25%`` for 25."""
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


Percent = Annotated[int, BeforeValidator(_percent), Field(ge=0, le=100)]


class Silence(Part):
    """A finding that is accepted, and why."""

    code: Annotated[str, Field(pattern=r"^DK\d{3}$")] = Field(description="Its code, such as DK302.")
    part: Reference | None = Field(None, description="The one part it is accepted in, such as P1; else everywhere.")
    reason: ShortText = Field(description="Why it is accepted, for whoever reads the file next.")


class Checks(Part):
    """Settings of `debatekit check`."""

    tolerance: Percent = Field(25, description="By how much, in percent of the larger, the two sides may differ.")
    longest_quotation: Annotated[int, Field(ge=1)] = Field(25, description="Words that a quotation may have.")
    most_quoted: Percent = Field(10, description="How much of a source, in percent of its words, may be quoted.")
    years: Annotated[int, Field(ge=0, le=20)] = Field(
        2, description="By how many years a text's reading age may be above the age of the youngest pupils."
    )
    silence: list[Silence] = Field([], description="Findings that are accepted.")
