"""Read files within a size limit, write them atomically, and check file names and paths."""

from __future__ import annotations

import codecs
import contextlib
import errno
import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from debatekit.errors import LINE_BREAK, MAX_PROBLEMS, DebatekitError, Problem

MAX_TEXT: Final = 1_000_000
"""Bytes of a text file that people write by hand; the longest sample motion has a fiftieth of it."""

MAX_FILE: Final = 200_000_000
"""Bytes of any file that is read."""

_PRINTABLE: Final = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
PRINTABLE: Final = re.compile(f"[{_PRINTABLE}]*")
"""A text that XML 1.0 (section 2.2) and YAML 1.1 (section 5.1) allow."""
UNPRINTABLE: Final = re.compile(f"[^{_PRINTABLE}]")
"""A character that they do not allow."""

TEMP_PREFIX: Final = ".debatekit-"
MAX_WRITE_SECONDS: Final = 600
"""Age at which a temporary file is a leftover rather than being written."""

NO_SPACE: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EMLINK})
"""Errors of drives that lack a feature, such as hard links on a memory stick."""
RETRY_AFTER: Final = (0.02, 0.1, 0.3)
"""Seconds to wait on Windows for a file that is in use for a moment, for instance by a virus scanner."""

MAX_NAME: Final = 120
"""Characters of a file name; Windows has 259 for a whole path."""
MAX_SLUG: Final = 50
"""Characters of a name made from a text; in UTF-8 they fit into the 255 bytes that systems allow."""
DEVICE_NAME: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)")
"""Names that Windows reserves for devices, whatever the ending (Microsoft: Naming Files, Paths, and Namespaces)."""
FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""Characters that no file name on Windows may hold (the same source)."""


def read_bytes(path: Path, max_bytes: int = MAX_FILE, hint: str = "Check that it is the right one.") -> bytes:
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


def content_of(path: Path) -> bytes | None:
    """Return the content of the file at `path`, or None if `read_bytes` would raise."""
    try:
        return read_bytes(path)
    except DebatekitError:
        return None


def read_text(path: Path) -> str:
    """Return the text of the file at `path`: UTF-8, or UTF-16 with a byte order mark (Notepad's "Unicode").

    Raises `DebatekitError` if it cannot be read, is larger than `MAX_TEXT`, in another encoding, or holds characters
    that neither YAML nor Word's XML may hold.
    """
    file = path.as_posix()
    raw = read_bytes(path, MAX_TEXT, "Check that it is the right one; if it is, split it.")
    if raw.startswith(b"PK\x03\x04"):
        hint = "Copy its text into a plain text file, and name that."
        raise DebatekitError.for_file(path, "this is a Word document or another archive, and no text file", hint)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = decode(file, raw, "utf-16", "not UTF-16")
    else:
        text = decode(file, raw, "utf-8-sig", "not UTF-8")
    if UNPRINTABLE.search(text):
        raise DebatekitError(_unprintable(file, text))
    return text


def decode(file: str, raw: bytes, encoding: str, otherwise: str) -> str:
    """Return `raw` as text; raises `DebatekitError` with the place of the first byte that is `otherwise`."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark; the text before the bad byte is sound.
        before = lines_of(error.object[: error.start].decode(encoding, errors="ignore"))
        message = f"the byte {error.object[error.start]:#04x} is {otherwise}"
        hint = "Save the file again with the encoding 'UTF-8'."
        raise DebatekitError([Problem(file, len(before), len(before[-1]) + 1, message, hint)]) from None


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` as YAML counts them."""
    return LINE_BREAK.split(text)


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _unprintable(file: str, text: str) -> Iterator[Problem]:
    reported = 0
    for number, line in enumerate(lines_of(text), 1):
        shown = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line)
        for match in UNPRINTABLE.finditer(line):
            if reported == MAX_PROBLEMS:
                yield Problem.more(file, len(UNPRINTABLE.findall(text)) - reported)
                return
            message = f"the control character U+{ord(match[0]):04X} cannot be printed"
            yield Problem(file, number, match.start() + 1, message, "Delete it.", shown)
            reported += 1


def write_file(
    path: Path, content: bytes, may_replace: Callable[[], bool] | None = None, *, names_folder: bool = False
) -> bool:
    """Write `content` to `path` atomically, replacing what is there; folders are made.

    Just before the file is replaced, `may_replace` is called; if it returns False, nothing is written and False is
    returned. Raises `DebatekitError` if the system refuses, for instance because Word has the file open; the problem is
    the folder's with `names_folder`, and where nothing can be written beside the file.
    """
    has_content = False
    try:
        with _temporary(path, content) as temporary:
            has_content = True
            if may_replace and not may_replace():
                return False
            _retry(lambda: temporary.replace(path))
    except OSError as error:
        if names_folder or error.errno == errno.EROFS or (not has_content and isinstance(error, PermissionError)):
            raise _folder_error(path.parent, error) from None
        raise _write_error(path, "the file cannot be written", error, _remedy(path, error)) from None
    return True


def create_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, where nothing is yet; folders are made.

    Raises `DebatekitError` if something has the name, which is left as it is, or if the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _write_error(path, "the folder cannot be made", error, "Choose another one.") from None
    try:
        with _temporary(path, content) as temporary:
            _link(temporary, path)
    except FileExistsError:
        hint = "Choose another name, or move what is there."
        raise DebatekitError.for_file(path, "there is something of this name already", hint) from None
    except (OSError, ValueError) as error:  # ValueError: a name that holds a null character
        hint = "Choose another name or another folder."
        raise _write_error(path, "the file cannot be written", error, hint) from None


def back_up(path: Path, backups: Iterator[Path]) -> Path:
    """Give the file at `path` a second name, the first of `backups` that is free, and return it.

    The file also keeps its own name, so that there is no moment without it. Raises `DebatekitError`.
    """
    for backup in backups:
        try:
            _link(path, backup)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno == errno.EROFS:
                raise _folder_error(path.parent, error) from None
            message = "the file cannot be kept as a backup"
            raise _write_error(path, message, error, "Close it in Word, and try again.") from None
        return backup
    raise AssertionError("names for backups never end")


def remove_stale_temp_files(folder: Path) -> None:
    """Delete the temporary files in `folder` that programs left behind when they were stopped while writing."""
    for path in folder.glob(f"{TEMP_PREFIX}*.tmp"):
        with contextlib.suppress(OSError):  # another program may have deleted it
            if time.time() - path.stat().st_mtime > MAX_WRITE_SECONDS:
                path.unlink()


@contextlib.contextmanager
def _temporary(path: Path, content: bytes) -> Iterator[Path]:
    """Yield a temporary file beside `path` that holds `content`, flushed to the disk; it is deleted in the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMP_PREFIX}{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _sync(file: int) -> None:
    """Wait until a file is on the disk, or a power cut could leave one of the right name with nothing in it."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise


def _link(path: Path, name: Path) -> None:
    """Give a file a second name; raises `FileExistsError` if something has it."""
    try:
        name.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        with name.open("xb") as copy:  # a drive without hard links
            try:
                copy.write(path.read_bytes())
                copy.flush()
                _sync(copy.fileno())
            except OSError:
                name.unlink()
                raise


def _retry(replace: Callable[[], object]) -> None:
    for seconds in RETRY_AFTER if os.name == "nt" else ():
        with contextlib.suppress(PermissionError):
            replace()
            return
        time.sleep(seconds)
    replace()


def _remedy(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        program = "in Word" if path.suffix == ".docx" else "where it is open"
        return f"Close it {program}, or choose another folder, as with --output."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "There is a file where its folder should be. Move it, or choose another folder, as with --output."
    if error.errno in NO_SPACE:
        return "Make room on the drive, or choose another one, as with --output."
    return "Choose another folder, as with --output."


def _folder_error(folder: Path, error: OSError) -> DebatekitError:
    """Return one problem for the folder, however many files were to be written into it."""
    hint = _remedy(folder, error) if error.errno in NO_SPACE else "Choose another folder, as with --output."
    return _write_error(folder, "nothing can be written here", error, hint)


def _write_error(path: Path, message: str, error: OSError | ValueError, hint: str) -> DebatekitError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return DebatekitError.for_file(path, f"{message}: {reason}", hint)


def is_within(path: Path, *folders: Path) -> bool:
    """Return whether `path` is in one of `folders`, once all symbolic links are followed."""
    # Links that lead in a circle make `Path.resolve` raise RuntimeError; `os.path.realpath` leaves them.
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def file_within(folder: str | os.PathLike[str], *names: str) -> Path | None:
    """Return a file in a folder or below it; None if there is none, or if a link leads out of the folder to it."""
    path = Path(folder, *names)
    try:
        return path if is_within(path, Path(folder)) and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def file_name_error(name: str) -> tuple[str, str] | None:
    """Return why some system cannot hold a file or a folder called `name`, and a hint; None if all can."""
    if len(name) > MAX_NAME:
        return f"this name has {len(name)} characters", f"Rename it: {MAX_NAME} at most."
    if DEVICE_NAME.match(name):
        return f"'{name}' is the name of a device on Windows", "Rename it: another word, or one more."
    hint = "Rename it: letters, digits and hyphens are safe."
    if not name.strip(". ") or name != name.strip() or name.endswith("."):
        return f"a name cannot start or end with a space, or end with a full stop, as '{name}' does", hint
    if found := FORBIDDEN.search(name):
        return f"no name on Windows can hold {found[0]!r}", hint
    if unseen := next((sign for sign in name if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}), None):
        return f"the name holds U+{ord(unseen):04X}, which is invisible", hint
    return None


def slugify(text: str) -> str:
    """Return `text` as a file name without its ending: small letters, digits and hyphens; "motion" if none is left.

    Latin letters lose their accents; letters of other scripts keep their marks.
    """
    characters: list[str] = []
    for character in unicodedata.normalize("NFKD", text.lower().replace("ß", "ss")):
        kind = unicodedata.category(character)[0]
        is_accent = kind == "M" and (not characters or characters[-1].isascii())
        if not is_accent and character not in "'’":
            characters.append(character if kind in "LMN" else "-")
    words = re.findall("[^-]+", unicodedata.normalize("NFC", "".join(characters)).lower())
    slug = "-".join(words)
    if len(slug) > MAX_SLUG:
        words = slug[: MAX_SLUG + 1].split("-")[:-1]
        while len(words) > 1 and len(words[-1]) <= 3:  # a name does not end with "in" or "the"
            words.pop()
        slug = "-".join(words) or slug[:MAX_SLUG]
    return f"{slug}-motion" if DEVICE_NAME.match(slug) else slug or "motion"
