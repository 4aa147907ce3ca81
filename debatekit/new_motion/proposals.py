"""A text → what a motion may take from it: proposals, few, spread over the text, and each to be kept or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from debatekit.checks.language import changed_by_negation, reading_level, words
from debatekit.new_motion.choosing import spread
from debatekit.new_motion.claims import KINDS, claim_kind
from debatekit.new_motion.sentences import quotable_sentences
from debatekit.new_motion.terms import likely_terms
from debatekit.sources.quotes import find

if TYPE_CHECKING:
    from debatekit.checks.language import Suggestion, WordList
    from debatekit.new_motion.origin import Origin
    from debatekit.new_motion.sentences import Sentence
    from debatekit.sources.text import SourceText

MOST_QUOTATIONS, MOST_CLAIMS, MOST_WORDS = 5, 5, 4

MOST_IN_USE: Final = 0.07
"""The share of the text that the draft quotes, so that some of the tenth that may be quoted is left to its author."""

MOST_SHOWN: Final = 0.25
"""The share of the text that its author is given to choose from."""

BEST_LENGTH: Final = 12
"""Words of a sentence that is easily read aloud and remembered."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of the text that a motion may quote."""

    quote: str
    paragraph: int
    kind: str = ""
    """What kind of claim, one of `claims.KINDS`, or of word, as the list of words says."""
    in_use: bool = True
    """Whether the draft quotes it; else it stands there as a remark, to choose from."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a motion may take from a text, and what the text measures."""

    file: str
    """The text's file, as the motion names it."""
    origin: Origin
    claims: tuple[Proposal, ...]
    words: tuple[Proposal, ...]
    quotations: tuple[Proposal, ...]
    terms: tuple[str, ...]
    length: int
    """Its words."""
    quoted: int
    """Its words that the draft quotes."""
    paragraphs: int
    level: float | None
    """How hard it is to read: see `checks.language.reading`."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the text's file stands outside the motion's folder."""
        return self.file.startswith("../") or PurePath(self.file).is_absolute()


def propose(source: SourceText, file: str, origin: Origin, wordlist: WordList | None, language: str) -> Proposals:
    """Return the proposals from the text of `file`; without a list of words for its language, fewer."""
    length, paragraphs = len(source.words), len(source.paragraphs)
    looked_at = _words(source, wordlist)
    used = {number for _, numbers in looked_at for number in numbers}
    while looked_at and len(used) > MOST_IN_USE * length:
        looked_at.pop()
        used = {number for _, numbers in looked_at for number in numbers}

    sentences = quotable_sentences(source, wordlist)
    kinds = {sentence: claim_kind(sentence.text, wordlist) for sentence in sentences}
    shown = int(MOST_SHOWN * length)
    stating = [sentence for sentence in sentences if kinds[sentence]]
    claims = spread(stating, MOST_CLAIMS, paragraphs, kind=kinds.__getitem__, worth=lambda it: _worth(it, kinds[it]))
    claims = _within(claims, shown // 2)
    left = [sentence for sentence in sentences if sentence not in claims]
    chosen = spread(left, MOST_QUOTATIONS, paragraphs, kind=lambda _: "", worth=_worth)
    chosen = _within(chosen, shown - sum(len(claim.words) for claim in claims))

    in_use = set()
    for claim in sorted(claims, key=lambda claim: len(claim.words)):
        if len(used | claim.words) <= MOST_IN_USE * length:
            used |= claim.words
            in_use.add(claim)
    return Proposals(
        file,
        origin,
        tuple(Proposal(it.text, it.paragraph, kinds[it], it in in_use) for it in _in_order(claims)),
        tuple(sorted((proposal for proposal, _ in looked_at), key=lambda it: it.paragraph)),
        tuple(Proposal(it.text, it.paragraph, in_use=False) for it in _in_order(chosen)),
        tuple(likely_terms(source, wordlist)),
        length,
        len(used),
        paragraphs,
        reading_level("\n".join(source.paragraphs), language),
    )


def _words(source: SourceText, wordlist: WordList | None) -> list[tuple[Proposal, set[int]]]:
    """Return words to look at, the best first, each with the numbers of the words in the text that it takes."""
    if wordlist is None:
        return []
    found: dict[Suggestion, set[int]] = {}
    for suggestion in wordlist.suggestions(source):
        passages = [it for it in find(source, suggestion.word) if suggestion.paragraph in it.paragraphs]
        if len(passages) == 1 and not changed_by_negation(passages[0], suggestion.word, wordlist, is_word=True):
            found[suggestion] = passages[0].words
    chosen = spread(
        list(found), MOST_WORDS, len(source.paragraphs), kind=lambda it: it.kind, worth=lambda it: len(it.word)
    )
    return [(Proposal(it.word, it.paragraph, it.kind), found[it]) for it in chosen]


def _worth(sentence: Sentence, kind: str = "") -> float:
    """Return more for a sentence whose kind is told more surely, and then for one that is neither long nor short."""
    surely = 100 * (len(KINDS) - KINDS.index(kind)) if kind else 0
    return surely - abs(len(words(sentence.text)) - BEST_LENGTH)


def _within(sentences: list[Sentence], most: int) -> list[Sentence]:
    """Return the first sentences that have at most so many words together."""
    kept: list[Sentence] = []
    for sentence in sentences:
        if sum(len(other.words) for other in kept) + len(sentence.words) <= most:
            kept.append(sentence)
    return kept


def _in_order(sentences: list[Sentence]) -> list[Sentence]:
    return sorted(sentences, key=lambda sentence: min(sentence.words))
