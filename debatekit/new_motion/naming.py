"""What a motion's file is called: a few words of the motion, in a form that every system takes for a name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 50
"""Characters of a name; in UTF-8 they fit into the 255 bytes that systems allow, whatever the script."""

SMALL: Final = 3
"""Letters of words that a name does not end with where it was cut: "in", "the"."""

RESERVED: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names of devices, which Windows takes for no file's (Microsoft, Naming Files, Paths, and Namespaces)."""


def file_name(text: str) -> str:
    """Return `text` as a file's name without its ending: small letters, digits and hyphens.

    Latin letters lose their accents; letters of other scripts stay as they are. A text without a letter or a digit
    is called "motion".
    """
    words = [word for word in "".join(_plain(_without_accents(text.lower()))).split("-") if word]
    name = "-".join(_shortened(words)) or "motion"
    return f"{name}-motion" if RESERVED.fullmatch(name) else name


def _without_accents(text: str) -> str:
    """Drop the marks on Latin letters, and apostrophes, and keep the marks that other scripts are read by."""
    kept = ""
    for character in unicodedata.normalize("NFKD", text.replace("ß", "ss")):
        marked = unicodedata.combining(character) and kept[-1:].isascii()
        if not marked and character not in "'’":
            kept += character
    return unicodedata.normalize("NFC", kept).lower()


def _plain(text: str) -> Iterator[str]:
    """Yield letters and digits with the marks on them, and a hyphen for each other character."""
    last = "-"
    for character in text:
        kind = unicodedata.category(character)[0]
        last = character if kind in "LN" or (kind == "M" and last != "-") else "-"
        yield last


def _shortened(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > LONGEST:
            if not kept:
                return [word[:LONGEST]]
            while len(kept) > 1 and len(kept[-1]) <= SMALL:
                kept.pop()
            break
        kept.append(word)
    return kept
