"""`debatekit init` makes a workspace that builds as it stands, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.datafiles import packaged
from debatekit.motion.settings import Settings
from tests.commandline import files_in, run
from tests.samples import SMALLEST
from tests.workspace.support import workspace

MADE = [
    "README.md",
    "debatekit.yaml",
    "motions/debatekit.schema.json",
    "motions/trees-practice.txt",
    "motions/trees.yaml",
    "templates/README.md",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_workspace_builds_and_has_nothing_to_look_at(folder: Path) -> None:
    assert run("init").exit_code == 0
    assert files_in(folder) == MADE
    checked = run("check", "--strict")
    assert checked.exit_code == 0, checked.output
    assert "4 of 4 quotations found word for word" in checked.output
    assert run("build", "--quiet").exit_code == 0
    assert len(list((folder / "output/trees").glob("*.docx"))) == 9


def test_a_workspace_is_made_in_a_folder_that_is_named(folder: Path) -> None:
    result = run("init", "our/debates")
    assert result.exit_code == 0
    assert "cd our/debates; debatekit build" in result.output
    assert files_in(folder / "our/debates") == MADE


def test_nothing_that_stands_is_overwritten(folder: Path) -> None:
    workspace(folder, "school: Ours\n", {"README.md": "Mine"})
    result = run("init")
    assert result.exit_code == 0
    assert "kept README.md\nkept debatekit.yaml\n" in result.output
    assert (folder / "README.md").read_text(encoding="utf-8") == "Mine"
    assert (folder / "debatekit.yaml").read_text(encoding="utf-8") == "school: Ours\n"
    assert (folder / "motions/trees.yaml").read_text(encoding="utf-8") == SMALLEST
    assert files_in(folder) == [name for name in MADE if name != "motions/trees-practice.txt"]
    again = run("init")
    assert "made" not in again.output


def test_a_file_is_no_folder(folder: Path) -> None:
    (folder / "debates").write_text("", encoding="utf-8")
    result = run("init", "debates")
    assert result.exit_code == 1
    assert result.output == "debates: this is a file. Name a folder.\n"


def test_a_workspace_within_another_is_told(folder: Path) -> None:
    run("init")
    assert "within the workspace" in run("init", "inner").output


def test_the_settings_explain_every_key() -> None:
    text = (packaged("templates") / "new/workspace/debatekit.yaml").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in Settings.model_fields.items()]
    assert [key for key in keys if f"\n{key}:" not in text and f"\n# {key}:" not in text] == []


def test_the_settings_can_be_used_as_they_are_explained(folder: Path) -> None:
    run("init")
    text = (folder / "debatekit.yaml").read_text(encoding="utf-8")
    lines = [
        line[2:] if line.startswith(("# school:", "# class:", "# paper:", "# theme:", "# fillable:")) else line
        for line in text.splitlines()
    ]
    words = [line[2:] if line.startswith(("# words:", '#   "')) else line for line in lines]
    (folder / "debatekit.yaml").write_text("\n".join(words), encoding="utf-8")
    result = run("build")
    assert result.exit_code == 0, result.output
