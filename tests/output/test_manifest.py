"""Only what changed is built again, and what a kit no longer has is told, and deleted when somebody asks for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.output import read_manifest
from debatekit.output.manifest import MOST_WAYS, MadeKit, Manifest
from tests.commandline import files_in, run
from tests.samples import SMALLEST, write_motion
from tests.workspace.support import workspace

if TYPE_CHECKING:
    from click.testing import Result

QUESTIONS = "questions:\n  - ask: Who uses the yard?\n    level: understand\n"
SOURCE = "sources: {book: {title: On shade, text: book.txt}}\n"
UNCHANGED = ", unchanged"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, the current folder, with a kit that was built."""
    monkeypatch.chdir(tmp_path)
    files = {
        "motions/trees.yaml": SMALLEST + QUESTIONS + SOURCE,
        "motions/book.txt": "Trees give shade.",
        "templates/parts/note.html": "",
        "school.docx": "",
    }
    folder = workspace(tmp_path, "school: Our school\n", files)
    result = run("build")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "trees: 7 documents in output/trees")
    return folder


def dates(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "output/trees").iterdir()}


def test_what_did_not_change_is_left_as_it_is(folder: Path) -> None:
    before = dates(folder)
    assert run("build").output.startswith("trees: 7 documents in output/trees, unchanged\n  2 things to look at")
    assert dates(folder) == before


CHANGES = {
    "the motion": ("motions/trees.yaml", SMALLEST.replace("give shade", "give cool shade") + QUESTIONS + SOURCE),
    "a source": ("motions/book.txt", "Trees give cool shade."),
    "a new record": ("motions/trees.verified.json", '{"version": 1, "sources": {}}'),
    "a part of a template": ("templates/parts/note.html", "<p>Note.</p>"),
    "a new theme": ("templates/themes/ours.yaml", "title: Ours\nabout: For us.\nbased_on: standard\n"),
    "the settings": ("debatekit.yaml", "school: Another school\n"),
}


@pytest.mark.parametrize(("file", "text"), CHANGES.values(), ids=CHANGES)
def test_a_kit_is_built_again_when_what_it_is_made_from_changes(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    assert UNCHANGED not in run("build").output
    assert UNCHANGED in run("build").output


def test_a_source_that_is_gone_counts_as_a_change(folder: Path) -> None:
    (folder / "motions/book.txt").unlink()
    assert UNCHANGED not in run("build").output


@pytest.mark.parametrize(
    "options",
    [
        ["--paper", "letter"],
        ["--class", "7b"],
        ["--edition", "student"],
        ["--only", "pro-brief"],
        ["--theme", "dyslexia"],
    ],
    ids=" ".join,
)
def test_each_way_to_build_is_remembered(folder: Path, options: list[str]) -> None:
    first, second = run("build", *options), run("build", *options)
    assert (UNCHANGED in first.output, UNCHANGED in second.output) == (False, True)
    back = run("build")
    same_files = options[0] in {"--paper", "--class"}
    assert (UNCHANGED in back.output) is not same_files
    assert "no longer part" not in first.output + second.output + back.output


def test_a_document_that_is_gone_is_built_again(folder: Path) -> None:
    (folder / "output/trees/pro-brief.docx").unlink()
    assert UNCHANGED not in run("build").output
    assert (folder / "output/trees/pro-brief.docx").is_file()


def test_an_edit_is_told_each_time(folder: Path) -> None:
    (folder / "output/trees/pro-brief.docx").write_bytes(b"mine")
    for _ in range(2):
        result = run("build")
        assert result.exit_code == 1
        assert "The new one is beside it: 'pro-brief (new).docx'" in result.output


def test_everything_is_built_again_when_somebody_asks_for_it(folder: Path) -> None:
    assert UNCHANGED not in run("build", "--rebuild").output


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', "\x00", '{"version": 1, "kits": {"x": 1}}'])
def test_a_manifest_that_cannot_be_read_is_made_anew(folder: Path, text: str) -> None:
    path = folder / "output/trees/.debatekit.json"
    path.write_text(text, encoding="utf-8")
    result = run("build")
    assert (result.exit_code, UNCHANGED in result.output) == (0, False)
    assert UNCHANGED in run("build").output


def without_questions(folder: Path, *options: str) -> Result:
    write_motion(folder / "motions", SMALLEST + SOURCE, "trees")
    return run("build", *options)


def test_what_a_kit_no_longer_has_is_told_until_it_is_gone(folder: Path) -> None:
    told = "output/trees/discussion-questions.docx: no longer part of the kit. Delete it, or build with --clean.\n"
    for result in (without_questions(folder), run("build")):
        assert (result.exit_code, result.output.count("no longer part"), told in result.output) == (0, 2, True)
    (folder / "output/trees/discussion-questions.docx").unlink()
    assert run("build").output.count("no longer part") == 1
    cleaned = run("build", "--clean")
    assert "output/trees/discussion-questions-teacher.docx: deleted, for it is no longer part" in cleaned.output
    assert len(files_in(folder / "output/trees")) == 5
    assert run("build").output.startswith("trees: 5 documents in output/trees, unchanged\n")


@pytest.mark.parametrize("first", [(), ("--clean",)], ids=["told before", "at once"])
def test_what_somebody_changed_is_never_deleted(folder: Path, first: tuple[str, ...]) -> None:
    mine = folder / "output/trees/discussion-questions.docx"
    mine.write_bytes(mine.read_bytes() + b"mine")
    other = folder / "output/trees/my own notes.docx"
    other.write_bytes(b"notes")
    without_questions(folder, *first)
    result = run("build", "--clean")
    assert (
        "discussion-questions.docx: no longer part of the kit. You changed it, so it is kept; delete it yourself"
        in (result.output)
    )
    assert (mine.is_file(), other.read_bytes()) == (True, b"notes")
    assert not (folder / "output/trees/discussion-questions-teacher.docx").exists()


def test_documents_made_in_another_way_are_still_part_of_it(folder: Path) -> None:
    for options in (["--theme", "dyslexia"], ["--fillable"], ["--only", "numbered-reading"], ["--reading"]):
        assert run("build", *options).exit_code == 0
    write_motion(folder / "motions", SMALLEST.replace("give", "throw") + QUESTIONS + SOURCE, "trees")
    assert "no longer part" not in run("build").output
    assert "no longer part" not in run("build", "--edition", "student").output


def test_a_handout_that_was_removed_is_told(folder: Path) -> None:
    handout = folder / "templates/ballot.html"
    page = '{% extends "parts/sheet.html" %}{% block name %}Ballot{% endblock %}'
    page += "{% block sheet %}<p>Vote.</p>{% endblock %}"
    handout.write_text(f"{{#---\ntitle: Ballot\nabout: To vote.\n---#}}\n{page}\n", encoding="utf-8")
    assert run("build").output.startswith("trees: 9 documents")
    handout.unlink()
    assert "output/trees/ballot.docx: no longer part of the kit" in run("build").output


def test_a_kit_whose_motion_is_gone_is_told_until_it_is_gone_too(folder: Path) -> None:
    assert run("build", "--theme", "dyslexia").exit_code == 0
    (folder / "motions/trees.yaml").rename(folder / "motions/yards.yaml")
    told = "output/trees: the motion 'motions/trees.yaml' is gone. Delete the folder, or build with --clean.\n"
    for options in ((), (), ("--quiet",), ("--clean", "--edition", "student")):
        result = run("build", *options)
        assert (result.exit_code, told in result.output) == (0, True)
    assert told not in run("build", "yards").output
    cleaned = run("build", "--clean")
    assert "output/trees: the motion 'motions/trees.yaml' is gone. 14 documents deleted.\n" in cleaned.output
    assert [path.name for path in (folder / "output").iterdir()] == ["yards"]
    assert "gone" not in run("build").output


def test_what_somebody_changed_in_such_a_kit_is_never_deleted(folder: Path) -> None:
    mine, notes = folder / "output/trees/pro-brief.docx", folder / "output/trees/my own notes.docx"
    mine.write_bytes(mine.read_bytes() + b"mine")
    notes.write_bytes(b"notes")
    (folder / "motions/trees.yaml").rename(folder / "motions/yards.yaml")
    gone = "the motion 'motions/trees.yaml' is gone. Delete the folder, or build with --clean.\n"
    assert gone in run("build").output
    for deleted, options in ((" 6 documents deleted.", ["--clean"]), ("", ["--clean"]), ("", [])):
        output = run("build", *options).output
        assert f"the motion 'motions/trees.yaml' is gone.{deleted} What you changed or put there is kept" in output
    assert sorted(files_in(folder / "output/trees")) == [
        "my own notes.docx",
        "pro-brief.docx",
    ]


@pytest.mark.parametrize(
    "motion", ["", "../../elsewhere/other.yaml", "../../motions/deep/other.yaml", "/motions/o.yaml"]
)
def test_a_kit_of_a_motion_that_was_elsewhere_is_left_alone(folder: Path, motion: str) -> None:
    (folder / "output/trees").rename(folder / "output/other")
    path = folder / "output/other/.debatekit.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "motion": motion}), encoding="utf-8")
    assert "gone" not in run("build", "--clean").output
    assert len(files_in(folder / "output/other")) == 7


def test_a_manifest_cannot_lead_out_of_its_folder(folder: Path) -> None:
    path = folder / "output/trees/.debatekit.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    document = manifest["documents"]["pro-brief.docx"]
    outside = folder / "output/pro-brief.docx"
    (folder / "output/trees/pro-brief.docx").rename(outside)
    manifest["documents"]["../pro-brief.docx"] = document
    for kit in manifest["kits"].values():
        kit["left"] = ["../pro-brief.docx"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    run("build", "--clean")
    assert outside.is_file()


def test_a_motion_may_choose_a_folder_of_its_own(folder: Path) -> None:
    write_motion(folder / "motions", SMALLEST + "settings: {output: ../elsewhere}\n", "trees")
    assert run("build").output == "trees: 5 documents in elsewhere/trees\n".replace("elsewhere", "motions/../elsewhere")
    assert UNCHANGED in run("build").output


def test_ways_to_build_that_are_long_past_are_forgotten(tmp_path: Path) -> None:
    manifest = Manifest()
    for number in range(MOST_WAYS + 5):
        manifest.remember(f"{number:064x}", MadeKit(made_with="", made_from={}, documents={}))
    assert list(manifest.kits) == [f"{number:064x}" for number in range(5, MOST_WAYS + 5)]
    assert read_manifest(tmp_path) == Manifest()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_the_place_of_a_manifest_is_not_waited_for(folder: Path) -> None:
    path = folder / "output/trees/.debatekit.json"
    path.unlink()
    os.mkfifo(path)
    assert run("build").exit_code == 0
