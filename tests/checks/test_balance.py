"""Both sides are measured, and differences above the limit are findings with figures."""

from pathlib import Path
from typing import Any

import pytest

from tests.checks.support import check
from tests.samples import write_motion

TEN = "One two three four five six seven eight nine ten."
HARD = (
    "Extraordinarily uncomfortable temperatures necessarily require considerable organisational determination, "
    "unmistakably demonstrating administrative impracticability throughout neighbourhood establishments everywhere. "
)
EASY = "It is hot in the sun. A tree can help you. You sit by it. It is cool there. You can read a book. "
HEDGED = "It may be so. It might be so. It could be so. Perhaps it is so. Maybe it is so. Possibly it is so."
SURE = "It is as so. It will be so. It has been so. We say it is so. Now it is so. Today it is so."
FACT = {"fact": "Leaves are green.", "from": "general knowledge"}
FIND = {"find": TEN}


def argument(claim: str = "Trees give shade.", **fields: Any) -> dict[str, Any]:
    return {"claim": claim, "challenge": "But a roof does.", **fields}


Arguments = list[dict[str, Any]]


def motion(pro: Arguments, con: Arguments, **fields: Any) -> dict[str, Any]:
    sides = {"pro": {"arguments": pro}, "con": {"arguments": con}}
    return {"motion": "This house would plant a tree in every school yard", **sides, **fields}


def findings(folder: Path, data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(it.rule.code, it.problem.message) for it in check(write_motion(folder, data)).findings]


def test_a_lopsided_motion_has_findings_with_figures(tmp_path: Path) -> None:
    full = argument(reasoning=TEN, evidence=[FIND])
    data = motion([full] * 5, [full] * 2, questions=[{"ask": "Who uses the yard?", "about": ["P1", "P2"]}] * 3)
    figures = {
        "DK301": "5 arguments, and the side against it 2: 60 %",
        "DK302": "135 words, and the side against it 54: 60 %",
        "DK303": "5 pieces of evidence, and the side against it 2: 60 %",
        "DK305": "3 questions about it, and the side against it 0: 100 %",
    }
    assert findings(tmp_path, data) == [
        (code, f"the side for the motion has {text} less, and 25 % is allowed") for code, text in figures.items()
    ]


UNEVEN: dict[str, tuple[Arguments, Arguments, str, str]] = {
    "words, at the shorter side": (
        [argument(reasoning=TEN), argument()], [argument(reasoning=f"{TEN} " * 8), argument()], "pro:",
        "has 24 words, and the side against it 94: 74 % less",
    ),
    "replies": ([argument(answers=["C1"]), argument(answers=["C2"])], [argument(), argument()], "con:", "2 replies"),
    "evidence, once": ([argument(evidence=[FACT] * 4), argument()], [argument()] * 2, "con:", "4 pieces of evidence"),
    "reading level, at the harder side": (
        [argument(reasoning=HARD * 3), argument()], [argument(reasoning=EASY * 3), argument()], "pro:",
        "reads like a text for the age of ",
    ),
    "tone, at the side with hedges": (
        [argument(reasoning=SURE), argument()], [argument(reasoning=HEDGED), argument()], "con:",
        "has 0 hedges such as “may”, and the side against it 6: 100 % less",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pro", "con", "place", "message"), UNEVEN.values(), ids=UNEVEN)
def test_an_uneven_measure_is_a_finding(
    tmp_path: Path, pro: Arguments, con: Arguments, place: str, message: str
) -> None:
    found = [it.problem for it in check(write_motion(tmp_path, motion(pro, con))).findings]
    assert [(it.excerpt, message in it.message) for it in found] == [(place, True)]


@pytest.mark.parametrize(("limit", "uneven"), [(25, False), (24, True)])
def test_the_motion_sets_the_limit(tmp_path: Path, limit: int, uneven: bool) -> None:
    data = motion([argument()] * 4, [argument()] * 3, checks={"max_difference": f"{limit} %"})
    assert [code for code, _ in findings(tmp_path, data)] == (["DK301"] if uneven else [])


SIDES = {
    "none": ({}, ""),
    "both": ({"pro": "Trees", "con": "Roofs"}, ""),
    "one": ({"con": "Roofs"}, "'con' has a name of its own, and the other side has none"),
    "the same": ({"pro": "Pupils", "con": "pupils"}, "both sides have the same name"),
}


@pytest.mark.parametrize(("sides", "message"), SIDES.values(), ids=SIDES)
def test_sides_are_named_both_or_neither(tmp_path: Path, sides: dict[str, str], message: str) -> None:
    data = motion([argument(), argument()], [argument(), argument()], sides=sides)
    assert [text for code, text in findings(tmp_path, data) if code == "DK309"] == [message] * bool(message)
