"""The command line: what each command writes and prints, and its exit code."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from debatekit.cli import main
from debatekit.motion.schema import schema_text
from tests.checks.support import SOUND, TEXT, write
from tests.commandline import files_in, run
from tests.samples import FLAGSHIP, SMALLEST, write_motion
from tests.word.letterheads import school_bytes
from tests.word.test_letterhead_styles import colour, with_style

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other names and devices")


def test_a_motion_is_found_by_its_name_or_its_file(folder: Path) -> None:
    (folder / "motions").mkdir()
    (folder / "trees").mkdir()  # a folder of the same name does not matter
    write_motion(folder / "motions", SMALLEST, "trees")
    write_motion(folder / "motions", SMALLEST, "yard").rename(folder / "motions/yard.YML")
    for name in ("trees", "trees.yaml", "motions/trees.yaml", "yard", FLAGSHIP):
        assert run("check", name).exit_code == 0
    assert "yard" in run("list").output


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_an_unknown_motion_is_reported(folder: Path, command: str) -> None:
    write_motion(folder, SMALLEST, "trees").rename(folder / "motions.yaml")
    (folder / "motions").mkdir()
    write_motion(folder / "motions", SMALLEST, "school-trees")
    result = run(command, "school-tree")
    assert result.exit_code == 1
    assert "school-tree: there is no such motion. Did you mean 'school-trees'?" in result.output
    hint = "This folder is not in a workspace: go to your debates first, or make it one with 'debatekit init'."
    assert hint not in result.output
    assert hint in run(command, "homework").output
    Path("debatekit.yaml").write_text("school: Ours\n", encoding="utf-8")
    assert hint not in run(command, "homework").output


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_a_file_that_is_no_motion_is_named_as_such(folder: Path, command: str) -> None:
    (folder / "ferry.txt").write_text("The ferry.\n\n  It sails.\n", encoding="utf-8")
    result = run(command, "ferry.txt")
    message = "ferry.txt: a motion file ends in .yaml. If this is one, rename it to ferry.yaml.\n"
    assert (result.exit_code, result.stderr) == (1, message)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["build", "--only", "probrief"], 1, "--only: there is no handout 'probrief'. Did you mean 'pro-brief'?"),
        (["build", "--only", "probrief"], 1, "This folder is not in a workspace: go to your debates first, or make it"),
        (["build", "trees.yaml", "--look", "school.docx"], 1, "school.docx: there is no such file"),
        (["check", "trees.yaml", "--look", "."], 1, ".: this is a folder"),
        (["check", "trees.yaml", "--source", "txt=a.txt"], 1, "--source: no motion has a source 'txt'."),
        (["check", "trees.yaml", "--source", "text"], 2, "'text' is not a source."),
        (["check", "--select", "DK7"], 2, "no finding has a code like 'DK7'"),
        (["check", "--explain", "XY0"], 2, "no finding has a code like 'XY0'"),
        (["build", "--edition", "pupil"], 2, "'pupil' is not one of"),
        (["init", "--language", "xx"], 1, "--language: there are no sheets in the language 'xx'"),
        (["formats", "import", "mace.xml"], 1, "this folder is not a workspace"),
        (["print", "trees.yaml", "--booklet", "--one-sided"], 2, "A booklet is printed on both sides"),
        (["bild"], 2, "No such command 'bild'"),
        (["build", "--nope"], 2, "No such option"),
        (["build", "--them"], 2, "Did you mean '--theme'?"),
        (["build", "--booklet"], 2, "No such option: '--booklet' is an option of 'debatekit print'."),
        (["print", "--no-fillable"], 2, "'--no-fillable' is an option of 'debatekit build'."),
    ],
)
def test_a_wrong_word_is_reported_and_nothing_is_written(
    folder: Path, words: list[str], code: int, message: str
) -> None:
    write_motion(folder, SMALLEST, "trees")
    result = run(*words)
    assert (result.exit_code, message in result.output) == (code, True), result.output
    assert files_in(folder) == ["trees.yaml"]


@POSIX
@pytest.mark.parametrize("words", ["init", "inspect", "new Yards --from", "build --look", "build --output"])
def test_an_impossible_path_is_reported(folder: Path, words: str) -> None:
    write_motion(folder, SMALLEST, "trees")
    result = run(*words.split(), "x" * 300)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert "file name too long" in result.stderr
    assert files_in(folder) == ["trees.yaml"]


def test_list_names_motions_handouts_themes_languages_and_frameworks(folder: Path) -> None:
    output = run("list").output
    assert {FLAGSHIP, "pro-brief", "con-brief", "source-evaluation"} <= set(output.split())
    assert re.search(r"\n +fairness-and-sources +brief +the teacher +Fairness", output)
    for listed in (
        "standard (default)",
        "Languages\n  de, en, fr\n",
        "Frameworks\n  cer, craap, lateral-reading, opcvl\n",
    ):
        assert listed in output
    Path("debatekit.yaml").write_text("theme: ink-saver\n", encoding="utf-8")
    (folder / "motions").mkdir()
    write_motion(folder / "motions", "motion: [", "broken")
    result = run("list")
    assert (result.exit_code, result.output.count("(default)"), "ink-saver (default)" in result.output) == (1, 1, True)


def test_quiet_prints_nothing_and_verbose_every_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))  # without LibreOffice
    write_motion(folder, SMALLEST, "trees")
    assert run("build", "trees.yaml", "--quiet").output == ""
    output = run("build", "trees.yaml", "--verbose").output
    assert "teachers-book.docx" in output
    assert "1 kit: 1 unchanged; 3 documents in" in output


def test_commands_to_type_are_quoted_for_the_shell(folder: Path) -> None:
    output = run("new", "Yards need trees", "--as", "my motion.yaml").output
    assert output.endswith("  debatekit check 'my motion.yaml'\n  debatekit build 'my motion.yaml'\n")
    assert " to look at: debatekit check 'my motion.yaml'\n" in run("build", "my motion.yaml").output


@POSIX
def test_a_name_cannot_control_the_terminal(folder: Path) -> None:
    write_motion(folder, "motion: [", "a\x1b[2Jb")
    result = CliRunner().invoke(main, ["build", "a\x1b[2Jb.yaml"], color=True)
    assert result.exit_code == 1
    assert "\x1b[2J" not in result.output
    assert "a\N{REPLACEMENT CHARACTER}[2Jb.yaml:1:9: " in result.output


ERRORS = {
    "Ctrl+C": (KeyboardInterrupt(), 130, "Stopped. Every document that was written is complete."),
    "unreadable folder": (PermissionError(13, "Permission denied", "motions"), 1, "motions: permission denied"),
    "surrogate": (UnicodeEncodeError("utf-8", "\udce9", 0, 1, "no"), 1, "?: this is not UTF-8."),
}


@pytest.mark.parametrize(("error", "code", "message"), ERRORS.values(), ids=ERRORS)
def test_an_error_of_the_system_is_a_message_and_an_exit_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("debatekit.settings.find_project", fail)
    result = run("build")
    assert (result.exit_code, result.output.startswith(message)) == (code, True), result.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("word", ["list", "--help"])
def test_a_full_disk_on_stdout_is_a_message(word: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "debatekit", word]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "no space left on device" in result.stderr


def test_no_color_is_respected(folder: Path) -> None:
    write_motion(folder, "motion: [", "broken")
    for value in ("1", ""):
        result = CliRunner(env={"NO_COLOR": value}).invoke(main, ["build", "broken.yaml"], color=True)
        assert ("\x1b[" in result.output) is (value == "")


def test_the_schema_is_printed_or_written(folder: Path) -> None:
    result = run("schema")
    assert (result.exit_code, result.output) == (0, schema_text())
    (folder / "schema.json").write_text("old", encoding="utf-8")
    result = run("schema", "-o", "schema.json")
    assert (result.exit_code, result.output) == (0, "schema.json written\n")
    assert (folder / "schema.json").read_bytes() == schema_text().encode("utf-8")
    result = run("schema", "-o", "schema.json/x.json")
    assert result.exit_code == 1
    assert result.output.startswith("schema.json/x.json: the file cannot be written: ")


WRONG = SOUND.replace("many pupils like", "many pupils bike").replace("    publisher: not stated\n", "")
"""A motion with a wrong quotation, an error, and an incomplete reference, a warning."""


def test_verify_records_quotations_and_then_the_text_can_go(folder: Path) -> None:
    write(folder)
    result = run("verify", "motion.yaml")
    assert (result.exit_code, result.output) == (0, "motion.yaml: 6 quotations verified, see motion.verified.json\n")
    text = json.loads((folder / "motion.verified.json").read_text(encoding="utf-8"))["sources"]["text"]
    assert text["verified"] == date.today().isoformat()
    assert (text["paragraphs"], text["words"], len(text["quotations"])) == (6, 122, 6)
    before = (folder / "motion.verified.json").read_bytes()
    write(folder, text=None)
    assert run("check", "motion.yaml", "--strict").exit_code == 0
    assert "  6 quotations of 'text' as verified on " in run("build", "motion.yaml").output
    assert "nothing was compared and the record is unchanged" in run("verify", "motion.yaml").output
    assert (folder / "motion.verified.json").read_bytes() == before
    write(folder, SOUND.replace("many pupils like", "many pupils love"), None)
    for command in ("check", "build"):
        result = run(command, "motion.yaml")
        assert (result.exit_code, "[DK111 error]" in result.output) == (1, True)


def test_verify_writes_nothing_unless_every_quotation_is_found(folder: Path) -> None:
    write_motion(folder, "motion: [", "broken")
    for text, motion, code in ((None, SOUND, "[DK110 warning]"), (TEXT, WRONG, "[DK102 error]")):
        write(folder, motion, text)
        result = run("verify", "broken.yaml", "motion.yaml")
        assert (result.exit_code, code in result.output) == (1, True)
        assert "motion.yaml: no record was written" in result.output
    assert not (folder / "motion.verified.json").exists()


def test_verify_takes_a_text_and_passes_over_motions_without_quotations(folder: Path) -> None:
    write(folder, text=None)
    (folder / "elsewhere.txt").write_text(TEXT, encoding="utf-16")
    assert run("verify", "motion.yaml", "--source", "text=elsewhere.txt", "-q").output == ""
    assert "motion.verified.json" in files_in(folder)
    assert run("verify", "motion.yaml", "--source", "text=none.txt").exit_code == 1
    write_motion(folder, SMALLEST, "trees")
    result = run("verify", "trees.yaml")
    assert (result.exit_code, result.output) == (0, "trees.yaml: there is no quotation to verify\n")


def test_a_build_says_once_what_of_a_letterhead_is_not_taken(folder: Path) -> None:
    for name in ("one", "two"):
        write_motion(folder, SMALLEST, name)
    (folder / "school.docx").write_bytes(with_style(school_bytes("plain"), "heading 1", "", colour("FFFFFF")))
    for _ in range(2):  # the second time, nothing has changed
        result = run("build", "one.yaml", "two.yaml", "--look", "school.docx")
        said = "school.docx: too pale to read, so in debatekit's colour: Heading 1\n"
        assert (result.exit_code, result.output.count(said), result.stdout.count(said)) == (0, 1, 0)
    assert run("build", "one.yaml", "--look", "school.docx", "--quiet").output == ""


def test_a_build_reports_findings_and_unverified_quotations(folder: Path) -> None:
    write(folder, SOUND.replace("40 %", "10 %"))
    result = run("build", "motion.yaml")
    assert result.exit_code == 0
    assert "  1 thing to look at: debatekit check motion.yaml" in result.output.splitlines()
    write(folder, text=None)
    for _ in range(2):  # the second time, nothing has changed
        assert "  6 quotations of 'text', not verified: its text was not found\n" in run("build", "motion.yaml").output
    (folder / "elsewhere.txt").write_text(TEXT, encoding="utf-8")
    result = run("build", "motion.yaml", "--source", "text=elsewhere.txt")
    assert (result.exit_code, "not verified" in result.output, "look at" in result.output) == (0, False, False)
    write(folder, WRONG)
    result = run("build", "motion.yaml", "--output", "kits")
    assert (result.exit_code, "[DK102 error]" in result.output) == (1, True)
    assert not (folder / "kits").exists()
