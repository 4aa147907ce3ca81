"""Read YAML whose values stay text and know their line and column.

The events of PyYAML's parser are read instead of its Python values, so `answer: no` stays "no", `1.10` stays "1.10" and
a date stays as typed. What a teacher never means is reported with a hint: aliases, tags, duplicate keys, tabs as
indentation, a second document, and the characters of `lookalikes`.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from debatekit import yaml_errors
from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, named, shorten
from debatekit.files import UNPRINTABLE, lines_of, read_text
from debatekit.lookalikes import OPENING, Mistake, corrected, is_wrapped

KeyPath: TypeAlias = tuple[str | int, ...]  # the path to a value: `("pro", "arguments", 0, "claim")`

Value: TypeAlias = "dict[str, Value] | list[Value] | str"

MAX_DEPTH: Final = 40  # of nested keys and lists

SEPARATOR: Final = "[\x85\u2028\u2029]"  # ends a line in YAML 1.1 (section 4.2), and in no editor
STRAIGHT_OR_PRINTED: Final = f"{yaml_errors.STRAIGHT[:-1]}; to print the marks, put ' around them."
ALIAS: Final = (yaml_errors.SPECIAL["*"], "Put the whole value in quotes.")
NO_KEY: Final = ("a key must be one word", "Put quotes around a value that starts with [ or {.")
STARTS_LINE: Final = f"{SEPARATOR} *(?:- |[\\w-]+:(?:\\s|$))"
SURROGATES: Final = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"


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
    problems = list(_separators(file, lines)) if re.search(SEPARATOR, text) else []
    if problems and re.search(STARTS_LINE, text):
        raise DebatekitError(problems)
    reader = _read(file, lines, problems)
    made_of = f"a {kind} file is made of lines like 'key: value'"
    if reader is None or reader.data is None:
        raise DebatekitError(problems or [Problem(file, 1, 1, f"the file is empty: {made_of}", "Write the first one.")])
    if isinstance(reader.data, dict):
        return Document(file, reader.data, reader.values, reader.keys, [*problems, *reader.problems])
    what = "a list" if isinstance(reader.data, list) else "plain text"
    if reader.data != yaml_errors.SKIPPED:
        reader.report(reader.values[()], f"{made_of}, and this one is {what}", "Put a key and a colon before it.")
    raise DebatekitError([*problems, *reader.problems])


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


def texts_in(value: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in `value` with its path."""
    if isinstance(value, str):
        yield path, value
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from texts_in(inner, (*path, key))


def _separators(file: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        if found := re.search(SEPARATOR, line):
            message = f"{named(found[0])} ends a line here, and editors do not show that"
            yield Problem(file, number, found.start() + 1, message, "Type Enter or a space in its place.", line)


def _read(file: str, lines: list[str], problems: list[Problem]) -> "_Reader | None":
    """Return a reader with the data, or None if the YAML is beyond repair; a problem is added for each mistake."""
    written, mistakes = corrected([re.sub(SEPARATOR, " ", line) for line in lines] if problems else list(lines))
    mended, repaired = {mistake.line for mistake in mistakes}, set[int]()

    def report(mistakes: list[Mistake]) -> None:
        for it in mistakes:
            text = lines[it.line]
            problems.append(Problem(file, it.line + 1, min(it.column, len(text)) + 1, it.message, it.hint, text))

    report(mistakes)
    while True:
        text = "\n".join(written)
        try:
            reader = _Reader(file, lines, {problem.line for problem in problems})
            reader.read(text)
            return reader
        except yaml.MarkedYAMLError as error:
            if "escape" in str(error.problem) and re.search(SURROGATES, text):
                written = [re.sub(SURROGATES, _joined, line) for line in written]
                continue
            mistakes = yaml_errors.explain(error, written)
        first = mistakes[0]
        if first.line in repaired:
            return None
        repaired.add(first.line)
        is_repaired = yaml_errors.repair(written, first)
        # What cannot be repaired is perhaps only out of line with what was mended above it.
        hidden = mended if is_repaired else mended | {line + 1 for line in mended}
        report([mistake for mistake in mistakes if mistake.line not in hidden])
        if len(problems) >= MAX_PROBLEMS or not is_repaired:
            return None


def _joined(match: re.Match[str]) -> str:
    """Return the character that JSON writes as two codes."""
    return match[1] + bytes.fromhex(match[2] + match[3]).decode("utf-16-be")


class _Reader:
    """Reads the events of a YAML parser; those that were read are not kept."""

    def __init__(self, file: str, lines: list[str], skipped: set[int]) -> None:
        self.file, self.lines, self.skipped = file, lines, skipped
        self.problems = list[Problem]()
        self.values, self.keys = dict[KeyPath, Position](), dict[KeyPath, Position]()
        self.data: Value | None = None

    def read(self, text: str) -> None:
        """Read a text, which may be empty; raises `yaml.MarkedYAMLError`."""
        self.parser = yaml_errors.LOADER(text)
        self._next()  # the start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent) or _is_empty(self._next()):
            return
        self.data = self._value(())
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError("expected a single document", problem_mark=self.event.start_mark)

    def _next(self) -> Any:
        self.event: Any = self.parser.get_event()
        return self.event

    def _skip(self) -> None:
        """Go on to the event after a value."""
        depth = 0
        while True:
            depth += isinstance(self.event, yaml.CollectionStartEvent) - isinstance(self.event, yaml.CollectionEndEvent)
            self._next()
            if not depth:
                return

    def _value(self, path: KeyPath, *, is_item: bool = False) -> Value:
        """Read a value; the end of the keys of an item is left to be read."""
        event = self.event
        position = self.values[path] = self.position(event)
        if len(path) > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            self.report(position, *((yaml_errors.TOO_DEEP, yaml_errors.QUOTE) if len(path) > MAX_DEPTH else ALIAS))
            self._skip()
            return yaml_errors.SKIPPED
        first = position.text[position.column - 1 : position.column]
        if event.tag and event.tag != "!" and not event.tag.startswith("tag:yaml.org,2002:"):
            self.report(position, f"'{event.tag}' is read as a YAML tag")
        elif first in {"&", "!"} and position.line not in self.skipped:
            self.report(position, yaml_errors.SPECIAL[first])
        self._next()
        if isinstance(event, yaml.ScalarEvent):
            if not event.style:
                self._check_comment(event.end_mark)
            return self._text(event)
        data = self._mapping(path, is_item=is_item) if isinstance(event, yaml.MappingStartEvent) else self._list(path)
        if not is_item:
            self._next()
        return data

    def _list(self, path: KeyPath) -> list[Value]:
        items: list[Value] = []
        while not isinstance(start := self.event, yaml.SequenceEndEvent):
            is_block = isinstance(start, yaml.MappingStartEvent) and not start.flow_style and len(path) < MAX_DEPTH
            items.append(self._value((*path, len(items)), is_item=is_block))
            while is_block and isinstance(self.event, yaml.ScalarEvent):
                hint = "type '- ' before it to begin a new item, or "
                self._report_twice(self.event, self.position(start).line, hint)
                self.values[*path, len(items)] = self.position(self.event)
                items.append(self._mapping((*path, len(items)), is_item=True))
            if is_block:
                self._next()
        return items

    def _mapping(self, path: KeyPath, *, is_item: bool) -> dict[str, Value]:
        """Read keys and values; those of an item to where its first key comes again, since a "- " is missing there."""
        data: dict[str, Value] = {}
        first, starts_again = self.event, False
        while not isinstance(key := self.event, yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self.report(self.position(key), *(ALIAS if isinstance(key, yaml.AliasEvent) else NO_KEY))
                self._skip()
                self._skip()
                continue
            is_first = bool(key.value) and key.value == getattr(first, "value", "")
            if is_item and is_first and key is not first:
                break
            name = self._text(key, is_key=True)
            position, inner = self.position(key), (*path, name)
            value = self._next()
            if before := self.keys.get(inner):
                if not starts_again:
                    self._report_twice(key, before.line)
                starts_again |= bool(path) and is_first  # as items do without their "- "
                self._skip()
                continue
            self.keys[inner] = position
            if _is_empty(value):
                self.values[inner] = self.position(value)
                self._check_comment(key.end_mark, is_key=True)
                self._next()
            else:
                data[name] = self._value(inner)
        return data

    def _report_twice(self, key: Any, before: int, otherwise: str = "") -> None:
        if (position := self.position(key)).line not in self.skipped:
            hint = f"Line {before} has it already: {otherwise}keep one of the two."
            self.report(position, f"the key '{shorten(str(key.value))}' is given twice", hint)

    def _text(self, event: yaml.ScalarEvent, *, is_key: bool = False) -> str:
        """Return a text, without the typographic marks that should be YAML's quotation marks."""
        text = str(event.value)
        if event.style == '"':
            for character in dict.fromkeys(UNPRINTABLE.findall(text)):
                message = f"the escaped character U+{ord(character):04X} cannot be printed"
                self.report(self.position(event), message, "Delete it.")
        if event.style or not text or text[0] not in OPENING:
            return text
        is_whole = is_wrapped(text)
        if is_whole or is_key:  # such as “We say: no”
            without = "Type the key without them." if is_key else STRAIGHT_OR_PRINTED
            self.report(
                self.position(event),
                yaml_errors.NO_QUOTE.format(named(text[0])),
                without if is_whole else yaml_errors.STRAIGHT,
            )
        return text[1:-1] if is_whole else text

    def _check_comment(self, end: Any, *, is_key: bool = False) -> None:
        """Report "The #MeToo movement": YAML ends an unquoted text at a # after a space, or at the start of a line."""
        if (line := end.line) >= len(self.lines):
            return
        text = self.lines[line]
        column = text.find(":", end.column) + 1 if is_key else end.column
        match = yaml_errors.HASHTAG.match(text, column)
        if not is_key and not text[column:].strip() and line + 1 < len(self.lines):
            line, text = line + 1, self.lines[line + 1]
            match = yaml_errors.continued_hashtag(self.lines, line)
        if match:
            message = yaml_errors.AS_COMMENT.format(match[1][:20])
            hint = "Put the whole value in quotes, or write a comment with a space after the #."
            self.report(Position(self.file, line + 1, match.start(1) + 1, text), message, hint)

    def position(self, event: Any) -> Position:
        mark = event.start_mark
        line = min(mark.line, len(self.lines) - 1)  # what is missing starts where the file ends
        text = self.lines[line]
        return Position(self.file, line + 1, min(mark.column, len(text)) + 1, text)

    def report(self, position: Position, message: str, hint: str = yaml_errors.QUOTE) -> None:
        self.problems.append(position.problem(message, hint))


def _is_empty(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and not event.style
