"""Every wrong value of a motion file is reported at its place, once, with what to type instead; all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.motion.drafts import draft, only_problem, problems_of

SOURCE = "sources: {book: {title: x}}\n"
EVIDENCE = "evidence is one of three kinds, and this is none"
ALL_KINDS = "Write 'quote: …' and 'from: …', or 'fact: …' and 'from: …', or 'find: …'."


UNKNOWN_KEYS = {
    "motion, needed key": (draft().replace("con:", "cons:"), 5, 1, "cons", "con"),
    "source": (draft("sources:\n  book:\n    titel: x"), 3, 5, "titel", "title"),
    "side": (draft().replace("con:\n", "con:\n  sumary: x\n"), 6, 3, "sumary", "summary"),
    "quote, needed key": (draft(SOURCE, "evidence:\n  - quote: x\n    form: book"), 7, 11, "form", "from"),
    "quote, name of the attribute": (draft("", "evidence:\n  - {quote: x, from_: zzz}"), 5, 22, "from_", "from"),
}

WRONG = {
    **{
        name: (text, line, column, f"unknown key '{typed}'", f"Did you mean '{meant}'?")
        for name, (text, line, column, typed, meant) in UNKNOWN_KEYS.items()
    },
    "missing motion": (draft().replace("motion:", "# "), 1, 1, "'motion' is missing here", "Add a line 'motion: …'."),
    "missing claim": (draft().replace("claim: Yards", "impact: Yards"), 7, 7, "'claim' is missing here", "'claim: …'"),
    "empty claim": (draft().replace("Yards are small.", ""), 7, 7, "'claim' is empty", "after the colon"),
    "key read in a text": (draft("notice:\n  We say: x"), 2, 3, "'We say:' is read as a key", "double quotes"),
    "list for a block": (draft("sources: [book]"), 1, 10, "keys and values are expected here", "'key: value'"),
    "evidence without a dash": (draft("", "evidence:\n  find: x"), 5, 9, "a list is expected here", "'- '"),
    "one argument": (draft().replace("    - claim: Yards are small.\n", ""), 7, 5, "2 or more arguments are", "Add"),
    "evidence of no kind": (draft("", "evidence:\n  - {quotation: x}"), 5, 11, EVIDENCE, ALL_KINDS),
    "evidence of two kinds": (draft("", "evidence:\n  - {find: x, fact: y, from: general knowledge}"), 5, 12,
        "unknown key 'find'", "Known here: fact, from."),
    "ages backwards": (draft("ages: 18 to 15"), 1, 7, "the ages run backwards", "Write 15 to 18, the youngest first."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_wrong_value_is_reported_at_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str, hint: str
) -> None:
    told = only_problem(tmp_path, text)
    assert told[:2] == (line, column)
    assert message in told[2]
    assert hint in told[3]


MANY_MISTAKES = """\
motion: *This* house would plant a tree
kind: polcy
ages: 18 to 15
lesson:
  minutes: many
backgroud: A word.
pro:
  arguments:
    - claim: Trees give shade: yes
      answers: [C9]
    - claim:
con:
  arguments:
    - claim: Yards are small.
      evidence:
        - quote: small
          from: nowhere
questions:
  - ask: Why?
    level: analyze
    ask: How?
"""


def test_a_dozen_mistakes_of_different_kinds_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, MANY_MISTAKES)
    expected = [
        (1, 9, "alias"),
        (2, 7, "'polcy' is not known here"),
        (3, 7, "the ages run backwards"),
        (5, 12, "a whole number is expected here"),
        (6, 1, "unknown key 'backgroud'"),
        (9, 30, "a colon followed by a space"),
        (10, 17, "there is no 'C9' in this file"),
        (11, 7, "'claim' is empty"),
        (14, 5, "2 or more arguments are needed here"),
        (17, 17, "there is no source 'nowhere'"),
        (20, 12, "'analyze' is not known here"),
        (21, 5, "the key 'ask' is given twice"),
    ]
    assert [(problem.line, problem.column) for problem in problems] == [place[:2] for place in expected]
    for problem, (_, _, message) in zip(problems, expected, strict=True):
        assert message in problem.message
        assert problem.file == (tmp_path / "motion.yaml").as_posix()
        assert problem.excerpt == MANY_MISTAKES.split("\n")[problem.line - 1]
