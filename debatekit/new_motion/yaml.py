"""Text → lines of YAML that are read back as exactly that text, and look as a person would write them."""

from __future__ import annotations

import json
import re
import textwrap
from typing import Final

import yaml

WIDTH: Final = 120
"""Characters of a line, except where a value cannot be broken."""

PLAIN: Final = re.compile(r"(?:[(]|(?:\.\./)+)?[^\W_][\w .,;()'’‘“”–—%/?!+-]*|https?://[\w./?=&%~+-]+")
"""Values that need no quotation marks, if no program takes them for a number, a date or a truth value."""

ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "\x7f\x85\u2028\u2029\ufeff"}
"""What JSON lets stand in a text and YAML 1.1 takes for a line break or a mark of the encoding (5.1, 5.4, 5.7)."""

HEAD: Final = re.compile(r"(?P<before> *(?:# +)?)(?P<item>(?:- )?)")


def entry(head: str, value: str, remark: str = "") -> str:
    """Return the lines of a key and its value: ``head: value  # remark``.

    `head` is the key with all that stands before it: white space, "# " where the lines are to be a remark, and "- "
    where it begins an item of a list. A value without line breaks that is too long for the line is folded below it.
    """
    behind = f"  # {remark}" if remark else ""
    line = f"{head}: {scalar(value)}{behind}"
    if len(line) <= WIDTH or not _can_be_folded(value):
        return line
    indent = within(head) + "  "
    folded = textwrap.wrap(value, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"{head}: >-{behind}", *(indent + part for part in folded)])


def scalar(value: str) -> str:
    """Return a value in one line: as it is where that is safe, or else in quotation marks."""
    if PLAIN.fullmatch(value) and value == value.strip() and "  " not in value and _is_text(value):
        return value
    return json.dumps(value, ensure_ascii=False).translate(ESCAPED)


def _is_text(value: str) -> bool:
    """Tell whether a program takes a value for text by its form, a day that no calendar has for a date."""
    node = yaml.compose(value, yaml.SafeLoader)
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and node.value == value


def within(head: str) -> str:
    """Return what stands before the keys of the mapping that a key is in: white space, and "# " in a remark."""
    match = HEAD.match(head)
    assert match is not None
    return match["before"] + " " * len(match["item"])


def remark(text: str, before: str = "") -> str:
    """Return `text` as a remark of as many lines as it needs, each behind `before`."""
    before += "# "
    return textwrap.fill(text, WIDTH, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)


def _can_be_folded(value: str) -> bool:
    """Tell whether a folded value would be read as it is: words with single spaces, and nothing that needs escapes."""
    return value == " ".join(value.split()) and value.translate(ESCAPED) == value and value.isprintable()
