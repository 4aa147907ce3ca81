"""What a motion says of its own kit, and to `debatekit check`; and what a workspace says for all its motions."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias, get_args

from pydantic import BeforeValidator, Field

from debatekit.motion.fields import Meanings, Part, ShortText, optional, required


def _percent(value: object) -> object:
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


PercentText = Annotated[str, Field(pattern=r"^\s*(\d{1,2}|100)\s*%?\s*$", title="percentage")]
Hundredths = Annotated[int, Field(ge=0, le=100)]
Percent = Annotated[Hundredths, BeforeValidator(_percent, json_schema_input_type=PercentText | Hundredths)]


def _code(value: object) -> object:
    code = str(value).strip().upper()
    if not re.fullmatch(r"DK\d{3}", code):
        raise ValueError(f"'{value}' is no code. Write the one that is printed after the finding, such as DK302.")
    return code


CodeText = Annotated[str, Field(pattern=r"^\s*[Dd][Kk]\d{3}\s*$")]
Code = Annotated[str, BeforeValidator(_code, json_schema_input_type=CodeText)]


class Suppression(Part):
    """A finding of `debatekit check` that is ignored, and why."""

    code: Code = required("The code of the finding, as it is printed.", "DK308", title="code of a finding")
    part: ShortText | None = optional(
        "The only part in which it is ignored, such as P1, or the only source, by its short name. Without it, it is "
        "ignored everywhere."
    )
    reason: ShortText = required(
        "Why it is ignored, for the next reader of the file.", "The class answers this one in speech."
    )


class Checks(Part):
    """The limits of `debatekit check`, and the findings that it ignores."""

    RENAMED_KEYS: ClassVar[Mapping[str, str]] = {
        "tolerance": "max_difference", "longest_quotation": "max_quote_words", "most_quoted": "max_quoted",
        "years": "max_years_above", "silence": "ignore",
    }  # fmt: skip

    max_difference: Percent = optional(
        "By how much the two sides may differ, in percent of the larger.", "40 %", default=25
    )
    max_quote_words: Annotated[int, Field(ge=1)] = optional("How many words a quotation may have.", 30, default=25)
    max_quoted: Percent = optional("How much of a source may be quoted, in percent of its words.", "15 %", default=10)
    max_years_above: Annotated[int, Field(ge=0, le=20)] = optional(
        "By how many years the reading age of a text may be above the age of the youngest pupils.", 3, default=2
    )
    ignore: list[Suppression] = optional("Findings that are ignored, each with a reason.", default=[])


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


PaperName: TypeAlias = Literal["a4", "letter"]
PaperText = Annotated[str, Field(pattern=r"^\s*([Aa]4|[Ll][Ee][Tt][Tt][Ee][Rr])\s*$", title="the same in capitals")]
Paper: TypeAlias = Annotated[
    PaperName,
    BeforeValidator(_lowered, json_schema_input_type=PaperName | PaperText),
    Meanings({"a4": "210 mm by 297 mm", "letter": "8.5 by 11 inches"}),
]


KitName: TypeAlias = Literal["brief", "lesson", "full"]
Kit: TypeAlias = Annotated[
    KitName,
    BeforeValidator(_lowered),
    Meanings({
        "brief": "the texts of the debate",
        "lesson": "also what a lesson needs: its plan, and a sheet for every job",
        "full": "everything",
    }),
]  # fmt: skip
KITS: Final[tuple[KitName, ...]] = get_args(KitName)
"""The sizes of a kit; each has all that the one before it has."""


class Use(Enum):
    """What a setting does where no code names it; a setting without a use is resolved in `debatekit.settings`."""

    IN_TEMPLATES = "Templates see it as `settings.…`: not given, a text is empty, and a yes or no is false."
    IN_NAMES = "Documents have its key in their names if it is yes, such as `pro-brief-compact.docx`."


class KitSettings(Part):
    """How a kit is built, where the command line does not say otherwise."""

    school: Annotated[ShortText | None, Use.IN_TEMPLATES] = optional(
        "The name of the school, printed at the foot of every sheet, unless the look has a footer of its own.",
        "Hill School",
    )
    class_: Annotated[ShortText | None, Use.IN_TEMPLATES] = optional(
        "The class, filled in next to the name on the sheets that pupils write on.", "8b", alias="class"
    )
    theme: ShortText | None = optional(
        "How documents look: the name of a theme. 'debatekit list' shows all.", "large-print"
    )
    paper: Paper | None = optional(
        "The paper, a4 or letter. Without it, it is what is usual where the language is spoken.", "a4"
    )
    look: ShortText | None = optional(
        "A Word file of your school whose styles, colours, page, header and footer are taken. Its path starts from the "
        "file that names it.",
        "our-school.docx",
    )
    compact: Annotated[bool | None, Use.IN_TEMPLATES, Use.IN_NAMES] = optional(
        "Whether sheets are as short as possible, without lines to write on.", True
    )
    fillable: Annotated[bool | None, Use.IN_TEMPLATES, Use.IN_NAMES] = optional(
        "Whether there are fields to type in instead of lines to write on.", True
    )
    kit: Kit | None = optional(
        "Which sheets there are: brief (the texts of the debate), lesson (also its plan, and a sheet for every job) or "
        "full (everything). Without it, it is lesson if the motion has a lesson, or else brief.", "full"
    )  # fmt: skip
    output: ShortText | None = optional(
        "The folder that kits are built into. Its path starts from the file that names it.", "output"
    )
    words: dict[str, Any] = optional(
        "Printed words to replace: each as it is printed, or by its key in the language's file.",
        {"Your arguments": "Your points"},
        default={},
        title="words, each with what replaces it",
    )


class Settings(KitSettings):
    """A workspace's settings, in `debatekit.yaml`: they hold for every motion that does not say otherwise."""

    language: ShortText | None = optional(
        "The language of motions that name none. 'debatekit list' shows all.", "en-GB"
    )


SETTINGS: Final = {info.alias or name: info for name, info in Settings.model_fields.items()}
"""All settings, by their keys."""
SWITCHES: Final = frozenset(key for key, info in SETTINGS.items() if bool in get_args(info.annotation))
"""The settings that are yes or no."""
IN_NAMES: Final = tuple(key for key, info in SETTINGS.items() if Use.IN_NAMES in info.metadata)
IN_TEMPLATES: Final[Mapping[str, str | bool]] = {
    key: False if key in SWITCHES else "" for key, info in SETTINGS.items() if Use.IN_TEMPLATES in info.metadata
}
"""What templates see of the settings that are not given."""


def option(key: str, value: object = True) -> str:
    """Return the option of the command line for a setting that has a value: `--school`, `--no-compact`."""
    return f"--{'no-' if value is False else ''}{key.replace('_', '-')}"
