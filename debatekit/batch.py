"""Many motions → their kits: on one core or more, and one that is wrong does not stop the others."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from debatekit.kit import ALL, build_kit, open_workshop, unchanged
from debatekit.problems import Problem, ProblemsError
from debatekit.workshop import Told
from debatekit.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from debatekit.kit import BuiltKit, Order, Workshop

    Result = BuiltKit | ProblemsError

KITS_THAT_PAY: Final = 24
"""Kits to build for each process: it takes about as long to start as these take to build."""

MOST_PROCESSES: Final = 61
"""What Windows allows a pool of processes."""


@dataclass(frozen=True)
class Job:
    """What somebody asks for on the command line: the workshop that kits are built in, and their documents."""

    order: Order = ALL
    reading: bool = False
    told: Told = field(default_factory=Told)

    def open_workshop(self) -> Workshop:
        """Return a workshop for this, in the workspace of the current folder; raises `ProblemsError`."""
        workshop = open_workshop(workspace=find_workspace(), reading=self.reading, **self.told)
        workshop.handouts(self.order.only)
        return workshop


def build_kits(
    job: Job,
    workshop: Workshop,
    motions: Sequence[Path],
    processes: int | None = None,
    starting: Callable[[Path], object] = lambda motion: None,
) -> Generator[tuple[Path, Result]]:
    """Yield each of the `motions` with its kit, or with what is wrong with it.

    With one process, they come in order; with several, those that need not be built come first. None takes as many
    processes as pay, and no more than there are cores. `starting` is called with each motion that is begun. When the
    iterator is closed, as by Ctrl+C, the other processes end at once; every file is whole then, as always.
    """
    most = min(processes or min(cores(), len(motions) // KITS_THAT_PAY), MOST_PROCESSES)
    if most < 2:
        for motion in motions:
            starting(motion)
            yield motion, _built(workshop, motion, job.order)
        return
    changed = []
    for motion in motions:
        if kit := unchanged(workshop, motion, job.order):
            yield motion, kit
        else:
            changed.append(motion)
    if not processes:
        most = min(most, len(changed) // KITS_THAT_PAY)
    if most < 2:
        yield from build_kits(job, workshop, changed, 1, starting)
        return
    yield from _built_apart(job, changed, most, starting)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _built(workshop: Workshop, motion: Path, order: Order) -> Result:
    try:
        return build_kit(workshop, motion, order=order)
    except ProblemsError as error:
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
                yield motion, ProblemsError([Problem(motion.as_posix(), 0, 0, message, hint)])


def _work(job: bytes, motion: Path) -> Result:
    """Build a kit in a process of the pool."""
    workshop, order = _opened(job)
    return _built(workshop, motion, order)


@cache
def _opened(job: bytes) -> tuple[Workshop, Order]:
    """Return the workshop of a process, which is opened once."""
    unpacked: Job = pickle.loads(job)
    return unpacked.open_workshop(), unpacked.order
