"""A plain text → its paragraphs, as people type them and as programs break their lines."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from debatekit.files import lines_of
from debatekit.sources.encoding import text_of

LONGEST_BROKEN: Final = 100
"""Characters of the longest line that a program may have broken; a longer one is a paragraph that nobody broke."""


def plain_paragraphs(raw: bytes, file: str) -> list[str]:
    """Return the paragraphs of a plain text.

    Where blank lines stand between blocks of lines, and no line is too long to be one of several, each block is a
    paragraph; everywhere else each line is. Raises `DebatekitError` where the bytes are no text.
    """
    lines = [line.strip() for line in lines_of(text_of(raw, file))]
    blocks = [list(block) for filled, block in groupby(lines, key=bool) if filled]
    if len(blocks) > 1 and max(map(len, lines)) <= LONGEST_BROKEN:
        return [" ".join(block) for block in blocks]
    return [line for line in lines if line]
