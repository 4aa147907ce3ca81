"""Build the kits of many motions, in several processes where that is faster."""

import os
import pickle
import signal
import threading
from collections.abc import Generator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, TypeAlias

from debatekit.build import ALL, Builder
from debatekit.errors import DebatekitError
from debatekit.kit_folder import WriteResult
from debatekit.settings import BuildOptions, Project

KITS_PER_PROCESS: Final = 24  # which take about as long to build as another process takes to start
Result: TypeAlias = WriteResult | DebatekitError


def build_kits(
    project: Project, paths: Sequence[Path], options: BuildOptions = ALL, jobs: int | None = None
) -> Generator[tuple[Path, Result]]:
    """Yield each of the motions at `paths` with its kit or its error, in order.

    `jobs` is the number of processes; None chooses what is fastest. When the generator is closed, as by
    Ctrl+C, all processes end at once. Raises `DebatekitError` if no kit can be built.
    """
    builder = Builder(project)
    builder.handouts(options.only)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    jobs = min(jobs or min(cores, len(paths) // KITS_PER_PROCESS), 61, len(paths))  # Windows allows a pool of 61
    if jobs > 1:
        yield from _build_in_processes(project, paths, options, jobs)
        return
    for path in paths:
        yield path, _try_build(builder, path, options)


def _build_in_processes(
    project: Project, paths: Sequence[Path], options: BuildOptions, processes: int
) -> Generator[tuple[Path, Result]]:
    import multiprocessing  # few runs need it
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    build = partial(_build_in_worker, pickle.dumps((project, options)))
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _start_worker)
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # processes start here, and only this one answers Ctrl+C
    futures = [pool.submit(build, path) for path in paths]
    signal.signal(signal.SIGINT, handler)
    try:
        for path, future in zip(paths, futures, strict=True):
            try:
                result = future.result()
            except BrokenProcessPool:
                hint = "Build again; with --jobs 1, if memory is short."
                result = DebatekitError.for_file(path, "a process that builds kits was ended by the system", hint)
            yield path, result
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()  # however it ends: by SIGTERM, SIGKILL or a closed terminal
        os._exit(1)


def _build_in_worker(arguments: bytes, path: Path) -> Result:
    builder, options = _worker(arguments)
    return _try_build(builder, path, options)


@cache
def _worker(arguments: bytes) -> tuple[Builder, BuildOptions]:
    project, options = pickle.loads(arguments)
    return Builder(project), options


def _try_build(builder: Builder, path: Path, options: BuildOptions) -> Result:
    try:
        return builder.build_kit(path, options)
    except DebatekitError as error:
        return error
