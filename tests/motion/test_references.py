"""Whatever a motion refers to is there, or the reference is told with what it may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.motion.drafts import draft, only_problem, problems_of, read

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = "P1, P2, C1, C2, Q1"
BOOK = "sources: {book: {title: x}}\n"


def about(*numbers: str) -> str:
    return draft(f"questions:\n  - ask: Why?\n    about: [{', '.join(numbers)}]")


@pytest.mark.parametrize("number", ["P1", "P2", "C1", "Q1", "S1", "W1"])
def test_question_may_be_about_every_numbered_part(tmp_path: Path, number: str) -> None:
    top = (
        f"questions: [{{ask: Why?, about: {number}}}]\n{BOOK}"
        "evaluation: {source: book, claims: [{quote: a}], words: [{quote: b}]}"
    )
    assert read(tmp_path, draft(top)).questions[0].about == [number]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        pytest.param(about("P9"), 3, 13, "there is no 'P9' in this file", f"Choose from: {NUMBERS}.", id="nowhere"),
        pytest.param(
            about("P1", "p2"), 3, 17, "there is no 'p2' in this file", "Did you mean 'P2'?", id="small letter"
        ),
        pytest.param(
            draft("questions:\n  - {ask: Why?, about: P9}"), 2, 24, "there is no 'P9'", "Choose from: P1", id="one text"
        ),
    ],
)
def test_question_about_nothing(tmp_path: Path, text: str, line: int, column: int, message: str, hint: str) -> None:
    told = only_problem(tmp_path, text)
    assert told[:2] == (line, column)
    assert message in told[2]
    assert hint in told[3]


@pytest.mark.parametrize("typed", ["P 1", "1", "P-1"])
@pytest.mark.parametrize("form", ["{}", "[{}]"], ids=["text", "list"])
def test_reference_that_is_no_number_is_told_where_it_stands(tmp_path: Path, typed: str, form: str) -> None:
    problems = problems_of(tmp_path, draft("", f"answers: {form.format(typed)}"))
    assert {(problem.line, problem.column) for problem in problems} == {(4, 16 + form.index("{"))}
    assert f"'{typed}' cannot be a number on the sheets" in [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("C2", ["C2"]), ("[C1, C2]", ["C1", "C2"]), ("' C1 '", ["C1"])],
    ids=["one", "two", "spaces"],
)
def test_argument_answers_the_other_side(tmp_path: Path, typed: str, expected: list[str]) -> None:
    assert read(tmp_path, draft("", f"answers: {typed}")).pro.arguments[0].answers == expected


@pytest.mark.parametrize(
    ("typed", "column", "message"),
    [
        pytest.param("P2", 16, "'P2' is not an argument of the other side", id="own side"),
        pytest.param("[C1, P1]", 21, "'P1' is not an argument of the other side", id="itself"),
        pytest.param("[C1, Q1]", 21, "'Q1' is not an argument of the other side", id="question"),
        pytest.param("C3", 16, "there is no 'C3' in this file", id="nowhere"),
    ],
)
def test_argument_that_answers_no_argument_of_the_other_side(
    tmp_path: Path, typed: str, column: int, message: str
) -> None:
    text = draft("", f"answers: {typed}") + "questions: [{ask: Why?}]\n"
    assert only_problem(tmp_path, text) == (4, column, message, "Choose from: C1, C2.")


def test_answer_to_a_side_that_is_missing_offers_nothing_to_choose_from(tmp_path: Path) -> None:
    text = draft("", "answers: C1").split("con:")[0]
    hints = [problem.hint for problem in problems_of(tmp_path, text) if "C1" in problem.message]
    assert "Choose from: ." not in hints


def test_spaces_around_a_number_do_not_hide_it(tmp_path: Path) -> None:
    top = "questions:\n  - {ask: Why?, id: ' X1 '}\n  - {ask: How?, about: X1}"
    assert read(tmp_path, draft(top)).questions[1].about == ["X1"]


@pytest.mark.parametrize(
    "evidence",
    [
        "{quote: x, from: book}",
        "{fact: x, from: book}",
        "{fact: x, from: general knowledge}",
        "{quote: x, from: ' book '}",
    ],
    ids=["quote", "fact", "general knowledge", "spaces"],
)
def test_evidence_from_a_source_that_is_there(tmp_path: Path, evidence: str) -> None:
    (found,) = read(tmp_path, draft(BOOK, f"evidence: [{evidence}]")).pro.arguments[0].evidence
    assert found.model_dump(by_alias=True)["from"] in {"book", "general knowledge"}


LOST_SOURCES = {
    "nowhere": (BOOK, "{quote: x, from: zzz}", 35, "zzz", "Choose from: book."),
    "nearly": (BOOK, "{quote: x, from: bok}", 35, "bok", "Did you mean 'book'?"),
    "capital": (BOOK, "{quote: x, from: Book}", 35, "Book", "Did you mean 'book'?"),
    "fact from nowhere": (BOOK, "{fact: x, from: zzz}", 34, "zzz", "Choose from: book, general knowledge."),
    "general knowledge, nearly": (
        BOOK, "{fact: x, from: General knowledge}", 34, "General knowledge", "Did you mean 'general knowledge'?",
    ),
    "quote from general knowledge": (
        BOOK, "{quote: x, from: general knowledge}", 35, "general knowledge", "Choose from: book.",
    ),
    "no sources at all": ("kind: value", "{quote: x, from: book}", 35, "book", "Describe it: 'sources: {book: …}'."),
}  # fmt: skip


@pytest.mark.parametrize(("top", "evidence", "column", "name", "hint"), LOST_SOURCES.values(), ids=LOST_SOURCES.keys())
def test_evidence_from_a_source_that_is_not_there(
    tmp_path: Path, top: str, evidence: str, column: int, name: str, hint: str
) -> None:
    told = only_problem(tmp_path, draft(top, f"evidence: [{evidence}]"))
    assert told == (5, column, f"there is no source '{name}' under 'sources'", hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("bok", "Did you mean 'book'?"), ("zzz", "Choose from: book."), ("general knowledge", "Choose from: book.")],
)
def test_evaluation_of_a_source_that_is_not_there(tmp_path: Path, name: str, hint: str) -> None:
    told = only_problem(tmp_path, draft(f"{BOOK}evaluation:\n  source: {name}"))
    assert told == (3, 11, f"there is no source '{name}' under 'sources'", hint)


@pytest.mark.parametrize(
    ("top", "argument"),
    [
        pytest.param("questions:\n  - ask: Why?\n    about: *P1*", "", id="about"),
        pytest.param("questions:\n  - ask: Why?\n    id: *Q1*\n  - ask: How?", "", id="id"),
        pytest.param("", "answers: `C1`", id="answers"),
        pytest.param(BOOK, "evidence:\n  - quote: x\n    from: *book*", id="from"),
        pytest.param(f"{BOOK}evaluation:\n  source: @book", "", id="source"),
    ],
)
def test_reference_whose_yaml_is_wrong_is_told_once(tmp_path: Path, top: str, argument: str) -> None:
    line, column, message, _ = only_problem(tmp_path, draft(top, argument))
    assert draft(top, argument).split("\n")[line - 1][column - 1] in "*`@"
    assert message.startswith("a value")


def test_name_of_a_source_can_be_printed(tmp_path: Path) -> None:
    line, column, message, _ = only_problem(tmp_path, draft('sources:\n  "bo\\x07ok": {title: x}'))
    assert (line, column) == (2, 3)
    assert "U+0007" in message
