"""Sources that were made to do harm: only their words are read, nothing is fetched, and time is bounded."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Final

import pytest

from tests.commandline import run
from tests.hostile.support import answer, snapshot
from tests.samples import SMALLEST

pytestmark = pytest.mark.slow

WORDS: Final = "Trees give shade, and shade is cool."
LAUGHS: Final = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

READ: Final = {
    "nested elements.html": f"<p>{WORDS}" + "<b>" * 300_000,
    "entities.html": f"{LAUGHS}<p>{WORDS} {'&b;' * 100_000}",
    "an entity of a file.html": f'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>{WORDS} &a;',
    "comments.html": f"<p>{WORDS}</p>" + "<!--" * 250_000,
    "a long style.html": f"<p>{WORDS}</p><p style='{'; ' * 400_000}'>x</p>",
    "a tag with many attributes.html": f"<p>{WORDS}<p {' '.join(f'a{number}=1' for number in range(300_000))}>",
    "nested data.html": f'<script type="application/ld+json">{"[" * 400_000}</script><p>{WORDS}</p>',
    "many small paragraphs.html": f"<p>{WORDS * 20}</p>" + "<p>a b</p>" * 39_000,
    "nested spans.html": f"<p>{WORDS * 20}</p>" + ("<span>" * 150 + "x" + "</span>" * 150) * 100,
    "no end of scripts.html": f"<p>{WORDS * 20}</p>" + "<noscript>" * 300_000,
    "nested quotes.md": f"{WORDS}\n\n{'>' * 90_000} x",
    "nested lists.md": f"{WORDS}\n\n" + "".join(f"{' ' * depth}- x\n" for depth in range(1_000)),
    "line ends.txt": "\n" * 2_000_000 + WORDS,
}
REFUSED: Final = {
    "brackets.md": ("[" * 200_000, "more than 100,000 marks of Markdown"),
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


FETCHING: Final = (
    '<meta http-equiv="refresh" content="0;url=https://a.example/"><base href="https://a.example/">'
    '<link rel="canonical" href="https://a.example/x"><link rel="stylesheet" href="https://a.example/x.css">'
    '<script src="https://a.example/x.js"></script><img src="https://a.example/x.png">'
    '<iframe src="https://a.example/"></iframe>'
)


def test_nothing_is_fetched_for_a_web_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = folder / "page.html"
    page.write_text(f"{FETCHING}<article>{f'<p>{WORDS * 3}</p>' * 9}{FETCHING}</article>", encoding="utf-8")
    assert run("new", "Yards need trees", "--from", str(page), "--as", str(folder / "yards.yaml")).exit_code == 0


SLOW: Final = {
    "letters with gaps, and dots": (" … ".join("abcdefghijkl"), "." * 20_000 + "… x word"),
    "altered letters, and initials": (" ".join("lkjihgfedcba"), "A. " * 5_000),
}


@pytest.mark.parametrize(("quote", "claim"), SLOW.values(), ids=SLOW)
def test_long_texts_are_checked_in_time(folder: Path, quote: str, claim: str) -> None:
    (folder / "text.txt").write_text("a b c d e f g h i j k l \n" * 20_000, encoding="utf-8")
    motion = SMALLEST.replace("Trees give shade.", f"{claim}\n      evidence: [{{quote: {quote}, from: book}}]")
    motion = f"ages: 11\n{motion}sources: {{book: {{text: text.txt}}}}\n"
    (folder / "trees.yaml").write_text(motion, encoding="utf-8")
    code, text = answer(folder, "check", "trees.yaml")
    assert (code in {0, 1}, "trees.yaml:" in text, "Traceback" in text) == (True, True, False), text[-2000:]
