"""The fields of a motion file: what each is for, what it holds, and who may see it.

These names are what teachers type and templates print. A `ShortText` is plain; a `LongText` takes Markdown (paragraphs,
emphasis, lists and links). A field marked `TEACHER` is never printed for students. `description` and `examples` are
the single source of the JSON Schema that editors use (`schema.py`) and of docs/motion-fields.md.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, JsonValue, Tag, model_validator

from debatekit.audience import TEACHER
from debatekit.errors import shorten
from debatekit.motion.fields import (
    EVIDENCE_KINDS,
    Level,
    LongText,
    LongTexts,
    Meanings,
    Paragraph,
    Part,
    Reference,
    References,
    ShortText,
    ShortTexts,
)
from debatekit.motion.settings import Checks, KitSettings

PARAGRAPH: Final = "The paragraph of the source, counted from 1; a heading counts as one, too."

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
    """Accept ``15 to 18``, ``15-18`` or ``15``, and ``15 à 18 ans`` or ``15 bis 18 Jahre``."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(AGES_TEXT, value.strip())
    if not match:
        raise ValueError(f"'{shorten(value)}' is not an age. Write one such as 15, or a span such as 15 to 18.")
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


class Source(Part):
    """A text that the motion quotes, and what is known of its origin.

    Write 'not stated' for what the text does not say: it is printed so, and pupils are asked what that means.
    """

    title: ShortText | None = Field(None, description="The title of the text.", examples=["The title of your text"])
    author: ShortText | None = Field(None, description="The author's full name.", examples=["not stated"])
    qualifications: ShortText | None = Field(
        None, description="What makes the author worth hearing on this topic.", examples=["not stated"]
    )
    publisher: ShortText | None = Field(None, description="Who published it.", examples=["not stated"])
    published: ShortText | None = Field(
        None, description="The date of publication, as the source gives it.", examples=["not stated"]
    )
    accessed: ShortText | None = Field(
        None, description="The date when somebody last looked at the web address.", examples=["not stated"]
    )
    url: ShortText | None = Field(None, description="The web address.", examples=["not stated"])
    page: ShortText | None = Field(None, description="The page or pages, of a text on paper.", examples=["12–14", "12"])
    type: ShortText | None = Field(None, description="What kind of text it is.", examples=["opinion article"])
    text: ShortText | None = Field(
        None,
        description="The file that holds the full text, beside the motion file. Quotations are looked up in it. "
        "It need not be shared.",
        examples=["article.txt"],
    )
    note: LongText | None = Field(
        None, description="What else readers should know of it.", examples=["It was shortened for this class."]
    )


class Quote(Part):
    """Evidence quoted word for word from a source."""

    kind: ClassVar[str] = "quote"
    quote: ShortText = Field(
        description="The words, exactly as they stand in the source, without quotation marks. Write … where words are "
        "left out.",
        examples=["the words exactly as they stand in your text"],
    )
    from_: ShortText = Field(
        alias="from", description="The short name of the source, as it stands under `sources`.", examples=["article"]
    )
    paragraph: Paragraph | None = Field(
        None,
        description=PARAGRAPH,
        examples=[2],
    )
    shows: LongText | None = Field(
        None,
        description="What the quotation shows, and what it does not.",
        examples=["what the quotation shows, and what it does not"],
    )


class Fact(Part):
    """Evidence in our own words, with its source."""

    kind: ClassVar[str] = "fact"
    fact: LongText = Field(description="The fact.", examples=["Leaves keep sunlight from the ground."])
    from_: ShortText = Field(
        alias="from",
        description="The short name of the source, as it stands under `sources`, or `general knowledge`, which is "
        "printed with a prompt to check the fact.",
        examples=["general knowledge"],
    )


class Find(Part):
    """Evidence that pupils are sent to find."""

    kind: ClassVar[str] = "find"
    find: LongText = Field(
        description="What to look for, and where.", examples=["How wide is an old tree near your school?"]
    )


def _evidence_kind(value: object) -> str | None:
    if isinstance(value, dict):
        return next((kind for kind in EVIDENCE_KINDS if kind in value), None)
    return getattr(value, "kind", None)


Evidence: TypeAlias = Annotated[
    Annotated[Quote, Tag("quote")] | Annotated[Fact, Tag("fact")] | Annotated[Find, Tag("find")],
    Discriminator(
        _evidence_kind,
        custom_error_type="evidence",
        custom_error_message="evidence has no kind",
        custom_error_context={
            "reason": "evidence is one of three kinds, and this is none",
            "hint": "Write 'quote: …' and 'from: …', or 'fact: …' and 'from: …', or 'find: …'.",
        },
    ),
]


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


ClaimKind: TypeAlias = Annotated[
    Literal["fact", "opinion", "prediction", "value"],
    Meanings(
        {
            "fact": "can be checked now",
            "opinion": "what somebody thinks",
            "prediction": "what may happen",
            "value": "what is good or bad",
        }
    ),
]


class CheckedClaim(Part):
    """A claim of the source that pupils check."""

    id: Reference = Field(description="Its number on every sheet. Without it, claims are numbered S1, S2 …, in order.")
    quote: ShortText = Field(
        description="The claim, exactly as it stands in the source.",
        examples=["the claim exactly as it stands in your text"],
    )
    paragraph: Paragraph | None = Field(None, description=PARAGRAPH, examples=[3])
    kind: ClaimKind | None = Field(
        None,
        description="What kind of claim it is. Pupils choose; the choice is ticked for teachers.",
        examples=["fact"],
    )
    check: LongText | None = Field(
        None, description="What pupils should ask of it.", examples=["Who could know this, and how?"]
    )
    answer: Annotated[LongText | None, TEACHER] = Field(
        None, description="What a good check would bring out.", examples=["The text does not say who measured it."]
    )


class WeighedWords(Part):
    """Words of the source whose weight pupils judge."""

    id: Reference = Field(description="Its number on every sheet. Without it, words are numbered W1, W2 …, in order.")
    quote: ShortText = Field(
        description="The words, exactly as they stand in the source.", examples=["the words that colour a sentence"]
    )
    paragraph: Paragraph | None = Field(None, description=PARAGRAPH, examples=[4])
    prompt: LongText | None = Field(
        None, description="What pupils should ask of them.", examples=["What would the other side call it?"]
    )
    technique: Annotated[ShortText | None, TEACHER] = Field(
        None, description="What the technique is called.", examples=["loaded word"]
    )
    plainer: Annotated[ShortText | None, TEACHER] = Field(
        None, description="A plainer wording.", examples=["the same in plain words"]
    )
    answer: Annotated[LongText | None, TEACHER] = Field(
        None, description="What a good answer holds.", examples=["The word praises before anything is shown."]
    )


class MissingVoice(Part):
    """Somebody whom the source does not let speak."""

    voice: ShortText = Field(description="Who it is.", examples=["The people who water the trees"])
    why: LongText | None = Field(
        None, description="Why they should be heard.", examples=["They know how much work a tree is."]
    )


class Evaluation(Part):
    """The worksheet on one source."""

    source: ShortText = Field(
        description="The short name of the source, as it stands under `sources`.", examples=["article"]
    )
    claims: list[CheckedClaim] = Field([], description="Claims of the source to check.")
    words: list[WeighedWords] = Field([], description="Words of the source to weigh.")
    missing: Annotated[list[MissingVoice], TEACHER] = Field([], description="Who is not heard in the source.")
    offline: LongTexts = Field(
        [],
        description="What a class without devices can use instead of searching.",
        examples=[["An atlas", "A tree guide"]],
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
