"""Building again what changes, one line for each kit, until the user stops it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from debatekit.console import count, problems_told, tell_kept, tell_left, tell_note, tell_older
from debatekit.watching import Inputs, changes, inputs_of, real

if TYPE_CHECKING:
    from debatekit.kit import BuiltKit
    from debatekit.workshop import Workshop


@dataclass
class Bench:
    """What is built again and again: the motions, the workshop they are built in, and how both are had."""

    motions: list[Path]
    workshop: Workshop
    open_workshop: Callable[[], Workshop]
    build: Callable[[Workshop, Path], BuiltKit]
    texts: Mapping[str, Path] = field(default_factory=dict)
    new_motions: Path | None = None
    """The folder in which a new file is a new motion, where no motion was named."""
    clean: bool = False
    """Whether documents that a kit no longer has are deleted."""
    output: Path | None = None
    """The folder for kits, if one was named."""
    told: set[tuple[Path, tuple[str, ...]]] = field(default_factory=set)
    """Of which motions older documents were told, and of which ways; it need not be told each time."""
    is_shut: bool = False
    """Whether the workshop could not be opened after the last change."""

    def inputs(self, before: Inputs | None = None) -> Inputs:
        """Return what the kits are made from."""
        inputs = inputs_of(self.workshop, self.motions, self.texts, before)
        inputs.new_motions = real(self.new_motions) if self.new_motions else None
        return inputs


def keep_building(context: click.Context, bench: Bench, *, poll: bool) -> None:
    """Build the kits again whose files change, until the user presses Ctrl+C.

    What is wrong is printed, and waited on. `poll` is for drives that do not tell of changes.
    """
    inputs = bench.inputs()
    tell_note(f"Watching {count(len(bench.motions), 'motion')}. Press Ctrl+C to stop.")
    folders = None
    with contextlib.suppress(KeyboardInterrupt):  # also in the middle of a kit
        while folders != inputs.folders():
            folders = inputs.folders()
            for changed in changes(inputs, poll=poll):
                _answer(context, bench, inputs, changed)
                inputs = bench.inputs(inputs)
                if inputs.folders() != folders:
                    break  # and watch the others, too


def _answer(context: click.Context, bench: Bench, inputs: Inputs, changed: set[Path]) -> None:
    affected = [inputs.affected(path) for path in changed]
    motions = bench.motions
    if None in affected or bench.is_shut:
        if not any(found is None or found for found in affected):
            return
        bench.is_shut = True
        with problems_told(context, go_on=True):
            bench.workshop = bench.open_workshop()
            bench.is_shut = False
        if bench.is_shut:
            return
    else:
        named = {path for found in affected for path in found or ()}
        known = {real(motion) for motion in motions}
        bench.motions += [bench.new_motions / path.name for path in sorted(named - known) if bench.new_motions]
        motions = [motion for motion in bench.motions if real(motion) in named]
    for motion in list(motions):
        if motion.is_file():
            _build(context, bench, motion)
        else:
            tell_note(f"{motion.as_posix()} is gone; its documents are still there")
            bench.motions.remove(motion)


def _build(context: click.Context, bench: Bench, motion: Path) -> None:
    started = time.perf_counter()
    with problems_told(context, go_on=True):
        kit = bench.build(bench.workshop, motion)
        seconds = time.perf_counter() - started
        findings = kit.summary.findings
        look = f", {count(findings, 'thing')} to look at" if findings else ""
        line = f"{motion.stem}: {count(len(kit.files), 'document')} in {seconds:.2f} seconds{look}"
        click.echo(f"{time.strftime('%H:%M:%S')} {line}")
        tell_kept(context, kit)
        tell_left(kit, clean=bench.clean)
        for older in kit.older:
            if (motion, older.options) not in bench.told:
                tell_older([motion], older.documents, older.options, bench.output)
                bench.told.add((motion, older.options))
