"""What a kit is built with: each choice from the first place that makes it.

The places, in order, are the command line, the motion, and the workspace's settings; each is a `Layer`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from debatekit.errors import Problem
from debatekit.motion.settings import Settings

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion
    from debatekit.yamlfile import Document, KeyPath

STANDARD: Final = "standard"
"""The theme that is used where none is named."""

USUAL_LANGUAGE: Final = "en-GB"
USUAL_OUTPUT: Final = Path("output")


@dataclass(frozen=True)
class Layer:
    """Settings as one place makes them: the command line where there is no `document`."""

    settings: Settings = field(default_factory=lambda: Settings.model_validate({}))
    folder: Path = Path()
    """Where paths in the settings start from."""
    document: Document | None = None
    path: KeyPath = ()
    """The key of the document that holds the settings."""

    def problem(self, path: KeyPath, message: str, hint: str, *, at_key: bool = False) -> Problem:
        """Return a problem with what `path` leads to in these settings."""
        if self.document is None:
            return Problem(f"--{path[0]}", 0, 0, message, hint)
        inside = () if path[0] == "language" else self.path  # a motion says its language beside its settings
        return self.document.problem((*inside, *path), message, hint, at_key=at_key)


@dataclass(frozen=True)
class Choices:
    """What one kit is built with; `layers` come in order, and the first that says something is heard."""

    layers: tuple[Layer, ...] = ()

    @property
    def language(self) -> str:
        """The language of the kit, as a tag such as en-GB."""
        return str(self._chosen("language") or USUAL_LANGUAGE)

    @property
    def school(self) -> str:
        """The name of the school, or nothing."""
        return str(self._chosen("school") or "")

    @property
    def group(self) -> str:
        """The name of the class, or nothing."""
        return str(self._chosen("class_") or "")

    @property
    def theme(self) -> str:
        """The name of the theme."""
        return str(self._chosen("theme") or STANDARD)

    @property
    def paper(self) -> str | None:
        """The paper, or None for the one that is usual where the language is spoken."""
        paper: str | None = self._chosen("paper")
        return paper

    @property
    def fillable(self) -> bool:
        """Whether there are fields to type in instead of lines to write on."""
        return bool(self._chosen("fillable"))

    @property
    def look(self) -> Path | None:
        """The school's own Word file, if one is named."""
        return self._path("look")

    @property
    def output(self) -> Path:
        """The folder that kits are built into."""
        usual = self.layers[-1].folder / USUAL_OUTPUT if self.layers else USUAL_OUTPUT
        return self._path("output") or usual

    @property
    def phrases(self) -> list[Layer]:
        """The layers that put phrases in place of printed ones, in order.

        Those of a workspace are in its language, and are passed over in a kit of another.
        """
        return [
            layer
            for layer in self.layers
            if layer.settings.words
            and (layer.path or _base(layer.settings.language or USUAL_LANGUAGE) == _base(self.language))
        ]

    def problem(self, key: str, message: str, hint: str) -> Problem:
        """Return a problem with the choice of `key`, in the place that made it."""
        layer = next((layer for layer in self.layers if getattr(layer.settings, key) is not None), Layer())
        return layer.problem((key,), message, hint)

    def _chosen(self, key: str) -> Any:
        values = (getattr(layer.settings, key) for layer in self.layers)
        return next((value for value in values if value is not None), None)

    def _path(self, key: str) -> Path | None:
        found = ((layer.folder, getattr(layer.settings, key)) for layer in self.layers)
        return next((folder / str(value) for folder, value in found if value), None)


def motion_layer(file: LoadedMotion) -> Layer:
    """Return what a motion says of how its own kit is built."""
    motion = file.motion
    said = motion.settings.model_dump(by_alias=True, exclude_none=True) if motion.settings else {}
    if "language" in file.document.data:  # typed there, and not taken from elsewhere
        said["language"] = motion.language
    return Layer(Settings.model_validate(said), file.path.parent, file.document, ("settings",))


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
