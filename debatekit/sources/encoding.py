"""The bytes of a text file → its text, whatever encoding it was saved in."""

from __future__ import annotations

import codecs
from typing import Final

from debatekit.files import UNPRINTABLE, decode

UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

LOOKED_AT: Final = 4096
"""Bytes at the start of a file that are looked at to tell its encoding."""


def text_of(raw: bytes, file: str) -> str:
    """Return the text in the bytes of a file, with a space for each character that a document cannot hold.

    A byte order mark holds first, then null bytes in every other place, which betray UTF-16. Otherwise the text is in
    UTF-8, or else in Windows-1252, Windows' own in the West; UTF-8 with a few wrong bytes is not taken for that. Raises
    `DebatekitError` with the place of a byte that is none of it.
    """
    if raw.startswith(UTF16_MARKS):
        return printable(decode(file, raw, "utf-16", "not UTF-16"))
    if raw.startswith(codecs.BOM_UTF8):
        return printable(decode(file, raw, "utf-8-sig", "not UTF-8"))
    if encoding := _betrayed(raw):
        return printable(decode(file, raw, encoding, "not UTF-16"))
    lenient = raw.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= character <= "\udcff" for character in lenient)
    right = sum(not character.isascii() for character in lenient) - wrong
    if not wrong:
        return printable(lenient)
    if right >= wrong:
        return decode(file, raw, "utf-8", "not UTF-8")  # tells the place
    return printable(decode(file, raw, "cp1252", "neither UTF-8 nor Windows-1252"))


def printable(text: str) -> str:
    """Return `text` with a space in place of each character that a document cannot hold."""
    return UNPRINTABLE.sub(" ", text)


def _betrayed(raw: bytes) -> str:
    """Return the flavour of UTF-16 without a mark: the upper half of most characters is null, the lower of few."""
    start = raw[:LOOKED_AT]
    even, odd, pairs = start[::2].count(0), start[1::2].count(0), len(start) // 2
    if max(even, odd) * 2 <= pairs or min(even, odd) * 10 > pairs:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
