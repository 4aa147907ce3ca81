"""Suggest terms to explain: abbreviations, long words that are repeated, and names of things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from debatekit.checks.language import WordList
    from debatekit.sources.text import SourceText

TERMS: Final = 5
LONG_WORD: Final = 9
"""Letters of a word that may be a term by its length."""
MAX_TERM: Final = 40
"""Characters."""
STEM: Final = 6
"""Letters; of words that share so many at the beginning, one is enough."""
MAX_NAMES: Final = 50
"""Names whose contexts are looked at."""
CONTEXT: Final = 12
"""Characters before a name that are looked at."""

WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
ABBREVIATION: Final = re.compile(r"(?<![\w.&-])[^\W\d_]{2,6}(?![\w.&-])")
PUNCTUATION: Final = "\"'(),;:.!?[]"
SENTENCE_START: Final = re.compile(r"(?:^|[.!?:…][\"')\]]*\s+)[\"'(\[]*$")


def likely_terms(source: SourceText, wordlist: WordList | None) -> list[str]:
    """Return at most `TERMS` words or names of `source`, as written there: the likeliest of each kind first."""
    paragraphs = [normalize(paragraph) for paragraph in source.paragraphs]
    prose = [paragraph for paragraph in paragraphs if re.search(r"[.!?]", paragraph) and not paragraph.isupper()]
    kinds = (_long_words(paragraphs, wordlist), _abbreviations(prose), _names(prose, wordlist))
    chosen: list[str] = []
    for term in chain.from_iterable(zip_longest(*kinds)):
        if term and len(chosen) < TERMS and not any(_alike(term, other) for other in chosen):
            chosen.append(term)
    return chosen


def _long_words(paragraphs: list[str], wordlist: WordList | None) -> Iterator[str]:
    """Yield long words that are repeated, the most frequent first, in their most frequent spelling."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in chain.from_iterable(map(WORD.findall, paragraphs)):
        if LONG_WORD <= len(word) <= MAX_TERM:
            spellings[word.lower()][word] += 1
    for lower, counts in sorted(spellings.items(), key=lambda item: -item[1].total()):
        is_everyday = wordlist is not None and wordlist.is_one("everyday", lower)
        if counts.total() >= 2 and not is_everyday and not lower.endswith("ly"):
            yield lower if lower in counts else counts.most_common(1)[0][0]


def _abbreviations(prose: list[str]) -> Iterator[str]:
    words = chain.from_iterable(map(ABBREVIATION.findall, prose))
    return (word for word, _ in Counter(filter(str.isupper, words)).most_common())


def _names(prose: list[str], wordlist: WordList | None) -> Iterator[str]:
    """Yield names of two to five capitalized words within a sentence, the most frequent first, then the longest.

    Names of persons are no terms: a name follows an article somewhere, if the articles of the language are known.
    """
    found: Counter[str] = Counter()
    for paragraph in prose:
        found.update(" ".join(run) for run in _capitalized_runs(paragraph, wordlist) if 2 <= len(run) <= 5)
    for name in sorted(found, key=lambda name: (-found[name], -len(name.split())))[:MAX_NAMES]:
        if len(name) <= MAX_TERM and any(_names_thing(before, wordlist) for before in _contexts(name, prose)):
            yield name


def _capitalized_runs(paragraph: str, wordlist: WordList | None) -> Iterator[list[str]]:
    """Yield the capitalized words, without articles, that follow one another with nothing but spaces between."""
    run: list[str] = []
    for word in paragraph.split():
        bare = word.strip(PUNCTUATION)
        is_article = wordlist is not None and wordlist.is_one("articles", bare)
        is_capitalized = bare[:1].isupper() and WORD.fullmatch(bare) is not None and not is_article
        if run and not (is_capitalized and word.startswith(bare)):
            yield run
            run = []
        if is_capitalized:
            run.append(bare.removesuffix("'s"))
        if run and not (word.endswith(bare) and bare == run[-1]):
            yield run
            run = []
    yield run


def _contexts(name: str, prose: Iterable[str]) -> Iterator[str]:
    """Yield the characters before each occurrence of a name within a sentence, where a capital means a name."""
    for paragraph in prose:
        for match in re.finditer(re.escape(name), paragraph):
            before = paragraph[max(0, match.start() - CONTEXT) : match.start()]
            if before and not SENTENCE_START.search(before):
                yield before


def _names_thing(before: str, wordlist: WordList | None) -> bool:
    if wordlist is None or not wordlist.articles:
        return True
    return before.endswith(" ") and wordlist.is_one("articles", (before.split() or [""])[-1])


def _alike(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one in other or other in one or one[:STEM] == other[:STEM]
