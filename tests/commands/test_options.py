"""What the options and arguments of several commands have in common."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commandline import run
from tests.hostile.support import snapshot
from tests.samples import SMALLEST, write_motion

LONG = "x" * 300
COMMANDS = {
    "init": ["init", LONG],
    "inspect": ["inspect", LONG],
    "new": ["new", "Yards need trees", "--from", LONG],
    "a look": ["build", "trees.yaml", "--look", LONG],
    "an output": ["build", "trees.yaml", "--output", LONG],
    "a null character": ["inspect", "a\0b"],
}


@pytest.mark.skipif(os.name == "nt", reason="Windows tells such names otherwise")
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_path_that_no_file_can_have_is_a_mistake_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trees.yaml").write_text(SMALLEST, encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 2
    assert "cannot be looked at: " in result.stderr
    assert LONG not in result.stderr
    assert snapshot(tmp_path) == {"trees.yaml"}


def test_what_to_type_next_is_in_quotes_where_a_shell_needs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Next: cd 'my debates'; debatekit build" in run("init", "my debates").output
    monkeypatch.chdir("my debates")
    begun = run("new", "Yards need trees", "--as", "my motion.yaml").output
    assert begun.endswith("  debatekit check 'my motion.yaml'\n  debatekit build 'my motion.yaml'\n")
    assert " to look at: debatekit check 'my motion.yaml'\n" in run("build", "my motion.yaml").output


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_a_motion_that_is_not_there_is_told_and_a_folder_outside_of_any_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    hint = "This folder is in no workspace: go to that of your debates first."
    result = run(command, "homework")
    assert (result.exit_code, result.output.count("homework: there is no such motion. Known here: ")) == (1, 1)
    assert hint in result.output
    Path("debatekit.yaml").write_text("school: Ours\n", encoding="utf-8")
    assert hint not in run(command, "homework").output


def test_a_motion_file_may_end_in_capitals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    motions = tmp_path / "motions"
    motions.mkdir()
    write_motion(motions, SMALLEST, "trees").rename(motions / "trees.YAML")
    write_motion(motions, SMALLEST, "yard").rename(motions / "yard.Yml")
    for words in (["build"], ["build", "trees"], ["list"]):
        result = run(*words)
        assert (result.exit_code, "trees" in result.output) == (0, True)
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == ["trees", "yard"]


def test_a_motion_is_found_by_its_file_too_and_beside_a_folder_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "motions").mkdir()
    (tmp_path / "trees").mkdir()
    write_motion(tmp_path / "motions", SMALLEST, "trees")
    for name in ("trees", "trees.yaml"):
        assert run("check", name).exit_code == 0
