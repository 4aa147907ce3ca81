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

ODD: Final = re.compile(f"[{SPACES}{INVISIBLE}]")
GAP: Final = f"[ \t{SPACES}{INVISIBLE}]"
GAPS: Final = re.compile(f"{GAP}*")
ITEM: Final = re.compile(f"-(?:{GAP}+|$)")
OTHER_ITEM: Final = re.compile(rf"(?P<sign>[{MARKS}]|[*+](?={GAP})|-(?=[^\W\d_])|\d{{1,3}}[.)](?= +[a-z_]+:)){GAP}*")
KEY: Final = re.compile(
    rf"(?P<key>\"[^\"]*\"|'[^']*'|[\w{INVISIBLE}][\w ./()'’&{SPACES}{INVISIBLE}-]{{0,100}}?){GAP}*"
    rf"(?P<colon>:(?={GAP}|$)|[{COLONS}])(?P<gap>{GAP}*)"
)
BLOCK: Final = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
ENDED: Final = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile("(?:[^']|'')*'")}  # the rest of a quoted value
TRAILING: Final = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]+$")
SIGN: Final = re.compile(f"[{COLONS}{SPACES}{INVISIBLE}{MARKS}]")
SUSPICIOUS: Final = re.compile(
    rf"[{COLONS}]|:[ \t]*[{SPACES}{INVISIBLE}]|[{INVISIBLE}]$|^[ \t]*(?:[{MARKS}]"
    rf"|(?:-[ \t]*)*[{SPACES}{INVISIBLE}]|[^:#\n]*[{SPACES}{INVISIBLE}][^:\n]*[:{COLONS}])",
    re.MULTILINE,
)
SUSPICIOUS_ASCII: Final = re.compile(r"^[ \t]*(?:[*+][ \t]|-[^\W\d_]|\d+[.)])", re.MULTILINE)


class Mistake(NamedTuple):
    """A mistake in the YAML, its line and column counted from 0, and how the rest can be read all the same.

    Either the value is skipped that begins in the column `value_at`, or `insert` is inserted in the column.
    """

    line: int
    column: int
    message: str
    hint: str
    value_at: int | None = None
    insert: str = ""


def corrected(lines: list[str]) -> tuple[list[str], list[Mistake]]:
    """Return the lines as they were meant, and a mistake for each look-alike in them."""
    text = "\n".join(lines)
    if not SUSPICIOUS_ASCII.search(text) and not (SIGN.search(text) and SUSPICIOUS.search(text)):
        return lines, []  # as in nearly all files
    scanner = _Scanner(lines)
    return [scanner.line(number, text) for number, text in enumerate(lines)], scanner.mistakes


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
        self.key_column, self.needs_value, self.items = -1, True, list[int]()
        self.block: int | None = None  # the column that a block of text is indented from
        self.block_indent: int | None = None
        self.quote = ""  # the mark that a quoted text of several lines began with

    def line(self, number: int, text: str) -> str:
        """Return a line as it was meant."""
        lead = GAPS.match(text)[0]  # type: ignore[index]
        rest = text[len(lead) :]
        if not rest:
            return "" if ODD.search(text) else text
        column = len(_plain(lead))
        if self.block is not None and column > self.block:
            return self._text_line(number, lead, rest)
        self.block = None
        if self.quote and (column > self.key_column or not KEY.match(rest)):
            self.quote = "" if ENDED[self.quote].match(text) else self.quote
            return text
        self.quote = ""
        head = self._spaces(number, lead, 0)
        return head if rest.startswith("#") else head + self._structure(number, rest, len(lead), column)

    def _text_line(self, number: int, lead: str, rest: str) -> str:
        spaces = len(lead) - len(lead.lstrip(" "))
        if self.block_indent is None:
            self.block_indent = spaces if self.block is not None and spaces > self.block else len(_plain(lead))
        return (lead if spaces >= self.block_indent else self._spaces(number, lead, 0)) + rest

    def _structure(self, number: int, text: str, at: int, column: int) -> str:
        """Return the rest of a line, which begins with its first letter, in a column of the line as it was meant."""
        head = ""
        self.items = [item for item in self.items if item <= column]
        is_text = not self.needs_value and column > self.key_column  # of a plain value of several lines
        while not is_text and (mark := ITEM.match(text) or self._other_item(number, text, at, column)):
            written = self._spaces(number, mark[0], at) if mark.re is ITEM else "- "
            self.items = [*(item for item in self.items if item < column), column]
            self.key_column, self.needs_value = column, True
            head, text, at, column = head + written, text[mark.end() :], at + mark.end(), column + len(written)
        key = None if is_text else self._key(number, text, column)
        if key:
            self.key_column = column
            head += self._spaces(number, key["key"] + text[key.end("key") : key.start("colon")], at) + ":"
            if key["colon"] != ":":
                self._add(number, at + key.start("colon"), f"this is no ordinary colon, but {named(key['colon'])}",
                          "Type ':' and a space.")  # fmt: skip
            gap, text, at = key["gap"], text[key.end() :], at + key.start("gap")
            head += self._spaces(number, gap, at, directions=gap[:1] in " \t") or (" " if text else "")
        self.needs_value = not text or text.startswith("#")
        if BLOCK.match(text):
            self.block, self.block_indent = self.key_column, None
        elif text[:1] in ENDED and not is_text and not ENDED[text[0]].match(text[1:]):
            self.quote = text[0]
        end = TRAILING.search(text)
        if not end:
            return head + text
        offset = at + len(key["gap"]) if key else at
        return head + text[: end.start()] + self._spaces(number, end[0], offset + end.start())

    def _other_item(self, number: int, text: str, at: int, column: int) -> "re.Match[str] | None":
        """Return and report what is in place of a "- ", if an item of a list may begin there."""
        mark = OTHER_ITEM.match(text)
        if not mark or not (column in self.items or (self.needs_value and column >= self.key_column >= 0)):
            return None
        shown = f"this is '{mark['sign']}'" if mark["sign"].isascii() else f"this is {named(mark['sign'])}"
        what = "a space is missing after the hyphen" if mark["sign"] == "-" else shown
        self._add(number, at, f"a list item begins with '- ', and {what}", "Type a hyphen and a space.")
        return mark

    def _key(self, number: int, text: str, column: int) -> "re.Match[str] | None":
        found = KEY.match(text)
        if found and found["colon"] != ":" and not re.fullmatch("[a-z_]+", found["key"]):
            # A name of the author's, such as that of a source, if keys are below it; else it is a text.
            below = next((line for line in self.lines[number + 1 :] if line.strip()), "")
            is_key = (
                found.end() == len(text) and KEY.match(below.lstrip()) and len(below) - len(below.lstrip()) > column
            )
            return found if is_key else None
        return found

    def _spaces(self, number: int, text: str, at: int, *, directions: bool = False) -> str:
        """Report the first odd character of a part of a line that begins `at`, and return the part without them."""
        odd = ODD.search(text)
        if odd and not (directions and re.match(f"[{DIRECTIONS}]", odd[0])):
            is_space = re.match(f"[{SPACES}]", odd[0])
            what = "this is no ordinary space, but" if is_space else "there is an invisible character here:"
            hint = "Type ordinary spaces in its place." if is_space else "Delete it."
            self._add(number, at + odd.start(), f"{what} {named(odd[0])}", hint)
            return _plain(text)
        return text

    def _add(self, *mistake: "str | int") -> None:
        self.mistakes.append(Mistake(*mistake))  # type: ignore[arg-type]


def _plain(text: str) -> str:
    """Return a part of a line with ordinary spaces, and without invisible characters."""
    return re.sub(f"[{SPACES}]", " ", re.sub(f"[{INVISIBLE}]", "", text.replace("\u3000", "  ")))
