"""The PDFs of kits: each document also as a tagged PDF beside it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from debatekit.errors import DebatekitError, Problem
from debatekit.files import content_of, digest, read_bytes
from debatekit.kit_folder import WriteResult, refuse_link, write_unless_edited
from debatekit.office import find_office, missing_office, to_pdfs
from debatekit.pdf import add_mark, source_in

VERSION: Final = b"1"  # of the way in which PDFs are made: another one makes all of them again

KITS_AT_ONCE: Final = 15  # their PDFs take some 50 MB of memory, and a command to convert them is not too long


def write_pdfs(kits: Sequence[WriteResult], *, overwrite: bool) -> tuple[list[WriteResult], list[Problem]]:
    """Write the PDF of each document of `kits` beside it, if it is not there already; edited PDFs are kept.

    Return what was written for each kit, and the problems. With `overwrite`, edited PDFs become backups.
    """
    results: list[WriteResult] = []
    problems: list[Problem] = []
    for start in range(0, len(kits), KITS_AT_ONCE):
        part = kits[start : start + KITS_AT_ONCE]
        try:
            pdfs = make_pdfs({path: read_bytes(path) for kit in part for path in kit.kept})
        except DebatekitError as error:
            return results, [*problems, *error.problems]
        results += _write(part, pdfs, problems, overwrite=overwrite)
    return results, problems


def _write(
    kits: Sequence[WriteResult], pdfs: Mapping[Path, bytes], problems: list[Problem], *, overwrite: bool
) -> Iterator[WriteResult]:
    for kit in kits:
        result = WriteResult(kit.folder, kit.summary)
        changed = False
        for document in kit.kept:
            path = document.with_suffix(".pdf")
            try:
                refuse_link(kit.folder)
                if document not in pdfs:
                    raise not_converted(document)
                changed |= content_of(path) != pdfs[document]
                write_unless_edited(result, path, pdfs[document], overwrite=overwrite)
            except DebatekitError as error:
                problems += error.problems
        result.up_to_date = not changed
        yield result


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


def not_converted(document: Path) -> DebatekitError:
    """Return the error of a document that LibreOffice has not converted."""
    hint = "Try again; if it still fails, open it in LibreOffice or in Word to see whether it is damaged."
    return DebatekitError.for_file(document, "LibreOffice has not made a PDF of it", hint)
