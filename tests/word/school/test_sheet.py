"""Styles of a school's file under any name and id, their indents and numbering, beside those of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from debatekit.word.school import make_school_look
from debatekit.word.theme import STYLE_NAMES
from tests.checkers import faults
from tests.word.school.support import (
    EVERYTHING,
    STYLES,
    attribute,
    made,
    opened_school,
    plain,
    repacked,
    replaced,
    school_bytes,
    school_look,
    style_of,
    written_in,
)
from tests.word.support import W, part, theme, values

if TYPE_CHECKING:
    from docx.document import Document

    Element = etree._Element


def change_style(name: str, **attributes: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        style = document.styles[name]
        for key, new in attributes.items():
            setattr(style.paragraph_format, key, new)

    return change


def test_indents_are_those_of_the_styles(tmp_path: Path) -> None:
    content = made(plain, change_style("Quote", left_indent=Pt(50)), change_style("Body Text", left_indent=Pt(20)))
    look = school_look(tmp_path, content)
    assert (look.indents["Quote"], look.indents["Fact"], look.indents["Body Text"]) == (1000, 1000, 400)
    assert look.indents["Note"] == round((theme().styles["Note"].left or 0) * 20)


def test_cards_line_up_where_the_schools_text_does_not_stand_in(tmp_path: Path) -> None:
    look = school_look(tmp_path, school_bytes("plain"))
    assert look.indents["Body Text"] == look.indents["Label Indented"] == look.indents["Claim For"] > 0


def test_our_headings_are_in_the_font_of_the_schools_though_its_theme_says_another(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.styles["Heading 1"].font.name = "Impact"

    school = opened_school(tmp_path, made(plain, change))
    band = theme().styles["Band"].model_copy(update={"font": "heading"})
    fancy = theme().model_copy(update={"styles": {**theme().styles, "Band": band}})
    document = written_in(make_school_look(school, fancy, "en-GB"))
    assert attribute(style_of(document, "Band"), "rPr/rFonts", "ascii") == "Impact"
    band_fonts, fonts = (style_of(document, name).find(f"{W}rPr/{W}rFonts") for name in ("Band", "heading 1"))
    assert band_fonts is not None
    assert fonts is not None
    assert band_fonts.attrib == fonts.attrib


def test_kept_style_stays_centred(tmp_path: Path) -> None:
    content = made(plain, change_style("Heading 2", alignment=WD_ALIGN_PARAGRAPH.CENTER))
    assert attribute(style_of(written_in(school_look(tmp_path, content)), "heading 2"), "pPr/jc", "val") == "center"


CLASHES = {
    "id of ours, other name": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "ClaimFor"),
    "id of ours in other case": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "claimfor"),
    "id of our table": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "DebateTable"),
    "id of a stand-in": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "SheetHeader"),
    "name of ours, other id": ("Claim For", WD_STYLE_TYPE.PARAGRAPH, "Meins"),
    "name of ours, other type": ("Number", WD_STYLE_TYPE.PARAGRAPH, ""),
    "name of our table, other type": ("Debate Table", WD_STYLE_TYPE.PARAGRAPH, ""),
    "name of our table, other id": ("Debate Table", WD_STYLE_TYPE.TABLE, "Tabelle"),
    "id that no XML can hold": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "a&quot;&lt;b"),
    "id with other letters": ("Claim", WD_STYLE_TYPE.PARAGRAPH, "Überschrift"),
}


@pytest.mark.parametrize(("name", "kind", "identifier"), CLASHES.values(), ids=CLASHES)
def test_style_that_clashes_with_ours(tmp_path: Path, name: str, kind: WD_STYLE_TYPE, identifier: str) -> None:
    from html import unescape

    def change(document: Document) -> None:
        plain(document)
        style = document.styles.add_style(name, kind)
        style.element.set(qn("w:styleId"), unescape(identifier) or style.style_id)
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.text = "Riverside"
        if kind is WD_STYLE_TYPE.PARAGRAPH:
            paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style.style_id)

    look = school_look(tmp_path, made(change))
    document = written_in(look, EVERYTHING)
    assert faults(document) == []
    styles = {style.get(f"{W}styleId"): style for style in part(document, STYLES).iter(f"{W}style")}
    assert len(styles) == len({attribute(style, "name", "val") for style in styles.values()})
    assert styles["DebateTable"].get(f"{W}type") == "table"
    assert styles[look.styles["Number"]].get(f"{W}type") == "character"
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        used = values(part(document, "word/header1.xml"), "pStyle")[0]
        assert attribute(styles[used], "name", "val") in (name, f"{name} (paragraph)")


def renamed(**names: str) -> bytes:
    """Return a file with ids of styles changed as in another language, everywhere."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        for old, new in names.items():
            pattern = rb'(w:styleId|w:val)="%s"' % old.encode()
            for name in (STYLES, "word/numbering.xml"):
                parts[name] = re.sub(pattern, rb'\1="%s"' % new.encode(), parts[name])
        return parts

    return repacked(school_bytes("plain"), change)


def test_styles_have_other_ids_in_other_languages(tmp_path: Path) -> None:
    content = renamed(Heading1="berschrift1", TableNormal="NormaleTabelle", DefaultParagraphFont="Absatz")
    look = school_look(tmp_path, content)
    document = written_in(look, EVERYTHING)
    assert look.styles["Heading 1"] == "berschrift1"
    assert "berschrift1" in values(part(document, "word/document.xml"), "pStyle")
    assert attribute(style_of(document, "Debate Table"), "basedOn", "val") == "NormaleTabelle"
    assert faults(document) == []


@pytest.mark.parametrize("name", [b"normal", b"NORMAL"])
def test_words_own_names_in_other_case(tmp_path: Path, name: bytes) -> None:
    content = replaced(school_bytes("plain"), STYLES, b'<w:name w:val="Normal"/>', b'<w:name w:val="%s"/>' % name)
    document = written_in(school_look(tmp_path, content), EVERYTHING)
    assert attribute(style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"
    assert faults(document) == []


def without_styles(*names: str) -> bytes:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        root = etree.fromstring(parts[STYLES])
        for style in list(root.iter(f"{W}style")):
            if not names or attribute(style, "name", "val") in names:
                root.remove(style)
        return {**parts, STYLES: etree.tostring(root)}

    return repacked(school_bytes("filled"), change)


@pytest.mark.parametrize(
    "names",
    [(), ("Normal",), ("Default Paragraph Font",), ("Normal Table",), ("No List",), ("Body Text",), ("header",)],
)
def test_file_that_lacks_styles(tmp_path: Path, names: tuple[str, ...]) -> None:
    look = school_look(tmp_path, without_styles(*names))
    assert set(STYLE_NAMES) <= look.styles.keys()
    assert faults(written_in(look, EVERYTHING)) == []


def test_styles_in_a_circle(tmp_path: Path) -> None:
    content = replaced(
        school_bytes("plain"),
        STYLES,
        b'<w:name w:val="Normal"/>',
        b'<w:name w:val="Normal"/><w:basedOn w:val="Heading1"/>',
    )
    assert faults(written_in(school_look(tmp_path, content), EVERYTHING)) == []


def test_numbered_headings_and_lists_keep_their_numbers(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        plain(document)
        document.styles["Heading 2"].element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
        )

    document = written_in(school_look(tmp_path, made(change)), EVERYTHING)
    numbering = part(document, "word/numbering.xml")
    numbers = [found.get(f"{W}numId", "") for found in numbering.iter(f"{W}num")]
    assert attribute(style_of(document, "heading 2"), "pPr/numPr/numId", "val") in numbers
    assert attribute(style_of(document, "List Bullet"), "pPr/numPr/numId", "val") in numbers
    assert len(numbers) == len(set(numbers))
    definitions = [found.get(f"{W}abstractNumId", "") for found in numbering.iter(f"{W}abstractNum")]
    assert len(definitions) == len(set(definitions))
    assert set(values(numbering, "abstractNumId")) <= set(definitions)
    tags = [etree.QName(child).localname for child in numbering]
    assert tags == sorted(tags)
    in_text = values(part(document, "word/document.xml"), "numId")
    assert len(in_text) == 2
    assert set(in_text) <= set(numbers)
    assert not set(in_text) & set(values(part(document, STYLES), "numId"))
    assert faults(document) == []


def test_number_that_is_not_there_is_taken_out(tmp_path: Path) -> None:
    content = repacked(
        school_bytes("plain"),
        lambda parts: {name: blob for name, blob in parts.items() if name != "word/numbering.xml"},
    )
    document = written_in(school_look(tmp_path, content), EVERYTHING)
    assert values(part(document, STYLES), "numId") == []
    assert faults(document) == []


@pytest.mark.parametrize("level", ["", "x", "10", "-1"])
def test_a_level_of_the_outline_that_there_is_not_is_taken_out(tmp_path: Path, level: str) -> None:
    content = replaced(
        school_bytes("plain"), STYLES, b'<w:outlineLvl w:val="0"/>', f'<w:outlineLvl w:val="{level}"/>'.encode()
    )
    document = written_in(school_look(tmp_path, content))
    assert [fault for fault in faults(document) if "outlineLvl" in fault] == []


def test_a_document_of_ours_is_a_schools_file_too(tmp_path: Path) -> None:
    """A teacher may change the styles of a handout in Word and give it as the look of the next."""
    from tests.word.support import look

    first = written_in(look(), EVERYTHING)
    document = written_in(school_look(tmp_path, first), EVERYTHING)
    assert faults(document) == []
    again = partial(style_of, document)
    assert attribute(again("Band For"), "pPr/shd", "fill") == theme().colours.ink
    assert "Sheet Header" not in [attribute(style, "name", "val") for style in part(first, STYLES).iter(f"{W}style")]
