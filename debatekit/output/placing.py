"""Putting documents into a kit's folder: what somebody changed, or what is not ours, is never overwritten.

A document that is not as it was built stays, and the new one is put beside it. Somebody who wants the new one in its
place asks for it, and the old one is kept as a backup.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.files import back_up, read_bytes, write_file
from debatekit.output.seal import is_untouched, seal_of


class Placed(NamedTuple):
    """A document that was put into its folder."""

    path: Path
    """Where it stands: in its place, or beside a file that was kept."""
    kept: Path | None = None
    """The file that somebody changed, or that is not ours, and that the document stands beside."""
    backup: Path | None = None
    """Where that file is now, if the document took its place."""


def place(path: Path, content: bytes, *, overwrite: bool = False) -> Placed:
    """Write a document to `path`, or beside it if what stands there was changed by somebody, or is not ours.

    With `overwrite`, what stands there becomes a backup, and the document takes its place. Raises `DebatekitError` if
    the system does not let it, for instance because Word has the file open.
    """
    backup, kept = None, None
    while not _write(path, content, kept):
        if not overwrite:
            return Placed(_beside(path, content), kept=path)
        backup, kept = _backed_up(path)
    _tidy(path)
    return Placed(path, backup=backup)


def remove(path: Path, seal: str) -> bool:
    """Delete the document at `path` if it still carries `seal`, and tell whether it is gone."""
    with contextlib.suppress(OSError, DebatekitError):  # Word may have it open, or somebody deleted it
        if not path.exists():
            return True
        if path.is_file() and seal_of(read_bytes(path)) == seal:
            path.unlink()
            return True
    return False


def _write(path: Path, content: bytes, kept: bytes | None = None) -> bool:
    """Write a document, and tell whether it could be; if it is there already, its date stays as it is.

    What stands there may be replaced if it is untouched, or is what was `kept` under another name.
    """

    def may_replace() -> bool:
        return _there(path) in {None, content, kept} or is_untouched(_there(path) or b"")

    if not may_replace():
        return False
    return _there(path) == content or write_file(path, content, may_replace)


def _there(path: Path) -> bytes | None:
    """Return what stands at `path`: nothing of a folder, and None if there is nothing."""
    if path.is_file():
        return read_bytes(path)
    return b"" if path.exists() else None


def _beside(path: Path, content: bytes) -> Path:
    return next(beside for beside in _names(path, "new") if _write(beside, content))


def _backed_up(path: Path) -> tuple[Path, bytes | None]:
    """Keep what stands at `path` under another name, too; return that name, and what stands there."""
    if path.is_file():
        edited = read_bytes(path)
        return back_up(path, _names(path, "old")), edited
    backup = next(name for name in _names(path, "old") if not name.exists())
    try:
        path.rename(backup)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"it cannot be kept as a backup: {reason}"
        raise DebatekitError([Problem(path.as_posix(), 0, 0, message, "Move it, and try again.")]) from None
    return backup, None


def _tidy(path: Path) -> None:
    """Delete what was put beside a file that is no longer in the way, unless somebody changed it."""
    for beside in takewhile(Path.is_file, _names(path, "new")):
        if is_untouched(read_bytes(beside)):
            with contextlib.suppress(OSError):  # Word may have it open
                beside.unlink()


def _names(path: Path, mark: str) -> Iterator[Path]:
    """Yield the names beside `path`: "brief (new).docx", "brief (new 2).docx" and so on."""
    for number in count(1):
        yield path.with_name(f"{path.stem} ({mark}{'' if number == 1 else f' {number}'}){path.suffix}")
