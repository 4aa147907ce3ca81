"""Format text as YAML that is read back as exactly that text, and looks as a person would write it."""

from __future__ import annotations

import json
import re
import textwrap
from typing import Final

import yaml

WIDTH: Final = 120
"""Characters of a line, except where a value cannot be broken."""

PLAIN: Final = re.compile(r"(?:[(]|(?:\.\./)+)?[^\W_][\w .,;()'’‘“”–—%/?!+-]*|https?://[\w./?=&%~+-]+")
"""Values that need no quotation marks, unless YAML reads them as a number, a date or a truth value."""

ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "\x7f\x85\u2028\u2029\ufeff"}
"""Characters that JSON allows in a text and YAML 1.1 reads as line breaks or byte order marks (5.1, 5.4, 5.7)."""

INDENTATION: Final = re.compile(r"(?P<before> *(?:# +)?)(?P<item>(?:- )?)")


def entry(key: str, value: str, comment: str = "") -> str:
    """Return the lines of a key and its value: ``key: value  # comment``.

    `key` includes what is before it: white space, "# " where the lines are to be a comment, and "- " where it begins
    an item of a list. A value without line breaks that is too long for the line is folded below it.
    """
    after = f"  # {comment}" if comment else ""
    line = f"{key}: {scalar(value)}{after}"
    if len(line) <= WIDTH or not _can_be_folded(value):
        return line
    indent = indentation_of(key) + "  "
    folded = textwrap.wrap(value, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"{key}: >-{after}", *(indent + part for part in folded)])


def scalar(value: str) -> str:
    """Return a value in one line: as it is where that is safe, else in quotation marks."""
    if PLAIN.fullmatch(value) and value == value.strip() and "  " not in value:
        node = yaml.compose(value, yaml.SafeLoader)
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and node.value == value:
            return value
    return json.dumps(value, ensure_ascii=False).translate(ESCAPED)


def indentation_of(key: str) -> str:
    """Return what is before the keys beside `key`: white space, and "# " in a comment."""
    match = INDENTATION.match(key)
    assert match is not None
    return match["before"] + " " * len(match["item"])


def comment(text: str, before: str = "") -> str:
    """Return `text` as a comment of as many lines as it needs, each after `before`."""
    before += "# "
    return textwrap.fill(text, WIDTH, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)


def _can_be_folded(value: str) -> bool:
    """Return whether folding keeps a value: words with single spaces, and nothing that needs escapes."""
    return value == " ".join(value.split()) and value.translate(ESCAPED) == value and value.isprintable()
