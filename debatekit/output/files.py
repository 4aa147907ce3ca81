"""Writing a file so that it appears whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEMPORARY: Final = ".debatekit-"
"""How the names of temporary files begin; the computer and the process that write them follow."""

LONGEST_WRITE: Final = 600
"""Seconds after which a temporary file is left behind, and not being written."""

UNWRITABLE: Final = "the file cannot be written"

FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What drives say that have no room left, or none for this user."""

UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EMLINK})
"""What drives say that lack something, such as hard links on a memory stick."""

PATIENCE: Final = (0.02, 0.1, 0.3)
"""Seconds after which Windows is asked again that has a file in use for a moment, by a virus scanner for instance."""


def write_file(
    path: Path, content: bytes, may_replace: Callable[[], bool] | None = None, *, names_folder: bool = False
) -> bool:
    """Write `content` to `path`, in place of what is there; folders are made.

    The content goes to a temporary file beside it first, which then takes its name. In the last moment before,
    `may_replace` is asked whether it may; the answer is returned, and if it is no, nothing was written. Raises
    `DebatekitError` if the system does not let it, for instance because Word has the file open; where nothing at all
    can be written beside it, and with `names_folder`, the problem is the folder's.
    """
    is_made = False
    try:
        with _temporary(path, content) as temporary:
            is_made = True
            if may_replace and not may_replace():
                return False
            _patiently(lambda: temporary.replace(path))
    except OSError as error:
        if names_folder or error.errno == errno.EROFS or (not is_made and isinstance(error, PermissionError)):
            raise _refused_folder(path.parent, error) from None
        raise _refused(path, UNWRITABLE, error, _remedy(path, error)) from None
    return True


def back_up(path: Path, backups: Iterator[Path]) -> Path:
    """Give the file at `path` a second name, the first of `backups` under which nothing stands; return that name.

    The file itself stays where it is, so that there is no moment without it. Raises `DebatekitError`.
    """
    for backup in backups:
        try:
            _name_anew(path, backup)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno == errno.EROFS:
                raise _refused_folder(path.parent, error) from None
            message = "the file cannot be kept as a backup"
            raise _refused(path, message, error, "Close it in Word, and try again.") from None
        return backup
    raise AssertionError("names for backups never end")


def sweep(folder: Path) -> None:
    """Delete the temporary files in `folder` that programs left behind which were stopped while they wrote."""
    for path in folder.glob(f"{TEMPORARY}*.tmp"):
        computer, _, rest = path.name.removeprefix(TEMPORARY).partition("-")
        process = rest.partition("-")[0]
        with contextlib.suppress(OSError):  # somebody else may have deleted it
            if not _may_be_in_use(computer, int(process) if process.isdecimal() else 0, path.stat().st_mtime):
                path.unlink()


def create_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, where nothing stands yet; folders are made.

    Raises `DebatekitError` if something stands there, which is left as it is, or if the system does not let it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, "the folder cannot be made", error, "Choose another one.") from None
    try:
        with _temporary(path, content) as temporary:
            _name_anew(temporary, path)
    except FileExistsError:
        hint = "Choose another name, or move what is there."
        message = "there is something of this name already"
        raise DebatekitError([Problem(path.as_posix(), 0, 0, message, hint)]) from None
    except (OSError, ValueError) as error:  # ValueError: a name that holds a null character
        raise _refused(path, UNWRITABLE, error, "Choose another name or another folder.") from None


@contextlib.contextmanager
def _temporary(path: Path, content: bytes) -> Iterator[Path]:
    """Hold `content` in a temporary file beside `path`, safe from a power cut; it is gone in the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f"{TEMPORARY}{_computer()}-{os.getpid()}-"
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=prefix, suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            _sync(file.fileno())
            file.close()
            with contextlib.suppress(OSError):  # a network drive need not know of such things
                temporary.chmod(0o666 & ~_umask())
            yield temporary
        finally:
            file.close()  # or Windows would not let it go
            with contextlib.suppress(OSError):
                temporary.unlink()


def _sync(file: int) -> None:
    """Wait until a file is on the disk, or a power cut could leave one of the right name with nothing in it."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise


def _name_anew(path: Path, name: Path) -> None:
    """Give a file a second name; raises `FileExistsError` if something has it."""
    try:
        name.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        with name.open("xb") as copy:  # a drive without second names
            copy.write(path.read_bytes())
            _sync(copy.fileno())


def _patiently(act: Callable[[], object]) -> None:
    """Do something, and again a moment later if Windows says that a file is in use."""
    for pause in PATIENCE if os.name == "nt" else ():
        try:
            act()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    act()


def _may_be_in_use(computer: str, process: int, written: float) -> bool:
    """Tell whether a temporary file may still be written to; on a network drive, by another computer."""
    if time.time() - written > LONGEST_WRITE:
        return False
    if computer != _computer() or os.name == "nt":  # Windows would end the process that is asked for
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return process > 0


def _computer() -> str:
    """Return a short mark of this computer, in which nothing of its name is seen."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def _umask() -> int:
    """Return the process's mask for new files, which temporary files do not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remedy(path: Path, error: OSError) -> str:
    """Return what may help where a file cannot be written."""
    if isinstance(error, PermissionError):
        program = "in Word" if path.suffix == ".docx" else "where it is open"
        return f"Close it {program}, or choose another folder, as with --output."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "A file stands where its folder should be. Move it, or choose another folder, as with --output."
    if error.errno in FULL:
        return "Make room on the drive, or choose another one, as with --output."
    return "Choose another folder, as with --output."


def _refused_folder(folder: Path, error: OSError) -> DebatekitError:
    """Return the problem that nothing can be written into `folder`: one, however many files were to be."""
    hint = _remedy(folder, error) if error.errno in FULL else "Choose another folder, as with --output."
    return _refused(folder, "nothing can be written here", error, hint)


def _refused(path: Path, message: str, error: OSError | ValueError, hint: str) -> DebatekitError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return DebatekitError([Problem(path.as_posix(), 0, 0, f"{message}: {reason}", hint)])
