"""Putting files on disk: each appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from debatekit.problems import Problem, ProblemsError


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, in place of what is there; folders are made.

    The content goes to a temporary file beside it first, which then takes its name. Raises `ProblemsError`
    if the system does not let it, for instance because Word has the file open.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        hint = "Close it in Word, or choose another folder with --output."
        raise ProblemsError([Problem(path.as_posix(), 0, 0, f"the file cannot be written: {reason}", hint)]) from None


def _umask() -> int:
    """Return the process's mask for new files, which temporary files do not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
