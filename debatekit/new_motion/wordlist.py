"""The words by which a new motion's proposals are chosen: those of the checks, and more that only proposals need."""

from pathlib import Path

from pydantic import Field

from debatekit.checks.language import WordList, WordPattern, find_wordlist
from debatekit.errors import DebatekitError
from debatekit.sources.text import normalize
from debatekit.validation import validate
from debatekit.yamlfile import merge, read_yaml


class ProposalWords(WordList, frozen=True):
    """A word list, with the words that show whether a sentence is worth proposing; a language may lack any of them."""

    leaning: list[WordPattern] = Field([])  # words at the start of a sentence that depends on the one before
    pointing: list[WordPattern] = Field([])  # words that often mean something in the sentence before, anywhere in one
    boilerplate: list[WordPattern] = Field([])  # words about the page or its publisher, in no sentence of an article
    endings: list[WordPattern] = Field([])  # the first words of a heading after which an article is over
    verbs: list[WordPattern] = Field([])  # frequent verbs, so that a row of words without a verb is known
    demands: list[WordPattern] = Field([])  # words that say what ought to be
    forecasts: list[WordPattern] = Field([])  # words that say what is to come
    voices: list[WordPattern] = Field([])  # words that introduce a quotation, or name its source
    numbers: list[WordPattern] = Field([])  # figures in words
    disputable: list[WordPattern] = Field([])  # words of reasons, comparisons and judgements
    articles: list[WordPattern] = Field([])  # words before the name of a thing, but not of a person
    everyday: list[WordPattern] = Field([])  # long words that everybody knows

    def leans(self, sentence: str) -> bool:
        """Return whether a sentence begins with a word that refers to the sentence before it."""
        return bool(self.pattern("leaning").match(normalize(sentence).lstrip("\"'(-")))

    def ends(self, heading: str) -> bool:
        """Return whether an article is over at a heading, as at "About the company"."""
        return bool(self.pattern("endings").match(normalize(heading).lstrip("#*- ")))


def read_proposal_words(folders: tuple[Path, ...], language: str) -> ProposalWords:
    """Return the words for proposals in `language`, or else its base language; without a word list, there are none.

    Raises `DebatekitError` with everything that is wrong with their files.
    """
    path, more = (find_wordlist(folders, kind, language) for kind in ("wordlists", "proposals"))
    if path is None:
        return ProposalWords.model_validate({"hedges": [], "loaded": {}, "negations": []})
    document = read_yaml(path, "word list")
    if more:
        document = merge(document, read_yaml(more, "word list"))
    words, problems = validate(document, ProposalWords)
    if words is None or problems:
        raise DebatekitError(problems)
    return words
