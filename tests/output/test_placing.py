"""What a teacher changed is never overwritten, and what is not ours neither."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.errors import DebatekitError
from debatekit.files import remove_stale_temp_files
from debatekit.kit import build_kit, open_workshop
from debatekit.output import is_untouched, place, sealed
from tests.checkers import faults
from tests.commandline import run
from tests.samples import SMALLEST, write_motion
from tests.workspace.support import printed


def archive(text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("text", text)
    return sealed(content.getvalue())


OLD, NEW = archive("old"), archive("new")


@given(st.text(), st.data())
def test_a_change_of_any_byte_shows(text: str, data: st.DataObject) -> None:
    content = archive(text)
    assert is_untouched(content)
    assert zipfile.ZipFile(io.BytesIO(content)).read("text").decode() == text
    at = data.draw(st.integers(0, len(content) - 1))
    assert not is_untouched(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert not is_untouched(content[:at])


@pytest.mark.parametrize("content", [b"", b"x", b"debatekit sha256 ", b"PK\x03\x04" * 40])
def test_what_has_no_seal_is_not_ours(content: bytes) -> None:
    assert not is_untouched(content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_untouched_document_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    place(path, OLD)
    assert place(path, NEW) == (path, None, None)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["a.docx"]


def test_the_same_document_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    place(path, NEW)
    os.utime(path, (1, 1))
    place(path, NEW)
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("theirs", [OLD + b"x", b"", b"a letter"], ids=["changed", "empty", "another file"])
def test_what_somebody_changed_is_kept(tmp_path: Path, theirs: bytes) -> None:
    path, beside = tmp_path / "a.docx", tmp_path / "a (new).docx"
    path.write_bytes(theirs)
    assert place(path, OLD) == (beside, path, None)
    assert (path.read_bytes(), beside.read_bytes()) == (theirs, OLD)
    assert place(path, NEW) == (beside, path, None)  # the new one is ours, until somebody changes it, too
    assert beside.read_bytes() == NEW
    beside.write_bytes(b"mine as well")
    assert place(path, NEW).path.name == "a (new 2).docx"
    assert beside.read_bytes() == b"mine as well"
    path.unlink()
    assert place(path, NEW) == (path, None, None)
    assert names(tmp_path) == ["a (new).docx", "a.docx"]  # what nobody changed is no longer needed


def test_overwriting_keeps_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for text in (b"first", b"second"):
        path.write_bytes(text)
        place(path, NEW, overwrite=True)
        assert path.read_bytes() == NEW
    assert (tmp_path / "a (old).docx").read_bytes() == b"first"
    assert (tmp_path / "a (old 2).docx").read_bytes() == b"second"
    assert place(path, OLD, overwrite=True).backup is None  # nobody changed it


def test_what_was_put_beside_goes_with_the_reason_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"mine")
    place(path, OLD)
    path.unlink()
    place(path, NEW)
    assert names(tmp_path) == ["a.docx"]


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    assert place(tmp_path / "a.docx", NEW).path.name == "a (new).docx"


def test_an_edit_is_kept_by_the_command_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")
    assert run("build", "trees.yaml").exit_code == 0
    brief = tmp_path / "output/trees/pro-brief.docx"
    document = docx.Document(str(brief))
    document.paragraphs[5].add_run("My own words")
    document.save(str(brief))
    result = run("build", "trees.yaml")
    assert result.exit_code == 1
    assert result.stderr == (
        "output/trees/pro-brief.docx: the file was changed since it was built, or is not ours, and stays as it is. "
        "The new one is beside it: 'pro-brief (new).docx'.\n"
        "  Build with --overwrite to have the new one in its place; yours becomes a backup. "
        "Or give yours a name of its own: then it is left in peace.\n"
    )
    assert "My own words" in printed(brief)
    result = run("build", "trees.yaml", "--overwrite", "--quiet")
    assert result.exit_code == 0
    assert "output/trees/pro-brief.docx: the old one is 'pro-brief (old).docx'" in result.output
    assert "My own words" in printed(tmp_path / "output/trees/pro-brief (old).docx")
    assert run("build", "trees.yaml").exit_code == 0


def test_an_edit_under_a_name_of_its_own_is_left_in_peace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")
    run("build", "trees.yaml")
    folder = tmp_path / "output/trees"
    (folder / "pro-brief.docx").write_bytes(b"mine")
    assert run("build", "trees.yaml").exit_code == 1
    (folder / "pro-brief.docx").rename(folder / "my brief.docx")
    result = run("build", "trees.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / "my brief.docx").read_bytes() == b"mine"
    assert not (folder / "pro-brief (new).docx").exists()


def test_a_sealed_document_is_sound(tmp_path: Path) -> None:
    kit = build_kit(open_workshop(), write_motion(tmp_path, SMALLEST), tmp_path / "output")
    for path in kit.files:
        assert is_untouched(path.read_bytes())
        assert faults(path.read_bytes()) == []


def test_one_document_that_cannot_be_written_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = write_motion(tmp_path, SMALLEST, "trees")

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "con-brief.docx":
            raise PermissionError(13, "Permission denied")
        self.rename(target)
        return target

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(DebatekitError) as caught:
        build_kit(open_workshop(), motion, tmp_path / "output")
    (problem,) = caught.value.problems
    assert problem.file.endswith("con-brief.docx")
    assert "Close it in Word" in problem.hint
    assert names(tmp_path / "output/trees") == [
        ".debatekit.json",
        "con-brief-teacher.docx",
        "fairness-and-sources-teacher.docx",
        "pro-brief-teacher.docx",
        "pro-brief.docx",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    write_motion(tmp_path, SMALLEST, "trees")
    command = [sys.executable, "-m", "debatekit", "build", "trees.yaml"]
    folder = tmp_path / "output/trees"
    started = time.perf_counter()
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    whole = time.perf_counter() - started
    for number in range(12):
        text = SMALLEST.replace("Trees give shade.", f"Trees give shade, {number}.")
        write_motion(tmp_path, text, "trees")
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(whole * (0.4 + number / 20))
            process.send_signal(signal.SIGKILL)
        for path in folder.glob("*.docx"):
            assert is_untouched(path.read_bytes()), path.name
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert [name for name in names(folder) if not name.endswith(".docx")] == [".debatekit.json"]
    assert len(names(folder)) == 6


def test_temporary_files_that_may_be_in_use_are_left(tmp_path: Path) -> None:
    (tmp_path / f".debatekit-{os.getpid()}-a.tmp").touch()
    (tmp_path / ".debatekit-x.tmp").touch()
    (tmp_path / "mine.tmp").touch()
    remove_stale_temp_files(tmp_path)
    assert f".debatekit-{os.getpid()}-a.tmp" in names(tmp_path)
    assert "mine.tmp" in names(tmp_path)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    remove_stale_temp_files(tmp_path)
    assert names(tmp_path) == ["mine.tmp"]
