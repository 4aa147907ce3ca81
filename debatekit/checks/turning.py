"""Words such as "not" that a quotation leaves out, adds, or stops short of, so that it may say the opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from debatekit.sources.quotation import parse_quotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debatekit.checks.wordlists import WordList
    from debatekit.motion.texts import QuotedWords
    from debatekit.sources.finding import Passage

NEAR: Final = 2
"""How many words before or behind a quotation may turn it."""

SENTENCE_END: Final = re.compile(r"[.!?:;]['\")\]]*$")

PAUSE: Final = re.compile(r"[.,!?:;]['\")\]]*$|^['\")\]]*[.,!?:;]")
"""A mark that ends a thought, at the end of some words or at the start of what follows."""

SOFTENED: Final = frozenset({"only", "merely", "just", "simply", "solely"})
"""Behind these, "not" adds to what follows and does not deny it."""


def turning_words(passage: Passage, quoted: QuotedWords, wordlist: WordList) -> str:
    """Return a sentence, without its full stop, on a word that turns a quotation round; nothing if there is none.

    Words to weigh may be a single word of a sentence, whatever stands before it.
    """
    if word := _negation(passage.left_out.split(), wordlist):
        return f"the ellipsis leaves out the word '{word}'"
    if word := _negation(" ".join(parse_quotation(quoted.text).added).split(), wordlist):
        return f"the word '{word}' is added in brackets"
    weighed = quoted.path[:2] == ("evaluation", "words")
    if not weighed and (word := _negation(_before(passage), wordlist)):
        return f"the word '{word}' stands just before it in the source"
    if not weighed and (word := _negation(_behind(passage), wordlist)):
        return f"the word '{word}' stands just behind it in the source"
    return ""


def _negation(words: Iterable[str], wordlist: WordList) -> str:
    return next((bare for word in words if wordlist.is_negation(bare := word.strip('.,;:!?"()[]'))), "")


def _behind(passage: Passage) -> list[str]:
    """Return the next words of the same sentence, up to a mark such as a comma."""
    text, end = passage.text.folded, passage.spans[-1][1]
    rest = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    if PAUSE.search(text[:end]) or PAUSE.match(rest):
        return []
    words = rest.split()[:NEAR]
    ends = [number for number, word in enumerate(words, 1) if PAUSE.search(word)]
    return words[: ends[0]] if ends else words


def _before(passage: Passage) -> list[str]:
    """Return the last words of the same sentence that stand before a passage."""
    start = passage.text.folded.rfind("\n", 0, passage.spans[0][0]) + 1
    words = passage.text.folded[start : passage.spans[0][0]].split()[-NEAR:]
    ends = [number for number, word in enumerate(words, 1) if SENTENCE_END.search(word)]
    words = words[ends[-1] :] if ends else words
    return [] if words and words[-1].lower() in SOFTENED else words
