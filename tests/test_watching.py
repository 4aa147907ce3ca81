"""`build --watch` builds again what changed, tells what is wrong, and waits."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from debatekit.kit import open_workshop
from debatekit.watching import inputs_of, real
from debatekit.workspace import find_workspace
from tests.samples import SMALLEST
from tests.workspace.support import workspace

PATIENCE = 60
"""Seconds after which a line that does not come is a failure."""

SOURCE = "sources: {book: {title: On shade, text: book.txt}}\n"


class Watcher:
    """The command as it runs in a folder, and the lines that it prints."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        command = [sys.executable, "-u", "-m", "debatekit", "build", "--watch", *options]
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line_with(self, text: str) -> str:
        """Return the next line that holds `text`, or fail."""
        seen: list[str] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=0.2))
            except queue.Empty:
                continue
            if text in seen[-1]:
                return seen[-1]
        pytest.fail(f"no line with {text!r} in {seen}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"motions/trees.yaml": SMALLEST + SOURCE, "motions/book.txt": "Trees give shade.", "templates/note.txt": ""}
    return workspace(tmp_path, "", files)


@pytest.fixture(params=[(), ("--poll",)], ids=["told by the system", "polling"])
def watcher(folder: Path, request: pytest.FixtureRequest) -> Iterator[Watcher]:
    started = Watcher(folder, *request.param)
    started.line_with("Watching 1 motion")
    time.sleep(0.5)
    yield started
    started.process.kill()
    started.process.wait()


def write(path: Path, text: str) -> None:
    time.sleep(1.1)  # polling tells changes apart by the second
    path.write_text(text, encoding="utf-8")


def test_what_changes_is_built_again(folder: Path, watcher: Watcher) -> None:
    motion = folder / "motions/trees.yaml"
    write(motion, motion.read_text(encoding="utf-8").replace("give shade", "give cool shade"))
    assert "trees: 5 documents in " in watcher.line_with("documents in")

    # As editors save that write a new file first.
    write(folder / "motions/.trees.swp", motion.read_text(encoding="utf-8").replace("Yards", "All yards"))
    (folder / "motions/.trees.swp").replace(motion)
    watcher.line_with("trees: 5 documents in ")

    write(folder / "motions/trees.yaml", SMALLEST.replace("claim: Yards", "clam: Yards"))
    assert "unknown key 'clam'. Did you mean 'claim'?" in watcher.line_with("clam")
    write(folder / "motions/trees.yaml", SMALLEST + SOURCE)
    watcher.line_with("trees: 5 documents in ")

    write(folder / "motions/book.txt", "Trees give much shade.")
    watcher.line_with("trees: 5 documents in ")

    write(folder / "debatekit.yaml", "theme: nothing\n")
    watcher.line_with("debatekit.yaml:1:8: there is no theme 'nothing'.")
    write(folder / "debatekit.yaml", "school: Hill School\n")
    watcher.line_with("trees: 5 documents in ")

    sheet = '{% extends "parts/sheet.html" %}{% block name %}Vote{% endblock %}'
    write(folder / "templates/vote.html", f"{{#---\ntitle: Vote\nabout: A vote.\n---#}}\n{sheet}")
    watcher.line_with("trees: 7 documents in ")

    write(folder / "motions/more.yaml", SMALLEST)
    watcher.line_with("more: 7 documents in ")
    (folder / "motions/more.yaml").unlink()
    watcher.line_with("more.yaml is gone; its documents are still there")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no interrupt for one process")
def test_it_ends_when_it_is_told_to(folder: Path) -> None:
    watcher = Watcher(folder)
    watcher.line_with("Watching 1 motion")
    time.sleep(0.5)
    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(PATIENCE) == 0
    assert watcher.lines.empty()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no interrupt for one process")
def test_older_copies_are_told_once(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "debatekit", "build", "--fillable", "--quiet"], cwd=folder, check=True)
    watcher = Watcher(folder)
    watcher.line_with("Watching 1 motion")
    time.sleep(0.5)
    motion = folder / "motions/trees.yaml"
    for number in (1, 2):
        write(motion, SMALLEST.replace("shade", f"shade {number}") + SOURCE)
        watcher.line_with("trees: 5 documents in ")
        if number == 1:
            assert watcher.line_with("older").endswith("again: debatekit build motions/trees.yaml --fillable")
    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(PATIENCE) == 0
    assert watcher.lines.empty()


def test_a_change_affects_what_is_made_from_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "motions/other.yaml", SMALLEST)
    write(folder / "motions/broken.yaml", "motion: [")
    monkeypatch.chdir(folder)
    motions = [folder / f"motions/{name}.yaml" for name in ("trees", "other", "broken")]
    trees, other, broken = map(real, motions)
    inputs = inputs_of(open_workshop(workspace=find_workspace()), motions, {})
    inputs.new_motions = real(folder / "motions")
    for name, affected in {
        "motions/trees.yaml": [trees],
        "motions/book.txt": [trees],
        "motions/trees.verified.json": [trees],
        "motions/other.yaml": [other],
        "motions/broken.yaml": [broken],
        "motions/notes.txt": [],
        "output/trees/pro-brief.docx": [],
        "debatekit.yaml": None,
        "templates/ballot.html": None,
        "templates/themes/ours.yaml": None,
    }.items():
        assert inputs.affected(real(folder / name)) == affected, name
    write(folder / "motions/new.yaml", SMALLEST)
    assert inputs.affected(real(folder / "motions/new.yaml")) == [real(folder / "motions/new.yaml")]
    watched = inputs.folders()
    assert real(folder / "motions") in watched
    assert real(folder) in watched
    assert real(folder / "output") not in watched
