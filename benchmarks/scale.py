"""The third table: a thousand motions on the command line; time, memory, a second run, one process and two."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import child
from benchmarks.cold import PROGRAM
from benchmarks.motions import write_copies
from benchmarks.table import NOTHING, Table, machine

NAME: Final = "scale"
HEAD: Final = ("run", "s", "ms a kit", "s, again with nothing changed", "MiB at most", "× memory of the first row")
JOBS: Final = (1, 2)
PARTS: Final = (100, 10, 1)
"""The runs: a hundredth of the motions, a tenth and all of them."""


class Run(NamedTuple):
    """What a run of the program took: seconds, and the KiB of its largest process."""

    seconds: float
    kib: int | None


def scale_table(motions: int) -> Table:
    """Build the kits of many motions, and of fewer, in new folders; then once more in the same ones."""
    rows = list(_rows(motions))
    caption = f"The flagship's kit, in each motion with other words; {machine()}."
    return Table(NAME, caption, HEAD, rows)


def _rows(motions: int) -> Iterator[list[str]]:
    first: Run | None = None
    for jobs in JOBS:
        for size in (max(1, motions // part) for part in PARTS):
            new, again = _both(size, ["--jobs", str(jobs)])
            first = first or new
            yield [
                f"{jobs} process{'es' if jobs > 1 else ''}, {size:,} motions",
                f"{new.seconds:.1f}",
                f"{1000 * new.seconds / size:.1f}",
                f"{again.seconds:.2f}",
                f"{new.kib / 1024:.0f}" if new.kib else NOTHING,
                f"{new.kib / first.kib:.2f}" if new.kib and first.kib else NOTHING,
            ]


def _both(size: int, options: list[str]) -> tuple[Run, Run]:
    """Build the kits of some motions in a new folder, twice."""
    with tempfile.TemporaryDirectory() as folder:
        write_copies(Path(folder) / "motions", size)
        return _build(folder, options), _build(folder, options)


def _build(folder: str, options: list[str]) -> Run:
    """Build the kits of the motions in a folder; raises `CalledProcessError` if that fails."""
    command = [sys.executable, "-P", str(child.__file__), *PROGRAM, "build", "--quiet", *options]
    ended = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(ended.stdout)
    return Run(result["seconds"], result["kib"])
