"""What kits are made with, as somebody chose it and before any of it is opened: folders of templates, and settings.

Imports no library that makes a page or a document, so that a kit that stands already is known without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from debatekit.datafiles import packaged
from debatekit.inputs import shared_digest
from debatekit.motion.settings import Settings
from debatekit.workspace import Choices, Layer, Workspace
from debatekit.workspace.choices import motion_layer

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion


class Told(TypedDict, total=False):
    """What the command line says of how kits are built; None says nothing."""

    theme: str | None
    paper: str | None
    look: Path | None
    """A Word file of the school whose styles, colours, page, header and footer are taken."""
    fillable: bool | None
    language: str | None
    school: str | None
    class_: str | None
    output: Path | None


@dataclass(frozen=True)
class Means:
    """The folders of templates and the settings that kits are made with."""

    folders: tuple[Path, ...]
    """Where templates, themes, words and frameworks are looked for, the first first."""
    layers: tuple[Layer, ...] = ()
    """What the command line and the workspace say, in this order."""
    reading: bool = False
    """Whether the texts of sources are printed, too, with their lines numbered."""
    root: Path = Path()
    """The folder of the workspace."""

    @cached_property
    def fingerprint(self) -> str:
        """A fingerprint of all that every kit is made with: the program, templates, looks and settings."""
        return shared_digest(self)

    @property
    def told(self) -> Settings:
        """What the command line says."""
        return (self.layers or (Layer(),))[0].settings

    def choices(self, motion: LoadedMotion | None = None) -> Choices:
        """Return what the kit of `motion` is built with, or what is chosen for every kit."""
        command, *others = self.layers or (Layer(),)
        return Choices((command, *([motion_layer(motion)] if motion else ()), *others))


def choose_means(
    *folders: Path, workspace: Workspace | None = None, reading: bool = False, **told: Unpack[Told]
) -> Means:
    """Return the templates in `folders`, the first first, those of the `workspace` and those that come with debatekit.

    `told` is what the command line says; what it leaves open is for each motion to say, and then for the `workspace`.
    `reading` adds the texts of sources with their lines numbered.
    """
    own = workspace or Workspace()
    layers = (Layer(settings_of({key.rstrip("_"): value for key, value in told.items()})), own.layer)
    return Means((*folders, *own.folders, packaged("templates")), layers, reading, own.root)


def settings_of(told: Mapping[str, object]) -> Settings:
    """Return settings as somebody says them in code or on the command line; what is empty or None says nothing."""
    said = {key: value for key, value in told.items() if value is not None and str(value).strip()}
    return Settings.model_validate(
        {key: value if isinstance(value, bool) else str(value) for key, value in said.items()}
    )
