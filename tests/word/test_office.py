"""Documents as LibreOffice reads them: notes, long words and cards, and the structure of PDFs for screen readers."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from pypdf import PdfReader

from debatekit.motion.loader import load_motion
from debatekit.ooxml import W
from debatekit.word import make_template, read_theme, write_document
from tests.kits import open_builder
from tests.office import convert
from tests.pdfs import root_of
from tests.samples import FLAGSHIP
from tests.word.support import SHIPPED_THEMES, fixture, page, part, values, written

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
pytestmark = pytest.mark.slow


def test_footnotes_stay_footnotes_and_bookmarks_bookmarks(tmp_path: Path) -> None:
    (tmp_path / "speech.docx").write_bytes(fixture("speech", fillable=True))
    convert(tmp_path.glob("*.docx"), "odt", tmp_path)
    with zipfile.ZipFile(tmp_path / "speech.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    assert len(list(root.iter(f"{TEXT}note"))) == 2
    names = {found.get(f"{TEXT}name") for found in root.iter(f"{TEXT}bookmark-start")}
    assert {"top", "words", "shade", "strong"} <= names


LONG_WORDS = {
    "compound": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "address": "https://www.example.org/aktuell/2024/und-noch-ein-sehr-langer-teil/ohne_trennstelleohnetrennstelle?q=1",
    "letters": "X" * 120,
}
PLACES = """<header><p>{0}<span class="end">{0}</span></p></header><h1>{0}</h1><p>a {0}</p><p class="label">{0}</p>
<h3 class="for"><span class="number">P1</span>{0}</h3><aside class="note">{0}</aside><ul><li>{0}</li></ul>
<table><thead><tr><th>a</th><th>{0}</th><th>c</th><th>d</th></tr></thead>
<tbody><tr><th>{0}</th><td>{0}</td><td>c</td><td>d</td></tr></tbody></table>"""


def test_long_words_break_before_the_edge_of_the_page(tmp_path: Path) -> None:
    """No letter is outside the margins, in any theme; a box may be a little wider than its text."""
    margins: dict[str, float] = {}
    for (word, text), path in product(LONG_WORDS.items(), SHIPPED_THEMES):
        read = read_theme(path)
        document = write_document(page(PLACES.format(text)), make_template(read, "a4", "de"), "page.html")
        name = f"{path.stem}-{word}"
        (tmp_path / f"{name}.docx").write_bytes(document)
        margins[name] = read.margins.right
    convert(tmp_path.glob("*.docx"), "pdf", tmp_path)
    outside = []
    for name, margin in margins.items():
        for sheet in pypdfium2.PdfDocument(tmp_path / f"{name}.pdf"):
            text_page = sheet.get_textpage()
            ends = [text_page.get_charbox(index)[2] for index in range(text_page.count_chars())]
            outside += [name for end in ends if end > sheet.get_width() - margin + 1]
    assert outside == []


LANDSCAPE = '<section class="landscape"><table><thead><tr><th>Head</th></tr></thead></table></section>'
CARD = (
    '<p>Text</p><section class="card"><h3>P1</h3><table class="spread"><thead><tr><th>P1: case</th><th>Me</th></tr>'
    f"</thead><tbody><tr><td><p>{'Trees give shade. ' * 180}</p></td><td></td></tr></tbody></table></section>"
)
SHAPES = {
    "a landscape section may be a table only": (f"<p>a</p>{LANDSCAPE}", "", [False, True]),
    "so may the first be": (LANDSCAPE * 2, "", [True, True]),
    "a card too long for a page says whose it is on the next": (CARD, "P1: case", [False, False]),
}


def test_pages_of_a_section_and_of_a_long_card(tmp_path: Path) -> None:
    for name, (body, _, _) in SHAPES.items():
        (tmp_path / f"{name}.docx").write_bytes(written(body))
    convert(tmp_path.glob("*.docx"), "pdf", tmp_path)
    for name, (_, text, turned) in SHAPES.items():
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            assert [sheet.get_width() > sheet.get_height() for sheet in pdf] == turned, name
            assert all(text in sheet.get_textpage().get_text_range() for sheet in pdf), name


MOTION = Path(__file__).parents[2] / f"motions/{FLAGSHIP}.yaml"
OPTIONS = {name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "PDFUACompliance")}
STANDARD_TYPES = frozenset({
    "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct",
    "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR",
    "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link",
    "/Annot", "/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure", "/Formula", "/Form",
})  # fmt: skip
"""The structure types that a document may not give another meaning (ISO 14289-1, 7.1)."""


def nodes(node: Any) -> Iterator[Any]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from nodes(node["/K"])


def structure_types(node: Any) -> Iterator[str]:
    return (str(element["/S"]) for element in nodes(node))


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, PdfReader]]:
    """Return each document of the first motion and its PDF file, by name."""
    folder = tmp_path_factory.mktemp("pdf")
    documents = {found.name: found.content for found in open_builder().render(load_motion(MOTION))}
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    convert(folder.glob("*.docx"), f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}", folder)
    return {name: (content, PdfReader(folder / name.replace(".docx", ".pdf"))) for name, content in documents.items()}


def test_pdf_files_have_the_headings_and_table_headers(kit: dict[str, tuple[bytes, PdfReader]]) -> None:
    seen: Counter[str] = Counter()
    for name, (content, pdf) in kit.items():
        found = Counter(structure_types(root_of(pdf)["/StructTreeRoot"]["/K"]))
        root = part(content, "word/document.xml")
        levels = Counter(style.replace("Heading", "/H") for style in values(root, "pStyle") if "Heading" in style)
        headings = ("/H1", "/H2", "/H3", "/H4")
        assert {level: found[level] for level in headings} == {level: levels[level] for level in headings}, name
        rows = root.iter(f"{W}tr")
        cells = [row.findall(f"{W}tc") for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert found["/TH"] == sum(map(len, cells)), name
        seen += found
    assert min(seen[kind] for kind in ("/H1", "/H2", "/H3", "/TH")) > 3


def test_no_standard_structure_type_is_mapped_to_another(kit: dict[str, tuple[bytes, PdfReader]]) -> None:
    """A style named as one, such as "Note" or "Quote", would be: LibreOffice names tags after styles."""
    maps = {name: root_of(pdf)["/StructTreeRoot"]["/RoleMap"] for name, (_, pdf) in kit.items()}
    assert {name: found for name, roles in maps.items() if (found := STANDARD_TYPES & {*map(str, roles)})} == {}
