"""Every value stays the text that was typed, and the document knows where it stands."""

from __future__ import annotations

import pytest

from debatekit.yamlfile import Document, parse


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "yes",
        "On",
        "true",
        "null",
        "~",
        "1.10",
        "007",
        "0x1F",
        "0o17",
        "1_000",
        "1e3",
        ".inf",
        "12:30",
        "2026-01-02",
        "2026-01-02 12:30:00",
        "=",
        "<<",
        "-1",
        "C# is kept",
        "it's",
        'a "quoted" word',
        "http://example.org/a?b=c#d",
        "“typographic” – marks…",
    ],
)
def test_plain_value_stays_what_was_typed(typed: str) -> None:
    document = parse(f"answer: {typed}\nlist:\n  - {typed}\n", "motion.yaml")
    assert document.problems == []
    assert document.data == {"answer": typed, "list": [typed]}


@pytest.mark.parametrize("typed", ["1", "true", "2026-01-02", "null", "my key", "ключ"])
def test_key_stays_what_was_typed(typed: str) -> None:
    assert parse(f"{typed}: a\n", "motion.yaml").data == {typed: "a"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('a: "x: y # z"', "x: y # z", id="double quotes"),
        pytest.param("a: 'it''s *x*'", "it's *x*", id="single quotes"),
        pytest.param('a: "1\\t2 \\u00e9"', "1\t2 é", id="escapes"),
        pytest.param('a: ""', "", id="empty quotes"),
        pytest.param("a: one\n  two\n\n  three", "one two\nthree", id="plain text over lines"),
        pytest.param("a: |\n  *one*\n    x: y\n", "*one*\n  x: y\n", id="kept lines"),
        pytest.param("a: >-\n  one\n  two\n\n  three\n", "one two\nthree", id="folded lines"),
        pytest.param("a: |\n  x\n  \ty\n", "x\n\ty\n", id="tab inside kept lines"),
        pytest.param("a: x\ty", "x\ty", id="tab inside plain text"),
        pytest.param("a:\tx", "x", id="tab behind the colon"),
        pytest.param("a: x # remark", "x", id="remark"),
        pytest.param("---\na: x\n", "x", id="marked start"),
        pytest.param("%YAML 1.1\n---\na: x\n...\n", "x", id="directive and marked end"),
        pytest.param("a: [x, [y, no], {z: 1.10}]", ["x", ["y", "no"], {"z": "1.10"}], id="brackets"),
    ],
)
def test_value_in_each_way_to_write_it(text: str, value: object) -> None:
    document = parse(text, "motion.yaml")
    assert document.problems == []
    assert document.data == {"a": value}


def test_keys_without_a_value_are_left_out() -> None:
    document = parse("a:\nb: x\nc:\n  d:\n  e: y\nf: # a remark\n", "motion.yaml")
    assert document.data == {"b": "x", "c": {"e": "y"}}
    assert document.keys["a",].line == 1
    assert document.keys["c", "d"] == (4, 3)


@pytest.fixture
def placed() -> Document:
    return parse(
        "top: one\n"
        "pro:\n"
        "  arguments:\n"
        "    - claim: first\n"
        "      answers: [C1, C2]\n"
        "    - claim:   second\n"
        "é\N{GRINNING FACE}: {x: y}\n",
        "motion.yaml",
    )


def test_place_of_every_value(placed: Document) -> None:
    assert placed.values == {
        (): (1, 1),
        ("top",): (1, 6),
        ("pro",): (3, 3),
        ("pro", "arguments"): (4, 5),
        ("pro", "arguments", 0): (4, 7),
        ("pro", "arguments", 0, "claim"): (4, 14),
        ("pro", "arguments", 0, "answers"): (5, 16),
        ("pro", "arguments", 0, "answers", 0): (5, 17),
        ("pro", "arguments", 0, "answers", 1): (5, 21),
        ("pro", "arguments", 1): (6, 7),
        ("pro", "arguments", 1, "claim"): (6, 16),
        ("é\N{GRINNING FACE}",): (7, 5),
        ("é\N{GRINNING FACE}", "x"): (7, 9),
    }


@pytest.mark.parametrize(
    ("path", "at_key", "line", "column"),
    [
        pytest.param(("pro", "arguments", 1, "claim"), False, 6, 16, id="value"),
        pytest.param(("pro", "arguments", 1, "claim"), True, 6, 7, id="key"),
        pytest.param(("pro", "arguments", 1), True, 6, 7, id="item, which has no key"),
        pytest.param(("pro", "arguments", 1, "impact"), False, 6, 7, id="not typed: the part around it"),
        pytest.param(("pro", "summary", "x", 3), False, 2, 1, id="not typed: the key of the part around it"),
        pytest.param(("con",), False, 1, 1, id="not typed at the top"),
    ],
)
def test_problem_of_a_document_is_placed(
    placed: Document, path: tuple[str | int, ...], at_key: bool, line: int, column: int
) -> None:
    problem = placed.problem(path, "it is wrong", "Mend it.", at_key=at_key)
    assert (problem.file, problem.line, problem.column) == ("motion.yaml", line, column)
    assert (problem.message, problem.hint) == ("it is wrong", "Mend it.")
    assert problem.excerpt == placed.lines[line - 1]
