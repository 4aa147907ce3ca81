"""The checkers themselves: each planted fault is found, by the check that is there for it."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.checkers import faults, own_faults
from tests.word.support import written

DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"

EVERYTHING = """
<header><p>Header</p></header>
<footer><p><label>Seen <input type="checkbox" name="seen"></label></p></footer>
<h1>Heading</h1>
<p><strong>Strong</strong> <a href="https://example.org">link</a> <label>Name <input name="name"></label></p>
<ol><li>item</li></ol>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
<p>End</p>
"""
CELL = '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t xml:space="preserve">Cell</w:t></w:r></w:p>'
LONG = "x" * 65


def planted(part: str, old: str, new: str) -> bytes:
    """Return a sound document with `old` in one of its parts replaced once by `new`."""
    sound, faulty = io.BytesIO(written(EVERYTHING)), io.BytesIO()
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(faulty, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(name, text)
    return faulty.getvalue()


PLANTED = {
    "one control id twice in the body": (
        DOCUMENT,
        '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t xml:space="preserve">End',
        '<w:p><w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt><w:sdt><w:sdtPr><w:id w:val="7"/>'
        '</w:sdtPr><w:sdtContent/></w:sdt></w:p><w:p><w:r><w:t xml:space="preserve">End',
        "content control id 7 used 2 times",
    ),
    "one control id in body and footer": (
        FOOTER,
        '<w:id w:val="1"/>',
        '<w:id w:val="2"/>',
        "content control id 2 used 2 times",
    ),
    "a control's tag before its title": (
        DOCUMENT,
        '<w:alias w:val="Name"/><w:tag w:val="name"/>',
        '<w:tag w:val="name"/><w:alias w:val="Name"/>',
        "sdtPr out of order: tag alias id showingPlcHdr text",
    ),
    "a control's kind before its id": (
        DOCUMENT,
        '<w:tag w:val="name"/>',
        '<w:tag w:val="name"/><w:date/>',
        "sdtPr out of order: alias tag date id showingPlcHdr text",
    ),
    "a control of two kinds": (
        DOCUMENT,
        "<w:text/></w:sdtPr>",
        "<w:date/><w:text/></w:sdtPr>",
        "sdtPr out of order: alias tag id showingPlcHdr date text",
    ),
    "a long title": (DOCUMENT, '<w:alias w:val="Name"/>', f'<w:alias w:val="{LONG}"/>', "alias of 65 characters"),
    "a long tag": (FOOTER, '<w:tag w:val="seen"/>', f'<w:tag w:val="{LONG}"/>', "tag of 65 characters"),
    "a cell without a paragraph": (DOCUMENT, CELL, "", "a cell does not end with a paragraph"),
    "a cell that ends with a table": (
        DOCUMENT,
        CELL,
        f"{CELL}<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>",
        "a cell does not end with a paragraph",
    ),
    "a paragraph style that is not there": (DOCUMENT, '"Heading1"', '"Heading9"', "pStyle Heading9 is not defined"),
    "a character style that is not there": (DOCUMENT, '"Strong"', '"Stronger"', "rStyle Stronger is not defined"),
    "a table style that is not there": (DOCUMENT, '"DebateTable"', '"Grid"', "tblStyle Grid is not defined"),
    "a style in the header that is not there": (HEADER, 'w:val="header"', 'w:val="Head"', "pStyle Head is not defined"),
    "a list that is not there": (
        DOCUMENT,
        '<w:numId w:val="1"/>',
        '<w:numId w:val="9"/>',
        "list number 9 is not defined",
    ),
    "a link that is not there": (DOCUMENT, 'r:id="rIdLink1"', 'r:id="rId99"', "relationship rId99 is not defined"),
    "a link of the body in the header": (
        HEADER,
        "<w:p>",
        '<w:p><w:hyperlink r:id="rIdLink1"/>',
        "relationship rIdLink1 is not defined",
    ),
    "paragraph properties out of order": (
        DOCUMENT,
        '<w:pStyle w:val="Heading1"/>',
        '<w:keepNext/><w:pStyle w:val="Heading1"/>',
        "pPr out of order: keepNext pStyle",
    ),
    "a paragraph property twice": (
        DOCUMENT,
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="Heading1"/><w:keepNext/><w:keepNext/>',
        "pPr out of order: pStyle keepNext keepNext",
    ),
    "run properties out of order": (
        DOCUMENT,
        '<w:rStyle w:val="Strong"/>',
        "<w:i/><w:b/>",
        "rPr out of order: i b",
    ),
    "something else among run properties": (
        DOCUMENT,
        '<w:rStyle w:val="Strong"/>',
        "<w:keepNext/>",
        "rPr holds keepNext",
    ),
    "a style's properties out of order": (
        STYLES,
        '<w:name w:val="Strong"/>',
        '<w:name w:val="Strong"/><w:rPr><w:color w:val="000000"/><w:b/></w:rPr>',
        "rPr out of order: color b",
    ),
    "a list's properties out of order": (
        NUMBERING,
        "<w:pPr><w:tabs>",
        '<w:pPr><w:ind w:left="0"/><w:tabs>',
        "pPr out of order: ind tabs ind",
    ),
    "a part that is not XML": (NUMBERING, "</w:numbering>", "", "word/numbering.xml: not well-formed"),
}


@pytest.mark.parametrize(("part", "old", "new", "message"), PLANTED.values(), ids=PLANTED)
def test_planted_fault_is_found_alone(part: str, old: str, new: str, message: str) -> None:
    (found,) = own_faults(planted(part, old, new))
    assert message in found


AUDITED = {
    "openxml-audit": (DOCUMENT, "<w:sectPr>", "<w:nonsense/><w:sectPr>"),
    "ooxml-integrity": (DOCUMENT, "<w:tblGrid>", '<w:tblGrid><w:gridCol w:w="100"/>'),
}


@pytest.mark.parametrize(("auditor", "plant"), AUDITED.items(), ids=AUDITED)
def test_auditors_are_asked_too(auditor: str, plant: tuple[str, str, str]) -> None:
    document = planted(*plant)
    assert own_faults(document) == []
    assert any(fault.startswith(f"{auditor}: ") for fault in faults(document))


def test_sound_document_has_no_faults() -> None:
    assert faults(planted(DOCUMENT, "End", "End")) == []
