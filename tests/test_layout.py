"""The sample kit as LibreOffice lays it out: no stray heading, no near-empty page, nothing over an edge."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import pypdfium2
import pytest

from debatekit.kit import build_kit, open_workshop
from tests.samples import FLAGSHIP, SMALLEST, write_motion

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
MM = 72 / 25.4
SIDE = 19 * MM
FOOT = 22 * MM
HEAD = 26 * MM
WHITE = 250


class PageView(NamedTuple):
    """What can be seen of a page between its header and footer."""

    name: str
    lowest: float
    """Where its lowest ink is, as a share of the text area from the top: 0 is an empty page, 1 a full one."""
    last_line: str
    """The text at the lowest ink."""
    beyond: bool
    """Whether there is ink beyond the margins at the sides."""


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is needed here: install libreoffice-writer")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("layout")
    workshop = open_workshop()
    documents = build_kit(workshop, PROJECT / "motions" / f"{FLAGSHIP}.yaml", folder)
    documents += build_kit(workshop, write_motion(folder, SMALLEST, "smallest"), folder)
    pdfs = []
    for kit in sorted({document.parent for document in documents}):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = [str(document) for document in documents if document.parent == kit]
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(kit), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pdfs += sorted(kit.glob("*.pdf"))
    assert len(pdfs) == len(documents)
    return pdfs


def views_of(pdf: Path) -> Iterator[PageView]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            bitmap = page.render(scale=1, grayscale=True)
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            rows = [bytes(bitmap.buffer[start : start + bitmap.width]) for start in starts]
            top, bottom = round(HEAD), round(height - FOOT)
            inked = [y for y in range(top, bottom) if min(rows[y]) < WHITE]
            lowest = max(inked, default=top)
            text = page.get_textpage().get_text_bounded(0, height - lowest - 3, width, height - lowest + 10)
            left, right = round(SIDE) - 2, round(width - SIDE) + 2
            beyond = any(min(row[:left]) < WHITE or min(row[right:]) < WHITE for row in rows)
            filled = (lowest - top) / (bottom - top)
            yield PageView(f"{pdf.stem}, page {number}", filled, " ".join(text.split()), beyond)


def leads_of(pdf: Path) -> set[str]:
    """Return the text of everything that must not be the last of a page: headings, labels, lines about them."""
    styles = ("Heading", "Claim", "Label", "Meta", "Choices")
    paragraphs = docx.Document(str(pdf.with_suffix(".docx"))).paragraphs
    leads = [p.text for p in paragraphs if p.style and (p.style.name or "").startswith(styles)]
    return {" ".join(text.split()) for text in leads}


def test_no_heading_or_label_stands_at_the_foot_of_a_page(pdfs: list[Path]) -> None:
    stray = {
        view.name: view.last_line
        for pdf in pdfs
        for view in views_of(pdf)
        if view.last_line and any(lead.endswith(view.last_line) for lead in leads_of(pdf))
    }
    assert stray == {}


def test_no_page_is_near_empty(pdfs: list[Path]) -> None:
    filled = {view.name: round(view.lowest, 2) for pdf in pdfs for view in views_of(pdf)}
    assert {name: share for name, share in filled.items() if share < 0.2} == {}


def test_nothing_stands_over_an_edge(pdfs: list[Path]) -> None:
    assert [view.name for pdf in pdfs for view in views_of(pdf) if view.beyond] == []


def test_the_documents_have_their_pages(pdfs: list[Path]) -> None:
    pages = {pdf.stem: len(pypdfium2.PdfDocument(pdf)) for pdf in pdfs if pdf.parent.name == FLAGSHIP}
    assert pages["pro-brief"] == pages["con-brief"]
    assert max(pages.values()) <= 6
