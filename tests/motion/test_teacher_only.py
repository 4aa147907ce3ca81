"""Exactly the fields that give answers away are marked for teachers, wherever they stand in a motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel

from debatekit.audience import TEACHER
from debatekit.motion.model import Motion

if TYPE_CHECKING:
    from collections.abc import Iterator


def fields(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, bool]]:
    """Yield each field below `model`, as it is typed, and whether it is marked for teachers."""
    for name, field in model.model_fields.items():
        here = f"{path}{field.alias or name}"
        yield here, TEACHER in field.metadata
        for part in models_in(field.annotation):
            yield from fields(part, f"{here}.")


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def test_exactly_these_fields_are_for_teachers() -> None:
    assert {path for path, marked in fields(Motion) if marked} == {
        "questions.answer",
        "questions.watch_for",
        "evaluation.claims.answer",
        "evaluation.words.technique",
        "evaluation.words.plainer",
        "evaluation.words.answer",
        "evaluation.missing",
        "teacher_notes",
    }


@pytest.mark.parametrize("path", ["motion", "pro.arguments.claim", "pro.arguments.evidence.quote", "sources.title"])
def test_walk_over_the_fields_reaches_every_depth(path: str) -> None:
    assert path in dict(fields(Motion))
