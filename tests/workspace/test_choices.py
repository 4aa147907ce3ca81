"""Settings: found from any folder below, and overridden by a motion, and both by the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.commandline import run
from tests.samples import SMALLEST
from tests.workspace.support import printed, workspace

A4, LETTER = b'w:w="11906"', b'w:w="12240"'


def body(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def test_settings_are_found_from_a_folder_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, "output: kits\nschool: Hill School\nclass: 8b\n")
    (tmp_path / "notes/old").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notes/old")
    assert run("build", "trees", "--quiet").exit_code == 0
    assert not (tmp_path / "notes/old/output").exists()
    text = printed(tmp_path / "kits/trees/pro-brief.docx")
    assert "Student edition · Hill School" in text
    assert "Class 8b" in text


def test_without_settings_templates_beside_the_motions_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace(tmp_path, files={"templates/page.html": "<html>no handout</html>"})
    (tmp_path / "debatekit.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    assert (tmp_path / "output/trees/pro-brief.docx").is_file()


PLACES = {
    "usual": ("", "", (), "pro-brief.docx", A4),
    "workspace": ("paper: letter\ntheme: ink-saver", "", (), "pro-brief-ink-saver.docx", LETTER),
    "motion": ("paper: letter\n", "settings: {paper: a4, fillable: true}\n", (), "pro-brief-fillable.docx", A4),
    "capitals in the workspace": ("paper: Letter\n", "", (), "pro-brief.docx", LETTER),
    "capitals in a motion": ("paper: letter\n", "settings: {paper: A4}\n", (), "pro-brief.docx", A4),
    "capitals on the command line": ("", "", ("--paper", "Letter"), "pro-brief.docx", LETTER),
    "command line": (
        "theme: ink-saver\n",
        "settings: {paper: letter, fillable: yes}\n",
        ("--paper", "a4", "--theme", "standard", "--no-fillable"),
        "pro-brief.docx",
        A4,
    ),
    "a language in the workspace": ("language: en-US\n", "", (), "pro-brief.docx", LETTER),
    "a language in the motion": ("language: en-US\n", "language: en-GB\n", (), "pro-brief.docx", A4),
    "a language on the command line": ("", "language: en-GB\n", ("--language", "en-US"), "pro-brief.docx", LETTER),
}


@pytest.mark.parametrize(("settings", "motion", "options", "name", "paper"), PLACES.values(), ids=PLACES.keys())
def test_the_command_line_is_heard_before_the_motion_and_the_motion_before_the_workspace(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    motion: str,
    options: tuple[str, ...],
    name: str,
    paper: bytes,
) -> None:
    workspace(tmp_path, settings, {"motions/trees.yaml": SMALLEST + motion})
    monkeypatch.chdir(tmp_path)
    result = run("build", "--quiet", *options)
    assert result.exit_code == 0, result.output
    assert paper in body(tmp_path / "output/trees" / name)


def test_paths_start_from_the_file_that_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, "output: a\n", {"motions/trees.yaml": f"{SMALLEST}settings: {{output: b}}\n"})
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    assert (tmp_path / "motions/b/trees/pro-brief.docx").is_file()
    assert run("build", "--quiet", "--output", "c").exit_code == 0
    assert (tmp_path / "c/trees/pro-brief.docx").is_file()


def test_settings_hold_for_check_and_verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, "language: xx\n")
    monkeypatch.chdir(tmp_path)
    assert "debatekit.yaml:1:11: there is no language 'xx'" in run("check").output
    assert run("check", "--language", "en-GB").exit_code == 0


MISTAKES = {
    "key": ("theem: standard\n", "", (), "debatekit.yaml:1:1: unknown key 'theem'. Did you mean 'theme'?"),
    "paper": (
        "school: S\npaper: a5\n",
        "",
        (),
        "debatekit.yaml:2:8: 'a5' is not known here. Write one of: a4, letter.",
    ),
    "theme": (
        "theme: standart\n",
        "",
        (),
        "debatekit.yaml:1:8: there is no theme 'standart'. Did you mean 'standard'?",
    ),
    "theme of a motion": (
        "",
        "settings:\n  theme: standart\n",
        (),
        "motions/trees.yaml:11:10: there is no theme 'standart'. Did you mean 'standard'?",
    ),
    "theme of the command line": ("", "", ("--theme", "standart"), "--theme: there is no theme 'standart'."),
    "language": ("language: tlh\n", "", (), "debatekit.yaml:1:11: there is no language 'tlh'."),
    "language of a motion": ("", "language: tlh\n", (), "motions/trees.yaml:10:11: there is no language 'tlh'."),
    "language of the command line": ("", "", ("--language", "tlh"), "--language: there is no language 'tlh'."),
    "look": ("look: ours.docx\n", "", (), "ours.docx: there is no such file"),
}


@pytest.mark.parametrize(("settings", "motion", "options", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_where_it_was_made_and_nothing_is_built(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    motion: str,
    options: tuple[str, ...],
    message: str,
) -> None:
    workspace(tmp_path, settings, {"motions/trees.yaml": SMALLEST + motion})
    monkeypatch.chdir(tmp_path)
    result = run("build", *options)
    assert result.exit_code == 1
    assert message in result.output
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("settings", ["", "# nothing yet\n", "\n\n"])
def test_settings_may_say_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str) -> None:
    workspace(tmp_path, settings)
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
