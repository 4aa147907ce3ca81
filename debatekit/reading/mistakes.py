"""What a YAML error means to the person who typed it.

libyaml speaks of tokens and flow collections, and its wording differs from PyYAML's own parser; so the line
itself is looked at, and the parser's words are only the last resort.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML was built with it: the same result, ten times as fast."""

TAB_INDENTATION = re.compile(r" *\t")
VALUE = re.compile(r"^(?P<before>\s*(?:- +)*(?:[\w-]+: +)?(?:- +)*)(?P<value>\S.*)$")
SECOND_COLON = re.compile(r"^\s*(?:- +)*[\w-]+: +[^\s\"'\[{|>&#][^#]*?(?P<colon>:)(?: |$)")
GLUED_COLON = re.compile(r"^\s*(?:- +)*[\w-]+(?P<colon>:)[^\s:/][^:]*$")
BRACKETS = {"[": "]", "{": "}"}
SPECIAL = {
    "*": "a value that starts with * is read as a YAML alias",
    "&": "a value that starts with & is read as a YAML anchor",
    "!": "a value that starts with ! is read as a YAML tag",
    "%": "a value cannot start with %",
    "@": "a value cannot start with @",
    "`": "a value cannot start with `",
    "[": "a value that starts with [ is read as a list",
    "{": "a value that starts with { is read as keys and values",
    '"': "a value that starts with a quotation mark must end with one, and nothing may follow it",
    "'": "a value that starts with an apostrophe must end with one, and nothing may follow it",
    "|": "a value that starts with | goes on in the next line, further in",
    ">": "a value that starts with > goes on in the next line, further in",
}


class Mistake(NamedTuple):
    """A mistake in one line: its place, counted from 0, what it is, and where the value begins, if it is one."""

    line: int
    column: int
    message: str
    hint: str
    value_at: int | None = None


def nested_too_deeply(line: int, column: int) -> Mistake:
    """Return the mistake of keys and lists that stand in one another too deeply, at a place counted from 0."""
    return Mistake(line, column, "this is nested too deeply", "Put the value in quotes.")


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> list[Mistake]:
    """Return the mistakes behind `error`: one, or every tab if tabs are the matter.

    A mistake with `value_at` can be passed over by leaving out the value, so that reading can go on.
    """
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    words = f"{error.context or ''} {error.problem or ''}"
    if "expected a single document" in words:
        return [Mistake(line, column, "a second document starts here", "Delete the line '---'.")]
    if "nesting depth" in words:  # libyaml has a limit of its own, since 0.2.6
        return [nested_too_deeply(line, column)]
    if TAB_INDENTATION.match(lines[line]):
        tabs = [n for n, text in enumerate(lines) if TAB_INDENTATION.match(text) and (text.strip() or n == line)]
        message, hint = "a tab cannot indent a line", "Indent with spaces."
        return [Mistake(number, lines[number].index("\t"), message, hint) for number in tabs]
    before = _last_written(lines, line)
    # A value that went wrong is often noticed lines later, or where the block around it ends.
    for number in dict.fromkeys((_start_of_quotes(lines, line), line, before, _line(error.context_mark, line))):
        if mistake := _mistaken_value(lines[number], number):
            return [mistake]
    return [_mistaken_line(words, lines, line, column, before)]


def _mistaken_value(text: str, number: int) -> Mistake | None:
    value = VALUE.match(text)
    at = value.start("value") if value else None
    if match := SECOND_COLON.match(text):
        message = "a colon followed by a space starts a new key"
        return Mistake(number, match.start("colon"), message, "Put the whole value in double quotes.", at)
    if value is None or value["value"][0] not in SPECIAL:
        return None
    first = value["value"][0]
    if first in "\"'[{" and _is_sound(value["value"]):
        return None
    if first in "|>":
        return Mistake(number, value.start("value"), SPECIAL[first], "Write the text below, indented.")
    if first in "\"'":
        other = "'" if first == '"' else '"'
        hint = f"Close it with {first}, or put {other} around the whole value and keep {first} inside."
        return Mistake(number, value.start("value"), SPECIAL[first], hint, at)
    message, hint = SPECIAL[first], "Put the whole value in quotes."
    last = BRACKETS.get(first, first)
    if value["value"].count(first) > value["value"].count(last):
        message = f"this {first} is not closed"
        hint = f"Put {last} where it ends; if it is text, put the whole value in quotes."
    return Mistake(number, value.start("value"), message, hint, at)


def _mistaken_line(words: str, lines: list[str], line: int, column: int, before: int) -> Mistake:
    for number in (before, line):
        if match := GLUED_COLON.match(lines[number]):
            return Mistake(number, match.start("colon"), "a colon needs a space behind it", "Write 'key: value'.")
    if "expected ':'" in words:
        wrong = next((number for number in (before, line) if ":" not in lines[number]), line)
        message = "this line has no colon"
        hint = "Write 'key: value', or indent the line further than the key it belongs to."
        return Mistake(wrong, 0, message, hint)
    if "mapping values are not allowed" in words:
        message = "this key is further in than the one above it, which has a value already"
        return Mistake(line, 0, message, "Let keys of one block start in the same column.")
    if "block" in words or "indentation" in words:
        message = "this line does not line up with the lines above it"
        return Mistake(line, column, message, "Give the keys of one block the same number of spaces.")
    reason = words.strip() or "this is not YAML"
    return Mistake(line, column, f"this cannot be read as YAML: {reason}", "Put the value in quotes.")


def _last_written(lines: list[str], line: int) -> int:
    """Return the last line before `line` that is not blank."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)


def _start_of_quotes(lines: list[str], line: int) -> int:
    """Return the line where the value in quotes starts that ends in `line`, or that never ends; else `line`."""
    start = line
    try:
        for token in yaml.scan("\n".join(lines), Loader=LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'") and token.end_mark.line == line:
                start = token.start_mark.line
    except yaml.MarkedYAMLError as error:
        if error.context_mark and "quoted scalar" in (error.context or ""):
            return error.context_mark.line
    return start


def _is_sound(value: str) -> bool:
    """Tell whether a value can be read by itself, so that the mistake must be in another line."""
    try:
        yaml.compose(value, Loader=LOADER)
    except yaml.YAMLError:
        return False
    return True


def _line(mark: yaml.Mark | None, otherwise: int) -> int:
    return mark.line if mark and mark.line <= otherwise else otherwise
