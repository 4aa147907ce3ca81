"""The second table: how long the whole program takes from its start, beside the imports of other people's modules."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.motions import FLAGSHIP, flagship
from benchmarks.table import Table, machine

NAME: Final = "cold"
HEAD: Final = ("program", "ms, median", "minimum", "beside", "ms, median", "minimum", "× median", "× minimum", "target")
LOADED: Final = r"""
import sys
known = set(sys.modules)
from debatekit.cli import main
try:
    main(prog_name="debatekit")
finally:
    loaded = (name for name, module in sys.modules.items() if name not in known and getattr(module, "__spec__", None))
    print("\n", *(name for name in loaded if name.partition(".")[0] != "debatekit"))
"""
"""Runs the program, and prints the modules outside debatekit that it has loaded, in order."""
IMPORTS: Final = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"

PROGRAM: Final = (sys.executable, "-m", "debatekit")
BUILD: Final = ("build", "--quiet", "--only", "pro-brief", "--only", "con-brief", f"{FLAGSHIP}.yaml")
RUNS: Final = {"`debatekit --help`": ("--help",), "`debatekit build`, the flagship's briefs": BUILD}
TARGET: Final = "at most 1.5"


def cold_table(rounds: int) -> Table:
    """Run each program and its imports in turn, `rounds` times, each time in a new folder."""
    return Table(NAME, f"{rounds} rounds; {machine()}.", HEAD, [_row(*run, rounds) for run in RUNS.items()])


def loaded_modules(arguments: Sequence[str]) -> list[str]:
    """Return the modules outside debatekit that a run of the program loads, in order."""
    return _run([sys.executable, "-c", LOADED, *arguments])[1].splitlines()[-1].split()


def _row(label: str, arguments: Sequence[str], rounds: int) -> list[str]:
    """Measure a program and its imports; the first run of each, which fills caches, is left out."""
    modules = loaded_modules(arguments)
    commands = [[*PROGRAM, *arguments], [sys.executable, "-c", IMPORTS, *modules]]
    both = [[_run(command)[0] for command in commands] for _ in range(rounds + 1)][1:]
    figures = [[statistics.median(seconds), min(seconds)] for seconds in zip(*both, strict=True)]
    ratios = [f"{mine / others:.2f}" for mine, others in zip(*figures, strict=True)]
    mine, others = ([f"{1000 * second:.0f}" for second in found] for found in figures)
    return [label, *mine, f"import of {len(modules)} modules", *others, *ratios, TARGET]


def _run(command: list[str]) -> tuple[float, str]:
    """Return how many seconds of processor time a command takes, and its output; raises if it fails.

    Python's bytecode cache is on, so that no run compiles the program again.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        for path in flagship().parent.glob(f"{FLAGSHIP}.*"):
            shutil.copy(path, Path(folder))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(after[:2]) - sum(before[:2]), done.stdout
