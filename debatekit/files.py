"""Read files within a size limit, write them atomically, check file names and paths, and find data files.

Data files are templates, themes, languages and samples. The built-in ones are beside the package, and inside it once it
is installed from a wheel.
"""

import codecs
import contextlib
import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem

PACKAGE = Path(__file__).resolve().parent
MAX_TEXT = 1_000_000  # bytes of a text file that people write by hand
MAX_FILE = 200_000_000  # bytes of any file that is read
ZIP_MAGIC = b"PK\x03\x04"  # what an archive begins with, such as a Word document (APPNOTE.TXT 4.3.7)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a .doc, or a .docx under a password ([MS-CFB] 2.2)

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""A character that XML 1.0 (section 2.2) or YAML 1.1 (section 5.1) does not allow in a text."""
MAX_NAME = 120  # characters of a file name; Windows has 259 for a whole path
MAX_SLUG = 50  # in UTF-8 they fit into the 255 bytes that systems allow
DEVICE_NAME = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)")
"""Names that Windows reserves for devices, whatever the ending (Microsoft: Naming Files, Paths, and Namespaces)."""


def read_bytes(path: Path, max_bytes: int = MAX_FILE, hint: str = "Check that it is the right one.") -> bytes:
    """Return the content of the file at `path`.

    Raises `DebatekitError` if it is missing, no file, not readable, or has more than `max_bytes`; `hint` is what to do
    then. A device or a pipe is not opened, because reading it may never end.
    """
    path = as_on_disk(path)
    try:
        if not stat.S_ISREG((status := path.stat()).st_mode):
            what = "this is a folder" if path.is_dir() else "this is a device or a pipe, and no file"
            raise DebatekitError.for_file(path, what, "Name a file.")
        if status.st_size > max_bytes:
            raise DebatekitError.for_file(path, f"the file is larger than {max_bytes / 1_000_000:g} MB", hint)
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # ValueError: a name that holds a null character
        hint = "Check the name, and the folder you are in."
        raise DebatekitError.for_file(path, "there is no such file", hint) from None
    except OSError as error:
        raise _error(path, "the file cannot be read", error, "Close it elsewhere and try again.") from None


def content_of(path: Path, max_bytes: int = MAX_FILE) -> bytes | None:
    """Return the content of the file at `path`, or None if `read_bytes` would raise."""
    with contextlib.suppress(DebatekitError):
        return read_bytes(path, max_bytes)
    return None


def read_text(path: Path) -> str:
    """Return the text of the file at `path`: UTF-8, or UTF-16 with a byte order mark (Notepad's "Unicode").

    Raises `DebatekitError` if it cannot be read, is larger than `MAX_TEXT`, in another encoding, or holds characters
    that neither YAML nor Word's XML may hold.
    """
    raw = read_bytes(path, MAX_TEXT, "Check that it is the right one; if it is, split it.")
    if raw.startswith(ZIP_MAGIC):
        hint = "Copy its text into a plain text file, and name that."
        raise DebatekitError.for_file(path, "this is a Word document or another archive, and no text file", hint)
    bits = 16 if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else 8
    try:
        text = raw.decode("utf-16" if bits == 16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from after the byte order mark; the text before the bad byte is sound.
        before = lines_of(error.object[: error.start].decode(error.encoding, errors="ignore"))
        message = f"the byte {error.object[error.start]:#04x} is not UTF-{bits}"
        hint = "Save the file again with the encoding 'UTF-8'."
        raise DebatekitError([Problem(path.as_posix(), len(before), len(before[-1]) + 1, message, hint)]) from None
    if UNPRINTABLE.search(text):
        raise DebatekitError(_unprintable(path.as_posix(), text))
    return text


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _unprintable(file: str, text: str) -> Iterator[Problem]:
    shown = lines_of(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))
    found = ((number, match) for number, line in enumerate(lines_of(text)) for match in UNPRINTABLE.finditer(line))
    for number, match in islice(found, MAX_PROBLEMS):
        message = f"the control character U+{ord(match[0]):04X} cannot be printed"
        yield Problem(file, number + 1, match.start() + 1, message, "Delete it.", shown[number])


def write_file(
    path: Path,
    content: bytes,
    may_replace: Callable[[], bool] = lambda: True,
    hint: str = "Choose another folder, as with --output.",
) -> bool:
    """Write `content` to `path` whole or not at all, replacing what is there; folders are made.

    Just before the file is replaced, `may_replace` is called; if it returns False, nothing is written and False is
    returned. Raises `DebatekitError` if the system refuses, for instance because Word has the file open.
    """
    temporary = path.with_name(f".debatekit-{os.urandom(8).hex()}.tmp")
    refused, otherwise = path.parent, f"or {hint[0].lower()}{hint[1:]}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            with contextlib.suppress(OSError):  # some network drives cannot do it
                os.fsync(file.fileno())  # so that a power cut leaves no empty file of that name
        refused = path.parent if path.name.startswith(".") else path
        if not may_replace():
            return False
        _replace(temporary, path)
    except (OSError, ValueError) as error:  # ValueError: a name that holds a null character
        if isinstance(error, FileExistsError | NotADirectoryError) and not path.name.startswith("."):
            refused, hint = path, f"There is a file where its folder should be. Move it, {otherwise}"
        elif isinstance(error, PermissionError) and refused == path:
            hint = f"Close it {'in Word' if path.suffix == '.docx' else 'where it is open'}, {otherwise}"
        message = "the file cannot be written" if refused == path else "nothing can be written here"
        raise _error(refused, message, error, hint) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()
    return True


def create_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, where nothing is yet; raises `DebatekitError` if something is, or as `write_file`."""
    if not write_file(path, content, lambda: not os.path.lexists(path), "Choose another name or another folder."):
        hint = "Choose another name, or move what is there."
        raise DebatekitError.for_file(path, "there is something of this name already", hint)


def back_up(path: Path, backups: Iterator[Path]) -> Path:
    """Rename the file at `path` to the first of the endless `backups` that is free; raises `DebatekitError`."""
    backup = next(name for name in backups if not os.path.lexists(name))
    try:
        return path.rename(backup)
    except OSError as error:  # such as one that Word has open
        raise _error(path, "the file cannot be renamed", error, "Close it in Word, or choose another folder.") from None


def remove_stale_temp_files(folder: Path) -> None:
    """Delete the temporary files in `folder` that programs left behind when they were stopped while writing."""
    for path in folder.glob(".debatekit-*.tmp"):
        with contextlib.suppress(OSError):  # another program may have deleted it
            if time.time() - path.stat().st_mtime > 600:
                path.unlink()


def _replace(temporary: Path, path: Path) -> None:
    for seconds in (0.02, 0.1, 0.3) if os.name == "nt" else ():  # a virus scanner has a file in use for a moment
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(seconds)
    temporary.replace(path)


def _error(path: Path, message: str, error: OSError | ValueError, hint: str) -> DebatekitError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return DebatekitError.for_file(path, f"{message}: {reason}", hint)


def is_within(path: Path, *folders: Path) -> bool:
    """Return whether `path` is in one of `folders`, once all symbolic links are followed."""
    # Links that lead in a circle make `Path.resolve` raise RuntimeError; `os.path.realpath` leaves them.
    return any(Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)) for folder in folders)


def file_within(folder: str | os.PathLike[str], *names: str) -> Path | None:
    """Return a file in a folder or below it; None if there is none, or if a link leads out of the folder to it."""
    path = Path(folder, *names)
    try:
        return path if is_within(path, Path(folder)) and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def file_name_error(name: str) -> tuple[str, str] | None:
    """Return why some system cannot hold a file or a folder called `name`, and a hint; None if all can."""
    hint = "Rename it: letters, digits and hyphens are safe."
    if len(name) > MAX_NAME:
        return f"this name has {len(name)} characters", f"Rename it: {MAX_NAME} at most."
    if DEVICE_NAME.match(name):
        return f"'{name}' is the name of a device on Windows", "Rename it: another word, or one more."
    if not name.strip(". ") or name != name.strip() or name.endswith("."):
        return f"a name cannot start or end with a space, or end with a full stop, as '{name}' does", hint
    for sign in name:
        if sign in '<>:"/\\|?*' or unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            return f"some systems cannot hold a name with {sign!a}", hint
    return None


def slugify(text: str) -> str:
    """Return `text` as a file name without its ending: small letters, digits and hyphens; "motion" if none is left.

    Latin letters lose their accents; letters of other scripts keep their marks.
    """
    characters = "-"
    for character in unicodedata.normalize("NFKD", text.lower().replace("ß", "ss")):
        kind = unicodedata.category(character)[0]
        if character not in "'’" and not (kind == "M" and characters[-1].isascii()):
            characters += character if kind in "LMN" else "-"
    slug = "-".join(re.findall("[^-]+", unicodedata.normalize("NFC", characters).lower()))
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return f"{slug}-motion" if DEVICE_NAME.match(slug) else slug or "motion"


def is_left_by_system(name: str) -> bool:
    """Return whether a program left a file called `name` beside the user's: `._x`, `.#x`, `.DS_Store`, `~$x`."""
    return name.startswith((".", "~$"))


def files_in(folder: Path, pattern: str = "*") -> list[Path]:
    """Return what matches a glob in `folder`, sorted, without what systems and editors leave there."""
    return sorted(path for path in folder.glob(pattern) if not is_left_by_system(path.name))


def as_on_disk(path: Path) -> Path:
    """Return `path` as the disk spells it: a name typed in Unicode's form C may be there in form D, or the reverse."""
    with contextlib.suppress(ValueError):  # a name that no file can have
        if os.path.lexists(path):
            return path
    parent = as_on_disk(path.parent) if path.parent != path else path
    if path.name.isascii():
        return parent / path.name
    wanted = unicodedata.normalize("NFC", path.name)
    with contextlib.suppress(OSError, ValueError):
        for name in sorted(path.name for path in parent.iterdir()):
            if unicodedata.normalize("NFC", name) == wanted:
                return parent / name
    return path


def packaged(name: str) -> Path:
    """Return the built-in folder `name`: "templates" or "motions"."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def find_file(folders: tuple[Path, ...], kind: str, name: str) -> Path | None:
    """Return the data file ``kind/name.yaml`` of the first folder that has it."""
    found = (path for folder in folders for path in files_in(folder, f"{kind}/*.yaml"))
    return next((path for path in found if path.stem == name), None)


def names_of(folders: tuple[Path, ...], kind: str) -> list[str]:
    """Return the names of all data files of a `kind` ("languages", "frameworks"), without their translations."""
    names = {path.stem for folder in folders for path in files_in(folder, f"{kind}/*.yaml")}
    return sorted(name for name in names if "." not in name)


def base_language(tag: str) -> str:
    """Return the language of a tag without its region, in small letters: "en" for "en-GB"."""
    return tag.partition("-")[0].lower()


def variants(language: str) -> tuple[str, ...]:
    """Return the names under which data of a language is looked up: "en-GB", then "en"."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))
