"""A document's seal: a fingerprint that it carries itself, so that a change by anybody shows.

The seal is the comment of the archive that a Word document is (APPNOTE.TXT of the ZIP format, 4.3.16). No program
shows it, and every program that saves the document leaves it out.
"""

from __future__ import annotations

import hashlib
from typing import Final

MARK: Final = b"debatekit sha256 "
LENGTH: Final = len(MARK) + 64
"""Bytes of a seal."""


def sealed(document: bytes) -> bytes:
    """Return a document without a comment with its seal: the fingerprint of all that stands before it."""
    start = document[:-2] + LENGTH.to_bytes(2, "little")
    return start + MARK + hashlib.sha256(start).hexdigest().encode("ascii")


def seal_of(document: bytes) -> str:
    """Return the fingerprint in a document's seal, or nothing if it has none or was changed since it was sealed."""
    start, seal = document[:-LENGTH], document[-LENGTH:]
    fingerprint = hashlib.sha256(start).hexdigest()
    return fingerprint if seal == MARK + fingerprint.encode("ascii") else ""


def is_untouched(document: bytes) -> bool:
    """Tell whether a document is byte for byte as it was when it was sealed."""
    return bool(seal_of(document))
