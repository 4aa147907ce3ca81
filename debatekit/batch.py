"""Many motions → their kits: on one core or more, and one that is wrong does not stop the others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from debatekit.kit import ALL, build_kit, open_workshop, unchanged
from debatekit.problems import Problem, ProblemsError
from debatekit.workshop import Told
from debatekit.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future
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
    pool, made = _pool(most), pickle.dumps(job)
    with _deaf_to_interrupts():
        futures = [pool.submit(_work, made, motion) for motion in changed]
    with _ended(pool):
        for motion, future in zip(changed, futures, strict=True):
            starting(motion)
            yield motion, _result(motion, future)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _built(workshop: Workshop, motion: Path, order: Order) -> Result:
    try:
        return build_kit(workshop, motion, order=order)
    except ProblemsError as error:
        return error


def _work(job: bytes, motion: Path) -> Result:
    """Build a kit in a process of the pool."""
    workshop, order = _opened(job)
    return _built(workshop, motion, order)


@cache
def _opened(job: bytes) -> tuple[Workshop, Order]:
    """Return the workshop of a process, which is opened once."""
    unpacked: Job = pickle.loads(job)
    return unpacked.open_workshop(), unpacked.order


def _result(motion: Path, future: Future[Result]) -> Result:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "the process that builds this kit was ended by the system"
        hint = "Build again; with --jobs 1, if memory is short."
        return ProblemsError([Problem(motion.as_posix(), 0, 0, message, hint)])


def _pool(processes: int) -> ProcessPoolExecutor:
    """Return a pool whose processes leave Ctrl+C to this one."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here be deaf to Ctrl+C from their first moment on."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _ended(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes of a pool: when they are done, or at once if this is left before."""
    try:
        yield
    except BaseException:  # Ctrl+C, or the iterator was closed
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()
