"""`debatekit new` writes a motion file that builds, and nothing else, and never over anything."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from debatekit.motion.loader import load_motion
from tests.commandline import files_in, run
from tests.new_motion.support import MOTION, TEXT

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
    assert first.startswith(f"{NAME} is ready.")
    assert commands == [f"  debatekit check {NAME}", f"  debatekit build {NAME}"]
    assert files_in(folder) == [SCHEMA, NAME]
    for command in commands:
        assert run(*command.split()[1:]).exit_code == 0


@pytest.mark.parametrize(("text", "named"), [("texts/yard.txt", "../texts/yard.txt"), ("motions/yard.txt", "yard.txt")])
def test_a_text_is_named_from_the_motions_folder_and_not_copied(folder: Path, text: str, named: str) -> None:
    (folder / text).parent.mkdir()
    (folder / text).write_text(TEXT, encoding="utf-8")
    assert run("new", MOTION, "--from", text).exit_code == 0
    assert set(files_in(folder)) == {SCHEMA, NAME, text}
    assert load_motion(folder / NAME).motion.sources["article"].text == named
    assert ("in another folder" in (folder / NAME).read_text(encoding="utf-8")) == named.startswith("..")
    result = run("check", NAME)
    assert result.exit_code == 0
    assert "found word for word" in result.output


def test_options_are_in_the_file(folder: Path) -> None:
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
def test_nothing_that_is_there_is_touched(folder: Path, there: str) -> None:
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
    assert not path.is_file() or path.read_text(encoding="utf-8") == "mine"
    assert not (folder / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["new", "Trees\x07"], "MOTION: it holds a character that cannot be printed"),
        (["new", MOTION, "--language", "en: #"], "--language: there are no pages in the language 'en: #'"),
        (["new", MOTION, "--ages", "18 to 15"], "--ages: '18 to 15' are no ages"),
        (["new", MOTION, "--from", "missing.txt"], "missing.txt: there is no such file"),
        (["new", MOTION, "--from", "text.pdf"], "text.pdf: a PDF cannot be read here"),
        (["new", MOTION, "--as", "in.txt/trees.yaml"], "in.txt/trees.yaml: the folder cannot be made"),
        (["new", "?", "--ages", "0", "--language", "xx"], "--ages: '0' are no ages"),
    ],
)
def test_what_cannot_be_is_reported_and_nothing_is_written(folder: Path, words: list[str], message: str) -> None:
    for name in ("text.pdf", "in.txt"):
        (folder / name).write_text("%PDF-", encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 1
    assert result.output.startswith(message)
    assert files_in(folder) == ["in.txt", "text.pdf"]
    if "?" in words:
        assert [line.partition(":")[0] for line in result.output.splitlines()] == ["--ages", "--language", "MOTION"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_text_whose_name_cannot_be_written_down_is_reported(folder: Path) -> None:
    (folder / "yard\n.txt").write_text(TEXT, encoding="utf-8")
    result = run("new", MOTION, "--from", "yard\n.txt")
    assert result.exit_code == 1
    assert "cannot be written in a motion file" in result.output


def test_many_placeholders_are_reported_in_one_line(folder: Path) -> None:
    run("new", MOTION, "--as", "trees")
    text = (folder / "motions/trees.yaml").read_text(encoding="utf-8")
    output = run("check", "trees").output
    assert output.count("DK601") == 1
    number = len(re.findall(r"(?m)^[^#\n]*: \(write ", text))
    assert f"trees.yaml: {number} " in output
    assert f"{number} warnings" in output
