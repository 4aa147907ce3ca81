"""Data becomes a model, or every value that does not fit is reported at its place with what to type instead."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from debatekit.validation import validate
from debatekit.yamlfile import parse


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
