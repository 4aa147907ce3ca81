"""Every rule: a planted fault has its finding and no other; odd but real structures are read."""

import pytest

from debatekit.accessibility.report import RULES
from debatekit.ooxml import NAMESPACES, Element, W
from tests.accessibility.support import (
    CONTROL,
    DOCUMENT,
    HEAD,
    SETTINGS,
    STYLES,
    Plant,
    at_end,
    at_start,
    codes,
    edited,
    found,
    in_header,
    ours,
    p,
    picture,
    planted,
    python_docx,
    r,
    row,
    table,
    with_part,
    without,
)

Planted = str | list[Plant]

CORE, FOOTER = "docProps/core.xml", "word/footer1.xml"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

SPAN = '<w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>'
LONG = p("Trees give shade, and shade makes a yard usable on hot days. " * 5) * 10
BIG_BOLD = '<w:b/><w:sz w:val="32"/>'
LINK = '<w:p>{}<w:hyperlink w:anchor="top">{}</w:hyperlink></w:p>'
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
BOX = "<w:p><w:r><w:pict><v:shape {}>{}</v:shape></w:pict></w:r>" + r("Beside.") + "</w:p>"
IN_BOX = f"<v:textbox><w:txbxContent>{p('Trees.')}</w:txbxContent></v:textbox>"
DECORATIVE = '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>'
BORDER = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
JUSTIFIED = p("Trees give shade.", '<w:jc w:val="both"/>')


def grey(colour: str, more: str = "") -> str:
    return f'<w:color w:val="{colour}"/>{more}'


def in_older_mode(setting: Element) -> None:
    setting.set(f"{W}val", "14")


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def plants(planted: Planted) -> list[Plant]:
    """Return how to plant something: text is put at the end of the body."""
    return [at_end(planted)] if isinstance(planted, str) else planted


# Each row: the code, what is planted, and its sound twin.
CASES: dict[str, tuple[str, Planted, Planted]] = {
    "no title": ("no-title", [without(CORE, "{*}title")], ""),
    "no language": ("no-language", [without(STYLES, ".//w:lang"), without(SETTINGS, "w:themeFontLang")],
        [without(STYLES, ".//w:lang")]),
    "older mode": ("compatibility-mode", [edited(SETTINGS, ".//w:compatSetting", in_older_mode)], ""),
    "protected": ("restricted", [at_start('<w:documentProtection w:enforcement="1"/>', SETTINGS)],
        [at_start('<w:documentProtection w:enforcement="0"/>', SETTINGS)]),
    "no page numbers": (
        "no-page-numbers", [without(FOOTER, ".//w:fldSimple"), lambda parts: parts.pop("docProps/app.xml", None)],
        [without(FOOTER, ".//w:fldSimple"), at_end(FIELD.format("", " PAGE \\* Arabic ", r("1")))]),
    "watermark in the header": (
        "watermark", [in_header(BOX.format('id="PowerPlusWaterMarkObject1"', '<v:textpath string="DRAFT"/>'))], ""),
    "picture behind the text": (
        "watermark", picture('descr="A leaf"', "anchor", edge='behindDoc="1"'), picture('descr="A leaf"')),
    "first heading of level 2": ("first-heading", [at_start(p("Before", '<w:outlineLvl w:val="1"/>') + p("Trees."))],
        [at_start(p("Before", '<w:outlineLvl w:val="0"/>') + p("Trees."))]),
    "level skipped": (
        "heading-skipped", p("One", '<w:outlineLvl w:val="0"/>') + p("Three", '<w:pStyle w:val="Heading3"/>'),
        p("Three", '<w:pStyle w:val="Heading2"/>') + p("One", '<w:outlineLvl w:val="0"/>')),
    "empty heading": ("heading-empty", p(" ", '<w:pStyle w:val="Heading2"/>'), p(" ")),
    "bold and large line": ("looks-like-heading", p("Arguments for trees", look=BIG_BOLD) + p("Trees give shade."),
        p("Arguments for trees", look="<w:b/>") + p("Trees.", look=BIG_BOLD) + p("Trees give shade.")),
    "table without a header row": ("table-no-header", table(row(p("Claim"), p("Check")) + row(p("One"), p("Two"))),
        table(HEAD + row(p("One"), p("Two")))),
    "cells merged across": ("table-merged", table(HEAD + row(SPAN.format(2) + p("One"))),
        table(HEAD + row(SPAN.format(1) + p("One"), p("Two")))),
    "table in a table": ("table-nested", table(HEAD + row(table(HEAD), p("x"))), table(HEAD) * 2),
    "no alternative text": (
        "no-alt-text", picture(""), picture("", inside=DECORATIVE) + picture('descr="A tree in a yard"')),
    "VML without alternative text": ("no-alt-text", BOX.format("", "<v:imagedata/>"),
        BOX.format('alt="A tree"', "<v:imagedata/>") + BOX.format('o:hr="t"', "")),
    "file name": ("poor-alt-text", picture('descr="DSC_0001.jpg"'), ""),
    "floating picture": ("floating", picture('descr="A leaf"', "anchor"), picture('descr="A leaf"', "inline")),
    "text box": ("text-box", BOX.format("", IN_BOX), BOX.format('alt="Who answers whom"', IN_BOX)),
    "floating text box": ("text-box", BOX.format('alt="Who answers whom" style="position:absolute"', IN_BOX), ""),
    "link called here": (
        "link-text", LINK.format("", r("Click ") + r("here.")), LINK.format("", r("Click here for the tree guide"))),
    "link by field code": ("link-text", FIELD.format("", ' HYPERLINK "https://example.org" ', r("read ") + r("more")),
        FIELD.format("", ' HYPERLINK "https://example.org" ', r("the tree ") + r("guide"))),
    "typed numbers": ("typed-list", p("1. Trees") + p("2. Yards") + p("3. Water"),
        p("1. Trees") + p("Then:") + p("2. Yards") + p("4. Water")),
    "typed bullets": ("typed-list", p("- Trees") + p("- Yards"),
        p("– Trees", NUMBERED.format(1)) + p("– Yards", NUMBERED.format(1)) + p("* Water")),
    "numbering switched off": ("typed-list", p("• a", NUMBERED.format(0)) + p("• b", NUMBERED.format(0)), ""),
    "blank paragraphs": ("blank-paragraphs", p("") + p(" ") + p("Trees."),
        p("") + p("Trees.") + p("", BORDER) * 4 + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("")
        + p("", "<w:rPr><w:vanish/></w:rPr>") * 2),
    "spaces": ("space-run", p("Name   Class"),
        p("Name.  Class") + f"<w:p>{r('Name ')}{CONTROL.format(r('     '))}{r(' Class')}</w:p>"),
    "tabs": ("tab-run", "<w:p><w:r><w:t>Name</w:t><w:tab/><w:tab/><w:t>Class</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/></w:r></w:p>'),
    "justified": ("justified", JUSTIFIED, p("Trees give shade.", '<w:jc w:val="center"/>')),
    "capitals": ("capitals", p("Trees give shade.", look="<w:caps/>"),
        p("Trees", look="<w:caps/>") + p("Trees give shade.", look='<w:caps w:val="0"/>')),
    "main text too small": ("small-main-text", LONG.replace("<w:rPr>", '<w:rPr><w:sz w:val="21"/>'),
        LONG.replace("<w:rPr>", '<w:rPr><w:sz w:val="22"/>')),
    "text too small": ("small-text", p("Trees give shade.", look='<w:sz w:val="17"/>'),
        p("Trees give shade.", look='<w:sz w:val="18"/>')),
    "grey text": ("low-contrast", p("Trees.", look=grey("777777")), p("Trees.", look=grey("767676"))),
    "dark text on a dark shade": (
        "low-contrast", p("Trees.", shaded("1F2A44"), grey("1B2233")), p("Trees.", shaded("1F2A44"), grey("FFFFFF"))),
    "white text in a cell": ("low-contrast", table(HEAD + row(p("Trees.", look=grey("FFFFFF")), p("x"))),
        table(HEAD + row(f"<w:tcPr>{shaded('000000')}</w:tcPr>{p('Trees.', look=grey('FFFFFF'))}", p("x")))),
    "content control without a title": (
        "control-no-title", f"<w:p>{CONTROL.replace('Class', '').format(r('Trees'))}</w:p>",
        f"<w:p>{CONTROL.format(r('Trees'))}</w:p>"),
    "form field without help": (
        "form-field-no-help", FIELD.format('<w:ffData><w:name w:val="x"/></w:ffData>', " FORMTEXT ", r("     ")),
        FIELD.format('<w:ffData><w:helpText w:val="Your name"/></w:ffData>', " FORMTEXT ", r("     "))),
}  # fmt: skip


@pytest.mark.parametrize("document", [ours(), python_docx()], ids=["ours", "python-docx"])
def test_a_sound_document_has_no_findings(document: bytes) -> None:
    assert codes(document) == []


@pytest.mark.parametrize(("code", "fault", "twin"), CASES.values(), ids=CASES)
def test_a_planted_fault_is_found_and_its_sound_twin_is_not(code: str, fault: Planted, twin: Planted) -> None:
    assert codes(planted(python_docx(), *plants(fault))) == [code]
    assert codes(planted(python_docx(), *plants(twin))) == []


def test_a_longer_document_needs_headings() -> None:
    headless = [without(DOCUMENT, ".//w:pStyle")]
    assert codes(planted(python_docx(), *headless)) == []
    assert codes(planted(python_docx(), *headless, at_end(LONG))) == ["no-headings"]
    assert codes(planted(python_docx(), at_end(LONG))) == []


def test_every_rule_is_tested() -> None:
    assert {code for code, _, _ in CASES.values()} | {"no-headings"} == set(RULES)


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
