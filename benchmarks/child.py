"""Run a command, and print how many seconds it took and the KiB that the largest of its processes had at once.

`python benchmarks/child.py COMMAND …` is a process of its own, and a small one: a system counts the memory of the one
that starts a program to that program's own. KiB are null where the system does not tell. Ends with the exit code of the
command, whose output goes to standard error.
"""

import json
import subprocess
import sys
import time


def peak() -> int | None:
    """Return the KiB of the largest of the processes that this one waited for."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return size // 1024 if sys.platform == "darwin" else size  # getrusage(2): bytes there, KiB elsewhere


def main() -> int:
    """Run the command of the command line."""
    started = time.perf_counter()
    code = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False).returncode
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "kib": peak()}))  # noqa: T201 - a script
    return code


if __name__ == "__main__":
    sys.exit(main())
