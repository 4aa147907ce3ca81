"""Read YAML whose values stay text and know their line and column.

PyYAML's node graph is read instead of its Python values, so `answer: no` stays "no", `1.10` stays "1.10" and a date
stays as typed. What a teacher never means is reported with a hint: aliases, tags, duplicate keys, tabs as indentation,
a second document.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import yaml

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, shorten
from debatekit.files import UNPRINTABLE, lines_of, read_text

KeyPath: TypeAlias = tuple[str | int, ...]  # the path to a value: `("pro", "arguments", 0, "claim")`

Value: TypeAlias = "dict[str, Value] | list[Value] | str"

MAX_DEPTH: Final = 40  # of nested keys and lists

LOADER: Final[type[yaml.SafeLoader] | type[yaml.CSafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML was built with it: the same result, ten times as fast."""

HASHTAG: Final = re.compile(r"\s+(#[^\s#].*)")
KEY_INDENTATION: Final = re.compile(" *(?:- +)*")
TAB_INDENTATION: Final = re.compile(r" *\t")
VALUE: Final = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?:- +)*(?P<value>\S.*)$")
SECOND_COLON: Final = re.compile(r"^\s*(?:- +)*[\w-]+: +[^\s\"'\[{|>&#][^#]*?(?P<colon>:)(?: |$)")
MISSING_SPACE: Final = re.compile(r"^\s*(?:- +)*[\w-]+(?P<colon>:)[^\s:/][^:]*$")
BRACKETS: Final = {"[": "]", "{": "}"}
QUOTE: Final = "Put the value in quotes."
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


class Position(NamedTuple):
    """Where a key or a value starts: the file, the line and column, counted from 1, and the text of the line."""

    file: str
    line: int
    column: int
    text: str

    def problem(self, message: str, hint: str) -> Problem:
        """Return a problem at this position."""
        return Problem(self.file, self.line, self.column, message, hint, self.text)


class Document(NamedTuple):
    """A YAML file: its plain `data`, the positions of its `values` and of the `keys` before them, and its `problems`.

    Values that cannot be read are left out. In a document made by `merge`, each position names the file it is in.
    """

    file: str
    data: dict[str, Value]
    values: dict[KeyPath, Position]
    keys: dict[KeyPath, Position]
    problems: list[Problem]

    def problem(self, path: KeyPath, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem at the value that `path` leads to, or at its key.

        If the path leads to nothing that was typed, the problem is at the key of the nearest part around it.
        """
        while path and path not in self.values:
            path = path[:-1]
            at_key = True
        position = (self.keys.get(path) if at_key else None) or self.values[path]
        return position.problem(message, hint)


def read_yaml(path: Path, kind: str = "file") -> Document:
    """Read the YAML file at `path`, as `parse` does."""
    return parse(read_text(path), path.as_posix(), kind)


def parse(text: str, file: str, kind: str = "file") -> Document:
    """Parse YAML; `file` is its name and `kind` what it should be ("motion"), both for the problems.

    Empty values (``impact:``) are left out of the data, as if their key had not been typed. Raises `DebatekitError` if
    nothing can be read; other mistakes are in the document's `problems`.
    """
    lines = lines_of(text)
    root, problems = _compose(text, file, lines)
    made_of = f"a {kind} file is made of lines like 'key: value'"
    if root is None or _is_empty(root):
        raise DebatekitError(problems or [Problem(file, 1, 1, f"the file is empty: {made_of}", "Write the first one.")])
    reader = _Reader(file, lines, problems)
    data = reader.value(root, ())
    if isinstance(data, dict):
        return Document(file, data, reader.values, reader.keys, problems)
    what = "a list" if isinstance(data, list) else "plain text"
    reader.report(reader.values[()], f"{made_of}, and this one is {what}", "Put a key and a colon before it.")
    raise DebatekitError(problems)


def merge(lower: Document, upper: Document, own: Collection[str] = ()) -> Document:
    """Return a document with the values of `upper`, and those of `lower` where it has none.

    Keys are merged at every depth; a list or a text replaces what is in `lower`, an empty value does not. The top-level
    keys in `own` are never taken from `lower`.
    """
    taken: set[KeyPath] = set()

    def merged(below: dict[str, Value], above: dict[str, Value], path: KeyPath) -> dict[str, Value]:
        result = {**below, **above}
        for key, value in below.items():
            over = above.get(key)
            if over is None:
                taken.add((*path, key))
            elif isinstance(value, dict) and isinstance(over, dict):
                result[key] = merged(value, over, (*path, key))
        return result

    def positions(of_lower: dict[KeyPath, Position], of_upper: dict[KeyPath, Position]) -> dict[KeyPath, Position]:
        is_below = {path: any(path[: end + 1] in taken for end in range(len(path))) for path in of_lower}
        return of_upper | {path: position for path, position in of_lower.items() if is_below[path]}

    data = merged({key: value for key, value in lower.data.items() if key not in own}, upper.data, ())
    values, keys = positions(lower.values, upper.values), positions(lower.keys, upper.keys)
    return Document(upper.file, data, values, keys, [*lower.problems, *upper.problems])


class _Mistake(NamedTuple):
    """A mistake in the YAML, its line and column counted from 0, and where the value begins if it can be skipped."""

    line: int
    column: int
    message: str
    hint: str
    value_at: int | None = None


def _compose(text: str, file: str, lines: list[str]) -> tuple[yaml.Node | None, list[Problem]]:
    """Return the root node, and a problem for each value that had to be skipped; no root if that did not help."""
    problems: list[Problem] = []
    written, skipped = list(lines), set[int]()
    while True:
        try:
            if not (mistakes := _too_deep(text)):
                return yaml.compose(text, LOADER), problems
        except yaml.MarkedYAMLError as error:
            mistakes = _explain(error, written)
        first = mistakes[0]
        if first.line in skipped:
            return None, problems
        problems += [Problem(file, it.line + 1, it.column + 1, it.message, it.hint, lines[it.line]) for it in mistakes]
        if first.value_at is None or len(problems) >= MAX_PROBLEMS:
            return None, problems
        skipped.add(first.line)
        _skip_value(written, first.line, first.value_at)
        text = "\n".join(written)


def _skip_value(lines: list[str], number: int, value_at: int) -> None:
    lines[number] = f"{lines[number][:value_at]}'?'"
    key = KEY_INDENTATION.match(lines[number])
    for following, line in enumerate(lines[number + 1 :], number + 1):
        if line.strip() and key and len(line) - len(line.lstrip(" ")) <= key.end():
            return
        lines[following] = ""


def _too_deep(text: str) -> list[_Mistake]:
    depth = 0
    if sum(map(text.count, "[{-?")) > 5000:  # composing fewer cannot overflow the stack
        for event in yaml.parse(text, LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH and (mark := event.start_mark):
                return [_Mistake(mark.line, mark.column, TOO_DEEP, QUOTE)]
    return []


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> list[_Mistake]:
    """Return the mistakes behind `error`, found in the lines; the words of libyaml are the last resort."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    words = f"{error.context or ''} {error.problem or ''}".strip()
    if "expected a single document" in words:
        return [_Mistake(line, column, "a second document starts here", "Delete the line '---'.")]
    if "nesting depth" in words:  # libyaml has a limit of its own, since 0.2.6
        return [_Mistake(line, column, TOO_DEEP, QUOTE)]
    if TAB_INDENTATION.match(lines[line]):
        tabs = [n for n, text in enumerate(lines) if TAB_INDENTATION.match(text) and (text.strip() or n == line)]
        return [_Mistake(n, lines[n].index("\t"), "a tab cannot indent a line", "Indent with spaces.") for n in tabs]
    before = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    context = error.context_mark.line if error.context_mark and error.context_mark.line <= line else line
    # A mistake in a value is often noticed lines later, or where the block around it ends.
    for number in dict.fromkeys((_start_of_quotes(lines, line), line, before, context)):
        if mistake := _mistake_in_value(lines[number], number):
            return [mistake]
    for number in (before, line):
        if match := MISSING_SPACE.match(lines[number]):
            return [_Mistake(number, match.start("colon"), "a colon needs a space after it", "Write 'key: value'.")]
    message, hint = f"this cannot be read as YAML: {words}", QUOTE
    if "expected ':'" in words:
        line, column = next((number for number in (before, line) if ":" not in lines[number]), line), 0
        message = "this line has no colon"
        hint = "Write 'key: value', or indent the line further than the key it belongs to."
    elif "mapping values are not allowed" in words:
        column, hint = 0, "Start the keys of a block in the same column."
        message = "this key is indented further than the one above it, which already has a value"
    elif "block" in words or "indentation" in words:
        message = "this line does not line up with the lines above it"
        hint = "Indent the keys of a block by the same number of spaces."
    return [_Mistake(line, column, message, hint)]


def _mistake_in_value(text: str, number: int) -> _Mistake | None:
    found = VALUE.match(text)
    value, at = (found["value"], found.start("value")) if found else ("", None)
    if match := SECOND_COLON.match(text):
        message = "a colon followed by a space starts a new key"
        return _Mistake(number, match.start("colon"), message, "Put the whole value in double quotes.", at)
    first = value[:1]
    if at is None or first not in SPECIAL or (first in "\"'[{" and _is_valid(value)):
        return None
    message, hint = SPECIAL[first], "Put the whole value in quotes."
    if first in "|>":
        return _Mistake(number, at, message, "Write the text below, indented.")
    if first in "\"'":
        other = "'" if first == '"' else '"'
        hint = f"Close it with {first}, or put {other} around the whole value and keep {first} inside."
    elif (last := BRACKETS.get(first)) and value.count(first) > value.count(last):
        message = f"this {first} is not closed"
        hint = f"Put {last} where it ends; if it is text, put the whole value in quotes."
    return _Mistake(number, at, message, hint, at)


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


class _Reader:
    def __init__(self, file: str, lines: list[str], problems: list[Problem]) -> None:
        self.file, self.lines, self.problems = file, lines, problems
        self.values, self.keys = dict[KeyPath, Position](), dict[KeyPath, Position]()
        self.skipped, self.seen = {problem.line for problem in problems}, set[int]()

    def value(self, node: yaml.Node, path: KeyPath) -> Value:
        position = self.values[path] = self.position(node)
        first = position.text[position.column - 1 : position.column]
        if len(path) > MAX_DEPTH:
            self.report(position, TOO_DEEP)
            return ""
        if id(node) in self.seen:  # only an alias leads to a node a second time
            self.report(self.keys.get(path) or self.values[path[:-1]], SPECIAL["*"])
            return ""
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.report(position, f"'{node.tag}' is read as a YAML tag")
        elif first in {"&", "!"} and position.line not in self.skipped:
            self.report(position, SPECIAL[first])
        if isinstance(node, yaml.MappingNode):
            return dict(self._mapping(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        self._check_printable(node)
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        if is_plain and node.end_mark.line < len(self.lines):
            self._check_comment(node.end_mark.line, node.end_mark.column)
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Value]]:
        for key, value in node.value:
            position = self.position(key)
            if not isinstance(key, yaml.ScalarNode):
                self.report(position, "a key must be one word", "Put quotes around a value that starts with [ or {.")
                continue
            self._check_printable(key)
            inner = (*path, name := str(key.value))
            if before := self.keys.get(inner):
                hint = f"Line {before.line} has it already: keep one of the two."
                self.report(position, f"the key '{shorten(name)}' is given twice", hint)
                continue
            self.keys[inner] = position
            if _is_empty(value):
                self.values[inner] = self.position(value)
            else:
                yield name, self.value(value, inner)

    def _check_printable(self, node: yaml.Node) -> None:
        for character in dict.fromkeys(UNPRINTABLE.findall(node.value)):
            message = f"the escaped character U+{ord(character):04X} cannot be printed"
            self.report(self.position(node), message, "Delete it.")

    def _check_comment(self, line: int, column: int) -> None:
        """Report "The #MeToo movement": YAML ends an unquoted text at a # after a space."""
        if match := HASHTAG.match(self.lines[line], column):
            message = f"the text from '{match[1][:20]}' on is read as a comment"
            hint = "Put the whole value in quotes, or write a comment with a space after the #."
            self.report(Position(self.file, line + 1, match.start(1) + 1, self.lines[line]), message, hint)

    def position(self, node: yaml.Node) -> Position:
        line = min(node.start_mark.line, len(self.lines) - 1)  # what is missing starts where the file ends
        text = self.lines[line]
        return Position(self.file, line + 1, min(node.start_mark.column, len(text)) + 1, text)

    def report(self, position: Position, message: str, hint: str = QUOTE) -> None:
        self.problems.append(position.problem(message, hint))


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style
