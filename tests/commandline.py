"""The command line as tests use it: what a command answers in the current folder, and which files there are."""

import signal
import subprocess
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from debatekit.cli import main
from debatekit.kit_folder import MANIFEST


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def files_in(folder: Path) -> list[str]:
    """Return the files in a folder and those below it, by their paths from it; manifests of kits are left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return sorted(path.relative_to(folder).as_posix() for path in files)


def interruptible(command: list[str], **options: Any) -> subprocess.Popen[str]:
    """Start a process that answers to Ctrl+C: one that a background job starts ignores it."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options)
    finally:
        signal.signal(signal.SIGINT, handler)
