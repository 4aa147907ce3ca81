"""The passage of a source that an altered quotation was probably taken from, and how the two differ.

Words that both have vote for where the quotation would start; the best places are then compared word by word.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from debatekit.sources.folding import fold
from debatekit.sources.text import Place, SourceText, bare

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE: Final = 0.6
"""How alike two texts must be, from 0 to 1, for one to be taken for the other altered."""

CANDIDATES: Final = 5
"""How many places of the source are compared with the quotation."""

VOTERS: Final = 6
"""How many words vote for where a quotation starts: those that are rarest in the source."""

SLACK: Final = 4
"""Words before and behind a place that are compared, too."""


@dataclass(frozen=True)
class Nearest:
    """The passage that is most like a quotation: its words as written, where they stand, and how alike they are."""

    words: tuple[str, ...]
    place: Place
    likeness: float

    @property
    def text(self) -> str:
        """The passage in one line."""
        return " ".join(self.words)


def nearest_passage(text: SourceText, quotation: str, paragraph: int | None = None) -> Nearest | None:
    """Return the passage most like `quotation`, or None where nothing is like it.

    Of passages that are alike, one in `paragraph` is preferred.
    """
    wanted = [word for typed in fold(quotation).split() if (word := bare(typed))]
    if not wanted or not text.words:
        return None
    passages = (_compare(text, wanted, start) for start in _starts(text, wanted))
    best = max(
        passages,
        key=lambda found: found.likeness + (0.05 if found.place.paragraph == paragraph else 0),
        default=None,
    )
    return best if best and best.likeness >= ALIKE else None


def differing(before: Sequence[str], after: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """Return for each word of two texts whether it is not in the other's place."""
    matcher = difflib.SequenceMatcher(
        None, [fold(word) for word in before], [fold(word) for word in after], autojunk=False
    )
    marked = [True] * len(before), [True] * len(after)
    for block in matcher.get_matching_blocks():
        marked[0][block.a : block.a + block.size] = [False] * block.size
        marked[1][block.b : block.b + block.size] = [False] * block.size
    return marked


def _starts(text: SourceText, wanted: list[str]) -> list[int]:
    """Return the numbers of the words where the quotation would most likely start, best first."""
    known = [[word] if word in text.index else [] for word in wanted]
    if sum(map(bool, known)) < len(wanted) / 2:
        known = [found or _slips(text, word) for found, word in zip(known, wanted, strict=True)]
    found = [(position, text.index[word]) for position, words in enumerate(known) for word in words]
    scores: defaultdict[int, float] = defaultdict(float)
    for position, places in sorted(found, key=lambda it: len(it[1]))[:VOTERS]:
        for place in places:
            scores[place - position] += 1 / len(places)
    # Words that were added or left out move the rest by a few places.
    votes = {start: sum(scores.get(start + step, 0.0) for step in range(-2, 3)) for start in scores}
    return sorted(votes, key=lambda start: (-votes[start], start))[:CANDIDATES]


def _slips(text: SourceText, word: str) -> list[str]:
    """Return the words of the source that `word` may have been before a slip of the hand."""
    near = [
        known
        for known in text.index
        if known and abs(len(known) - len(word)) <= 2 and (known[0] == word[:1] or known[-1] == word[-1:])
    ]
    return difflib.get_close_matches(word, near, n=2, cutoff=ALIKE)


def _compare(text: SourceText, wanted: list[str], start: int) -> Nearest:
    """Return the passage near word number `start` that has most of the words that are `wanted`."""
    low = max(0, min(start, len(text.words) - 1) - SLACK)
    around = text.words[low : max(start, 0) + len(wanted) + 2 * SLACK]
    known = [bare(fold(word.text)) for word in around]
    here = [word if word in known else next(iter(difflib.get_close_matches(word, known, 1)), word) for word in wanted]
    spans = (
        (begin, end)
        for begin in range(min(len(around), 2 * SLACK + 1))
        for end in range(begin + max(1, len(wanted) - 2), min(len(around), begin + len(wanted) + SLACK) + 1)
    )
    begin, end = max(
        spans,
        key=lambda span: (_shared(known[slice(*span)], here), -abs(low + span[0] - start)),
        default=(0, len(around)),
    )
    chosen = around[begin:end]
    written = " ".join(fold(word.text) for word in chosen).lower()
    likeness = difflib.SequenceMatcher(None, written, " ".join(wanted), autojunk=False).ratio()
    likeness = max(likeness, _shared(known[begin:end], here) / len(wanted))
    place = Place(chosen[0].paragraph, chosen[0].line, chosen[-1].line)
    return Nearest(tuple(word.text for word in chosen), place, likeness)


def _shared(words: list[str], wanted: list[str]) -> float:
    """Return how many words two lists share, less a little for each word that one has more."""
    return (Counter(words) & Counter(wanted)).total() - 0.3 * abs(len(words) - len(wanted))
