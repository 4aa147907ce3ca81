"""Measure what both sides of a motion have, and report differences above the motion's limit."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from debatekit.checks import rules
from debatekit.checks.language import WordList, counts, is_english, reading_level
from debatekit.motion.loader import LoadedMotion, arguments_of, side_statements, side_texts
from debatekit.motion.markdown import plain
from debatekit.motion.model import Motion, Side

Figure: TypeAlias = int | float | None
Row: TypeAlias = tuple[Figure, Figure, bool]  # the figures for and against, and whether they differ by too much

MAX_YEARS: Final = 2  # the accepted difference of the two sides' reading ages
MAX_LIX: Final = 8  # the accepted difference in LIX; about a step of its scale (Björnsson, 1968)

MEASURES: Final = {  # the rule, the unit, the least difference that is not chance, and the hint
    "arguments": (rules.UNEVEN_ARGUMENTS, "arguments", 1, "Add an argument here, or remove one from the other side."),
    "words": (rules.UNEVEN_WORDS, "words", 50, "Say more here, or less on the other side."),
    "evidence": (rules.UNEVEN_EVIDENCE, "pieces of evidence", 2, "Add a quotation, a fact or something to find here."),
    "quotes": (rules.UNEVEN_EVIDENCE, "quotations", 2, "Add a quotation here."),
    "facts": (rules.UNEVEN_EVIDENCE, "facts", 2, "Add a fact with its source here."),
    "finds": (rules.UNEVEN_EVIDENCE, "things to find out", 2, "Add something to find out here."),
    "replies": (rules.UNEVEN_REPLIES, "replies to the other", 2, "Name what arguments here reply to under 'answers'."),
    "questions": (rules.UNEVEN_QUESTIONS, "questions about it", 2, "Ask about its arguments, too, under 'about'."),
    "reading": (rules.UNEVEN_LEVEL, "", 0, "Split long sentences and choose shorter words here."),
    "hedges": (rules.UNEVEN_TONE, "hedges such as “may”", 6, "Check that both sides are as sure as they can be."),
    "loaded": (rules.UNEVEN_TONE, "loaded words", 6, "Check whether a plainer word would do."),
}
EVIDENCE_KINDS: Final = ("quotes", "facts", "finds")
AT_LARGER: Final = ("reading", "hedges", "loaded")  # the side with the larger figure is the one to change


class Balance(NamedTuple):
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
    rows = {name: (pro[name], con[name], _is_uneven(name, pro[name], con[name], limit, english)) for name in pro}
    arguments = [argument for _, argument in arguments_of(motion)]
    answered = {number for argument in arguments for number in argument.answers}
    answered |= {argument.id for argument in arguments if argument.challenge}
    unanswered = [argument.id for argument in arguments if argument.id not in answered]
    # In a motion without any reply, none is missing yet.
    return Balance(rows, tuple(unanswered) if answered else (), limit, english)


def _figures(motion: Motion, side: Side, other: Side, wordlist: WordList | None) -> dict[str, Figure]:
    text = "\n".join(map(plain, side_texts(side)))
    statements = "\n".join(map(plain, side_statements(side)))
    kinds = Counter(item.kind for argument in side.arguments for item in argument.evidence)
    own = {argument.id for argument in side.arguments}
    answered = {number for argument in side.arguments for number in argument.answers}
    return {
        "arguments": len(side.arguments),
        "words": counts(text, motion.language)[0],
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
    return difference >= MEASURES[name][2] and difference * 100 > limit * max(pro, con)


def balance_findings(file: LoadedMotion, balance: Balance) -> Iterator[rules.Finding]:
    """Yield a finding for each measure in which the sides differ too much, and for each unanswered argument."""
    for name, (pro, con, uneven) in balance.rows.items():
        is_repeated = name in EVIDENCE_KINDS and balance.rows["evidence"][2]  # the table has the kinds
        if pro is None or con is None or not uneven or is_repeated:
            continue
        rule, noun, _, hint = MEASURES[name]
        if name == "reading":
            unit = "reads like a text for the age of" if balance.english else "has a LIX of"
            message = f"the side for the motion {unit} {pro:.0f}, and the side against it {con:.0f} (an estimate)"
        else:
            less = f"{100 * abs(pro - con) / max(pro, con):.0f} % less, and {balance.max_difference} % is allowed"
            message = f"the side for the motion has {pro} {noun}, and the side against it {con}: {less}"
        side = "pro" if (pro > con) == (name in AT_LARGER) else "con"
        yield rule.at(file, (side,), message, hint)
    hint = "Name it under 'answers' of an argument of the other side, or give it a 'challenge'."
    for number in balance.unanswered:
        yield rules.UNANSWERED.at(file, file.numbers[number], f"nobody answers {number}", hint)
