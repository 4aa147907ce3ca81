"""Files appear whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.output import write_file
from debatekit.problems import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


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
    with pytest.raises(ProblemsError) as caught:
        write_file(path, b"new")
    assert caught.value.problems[0].file == path.as_posix()
    assert caught.value.problems[0].hint
    assert [file.name for file in tmp_path.iterdir()] == ["c.docx"]


def test_new_files_can_be_read_by_whom_the_folder_says(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    path = tmp_path / "c.docx"
    write_file(path, b"content")
    assert path.stat().st_mode == ordinary.stat().st_mode
