"""Findings can be asked for by code, and accepted by the motion with a reason; errors cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.checks.selecting import selected
from debatekit.errors import DebatekitError
from tests.checks.support import SOUND, check, write

if TYPE_CHECKING:
    from pathlib import Path

SHORT = SOUND.replace("checks:", "checks:\n  longest_quotation: 6")
"""The motion with two quotations that are too long: P1's and S1's."""


def silenced(code: str, part: str = "", motion: str = SHORT) -> str:
    where = f"      part: {part}\n" if part else ""
    return f"{motion}  silence:\n    - code: {code}\n{where}      reason: These few words are needed.\n"


def codes(path: Path) -> list[tuple[str, int]]:
    return [(it.rule.code, it.problem.line) for it in check(path).findings]


def test_what_a_motion_accepts_is_no_finding(tmp_path: Path) -> None:
    assert codes(write(tmp_path, SHORT)) == [("DK107", 21), ("DK107", 58)]
    checked = check(write(tmp_path, silenced("DK107")))
    assert checked.findings == ()
    assert [(it.problem.line, reason) for it, reason in checked.silenced] == [
        (21, "These few words are needed."),
        (58, "These few words are needed."),
    ]


def test_it_can_be_accepted_for_one_source(tmp_path: Path) -> None:
    sources = "text: yard.txt\n  other: {title: On shade}\n"
    silence = "\nchecks:\n  silence:\n    - {code: DK203, part: other, reason: It is read aloud.}\n"
    text = SOUND.partition("\nchecks:")[0].replace("text: yard.txt\n", sources) + silence
    assert "DK203" not in [code for code, _ in codes(write(tmp_path, text))]


@pytest.mark.parametrize(("part", "left"), [("P1", 58), ("S1", 21)])
def test_it_can_be_accepted_in_one_part(tmp_path: Path, part: str, left: int) -> None:
    assert codes(write(tmp_path, silenced("DK107", part))) == [("DK107", left)]


def test_what_is_accepted_and_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (finding,) = check(write(tmp_path, silenced("DK107", "C2", SOUND))).findings
    assert finding.rule.code == "DK901"
    assert finding.problem.excerpt.strip() == "- code: DK107"


@pytest.mark.parametrize(
    ("code", "part", "message", "hint"),
    [
        ("DK102", "", "DK102 is an error, and errors cannot be accepted", "Mend what it is about."),
        ("DK999", "", "there is no finding with the code 'DK999'", "Did you mean 'DK"),
        ("DK107", "P9", "there is no 'P9' in this file", "Known here: C1, C2, P1, P2, Q1"),
    ],
)
def test_what_cannot_be_accepted_is_a_problem(tmp_path: Path, code: str, part: str, message: str, hint: str) -> None:
    with pytest.raises(DebatekitError) as caught:
        check(write(tmp_path, silenced(code, part)))
    (problem,) = caught.value.problems
    assert problem.message == message
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize("code", ["DK1", "107", "DK1070", "not-in-source"])
def test_a_code_is_written_as_it_is_printed(tmp_path: Path, code: str) -> None:
    with pytest.raises(DebatekitError, match=f"'{code}' is no code"):
        check(write(tmp_path, silenced(code)))


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ([], [], ["DK107", "DK113", "DK201"]),
        (["DK1"], [], ["DK107", "DK113"]),
        (["DK2", "DK113"], [], ["DK113", "DK201"]),
        ([], ["DK1"], ["DK201"]),
        (["DK1"], ["DK113"], ["DK107"]),
        (["DK113"], ["DK1"], ["DK113"]),
        (["DK1"], ["DK1"], []),
        (["DK3"], [], []),
    ],
)
def test_the_longest_start_of_a_code_decides(
    tmp_path: Path, select: list[str], ignore: list[str], left: list[str]
) -> None:
    motion = SOUND.replace("most_quoted: 40", "longest_quotation: 7\n  most_quoted: 10").replace(
        "    url: not stated\n", ""
    )
    findings = check(write(tmp_path, motion)).findings
    assert sorted(it.rule.code for it in selected(findings, select, ignore)) == left
