"""Every argument, question, claim and word has one number, given or not, by which all sheets call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.motion.drafts import draft, only_problem, read

if TYPE_CHECKING:
    from pathlib import Path


def questions(*ids: str) -> str:
    """Return one question for each id, with that id if it is one."""
    parts = ("  - ask: Why?\n" + (f"    id: {name}\n" if name else "") for name in ids)
    return "questions:\n" + "".join(parts)


def test_parts_are_numbered_in_the_order_of_the_file(tmp_path: Path) -> None:
    motion = read(
        tmp_path,
        draft(
            "sources: {book: {title: x}}\n"
            "evaluation:\n  source: book\n  claims: [{quote: a}, {quote: b}]\n  words: [{quote: c}, {quote: d}]\n"
            + questions("", "", "")
        ),
    )
    assert motion.evaluation is not None
    assert [part.id for part in motion.pro.arguments] == ["P1", "P2"]
    assert [part.id for part in motion.con.arguments] == ["C1", "C2"]
    assert [part.id for part in motion.questions] == ["Q1", "Q2", "Q3"]
    assert [part.id for part in motion.evaluation.claims] == ["S1", "S2"]
    assert [part.id for part in motion.evaluation.words] == ["W1", "W2"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(["Q1", "Q2"], ["Q1", "Q2"], id="all given"),
        pytest.param(["A", "Bee12"], ["A", "Bee12"], id="any letters"),
        pytest.param(["", "Q2", ""], ["Q1", "Q2", "Q3"], id="given in its place"),
        pytest.param(["", "Q1"], ["Q2", "Q1"], id="given later, so skipped before"),
        pytest.param(["", "", "Q2", "Q1"], ["Q3", "Q4", "Q2", "Q1"], id="several skipped"),
        pytest.param(["", '" Q7 "'], ["Q1", "Q7"], id="spaces around"),
    ],
)
def test_given_numbers_are_kept_and_skipped(tmp_path: Path, given: list[str], expected: list[str]) -> None:
    assert [question.id for question in read(tmp_path, draft(questions(*given))).questions] == expected


def test_number_given_to_another_kind_of_part_is_skipped(tmp_path: Path) -> None:
    motion = read(tmp_path, draft(questions("P1", "C2")))
    assert [part.id for part in motion.pro.arguments] == ["P2", "P3"]
    assert [part.id for part in motion.con.arguments] == ["C1", "C3"]


def test_id_without_a_value_counts_as_not_given(tmp_path: Path) -> None:
    assert [part.id for part in read(tmp_path, draft("", "id:")).pro.arguments] == ["P1", "P2"]


@pytest.mark.parametrize("typed", ["1", "Q-1", "Q 1", "TOOLONG", "1Q", "Ä1", "Q1."])
def test_number_that_cannot_be_printed_small_is_refused(tmp_path: Path, typed: str) -> None:
    line, column, message, hint = only_problem(tmp_path, draft(questions(typed)))
    assert (line, column) == (3, 9)
    assert message == f"'{typed}' cannot be a number on the sheets"
    assert hint == "Write a letter and then up to five letters or digits, such as P1."


@pytest.mark.parametrize("typed", ["Q1", "' Q1 '", "Q1\N{NO-BREAK SPACE}"], ids=["plain", "spaces", "no-break space"])
def test_number_used_twice_is_told_at_the_second(tmp_path: Path, typed: str) -> None:
    line, column, message, hint = only_problem(tmp_path, draft(questions("Q1", "", typed)))
    assert (line, column) == (6, 9)
    assert message == "the number 'Q1' is used twice"
    assert hint == "Line 3 has it already: choose another."


def test_number_used_by_two_kinds_of_parts_is_told_at_the_later_kind(tmp_path: Path) -> None:
    line, column, message, hint = only_problem(tmp_path, draft(questions("X1"), "id: X1"))
    assert (line, column, message) == (3, 9, "the number 'X1' is used twice")
    assert hint == "Line 7 has it already: choose another."
