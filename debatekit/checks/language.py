"""Language checks: sentences, reading level, word lists and negations.

The formulas of the reading level count letters, words and sentences. The libraries for them fetch a corpus, or count
syllables by rules of thumb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from markdown_it import MarkdownIt
from pydantic import BaseModel, ConfigDict, StringConstraints

from debatekit.checks import rules
from debatekit.datafiles import find_file, variants
from debatekit.motion.texts import reading_parts
from debatekit.sources.quotes import parse_quotation
from debatekit.sources.text import normalize
from debatekit.validation import read_model

if TYPE_CHECKING:
    from debatekit.checks.findings import Finding
    from debatekit.motion.loader import LoadedMotion
    from debatekit.sources.quotes import Passage
    from debatekit.sources.text import SourceText

WORD: Final = re.compile(r"\w+(?:[-'.]\w+)*")
ABBREVIATION: Final = re.compile(
    r"(?:^|[(\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|cf|approx|p|pp|Fig|ca)\.$"
)
SENTENCE_START: Final = re.compile(r"[\"'(\[]*[^\W_a-z]")
SENTENCE_ENDS: Final = (".", "!", "?", "…")
PAUSES: Final = (".", ",", "!", "?", ":", ";")
CLOSING: Final = "\"')]"


@lru_cache(256)  # several checks read each text of a motion
def plain(text: str) -> str:
    """Return Markdown as plain text: a line for each paragraph and list item."""
    inline = (token.children or [] for token in _markdown().parse(text) if token.type == "inline")
    return "\n".join(
        "".join(" " if child.type in {"softbreak", "hardbreak"} else child.content for child in children)
        for children in inline
    )


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(["list", "newline", "emphasis", "link", "escape"])


def words(text: str) -> list[str]:
    """Return the words of a text; a compound with hyphens or apostrophes is one word."""
    return WORD.findall(normalize(text))


def sentences(text: str) -> list[str]:
    """Return the normalized sentences of a text, in order; the end of a line is the end of a sentence.

    A full stop after an initial or a common abbreviation, or before a small letter, does not end a sentence.
    """
    found = []
    for line in text.splitlines():
        tokens = normalize(line).split(" ")
        start = 0
        for end, (token, following) in enumerate(zip(tokens, [*tokens[1:], ""], strict=True), 1):
            ends = (
                _ends_with(token, SENTENCE_ENDS) and SENTENCE_START.match(following) and not ABBREVIATION.search(token)
            )
            if ends or not following:
                found.append(" ".join(tokens[start:end]))
                start = end
    return [sentence for sentence in found if words(sentence)]


def _ends_with(text: str, marks: tuple[str, ...]) -> bool:
    return text.rstrip(CLOSING).endswith(marks)


# Reading level

MIN_WORDS: Final = 40  # words of a text that is estimated: the formulas were made for longer ones
MIN_SENTENCE_WORDS: Final = 8  # words of a sentence that is estimated by itself
MIN_AGE: Final = 5  # the age of pupils in the first grade of a school in the United States, less one year
MAX_AGE: Final = 20  # the formulas were made for schools and do not distinguish higher ages
LONG_WORD: Final = 6  # letters; words with more are long (Björnsson, Läsbarhet, 1968)
MAX_SENTENCES: Final = 3  # the hardest sentences of a part that are shown
MAX_EXCERPT: Final = 70  # characters of a sentence that are shown


def is_english(language: str) -> bool:
    """Return whether a language tag such as en-GB is English."""
    return language.lower().partition("-")[0] == "en"


def reading_level(text: str, language: str, min_words: int = MIN_WORDS) -> float | None:
    """Return an estimate of how hard a text is to read, or None if it has fewer than `min_words`.

    For English this is an age in years: the grade of the Automated Readability Index (Senter and Smith, 1967) plus
    five. For other languages it is LIX (Björnsson, 1968): below 30 is very easy, above 60 very hard.
    """
    found = words(text)
    if not found or len(found) < min_words:
        return None
    length = len(found) / len(sentences(text))
    if is_english(language):
        letters = sum(sum(map(str.isalnum, word)) for word in found)
        return max(MIN_AGE, 4.71 * letters / len(found) + 0.5 * length - 21.43 + MIN_AGE)
    return length + 100 * sum(sum(map(str.isalpha, word)) > LONG_WORD for word in found) / len(found)


def reading_level_findings(file: LoadedMotion) -> Iterator[Finding]:
    """Yield a finding for each part that is too hard for the youngest pupils, with its hardest sentences.

    Motions without `ages` and those in other languages than English are skipped.
    """
    motion = file.motion
    if motion.ages is None or not is_english(motion.language):
        return
    limit = motion.ages.youngest + motion.checks.max_years_above
    for part in reading_parts(motion):
        text = "\n".join(map(plain, part.texts))
        age = reading_level(text, motion.language)
        if age is None or round(age) <= limit:
            continue
        message = (
            f"{part.name} reads like a text for the age of {_years(age)} (an estimate), "
            f"and the youngest are {motion.ages.youngest}"
        )
        hint = "Split long sentences and choose shorter words; the hardest sentences come first below."
        yield rules.TOO_HARD.at(file.document, part.path, message, hint, tuple(_hardest(text, motion.language, limit)))


def _hardest(text: str, language: str, limit: int) -> Iterator[str]:
    rated = [(reading_level(sentence, language, MIN_SENTENCE_WORDS) or 0.0, sentence) for sentence in sentences(text)]
    for age, sentence in takewhile(lambda it: it[0] > limit, sorted(rated, reverse=True)[:MAX_SENTENCES]):
        cut = sentence if len(sentence) <= MAX_EXCERPT else f"{sentence[:MAX_EXCERPT].rpartition(' ')[0]} …"
        yield f"age {_years(age)}, {len(words(sentence))} words: {cut}"


def _years(age: float) -> str:
    return f"{age:.0f}" if age <= MAX_AGE else f"{MAX_AGE} and more"


# Word lists

WordPattern = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"\w")]
"""A word or several; ``*`` at its start or end matches any letters."""


Kind = Literal["hedges", "negations", "leaning", "demands", "forecasts", "articles", "everyday"]


class WordList(BaseModel):
    """The words of a language that are worth a second look: they are pointed out, and never judged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hedges: list[WordPattern]  # words that leave something open
    loaded: dict[str, list[WordPattern]]  # words that do the work of reasons, by what they do
    negations: list[WordPattern]
    leaning: list[WordPattern] = []  # words at the start of a sentence that depends on the one before
    demands: list[WordPattern] = []  # words that say what ought to be
    forecasts: list[WordPattern] = []  # words that say what is to come
    articles: list[WordPattern] = []  # words before the name of a thing, but not of a person
    everyday: list[WordPattern] = []  # long words that everybody knows

    def find(self, kind: Kind, text: str) -> list[str]:
        """Return the words of a kind in a text, in order."""
        return [match[0] for match in self._patterns[kind].finditer(normalize(text))]

    def is_one(self, kind: Kind, word: str) -> bool:
        """Return whether a word is one of a kind."""
        return bool(self._patterns[kind].fullmatch(normalize(word)))

    def leans(self, sentence: str) -> bool:
        """Return whether a sentence begins with a word that refers to the sentence before it."""
        return bool(self._patterns["leaning"].match(normalize(sentence).lstrip("\"'(-")))

    def loaded_in(self, text: str) -> list[tuple[str, str]]:
        """Return the loaded words in a text, in order, each with its kind."""
        return [(match[0], self._kind(match)) for match in self._loaded.finditer(normalize(text))]

    def suggestions(self, source: SourceText) -> tuple[Suggestion, ...]:
        """Return each loaded word of a source once, with its first place."""
        found: dict[str, Suggestion] = {}
        for match in self._loaded.finditer(source.normalized):
            if match[0].lower() not in found:
                place = source.place(*match.span())
                found[match[0].lower()] = Suggestion(match[0], self._kind(match), place.paragraph, place.line)
        return tuple(found.values())

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {kind: re.compile(_any_of(getattr(self, kind)), re.IGNORECASE) for kind in get_args(Kind)}

    @cached_property
    def _loaded(self) -> re.Pattern[str]:
        kinds = (f"({_any_of(words)})" for words in self.loaded.values())
        return re.compile("|".join(kinds) or r"(?!)", re.IGNORECASE)

    def _kind(self, match: re.Match[str]) -> str:
        return list(self.loaded)[match.lastindex - 1 if match.lastindex else 0]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of a source that may be worth a look: its kind as the word list names it, and its place."""

    word: str
    kind: str
    paragraph: int
    line: int


def read_wordlist(folders: tuple[Path, ...], language: str) -> WordList | None:
    """Return the word list of `language`, or else of its base language ("en" for "en-GB"), if there is one.

    Raises `DebatekitError` if it cannot be read.
    """
    for name in variants(language):
        if path := find_file(folders, "wordlists", name):
            state = path.stat()
            return _read(path, state.st_mtime_ns, state.st_size)
    return None


@lru_cache
def _read(path: Path, _modified: int, _size: int) -> WordList:
    return read_model(path, WordList, "word list")


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of whole words; the longest come first, so that "no doubt" is not read as "no"."""
    patterns = (re.escape(normalize(word)).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
    return rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)"


# Negations

NEARBY: Final = 2  # words before or after a quotation that may reverse its meaning

ADDITIVE: Final = frozenset({"only", "merely", "just", "simply", "solely"})
"""After these, "not" adds to what follows instead of denying it."""


def changed_by_negation(passage: Passage, typed: str, wordlist: WordList, *, is_word: bool = False) -> str:
    """Return a message about a negation that the quotation omits, adds, or just leaves out; empty if there is none.

    A quotation of a word to discuss (`is_word`) may stop anywhere in its sentence.
    """
    if word := _negation(passage.omitted.split(), wordlist):
        return f"the ellipsis omits the word '{word}'"
    if word := _negation(" ".join(parse_quotation(typed).added).split(), wordlist):
        return f"the word '{word}' is added in brackets"
    if not is_word and (word := _negation(_before(passage), wordlist)):
        return f"the word '{word}' comes just before it in the source"
    if not is_word and (word := _negation(_after(passage), wordlist)):
        return f"the word '{word}' comes just after it in the source"
    return ""


def _negation(words: Iterable[str], wordlist: WordList) -> str:
    return next((bare for word in words if wordlist.is_one("negations", bare := word.strip('.,;:!?"()[]'))), "")


def _before(passage: Passage) -> list[str]:
    """Return the last words of the same sentence before a passage."""
    text, end = passage.text.normalized, passage.spans[0][0]
    words = text[text.rfind("\n", 0, end) + 1 : end].split()[-NEARBY:]
    ends = [number for number, word in enumerate(words, 1) if _ends_with(word, (".", "!", "?", ":", ";"))]
    words = words[ends[-1] :] if ends else words
    return [] if words and words[-1].lower() in ADDITIVE else words


def _after(passage: Passage) -> list[str]:
    """Return the next words of the same sentence, up to a mark such as a comma."""
    text, start = passage.text.normalized, passage.spans[-1][1]
    rest = text[start:].partition("\n")[0]
    if _ends_with(text[passage.spans[-1][0] : start], PAUSES) or rest.lstrip(CLOSING).startswith(PAUSES):
        return []
    words = rest.split()[:NEARBY]
    paused = (_ends_with(word, PAUSES) or word.lstrip(CLOSING).startswith(PAUSES) for word in words)
    return words[: next((number for number, pause in enumerate(paused, 1) if pause), None)]
