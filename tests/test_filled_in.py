"""What pupils type into documents to fill in, as it is printed: fields keep their height, and lines are not spread."""

from __future__ import annotations

import io
from pathlib import Path
from statistics import median

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from debatekit.motion.fields import Edition
from debatekit.motion.loader import load_motion
from debatekit.office import to_pdfs
from debatekit.settings import BuildOptions
from tests.kits import open_builder, themes
from tests.layout import Layout, Mark, lay_out
from tests.office import office
from tests.pdfs import read_pdf
from tests.samples import FLAGSHIP
from tests.word.support import written

pytestmark = pytest.mark.slow

MOTION = Path(__file__).parent.parent / "motions" / f"{FLAGSHIP}.yaml"
WORD = ["again"]
FIVE_LINES = ["again"] * 5  # what has the same letters has the same height


def filled_in(document: bytes, lines: list[str]) -> bytes:
    """Return a document with lines typed into each of its empty fields, only one where a field takes no more."""
    opened = docx.Document(io.BytesIO(document))
    for control in list(opened.element.iter(qn("w:sdt"))):
        (properties,) = control.findall(qn("w:sdtPr"))
        several, empty = properties.find(qn("w:richText")), properties.find(qn("w:showingPlcHdr"))
        if (several is None and properties.find(qn("w:text")) is None) or empty is None:
            continue
        properties.remove(empty)
        run = OxmlElement("w:r")
        for number, line in enumerate(lines if several is not None else lines[:1]):
            if number:
                run.append(OxmlElement("w:br"))
            run.append(OxmlElement("w:t"))
            run[-1].text = line
        control.find(qn("w:sdtContent"))[:] = [run]
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


@pytest.fixture(scope="module", params=themes())
def layouts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[list[Layout]]:
    """The pupils' documents of a theme: empty, with a word in each field, and with five lines in each."""
    folder = tmp_path_factory.mktemp("filled")
    builder = open_builder(theme=request.param, fillable=True, kit="brief")
    documents = builder.render(load_motion(MOTION), BuildOptions(editions=[Edition.STUDENT]))
    files = []
    for state, lines in (("empty", []), ("word", WORD), ("five", FIVE_LINES)):
        (folder / state).mkdir()
        for document in documents:
            content = filled_in(document.content, lines) if lines else document.content
            files.append(folder / state / document.name)
            files[-1].write_bytes(content)
    found = lay_out(files, folder)
    number = len(documents)
    return [found[:number], found[number : 2 * number], found[2 * number :]]


def test_one_word_moves_nothing(layouts: list[list[Layout]]) -> None:
    empty, word, _ = layouts
    moved = []
    for before, after in zip(empty, word, strict=True):
        assert len(after.pages) == len(before.pages), before.document.name
        for block, was, now in zip(before.body.blocks, before.printed.pieces, after.printed.pieces, strict=True):
            if not block.is_writing and not same_place(was, now):
                moved.append(f"{before.document.name}: {block.name} from {was} to {now}")
    assert moved == []


def same_place(one: list[Mark], other: list[Mark]) -> bool:
    """Return whether pieces begin within half a millimetre of each other."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a.page == b.page and abs(a.top - b.top) < 1.5 for a, b in pairs)


def test_lines_are_printed_in_the_order_in_which_they_were_typed() -> None:
    lines = ["one", "two", "three"]
    document = filled_in(written('<textarea rows="5" title="Yours"></textarea>', fillable=True), lines)
    (pdf,) = to_pdfs({Path("field.docx"): document}, office()).values()
    text = read_pdf(pdf).pages[0].extract_text()
    assert [line.strip() for line in text.splitlines() if line.strip() in lines] == lines


def test_five_lines_have_the_spacing_of_text(layouts: list[list[Layout]]) -> None:
    _, word, five = layouts
    spacings = []
    for one, many in zip(word, five, strict=True):
        for block, single, lines in zip(many.body.blocks, one.printed.pieces, many.printed.pieces, strict=True):
            if len(lines) == 1 and block.text.split() == FIVE_LINES:
                height = single[0].bottom - single[0].top
                spacings.append((lines[0].bottom - lines[0].top - height) / 4 / font_size(many.document, block.style))
    assert len(spacings) > 20
    assert 1.0 <= min(spacings) <= max(spacings) <= 1.6, median(spacings)


def font_size(document: Path, name: str) -> float:
    styles = docx.Document(str(document)).styles
    style = styles[name]
    while style.font.size is None and style.base_style is not None:
        style = style.base_style
    return float((style.font.size or styles["Normal"].font.size).pt)
