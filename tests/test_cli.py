"""The command line: what each command writes, prints and answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from debatekit import __version__
from debatekit.cli import main
from tests.commandline import files_in, run
from tests.samples import FLAGSHIP, SMALLEST, full_motion, write_motion


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_build_writes_a_kit_for_each_motion_in_the_folder(folder: Path) -> None:
    (folder / "motions").mkdir()
    write_motion(folder / "motions", SMALLEST, "trees")
    write_motion(folder / "motions", full_motion("text"), "full")
    result = run("build")
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if not line.startswith(" ")] == [
        "full: 9 documents in output/full",
        "trees: 5 documents in output/trees",
    ]
    assert files_in(folder / "output/trees") == [
        "con-brief-teacher.docx",
        "con-brief.docx",
        "fairness-and-sources-teacher.docx",
        "pro-brief-teacher.docx",
        "pro-brief.docx",
    ]
    assert len(files_in(folder / "output/full")) == 9


def test_build_without_a_folder_of_motions_takes_those_that_come_along(folder: Path) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert "come with debatekit" in result.output
    assert (folder / "output" / FLAGSHIP / "pro-brief.docx").is_file()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--only", "pro-brief"], ["pro-brief-teacher.docx", "pro-brief.docx"]),
        (["--only", "pro-brief", "--edition", "student"], ["pro-brief.docx"]),
        (["--only", "pro-brief", "--only", "con-brief", "--edition", "teacher"],
         ["con-brief-teacher.docx", "pro-brief-teacher.docx"]),
    ],
    ids=["one handout", "one edition", "two handouts for teachers"],
)  # fmt: skip
def test_build_makes_what_it_is_asked_for(folder: Path, options: list[str], expected: list[str]) -> None:
    path = write_motion(folder, full_motion("text"), "mine")
    result = run("build", str(path), "-o", "elsewhere", *options)
    assert result.exit_code == 0, result.output
    assert files_in(folder / "elsewhere/mine") == expected


def test_a_motion_can_be_named_without_its_path(folder: Path) -> None:
    (folder / "motions").mkdir()
    write_motion(folder / "motions", SMALLEST, "trees")
    assert run("build", "trees").exit_code == 0
    assert run("build", FLAGSHIP, "--only", "pro-brief").exit_code == 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_motion_is_told_with_the_nearest_one(folder: Path, command: str) -> None:
    result = run(command, "europe-missile-deterence")
    assert result.exit_code == 1
    assert f"Did you mean '{FLAGSHIP}'?" in result.output
    assert files_in(folder) == []


def test_an_unknown_handout_is_told_with_the_nearest_one(folder: Path) -> None:
    result = run("build", "--only", "probrief")
    assert result.exit_code == 1
    assert "Did you mean 'pro-brief'?" in result.output
    assert files_in(folder) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_theme_is_told_with_the_nearest_one(folder: Path, command: str) -> None:
    result = run(command, FLAGSHIP, "--theme", "largeprint")
    assert result.exit_code == 1
    assert result.output == "--theme: there is no theme 'largeprint'. Did you mean 'large-print'?\n"
    assert files_in(folder) == []


def test_build_names_documents_after_their_theme(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    for options in ([], ["--theme", "large-print"], ["--theme", "large-print", "--paper", "letter"]):
        assert run("build", "trees.yaml", "--only", "pro-brief", *options).exit_code == 0
    assert files_in(folder / "output/trees") == [
        "pro-brief-large-print.docx",
        "pro-brief-teacher-large-print.docx",
        "pro-brief-teacher.docx",
        "pro-brief.docx",
    ]


def test_check_takes_a_theme_and_a_paper(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    assert run("check", "trees.yaml", "--theme", "ink-saver", "--paper", "letter").output.startswith("OK trees.yaml")
    assert files_in(folder) == ["trees.yaml"]


def test_list_tells_what_each_theme_is_for(folder: Path) -> None:
    lines = run("list").output.partition("Themes\n")[2].partition("Languages\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == ["standard", "dyslexia", "ink-saver", "large-print"]
    assert [line for line in lines if "(default)" in line] == lines[:1]
    assert "writing lines 12 mm apart" in lines[3]


def test_list_tells_what_else_there_is(folder: Path) -> None:
    output = run("list").output
    assert "Fairness and sources (for teachers): What each side has been given" in output
    assert "Languages\n  de, en, fr\n" in output
    assert "Frameworks\n  cer, craap, lateral-reading, opcvl\n" in output


@pytest.mark.parametrize(
    "words", [["build", "--edition", "pupil"], ["bild"], ["build", "--nope"], ["check", "--paper", "a5"]]
)
def test_wrong_usage_answers_with_two(folder: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 2
    assert files_in(folder) == []


def test_problems_are_printed_with_their_line_and_nothing_is_written(folder: Path) -> None:
    path = write_motion(folder, SMALLEST.replace("    - claim: Trees", "    - clam: Trees"), "mine")
    result = run("build", path.name)
    assert result.exit_code == 1
    assert "mine.yaml:4:7: unknown key 'clam'. Did you mean 'claim'?" in result.output
    assert "    4 |     - clam: Trees give shade.\n      |       ^" in result.output
    assert files_in(folder) == ["mine.yaml"]


def test_a_broken_motion_does_not_stop_the_others(folder: Path) -> None:
    (folder / "motions").mkdir()
    write_motion(folder / "motions", "motion: [", "broken")
    write_motion(folder / "motions", SMALLEST, "trees")
    result = run("build")
    assert result.exit_code == 1
    assert "motions/broken.yaml:1:9:" in result.output
    assert (folder / "output/trees/pro-brief.docx").is_file()
    assert not (folder / "output/broken").exists()


@pytest.mark.parametrize("name", [".", "missing.yaml"], ids=["a folder", "a missing file"])
def test_what_is_no_motion_file_is_a_problem(folder: Path, name: str) -> None:
    result = run("build", name)
    assert result.exit_code == 1
    assert result.output.startswith(f"{name}: ")
    assert "Traceback" not in result.output


def test_check_tells_that_a_motion_is_sound_and_writes_nothing(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    result = run("check", "trees.yaml")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "OK trees.yaml: 2 arguments for, 2 against, 0 questions, 5 documents",
        "                               for   against",
        "  arguments                      2         2",
        "  words                          9         7",
    ]
    assert files_in(folder) == ["trees.yaml"]


def test_list_names_motions_and_handouts(folder: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    words = result.output.split()
    assert {FLAGSHIP, "pro-brief", "con-brief", "discussion-questions", "source-evaluation"} <= set(words)


def test_quiet_prints_nothing_and_verbose_every_file(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    assert run("build", "trees.yaml", "--quiet").output == ""
    assert "pro-brief-teacher.docx" in run("build", "trees.yaml", "--verbose").output


@pytest.mark.parametrize(
    "command",
    [[], ["new"], ["build"], ["check"], ["list"], ["inspect"]],
    ids=["debatekit", "new", "build", "check", "list", "inspect"],
)
def test_help_has_an_example(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "\n  Example" in result.output
    assert "\\b" not in result.output
    assert " ".join(["debatekit", *command]) in result.output


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_an_interrupt_before_anything_is_built_is_answered_in_the_same_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("debatekit.workspace.find_workspace", interrupt)
    result = run(command)
    assert (result.exit_code, result.output) == (130, "Stopped. Every document that is there is whole.\n")


def test_no_sentence_about_a_command_is_cut(folder: Path) -> None:
    output = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    assert "Build kits of Word documents from motions." in output
    assert "...\n" not in output.partition("Commands:")[2]


@pytest.mark.parametrize("no_color", ["1", ""], ids=["NO_COLOR set", "NO_COLOR empty"])
def test_no_color_is_respected(folder: Path, no_color: str) -> None:
    write_motion(folder, "motion: [", "broken")
    result = CliRunner(env={"NO_COLOR": no_color}).invoke(main, ["build", "broken.yaml"], color=True)
    assert ("\x1b[" in result.output) is (no_color == "")


def test_the_module_runs_and_tells_its_version() -> None:
    command = [sys.executable, "-m", "debatekit", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"debatekit {__version__}\n"


"""The libraries that make a look; those that come along are made once, where Python may keep what it compiled."""

HEAVY = {"jinja2", "pydantic", "yaml", "markdown_it"}


def heavy_libraries_of(*arguments: str) -> set[str]:
    """Run a command in a process of its own, and return which heavy libraries it loaded."""
    program = (
        "import sys\n"
        "from debatekit.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print(*sys.modules)\n"
    )
    command = [sys.executable, "-c", program, *arguments]
    keeps = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    keeps["PYTHONPYCACHEPREFIX"] = str(Path("kept").absolute())
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=keeps)
    return HEAVY & set(result.stdout.splitlines()[-1].split())


def test_help_imports_none_of_the_heavy_libraries(folder: Path) -> None:
    assert heavy_libraries_of("--help") == set()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_kit_that_stands_is_known_without_the_libraries_that_build_one(folder: Path, jobs: str) -> None:
    for name in ("trees", "others"):
        write_motion(folder, SMALLEST, name)
    build = ("build", "trees.yaml", "others.yaml", "--jobs", jobs)
    assert heavy_libraries_of(*build) >= HEAVY  # with two jobs, it is the others that make them
    assert heavy_libraries_of(*build) == {"pydantic", "yaml"}


def test_a_schools_file_gives_its_look(folder: Path) -> None:
    write_motion(folder, SMALLEST, "trees")
    school = docx.Document()
    school.styles["Heading 1"].font.name = "Verdana"
    school.sections[0].header.paragraphs[0].text = "Our school: {{ handout }}"
    school.save(str(folder / "school.docx"))
    result = run("build", "trees.yaml", "--look", "school.docx")
    assert result.exit_code == 0, result.output
    built = docx.Document(str(folder / "output/trees/pro-brief.docx"))
    assert built.styles["Heading 1"].font.name == "Verdana"
    assert built.sections[0].header.paragraphs[0].text == "Our school: Brief for the motion"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_look_that_cannot_be_used_is_told(folder: Path, command: str) -> None:
    write_motion(folder, SMALLEST, "trees")
    (folder / "school.docx").write_bytes(b"nothing")
    for name in ("school.docx", "missing.docx", "."):
        result = run(command, "trees.yaml", "--look", name)
        assert result.exit_code == 1
        assert result.output.startswith(f"{name}: ")
    assert files_in(folder) == ["school.docx", "trees.yaml"]
