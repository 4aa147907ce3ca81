"""What a build tells of each kit, and in the end of many."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from debatekit.console import count, fail, tell_error, tell_kept, tell_kit, tell_left, tell_note, tell_older
from debatekit.errors import DebatekitError

if TYPE_CHECKING:
    from debatekit.delivery import BuiltKit
    from debatekit.errors import Problem
    from debatekit.order import Order

MOST_NAMED: Final = 3
"""Kits that are named in the end, of those that could not be built."""

MANY: Final = 10
"""Kits of which those that did not change are counted and not listed."""


class Tally:
    """What is told of kits as they come, and in the end of many."""

    def __init__(self, context: click.Context, order: Order, kits: int, *, quiet: bool, verbose: bool) -> None:
        self.context, self.order, self.quiet, self.verbose = context, order, quiet, verbose
        self.are_many = kits >= MANY
        self.started = time.perf_counter()
        self.counts = {"built": 0, "unchanged": 0, "not built": 0}
        self.documents = 0
        self.failed: list[str] = []
        self.told: set[Problem] = set()
        self.older: dict[tuple[str, ...], dict[Path, int]] = {}
        """How many documents that were not asked for are older than each motion, by what builds them again."""

    def tell(self, path: Path, result: BuiltKit | DebatekitError) -> None:
        """Tell what came of a motion; of many, those that did not change are only counted."""
        if isinstance(result, DebatekitError):
            self.counts["not built"] += 1
            self.failed.append(path.stem)
            self._tell_error(path, result)
            return
        self.counts["unchanged" if result.unchanged else "built"] += 1
        self.documents += len(result.files)
        if not self.quiet and not (result.unchanged and self.are_many and not self.verbose):
            tell_kit(path, result, verbose=self.verbose)
        tell_kept(self.context, result)
        tell_left(result, clean=self.order.clean)
        for older in result.older:
            self.older.setdefault(older.options, {})[path] = older.documents

    def _tell_error(self, path: Path, error: DebatekitError) -> None:
        """Tell what is wrong; what is wrong with every kit, such as a mistake in a template, is told once."""
        if self.told.issuperset(error.problems):
            tell_note(f"{path.as_posix()}: not built either, for the same reason")
            fail(self.context)
        else:
            tell_error(self.context, error)
            self.told.update(error.problems)

    def tell_older(self, output: Path | None) -> None:
        """Tell which documents of other ways to build are older than their motions, one line a way."""
        for options, documents in self.older.items():
            motions = list(documents)
            for start in range(0, len(motions), MANY):
                some = motions[start : start + MANY]
                tell_older(some, sum(documents[motion] for motion in some), options, output)

    def tell_sum(self) -> None:
        """Tell how many kits there were, if there were many or somebody wants to know everything."""
        if self.verbose or (self.are_many and not self.quiet):
            kits = ", ".join(f"{number} {what}" for what, number in self.counts.items() if number)
            if self.failed:
                more = len(self.failed) - MOST_NAMED
                others = f" and {count(more, 'other')}" if more > 0 else ""
                kits += f" ({', '.join(self.failed[:MOST_NAMED])}{others})"
            seconds = time.perf_counter() - self.started
            click.echo(
                f"{count(sum(self.counts.values()), 'kit')}: {kits}; "
                f"{count(self.documents, 'document')} in {seconds:.2f} seconds"
            )
