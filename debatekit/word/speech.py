"""What language and direction text has, and the quotation marks of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.word.xml import USUAL, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debatekit.word.tree import Element

QUOTATION_MARKS: Final = {
    "ar": "”“’‘",
    "bg": "„“„“",
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "el": "«»“”",
    "en": "“”‘’",
    "es": "«»“”",
    "et": "„“«»",
    "fi": "””’’",
    "fr": "«»«»",
    "he": "””’’",
    "hr": "„“‘’",
    "hu": "„”»«",
    "it": "«»“”",
    "ja": "「」『』",
    "lt": "„“„“",
    "lv": "“”‘’",
    "nb": "«»‘’",
    "nl": "‘’“”",
    "nn": "«»‘’",
    "no": "«»‘’",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ro": "„”«»",
    "ru": "«»„“",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sv": "””’’",
    "tr": "“”‘’",
    "uk": "«»„“",
    "zh": "“”‘’",
}
"""Opening and closing marks of each language, then those within a quotation (Unicode CLDR, delimiters)."""

SPACED: Final = frozenset({"fr"})
"""Languages that put a non-breaking space inside their marks."""


def speaks_otherwise(elements: Iterable[Element]) -> bool:
    """Tell whether some of the `elements` of a page have a language or a direction of their own."""
    return any(("lang" in element.attributes or "dir" in element.attributes) for element in elements if element.parent)


def speech_of(element: Element, usual: str) -> Speech:
    """Return the language and direction of `element`: what it says, or else the nearest one around it.

    `usual` is the language of the document, which text need not name.
    """
    language = direction = ""
    for here in (element, *element.around()):
        if here.tag != "html" or not _covers(here.get("lang", ""), usual):
            language = language or here.get("lang", "")
        direction = direction or here.get("dir", "")
    if direction != "rtl" and language in {"", usual}:
        return USUAL
    rtl = direction == "rtl"
    # The language slot of text that runs from right to left is another, and stands at each run.
    return Speech(language or (usual if rtl else ""), rtl)


def _covers(language: str, usual: str) -> bool:
    """Tell whether a page in `language` may be written in a look of the language `usual`: en in en-GB."""
    return f"{usual}-".lower().startswith(f"{language}-".lower())


def within(speech: Speech, element: Element) -> Speech:
    """Return the speech of an `element` that stands in text of `speech`."""
    rtl = {"rtl": True, "ltr": False}.get(element.get("dir", ""), speech.rtl)
    return Speech(element.get("lang", speech.language), rtl)


def quotation_marks(language: str, *, inner: bool) -> tuple[str, str]:
    """Return the marks that open and close a quotation in `language`; `inner` for one within another."""
    base = language.partition("-")[0].lower()
    marks = QUOTATION_MARKS.get(base, QUOTATION_MARKS["en"])
    opening, closing = tuple(marks[2:] if inner else marks[:2])
    space = "\N{NO-BREAK SPACE}" if base in SPACED else ""
    return opening + space, space + closing
