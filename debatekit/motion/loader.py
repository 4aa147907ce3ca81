"""Load a motion file: number its parts, validate its fields, check its references and paths, and collect its texts."""

import contextlib
import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

from debatekit.errors import MAX_PROBLEMS, DebatekitError, Problem, did_you_mean, shorten
from debatekit.files import DEVICE_NAME, file_name_error, is_left_by_system, is_within
from debatekit.motion.fields import GENERAL_KNOWLEDGE
from debatekit.motion.model import Argument, Motion, Quote, Side
from debatekit.validation import validate
from debatekit.yamlfile import Document, KeyPath, read_yaml

NUMBERED: Final[dict[KeyPath, str]] = {
    ("pro", "arguments"): "P",
    ("con", "arguments"): "C",
    ("questions",): "Q",
    ("evaluation", "claims"): "S",
    ("evaluation", "words"): "W",
}
OPPONENT: Final = {"pro": "con", "con": "pro"}
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
PLACEHOLDER: Final = re.compile(r"\((?:write|schreiben ?:|écrire ?:)\s[^()]+\)", re.IGNORECASE)
INSIDE: Final = "Put the file beside the motion, or into its workspace, and name it from there: article.txt."


class LoadedMotion(NamedTuple):
    """A motion, and the document with the positions of its values."""

    path: Path
    motion: Motion
    document: Document

    @property
    def name(self) -> str:
        """The name of the file without its ending, and of the kit's folder."""
        return self.path.stem

    @property
    def numbers(self) -> dict[str, KeyPath]:
        """The path of each numbered part, by its number."""
        return {part["id"]: path for path, part in numbered_parts(self.document.data)}


def load_motion(path: Path, root: Path | None = None) -> LoadedMotion:
    """Load the motion file at `path`; with a `root`, its name and the paths in it are checked, too.

    The paths in a motion, which may come from anybody, must stay in its own folder or in the workspace `root`. Raises
    `DebatekitError` with everything that is wrong: the file, its YAML, its fields and its references; or its paths.
    """
    document = read_yaml(path, "motion")
    _number_parts(document.data)
    motion, problems = validate(document, Motion)
    wrong = {problem.line for problem in document.problems}
    problems += [problem for problem in _reference_problems(document) if problem.line not in wrong]
    if motion is None or problems:
        raise DebatekitError(problems)
    loaded = LoadedMotion(path, motion, document)
    if root and (problems := path_problems(loaded, root)):
        raise DebatekitError(problems)
    return loaded


def is_motion_name(path: Path) -> bool:
    """Return whether a file has the name of a motion file."""
    return path.suffix.lower() in {".yaml", ".yml"} and not is_left_by_system(path.name)


def record_path(motion: Path) -> Path:
    """Return the path of a motion file's verification record."""
    return motion.with_name(f"{motion.stem}.verified.json")


def numbered_parts(data: dict[str, Any]) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield each numbered part with its path; items that are no mappings are left out."""
    for place in NUMBERED:
        for position, part in enumerate(_dig(data, place, list)):
            if isinstance(part, dict):
                yield (*place, position), part


def _number_parts(data: dict[str, Any]) -> None:
    taken = set()
    for _, part in numbered_parts(data):
        if isinstance(part.get("id"), str):
            part["id"] = part["id"].strip()
            taken.add(part["id"])
    for place, letter in NUMBERED.items():
        parts = (part for part in _dig(data, place, list) if isinstance(part, dict))
        for number, part in enumerate(parts, 1):
            if "id" not in part:
                part["id"] = next(free for free in (f"{letter}{n}" for n in count(number)) if free not in taken)
                taken.add(part["id"])


def _dig(data: object, path: KeyPath, kind: type[Any]) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, kind) else kind()


def _reference_problems(document: Document) -> list[Problem]:
    numbers: dict[str, KeyPath] = {}
    problems = []
    for path, part in numbered_parts(document.data):
        number = part.get("id")
        if isinstance(number, str) and numbers.setdefault(number, path) != path:
            hint = f"Line {document.problem((*numbers[number], 'id'), '').line} has it already: choose another."
            problems.append(document.problem((*path, "id"), f"the number '{shorten(number)}' is used twice", hint))
    for path, typed, known, message in _references(document.data, numbers):
        if typed not in known:
            hint = f"Describe it: 'sources: {{{shorten(typed)}: …}}'." if path[-1] in {"from", "source"} else ""
            if known and len(problems) < MAX_PROBLEMS:  # comparing with all takes long, and no more problems are shown
                hint = did_you_mean(typed, known, f"Choose from: {', '.join(known)}.")
            problems.append(document.problem(path, message.format(shorten(typed)), hint))
    return problems


def _references(
    data: dict[str, Any], numbers: dict[str, KeyPath]
) -> Iterator[tuple[KeyPath, str, Collection[str], str]]:
    no_source = "there is no source '{}' under 'sources'"
    sources = dict.fromkeys(_dig(data, ("sources",), dict))
    sides = {side: {number: 0 for number, path in numbers.items() if path[0] == side} for side in OPPONENT}
    for path, part in numbered_parts(data):
        known = sides.get(OPPONENT.get(str(path[0]), ""))
        key = "about" if known is None else "answers"
        texts = [((*path, key, position), text) for position, text in enumerate(_dig(part, (key,), list))]
        texts += [((*path, key), text) for text in _dig(part, (key,), str).split(",") if text]
        for where, number in ((where, text.strip()) for where, text in texts if isinstance(text, str)):
            is_here = number in numbers
            message = "'{}' is not an argument of the other side" if is_here else "there is no '{}' in this file"
            yield where, number, numbers if known is None else known, message
        for position, evidence in enumerate(_dig(part, ("evidence",), list)):
            if name := _dig(evidence, ("from",), str).strip():
                more = {GENERAL_KNOWLEDGE: None} if "fact" in evidence else {}
                yield (*path, "evidence", position, "from"), name, sources | more, no_source
    if name := _dig(data, ("evaluation", "source"), str).strip():
        yield ("evaluation", "source"), name, sources, no_source


def path_problems(motion: LoadedMotion, root: Path) -> list[Problem]:
    """Return what is wrong with the name of a motion file, and with the paths in it; `root` is the workspace."""
    fields = motion.motion
    paths: dict[KeyPath, str | None] = {("sources", it, "text"): fields.sources[it].text for it in fields.sources}
    if fields.settings:
        paths |= {("settings", "look"): fields.settings.look, ("settings", "output"): fields.settings.output}
    problems = [
        motion.document.problem(path, *error)
        for path, text in paths.items()
        if text and (error := _path_error(motion.path.parent, text, root, is_folder=path[-1] == "output"))
    ]
    if error := file_name_error(motion.name):
        problems.append(Problem(motion.path.as_posix(), 0, 0, *error))
    return problems


def _path_error(folder: Path, text: str, root: Path, *, is_folder: bool) -> tuple[str, str] | None:
    path = folder / text
    if ADDRESS.match(text) or any(DEVICE_NAME.match(name) for name in Path(text).parts):
        return "this is an address, a device or a path on another drive, and nothing is fetched", INSIDE
    if "\\" in text:
        return "this path holds a \\", "Write / between folders, on Windows, too."
    if not is_within(path, folder, root):
        hint = "Choose a folder there, or name another with --output." if is_folder else INSIDE
        return "this path leaves the motion's folder and its workspace", hint
    with contextlib.suppress(OSError):  # such as a name that is too long
        if not path.exists() or (path.is_dir() if is_folder else path.is_file()):
            return None
    if is_folder:
        return "this is no folder", "Name a folder."
    return "this is a folder, a device or a pipe, or cannot be read", INSIDE


def is_placeholder(text: str) -> bool:
    """Return whether a value is nothing but a placeholder such as ``(write why it matters)``."""
    return bool(PLACEHOLDER.fullmatch(text.strip()))


class QuotedWords(NamedTuple):
    """Words that a motion quotes, and the paragraph of the source that it gives for them."""

    path: KeyPath  # of the evidence, claim or words
    part: str  # the number of the argument, claim or words
    source: str
    text: str
    paragraph: int | None


def arguments_of(motion: Motion) -> Iterator[tuple[KeyPath, Argument]]:
    """Yield the arguments of both sides with their paths."""
    for side, case in (("pro", motion.pro), ("con", motion.con)):
        yield from (((side, "arguments", number), argument) for number, argument in enumerate(case.arguments))


def quotations_of(motion: Motion) -> Iterator[QuotedWords]:
    """Yield the quotations of a motion, in the order of its fields."""
    for path, argument in arguments_of(motion):
        for position, item in enumerate(argument.evidence):
            if isinstance(item, Quote):
                place = (*path, "evidence", position)
                yield QuotedWords(place, argument.id, item.from_, item.quote, item.paragraph)
    if sheet := motion.evaluation:
        for key in ("claims", "words"):
            for number, part in enumerate(getattr(sheet, key)):
                yield QuotedWords(("evaluation", key, number), part.id, sheet.source, part.quote, part.paragraph)


class ReadingPart(NamedTuple):
    """A part that pupils read in one go."""

    path: KeyPath
    name: str
    texts: tuple[str, ...]


def reading_parts(motion: Motion) -> Iterator[ReadingPart]:
    """Yield the parts of a motion that its author wrote for pupils, without the quotations."""
    if motion.background:
        yield ReadingPart(("background",), "the background", _written(motion.background))
    if motion.terms:
        texts = (text for term in motion.terms for text in (term.meaning, term.example))
        yield ReadingPart(("terms",), "the key terms", _written(*texts))
    for path, argument in arguments_of(motion):
        yield ReadingPart(path, argument.id, _argument_texts(argument))
    if motion.questions:
        yield ReadingPart(("questions",), "the questions", _written(*(question.ask for question in motion.questions)))
    if sheet := motion.evaluation:
        prompts = [claim.check for claim in sheet.claims] + [words.prompt for words in sheet.words]
        yield ReadingPart(("evaluation",), "the source evaluation", _written(*prompts, *sheet.offline))


def side_texts(side: Side) -> tuple[str, ...]:
    """Return what pupils read of a side's case in its author's words: the summary, the opening and the arguments."""
    arguments = (text for argument in side.arguments for text in _argument_texts(argument))
    return _written(side.summary, *_opening_texts(side), *arguments)


def side_statements(side: Side) -> tuple[str, ...]:
    """Return what a side itself says: its summary, opening, claims, reasons and impacts, not what others may reply."""
    parts = ((argument.claim, argument.reasoning, argument.impact) for argument in side.arguments)
    return _written(side.summary, *_opening_texts(side), *(text for texts in parts for text in texts))


def _opening_texts(side: Side) -> tuple[str | None, ...]:
    opening = side.opening
    return (opening.person, opening.number, opening.picture) if opening else ()


def _argument_texts(argument: Argument) -> tuple[str, ...]:
    evidence = (getattr(item, {"quote": "shows"}.get(item.kind, item.kind)) for item in argument.evidence)
    return _written(argument.claim, argument.reasoning, argument.impact, argument.challenge, *evidence)


def _written(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text and not is_placeholder(text))
