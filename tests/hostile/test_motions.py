"""Motions and sources made to do harm: refused with a place or read in time; nothing is fetched or written."""

import os
from pathlib import Path
from typing import Final

import pytest

from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)

MOTIONS: dict[str, tuple[str | bytes, str]] = {
    "a bomb of aliases": (SMALLEST + BOMB, "is read as"),
    "a million arguments": (SMALLEST.replace("con:", "    - claim: Trees.\n" * 1_000_000 + "con:"), "larger than 1 MB"),
    "a key of a hundred thousand letters": (SMALLEST + f"{'k' * 100_000}: x\n", "this line has no colon"),
    "a value of spaces": (SMALLEST + f"kind: '{' ' * 100_000}x'\n", "is not known here"),
    "a merge key": (SMALLEST + "lesson: {<<: {minutes: 50}}\n", "unknown key '<<'"),
    "a huge number": (SMALLEST + f"lesson: {{minutes: {'9' * 5000}}}\n", "a whole number is expected here"),
    "control characters": (f'motion: "{chr(1) * 20_000}"\n', "the control character U+0001"),
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


pytestmark = pytest.mark.slow

WORDS: Final = "Trees give shade, and shade is cool."
LAUGHS: Final = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

READ: Final = {
    "nested elements.html": f"<p>{WORDS}" + "<b>" * 300_000,
    "entities.html": f"{LAUGHS}<p>{WORDS} {'&b;' * 100_000}",
    "an entity of a file.html": f'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>{WORDS} &a;',
    "comments.html": f"<p>{WORDS}</p>" + "<!--" * 250_000,
    "a long style.html": f"<p>{WORDS}</p><p style='{'; ' * 400_000}'>x</p>",
    "a tag with many attributes.html": f"<p>{WORDS}<p {' '.join(f'a{number}=1' for number in range(20_000))}>",
    "nested data.html": f'<script type="application/ld+json">{"[" * 400_000}</script><p>{WORDS}</p>',
    "many small paragraphs.html": f"<p>{WORDS * 20}</p>" + "<p>a b</p>" * 39_000,
    "nested spans.html": f"<p>{WORDS * 20}</p>" + ("<span>" * 150 + "x" + "</span>" * 150) * 100,
    "no end of scripts.html": f"<p>{WORDS * 20}</p>" + "<noscript>" * 300_000,
    "brackets.md": f"{WORDS}\n\n{'[' * 200_000}",
    "nested quotes.md": f"{WORDS}\n\n{'>' * 90_000} x",
    "nested lists.md": f"{WORDS}\n\n" + "".join(f"{' ' * depth}- x\n" for depth in range(1_000)),
    "line ends.txt": "\n" * 2_000_000 + WORDS,
}
REFUSED: Final = {
    "words.txt": ("a " * 3_000_000, "more than 5,000,000 characters"),
    "nested blocks.html": ("<div>" * 200_000 + WORDS, "there is no text"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "content"), READ.items(), ids=READ)
def test_only_the_words_are_read(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    code, text = answer(folder, "new", "Yards need trees", "--from", name, "--as", "yards.yaml")
    assert code == 0, text[-2000:]
    written = (folder / "yards.yaml").read_text(encoding="utf-8")
    assert "root:" not in written
    assert len(written) < 1_000_000


@pytest.mark.parametrize(("name", "content", "message"), [(name, *row) for name, row in REFUSED.items()], ids=REFUSED)
def test_what_takes_long_is_refused(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    motion = folder / "trees.yaml"
    motion.write_text(SMALLEST + f'sources: {{book: {{title: On shade, text: "{name}"}}}}\n', encoding="utf-8")
    before = snapshot(folder)
    for words in (("new", "Yards need trees", "--from", name), ("check", "trees.yaml")):
        code, text = answer(folder, *words)
        assert (code, message in text, "Traceback" in text) == (1, True, False), text[-2000:]
        assert f"{name}: " in text
    assert snapshot(folder) == before
