"""Which parts of a motion read too hard for the ages that it is for, and which of their sentences are the hardest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.language import is_english, plain, reading, sentences, words
from debatekit.motion.texts import reading_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion

MOST_SENTENCES: Final = 3
"""Sentences of a part that are shown, the hardest first."""

SHORTEST_SENTENCE: Final = 8
"""Words that a sentence has at least to be estimated by itself."""

OLDEST: Final = 20

LONGEST_EXCERPT: Final = 70
"""Characters of a sentence that are shown."""


def reading_level_findings(file: LoadedMotion) -> Iterator[Finding]:
    """Yield a finding for each part that is too hard, with its hardest sentences.

    A part is too hard if its reading age, an estimate for English, is more than `checks: years` above the age of the
    youngest pupils. Motions without `ages` and those in other languages are passed over.
    """
    motion = file.motion
    if motion.ages is None or not is_english(motion.language):
        return
    limit = motion.ages.youngest + motion.checks.years
    for part in reading_parts(motion):
        text = "\n".join(map(plain, part.texts))
        age = reading(text, motion.language)
        if age is None or round(age) <= limit:
            continue
        message = (
            f"{part.name} reads like a text for the age of {_years(age)} (an estimate), "
            f"and the youngest are {motion.ages.youngest}"
        )
        hint = "Split long sentences and choose shorter words; the hardest sentences come first below."
        yield rules.TOO_HARD.at(file.document, part.path, message, hint, tuple(_hardest(text, motion.language, limit)))


def _hardest(text: str, language: str, limit: float) -> Iterator[str]:
    aged = [(reading(sentence, language, SHORTEST_SENTENCE) or 0.0, sentence) for sentence in sentences(text)]
    for age, sentence in sorted(aged, reverse=True)[:MOST_SENTENCES]:
        if age > limit:
            yield f"age {_years(age)}, {len(words(sentence))} words: {_cut(sentence)}"


def _years(age: float) -> str:
    """Return an age in years; the formulas were made for schools, and tell nothing apart above."""
    return f"{age:.0f}" if age <= OLDEST else f"{OLDEST} and more"


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_EXCERPT:
        return sentence
    return sentence[:LONGEST_EXCERPT].rpartition(" ")[0] + " …"
