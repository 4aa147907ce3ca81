"""Measure what both sides of a motion have, and report differences above the motion's limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.checks import rules
from debatekit.checks.language import is_english, plain, reading_level, words
from debatekit.motion.texts import side_statements, side_texts

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding, Rule
    from debatekit.checks.language import WordList
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion, Side

Figure = int | float | None

MAX_YEARS: Final = 2  # the accepted difference of the two sides' reading ages
MAX_LIX: Final = 8  # the accepted difference in LIX; about a step of its scale (Björnsson, 1968)


class Measure(NamedTuple):
    """A measure of a side, and the finding if the sides differ in it."""

    rule: Rule
    name: str  # the unit in a sentence
    minimum: int  # a smaller difference is chance, whatever the motion's limit
    hint: str
    at_larger: bool = False  # whether the side with the larger figure is the one to change


MEASURES: Final = {
    "arguments": Measure(
        rules.UNEVEN_ARGUMENTS, "arguments", 1, "Add an argument here, or remove one from the other side."),
    "words": Measure(rules.UNEVEN_WORDS, "words", 50, "Say more here, or less on the other side."),
    "evidence": Measure(
        rules.UNEVEN_EVIDENCE, "pieces of evidence", 2,
        "Add a quotation, a fact with its source, or something to find here."),
    "quotes": Measure(rules.UNEVEN_EVIDENCE, "quotations", 2, "Add a quotation here, if need be from another source."),
    "facts": Measure(rules.UNEVEN_EVIDENCE, "facts", 2, "Add a fact with its source here."),
    "finds": Measure(rules.UNEVEN_EVIDENCE, "things to find out", 2, "Add something to find out here."),
    "replies": Measure(
        rules.UNEVEN_REPLIES, "arguments of the other that it answers", 2,
        "Name what arguments here reply to under 'answers'."),
    "questions": Measure(
        rules.UNEVEN_QUESTIONS, "questions about it", 2, "Ask about this side's arguments, too, under 'about'."),
    "reading": Measure(
        rules.UNEVEN_LEVEL, "", 0, "Split long sentences and choose shorter words in the harder one.", at_larger=True),
    "hedges": Measure(
        rules.UNEVEN_TONE, "hedges such as “may”", 6,
        "Check that both sides are as sure as they can be, and no surer.", at_larger=True),
    "loaded": Measure(rules.UNEVEN_TONE, "loaded words", 6, "Check whether a plainer word would do.", at_larger=True),
}  # fmt: skip
"""The fields of `Measures`, in the order of their findings."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What one side has."""

    arguments: int
    words: int  # words that pupils read of its case, in the author's words: see `motion.texts.side_texts`
    evidence: int  # pieces of evidence of all kinds
    quotes: int
    facts: int
    finds: int
    replies: int  # arguments of the other side that it answers
    questions: int  # questions about at least one of its arguments
    reading: float | None
    """The reading age in years, or LIX if the language is not English; None if there is too little text."""
    hedges: int | None
    """Words such as "may" in its own statements; None if the language has no word list."""
    loaded: int | None  # words that do the work of reasons, in the same texts


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of both sides, by its name in `Measures`, and whether they differ by more than the motion allows."""

    measure: str
    pro: Figure
    con: Figure
    uneven: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """The measures of both sides, and the arguments that nobody answers."""

    pro: Measures
    con: Measures
    unanswered: tuple[str, ...]
    max_difference: int  # by how many percent the sides may differ
    english: bool = True  # whether `reading` is an age; otherwise it is LIX

    def rows(self) -> list[Row]:
        """Return the measures in order."""
        figures = {name: (getattr(self.pro, name), getattr(self.con, name)) for name in MEASURES}
        return [Row(name, pro, con, self._is_uneven(name, pro, con)) for name, (pro, con) in figures.items()]

    def _is_uneven(self, name: str, pro: Figure, con: Figure) -> bool:
        if pro is None or con is None:
            return False
        difference = abs(pro - con)
        if name == "reading":
            return difference > (MAX_YEARS if self.english else MAX_LIX)
        return difference >= MEASURES[name].minimum and difference * 100 > self.max_difference * max(pro, con)


def measure(motion: Motion, wordlist: WordList | None) -> Balance:
    """Return the balance of a motion; hedges and loaded words are counted only with a word list."""
    return Balance(
        _measures(motion, motion.pro, motion.con, wordlist),
        _measures(motion, motion.con, motion.pro, wordlist),
        tuple(_unanswered(motion)),
        motion.checks.max_difference,
        is_english(motion.language),
    )


def _measures(motion: Motion, side: Side, other: Side, wordlist: WordList | None) -> Measures:
    text = "\n".join(map(plain, side_texts(side)))
    statements = "\n".join(map(plain, side_statements(side)))
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
        reading=reading_level(text, motion.language),
        hedges=len(wordlist.find("hedges", statements)) if wordlist else None,
        loaded=len(wordlist.loaded_in(statements)) if wordlist else None,
    )


def _unanswered(motion: Motion) -> Iterator[str]:
    """Yield the arguments without an answer or a challenge; in a motion without any reply, none is missing yet."""
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    answered = {number for argument in arguments for number in argument.answers}
    if answered or any(argument.challenge for argument in arguments):
        yield from (argument.id for argument in arguments if argument.id not in answered and not argument.challenge)


def balance_findings(file: LoadedMotion, balance: Balance) -> Iterator[Finding]:
    """Yield a finding for each measure in which the sides differ too much, and for each unanswered argument."""
    uneven = [row for row in balance.rows() if row.uneven]
    for row in uneven:
        if row.measure in {"quotes", "facts", "finds"} and any(other.measure == "evidence" for other in uneven):
            continue  # one finding about evidence is enough; the table has the kinds
        assert row.pro is not None
        assert row.con is not None
        found = MEASURES[row.measure]
        side = "pro" if (row.pro > row.con) == found.at_larger else "con"
        message = _message(row.measure, row.pro, row.con, balance)
        yield found.rule.at(file.document, (side,), message, found.hint, at_key=True)
    for side, case in (("pro", file.motion.pro), ("con", file.motion.con)):
        for number, argument in enumerate(case.arguments):
            if argument.id in balance.unanswered:
                message = f"nobody answers {argument.id}"
                hint = "Name it under 'answers' of an argument of the other side, or give it a 'challenge'."
                yield rules.UNANSWERED.at(file.document, (side, "arguments", number), message, hint)


def _message(name: str, pro: float, con: float, balance: Balance) -> str:
    if name == "reading":
        unit = "reads like a text for the age of" if balance.english else "has a LIX of"
        return f"the side for the motion {unit} {pro:.0f}, and the side against it {con:.0f} (an estimate)"
    share = 100 * abs(pro - con) / max(pro, con)
    return (
        f"the side for the motion has {pro} {MEASURES[name].name}, and the side against it {con}: "
        f"{share:.0f} % less, and {balance.max_difference} % is allowed"
    )
