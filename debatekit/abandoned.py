"""Kits whose motion is gone: their folders are told, and emptied of untouched documents when somebody asks for it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from debatekit.files import content_of
from debatekit.output import forget, read_manifest, remove, seal_of


class Abandoned(NamedTuple):
    """A kit's folder, the motion that it was built from and that is gone, and what became of the documents."""

    folder: Path
    motion: Path
    removed: tuple[Path, ...] = ()
    """Documents that were deleted now."""
    is_changed: bool = False
    """Whether somebody changed every document that is still there, so that none would ever be deleted."""


def abandoned_kits(output: Path, motions: Path, known: Iterable[Path], *, clean: bool) -> Iterator[Abandoned]:
    """Yield the kits in the folder `output` whose motion was in the folder `motions` and is there no longer.

    `known` are the motions that are there. A kit of a motion that was elsewhere is somebody else's, and is not looked
    at. With `clean`, documents of these kits are deleted unless somebody changed them, and a folder with nothing else
    in it, too.
    """
    names = {motion.stem for motion in known}
    for folder in sorted(path for path in output.glob("*/") if path.name not in names):
        manifest = read_manifest(folder)
        motion = Path(os.path.normpath(folder / manifest.motion))
        if not manifest.motion or not _is_in(motion, motions) or motion.exists():
            continue
        documents = {folder / name: made.seal for name, made in manifest.documents.items()}
        there = [path for path in documents if path.exists()]
        removed = tuple(path for path in there if clean and remove(path, documents[path]))
        if len(removed) == len(there):
            forget(folder)
            if clean:
                with contextlib.suppress(OSError):  # something else is in it
                    folder.rmdir()
        if there:
            left = [path for path in there if path not in removed]
            is_changed = all(seal_of(content_of(path) or b"") != documents[path] for path in left)
            yield Abandoned(folder, motions / motion.name, removed, is_changed)


def _is_in(path: Path, folder: Path) -> bool:
    return os.path.realpath(path.parent) == os.path.realpath(folder)
