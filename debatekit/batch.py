"""Many motions → their kits: on one core or more, and one that is wrong does not stop the others."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError, Problem
from debatekit.means import Told, choose_means
from debatekit.order import ALL, unchanged
from debatekit.workspace import find_workspace

if TYPE_CHECKING:
    from debatekit.delivery import BuiltKit
    from debatekit.means import Means
    from debatekit.order import Order
    from debatekit.workshop import Workshop

    Result = BuiltKit | DebatekitError

KITS_THAT_PAY: Final = 24
"""Kits to build for each process: it takes about as long to start as these take to build."""

MOST_PROCESSES: Final = 61
"""What Windows allows a pool of processes."""


@dataclass(frozen=True)
class Job:
    """What somebody asks for on the command line: what kits are made with, and their documents."""

    order: Order = ALL
    reading: bool = False
    told: Told = field(default_factory=Told)

    def means(self) -> Means:
        """Return what kits are made with in the workspace of the current folder; raises `DebatekitError`."""
        return choose_means(workspace=find_workspace(), reading=self.reading, **self.told)

    def open_workshop(self, means: Means | None = None) -> Workshop:
        """Return a workshop with `means`, or those of the current folder; raises `DebatekitError`."""
        from debatekit.workshop import workshop_with  # loads every library, which a kit that stands does not need

        workshop = workshop_with(means or self.means())
        workshop.handouts(self.order.only)
        return workshop


def build_kits(
    job: Job,
    means: Means,
    motions: Sequence[Path],
    processes: int | None = None,
    starting: Callable[[Path], object] = lambda motion: None,
) -> Generator[tuple[Path, Result]]:
    """Yield each of the `motions` with its kit, or with what is wrong with it.

    With one process, they come in order; with several, those that need not be built come first. None takes as many
    processes as pay, and no more than there are cores. `starting` is called with each motion that is begun. A workshop
    is opened once a kit has to be built; raises `DebatekitError` if it cannot be. When the iterator is closed, as by
    Ctrl+C, the other processes end at once; every file is whole then, as always.
    """
    most = min(processes or min(cores(), len(motions) // KITS_THAT_PAY), MOST_PROCESSES)
    if most < 2:
        yield from _built_here(job, means, motions, starting)
        return
    changed = []
    for motion in motions:
        if kit := unchanged(means, motion, job.order):
            yield motion, kit
        else:
            changed.append(motion)
    if not processes:
        most = min(most, len(changed) // KITS_THAT_PAY)
    if most < 2 or len(changed) < 2:
        yield from _built_here(job, means, changed, starting)
        return
    job.open_workshop(means)  # what is wrong with it is told once, and not by every process
    yield from _built_apart(job, changed, most, starting)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _built_here(
    job: Job, means: Means, motions: Iterable[Path], starting: Callable[[Path], object]
) -> Generator[tuple[Path, Result]]:
    workshop = None
    for motion in motions:
        starting(motion)
        if kit := unchanged(means, motion, job.order):
            yield motion, kit
        else:
            workshop = workshop or job.open_workshop(means)
            yield motion, _built(workshop, motion, job.order)


def _built(workshop: Workshop, motion: Path, order: Order) -> Result:
    from debatekit.kit import build_kit

    try:
        return build_kit(workshop, motion, order=order)
    except DebatekitError as error:
        return error


def _built_apart(
    job: Job, motions: Sequence[Path], processes: int, starting: Callable[[Path], object]
) -> Generator[tuple[Path, Result]]:
    from debatekit.processes import LostProcessError, side_by_side  # takes time, which one kit need not wait for

    with side_by_side(partial(_work, pickle.dumps(job)), motions, processes) as results:
        for motion, result in zip(motions, results, strict=True):
            starting(motion)
            try:
                yield motion, result()
            except LostProcessError:
                message = "the process that builds this kit was ended by the system"
                hint = "Build again; with --jobs 1, if memory is short."
                yield motion, DebatekitError([Problem(motion.as_posix(), 0, 0, message, hint)])


def _work(job: bytes, motion: Path) -> Result:
    """Build a kit in a process of the pool."""
    workshop, order = _opened(job)
    return _built(workshop, motion, order)


@cache
def _opened(job: bytes) -> tuple[Workshop, Order]:
    """Return the workshop of a process, which is opened once."""
    unpacked: Job = pickle.loads(job)
    return unpacked.open_workshop(), unpacked.order
