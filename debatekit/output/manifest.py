"""A kit's manifest: what was built into its folder, and what from, so that only what changed is built again.

It lies in the folder as `.debatekit.json` and holds fingerprints alone. It is a convenience: without it, or with one
that cannot be read, everything is built, and a teacher's edit is known by the seal of a document all the same.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, StringConstraints, ValidationError

from debatekit.output.files import write_file
from debatekit.problems import ProblemsError
from debatekit.reading.text import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = ".debatekit.json"
LARGEST: Final = 1_000_000
"""Bytes of a manifest; a kit's has a few thousand."""

MOST_WAYS: Final = 20
"""Ways to build a kit that are remembered; the oldest is forgotten first."""

FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\:\x00]*\.docx$", max_length=255)]
"""A document in the kit's folder, and nowhere else."""

Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
"""SHA-256 of something, or nothing if it is not there."""


class MadeDocument(BaseModel):
    """A document that was built into the folder: its handout, its edition, how it was made, and its seal."""

    handout: str
    edition: str
    way: str
    """What its name tells besides the edition, such as "large-print fillable"."""
    seal: Digest


class Recorded(BaseModel):
    """Quotations of a source that were not compared with its text, but with the record."""

    quotations: int
    date: str
    file: str


class Summary(BaseModel):
    """What the checks said of a motion, in short."""

    findings: int = 0
    recorded: dict[str, Recorded] = {}
    """By the short name of the source."""
    unverified: dict[str, int] = {}
    """How many quotations nobody has compared with their source, by its short name."""


class MadeKit(BaseModel):
    """A kit as somebody asked for it: what it was made with and from, and its documents."""

    made_with: Digest
    """Of the program, templates, looks and settings."""
    made_from: dict[str, Digest]
    """Of the motion, its record and its sources, by their paths from the motion's folder."""
    documents: dict[FileName, Digest]
    """Their seals, by their names."""
    left: list[FileName] = []
    """Documents from before that the kit no longer has."""
    summary: Summary = Summary()


class Manifest(BaseModel):
    """What was built into a folder: documents by name, and kits by the fingerprint of what was asked for."""

    version: Literal[1] = 1
    motion: str = ""
    """The path of the motion file from this folder."""
    documents: dict[FileName, MadeDocument] = {}
    kits: dict[Digest, MadeKit] = {}

    def remember(self, asked: str, kit: MadeKit | None) -> None:
        """Put `kit` in the place of what was known of the same order; with None, forget that."""
        self.kits.pop(asked, None)
        if kit:
            self.kits[asked] = kit
        for oldest in list(self.kits)[:-MOST_WAYS]:
            del self.kits[oldest]


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`, or an empty one if there is none that can be read."""
    with contextlib.suppress(ProblemsError, ValidationError):
        return Manifest.model_validate_json(read_bytes(folder / NAME, LARGEST))
    return Manifest()


def forget(folder: Path) -> None:
    """Delete the manifest of `folder`, if there is one that can be deleted."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of `folder`, unless it is there already; raises `ProblemsError`."""
    content = (manifest.model_dump_json(indent=1) + "\n").encode("utf-8")
    path = folder / NAME
    if not path.is_file() or read_bytes(path) != content:
        write_file(path, content)
