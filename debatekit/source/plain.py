"""A plain text's bytes → its text → its paragraphs, as people type them and as programs break their lines."""

from __future__ import annotations

import codecs
from itertools import groupby
from typing import Final

from debatekit.reading.text import UNPRINTABLE, decode, lines_of

UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

LONGEST_BROKEN: Final = 100
"""Characters of the longest line that a program may have broken; a longer one is a paragraph that nobody broke."""


def plain_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a plain text.

    Where blank lines stand between blocks of lines, and no line is too long to be one of several, each block is a
    paragraph; everywhere else each line is. Raises `ProblemsError` where the bytes are no text.
    """
    lines = [line.strip() for line in lines_of(plain_text(raw, file))]
    blocks = [list(block) for filled, block in groupby(lines, key=bool) if filled]
    if len(blocks) > 1 and max(map(len, lines)) <= LONGEST_BROKEN:
        return [" ".join(block) for block in blocks]
    return [line for line in lines if line]


def plain_text(raw: bytes, file: str) -> str:
    """Return the text in UTF-8 or, after its byte order mark, UTF-16; else in Windows-1252, Windows' own in the West.

    Control characters become spaces. Raises `ProblemsError` with the place of a byte that is none of these.
    """
    if raw.startswith(UTF16_MARKS):
        return printable(decode(file, raw, "utf-16", "not UTF-16"))
    if raw.startswith(codecs.BOM_UTF8):
        return printable(decode(file, raw, "utf-8-sig", "not UTF-8"))
    try:
        return printable(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return printable(decode(file, raw, "cp1252", "neither UTF-8 nor Windows-1252"))


def printable(text: str) -> str:
    """Return `text` with a space in place of each character that a document cannot hold."""
    return UNPRINTABLE.sub(" ", text)
