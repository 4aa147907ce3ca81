"""Words of a language that are worth a second look: hedges, loaded words, words that turn a sentence round, and more.

They are data, `wordlists/en.yaml` beside the templates: one file a language. A language without a list is not
counted. What is found is pointed at, and never judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from debatekit.datafiles import find_file, variants
from debatekit.sources import fold
from debatekit.validation import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from debatekit.sources import SourceText

Word = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"\w")]
"""A word or several; ``*`` at its start or end stands for any letters."""


OPENING = "\"'(-"
"""What may stand before the first word of a sentence, folded."""


class WordList(BaseModel):
    """The words of a language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hedges: list[Word] = Field(description="Words that leave something open.")
    loaded: dict[str, list[Word]] = Field(description="Words that do the work of reasons, by what they do.")
    negations: list[Word] = Field(description="Words that turn a sentence round.")
    leaning: list[Word] = Field(
        default=[], description="Words by which a sentence leans on the one before, at its start."
    )
    demands: list[Word] = Field(default=[], description="Words that say what ought to be.")
    forecasts: list[Word] = Field(default=[], description="Words that say what is to come.")
    articles: list[Word] = Field(
        default=[], description="Words that stand before the name of a thing, and of no person."
    )
    everyday: list[Word] = Field(default=[], description="Long words that everybody knows.")

    def hedges_in(self, text: str) -> list[str]:
        """Return the hedges in a text, in its order, each as often as it stands there."""
        return [match[0] for match in self._hedges.finditer(fold(text))]

    def loaded_in(self, text: str) -> list[tuple[str, str]]:
        """Return the loaded words in a text, in its order, each with the kind of word it is."""
        return [(match[0], self._kind(match)) for match in self._loaded.finditer(fold(text))]

    def is_negation(self, word: str) -> bool:
        """Tell whether a word turns a sentence round."""
        return bool(self._negations.fullmatch(fold(word)))

    def leans(self, sentence: str) -> bool:
        """Tell whether a sentence begins with a word that leans on what stands before it."""
        return bool(self._leaning.match(fold(sentence).lstrip(OPENING)))

    def demands_in(self, text: str) -> bool:
        """Tell whether a text says what ought to be."""
        return bool(self._demands.search(fold(text)))

    def forecasts_in(self, text: str) -> bool:
        """Tell whether a text says what is to come."""
        return bool(self._forecasts.search(fold(text)))

    def is_article(self, word: str) -> bool:
        """Tell whether a word is one that stands before the name of a thing, and of no person."""
        return word.lower() in self.articles

    def is_everyday(self, word: str) -> bool:
        """Tell whether a long word is one that everybody knows."""
        return bool(self._everyday.fullmatch(fold(word)))

    def words_to_look_at(self, source: SourceText) -> tuple[Suggestion, ...]:
        """Return the loaded words of a source, each once and where it stands first: suggested, and never judged."""
        found: dict[str, Suggestion] = {}
        for match in self._loaded.finditer(source.folded):
            if match[0].lower() not in found:
                place = source.place(*match.span())
                word = source.folded[slice(*match.span())]
                found[word.lower()] = Suggestion(word, self._kind(match), place.paragraph, place.line)
        return tuple(found.values())

    @cached_property
    def _hedges(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.hedges), re.IGNORECASE)

    @cached_property
    def _negations(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.negations), re.IGNORECASE)

    @cached_property
    def _leaning(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.leaning), re.IGNORECASE)

    @cached_property
    def _demands(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.demands), re.IGNORECASE)

    @cached_property
    def _forecasts(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.forecasts), re.IGNORECASE)

    @cached_property
    def _everyday(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.everyday), re.IGNORECASE)

    @cached_property
    def _loaded(self) -> re.Pattern[str]:
        kinds = (f"({_any_of(words)})" for words in self.loaded.values())
        return re.compile("|".join(kinds) or r"(?!)", re.IGNORECASE)

    def _kind(self, match: re.Match[str]) -> str:
        return list(self.loaded)[match.lastindex - 1 if match.lastindex else 0]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of a source that may be worth looking at: the word, why, and where it stands."""

    word: str
    kind: str
    """What kind of word it is, as the list says: "absolute", "strong"."""
    paragraph: int
    line: int


def read_wordlist(folders: tuple[Path, ...], language: str) -> WordList | None:
    """Return the words of `language`, or of the language it is a variant of ("en" for "en-GB"); None without a list.

    Raises `DebatekitError` if the list cannot be read.
    """
    for name in variants(language):
        if path := find_file(folders, "wordlists", name):
            state = path.stat()
            return _read(path, state.st_mtime_ns, state.st_size)
    return None


@lru_cache
def _read(path: Path, _changed: int, _size: int) -> WordList:
    """Return the list in a file, which is read again when it has changed, and not for each motion."""
    return read_model(path, WordList, "word list")


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of whole words; the longest come first, so that "no doubt" is not read as "no"."""
    patterns = (re.escape(fold(word)).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
    return rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)"
