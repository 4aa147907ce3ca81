"""Read files."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from debatekit.errors import DebatekitError

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, max_bytes: int = 200_000_000, hint: str = "Check that it is the right one.") -> bytes:
    """Return the content of the file at `path`.

    Raises `DebatekitError` if it is missing, no file, not readable, or has more than `max_bytes`; `hint` is what to do
    then. A device or a pipe is not opened, because reading it may never end.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > max_bytes:
            message = f"the file is larger than {max_bytes / 1_000_000:g} MB"
            raise DebatekitError.for_file(path, message, hint)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise DebatekitError.for_file(path, "this is a device or a pipe, and no file", "Name a file.")
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # ValueError: a name that holds a null character
        hint = "Check the name, and the folder you are in."
        raise DebatekitError.for_file(path, "there is no such file", hint) from None
    except OSError as error:
        if isinstance(error, IsADirectoryError) or (error.errno == errno.EACCES and path.is_dir()):  # EACCES: Windows
            raise DebatekitError.for_file(path, "this is a folder", "Name a file in it.") from None
        reason = (error.strerror or "it could not be opened").lower()
        message = f"the file cannot be read: {reason}"
        raise DebatekitError.for_file(path, message, "Close it elsewhere and try again.") from None
