"""Watch mode: kits are rebuilt when a file changes that they are built from.

Folders are watched rather than files, because many editors save by renaming a new file over the old one.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import watch

from debatekit.build import Builder, input_files
from debatekit.errors import DebatekitError
from debatekit.motion.loader import is_motion_name, record_path
from debatekit.report import print_error, print_note, print_rebuilt, quantity
from debatekit.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from debatekit.settings import BuildOptions, Project

STEP: Final = 50
"""Milliseconds without another change after which kits are rebuilt."""

DEBOUNCE: Final = 400
"""Milliseconds after which kits are rebuilt even if changes go on."""


@dataclass
class WatchedFiles:
    """The files that kits are built from."""

    motions: dict[Path, set[Path]] = field(default_factory=dict)
    """By motion."""
    shared: set[Path] = field(default_factory=set)
    """Files that every kit depends on, whether they exist or not."""
    template_dirs: tuple[Path, ...] = ()
    new_motions: Path | None = None
    """The folder in which a new file is a new motion, if no motion was named."""

    def folders(self) -> list[Path]:
        """Return the existing folders to watch."""
        files = [*self.shared, *(file for files in self.motions.values() for file in files)]
        nested = (path for folder in self.template_dirs for path in folder.rglob("*"))
        folders = {*(file.parent for file in files), *nested, *self.template_dirs, self.new_motions}
        return sorted(folder for folder in folders if folder and folder.is_dir())

    def affected(self, changed: Path) -> list[Path] | None:
        """Return the motions whose kits depend on the file `changed`; None if all do."""
        if changed in self.shared or any(changed.is_relative_to(folder) for folder in self.template_dirs):
            return None
        found = [motion for motion, files in self.motions.items() if changed in files]
        if not found and changed.parent == self.new_motions and is_motion_name(changed):
            return [changed] if changed.is_file() else []
        return found


@dataclass
class WatchSession:
    """The motions whose kits are rebuilt, and the builder, which is replaced when something shared changes."""

    motions: list[Path]
    open_project: Callable[[], Project]
    options: BuildOptions
    new_motions: Path | None = None
    output: Path | None = None
    """The folder for kits, if it was named on the command line."""
    poll: bool = False
    """Whether to look for changes again and again, on drives that do not report them, such as network drives."""
    reported: set[tuple[Path, tuple[str, ...]]] = field(default_factory=set)
    """Motions and options whose outdated documents were reported, once each."""

    def run(self) -> None:
        """Rebuild kits until Ctrl+C; raises `DebatekitError` if no kit can be built at first."""
        self.builder: Builder | None = self._new_builder()
        files = self._watched_files(self.builder, WatchedFiles())
        print_note(f"Watching {quantity(len(self.motions), 'motion')}. Press Ctrl+C to stop.")
        folders = None
        with contextlib.suppress(KeyboardInterrupt):  # also in the middle of a kit
            while folders != files.folders():
                folders = files.folders()
                for changed in _changes(folders, poll=self.poll):
                    self._rebuild(files, changed)
                    if self.builder:
                        files = self._watched_files(self.builder, files)
                    if files.folders() != folders:
                        break  # and watch the others, too

    def _new_builder(self) -> Builder:
        builder = Builder(self.open_project())
        builder.handouts(self.options.only)
        return builder

    def _watched_files(self, builder: Builder, before: WatchedFiles) -> WatchedFiles:
        return watched_files(builder, self.motions, self.options, before, self.new_motions)

    def _rebuild(self, files: WatchedFiles, changed: set[Path]) -> None:
        affected = [files.affected(path) for path in changed]
        motions = self.motions
        if None in affected or self.builder is None:
            if not any(found is None or found for found in affected):
                return
            self.builder = None
            try:
                self.builder = self._new_builder()
            except DebatekitError as error:
                print_error(error)
                return
        else:
            names = {path for found in affected for path in found or ()}
            known = {real(motion) for motion in motions}
            self.motions += [self.new_motions / path.name for path in sorted(names - known) if self.new_motions]
            motions = [motion for motion in self.motions if real(motion) in names]
        for motion in list(motions):
            if motion.is_file():
                self._build(self.builder, motion)
            else:
                print_note(f"{motion.as_posix()} is gone; its documents are still there")
                self.motions.remove(motion)

    def _build(self, builder: Builder, motion: Path) -> None:
        started = time.perf_counter()
        try:
            kit = builder.build_kit(motion, self.options)
        except DebatekitError as error:
            print_error(error)
            return
        seconds = time.perf_counter() - started
        kit.outdated = [found for found in kit.outdated if (motion, found.options) not in self.reported]
        self.reported |= {(motion, found.options) for found in kit.outdated}
        print_rebuilt(motion, kit, seconds, clean=self.options.clean, output=self.output)


def watched_files(
    builder: Builder,
    motions: Sequence[Path],
    options: BuildOptions,
    before: WatchedFiles,
    new_motions: Path | None = None,
) -> WatchedFiles:
    """Return the files that the kits of `motions` are built from; for an unreadable motion, those `before`."""
    project = builder.project
    look = project.settings().look
    files: dict[Path, set[Path]] = {}
    for motion in motions:
        try:
            inputs = set(input_files(project, builder.load(motion), options.source_files))
        except DebatekitError:
            inputs = {motion, record_path(motion), *before.motions.get(real(motion), ())}
        files[real(motion)] = set(map(real, inputs))
    return WatchedFiles(
        files,
        {real(project.root / SETTINGS_FILE)} | ({real(look)} if look else set()),
        tuple(map(real, (*project.template_dirs, project.templates))),
        real(new_motions) if new_motions else None,
    )


def real(path: Path) -> Path:
    """Return an absolute path that can be compared with others, whether the file exists or not."""
    return path.parent.resolve() / path.name


def _changes(folders: Sequence[Path], *, poll: bool) -> Iterator[set[Path]]:
    """Yield the files that changed, each time some did, until Ctrl+C."""
    found = watch(
        *folders, watch_filter=None, recursive=False, step=STEP, debounce=DEBOUNCE, force_polling=poll or None
    )
    with contextlib.suppress(KeyboardInterrupt):
        for changes in found:
            yield {real(Path(path)) for _, path in changes}
