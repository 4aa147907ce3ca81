"""`debatekit formats`, and the options of `build` and `check` that change the lesson."""

from pathlib import Path

import pytest

from tests.commandline import run
from tests.samples import SMALLEST
from tests.workspace.support import printed as printed_text
from tests.workspace.support import workspace

MOTION = f"{SMALLEST}lesson: {{minutes: 50, pupils: 30, format: oxford-class}}\n"

PLAN = "output/trees/lesson-plan-teacher.docx"


def printed(path: Path) -> str:
    return printed_text(path).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workspace(tmp_path, "", {"motions/trees.yaml": MOTION})


def test_formats_are_listed_in_the_language(folder: Path) -> None:
    lines = run("formats", "list", "--language", "de").output.splitlines()
    (line,) = [line for line in lines if line.startswith("  oxford-class ")]
    assert " to 50 minutes   9 to 36  Oxford-Debatte in der Klasse: Drei auf jeder Seite reden" in line
    assert "there is no language 'xx'" in run("formats", "list", "--language", "xx").output


def test_a_lesson_is_shown(folder: Path) -> None:
    lines = run("formats", "show", "oxford-class", "--minutes", "45", "--pupils", "27").output.splitlines()
    assert "  minute 5:30     4  Opening                      For 1" in lines
    assert "                1.5  changing over between speakers" in lines
    at_ten = run("formats", "show", "oxford-class", "--minutes", "45", "--starts", "10.05").output
    assert "  10:10:30    4  Opening                      For 1" in at_ten
    assert "    9  Questioner                   role-cards, flow-sheet" in lines
    assert "The floor: 7 min instead of 10" in lines
    result = run("formats", "show", "policy", "--minutes", "40")
    assert result.exit_code == 1
    assert (
        "policy: this format takes 82 minutes at least, and the lesson has fewer. These formats fit:" in result.output
    )


def test_a_format_goes_to_debatekeeper_and_comes_back(folder: Path) -> None:
    assert run("formats", "export", "mace", "-o", "mace.xml").output == "mace.xml written\n"
    assert (folder / "mace.xml").read_text(encoding="utf-8") == run("formats", "export", "mace").output
    result = run("formats", "import", "mace.xml", "--as", "Our Mace")
    assert result.output.startswith("templates/formats/our-mace.yaml is yours to change.")
    assert "our-mace" in run("formats", "list").output
    assert "there is something of this name already" in run("formats", "import", "mace.xml", "--as", "our-mace").output
    assert run("build", "--format", "our-mace", "--minutes", "60", "--quiet").exit_code == 0
    assert "Schools’ Mace" in printed(folder / PLAN)


def test_a_format_can_only_be_imported_into_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("formats", "export", "mace", "-o", "mace.xml")
    assert "this folder is not a workspace" in run("formats", "import", "mace.xml").output


def test_the_command_line_changes_the_lesson(folder: Path) -> None:
    run("build", "--quiet")
    assert "Oxford style, in class · 50 minutes · 30 pupils" in printed(folder / PLAN)
    changed = ("--format", "fishbowl", "--minutes", "45", "--pupils", "12")
    assert run("build", *changed).exit_code == 0
    assert "Fishbowl · 45 minutes · 12 pupils" in printed(folder / PLAN)
    assert "unchanged" in run("build", *changed).output


@pytest.mark.parametrize(
    ("command", "option"), [("build", "--format"), ("build", "--debate-format"), ("check", "--debate-format")]
)
def test_a_lesson_that_cannot_be_is_an_error_of_the_option(folder: Path, command: str, option: str) -> None:
    result = run(command, option, "fishbowle")
    assert result.exit_code == 1
    assert "--format: there is no format 'fishbowle'. Did you mean 'fishbowl'?" in result.output


def test_the_command_line_says_when_the_lesson_starts(folder: Path) -> None:
    assert run("build", "--quiet", "--starts", "10:05").exit_code == 0
    assert "10:05–10:55" in printed(folder / PLAN)
    result = run("check", "--starts", "25:00")
    assert result.exit_code == 2
    assert "'25:00' is not a time of day. Write a time of day such as 10:05." in result.output.replace("\n", " ")
