"""Where the files that come with debatekit are: templates and sample motions, and data files among the templates.

They stand at the top of the project, beside the package, and inside it once it is installed from a wheel. Each kind
of data file is looked up in the teacher's folder first, then in the one that comes with debatekit.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Return the folder `name` ("templates", "motions") that comes with debatekit."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def find_file(folders: tuple[Path, ...], kind: str, name: str) -> Path | None:
    """Return the data file ``kind/name.yaml`` of the first folder that has it."""
    found = (path for folder in folders for path in folder.glob(f"{kind}/*.yaml"))
    return next((path for path in found if path.stem == name), None)


def file_within(folder: str | os.PathLike[str], *names: str) -> Path | None:
    """Return a file in a folder or below it, unless there is none, or a link leads out of the folder to it."""
    path = Path(folder, *names)
    try:
        # Links that lead in a circle make `Path.resolve` raise RuntimeError; `os.path.realpath` leaves them.
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
        return path if inside and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def names_of(folders: tuple[Path, ...], kind: str) -> list[str]:
    """Return the names of all data files of a `kind` ("languages", "frameworks"), those in other languages left out."""
    names = {path.stem for folder in folders for path in folder.glob(f"{kind}/*.yaml")}
    return sorted(name for name in names if "." not in name)


def variants(language: str) -> tuple[str, ...]:
    """Return the names under which data of a language is looked up: "en-GB", then "en"."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))
