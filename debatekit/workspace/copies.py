"""Copies of built-in templates in a workspace, and what the built-in ones have become since they were made.

A copy is a file that a teacher changes at will. What it was when it was made is kept aside in the workspace, so that
after an upgrade the changes of the built-in one can be told from the teacher's own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.files import read_bytes, read_text, write_file

if TYPE_CHECKING:
    from debatekit.workspace.finding import Workspace
    from debatekit.workspace.items import Item

KEPT: Final = ".debatekit/templates"
"""Where a workspace keeps what its copies were when they were made."""

EXTENDS: Final = re.compile(r"\{%-?\s*extends\s+[\"']builtin/")


class State(Enum):
    """How a teacher's file stands to the built-in one of the same name."""

    CURRENT = "the built-in one is as it was when it was copied"
    EXTENDING = "it extends the built-in one, so that every upgrade reaches it"
    CHANGED = "the built-in one has changed since it was copied"
    APART = "it takes the place of the built-in one, and differs from it"


class Comparison(NamedTuple):
    """A teacher's file and the built-in one: how they stand, and the lines that differ, as a unified diff."""

    item: Item
    state: State
    lines: list[str]


def copy_items(workspace: Workspace, chosen: Sequence[Item], built_in: Path) -> list[Path]:
    """Copy built-in templates into a workspace and return their new files.

    Raises `DebatekitError`, before anything is written, if there is no workspace, or if one of the files is there.
    """
    if not workspace.is_set_up:
        hint = "Run 'debatekit init' in the folder of your motions first."
        raise DebatekitError([Problem("templates", 0, 0, "this folder is no workspace, so there is no place", hint)])
    problems = [
        Problem((workspace.templates / item.path).as_posix(), 0, 0, "the file is there, and is not overwritten", REMOVE)
        for item in chosen
        if (workspace.templates / item.path).exists()
    ]
    if problems:
        raise DebatekitError(problems)
    made = []
    for item in chosen:
        content = read_bytes(built_in / item.path)
        write_file(workspace.root / KEPT / item.path, content)
        write_file(workspace.templates / item.path, content)
        made.append(workspace.templates / item.path)
    return made


REMOVE: Final = "Rename or delete it first to get a new copy."


def compare(workspace: Workspace, item: Item, built_in: Path) -> Comparison | None:
    """Return how the workspace's file of `item` stands to the built-in one; None unless there are both.

    Raises `DebatekitError` if one of them cannot be read.
    """
    own, theirs = workspace.templates / item.path, built_in / item.path
    if not (workspace.is_set_up and own.is_file() and theirs.is_file()):
        return None
    now, mine = read_text(theirs), read_text(own)
    kept = workspace.root / KEPT / item.path
    if kept.is_file():
        before = read_text(kept)
        if before == now:
            return Comparison(item, State.CURRENT, [])
        return Comparison(item, State.CHANGED, _diff(before, now, f"{item.path} when copied", f"{item.path} built in"))
    if EXTENDS.search(mine):
        return Comparison(item, State.EXTENDING, [])
    return Comparison(item, State.APART, _diff(mine, now, own.as_posix(), f"{item.path} built in"))


def _diff(before: str, after: str, from_file: str, to_file: str) -> list[str]:
    return list(difflib.unified_diff(before.splitlines(), after.splitlines(), from_file, to_file, lineterm=""))
