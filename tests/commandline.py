"""The command line as tests use it: what a command answers in the current folder, and which files there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from debatekit.cli import main
from debatekit.kit_folder import MANIFEST

if TYPE_CHECKING:
    from click.testing import Result


def run(*words: str) -> Result:
    """Return what the command line answers to `words`."""
    return CliRunner().invoke(main, list(words))


def files_in(folder: Path) -> list[str]:
    """Return the files in a folder and those below it, by their paths from it; manifests of kits are left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return sorted(path.relative_to(folder).as_posix() for path in files)
