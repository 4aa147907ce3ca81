"""What kits are made from, and which of them to build again when some of it changes.

Folders are watched and not files, because many editors save by renaming a new file over the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debatekit.errors import DebatekitError
from debatekit.inputs import files_of
from debatekit.motion.loader import is_motion_name, record_path
from debatekit.workspace.finding import SETTINGS_FILE

if TYPE_CHECKING:
    from debatekit.workshop import Workshop

STEP: Final = 50
"""Milliseconds without another change after which the changes so far are answered."""

LONGEST: Final = 400
"""Milliseconds after which changes are answered even if they go on."""


@dataclass
class Inputs:
    """The files that kits are made from, by motion, and the folders of templates that all of them share."""

    motions: dict[Path, set[Path]] = field(default_factory=dict)
    shared: set[Path] = field(default_factory=set)
    """Files that every kit depends on: the settings and the school's own Word file, there or not."""
    templates: tuple[Path, ...] = ()
    """Folders in which everything matters."""
    new_motions: Path | None = None
    """The folder in which a new file is a new motion, where no motion was named."""

    def folders(self) -> list[Path]:
        """Return the folders to watch, those that are there."""
        files = {file.parent for inputs in self.motions.values() for file in inputs} | {
            file.parent for file in self.shared
        }
        within = {folder for templates in self.templates for folder in templates.rglob("*") if folder.is_dir()}
        around = {self.new_motions} if self.new_motions else set()
        found = files | within | {*self.templates} | around
        return sorted(folder for folder in found if folder.is_dir())

    def affected(self, changed: Path) -> list[Path] | None:
        """Return the motions whose kits a change of the file `changed` affects; None if it is all of them."""
        if changed in self.shared or any(changed.is_relative_to(folder) for folder in self.templates):
            return None
        found = [motion for motion, inputs in self.motions.items() if changed in inputs]
        if not found and changed.parent == self.new_motions and is_motion_name(changed):
            return [changed] if changed.is_file() else []
        return found


def inputs_of(
    workshop: Workshop, motions: Sequence[Path], texts: Mapping[str, Path], before: Inputs | None = None
) -> Inputs:
    """Return what the kits of `motions` are made from; of a motion that cannot be read, what it was `before`."""
    root, choices = workshop.means.root, workshop.choices()
    shared = {real(root / SETTINGS_FILE)} | ({real(choices.look)} if choices.look else set())
    return Inputs(
        {real(motion): set(_files_of(workshop, motion, texts, before)) for motion in motions},
        shared,
        tuple(map(real, (*workshop.means.folders, root / "templates"))),
    )


def real(path: Path) -> Path:
    """Return a path by which a file can be compared with others, whether it is there or not."""
    return path.parent.resolve() / path.name


def changes(inputs: Inputs, *, poll: bool = False) -> Iterator[set[Path]]:
    """Yield the files that changed, each time some did, until the user stops it.

    Where the system does not tell of changes, as on network drives, `poll` looks for them again and again.
    """
    from watchfiles import watch

    told = watch(
        *inputs.folders(),
        watch_filter=None,
        recursive=False,
        step=STEP,
        debounce=LONGEST,
        force_polling=poll or None,
    )
    try:
        for found in told:
            yield {real(Path(path)) for _, path in found}
    except KeyboardInterrupt:
        return


def _files_of(workshop: Workshop, motion: Path, texts: Mapping[str, Path], before: Inputs | None) -> Iterator[Path]:
    try:
        file = workshop.read(motion)
    except DebatekitError:
        yield from map(real, (motion, record_path(motion)))
        yield from before.motions.get(real(motion), ()) if before else ()
        return
    yield from map(real, files_of(workshop.means, file, texts))
