"""A document laid over another: whose value counts, and whose file a problem names."""

from __future__ import annotations

import pytest

from debatekit.yamlfile import merge, parse

MERGES = {
    "what only one says": ("a: 1", "b: 2", {"a": "1", "b": "2"}),
    "what both say": ("a: 1", "a: 2", {"a": "2"}),
    "keys at depth": ("a: {b: 1, c: {d: 2}}", "a: {c: {e: 3}}", {"a": {"b": "1", "c": {"d": "2", "e": "3"}}}),
    "a list is not merged": ("a: [1, 2, 3]", "a: [4]", {"a": ["4"]}),
    "an empty list counts": ("a: [1]", "a: []", {"a": []}),
    "an empty value does not": ("a: 1", "a:", {"a": "1"}),
    "text over keys": ("a: {b: 1}", "a: x", {"a": "x"}),
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
    "said below": (("a", "b"), "bottom.yaml:2:5"),
    "said in between": (("a", "c"), "middle.yaml:3:6"),
    "said above": (("a", "d"), "top.yaml:4:7"),
    "said by all": (("x",), "top.yaml:1:4"),
    "said below and empty above": (("z",), "bottom.yaml:4:4"),
    "said by none": (("y",), "top.yaml:1:1"),
    "said by none, in what is said": (("a", "y"), "top.yaml:3:1"),
}


@pytest.mark.parametrize(("path", "place"), PLACES.values(), ids=PLACES)
def test_problem_is_told_in_the_file_that_says_it(path: tuple[str, ...], place: str) -> None:
    bottom = parse("a:\n b: 1\nx: 1\nz: 1", "bottom.yaml")
    middle = parse("x: 1\na:\n  c: 2", "middle.yaml")
    top = parse("x: 1\n\na:\n   d: 3\nz:", "top.yaml")
    problem = merge(merge(bottom, middle), top).problem(path, "wrong")
    assert f"{problem.file}:{problem.line}:{problem.column}" == place
