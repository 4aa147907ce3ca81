"""A command's time and memory."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks import child

BIG = 64


def run(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, child.__file__, sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_time_and_memory_are_those_of_the_command() -> None:
    small = json.loads(run("pass").stdout)
    big = json.loads(run(f"import time; x = bytes(b'x') * ({BIG} << 20); time.sleep(0.3)").stdout)
    assert big["seconds"] > 0.3
    assert big["kib"] is None or big["kib"] > small["kib"] + (BIG << 10) * 0.9


def test_what_the_command_says_is_no_figure() -> None:
    ended = run("import sys; print('Trees give shade.'); sys.exit(3)")
    assert ended.returncode == 3
    assert json.loads(ended.stdout)["seconds"] > 0
    assert "Trees give shade." in ended.stderr
