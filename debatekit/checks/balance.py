"""Measure what both sides of a motion have, and report differences above the motion's limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from debatekit.checks import rules
from debatekit.checks.language import WordList, is_english, plain, reading_level, words
from debatekit.motion.texts import side_statements, side_texts

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding, Rule
    from debatekit.motion.loader import LoadedMotion
    from debatekit.motion.model import Motion, Side

Figure: TypeAlias = int | float | None

MAX_YEARS: Final = 2  # the accepted difference of the two sides' reading ages
MAX_LIX: Final = 8  # the accepted difference in LIX; about a step of its scale (Björnsson, 1968)


class Measure(NamedTuple):
    """A measure of a side, and the finding if the sides differ in it."""

    rule: Rule
    unit: str
    minimum: int  # a smaller difference is chance, whatever the motion's limit
    hint: str
    at_larger: bool = False  # whether the side with the larger figure is the one to change


# fmt: off
MEASURES: Final = {
    "arguments": Measure(rules.UNEVEN_ARGUMENTS, "arguments", 1,
        "Add an argument here, or remove one from the other side."),
    "words": Measure(rules.UNEVEN_WORDS, "words", 50, "Say more here, or less on the other side."),
    "evidence": Measure(rules.UNEVEN_EVIDENCE, "pieces of evidence", 2,
        "Add a quotation, a fact with its source, or something to find here."),
    "quotes": Measure(rules.UNEVEN_EVIDENCE, "quotations", 2, "Add a quotation here, if need be from another source."),
    "facts": Measure(rules.UNEVEN_EVIDENCE, "facts", 2, "Add a fact with its source here."),
    "finds": Measure(rules.UNEVEN_EVIDENCE, "things to find out", 2, "Add something to find out here."),
    "replies": Measure(rules.UNEVEN_REPLIES, "replies to the other", 2,
        "Name what arguments here reply to under 'answers'."),
    "questions": Measure(rules.UNEVEN_QUESTIONS, "questions about it", 2,
        "Ask about this side's arguments, too, under 'about'."),
    "reading": Measure(rules.UNEVEN_LEVEL, "", 0,
        "Split long sentences and choose shorter words in the harder one.", at_larger=True),
    "hedges": Measure(rules.UNEVEN_TONE, "hedges such as “may”", 6,
        "Check that both sides are as sure as they can be, and no surer.", at_larger=True),
    "loaded": Measure(rules.UNEVEN_TONE, "loaded words", 6, "Check whether a plainer word would do.", at_larger=True),
}
# fmt: on
EVIDENCE_KINDS: Final = ("quotes", "facts", "finds")


class Row(NamedTuple):
    """The figures of both sides in a measure, and whether they differ by more than the motion allows."""

    pro: Figure
    con: Figure
    uneven: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """The measures of both sides, and the arguments that nobody answers."""

    rows: dict[str, Row]  # by the names in `MEASURES`
    unanswered: tuple[str, ...]
    max_difference: int  # by how many percent the sides may differ
    english: bool  # whether `reading` is an age; otherwise it is LIX


def measure(motion: Motion, wordlist: WordList | None) -> Balance:
    """Return the balance of a motion; hedges and loaded words are counted only with a word list."""
    limit, english = motion.checks.max_difference, is_english(motion.language)
    pro = _figures(motion, motion.pro, motion.con, wordlist)
    con = _figures(motion, motion.con, motion.pro, wordlist)
    rows = {name: Row(pro[name], con[name], _is_uneven(name, pro[name], con[name], limit, english)) for name in pro}
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    answered = {number for argument in arguments for number in argument.answers}
    answered |= {argument.id for argument in arguments if argument.challenge}
    # In a motion without any reply, none is missing yet.
    unanswered = [argument.id for argument in arguments if answered and argument.id not in answered]
    return Balance(rows, tuple(unanswered), limit, english)


def _figures(motion: Motion, side: Side, other: Side, wordlist: WordList | None) -> dict[str, Figure]:
    text = "\n".join(map(plain, side_texts(side)))
    statements = "\n".join(map(plain, side_statements(side)))
    kinds = Counter(item.kind for argument in side.arguments for item in argument.evidence)
    own = {argument.id for argument in side.arguments}
    answered = {number for argument in side.arguments for number in argument.answers}
    return {
        "arguments": len(side.arguments),
        "words": len(words(text)),
        "evidence": kinds.total(),
        "quotes": kinds["quote"],
        "facts": kinds["fact"],
        "finds": kinds["find"],
        "replies": len(answered & {argument.id for argument in other.arguments}),
        "questions": sum(not own.isdisjoint(question.about) for question in motion.questions),
        "reading": reading_level(text, motion.language),
        "hedges": len(wordlist.find("hedges", statements)) if wordlist else None,
        "loaded": len(wordlist.loaded_in(statements)) if wordlist else None,
    }


def _is_uneven(name: str, pro: Figure, con: Figure, limit: int, english: bool) -> bool:
    if pro is None or con is None:
        return False
    difference = abs(pro - con)
    if name == "reading":
        return difference > (MAX_YEARS if english else MAX_LIX)
    return difference >= MEASURES[name].minimum and difference * 100 > limit * max(pro, con)


def balance_findings(file: LoadedMotion, balance: Balance) -> Iterator[Finding]:
    """Yield a finding for each measure in which the sides differ too much, and for each unanswered argument."""
    for name, (pro, con, uneven) in balance.rows.items():
        is_repeated = name in EVIDENCE_KINDS and balance.rows["evidence"].uneven  # the table has the kinds
        if pro is None or con is None or not uneven or is_repeated:
            continue
        found = MEASURES[name]
        if name == "reading":
            unit = "reads like a text for the age of" if balance.english else "has a LIX of"
            message = f"the side for the motion {unit} {pro:.0f}, and the side against it {con:.0f} (an estimate)"
        else:
            message = (
                f"the side for the motion has {pro} {found.unit}, and the side against it {con}: "
                f"{100 * abs(pro - con) / max(pro, con):.0f} % less, and {balance.max_difference} % is allowed"
            )
        side = "pro" if (pro > con) == found.at_larger else "con"
        yield found.rule.at(file, (side,), message, found.hint)
    for side, case in (("pro", file.motion.pro), ("con", file.motion.con)):
        for number, argument in enumerate(case.arguments):
            if argument.id in balance.unanswered:
                hint = "Name it under 'answers' of an argument of the other side, or give it a 'challenge'."
                path = (side, "arguments", number)
                yield rules.UNANSWERED.at(file, path, f"nobody answers {argument.id}", hint)
