"""Putting documents into a kit's folder: what somebody changed, or what is not ours, is never overwritten.

A document that is not as it was built stays, and the new one is put beside it. Somebody who wants the new one in its
place asks for it, and the old one is kept as a backup.
"""

from __future__ import annotations

import contextlib
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from debatekit.output.files import write_file
from debatekit.output.seal import is_untouched
from debatekit.problems import Problem, ProblemsError
from debatekit.reading.text import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


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

    With `overwrite`, what stands there becomes a backup, and the document takes its place. Raises `ProblemsError` if
    the system does not let it, for instance because Word has the file open.
    """
    if not _is_in_the_way(path, content):
        _write(path, content)
        _tidy(path)
        return Placed(path)
    if not overwrite:
        beside = _free(path, "new", content)
        _write(beside, content)
        return Placed(beside, kept=path)
    backup = _free(path, "old", None)
    try:
        path.rename(backup)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the file cannot be kept as a backup: {reason}"
        raise ProblemsError([Problem(path.as_posix(), 0, 0, message, "Close it in Word, and try again.")]) from None
    _write(path, content)
    _tidy(path)
    return Placed(path, backup=backup)


def _is_in_the_way(path: Path, content: bytes) -> bool:
    if not path.is_file():
        return path.exists()
    there = read_bytes(path)
    return there != content and not is_untouched(there)


def _write(path: Path, content: bytes) -> None:
    """Write a document unless it is there already, so that its date tells when it last changed."""
    if not path.is_file() or read_bytes(path) != content:
        write_file(path, content)


def _tidy(path: Path) -> None:
    """Delete what was put beside a file that is no longer in the way, unless somebody changed it."""
    beside = path.with_name(f"{path.stem} (new){path.suffix}")
    if beside.is_file() and is_untouched(read_bytes(beside)):
        with contextlib.suppress(OSError):  # Word may have it open
            beside.unlink()


def _free(path: Path, mark: str, content: bytes | None) -> Path:
    """Return a name beside `path` under which nothing stands, or nothing that somebody changed."""
    names = (f"{path.stem} ({mark}{'' if number == 1 else f' {number}'}){path.suffix}" for number in count(1))
    beside = (path.with_name(name) for name in names)
    return next(
        free for free in beside if not (_is_in_the_way(free, content) if content is not None else free.exists())
    )
