"""The motion that comes with the project is complete, and quotes its source in few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.motion import Motion, read_motion

MOTIONS = Path(__file__).parents[2] / "motions"
LEVELS = {"remember", "understand", "apply", "analyse", "evaluate", "create"}
MOST_WORDS = 25
"""The longest quotation that a sheet may hold."""


@pytest.fixture(scope="module")
def motion() -> Motion:
    return read_motion(MOTIONS / "europe-missile-deterrence.yaml").motion


@pytest.mark.parametrize("path", sorted(MOTIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_motion_of_the_project_is_read_without_a_problem(path: Path) -> None:
    assert read_motion(path).name == path.stem


def test_each_side_has_at_least_four_arguments(motion: Motion) -> None:
    assert [part.id for part in motion.pro.arguments][:4] == ["P1", "P2", "P3", "P4"]
    assert [part.id for part in motion.con.arguments][:4] == ["C1", "C2", "C3", "C4"]


def test_every_argument_is_complete_and_answers_the_other_side(motion: Motion) -> None:
    for part in [*motion.pro.arguments, *motion.con.arguments]:
        assert all([part.reasoning, part.impact, part.challenge, part.response, part.answers, part.evidence]), part.id


def test_every_argument_is_answered(motion: Motion) -> None:
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    assert {number for part in arguments for number in part.answers} == {part.id for part in arguments}


def test_twelve_questions_cover_all_levels_from_the_lowest_to_the_highest(motion: Motion) -> None:
    order = ["remember", "understand", "apply", "analyse", "evaluate", "create"]
    levels = [question.level for question in motion.questions]
    assert len(levels) == 12
    assert set(levels) == LEVELS
    assert levels == sorted(levels, key=lambda level: order.index(str(level)))


def test_every_question_helps_the_teacher(motion: Motion) -> None:
    for question in motion.questions:
        assert all([question.depth, question.answer, question.watch_for]), question.id


def quotations(motion: Motion) -> dict[str, str]:
    """Return every quotation of the source, with the part that quotes it."""
    assert motion.evaluation is not None
    found = {part.id: part.quote for part in motion.evaluation.claims}
    found |= {part.id: part.quote for part in motion.evaluation.words}
    for part in [*motion.pro.arguments, *motion.con.arguments]:
        for position, evidence in enumerate(part.evidence):
            typed = evidence.model_dump()
            if "quote" in typed:
                found[f"{part.id} evidence {position}"] = typed["quote"]
    return found


def test_every_quotation_is_short(motion: Motion) -> None:
    lengths = {name: len(quote.split()) for name, quote in quotations(motion).items()}
    assert len(lengths) >= 8
    assert {name: words for name, words in lengths.items() if words > MOST_WORDS} == {}
