"""Words of a text that may need a meaning: abbreviations, long words that come again, and names of several words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from debatekit.sources.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from debatekit.checks.language import WordList
    from debatekit.sources.text import SourceText

MOST: Final = 5
LONG: Final = 9
"""Letters that a word has at least to be a term by its length."""
OFTEN: Final = 2
"""How often such a word stands in the text at least."""
STEM: Final = 6
"""Letters; of words that begin alike for so long, one is enough."""
LONGEST: Final = 40
"""Characters of the longest word, and of the longest name, that is proposed."""

WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
ABBREVIATION: Final = re.compile(r"(?<![\w.&-])[^\W\d_]{2,6}(?![\w.&-])")
AROUND: Final = "\"'(),;:.!?[]"
MOST_NAMES: Final = 50
"""Names whose places are looked at."""
LOOKED_AT: Final = 12
"""Characters before a name that are looked at."""
MOST_WORDS: Final = 5
"""Words of a name."""
SENTENCE_START: Final = re.compile(r"(?:^|[.!?:…][\"')\]]*\s+)[\"'(\[]*$")


def likely_terms(source: SourceText, wordlist: WordList | None) -> list[str]:
    """Return at most `MOST` words or names of `source`, as they are written there: the likeliest of each kind first."""
    text = [normalize(paragraph) for paragraph in source.paragraphs]
    running = [paragraph for paragraph in text if re.search(r"[.!?]", paragraph) and not paragraph.isupper()]
    kinds = (_long_words(text, wordlist), _abbreviations(running), _names(running, wordlist))
    mixed = chain.from_iterable(zip_longest(*(list(kind) for kind in kinds)))
    chosen: list[str] = []
    for term in mixed:
        if term and len(chosen) < MOST and not any(_alike(term, other) for other in chosen):
            chosen.append(term)
    return chosen


def _long_words(text: Iterable[str], wordlist: WordList | None) -> Iterator[str]:
    """Yield long words that come again, the most frequent first, as they are written most often."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paragraph in text:
        for word in WORD.findall(paragraph):
            if LONG <= len(word) <= LONGEST:
                forms[word.lower()][word] += 1
    for lower, written in sorted(forms.items(), key=lambda item: -item[1].total()):
        everyday = wordlist is not None and wordlist.is_one("everyday", lower)
        if written.total() >= OFTEN and not everyday and not lower.endswith("ly"):
            yield lower if lower in written else written.most_common(1)[0][0]


def _abbreviations(text: Iterable[str]) -> Iterator[str]:
    """Yield words in capitals, the most frequent first."""
    found = Counter(word for paragraph in text for word in ABBREVIATION.findall(paragraph) if word.isupper())
    yield from (word for word, _ in found.most_common())


def _names(text: Iterable[str], wordlist: WordList | None) -> Iterator[str]:
    """Yield names of two to five words with capitals within a sentence, the most frequent first, then the longest.

    Names of persons are no terms: a name stands behind an article somewhere, if the articles of the language are known.
    """
    found: Counter[str] = Counter()
    for paragraph in text:
        found.update(" ".join(run) for run in _runs(paragraph, wordlist) if 2 <= len(run) <= MOST_WORDS)
    for name in sorted(found, key=lambda name: (-found[name], -len(name.split())))[:MOST_NAMES]:
        if len(name) <= LONGEST and any(_is_of_a_thing(before, wordlist) for before in _before(name, text)):
            yield name


def _runs(paragraph: str, wordlist: WordList | None) -> Iterator[list[str]]:
    """Yield the words with capitals, but articles, that follow one another with nothing but spaces between."""
    run: list[str] = []
    for word in paragraph.split():
        bare = word.strip(AROUND)
        article = wordlist is not None and wordlist.is_one("articles", bare)
        capital = bare[:1].isupper() and WORD.fullmatch(bare) is not None and not article
        if run and not (capital and word.startswith(bare)):
            yield run
            run = []
        if capital:
            run.append(bare.removesuffix("'s"))
        if run and not (word.endswith(bare) and bare == run[-1]):
            yield run
            run = []
    yield run


def _before(name: str, text: Iterable[str]) -> Iterator[str]:
    """Yield the few characters before each place where a name stands within a sentence, and a capital means a name."""
    for paragraph in text:
        for match in re.finditer(re.escape(name), paragraph):
            before = paragraph[max(0, match.start() - LOOKED_AT) : match.start()]
            if before and not SENTENCE_START.search(before):
                yield before


def _is_of_a_thing(before: str, wordlist: WordList | None) -> bool:
    if wordlist is None or not wordlist.articles:
        return True
    return before.endswith(" ") and wordlist.is_one("articles", (before.split() or [""])[-1])


def _alike(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower() or one.lower()[:STEM] == other.lower()[:STEM]
