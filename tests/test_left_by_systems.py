"""What systems and editors leave in a folder is nobody's motion, handout or document; odd names get a message."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from debatekit.files import as_on_disk
from tests.commandline import run
from tests.samples import SMALLEST
from tests.workspace.support import workspace

APPLE_DOUBLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(60)
LEFT = ("._trees.yaml", ".#trees.yaml", "~$trees.yaml", ".trees.yaml")


@pytest.fixture
def debates(folder: Path) -> Path:
    """Return the current folder, a workspace with one motion and folders for its own files."""
    return workspace(folder, files={f"templates/{name}/note.txt": "" for name in ("themes", "languages")})


@pytest.mark.parametrize("name", LEFT)
def test_files_that_systems_leave_are_passed_over(debates: Path, name: str) -> None:
    for folder, ending in (("motions", ".yaml"), ("templates", ".html"), ("templates/themes", ".yaml"),
                           ("templates/languages", ".yaml")):  # fmt: skip
        (debates / folder / name).with_suffix(ending).write_bytes(APPLE_DOUBLE)
    for command in ("check", "list", "templates"):
        answer = run(*((command, "list") if command == "templates" else (command,)))
        assert (answer.exit_code, Path(name).stem in answer.output.replace("trees.yaml", "")) == (0, False), (
            answer.output
        )


def test_a_file_that_a_system_left_is_no_motion_even_if_it_is_named(debates: Path) -> None:
    (debates / "motions/._trees.yaml").write_bytes(APPLE_DOUBLE)
    answer = run("check", "motions/._trees.yaml")
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1)
    assert "no motion" in answer.output


@pytest.mark.parametrize(("typed", "stored"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_names_in_both_forms_are_one(debates: Path, typed: str, stored: str) -> None:
    folder = debates / unicodedata.normalize(stored, "Größe")  # type: ignore[arg-type]
    folder.mkdir()
    name = unicodedata.normalize(stored, "Bäume.yaml")  # type: ignore[arg-type]
    (folder / name).write_text(SMALLEST, encoding="utf-8")
    (debates / "motions" / name).write_text(SMALLEST, encoding="utf-8")
    asked = unicodedata.normalize(typed, "Bäume")  # type: ignore[arg-type]
    assert as_on_disk(Path(unicodedata.normalize(typed, "Größe/Bäume.yaml"))).exists()  # type: ignore[arg-type]
    for word in (asked, f"motions/{asked}.yaml"):
        assert "there is no such motion" not in run("check", word).output


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the system holds no such names")
@pytest.mark.slow
@pytest.mark.parametrize("words", [("--output", b"out\xe9"), ("--look", b"f\xe9.docx"), ("--theme", b"t\xe9")], ids=str)
def test_a_name_that_is_not_utf_8_gives_a_message(debates: Path, words: tuple[str, bytes]) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "debatekit", "build", *words]
    done = subprocess.run(command, cwd=debates, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr, b"not UTF-8" in done.stderr) == (1, False, True)
