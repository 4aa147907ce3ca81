"""The fourth table: how long it takes to find 200 quotations in a text of 50,000 words.

The text is made of numbered words that are as common as words of a language are. Seconds are the median of five runs,
for quotations that are in it and for quotations with one letter changed.
"""

import random
import statistics
import time
from collections.abc import Callable
from typing import Final

from benchmarks.table import Table, machine
from debatekit.sources.quotes import explain, find
from debatekit.sources.text import SourceText

WORDS = 50_000
QUOTATIONS = 200
LENGTH = 15
VOCABULARY = 6_000
PARAGRAPH = 100
RUNS = 5


def paragraphs(chance: random.Random) -> list[str]:
    """Return a text's paragraphs; word n is n times as rare as the first, as in a language (Zipf's law)."""
    words = [f"word{number}" for number in range(1, VOCABULARY + 1)]
    weights = [1 / number for number in range(1, VOCABULARY + 1)]
    chosen = chance.choices(words, weights, k=WORDS)
    return [" ".join(chosen[start : start + PARAGRAPH]) for start in range(0, WORDS, PARAGRAPH)]


def quotations(chance: random.Random, text: list[str]) -> list[str]:
    """Return runs of words of the text."""
    found = []
    for _ in range(QUOTATIONS):
        words = chance.choice(text).split()
        start = chance.randrange(len(words) - LENGTH)
        found.append(" ".join(words[start : start + LENGTH]))
    return found


def find_all(text: SourceText, quoted: list[str]) -> None:
    """Find every quotation."""
    assert all(find(text, quotation) for quotation in quoted)


def explain_all(text: SourceText, quoted: list[str]) -> None:
    """Explain every quotation with one letter changed."""
    for quotation in quoted:
        changed = f"{quotation[:-1]}x"
        assert not find(text, changed)
        explain(text, changed)


def seconds(work: Callable[[SourceText, list[str]], None], text: list[str], quoted: list[str]) -> float:
    """Return the median time that some work on a text takes, reading the text included."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work(SourceText.from_paragraphs(text), quoted)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def quotations_table() -> Table:
    """Find quotations that are in a text, and explain others that nearly are."""
    chance = random.Random(1)
    text = paragraphs(chance)
    quoted = quotations(chance, text)
    rows = [[label, f"{seconds(work, text, quoted):.2f}"] for label, work in WORK.items()]
    return Table(NAME, f"{QUOTATIONS} quotations, {WORDS:,} words; {RUNS} runs; {machine()}.", HEAD, rows)


NAME: Final = "quotations"
HEAD: Final = ("quotations", "s, median")
WORK: Final = {"that are in the text": find_all, "with a letter changed": explain_all}
