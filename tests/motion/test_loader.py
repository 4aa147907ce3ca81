"""A motion file becomes a motion, or every wrong value and reference is reported at its place, all of them at once."""

from pathlib import Path

import pytest

from debatekit.motion.loader import load_motion, path_problems
from tests.motion.drafts import draft, only_problem, problems_of, read, write
from tests.problems import reported
from tests.samples import full_motion, write_motion

BOOK = "sources: {book: {title: x}}\n"


def test_whole_motion_holds_everything_that_was_typed(tmp_path: Path) -> None:
    typed = full_motion("A tree", "For teachers")
    motion = load_motion(write_motion(tmp_path, typed)).motion
    assert without_ids(motion.model_dump(by_alias=True, exclude_unset=True)) == typed


def without_ids(value: object) -> object:
    """Return `value` with numbers as text, as in a file."""
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("typed", "youngest", "oldest"),
    [
        ('" 15 to 18 "', 15, 18), ("11 à 14 ans", 11, 14), ("15 – 18", 15, 18), ("15", 15, 15),
        ("\n  youngest: 15\n  oldest: 18", 15, 18),
    ],
)  # fmt: skip
def test_ages_in_each_way_to_write_them(tmp_path: Path, typed: str, youngest: int, oldest: int) -> None:
    ages = read(tmp_path, draft(f"ages: {typed}")).ages
    assert ages is not None
    assert (ages.youngest, ages.oldest) == (youngest, oldest)


def questions(*ids: str) -> str:
    parts = ("  - ask: Why?\n" + (f"    id: {name}\n" if name else "") for name in ids)
    return "questions:\n" + "".join(parts)


def test_parts_of_each_kind_are_numbered(tmp_path: Path) -> None:
    evaluation = "evaluation:\n  source: book\n  claims: [{quote: a}, {quote: b}]\n  words: [{quote: c}]\n"
    motion = read(tmp_path, draft(BOOK + evaluation + questions("", ""), "id:"))
    assert motion.evaluation is not None
    lists = (motion.pro.arguments, motion.con.arguments, motion.questions, motion.evaluation.claims,
             motion.evaluation.words)  # fmt: skip
    assert [[part.id for part in parts] for parts in lists] == [
        ["P1", "P2"], ["C1", "C2"], ["Q1", "Q2"], ["S1", "S2"], ["W1"],
    ]  # fmt: skip


def test_given_numbers_are_kept_and_skipped(tmp_path: Path) -> None:
    given = read(tmp_path, draft(questions("", "", "Q2", '" Q1 "', "Bee12"))).questions
    assert [question.id for question in given] == ["Q3", "Q4", "Q2", "Q1", "Bee12"]


def about(numbers: str) -> str:
    return draft(f"questions:\n  - ask: Why?\n    about: {numbers}")


def answers(numbers: str) -> str:
    return draft("", f"answers: {numbers}") + "questions: [{ask: Why?}]\n"


def evidence(top: str, item: str) -> str:
    return draft(top, f"evidence: [{item}]")


def no_source(name: str) -> str:
    return f"there is no source '{name}' under 'sources'"


NUMBERS = "Choose from: P1, P2, C1, C2, Q1."
NO_NUMBER = "Write a letter and then up to five letters or digits, such as P1."
WRONG_REFERENCES = {
    "a number without a letter": (draft(questions("1")), 3, 9, "'1' cannot be a number on the sheets", NO_NUMBER),
    "a number twice": (draft(questions("Q1", "", "' Q1 '")), 6, 9, "the number 'Q1' is used twice",
        "Line 3 has it already: choose another."),
    "about nothing": (about("[P9]"), 3, 13, "there is no 'P9' in this file", NUMBERS),
    "answers its own side": (answers("P2"), 4, 16, "'P2' is not an argument of the other side", "Choose from: C1, C2."),
    "source, nearly": (evidence(BOOK, "{quote: x, from: Bok}"), 5, 35, no_source("Bok"), "Did you mean 'book'?"),
    "quote from general knowledge": (
        evidence(BOOK, "{quote: x, from: general knowledge}"), 5, 35, no_source("general knowledge"),
        "Choose from: book."),
    "no sources at all": (evidence("kind: value", "{quote: x, from: book}"), 5, 35, no_source("book"),
        "Describe it: 'sources: {book: …}'."),
    "evaluation": (draft(f"{BOOK}evaluation:\n  source: bok"), 3, 11, no_source("bok"), "Did you mean 'book'?"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG_REFERENCES.values(), ids=WRONG_REFERENCES)
def test_wrong_number_or_reference(tmp_path: Path, text: str, line: int, column: int, message: str, hint: str) -> None:
    assert only_problem(tmp_path, text) == (line, column, message, hint)


INSIDE = "Put the file beside the motion, or into its workspace, and name it from there: article.txt."
ELSEWHERE = "this is an address, a device or a path on another drive"
OUTSIDE = "this path leaves the motion's folder and its workspace"
WRONG_PATHS = {
    "address": ("https://example.org/a.txt", ELSEWHERE, INSIDE), "drive": ("C:a.txt", ELSEWHERE, INSIDE),
    "backslash": ("texts\\a.txt", "this path holds a \\", "Write / between folders, on Windows, too."),
    "outside": ("../../a.txt", OUTSIDE, INSIDE), "link": ("link.txt", OUTSIDE, INSIDE),
    "folder": ("folder", "this is a folder, a device or a pipe", INSIDE),
    "endless name": ("n" * 300, "this is a folder, a device or a pipe, or cannot be read", INSIDE),
}  # fmt: skip


@pytest.mark.parametrize(("path", "message", "hint"), WRONG_PATHS.values(), ids=WRONG_PATHS)
def test_path_that_a_motion_may_not_name(tmp_path: Path, path: str, message: str, hint: str) -> None:
    folder = tmp_path / "motions"
    (folder / "folder").mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path.parent / "elsewhere.txt")
    file = write(folder, draft(f"sources: {{a: {{text: '{path}'}}}}"))
    (problem,) = reported(load_motion, file, tmp_path)
    assert (problem.line, problem.column, problem.hint) == (1, 21, hint)
    assert problem.message.startswith(message)


def test_paths_inside_the_workspace_are_allowed_and_the_file_name_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "motions/aux.yaml"
    path.parent.mkdir()
    (tmp_path / "motions/file.txt").touch()
    top = "sources: {a: {text: ../texts/a.txt}, b: {text: file.txt}}\nsettings: {output: file.txt, look: ../x.docx}"
    path.write_text(draft(top), encoding="utf-8")
    problems = path_problems(load_motion(path), tmp_path)
    assert [(problem.line, problem.message) for problem in problems[:1]] == [(2, "this is no folder")]
    assert [(problem.file, problem.line) for problem in problems[1:]] == [(path.as_posix(), 0)]


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
    "ages in words": (draft("ages: old"), 1, 7, "'old' is not an age", "such as 15, or a span such as 15 to 18."),
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
