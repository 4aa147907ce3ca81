"""`debatekit build --pdf`: one run of LibreOffice for what is new, nothing that was edited is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from debatekit.files import write_file
from debatekit.office import source_of
from debatekit.pdf import source_in
from tests.commandline import run
from tests.pdfs import Converter, converter
from tests.samples import SMALLEST, write_motion
from tests.workspace.support import workspace

__all__ = ["converter"]
KIT = Path("output/trees")
BRIEF, PDF = KIT / "pro-brief.docx", KIT / "pro-brief.pdf"
CHANGED = SMALLEST.replace("give shade", "give cool shade")


@pytest.fixture
def built(folder: Path, converter: Converter) -> Converter:
    """Return the converter after a build with PDFs of a kit in the current folder."""
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    result = run("build", "--pdf")
    assert (result.exit_code, result.output.count("PDFs in")) == (0, 1)
    return converter


def test_each_document_has_its_pdf_from_one_run(built: Converter) -> None:
    documents = sorted(KIT.glob("*.docx"))
    assert [path.with_suffix(".pdf").name for path in documents] == [path.name for path in sorted(KIT.glob("*.pdf"))]
    assert [sorted(names) for names in built.runs] == [[path.name for path in documents]]
    for path in documents:
        assert source_in(path.with_suffix(".pdf").read_bytes()) == source_of(path.read_bytes())


def test_only_pdfs_of_changed_documents_are_made_again(built: Converter) -> None:
    kept = (KIT / "con-brief.pdf").stat().st_mtime_ns
    assert "PDFs in output/trees, unchanged" in run("build", "--pdf").output
    write_motion(Path("motions"), SMALLEST.replace("Planting is", "Planting trees is"), "trees")
    Path(KIT / "con-brief-teacher.pdf").unlink(missing_ok=True)
    assert run("build", "--pdf").exit_code == 0
    assert len(built.runs) == 2
    assert "pro-brief.docx" in built.runs[1]
    assert (KIT / "con-brief.pdf").stat().st_mtime_ns == kept


def test_outdated_pdfs_are_reported(built: Converter) -> None:
    write_motion(Path("motions"), CHANGED, "trees")
    output = run("build").output
    assert "older than the document" in output
    assert "debatekit build motions/trees.yaml --pdf" in output
    assert "older" not in run("build", "--pdf").output
    assert len(built.runs) == 2


@pytest.mark.parametrize(
    ("options", "kept"), [((), "pro-brief.pdf"), (("--overwrite",), "pro-brief (old).pdf")], ids=["kept", "overwritten"]
)
def test_a_pdf_with_notes_is_never_lost(built: Converter, options: tuple[str, ...], kept: str) -> None:
    notes = PDF.read_bytes() + b"% a note\n"
    PDF.write_bytes(notes)
    result = run("build", "--pdf", *options)
    assert (result.exit_code, (KIT / kept).read_bytes()) == (0 if options else 1, notes)
    new = KIT / ("pro-brief.pdf" if options else "pro-brief (new).pdf")
    assert source_in(new.read_bytes())
    assert run("build", "--clean").exit_code == 0
    assert (KIT / kept).read_bytes() == notes
    if not options:
        PDF.unlink()
        assert run("build", "--pdf").exit_code == 0
        assert not new.exists()


def test_pdfs_without_a_document_are_reported_and_deleted(built: Converter) -> None:
    BRIEF.rename(KIT / "mine.docx")
    (KIT / "con-brief.docx").unlink()
    (KIT / "con-brief.pdf").write_bytes(b"%PDF of mine")
    own = Path("templates/vote.html")
    page = "{% extends 'parts/sheet.html' %}{% block name %}Vote{% endblock %}"
    write_file(own, f"{{#---\ntitle: Vote\nabout: A vote.\n---#}}\n{page}".encode())
    run("build", "--pdf")
    assert (KIT / "vote.pdf").exists()
    own.unlink()
    assert "vote.docx: no longer part of the kit" in run("build").output
    (KIT / "vote.docx").unlink()
    assert "vote.pdf: no longer part of the kit. Delete it, or build with --clean." in run("build").output
    assert (KIT / "vote.pdf").exists()
    assert "vote.pdf: deleted" in run("build", "--clean").output
    assert not (KIT / "vote.pdf").exists()
    assert (KIT / "con-brief.pdf").read_bytes() == b"%PDF of mine"


def test_pdfs_of_a_kit_without_a_motion_are_deleted(built: Converter) -> None:
    assert run("print").exit_code == 0
    Path("motions/trees.yaml").rename("motions/shade.yaml")
    assert run("build", "--clean").exit_code == 0
    assert not KIT.exists()


def test_a_document_that_cannot_be_converted_is_reported(folder: Path, converter: Converter) -> None:
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    converter.fails_for = {"pro-brief.docx"}
    result = run("build", "--pdf")
    assert result.exit_code == 1
    assert "output/trees/pro-brief.docx: LibreOffice has not made a PDF of it" in result.output
    assert (KIT / "con-brief.pdf").exists()


def test_verbose_lists_the_pdfs_with_their_pages(folder: Path, converter: Converter) -> None:
    workspace(folder, files={"motions/trees.yaml": SMALLEST})
    converter.pages = {"pro-brief": 3}
    output = run("build", "--pdf", "--verbose").output
    (line,) = [line for line in output.splitlines() if "pro-brief.pdf" in line]
    assert line.endswith("3 pages; the last page holds 0 lines")
    assert len(converter.runs) == 1
