"""The sentences of a text that can be quoted as they are: whole, short, and understood without their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.checks.language import changed_by_negation, sentences
from debatekit.sources.quotes import find
from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.checks.language import WordList
    from debatekit.sources.text import SourceText

FEWEST, MOST = 4, 25
"""Words of a sentence that is proposed; 25 is what `checks: max_quote_words` allows if nothing else is said."""

LONGEST: Final = 240
"""Characters of a sentence that is proposed, for languages that put no spaces between words."""

END: Final = re.compile(r"[.!。！।][\"')]*$")
MARKS: Final = re.compile(r"[\[\]?？…*]|\.\.\.|\. \. \.")
"""Questions, and marks that mean something in a quotation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text as it is written there, its paragraph, and the numbers of the text's words in it."""

    text: str
    paragraph: int
    words: frozenset[int]


def quotable_sentences(source: SourceText, wordlist: WordList | None) -> list[Sentence]:
    """Return the sentences of `source` that can be quoted as they are, in order.

    Left out are questions, headings, fragments, sentences that stand in the text more than once, that lean on the one
    before by a word of the list, or that a word before them turns round: what `debatekit check` would object to.
    """
    return [
        sentence
        for number, paragraph in enumerate(source.paragraphs, 1)
        for written in sentences(paragraph)
        if _is_whole(written) and not (wordlist and wordlist.leans(written))
        for sentence in _located(source, number, written, wordlist)
    ]


def _is_whole(sentence: str) -> bool:
    """Tell whether a folded sentence stands by itself, by its form."""
    length = sum(any(map(str.isalnum, word)) for word in sentence.split())
    first = sentence.lstrip("\"'(")[:1]
    return (
        (FEWEST <= length <= MOST or not any(map(_has_case, sentence)))
        and length <= MOST
        and len(sentence) <= LONGEST
        and first.isalnum()
        and not first.islower()
        and not sentence.isupper()
        and bool(END.search(sentence))
        and not MARKS.search(sentence)
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )


def _has_case(character: str) -> bool:
    return character.isupper() or character.islower()


def _located(source: SourceText, paragraph: int, sentence: str, wordlist: WordList | None) -> Iterator[Sentence]:
    """Yield the sentence as it is written, if it stands in the text once."""
    if source.normalized.count(sentence) != 1:
        return
    for passage in find(source, sentence):
        written = source.original(*passage.spans[0])
        if normalize(written) != sentence or passage.place.paragraph != paragraph or len(passage.spans) > 1:
            continue
        if not (wordlist and changed_by_negation(passage, written, wordlist)):
            yield Sentence(written, paragraph, frozenset(passage.words))
