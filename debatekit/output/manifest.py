"""A kit's manifest: what was built into its folder, and what from, so that only what changed is built again.

It lies in the folder as `.debatekit.json` and holds fingerprints, and the options that each document was built with. It
is a convenience: without it, or with one that cannot be read, everything is built, and a teacher's edit is known by the
seal of a document all the same.
"""

from __future__ import annotations

import contextlib
from itertools import count
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, StringConstraints, ValidationError

from debatekit.errors import DebatekitError
from debatekit.files import read_bytes, write_file

NAME: Final = ".debatekit.json"
LARGEST: Final = 1_000_000
"""Bytes of a manifest; a kit's has a few thousand."""

MOST_WAYS: Final = 20
"""Ways to build a kit that are remembered; the oldest is forgotten first."""

FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\:\x00]*\.docx$", max_length=255)]
"""A document in the kit's folder, and nowhere else."""

Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
"""SHA-256 of something, or nothing if it is not there."""

Option: TypeAlias = (
    Literal["--theme", "--paper", "--look", "--language", "--school", "--class", "--fillable", "--no-fillable"]
    | Literal["--source", "--reading"]
)
"""An option of `debatekit build` that says how documents are made; none that says where, or what is overwritten."""

Part: TypeAlias = Literal["--only", "--edition"]
"""An option that asks for a part of a kit."""

Value = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", max_length=1000)]
"""What is said with an option, without anything that a terminal would obey; nothing where an option stands alone."""


class MadeDocument(BaseModel):
    """A document that was built into the folder: its handout, its edition, how it was made, and its seal."""

    handout: Value
    edition: Value
    way: str
    """What its name tells besides the edition, such as "large-print fillable"."""
    seal: Digest
    run: str = ""
    """Which of the manifest's runs it comes from."""


class Run(BaseModel):
    """A run that put documents into the folder: what they were made from, and how to ask for them again."""

    made_from: dict[str, Digest]
    """As in a kit."""
    options: list[tuple[Option, Value]] = []
    """What somebody said on the command line, and would say again for each of the documents."""
    parts: list[Part] = []
    """What they would say of each one to have no others."""


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
    runs: dict[str, Run] = {}
    """Those that documents come from, by number."""

    def remember(self, asked: str, kit: MadeKit | None) -> None:
        """Put `kit` in the place of what was known of the same order; with None, forget that."""
        self.kits.pop(asked, None)
        if kit:
            self.kits[asked] = kit
        for oldest in list(self.kits)[:-MOST_WAYS]:
            del self.kits[oldest]

    def begin(self, run: Run) -> str:
        """Return the number of a run, a new one if none is the same; runs that left no document are forgotten."""
        used = {made.run for made in self.documents.values()}
        self.runs = {number: known for number, known in self.runs.items() if number in used}
        same = (number for number, known in self.runs.items() if known == run)
        number = next(same, next(str(free) for free in count(1) if str(free) not in self.runs))
        self.runs[number] = run
        return number


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`, or an empty one if there is none that can be read."""
    with contextlib.suppress(DebatekitError, ValidationError):
        return Manifest.model_validate_json(read_bytes(folder / NAME, LARGEST))
    return Manifest()


def forget(folder: Path) -> None:
    """Delete the manifest of `folder`, if there is one that can be deleted."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of `folder`, unless it is there already; raises `DebatekitError`, which names the folder."""
    content = (manifest.model_dump_json(indent=1) + "\n").encode("utf-8")
    path = folder / NAME
    if not path.is_file() or read_bytes(path) != content:
        write_file(path, content)
