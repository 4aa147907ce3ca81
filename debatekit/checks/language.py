"""What a text measures: its words, its sentences, and how hard it is to read, as an estimate.

The formulas count letters, words and sentences, so nothing is guessed about syllables. They are two lines of
arithmetic; the libraries that know them fetch a corpus or count syllables by rules of thumb.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from markdown_it import MarkdownIt

from debatekit.sources import fold

SHORTEST: Final = 40
"""Words that a text has at least for an estimate: the formulas were made for longer ones."""

SCHOOL_AGE: Final = 5
"""Years between a grade of a school in the United States and the age of its pupils."""

LONG_WORD: Final = 6
"""Letters; words with more count as long (Björnsson, Läsbarhet, 1968)."""

MOST_REMEMBERED: Final = 256
"""Texts that are remembered without their Markdown: several checks look at each text of a motion."""

WORD: Final = re.compile(r"\w+(?:[-'.]\w+)*")
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|approx|p|pp|Fig|ca|e\.g|i\.e)\.$"
)
SENTENCE_END: Final = re.compile(r"(?:[.!?]+|…)[\"')\]]*(?=\s+[\"'(\[]*[^\W_a-z]|\s*$)")


@lru_cache(MOST_REMEMBERED)
def plain(text: str) -> str:
    """Return long text without its Markdown: a line for each paragraph and each item of a list."""
    tokens = _parser().parse(text)
    inline = (token.children or [] for token in tokens if token.type == "inline")
    lines = ("".join(_written(child.type, child.content) for child in children) for children in inline)
    return "\n".join(lines)


def words(text: str) -> list[str]:
    """Return the words of a text; what is joined by a hyphen or an apostrophe is one."""
    return WORD.findall(fold(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order; the end of a line ends a sentence, too.

    A full stop behind an initial or a common abbreviation, or before a small letter, ends none.
    """
    found = []
    for line in text.splitlines():
        written = fold(line)
        start = 0
        for match in SENTENCE_END.finditer(written):
            before = written[start : match.end()]
            if match.end() < len(written) and ABBREVIATION.search(before):
                continue
            found.append(before)
            start = match.end()
        found.append(written[start:])
    return [stripped for sentence in found if (stripped := sentence.strip()) and words(stripped)]


def is_english(language: str) -> bool:
    """Tell whether a language tag such as en-GB means English."""
    return language.lower().partition("-")[0] == "en"


def reading(text: str, language: str, shortest: int = SHORTEST) -> float | None:
    """Return how hard a text is to read, as an estimate; None if it has fewer than `shortest` words.

    For English this is an age in years: the grade of the Automated Readability Index (Senter and Smith, 1967) and
    five. For other languages it is LIX (Björnsson, 1968), which has no ages: below 30 is very easy, above 60 very
    hard.
    """
    found = words(text)
    if not found or len(found) < shortest:
        return None
    length = len(found) / len(sentences(text))
    if is_english(language):
        letters = sum(sum(map(str.isalnum, word)) for word in found)
        return max(SCHOOL_AGE, 4.71 * letters / len(found) + 0.5 * length - 21.43 + SCHOOL_AGE)
    return length + 100 * sum(sum(map(str.isalpha, word)) > LONG_WORD for word in found) / len(found)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(["list", "newline", "emphasis", "link", "escape"])


def _written(kind: str, content: str) -> str:
    return " " if kind in {"softbreak", "hardbreak"} else content
