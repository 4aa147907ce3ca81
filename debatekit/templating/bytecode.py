"""A bytecode cache for the built-in templates, in the user's cache folder.

Whoever can write to that folder can run code as the user, so it is used only if nobody else can. Templates of the
user are compiled in each run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from debatekit import __version__

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

DAMAGED: Final = (
    *(pickle.UnpicklingError, AttributeError, EOFError, ImportError, LookupError, MemoryError, OSError),
    *(OverflowError, RuntimeError, TypeError, ValueError),
)
"""What reading a damaged file can raise."""


class BuiltinCache(jinja2.FileSystemBytecodeCache):
    """Jinja's cache of compiled templates; a file that cannot be read or written is as good as none."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "template-%s.cache")
        modules = sorted(Path(__file__).parent.glob("*.py"))
        versions = (__version__, jinja2.__version__, sys.implementation.cache_tag)
        self.compiler = repr((versions, [(module.name, module.stat().st_mtime_ns) for module in modules]))

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of a template and of all that compiles it."""
        return hashlib.sha256(f"{self.compiler}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template, if there is one."""
        with suppress(*DAMAGED):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, if possible."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def cache_folder() -> Path | None:
    """Return the folder for our caches, created if need be; None if there is none that only the user can write to."""
    match sys.platform:
        case "win32":
            base = os.environ.get("LOCALAPPDATA", "")
        case "darwin":
            base = "~/Library/Caches"
        case _:
            base = os.environ.get("XDG_CACHE_HOME", "") or "~/.cache"
    try:
        folder = Path(base).expanduser() / "debatekit"
        if not folder.is_absolute():  # the XDG Base Directory Specification: such a path is to be ignored
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: no home folder
        return None
    if not stat.S_ISDIR(status.st_mode):
        return None
    if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder
