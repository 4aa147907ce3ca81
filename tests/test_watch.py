"""`build --watch` rebuilds what changed, reports what is wrong, and waits."""

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commandline import interruptible
from tests.office import office
from tests.samples import SMALLEST
from tests.workspace.support import workspace

TIMEOUT = 60
"""Seconds to wait for a line."""

SOURCE = "sources: {book: {title: On shade, text: book.txt}}\n"


class Watcher:
    """The command as it runs in a folder, and the lines that it prints."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        command = [sys.executable, "-u", "-m", "debatekit", "build", "--watch", *options]
        self.process = interruptible(command, cwd=folder, stderr=subprocess.STDOUT)
        threading.Thread(target=self._read, daemon=True).start()
        self.line_with("Watching 1 motion")
        time.sleep(0.5)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line_with(self, text: str) -> str:
        while text not in (line := self.lines.get(timeout=TIMEOUT)):
            pass
        return line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"motions/trees.yaml": SMALLEST + SOURCE, "motions/book.txt": "Trees give shade.", "templates/note.txt": ""}
    return workspace(tmp_path, "", files)


@pytest.fixture(params=[(), ("--poll",)], ids=["reported by the system", "polling"])
def watcher(folder: Path, request: pytest.FixtureRequest) -> Iterator[Watcher]:
    started = Watcher(folder, *request.param)
    yield started
    started.process.kill()
    started.process.wait()


def write(path: Path, text: str) -> None:
    time.sleep(1.1)  # polling distinguishes changes by the second
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("watcher", [("--pdf",)], indirect=True)
def test_pdfs_are_made_again(folder: Path, watcher: Watcher) -> None:
    assert office()
    motion, pdf = folder / "motions/trees.yaml", folder / "output/trees/pro-brief.pdf"
    before = pdf.read_bytes()
    for word in ("cool", "wide"):
        write(motion, SMALLEST.replace("give shade", f"give {word} shade") + SOURCE)
        watcher.line_with("documents in")  # the second time, the PDFs of the first change are there
    assert pdf.read_bytes() != before


@pytest.mark.slow
def test_what_changes_is_rebuilt(folder: Path, watcher: Watcher) -> None:
    motion = folder / "motions/trees.yaml"
    write(motion, motion.read_text(encoding="utf-8").replace("give shade", "give cool shade"))
    assert "trees: 3 documents in " in watcher.line_with("documents in")

    # As editors save that write a new file first.
    write(folder / "motions/.trees.swp", motion.read_text(encoding="utf-8").replace("Yards", "All yards"))
    (folder / "motions/.trees.swp").replace(motion)
    watcher.line_with("trees: 3 documents in ")

    write(motion, SMALLEST.replace("claim: Yards", "clam: Yards"))
    assert "unknown key 'clam'. Did you mean 'claim'?" in watcher.line_with("clam")
    write(motion, SMALLEST + SOURCE)
    watcher.line_with("trees: 3 documents in ")

    write(folder / "motions/book.txt", "Trees give much shade.")
    watcher.line_with("trees: 3 documents in ")

    write(folder / "debatekit.yaml", "theme: nothing\n")
    watcher.line_with("debatekit.yaml:1:8: there is no theme 'nothing'.")
    write(folder / "debatekit.yaml", "school: Hill School\n")
    watcher.line_with("trees: 3 documents in ")

    sheet = '{% extends "parts/sheet.html" %}{% block name %}Vote{% endblock %}'
    write(folder / "templates/vote.html", f"{{#---\ntitle: Vote\nabout: A vote.\n---#}}\n{sheet}")
    watcher.line_with("trees: 4 documents in ")

    brief = folder / "output/trees/con-brief.docx"
    brief.write_bytes(brief.read_bytes() + b"edited")
    write(motion, SMALLEST + SOURCE + "# The same again.\n")
    watcher.line_with("con-brief.docx: kept as you edited it")

    write(folder / "motions/more.yaml", SMALLEST)
    watcher.line_with("more: 4 documents in ")
    (folder / "motions/more.yaml").unlink()
    watcher.line_with("more.yaml is gone; its documents are still there")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no interrupt for one process")
def test_outdated_variants_are_reported_once_and_an_interrupt_ends_it(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "debatekit", "build", "--fillable", "--quiet"], cwd=folder, check=True)
    watcher = Watcher(folder)
    motion = folder / "motions/trees.yaml"
    for number in (1, 2):
        write(motion, SMALLEST.replace("shade", f"shade {number}") + SOURCE)
        watcher.line_with("trees: 3 documents in ")
        if number == 1:
            assert watcher.line_with("out of date").endswith("them: debatekit build motions/trees.yaml --fillable")
    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(TIMEOUT) == 0
    assert watcher.lines.empty()
