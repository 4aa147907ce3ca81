"""The structure of the PDF files that LibreOffice makes of documents, for screen readers (ISO 32000-1, 14.8)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from debatekit.motion.loader import load_motion
from debatekit.ooxml import W
from tests.kits import open_builder
from tests.office import convert
from tests.pdfs import root_of
from tests.samples import FLAGSHIP
from tests.word.support import part, values

pytestmark = pytest.mark.slow

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
