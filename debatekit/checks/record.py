"""The verification record: `MOTION.verified.json`, beside the motion, says where each quotation was found, and when.

It holds fingerprints and places, and no word of the source, so that it can be shared where the text cannot.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from debatekit.errors import DebatekitError
from debatekit.motion.loader import record_path
from debatekit.sources.quotes import parse_quotation
from debatekit.sources.text import Place
from debatekit.validation import read_model

VERSION: Final = 1

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class RecordedQuotation(BaseModel):
    """A quotation that was found: the part that quotes it, its fingerprint and its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: str
    sha256: Sha256
    paragraph: Number
    line: Number
    last_line: Number

    @property
    def place(self) -> Place:
        """The place as a `Place`."""
        return Place(self.paragraph, self.line, self.last_line)


class RecordedSource(BaseModel):
    """The text of a source when it was compared: its fingerprint, its size and its quotations."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verified: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    sha256: Sha256
    paragraphs: Count
    lines: Count
    words: Count
    quoted_words: Count
    quotations: list[RecordedQuotation]


class Record(BaseModel):
    """A verification record: its version, and its sources by their short names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    sources: dict[str, RecordedSource]


def read_record(motion: Path) -> Record | None:
    """Return the record beside a motion file, if there is one; raises `DebatekitError` if it cannot be read."""
    path = record_path(motion)
    if not path.is_file():
        return None
    try:
        return read_model(path, Record, "verification record")
    except DebatekitError as error:
        hint = "Make it again with 'debatekit verify', or delete it."
        raise DebatekitError(replace(problem, hint=hint) for problem in error.problems) from None


def record_text(record: Record) -> str:
    """Return the content of the file of a record: indented JSON."""
    return json.dumps(record.model_dump(), indent=2) + "\n"


def fingerprint(quotation: str) -> str:
    """Return the fingerprint of a quotation, independent of how its ellipses, quotes, dashes and spaces are written."""
    return hashlib.sha256(parse_quotation(quotation).canonical.encode("utf-8")).hexdigest()
