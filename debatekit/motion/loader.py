"""Load a motion file: number its parts, validate its fields, and check its references and paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, did_you_mean, shorten
from debatekit.files import DEVICE_NAME, file_name_error, is_within
from debatekit.motion.fields import GENERAL_KNOWLEDGE
from debatekit.motion.model import Motion
from debatekit.validation import validate
from debatekit.yamlfile import Document, KeyPath, read_yaml

NUMBERED: Final[dict[KeyPath, str]] = {
    ("pro", "arguments"): "P",
    ("con", "arguments"): "C",
    ("questions",): "Q",
    ("evaluation", "claims"): "S",
    ("evaluation", "words"): "W",
}
"""The lists of numbered parts, and the letter of each: P1, C2, Q4, S1 and W3 mean the same on every sheet."""

OPPONENT: Final = {"pro": "con", "con": "pro"}

SUFFIXES: Final = frozenset({".yaml", ".yml"})
RECORD_SUFFIX: Final = ".verified.json"
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
"""How an address, a path on another computer, or one on another drive starts."""
INSIDE: Final = "Put the file beside the motion, or into its workspace, and name it from there: article.txt."


@dataclass(frozen=True)
class LoadedMotion:
    """A motion, and the document that has the position of each of its values."""

    path: Path
    motion: Motion
    document: Document

    @property
    def name(self) -> str:
        """The file's name without its ending: the name of the kit's folder."""
        return self.path.stem


def load_motion(path: Path, root: Path | None = None) -> LoadedMotion:
    """Load the motion file at `path`; with a `root`, its name and the paths in it are checked, too.

    The paths in a motion, which may come from anybody, must stay in its own folder or in the workspace `root`. Raises
    `DebatekitError` with everything that is wrong: the file, its YAML, its fields and its references; or its paths.
    """
    document = read_yaml(path, "motion")
    number_parts(document.data)
    motion, problems = validate(document, Motion)
    wrong = {problem.line for problem in document.problems}
    problems += [problem for problem in reference_problems(document) if problem.line not in wrong]
    if motion is None or problems:
        raise DebatekitError(problems)
    loaded = LoadedMotion(path, motion, document)
    if root and (problems := path_problems(loaded, root)):
        raise DebatekitError(problems)
    return loaded


def is_motion_name(path: Path) -> bool:
    """Return whether a file has the name of a motion file."""
    return path.suffix.lower() in SUFFIXES


def record_path(motion: Path) -> Path:
    """Return the path of a motion file's verification record."""
    return motion.with_name(motion.stem + RECORD_SUFFIX)


# The numbers and references work on plain data, before its types are checked, so that a file with other problems is
# numbered, too, and all its problems can be reported at once.


def number_parts(data: dict[str, Any]) -> None:
    """Give each part without an `id` the next free number of its kind, in the order of the file."""
    for _, part in numbered_parts(data):
        if isinstance(part.get("id"), str):
            part["id"] = part["id"].strip()
    taken = {part["id"] for _, part in numbered_parts(data) if isinstance(part.get("id"), str)}
    for place, letter in NUMBERED.items():
        parts = (part for part in dig(data, place, list) if isinstance(part, dict))
        for number, part in enumerate(parts, 1):
            if "id" in part:
                continue
            free = number
            while f"{letter}{free}" in taken:
                free += 1
            part["id"] = f"{letter}{free}"
            taken.add(part["id"])


def numbered_parts(data: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield each numbered part with its path; items that are no mappings are left out."""
    for place in NUMBERED:
        for position, part in enumerate(dig(data, place, list)):
            if isinstance(part, dict):
                yield (*place, position), part


def dig(data: object, path: KeyPath, kind: type[Any]) -> Any:
    """Return the value at `path` if it is a `kind`, else an empty one."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, kind) else kind()


def reference_problems(document: Document) -> list[Problem]:
    """Return a problem for each number given twice and each reference to nothing."""
    data: dict[str, Any] = document.data
    return [*_duplicate_numbers(document, data), *_unknown_numbers(document, data), *_unknown_sources(document, data)]


def _duplicate_numbers(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    first: dict[str, KeyPath] = {}
    for path, part in numbered_parts(data):
        number = part.get("id")
        if not isinstance(number, str):
            continue
        if number in first:
            line = document.problem((*first[number], "id"), "").line
            hint = f"Line {line} has it already: choose another."
            yield document.problem((*path, "id"), f"the number '{shorten(number)}' is used twice", hint)
        else:
            first[number] = path


def _unknown_numbers(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    numbers = {part["id"]: path for path, part in numbered_parts(data) if isinstance(part.get("id"), str)}
    known = {
        side: [number for number, target in numbers.items() if side is None or target[0] == side]
        for side in ("pro", "con", None)
    }
    found = 0
    for path, part in numbered_parts(data):
        other_side = OPPONENT.get(str(path[0]))
        key = "answers" if other_side else "about"
        choices = f"Choose from: {', '.join(known[other_side])}." if known[other_side] else ""
        for where, number in _texts(part.get(key), (*path, key)):
            if number in numbers and (not other_side or numbers[number][0] == other_side):
                continue
            found += 1
            if number in numbers:
                yield document.problem(where, f"'{shorten(number)}' is not an argument of the other side", choices)
            else:
                # Comparing with all numbers takes long, and only the first problems are shown.
                hint = did_you_mean(number, known[other_side], choices) if found <= MAX_PROBLEMS else ""
                yield document.problem(where, f"there is no '{shorten(number)}' in this file", hint)


def _unknown_sources(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    sources = dig(data, ("sources",), dict)
    found = 0
    for path, name, also in _source_names(data):
        if name not in sources and name not in also:
            found += 1
            known = [*sources, *also] if found <= MAX_PROBLEMS else []
            choices = f"Choose from: {', '.join(known)}." if known else ""
            hint = did_you_mean(name, known, choices) or f"Describe it: 'sources: {{{shorten(name)}: …}}'."
            yield document.problem(path, f"there is no source '{shorten(name)}' under 'sources'", hint)


def _source_names(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str, tuple[str, ...]]]:
    """Yield each reference to a source: its path, the name, and what else it may say."""
    for path, part in numbered_parts(data):
        for position, evidence in enumerate(dig(part, ("evidence",), list)):
            if isinstance(evidence, dict) and isinstance(evidence.get("from"), str):
                also = (GENERAL_KNOWLEDGE,) if "fact" in evidence else ()
                yield (*path, "evidence", position, "from"), evidence["from"].strip(), also
    name = dig(data, ("evaluation",), dict).get("source")
    if isinstance(name, str):
        yield ("evaluation", "source"), name.strip(), ()


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a list, or of a text that lists them with commas."""
    if isinstance(value, str):
        for part in value.split(","):
            yield path, part.strip()
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, position), item.strip()


def path_problems(motion: LoadedMotion, root: Path) -> list[Problem]:
    """Return what is wrong with the name of a motion file, and with the paths in it; `root` is the workspace."""
    problems = [
        motion.document.problem(path, *error)
        for path, text in _paths(motion.motion)
        if (error := _path_error(motion.path.parent, text, root, is_folder=path[-1] == "output"))
    ]
    if error := file_name_error(motion.name):
        problems.append(Problem(motion.path.as_posix(), 0, 0, *error))
    return problems


def _paths(motion: Motion) -> Iterator[tuple[KeyPath, str]]:
    for name, source in motion.sources.items():
        if source.text:
            yield ("sources", name, "text"), source.text
    for key in ("look", "output"):
        if text := getattr(motion.settings, key, None):
            yield ("settings", key), text


def _path_error(folder: Path, text: str, root: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Return why a motion in `folder` may not name the path `text`, and what to write instead."""
    if ADDRESS.match(text):
        return "this is an address or a path on another drive, and nothing is fetched", INSIDE
    if "\\" in text:
        return "this path holds a \\", "Write / between folders, on Windows, too."
    if any(DEVICE_NAME.match(name) for name in Path(text).parts):
        return "this is the name of a device on Windows", INSIDE
    path = folder / text
    if not is_within(path, folder, root):
        hint = "Choose a folder there, or name another with --output." if is_folder else INSIDE
        return "this path leaves the motion's folder and its workspace", hint
    return _kind_error(path, is_folder=is_folder)


def _kind_error(path: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Return why `path` is not what it should be, if something is there."""
    try:
        if not path.exists() or (path.is_dir() if is_folder else path.is_file()):
            return None
    except OSError as error:  # such as a name that is too long
        return f"this path cannot be read: {(error.strerror or 'unknown').lower()}", INSIDE
    if is_folder:
        return "this is no folder", "Name a folder."
    return ("this is a folder" if path.is_dir() else "this is a device or a pipe, and no file"), INSIDE
