"""Odd but real structures: what wraps what, tracked changes, versions of the same thing, and where looks come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.accessibility.support import (
    CONTROL,
    W,
    at_end,
    codes,
    found,
    ours,
    p,
    packed,
    picture,
    planted,
    python_docx,
    r,
    row,
    table,
    unpacked,
    with_first,
)
from tests.office import convert
from tests.word.support import FIXTURES, fixture

if TYPE_CHECKING:
    from pathlib import Path

FAULT = p("Trees.", '<w:jc w:val="both"/>')
HEAD = row(p("Claim"), p("Check"), header=True)
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
WHITE, BLACK = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="000000"/>'
DRAWN = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr name='Box'/>"
    "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)

WRAPPED = {
    "a control": CONTROL.format(FAULT),
    "a control in a control": CONTROL.format(CONTROL.format(FAULT)),
    "a control around a table": CONTROL.format(table(HEAD + row(FAULT, p("x")))),
    "a control around a row": table(HEAD + CONTROL.format(row(FAULT, p("x")))),
    "a control around a cell": table(HEAD + f"<w:tr>{CONTROL.format(f'<w:tc>{FAULT}</w:tc>')}</w:tr>"),
    "a control in a cell": table(HEAD + row(CONTROL.format(FAULT), p("x"))),
    "custom XML": f"<w:customXml><w:customXmlPr/>{FAULT}</w:customXml>",
    "an insertion": FAULT.replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>"),
    "a smart tag": FAULT.replace("<w:r>", "<w:smartTag><w:r>").replace("</w:r>", "</w:r></w:smartTag>"),
    "something unknown": f"<w:unknown><w:more>{FAULT}</w:more></w:unknown>",
}


@pytest.mark.parametrize("xml", WRAPPED.values(), ids=WRAPPED)
def test_text_is_found_within(xml: str) -> None:
    assert codes(planted(ours(), at_end(xml))) == ["justified"]


SOUND = {
    "deleted spaces": f"<w:p>{r('Name')}<w:del><w:r><w:delText>     </w:delText></w:r></w:del>{r(' Class')}</w:p>",
    "text moved away": f"<w:p>{r('Trees')}<w:moveFrom>{r('     ')}</w:moveFrom></w:p>",
    "blank paragraphs in a control": CONTROL.format(p("") * 3),
    "blank paragraphs in two cells": table(HEAD + row(p(""), p("")) + row(p(""), p(""))),
    "blank paragraphs around a table": p("") + table(HEAD).replace(p("After the table."), p("")),
    "a formula": "<w:p><m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara></w:p>" * 2,
    "a section's end": "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 2,
    "a contents list with typed numbers": (
        f"<w:p>{BEGIN}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{SEPARATE}</w:p>"
        f"{p('1. Trees')}{p('2. Yards')}<w:p><w:hyperlink w:anchor='x'>{r(' ')}</w:hyperlink>{END}</w:p>"
    ),
    "a field that never ends": f"<w:p>{r('x')}{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
    "a field that never begins": f"<w:p>{SEPARATE}{END}{r('Trees')}</w:p>",
    "spaces in an instruction": f"<w:p>{BEGIN}<w:r><w:instrText>x     y</w:instrText><w:t>   -</w:t></w:r>{END}</w:p>",
    "a document part": "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    "a formula in a line": "<w:p><m:oMath/></w:p>" * 2,
    "a control of Google Docs": CONTROL.replace('alias w:val="Class"', 'tag w:val="goog_rdk_1"').format(p("x")),
    "a picture that is a link": (
        "<w:p><w:hyperlink w:anchor='x'><w:r><w:drawing><wp:inline><wp:docPr descr='A tree'/></wp:inline>"
        "</w:drawing></w:r></w:hyperlink></w:p>"
    ),
    "hidden text": p("Trees.", look=f"<w:vanish/>{WHITE}"),
    "white on a black paragraph": p("Trees.", BLACK, WHITE),
    "white on a black run": p("Trees.", look=f"{WHITE}{BLACK}"),
    "white on half black": p("Trees.", look=f'{WHITE}<w:shd w:val="pct75" w:color="000000" w:fill="FFFFFF"/>'),
    "automatic on black": p("Trees.", look=f'<w:color w:val="auto"/>{BLACK}'),
    "white on a table's black": table(row(p("x", look=WHITE), header=True), BLACK),
    "a table without rows": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p/>",
    "superscript": p("1", look='<w:vertAlign w:val="superscript"/>'),
    "a hanging number": p("2026. A year begins a line.") + p("2027. And another."),
    "theme colours": p("x", look='<w:color w:val="FFFFFF" w:themeColor="text1"/>'),
}  # fmt: skip


@pytest.mark.parametrize("xml", SOUND.values(), ids=SOUND)
@pytest.mark.parametrize("make", [ours, python_docx])
def test_sound_structures_have_no_findings(make: object, xml: str) -> None:
    assert callable(make)
    assert found(planted(make(), at_end(xml))) == []


FAULTY = {
    "typed list in a cell": (table(HEAD + row(p("1. a") + p("2. b"), p("x"))), ["typed-list"]),
    "two typed lists": (p("1. a") + p("2. b") + p("x") + p("- a") + p("- b"), ["typed-list"] * 2),
    "blank paragraphs in a cell": (table(HEAD + row(p("x") + p("") + p(""), p("x"))), ["blank-paragraphs"]),
    "text box in two versions": (DRAWN.format(p("Trees."), p("Trees.")), ["text-box"]),
    "fault in a text box": (DRAWN.format(p("a   b"), p("a   b")), ["text-box", "space-run"]),
    "table in a text box": (DRAWN.format(table(row(p("x"))), ""), ["table-no-header", "text-box"]),
    "nested controls without titles": (
        CONTROL.replace("Class", "").format(CONTROL.replace("Class", " ").format(p("x"))),
        ["control-no-title"] * 2,
    ),
    "white on a shade that is none": (p("x", look=f'{WHITE}<w:shd w:val="clear" w:fill="auto"/>'), ["low-contrast"]),
    "theme colour over figures": (
        p("x", look='<w:color w:val="000000" w:themeColor="background1"/>'),
        ["low-contrast"],
    ),
    "a tint of the theme's text": (
        p("x", look='<w:color w:val="000000" w:themeColor="text1" w:themeTint="40"/>'),
        ["low-contrast"],
    ),
    "an unknown theme colour": (p("x", look='<w:color w:val="FFFFFF" w:themeColor="none"/>'), ["low-contrast"]),
    "field code with an anchor": (
        f'<w:p>{BEGIN}<w:r><w:instrText>HYPERLINK \\l "x"</w:instrText></w:r>{SEPARATE}{r("here")}{END}</w:p>',
        ["link-text"],
    ),
    "a link of unknown target": (f'<w:p><w:hyperlink r:id="none">{r("more")}</w:hyperlink></w:p>', ["link-text"]),
    "pictures in one paragraph": (picture("") + picture(""), ["no-alt-text"] * 2),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "expected"), FAULTY.values(), ids=FAULTY)
@pytest.mark.parametrize("make", [ours, python_docx])
def test_faulty_structures_are_found(make: object, xml: str, expected: list[str]) -> None:
    assert callable(make)
    assert codes(planted(make(), at_end(xml))) == expected


STYLED = (
    '<w:style w:type="table" w:styleId="Base"><w:name w:val="Base"/>'
    '<w:tblStylePr w:type="firstRow"><w:rPr>{row}</w:rPr><w:tcPr>{row_cell}</w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="Test"><w:name w:val="Test"/>'
    '<w:basedOn w:val="Base"/><w:rPr/><w:tblStylePr w:type="firstCol"><w:tcPr>{column_cell}</w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:tcPr>{band_cell}</w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/></w:style>'
)
PLAIN = '<w:pStyle w:val="Plain"/>'


@pytest.mark.parametrize(
    ("look", "cells", "expected"),
    [
        ('w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"', {"row": WHITE, "row_cell": BLACK}, []),
        ('w:firstRow="1" w:noHBand="1" w:noVBand="1"', {"row": WHITE}, ["low-contrast"] * 2),
        ('w:val="0620"', {"row": WHITE}, ["low-contrast"] * 2),
        ('w:val="0600"', {"row": WHITE}, []),
        # The first row wins over the first column.
        ('w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"',
         {"row": WHITE, "row_cell": BLACK, "column_cell": BLACK.replace("000000", "FFFFFF")}, []),
        ('w:firstRow="1" w:noHBand="0" w:noVBand="1"', {"band_cell": BLACK}, ["low-contrast"] * 2),
        ('w:firstRow="1" w:noHBand="1" w:noVBand="1"', {"band_cell": BLACK}, []),
    ],
    ids=["white on black", "white on white", "by mask", "not by mask", "row over column", "band", "no band"],
)  # fmt: skip
def test_looks_come_from_the_style_of_the_table(look: str, cells: dict[str, str], expected: list[str]) -> None:
    parts = {"row": "", "row_cell": "", "column_cell": "", "band_cell": ""} | cells
    dark = '<w:color w:val="111111"/>' if "band_cell" in cells else ""
    rows = row(p("a", PLAIN), p("b", PLAIN), header=True) + (row(p("c", PLAIN, dark), p("d", PLAIN, dark))) * 2
    tested = table(rows, f'<w:tblStyle w:val="Test"/><w:tblLook {look}/>')
    document = planted(ours(), with_first("word/styles.xml", STYLED.format(**parts)), at_end(tested))
    assert codes(document) == expected


def test_styles_in_a_circle_are_read() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
        for one, other, level in (("A", "B", 0), ("B", "A", 4))
    )
    document = planted(ours(), with_first("word/styles.xml", circle), at_end(p("Trees", '<w:pStyle w:val="A"/>')))
    assert codes(document) == []


def test_a_document_without_a_paragraph_is_read() -> None:
    parts = unpacked(ours())
    body = etree.fromstring(parts["word/document.xml"])
    for child in body[0]:
        body[0].remove(child)
    parts["word/document.xml"] = etree.tostring(body)
    assert codes(packed(parts)) == ["no-page-numbers"]


def test_a_heading_in_a_style_of_its_own_is_one() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Yours"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Yours"><w:name w:val="Yours"/><w:pPr><w:outlineLvl w:val="5"/></w:pPr>'
        "</w:style>"
    )
    document = planted(ours(), with_first("word/styles.xml", style), at_end(p("Trees", '<w:pStyle w:val="Mine"/>')))
    assert codes(document) == ["heading-skipped"]


def test_bold_in_two_styles_is_not_bold() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Shout"><w:name w:val="Shout"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    shout, loud = '<w:pStyle w:val="Shout"/>', '<w:rStyle w:val="Loud"/>'
    for look, expected in (("", ["looks-like-heading"]), (loud, []), (f"{loud}<w:b/>", ["looks-like-heading"])):
        xml = p("Arguments", shout, look) + p("Trees give shade.")
        assert codes(planted(ours(), with_first("word/styles.xml", style), at_end(xml))) == expected


def test_footnotes_are_read_and_the_lines_above_them_are_not() -> None:
    small = p("Small.", look='<w:sz w:val="16"/>')
    notes = "".join(
        f'<w:footnote w:id="{number}" {kind}>{text}</w:footnote>'
        for number, (kind, text) in enumerate(
            [
                ('w:type="separator"', p("")),
                ('w:type="continuationSeparator"', p("")),
                ("", small),
                ("", p("")),
                ("", p("")),
            ]
        )
    )

    def plant(parts: dict[str, bytes]) -> None:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W[1:-1]}">{notes}</w:footnotes>'.encode()
        name = "word/_rels/document.xml.rels"
        link = b'<Relationship Id="n" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
        parts[name] = parts[name].replace(b"</Relationships>", link)

    (finding,) = found(planted(ours(), plant))
    assert (finding.code, finding.place) == ("small-text", "footnotes, paragraph 1 “Small.”")


@pytest.mark.parametrize("name", FIXTURES)
def test_documents_of_every_element_have_no_findings_of_ours(name: str) -> None:
    """Snapshots hold odd content on purpose, so only what we answer for is asked for."""
    content = {
        "heading-skipped",
        "first-heading",
        "space-run",
        "typed-list",
        "no-page-numbers",
        "link-text",
        "table-merged",
    }
    assert set(codes(fixture(name))) - content == set()


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("saved")
    (folder / "in").mkdir()
    (folder / "in/sound.docx").write_bytes(ours())
    faulty = at_end(FAULT + p("Name   Class") + table(row(p("a"), p("b"))) + p("1. a") + p("2. b"))
    (folder / "in/faulty.docx").write_bytes(planted(ours(), faulty))
    convert([folder / "in/faulty.docx", folder / "in/sound.docx"], "docx:Office Open XML Text", folder)
    return [folder / "faulty.docx", folder / "sound.docx"]


def test_what_libreoffice_saves_is_read(saved_by_libreoffice: list[Path]) -> None:
    faulty, sound = (path.read_bytes() for path in saved_by_libreoffice)
    assert "word/document.xml" in unpacked(sound)
    planted_codes = {"justified", "space-run", "table-no-header", "typed-list"}
    assert planted_codes & set(codes(sound)) == set()
    assert planted_codes <= set(codes(faulty))
