"""The installed command line, as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which


def debatekit() -> list[str]:
    """Return how `debatekit` is run: by the script beside this Python, or else as a module."""
    script = which("debatekit", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "debatekit"]


def has_option(command: str, option: str) -> bool:
    """Tell whether a command of debatekit's has an option."""
    asked = subprocess.run([*debatekit(), command, "--help"], capture_output=True, text=True, check=True)
    return option in asked.stdout.split()
