"""The texts of a motion: the quotations, and what its author wrote for pupils, part by part."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from debatekit.motion.model import Argument, Motion, Quote, Side
from debatekit.yamlfile import KeyPath

PLACEHOLDER: Final = re.compile(r"\(write\s[^()]+\)", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Return whether a value is nothing but a placeholder such as ``(write why it matters)``."""
    return bool(PLACEHOLDER.fullmatch(text.strip()))


class QuotedWords(NamedTuple):
    """Words that a motion quotes, and the paragraph of the source that it gives for them."""

    path: KeyPath  # of the evidence, claim or words
    part: str  # the number of the argument, claim or words
    source: str
    text: str
    paragraph: int | None


def quotations_of(motion: Motion) -> Iterator[QuotedWords]:
    """Yield the quotations of a motion, in the order of its fields."""
    for side, case in (("pro", motion.pro), ("con", motion.con)):
        for number, argument in enumerate(case.arguments):
            for position, item in enumerate(argument.evidence):
                if isinstance(item, Quote):
                    path: KeyPath = (side, "arguments", number, "evidence", position)
                    yield QuotedWords(path, argument.id, item.from_, item.quote, item.paragraph)
    if sheet := motion.evaluation:
        for key in ("claims", "words"):
            for number, part in enumerate(getattr(sheet, key)):
                yield QuotedWords(("evaluation", key, number), part.id, sheet.source, part.quote, part.paragraph)


class ReadingPart(NamedTuple):
    """A part that pupils read in one go."""

    path: KeyPath
    name: str
    texts: tuple[str, ...]


def reading_parts(motion: Motion) -> Iterator[ReadingPart]:
    """Yield the parts of a motion that its author wrote for pupils, without the quotations."""
    if motion.background:
        yield ReadingPart(("background",), "the background", _written(motion.background))
    if motion.terms:
        texts = (text for term in motion.terms for text in (term.meaning, term.example))
        yield ReadingPart(("terms",), "the key terms", _written(*texts))
    for side, case in (("pro", motion.pro), ("con", motion.con)):
        for number, argument in enumerate(case.arguments):
            yield ReadingPart((side, "arguments", number), argument.id, _argument_texts(argument))
    if motion.questions:
        yield ReadingPart(("questions",), "the questions", _written(*(question.ask for question in motion.questions)))
    if sheet := motion.evaluation:
        prompts = [claim.check for claim in sheet.claims] + [words.prompt for words in sheet.words]
        yield ReadingPart(("evaluation",), "the source evaluation", _written(*prompts, *sheet.offline))


def side_texts(side: Side) -> tuple[str, ...]:
    """Return what pupils read of a side's case in its author's words: the summary and the arguments."""
    return _written(side.summary, *(text for argument in side.arguments for text in _argument_texts(argument)))


def side_statements(side: Side) -> tuple[str, ...]:
    """Return what a side itself says: its summary, claims, reasons and impacts, without what others may reply."""
    parts = ((argument.claim, argument.reasoning, argument.impact) for argument in side.arguments)
    return _written(side.summary, *(text for texts in parts for text in texts))


def _argument_texts(argument: Argument) -> tuple[str, ...]:
    evidence = (getattr(item, {"quote": "shows"}.get(item.kind, item.kind)) for item in argument.evidence)
    return _written(argument.claim, argument.reasoning, argument.impact, argument.challenge, *evidence)


def _written(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text and not is_placeholder(text))
