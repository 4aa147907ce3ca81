"""Work → its results, done by several processes side by side, which end when this one is told to.

Only this process answers Ctrl+C; the others are started deaf to it, and ended.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

LostProcessError = BrokenProcessPool
"""Raised for a result whose process was ended from outside."""


@contextmanager
def side_by_side(
    work: Callable[[Given], Made], given: Iterable[Given], processes: int
) -> Iterator[list[Callable[[], Made]]]:
    """Let `processes` do `work` with each thing that is `given`; what is returned waits for each result, in order.

    All end when this is left: when they are done, or at once if it is left by an error, by Ctrl+C or by a generator
    that is closed. A result raises `LostProcessError` if its process is no more.
    """
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
    )
    with _deaf_to_interrupts():
        futures = [pool.submit(work, one) for one in given]
    try:
        yield [future.result for future in futures]
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here be deaf to Ctrl+C from their first moment on."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
