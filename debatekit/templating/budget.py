"""What a page may take: turns, and characters that are made or looked through. Too much is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from jinja2 import TemplateRuntimeError
from jinja2.utils import Namespace

if TYPE_CHECKING:
    from collections.abc import Collection

Value = TypeVar("Value")

MOST_TURNS: Final = 200_000
"""Turns of loops, and calls of macros, blocks and other templates; the longest page that comes along takes 1,000."""

MOST_MADE: Final = 5_000_000
"""Characters that are made or looked through, printed or not; the longest page that comes along makes 200,000."""

LARGEST_NUMBER: Final = 10**18
"""A number that nobody counts to: what is larger would soon take time and memory."""

ITEM: Final = 10
"""What an item of a list costs, in characters: it takes as much memory."""


VIEWS: Final[tuple[type[Collection[object]], ...]] = (type({}.keys()), type({}.values()), type({}.items()))
LISTS: Final[tuple[type[Collection[object]], ...]] = (list, tuple, dict, range, *VIEWS)


class EndlessError(TemplateRuntimeError):
    """A template goes round and round, or makes too much."""


class Budget:
    """What is left of a page's turns and characters."""

    def __init__(self) -> None:
        self.turns = self.made = 0

    def turn(self, characters: int = 0) -> None:
        """Count a turn, and the `characters` of the text in it; raises `EndlessError` at one too many."""
        self.turns += 1
        if self.turns > MOST_TURNS:
            message = f"the template goes round more than {MOST_TURNS:,} times"
            raise EndlessError(f"{message}. Look for a loop within a loop, or a macro that calls itself.")
        self.spend(characters)

    def spend(self, characters: int) -> None:
        """Count characters; raises `EndlessError` if there are too many."""
        self.made += characters
        if self.made > MOST_MADE:
            message = f"the template makes more than {MOST_MADE:,} characters"
            raise EndlessError(f"{message}. Look for a text or a list that grows in a loop, or one that is repeated.")

    def weigh(self, *values: object) -> int:
        """Count, and return, the characters of the texts in `values`, and the items of the lists in them.

        A list that stands in another twice counts twice, as it would be printed twice.
        """
        before = self.made
        for value in values:
            if isinstance(value, str):
                self.made += len(value)
            elif isinstance(value, int):
                if abs(value) > LARGEST_NUMBER:
                    raise EndlessError("this number is too large. Count with smaller numbers.")
            elif isinstance(value, LISTS):
                self._weigh_all(value)
            elif isinstance(value, Namespace):
                raise EndlessError("a namespace is neither text nor part of a list. Use what is in it, by its name.")
        self.spend(0)
        return self.made - before

    def _weigh_all(self, values: object) -> None:
        """Count what stands in a list, and in those within it."""
        pending = [values]
        while pending:
            inner = pending.pop()
            assert isinstance(inner, LISTS)
            self.spend(len(inner) * ITEM)
            if isinstance(inner, range):
                continue
            every = [*inner.keys(), *inner.values()] if isinstance(inner, dict) else inner
            pending += [value for value in every if isinstance(value, LISTS)]
            self.weigh(*(value for value in every if not isinstance(value, LISTS)))

    def weighed(self, value: Value) -> Value:
        """Return a value that is counted now."""
        self.weigh(value)
        return value
