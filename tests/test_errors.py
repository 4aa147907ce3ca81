"""A problem says where it is, what is wrong and what to type instead; the caret is under the place."""

import pytest

from debatekit.errors import MAX_EXCERPT, MAX_PROBLEMS, DebatekitError, Problem, did_you_mean, display_width


def pointed_at(problem: Problem) -> str:
    """Return what is above the caret, from there to the end of the line."""
    *_, shown, carets = str(problem).split("\n")
    widths = [display_width(shown[:start]) for start in range(len(shown))]
    return shown[widths.index(carets.index("^")) :]


@pytest.mark.parametrize(
    ("line", "column", "excerpt", "expected"),
    [
        (12345, 4, "a: !b", "!b"),
        (1, 4, "\ta\t!b", "!b"),
        (1, 5, "\N{GRINNING FACE}\N{GRINNING FACE}: !b", "!b"),
        (1, 201, "a" * 200 + "!b" + "c" * 200, "!bc"),
    ],
    ids=["five-digit line", "tabs", "beyond 16 bits", "middle of a long line"],
)
def test_caret_is_under_the_column(line: int, column: int, excerpt: str, expected: str) -> None:
    assert pointed_at(Problem("a.yaml", line, column, "it is wrong", "", excerpt)).startswith(expected)


@pytest.mark.parametrize("column", [1, 60, 200, 399, 400])
def test_long_line_is_cut_on_the_sides_where_something_is_missing(column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(400))
    problem = Problem("a.yaml", 1, column, "it is wrong", "", line)
    shown = str(problem).split("\n")[1].removeprefix("    1 | ")
    kept = shown.removeprefix("… ").removesuffix(" …")
    assert len(kept) == MAX_EXCERPT
    assert kept in line
    assert shown.startswith("… ") is not line.startswith(kept)
    assert shown.endswith(" …") is not line.endswith(kept)
    assert pointed_at(problem)[0] == line[column - 1]


def test_problems_are_sorted_by_place_and_reported_once() -> None:
    early, late = Problem("a.yaml", 2, 9, "z is wrong"), Problem("a.yaml", 10, 1, "a is wrong")
    left, right = Problem("b.yaml", 1, 2, "it is wrong"), Problem("b.yaml", 1, 11, "it is wrong")
    error = DebatekitError([right, late, early, left, late])
    assert error.problems == [early, late, left, right]
    assert str(error).split("\n") == [problem.headline for problem in (early, late, left, right)]


def test_hint_for_a_word_that_is_not_known() -> None:
    assert did_you_mean("CLAM", ["claim", "impact"]) == "Did you mean 'claim'?"
    assert did_you_mean("articel", ["ARTICLE", "book"]) == "Did you mean 'ARTICLE'?"
    assert did_you_mean("zzz", ["claim"], "Choose another.") == "Choose another."
    assert did_you_mean("zzz", ["impact", "claim", "claim"]) == "Known here: claim, impact."


def test_only_the_first_problems_of_a_file_are_listed_and_the_others_counted() -> None:
    many = DebatekitError(Problem("a.yaml", line, 1, "it is wrong") for line in range(1, 61))
    assert [problem.line for problem in many.problems[:-1]] == list(range(1, MAX_PROBLEMS + 1))
    assert many.problems[-1].headline == "a.yaml: and 10 more problems."
    other = Problem("b.yaml", 1, 1, "it is wrong")
    merged = DebatekitError([*many.problems, other, Problem("a.yaml", 1, 2, "it is wrong, too")])
    assert merged.problems[-2].headline == "a.yaml: and 11 more problems."
    assert merged.problems[-1] == other
    assert len(merged.problems) == MAX_PROBLEMS + 2
