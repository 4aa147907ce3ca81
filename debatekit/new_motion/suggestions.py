"""Suggest what a motion may quote from a text: sentences, claims to check, words to weigh, terms and a citation.

Suggestions are few, spread over the text, and each is to be kept or deleted. A wrong guess at the citation would be
printed as a reference, so what is uncertain is `not stated`.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, pairwise, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.checks.language import WordList, changed_by_negation, read_wordlist, reading_level, sentences, words
from debatekit.files import is_within
from debatekit.new_motion.citation import Stated, confirmed, find_citation
from debatekit.sources.quotes import find
from debatekit.sources.readers import read_metadata, read_source
from debatekit.sources.text import MONTHS, SourceText, normalize

QUOTATIONS, CLAIMS, WORDS, TERMS = 5, 5, 4, 5  # suggestions of each kind, at most
MAX_QUOTED: Final = 0.07  # the share of the text that a new motion quotes; a tenth may be quoted in all
MAX_SUGGESTED: Final = 0.25  # the share of the text that its author is given to choose from
GOOD_LENGTH: Final = 12  # words of a sentence that is easily read aloud and remembered
MIN_WORDS, MAX_WORDS = 4, 25  # of a sentence; 25 is what `debatekit check` allows by default
MAX_CHARACTERS: Final = 240  # of a sentence, for languages without spaces between words

SENTENCE_END: Final = re.compile(r"[.!。！।][\"')]*$")
UNQUOTABLE: Final = re.compile(r"[\[\]?？…*]|\.\.\.|\. \. \.")  # questions, and what has a meaning in a quotation
FIGURE: Final = re.compile(r"(?<!\w)\d")
_MONTHS: Final = "|".join(map(str.title, MONTHS))
DATE: Final = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d|(?<![\w.,])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)"
)
CLAIM_KINDS: Final = {"figure": 1, "demand": 2, "forecast": 3, "date": 4, "name": 5}  # the surest first

TERM: Final = re.compile(r"[^\W\d_]{9,40}(?:['-][^\W\d_]+)*")
ABBREVIATION: Final = re.compile(r"(?<![\w.&-])[^\W\d_]{2,6}(?![\w.&-])")
CAPITALIZED: Final = r"[^\W\d_a-z][^\W\d_]*"
STEM: Final = 6  # letters; of terms that share so many at the beginning, one is enough


class Suggestion(NamedTuple):
    """Words that a motion may quote, as they are written in a text."""

    quote: str
    paragraph: int
    words: frozenset[int]  # the indexes of the words in the text
    kind: str = ""  # of claim, one of `CLAIM_KINDS`, or of word, as in the word list
    in_use: bool = True  # the new motion quotes it; else it is a comment, to choose from


class Suggestions(NamedTuple):
    """What a motion may take from a text, and the text's measures."""

    file: str  # as the motion names it
    citation: dict[str, Stated]
    claims: list[Suggestion]
    words: list[Suggestion]
    quotations: list[Suggestion]
    terms: list[str]
    word_count: int
    quoted_count: int  # words of the text that the new motion quotes
    paragraph_count: int
    assumed_encoding: str  # the encoding of the file, if it was guessed
    level: float | None  # see `checks.language.reading_level`


def suggest_from(
    file: Path, motion: Path, language: str, *, folders: tuple[Path, ...], today: date, root: Path = Path()
) -> Suggestions:
    """Return suggestions from the text in `file` for a motion file at `motion`, in the workspace `root`.

    A motion names no file outside its workspace: such a text is named as if it were beside the motion. `folders` have
    the word lists, `today` is the latest date that a text can have. Raises `DebatekitError` if it cannot be read.
    """
    source, metadata = read_source(file), read_metadata(file)
    if file.suffix.lower() == ".docx":
        metadata = confirmed(metadata, source)
    path, folder, name = file.resolve(), motion.parent.resolve(), file.name
    if is_within(file, motion.parent, root) and path.anchor == folder.anchor:
        name = Path(os.path.relpath(path, folder)).as_posix()
    wordlist = read_wordlist(folders, language)
    word_count, paragraph_count = len(source.words), len(source.paragraphs)
    max_quoted, max_suggested = int(MAX_QUOTED * word_count), int(MAX_SUGGESTED * word_count)
    weighed = _within(_sample(_words_to_weigh(source, wordlist), WORDS, paragraph_count), max_quoted)
    found = quotable_sentences(source, wordlist)
    claims = _within(_sample((it for it in found if it.kind), CLAIMS, paragraph_count), max_suggested // 2)
    quotations = _sample((it._replace(kind="") for it in found if it not in claims), QUOTATIONS, paragraph_count)
    quotations = _within(quotations, max_suggested - _count(claims))
    used = _within([*weighed, *sorted(claims, key=lambda claim: len(claim.words))], max_quoted)
    return Suggestions(
        file=name,
        citation=find_citation(source, metadata, today, language),
        assumed_encoding=source.assumed_encoding,
        claims=[claim._replace(in_use=claim in used) for claim in _in_order(claims)],
        words=_in_order(weighed),
        quotations=_in_order(quotations),
        terms=likely_terms(source, wordlist),
        word_count=word_count,
        quoted_count=_count(used),
        paragraph_count=paragraph_count,
        level=reading_level("\n".join(source.paragraphs), language),
    )


def quotable_sentences(source: SourceText, wordlist: WordList | None) -> list[Suggestion]:
    """Return the sentences of `source` that can be quoted as they are, in order.

    Left out is what `debatekit check` would object to: questions, headings, fragments, repeated sentences, and those
    that depend on the one before or that a word before them negates.
    """
    return [
        Suggestion(written, number, frozenset(passages[0].words), claim_kind(written, wordlist))
        for number, paragraph in enumerate(source.paragraphs, 1)
        for sentence in sentences(paragraph)
        if _is_whole(sentence) and not (wordlist and wordlist.leans(sentence))
        if len(passages := find(source, sentence)) == source.normalized.count(sentence) == 1
        if normalize(written := source.original(*passages[0].spans[0])) == sentence
        if passages[0].paragraphs == (number,)
        if not (wordlist and changed_by_negation(passages[0], written, wordlist))
    ]


def claim_kind(sentence: str, wordlist: WordList | None) -> str:
    """Return what a sentence claims, one of `CLAIM_KINDS`, or nothing if its form does not show it."""
    without_dates = DATE.sub("", sentence)
    long_words = [word for word in (word.strip("\"'(),;:.!") for word in sentence.split()[1:]) if len(word) > 1]
    has_abbreviation = any(word.isalpha() and word.isupper() for word in long_words)
    signs = {
        "figure": FIGURE.search(without_dates),
        "demand": wordlist and wordlist.find("demands", sentence),
        "forecast": wordlist and wordlist.find("forecasts", sentence),
        "date": without_dates != sentence,
        "name": has_abbreviation or any(a[0].isupper() and b[0].isupper() for a, b in pairwise(long_words)),
    }
    return next((kind for kind, sign in signs.items() if sign), "")


def likely_terms(source: SourceText, wordlist: WordList | None) -> list[str]:
    """Return at most `TERMS` words or names of `source`: repeated long words, abbreviations and names."""
    paragraphs = [normalize(paragraph) for paragraph in source.paragraphs]
    prose = "\n".join(text for text in paragraphs if re.search(r"[.!?]", text) and not text.isupper())
    articles = "|".join(map(re.escape, wordlist.articles if wordlist else ())) or "(?!)"
    names = _by_count(re.findall(rf"\b(?i:{articles}) ({CAPITALIZED}(?: {CAPITALIZED}){{1,4}})", prose))
    found = TERM.findall("\n".join(paragraphs))
    spellings = {word.lower(): word for word in sorted(found)}  # a word in small letters, if there is one
    counts = Counter(map(str.lower, found)).most_common()
    repeated = [word for word, count in counts if count > 1 and not word.endswith("ly")]
    long_words = [spellings[it] for it in repeated if not (wordlist and wordlist.is_one("everyday", it))]
    abbreviations = filter(str.isupper, _by_count(ABBREVIATION.findall(prose)))
    chosen: list[str] = []
    for term in chain.from_iterable(zip_longest(long_words, abbreviations, names)):
        others = [other.lower() for other in chosen]
        lowered = (term or "").lower()
        if term and not any(it in lowered or lowered in it or it[:STEM] == lowered[:STEM] for it in others):
            chosen.append(term)
    return chosen[:TERMS]


def _by_count(found: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(found).most_common()]


def _sample(candidates: Iterable[Suggestion], limit: int, paragraphs: int) -> list[Suggestion]:
    """Return at most `limit` candidates, of all kinds and spread over the whole text."""
    left, counts = list(candidates), Counter[tuple[str, object]]()
    chosen: list[Suggestion] = []

    def groups(it: Suggestion) -> list[tuple[str, object]]:
        return [("kind", it.kind), ("part", (it.paragraph - 1) * limit // paragraphs), ("paragraph", it.paragraph)]

    def cost(it: Suggestion) -> list[int]:
        distance = abs(len(words(it.quote)) - GOOD_LENGTH)
        return [*(counts[group] for group in groups(it)), CLAIM_KINDS.get(it.kind, 0), distance]

    while left and len(chosen) < limit:
        chosen.append(min(left, key=cost))
        left.remove(chosen[-1])
        counts.update(groups(chosen[-1]))
    return chosen


def _words_to_weigh(source: SourceText, wordlist: WordList | None) -> Iterator[Suggestion]:
    for word in wordlist.suggestions(source) if wordlist else ():
        passages = [it for it in find(source, word.word) if word.paragraph in it.paragraphs]
        if wordlist and len(passages) == 1 and not changed_by_negation(passages[0], word.word, wordlist, is_word=True):
            yield Suggestion(word.word, word.paragraph, frozenset(passages[0].words), word.kind)


def _is_whole(sentence: str) -> bool:
    min_words = MIN_WORDS if sentence.upper() != sentence.lower() else 0
    first = sentence.lstrip("\"'(")[:1]
    word_count = sum(any(map(str.isalnum, word)) for word in sentence.split())
    is_sentence = first.isalnum() and not first.islower() and not sentence.isupper() and SENTENCE_END.search(sentence)
    is_balanced = sentence.count('"') % 2 == 0 and sentence.count("(") == sentence.count(")")
    is_short = min_words <= word_count <= MAX_WORDS and len(sentence) <= MAX_CHARACTERS
    return bool(is_sentence and is_balanced and is_short and not UNQUOTABLE.search(sentence))


def _within(found: list[Suggestion], max_words: int) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for suggestion in found:
        kept += [suggestion] if _count([*kept, suggestion]) <= max_words else []
    return kept


def _count(found: list[Suggestion]) -> int:
    return len(frozenset().union(*(suggestion.words for suggestion in found)))


def _in_order(found: list[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda suggestion: (suggestion.paragraph, min(suggestion.words)))
