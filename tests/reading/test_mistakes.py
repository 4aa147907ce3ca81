"""Each mistake in the YAML is told at its place, in the words of the person who typed it."""

from __future__ import annotations

import pytest

from debatekit.errors import DebatekitError, Problem
from debatekit.yamlfile import parse

EMPTY = "the file is empty: a motion file is made of lines like 'key: value'"
QUOTES = "Put the whole value in quotes."


def problems_of(text: str) -> list[Problem]:
    """Return what is wrong with `text`, whether the rest could be read or not."""
    try:
        return parse(text, "motion.yaml", "motion").problems
    except DebatekitError as error:
        return error.problems


def pointed_at(problem: Problem) -> str:
    """Return what stands above the caret, from there to the end of the line."""
    *_, shown, carets = str(problem).split("\n")
    return shown[carets.index("^") :]


MISTAKES = {
    "bold": ("a: 1\nb: *bold* word\n", 2, 4, "read as a YAML alias", QUOTES, "*bold*"),
    "more bold": ("a: **bold**\n", 1, 4, "read as a YAML alias", QUOTES, "**bold**"),
    "bold in a list": ("a:\n  - x\n  - *y* z\n", 3, 5, "read as a YAML alias", QUOTES, "*y* z"),
    "bold in an item": ("a:\n  - b: 1\n    c: *y* z\n", 3, 8, "read as a YAML alias", QUOTES, "*y* z"),
    "alias of nothing": ("a: *b\nc: 1\n", 1, 4, "read as a YAML alias", QUOTES, "*b"),
    "anchor": ("a: &b c\n", 1, 4, "read as a YAML anchor", "in quotes", "&b c"),
    "anchor in a list": ("a:\n  - &b c\n", 2, 5, "read as a YAML anchor", "in quotes", "&b c"),
    "ampersand": ("a: & b\n", 1, 4, "read as a YAML anchor", QUOTES, "& b"),
    "tag": ("a: 1\nb: !important word\n", 2, 4, "'!important' is read as a YAML tag", "in quotes", "!important"),
    "tag of a block": ("a: !b\n  c: d\n", 1, 4, "'!b' is read as a YAML tag", "in quotes", "!b"),
    "tag of YAML itself": ("a: !!int 5\n", 1, 4, "read as a YAML tag", "in quotes", "!!int"),
    "exclamation mark": ("a: ! now\n", 1, 4, "read as a YAML tag", "in quotes", "! now"),
    "two exclamation marks": ("a: !! now\n", 1, 4, "read as a YAML tag", QUOTES, "!! now"),
    "colon": ("a: 1\nbe: We say: no\n", 2, 11, "a colon followed by a space", "in double quotes", ": no"),
    "colon at the end": ("a: We say:\n", 1, 10, "a colon followed by a space", "in double quotes", ":"),
    "colon in an item": ("a:\n  - b: We say: no\n", 2, 14, "a colon followed by a space", "in double quotes", ": no"),
    "colon before '?'": ("a: We ask: '?'\n", 1, 10, "a colon followed by a space", "in double quotes", ": '?'"),
    "colon, non-ASCII": ("é: Да: нет\n", 1, 6, "a colon followed by a space", "in double quotes", ": нет"),
    "two keys in a line": ("a: 1, b: 2\n", 1, 8, "a colon followed by a space", "in double quotes", ": 2"),
    "at sign": ("a: @b\n", 1, 4, "a value cannot start with @", QUOTES, "@b"),
    "percent sign": ("a:   %b\n", 1, 6, "a value cannot start with %", QUOTES, "%b"),
    "backtick": ("a: `b`\n", 1, 4, "a value cannot start with `", QUOTES, "`b`"),
    "bracket": ("a: [Music] plays\n", 1, 4, "a value that starts with [ is read as a list", QUOTES, "[Music]"),
    "open bracket": ("a: [b, c\nd: e\n", 1, 4, "this [ is not closed", "Put ] where it ends", "[b, c"),
    "open brace": ("a: {b: c\nd: e\n", 1, 4, "this { is not closed", "Put } where it ends", "{b: c"),
    "brace": ("a: {b} c\n", 1, 4, "a value that starts with { is read as keys and values", QUOTES, "{b} c"),
    "open quotes": ('a: 1\nb: "c\nd: e\n', 2, 4, "starts with a quotation mark", 'Close it with "', '"c'),
    "open quotes at the end": ('a: "b\n', 1, 4, "starts with a quotation mark", 'Close it with "', '"b'),
    "open quotes over lines": ('a: "b\n  c\nd: e\nf: g\n', 1, 4, "starts with a quotation mark", "Close it", '"b'),
    "text behind quotes": ('a: "Yes" she said\n', 1, 4, "nothing may follow it", "put ' around", '"Yes"'),
    "quotes in quotes": ('a: "We say "no" here"\n', 1, 4, "nothing may follow it", "put ' around", '"We say'),
    "open apostrophe": ("a: 'b\nd: e\n", 1, 4, "starts with an apostrophe", "Close it with '", "'b"),
    "apostrophe first": ("a: 'tis so\nb: 1\n", 1, 4, "starts with an apostrophe", 'put " around', "'tis so"),
    "text behind a bar": ("a: | b\nc: d\n", 1, 4, "goes on in the next line", "Write the text below", "| b"),
    "text behind an arrow": ("a: > b\nc: d\n", 1, 4, "goes on in the next line", "Write the text below", "> b"),
    "no colon": ("a: 1\nb\nc: 2\n", 2, 1, "this line has no colon", "Write 'key: value'", "b"),
    "no colon at the end": ("a: 1\nb c d\n", 2, 1, "this line has no colon", "Write 'key: value'", "b c d"),
    "no dash": ("a:\n  - b\n  c\nd: e\n", 3, 1, "this line has no colon", "Write 'key: value'", "  c"),
    "further in": ("a:\n  b: 1\n   c: 2\n", 3, 1, "further in than the one above", "same column", "   c: 2"),
    "further in at the top": ("a: 1\n b: 2\n", 2, 1, "further in than the one above", "same column", " b: 2"),
    "further out": ("a:\n    b: 1\n  c: 2\n", 3, 3, "does not line up", "same number of spaces", "c: 2"),
    "dash further out": ("a:\n  - b\n - c\n", 3, 2, "does not line up", "same number of spaces", "- c"),
    "dash among keys": ("a:\n  b: 1\n  - c\n", 3, 3, "does not line up", "same number of spaces", "- c"),
    "tab": ("a:\n\tb: 1\n", 2, 1, "a tab cannot indent a line", "Indent with spaces.", " b: 1"),
    "tab behind spaces": ("a:\n  \tb: 1\n", 2, 3, "a tab cannot indent a line", "Indent with spaces.", " b: 1"),
    "key twice": ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' is given twice", "It stands in line 1 already", "a: 3"),
    "key twice further in": ("a:\n  b: 1\n  b: 2\n", 3, 3, "the key 'b' is given twice", "line 2", "b: 2"),
    "key twice, one empty": ("a:\na: 1\n", 2, 1, "the key 'a' is given twice", "line 1", "a: 1"),
    "key in brackets": ("a: 1\n[b, c]: d\n", 2, 1, "a key must be one word", "Put quotes around", "[b, c]"),
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, "a second document starts here", "Delete the line '---'", "---"),
    "escaped bell": ('a: "x\\x07"\n', 1, 4, "the escaped character U+0007", "Delete it.", '"x'),
    "escaped zero in a key": ('a: 1\n"b\\0": c\n', 2, 1, "the escaped character U+0000", "Delete it.", '"b'),
    "list": ("- a\n- b\n", 1, 1, "and this one is a list", "Put a key and a colon before it.", "- a"),
    "plain text": ("# remark\nhello\n", 2, 1, "and this one is plain text", "Put a key and a colon before it", "hello"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint", "above_the_caret"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_mistake_is_told_once_at_its_place(
    text: str, line: int, column: int, message: str, hint: str, above_the_caret: str
) -> None:
    problems = problems_of(text)
    assert [(problem.line, problem.column) for problem in problems] == [(line, column)]
    (problem,) = problems
    assert message in problem.message
    assert hint in problem.hint
    assert problem.excerpt == text.split("\n")[line - 1]
    assert pointed_at(problem).startswith(above_the_caret)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n  \n", "# one\n# two\n", "---", "---\n", "---\n# one\n"],
    ids=["nothing", "blank lines", "remarks", "mark without line end", "mark", "mark and remark"],
)
def test_file_without_content_is_empty(text: str) -> None:
    assert [problem.message for problem in problems_of(text)] == [EMPTY]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a:1\nb: 2\n", 1, id="first line"),
        pytest.param("a: 1\nb:2\nc: 3\n", 2, id="between"),
        pytest.param("a: 1\nb:2\n", 2, id="last line"),
        pytest.param("a:\n  - b: 1\n    c:2\n    d: 3\n", 3, id="in an item"),
    ],
)
def test_colon_without_a_space_is_told_in_its_line(text: str, line: int) -> None:
    (problem,) = problems_of(text)
    assert (problem.line, problem.excerpt) == (line, text.split("\n")[line - 1])
    assert "colon" in problem.message


def test_alias_is_told_where_it_stands_and_not_where_it_leads() -> None:
    problems = problems_of("a: &b c\nd: *b\n")
    assert (2, "a value that starts with * is read as a YAML alias") in [(it.line, it.message) for it in problems]


def test_alias_to_what_is_around_it_is_refused() -> None:
    assert "a value that starts with * is read as a YAML alias" in [it.message for it in problems_of("a: &b [*b]\n")]


def test_mistakes_that_can_be_passed_over_are_told_together_and_the_rest_is_read() -> None:
    document = parse('a: *b* c\nd: We say: no\ne: fine\nf: "g" h\ni:\n  - @j\n  - k\nl: `m`\ne: n\n', "motion.yaml")
    assert [(problem.line, problem.column) for problem in document.problems] == [
        (1, 4), (2, 10), (4, 4), (6, 5), (8, 4), (9, 1),
    ]  # fmt: skip
    assert document.data["e"] == "fine"
    assert document.data["i"] == ["?", "k"]


def test_every_tab_is_told() -> None:
    problems = problems_of("a:\n\tb: 1\n\tc:\n\t\td: 2\n")
    assert [(problem.line, problem.message) for problem in problems] == [
        (line, "a tab cannot indent a line") for line in (2, 3, 4)
    ]


def test_line_of_nothing_but_a_tab_is_told_as_a_tab() -> None:
    (problem,) = problems_of("a: 1\n\t\nb: 2\n")
    assert (problem.line, problem.message) == (2, "a tab cannot indent a line")


def test_tab_that_is_allowed_is_not_blamed_for_another_mistake() -> None:
    problems = problems_of("a: |\n  x\n  \ty\nb: *bold* word\n")
    assert [(problem.line, problem.column) for problem in problems] == [(4, 4)]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param('a: "b c"\nd: e\n', id="in one line"),
        pytest.param('a: "b\n  c"\nd: e\n', id="over two lines"),
        pytest.param("a: 'b\n  c'\nd: e\n", id="apostrophes over two lines"),
        pytest.param('a: |\n  "We say\n  so" and *so*\nd: e\n', id="in kept lines"),
        pytest.param('a: >-\n  - "so\n\n  x: @y\nd: e\n', id="one mark in folded lines"),
    ],
)
@pytest.mark.parametrize(
    ("wrong", "column"),
    [("f: *bold* word\n", 4), ("f: We say: no\n", 10), (" f: g\n", 1)],
    ids=["bold", "colon", "further in"],
)
def test_quotes_that_are_closed_are_not_blamed_for_a_mistake_below(before: str, wrong: str, column: int) -> None:
    problems = problems_of(before + wrong)
    assert [(problem.line, problem.column) for problem in problems] == [(before.count("\n") + 1, column)]


@pytest.mark.parametrize("value", ['"x y"', "'x y'", "[x, y]", "{x: y}"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a: {}\n b: c\n", 2, id="further in"),
        pytest.param("a:\n    b: {}\n  c: d\n", 3, id="further out"),
        pytest.param("a:\n  - {}\n - b\n", 3, id="dash further out"),
        pytest.param("a: {}\nb\nc: d\n", 2, id="no colon"),
    ],
)
def test_value_that_is_right_is_not_blamed_for_the_next_line(text: str, line: int, value: str) -> None:
    assert [problem.line for problem in problems_of(text.replace("{}", value))] == [line]


def test_file_full_of_mistakes_is_not_read_for_ever() -> None:
    problems = problems_of("".join(f"k{number}: *bold*\n" for number in range(200)))
    assert 10 <= len(problems) <= 100
    assert [problem.line for problem in problems] == list(range(1, len(problems) + 1))
