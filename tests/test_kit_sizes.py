"""`--kit` and the setting `kit`: which sheets there are, what becomes of the others, and how many copies are made."""

from pathlib import Path

import pytest

from debatekit.printing import copies_for
from tests.commandline import files_in, run
from tests.lesson.support import plan
from tests.pdfs import Converter, converter, read_pdf, starts_of
from tests.samples import SMALLEST
from tests.workspace.support import printed, workspace

__all__ = ["converter"]
LESSON = f"{SMALLEST}lesson: {{minutes: 45, pupils: 27, format: oxford-class}}\n"
KIT = Path("output/trees")
BRIEF = {"pro-brief", "con-brief", "teachers-book"}
OF_LESSON = {
    "lesson-plan-teacher", "running-order", "role-cards", "timekeeper-sheet", "speech-planner", "flow-sheet", "ballot",
    "vote-count", "exit-ticket",
}  # fmt: skip
OF_ALL = {"feedback", "talk-rules"}
MAPS = {"argument-map-teacher", "argument-map-empty"}


@pytest.fixture
def trees(folder: Path) -> Path:
    """Return the motion of a workspace, the current folder: a lesson with votes, without judges."""
    return workspace(folder, files={"motions/trees.yaml": LESSON}) / "motions/trees.yaml"


def kit() -> set[str]:
    return {name.removesuffix(".docx") for name in files_in(KIT)}


SIZES = {
    "with a lesson": (LESSON, "", (), BRIEF | OF_LESSON),
    "a lesson on the command line": (SMALLEST, "", ("--format", "oxford-class"), BRIEF | OF_LESSON),
    "full": (LESSON, "", ("--kit", "full"), BRIEF | OF_LESSON | OF_ALL | MAPS),
    "setting of the workspace": (LESSON, "kit: Full\n", (), BRIEF | OF_LESSON | OF_ALL | MAPS),
    "setting of the motion": (LESSON + "settings: {kit: brief}\n", "kit: full\n", (), BRIEF),
    "the command line comes first": (LESSON, "kit: full\n", ("--kit", "lesson"), BRIEF | OF_LESSON),
    "only": (LESSON, "", ("--only", "feedback", "--kit", "brief"), {"feedback"}),
    "what a job needs": (LESSON, "", ("--format", "fishbowl"), BRIEF | OF_LESSON - {"ballot", "vote-count",
        "speech-planner", "flow-sheet"} | OF_ALL),
    "judges": (LESSON, "", ("--format", "mace", "--minutes", "60"), BRIEF | OF_LESSON - {"ballot", "vote-count"}
        | {"judge-sheet"}),
}  # fmt: skip


@pytest.mark.parametrize(("motion", "settings", "options", "documents"), SIZES.values(), ids=SIZES)
def test_a_kit_has_the_sheets_of_its_size(
    trees: Path, motion: str, settings: str, options: tuple[str, ...], documents: set[str]
) -> None:
    trees.write_text(motion, encoding="utf-8")
    Path("debatekit.yaml").write_text(settings, encoding="utf-8")
    result = run("build", *options)
    assert result.exit_code == 0, result.output
    assert kit() == documents
    assert f"{len(documents)} document" in run("build", *options).output


def test_sheets_that_the_kit_does_not_have_are_not_named(trees: Path) -> None:
    run("build")
    assert "Talk rules" not in printed(KIT / "lesson-plan-teacher.docx")
    run("build", "--kit", "brief")
    book = printed(KIT / "teachers-book.docx")
    assert "minute 5:30" in book.replace("\N{NO-BREAK SPACE}", " ")
    assert [name for name in ("Ballot", "Flow sheet", "Role cards") if name in book] == []


@pytest.mark.parametrize(
    ("option", "document", "copies"),
    [
        ("--no-fillable", "lesson-plan-teacher", "14 × Exit ticket (cut apart: 27)"),
        ("--fillable", "lesson-plan-teacher-fillable", "27 × Exit ticket"),
    ],
)
def test_what_is_filled_in_on_a_screen_is_not_cut_apart(trees: Path, option: str, document: str, copies: str) -> None:
    run("build", option)
    plan = printed(KIT / f"{document}.docx").replace("\N{NO-BREAK SPACE}", " ")
    assert copies in plan
    assert plan.count("(cut apart: 27)") == 2 * (option == "--no-fillable") + 1  # there is a role card for each anyway


def test_the_build_says_what_was_shortened(trees: Path) -> None:
    line = "  so that the lesson ends with the bell: The floor: 7 min instead of 10; Debrief: 6.5 min instead of 8\n"
    assert line in run("build").output
    assert line in run("build").output
    assert "ends with the bell" not in run("build", "--minutes", "50").output


def test_copies_are_those_of_the_plan(trees: Path, converter: Converter) -> None:
    converter.pages = {"ballot": 1, "pro-brief": 4}
    result = run("print", "trees")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.output.splitlines() if line.startswith("  ") and ".pdf" not in line]
    copies = {row[0]: (row[1], int(row[2])) for row in rows if len(row) == 6}
    assert copies["pro-brief"] == ("for", 7)
    assert copies["lesson-plan-teacher"] == ("teacher", 1)
    assert {name: copies[name] for name in OF_LESSON - {"lesson-plan-teacher"}} == {
        "running-order": ("jobs", 2), "role-cards": ("jobs", 1), "timekeeper-sheet": ("jobs", 1),
        "speech-planner": ("jobs", 6), "flow-sheet": ("jobs", 25), "ballot": ("jobs", 7), "vote-count": ("jobs", 1),
        "exit-ticket": ("jobs", 14),
    }  # fmt: skip
    assert "jobs.pdf 1×" in result.output
    jobs = read_pdf(KIT / "print/jobs.pdf")
    sheets = sum(int(row[5]) for row in rows if len(row) == 6 and row[1] == "jobs")
    assert len(jobs.pages) == 2 * sheets
    assert len(starts_of(jobs)) == 8
    assert "unchanged" in run("print", "trees").output
    assert copies_for(31, plan("four-corners", pupils=31))["for"] == 16
