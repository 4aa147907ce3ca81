"""LibreOffice, for tests that look at what it makes of documents."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from debatekit.office import find_office

AT_ONCE: Final = 100  # documents, since LibreOffice keeps what it has converted in memory


def office() -> str:
    """Return the program of LibreOffice; skips where it is not installed, but fails in continuous integration."""
    found = find_office()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is needed here: install libreoffice-writer")
        pytest.skip("LibreOffice is not installed")
    return found


def convert(files: Iterable[Path], ending: str, folder: Path) -> None:
    """Let LibreOffice convert `files` into `folder`; `ending` is the new one, with a filter's name if need be."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office(), profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    names = [str(file) for file in files]
    for start in range(0, len(names), AT_ONCE):
        subprocess.run([*command, *names[start : start + AT_ONCE]], check=True, capture_output=True, timeout=600)
