"""Every rule: a fault is found, and that fault alone; the sound twin beside it is not; whoever made the document."""

from __future__ import annotations

import pytest

from debatekit.accessibility.kinds import KINDS
from tests.accessibility.support import (
    CONTROL,
    MAKERS,
    at_end,
    at_start,
    codes,
    found,
    in_header,
    p,
    picture,
    planted,
    r,
    row,
    table,
    with_attribute,
    with_first,
    with_part,
    without,
)

SETTINGS, CORE, STYLES, DOCUMENT = "word/settings.xml", "docProps/core.xml", "word/styles.xml", "word/document.xml"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
FINAL = f'<Properties xmlns="{TYPE}"><property name="_MarkAsFinal"><bool>{{}}</bool></property></Properties>'
PAGES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Pages>{}</Pages></Properties>"
)

HEAD = row(p("Claim"), p("Check"), header=True)
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


def grey(colour: str, more: str = "") -> str:
    return f'<w:color w:val="{colour}"/>{more}'


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


# Each row: the code, what is planted, and the sound twin of that.
CASES = {
    "no title": ("no-title", [without(CORE, "{*}title")], []),
    "blank title": ("no-title", [lambda parts: parts.update({CORE: b"<x/>"})], []),
    "no language": (
        "no-language",
        [without(STYLES, ".//w:lang"), without(SETTINGS, "w:themeFontLang")],
        [without(STYLES, ".//w:lang")],
    ),
    "older mode": ("compatibility-mode", [with_attribute(SETTINGS, ".//w:compatSetting", "val", "14")], []),
    "no mode": ("compatibility-mode", [without(SETTINGS, "w:compat")], []),
    "protected": (
        "restricted",
        [with_first(SETTINGS, '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')],
        [with_first(SETTINGS, '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')],
    ),
    "read only": ("restricted", [with_first(SETTINGS, '<w:writeProtection w:recommended="1"/>')], []),
    "marked as final": (
        "restricted",
        [with_part("docProps/custom.xml", "custom-properties", FINAL.format("true"))],
        [with_part("docProps/custom.xml", "custom-properties", FINAL.format("false"))],
    ),
    "no page numbers": (
        "no-page-numbers",
        [without("word/footer1.xml", ".//w:fldSimple"), lambda parts: parts.pop("docProps/app.xml", None)],
        [without("word/footer1.xml", ".//w:fldSimple"), at_end(FIELD.format("", " PAGE \\* Arabic ", r("1")))],
    ),
    "watermark in the header": (
        "watermark",
        [in_header(BOX.format('id="PowerPlusWaterMarkObject1"', '<v:textpath string="DRAFT"/>'))],
        [],
    ),
    "picture behind the text": (
        "watermark",
        [at_end(picture('descr="A leaf"', "anchor", edge='behindDoc="1"'))],
        [at_end(picture('descr="A leaf"'))],
    ),
    "first heading of level 2": (
        "first-heading",
        [at_start(p("Before", '<w:outlineLvl w:val="1"/>') + p("Trees."))],
        [at_start(p("Before", '<w:outlineLvl w:val="0"/>') + p("Trees."))],
    ),
    "level skipped": (
        "heading-skipped",
        [at_end(p("One", '<w:outlineLvl w:val="0"/>') + p("Three", '<w:pStyle w:val="Heading3"/>'))],
        [at_end(p("Three", '<w:pStyle w:val="Heading2"/>') + p("One", '<w:outlineLvl w:val="0"/>'))],
    ),
    "empty heading": (
        "heading-empty",
        [at_end(p(" ", '<w:pStyle w:val="Heading2"/>'))],
        [at_end(p(" "))],
    ),
    "bold and large line": (
        "looks-like-heading",
        [at_end(p("Arguments for trees", look=BIG_BOLD) + p("Trees give shade."))],
        [at_end(p("Arguments for trees", look="<w:b/>") + p("Trees.", look=BIG_BOLD) + p("Trees give shade."))],
    ),
    "table without a header row": (
        "table-no-header",
        [at_end(table(row(p("Claim"), p("Check")) + row(p("One"), p("Two"))))],
        [at_end(table(HEAD + row(p("One"), p("Two"))))],
    ),
    "table of one cell": ("table-no-header", [at_end(table(row(p("Trees give shade."))))], []),
    "header row switched off": (
        "table-no-header",
        [at_end(table(HEAD.replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>')))],
        [at_end(table(HEAD.replace("<w:tblHeader/>", '<w:tblHeader w:val="true"/>')))],
    ),
    "cells merged across": (
        "table-merged",
        [at_end(table(HEAD + row(SPAN.format(2) + p("One"))))],
        [at_end(table(HEAD + row(SPAN.format(1) + p("One"), p("Two"))))],
    ),
    "cells merged down": (
        "table-merged",
        [at_end(table(HEAD + row("<w:tcPr><w:vMerge/></w:tcPr>" + p("x"), p(""))))],
        [],
    ),
    "table in a table": ("table-nested", [at_end(table(HEAD + row(table(HEAD), p("x"))))], [at_end(table(HEAD) * 2)]),
    "no alternative text": (
        "no-alt-text",
        [at_end(picture(""))],
        [at_end(picture("", inside=DECORATIVE) + picture('descr="A tree in a yard"'))],
    ),
    "title for alternative text": ("no-alt-text", [at_end(picture('title="Tree" descr=" "'))], []),
    "VML without alternative text": (
        "no-alt-text",
        [at_end(BOX.format("", "<v:imagedata/>"))],
        [at_end(BOX.format('alt="A tree"', "<v:imagedata/>") + BOX.format('o:hr="t"', ""))],
    ),
    "file name": ("poor-alt-text", [at_end(picture('descr="DSC_0001.jpg"'))], []),
    "the word picture": ("poor-alt-text", [at_end(picture('descr="Picture 3"'))], [at_end(picture('descr="Oak 3"'))]),
    "floating picture": (
        "floating",
        [at_end(picture('descr="A leaf"', "anchor"))],
        [at_end(picture('descr="A leaf"', "inline"))],
    ),
    "floating VML": ("floating", [at_end(BOX.format('alt="A leaf" style="position: absolute"', ""))], []),
    "text box": ("text-box", [at_end(BOX.format("", IN_BOX))], []),
    "link called here": (
        "link-text",
        [at_end(LINK.format("", r("Click ") + r("here.")))],
        [at_end(LINK.format("", r("Click here for the tree guide")))],
    ),
    "bare address": (
        "link-text",
        [at_end(LINK.format("", r("https://example.org/trees")))],
        [at_end(LINK.format("", r("example.org, the tree guide")))],
    ),
    "empty link": ("link-text", [at_end(LINK.format(r("Trees."), r(" ")))], []),
    "link by field code": (
        "link-text",
        [at_end(FIELD.format("", ' HYPERLINK "https://example.org" ', r("read ") + r("more")))],
        [at_end(FIELD.format("", ' HYPERLINK "https://example.org" ', r("the tree ") + r("guide")))],
    ),
    "typed numbers": (
        "typed-list",
        [at_end(p("1. Trees") + p("2. Yards") + p("3. Water"))],
        [at_end(p("1. Trees") + p("Then:") + p("2. Yards") + p("4. Water"))],
    ),
    "typed bullets": (
        "typed-list",
        [at_end(p("- Trees") + p("- Yards"))],
        [at_end(p("– Trees", NUMBERED.format(1)) + p("– Yards", NUMBERED.format(1)) + p("* Water"))],
    ),
    "typed letters": ("typed-list", [at_end(p("a) Trees") + p("b)\tYards"))], [at_end(p("A. Oak") + p("R. Elm"))]),
    "numbering switched off": ("typed-list", [at_end(p("• a", NUMBERED.format(0)) + p("• b", NUMBERED.format(0)))], []),
    "blank paragraphs": (
        "blank-paragraphs",
        [at_end(p("") + p(" ") + p("Trees."))],
        [at_end(p("") + p("Trees.") + p("", BORDER) * 4 + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p(""))],
    ),
    "spaces": (
        "space-run",
        [at_end(p("Name   Class"))],
        [at_end(p("Name.  Class") + f"<w:p>{r('Name ')}{CONTROL.format(r('     '))}{r(' Class')}</w:p>")],
    ),
    "spaces over several runs": ("space-run", [at_end(f"<w:p>{r('Name ')}{r('  ')}{r('Class')}</w:p>")], []),
    "tabs": (
        "tab-run",
        [at_end("<w:p><w:r><w:t>Name</w:t><w:tab/><w:tab/><w:t>Class</w:t></w:r></w:p>")],
        [at_end('<w:p><w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/></w:r></w:p>')],
    ),
    "justified": (
        "justified",
        [at_end(p("Trees give shade.", '<w:jc w:val="both"/>'))],
        [at_end(p("Trees give shade.", '<w:jc w:val="center"/>'))],
    ),
    "capitals": (
        "capitals",
        [at_end(p("Trees give shade.", look="<w:caps/>"))],
        [at_end(p("Trees", look="<w:caps/>") + p("Trees give shade.", look='<w:caps w:val="0"/>'))],
    ),
    "main text too small": (
        "small-main-text",
        [at_end(LONG.replace("<w:rPr>", '<w:rPr><w:sz w:val="21"/>'))],
        [at_end(LONG.replace("<w:rPr>", '<w:rPr><w:sz w:val="22"/>'))],
    ),
    "text too small": (
        "small-text",
        [at_end(p("Trees give shade.", look='<w:sz w:val="17"/>'))],
        [at_end(p("Trees give shade.", look='<w:sz w:val="18"/>'))],
    ),
    "grey text": (
        "low-contrast",
        [at_end(p("Trees.", look=grey("777777")))],
        [at_end(p("Trees.", look=grey("767676")))],
    ),
    "large grey text": (
        "low-contrast",
        [at_end(p("Trees.", look=grey("999999", '<w:sz w:val="36"/>')))],
        [at_end(p("Trees.", look=grey("777777", '<w:sz w:val="36"/>')))],
    ),
    "dark text on a dark shade": (
        "low-contrast",
        [at_end(p("Trees.", shaded("1F2A44"), grey("1B2233")))],
        [at_end(p("Trees.", shaded("1F2A44"), grey("FFFFFF")))],
    ),
    "white text on nothing": ("low-contrast", [at_end(p("Trees.", look=grey("FFFFFF")))], []),
    "white text in a cell": (
        "low-contrast",
        [at_end(table(HEAD + row(p("Trees.", look=grey("FFFFFF")), p("x"))))],
        [at_end(table(HEAD + row(f"<w:tcPr>{shaded('000000')}</w:tcPr>{p('Trees.', look=grey('FFFFFF'))}", p("x"))))],
    ),
    "highlighted": (
        "low-contrast",
        [at_end(p("Trees.", look=grey("FF0000", '<w:highlight w:val="yellow"/>')))],
        [at_end(p("Trees.", look=grey("000000", '<w:highlight w:val="yellow"/>')))],
    ),
    "content control without a title": (
        "control-no-title",
        [at_end(f"<w:p>{CONTROL.replace('Class', '').format(r('Trees'))}</w:p>")],
        [at_end(f"<w:p>{CONTROL.format(r('Trees'))}</w:p>")],
    ),
    "form field without help": (
        "form-field-no-help",
        [at_end(FIELD.format('<w:ffData><w:name w:val="x"/></w:ffData>', " FORMTEXT ", r("     ")))],
        [at_end(FIELD.format('<w:ffData><w:helpText w:val="Your name"/></w:ffData>', " FORMTEXT ", r("     ")))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("maker", MAKERS)
def test_a_sound_document_has_no_findings(maker: str) -> None:
    assert found(MAKERS[maker]()) == []


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("case", CASES)
def test_a_planted_fault_is_found_and_nothing_else(case: str, maker: str) -> None:
    code, fault, _ = CASES[case]
    assert codes(planted(MAKERS[maker](), *fault)) == [code]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("case", [name for name, (_, _, twin) in CASES.items() if twin])
def test_the_sound_twin_has_no_findings(case: str, maker: str) -> None:
    _, _, twin = CASES[case]
    assert found(planted(MAKERS[maker](), *twin)) == []


def test_a_longer_document_needs_headings() -> None:
    headless = [without(DOCUMENT, ".//w:pStyle")]
    assert codes(planted(MAKERS["python-docx"](), *headless)) == []
    assert codes(planted(MAKERS["python-docx"](), *headless, at_end(LONG))) == ["no-headings"]
    assert codes(planted(MAKERS["python-docx"](), at_end(LONG))) == []


@pytest.mark.parametrize(("pages", "expected"), [("1", []), ("2", ["no-page-numbers"]), ("many", ["no-page-numbers"])])
def test_one_page_needs_no_number(pages: str, expected: list[str]) -> None:
    properties = with_part("docProps/app.xml", "extended-properties", PAGES.format(pages))
    assert codes(planted(MAKERS["ours"](), without("word/footer1.xml", ".//w:fldSimple"), properties)) == expected


def test_every_kind_is_tested() -> None:
    assert {code for code, _, _ in CASES.values()} | {"no-headings"} == {kind.code for kind in KINDS}
