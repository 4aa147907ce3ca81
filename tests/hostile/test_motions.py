"""Motion files made to take time or memory, or to run something: refused with a place, and nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)

MOTIONS: dict[str, tuple[str | bytes, str]] = {
    "a bomb of aliases": (SMALLEST + BOMB, "is read as"),
    "nested blocks": (SMALLEST + "terms:\n" + "".join(f"{' ' * n}- \n" for n in range(1, 1000)), "nested too deeply"),
    "a million arguments": (SMALLEST.replace("con:", "    - claim: Trees.\n" * 1_000_000 + "con:"), "larger than 1 MB"),
    "a key of a hundred thousand letters": (SMALLEST + f"{'k' * 100_000}: x\n", "this line has no colon"),
    "a value of spaces": (SMALLEST + f"kind: '{' ' * 100_000}x'\n", "is not known here"),
    "a tag that makes an object": (SMALLEST + "background: !!python/object/apply:os.system ['echo']\n", "YAML tag"),
    "a merge key": (SMALLEST + "lesson: {<<: {minutes: 50}}\n", "unknown key '<<'"),
    "a huge number": (SMALLEST + f"lesson: {{minutes: {'9' * 5000}}}\n", "a whole number is expected here"),
    "control characters": (f'motion: "{chr(1) * 20_000}"\n', "the control character U+0001"),
    "no text": (b"\xff\xfe\xfd\x80" * 100, "and this one is plain text"),
    "bytes that are not UTF-8": (SMALLEST.encode() + b"background: \xc3\x28\n", "0xc3"),
    "an archive": (b"PK\x03\x04" + b"\0" * 100, "archive"),
    "another document": (SMALLEST + "---\nmotion: x\n", "a second document"),
    "nothing": ("", "empty"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("content", "message"), MOTIONS.values(), ids=MOTIONS)
def test_a_hostile_motion_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "trees.yaml").write_bytes(raw)
    before = snapshot(tmp_path)
    code, text = answer(tmp_path, "build", "trees.yaml")
    assert (code, message in text) == (1, True), text[-2000:]
    assert "trees.yaml" in text
    assert "Traceback" not in text
    assert len(text) < 100_000
    assert snapshot(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/stdin", "pipe.yaml", "folder.yaml", "loop.yaml", "dangling.yaml"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "dangling.yaml").symlink_to("nowhere.yaml")
    before = snapshot(tmp_path)
    code, text = answer(tmp_path, "build", name)
    assert (code, text.startswith(f"{name}: "), "Traceback" in text) == (1, True, False), text
    assert snapshot(tmp_path) == before


NESTED, LARGE, TAG = "[" * 200_000, "x" * 2_000_000, "a: !!python/name:os.x y\n"
OTHERS = {
    "debatekit.yaml": NESTED,
    "templates/themes/ours.yaml": LARGE,
    "templates/languages/en.yaml": TAG,
    "templates/frameworks/lateral-reading.yaml": NESTED,
    "templates/wordlists/en.yaml": LARGE,
    "trees.verified.json": NESTED,
}


@pytest.mark.slow
@pytest.mark.parametrize(("file", "bomb"), OTHERS.items(), ids=OTHERS)
def test_other_files_are_read_as_carefully(tmp_path: Path, file: str, bomb: str) -> None:
    (tmp_path / "debatekit.yaml").touch()
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(bomb, encoding="utf-8")
    before = snapshot(tmp_path)
    code, text = answer(tmp_path, "build", "trees.yaml", *(["--theme", "ours"] if "themes" in file else []))
    assert (code, file in text, "Traceback" in text) == (1, True, False), text[-2000:]
    assert snapshot(tmp_path) == before
