"""Every rule: a planted fault has its finding and no other, and the sound twin beside it has none."""

from __future__ import annotations

import pytest

from debatekit.accessibility.report import RULES
from debatekit.ooxml import Element, W
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
    in_header,
    ours,
    p,
    picture,
    planted,
    python_docx,
    r,
    row,
    table,
    without,
)

Planted = str | list[Plant]

CORE, FOOTER = "docProps/core.xml", "word/footer1.xml"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
PAGES = f'<Properties xmlns="{TYPE}"><Pages>{{}}</Pages></Properties>'

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


def test_findings_are_in_the_order_of_the_rules() -> None:
    faults = [plant for name in ("justified", "no title", "table in a table") for plant in plants(CASES[name][1])]
    found = codes(planted(python_docx(), *faults))
    assert found == sorted(set(found), key=list(RULES).index)
    assert len(found) == 3


def test_every_rule_is_tested() -> None:
    assert {code for code, _, _ in CASES.values()} | {"no-headings"} == set(RULES)
