"""Why a quotation does not stand in its source: altered, joined, out of order, or not there at all."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from debatekit.sources.finding import Passage, find_pieces, spans_of
from debatekit.sources.nearest import Nearest, nearest_passage
from debatekit.sources.quotation import parse_quotation

if TYPE_CHECKING:
    from debatekit.sources.finding import Span
    from debatekit.sources.quotation import Quotation
    from debatekit.sources.text import SourceText

SHORTEST_HALF: Final = 3
"""Words that each half of two joined passages has at least; fewer may stand anywhere by chance."""

SHORTEST_GAP: Final = 12
"""Of passages that are so many words apart, in one paragraph, each half may be a single word."""


class Fault(Enum):
    """What is wrong with a quotation that does not stand in its source."""

    ABSENT = "absent"
    ALTERED = "altered"
    OUT_OF_ORDER = "out of order"
    JOINED = "joined"


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with a quotation, and the passages of the source that show it.

    Of a joined one, and of one out of order, `passages` are its pieces in the order of the quotation; of an altered
    one, `piece` is what was altered and `nearest` the passage that it was probably taken from.
    """

    fault: Fault
    piece: str = ""
    passages: tuple[Passage, ...] = ()
    nearest: Nearest | None = None


def diagnose(text: SourceText, typed: str, paragraph: int | None = None) -> Diagnosis:
    """Return why a quotation that `find_quotation` does not find is not there; `paragraph` is where it was expected."""
    quotation = parse_quotation(typed)
    found = [(piece, list(spans_of(text, piece.spellings))) for piece in quotation.pieces]
    missing = [piece.spellings[0] for piece, spans in found if not spans]
    if not missing and found:
        passages = tuple(Passage(text, (spans[0],)) for _, spans in found)
        if together := find_pieces(text, _with_gaps(quotation)):
            passages = tuple(Passage(text, (span,)) for span in together[0].spans)
            return Diagnosis(Fault.JOINED, quotation.text, passages)
        return Diagnosis(Fault.OUT_OF_ORDER, quotation.text, passages)
    piece = missing[0] if missing else quotation.text
    if halves := _halves(text, piece):
        fault = Fault.JOINED if halves[0].spans < halves[1].spans else Fault.OUT_OF_ORDER
        return Diagnosis(fault, piece, halves)
    nearest = nearest_passage(text, piece, paragraph)
    return Diagnosis(Fault.ALTERED if nearest else Fault.ABSENT, piece, nearest=nearest)


def _with_gaps(quotation: Quotation) -> Quotation:
    return replace(quotation, pieces=tuple(replace(piece, after_gap=True) for piece in quotation.pieces))


def _halves(text: SourceText, piece: str) -> tuple[Passage, Passage] | None:
    """Return the two passages that a piece is joined from, if each half of it stands in the source word for word."""
    words = piece.split()
    length = _longest(text, words)
    first, second = " ".join(words[:length]), " ".join(words[length:])
    if not first or not second:
        return None
    firsts, seconds = list(spans_of(text, (first,))), list(spans_of(text, (second,)))
    if not firsts or not seconds:
        return None
    following = ((one, bisect_left(seconds, one)) for one in firsts)
    pairs = [(one, seconds[at]) for one, at in following if at < len(seconds)]
    one, other = min(pairs, key=lambda pair: pair[1][0] - pair[0][1], default=(firsts[0], seconds[-1]))
    shortest = min(length, len(words) - length)
    if shortest < SHORTEST_HALF and not (len(words) >= SHORTEST_HALF and one < other and _near(text, one, other)):
        return None
    return Passage(text, (one,)), Passage(text, (other,))


def _near(text: SourceText, one: Span, other: Span) -> bool:
    first, last = text.word_at(one[1] - 1), text.word_at(other[0])
    return last - first <= SHORTEST_GAP and text.words[first].paragraph == text.words[last].paragraph


def _longest(text: SourceText, words: list[str]) -> int:
    """Return how many of the first `words` stand in the source word for word."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if next(spans_of(text, (" ".join(words[:middle]),)), None):
            low = middle
        else:
            high = middle - 1
    return low
