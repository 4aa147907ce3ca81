"""Nothing is printed over what floats in the header or footer of a letterhead."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from debatekit.ooxml import NAMESPACES, W
from debatekit.word.floating import CLEARANCE, Page, clear_space
from debatekit.word.stylesheet import new_root
from tests.checkers import faults
from tests.office import convert
from tests.word import letterheads as lh
from tests.word.support import part

PAGE = Page(16_838, {"top": 1361, "bottom": 1361, "header": 709, "footer": 709})  # A4, in twentieths of a point
POINT = 12_700  # English Metric Units
USED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "wp", "a", "wps", "v", "r", "mc", "wp14"))
SHAPE = (
    f'<w:r {USED}><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
    'behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>{place}'
    '<wp:extent cx="1270000" cy="{height}"/><wp:wrapNone/><wp:docPr id="7" name="Logo" descr="A tree"/>'
    f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1270000" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)


def shape(area: str, place: float | str, height: int = 60, *, behind: int = 0) -> str:
    """Return a shape of some `height`, at a distance in points from the top of an `area` or at one of its sides."""
    inner = (
        f"<wp:align>{place}</wp:align>"
        if isinstance(place, str)
        else f"<wp:posOffset>{place * POINT:.0f}</wp:posOffset>"
    )
    position = f'<wp:positionV relativeFrom="{area}">{inner}</wp:positionV>'
    return SHAPE.format(place=position, height=height * POINT, behind=behind)


def old_shape(style: str) -> str:
    return f'<w:r {USED}><w:pict><v:shape style="position:absolute;width:100pt;{style}"/></w:pict></w:r>'


PERCENT = (
    '<mc:AlternateContent><mc:Choice Requires="wp14"><wp:positionV relativeFrom="page"><wp14:pctPosVOffset>5000'
    '</wp14:pctPosVOffset></wp:positionV></mc:Choice><mc:Fallback><wp:positionV relativeFrom="page"><wp:posOffset>'
    f"{40 * POINT}</wp:posOffset></wp:positionV></mc:Fallback></mc:AlternateContent>"
)
PLACES = {  # where text may begin and end, in points from the top of the page
    "from the page": (shape("page", 30), 90, None),
    "from the margin": (shape("margin", 5), 68 + 65, None),
    "in the margin": (shape("topMargin", "top"), 60, None),
    "from its paragraph": (shape("paragraph", 10), 35.4 + 70, None),
    "a share of the page": (SHAPE.format(place=PERCENT, height=20 * POINT, behind=0), 60, None),
    "behind text": (shape("page", 30, behind=1), 90, None),
    "at the foot": (shape("page", 700), None, 700),
    "in the lower margin": (shape("bottomMargin", "bottom"), None, 841.9 - 60),
    "a watermark": (shape("page", "center", 300), None, None),
    "a frame around the page": (shape("page", 0, 842), None, None),
    "in VML": (old_shape("margin-top:10pt;height:50pt"), 35.4 + 60, None),
    "in VML, from the page": (old_shape("margin-top:1in;height:2cm;mso-position-vertical-relative:page"), 128.7, None),
    "in VML, at a side": (
        old_shape("height:50pt;mso-position-vertical:bottom;mso-position-vertical-relative:margin"), None, 723.9,
    ),
    "in VML, in line": (old_shape("height:50pt").replace("absolute", "static"), None, None),
    "no size": (shape("page", 30, 0), None, None),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "end", "start"), PLACES.values(), ids=PLACES)
def test_place_of_a_drawing(xml: str, end: float | None, start: float | None) -> None:
    paragraph = etree.fromstring(f"<w:p {USED}>{xml}</w:p>")
    found = clear_space(new_root("hdr", [paragraph]), PAGE, "header")
    expected = (end or 0, start or PAGE.height / 20)
    assert [length / 20 for length in found] == pytest.approx(expected, abs=0.1)


def room_of(document: bytes) -> list[str]:
    """Return the exact heights of empty paragraphs in a header."""
    header = part(document, lh.HEADER)
    spacings = [found for found in header.iter(f"{W}spacing") if found.get(f"{W}lineRule") == "exact"]
    return [found.get(f"{W}line", "") for found in spacings]


def test_text_begins_below_a_logo(tmp_path: Path) -> None:
    content = lh.header_of(shape("page", 30, 90))
    used = lh.template(tmp_path, content)
    assert [note.rpartition(": ")[2] for note in used.notes] == [
        "text is moved, so that it is not printed over what floats in header or footer"
    ]
    document = lh.document_in(tmp_path, content)
    header, lines = used.margins["header"], 2  # an empty paragraph, and that of the shape
    assert room_of(document) == [str(120 * 20 + CLEARANCE - header - lines * 180)]


def test_logo_above_the_text_moves_only_a_line_of_ours(tmp_path: Path) -> None:
    shapes = shape("page", 20, 20)
    assert room_of(lh.document_in(tmp_path, lh.header_of(shapes))) == []  # it ends above the line
    shapes = shape("page", 20, 40)
    assert lh.template(tmp_path, lh.header_of(shapes)).notes == ()
    assert len(room_of(lh.document_in(tmp_path, lh.header_of(shapes)))) == 1
    assert room_of(lh.document_in(tmp_path, lh.header_of(shapes, lh.run("{{ motion }}")))) == []


def test_text_ends_above_what_floats_at_the_foot(tmp_path: Path) -> None:
    used = lh.template(tmp_path, lh.header_of(shape("page", 740, 80)))
    foot = used.page_size[1] - 740 * 20 + CLEARANCE
    assert (used.margins["bottom"], used.margins["footer"]) == (foot, foot)
    assert len(used.notes) == 1


@pytest.mark.slow
def test_pages_leave_a_logo_free(tmp_path: Path) -> None:
    source = tmp_path / "document.docx"
    content = lh.header_of(shape("page", 20, 100), lh.run("Riverside School"))
    source.write_bytes(lh.document_in(tmp_path, content, "<h1>Firsttitle</h1><p>text</p>"))
    assert faults(source.read_bytes()) == []
    convert([source], "pdf", tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "document.pdf") as pdf:
        text, height = pdf[0].get_textpage(), pdf[0].get_height()
        places = [text.search(word).get_next() for word in ("Own header", "Firsttitle")]
        tops = [height - text.get_charbox(place[0])[3] for place in places if place]
    assert [top for top in tops if top < 120] == []
    assert tops[1] < 240  # paragraphs of a header may be higher than is assumed
