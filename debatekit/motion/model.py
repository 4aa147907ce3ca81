"""The fields of a motion file: what each is for, what it holds, and who may see it.

These names are the interface that teachers type and templates print. Text is plain where it is short; `LongText`
takes Markdown (paragraphs, emphasis, lists and links). A field marked `TEACHER` is never printed for students.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from debatekit.audience import TEACHER
from debatekit.motion.fields import (
    EVIDENCE_KINDS,
    Level,
    LongText,
    LongTexts,
    Paragraph,
    Part,
    Reference,
    References,
    ShortText,
    ShortTexts,
)
from debatekit.motion.settings import Checks, KitSettings


class Sides(Part):
    """What the two sides are called on the sheets."""

    pro: ShortText = Field("For the motion", description="The side that argues for the motion.")
    con: ShortText = Field("Against the motion", description="The side that argues against it.")


class Ages(Part):
    """The ages that a motion is written for."""

    youngest: Annotated[int, Field(ge=5, le=99)] = Field(description="Age of the youngest, in years.")
    oldest: Annotated[int, Field(ge=5, le=99)] = Field(description="Age of the oldest, in years.")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        """Take ``15 to 18``, ``15-18`` or ``15``."""
        if not isinstance(value, str):
            return value
        match = re.fullmatch(r"(\d+)(?:\s*(?:to|-|–)\s*(\d+))?", value.strip())
        if not match:
            raise ValueError(f"'{value}' is not an age. Write one such as 15, or a span such as 15 to 18.")
        return {"youngest": match[1], "oldest": match[2] or match[1]}

    @model_validator(mode="after")
    def _in_order(self) -> Ages:
        if self.youngest > self.oldest:
            raise ValueError(f"the ages run backwards. Write {self.oldest} to {self.youngest}, the youngest first.")
        return self


class Lesson(Part):
    """The lesson that the kit is for."""

    minutes: Annotated[int, Field(ge=1, le=600)] | None = Field(None, description="Its length in minutes.")
    pupils: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="How many pupils take part.")
    format: ShortText | None = Field(None, description="The debate format, such as 'Oxford style, in class'.")


class Term(Part):
    """A word that both sides need."""

    term: ShortText = Field(description="The word.")
    meaning: LongText = Field(description="What it means in this debate.")
    example: LongText | None = Field(None, description="One example.")


class Source(Part):
    """A text that the motion quotes: what is known of its origin. Write 'not stated' for what it does not say."""

    title: ShortText | None = Field(None, description="The title of the text.")
    author: ShortText | None = Field(None, description="The author's full name.")
    qualifications: ShortText | None = Field(None, description="What makes the author worth hearing on this.")
    publisher: ShortText | None = Field(None, description="Who published it.")
    published: ShortText | None = Field(None, description="The date of publication, as the source gives it.")
    accessed: ShortText | None = Field(None, description="The date when it was last looked up.")
    url: ShortText | None = Field(None, description="The web address.")
    page: ShortText | None = Field(None, description="The page or pages, of a text on paper.")
    type: ShortText | None = Field(None, description="What kind of text it is, such as 'opinion article'.")
    text: ShortText | None = Field(
        None, description="The local file with the full text, beside the motion file. It need not be shared."
    )
    note: LongText | None = Field(None, description="What else readers should know of it.")


class Quote(Part):
    """Evidence quoted word for word from a source."""

    kind: ClassVar[str] = "quote"
    quote: ShortText = Field(description="The words, exactly as they stand in the source, without quotation marks.")
    from_: ShortText = Field(alias="from", description="The source's name under 'sources'.")
    paragraph: Paragraph | None = Field(None, description="The paragraph of the source, headings counted.")
    shows: LongText | None = Field(None, description="What the quotation shows, and what it does not.")


class Fact(Part):
    """Evidence in our own words, with its source."""

    kind: ClassVar[str] = "fact"
    fact: LongText = Field(description="The fact.")
    from_: ShortText = Field(
        alias="from", description="The source's name under 'sources', or 'general knowledge', to be checked."
    )


class Find(Part):
    """Evidence that pupils are sent to find."""

    kind: ClassVar[str] = "find"
    find: LongText = Field(description="What to look for, and where.")


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

    id: Reference = Field(description="Its number on every sheet; P1, P2 … and C1, C2 … when not given.")
    claim: ShortText = Field(description="What it claims, in one sentence.")
    reasoning: LongText | None = Field(None, description="Why that would be so.")
    impact: LongText | None = Field(None, description="Why it matters.")
    challenge: LongText | None = Field(None, description="The strongest thing that the other side may say.")
    response: LongText | None = Field(None, description="A model reply to it, for the teacher's edition.")
    answers: References = Field([], description="The other side's arguments that this one answers.")
    evidence: list[Evidence] = Field([], description="Quotations, facts, and things to find out.")


class Side(Part):
    """One side's case."""

    summary: LongText | None = Field(None, description="What this side must show.")
    arguments: Annotated[list[Argument], Field(min_length=2)] = Field(description="At least two arguments.")


class Question(Part):
    """A question for discussion."""

    id: Reference = Field(description="Its number on every sheet; Q1, Q2 … when not given.")
    ask: ShortText = Field(description="The question.")
    level: Level | None = Field(None, description="Its level in Bloom's taxonomy.")
    depth: Annotated[int, Field(ge=1, le=4)] | None = Field(
        None,
        description="Webb's depth of knowledge: 1 recall, 2 skill, 3 strategic thinking, 4 extended thinking.",
    )
    about: References = Field([], description="The arguments, claims or words that it is about.")
    answer: Annotated[LongText | None, TEACHER] = Field(None, description="What a good answer holds.")
    watch_for: Annotated[LongText | None, TEACHER] = Field(None, description="A likely misconception.")


class CheckedClaim(Part):
    """A claim of the source that pupils check."""

    id: Reference = Field(description="Its number on every sheet; S1, S2 … when not given.")
    quote: ShortText = Field(description="The claim, exactly as it stands in the source.")
    paragraph: Paragraph | None = Field(None, description="The paragraph of the source, headings counted.")
    kind: Literal["fact", "opinion", "prediction", "value"] | None = Field(
        None, description="What kind of claim it is; printed in the teacher's edition."
    )
    check: LongText | None = Field(None, description="What pupils should ask of it.")
    answer: Annotated[LongText | None, TEACHER] = Field(None, description="What a good check would bring out.")


class WeighedWords(Part):
    """Words of the source whose weight pupils judge."""

    id: Reference = Field(description="Its number on every sheet; W1, W2 … when not given.")
    quote: ShortText = Field(description="The words, exactly as they stand in the source.")
    paragraph: Paragraph | None = Field(None, description="The paragraph of the source, headings counted.")
    prompt: LongText | None = Field(None, description="What pupils should ask of them.")
    technique: Annotated[ShortText | None, TEACHER] = Field(None, description="The name of the technique.")
    plainer: Annotated[ShortText | None, TEACHER] = Field(None, description="A plainer wording.")
    answer: Annotated[LongText | None, TEACHER] = Field(None, description="What a good answer holds.")


class MissingVoice(Part):
    """Somebody whom the source does not let speak."""

    voice: ShortText = Field(description="Who it is.")
    why: LongText | None = Field(None, description="Why they should be heard.")


class Evaluation(Part):
    """The worksheet on one source."""

    source: ShortText = Field(description="The source's name under 'sources'.")
    claims: list[CheckedClaim] = Field([], description="Claims to check.")
    words: list[WeighedWords] = Field([], description="Words to weigh.")
    missing: Annotated[list[MissingVoice], TEACHER] = Field([], description="Whose voice is missing.")
    offline: LongTexts = Field([], description="What a class without devices can use instead of searching.")


class Motion(Part):
    """A motion file."""

    motion: ShortText = Field(description="The motion, as it is put to the vote.")
    kind: Literal["policy", "value", "fact"] = Field(
        "policy", description="policy: should we? value: is it good? fact: is it so?"
    )
    language: ShortText = Field("en-GB", description="The language of the motion file, as a tag such as en-GB.")
    ages: Ages | None = Field(None, description="The ages it is written for, such as 15 to 18.")
    subjects: ShortTexts = Field([], description="School subjects it fits.")
    sides: Sides = Field(default_factory=lambda: Sides.model_validate({}), description="Names of the sides.")
    notice: LongText | None = Field(None, description="What pupils should know before a sensitive topic.")
    lesson: Lesson | None = Field(None, description="The lesson it is for.")
    framework: ShortText = Field("lateral-reading", description="How the source is evaluated.")
    background: LongText | None = Field(None, description="What both sides need to know first.")
    terms: list[Term] = Field([], description="Words that both sides need.")
    sources: dict[str, Source] = Field({}, description="The texts that are quoted, each under a short name.")
    pro: Side = Field(description="The case for the motion.")
    con: Side = Field(description="The case against it.")
    questions: list[Question] = Field([], description="Questions for discussion, from opening up to judging.")
    evaluation: Evaluation | None = Field(None, description="The worksheet on a source.")
    teacher_notes: Annotated[LongText | None, TEACHER] = Field(None, description="Notes on teaching it.")
    settings: KitSettings | None = Field(None, description="How this kit is built, where it differs from others.")
    checks: Checks = Field(
        default_factory=lambda: Checks.model_validate({}), description="What 'debatekit check' is told to accept."
    )
