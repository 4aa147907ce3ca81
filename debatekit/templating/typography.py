"""Typographic quotation marks and apostrophes in place of the straight ones that keyboards have."""

import re
from typing import Final, NamedTuple

KEPT: Final = re.compile(r"((?:https?://|mailto:)\S*|`[^`\n]*`|\\.)")  # addresses, code, and what follows a backslash
WITHIN: Final = r"(?:[^{0}\n]|\n(?!\n))*[^{0}\s]"  # the text between two marks, in one paragraph
DOUBLE: Final = re.compile(rf'(?<![\w"])"(?=\S)({WITHIN.format(chr(34))})"(?!\w)')
SINGLE: Final = re.compile(rf"(?<![\w'])'(?=[^\W\d])({WITHIN.format(chr(39))})'(?!\w)")
APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=\w)")
LAST: Final = re.compile(r"(?<=[^\W\d_])'|'(?=\d\ds?\b)")  # of what is left: pupils', '80s


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

    def _typeset(self, text: str) -> str:
        text = APOSTROPHE.sub("’", text)
        text = DOUBLE.sub(lambda match: f"{self.open}{match[1]}{self.close}", text)
        text = SINGLE.sub(lambda match: f"{self.inner_open}{match[1]}{self.inner_close}", text)
        return LAST.sub("’", text)
