"""A few of many: chosen so that they are of all kinds and spread over the whole text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Placed(Protocol):
    """What stands in a paragraph of a text."""

    @property
    def paragraph(self) -> int:
        """The number of the paragraph, from 1."""


T = TypeVar("T", bound=Placed)


def spread(
    candidates: Sequence[T], most: int, paragraphs: int, *, kind: Callable[[T], str], worth: Callable[[T], float]
) -> list[T]:
    """Return at most `most` of some candidates, the best first.

    Each choice is of the kind chosen least so far, then from the part of the text chosen from least (the text of
    `paragraphs` falls into `most` parts), then from a fresh paragraph, then of the greatest worth, then the earliest.
    """
    left = list(candidates)
    chosen: list[T] = []
    kinds: Counter[str] = Counter()
    parts: Counter[int] = Counter()
    fresh: Counter[int] = Counter()

    def part(candidate: T) -> int:
        return (candidate.paragraph - 1) * most // max(paragraphs, 1)

    while left and len(chosen) < most:
        best = min(
            left,
            key=lambda it: (kinds[kind(it)], parts[part(it)], fresh[it.paragraph], -worth(it)),
        )
        left.remove(best)
        chosen.append(best)
        kinds[kind(best)] += 1
        parts[part(best)] += 1
        fresh[best.paragraph] += 1
    return chosen
