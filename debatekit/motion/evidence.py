"""The fields of sources, and of the three kinds of evidence: quotations, facts, and things to find out."""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeAlias

from pydantic import Discriminator, Field, Tag

from debatekit.motion.fields import EVIDENCE_KINDS, LongText, Paragraph, Part, ShortText


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
        description="The paragraph of the source, counted from 1; a heading counts as one, too.",
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
