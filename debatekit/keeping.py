"""What the program makes once of files that come with it, kept beside its own compiled modules, as Python keeps those.

Who can write there can change the program itself; nothing that is made of anybody else's files is kept. What is kept
carries a fingerprint of what it was made of and with, and is made anew if that has changed or the file is damaged.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError
from debatekit.files import content_of, remove_stale_temp_files, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDING: Final = ".kept"
LENGTH: Final = hashlib.sha256().digest_size


def recall(name: str, made_of: str) -> bytes | None:
    """Return what is kept under a name, if it was made of the same; `made_of` is any text that tells."""
    content = content_of(_path(name)) or b""
    kept = content[LENGTH:]
    return kept if content[:LENGTH] == _mark(kept, made_of) else None


def keep(name: str, made_of: str, content: bytes) -> None:
    """Keep something under a name where Python may keep compiled modules; if it cannot be, nothing happens."""
    if not sys.dont_write_bytecode:
        try:
            remove_stale_temp_files(_path(name).parent)
            write_file(_path(name), _mark(content, made_of) + content)
        except DebatekitError:
            return  # the folder is only to be read, as where somebody else installed the program


def stamp(files: Iterable[Path]) -> str:
    """Return a text that tells whether files, such as modules of the program, have changed: by size and date."""
    stats = ((file.as_posix(), file.stat()) for file in files)
    return repr(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def _path(name: str) -> Path:
    return Path(cache_from_source(__file__)).with_name(f"{name}.{sys.implementation.cache_tag}{ENDING}")


def _mark(content: bytes, made_of: str) -> bytes:
    return hashlib.sha256(made_of.encode("utf-8", "surrogatepass") + b"\0" + content).digest()
