"""The motions that come with the project are complete and fair, and quote their sources in few words."""

from pathlib import Path

import pytest

from debatekit.checks.balance import measure
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion
from debatekit.sources.readers import read_source

FOLDER = Path(__file__).parents[2] / "motions"
MOTIONS = sorted(FOLDER.glob("*.yaml"))
PRACTICE_TEXTS = sorted(FOLDER.glob("*.practice.txt"))
LEVELS = ["remember", "understand", "apply", "analyse", "evaluate", "create"]


@pytest.fixture(scope="module", params=MOTIONS, ids=lambda path: path.stem)
def motion(request: pytest.FixtureRequest) -> Motion:
    return load_motion(request.param).motion


def test_both_sides_have_complete_arguments_of_nearly_the_same_length(motion: Motion) -> None:
    assert len(motion.pro.arguments) == len(motion.con.arguments) >= 3
    arguments = [*motion.pro.arguments, *motion.con.arguments]
    for part in arguments:
        assert all([part.reasoning, part.impact, part.challenge, part.response, part.answers, part.evidence]), part.id
    assert {number for part in arguments for number in part.answers} == {part.id for part in arguments}
    balance = measure(motion, None)
    pro, con = balance.rows["words"][:2]
    assert con == pytest.approx(pro, rel=0.05)


def test_questions_cover_all_levels_in_order_and_help_the_teacher(motion: Motion) -> None:
    levels = [str(question.level) for question in motion.questions]
    assert 8 <= len(levels) <= 12
    assert set(levels) == set(LEVELS)
    assert levels == sorted(levels, key=LEVELS.index)
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


def test_a_source_has_its_practice_text_beside_it_or_none_of_its_text_is_shared(motion: Motion) -> None:
    for source in motion.sources.values():
        path = FOLDER / str(source.text)
        assert path.is_file() == (path in PRACTICE_TEXTS) == ("practice" in str(source.type))


@pytest.mark.parametrize("path", PRACTICE_TEXTS, ids=lambda path: path.stem)
def test_a_practice_text_says_first_what_it_is(path: Path) -> None:
    text = read_source(path)
    assert text.paragraphs[0].startswith("This is a practice text. It was written for debatekit, for use in class")
    assert 350 <= len(text.words) <= 700
