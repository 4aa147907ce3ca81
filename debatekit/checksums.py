"""The checksum that each document carries, so that an edited one is recognised, and neither replaced nor deleted.

It is the comment of the document's ZIP archive (APPNOTE.TXT 4.3.16): no program shows it, and every program that saves
the document drops it. A PDF has a mark of its own, see `pdf`.
"""

import contextlib
from pathlib import Path
from typing import Final

from debatekit.files import content_of, digest, read_bytes, write_file

CHECKSUM_MARK: Final = b"debatekit sha256 "
CHECKSUM_LENGTH: Final = len(CHECKSUM_MARK) + 64


def add_checksum(document: bytes) -> bytes:
    """Return a document with the SHA-256 of everything before it as its last bytes."""
    body = document[:-2] + CHECKSUM_LENGTH.to_bytes(2, "little")
    return body + CHECKSUM_MARK + digest(body).encode("ascii")


def checksum_in(document: bytes) -> str:
    """Return the checksum that a document carries, or "" if it has none or was edited."""
    body, mark = document[:-CHECKSUM_LENGTH], document[-CHECKSUM_LENGTH:]
    checksum = digest(body)
    return checksum if mark == CHECKSUM_MARK + checksum.encode("ascii") else ""


def checksum_of(path: Path) -> str:
    """Return the checksum that the document at `path` carries, or "" if there is none or it was edited."""
    return checksum_in(content_of(path) or b"")


def own_mark(content: bytes) -> str:
    """Return the checksum of a document or the mark of a PDF that debatekit wrote, or "" if it was edited since."""
    if content.startswith(b"%PDF"):
        from debatekit.pdf import source_in  # few kits have PDFs

        return source_in(content)
    return checksum_in(content)


def replace_unless_edited(path: Path, content: bytes, backed_up: bytes | None = None) -> bool:
    """Write a document unless an edited file is at `path`, and return whether `content` is there now.

    An edited file with the content `backed_up` may be replaced. A document that is there already keeps its date.
    """

    def may_replace() -> bool:
        if not path.is_file():
            return not path.exists()
        current = read_bytes(path)
        return current in {content, backed_up} or bool(own_mark(current))

    return may_replace() and (content_of(path) == content or write_file(path, content, may_replace))


def delete_unless_edited(path: Path, checksum: str = "") -> bool:
    """Delete a document or a PDF unless it was edited, is not ours or has another `checksum`, if given.

    Return whether it is gone.
    """
    with contextlib.suppress(OSError):  # Word may have it open
        if (found := own_mark(content_of(path) or b"")) and found == (checksum or found):
            path.unlink()
        return not path.exists()
    return False
