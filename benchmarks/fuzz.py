"""Fuzzes for as long as you like: `python -m benchmarks.fuzz --minutes 60`.

Runs the properties of `tests/fuzz` again and again, each time with other random numbers and many examples. What fails
is printed with the example that makes it fail. Where the Open XML SDK's validator is on the path, it looks at some of
the documents of each round.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
VALIDATOR: Final = "ooxml-validator"


def main() -> None:
    """Fuzz, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, metavar="N", help="how long [default: 60]")
    parser.add_argument("--examples", type=int, default=400, metavar="N", help="of a property in one round")
    options = parser.parse_args()
    end, rounds, findings = time.monotonic() + 60 * options.minutes, 0, 0
    while time.monotonic() < end:
        for file in sorted((PROJECT / "tests/fuzz").glob("test_*.py")):
            with tempfile.TemporaryDirectory() as kept:
                findings += run(file, options.examples, kept) + validate(Path(kept))
        rounds += 1
    sys.stdout.write(f"{rounds} rounds, {findings} findings\n")
    sys.exit(1 if findings else 0)


def run(file: Path, examples: int, kept: str) -> int:
    """Return 1 if a round of a file of properties has a finding, which is printed at once, and else 0."""
    seed = random.randrange(2**32)
    command = [sys.executable, "-m", "pytest", "-q", "-m", "slow", f"--hypothesis-seed={seed}", str(file)]
    environment = {**os.environ, "DEBATEKIT_EXAMPLES": str(examples), "DEBATEKIT_KEEP": kept}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stdout.write(f"{file.name}, seed {seed}:\n{done.stdout}\n{done.stderr}\n")
        sys.stdout.flush()
    return int(done.returncode != 0)


def validate(folder: Path) -> int:
    """Return how many documents in a folder the Open XML SDK refuses; each is copied to where it is printed."""
    program, findings = shutil.which(VALIDATOR), 0
    for path in sorted(folder.iterdir()) if program else ():
        done = subprocess.run([str(program), str(path)], capture_output=True, text=True, check=False)
        if done.returncode:
            findings += 1
            copy = Path(tempfile.gettempdir()) / f"invalid-{path.name}"
            shutil.copyfile(path, copy)
            sys.stdout.write(f"{copy}:\n{done.stdout}\n")
    return findings


if __name__ == "__main__":
    main()
