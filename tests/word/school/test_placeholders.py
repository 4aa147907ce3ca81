"""Placeholders in a school's header and footer: found however they are written, filled, and told where wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.word import write_document
from tests.checkers import faults
from tests.word.school.support import (
    FOOTER,
    HEADER,
    LONG_MOTION,
    header_of,
    made,
    plain,
    problems_of,
    repacked,
    run,
    school_bytes,
    school_look,
    text_of,
    written_in,
)
from tests.word.support import W, page, part, problems

if TYPE_CHECKING:
    from docx.document import Document


def test_placeholders_are_filled(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, school_bytes("filled")))
    header, footer = part(document, HEADER), part(document, FOOTER)
    assert text_of(header) == f"Debate: {LONG_MOTION} on Brief & notes"
    assert text_of(footer) == "Student edition, page 1 of 1."
    assert [code.strip() for code in (element.text or "" for element in footer.iter(f"{W}instrText"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert faults(document) == []


def test_placeholder_has_the_formatting_of_its_first_run(tmp_path: Path) -> None:
    header = part(written_in(school_look(tmp_path, school_bytes("filled"))), HEADER)
    bold = ["".join(map(str, run.itertext())) for run in header.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold == [LONG_MOTION]


@pytest.mark.parametrize("text", ["R & D < 5", "]]>", "\"'", "{{ handout }}", "<?gap motion?>", "élève 木"])
def test_what_fills_a_placeholder_is_text(tmp_path: Path, text: str) -> None:
    from html import escape

    look = school_look(tmp_path, header_of(run("{{motion}}")))
    head = f'<title>t</title><meta name="fill:motion" content="{escape(text)}">'
    document = write_document(page("<p>x</p>", head), look, "page.html")
    assert text_of(part(document, HEADER)) == text
    assert faults(document) == []


WRITTEN = {
    "spaces": ["{{   motion }}"],
    "no spaces": ["{{motion}}"],
    "a capital": ["{{ Motion }}"],
    "non-breaking spaces": ["{{\u00a0motion\u00a0}}"],
    "in pieces": ["{", "{ ", "mot", "ion", " }", "}"],
    "after another": ["{{ handout }}{{ motion }}"],
    "twice": ["{{ motion }} {{ mot", "ion }}"],
    "both in pieces": ["a {{ han", "dout }} b {{ mo", "tion }} c"],
}


FILLS = {"motion": LONG_MOTION, "handout": "Brief & notes"}


@pytest.mark.parametrize("pieces", WRITTEN.values(), ids=WRITTEN)
def test_placeholder_is_found_however_it_is_written(tmp_path: Path, pieces: list[str]) -> None:
    document = written_in(school_look(tmp_path, header_of("".join(map(run, pieces)))))
    expected = re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda match: FILLS[match[1].lower()], "".join(pieces))
    assert text_of(part(document, HEADER)) == expected


TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>"
    f"{run('{{ motion }}')}</w:p></w:tc></w:tr></w:tbl>"
)


SHAPE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps">'
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="300000"/>'
    '<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p>{text}</w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="b"><v:textbox><w:txbxContent><w:p>{text}</w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).replace("{text}", run("{{ motion }}"))


CONTROL = f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{run('{{ motion }}')}</w:sdtContent></w:sdt>"


LINK = f"<w:hyperlink w:anchor='top'>{run('{{ motion }}')}</w:hyperlink>"


TRACKED = (
    f"<w:del w:id='1' w:author='a'><w:r><w:delText>no</w:delText></w:r></w:del>"
    f"<w:ins w:id='2' w:author='a'>{run('{{ motion }}')}</w:ins>"
)


@pytest.mark.parametrize(
    ("xml", "times"),
    [(SHAPE, 2), (CONTROL, 1), (LINK, 1), (TRACKED, 1), (f"{run('a')}{SHAPE}{run('b')}", 2)],
    ids=["shape", "control", "link", "tracked", "shape between text"],
)
def test_placeholder_is_found_wherever_it_stands(tmp_path: Path, xml: str, times: int) -> None:
    document = written_in(school_look(tmp_path, header_of(xml)), body='<p><label>a <input name="a"></label></p>')
    assert text_of(part(document, HEADER)).count(LONG_MOTION) == times
    assert "no" not in text_of(part(document, HEADER))
    assert faults(document) == []


def test_placeholder_in_a_table(tmp_path: Path) -> None:
    content = repacked(header_of(run("MARK")), lambda parts: {**parts, HEADER: _with_table(parts[HEADER])})
    document = written_in(school_look(tmp_path, content))
    assert text_of(part(document, HEADER)).splitlines()[0] == LONG_MOTION
    assert faults(document) == []


def _with_table(blob: bytes) -> bytes:
    changed = re.sub(rb"<w:p [^>]*><w:r><w:t[^>]*>MARK</w:t></w:r></w:p>", TABLE.encode(), blob)
    assert changed != blob
    return changed


MISTAKES = {
    "unknown": (
        run("{{ moton }}"),
        ": the header says '{{ moton }}', which means nothing here. Did you mean 'motion'?",
    ),
    "unlike all": (
        run("{{ x }}"),
        ": the header says '{{ x }}', which means nothing here. Known here: edition, handout, motion, page, pages.",
    ),
    "empty": (run("{{}}"), ": the header says '{{}}', which means nothing here."),
    "open": (run("{{ motion"), ": the header has a '{{' without a '}}'. Write it as {{ motion }}, in one paragraph."),
    "over a tab": (run("{{ mo") + "<w:r><w:tab/></w:r>" + run("tion }}"), ": the header has a '{{' without a '}}'."),
    "field": (
        '<w:fldSimple w:instr=" INCLUDEPICTURE https://a.example/x.png "/>',
        ": the header holds the field INCLUDEPICTURE. Delete it there, or type its text.",
    ),
    "field in pieces": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText></w:r>'
        "<w:r><w:instrText>AUTO x</w:instrText>"
        '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/></w:r>',
        ": the header holds the field DDEAUTO.",
    ),
    "field in a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="begin"/>'
        '<w:instrText>LINK x</w:instrText><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/></w:r>',
        ": the header holds the field LINK.",
    ),
    "field without an end": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>',
        ": the header holds a field that does not end.",
    ),
    "object": ("<w:r><w:object/></w:r>", ": the header holds an embedded object. Delete it there"),
    "ActiveX": ("<w:r><w:object><w:control/></w:object></w:r>", ": the header holds an ActiveX control."),
    "subdocument": ('<w:subDoc r:id="rId9"/>', ": the header holds another document."),
    "chart": (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/'
        'chart"/></a:graphic></wp:inline></w:drawing></w:r>',
        ": the header holds a chart or a diagram.",
    ),
    "old picture elsewhere": (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="https://a.example/x.png"/>'
        "</v:shape></w:pict></w:r>",
        ": the header shows a picture that is not in the file but elsewhere. Insert the picture itself.",
    ),
}


@pytest.mark.parametrize(("xml", "message"), MISTAKES.values(), ids=MISTAKES)
def test_what_cannot_be_taken_over_is_told(tmp_path: Path, xml: str, message: str) -> None:
    found = problems_of(tmp_path, header_of(xml))
    assert [headline for headline in found if headline.startswith(message)], found


def test_all_that_is_wrong_comes_at_once(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ moton }} {{ hadnout }}"
        document.sections[0].footer.paragraphs[0].text = "{{ pag }}"

    assert len(problems_of(tmp_path, made(plain, change))) == 3


def test_page_that_lacks_what_is_asked_for_is_told(tmp_path: Path) -> None:
    look = school_look(tmp_path, school_bytes("filled"))
    with pytest.raises(DebatekitError) as raised:
        write_document(page("<p>x</p>"), look, "page.html")
    first, *others = [problem.headline for problem in raised.value.problems]
    assert len(others) == 2
    assert re.fullmatch(
        r"page\.html: .*/school\.docx asks for 'edition', which this page does not have\. "
        r'Write <meta name="fill:edition" content="…"> in its head\.',
        first,
    )


@pytest.mark.parametrize("name", ["fill:", "fill:two words", "fil:motion", "Fill:motion"])
def test_fill_by_another_name_is_told(name: str) -> None:
    (found,) = problems(page("<p>x</p>", f'<title>t</title><meta name="{name}" content="x">'))
    assert f'name="{name}" is not known at <meta>' in found
