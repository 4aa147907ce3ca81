"""The third table: how long the whole program takes from its start, beside the import of what it is built with."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.motions import FLAGSHIP, flagship
from benchmarks.program import debatekit
from benchmarks.table import NOTHING, Table, machine

NAME: Final = "cold"
HEAD: Final = ("program", "ms, median", "minimum", "beside", "ms, median", "minimum", "× median", "× minimum", "target")
LOADED: Final = "click, jinja2.sandbox, markdown_it, pydantic.main, pydantic.types, yaml"
"""The modules of libraries that such a build loads; `import pydantic` alone loads next to nothing of it."""

BUILD: Final = ("build", "--quiet", "--only", "pro-brief", "--only", "con-brief", f"{FLAGSHIP}.yaml")


class Pair(NamedTuple):
    """A run of the program, the import that it is held against, and how many times as long it should take."""

    label: str
    arguments: tuple[str, ...]
    imported: str
    target: str = NOTHING


PAIRS: Final = (
    Pair("`debatekit --help`", ("--help",), "click", "at most 1.5"),
    Pair("`debatekit build`, the flagship's briefs", BUILD, LOADED, "at most 1.5"),
)
LABELS: Final = tuple(pair.label for pair in PAIRS)


def cold_table(rounds: int) -> Table:
    """Run each program and its import in turn, `rounds` times, each time in a new folder."""
    rows = [_row(pair, *_seconds(pair, rounds)) for pair in PAIRS]
    return Table(NAME, f"{rounds} rounds; {machine()}.", HEAD, rows)


def _seconds(pair: Pair, rounds: int) -> tuple[list[float], list[float]]:
    """Return what the program takes, and what the import; the first run of each, which fills caches, is left out."""
    program = [*debatekit(), *pair.arguments]
    imports = [sys.executable, "-c", f"import {pair.imported}"]
    both = [(_run(program), _run(imports)) for _ in range(rounds + 1)][1:]
    return [run for run, _ in both], [imported for _, imported in both]


def _run(command: list[str]) -> float:
    """Return how many seconds a command takes; raises `CalledProcessError` if it fails.

    Python's bytecode cache is on, so that no run compiles the program again.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        for path in flagship().parent.glob(f"{FLAGSHIP}.*"):
            shutil.copy(path, Path(folder))
        started = time.perf_counter()
        subprocess.run(command, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - started


def _row(pair: Pair, program: list[float], imports: list[float]) -> list[str]:
    figures = [[statistics.median(seconds), min(seconds)] for seconds in (program, imports)]
    ratios = [f"{mine / others:.2f}" for mine, others in zip(*figures, strict=True)]
    mine, others = ([f"{1000 * second:.0f}" for second in found] for found in figures)
    return [pair.label, *mine, f"`import {pair.imported}`", *others, *ratios, pair.target]
