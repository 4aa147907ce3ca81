"""A pool of worker processes that end when the main process does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

MAX_BROKEN_POOLS: Final = 3
"""Pools that are replaced after a process was killed."""


def process_map(function: Callable[[T], R], items: Iterable[T], processes: int) -> Generator[R | None]:
    """Yield the result of `function` for each of the items, in order.

    If a process is killed, the first item without a result gets None, and the others a new pool. All processes end when
    the generator is closed, or when this process ends.
    """
    remaining, broken_pools = deque(items), 0
    while remaining:
        with _pool(processes) as pool:
            with _ignored_interrupts():  # processes start here, and only this one answers Ctrl+C
                futures = [pool.submit(function, item) for item in remaining]
            for future in futures:
                try:
                    result, is_broken = future.result(), False
                except BrokenProcessPool:
                    result, is_broken = None, True
                remaining.popleft()
                yield result
                if is_broken and broken_pools < MAX_BROKEN_POOLS:
                    break
        broken_pools += 1


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool whose processes end at once if the block is left by an exception."""
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _start_worker)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


@contextmanager
def _ignored_interrupts() -> Iterator[None]:
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()  # however it ends: by SIGTERM, SIGKILL or a closed terminal
        os._exit(1)
