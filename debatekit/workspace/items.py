"""The data files that kits are made with, whoever they are from: handouts, parts, themes, languages and the rest.

Each has a name, which is its path in a folder of templates without the ending: `pro-brief`, `themes/standard`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from debatekit.errors import DebatekitError, Problem, did_you_mean

KINDS: Final = {
    "Handouts": "*.html",
    "Parts of handouts": "parts/*.html",
    "Themes": "themes/*.yaml",
    "Frameworks": "frameworks/*.yaml",
    "Languages": "languages/*.yaml",
    "Word lists": "wordlists/*.yaml",
}
"""Where each kind of file stands in a folder of templates."""


class Item(NamedTuple):
    """A data file: its kind, its path in a folder of templates, and the files of it, the one that is used first."""

    kind: str
    path: str
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """What it is called: its path without the ending."""
        return self.path.rpartition(".")[0]


def items(folders: Sequence[Path]) -> list[Item]:
    """Return the data files in some folders of templates, by kind and name; the first folder's come first."""
    found: dict[tuple[str, str], list[Path]] = {}
    for kind, pattern in KINDS.items():
        for folder in folders:
            for file in sorted(folder.glob(pattern)):
                found.setdefault((kind, file.relative_to(folder).as_posix()), []).append(file)
    order = list(KINDS)
    listed = [Item(kind, path, tuple(files)) for (kind, path), files in found.items()]
    return sorted(listed, key=lambda item: (order.index(item.kind), item.name))


def find_items(names: Sequence[str], folders: Sequence[Path]) -> list[Item]:
    """Return the data files that are meant by `names`, with or without their folder and ending.

    Raises `DebatekitError` for each that there is not, or that may mean several.
    """
    known = items(folders)
    found: list[Item] = []
    problems: list[Problem] = []
    for name in names:
        wanted = name.strip().replace("\\", "/").removeprefix("templates/").removeprefix("builtin/")
        exact = [item for item in known if wanted in {item.name, item.path}]
        meant = exact or [item for item in known if wanted in {_last(item.name), _last(item.path)}]
        if len(meant) == 1:
            found += meant
        elif meant:
            hint = f"Write one of: {', '.join(item.name for item in meant)}."
            problems.append(Problem(name, 0, 0, "this may mean several templates", hint))
        else:
            near = did_you_mean(wanted, [item.name for item in known], "'debatekit templates list' lists them.")
            problems.append(Problem(name, 0, 0, "there is no such template", near))
    if problems:
        raise DebatekitError(problems)
    return found


def _last(path: str) -> str:
    return path.rpartition("/")[2]
