"""Kits in every theme as LibreOffice lays them out: no stray heading, no near-empty page, nothing over an edge."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import docx
import pypdfium2
import pytest

from debatekit.audience import BOTH, Edition
from debatekit.settings import BuildOptions
from debatekit.word.theme import Margins
from tests.kits import open_builder, themes
from tests.office import convert
from tests.samples import FLAGSHIP, SMALLEST, write_motion

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parent.parent
WHITE = 250
LAYOUTS = [(theme, paper) for theme in themes() for paper in ("a4", "letter")]
MOST_PAGES = {"standard": 5, "ink-saver": 4, "dyslexia": 8, "large-print": 11}
"""How many pages a document of a kit may have on A4."""

LEFT_BEHIND = {
    f"{FLAGSHIP}-a4-source-evaluation-teacher, page 2",
    f"{FLAGSHIP}-letter-source-evaluation, page 3",
    "pluto-letter-source-evaluation, page 3",
    "school-phones-letter-source-evaluation, page 3",
    f"{FLAGSHIP}-letter-discussion-questions-ink-saver, page 2",
}
"""Where LibreOffice 7.4 leaves a heading behind, though it is told to keep it with the next paragraph."""


class PageView(NamedTuple):
    """What can be seen of a page between its header and footer."""

    name: str
    lowest: float  # where its lowest ink is, as a share of the text area from the top: 0 is an empty page, 1 a full one
    last_line: str  # the text at the lowest ink
    beyond: bool  # whether there is ink beyond the margins at the sides


class Sheet(NamedTuple):
    """A document, as Word has it and as it is printed."""

    document: Path
    views: list[PageView]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Sheet]]:
    """The documents of each theme and paper; on Letter those for pupils. All are converted at once: it is faster.

    The motions after the first one are looked at in the standard theme.
    """
    folder = tmp_path_factory.mktemp("layout")
    first = PROJECT / "motions" / f"{FLAGSHIP}.yaml"
    usual = [first, write_motion(folder, SMALLEST, "smallest")]
    others = sorted({*first.parent.glob("*.yaml")} - {first})
    made: dict[tuple[str, str], list[Path]] = {}
    for theme, paper in LAYOUTS:
        builder = open_builder(theme=theme, paper=paper, output=folder / theme)
        motions = [*usual, *others] if theme == "standard" else usual
        editions = BOTH if paper == "a4" else (Edition.STUDENT,)
        written = [
            file for motion in motions for file in builder.build_kit(motion, BuildOptions(editions=editions)).files
        ]
        made[theme, paper] = [file.rename(folder / f"{file.parent.name}-{paper}-{file.name}") for file in written]
    convert([file for written in made.values() for file in written], "pdf", folder)
    return {
        (theme, paper): [Sheet(file, views_of(file.with_suffix(".pdf"), themes()[theme].margins)) for file in files]
        for (theme, paper), files in made.items()
    }


def views_of(pdf: Path, margins: Margins) -> list[PageView]:
    views = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            bitmap = page.render(scale=1, grayscale=True)
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            rows = [bytes(bitmap.buffer[start : start + bitmap.width]) for start in starts]
            top, bottom = round(margins.top), round(height - margins.bottom)
            inked = [y for y in range(top, bottom) if min(rows[y]) < WHITE]
            lowest = max(inked, default=top)
            text = page.get_textpage().get_text_bounded(0, height - lowest - 3, width, height - lowest + 14)
            left, right = round(margins.left) - 2, round(width - margins.right) + 2
            beyond = any(min(row[:left]) < WHITE or min(row[right:]) < WHITE for row in rows)
            filled = (lowest - top) / (bottom - top)
            views.append(PageView(f"{pdf.stem}, page {number}", filled, " ".join(text.split()), beyond))
    return views


def leads_of(document: Path) -> set[str]:
    """Return the text of everything that must not be the last of a page: headings, labels, lines about them."""
    styles = ("Heading", "Claim", "Label", "Meta", "Choices")
    paragraphs = docx.Document(str(document)).paragraphs
    return {letters(p.text) for p in paragraphs if p.style and (p.style.name or "").startswith(styles)}


def letters(text: str) -> str:
    """Return the letters and digits of a text: signs and white space are another matter in a PDF."""
    return "".join(filter(str.isalnum, text))


def stray(sheet: Sheet) -> dict[str, str]:
    """Return the pages of a document that end with one of those, each with the text."""
    leads = leads_of(sheet.document)
    lasts = {view.name: letters(view.last_line) for view in sheet.views}
    # The last line of a heading may be a part of it, if it is long enough to be told from other text.
    return {
        name: last
        for name, last in lasts.items()
        if any(lead == last or (len(last) > 10 and lead.endswith(last)) for lead in leads)
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids="-".join)
def test_a_layout(sheets: dict[tuple[str, str], list[Sheet]], layout: tuple[str, str]) -> None:
    theme, paper = layout
    views = [view for sheet in sheets[layout] for view in sheet.views]
    headings_at_the_foot = {page for sheet in sheets[layout] for page in stray(sheet)}
    assert headings_at_the_foot == LEFT_BEHIND & {view.name for view in views}
    near_empty = {view.name: round(view.lowest, 2) for view in views if view.lowest < 0.2}
    assert {name for name in near_empty if theme == "standard" or FLAGSHIP in name} == set(), near_empty
    assert [view.name for view in views if view.beyond] == []
    assert max(len(sheet.views) for sheet in sheets[layout]) <= MOST_PAGES[theme] + (paper == "letter")
