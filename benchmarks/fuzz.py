"""Fuzzes for as long as you like: `python -m benchmarks.fuzz --minutes 60`.

Runs the properties of `tests/fuzz` again and again, each time with other random numbers and many examples, and prints
how many examples each had, how long they took and what was found. What fails is printed with the example that makes
it fail. Where the Open XML SDK's validator is on the path, it looks at some of the documents of each round.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = 400
"""Examples of a property in one round."""

NAME = re.compile(r"^tests/fuzz/(\S+?):*$")
PHASE = re.compile(r"phase \(([\d.]+) seconds\)")
PASSED = re.compile(r"(\d+) passing, (\d+) failing, and (\d+) invalid test cases")
VALIDATOR = "ooxml-validator"


class Tally:
    """How many examples each property had, how many seconds they took, and what was found."""

    def __init__(self) -> None:
        self.examples: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def add(self, printed: str) -> None:
        """Add what one round printed."""
        name = ""
        for line in printed.splitlines():
            if match := NAME.match(line):
                name = match[1]
            elif (match := PHASE.search(line)) and name:
                self.seconds[name] += round(float(match[1]))
            elif (match := PASSED.search(line)) and name:
                self.examples[name] += sum(map(int, match.groups()))
            elif line.startswith(("FAILED tests/fuzz/", "ERROR tests/fuzz/")):
                self.findings[line.split()[1].removeprefix("tests/fuzz/")] += 1

    def table(self) -> str:
        """Return a line for each property, and one for all."""
        names = sorted(self.examples | self.findings)
        lines = [
            f"{self.examples[name]:9,} {self.seconds[name]:8,} s {self.findings[name]:4}  {name}\n" for name in names
        ]
        total = f"{self.examples.total():9,} {self.seconds.total():8,} s {self.findings.total():4}  all\n"
        return "".join([f"{'examples':>9} {'time':>10} found\n", *lines, total])


def main() -> None:
    """Fuzz, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, metavar="N", help="how long [default: 60]")
    parser.add_argument("--examples", type=int, default=EXAMPLES, metavar="N", help="of a property in one round")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    tally = Tally()
    files = sorted((PROJECT / "tests/fuzz").glob("test_*.py"))
    while time.monotonic() < end:
        for file in files:
            with tempfile.TemporaryDirectory() as kept:
                tally.add(run(file, options.examples, kept))
                validate(Path(kept), tally)
            if time.monotonic() > end:
                break
    sys.stdout.write(tally.table())
    sys.exit(1 if tally.findings else 0)


def run(file: Path, examples: int, kept: str) -> str:
    """Return what one round of a file of properties prints; that of a round with a finding is printed at once."""
    seed = random.randrange(2**32)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        "slow",
        "--hypothesis-show-statistics",
        f"--hypothesis-seed={seed}",
    ]
    environment = {**os.environ, "DEBATEKIT_EXAMPLES": str(examples), "DEBATEKIT_KEEP": kept}
    done = subprocess.run(
        [*command, str(file)], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stdout.write(f"{file.name}, seed {seed}:\n{done.stdout}\n{done.stderr}\n")
        sys.stdout.flush()
    return done.stdout


def validate(folder: Path, tally: Tally) -> None:
    """Let the Open XML SDK look at the documents in a folder; one with a fault is copied to where it is printed."""
    program = shutil.which(VALIDATOR)
    for path in sorted(folder.iterdir()) if program else ():
        done = subprocess.run([str(program), str(path)], capture_output=True, text=True, check=False)
        tally.examples[VALIDATOR] += 1
        if done.returncode:
            tally.findings[VALIDATOR] += 1
            copy = Path(tempfile.gettempdir()) / f"invalid-{path.name}"
            shutil.copyfile(path, copy)
            sys.stdout.write(f"{copy}:\n{done.stdout}\n")


if __name__ == "__main__":
    main()
