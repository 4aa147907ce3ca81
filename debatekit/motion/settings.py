"""What a motion says of its own kit, and to `debatekit check`; and what a workspace says for all its motions."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from debatekit.motion.fields import Part, ShortText


def _percent(value: object) -> object:
    """Take ``25 %`` or ``25%`` for 25."""
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


Percent = Annotated[int, BeforeValidator(_percent), Field(ge=0, le=100)]


def _code(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"DK\d{3}", value.strip().upper()):
        raise ValueError(f"'{value}' is no code. Write the one that is printed behind the finding, such as DK302.")
    return value.strip().upper() if isinstance(value, str) else value


Code = Annotated[str, BeforeValidator(_code)]


class Silence(Part):
    """A finding that is accepted, and why."""

    code: Code = Field(description="Its code, such as DK302.")
    part: ShortText | None = Field(
        None, description="The one part, such as P1, or the one source, by its short name, that it is accepted in."
    )
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


class KitSettings(Part):
    """How a kit is built, where the command line does not say otherwise."""

    school: ShortText | None = Field(None, description="The name of the school, printed at the foot of every page.")
    class_: ShortText | None = Field(None, alias="class", description="The class, filled in on every sheet.")
    theme: ShortText | None = Field(None, description="How documents look: the name of a theme.")
    paper: Literal["a4", "letter"] | None = Field(None, description="The paper, a4 or letter.")
    look: ShortText | None = Field(
        None, description="A Word file of your school whose styles, colours, page, header and footer are taken."
    )
    fillable: bool | None = Field(None, description="true makes fields to type in instead of lines to write on.")
    output: ShortText | None = Field(None, description="The folder that kits are built into.")
    words: dict[str, Any] = Field(
        {}, description="Printed words to replace: a phrase as it is printed, or its key in the language's file."
    )


class Settings(KitSettings):
    """A workspace's settings, in `debatekit.yaml`: they hold for every motion that does not say otherwise."""

    language: ShortText | None = Field(None, description="The language of motions that name none, such as en-GB.")
