"""A new workspace: a folder with settings, a sample motion, and a place for templates; what stands is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.files import read_bytes, write_file
from debatekit.motion.loader import is_motion_name
from debatekit.motion.schema import SCHEMA_NAME, schema_text


class Started(NamedTuple):
    """What was made in a folder, and what stood there and was kept."""

    made: list[Path]
    kept: list[Path]


def start_workspace(folder: Path, patterns: Path) -> Started:
    """Make `folder` a workspace with copies of the files in `patterns`, and the schema of motions for editors.

    A folder that has motions keeps them, and gets no sample; a schema that stands there is made anew. Raises
    `DebatekitError` if `folder` is a file, or if a file cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise DebatekitError([Problem(folder.as_posix(), 0, 0, "this is a file", "Name a folder.")])
    has_motions = any(map(is_motion_name, (folder / "motions").glob("*")))
    started = Started([], [])
    for pattern in sorted(patterns.rglob("*")):
        path = folder / pattern.relative_to(patterns)
        if not pattern.is_file() or (has_motions and path.parent.name == "motions"):
            continue
        if path.exists():
            started.kept.append(path)
        else:
            write_file(path, read_bytes(pattern))
            started.made.append(path)
    if write_schema(folder / "motions"):
        started.made.append(folder / "motions" / SCHEMA_NAME)
    return started


def write_schema(folder: Path) -> bool:
    """Write the schema by which editors explain motions into their folder, and tell whether it was not there yet.

    Raises `DebatekitError`.
    """
    content = schema_text().encode("utf-8")
    path = folder / SCHEMA_NAME
    if path.is_file() and read_bytes(path) == content:
        return False
    write_file(path, content)
    return True
