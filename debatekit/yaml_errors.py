"""The error of a YAML parser → the mistake behind it, in plain words, and the lines without it, to read on."""

import re
from itertools import takewhile
from typing import Final

import yaml

from debatekit.errors import named, quantity, shorten
from debatekit.lookalikes import OPENING, QUOTES, Mistake

LOADER: Final[type[yaml.SafeLoader] | type[yaml.CSafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML was built with it: the same result, ten times as fast."""

HASHTAG: Final = re.compile(r"\s+(#[^\s#].*)")
CONTINUED_HASHTAG: Final = re.compile(r"\s+(#[^\s#:]+(?: (?!.*:(?: |$)).*)?)$")  # and not "#impact: It …"
# Patterns that only wrong files need: each is compiled when it is first used.
PLAIN_ITEM: Final = r" *(?:- +)+(?=[^\s\"'#\[{|>&][^:]*$)"
ITEM: Final = r" *- +(?P<key>[\w-]+(?=:))?"
OPEN_KEY: Final = r":\s*(?:#.*)?$"
KEY_INDENTATION: Final = " *(?:- +)*"
TAB_INDENTATION: Final = r" *(?:- *)*\t"
VALUE: Final = r"^\s*(?:- +)*(?:[\w-]+: +)?(?:- +)*(?P<value>\S.*)$"
SECOND_COLON: Final = r"^\s*(?:- +)*[\w-]+: +[^\s\"'\[{|>&#][^#]*?(?P<colon>:)(?: |$)"
MISSING_SPACE: Final = r"^\s*(?:- +)*(?P<key>[\w-]+) *(?P<colon>:)(?P<value>[^\s:/][^:]*)$"
ESCAPE: Final = (
    r"\\(?:(?P<bad>u[dD][89a-fA-F][0-9a-fA-F]{2}|x(?![0-9a-fA-F]{2})|u(?![0-9a-fA-F]{4})|U(?![0-9a-fA-F]{8})"
    r"|[^0abt\tnvfre \"/\\N_LPxuU])|.)"
)
BRACKETS: Final = {"[": "]", "{": "}"}
QUOTE: Final = "Put the value in quotes."
OUT_OF_LINE: Final = "this item begins {} to the {} of {}"
NO_DASH: Final = "an item of the list begins here, and there is no '- '"
NO_SPACE: Final = "a space is missing after the colon"
SKIPPED: Final = "?"  # in place of a value that cannot be read
NO_QUOTE: Final = "{} is no quotation mark of YAML"
STRAIGHT: Final = 'Type " at both ends of the value.'
AS_COMMENT: Final = "the text from '{}' on is read as a comment"
TOO_DEEP: Final = "this is nested too deeply"
SPECIAL: Final = {
    "*": "a value that starts with * is read as a YAML alias",
    "&": "a value that starts with & is read as a YAML anchor",
    "!": "a value that starts with ! is read as a YAML tag",
    **{sign: f"a value cannot start with {sign}" for sign in "%@`"},
    "[": "a value that starts with [ is read as a list",
    "{": "a value that starts with { is read as keys and values",
    '"': "a value that starts with a quotation mark must end with one, and nothing may follow it",
    "'": "a value that starts with an apostrophe must end with one, and nothing may follow it",
    **{sign: f"a value that starts with {sign} goes on in the next line, further in" for sign in "|>"},
}


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> list[Mistake]:
    """Return the mistakes behind `error`, found in the lines; the words of libyaml are the last resort."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    words = f"{error.context or ''} {error.problem or ''}".strip()
    if re.match(TAB_INDENTATION, lines[line]):
        tabs = [n for n, text in enumerate(lines) if re.match(TAB_INDENTATION, text) and (text.strip() or n == line)]
        return [Mistake(n, lines[n].index("\t"), "a tab cannot indent a line", "Indent with spaces.") for n in tabs]
    before = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    context = error.context_mark.line if error.context_mark and error.context_mark.line <= line else line
    found = _item_out_of_line(lines, line) or _named_mistake(words, lines, line, column) or _first_item(lines, line)
    # A mistake in a value is often noticed lines later, or where the block around it ends.
    values = dict.fromkeys((_start_of_quotes(lines, line), line, before, context)) if not found else ()
    found = found or next(filter(None, (_mistake_in_value(lines[number], number) for number in values)), None)
    return [found or _missing_space(lines, before, line) or _misplaced(words, lines, before, line, column)]


def _named_mistake(words: str, lines: list[str], line: int, column: int) -> Mistake | None:
    """Return a mistake that libyaml names."""
    if "expected a single document" in words:
        return Mistake(line, column, "a second document starts here", "Delete the line '---'.")
    if "nesting depth" in words:  # libyaml has a limit of its own, since 0.2.6
        return Mistake(line, column, TOO_DEEP, QUOTE)
    if "escape" in words or "hexdecimal" in words:
        return _bad_escape(lines[line], line, column)
    return _missing_dash(lines, line, column) if "'-' indicator" in words else None


def _missing_space(lines: list[str], before: int, line: int) -> Mistake | None:
    for number in (before, line):
        if match := re.match(MISSING_SPACE, lines[number]):
            at, hint = match.start("colon"), f"Write '{match['key']}: {shorten(match['value'])}'."
            return Mistake(number, at, NO_SPACE, hint, match.start("value"))
    return None


def _misplaced(words: str, lines: list[str], before: int, line: int, column: int) -> Mistake:
    """Return the mistake of a line that does not follow from those above it."""
    message, hint = f"this cannot be read as YAML: {words}", QUOTE
    if hashtag := continued_hashtag(lines, before):
        line, column, message = before, hashtag.start(1), AS_COMMENT.format(hashtag[1][:20])
        hint = "Put the whole text in quotes."
    elif (value := re.match(VALUE, lines[before])) and value["value"][0] in OPENING and line > before:
        line, column, message = before, value.start("value"), NO_QUOTE.format(named(value["value"][0]))
        hint = STRAIGHT
    elif "expected ':'" in words or ("mapping values" in words and _is_without_colon(lines, before)):
        line, column = next((number for number in (before, line) if ":" not in lines[number]), line), 0
        message = "this line has no colon"
        hint = "Write 'key: value', or indent the line further than the key it belongs to."
    elif "mapping values are not allowed" in words and (text := re.match(PLAIN_ITEM, lines[before])):
        line, column, message = before, text.end(), "this text has no key, and a key follows it"
        hint = "Write its key before it, such as '- claim: '."
    elif "mapping values are not allowed" in words:
        column, hint = 0, "Start the keys of a block in the same column."
        message = "this key is indented further than the one above it, which already has a value"
    elif "block" in words or "indentation" in words:
        message = "this line does not line up with the lines above it"
        hint = "Indent the keys of a block by the same number of spaces."
    return Mistake(line, column, message, hint)


def continued_hashtag(lines: list[str], number: int) -> re.Match[str] | None:
    """Return what is read as a comment in a line, if the text of the line above it probably goes on there."""
    above, match = lines[number - 1], CONTINUED_HASHTAG.match(lines[number])
    if not number or not match or above.rstrip().endswith(":"):
        return None
    key = re.match(KEY_INDENTATION, above)
    return match if key and match.start(1) > key.end() else None


def _is_without_colon(lines: list[str], number: int) -> bool:
    """Return whether a line has no colon, is no item, and does not continue the value of the line above it."""
    above = next((lines[n] for n in range(number - 1, -1, -1) if lines[n].strip()), "")
    is_value = _indent(lines[number]) > _indent(above) >= 0 and not above.rstrip().endswith(":")
    return ":" not in lines[number] and not lines[number].lstrip().startswith("- ") and not is_value


def _bad_escape(text: str, number: int, column: int) -> Mistake:
    bad = next((match for match in re.finditer(ESCAPE, text) if match["bad"]), None)
    value = re.match(VALUE, text)
    at = value.start("value") if value else None
    if bad and bad["bad"][1:2] in {"d", "D"}:
        return Mistake(number, bad.start(), f"{bad[0]} is only half a character", "Write the character itself.", at)
    message = f"{bad[0] if bad else 'a backslash'} means nothing in double quotes"
    hint = "Write \\\\ for a backslash, or put the value in apostrophes."
    return Mistake(number, bad.start() if bad else column, message, hint, at)


def _missing_dash(lines: list[str], number: int, column: int) -> Mistake:
    """Return the mistake of a line that starts in the column of the dashes of a list, and has none, or further in."""
    columns = [_indent(line) for line in lines[:number] if _key_of_item(line) is not None and _indent(line) < column]
    if columns and _key_of_item(lines[number]) is not None:
        return _moved(lines, number, columns[-1])
    item = f"{' ' * column}- "
    first = next((line for line in reversed(lines[:number]) if line.startswith(item)), item)
    key = lines[number][column:].partition(":")[0]
    if ":" in lines[number] and not first.startswith(f"{item}{key}:"):
        return Mistake(number, column, NO_DASH, "Indent it like the keys above, or type '- ' before it.", insert="  ")
    return Mistake(number, column, NO_DASH, "Type '- ' before it.", insert="- ")


def _item_out_of_line(lines: list[str], number: int) -> Mistake | None:
    """Return the mistake of an item to the left of those above it: those with the same key, or all of the list."""
    column, key = _indent(lines[number]), _key_of_item(lines[number])
    shown = [line for line in lines[:number] if not re.match(r"\s*(?:#|$)", line)]
    below = list(takewhile(lambda line: _indent(line) > column, reversed(shown)))
    above = shown[-len(below) - 1] if len(below) < len(shown) else ""
    if key is None or not below or (_indent(above) == column and _key_of_item(above) is not None):
        return None
    starts_list = _key_of_item(below[-1]) is not None and re.search(OPEN_KEY, above)
    if items := [_indent(line) for line in below if key and _key_of_item(line) == key]:
        return _moved(lines, number, min(items))
    is_inside = _indent(above) < column or not _first_item(lines, number)
    return _moved(lines, number, _indent(below[-1])) if starts_list and is_inside else None


def _moved(lines: list[str], number: int, right: int) -> Mistake:
    """Return the mistake of an item that is not in the `right` column, or of the one above if that is the odd one."""
    column, others = _indent(lines[number]), "those above"
    outside = range(min(column, right))
    above = takewhile(lambda n: _indent(lines[n]) not in outside, range(number - 1, -1, -1))
    below = takewhile(lambda n: _indent(lines[n]) not in outside, range(number + 1, len(lines)))
    first, *more = [n for n in above if _indent(lines[n]) == right and _key_of_item(lines[n]) is not None] or [number]
    columns = {_indent(lines[n]) for n in below if _key_of_item(lines[n]) is not None}
    if not more and column in columns and right not in columns:
        number, column, right, others = first, right, column, "those below"
    spaces = "one space" if abs(right - column) == 1 else quantity(abs(right - column), "space")
    message = OUT_OF_LINE.format(spaces, "left" if column < right else "right", others)
    return Mistake(number, column, message, f"Indent it by {quantity(right, 'space')}.", shift=right - column)


def _key_of_item(line: str) -> str | None:
    """Return the first key of an item of a list, "" if it has none, or None if the line begins no item."""
    item = re.match(ITEM, line)
    return item and (item["key"] or "")


def _first_item(lines: list[str], number: int) -> Mistake | None:
    """Return the mistake of a first item of a list without "- ", if the next item is at the line or below it."""
    shown = [(n, _indent(line), line.lstrip(" ")) for n, line in enumerate(lines) if _indent(line) >= 0]
    limit = _indent(lines[number])
    item = next((it for it in shown if it[0] >= number and it[1] <= limit and it[2].startswith("- ")), None)
    above = [it for it in shown if item and it[0] < item[0]]
    while item and above and above[-1][1] >= item[1] and not (above[-1][1] == item[1] and above[-1][2][:2] == "- "):
        first = above.pop()
        if above and above[-1][1] < item[1] and above[-1][2].rstrip().endswith(":"):
            return Mistake(first[0], item[1], NO_DASH, "Type '- ' before it.", insert="- ")
    return None


def _mistake_in_value(text: str, number: int) -> Mistake | None:
    found = re.match(VALUE, text)
    value, at = (found["value"], found.start("value")) if found else ("", 0)
    if match := re.match(SECOND_COLON, text):
        if value[0] in OPENING:
            return Mistake(number, at, NO_QUOTE.format(named(value[0])), STRAIGHT, at)
        message = "a colon followed by a space starts a new key"
        return Mistake(number, match.start("colon"), message, "Put the whole value in double quotes.", at)
    first, last = value[:1], value.rstrip()[-1:]
    if first not in SPECIAL or (first in "\"'[{" and _is_valid(value)):
        return None
    column, message, hint = at, SPECIAL[first], "Put the whole value in quotes."
    if first in "|>":
        return Mistake(number, at, message, "Write the text below, indented.")
    if first in "\"'" and last in QUOTES.strip("\"'") and first not in value[1:]:
        column, message = text.rindex(last), f"{named(last)} does not end a value that starts with {first}"
        hint = f"Type {first} in its place."
    elif first in "\"'":
        other = "'" if first == '"' else '"'
        hint = f"Close it with {first}, or put {other} around the whole value and keep {first} inside."
    elif first in BRACKETS and (quote := re.search(f"[{{[,:] *([{OPENING}])", value)):
        column, message = at + quote.start(1), NO_QUOTE.format(named(quote[1]))
        hint = STRAIGHT
    elif first in BRACKETS and (hashtag := HASHTAG.search(text, at)):
        column, message = hashtag.start(1), AS_COMMENT.format(hashtag[1][:20])
    elif (end := BRACKETS.get(first)) and value.count(first) > value.count(end):
        message = f"this {first} is not closed"
        hint = f"Put {end} where it ends; if it is text, put the whole value in quotes."
    return Mistake(number, column, message, hint, at)


def _start_of_quotes(lines: list[str], line: int) -> int:
    """Return the line where the quoted value starts that ends in `line`, or that never ends anywhere; else `line`."""
    start = line
    try:
        for token in yaml.scan("\n".join(lines), LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in ('"', "'") and token.end_mark.line == line:
                start = token.start_mark.line
    except yaml.MarkedYAMLError as error:
        if error.context_mark and "quoted scalar" in (error.context or ""):
            return error.context_mark.line
    return start


def _is_valid(value: str) -> bool:
    try:
        return bool(yaml.compose(value, LOADER))
    except yaml.YAMLError:
        return False


def repair(lines: list[str], mistake: Mistake) -> bool:
    """Repair the line of a mistake, so that the others are found; return False if that cannot be done."""
    number, indent = mistake.line, mistake.column
    if mistake.shift:
        _shift_item(lines, number, mistake.shift)
    elif mistake.insert:
        block = range(number, _end_of_block(lines, number, indent - 1, f"{' ' * indent}-"))
        is_shifted = any(_indent(lines[following]) == indent for following in block[1:])
        for following in block:
            text = lines[following][indent:]
            inner = f"{mistake.insert}{text.lstrip(' ')}" if following == number else "  " * is_shifted + text
            lines[following] = lines[following][:indent] + inner
    elif mistake.value_at is not None:
        lines[number] = f"{lines[number][: mistake.value_at]} '{SKIPPED}'"
        if key := re.match(KEY_INDENTATION, lines[number]):
            for following in range(number + 1, _end_of_block(lines, number, key.end())):
                lines[following] = ""
    return bool(mistake.shift or mistake.insert) or mistake.value_at is not None


def _shift_item(lines: list[str], number: int, shift: int) -> None:
    """Move an item, and what belongs to it unless its keys are where they should be already."""
    column = _indent(lines[number])
    block = range(number, _end_of_block(lines, number, column, f"{' ' * (column + shift)}-"))
    key = re.match(KEY_INDENTATION, lines[number])
    below = min((lines[following] for following in block[1:] if lines[following].strip()), key=_indent, default="")
    is_right = key and ":" in below and _indent(below) == key.end() + shift
    for following in block[:1] if is_right else block:
        lines[following] = " " * shift + lines[following][max(-shift, 0) :]


def _end_of_block(lines: list[str], number: int, indent: int, end: str = "\n") -> int:
    """Return the number of the first line below one that is not indented further, or that starts with `end`."""
    for following, line in enumerate(lines[number + 1 :], number + 1):
        if line.strip() and (_indent(line) <= indent or line.startswith(end)):
            return following
    return len(lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else -1
