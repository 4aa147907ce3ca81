"""The command line with arguments that nobody planned, and drafts from any text: an answer, never a traceback."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from debatekit.motion import read_motion
from debatekit.source.files import read_source
from tests.commandline import run
from tests.fuzz.support import TEXTS, folder, fuzzed, mutated, outcome, written
from tests.samples import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = TEXTS | st.sampled_from(
    [
        *("build", "check", "new", "list", "verify", "inspect", "templates", "schema", "init", "show", "copy", "diff"),
        *(
            "trees.yaml",
            "trees",
            ".",
            "..",
            "-o",
            "out",
            "--only",
            "pro-brief",
            "--theme",
            "dyslexia",
            "--edition",
            "student",
        ),
        *(
            "--quiet",
            "--look",
            "trees.docx",
            "--paper",
            "a4",
            "--source",
            "a=b",
            "=",
            "--jobs",
            "0",
            "--from",
            "text.txt",
        ),
        *("--format", "json", "sarif", "--select", "DK1", "--explain", "DK999", "--clean", "--rebuild", "--overwrite"),
        *("--language", "--school", "--class", "--fillable", "--reading", "--help", "--version", "--strict", "-", "--"),
    ]
)
PAGES = [
    b"Trees give shade.\n\nPlanting is a lesson. Some say 40% of yards are small.\n",
    b"<html><head><title>On shade</title></head><body><h1>On shade</h1><p>Trees &amp; shade.<p>Roots.</html>",
    b"# On shade\n\n- Trees *give* shade.\n\n> Yards are [small](https://a.example).\n",
]


@contextmanager
def within(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


@fuzzed
@given(words=st.lists(WORDS, max_size=6))
def test_any_words_are_answered(words: list[str]) -> None:
    written("command/trees.yaml", SMALLEST.encode())
    written("command/text.txt", PAGES[0])
    if "--watch" in words:
        return
    with within(folder() / "command"):
        result = run(*words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1, 2}


@fuzzed
@given(content=mutated(PAGES), ending=st.sampled_from(["txt", "html", "md", "docx", "pdf", "xhtml", "rtf", ""]))
def test_any_source_is_read_or_refused(content: bytes, ending: str) -> None:
    path = written(f"source.{ending}", content)
    outcome(lambda: read_source(path))


@fuzzed
@given(content=mutated(PAGES), ending=st.sampled_from(["txt", "html", "md"]), words=TEXTS)
def test_any_draft_can_be_read_again(content: bytes, ending: str, words: str) -> None:
    path = written(f"draft/source.{ending}", content)
    motion = path.with_name("draft.yaml")
    motion.unlink(missing_ok=True)
    with within(path.parent):
        result = run("new", words or "x", "--from", path.name, "--as", "draft.yaml")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    if motion.exists():
        read_motion(motion)
