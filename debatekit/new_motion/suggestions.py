"""Suggest what a motion may quote from a text: sentences, claims to check, words to weigh, terms and a citation.

Suggestions are few, spread over the text, and each is to be kept or deleted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from debatekit.checks.citations import MONTHS
from debatekit.checks.language import changed_by_negation, read_wordlist, reading_level, sentences, words
from debatekit.errors import DebatekitError
from debatekit.files import UNPRINTABLE, is_within
from debatekit.new_motion.citation import confirmed, find_citation
from debatekit.new_motion.terms import likely_terms
from debatekit.sources.quotes import find
from debatekit.sources.readers import read_metadata, read_source
from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from debatekit.checks.language import WordList
    from debatekit.new_motion.citation import Citation
    from debatekit.sources.text import SourceText

QUOTATIONS, CLAIMS, WORDS = 5, 5, 4
"""Suggestions of each kind, at most."""
MAX_QUOTED: Final = 0.07
"""The share of the text that a new motion quotes; of the tenth that may be quoted, some is left to its author."""
MAX_SUGGESTED: Final = 0.25
"""The share of the text that its author is given to choose from."""
GOOD_LENGTH: Final = 12
"""Words of a sentence that is easily read aloud and remembered."""
MIN_WORDS, MAX_WORDS = 4, 25
"""Words of a sentence; 25 is what `debatekit check` allows by default."""
MAX_CHARACTERS: Final = 240
"""Characters of a sentence, for languages without spaces between words."""

SENTENCE_END: Final = re.compile(r"[.!。！।][\"')]*$")
UNQUOTABLE: Final = re.compile(r"[\[\]?？…*]|\.\.\.|\. \. \.")
"""Questions, and characters that have a meaning in a quotation."""
YEAR: Final = re.compile(r"(?<![\w.,])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
FIGURE: Final = re.compile(r"(?<!\w)\d")
_MONTHS: Final = "|".join(map(str.title, MONTHS))
MONTH: Final = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d")
CLAIM_KINDS: Final = ("figure", "demand", "forecast", "date", "name")
"""Kinds of claims, the surest first. The template has a question for each."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that a motion may quote, as they are written in a text."""

    quote: str
    paragraph: int
    words: frozenset[int]
    """The indexes of the words in the text."""
    kind: str = ""
    """The kind of claim, one of `CLAIM_KINDS`, or of word, as in the list of words."""
    in_use: bool = True
    """Whether the new motion quotes it; else it is a comment, to choose from."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a motion may take from a text, and the text's measures."""

    file: str
    """The text's file, as the motion names it."""
    citation: Citation
    claims: list[Suggestion]
    words: list[Suggestion]
    quotations: list[Suggestion]
    terms: list[str]
    word_count: int
    quoted_count: int
    """Words of the text that the new motion quotes."""
    paragraph_count: int
    level: float | None
    """How hard it is to read: see `checks.language.reading_level`."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the text's file is outside the motion's folder."""
        return self.file.startswith("../") or PurePath(self.file).is_absolute()


def suggest_from(
    file: Path, motion: Path, language: str, *, folders: tuple[Path, ...], today: date, root: Path = Path()
) -> Suggestions:
    """Return suggestions from the text in `file` for a motion file at `motion`, in the workspace `root`.

    A motion names no file outside its workspace: such a text is named as if it were beside the motion. `folders` have
    the lists of words, `today` is the latest date that a text can have. Raises `DebatekitError` if the text cannot be
    read, or if its file has a name that cannot be written in a motion file.
    """
    source = read_source(file)
    metadata = read_metadata(file)
    if file.suffix.lower() == ".docx":
        metadata = confirmed(metadata, source)
    name = _relative(file, motion.parent) if is_within(file, motion.parent, root) else file.name
    if name != " ".join(name.split()) or UNPRINTABLE.search(name):
        message = "the name of this file cannot be written in a motion file"
        raise DebatekitError.for_file(file, message, "Give it a name of letters, digits and hyphens.")
    return suggest(source, name, find_citation(source, metadata, today), read_wordlist(folders, language), language)


def suggest(source: SourceText, file: str, citation: Citation, wordlist: WordList | None, language: str) -> Suggestions:
    """Return the suggestions from the text of `file`; without a list of words for its language, fewer."""
    word_count, paragraph_count = len(source.words), len(source.paragraphs)
    max_quoted, max_suggested = int(MAX_QUOTED * word_count), int(MAX_SUGGESTED * word_count)
    weighed = _words_to_weigh(source, wordlist)
    while len(_all_words(weighed)) > max_quoted:
        weighed.pop()

    found = quotable_sentences(source, wordlist)
    claims = sample([it for it in found if it.kind], CLAIMS, paragraph_count, kind=lambda it: it.kind, worth=_worth)
    claims = _within(claims, max_suggested // 2)
    others = [sentence for sentence in found if sentence not in claims]
    quotations = sample(others, QUOTATIONS, paragraph_count, kind=lambda _: "", worth=lambda it: -_distance(it))
    quotations = _within(quotations, max_suggested - sum(len(claim.words) for claim in claims))

    used = _all_words(weighed)
    for claim in sorted(claims, key=lambda claim: len(claim.words)):
        if len(used | claim.words) <= max_quoted:
            used |= claim.words
    return Suggestions(
        file=file,
        citation=citation,
        claims=[replace(claim, in_use=claim.words <= used) for claim in _in_order(claims)],
        words=_in_order(weighed),
        quotations=_in_order(quotations),
        terms=likely_terms(source, wordlist),
        word_count=word_count,
        quoted_count=len(used),
        paragraph_count=paragraph_count,
        level=reading_level("\n".join(source.paragraphs), language),
    )


def quotable_sentences(source: SourceText, wordlist: WordList | None) -> list[Suggestion]:
    """Return the sentences of `source` that can be quoted as they are, in order.

    Left out is what `debatekit check` would object to: questions, headings, fragments, sentences that occur more than
    once, that depend on the one before by a word of the list, or that a word before them negates.
    """
    return [
        located
        for number, paragraph in enumerate(source.paragraphs, 1)
        for sentence in sentences(paragraph)
        if _is_whole(sentence) and not (wordlist and wordlist.leans(sentence))
        for located in _located(source, number, sentence, wordlist)
    ]


def claim_kind(sentence: str, wordlist: WordList | None) -> str:
    """Return what a sentence claims, one of `CLAIM_KINDS`, or nothing if its form does not show it."""
    without_dates = YEAR.sub("", MONTH.sub("", sentence))
    if FIGURE.search(without_dates):
        return "figure"
    if wordlist and wordlist.find("demands", sentence):
        return "demand"
    if wordlist and wordlist.find("forecasts", sentence):
        return "forecast"
    if without_dates != sentence:
        return "date"
    return "name" if _has_name(sentence) else ""


def sample(
    candidates: Sequence[Suggestion],
    limit: int,
    paragraphs: int,
    *,
    kind: Callable[[Suggestion], str],
    worth: Callable[[Suggestion], float],
) -> list[Suggestion]:
    """Return at most `limit` candidates, of all kinds and spread over the whole text.

    Each choice is of the kind chosen least so far, then from the part of the text chosen from least (the `paragraphs`
    of the text are divided into `limit` parts), then from a fresh paragraph, then of the greatest worth, then the
    first.
    """
    left = list(candidates)
    chosen: list[Suggestion] = []
    counts: Counter[object] = Counter()

    def groups(candidate: Suggestion) -> tuple[object, ...]:
        part = (candidate.paragraph - 1) * limit // max(paragraphs, 1)
        return ("kind", kind(candidate)), ("part", part), ("paragraph", candidate.paragraph)

    while left and len(chosen) < limit:
        best = min(left, key=lambda it: (*(counts[group] for group in groups(it)), -worth(it)))
        left.remove(best)
        chosen.append(best)
        counts.update(groups(best))
    return chosen


def _relative(file: Path, folder: Path) -> str:
    """Return the path from `folder` to `file`, if there is one."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on Windows, another drive
        return file.resolve().as_posix()


def _words_to_weigh(source: SourceText, wordlist: WordList | None) -> list[Suggestion]:
    """Return words to weigh, the best first."""
    found = []
    for word in wordlist.suggestions(source) if wordlist else ():
        passages = [it for it in find(source, word.word) if word.paragraph in it.paragraphs]
        if wordlist and len(passages) == 1 and not changed_by_negation(passages[0], word.word, wordlist, is_word=True):
            found.append(Suggestion(word.word, word.paragraph, frozenset(passages[0].words), word.kind))
    return sample(found, WORDS, len(source.paragraphs), kind=lambda it: it.kind, worth=lambda it: len(it.quote))


def _is_whole(sentence: str) -> bool:
    """Return whether a folded sentence can be understood by itself, by its form."""
    word_count = sum(any(map(str.isalnum, word)) for word in sentence.split())
    has_case = any(character.isupper() or character.islower() for character in sentence)
    first = sentence.lstrip("\"'(")[:1]
    return (
        (MIN_WORDS if has_case else 0) <= word_count <= MAX_WORDS
        and len(sentence) <= MAX_CHARACTERS
        and first.isalnum()
        and not first.islower()
        and not sentence.isupper()
        and bool(SENTENCE_END.search(sentence))
        and not UNQUOTABLE.search(sentence)
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )


def _located(source: SourceText, paragraph: int, sentence: str, wordlist: WordList | None) -> Iterator[Suggestion]:
    """Yield the sentence as it is written, if it is in the text once."""
    if source.normalized.count(sentence) != 1:
        return
    for passage in find(source, sentence):
        written = source.original(*passage.spans[0])
        if normalize(written) != sentence or passage.place.paragraph != paragraph or len(passage.spans) > 1:
            continue
        if not (wordlist and changed_by_negation(passage, written, wordlist)):
            yield Suggestion(written, paragraph, frozenset(passage.words), claim_kind(written, wordlist))


def _has_name(sentence: str) -> bool:
    """Return whether two capitalized words follow one another, or one is all capitals, after the first word."""
    after_first = [word.strip("\"'(),;:.!") for word in sentence.split()][1:]
    capitalized = [word[:1].isupper() and len(word) > 1 for word in after_first]
    is_acronym = any(len(word) > 1 and word.isalpha() and word.isupper() for word in after_first)
    return is_acronym or any(map(all, pairwise(capitalized)))


def _worth(sentence: Suggestion) -> float:
    """Return more for a surer kind of claim, and then for a sentence that is neither long nor short."""
    return 100 * (len(CLAIM_KINDS) - CLAIM_KINDS.index(sentence.kind)) - _distance(sentence)


def _distance(sentence: Suggestion) -> int:
    return abs(len(words(sentence.quote)) - GOOD_LENGTH)


def _within(found: list[Suggestion], max_words: int) -> list[Suggestion]:
    """Return the first sentences that have at most `max_words` together."""
    kept: list[Suggestion] = []
    for sentence in found:
        if sum(len(other.words) for other in kept) + len(sentence.words) <= max_words:
            kept.append(sentence)
    return kept


def _in_order(found: list[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda suggestion: (suggestion.paragraph, min(suggestion.words)))


def _all_words(found: list[Suggestion]) -> frozenset[int]:
    return frozenset().union(*(suggestion.words for suggestion in found))
