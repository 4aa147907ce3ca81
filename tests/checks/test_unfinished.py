"""Each prompt that is left in a motion is told at its line, with the field and the part it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.checks.support import check
from tests.samples import SMALLEST, write_motion

if TYPE_CHECKING:
    from pathlib import Path

PROMPTS = SMALLEST.replace("Trees give shade.", "(write the claim)\n      impact: (write why it matters)") + (
    'teacher_notes: "(write notes on teaching it)"\nterms:\n  - term: shade\n    meaning: (write what it means)\n'
)


def test_each_prompt_is_told_at_its_line(tmp_path: Path) -> None:
    findings = check(write_motion(tmp_path, PROMPTS)).findings
    assert [(it.rule.code, it.problem.line, it.problem.message) for it in findings] == [
        ("DK601", 4, "'claim' of P1 is still to be written"),
        ("DK601", 5, "'impact' of P1 is still to be written"),
        ("DK601", 11, "'teacher_notes' is still to be written"),
        ("DK601", 14, "'meaning' under 'terms' is still to be written"),
    ]


def test_text_that_is_no_prompt_is_not_told(tmp_path: Path) -> None:
    text = SMALLEST.replace("Trees give shade.", "Trees give shade (write it down).")
    assert check(write_motion(tmp_path, text)).findings == ()


def test_prompts_are_no_words_of_a_side(tmp_path: Path) -> None:
    balance = check(write_motion(tmp_path, PROMPTS)).balance
    assert balance.pro.words == 6  # Planting is a lesson in itself.
