"""What a check came to, for a person: each finding with its line, then what the motion comes to, at a glance."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Final

from debatekit.checks.results import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from debatekit.checks.balance import Balance, Figure, Row
    from debatekit.checks.findings import Finding
    from debatekit.checks.reports.outcome import Outcome
    from debatekit.checks.results import Checked, Verified
    from debatekit.checks.wordlists import Suggestion
    from debatekit.motion.model import Motion

LABELS: Final = {
    "arguments": "arguments", "words": "words", "evidence": "evidence", "quotes": "  quotations", "facts": "  facts",
    "finds": "  to find out", "replies": "replies", "questions": "questions on it", "hedges": "hedges (may, might)",
    "loaded": "loaded words",
}  # fmt: skip

MOST_PARAGRAPHS: Final = 8
"""Paragraphs of a source whose words to look at are printed."""


def finding_text(finding: Finding) -> str:
    """Return a finding as it is printed: what is wrong and its code, the line it is in, and what shows more of it."""
    headline, _, excerpt = str(finding.problem).partition("\n")
    details = (f"      = {line}" for line in finding.details)
    return "\n".join([f"{headline} [{mark(finding)}]", *([excerpt] if excerpt else []), *details])


def unfinished_text(file: str, prompts: Sequence[Finding]) -> str:
    """Return many prompts that are left in a motion in one line."""
    lines = textwrap.fill(", ".join(str(prompt.problem.line) for prompt in prompts), 100, initial_indent="  ")
    lines = lines.replace("\n", "\n  ")
    message = f"{len(prompts)} texts are still to be written. Write each in place of its brackets, or delete its field"
    return f"{file}: {message}. [{mark(prompts[0])}]\n  in the lines\n{lines}"


def mark(finding: Finding) -> str:
    """Return the code and the severity of a finding, as it is marked with them: ``DK102 error``."""
    return f"{finding.rule.code} {finding.rule.severity}"


def summary(outcome: Outcome) -> str:
    """Return what a motion comes to in a line; an empty one if it could not be read."""
    motion = outcome.motion
    if motion is None:
        return ""
    parts = [
        _count(len(motion.pro.arguments), "argument") + " for",
        f"{len(motion.con.arguments)} against",
        _count(len(motion.questions), "question"),
        _count(outcome.documents, "document"),
    ]
    start = "OK " if not outcome.fails() else ""
    return f"{start}{outcome.file}: {', '.join([outcome.counts, *parts] if outcome.counts else parts)}"


def figures(motion: Motion, checked: Checked) -> Iterator[str]:
    """Yield the lines below the summary: quotations, balance, words to look at, and what is accepted."""
    for name, known in checked.sources.items():
        yield f"  {_verified(name, known)}"
    yield from _table(checked.balance, motion)
    if checked.balance.unanswered:
        yield f"  nobody answers {', '.join(checked.balance.unanswered)}"
    for name, suggestions in checked.suggestions.items():
        if suggestions:
            yield f"  words of '{name}' that may be worth a look (suggested, not judged):"
            yield from _suggested(suggestions)
    if checked.silenced:
        accepted = sorted({f"{finding.rule.code} ({reason})" for finding, reason in checked.silenced})
        yield f"  accepted in the motion: {'; '.join(accepted)}"


def _verified(name: str, known: Verified) -> str:
    quotations = _count(known.quotations, "quotation")
    share = f"; {known.quoted_words} of its {known.words} words are quoted ({100 * known.share:.1f} %)"
    match known.basis:
        case Basis.TEXT:
            return f"'{name}': {known.verified} of {quotations} found word for word in {known.file}{share}"
        case Basis.RECORD:
            return (
                f"'{name}': {known.verified} of {quotations} as verified on {known.date}, by {known.file}; "
                f"the text itself is not at hand{share}"
            )
        case Basis.NONE:
            return f"'{name}': {quotations}, not verified: its text is not at hand"


def _table(balance: Balance, motion: Motion) -> Iterator[str]:
    yield f"  {'':24}{'for':>8}{'against':>10}"
    for row in balance.rows():
        label = LABELS.get(row.measure) or ("reading age, estimated" if balance.english else "LIX, estimated")
        if row.pro or row.con:
            yield f"  {label:24}{_figure(row.pro):>8}{_figure(row.con):>10}{_uneven(row, motion)}"


def _uneven(row: Row, motion: Motion) -> str:
    return f"   differ by more than {motion.checks.tolerance} %" if row.uneven and row.measure != "reading" else ""


def _figure(figure: Figure) -> str:
    return "–" if figure is None else f"{figure:.0f}"


def _suggested(suggestions: tuple[Suggestion, ...]) -> Iterator[str]:
    paragraphs = [(number, list(group)) for number, group in groupby(suggestions, key=lambda it: it.paragraph)]
    for number, group in paragraphs[:MOST_PARAGRAPHS]:
        yield f"    paragraph {number}: " + ", ".join(f"“{found.word}” ({found.kind})" for found in group)
    if len(paragraphs) > MOST_PARAGRAPHS:
        yield f"    and more, in {_count(len(paragraphs) - MOST_PARAGRAPHS, 'other paragraph')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
