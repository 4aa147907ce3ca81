"""Odd but real structures: what wraps what, tracked changes, alternatives, and where formatting comes from."""

from __future__ import annotations

import pytest

from debatekit.ooxml import NAMESPACES
from tests.accessibility.support import (
    CONTROL,
    HEAD,
    STYLES,
    at_end,
    at_start,
    codes,
    found,
    ours,
    p,
    planted,
    python_docx,
    r,
    row,
    table,
    with_part,
)

FAULT = p("Trees.", '<w:jc w:val="both"/>')
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
    "a control around a table": CONTROL.format(table(HEAD + row(FAULT, p("x")))),
    "a control around a row": table(HEAD + CONTROL.format(row(FAULT, p("x")))),
    "a control in a cell": table(HEAD + row(CONTROL.format(FAULT), p("x"))),
    "an insertion": FAULT.replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>"),
    "something unknown": f"<w:unknown><w:more>{FAULT}</w:more></w:unknown>",
}

SOUND = {
    "deleted spaces": f"<w:p>{r('Name')}<w:del><w:r><w:delText>     </w:delText></w:r></w:del>{r(' Class')}</w:p>",
    "text moved away": f"<w:p>{r('Trees')}<w:moveFrom>{r('     ')}</w:moveFrom></w:p>",
    "blank paragraphs in a control": CONTROL.format(p("") * 3),
    "blank paragraphs around a table": p("") + table(HEAD).replace(p("After the table."), p("")),
    "a formula": "<w:p><m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara></w:p>" * 2,
    "a contents list with typed numbers": (
        f"<w:p>{BEGIN}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{SEPARATE}</w:p>"
        f"{p('1. Trees')}{p('2. Yards')}<w:p><w:hyperlink w:anchor='x'>{r(' ')}</w:hyperlink>{END}</w:p>"
    ),
    "a field that never ends": f"<w:p>{r('x')}{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
    "a control of Google Docs": CONTROL.replace('alias w:val="Class"', 'tag w:val="goog_rdk_1"').format(p("x")),
    "a picture that is a link": (
        "<w:p><w:hyperlink w:anchor='x'><w:r><w:drawing><wp:inline><wp:docPr descr='A tree'/></wp:inline>"
        "</w:drawing></w:r></w:hyperlink></w:p>"
    ),
    "hidden text": p("Trees.", look=f"<w:vanish/>{WHITE}"),
    "white on a black run": p("Trees.", look=f"{WHITE}{BLACK}"),
    "white on half black": p("Trees.", look=f'{WHITE}<w:shd w:val="pct75" w:color="000000" w:fill="FFFFFF"/>'),
    "white on a table's black": table(row(p("x", look=WHITE), header=True), BLACK),
    "a table without rows": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p/>",
    "theme colours": p("x", look='<w:color w:val="FFFFFF" w:themeColor="text1"/>'),
}  # fmt: skip

FAULTY = {
    "typed list in a cell": (table(HEAD + row(p("1. a") + p("2. b"), p("x"))), ["typed-list"]),
    "text box in two versions": (DRAWN.format(p("Trees."), p("Trees.")), ["text-box"]),
    "fault in a text box": (DRAWN.format(p("a   b"), p("a   b")), ["text-box", "space-run"]),
    "theme colour over figures": (p("x", look='<w:color w:val="000000" w:themeColor="background1"/>'),
        ["low-contrast"]),
    "a tint of the theme's text": (p("x", look='<w:color w:val="000000" w:themeColor="text1" w:themeTint="40"/>'),
        ["low-contrast"]),
    "field code with an anchor": (
        f'<w:p>{BEGIN}<w:r><w:instrText>HYPERLINK \\l "x"</w:instrText></w:r>{SEPARATE}{r("here")}{END}</w:p>',
        ["link-text"]),
}  # fmt: skip

STRUCTURES = [*((xml, ["justified"]) for xml in WRAPPED.values()), *((xml, []) for xml in SOUND.values())]


@pytest.mark.parametrize(("xml", "expected"), [*STRUCTURES, *FAULTY.values()], ids=[*WRAPPED, *SOUND, *FAULTY])
def test_a_structure_has_its_findings(xml: str, expected: list[str]) -> None:
    assert codes(planted(python_docx(), at_end(xml))) == expected


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
        ('w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"',
         {"row": WHITE, "row_cell": BLACK, "column_cell": BLACK.replace("000000", "FFFFFF")}, []),
        ('w:firstRow="1" w:noHBand="0" w:noVBand="1"', {"band_cell": BLACK}, ["low-contrast"] * 2),
    ],
    ids=["white on black", "white on white", "by mask", "row over column", "band"],
)  # fmt: skip
def test_looks_come_from_the_style_of_the_table(look: str, cells: dict[str, str], expected: list[str]) -> None:
    parts = {"row": "", "row_cell": "", "column_cell": "", "band_cell": ""} | cells
    dark = '<w:color w:val="111111"/>' if "band_cell" in cells else ""
    rows = row(p("a", PLAIN), p("b", PLAIN), header=True) + (row(p("c", PLAIN, dark), p("d", PLAIN, dark))) * 2
    tested = table(rows, f'<w:tblStyle w:val="Test"/><w:tblLook {look}/>')
    document = planted(ours(), at_start(STYLED.format(**parts), STYLES), at_end(tested))
    assert codes(document) == expected


def style(name: str, inside: str, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'


LEVEL = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
BOLD = style("Shout", '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>') + style("Loud", "<w:rPr><w:b/></w:rPr>", "character")
LOUD = '<w:rStyle w:val="Loud"/>'


@pytest.mark.parametrize(
    ("styles", "xml", "expected"),
    [
        (style("A", f'<w:basedOn w:val="B"/>{LEVEL.format(0)}') + style("B", '<w:basedOn w:val="A"/>'),
         p("Trees", '<w:pStyle w:val="A"/>'), []),
        (style("Mine", '<w:basedOn w:val="Yours"/>') + style("Yours", LEVEL.format(5)),
         p("Trees", '<w:pStyle w:val="Mine"/>'), ["heading-skipped"]),
        (BOLD, p("Arguments", '<w:pStyle w:val="Shout"/>') + p("Trees."), ["looks-like-heading"]),
        (BOLD, p("Arguments", '<w:pStyle w:val="Shout"/>', LOUD) + p("Trees."), []),
    ],
    ids=["a circle", "an inherited level", "bold", "bold in two styles is not bold"],
)  # fmt: skip
def test_styles_inherit(styles: str, xml: str, expected: list[str]) -> None:
    assert codes(planted(ours(), at_start(styles, STYLES), at_end(xml))) == expected


def test_footnotes_are_read_and_their_separators_are_not() -> None:
    note = '<w:footnote w:id="{}" {}>{}</w:footnote>'
    small = p("Small.", look='<w:sz w:val="16"/>')
    separators = [('w:type="separator"', p("")), ('w:type="continuationSeparator"', p(""))]
    texts = [*separators, ("", small), ("", p("")), ("", p(""))]
    notes = "".join(note.format(number, kind, text) for number, (kind, text) in enumerate(texts))
    footnotes = f'<w:footnotes xmlns:w="{NAMESPACES["w"]}">{notes}</w:footnotes>'
    plant = with_part("word/footnotes.xml", "footnotes", footnotes, "word/_rels/document.xml.rels")
    (finding,) = found(planted(ours(), plant))
    assert (finding.code, finding.place) == ("small-text", "footnotes, paragraph 1 “Small.”")
