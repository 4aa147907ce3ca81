"""The verification record: `MOTION.verified.json`, beside the motion, says where each quotation was found, and when.

It holds fingerprints and places, and no word of the source, so that it can be shared where the text cannot.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt

from debatekit.errors import DebatekitError
from debatekit.motion.loader import record_path
from debatekit.sources.quotes import parse_quotation
from debatekit.validation import read_model

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RecordedQuotation(_Entry):
    """A quotation that was found: the part that quotes it, its fingerprint and its place."""

    part: str
    sha256: Sha256
    paragraph: PositiveInt
    line: PositiveInt
    last_line: PositiveInt


class RecordedSource(_Entry):
    """The text of a source when it was compared: its fingerprint, its size and its quotations."""

    verified: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    sha256: Sha256
    paragraphs: NonNegativeInt
    lines: NonNegativeInt
    words: NonNegativeInt
    quoted_words: NonNegativeInt
    quotations: list[RecordedQuotation]


class Record(_Entry):
    """A verification record: its version, and its sources by their short names."""

    version: Annotated[int, Field(ge=1, le=1)]
    sources: dict[str, RecordedSource]


def read_record(motion: Path) -> Record | None:
    """Return the record beside a motion file, if there is one; raises `DebatekitError` if it cannot be read."""
    path = record_path(motion)
    try:
        return read_model(path, Record, "verification record") if path.is_file() else None
    except DebatekitError as error:
        hint = "Make it again with 'debatekit verify', or delete it."
        raise DebatekitError(replace(problem, hint=hint) for problem in error.problems) from None


def record_text(record: Record) -> str:
    """Return the content of the file of a record: indented JSON."""
    return record.model_dump_json(indent=2) + "\n"


def fingerprint(quotation: str) -> str:
    """Return the fingerprint of a quotation, independent of how its ellipses, quotes, dashes and spaces are written."""
    return hashlib.sha256(parse_quotation(quotation).canonical.encode("utf-8")).hexdigest()
