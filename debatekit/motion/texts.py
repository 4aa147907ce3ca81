"""What pupils read of a motion, part by part: what is counted where words are counted, and read where it is hard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debatekit.motion.evidence import Fact, Find, Quote
from debatekit.motion.prompts import is_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.motion.evidence import Evidence
    from debatekit.motion.model import Argument, Motion, Side
    from debatekit.reading import KeyPath


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A part that pupils read in one go: where it stands, what it is called, and its texts."""

    path: KeyPath
    name: str
    texts: tuple[str, ...]


def reading_parts(motion: Motion) -> Iterator[ReadingPart]:
    """Yield the parts of a motion that the motion's author wrote for pupils; quotations are somebody else's."""
    if motion.background:
        yield ReadingPart(("background",), "the background", _given(motion.background))
    if motion.terms:
        texts = (text for term in motion.terms for text in (term.meaning, term.example))
        yield ReadingPart(("terms",), "the key terms", _given(*texts))
    for side, case in (("pro", motion.pro), ("con", motion.con)):
        for number, argument in enumerate(case.arguments):
            yield ReadingPart((side, "arguments", number), argument.id, argument_texts(argument))
    if motion.questions:
        yield ReadingPart(("questions",), "the questions", _given(*(question.ask for question in motion.questions)))
    if sheet := motion.evaluation:
        prompts = [claim.check for claim in sheet.claims] + [words.prompt for words in sheet.words]
        yield ReadingPart(("evaluation",), "the source evaluation", _given(*prompts, *sheet.offline))


def side_texts(side: Side) -> tuple[str, ...]:
    """Return what pupils read of a side's case in its author's words: the summary and the arguments."""
    return _given(side.summary, *(text for argument in side.arguments for text in argument_texts(argument)))


def own_voice(side: Side) -> tuple[str, ...]:
    """Return what a side says itself: its summary, claims, reasons and impacts, and not what others may say to it."""
    parts = ((argument.claim, argument.reasoning, argument.impact) for argument in side.arguments)
    return _given(side.summary, *(text for texts in parts for text in texts))


def argument_texts(argument: Argument) -> tuple[str, ...]:
    """Return what pupils read of an argument in its author's words: not the model reply, and not the quotations."""
    evidence = (text for item in argument.evidence for text in _evidence_texts(item))
    return _given(argument.claim, argument.reasoning, argument.impact, argument.challenge, *evidence)


def _evidence_texts(item: Evidence) -> tuple[str | None, ...]:
    match item:
        case Quote():
            return (item.shows,)
        case Fact():
            return (item.fact,)
        case Find():
            return (item.find,)


def _given(*texts: str | None) -> tuple[str, ...]:
    """Return the texts that are there, without the prompts for those that are not."""
    return tuple(text for text in texts if text and not is_prompt(text))
