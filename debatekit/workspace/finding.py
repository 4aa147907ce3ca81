"""Which workspace a folder is in, and what its settings say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from debatekit.errors import DebatekitError
from debatekit.files import read_text
from debatekit.motion.settings import Settings
from debatekit.validation import validate
from debatekit.workspace.choices import Layer
from debatekit.yamlfile import parse

SETTINGS_FILE: Final = "debatekit.yaml"
"""The file that makes a folder a workspace."""

MOST_PARENTS: Final = 40
"""Folders above the current one in which a workspace is looked for."""


@dataclass(frozen=True)
class Workspace:
    """A folder with motions; with a settings file it also has templates of its own."""

    root: Path = Path()
    layer: Layer = field(default_factory=Layer)
    """What its settings say; nothing where there is no settings file."""

    @property
    def motions(self) -> Path:
        """The folder of its motions."""
        return self.root / "motions"

    @property
    def templates(self) -> Path:
        """The folder of its own templates, which need not be there."""
        return self.root / "templates"

    @property
    def is_set_up(self) -> bool:
        """Whether there is a settings file."""
        return self.layer.document is not None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which templates are looked for before those that come with debatekit."""
        return (self.templates,) if self.is_set_up and self.templates.is_dir() else ()


def find_workspace(start: Path | None = None) -> Workspace:
    """Return the workspace that `start`, the current folder unless said, is in.

    It is the nearest folder that holds a settings file, `start` itself or one above it; without any, `start` is a
    workspace without settings. Raises `DebatekitError` with everything that is wrong with the settings.
    """
    here = start or Path()
    for root in (here, *_above(here)):
        if (root / SETTINGS_FILE).is_file():
            return Workspace(root, read_settings(root / SETTINGS_FILE))
    return Workspace(here)


def read_settings(path: Path) -> Layer:
    """Return what the settings file at `path` says; a file without a line says nothing. Raises `DebatekitError`."""
    text = read_text(path)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        text = "words: {}\n" + text  # so that there is a document, and nothing in it
    document = parse(text, path.as_posix(), "settings")
    settings, problems = validate(document, Settings)
    if settings is None or problems:
        raise DebatekitError(problems)
    return Layer(settings, path.parent, document)


def _above(folder: Path) -> Iterator[Path]:
    """Yield the folders above, as they are named from `folder`."""
    up = folder
    for _ in folder.absolute().parents[:MOST_PARENTS]:
        up /= ".."
        yield up
