"""How far both sides are served alike: what each has, counted, and where they differ by more than a motion allows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from debatekit.checks import rules
from debatekit.checks.language import is_english, plain, reading, words
from debatekit.motion.texts import side_statements, side_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.checks.findings import Finding, Rule
    from debatekit.checks.wordlists import WordList
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion, Side

Figure = int | float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """What one side has."""

    arguments: int
    words: int
    """Words of what pupils read of its case, in the author's words: see `motion.texts.side_texts`."""
    evidence: int
    """Pieces of evidence of all kinds."""
    quotes: int
    facts: int
    finds: int
    replies: int
    """Arguments of the other side that one of this side's answers."""
    questions: int
    """Questions about at least one of this side's arguments."""
    reading: float | None
    """The reading age in years, or LIX where the language is not English; None where there is too little text."""
    hedges: int | None
    """Words such as "may" in what the side says itself; None where the language has no list."""
    loaded: int | None
    """Words that do the work of reasons, in the same texts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of both sides, and whether they differ by more than the motion allows."""

    measure: str
    """The name of a field of `Measures`."""
    pro: Figure
    con: Figure
    uneven: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides' measures, the arguments that nobody answers, and by how many percent the sides may differ."""

    pro: Measures
    con: Measures
    unanswered: tuple[str, ...]
    tolerance: int
    english: bool = True
    """Whether `reading` is an age; else it is LIX."""

    def rows(self) -> tuple[Row, ...]:
        """Return the measures in order, each with both figures."""
        return tuple(self._row(field.name) for field in fields(Measures))

    def _row(self, measure: str) -> Row:
        pro, con = getattr(self.pro, measure), getattr(self.con, measure)
        return Row(measure, pro, con, self._is_uneven(measure, pro, con))

    def _is_uneven(self, measure: str, pro: Figure, con: Figure) -> bool:
        if pro is None or con is None:
            return False
        difference = abs(pro - con)
        if measure == "reading":
            return difference > (MOST_YEARS if self.english else MOST_LIX)
        return difference >= LEAST[measure] and difference * 100 > self.tolerance * max(pro, con)


MOST_YEARS: Final = 2
"""By how many years the reading ages of the two sides may differ."""

MOST_LIX: Final = 8
"""By how much the sides may differ in LIX; about a step of its scale (Björnsson, 1968)."""

LEAST: Final = {
    "arguments": 1, "words": 50, "evidence": 2, "quotes": 2, "facts": 2, "finds": 2, "replies": 2, "questions": 2,
    "hedges": 6, "loaded": 6,
}  # fmt: skip
"""Differences that are smaller than this are chance, whatever the tolerance."""

NAMES: Final = {
    "arguments": "arguments", "words": "words", "evidence": "pieces of evidence", "quotes": "quotations",
    "facts": "facts", "finds": "things to find out", "replies": "arguments of the other that it answers",
    "questions": "questions about it", "hedges": "hedges such as “may”", "loaded": "loaded words",
}  # fmt: skip

RULES: Final[dict[str, tuple[Rule, str]]] = {
    "arguments": (rules.UNEVEN_ARGUMENTS, "Add an argument here, or take one from the other side."),
    "words": (rules.UNEVEN_WORDS, "Say more here, or less on the other side."),
    "evidence": (rules.UNEVEN_EVIDENCE, "Add a quotation, a fact with its source, or something to find here."),
    "quotes": (rules.UNEVEN_EVIDENCE, "Add a quotation here, if need be from another source."),
    "facts": (rules.UNEVEN_EVIDENCE, "Add a fact with its source here."),
    "finds": (rules.UNEVEN_EVIDENCE, "Add something to find out here."),
    "replies": (rules.UNEVEN_REPLIES, "Let arguments here say under 'answers' what they reply to."),
    "questions": (rules.UNEVEN_QUESTIONS, "Ask about this side's arguments, too, under 'about'."),
    "reading": (rules.UNEVEN_LEVEL, "Split long sentences and choose shorter words in the harder one."),
    "hedges": (rules.UNEVEN_TONE, "Look whether both sides are as sure as they can be, and no surer."),
    "loaded": (rules.UNEVEN_TONE, "Look whether a plainer word would do."),
}  # fmt: skip


def measure(motion: Motion, wordlist: WordList | None) -> Balance:
    """Return what each side of a motion has; without a list of words, hedges and loaded words are not counted."""
    return Balance(
        _measures(motion, motion.pro, motion.con, wordlist),
        _measures(motion, motion.con, motion.pro, wordlist),
        tuple(_unanswered(motion)),
        motion.checks.tolerance,
        is_english(motion.language),
    )


def balance_findings(file: LoadedMotion, balance: Balance) -> Iterator[Finding]:
    """Yield a finding for each measure in which the sides differ past the tolerance, and each unanswered argument."""
    uneven = [row for row in balance.rows() if row.uneven]
    for row in uneven:
        if row.measure in {"quotes", "facts", "finds"} and any(other.measure == "evidence" for other in uneven):
            continue  # one finding on evidence is enough; the table has the kinds
        assert row.pro is not None
        assert row.con is not None
        rule, hint = RULES[row.measure]
        # The place is the side that something can be added to; of words that are too hard or too many, the other.
        smaller = "pro" if row.pro < row.con else "con"
        larger = "con" if smaller == "pro" else "pro"
        side = larger if row.measure in {"reading", "hedges", "loaded"} else smaller
        yield rule.at(file.document, (side,), _message(row, balance), hint, at_key=True)
    for side, case in (("pro", file.motion.pro), ("con", file.motion.con)):
        for number, argument in enumerate(case.arguments):
            if argument.id in balance.unanswered:
                message = f"nobody answers {argument.id}"
                hint = "Name it under 'answers' of an argument of the other side, or give it a 'challenge'."
                yield rules.UNANSWERED.at(file.document, (side, "arguments", number), message, hint)


def _message(row: Row, balance: Balance) -> str:
    assert row.pro is not None
    assert row.con is not None
    if row.measure == "reading":
        unit = "reads like a text for the age of" if balance.english else "has a LIX of"
        return f"the side for the motion {unit} {row.pro:.0f}, and the side against it {row.con:.0f} (an estimate)"
    share = 100 * abs(row.pro - row.con) / max(row.pro, row.con)
    return (
        f"the side for the motion has {row.pro} {NAMES[row.measure]}, and the side against it {row.con}: "
        f"{share:.0f} % less, and {balance.tolerance} % is allowed"
    )


def _measures(motion: Motion, side: Side, other: Side, wordlist: WordList | None) -> Measures:
    text = "\n".join(map(plain, side_texts(side)))
    voice = "\n".join(map(plain, side_statements(side)))
    kinds = Counter(item.kind for argument in side.arguments for item in argument.evidence)
    own = {argument.id for argument in side.arguments}
    theirs = {argument.id for argument in other.arguments}
    return Measures(
        arguments=len(side.arguments),
        words=len(words(text)),
        evidence=kinds.total(),
        quotes=kinds["quote"],
        facts=kinds["fact"],
        finds=kinds["find"],
        replies=len(theirs & {number for argument in side.arguments for number in argument.answers}),
        questions=sum(not own.isdisjoint(question.about) for question in motion.questions),
        reading=reading(text, motion.language),
        hedges=len(wordlist.hedges_in(voice)) if wordlist else None,
        loaded=len(wordlist.loaded_in(voice)) if wordlist else None,
    )


def _unanswered(motion: Motion) -> Iterator[str]:
    """Yield the arguments that no argument of the other side answers, and that foresee no reply themselves.

    In a motion without any reply, none is missing yet.
    """
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    answered = {number for argument in arguments for number in argument.answers}
    if answered or any(argument.challenge for argument in arguments):
        yield from (argument.id for argument in arguments if argument.id not in answered and not argument.challenge)
