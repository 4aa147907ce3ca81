"""YAML is read with every value as text and its position, or each mistake is reported at its place in plain words."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debatekit.errors import DebatekitError, Problem
from debatekit.files import lines_of
from debatekit.yamlfile import merge, parse

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
    "bold key": ("a: 1\n*bold : word\n", 2, 1, "read as a YAML alias", QUOTES, "*bold"),
    "bold in a list": ("a: [b, *bold]\n", 1, 8, "read as a YAML alias", QUOTES, "*bold]"),
    "anchor": ("a: &b c\n", 1, 4, "read as a YAML anchor", "in quotes", "&b c"),
    "tag": ("a: 1\nb: !important word\n", 2, 4, "'!important' is read as a YAML tag", "in quotes", "!important"),
    "colon": ("a: 1\nbe: We say: no\n", 2, 11, "a colon followed by a space", "in double quotes", ": no"),
    "backtick": ("a: `b`\n", 1, 4, "a value cannot start with `", QUOTES, "`b`"),
    "bracket": ("a: [Music] plays\n", 1, 4, "a value that starts with [ is read as a list", QUOTES, "[Music]"),
    "brace": ("a: {b} c\n", 1, 4, "a value that starts with { is read as keys and values", QUOTES, "{b} c"),
    "open quotes": ('a: 1\nb: "c\nd: e\n', 2, 4, "starts with a quotation mark", 'Close it with "', '"c'),
    "text behind quotes": ('a: "Yes" she said\n', 1, 4, "nothing may follow it", "put ' around", '"Yes"'),
    "text behind a bar": ("a: | b\nc: d\n", 1, 4, "goes on in the next line", "Write the text below", "| b"),
    "colon without a space": ("a: 1\nb:2\nc: 3\n", 2, 2, "a colon needs a space after it", "Write 'key: value'.", ":2"),
    "no colon": ("a: 1\nb\nc: 2\n", 2, 1, "this line has no colon", "Write 'key: value'", "b"),
    "further in": ("a:\n  b: 1\n   c: 2\n", 3, 1, "indented further than the one above", "same column", "   c: 2"),
    "further out": ("a:\n    b: 1\n  c: 2\n", 3, 3, "does not line up", "same number of spaces", "c: 2"),
    "tab": ("a:\n\tb: 1\n", 2, 1, "a tab cannot indent a line", "Indent with spaces.", " b: 1"),
    "key twice": ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' is given twice", "Line 1 has it already: keep", "a: 3"),
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, "a second document starts here", "Delete the line '---'", "---"),
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


@pytest.mark.parametrize(
    "before",
    ['a: "b\n  c"\nd: e\n', 'a: >-\n  - "so\n\n  x: @y\nd: e\n'],
    ids=["closed", "folded"],
)
@pytest.mark.parametrize(("wrong", "column"), [("f: We say: no\n", 10), (" f: g\n", 1)], ids=["colon", "further in"])
def test_value_that_is_right_is_not_blamed_for_a_mistake_below(before: str, wrong: str, column: int) -> None:
    problems = problems_of(before + wrong)
    assert [(problem.line, problem.column) for problem in problems] == [(before.count("\n") + 1, column)]


def test_text_after_a_hash_is_reported_unless_it_is_a_comment() -> None:
    (problem,) = problems_of("a: The #MeToo movement\nb: x # a comment\n")
    assert (problem.line, problem.column) == (1, 8)
    assert problem.message == "the text from '#MeToo movement' on is read as a comment"


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a: "x: y # z"', "x: y # z"),
        ('a: "1\\t2 \\u00e9"', "1\t2 é"),
        ('a: ""', ""),
        ("a: |\n  *one*\n    x: y\n  \tz\n", "*one*\n  x: y\n\tz\n"),
        ("a: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("a: x\ty", "x\ty"),
        ("%YAML 1.1\n---\na: x # remark\n...\n", "x"),
        ("a: [x, [y, no], {z: 1.10}]", ["x", ["y", "no"], {"z": "1.10"}]),
    ],
)
def test_value_in_each_way_to_write_it(text: str, value: object) -> None:
    document = parse(text, "motion.yaml")
    assert document.problems == []
    assert document.data == {"a": value}


PLACED = """\
top: one
pro:
  arguments:
    - claim: first
      answers: [C1, C2]
    - claim:   second
é\N{GRINNING FACE}: {x: y}
empty:
"""


def test_place_of_every_value() -> None:
    placed = parse(PLACED, "motion.yaml")
    assert (placed.keys["empty",][1:3], "empty" in placed.data) == ((8, 1), False)
    assert {".".join(map(str, path)): position[1:3] for path, position in placed.values.items()} == {
        "": (1, 1), "top": (1, 6), "pro": (3, 3), "pro.arguments": (4, 5), "pro.arguments.0": (4, 7),
        "pro.arguments.0.claim": (4, 14), "pro.arguments.0.answers": (5, 16), "pro.arguments.0.answers.0": (5, 17),
        "pro.arguments.0.answers.1": (5, 21), "pro.arguments.1": (6, 7), "pro.arguments.1.claim": (6, 16),
        "é\N{GRINNING FACE}": (7, 5), "é\N{GRINNING FACE}.x": (7, 9), "empty": (8, 7),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "at_key", "line", "column"),
    [
        (("pro", "arguments", 1, "claim"), False, 6, 16),
        (("pro", "arguments", 1, "claim"), True, 6, 7),
        (("pro", "arguments", 1, "impact"), False, 6, 7),
        (("con",), False, 1, 1),
    ],
    ids=["value", "key", "not typed in an item", "not typed at the top"],
)
def test_problem_of_a_document_is_placed(path: tuple[str | int, ...], at_key: bool, line: int, column: int) -> None:
    problem = parse(PLACED, "motion.yaml").problem(path, "it is wrong", "Mend it.", at_key=at_key)
    assert problem == Problem("motion.yaml", line, column, "it is wrong", "Mend it.", PLACED.split("\n")[line - 1])


MERGES = {
    "what only one says": ("a: 1", "b: 2", {"a": "1", "b": "2"}),
    "what both say": ("a: 1", "a: 2", {"a": "2"}),
    "keys at depth": ("a: {b: 1, c: {d: 2}}", "a: {c: {e: 3}}", {"a": {"b": "1", "c": {"d": "2", "e": "3"}}}),
    "an empty list counts": ("a: [1]", "a: []", {"a": []}),
    "an empty value does not": ("a: 1", "a:", {"a": "1"}),
    "keys over text": ("a: x", "a: {b: 1}", {"a": {"b": "1"}}),
}


@pytest.mark.parametrize(("lower", "upper", "expected"), MERGES.values(), ids=MERGES)
def test_upper_document_counts_key_by_key(lower: str, upper: str, expected: dict[str, object]) -> None:
    # With a key that both have, each is a document even where its other value is empty.
    below, above = parse(f"x: 1\n{lower}", "below.yaml"), parse(f"x: 1\n{upper}", "above.yaml")
    assert merge(below, above).data == {"x": "1", **expected}


def test_own_keys_are_not_taken_from_below() -> None:
    layered = merge(parse("title: Below\na: 1", "below.yaml"), parse("b: 2", "above.yaml"), ["title"])
    assert layered.data == {"a": "1", "b": "2"}
    assert ("title",) not in layered.keys


PLACES = {
    "said in between": (("a", "c"), "middle.yaml:3:6"),
    "said above": (("a", "d"), "top.yaml:4:7"),
    "said below and empty above": (("z",), "bottom.yaml:4:4"),
    "said by none, in what is said": (("a", "y"), "top.yaml:3:1"),
}


@pytest.mark.parametrize(("path", "place"), PLACES.values(), ids=PLACES)
def test_problem_is_reported_in_the_file_that_says_it(path: tuple[str, ...], place: str) -> None:
    bottom = parse("a:\n b: 1\nx: 1\nz: 1", "bottom.yaml")
    middle = parse("x: 1\na:\n  c: 2", "middle.yaml")
    top = parse("x: 1\n\na:\n   d: 3\nz:", "top.yaml")
    problem = merge(merge(bottom, middle), top).problem(path, "wrong")
    assert f"{problem.file}:{problem.line}:{problem.column}" == place


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


@settings(max_examples=500)
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
