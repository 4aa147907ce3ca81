"""A kit's folder: documents are put into it, what it was made from is remembered, and what it no longer has is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, remove_stale_temp_files
from debatekit.inputs import digest_of
from debatekit.output import (
    MadeDocument,
    MadeKit,
    Manifest,
    Older,
    Placed,
    Run,
    Summary,
    older_documents,
    place,
    read_manifest,
    remove,
    seal_of,
    write_manifest,
)

if TYPE_CHECKING:
    from debatekit.workshop import BuiltDocument


class Left(NamedTuple):
    """A document from before that its kit no longer has, and whether somebody changed it since it was built."""

    path: Path
    is_changed: bool


class BuiltKit(NamedTuple):
    """A kit that stands in its folder: its documents, and what the checks said of its motion."""

    folder: Path
    placed: list[Placed]
    summary: Summary
    left: tuple[Left, ...] = ()
    """Documents from before that the kit no longer has, and that are still there."""
    removed: tuple[Path, ...] = ()
    """Those of them that were deleted now."""
    unchanged: bool = False
    """Whether everything was there already, made from the same."""
    older: tuple[Older, ...] = ()
    """Documents that were not asked for now, and are older than the motion or its sources."""

    @property
    def files(self) -> list[Path]:
        """The files of its documents."""
        return [placed.path for placed in self.placed]

    @property
    def beside(self) -> list[Placed]:
        """Documents that stand beside a file that somebody changed, or that is not ours."""
        return [placed for placed in self.placed if placed.kept]


class Making(NamedTuple):
    """What a kit is made with and from, as fingerprints, and in which way."""

    motion: str
    """The path of the motion file from the kit's folder."""
    asked: str
    made_with: str
    run: Run
    way: str
    covers: Callable[[MadeDocument], bool]
    """Tells of a document from before whether this kit would have it, if it were still part of it."""


def unchanged_kit(folder: Path, motion: Path, asked: str, made_with: str, *, clean: bool) -> BuiltKit | None:
    """Return the kit in `folder` if it stands there as it would be built now; None if it has to be built.

    With `clean`, documents that it no longer has are deleted, unless somebody changed them.
    """
    manifest = read_manifest(folder)
    made = manifest.kits.get(asked)
    if made is None or made.made_with != made_with:
        return None
    if any(digest_of(motion.parent / name) != digest for name, digest in made.made_from.items()):
        return None
    paths = {name: folder / name for name in made.documents}
    if any(seal_of(content_of(paths[name]) or b"") != seal for name, seal in made.documents.items()):
        return None
    remove_stale_temp_files(folder)
    left, removed = _left(folder, manifest, made.left, clean=clean)
    older = older_documents(folder, manifest, made.made_from, {*paths, *made.left})
    return BuiltKit(folder, [Placed(path) for path in paths.values()], made.summary, left, removed, True, older)


def deliver(
    folder: Path,
    documents: Sequence[BuiltDocument],
    making: Making,
    summary: Summary,
    *,
    overwrite: bool = False,
    clean: bool = False,
) -> BuiltKit:
    """Put `documents` into `folder`, and remember what they were made from.

    A file that somebody changed since it was built, or that is not ours, is kept, and the new document put beside it;
    with `overwrite` it becomes a backup. With `clean`, documents that the kit no longer has are deleted, unless
    somebody changed them. Raises `DebatekitError` with the documents that could not be written; the others are.
    """
    remove_stale_temp_files(folder)
    manifest = read_manifest(folder)
    run = manifest.begin(making.run)
    placed: list[Placed] = []
    problems: list[Problem] = []
    for document in documents:
        try:
            placed.append(place(folder / document.name, document.content, overwrite=overwrite))
        except DebatekitError as error:  # such as one that Word has open; the others are built
            problems += error.problems
        else:
            manifest.documents[document.name] = MadeDocument(
                handout=document.handout,
                edition=document.edition.value,
                way=making.way,
                seal=seal_of(document.content),
                run=run,
            )
    names = {document.name: seal_of(document.content) for document in documents}
    gone = [name for name, made in manifest.documents.items() if name not in names and making.covers(made)]
    left, removed = _left(folder, manifest, gone, clean=clean)
    for name in gone:
        if not (folder / name).exists():
            del manifest.documents[name]
    as_ordered = not problems and all(each.kept is None for each in placed)
    kit = MadeKit(
        made_with=making.made_with,
        made_from=making.run.made_from,
        documents=names,
        left=[each.path.name for each in left],
        summary=summary,
    )
    manifest.motion = making.motion
    manifest.remember(making.asked, kit if as_ordered else None)
    if placed:
        try:
            write_manifest(folder, manifest)
        except DebatekitError as error:
            problems += error.problems
    if problems:
        raise DebatekitError(problems)
    older = older_documents(folder, manifest, making.run.made_from, {*names, *gone})
    return BuiltKit(folder, placed, summary, left, removed, older=older)


def _left(
    folder: Path, manifest: Manifest, names: Sequence[str], *, clean: bool
) -> tuple[tuple[Left, ...], tuple[Path, ...]]:
    """Return which documents of a kit that it no longer has are still there, and which were deleted now."""
    there = {folder / name: manifest.documents[name].seal for name in names if (folder / name).exists()}
    removed = tuple(path for path, seal in there.items() if clean and remove(path, seal))
    left = (Left(path, seal_of(content_of(path) or b"") != seal) for path, seal in there.items() if path.exists())
    return tuple(left), removed
