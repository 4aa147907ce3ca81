"""Pages are counted by LibreOffice, and not at all if it is not installed or does not answer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from debatekit import report
from debatekit.report import count_pages, find_office
from tests.commandline import run
from tests.office import office
from tests.samples import SMALLEST, write_motion
from tests.word.support import written

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the program of the tests is a shell script")
THREE_PAGES = "<p>One</p>" + '<section class="page"><p>Another</p></section>' * 2


def install(folder: Path, script: str) -> str:
    """Write a program that is called as LibreOffice is, and return its path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.slow
def test_each_document_has_its_own_count(tmp_path: Path) -> None:
    bodies = {"a/same.docx": "<p>One</p>", "b/same.docx": THREE_PAGES, "Ä & ö.docx": THREE_PAGES}
    paths = [tmp_path / name for name in (*bodies, "damaged.docx")]
    for path, body in zip(paths, bodies.values(), strict=False):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written(body))
    paths[-1].write_bytes(b"PK\x03\x04 and nothing else")
    counts = count_pages(paths, office())
    assert [counts.get(path) for path in paths[:3]] == [1, 3, 3]


@pytest.mark.slow
def test_verbose_prints_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office()
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")
    lines = run("build", "trees.yaml", "--verbose").output.splitlines()
    assert len([line for line in lines if line.rstrip().endswith((" pages", " page"))]) == 5


@POSIX
@pytest.mark.parametrize("path", ["", ".", "{folder}"], ids=["empty", "relative", "absolute"])
def test_a_program_in_the_current_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    program = install(tmp_path, "exit 1")
    monkeypatch.setattr(report, "USUAL_PATHS", ())
    monkeypatch.setenv("PATH", path.format(folder=tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_office() is None
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_office() == (program if "{" in path else None)


@POSIX
def test_a_libreoffice_that_does_not_answer_counts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(written("<p>One</p>"))
    monkeypatch.setattr(report, "TIMEOUT", 1)
    for program in (str(tmp_path / "none"), install(tmp_path, "exit 1"), install(tmp_path, "exec sleep 60")):
        assert count_pages([tmp_path / "a.docx"], program) == {}
