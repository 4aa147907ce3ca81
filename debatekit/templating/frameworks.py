"""The ways of evaluating a source that templates print: data files beside the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from debatekit.validation import read_model

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
    offline: str = Field(
        "", description="What pupils do with no device, printed behind it where the motion says what can be used then."
    )
    layout: Literal["log", "prompts"] = Field(
        "log", description="log: a table of the steps and a log of searches; prompts: room to write below each step."
    )
    steps: Annotated[list[Step], Field(min_length=1)] = Field(description="Its steps, in order.")
    note: str = Field("", description="What teachers should know of it.")


def read_framework(path: Path) -> Framework:
    """Return the framework in the file at `path`; raises `DebatekitError`."""
    return read_model(path, Framework, "framework")
