"""Language checks: sentences, reading level, word lists and negations."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, StringConstraints

from debatekit.checks import rules
from debatekit.checks.sentences import CLOSING, sentences
from debatekit.errors import shorten
from debatekit.files import base_language, find_file, variants
from debatekit.motion.loader import LoadedMotion, reading_parts
from debatekit.motion.markdown import plain
from debatekit.sources.quotes import Passage, parse_quotation
from debatekit.sources.text import SourceText, count_words, has_unspaced, normalize
from debatekit.validation import read_model

WORD: Final = re.compile(r"\w+(?:[-'.]\w+)*")


def words(text: str) -> list[str]:
    """Return the words of a text; a compound with hyphens or apostrophes is one word."""
    return WORD.findall(normalize(text))


MIN_AGE: Final = 5  # the age of pupils in the first grade of a school in the United States, less one year
MAX_AGE: Final = 20  # that is reported; the formulas were made for schools and do not distinguish higher ones


def is_english(language: str) -> bool:
    """Return whether a language tag such as en-GB is English."""
    return base_language(language) == "en"


def reading_level(text: str, language: str, min_words: int = 40) -> float | None:
    """Return an estimate of how hard a text is to read, or None if it has fewer than `min_words`.

    There is none for scripts without spaces between words.
    For English this is an age in years: the grade of the Automated Readability Index (Senter and Smith, 1967) plus
    five. For other languages it is LIX (Björnsson, 1968): below 30 is very easy, above 60 very hard.
    """
    number, long, ends = counts(text, language)
    if number < max(1, min_words) or (has_unspaced(text) and count_words(text) > 2 * len(text.split())):
        return None
    length = number / max(1, ends)
    if is_english(language):
        return max(MIN_AGE, 4.71 * long / number + 0.5 * length - 21.43 + MIN_AGE)
    return length + 100 * long / number


def counts(text: str, language: str) -> tuple[int, int, int]:
    """Return the numbers of words, of letters in them (or, if not English, of LIX's long words) and of sentences."""
    words, long, ends = map(sum, zip((0, 0, 0), *(_counts(line, language) for line in text.splitlines()), strict=True))
    return words, long, ends


@lru_cache(256)  # several checks measure each text of a motion
def _counts(line: str, language: str) -> tuple[int, int, int]:
    found = words(line)
    if is_english(language):
        long = sum(map(str.isalnum, "".join(found)))
    else:
        long = sum(sum(map(str.isalpha, word)) > 6 for word in found)
    return len(found), long, len(sentences(line, language))


def reading_level_findings(file: LoadedMotion) -> Iterator[rules.Finding]:
    """Yield a finding for each part of an English motion that is too hard for the youngest of its `ages`."""
    motion = file.motion
    if motion.ages is None or not is_english(motion.language):
        return
    limit = motion.ages.youngest + motion.checks.max_years_above
    hint = "Split long sentences and choose shorter words; the hardest sentences come first below."
    for part in reading_parts(motion):
        text = "\n".join(map(plain, part.texts))
        age = reading_level(text, motion.language) or 0
        if round(age) > limit:
            parts = sentences(text, motion.language)
            levels = ((reading_level(it, motion.language, min_words=8) or 0, it) for it in parts)
            hardest = sorted((it for it in levels if it[0] > limit), reverse=True)[:3]
            message = f"{part.name} reads like a text for the age of {min(age, MAX_AGE):.0f} (an estimate)"
            message += f", and the youngest are {motion.ages.youngest}"
            details = (f"age {min(age, MAX_AGE):.0f}, {len(words(it))} words: {shorten(it, 70)}" for age, it in hardest)
            yield rules.TOO_HARD.at(file, part.path, message, hint, details)


WordPattern = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"\w")]  # `*` matches any letters


class Suggestion(NamedTuple):
    """A word of a source that may be worth a look: its kind as the word list names it, and its place."""

    word: str
    kind: str
    paragraph: int
    line: int


class WordList(BaseModel, extra="forbid", frozen=True, defer_build=True):
    """The words of a language that are worth a second look: they are pointed out, and never judged."""

    hedges: list[WordPattern]  # words that leave something open
    loaded: dict[str, list[WordPattern]]  # words that do the work of reasons, by what they do
    negations: list[WordPattern]

    def find(self, kind: str, text: str) -> list[str]:
        """Return the words of a kind in a text, in order."""
        return self.pattern(kind).findall(normalize(text))

    def is_one(self, kind: str, word: str) -> bool:
        """Return whether a word is one of a kind."""
        return bool(self.pattern(kind).fullmatch(normalize(word)))

    def loaded_in(self, text: str) -> list[tuple[str, str, int]]:
        """Return the loaded words in a text, in order, each with its kind and its offset in the normalized text."""
        kinds, matches = list(self.loaded), self._loaded.finditer(normalize(text))
        return [(match[0], kinds[match.lastindex - 1], match.start()) for match in matches if match.lastindex]

    def suggestions(self, source: SourceText) -> tuple[Suggestion, ...]:
        """Return each loaded word of a source once, with its first place."""
        found: dict[str, Suggestion] = {}
        for word, kind, start in self.loaded_in(source.normalized):
            place = source.place(start, start + len(word))
            found.setdefault(word.lower(), Suggestion(word, kind, place.paragraph, place.line))
        return tuple(found.values())

    def pattern(self, kind: str) -> re.Pattern[str]:
        """Return a pattern of the words of a kind, compiled when it is first needed."""
        if kind not in self._patterns:
            self._patterns[kind] = _whole_words(_any_of(getattr(self, kind)))
        return self._patterns[kind]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    @cached_property
    def _loaded(self) -> re.Pattern[str]:
        return _whole_words("|".join(f"({_any_of(words)})" for words in self.loaded.values()))


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of words; the longest come first, so that "no doubt" is not read as "no"."""
    patterns = (re.escape(normalize(word)).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
    return "|".join(patterns) or "(?!)"


def find_wordlist(folders: tuple[Path, ...], kind: str, language: str) -> Path | None:
    """Return the file of a `kind` ("wordlists", "proposals") for `language`, or else for its base language."""
    return next(filter(None, (find_file(folders, kind, name) for name in variants(language))), None)


def read_wordlist(folders: tuple[Path, ...], language: str) -> WordList | None:
    """Return the word list of `language`, or else of its base language ("en" for "en-GB"), if there is one."""
    path = find_wordlist(folders, "wordlists", language)
    return _cached_wordlist(path, path.stat().st_mtime_ns) if path else None


@lru_cache
def _cached_wordlist(path: Path, _modified: int) -> WordList:
    return read_model(path, WordList, "word list")


NEARBY: Final = 2  # words before or after a quotation that may reverse its meaning
ADDITIVE: Final = frozenset({"only", "merely", "just", "simply", "solely"})  # "not only" denies nothing


def changed_by_negation(passage: Passage, typed: str, wordlist: WordList | None, *, is_word: bool = False) -> str:
    """Return a message about a negation that a quotation omits or adds or, unless it `is_word`, just leaves out."""
    if wordlist is None:
        return ""
    places = {
        "the ellipsis omits the word '{}'": passage.omitted.split(),
        "the word '{}' is added in brackets": " ".join(parse_quotation(typed).added).split(),
    }
    if not is_word:
        text, end = passage.text.normalized, passage.spans[-1][1]
        before = re.split(r"[.!?:;]", text[: passage.spans[0][0]].rpartition("\n")[2])[-1].split()[-NEARBY:]
        if not ADDITIVE.intersection(map(str.lower, before[-1:])):
            places["the word '{}' comes just before it in the source"] = before
        last, after = text[:end].rstrip(CLOSING)[-1], text[end:].partition("\n")[0]
        near = re.split(r"[.,!?:;]", last + after)[0][1:].split()[:NEARBY]
        places["the word '{}' comes just after it in the source"] = near
    found = ((message, word.strip('.,;:!?"()[]')) for message, words in places.items() for word in words)
    return next((message.format(word) for message, word in found if wordlist.is_one("negations", word)), "")
