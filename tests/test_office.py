"""LibreOffice is found and run safely, and its PDFs: marks, booklets, last pages that are nearly empty."""

import contextlib
import io
import socket
import sys
import time
from pathlib import Path
from threading import Thread

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit import office as module
from debatekit.errors import DebatekitError
from debatekit.office import find_office, to_pdfs
from debatekit.pdf import LastPage, Layout, add_mark, booklet_order, count_pages, last_page, source_in
from tests.commandline import run
from tests.office import office
from tests.packages import packed, unpacked
from tests.pdfs import A4, pdf_of, read_pdf, root_of
from tests.pictures import png
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
def test_each_document_has_its_own_tagged_pdf() -> None:
    bodies = {"a/same.docx": "<p>One</p>", "b/same.docx": THREE_PAGES, "Ä & ö.docx": THREE_PAGES}
    documents = {Path(name): written(body) for name, body in bodies.items()}
    pdfs = to_pdfs(documents | {Path("damaged.docx"): b"PK\x03\x04 and nothing else"}, office())
    assert [count_pages(pdfs[path]) for path in documents] == [1, 3, 3]
    for path in documents:
        root = root_of(read_pdf(pdfs[path]))
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def linked_picture(address: str) -> bytes:
    """Return a document with a picture that is only linked, as Word's Insert › Link to File does."""
    document, file = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(png()))
    document.save(file)
    link = f'Target="{address}" TargetMode="External"'.encode()
    parts = {name: part.replace(b"r:embed=", b"r:link=") for name, part in unpacked(file.getvalue()).items()}
    return packed({name: part.replace(b'Target="media/image1.png"', link) for name, part in parts.items()})


@pytest.mark.slow
@pytest.mark.parametrize("settings", [module.SECURITY, {}], ids=["safe", "unsafe"])
def test_no_linked_picture_is_fetched(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    monkeypatch.setattr(module, "SECURITY", settings)
    asked: list[bytes] = []

    def answer() -> None:
        with contextlib.suppress(OSError):  # at the end
            while True:
                connection, _ = server.accept()
                asked.append(connection.recv(1000))
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answer, daemon=True).start()
        document = linked_picture(f"http://127.0.0.1:{server.getsockname()[1]}/picture.png")
        assert to_pdfs({Path("linked.docx"): document}, office())
        server.shutdown(socket.SHUT_RDWR)
    assert bool(asked) == (not settings)  # without the settings, LibreOffice asks for it


@POSIX
@pytest.mark.parametrize("path", ["", ".", "{folder}"], ids=["empty", "relative", "absolute"])
def test_a_program_in_the_current_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    program = install(tmp_path, "exit 1")
    monkeypatch.setattr(module, "USUAL_PATHS", ())
    monkeypatch.setenv("PATH", path.format(folder=tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_office() is None
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_office() == (program if "{" in path else None)


@POSIX
def test_a_libreoffice_that_does_not_answer_converts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT", 1)
    half = 'for name; do :; done; echo "%PDF-1.7" > "${name%.docx}.pdf"'
    for program in (str(tmp_path / "none"), *(install(tmp_path, script) for script in ("exit 1", half))):
        assert to_pdfs({tmp_path / "a.docx": written("<p>One</p>")}, program) == {}


@POSIX
def test_what_libreoffice_starts_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT", 0.5)
    program = install(tmp_path, f"(sleep 2; touch '{tmp_path}/still-running') & wait")
    assert to_pdfs({tmp_path / "a.docx": b""}, program) == {}
    time.sleep(2)
    assert not (tmp_path / "still-running").exists()


@pytest.mark.parametrize(("command", "exit_code"), [(("build", "--pdf"), 1), (("print",), 1), (("build", "-v"), 0)])
def test_without_libreoffice_the_documents_are_built(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], exit_code: int
) -> None:
    monkeypatch.setattr(module, "USUAL_PATHS", ())
    monkeypatch.setenv("PATH", "")
    write_motion(folder, SMALLEST, "trees")
    result = run(*command, "trees.yaml")
    assert (result.exit_code, "No PDFs were made: LibreOffice" in result.output) == (exit_code, bool(exit_code))
    assert list((folder / "output/trees").glob("*.docx"))
    assert not list((folder / "output/trees").glob("**/*.pdf"))


SOURCE = "0123456789abcdef" * 4
TEXT = "/P <</MCID {y}>> BDC BT /F1 10 Tf 1 0 0 1 54 {y} Tm (word) Tj ET EMC "
FOOTER = "/Artifact BMC BT /F1 10 Tf 1 0 0 1 54 40 Tm (Page 2) Tj ET 54 45 m 540 45 l S EMC "


def test_a_pdf_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(DebatekitError, match="pypdf cannot read the PDF"):
        count_pages(b"%PDF-1.7\nstartxref\n5\n%%EOF\n")


@given(st.integers(1, 5), st.data())
def test_a_mark_shows_a_change_of_any_byte(pages: int, data: st.DataObject) -> None:
    pdf = add_mark(pdf_of(*[A4] * pages), SOURCE)
    assert source_in(pdf) == SOURCE
    place = data.draw(st.integers(0, len(pdf) - 1))
    assert source_in(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]) == ""
    assert source_in(pdf + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n") == ""  # as programs add notes


@pytest.mark.parametrize("pages", range(1, 18))
def test_a_folded_booklet_is_in_order(pages: int) -> None:
    sides = list(booklet_order(pages))
    assert len(sides) == 2 * Layout.BOOKLET.sheets(pages)
    assert sum(min(side) < pages for side in sides) == Layout.BOOKLET.sides(pages)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first_half = [page for (_, front), (back, _) in sheets for page in (front, back)]
    second_half = [page for (front, _), (_, back) in reversed(sheets) for page in (back, front)]
    assert first_half + second_half == list(range(2 * len(sides)))


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(TEXT.format(y=780) + TEXT.format(y=760) + FOOTER, 2, id="two lines"),
        pytest.param(TEXT.format(y=780) * 3 + FOOTER, 1, id="three words in a line"),
        pytest.param(TEXT.format(y=780) + TEXT.format(y=400), None, id="text further down"),
        pytest.param(TEXT.format(y=780) + "/Artifact BMC 54 300 400 20 re S EMC " + FOOTER, None, id="empty table"),
        pytest.param(TEXT.format(y=780) + "0 300 20 90 re f 0 0 595 842 re W n ", 1, id="mark at the edge"),
        pytest.param(FOOTER, 0, id="nothing"),
    ],
)  # fmt: skip
def test_a_nearly_empty_last_page_is_found(content: str, lines: int | None) -> None:
    assert last_page(pdf_of(A4, A4, content=content)) == LastPage(2, lines)
    assert last_page(pdf_of(A4, content=content)) == LastPage(1, None)
