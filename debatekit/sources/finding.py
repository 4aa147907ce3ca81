"""Where a quotation stands in a source, word for word.

A piece of a quotation stands where its characters stand, between whole words and within one paragraph. The pieces of
one quotation follow one another: at once, or after a gap where an ellipsis says so.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from debatekit.sources.quotation import parse_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.sources.quotation import Piece, Quotation
    from debatekit.sources.text import Place, SourceText

Span: TypeAlias = tuple[int, int]
"""Where words start and end in a text's folded characters."""

Run: TypeAlias = tuple[Span, ...]
"""Spans that follow one another at once."""


@dataclass(frozen=True)
class Passage:
    """A place of the source that holds all of a quotation: the span of each of its pieces, in order."""

    text: SourceText
    spans: tuple[Span, ...]

    @property
    def place(self) -> Place:
        """The first paragraph, and the first and the last line."""
        return self.text.place(self.spans[0][0], self.spans[-1][1])

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs that its pieces stand in, each once."""
        return tuple(dict.fromkeys(self.text.place(*span).paragraph for span in self.spans))

    @property
    def words(self) -> set[int]:
        """The numbers of the source's words that are quoted."""
        return {
            number
            for start, end in self.spans
            for number in range(self.text.word_at(start), self.text.word_at(end - 1) + 1)
        }

    @property
    def left_out(self) -> str:
        """The source's words between the pieces."""
        gaps = zip(self.spans, self.spans[1:], strict=False)
        return " ".join(self.text.folded[end:start].strip() for (_, end), (start, _) in gaps).strip()


def find_quotation(text: SourceText, typed: str) -> list[Passage]:
    """Return every passage of the source that a quotation, as it is typed, stands in word for word, in order.

    Where pieces could be chosen in several ways, those nearest to one another are; a passage within one paragraph
    comes instead of those that join paragraphs.
    """
    quotation = parse_quotation(typed)
    if not any(character.isalnum() for character in quotation.text):
        return []
    # The source may have an ellipsis or brackets itself.
    whole = [Passage(text, (span,)) for span in spans_of(text, (quotation.text,))]
    return whole or find_pieces(text, quotation)


def find_pieces(text: SourceText, quotation: Quotation) -> list[Passage]:
    """Return every passage that holds the pieces of a quotation in their order."""
    found = [list(_runs(text, pieces)) for pieces in _without_gaps(quotation.pieces)]
    if not found:
        return []
    passages = [Passage(text, spans) for first in found[0] if (spans := _chain(first, found[1:]))]
    within = [passage for passage in passages if len(passage.paragraphs) == 1]
    return _tightest(within or passages)


def spans_of(text: SourceText, spellings: tuple[str, ...]) -> Iterator[Span]:
    """Yield each place where one of some spellings stands between whole words, in order."""
    found = (span for spelling in spellings for span in _spans(text.folded, spelling))
    yield from sorted(found) if len(spellings) > 1 else found


def _spans(folded: str, words: str) -> Iterator[Span]:
    start = folded.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not (_within_word(folded, start) or _within_word(folded, end)):
            yield start, end
        start = folded.find(words, start + 1)


def _within_word(folded: str, offset: int) -> bool:
    """Tell whether letters or digits stand on both sides of `offset`."""
    return 0 < offset < len(folded) and folded[offset - 1].isalnum() and folded[offset].isalnum()


def _without_gaps(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """Return the pieces that must follow one another at once, together."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if piece.after_gap or not runs:
            runs.append([])
        runs[-1].append(piece)
    return runs


def _runs(text: SourceText, pieces: list[Piece]) -> Iterator[Run]:
    """Yield each place where pieces follow one another with nothing but a space between."""
    found = [dict(spans_of(text, piece.spellings)) for piece in pieces]
    for first in found[0].items():
        run = [first]
        for spans in found[1:]:
            end = run[-1][1]
            start = end + text.folded.startswith(" ", end)
            if start not in spans:
                break
            run.append((start, spans[start]))
        else:
            yield tuple(run)


def _chain(first: Run, found: list[list[Run]]) -> tuple[Span, ...]:
    """Return the spans of `first` and the nearest following ones, or nothing if one does not follow."""
    chain = list(first)
    for runs in found:
        at = bisect_left(runs, ((chain[-1][1], 0),))
        if at == len(runs):
            return ()
        chain += runs[at]
    return tuple(chain)


def _tightest(passages: list[Passage]) -> list[Passage]:
    """Return the passages without those that end where a later, shorter one ends."""
    by_end = {passage.spans[-1]: passage for passage in passages}
    return sorted(by_end.values(), key=lambda passage: passage.spans)
