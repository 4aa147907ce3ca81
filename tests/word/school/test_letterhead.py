"""Header and footer of a school's file: taken with their pictures, and nothing lost of what a page says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from debatekit.word import write_document
from tests.checkers import faults
from tests.word.school.support import (
    FOOTER,
    HEADER,
    LONG_MOTION,
    R,
    filled,
    header_of,
    letterhead,
    made,
    picture,
    plain,
    problems_of,
    repacked,
    run,
    school_bytes,
    school_look,
    text_of,
    written_in,
)
from tests.word.support import page, part, values

if TYPE_CHECKING:
    from docx.document import Document


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def test_logo_comes_along(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, school_bytes("letterhead")))
    (blip,) = part(document, HEADER).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    opened = docx.Document(io.BytesIO(document))
    header = opened.sections[0].header.part
    assert header.related_parts[blip.get(f"{R}embed", "")].blob == picture()
    assert opened.sections[0].footer.paragraphs[0].text == "12 Yard Lane"


def test_own_lines_follow_a_letterhead_without_placeholders(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, school_bytes("letterhead")))
    assert text_of(part(document, HEADER)) == "Riverside School\nOwn headerright"
    assert text_of(part(document, FOOTER)) == "12 Yard Lane\nOwn footer 1"
    assert values(part(document, HEADER), "pStyle")[-1] == "SheetHeader"
    assert faults(document) == []


def test_own_lines_stand_alone_where_the_school_has_none(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, school_bytes("plain")))
    assert text_of(part(document, HEADER)) == "Own headerright"
    assert text_of(part(document, FOOTER)) == "Own footer 1"


def test_page_number_alone_keeps_own_lines_away(tmp_path: Path) -> None:
    field = '<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    document = written_in(school_look(tmp_path, header_of(run("Page ") + field)))
    assert text_of(part(document, HEADER)) == "Page 7"


@pytest.mark.parametrize("kind", ["plain", "letterhead", "filled"])
@pytest.mark.parametrize("audience", ["student", "teacher"])
def test_teachers_edition_says_so_at_the_foot(tmp_path: Path, kind: str, audience: str) -> None:
    """The page's own footer of these tests does not say it, so only the school's can."""
    document = written_in(school_look(tmp_path, school_bytes(kind)), audience=audience)
    assert (f"{audience.capitalize()} edition" in text_of(part(document, FOOTER))) == (kind == "filled")


def test_teachers_edition_says_so_where_the_school_does_not(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "{{ page }}"

    look = school_look(tmp_path, made(plain, change))
    assert text_of(part(written_in(look), FOOTER)) == "1"
    assert text_of(part(written_in(look, audience="teacher"), FOOTER)) == "1\nTeacher edition"


def test_teachers_edition_is_said_once(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ edition }}"
        document.sections[0].footer.paragraphs[0].text = "{{ page }}"

    document = written_in(school_look(tmp_path, made(plain, change)), audience="teacher")
    assert text_of(part(document, HEADER)) == "Teacher edition"
    assert text_of(part(document, FOOTER)) == "1"


def test_page_that_does_not_say_its_edition_keeps_its_own_footer(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "{{ page }}"

    look = school_look(tmp_path, made(plain, change))
    head = '<title>t</title><meta name="audience" content="teacher">'
    document = write_document(page("<footer><p>For teachers</p></footer><p>x</p>", head), look, "page.html")
    assert text_of(part(document, FOOTER)) == "1\nFor teachers"


def relinked(change: str, pattern: str) -> bytes:
    """Return the file with a logo, with something in its relationship changed."""

    def of(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        name = "word/_rels/header1.xml.rels"
        changed = re.sub(pattern.encode(), change.encode(), parts[name])
        assert changed != parts[name]
        return {**parts, name: changed}

    return repacked(school_bytes("letterhead"), of)


LINKS = {
    "external": (
        'Target="https://a.example/x.png" TargetMode="External"',
        'Target="media/[^"]*"',
        "shows a picture that is not in the file but elsewhere. Insert the picture itself, not a link to it.",
    ),
    "out of the file": ('Target="../../../x.png"', 'Target="media/[^"]*"', "shows a picture that is missing"),
    "no picture": (
        'Target="styles.xml"',
        'Target="media/[^"]*"',
        "shows a picture that is missing or of an unknown kind",
    ),
    "object": ("relationships/oleObject", "relationships/image", "holds something that is not text or a picture"),
    "missing": ('Id="rIdOther"', 'Id="rId1"', "holds something that is not text or a picture"),
}


@pytest.mark.parametrize(("change", "pattern", "message"), LINKS.values(), ids=LINKS)
def test_picture_that_cannot_be_taken_over_is_told(tmp_path: Path, change: str, pattern: str, message: str) -> None:
    (found,) = problems_of(tmp_path, relinked(change, pattern))
    assert found.startswith(f": the header {message}")


def test_picture_that_is_damaged_is_told(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        return {name: b"x" + blob[1:] if name.endswith(".png") else blob for name, blob in parts.items()}

    (found,) = problems_of(tmp_path, repacked(school_bytes("letterhead"), change))
    assert found.startswith(": the header shows a picture that is damaged. Put the picture in again")


def test_link_comes_along_but_no_file(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        plain(document)
        header = document.sections[0].header
        for target in ("https://school.example", "file:///etc/hostname"):
            link = header.part.relate_to(target, OFFICE + "hyperlink", is_external=True)
            xml = f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{link}">{run(target)}</w:hyperlink></w:p>'
            header._element.append(parse_xml(xml))

    document = written_in(school_look(tmp_path, made(change)))
    rels = part(document, "word/_rels/header1.xml.rels")
    assert [link.get("Target") for link in rels] == ["https://school.example"]
    assert "file:///etc/hostname" in text_of(part(document, HEADER))
    assert faults(document) == []


def different(document: Document) -> None:
    """Give a document a letterhead on its first page only, and other headers on even pages."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    section.header.paragraphs[0].text = "odd {{ motion }}"
    section.even_page_header.paragraphs[0].text = "even {{ motion }}"
    section.even_page_footer.paragraphs[0].text = "{{ page }}"


def test_first_and_even_pages_keep_their_own(tmp_path: Path) -> None:
    body = "<p>x</p>"
    look = school_look(tmp_path, made(plain, different))
    document = written_in(look, body, audience="teacher")
    section = docx.Document(io.BytesIO(document)).sections[0]
    assert section.different_first_page_header_footer
    assert docx.Document(io.BytesIO(document)).settings.odd_and_even_pages_header_footer
    headers = [section.header, section.first_page_header, section.even_page_header]
    assert [[paragraph.text for paragraph in header.paragraphs] for header in headers] == [
        [f"odd {LONG_MOTION}"],
        ["", "Own header\tright"],
        [f"even {LONG_MOTION}"],
    ]
    footers = [section.footer, section.first_page_footer, section.even_page_footer]
    assert [[paragraph.text for paragraph in footer.paragraphs] for footer in footers] == [
        ["Own footer "],
        ["Own footer "],
        ["1", "Teacher edition"],
    ]
    assert faults(document) == []


def test_controls_of_a_pages_own_header_are_not_told_apart_by_one_id(tmp_path: Path) -> None:
    look = school_look(tmp_path, made(plain, different))
    html = page(
        '<footer><p><input name="a" title="a"></p></footer><p>x</p>',
        '<title>t</title><meta name="fill:motion" content="m">',
    )
    assert faults(write_document(html, look, "page.html")) == []


def test_landscape_page_stays_one(tmp_path: Path) -> None:
    def turn(document: Document) -> None:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width

    section = docx.Document(io.BytesIO(written_in(school_look(tmp_path, made(letterhead, turn))))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_last_section_counts_with_what_it_takes_from_the_one_before(tmp_path: Path) -> None:
    def add(document: Document) -> None:
        from docx.shared import Mm

        filled(document)
        document.add_section().left_margin = Mm(50)

    look = school_look(tmp_path, made(add))
    assert look.margins["left"] == round(50 / 25.4 * 1440)
    assert "Debate: " in text_of(part(written_in(look), HEADER))


def test_empty_header_is_none(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, header_of("", run(" "))))
    assert text_of(part(document, HEADER)) == "Own headerright"
    assert len(part(document, HEADER)) == 1


CHANGES: list[Callable[[Document], None]] = [plain, letterhead, filled]


@pytest.mark.parametrize("change", CHANGES)
def test_same_file_gives_the_same_bytes(tmp_path: Path, change: Callable[[Document], None]) -> None:
    content = made(change)
    assert written_in(school_look(tmp_path, content)) == written_in(school_look(tmp_path, content))


def test_pictures_have_ids_of_their_own(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        section = document.sections[0]
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))

    look = school_look(tmp_path, made(plain, different, change))
    document = written_in(look)
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ids = [
        found.get("id", "")
        for number in (1, 2, 3)
        for found in part(document, f"word/header{number}.xml").iter(drawing)
    ]
    assert len(set(ids)) == 3
    assert all(int(identifier) > 1000 for identifier in ids)
    assert len([found for found in look.parts if found.name.startswith("word/media/")]) == 1
