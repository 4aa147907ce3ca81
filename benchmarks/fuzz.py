"""Fuzzes for as long as you like: `python -m benchmarks.fuzz --minutes 60`.

Runs the properties of `tests/fuzz` again and again, each time with other random numbers and many examples, and prints
how many examples each had and what was found. What fails is printed with the example that makes it fail.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = 400
"""Examples of a property in one round."""

NAME = re.compile(r"^tests/fuzz/(\S+?):*$")
PASSED = re.compile(r"(\d+) passing, (\d+) failing, and (\d+) invalid test cases")


def main() -> None:
    """Fuzz, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, metavar="N", help="how long [default: 60]")
    parser.add_argument("--examples", type=int, default=EXAMPLES, metavar="N", help="of a property in one round")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    examples: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    files = sorted((PROJECT / "tests/fuzz").glob("test_*.py"))
    while time.monotonic() < end:
        for file in files:
            count(run(file, options.examples), examples, findings)
            if time.monotonic() > end:
                break
    for name, number in sorted(examples.items()):
        sys.stdout.write(f"{number:9,}  {findings[name]:3} findings  {name}\n")
    sys.stdout.write(f"{examples.total():9,}  {findings.total():3} findings in {options.minutes:g} minutes\n")
    sys.exit(1 if findings else 0)


def run(file: Path, examples: int) -> str:
    """Return what one round of a file of properties prints; that of a round with a finding is printed at once."""
    seed = random.randrange(2**32)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--hypothesis-show-statistics",
        f"--hypothesis-seed={seed}",
        str(file),
    ]
    environment = {**os.environ, "DEBATEKIT_EXAMPLES": str(examples)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stdout.write(f"{file.name}, seed {seed}:\n{done.stdout}\n{done.stderr}\n")
        sys.stdout.flush()
    return done.stdout


def count(printed: str, examples: Counter[str], findings: Counter[str]) -> None:
    """Add the examples and the findings of a round."""
    name = ""
    for line in printed.splitlines():
        if match := NAME.match(line):
            name = match[1]
        elif (match := PASSED.search(line)) and name:
            examples[name] += sum(map(int, match.groups()))
        elif line.startswith("FAILED tests/fuzz/"):
            findings[line.split()[1].removeprefix("tests/fuzz/")] += 1


if __name__ == "__main__":
    main()
