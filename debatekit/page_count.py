"""Page counts of documents as LibreOffice lays them out, where it is installed; Word's may differ by a page."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

PROGRAMS: Final = ("soffice.com", "soffice.exe") if os.name == "nt" else ("soffice", "libreoffice")
USUAL_PATHS: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)

PAGE: Final = re.compile(rb"/Type\s*/Page\b")
"""A page of a PDF file (ISO 32000-1, 7.7.3.3); LibreOffice does not compress page objects."""

TIMEOUT: Final = 60
"""Seconds for LibreOffice to start, and as many again for every ten documents."""


def find_office() -> str | None:
    """Return the path of LibreOffice, or None if it is not installed; it is never looked for in the current folder."""
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute() and Path(folder) != Path.cwd()]
    candidates = [shutil.which(name, path=os.pathsep.join(folders)) for name in PROGRAMS if folders]
    return next((path for path in (*candidates, *USUAL_PATHS) if path and Path(path).is_file()), None)


def count_pages(documents: Sequence[Path], office: str) -> dict[Path, int]:
    """Return the number of pages of each document, without those that `office` cannot convert in time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Documents of two kits may have the same name.
        copies = {document: folder / f"{number}.docx" for number, document in enumerate(documents)}
        for document, copy in copies.items():
            shutil.copyfile(document, copy)
        # With its own profile, this works while the user has LibreOffice open.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        try:
            timeout = TIMEOUT * (1 + len(copies) // 10)
            subprocess.run([*command, *map(str, copies.values())], check=False, capture_output=True, timeout=timeout)
        except (OSError, subprocess.TimeoutExpired):
            return {}
        pdfs = {document: copy.with_suffix(".pdf") for document, copy in copies.items()}
        counts = {document: len(PAGE.findall(pdf.read_bytes())) for document, pdf in pdfs.items() if pdf.is_file()}
    return {document: count for document, count in counts.items() if count}
