"""Whatever a teacher types comes back letter for letter, and whatever a file holds is read or told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError, Problem
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Motion

if TYPE_CHECKING:
    from pathlib import Path

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60)
LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters="\ufffe\uffff")
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KNOWN_KEYS = [
    *Motion.model_fields,
    *["arguments", "claim", "id", "evidence", "quote", "fact", "find", "from", "answers", "about", "ask", "level"],
    *["source", "claims", "words", "missing", "offline", "youngest", "oldest", "depth", "paragraph"],
]
KEYS = st.sampled_from(KNOWN_KEYS) | ANY_TEXT
LEAVES = ANY_TEXT | st.sampled_from(["P1", "C1", "3", "15 to 18", "apply", "general knowledge", "*bold*"])
DATA = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "motion.yaml"


def motion_with(**fields: str) -> dict[str, Any]:
    """Return a motion whose first argument has the `fields`."""
    return {
        "motion": "This house would plant a tree in every school yard",
        "pro": {"arguments": [{"claim": "Trees give shade.", **fields}, {"claim": "Planting is a lesson."}]},
        "con": {"arguments": [{"claim": "Yards are small."}, {"claim": "Somebody must water them."}]},
    }


def dump(path: Path, data: object, unicode: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=unicode, sort_keys=False)
    path.write_text(text, encoding="utf-8", newline="")


@settings(deadline=None)
@given(claim=PRINTABLE.filter(str.strip), reasoning=LINES.filter(str.strip), unicode=st.booleans())
def test_text_comes_back_letter_for_letter(path: Path, claim: str, reasoning: str, unicode: bool) -> None:
    dump(path, motion_with(claim=claim, reasoning=reasoning), unicode)
    argument = load_motion(path).motion.pro.arguments[0]
    assert argument.claim == claim.strip()
    assert argument.reasoning == reasoning.strip()


def check_outcome(path: Path) -> None:
    """Read `path`; whatever goes wrong but `DebatekitError` is not caught."""
    problems: list[Problem] | None = None
    try:
        load_motion(path)
    except DebatekitError as error:
        problems = error.problems
    assert problems != []
    for problem in problems or []:
        assert problem.line >= 1
        assert 1 <= problem.column <= len(problem.excerpt) + 1


@settings(deadline=None, max_examples=300)
@given(data=DATA, unicode=st.booleans())
def test_any_data_is_read_or_every_problem_has_a_place(path: Path, data: object, unicode: bool) -> None:
    dump(path, data, unicode)
    check_outcome(path)


@settings(deadline=None, max_examples=300)
@given(name=st.sampled_from(list(Motion.model_fields)), data=DATA)
def test_any_data_in_one_field_is_read_or_every_problem_has_a_place(path: Path, name: str, data: object) -> None:
    dump(path, {**motion_with(), name: data}, unicode=True)
    check_outcome(path)
