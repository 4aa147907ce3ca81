"""Pages are counted by LibreOffice, and not at all where it is not there or does not answer."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from debatekit import paging
from debatekit.cli import main
from debatekit.paging import count_pages
from tests.office import office
from tests.samples import SMALLEST, write_motion
from tests.word.support import written

THREE_PAGES = "<p>One</p>" + '<section class="page"><p>Another</p></section>' * 2


@pytest.fixture(scope="module", name="office")
def installed_office() -> str:
    return office()


def test_each_document_has_its_own_count(office: str, tmp_path: Path) -> None:
    bodies = {"a/same.docx": "<p>One</p>", "b/same.docx": THREE_PAGES, "Ä & ö.docx": THREE_PAGES}
    for name, body in bodies.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(written(body))
    counts = count_pages([tmp_path / name for name in bodies], office)
    assert counts == {tmp_path / "a/same.docx": 1, tmp_path / "b/same.docx": 3, tmp_path / "Ä & ö.docx": 3}


def test_what_cannot_be_converted_is_left_out(office: str, tmp_path: Path) -> None:
    good, empty = tmp_path / "good.docx", tmp_path / "empty.docx"
    good.write_bytes(written("<p>One</p>"))
    empty.write_bytes(b"PK\x03\x04 and nothing else")
    assert count_pages([good, empty], office).get(good) == 1


def test_verbose_tells_the_pages(office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")
    lines = CliRunner().invoke(main, ["build", "trees.yaml", "--verbose"]).output.splitlines()
    assert len([line for line in lines if line.rstrip().endswith((" pages", " page"))]) == 5


def test_without_an_office_no_pages_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(paging, "PLACES", ())
    monkeypatch.chdir(tmp_path)
    write_motion(tmp_path, SMALLEST, "trees")
    result = CliRunner().invoke(main, ["build", "trees.yaml", "--verbose"])
    assert result.exit_code == 0
    assert " page" not in result.output.replace("counts the pages", "")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("script", ["exit 1", "exec sleep 60"], ids=["that fails", "that hangs"])
def test_an_office_that_does_not_answer_counts_nothing(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, document = tmp_path / "soffice", tmp_path / "a.docx"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    document.write_bytes(written("<p>One</p>"))
    monkeypatch.setattr(paging, "PATIENCE", 1)
    assert count_pages([document], str(program)) == {}


def test_a_program_that_is_not_there_counts_nothing(tmp_path: Path) -> None:
    document = tmp_path / "a.docx"
    document.write_bytes(written("<p>One</p>"))
    assert count_pages([document], str(tmp_path / "nothing")) == {}
