"""Header and footer of a letterhead are taken over, nothing is lost of what a page says, and mistakes are reported."""

import io
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from debatekit.ooxml import NAMESPACES, W
from debatekit.word import write_document
from tests.checkers import faults
from tests.office import convert
from tests.packages import unpacked
from tests.problems import reported
from tests.word import letterheads as lh
from tests.word.support import page, part


def saying(header: str = "", footer: str = "") -> bytes:
    def change(document: lh.Document) -> None:
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = footer

    return lh.made(lh.plain, change)


def edges(document: bytes) -> tuple[str, str]:
    return header_text(document), lh.text_of(part(document, lh.FOOTER))


def header_text(document: bytes) -> str:
    return lh.text_of(part(document, lh.HEADER))


EDGES = {
    "nothing": (lambda: lh.school_bytes("plain"), "Own headerright", "Own footer 1"),
    "no placeholder": (
        lambda: lh.school_bytes("address"), "Riverside School\nOwn headerright", "12 Yard Lane\nOwn footer 1",
    ),
    "placeholders": (
        lambda: lh.school_bytes("filled"), f"Debate: {lh.MOTION} on Brief & notes", "Teacher edition, page 1 of 1.",
    ),
    "page number": (lambda: saying(footer="{{ page }}"), "Own headerright", "1\nTeacher edition"),
    "edition in the header": (lambda: saying("{{ edition }}", "{{ page }}"), "Teacher edition", "1"),
    "page number as a field": (
        lambda: lh.header_of(lh.run("Page ") + f"<w:fldSimple w:instr=' PAGE '>{lh.run('7')}</w:fldSimple>"),
        "Page 7", "Own footer 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "header", "footer"), EDGES.values(), ids=EDGES)
def test_nothing_is_lost_of_what_a_page_says(
    tmp_path: Path, content: Callable[[], bytes], header: str, footer: str
) -> None:
    document = lh.document_in(tmp_path, content(), audience="teacher")
    assert (edges(document), faults(document)) == ((header, footer), [])


def test_first_and_even_pages_keep_their_own(tmp_path: Path) -> None:
    content = lh.made(lh.plain, lh.different)
    document = docx.Document(io.BytesIO(lh.document_in(tmp_path, content, "<p>x</p>", "teacher")))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer
    headers = [section.header, section.first_page_header, section.even_page_header]
    footers = [section.footer, section.first_page_footer, section.even_page_footer]
    assert [[paragraph.text for paragraph in edge.paragraphs] for edge in (*headers, *footers)] == [
        [f"odd {lh.MOTION}"], ["", "Own header\tright"], [f"even {lh.MOTION}"],
        ["Own footer 1"], ["Own footer 1"], ["1", "Teacher edition"],
    ]  # fmt: skip


def test_link_to_a_web_page_comes_along_but_no_other(tmp_path: Path) -> None:
    def change(document: lh.Document) -> None:
        lh.plain(document)
        header = document.sections[0].header
        for target in ("https://school.example", "file:///etc/hostname"):
            link = header.part.relate_to(target, f"{NAMESPACES['r']}/hyperlink", is_external=True)
            xml = f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{link}">{lh.run(target)}</w:hyperlink></w:p>'
            header._element.append(parse_xml(xml))

    document = lh.document_in(tmp_path, lh.made(change))
    assert [link.get("Target") for link in part(document, "word/_rels/header1.xml.rels")] == ["https://school.example"]
    assert "file:///etc/hostname" in header_text(document)


RELS, ELSEWHERE = "word/_rels/header1.xml.rels", "shows a picture that is not in the file but elsewhere."
UNUSABLE = "holds something that cannot be used in a letterhead:"
LINKS = {
    "external": ('Target="media/[^"]*"', 'Target="https://a.example/x.png" TargetMode="External"', ELSEWHERE),
    "missing": ('Id="rId1"', 'Id="rIdOther"', "shows a picture that is damaged, missing"),
    "object": ("relationships/image", "relationships/oleObject", f"{UNUSABLE} ole object. Delete it there"),
}


@pytest.mark.parametrize(("old", "new", "message"), LINKS.values(), ids=LINKS)
def test_what_leads_elsewhere_is_reported(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = lh.problems_of(tmp_path, lh.substituted(lh.school_bytes("address"), RELS, old, new))
    assert found[0].startswith(f"the header {message}")


def test_placeholders_have_the_formatting_of_their_first_run(tmp_path: Path) -> None:
    document = lh.document_in(tmp_path, lh.school_bytes("filled"))
    (bold,) = [run for run in part(document, lh.HEADER).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert "".join(map(str, bold.itertext())) == lh.MOTION
    assert [code.text for code in part(document, lh.FOOTER).iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_what_fills_a_placeholder_is_text(tmp_path: Path) -> None:
    text = "R & D < 5 {{ handout }} <?gap motion?> élève 木"
    head = f'<title>t</title><meta name="fill:motion" content="{escape(text)}">'
    look = lh.template(tmp_path, lh.header_of(lh.run("{{motion}}")))
    document = write_document(page("<p>x</p>", head), look, "page.html")
    assert header_text(document) == text
    assert faults(document) == []


def test_placeholder_is_found_however_it_is_written(tmp_path: Path) -> None:
    pieces = ["a {{ han", "dout }} {", "{\u00a0Mot", "ion", "}", "} c"]
    document = lh.document_in(tmp_path, lh.header_of("".join(map(lh.run, pieces))))
    assert header_text(document) == f"a Brief & notes {lh.MOTION} c"


ASKED = lh.run("{{ motion }}")
SHAPE = f"""<w:r><mc:AlternateContent xmlns:mc="{NAMESPACES["mc"]}">
<mc:Choice xmlns:wps="{NAMESPACES["wps"]}" Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="900000" cy="300000"/><wp:docPr id="1" name="b"/><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent><w:p>{ASKED}</w:p></w:txbxContent></wps:txbx>
<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape xmlns:v="{NAMESPACES["v"]}" id="b"><v:textbox><w:txbxContent><w:p>{ASKED}</w:p></w:txbxContent></v:textbox>
</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
PLACES = {
    "unknown shape": (SHAPE.replace('Requires="wps"', 'Requires="new"'), 1),
    "shape": (f"{lh.run('a')}{SHAPE}{lh.run('b')}", 2),
    "control": (f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{ASKED}</w:sdtContent></w:sdt>", 1),
    "tracked": (
        "<w:del w:id='1' w:author='a'><w:r><w:delText>no</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='a'>{ASKED}</w:ins>",
        1,
    ),
    "bookmark": (f"<w:bookmarkStart w:id='0' w:name='x'/>{ASKED}<w:bookmarkEnd w:id='0'/>", 1),
}


@pytest.mark.parametrize(("xml", "times"), PLACES.values(), ids=PLACES)
def test_placeholder_is_found_wherever_it_is(tmp_path: Path, xml: str, times: int) -> None:
    document = lh.document_in(tmp_path, lh.header_of(xml), '<p><label>a <input name="a"></label></p>')
    assert header_text(document).count(lh.MOTION) == times
    assert "no" not in header_text(document)


def told(instruction: str) -> str:
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{lh.run('here')}{marks['end']}"


MISTAKES = {
    "unknown": (lh.run("{{ moton }}"), "says '{{ moton }}', which means nothing here. Did you mean 'motion'?"),
    "open": (lh.run("{{ motion"), "has a '{{' without a '}}'. Write it as {{ motion }}, in one paragraph."),
    "field in pieces": (
        told("DDE</w:instrText><w:instrText>AUTO x"), "holds the field DDEAUTO x. Delete it there, or type its text.",
    ),
    "link to a script": (told(' hyperlink "JavaScript:alert(1)" '), 'holds the field hyperlink "JavaScript:alert(1)"'),
    "link to a file": ("<w:fldSimple w:instr='HYPERLINK file:///x'/>", "holds the field HYPERLINK file:///x"),
    "link behind a place": (told(r'HYPERLINK \l "top" "file:///x"'), "holds the field HYPERLINK"),
    "link behind a quotation mark": (told(r'HYPERLINK \o "a\" \o "file:///x"'), "holds the field HYPERLINK"),
    "old picture elsewhere": (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="https://a.example/x.png"/>'
        "</v:shape></w:pict></w:r>", f"{ELSEWHERE} Insert the picture itself",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "message"), MISTAKES.values(), ids=MISTAKES)
def test_what_cannot_be_taken_over_is_reported(tmp_path: Path, xml: str, message: str) -> None:
    found = lh.problems_of(tmp_path, lh.header_of(xml))
    assert [headline for headline in found if headline.startswith(f"the header {message}")], found


def test_safe_fields_are_kept(tmp_path: Path) -> None:
    link = r'HYPERLINK "http://a.example" \o "a yard of trees" \t "_blank"'
    fields = (link, "HYPERLINK mailto:office@a.example", r'HYPERLINK \l "top"', r"DATE \@ yyyy", "= 1 + 1")
    document = lh.document_in(tmp_path, lh.header_of(*map(told, fields)))
    assert edges(document)[0] == "\n".join(["here"] * 5 + ["Own headerright"])


def test_field_that_repeats_the_text_of_a_style_becomes_the_motion(tmp_path: Path) -> None:
    """Word would print an error in place of text in a style that a document lacks (17.16.5.59)."""
    code = told('STYLEREF "Chapter</w:instrText></w:r><w:r><w:instrText> title" \\* MERGEFORMAT')
    simple = f"<w:fldSimple w:instr=' STYLEREF 1 '>{lh.run('old')}{lh.run(' title')}</w:fldSimple>"
    content = lh.header_of(lh.run("a ") + code + lh.run(" b"), simple, "<w:fldSimple w:instr='STYLEREF 2'/>")
    document = lh.document_in(tmp_path, content)
    assert header_text(document) == f"a {lh.MOTION} b\n{lh.MOTION}\n{lh.MOTION}"
    assert b"STYLEREF" not in b"".join(unpacked(document).values())
    nested = told("STYLEREF a</w:instrText></w:r>" + told("STYLEREF b") + "<w:r><w:instrText>")
    assert header_text(lh.document_in(tmp_path, lh.header_of(nested))) == lh.MOTION
    assert lh.problems_of(tmp_path, lh.header_of("<w:r><w:instrText>STYLEREF a</w:instrText></w:r>"))
    (note,) = lh.template(tmp_path, content).notes
    assert note.endswith("school.docx: not taken from it: STYLEREF (it becomes the motion)")


def test_strict_file_is_taken_over(tmp_path: Path) -> None:
    """Word saves "Strict Open XML Document" with other namespaces, with units, and with start and end (ISO 29500-1)."""
    changes = (
        (rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/(\w+)",
         rb"http://purl.oclc.org/ooxml/\1/\2"),
        (rb'<w:pgMar[^>]*>', b'<w:pgMar w:top="68pt" w:right="30mm" w:bottom="2.4cm" w:left="85pt" w:header="0.5in"'
         b' w:footer="36pt" w:gutter="0pt"/>'),
        (rb'w:after="200" w:line="276"', b'w:after="10pt" w:line="13.8pt"'),
        (rb'<w:ind w:left="720"', b'<w:ind w:start="36pt"'), (rb'<w:jc w:val="right"/>', b'<w:jc w:val="end"/>'),
    )  # fmt: skip

    def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
        for old, new in changes:
            parts = {name: blob if name.endswith("png") else re.sub(old, new, blob) for name, blob in parts.items()}
        return parts

    content = lh.repacked(lh.school_bytes("filled"), strict)
    used = lh.template(tmp_path, content)
    assert [used.margins[side] for side in ("left", "top", "header")] == [1700, 1360, 720]
    assert edges(lh.document_in(tmp_path, content))[0] == f"Debate: {lh.MOTION} on Brief & notes"


def test_drawing_of_an_unknown_kind_is_left_out(tmp_path: Path) -> None:
    chart = SHAPE.replace("wps:", "new:").replace("xmlns:wps", "xmlns:new").replace('Requires="wps"', 'Requires="wp14"')
    content = lh.header_of(chart.replace(NAMESPACES["wps"], "https://a.example/drawing"))
    document = lh.document_in(tmp_path, content)
    assert [*part(document, lh.HEADER).iter(f"{W}drawing")] == []
    (note,) = lh.template(tmp_path, content).notes
    assert note.endswith("a drawing of an unknown kind")


def test_page_that_lacks_what_is_asked_for_is_reported(tmp_path: Path) -> None:
    used = lh.template(tmp_path, lh.school_bytes("filled"))
    first, *others = [problem.headline for problem in reported(write_document, page("<p>x</p>"), used, "page.html")]
    assert len(others) == 2
    assert "school.docx asks for 'edition', which this page does not have. Write <meta name=" in first


TYPES = "[Content_Types].xml"


def with_part(name: str, blob: bytes) -> bytes:
    return lh.repacked(lh.school_bytes("plain"), lambda parts: {**parts, name: blob})


FILES = {  # tests/test_ooxml.py has more that no Word file may have
    "OpenDocument": (
        lambda: with_part("mimetype", b"application/vnd.oasis.opendocument.text"), "this is an OpenDocument text",
        "In LibreOffice",
    ),
    "docm": (
        lambda: lh.substituted(
            lh.school_bytes("plain"), TYPES, "vnd.openxml[^\"]*document.main", "vnd.ms-word.document.macroEnabled.main"
        ),
        "it holds macros", "Word Document (*.docx)",
    ),
    "macros of a docx": (lambda: with_part("word/vbaProject.bin", b"x"), "it holds macros", "Save As"),
    "bomb": (lambda: with_part("word/big.bin", bytes(60 * 2**20)), "larger than 50 MB", "pictures smaller"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message", "hint"), FILES.values(), ids=FILES)
def test_what_is_not_a_sound_word_file_is_one_problem(
    tmp_path: Path, content: Callable[[], bytes], message: str, hint: str
) -> None:
    (problem,) = reported(lh.opened, tmp_path, content())
    assert problem.file == (tmp_path / "school.docx").as_posix()
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.slow
def test_letterhead_that_libreoffice_wrote(tmp_path: Path) -> None:
    (tmp_path / "source.docx").write_bytes(lh.school_bytes("filled"))
    convert([tmp_path / "source.docx"], "odt", tmp_path)
    convert([tmp_path / "source.odt"], "docx", tmp_path)
    content = (tmp_path / "source.docx").read_bytes()
    used, document = lh.template(tmp_path, content), lh.document_in(tmp_path, content)
    assert used.margins["left"] == pytest.approx(30 / 25.4 * 1440, abs=2)
    assert lh.attribute(lh.style_of(document, "heading 1"), "rPr/color", "val").upper() == lh.CRIMSON
    assert lh.attribute(lh.style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert header_text(document) == f"Debate: {lh.MOTION} on Brief & notes"
    assert [found.blob for found in used.parts if found.name.endswith("png")] == [lh.LOGO]
