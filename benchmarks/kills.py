"""Kills builds at random moments, and looks at what they leave: no half file, no lost edit, nothing stray.

    python -m benchmarks.kills --times 500

Each time, every motion of a workspace has changed, and each kit's folder contains an edited document. A build is
started, with `--overwrite` every other time and with two processes every third, and killed at a random moment
(SIGKILL, which no program can answer). Then every document must be whole, every edit must be there under one name or
another, and in the end one build that is not disturbed must leave nothing but documents.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from debatekit.kit_folder import MANIFEST, checksum_in

KITS = 3
EDITED = "pro-brief.docx"

MOTION = """\
motion: This house would plant a tree in every school yard, {number}
pro: {{arguments: [{{claim: Trees give shade.}}, {{claim: Planting is a lesson in itself.}}]}}
con: {{arguments: [{{claim: Yards are small.}}, {{claim: Somebody must water them.}}]}}
"""


def main() -> None:
    """Kill builds and print what they left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=500, metavar="N", help="builds to kill [default: 500]")
    parser.add_argument("--seed", type=int, default=1, help="where the random moments start [default: 1]")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        found = kill(Path(name), options.times, chance)
    for what, number in found.items():
        sys.stdout.write(f"{number:6}  {what}\n")
    sys.exit(1 if any(what.startswith("WRONG") for what in found) else 0)


def kill(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Return what was found in `folder` after each of so many builds that were killed, counted."""
    found: Counter[str] = Counter()
    edits: set[bytes] = set()
    write_motions(folder, "first")
    lengths = {jobs: seconds(folder, jobs) for jobs in ("1", "2")}
    for number in range(times):
        write_motions(folder, f"changed {number} times")
        edits |= set(edit(folder, number))
        before = dates(folder)
        jobs = "2" if number % 3 == 2 else "1"
        process = build(folder, "--jobs", jobs, *(["--overwrite"] if number % 2 else []))
        time.sleep(chance.uniform(0.6, 1.05) * lengths[jobs])
        ended = process.poll() is not None
        if not ended:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found["builds"] += 1
        wrote = dates(folder) != before
        found["were done already" if ended else "killed while writing" if wrote else "killed before writing"] += 1
        look(folder, edits, found)
        if number % 20 == 19:
            edits.clear()
            for path in folder.glob("output/*/pro-brief*.docx"):
                path.unlink()
    build(folder, "--overwrite").wait()
    look(folder, edits, found)
    left = {path.name for path in folder.rglob("output/*/*") if path.suffix not in {".docx", ".tmp"}}
    found["WRONG: stray files after the last build"] += len(left - {MANIFEST})
    return +found


def look(folder: Path, edits: set[bytes], found: Counter[str]) -> None:
    """Count documents that are not whole and edits that are lost."""
    contents = [path.read_bytes() for path in folder.glob("output/*/*.docx")]
    found["documents looked at"] += len(contents)
    found["edits looked for"] += len(edits)
    found["WRONG: half documents"] += sum(not checksum_in(content) and content not in edits for content in contents)
    found["WRONG: lost edits"] += len(edits - set(contents))


def edit(folder: Path, number: int) -> list[bytes]:
    """Write something into a document of each kit that was not edited yet, as a teacher would; return what."""
    edits = []
    for path in sorted(folder.glob(f"output/*/{EDITED}")):
        if checksum_in(path.read_bytes()):
            edits.append(f"my words for {path.parent.name}, {number}".encode())
            path.write_bytes(edits[-1])
    return edits


def write_motions(folder: Path, number: str) -> None:
    """Write the motions of a workspace."""
    (folder / "motions").mkdir(exist_ok=True)
    for kit in range(KITS):
        (folder / f"motions/m{kit}.yaml").write_text(MOTION.format(number=f"{kit}, {number}"), encoding="utf-8")


def seconds(folder: Path, jobs: str) -> float:
    """Return how long a build takes that is not disturbed."""
    started = time.perf_counter()
    build(folder, "--rebuild", "--jobs", jobs).wait()
    return time.perf_counter() - started


def dates(folder: Path) -> dict[str, int]:
    """Return when each file of the kits was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("output/*/*")}


def build(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a build in a group of processes of its own."""
    command = [sys.executable, "-m", "debatekit", "build", "--quiet", *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


if __name__ == "__main__":
    main()
