"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError
from debatekit.files import write_file
from debatekit.output.manifest import NAME as MANIFEST
from tests.commandline import files_in, run
from tests.samples import SMALLEST, write_motion


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.docx"
    write_file(path, b"content")
    assert path.read_bytes() == b"content"
    assert [file.name for file in path.parent.iterdir()] == ["c.docx"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(b"old and longer")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_cannot_be_written_is_a_problem_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.mkdir()
    (path / "in the way").touch()
    with pytest.raises(DebatekitError) as caught:
        write_file(path, b"new")
    assert caught.value.problems[0].file == path.as_posix()
    assert caught.value.problems[0].hint
    assert [file.name for file in tmp_path.iterdir()] == ["c.docx"]


@pytest.mark.parametrize("name", ["file/c.docx", "file/folder/c.docx"])
def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DebatekitError) as caught:
        write_file(tmp_path / name, b"new")
    assert caught.value.problems[0].hint.startswith("A file stands where its folder should be.")


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.EACCES, "Close it in Word, or choose another folder, as with --output."),
        (errno.EPERM, "Close it in Word, or choose another folder, as with --output."),
        (errno.ENOSPC, "Make room on the drive, or choose another one, as with --output."),
        (errno.EROFS, "Choose another folder, as with --output."),
    ],
    ids=["in use", "not allowed", "full", "only to read"],
)
def test_what_helps_depends_on_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DebatekitError) as caught:
        write_file(tmp_path / "c.docx", b"new")
    assert caught.value.problems[0].hint == hint
    with pytest.raises(DebatekitError) as caught:
        write_file(tmp_path / "schema.json", b"new")
    assert "Word" not in caught.value.problems[0].hint
    assert list(tmp_path.iterdir()) == []


DENIED = "nothing can be written here: permission denied. Choose another folder, as with --output."
READ_ONLY = "nothing can be written here: read-only file system. Choose another folder, as with --output."


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("is_there", [False, True], ids=["new", "there"])
def test_a_folder_that_cannot_be_written_to_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, is_there: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_motion(tmp_path, SMALLEST, "trees")
    if is_there:
        run("build", "trees.yaml")
        path.write_text(SMALLEST.replace("give", "throw"), encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    result = run("build", "trees.yaml")
    told = DENIED if number == errno.EACCES else READ_ONLY
    assert (result.exit_code, result.output) == (1, f"output/trees: {told}\n")


def test_a_manifest_that_cannot_be_written_is_told_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")

    def refuse(self: Path, target: Path) -> Path:
        if target.name == MANIFEST:
            raise PermissionError(errno.EACCES, "Permission denied")
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = run("build", "trees.yaml")
    assert result.exit_code == 1
    assert result.output == f"output/trees: {DENIED}\n"
    assert len(files_in(tmp_path / "output/trees")) == 5


def test_new_files_can_be_read_by_whom_the_folder_says(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    path = tmp_path / "c.docx"
    write_file(path, b"content")
    assert path.stat().st_mode == ordinary.stat().st_mode
