"""The fields of a motion file: what each is for, what it holds, and who may see it.

These names are what teachers type and templates print. A `ShortText` is plain; a `LongText` takes Markdown (paragraphs,
emphasis, lists, links and tables). A field marked `TEACHER` is never printed for pupils. The descriptions and examples
are the single source of the JSON Schema that editors use (`schema.py`) and of docs/motion-fields.md.
"""

import re
from typing import Annotated, Any, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from debatekit.errors import shorten
from debatekit.motion.fields import TEACHER, Meanings, Minutes, Part, ShortText, listed, optional, required
from debatekit.motion.settings import Checks, KitSettings

REFERENCE: Final = r"[A-Za-z][A-Za-z0-9]{0,5}"
SUCH_AS: Final = "Write a letter and then up to five letters or digits, such as P1."


def _as_typed(pattern: str, title: str, hint: str, *examples: str) -> Any:
    extra: Any = {"patternErrorMessage": hint}
    return Field(pattern=rf"^\s*{pattern}\s*$", title=title, examples=[*examples] or None, json_schema_extra=extra)


def _reference(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(REFERENCE, value.strip()):
        raise ValueError(f"'{shorten(value)}' cannot be a number on the sheets. {SUCH_AS}")
    return value.strip()


LongText = Annotated[ShortText, Field(json_schema_extra={"contentMediaType": "text/markdown"})]
ShortTexts = Annotated[list[ShortText], BeforeValidator(listed, json_schema_input_type=ShortText | list[ShortText])]
LongTexts = Annotated[list[LongText], BeforeValidator(listed, json_schema_input_type=LongText | list[LongText])]
Paragraph = Annotated[int, Field(ge=1)]

ReferenceText = Annotated[str, _as_typed(REFERENCE, "number of a part", SUCH_AS, "P1")]
Reference = Annotated[str, BeforeValidator(_reference, json_schema_input_type=ReferenceText)]
ReferencesText = Annotated[
    str, _as_typed(rf"{REFERENCE}(\s*,\s*{REFERENCE})*", "numbers of parts, with commas", SUCH_AS, "P1, C2")
]
References = Annotated[
    list[Reference],
    BeforeValidator(
        lambda value: value.split(",") if isinstance(value, str) else value,
        json_schema_input_type=ReferencesText | list[Reference],
    ),
]

Level: TypeAlias = Annotated[
    Literal["remember", "understand", "apply", "analyse", "evaluate", "create"],
    Meanings({
        "remember": "recall what the text says", "understand": "explain it in your own words",
        "apply": "use it in another case", "analyse": "take it apart and compare",
        "evaluate": "judge it, with reasons", "create": "make something new of it",
    }),
]  # fmt: skip
"""The six levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first."""

TeacherText: TypeAlias = Annotated[LongText | None, TEACHER]
PARAGRAPH: Final = "The paragraph of the source, counted from 1, headings included."
SOURCE_NAME: Final = "The short name of the source, as listed under `sources`."

MotionKind: TypeAlias = Annotated[
    Literal["policy", "value", "fact"],
    Meanings({"policy": "should we do it?", "value": "is it good?", "fact": "is it so?"}),
]


class Sides(Part):
    """What the two sides are called on the sheets."""

    pro: ShortText | None = optional("What to call the side that argues for the motion.", "For the trees")
    con: ShortText | None = optional("What to call the side that argues against the motion.", "Against the trees")


class Ages(Part):
    """The ages of the pupils that a motion is written for."""

    youngest: Annotated[int, Field(ge=5, le=99)] = required("Age of the youngest, in years.", 11)
    oldest: Annotated[int, Field(ge=5, le=99)] = required("Age of the oldest, in years.", 14)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
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


AGES_HINT: Final = "Write an age such as 15, or a span such as 15 to 18."
AgesAsTyped: TypeAlias = (
    Annotated[str, _as_typed(AGES_TEXT, "ages, such as 15 to 18", AGES_HINT)]
    | Annotated[int, Field(ge=5, le=99, title="one age")]
    | Ages
)
AgeSpan: TypeAlias = Annotated[Ages, BeforeValidator(_ages, json_schema_input_type=AgesAsTyped)]


DEFAULT_PUPILS: Final = 30
"""The size of a class, where neither the motion nor the command line gives it."""
CLOCK_TEXT: Final = r"([01]?\d|2[0-3])[:.][0-5]\d"
CLOCK_HINT: Final = "Write a time of day such as 10:05."


def parse_clock(value: str) -> str:
    """Return a time of day as it is printed, such as 10:05; raises `ValueError`."""
    if not re.fullmatch(CLOCK_TEXT, value.strip()):
        raise ValueError(f"'{shorten(value)}' is not a time of day. {CLOCK_HINT}")
    return value.strip().replace(".", ":")


def _clock(value: object) -> object:
    return parse_clock(value) if isinstance(value, str) else value


ClockText = Annotated[str, _as_typed(CLOCK_TEXT, "time of day, such as 10:05", CLOCK_HINT, "10:05")]
Clock = Annotated[str, BeforeValidator(_clock, json_schema_input_type=ClockText)]


class Lesson(Part):
    """The lesson that the kit is for. Its plan is computed from these fields; see docs/formats.md."""

    minutes: Annotated[int, Field(ge=1, le=600)] | None = optional(
        "The length of the lesson, in minutes. Without it, it is as long as the format asks for.", 50
    )
    pupils: Annotated[int, Field(ge=1, le=1000)] | None = optional(
        "The number of pupils who take part. Without it, 30.", 30
    )
    format: ShortText | None = optional(
        "The debate format: a file in templates/formats. Without it, it is the one that is usual in the language.",
        "oxford-class",
    )
    starts: Clock | None = optional("When the lesson starts, for the clock times in its plan.", "10:05")
    change_over: Annotated[int, Field(ge=0, le=300)] = optional(
        "Seconds between one speaker and the next.", 20, default=15
    )
    phases: dict[str, Minutes] = optional(
        "The minutes of a phase, by its key in the format; 0 leaves it out.",
        {"opening": 3, "floor": 12},
        default={},
        title="keys of phases, each with its minutes",
    )


class Term(Part):
    """A word that both sides need."""

    term: ShortText = required("The word.", "Shade")
    meaning: LongText = required("What it means in this debate.", "A place that sunlight does not reach.")
    example: LongText | None = optional("One example.", "The ground below a tree.")


class Source(Part):
    """A text that the motion quotes, and what is known about its origin.

    Write 'not stated' for what the text does not say: it is printed like that, and pupils are asked what it means.
    """

    title: ShortText | None = optional("The title of the text.", "The title of your text")
    author: ShortText | None = optional("The author's full name.", "not stated")
    qualifications: ShortText | None = optional("What makes the author worth hearing on this topic.", "not stated")
    publisher: ShortText | None = optional("Who published it.", "not stated")
    published: ShortText | None = optional("The date of publication, as given in the source.", "not stated")
    accessed: ShortText | None = optional("The date when the web address was last visited.", "not stated")
    url: ShortText | None = optional("The web address.", "not stated")
    page: ShortText | None = optional("The page or pages of a text on paper.", "12–14", "12")
    type: ShortText | None = optional("What kind of text it is.", "opinion article")
    text: ShortText | None = optional(
        "The file with the full text, to check quotations against. It need not be shared.", "article.txt"
    )
    copy_: bool | None = optional(
        "Whether the text may be copied for the class: then the kit has it with numbered lines, and sheets name them.",
        True,
        alias="copy",
    )
    note: LongText | None = optional("What else readers should know about it.", "It was shortened for this class.")


class Quote(Part):
    """Evidence quoted word for word from a source."""

    kind: ClassVar[str] = "quote"
    quote: ShortText = required(
        "The words, exactly as in the source, without quotation marks. Write … where words are left out.",
        "the words exactly as in your text",
    )
    from_: ShortText = required(SOURCE_NAME, "article", alias="from")
    paragraph: Paragraph | None = optional(PARAGRAPH, 2)
    shows: LongText | None = optional("What the quotation shows, and what it does not.", "what it shows, and does not")


class Fact(Part):
    """Evidence in your own words, with its source."""

    kind: ClassVar[str] = "fact"
    fact: LongText = required("The fact.", "Leaves keep sunlight from the ground.")
    from_: ShortText = required(
        f"{SOURCE_NAME} Or `general knowledge`: then it is printed with a reminder to check the fact.",
        "general knowledge",
        alias="from",
    )


class Find(Part):
    """Evidence for pupils to find."""

    kind: ClassVar[str] = "find"
    find: LongText = required("What to look for, and where.", "How wide is an old tree near your school?")


def _evidence_kind(value: object) -> str | None:
    if isinstance(value, dict):
        return next((kind for kind in ("quote", "fact", "find") if kind in value), None)
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

    id: Reference = required("Its number on every sheet. By default, P1, P2 … and C1, C2 …, in order.")
    claim: ShortText = required("What it claims, in one sentence.", "Trees give shade.")
    reasoning: LongText | None = optional("Why that would be so.", "Shade makes a yard usable on hot days.")
    impact: LongText | None = optional("Why it matters.", "More pupils can spend their break outside.")
    challenge: LongText | None = optional(
        "The strongest thing that the other side may say, as it would say it. It is printed after 'They may say:', "
        "with room for a reply.",
        "A roof gives shade at once, and a tree only after years.",
    )
    response: LongText | None = optional(
        "A model reply to the challenge. It is printed for teachers.", "A roof has to be paid for and repaired, too."
    )
    answers: References = optional("The arguments of the other side that this one answers.", ["C1"], default=[])
    evidence: list[Evidence] = optional("What it rests on: quotations, facts and things to find out.", default=[])


class Opening(Part):
    """What a speech of a side can begin with, so that the class listens."""

    person: LongText | None = optional("A person whom the motion touches.", "Think of a child with no shade at break.")
    number: LongText | None = optional("A number, and what it means.", "Our yard has room for four trees.")
    picture: LongText | None = optional("A picture that listeners see before them.", "Picture a bench under a crown.")


class Side(Part):
    """One side's case."""

    summary: LongText | None = optional("What this side must show.", "You must show that a tree is worth its room.")
    opening: Opening | None = optional(
        "One person, one number, one picture: each is a sentence that a speech can begin with, above 'Your speech'."
    )
    arguments: Annotated[list[Argument], Field(min_length=2)] = required("Its arguments, at least two of them.")


class Question(Part):
    """A question for discussion."""

    id: Reference = required("Its number on every sheet. By default, Q1, Q2 …, in order.")
    ask: ShortText = required("The question.", "Who uses the yard, and when?")
    level: Level | None = optional(
        "Its level in Bloom's taxonomy, from opening up (remember) to making up your mind (create).", "understand"
    )
    depth: Annotated[int, Field(ge=1, le=4)] | None = optional(
        "Webb's depth of knowledge, for teachers: 1 recall, 2 skill, 3 strategic thinking, 4 extended thinking.", 1
    )
    about: References = optional("The arguments, claims or words that it is about.", ["P1", "C1"], default=[])
    answer: TeacherText = optional("What a good answer includes.", "Pupils at break, and clubs after school.")
    watch_for: TeacherText = optional("A likely misconception.", "Some pupils think of their own break only.")


ClaimKind: TypeAlias = Annotated[
    Literal["fact", "opinion", "prediction", "value"],
    Meanings({
        "fact": "can be checked now", "opinion": "what someone thinks",
        "prediction": "what may happen", "value": "what is good or bad",
    }),
]  # fmt: skip


class CheckedClaim(Part):
    """A claim of the source for pupils to check."""

    id: Reference = required("Its number on every sheet. By default, S1, S2 …, in order.")
    quote: ShortText = required("The claim, exactly as in the source.", "the claim exactly as in your text")
    paragraph: Paragraph | None = optional(PARAGRAPH, 3)
    kind: ClaimKind | None = optional("What kind of claim it is. Pupils tick one; the key has the answer.", "fact")
    check: LongText | None = optional("What pupils should ask about it.", "Who could know this, and how?")
    answer: TeacherText = optional("What a good check would bring out.", "The text does not say who measured it.")


class WeighedWords(Part):
    """Words of the source for pupils to weigh."""

    id: Reference = required("Its number on every sheet. By default, W1, W2 …, in order.")
    quote: ShortText = required("The words, exactly as in the source.", "the words that colour a sentence")
    paragraph: Paragraph | None = optional(PARAGRAPH, 4)
    prompt: LongText | None = optional("What pupils should ask about them.", "What would the other side call it?")
    technique: Annotated[ShortText | None, TEACHER] = optional("What the technique is called.", "loaded word")
    plainer: Annotated[ShortText | None, TEACHER] = optional("A plainer wording.", "the same in plain words")
    answer: TeacherText = optional("What a good answer includes.", "The word praises before anything is shown.")


class MissingVoice(Part):
    """Someone who is not heard in the source."""

    voice: ShortText = required("Who it is.", "The people who water the trees")
    why: LongText | None = optional("Why they should be heard.", "They know how much work a tree is.")


class Evaluation(Part):
    """The worksheet on one source."""

    source: ShortText = required(SOURCE_NAME, "article")
    claims: list[CheckedClaim] = optional("Claims of the source to check.", default=[])
    words: list[WeighedWords] = optional("Words of the source to weigh.", default=[])
    missing: Annotated[list[MissingVoice], TEACHER] = optional("Who is not heard in the source.", default=[])
    offline: LongTexts = optional(
        "What a class without devices can use instead of searching.", ["An atlas"], default=[]
    )


class Motion(Part):
    """A motion file: what a debate is about."""

    motion: ShortText = required(
        "The motion, as it is put to the vote.", "This house would plant a tree in every school yard"
    )
    kind: MotionKind = optional("What kind of motion it is.", "policy", default="policy")
    language: ShortText = optional(
        "The language, as a tag such as `en-GB`. The sheets are printed in it.", "en-GB", default="en-GB"
    )
    ages: AgeSpan | None = optional(
        "The ages of the pupils. Texts too hard for the youngest are reported.", "11 to 14", 15
    )
    subjects: ShortTexts = optional("The school subjects that it fits.", ["Geography", "Citizenship"], default=[])
    sides: Sides = optional("What the two sides are called on the sheets.", default={})
    notice: LongText | None = optional(
        "What pupils should know first about a sensitive topic, printed on their sheets.",
        "Argue the case, not the person.",
    )
    lesson: Lesson | None = optional("The lesson that the kit is for.")
    framework: ShortText = optional(
        "How sources are evaluated: a file in templates/frameworks.", "lateral-reading", default="lateral-reading"
    )
    background: LongText | None = optional("What both sides need to know first.", "The yard of this school is paved.")
    terms: list[Term] = optional("Words that both sides need.", default=[])
    sources: dict[str, Source] = Field(
        {}, description="The texts that are quoted, each under a short name of your choice."
    )
    pro: Side = required("The case for the motion.")
    con: Side = required("The case against the motion.")
    questions: list[Question] = optional("Questions for discussion.", default=[])
    evaluation: Evaluation | None = optional("The worksheet on one source.")
    teacher_notes: TeacherText = optional("Notes on teaching it, such as a lesson plan.", "Start in the yard itself.")
    settings: KitSettings | None = optional("How this kit is built, where it differs from others.")
    checks: Checks = optional("The limits of `debatekit check`, and the findings that it ignores.", default={})
