"""What a motion says of its own kit, and to `debatekit check`; and what a workspace says for all its motions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from debatekit.motion.fields import Meanings, Part, ShortText


def _percent(value: object) -> object:
    """Take ``25 %`` or ``25%`` for 25."""
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


PercentText = Annotated[str, Field(pattern=r"^\s*(\d{1,2}|100)\s*%?\s*$", title="percentage")]

Percent = Annotated[
    int,
    Field(ge=0, le=100),
    BeforeValidator(_percent, json_schema_input_type=PercentText | Annotated[int, Field(ge=0, le=100)]),
]


def _code(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"DK\d{3}", value.strip().upper()):
        raise ValueError(f"'{value}' is no code. Write the one that is printed behind the finding, such as DK302.")
    return value.strip().upper() if isinstance(value, str) else value


Code = Annotated[
    str,
    BeforeValidator(_code, json_schema_input_type=Annotated[str, Field(pattern=r"^\s*[Dd][Kk]\d{3}\s*$")]),
]


class Suppression(Part):
    """A finding of `debatekit check` that is ignored, and why."""

    code: Code = Field(
        title="code of a finding", description="The code of the finding, as it is printed.", examples=["DK308"]
    )
    part: ShortText | None = Field(
        None,
        description="The only part in which it is ignored, such as P1, or the only source, by its short name. Without "
        "it, it is ignored everywhere.",
    )
    reason: ShortText = Field(
        description="Why it is ignored, for the next reader of the file.",
        examples=["The class answers this one in speech."],
    )


class Checks(Part):
    """The limits of `debatekit check`, and the findings that it ignores."""

    RENAMED_KEYS: ClassVar[Mapping[str, str]] = {
        "tolerance": "max_difference",
        "longest_quotation": "max_quote_words",
        "most_quoted": "max_quoted",
        "years": "max_years_above",
        "silence": "ignore",
    }
    """The old names of keys, for the message about them."""

    max_difference: Percent = Field(
        25,
        description="By how much the two sides may differ, in percent of the larger.",
        examples=["40 %"],
    )
    max_quote_words: Annotated[int, Field(ge=1)] = Field(
        25, description="How many words a quotation may have.", examples=[30]
    )
    max_quoted: Percent = Field(
        10, description="How much of a source may be quoted, in percent of its words.", examples=["15 %"]
    )
    max_years_above: Annotated[int, Field(ge=0, le=20)] = Field(
        2,
        description="By how many years the reading age of a text may be above the age of the youngest pupils.",
        examples=[3],
    )
    ignore: list[Suppression] = Field([], description="Findings that are ignored, each with a reason.")


def _lowered(value: object) -> object:
    """Take ``A4`` for a4."""
    return value.strip().lower() if isinstance(value, str) else value


PaperName: TypeAlias = Literal["a4", "letter"]
PaperText = Annotated[str, Field(pattern=r"^\s*([Aa]4|[Ll][Ee][Tt][Tt][Ee][Rr])\s*$", title="the same in capitals")]
Paper: TypeAlias = Annotated[
    PaperName,
    BeforeValidator(_lowered, json_schema_input_type=PaperName | PaperText),
    Meanings({"a4": "210 mm by 297 mm", "letter": "8.5 by 11 inches"}),
]


class KitSettings(Part):
    """How a kit is built, where the command line does not say otherwise."""

    school: ShortText | None = Field(
        None, description="The name of the school, printed at the foot of every page.", examples=["Hill School"]
    )
    class_: ShortText | None = Field(
        None, alias="class", description="The class, filled in on every sheet.", examples=["8b"]
    )
    theme: ShortText | None = Field(
        None, description="How documents look: the name of a theme.", examples=["large-print"]
    )
    paper: Paper | None = Field(
        None, description="The paper. Without it, it is what is usual where the language is spoken.", examples=["a4"]
    )
    look: ShortText | None = Field(
        None,
        description="A Word file of your school whose styles, colours, page, header and footer are taken. Its path "
        "starts from the file that names it.",
        examples=["our-school.docx"],
    )
    fillable: bool | None = Field(
        None, description="Whether there are fields to type in instead of lines to write on.", examples=[True]
    )
    output: ShortText | None = Field(
        None,
        description="The folder that kits are built into. Its path starts from the file that names it.",
        examples=["output"],
    )
    words: dict[str, Any] = Field(
        {},
        title="words, each with what replaces it",
        description="Printed words to replace: each as it is printed, or by its key in the language's file.",
        examples=[{"Your arguments": "Your points"}],
    )


class Settings(KitSettings):
    """A workspace's settings, in `debatekit.yaml`: they hold for every motion that does not say otherwise."""

    language: ShortText | None = Field(None, description="The language of motions that name none.", examples=["en-GB"])
