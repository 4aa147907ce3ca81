"""The fields of a motion file: what each is for, what it holds, and who may see it.

These names are the interface that teachers type and templates print. Text is plain where it is short; `LongText`
takes Markdown (paragraphs, emphasis, lists and links). A field marked `TEACHER` is never printed for students.
What each is for is said to teachers here, in `description` and `examples`: their editors show it (`schema.py`), and
docs/motion-fields.md is made of it.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from debatekit.audience import TEACHER
from debatekit.motion.evaluation import Evaluation
from debatekit.motion.evidence import Evidence, Source
from debatekit.motion.fields import Level, LongText, Meanings, Part, Reference, References, ShortText, ShortTexts
from debatekit.motion.settings import Checks, KitSettings

MotionKind: TypeAlias = Annotated[
    Literal["policy", "value", "fact"],
    Meanings({"policy": "should we do it?", "value": "is it good?", "fact": "is it so?"}),
]


class Sides(Part):
    """What the two sides are called on the sheets."""

    pro: ShortText | None = Field(
        None,
        description="The name of the side that argues for the motion, if it is not to be called so.",
        examples=["For the trees"],
    )
    con: ShortText | None = Field(
        None,
        description="The name of the side that argues against the motion, if it is not to be called so.",
        examples=["Against the trees"],
    )


class Ages(Part):
    """The ages of the pupils that a motion is written for."""

    youngest: Annotated[int, Field(ge=5, le=99)] = Field(description="Age of the youngest, in years.", examples=[11])
    oldest: Annotated[int, Field(ge=5, le=99)] = Field(description="Age of the oldest, in years.", examples=[14])

    @model_validator(mode="after")
    def _in_order(self) -> Ages:
        if self.youngest > self.oldest:
            raise ValueError(f"the ages run backwards. Write {self.oldest} to {self.youngest}, the youngest first.")
        return self


AGES_TEXT: Final = r"(\d+)(?:\s*(?:to|à|bis|-|–)\s*(\d+))?(?:\s*(?:years|ans|Jahre))?"


def _ages(value: object) -> object:
    """Take ``15 to 18``, ``15-18`` or ``15``, and ``15 à 18 ans`` or ``15 bis 18 Jahre``."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(AGES_TEXT, value.strip())
    if not match:
        raise ValueError(f"'{value}' is not an age. Write one such as 15, or a span such as 15 to 18.")
    return {"youngest": match[1], "oldest": match[2] or match[1]}


NO_AGES: Final[dict[str, JsonValue]] = {"patternErrorMessage": "Write an age such as 15, or a span such as 15 to 18."}
AgesAsTyped: TypeAlias = (
    Annotated[str, Field(pattern=rf"^\s*{AGES_TEXT}\s*$", title="ages, such as 15 to 18", json_schema_extra=NO_AGES)]
    | Annotated[int, Field(ge=5, le=99, title="one age")]
    | Ages
)
AgeSpan: TypeAlias = Annotated[Ages, BeforeValidator(_ages, json_schema_input_type=AgesAsTyped)]


class Lesson(Part):
    """The lesson that the kit is for. It is printed for the teacher."""

    minutes: Annotated[int, Field(ge=1, le=600)] | None = Field(
        None, description="How long the lesson is, in minutes.", examples=[50]
    )
    pupils: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, description="How many pupils take part.", examples=[30]
    )
    format: ShortText | None = Field(None, description="The debate format.", examples=["Oxford style, in class"])


class Term(Part):
    """A word that both sides need."""

    term: ShortText = Field(description="The word.", examples=["Shade"])
    meaning: LongText = Field(
        description="What it means in this debate.", examples=["A place that sunlight does not reach."]
    )
    example: LongText | None = Field(None, description="One example.", examples=["The ground below a tree."])


class Argument(Part):
    """One argument of a side."""

    id: Reference = Field(
        description="Its number on every sheet. Without it, arguments are numbered P1, P2 … and C1, C2 …, in order."
    )
    claim: ShortText = Field(description="What it claims, in one sentence.", examples=["Trees give shade."])
    reasoning: LongText | None = Field(
        None, description="Why that would be so.", examples=["Shade makes a yard usable on hot days."]
    )
    impact: LongText | None = Field(
        None, description="Why it matters.", examples=["More pupils can spend their break outside."]
    )
    challenge: LongText | None = Field(
        None,
        description="The strongest thing that the other side may say. It is printed behind the words 'They may say', "
        "with room for a reply.",
        examples=["that a roof gives shade at once, and a tree only after years."],
    )
    response: LongText | None = Field(
        None,
        description="A model reply to the challenge. It is printed for teachers.",
        examples=["A roof has to be paid for and repaired. The two can stand side by side."],
    )
    answers: References = Field(
        [], description="The numbers of the other side's arguments that this one answers.", examples=[["C1"]]
    )
    evidence: list[Evidence] = Field(
        [], description="What the argument rests on: quotations, facts, and things to find out."
    )


class Side(Part):
    """One side's case."""

    summary: LongText | None = Field(
        None,
        description="What this side must show.",
        examples=["Your side must show that a tree is worth the room that it takes."],
    )
    arguments: Annotated[list[Argument], Field(min_length=2)] = Field(
        description="Its arguments, at least two of them."
    )


class Question(Part):
    """A question for discussion."""

    id: Reference = Field(
        description="Its number on every sheet. Without it, questions are numbered Q1, Q2 …, in order."
    )
    ask: ShortText = Field(description="The question.", examples=["Who uses the yard, and when?"])
    level: Level | None = Field(
        None,
        description="Its level in Bloom's taxonomy. Questions are printed in three groups, from opening up (remember, "
        "understand) to making up your mind (evaluate, create).",
        examples=["understand"],
    )
    depth: Annotated[int, Field(ge=1, le=4)] | None = Field(
        None,
        description="Webb's depth of knowledge: 1 recall, 2 skill, 3 strategic thinking, 4 extended thinking. It is "
        "printed for teachers.",
        examples=[1],
    )
    about: References = Field(
        [], description="The numbers of the arguments, claims or words that it is about.", examples=[["P1", "C1"]]
    )
    answer: Annotated[LongText | None, TEACHER] = Field(
        None,
        description="What a good answer holds.",
        examples=["Pupils at break, clubs after school, neighbours in the holidays."],
    )
    watch_for: Annotated[LongText | None, TEACHER] = Field(
        None,
        description="A misconception that is likely to come up.",
        examples=["Some pupils think of their own break only."],
    )


class Motion(Part):
    """A motion file: what a debate is about."""

    motion: ShortText = Field(
        description="The motion, as it is put to the vote.",
        examples=["This house would plant a tree in every school yard"],
    )
    kind: MotionKind = Field("policy", description="What kind of motion it is.", examples=["policy"])
    language: ShortText = Field(
        "en-GB",
        description="The language of the motion file, as a tag such as `en-GB` or `en-US`. The sheets' own words and "
        "the paper follow it.",
        examples=["en-GB"],
    )
    ages: AgeSpan | None = Field(
        None,
        description="The ages of the pupils. Texts that are too hard for the youngest are pointed out.",
        examples=["11 to 14", 15],
    )
    subjects: ShortTexts = Field(
        [], description="The school subjects that it fits.", examples=[["Geography", "Citizenship"]]
    )
    sides: Sides = Field(
        default_factory=lambda: Sides.model_validate({}), description="What the two sides are called on the sheets."
    )
    notice: LongText | None = Field(
        None,
        description="What pupils should know before a sensitive topic. It is printed at the top of the briefs and the "
        "questions.",
        examples=["Argue the case, not the person."],
    )
    lesson: Lesson | None = Field(None, description="The lesson that the kit is for.")
    framework: ShortText = Field(
        "lateral-reading",
        description="How the source is evaluated: the name of a file in templates/frameworks.",
        examples=["lateral-reading"],
    )
    background: LongText | None = Field(
        None, description="What both sides need to know first.", examples=["The yard of this school is paved."]
    )
    terms: list[Term] = Field([], description="Words that both sides need.")
    sources: dict[str, Source] = Field({}, description="The texts that are quoted, each under a short name of yours.")
    pro: Side = Field(description="The case for the motion.")
    con: Side = Field(description="The case against the motion.")
    questions: list[Question] = Field([], description="Questions for discussion.")
    evaluation: Evaluation | None = Field(None, description="The worksheet on one source.")
    teacher_notes: Annotated[LongText | None, TEACHER] = Field(
        None, description="Notes on teaching it, such as a lesson plan.", examples=["Start in the yard itself."]
    )
    settings: KitSettings | None = Field(None, description="How this kit is built, where it differs from others.")
    checks: Checks = Field(
        default_factory=lambda: Checks.model_validate({}),
        description="What `debatekit check` tolerates, and what it is told to accept.",
    )
