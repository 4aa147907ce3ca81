"""Where the files that come with debatekit are: templates and sample motions.

They stand at the top of the project, beside the package, and inside it once it is installed from a wheel.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Return the folder `name` ("templates", "motions") that comes with debatekit."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
