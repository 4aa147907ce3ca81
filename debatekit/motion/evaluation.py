"""The fields of the worksheet on a source: claims to check, words to weigh, voices that are missing."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from debatekit.audience import TEACHER
from debatekit.motion.fields import LongText, LongTexts, Meanings, Paragraph, Part, Reference, ShortText

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
    paragraph: Paragraph | None = Field(
        None, description="The paragraph of the source, counted from 1; a heading counts as one, too.", examples=[3]
    )
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
    paragraph: Paragraph | None = Field(
        None, description="The paragraph of the source, counted from 1; a heading counts as one, too.", examples=[4]
    )
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
