"""Both sides are counted, and where they differ by more than is allowed it is told, with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.checks.support import check
from tests.samples import write_motion

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.checks.balance import Balance

TEN = "One two three four five six seven eight nine ten."


def argument(claim: str = "Trees give shade.", **fields: Any) -> dict[str, Any]:
    return {"claim": claim, "challenge": "that a roof does.", **fields}


def motion(pro: list[dict[str, Any]], con: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return {
        "motion": "This house would plant a tree in every school yard",
        "pro": {"arguments": pro},
        "con": {"arguments": con},
        **fields,
    }


def told(folder: Path, data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(it.rule.code, it.problem.message) for it in check(write_motion(folder, data)).findings]


def balance(folder: Path, data: dict[str, Any]) -> Balance:
    return check(write_motion(folder, data)).balance


def test_a_lopsided_motion_is_told_so_with_figures(tmp_path: Path) -> None:
    data = motion(
        [argument(reasoning=TEN, evidence=[{"find": TEN}]) for _ in range(5)],
        [argument(reasoning=TEN, evidence=[{"find": TEN}]) for _ in range(2)],
        questions=[{"ask": "Who uses the yard?", "about": ["P1", "P2"]} for _ in range(3)],
    )
    assert told(tmp_path, data) == [
        ("DK301", "the side for the motion has 5 arguments, and the side against it 2: 60 % less, and 25 % is allowed"),
        ("DK302", "the side for the motion has 135 words, and the side against it 54: 60 % less, and 25 % is allowed"),
        (
            "DK303",
            "the side for the motion has 5 pieces of evidence, and the side against it 2: "
            "60 % less, and 25 % is allowed",
        ),
        (
            "DK305",
            "the side for the motion has 3 questions about it, and the side against it 0: "
            "100 % less, and 25 % is allowed",
        ),
    ]


def test_a_side_that_is_twice_as_long_is_told_with_the_shorter_side(tmp_path: Path) -> None:
    data = motion([argument(reasoning=TEN), argument()], [argument(reasoning=f"{TEN} " * 8), argument()])
    assert told(tmp_path, data) == [
        ("DK302", "the side for the motion has 24 words, and the side against it 94: 74 % less, and 25 % is allowed")
    ]
    (finding,) = check(write_motion(tmp_path, data)).findings
    assert finding.problem.excerpt == "pro:"


def test_what_a_side_has_is_counted(tmp_path: Path) -> None:
    evidence = [
        {"quote": "give shade", "from": "text", "shows": "two words"},
        {"fact": "Leaves are green.", "from": "general knowledge"},
        {"find": "How tall is it?"},
        {"find": "How old is it?"},
    ]
    data = motion(
        [
            argument("Trees *may* give shade.", reasoning="It is **clearly** so.", answers=["C1"], evidence=evidence),
            argument("They might grow.", answers="C1, C2", response="This is not read by pupils."),
        ],
        [argument("Yards are small."), argument("Water is always dear.", challenge="that it perhaps rains.")],
        questions=[{"ask": "Who?", "about": ["P1", "P2", "C1"]}, {"ask": "When?", "about": "C2"}, {"ask": "Why?"}],
        sources={"text": {"title": "not stated"}},
    )
    counted = balance(tmp_path, data)
    pro, con = counted.pro, counted.con
    assert (pro.arguments, pro.evidence, pro.quotes, pro.facts, pro.finds) == (2, 4, 1, 1, 2)
    assert (pro.replies, con.replies) == (2, 0)
    assert (pro.questions, con.questions) == (1, 2)
    assert (pro.words, con.words) == (4 + 4 + 4 + 2 + 3 + 4 + 4 + 3 + 4, 3 + 4 + 4 + 4)
    assert (pro.hedges, pro.loaded) == (2, 1)
    assert (con.hedges, con.loaded) == (0, 1)  # "perhaps" is what the other side may say


@pytest.mark.parametrize(
    ("pro", "con", "tolerance", "uneven"),
    [(2, 2, 0, False), (4, 3, 25, False), (4, 3, 24, True), (5, 4, 25, False), (5, 4, 0, True), (2, 3, 25, True)],
)
def test_the_motion_sets_the_tolerance(tmp_path: Path, pro: int, con: int, tolerance: int, uneven: bool) -> None:
    data = motion([argument()] * pro, [argument()] * con, checks={"tolerance": f"{tolerance} %"})
    assert [code for code, _ in told(tmp_path, data)] == (["DK301"] if uneven else [])


def test_one_finding_tells_of_evidence(tmp_path: Path) -> None:
    quoted = {"fact": "Leaves are green.", "from": "general knowledge"}
    uneven = motion([argument(evidence=[quoted] * 4), argument()], [argument(), argument()])
    assert [code for code, _ in told(tmp_path, uneven)] == ["DK303"]
    other_kinds = motion(
        [argument(evidence=[quoted] * 3), argument()], [argument(evidence=[{"find": "How tall?"}] * 3), argument()]
    )
    assert sorted(message.partition(" and")[0] for _, message in told(tmp_path, other_kinds)) == [
        "the side for the motion has 0 things to find out,",
        "the side for the motion has 3 facts,",
    ]


def test_replies_on_one_side_only_are_told(tmp_path: Path) -> None:
    data = motion([argument(answers=["C1"]), argument(answers=["C2"])], [argument(), argument()])
    assert [code for code, _ in told(tmp_path, data)] == ["DK304"]


HARD = (
    "Extraordinarily uncomfortable temperatures necessarily require considerable organisational determination, "
    "unmistakably demonstrating administrative impracticability throughout neighbourhood establishments everywhere. "
)
EASY = "It is hot in the sun. A tree can help you. You sit by it. It is cool there. You can read a book. "


def test_a_side_that_is_harder_to_read_is_told(tmp_path: Path) -> None:
    data = motion([argument(reasoning=HARD * 3), argument()], [argument(reasoning=EASY * 2), argument()])
    (found,) = [message for code, message in told(tmp_path, data) if code == "DK306"]
    assert found.startswith("the side for the motion reads like a text for the age of ")


def test_a_side_of_another_tone_is_told(tmp_path: Path) -> None:
    hedged = "It may be so. It might be so. It could be so. Perhaps it is so. Maybe it is so. Possibly it is so."
    plain = "It is as so. It will be so. It has been so. We say it is so. Now it is so. Today it is so."
    data = motion([argument(reasoning=hedged), argument()], [argument(reasoning=plain), argument()])
    assert told(tmp_path, data) == [
        (
            "DK307",
            "the side for the motion has 6 hedges such as “may”, and the side against it 0: "
            "100 % less, and 25 % is allowed",
        )
    ]


def test_an_argument_that_nobody_answers_is_told(tmp_path: Path) -> None:
    data = motion(
        [{"claim": "Trees give shade."}, argument(answers=["C1"])], [{"claim": "Yards are small."}, {"claim": "Water."}]
    )
    assert told(tmp_path, data) == [("DK308", "nobody answers P1"), ("DK308", "nobody answers C2")]
    assert balance(tmp_path, data).unanswered == ("P1", "C2")


def test_without_any_reply_none_is_missing_yet(tmp_path: Path) -> None:
    bare = [{"claim": "Trees give shade."}, {"claim": "Trees grow."}]
    assert told(tmp_path, motion(bare, bare)) == []


def test_words_are_not_counted_without_a_list(tmp_path: Path) -> None:
    counted = balance(tmp_path, motion([argument()] * 2, [argument()] * 2, language="cy"))
    assert (counted.pro.hedges, counted.con.loaded) == (None, None)
    assert [row.measure for row in counted.rows() if row.pro is None] == ["reading", "hedges", "loaded"]
