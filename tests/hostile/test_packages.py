"""Word files that were made to do harm, wherever debatekit opens one: as a look, to inspect, as a source."""

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from debatekit.ooxml import NAMESPACES
from tests.accessibility.support import DOCUMENT, at_start, p, planted, python_docx
from tests.commandline import run
from tests.hostile.support import answer, snapshot
from tests.packages import packed, unpacked
from tests.samples import SMALLEST

LINKS: Final = "word/_rels/document.xml.rels"
LOOK: Final = ("build", "trees.yaml", "--only", "pro-brief", "--look", "evil.docx")
WAYS: Final = {
    "a look": LOOK,
    "to inspect": ("inspect", "evil.docx"),
    "a source": ("new", "Trees", "--from", "evil.docx"),
}


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(python_docx())
    return packed({**parts, part: change(parts[part])})


def zipped(name: str, size: int) -> bytes:
    """Return a sound file with one more part of `size` null bytes."""
    buffer = io.BytesIO(python_docx())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package, package.open(name, "w") as entry:
        for _ in range(size // 1_000_000):
            entry.write(bytes(1_000_000))
    return buffer.getvalue()


def linked(kind: str, target: str, text: str) -> bytes:
    """Return a file with an external relationship, and text that uses it."""
    link = f'<Relationship Id="rIdEvil" TargetMode="External" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"/>'

    def plant(parts: dict[str, bytes]) -> None:
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", link.encode() + b"</Relationships>")

    return planted(python_docx(), plant, at_start(text or p("Trees.")))


LAUGHS: Final = b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]>' % b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
)
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "300 MB of nothing": (lambda: zipped("word/media/x.bin", 300_000_000), "larger than"),
    "entities without end": (
        lambda: changed(DOCUMENT, lambda xml: xml.replace(b"<w:document", LAUGHS + b"<w:document", 1)),
        "document type declaration",
    ),
}  # fmt: skip
ELSEWHERE = {
    "an attached template": ("attachedTemplate", "https://a.example/evil.dotm", ""),
    "text of another kind": ("aFChunk", "http://a.example/x.html", '<w:altChunk r:id="rIdEvil"/>'),
    "a script for a link": ("hyperlink", "javascript:alert(1)", ""),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, a project with a motion, without a way to any other computer."""

    def refuse(*_: object) -> None:
        pytest.fail("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    Path("debatekit.yaml").touch()
    Path("motions").mkdir()
    Path("trees.yaml").write_text(SMALLEST, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("make", "message"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_costs_little_time_and_memory(tmp_path: Path, make: Callable[[], bytes], message: str) -> None:
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "evil.docx").write_bytes(make())
    before = snapshot(tmp_path)
    for way, words in WAYS.items():
        code, text = answer(tmp_path, *words)
        assert code == 1, f"{way}: {text[-2000:]}"
        assert "evil.docx: " in text
        assert message in text or "larger than" in text
        assert "Traceback" not in text
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(("kind", "target", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_an_external_target_is_neither_read_nor_copied(folder: Path, kind: str, target: str, text: str) -> None:
    Path("evil.docx").write_bytes(linked(kind, target, text))
    for words in WAYS.values():
        result = run(*words)
        assert isinstance(result.exception, SystemExit | None)
        assert target not in result.output or words[0] == "inspect"
    built = list(folder.rglob("output/**/*.docx"))
    assert len(built) == 1
    content = b"".join(part for path in built for part in unpacked(path.read_bytes()).values())
    assert [word for word in (target.encode(), b"altChunk") if word in content] == []
