"""A file's bytes → its text, or every reason why it is none.

Accepts UTF-8, with or without a byte order mark, and UTF-16 with one (Notepad's "Unicode"). Characters that
neither YAML nor Word's XML may hold are refused here, with their line, because Word would refuse them late.
"""

from __future__ import annotations

import codecs
import errno
import re
import stat
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML 1.1 counts as the end of a line (section 4.2, "line break characters")."""

_PRINTABLE: Final = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
PRINTABLE: Final = re.compile(f"[{_PRINTABLE}]*")
"""A text that XML 1.0 (section 2.2) and YAML 1.1 (section 5.1) allow."""
UNPRINTABLE: Final = re.compile(f"[^{_PRINTABLE}]")
"""What they do not allow in a text."""


LARGEST_TEXT: Final = 1_000_000
"""Bytes of a file that people write by hand; the longest motion that comes along has a fiftieth of it."""


def read_text(path: Path) -> str:
    """Return the text of the file at `path`.

    Raises `DebatekitError` if it is missing, no file, not readable, larger than `LARGEST_TEXT`, in another encoding, or
    holds characters that cannot be printed.
    """
    file = path.as_posix()
    raw = read_bytes(path, LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        raise _error(file, "the file is larger than 1 MB", "Is it the right one? Take it apart if it is.")
    text = _decode(file, raw)
    unprintable = list(_unprintable(file, text))
    if unprintable:
        raise DebatekitError(unprintable)
    return text


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Return what is in the file at `path`, or its first `most` bytes.

    Raises `DebatekitError` if it is missing, no file, or not readable. A device or a pipe is not opened, because it may
    never end, or never begin.
    """
    file = path.as_posix()
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
            raise _error(file, "this is a device or a pipe, and no file", "Name a file.")
        with path.open("rb") as opened:
            return opened.read(most)
    except (FileNotFoundError, ValueError):  # ValueError: a name that holds a null character
        raise _error(file, "there is no such file", "Check the name, and the folder you are in.") from None
    except IsADirectoryError:
        raise _error(file, "this is a folder", "Name a file in it.") from None
    except OSError as error:
        if error.errno == errno.EACCES and path.is_dir():  # what Windows says of a folder
            raise _error(file, "this is a folder", "Name a file in it.") from None
        reason = (error.strerror or "it could not be opened").lower()
        raise _error(file, f"the file cannot be read: {reason}", "Close it elsewhere and try again.") from None


def content_of(path: Path) -> bytes | None:
    """Return what is in the file at `path`; None if there is no file that can be read."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else None
    except (OSError, ValueError):  # ValueError: a name that holds a null character
        return None


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` as YAML counts them."""
    return LINE_BREAK.split(text)


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


def _decode(file: str, raw: bytes) -> str:
    if raw.startswith(b"PK\x03\x04"):
        hint = "Copy its text into a plain text file, and name that."
        raise _error(file, "this is a Word document or another archive, and no text file", hint)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(file, raw, "utf-16", "not UTF-16")
    return decode(file, raw, "utf-8-sig", "not UTF-8")


def _unprintable(file: str, text: str) -> Iterator[Problem]:
    if not UNPRINTABLE.search(text):
        return
    for number, line in enumerate(lines_of(text), 1):
        for match in UNPRINTABLE.finditer(line):
            message = f"the control character U+{ord(match[0]):04X} cannot be printed"
            shown = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line)
            yield Problem(file, number, match.start() + 1, message, "Delete it.", shown)


def _error(file: str, message: str, hint: str) -> DebatekitError:
    return DebatekitError([Problem(file, 0, 0, message, hint)])
