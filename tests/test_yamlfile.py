"""YAML is read with every value as text and its position, and becomes a model; mistakes are reported at their place."""

from typing import Annotated, Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from debatekit.errors import DebatekitError, Problem
from debatekit.files import lines_of
from debatekit.validation import validate
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
    *_, shown, carets = str(problem).split("\n")
    return shown[carets.index("^") :]


MISTAKES = {
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, "a second document starts here", "Delete the line '---'", "---"),
    "bold": ("a: 1\nb: *bold* word\n", 2, 4, "read as a YAML alias", QUOTES, "*bold*"),
    "bold key": ("a: 1\n*bold : word\n", 2, 1, "read as a YAML alias", QUOTES, "*bold"),
    "bold in a list": ("a: [b, *bold]\n", 1, 8, "read as a YAML alias", QUOTES, "*bold]"),
    "tag": ("a: 1\nb: !important word\n", 2, 4, "'!important' is read as a YAML tag", "in quotes", "!important"),
    "colon": ("a: 1\nbe: We say: no\n", 2, 11, "a colon followed by a space", "in double quotes", ": no"),
    "backtick": ("a: `b`\n", 1, 4, "a value cannot start with `", QUOTES, "`b`"),
    "brace": ("a: {b} c\n", 1, 4, "a value that starts with { is read as keys and values", QUOTES, "{b} c"),
    "open quotes": ('a: 1\nb: "c\nd: e\n', 2, 4, "starts with a quotation mark", 'Close it with "', '"c'),
    "text behind quotes": ('a: "Yes" she said\n', 1, 4, "nothing may follow it", "put ' around", '"Yes"'),
    "text behind a bar": ("a: | b\nc: d\n", 1, 4, "goes on in the next line", "Write the text below", "| b"),
    "further in": ("a:\n  b: 1\n   c: 2\n", 3, 1, "indented further than the one above", "same column", "   c: 2"),
    "further out": ("a:\n    b: 1\n  c: 2\n", 3, 3, "does not line up", "same number of spaces", "c: 2"),
    "escaped bell": ('a: "x\\x07"\n', 1, 4, "the escaped character U+0007", "Delete it.", '"x'),
    "list": ("- a\n- b\n", 1, 1, "and this one is a list", "Put a key and a colon before it.", "- a"),
    "plain text": ("# remark\nhello\n", 2, 1, "and this one is plain text", "Put a key and a colon before it", "hello"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint", "above_the_caret"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_mistake_is_reported_once_at_its_place(
    text: str, line: int, column: int, message: str, hint: str, above_the_caret: str
) -> None:
    problems = problems_of(text)
    assert [(problem.line, problem.column) for problem in problems] == [(line, column)]
    (problem,) = problems
    assert message in problem.message
    assert hint in problem.hint
    assert problem.excerpt == text.split("\n")[line - 1]
    assert pointed_at(problem).startswith(above_the_caret)


@pytest.mark.parametrize("text", ["", "\n\n  \n", "# one\n# two\n", "---", "---\n# one\n"])
def test_file_without_content_is_empty(text: str) -> None:
    assert [problem.message for problem in problems_of(text)] == [EMPTY]


def test_mistakes_that_can_be_passed_over_are_reported_together_and_the_rest_is_read() -> None:
    document = parse('a: *b* c\nd: We say: no\ne: fine\nf: "g" h\ni:\n  - @j\n  - k\nl: `m`\ne: n\n', "motion.yaml")
    assert [(problem.line, problem.column) for problem in document.problems] == [
        (1, 4), (2, 10), (4, 4), (6, 5), (8, 4), (9, 1),
    ]  # fmt: skip
    assert document.data["e"] == "fine"
    assert document.data["i"] == ["?", "k"]


def test_items_out_of_line_are_each_reported_and_read_with_the_others() -> None:
    document = parse(
        "a:\n  - b: 1\n    c: 2\n - b: 3\n   c: 4\n - b: 5\n    c: 6\n  - b: 7\nd:e\nf: g: h\ni: j\n", "a.yaml"
    )
    assert sorted((problem.line, problem.column) for problem in document.problems) == [(4, 2), (6, 2), (9, 2), (10, 5)]
    items = [{"b": "1", "c": "2"}, {"b": "3", "c": "4"}, {"b": "5", "c": "6"}, {"b": "7"}]
    assert document.data == {"a": items, "d": "?", "f": "?", "i": "j"}


@pytest.mark.parametrize(
    "before", ['a: "b\n  c"\nd: e\n', 'a: >-\n  - "so\n\n  x: @y\nd: e\n'], ids=["closed", "folded"]
)
@pytest.mark.parametrize(("wrong", "column"), [("f: We say: no\n", 10), (" f: g\n", 1)], ids=["colon", "further in"])
def test_value_that_is_right_is_not_blamed_for_a_mistake_below(before: str, wrong: str, column: int) -> None:
    problems = problems_of(before + wrong)
    assert [(problem.line, problem.column) for problem in problems] == [(before.count("\n") + 1, column)]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000], ids=["brackets", "braces", "dashes"]
)
def test_what_is_too_deep_to_read(text: str) -> None:
    assert [problem.message for problem in problems_of(text)] == ["this is nested too deeply"]


@pytest.mark.parametrize(
    "typed",
    [
        *("no", "yes", "On", "true", "null", "~", "1.10", "007", "0x1F", "1_000", "1e3", ".inf", "12:30", "2026-01-02"),
        *("=", "<<", "-1", "C# is kept", "it's", 'a "quoted" word', "http://example.org/a?b=c#d", "“marks” – …"),
    ],
)
def test_plain_value_stays_what_was_typed(typed: str) -> None:
    document = parse(f"answer: {typed}\nlist:\n  - {typed}\n", "motion.yaml")
    assert document.problems == []
    assert document.data == {"answer": typed, "list": [typed]}


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
MARKS = st.sampled_from(
    [
        *"abé:-*&!|>{}[]'\"#%@`,?~=\\ \n\t",
        *["\r\n", "\u2028", "\ufeff", "  ", "a: ", ": ", "\n- ", "\n  b: ", "a: 1\n"],
        *["\u00a0", "\u3000", "\u200b", "\x85", "– ", "• ", "* ", "1. ", "：", "“", "”", '"\\ud83d\\ude00"', '"\\d'],
        *["---", "...", "&a ", "*a", "!a ", "!!", "<<: ", "%YAML 1.1\n", '"\\x01"', "'?'"],
    ]
)
YAML = st.lists(MARKS | TEXT, max_size=20).map("".join)
"""Text that `read_text` may return, with much that means something in YAML."""


@settings(max_examples=200)
@given(text=YAML)
@example(text="---")
@example(text='"')
@example(text="a: '?': '?'")
def test_any_text_is_read_or_every_problem_has_a_place_in_it(text: str) -> None:
    try:
        document = parse(text, "motion.yaml")
        problems = document.problems
        for position in [*document.values.values(), *document.keys.values()]:
            assert position.text == lines_of(text)[position.line - 1]
            assert 1 <= position.column <= len(position.text) + 1
    except DebatekitError as error:
        problems = error.problems
    for problem in problems:
        assert problem.line >= 1
        assert 1 <= problem.column <= len(problem.excerpt) + 1
        assert str(problem).startswith(problem.headline)


class Tree(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    kind: Literal["oak", "birch", "lime tree"] = "oak"
    height: Annotated[float, Field(gt=0, lt=200, allow_inf_nan=False)] = 1.0
    rings: Annotated[int, Field(ge=1, le=900)] = 1
    evergreen: bool = False
    code: Annotated[str, Field(pattern="^[A-Z]+$")] = "A"
    label: Annotated[str, Field(min_length=1, max_length=5)] = "x"
    nests: Annotated[list[str], Field(min_length=2)] = ["a", "b"]


def test_values_are_converted_by_the_type_of_their_field() -> None:
    text = "name: no\nkind: lime tree\nheight: 1.10\nrings: 12\nevergreen: yes\ncode: NO\nnests: [1.10, ~]\n"
    tree, problems = validate(parse(text, "tree.yaml"), Tree)
    assert (tree and tree.model_dump(exclude_defaults=True), problems) == (
        {"name": "no", "kind": "lime tree", "height": 1.1, "rings": 12, "evergreen": True, "code": "NO",
         "nests": ["1.10", "~"]},
        [],
    )  # fmt: skip


WRONG = {
    "unknown key": ("zzz: x", 2, 1, "unknown key 'zzz'", "Known here: code, evergreen, height"),
    "not a number": ("height: nan", 2, 9, "a number is expected here, and this is 'nan'", "in digits"),
    "not more than nothing": ("height: 0", 2, 9, "'0' is too small", "Write more than 0.0."),
    "text for a number": ("rings: many", 2, 8, "a whole number is expected here, and this is 'many'", "in digits"),
    "too small": ("rings: 0", 2, 8, "'0' is too small", "Write 1 or more."),
    "text for a yes": ("evergreen: maybe", 2, 12, "true or false is expected here", "Write one of the two."),
    "word like none": ("kind: zzz", 2, 7, "'zzz' is not known here", "Write one of: oak, birch, lime tree."),
    "pattern": ("code: a1", 2, 7, "'a1' is not written as it should be", "^[A-Z]+$"),
    "too long": ("label: abcdef", 2, 8, "this text has more than 5 characters", "Shorten it."),
    "empty text": ('label: ""', 2, 8, "this text is empty", "Write something"),
    "too few": ("nests: [a]", 2, 8, "2 or more nests are needed here, and this has 1", "Add what is missing."),
}


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_value_that_does_not_fit(text: str, line: int, column: int, message: str, hint: str) -> None:
    tree, (problem,) = validate(parse(f"name: x\n{text}\n", "tree.yaml"), Tree)
    assert (tree, problem.line, problem.column) == (None, line, column)
    assert message in problem.message
    assert hint in problem.hint
