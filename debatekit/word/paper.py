"""The papers that documents are printed on, and which of them is usual where a language is spoken.

Source: Unicode CLDR, supplemental data, ``measurementData/paperSize``: US Letter in the territories listed there,
A4 everywhere else (https://unicode.org/reports/tr35/tr35-general.html#Measurement_System_Data).
"""

from __future__ import annotations

from typing import Final

from debatekit.word.theme import POINTS

PAPERS: Final = {"a4": (210 * POINTS["mm"], 297 * POINTS["mm"]), "letter": (8.5 * 72, 11 * 72)}
"""Width and height of each paper in points."""

LETTER_REGIONS: Final = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})


def paper_of(language: str) -> str:
    """Return the paper that is usual where `language` is spoken: "letter" for "en-US", "a4" for "en" and "en-GB"."""
    return "letter" if _region(language) in LETTER_REGIONS else "a4"


def _region(language: str) -> str:
    """Return the region in a language tag (BCP 47, 2.1): two letters behind the language, before any extension."""
    for subtag in language.split("-")[1:]:
        if len(subtag) == 1:
            break
        if len(subtag) == 2:
            return subtag.upper()
    return ""
