"""Copies that were built in another way are told once they are older than the motion, with what builds them again."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.commandline import run
from tests.samples import SMALLEST, write_motion
from tests.workspace.support import workspace

SOURCE = "sources: {book: {title: On shade, text: book.txt}}\n"
CHANGED = SMALLEST.replace("give shade", "give cool shade") + SOURCE
OLDER = "older than the motion or its sources"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, the current folder, with a kit that was built."""
    monkeypatch.chdir(tmp_path)
    files = {"motions/trees.yaml": SMALLEST + SOURCE, "motions/book.txt": "Trees give shade."}
    folder = workspace(tmp_path, "", files)
    assert run("build").exit_code == 0
    return folder


def change(folder: Path) -> None:
    write_motion(folder / "motions", CHANGED, "trees")


def told(*words: str) -> list[str]:
    """Return the lines of a build that tell of older documents."""
    result = run("build", *words)
    assert result.exit_code == 0, result.output
    return [line for line in result.stderr.splitlines() if "older than" in line]


def line(documents: int, *options: str) -> str:
    number, them = ("1 document", "it") if documents == 1 else (f"{documents} documents", "them")
    verb = "is" if documents == 1 else "are"
    again = " ".join(["debatekit build motions/trees.yaml", *options])
    return f"{number} of trees {verb} {OLDER}. To build {them} again: {again}"


WAYS = {
    "another look": (["--theme", "large-print"], 5),
    "to fill in": (["--theme", "dyslexia", "--paper", "letter", "--fillable"], 5),
    "one handout": (["--theme", "large-print", "--only", "pro-brief"], 2),
    "one document": (["--theme", "large-print", "--only", "con-brief", "--edition", "student"], 1),
    "the numbered reading": (["--reading"], 1),
    "a school's own": (["--theme", "ink-saver", "--school", "Our school", "--class", "it's 8b"], 5),
}


@pytest.mark.parametrize(("options", "documents"), WAYS.values(), ids=WAYS)
def test_copies_are_told_with_the_command_that_builds_them(folder: Path, options: list[str], documents: int) -> None:
    assert told(*options) == told() == []
    change(folder)
    (found,) = told()
    assert found == line(documents, shlex.join(options))
    assert told() == [found]  # also of a kit that did not change since
    assert told("--clean", "--quiet") == [found]
    assert told(*shlex.split(found.partition("debatekit build ")[2])) == []
    assert told() == []


def test_there_is_one_line_for_each_way(folder: Path) -> None:
    for options in (["--theme", "large-print"], ["--theme", "large-print", "--edition", "student"], ["--fillable"]):
        assert told(*options) == []
    change(folder)
    assert told() == [line(5, "--fillable"), line(5, "--theme", "large-print")]


def test_the_rest_of_a_kit_is_told_as_well(folder: Path) -> None:
    change(folder)
    assert told("--only", "pro-brief") == [line(3)]


def test_a_source_counts_and_what_is_gone_does_not(folder: Path) -> None:
    assert told("--theme", "large-print") == []
    (folder / "motions/book.txt").write_text("Trees give cool shade.", encoding="utf-8")
    (folder / "output/trees/pro-brief-large-print.docx").unlink()
    assert told() == [line(4, "--theme", "large-print")]


def test_a_copy_that_somebody_changed_does_not_hide_the_others(folder: Path) -> None:
    assert told("--theme", "large-print") == []
    (folder / "output/trees/pro-brief-large-print.docx").write_bytes(b"mine")
    assert run("build", "--theme", "large-print").exit_code == 1
    change(folder)
    assert told() == [line(5, "--theme", "large-print")]


def test_several_kits_have_one_line_and_the_folder_is_named(folder: Path) -> None:
    write_motion(folder / "motions", SMALLEST, "my yard")
    for options in ([], ["--fillable"]):
        assert told("--output", "kits", *options) == []
    change(folder)
    write_motion(folder / "motions", CHANGED, "my yard")
    names = "'motions/my yard.yaml' motions/trees.yaml"
    assert told("--output", "kits") == [
        "10 documents of my yard, trees are older than their motions or sources. "
        f"To build them again: debatekit build {names} --fillable --output kits"
    ]


def test_what_no_document_comes_from_is_forgotten(folder: Path) -> None:
    for number in range(5):
        write_motion(folder / "motions", CHANGED.replace("shade", f"shade {number}"), "trees")
        run("build")
    manifest = json.loads((folder / "output/trees/.debatekit.json").read_text(encoding="utf-8"))
    assert len(manifest["runs"]) == 2  # the last one, and the one that it replaced


@pytest.mark.parametrize("option", [["--overwrite", ""], ["--output", "/"], ["--theme", "a\x1b[2Jb"]])
def test_a_manifest_from_somebody_else_cannot_put_just_anything_into_the_command(
    folder: Path, option: list[str]
) -> None:
    assert told("--theme", "large-print") == []
    change(folder)
    path = folder / "output/trees/.debatekit.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for made in manifest["runs"].values():
        made["options"] = [option]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert told() == []
