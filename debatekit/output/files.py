"""Writing a file so that it appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path
from typing import Final

from debatekit.problems import Problem, ProblemsError

TEMPORARY: Final = ".debatekit-"
"""How the names of temporary files begin; the number of the process that writes them follows."""

LONGEST_WRITE: Final = 600
"""Seconds after which a temporary file is left behind, and not being written."""


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, in place of what is there; folders are made.

    The content goes to a temporary file beside it first, which then takes its name. Raises `ProblemsError`
    if the system does not let it, for instance because Word has the file open.
    """
    temporary = None
    prefix = f"{TEMPORARY}{os.getpid()}-"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=prefix, suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave a file of the right name with nothing in it
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        hint = "Close it in Word, or choose another folder with --output."
        raise ProblemsError([Problem(path.as_posix(), 0, 0, f"the file cannot be written: {reason}", hint)]) from None


def sweep(folder: Path) -> None:
    """Delete the temporary files in `folder` that programs left behind which were stopped while they wrote."""
    for path in folder.glob(f"{TEMPORARY}*.tmp"):
        number = path.name.removeprefix(TEMPORARY).partition("-")[0]
        with contextlib.suppress(OSError):  # somebody else may have deleted it
            if not _may_be_in_use(int(number) if number.isdecimal() else 0, path.stat().st_mtime):
                path.unlink()


def _may_be_in_use(process: int, written: float) -> bool:
    """Tell whether a temporary file may still be written to; on a network drive, by a process of another computer."""
    if time.time() - written > LONGEST_WRITE:
        return False
    if os.name == "nt":  # where asking for a process would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return process > 0


def create_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, where nothing stands yet; folders are made.

    Raises `ProblemsError` if something stands there, which is left as it is, or if the system does not let it.
    """
    file = path.as_posix()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the folder cannot be made: {reason}"
        raise ProblemsError([Problem(file, 0, 0, message, "Choose another one.")]) from None
    try:
        opened = path.open("xb")
    except FileExistsError:
        hint = "Choose another name, or move what is there."
        raise ProblemsError([Problem(file, 0, 0, "there is something of this name already", hint)]) from None
    except (OSError, ValueError) as error:  # ValueError: a name that holds a null character
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ProblemsError([Problem(file, 0, 0, f"the file cannot be written: {reason}", NAME_HINT)]) from None
    try:
        with opened:
            opened.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise ProblemsError([Problem(file, 0, 0, f"the file cannot be written: {reason}", NAME_HINT)]) from None


NAME_HINT = "Choose another name or another folder."


def _umask() -> int:
    """Return the process's mask for new files, which temporary files do not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
