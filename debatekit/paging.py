"""How many pages documents have, as LibreOffice lays them out, where it is installed.

Word has no fixed pages: a count is what this computer's fonts and LibreOffice make of a document, and Word's may
differ by a page.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
"""Where LibreOffice is when it is not on the path: its usual places on macOS and Windows."""

PAGE: Final = re.compile(rb"/Type\s*/Page\b")
"""A page of a PDF file (ISO 32000-1, 7.7.3.3); LibreOffice writes page objects as they are, not compressed."""

PATIENCE: Final = 60
"""Seconds for LibreOffice to start, and as many again for every ten documents."""


def find_office() -> str | None:
    """Return the program of LibreOffice, or None where it is not installed."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in PLACES if Path(place).is_file()), None)


def count_pages(documents: Sequence[Path], office: str) -> dict[Path, int]:
    """Return how many pages each of the `documents` has, as `office` lays it out.

    A document that it cannot convert is left out, and so are all if it does not answer in time.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Each document gets a name of its own, for two kits may have a document of the same name.
        copies = {document: folder / f"{number}.docx" for number, document in enumerate(documents)}
        for document, copy in copies.items():
            shutil.copyfile(document, copy)
        # A profile of its own lets this work while the user has LibreOffice open.
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        command += ["--outdir", str(folder), *map(str, copies.values())]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE * (1 + len(copies) // 10))
        except (OSError, subprocess.TimeoutExpired):
            return {}
        pdfs = {document: copy.with_suffix(".pdf") for document, copy in copies.items()}
        counts = {document: len(PAGE.findall(pdf.read_bytes())) for document, pdf in pdfs.items() if pdf.is_file()}
    return {document: count for document, count in counts.items() if count}
