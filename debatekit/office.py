"""LibreOffice: finds it, and lets it make a tagged PDF beside each document of a kit."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, digest, read_bytes
from debatekit.kit_folder import WriteResult, write_unless_edited
from debatekit.pdf import add_mark, source_in

PROGRAMS: Final = ("soffice.com", "soffice.exe") if os.name == "nt" else ("soffice", "libreoffice")
USUAL_PATHS: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
INSTALL: Final = {
    "win32": "Type: winget install TheDocumentFoundation.LibreOffice",
    "darwin": "Type: brew install --cask libreoffice",
    "linux": "Type: sudo apt install libreoffice-writer (Debian, Ubuntu), sudo dnf install libreoffice-writer (Fedora)",
}
"""How to install LibreOffice, by `sys.platform`."""

TIMEOUT: Final = 60  # seconds for LibreOffice to start, and as many again for every ten documents
FILTER: Final = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)
OPTIONS: Final = ("--headless", "--norestore", "--nolockcheck", "--nologo")
SECURITY: Final = {
    "BlockUntrustedRefererLinks": "true",  # an edited document may link to pictures on the web
    "DisableMacrosExecution": "true",
}
VERSION: Final = b"1"  # of the way in which PDFs are made: another one makes all of them again


def find_office() -> str | None:
    """Return the path of LibreOffice, or None if it is not installed; it is never looked for in the current folder."""
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute() and Path(folder) != Path.cwd()]
    candidates = [shutil.which(name, path=os.pathsep.join(folders)) for name in PROGRAMS if folders]
    return next((path for path in (*candidates, *USUAL_PATHS) if path and Path(path).is_file()), None)


def missing_office() -> DebatekitError:
    """Return the error of a command that needs LibreOffice where it is not installed, with how to install it."""
    hint = "Get it from https://www.libreoffice.org/download"
    if command := INSTALL.get(sys.platform):
        hint += f", or with a package manager. {command}"
    message = "LibreOffice, which makes them, was not found. The Word documents are built all the same"
    return DebatekitError.for_file("No PDFs were made", message, f"{hint}.")


def to_pdfs(documents: Mapping[Path, bytes], office: str) -> dict[Path, bytes]:
    """Return a tagged PDF of each document, given with its content, without those that cannot be converted in time.

    One process of `office` converts all of them, without the network and without macros. It has a profile of its own,
    so that it works while the user has LibreOffice open.
    """
    with tempfile.TemporaryDirectory(prefix="debatekit-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _write_profile(folder / "profile")
        # Documents of two kits may have the same name.
        copies = {document: folder / f"{number}.docx" for number, document in enumerate(documents)}
        for document, copy in copies.items():
            copy.write_bytes(documents[document])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        names = [copy.name for copy in copies.values()]
        _run([office, profile, *OPTIONS, "--convert-to", FILTER, *names], folder, TIMEOUT * (1 + len(names) // 10))
        pdfs = {document: copy.with_suffix(".pdf") for document, copy in copies.items()}
        contents = {document: pdf.read_bytes() for document, pdf in pdfs.items() if pdf.is_file()}
    # LibreOffice writes a PDF in place, so that one may lack its end.
    return {document: pdf for document, pdf in contents.items() if b"startxref" in pdf[-100:]}


def _write_profile(folder: Path) -> None:
    """Write the settings of LibreOffice that differ from its defaults."""
    items = "".join(
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in SECURITY.items()
    )
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (folder / "user").mkdir(parents=True)
    text = f'<?xml version="1.0" encoding="UTF-8"?><oor:items {namespace}>{items}</oor:items>'
    (folder / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(command: Sequence[str], folder: Path, timeout: int) -> None:
    """Run a command in `folder` for at most `timeout` seconds, and end all of its processes, also on Ctrl+C."""
    # The program that is started only starts another, so both get a group of their own.
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout)
    finally:
        if process.poll() is None:
            if sys.platform == "win32":
                kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
                subprocess.run(kill, check=False, capture_output=True)
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def write_pdfs(kits: Sequence[WriteResult], *, overwrite: bool) -> tuple[list[WriteResult], list[Problem]]:
    """Write the PDF of each document of `kits` beside it, if it is not there already; edited PDFs are kept.

    Return what was written for each kit, and the problems. With `overwrite`, edited PDFs become backups.
    """
    problems: list[Problem] = []
    try:
        pdfs = make_pdfs({path: read_bytes(path) for kit in kits for path in kit.kept})
    except DebatekitError as error:
        return [], [*error.problems]
    return [_write_beside(kit, pdfs, problems, overwrite=overwrite) for kit in kits], problems


def _write_beside(
    kit: WriteResult, pdfs: Mapping[Path, bytes], problems: list[Problem], *, overwrite: bool
) -> WriteResult:
    result = WriteResult(kit.folder, up_to_date=True)
    for document in kit.kept:
        path, pdf = document.with_suffix(".pdf"), pdfs.get(document)
        if pdf is None:
            problems.append(not_converted(document))
            continue
        result.up_to_date &= content_of(path) == pdf
        try:
            write_unless_edited(result, path, pdf, overwrite=overwrite)
        except DebatekitError as error:
            problems += error.problems
    return result


def make_pdfs(documents: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the PDF of each document, given with its content: the one beside it, or a new one if that is of another.

    Those that LibreOffice cannot convert are left out. Raises `DebatekitError` if it is needed and not installed.
    """
    pdfs = {path: content_of(path.with_suffix(".pdf")) or b"" for path in documents}
    sources = {path: source_of(content) for path, content in documents.items()}
    if outdated := {path: documents[path] for path in documents if source_in(pdfs[path]) != sources[path]}:
        office = find_office()
        if office is None:
            raise missing_office()
        made = to_pdfs(outdated, office)
        pdfs |= {path: add_mark(made[path], sources[path]) if path in made else b"" for path in outdated}
    return {path: pdf for path, pdf in pdfs.items() if pdf}


def source_of(document: bytes) -> str:
    """Return the digest by which the PDF of a document is recognised."""
    return digest(VERSION + document)


def outdated_pdfs(kit: WriteResult) -> Iterator[Path]:
    """Yield the PDFs beside documents of a kit that were made from an older version of them."""
    for path in kit.kept:
        pdf = path.with_suffix(".pdf")
        if pdf.is_file() and (source := source_in(content_of(pdf) or b"")) and source != source_of(read_bytes(path)):
            yield pdf


def not_converted(document: Path) -> Problem:
    """Return the problem of a document that LibreOffice has not converted."""
    hint = "Try again; if it still fails, open it in LibreOffice or in Word to see whether it is damaged."
    return Problem(document.as_posix(), 0, 0, "LibreOffice has not made a PDF of it", hint)
