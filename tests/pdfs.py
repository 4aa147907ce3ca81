"""PDFs for tests that need no LibreOffice: pages of known sizes, and a converter that makes them."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from debatekit import office

A4 = (595, 842)
HELVETICA = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}


def pdf_of(*sizes: tuple[int, int], content: str = "") -> bytes:
    """Return a PDF of pages of some sizes; the last one has some `content` (ISO 32000-1, 7.8.2)."""
    return pdf_with(*[(size, b"") for size in sizes[:-1]], (sizes[-1], content.encode("ascii")))


def pdf_with(*pages: tuple[tuple[int, int], bytes]) -> bytes:
    """Return a PDF of pages, each with its size and content, which has the font F1."""
    writer, file = PdfWriter(), io.BytesIO()
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in HELVETICA.items()})
    for (width, height), content in pages:
        page, stream = writer.add_blank_page(width, height), DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.write(file)
    return file.getvalue()


def read_pdf(pdf: bytes | Path) -> PdfReader:
    return PdfReader(io.BytesIO(pdf if isinstance(pdf, bytes) else pdf.read_bytes()))


def root_of(pdf: PdfReader) -> dict[str, Any]:
    """Return the catalog of a PDF (ISO 32000-1, 7.7.2)."""
    return pdf.root_object


def starts_of(pdf: PdfReader) -> dict[str, int]:
    """Return on which page, counted from 0, each bookmark of a PDF is."""
    items: Any = pdf.outline
    return {item.title: pdf.get_destination_page_number(item) or 0 for item in items}


class Converter:
    """Takes the place of LibreOffice: makes a PDF of one to five empty pages from a document, the same each time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs: list[list[str]] = []
        """The names of the documents that were converted in each run."""
        self.fails_for: set[str] = set()
        self.pages: dict[str, int] = {}
        """How many pages the PDF of a document has; other documents have one for each letter of the name, up to 5."""
        monkeypatch.setattr(office, "find_office", lambda: "soffice")
        monkeypatch.setattr(office, "to_pdfs", self.convert)

    def convert(self, documents: Mapping[Path, bytes], _office: str) -> dict[Path, bytes]:
        """Return the PDFs of documents, without those that cannot be converted."""
        self.runs.append([path.name for path in documents])
        names = [path for path in documents if path.name not in self.fails_for]
        return {path: pdf_of(*[A4] * self.pages.get(path.stem, 1 + len(path.stem) % 5)) for path in names}


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> Converter:
    return Converter(monkeypatch)
