"""The motions that come with the project are complete and fair, and quote their sources in few words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.checks.balance import measure
from debatekit.motion.reading import read_motion
from debatekit.sources.readers import read_source
from tests.samples import FLAGSHIP

if TYPE_CHECKING:
    from debatekit.motion.model import Argument, Motion

MOTIONS = sorted((Path(__file__).parents[2] / "motions").glob("*.yaml"))
LEVELS = ["remember", "understand", "apply", "analyse", "evaluate", "create"]
MOST_WORDS = 25
"""The longest quotation that a sheet may hold."""

MOST_APART = 0.05
"""By what share of the longer one the two sides of a motion may differ in length."""

PRACTICE_TEXTS = sorted(MOTIONS[0].parent.glob("*.practice.txt"))


@pytest.fixture(scope="module", params=MOTIONS, ids=lambda path: path.stem)
def motion(request: pytest.FixtureRequest) -> Motion:
    return read_motion(request.param).motion


def arguments_of(motion: Motion) -> list[Argument]:
    return [*motion.pro.arguments, *motion.con.arguments]


def test_there_is_a_motion_of_each_kind() -> None:
    assert {read_motion(path).motion.kind for path in MOTIONS} == {"policy", "value", "fact"}


def test_each_side_has_as_many_arguments_and_at_least_three(motion: Motion) -> None:
    assert len(motion.pro.arguments) == len(motion.con.arguments) >= 3


def test_every_argument_is_complete_and_answers_the_other_side(motion: Motion) -> None:
    for part in arguments_of(motion):
        assert all([part.reasoning, part.impact, part.challenge, part.response, part.answers, part.evidence]), part.id


def test_every_argument_is_answered(motion: Motion) -> None:
    arguments = arguments_of(motion)
    assert {number for part in arguments for number in part.answers} == {part.id for part in arguments}


def test_both_sides_are_nearly_as_long(motion: Motion) -> None:
    balance = measure(motion, None)
    shorter, longer = sorted([balance.pro.words, balance.con.words])
    assert longer - shorter <= MOST_APART * longer


def test_questions_cover_all_levels_from_the_lowest_to_the_highest(motion: Motion) -> None:
    levels = [str(question.level) for question in motion.questions]
    assert 8 <= len(levels) <= 12
    assert set(levels) == set(LEVELS)
    assert levels == sorted(levels, key=LEVELS.index)


def test_every_question_helps_the_teacher(motion: Motion) -> None:
    for question in motion.questions:
        assert all([question.depth, question.answer, question.watch_for]), question.id


def test_the_worksheet_has_claims_of_several_kinds_and_a_key(motion: Motion) -> None:
    assert motion.evaluation is not None
    assert len(motion.evaluation.claims) == 4
    assert {claim.kind for claim in motion.evaluation.claims} >= {"fact", "opinion", "prediction"}
    for part in motion.evaluation.claims:
        assert all([part.check, part.answer]), part.id
    for words in motion.evaluation.words:
        assert all([words.prompt, words.technique, words.plainer, words.answer]), words.id


def quotations(motion: Motion) -> dict[str, str]:
    """Return every quotation of the source, with the part that quotes it."""
    assert motion.evaluation is not None
    found = {part.id: part.quote for part in motion.evaluation.claims}
    found |= {part.id: part.quote for part in motion.evaluation.words}
    for part in arguments_of(motion):
        for position, evidence in enumerate(part.evidence):
            typed = evidence.model_dump()
            if "quote" in typed:
                found[f"{part.id} evidence {position}"] = typed["quote"]
    return found


def test_every_quotation_is_short(motion: Motion) -> None:
    lengths = {name: len(quote.split()) for name, quote in quotations(motion).items()}
    assert len(lengths) >= 8
    assert {name: words for name, words in lengths.items() if words > MOST_WORDS} == {}


def test_a_source_has_its_practice_text_beside_it_or_none_of_its_text_is_shared(motion: Motion) -> None:
    for source in motion.sources.values():
        path = MOTIONS[0].parent / str(source.text)
        assert path.is_file() == (path in PRACTICE_TEXTS) == ("practice" in str(source.type))


@pytest.mark.parametrize("path", PRACTICE_TEXTS, ids=lambda path: path.stem)
def test_a_practice_text_says_first_what_it_is(path: Path) -> None:
    text = read_source(path)
    assert text.paragraphs[0].startswith("This is a practice text. It was written for debatekit, for use in class")
    assert 350 <= sum(len(paragraph.split()) for paragraph in text.paragraphs) <= 500


def test_the_first_motion_has_four_arguments_a_side_and_twelve_questions() -> None:
    (path,) = (path for path in MOTIONS if path.stem == FLAGSHIP)
    motion = read_motion(path).motion
    assert [part.id for part in arguments_of(motion)] == ["P1", "P2", "P3", "P4", "C1", "C2", "C3", "C4"]
    assert len(motion.questions) == 12
