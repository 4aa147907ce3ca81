"""Paths in a motion that leave its folder and its workspace, and names that a file should not have."""

import os
from pathlib import Path

import pytest

from tests.commandline import run
from tests.hostile.support import snapshot
from tests.samples import SMALLEST
from tests.workspace.support import workspace

LEAVES = "leaves the motion's folder and its workspace"
PATHS = {
    "../../secret.txt": LEAVES,
    "/etc/passwd": LEAVES,
    "link.txt": LEAVES,
    "pipe": "a device or a pipe",
    "nul.txt": "a device",
}
TEXT, LOOK, OUTPUT = (
    'sources: {{book: {{title: On shade, text: "{path}"}}}}\n',
    'settings: {{look: "{path}"}}\n',
    'settings: {{output: "{path}"}}\n',
)
KEYS = {f"text {path}": (TEXT, path, message) for path, message in PATHS.items()}
KEYS |= {f"look {path}": (LOOK, path, PATHS[path]) for path in ("../../secret.txt", "link.txt", "pipe", "nul.txt")}
KEYS |= {f"output {path}": (OUTPUT, path, LEAVES) for path in ("../..", "/etc", "linked")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, the current folder, with links that lead out of it and a secret beside it."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.txt").write_text("secret", encoding="utf-8")
    folder = workspace(tmp_path / "debates")
    if os.name != "nt":
        (folder / "motions/link.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "motions/linked").symlink_to(tmp_path / "elsewhere")
        os.mkfifo(folder / "motions/pipe")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="its links and pipes are others")
@pytest.mark.parametrize(("text", "path", "message"), KEYS.values(), ids=KEYS)
def test_a_path_that_leaves_is_refused(folder: Path, text: str, path: str, message: str) -> None:
    (folder / "motions/trees.yaml").write_text(SMALLEST + text.format(path=path), encoding="utf-8")
    before = snapshot(folder.parent)
    for command in ("build", "check"):
        result = run(command)
        assert isinstance(result.exception, SystemExit)
        assert result.exit_code == 1
        assert "motions/trees.yaml:10:" in result.output
        assert message in result.output
    assert snapshot(folder.parent) == before


NAMES = {
    "CON": "a device",
    "LPT1": "a device",
    "com\N{SUPERSCRIPT ONE}": "a device",
    "trees\N{RIGHT-TO-LEFT OVERRIDE}cod": "202e",
    " trees": "start or end with a space",
    "trees.": "full stop",
    "a:b": "':'",
    "a\x07b": "'\\x07'",
    "t" * 121: "121 characters",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize(("name", "message"), NAMES.items(), ids=[repr(name)[:30] for name in NAMES])
def test_a_kit_is_not_given_such_a_name(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / f"{name}.yaml").write_text(SMALLEST, encoding="utf-8")
    before = snapshot(tmp_path)
    result = run("build", str(tmp_path / f"{name}.yaml"))
    assert (result.exit_code, message in result.output) == (1, True), result.output
    assert isinstance(result.exception, SystemExit)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", ["../x", "CON", "x" * 300, "x\N{RIGHT-TO-LEFT OVERRIDE}"])
@pytest.mark.parametrize("line", ["framework: {}", "language: {}", "settings: {{theme: {}}}"])
def test_a_name_in_a_motion_leads_to_no_file(folder: Path, line: str, name: str) -> None:
    (folder / "motions/trees.yaml").write_text(SMALLEST + line.format(name) + "\n", encoding="utf-8")
    result = run("build")
    assert (result.exit_code, "motions/trees.yaml:10:" in result.output) == (1, True)
    assert not (folder / "output").exists()
