"""What may differ between a quotation and its source: how characters are written, never which words they make."""

from __future__ import annotations

import unicodedata
from typing import Final

INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens, and white space that takes no room."""

SAME: Final = {
    '"': "“”„‟«»＂",
    "'": "‘’‚‛‹›ʼ＇",
    "-": "\u2010\u2011\u2012–—―−",
    "ff": "ﬀ",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "ffi": "ﬃ",
    "ffl": "ﬄ",
    "st": "ﬅﬆ",
}
"""Each plain spelling, and the typographic characters that stand for it: quotes, dashes and ligatures."""

FOLDED: Final = str.maketrans(
    {ord(written): plain for plain, typographic in SAME.items() for written in typographic}
    | dict.fromkeys(map(ord, INVISIBLE), "")
)


def fold(text: str) -> str:
    """Return `text` with typographic quotes, dashes and ligatures plain, no soft hyphens, and single spaces.

    Two texts that fold to the same are the same words; nothing else is passed over, not even capitals. Letters that
    are composed of several characters count as one (Unicode's normalisation form C).
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(FOLDED).split())
