"""Data becomes a model, or every value that does not fit is reported at its place with what to type instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from debatekit.errors import DebatekitError, Problem
from debatekit.validation import read_model, validate
from debatekit.yamlfile import parse


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Leaf(Part):
    colour: str = "green"
    veins: int | None = None


class Tree(Part):
    RENAMED_KEYS: ClassVar[Mapping[str, str]] = {"size": "height", "title": "name"}

    name: str
    kind: Literal["oak", "birch", "lime tree"] = "oak"
    height: Annotated[float, Field(gt=0, lt=200, allow_inf_nan=False)] = 1.0
    rings: Annotated[int, Field(ge=1, le=900)] = 1
    evergreen: bool = False
    code: Annotated[str, Field(pattern="^[A-Z]+$")] = "A"
    label: Annotated[str, Field(min_length=1, max_length=5)] = "x"
    leaves: list[Leaf] = []
    nests: Annotated[list[str], Field(min_length=2)] = ["a", "b"]
    branches: dict[str, Leaf] = {}
    trunk: Leaf = Leaf()
    from_: str = Field("", alias="from")


def read(tmp_path: Path, text: str) -> Tree:
    path = tmp_path / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    return read_model(path, Tree, "tree")


def problems_of(tmp_path: Path, text: str) -> list[Problem]:
    with pytest.raises(DebatekitError) as caught:
        read(tmp_path, text)
    return caught.value.problems


def test_values_are_converted_by_the_type_of_their_field(tmp_path: Path) -> None:
    tree = read(
        tmp_path,
        "name: no\nkind: lime tree\nheight: 1.10\nrings: 12\nevergreen: yes\ncode: NO\nfrom: 2026-01-02\n"
        "leaves:\n  - colour: 0x1F\n    veins: 7\nnests: [1.10, ~]\nbranches:\n  true: {colour: 12:30}\n",
    )
    assert tree.model_dump(exclude_defaults=True) == {
        "name": "no", "kind": "lime tree", "height": 1.1, "rings": 12, "evergreen": True, "code": "NO",
        "from_": "2026-01-02", "leaves": [{"colour": "0x1F", "veins": 7}], "nests": ["1.10", "~"],
        "branches": {"true": {"colour": "12:30"}},
    }  # fmt: skip


WRONG = {
    "unknown key": ("heigt: 3", 2, 1, "unknown key 'heigt'", "Did you mean 'height'?"),
    "unknown key under a name": ("branches:\n  low:\n    colr: x", 4, 5, "unknown key 'colr'", "mean 'colour'?"),
    "unknown key like none": ("trunk: {zzz: x}", 2, 9, "unknown key 'zzz'", "Known here: colour, veins."),
    "key with another name inside": ("form: x", 2, 1, "unknown key 'form'", "Did you mean 'from'?"),
    "not a number": ("height: nan", 2, 9, "a number is expected here, and this is 'nan'", "in digits"),
    "not more than nothing": ("height: 0", 2, 9, "'0' is too small", "Write more than 0.0."),
    "long value": (f"kind: {'x' * 5000}", 2, 7, f"'{'x' * 99}…' is not known here", "Write one of"),
    "text for a number": ("rings: many", 2, 8, "a whole number is expected here, and this is 'many'", "in digits"),
    "too small": ("rings: 0", 2, 8, "'0' is too small", "Write 1 or more."),
    "text for a yes": ("evergreen: maybe", 2, 12, "true or false is expected here", "Write one of the two."),
    "word near one": ("kind: brich", 2, 7, "'brich' is not known here", "Did you mean 'birch'?"),
    "word like none": ("kind: zzz", 2, 7, "'zzz' is not known here", "Write one of: oak, birch, lime tree."),
    "pattern": ("code: a1", 2, 7, "'a1' is not written as it should be", "^[A-Z]+$"),
    "too long": ("label: abcdef", 2, 8, "this text has more than 5 characters", "Shorten it."),
    "empty text": ('label: ""', 2, 8, "this text is empty", "Write something"),
    "list for text": ("label: [a]", 2, 8, "text is expected here, and this is a list", "Write one text."),
    "key read in a text": ("nests:\n  - We say: no\n  - b", 3, 5, "'We say:' is read as a key", "double quotes"),
    "text for a list": ("leaves: green", 2, 9, "a list is expected here, and this is text", "'- '"),
    "too few": ("nests: [a]", 2, 8, "2 or more nests are needed here, and this has 1", "Add what is missing."),
    "text for a part": ("trunk: brown", 2, 8, "keys and values are expected here, and this is text", "'key: value'"),
}


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_value_that_does_not_fit(tmp_path: Path, text: str, line: int, column: int, message: str, hint: str) -> None:
    problems = problems_of(tmp_path, f"name: x\n{text}\n")
    assert [(problem.line, problem.column) for problem in problems] == [(line, column)]
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_value_that_is_needed(tmp_path: Path) -> None:
    missing, empty = (
        ("'name' is missing here", "Add a line 'name: …'."),
        ("'name' is empty", "Write its value after the colon."),
    )
    for text, (message, hint) in {"kind: oak": missing, "name:": empty}.items():
        problem = Problem((tmp_path / "tree.yaml").as_posix(), 1, 1, message, hint, text)
        assert problems_of(tmp_path, text + "\n") == [problem]


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "kind: elm\nrings: 0\ncode: *b*\nleaves:\n  - vein: 3\n  - veins: x\nrings: 4\nheight: `x`\n"
    assert [problem.line for problem in problems_of(tmp_path, text)] == [1, 1, 2, 3, 5, 6, 7, 8]


def test_validate_returns_a_model_if_the_data_fits() -> None:
    tree, problems = validate(parse("name: x\nrings: 3\nrings: 4\n", "tree.yaml"), Tree)
    assert tree == Tree.model_validate({"name": "x", "rings": 3})
    assert [problem.line for problem in problems] == [3]
    assert validate(parse("rings: 3\n", "tree.yaml"), Tree)[0] is None


def test_key_is_not_missing_where_another_is_meant_to_be_it(tmp_path: Path) -> None:
    for key in ("nam", "title"):
        assert [problem.message for problem in problems_of(tmp_path, f"{key}: x\n")] == [f"unknown key '{key}'"]
