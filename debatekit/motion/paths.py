"""What a motion may name: files in its own folder or in the workspace, and nothing else; and what stands beside it.

A motion may come from somebody else. What stands on the command line or in the settings is the user's own word, and is
not looked at here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import Problem
from debatekit.naming import RESERVED, name_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.motion.reading import MotionFile
    from debatekit.reading import KeyPath

ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")
"""How an address starts, and a path on another computer."""

DRIVE: Final = re.compile(r"[A-Za-z]:")

MOTION_ENDINGS: Final = frozenset({".yaml", ".yml"})
"""How the names of motion files end, in capitals or not."""

RECORD_ENDING: Final = ".verified.json"

INSIDE: Final = "Put the file beside the motion, or into its workspace, and name it from there: article.txt."


def record_path(motion: Path) -> Path:
    """Return where the verification record of a motion file stands."""
    return motion.with_name(motion.stem + RECORD_ENDING)


def is_motion_name(path: Path) -> bool:
    """Tell whether a file is called as a motion file is."""
    return path.suffix.lower() in MOTION_ENDINGS


def motion_problems(file: MotionFile, root: Path) -> list[Problem]:
    """Return what is wrong with the name of a motion file, and with the paths in it; `root` is the workspace."""
    problems = [
        file.document.problem(path, *fault)
        for path, text in _paths(file)
        if (fault := _fault(file.path.parent, text, root, is_folder=path[-1] == "output"))
    ]
    if fault := name_fault(file.name):
        problems.append(Problem(file.path.as_posix(), 0, 0, *fault))
    return problems


def _paths(file: MotionFile) -> Iterator[tuple[KeyPath, str]]:
    for name, source in file.motion.sources.items():
        if source.text:
            yield ("sources", name, "text"), source.text
    settings = file.motion.settings
    for key in ("look", "output"):
        if settings and (text := getattr(settings, key)):
            yield ("settings", key), text


def _fault(folder: Path, text: str, root: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Return why a motion in `folder` may not name the path `text`, and what to write instead."""
    if ADDRESS.match(text) or DRIVE.match(text):
        return "this is an address or a path on another drive, and nothing is fetched", INSIDE
    if "\\" in text:
        return "this path holds a \\", "Write / between folders, on Windows, too."
    if any(RESERVED.match(name) for name in Path(text).parts):
        return "this is the name of a device on Windows", INSIDE
    if not is_within(folder / text, folder, root):
        hint = "Choose a folder there, or name another with --output." if is_folder else INSIDE
        return "this path leaves the motion's folder and its workspace", hint
    return _wrong_kind(folder / text, is_folder=is_folder)


def is_within(path: Path, *folders: Path) -> bool:
    """Tell whether `path` leads into one of `folders`, once all symbolic links are followed."""
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def _wrong_kind(path: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Return why `path` is not what it should be, if it is there."""
    if not path.exists() or (path.is_dir() if is_folder else path.is_file()):
        return None
    if is_folder:
        return "this is no folder", "Name a folder."
    return ("this is a folder", INSIDE) if path.is_dir() else ("this is a device or a pipe, and no file", INSIDE)
