"""Characters that look like those of YAML but are not: a dash for "- ", a non-breaking space, a full-width colon.

Word processors, web pages and keyboards of other scripts put them in place of what was meant. Each is reported where it
is, and the line is read as it was meant. In texts they are kept.
"""

import re
from typing import Final, NamedTuple

from debatekit.errors import named

SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DIRECTIONS: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # a text from right to left may begin with one
INVISIBLE: Final = f"\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff{DIRECTIONS}"
COLONS: Final = "\u2236\ua789\ufe13\ufe55\uff1a"
MARKS: Final = (
    "\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"  # dashes
    "\u00b7\u2022\u2023\u2219\u25a0\u25a1\u25aa\u25ab\u25cb\u25cf\u25e6\u27a2\u2981\uf0b7"  # bullets
)
OPENING: Final = "“„‟‘‚‛«‹»›”＂"  # quotation marks, of any language
QUOTES: Final = f"{OPENING}’\"'"

# Patterns are compiled when they are first used: most files need only the last two.
ODD: Final = f"[{SPACES}{INVISIBLE}]"
GAP: Final = f"[ \t{SPACES}{INVISIBLE}]"
ITEM: Final = f"-(?:{GAP}+|$)"
OTHER_ITEM: Final = rf"(?P<sign>[{MARKS}]|[*+](?={GAP})|-(?=[^\W\d_])|\d{{1,3}}[.)](?= +[a-z_]+:)){GAP}*"
KEY: Final = (
    rf"(?P<key>\"[^\"]*\"|'[^']*'|[\w{INVISIBLE}][\w ./()'’&{SPACES}{INVISIBLE}-]{{0,100}}?){GAP}*"
    rf"(?P<colon>:(?={GAP}|$)|[{COLONS}])(?P<gap>{GAP}*)"
)
BLOCK: Final = r"[|>][-+0-9]*\s*(?:#.*)?$"
ENDED: Final = {'"': r'(?:[^"\\]|\\.)*"', "'": "(?:[^']|'')*'"}  # the rest of a quoted value
TRAILING: Final = "[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]+$"
SUSPICIOUS_START: Final = r"[ \t]*(?:[*+][ \t]|-[^\W\d_]|\d+[.)])"
SUSPICIOUS: Final = rf"[{COLONS}]|[{INVISIBLE}]$|:[ \t]*{ODD}|^[ \t]*(?:[{MARKS}]|(?:-[ \t]*)*{ODD}|[^:#]*{ODD}[^:]*:)"


class Mistake(NamedTuple):
    """A mistake in the YAML, its line and column counted from 0, and how the rest can be read all the same.

    The value is skipped that begins in the column `value_at`, or `insert` is inserted in the column, or an item is
    moved by `shift` spaces to the right.
    """

    line: int
    column: int
    message: str
    hint: str
    value_at: int | None = None
    insert: str = ""
    shift: int = 0


def corrected(lines: list[str]) -> tuple[list[str], list[Mistake]]:
    """Return the lines as they were meant, and a mistake for each look-alike in them."""
    for line in lines:
        if re.match(SUSPICIOUS_START, line) or (not line.isascii() and re.search(SUSPICIOUS, line)):
            scanner = _Scanner(lines)
            return [scanner.line(number) for number in range(len(lines))], scanner.mistakes
    return lines, []


def is_wrapped(text: str) -> bool:
    """Return whether typographic quotation marks are around all of a text, as straight ones are around a YAML value."""
    inner = text[1:-1]
    return bool(inner) and text[0] in OPENING and text[-1] in QUOTES and not {text[0], text[-1]} & set(inner)


def needs_quotes(text: str) -> bool:
    """Return whether a text, written as a value without quotation marks, would be taken for a mistake."""
    return is_wrapped(text) or bool(corrected([f"key: {text}"])[1])


class _Scanner:
    """Goes through the lines, and knows which of them are texts of several lines."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.mistakes = lines, list[Mistake]()
        self.number, self.text, self.at = 0, "", 0  # the line, and the place in it
        self.meant = ""  # the line as it was meant, up to this place
        self.key_column, self.needs_value, self.items = -1, True, list[int]()
        self.block: int | None = None  # the column that a block of text is indented from
        self.block_indent: int | None = None
        self.quote = ""  # the mark that a quoted text of several lines began with

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def line(self, number: int) -> str:
        """Return a line as it was meant."""
        self.number, self.text, self.at, self.meant = number, self.lines[number], 0, ""
        rest = re.sub(f"^{GAP}+", "", self.text)
        lead = self.text.removesuffix(rest)
        if not rest:
            return "" if re.search(ODD, lead) else lead
        column = len(_plain(lead))
        if self.block is not None and column > self.block:
            return self._text_line(lead, rest)
        self.block = None
        if self.quote and (column > self.key_column or not re.match(KEY, rest)):
            self.quote = "" if re.match(ENDED[self.quote], self.text) else self.quote
            return self.text
        self.quote = ""
        self._take(lead)
        if not rest.startswith("#"):
            self._structure()
        return self.meant

    def _text_line(self, lead: str, rest: str) -> str:
        spaces = len(lead) - len(lead.lstrip(" "))
        if self.block_indent is None:
            self.block_indent = spaces if self.block is not None and spaces > self.block else len(_plain(lead))
        if spaces >= self.block_indent:
            return self.text
        self._take(lead)
        return self.meant + rest

    def _structure(self) -> None:
        """Take the hyphens, the key and the value of a line."""
        self.items = [item for item in self.items if item <= len(self.meant)]
        is_text = not self.needs_value and len(self.meant) > self.key_column  # of a plain value of several lines
        if not is_text:
            while self._item():
                pass
            self._key()
        value = self.rest
        self.needs_value = not value or value.startswith("#")
        if re.match(BLOCK, value):
            self.block, self.block_indent = self.key_column, None
        elif value[:1] in ENDED and not is_text and not re.match(ENDED[value[0]], value[1:]):
            self.quote = value[0]
        text = re.sub(TRAILING, "", value)
        self._move(text, text)
        self._take(value.removeprefix(text))

    def _item(self) -> bool:
        """Take the "- " of an item, or what is in its place; return False if no item begins here."""
        column = len(self.meant)
        may_begin = column in self.items or (self.needs_value and column >= self.key_column >= 0)
        if mark := re.match(ITEM, self.rest):
            self._take(mark[0])
        elif may_begin and (mark := re.match(OTHER_ITEM, self.rest)):
            sign = f"'{mark['sign']}'" if mark["sign"].isascii() else named(mark["sign"])
            what = "a space is missing after the hyphen" if sign == "'-'" else f"this is {sign}"
            self._add(self.at, f"a list item begins with '- ', and {what}", "Type a hyphen and a space.")
            self._move(mark[0], "- ")
        else:
            return False
        self.items = [*(item for item in self.items if item < column), column]
        self.key_column, self.needs_value = column, True
        return True

    def _key(self) -> None:
        """Take a key, if one is here, its colon and the gap after it."""
        key = re.match(KEY, self.rest)
        if not key or not self._is_key(key):
            return
        self.key_column = len(self.meant)
        self._take(self.rest[: key.start("colon")])
        if key["colon"] != ":":
            self._add(self.at, f"this is no ordinary colon, but {named(key['colon'])}", "Type ':' and a space.")
        self._move(key["colon"], ":")
        self._take(key["gap"], may_turn=True)
        if self.rest and self.meant.endswith(":"):
            self.meant += " "

    def _is_key(self, found: re.Match[str]) -> bool:
        if found["colon"] == ":" or re.fullmatch("[a-z_]+", found["key"]):
            return True
        # A name of the author's, such as that of a source, if keys are below it; else it is a text.
        below = next((line for line in self.lines[self.number + 1 :] if line.strip()), "")
        indent = len(below) - len(below.lstrip())
        return found.end() == len(self.rest) and bool(re.match(KEY, below.lstrip())) and indent > len(self.meant)

    def _take(self, part: str, *, may_turn: bool = False) -> None:
        """Take the next part of the line without its odd characters, and report the first of them.

        If it `may_turn`, marks of the direction of writing are not odd.
        """
        meant, odd = part, re.search(ODD, part)
        if odd and not (may_turn and part[0] in " \t" and re.match(f"[{DIRECTIONS}]", odd[0])):
            is_space = re.match(f"[{SPACES}]", odd[0])
            what = "this is no ordinary space, but" if is_space else "there is an invisible character here:"
            hint = "Type ordinary spaces in its place." if is_space else "Delete it."
            self._add(self.at + odd.start(), f"{what} {named(odd[0])}", hint)
            meant = _plain(part)
        self._move(part, meant)

    def _move(self, part: str, meant: str) -> None:
        self.at += len(part)
        self.meant += meant

    def _add(self, column: int, message: str, hint: str) -> None:
        self.mistakes.append(Mistake(self.number, column, message, hint))


def _plain(text: str) -> str:
    """Return a part of a line with ordinary spaces, and without invisible characters."""
    return re.sub(f"[{SPACES}]", " ", re.sub(f"[{INVISIBLE}]", "", text.replace("\u3000", "  ")))
