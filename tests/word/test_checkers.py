"""The checkers themselves: each planted fault is found, by the check that is there for it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest

from tests.checkers import faults, own_faults
from tests.pictures import png
from tests.word.support import written

DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
NOTES, CORE, LINKS = "word/footnotes.xml", "docProps/core.xml", "word/_rels/document.xml.rels"

EVERYTHING = """
<header><p>Header</p></header>
<footer><p><label>Seen <input type="checkbox" name="seen"></label></p></footer>
<h1>Heading</h1>
<p><strong>Strong</strong> <a href="https://example.org">link</a> <label>Name <input name="name"></label></p>
<ol><li>item</li></ol>
<h2 id="place">Place<a role="doc-noteref" href="#note"></a></h2>
<p><a href="#place">up</a> <a href="#place"></a></p>
<p><label>Choose <select><option>one</option><option>two</option></select></label></p>
<figure><img src="picture.png" alt="first"><img src="picture.png" alt="second"></figure>
<table>
  <thead><tr><th>A</th><th>B</th></tr></thead>
  <tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td colspan="2">d</td></tr></tbody>
</table>
<aside role="doc-footnote" id="note">Note</aside>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
<p>End</p>
"""
CELL = '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t xml:space="preserve">Cell</w:t></w:r></w:p>'
LONG = "x" * 65
END = '<w:bookmarkEnd w:id="1"/>'
HEADER_REFERENCE = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
NOTE_REFERENCE = '<w:footnoteReference w:id="1"/>'
EMPTY_NOTE = '<w:footnote w:id="1"><w:p/></w:footnote>'
DATE = (
    '<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">'
)


@cache
def sound() -> bytes:
    """Return a document with everything in it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "picture.png").write_bytes(png())
        return written(EVERYTHING, folders=[Path(folder)])


def planted(part: str, old: str, new: str) -> bytes:
    """Return a sound document with `old` in one of its parts replaced once by `new`."""
    faulty = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as source, zipfile.ZipFile(faulty, "w") as target:
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
        '<w:id w:val="3"/>',
        '<w:id w:val="1"/>',
        "content control id 1 used 2 times",
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
    "a bookmark that never ends": (DOCUMENT, END, "", "bookmark 1 never ends"),
    "a bookmark that never starts": (DOCUMENT, END, f'{END}<w:bookmarkEnd w:id="7"/>', "bookmark 7 never starts"),
    "a bookmark that ends in another part": (HEADER, "</w:p>", f"{END}</w:p>", "bookmark 1 never starts"),
    "two bookmarks of one name": (
        DOCUMENT,
        END,
        f'{END}<w:bookmarkStart w:id="9" w:name="Place"/><w:bookmarkEnd w:id="9"/>',
        "bookmark place there 2 times",
    ),
    "a link to no bookmark": (DOCUMENT, 'w:anchor="place"', 'w:anchor="palace"', "link to no bookmark: palace"),
    "a reference to no bookmark": (DOCUMENT, " REF place ", " REF palace ", "link to no bookmark: palace"),
    "a field that never ends": (
        DOCUMENT,
        END,
        f'{END}<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "a field never ends",
    ),
    "a field that never begins": (
        DOCUMENT,
        END,
        f'{END}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "a field never begins",
    ),
    "two headers of one kind": (
        DOCUMENT,
        HEADER_REFERENCE,
        HEADER_REFERENCE * 2,
        "a section has two of one headerReference",
    ),
    "a choice twice": (DOCUMENT, 'w:displayText="two"', 'w:displayText="one"', "displayText one there 2 times"),
    "a choice's value twice": (DOCUMENT, 'w:value="two"', 'w:value="one"', "value one there 2 times"),
    "a merged cell that starts nowhere": (
        DOCUMENT,
        '<w:vMerge w:val="restart"/>',
        "",
        "a merged cell starts nowhere",
    ),
    "a mark twice": (DOCUMENT, NOTE_REFERENCE, NOTE_REFERENCE * 2, "note 1 there 2 times"),
    "a picture's id twice": (DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"', "picture 1 there 2 times"),
    "a picture that is not there": (DOCUMENT, 'r:embed="rId', 'r:embed="rIdNo', "is not defined"),
    "a date that is none": (
        CORE,
        "</cp:coreProperties>",
        f"{DATE}yesterday</dcterms:created></cp:coreProperties>",
        "created is no date: yesterday",
    ),
    "a style in a note that is not there": (NOTES, '"footnotetext"', '"Note9"', "pStyle Note9 is not defined"),
    "a part that is not XML": (NUMBERING, "</w:numbering>", "", "word/numbering.xml: not well-formed"),
}


@pytest.mark.parametrize(("part", "old", "new", "message"), PLANTED.values(), ids=PLANTED)
def test_planted_fault_is_found_alone(part: str, old: str, new: str, message: str) -> None:
    (found,) = own_faults(planted(part, old, new))
    assert message in found


AUDITED = {
    "something that Word does not know": ("openxml-audit", DOCUMENT, "<w:sectPr>", "<w:nonsense/><w:sectPr>"),
    "a column too many": ("ooxml-integrity", DOCUMENT, "<w:tblGrid>", '<w:tblGrid><w:gridCol w:w="100"/>'),
    "a cell over too many columns": ("ooxml-integrity", DOCUMENT, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'),
    "a cell over too few columns": ("ooxml-integrity", DOCUMENT, '<w:gridSpan w:val="2"/>', ""),
    "a long name of a bookmark": ("openxml-audit", DOCUMENT, 'w:name="place"', f'w:name="place{"x" * 36}"'),
    "a mark without a note": ("openxml-audit", NOTES, '<w:footnote w:id="1">', '<w:footnote w:id="2">'),
    "a note without a mark": ("ooxml-integrity", DOCUMENT, NOTE_REFERENCE, ""),
    "two notes with one id": ("openxml-audit", NOTES, '<w:footnote w:id="1">', f'{EMPTY_NOTE}<w:footnote w:id="1">'),
    "a picture's file that is not there": ("openxml-audit", LINKS, "media/picture1.png", "media/picture9.png"),
}


@pytest.mark.parametrize(("auditor", "part", "old", "new"), AUDITED.values(), ids=AUDITED)
def test_auditors_are_asked_too(auditor: str, part: str, old: str, new: str) -> None:
    assert any(fault.startswith(f"{auditor}: ") for fault in faults(planted(part, old, new)))


def test_sound_document_has_no_faults() -> None:
    assert faults(planted(DOCUMENT, "End", "End")) == []
