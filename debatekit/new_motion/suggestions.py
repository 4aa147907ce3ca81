"""Suggest what a motion may quote from a text: sentences, claims to check, words to weigh, terms and a citation.

Suggestions are few, spread over the text, and each is to be kept or deleted. A wrong guess at the citation would be
printed as a reference, so what is uncertain is `not stated`.
"""

import os
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.checks.language import reading_level
from debatekit.files import is_within
from debatekit.new_motion import proposals
from debatekit.new_motion.citation import Stated, confirmed, find_citation
from debatekit.new_motion.proposals import Suggestion, count, in_order, sample, within
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.sources.readers import read_source

PROPOSALS, CLAIMS, WORDS = 14, 5, 4  # suggestions in all, at most, and of two kinds; the others are quotations
MAX_QUOTED: Final = 0.07  # the share of the text that a new motion quotes; a tenth may be quoted in all
MAX_SUGGESTED: Final = 0.5  # the share of the text that its author is given to choose from


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
    left_out: list[int]  # the paragraphs of sentences that would be proposed if more of the text could be
    too_long: list[int]  # the paragraphs of sentences that are worth quoting, and too long for it
    level: float | None  # see `checks.language.reading_level`


def suggest_from(
    file: Path, motion: Path, language: str, *, folders: tuple[Path, ...], today: date, root: Path = Path()
) -> Suggestions:
    """Return suggestions from the text in `file` for a motion file at `motion`, in the workspace `root`.

    A motion names no file outside its workspace: such a text is named as if it were beside the motion. `folders` have
    the word lists, `today` is the latest date that a text can have. Raises `DebatekitError` if it cannot be read.
    """
    source = read_source(file)
    metadata = source.metadata
    if file.suffix.lower() in {".docx", ".odt", ".pdf"}:
        metadata = confirmed(metadata, source)
    path, folder, name = file.resolve(), motion.parent.resolve(), file.name
    if is_within(file, motion.parent, root) and path.anchor == folder.anchor:
        name = Path(os.path.relpath(path, folder)).as_posix()
    wordlist = read_proposal_words(folders, language)
    word_count, paragraph_count = len(source.words), len(source.paragraphs)
    max_quoted, max_suggested = int(MAX_QUOTED * word_count), int(MAX_SUGGESTED * word_count)
    weighed = within(sample(proposals.words_to_weigh(source, wordlist), WORDS, paragraph_count), max_quoted)
    found = proposals.quotable_sentences(source, wordlist, language)
    claims = within(sample((it for it in found if it.kind), CLAIMS, paragraph_count), max_suggested // 2)
    others = [it._replace(kind="") for it in found if it not in claims]
    chosen = sample(others, PROPOSALS - len(claims) - len(weighed), paragraph_count)
    quotations = within(chosen, max_suggested - count(claims))
    used = within([*weighed, *sorted(claims, key=lambda claim: len(claim.words))], max_quoted)
    return Suggestions(
        file=name,
        citation=find_citation(source, metadata, today, language),
        assumed_encoding=source.assumed_encoding,
        claims=[claim._replace(in_use=claim in used) for claim in in_order(claims)],
        words=in_order(weighed),
        quotations=in_order(quotations),
        terms=proposals.likely_terms(source, wordlist, language),
        word_count=word_count,
        quoted_count=count(used),
        paragraph_count=paragraph_count,
        left_out=[it.paragraph for it in in_order(chosen) if it not in quotations],
        too_long=proposals.long_sentences(source, wordlist, language),
        level=reading_level("\n".join(source.paragraphs), language),
    )
