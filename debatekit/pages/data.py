"""The words and frameworks that templates print: data files beside the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from debatekit.pages.values import Record
from debatekit.problems import ProblemsError
from debatekit.reading import parse, read_model, read_text

if TYPE_CHECKING:
    from pathlib import Path


class Step(BaseModel):
    """One step of a framework: what pupils ask, and what they do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str = Field(description="The question of the step.")
    do: str = Field(description="What pupils do to answer it.")
    minutes: int | None = Field(None, ge=1, description="How long it takes.")


class Framework(BaseModel):
    """A way of evaluating a source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(description="What the framework is called.")
    task: str = Field(description="What pupils do, in a sentence or two.")
    steps: Annotated[list[Step], Field(min_length=1)] = Field(description="Its steps, in order.")
    note: str = Field("", description="What teachers should know of it.")


def read_framework(path: Path) -> Framework:
    """Return the framework in the file at `path`; raises `ProblemsError`."""
    return read_model(path, Framework, "framework")


def read_words(path: Path) -> Record:
    """Return the words of a language, as records of texts; raises `ProblemsError`."""
    document = parse(read_text(path), path.as_posix(), "language")
    if document.problems:
        raise ProblemsError(document.problems)
    words = _words(document.data, ("words",))
    assert isinstance(words, Record)
    return words


def _words(value: object, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, dict):
        return Record({key: _words(inner, (*path, key)) for key, inner in value.items()}, path)
    if isinstance(value, list):
        return tuple(_words(inner, (*path, number)) for number, inner in enumerate(value))
    return value
