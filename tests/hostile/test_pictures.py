"""Pictures that are damaged, something else, or outside their folder: reported, and nothing is written."""

import os
import struct
from pathlib import Path
from typing import Final

import pytest

from tests.commandline import run
from tests.hostile.support import snapshot, write_handout
from tests.samples import SMALLEST
from tests.word.letterheads import LOGO

HUGE: Final = LOGO.replace(struct.pack(">II", 120, 40), struct.pack(">II", 100_000, 100_000), 1)
PICTURES: Final = {
    "huge.png": (HUGE, "100,000 × 100,000 pixels"),
    "cut.png": (LOGO[:40], "is not a picture"),
    "program.png": (b"MZ" + bytes(500), "is not a picture"),
}
ELSEWHERE: Final = ("../secret.png", "link.png", "linked/secret.png", "circle.png", "pipe.png", "/dev/zero")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, a workspace with a motion and templates, and a secret next to it."""
    folder = tmp_path / "debates"
    (folder / "templates").mkdir(parents=True)
    (folder / "debatekit.yaml").touch()
    (folder / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(LOGO)
    monkeypatch.chdir(folder)
    return folder


def problems(source: str) -> list[str]:
    """Return the problems with a handout that shows a picture, none of which are written."""
    write_handout("map", f'<p><img src="{source}" alt="A map"></p>')
    before = snapshot(Path.cwd().parent)
    result = run("build", "trees.yaml", "--only", "map")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert snapshot(Path.cwd().parent) == before
    return [line for line in result.output.splitlines() if line.startswith("templates/map.html:")]


@pytest.mark.parametrize(("name", "content", "message"), [(name, *row) for name, row in PICTURES.items()], ids=PICTURES)
def test_file_that_is_not_a_picture_is_reported(folder: Path, name: str, content: bytes, message: str) -> None:
    (folder / "templates" / name).write_bytes(content)
    (problem,) = problems(name)
    assert message in problem


@pytest.mark.skipif(os.name == "nt", reason="its links and pipes are different")
def test_picture_outside_the_folder_is_not_read(folder: Path) -> None:
    (folder / "templates/link.png").symlink_to(folder.parent / "secret.png")
    (folder / "templates/linked").symlink_to(folder.parent)
    (folder / "templates/circle.png").symlink_to("circle.png")
    os.mkfifo(folder / "templates/pipe.png")
    for source in ELSEWHERE:
        assert problems(source)
