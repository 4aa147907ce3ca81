"""Typographic quotation marks and apostrophes in place of straight ones, and the inner ones within a quotation."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

KEPT: Final = re.compile(r"((?:https?://|mailto:)\S*|`[^`\n]*`|\\.)")  # addresses, code, and what follows a backslash
WITHIN: Final = r"(?:[^{0}\n]|\n(?!\n))*[^{0}\s]"  # the text between two marks, in one paragraph
DOUBLE: Final = re.compile(rf'(?<![\w"])"(?=\S)({WITHIN.format(chr(34))})"(?!\w)')
SINGLE: Final = re.compile(rf"(?<![\w'])'(?=[^\W\d])({WITHIN.format(chr(39))})'(?!\w)")
APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=\w)")
LAST: Final = re.compile(r"(?<=[^\W\d_])'|'(?=\d\ds?\b)")  # of what is left: pupils', '80s
CLOSING: Final = {
    "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹",
}  # fmt: skip
"""What closes a quotation that begins with a mark, in any language."""
BEFORE: Final = frozenset(f" \n\t\u00a0\u202f([{{/–—-…{''.join(CLOSING)}")  # what a quotation may follow
MARK: Final = re.compile(f"[{''.join({*CLOSING, *''.join(CLOSING.values())})}]")
MAX_DEPTH: Final = 9  # of quotations within each other
SPACES: Final = " \u00a0\u202f\u2009"


class Quotes(NamedTuple):
    """The quotation marks of a language; the inner ones are those of a quotation within another."""

    open: str
    close: str
    inner_open: str
    inner_close: str

    def typeset(self, text: str) -> str:
        """Return `text` with these marks in place of pairs of straight ones, and with typographic apostrophes.

        A mark that may be something else, such as that of 5 inches, stays as it is.
        """
        if '"' not in text and "'" not in text:
            return text
        pieces = KEPT.split(text)
        pieces[::2] = map(self._typeset, pieces[::2])
        return "".join(pieces)

    def quoted(self, text: str) -> str:
        """Return `text` in quotation marks; the quotations in it have the inner ones, those in them the outer ones."""
        letters = list(text) if MARK.search(text) else [text]
        for depth, start, end in _quotations(text):
            marks = (self.open, self.close) if depth % 2 else (self.inner_open, self.inner_close)
            for place, mark, beside in ((start, marks[0], start + 1), (end, marks[1], end - 1)):
                if text[place] in "«»‹›" and text[beside] in SPACES:
                    letters[beside] = ""
                letters[place] = mark
        return f"{self.open}{''.join(letters)}{self.close}"

    def _typeset(self, text: str) -> str:
        text = APOSTROPHE.sub("’", text)
        for _ in range(2):  # the second time for quotations that hold others
            text = DOUBLE.sub(lambda match: self.quoted(match[1]), text)
        text = SINGLE.sub(lambda match: f"{self.inner_open}{match[1]}{self.inner_close}", text)
        return LAST.sub("’", text)


def _quotations(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the quotations in a text: how many are around each, and the places of its marks."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    for match in MARK.finditer(text):
        place, mark = match.start(), match[0]
        before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
        closed = next((start for start in reversed(begun) if mark in CLOSING[text[start]]), None)
        if closed is not None and _may_close(text, place, before, after):
            begun = begun[: begun.index(closed)]
            ends[closed] = place
        elif mark in CLOSING and before in BEFORE and (not after.isspace() or mark in "«‹"):
            begun = [*begun, place][-MAX_DEPTH:]
    around: list[int] = []
    for start, end in sorted(ends.items()):
        around = [other for other in around if other > start]
        yield len(around), start, end
        around.append(end)


def _may_close(text: str, place: int, before: str, after: str) -> bool:
    """Return whether a mark can close a quotation; an apostrophe, as in "it’s" and "pupils’", does not."""
    if before.isspace() and text[place] not in "»«›‹":
        return False
    if text[place] != "’":
        return True
    rest = text[place + 1 : place + 200].partition("‘")[0]
    is_possessive = before in "sS" and after == " " and re.search(r"’(?!\w)", rest)
    return not after.isalnum() and not is_possessive
