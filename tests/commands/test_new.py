"""`debatekit new` writes a motion file that builds, and nothing else, and never over anything."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from debatekit.motion.loader import load_motion
from tests.commandline import files_in, run
from tests.new_motion.support import MOTION, TEXT

if TYPE_CHECKING:
    from pathlib import Path


SCHEMA = "motions/debatekit.schema.json"
NAME = "motions/this-house-would-plant-a-tree-in-every-school-yard.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_is_there_and_the_next_commands_work(folder: Path) -> None:
    result = run("new", MOTION)
    assert result.exit_code == 0, result.output
    first, *commands = result.output.splitlines()
    assert first == f"{NAME} is there. Open it in an editor, and write. Then:"
    assert commands == [f"  debatekit check {NAME}", f"  debatekit build {NAME}"]
    assert files_in(folder) == [SCHEMA, NAME]
    for command in commands:
        assert run(*command.split()[1:]).exit_code == 0


def test_a_text_is_named_from_the_motions_folder_and_not_copied(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts/yard.txt").write_text(TEXT, encoding="utf-8")
    assert run("new", MOTION, "--from", "texts/yard.txt").exit_code == 0
    assert files_in(folder) == [SCHEMA, NAME, "texts/yard.txt"]
    source = load_motion(folder / NAME).motion.sources["article"]
    assert source.text == "../texts/yard.txt"
    assert "stands in another folder" in (folder / NAME).read_text(encoding="utf-8")
    result = run("check", NAME)
    assert result.exit_code == 0
    assert "found word for word" in result.output


def test_a_text_beside_the_motion_is_named_by_its_name(folder: Path) -> None:
    (folder / "motions").mkdir()
    (folder / "motions/yard.txt").write_text(TEXT, encoding="utf-8")
    assert run("new", MOTION, "--from", "motions/yard.txt").exit_code == 0
    assert load_motion(folder / NAME).motion.sources["article"].text == "yard.txt"
    assert "stands in another folder" not in (folder / NAME).read_text(encoding="utf-8")


def test_options_say_what_the_file_says(folder: Path) -> None:
    result = run("new", MOTION, "--as", "Trees", "--ages", "11 to 14", "--language", "en-US", "--kind", "value")
    assert result.exit_code == 0, result.output
    motion = load_motion(folder / "motions/trees.yaml").motion
    assert (motion.kind, motion.language, motion.ages and motion.ages.oldest) == ("value", "en-US", 14)


def test_a_file_may_be_named_with_its_path(folder: Path) -> None:
    result = run("new", MOTION, "--as", "my debates/CON trees.yaml")
    assert result.exit_code == 0
    assert files_in(folder) == ["my debates/CON trees.yaml", "my debates/debatekit.schema.json"]
    assert "debatekit check 'my debates/CON trees.yaml'" in result.output


@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nothing"])
def test_nothing_that_stands_there_is_touched(folder: Path, there: str) -> None:
    (folder / "motions").mkdir()
    path = folder / NAME
    if there == "a file":
        path.write_text("mine", encoding="utf-8")
    elif there == "a folder":
        path.mkdir()
    else:
        path.symlink_to(folder / "elsewhere.yaml")
    result = run("new", MOTION)
    assert result.exit_code == 1
    assert "there is something of this name already" in result.output
    if there == "a file":
        assert path.read_text(encoding="utf-8") == "mine"
    assert not (folder / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["new", "  "], "MOTION: the motion is empty"),
        (["new", "Trees\x07"], "MOTION: it holds a character that cannot be printed"),
        (["new", MOTION, "--language", "xx-XX"], "--language: there are no pages in the language 'xx-XX'"),
        (["new", MOTION, "--language", "en: #"], "--language: there are no pages in the language 'en: #'"),
        (["new", MOTION, "--ages", "18 to 15"], "--ages: '18 to 15' are no ages"),
        (["new", MOTION, "--ages", "young"], "--ages: 'young' are no ages"),
        (["new", MOTION, "--from", "missing.txt"], "missing.txt: there is no such file"),
        (["new", MOTION, "--from", "text.pdf"], "text.pdf: a PDF cannot be read here"),
        (["new", MOTION, "--as", "in.txt/trees.yaml"], "in.txt/trees.yaml: the folder cannot be made"),
    ],
)
def test_what_cannot_be_is_a_problem_and_nothing_is_written(folder: Path, words: list[str], message: str) -> None:
    for name in ("text.pdf", "in.txt"):
        (folder / name).write_text("%PDF-", encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 1
    assert result.output.startswith(message)
    assert files_in(folder) == ["in.txt", "text.pdf"]


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    result = run("new", "?", "--ages", "0", "--language", "xx")
    assert [line.partition(":")[0] for line in result.output.splitlines()] == ["--ages", "--language", "MOTION"]


def test_wrong_usage_answers_with_two(folder: Path) -> None:
    assert run("new").exit_code == 2
    assert run("new", MOTION, "--kind", "opinion").exit_code == 2
    assert files_in(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_text_whose_name_cannot_be_written_down_is_a_problem(folder: Path) -> None:
    (folder / "yard\n.txt").write_text(TEXT, encoding="utf-8")
    result = run("new", MOTION, "--from", "yard\n.txt")
    assert result.exit_code == 1
    assert "cannot be written in a motion file" in result.output


def test_many_prompts_are_told_in_one_line_and_do_not_hide_the_rest(folder: Path) -> None:
    run("new", MOTION, "--as", "trees")
    path = folder / "motions/trees.yaml"
    text = path.read_text(encoding="utf-8")
    told = run("check", "trees").output
    assert told.count("DK601") == 1
    number = int(re.findall(r"trees\.yaml: (\d+) texts are still to be written", told)[0])
    assert number == len(re.findall(r"(?m)^[^#\n]*: \(write ", text))
    assert f"{number} warnings" in told
