"""A part that reads too hard for the ages of a motion is told, with its hardest sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.support import check
from tests.samples import SMALLEST, write_motion

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.checks.findings import Finding

EASY = "It is hot in the sun. A tree can help you, and so can a roof. "
HARD = (
    "Extraordinarily uncomfortable temperatures necessarily require considerable organisational determination. "
    "Responsibility for irrigation demonstrates administrative impracticability throughout neighbourhoods. "
)


def found(folder: Path, motion: str) -> list[Finding]:
    return [it for it in check(write_motion(folder, motion)).findings if it.rule.code == "DK401"]


def test_the_hardest_sentences_are_shown(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, f"ages: 11 to 14\nbackground: {EASY * 2}{HARD * 2}\n{SMALLEST}")
    assert finding.problem.line == 2
    message = "the background reads like a text for the age of 20 and more (an estimate), and the youngest are 11"
    assert finding.problem.message == message
    assert len(finding.details) == 3
    assert all("uncomfortable" in line or "irrigation" in line for line in finding.details)


@pytest.mark.parametrize(
    "motion",
    [
        f"ages: 11\nbackground: {EASY * 8}\n{SMALLEST}",
        f"ages: 11\nbackground: {HARD}\n{SMALLEST}",
        f"background: {HARD * 3}\n{SMALLEST}",
        f"ages: 11\nlanguage: de\nbackground: {HARD * 3}\n{SMALLEST}",
        f"ages: 30\nchecks: {{years: 20}}\nbackground: {HARD * 3}\n{SMALLEST}",
        f"ages: 50\nbackground: {HARD * 3}\n{SMALLEST}",
        f"ages: 11\nteacher_notes: {HARD * 3}\n{SMALLEST}",
    ],
    ids=["easy", "short", "no ages", "another language", "allowed", "grown up", "for the teacher"],
)
def test_what_is_not_too_hard_is_not_told(tmp_path: Path, motion: str) -> None:
    assert found(tmp_path, motion) == []


@pytest.mark.parametrize(
    ("motion", "line", "name"),
    [
        (f"ages: 11\n{SMALLEST}".replace("Trees give shade.", HARD * 3), 5, "P1"),
        (f"ages: 11\n{SMALLEST}questions: [{{ask: {HARD * 3}}}]\n", 11, "the questions"),
        (f"ages: 11\n{SMALLEST}terms: [{{term: Tree, meaning: {HARD * 3}}}]\n", 11, "the key terms"),
        (
            f"ages: 11\n{SMALLEST}sources: {{a: {{}}}}\nevaluation: {{source: a, offline: {HARD * 3}}}\n",
            12,
            "the source evaluation",
        ),
    ],
)
def test_each_part_that_pupils_read_is_looked_at(tmp_path: Path, motion: str, line: int, name: str) -> None:
    (finding,) = found(tmp_path, motion)
    assert finding.problem.line == line
    assert finding.problem.message.startswith(f"{name} reads like")
