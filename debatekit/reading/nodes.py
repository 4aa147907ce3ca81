"""YAML text → plain mappings, lists and text, and the place of each.

PyYAML's node graph is read instead of its Python values, so `answer: no` stays "no", `1.10` stays "1.10" and
a date stays as it was typed. What a teacher never means is refused with a hint: aliases, tags, keys given
twice, tabs as indentation, a second document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from debatekit.errors import DebatekitError, Problem
from debatekit.reading.mistakes import LOADER, SPECIAL, Mistake, explain, nested_too_deeply
from debatekit.reading.text import UNPRINTABLE, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: ``("pro", "arguments", 0, "claim")``."""

Value: TypeAlias = "dict[str, Value] | list[Value] | str"

STANDARD_TAG = "tag:yaml.org,2002:"


PASSED_OVER = "'?'"
"""What stands for a value that cannot be read, while the rest is."""

MOST_MISTAKES = 50
"""After so many values that cannot be read, the rest is not looked at."""


QUOTED = frozenset("'\"|>")
HASHTAG = re.compile(r"\s+(#[^\s#].*)")
KEY_INDENTATION = re.compile(" *(?:- +)*")

DEEPEST = 40
"""How many keys and lists may stand in one another."""


MOST_ITEMS = 2_000
"""How many items a list may have, and how many keys a mapping."""


HARMLESS = 5000
"""A text with fewer marks that can open a list or a mapping cannot overflow anything."""


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """A YAML file that was read: its plain `data` and where each part of it stands.

    `values` has the place where a value starts, `keys` the place of the key before it, and `problems` what was
    wrong with the YAML: where that could be passed over, the rest was read all the same.
    """

    file: str
    lines: list[str]
    data: dict[str, Value]
    values: dict[KeyPath, Place]
    keys: dict[KeyPath, Place]
    problems: list[Problem]

    def problem(self, path: KeyPath, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem at the value that `path` leads to, or at its key.

        Where the path leads to nothing that was typed, the nearest part around it is meant.
        """
        while path and path not in self.values:
            path = path[:-1]
            at_key = True
        place = (self.keys.get(path) if at_key else None) or self.values[path]
        return Problem(self.file, place.line, place.column, message, hint, self.lines[place.line - 1])


def parse(text: str, file: str, kind: str = "file") -> Document:
    """Read YAML `text`; `file` is its name and `kind` what it should be ("motion"), both for the problems.

    Values that are empty (``impact:``) are left out of the data, as if their key had not been typed.
    Raises `DebatekitError` if nothing can be read; other mistakes are the document's `problems`.
    """
    lines = lines_of(text)
    root, mistakes = _compose(text, lines)
    if root is not None and _is_empty(root):
        root = None
    problems = [
        Problem(file, mistake.line + 1, mistake.column + 1, mistake.message, mistake.hint, lines[mistake.line])
        for mistake in mistakes
    ]
    if root is None and not problems:
        message = f"the file is empty: a {kind} file is made of lines like 'key: value'"
        problems.append(Problem(file, 1, 1, message, "Write the first one."))
    if root is None:
        raise DebatekitError(problems)
    reader = _Reader(file, lines, problems)
    data = reader.value(root, ())
    if not isinstance(data, dict):
        message = f"a {kind} file is made of lines like 'key: value', and this one is {_what(root)}"
        reader.report(reader.place(root), message, "Put a key and a colon before it.")
        raise DebatekitError(problems)
    return Document(file, lines, data, reader.values, reader.keys, problems)


def _compose(text: str, lines: list[str]) -> tuple[yaml.Node | None, list[Mistake]]:
    """Return the root node and the mistakes; a value that cannot be read is left out and reading goes on."""
    if too_deep := _too_deep(text):
        return None, [too_deep]
    mistakes: list[Mistake] = []
    passed_over: set[int] = set()
    written = list(lines)
    while True:
        try:
            return yaml.compose(text, Loader=LOADER), mistakes
        except yaml.MarkedYAMLError as error:
            found = explain(error, written)
        first = found[0]
        if first.line in passed_over:
            return None, mistakes
        mistakes += found
        if first.value_at is None or len(mistakes) >= MOST_MISTAKES:
            return None, mistakes
        passed_over.add(first.line)
        written[first.line] = written[first.line][: first.value_at] + PASSED_OVER
        _blank_rest(written, first.line)
        text = "\n".join(written)


def _blank_rest(lines: list[str], number: int) -> None:
    """Empty the lines behind line `number` that go on with its value: those further in than its key."""
    key = KEY_INDENTATION.match(lines[number])
    assert key is not None
    for following in range(number + 1, len(lines)):
        line = lines[following]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= key.end():
            return
        lines[following] = ""


def _too_deep(text: str) -> Mistake | None:
    """Return the place where keys and lists stand in one another so deeply that composing them could overflow."""
    if sum(map(text.count, "[{-?")) < HARMLESS:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST and (mark := event.start_mark):
                return nested_too_deeply(mark.line, mark.column)
    except yaml.YAMLError:
        pass  # composing the nodes meets the same error, and explains it
    return None


class _Reader:
    """Walks the nodes once and notes every place and every problem on the way."""

    def __init__(self, file: str, lines: list[str], problems: list[Problem]) -> None:
        self.file, self.lines, self.problems = file, lines, problems
        self.values: dict[KeyPath, Place] = {}
        self.keys: dict[KeyPath, Place] = {}
        self.passed_over = {problem.line for problem in problems}
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath) -> Value:
        place = self.values[path] = self.place(node)
        first = self.lines[place.line - 1][place.column - 1 : place.column]
        if len(path) > DEEPEST:
            self.report(place, "this is nested too deeply", "Put the value in quotes.")
            return ""
        if id(node) in self.seen:  # only an alias leads to one node twice
            self.report(self.keys.get(path) or self.values[path[:-1]], SPECIAL["*"], "Put the value in quotes.")
            return ""
        self.seen.add(id(node))
        if not node.tag.startswith(STANDARD_TAG):
            self.report(place, f"'{node.tag}' is read as a YAML tag", "Put the value in quotes.")
        elif first in {"&", "!"} and place.line not in self.passed_over:
            self.report(place, SPECIAL[first], "Put the value in quotes.")
        if isinstance(node, yaml.CollectionNode) and len(node.value) > MOST_ITEMS:
            message = f"there are {len(node.value):,} {'keys' if isinstance(node, yaml.MappingNode) else 'items'} here"
            self.report(place, message, f"Nobody can read more than {MOST_ITEMS:,}: delete some.")
            return ""
        if isinstance(node, yaml.MappingNode):
            return dict(self._mapping(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        self._check_printable(node)
        self._check_comment(node)
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Value]]:
        first: dict[str, Place] = {}
        for key, value in node.value:
            place = self.place(key)
            if not isinstance(key, yaml.ScalarNode):
                self.report(place, "a key must be one word", "Put quotes around a value that starts with [ or {.")
                continue
            self._check_printable(key)
            name = str(key.value)
            inner = (*path, name)
            if name in first:
                hint = f"It stands in line {first[name].line} already: keep one of the two."
                self.report(place, f"the key '{name}' is given twice", hint)
                continue
            first[name] = self.keys[inner] = place
            if _is_empty(value):
                self.values[inner] = self.place(value)
            else:
                yield name, self.value(value, inner)

    def _check_printable(self, node: yaml.Node) -> None:
        for match in UNPRINTABLE.finditer(node.value):
            message = f"the escaped character U+{ord(match[0]):04X} cannot be printed"
            self.report(self.place(node), message, "Delete it.")

    def _check_comment(self, node: yaml.Node) -> None:
        """Refuse "The #MeToo movement": YAML ends a plain text where a # stands behind a space."""
        end = node.end_mark
        if not isinstance(node, yaml.ScalarNode) or node.style in QUOTED or end.line >= len(self.lines):
            return
        if match := HASHTAG.match(self.lines[end.line], end.column):
            message = f"the text from '{match[1][:20]}' on is read as a remark"
            hint = "Put the whole value in quotes, or write a remark with a space behind the #."
            self.report(Place(end.line + 1, match.start(1) + 1), message, hint)

    def place(self, node: yaml.Node) -> Place:
        """Return where a node starts; what is not there starts where the file ends."""
        line = min(node.start_mark.line, len(self.lines) - 1)
        return Place(line + 1, min(node.start_mark.column, len(self.lines[line])) + 1)

    def report(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, *place, message, hint, self.lines[place.line - 1]))


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _what(node: yaml.Node) -> str:
    return "a list" if isinstance(node, yaml.SequenceNode) else "plain text"
