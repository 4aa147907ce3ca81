"""The quotations of a motion: what is said to stand in a source word for word, and by which part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debatekit.motion.evidence import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.motion.model import Motion
    from debatekit.reading import KeyPath


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words that a motion quotes."""

    path: KeyPath
    """The part of the motion file that holds them as its `quote`."""
    part: str
    """The number of the argument, claim or words they belong to."""
    source: str
    text: str
    paragraph: int | None
    """The paragraph that the motion says they stand in."""


def quotations_of(motion: Motion) -> Iterator[QuotedWords]:
    """Yield the quotations of a motion, in the order of its fields."""
    for side, case in (("pro", motion.pro), ("con", motion.con)):
        for number, argument in enumerate(case.arguments):
            for position, item in enumerate(argument.evidence):
                if isinstance(item, Quote):
                    path: KeyPath = (side, "arguments", number, "evidence", position)
                    yield QuotedWords(path, argument.id, item.from_, item.quote, item.paragraph)
    if motion.evaluation:
        source = motion.evaluation.source
        for number, claim in enumerate(motion.evaluation.claims):
            path = ("evaluation", "claims", number)
            yield QuotedWords(path, claim.id, source, claim.quote, claim.paragraph)
        for number, words in enumerate(motion.evaluation.words):
            path = ("evaluation", "words", number)
            yield QuotedWords(path, words.id, source, words.quote, words.paragraph)
