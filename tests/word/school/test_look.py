"""What a school's file says of styles, colours, fonts and the page is how documents look; the theme gives the rest."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word.school import make_school_look
from debatekit.word.theme import STYLE_NAMES
from tests.checkers import faults
from tests.word.school.support import (
    CRIMSON,
    EVERYTHING,
    GOLD,
    STYLES,
    THEME,
    A,
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


@pytest.mark.parametrize("kind", ["plain", "letterhead", "filled"])
def test_document_in_a_schools_look_is_sound(tmp_path: Path, kind: str) -> None:
    document = written_in(school_look(tmp_path, school_bytes(kind)), EVERYTHING)
    assert faults(document) == []
    opened = docx.Document(io.BytesIO(document))
    assert [p.text for p in opened.paragraphs][:3] == ["b", "h", "h"]


def test_styles_of_the_school_are_kept(tmp_path: Path) -> None:
    opened = docx.Document(io.BytesIO(written_in(school_look(tmp_path, school_bytes("plain")))))
    normal, heading = opened.styles["Normal"], opened.styles["Heading 1"]
    assert (normal.font.name, normal.font.size) == ("Georgia", Pt(12))
    assert (heading.font.name, heading.font.color.rgb) == ("Verdana", RGBColor.from_string(CRIMSON))
    assert opened.paragraphs[0].style is not None
    assert opened.paragraphs[0].style.name == "Heading 1"


def test_styles_that_the_school_lacks_are_made(tmp_path: Path) -> None:
    look = school_look(tmp_path, school_bytes("plain"))
    assert set(STYLE_NAMES) <= look.styles.keys()
    claim = style_of(written_in(look), "Claim For")
    assert attribute(claim, "basedOn", "val") == look.styles["Heading 3"]
    assert attribute(claim, "pPr/pBdr/top", "val") == "single"


def test_page_is_the_schools(tmp_path: Path) -> None:
    section = docx.Document(io.BytesIO(written_in(school_look(tmp_path, school_bytes("plain"))))).sections[0]
    assert section.left_margin is not None
    assert section.page_width is not None
    assert (round(section.left_margin.mm), round(section.page_width.mm)) == (30, 210)


def test_paper_that_is_asked_for_keeps_the_schools_margins(tmp_path: Path) -> None:
    look = school_look(tmp_path, school_bytes("plain"), "letter")
    assert look.page_size == (12240, 15840)
    assert look.margins["left"] == round(30 / 25.4 * 1440)


def test_gutter_is_part_of_the_margin(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].gutter = Mm(10)

    assert school_look(tmp_path, made(plain, change)).margins["left"] == pytest.approx(40 / 25.4 * 1440, abs=1)


def test_tab_stops_at_the_end_of_the_line_are_at_the_end_of_the_schools(tmp_path: Path) -> None:
    look = school_look(tmp_path, school_bytes("plain"))
    stop = style_of(written_in(look), "Sheet Header").find(f"{W}pPr/{W}tabs/{W}tab")
    assert stop is not None
    assert int(stop.get(f"{W}pos", "")) == pytest.approx(look.text_width, abs=1)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [({"w": "40000"}, "larger than Word allows"), ({"w": "4000"}, "leave no room"), ({"h": "300"}, "leave no room")],
)
def test_page_that_nothing_fits_on(tmp_path: Path, attributes: dict[str, str], message: str) -> None:
    def change(document: Document) -> None:
        size = document.sections[0]._sectPr.find(qn("w:pgSz"))
        assert size is not None
        for key, length in attributes.items():
            size.set(qn(f"w:{key}"), length)

    with pytest.raises(DebatekitError, match=message):
        school_look(tmp_path, made(plain, change))


@pytest.mark.parametrize("length", ["210mm", "21cm", "8.27in", "595.3pt"])
def test_lengths_may_have_a_unit(tmp_path: Path, length: str) -> None:
    content = repacked(
        school_bytes("plain"),
        lambda parts: {
            **parts,
            "word/document.xml": re.sub(rb'w:w="11906"', f'w:w="{length}"'.encode(), parts["word/document.xml"]),
        },
    )
    assert school_look(tmp_path, content).page_size[0] == pytest.approx(11906, abs=8)


def test_theme_is_the_schools(tmp_path: Path) -> None:
    root = part(written_in(school_look(tmp_path, school_bytes("plain"))), THEME)
    assert [found.get("val") for found in root.iterfind(f".//{A}accent1/{A}srgbClr")] == [GOLD]
    assert [found.get("val") for found in root.iterfind(f".//{A}dk1/{A}srgbClr")] == ["000000"]
    assert [found.get("typeface") for found in root.iterfind(f".//{A}majorFont/{A}latin")] == ["Verdana"]


def test_styles_of_ours_are_in_the_schools_colours(tmp_path: Path) -> None:
    document = written_in(school_look(tmp_path, school_bytes("plain")))
    band, meta = style_of(document, "Band For"), style_of(document, "Meta")
    assert (attribute(band, "pPr/shd", "fill"), attribute(band, "pPr/shd", "themeFill")) == (CRIMSON, "text2")
    assert (attribute(meta, "rPr/color", "val"), attribute(meta, "rPr/color", "themeColor")) == (GOLD, "accent1")


def test_kept_styles_hold_the_colour_of_their_theme(tmp_path: Path) -> None:
    """The template says 4F81BD beside accent1, which is gold in this school's theme."""
    heading = style_of(written_in(school_look(tmp_path, school_bytes("plain"))), "heading 3")
    assert (attribute(heading, "rPr/color", "val"), attribute(heading, "rPr/color", "themeColor")) == (GOLD, "accent1")


def with_colours(**slots: str) -> bytes:
    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        root = etree.fromstring(parts[THEME])
        for slot, colour in slots.items():
            (found,) = root.iter(A + slot)
            found[:] = [found.makeelement(f"{A}srgbClr", {"val": colour})]
        return {**parts, THEME: etree.tostring(root)}

    return repacked(school_bytes("plain"), change)


@pytest.mark.parametrize(
    ("style", "slots", "path", "key"),
    [
        ("Meta", {"accent1": "FFE600"}, "rPr/color", "val"),
        ("Secondary", {"accent1": "FFE600"}, "rPr/color", "val"),
        ("Label", {"dk2": "FFE600"}, "rPr/color", "val"),
        ("Band For", {"dk2": "FFE600"}, "pPr/shd", "fill"),
        ("Band For", {"lt1": "8A1538"}, "rPr/color", "val"),
        ("Sheet Header", {"accent1": "FFE600"}, "rPr/color", "val"),
        ("Table Heading", {"dk2": "FFE600"}, "rPr/color", "val"),
    ],
)
def test_text_that_could_not_be_read_is_in_our_own_colours(
    tmp_path: Path, style: str, slots: dict[str, str], path: str, key: str
) -> None:
    document = written_in(school_look(tmp_path, with_colours(**slots)))
    colours = theme().colours
    ours = {colours.secondary, colours.ink, colours.paper}
    found = style_of(document, style)
    assert attribute(found, path, key) in ours
    assert attribute(found, path, "themeColor") + attribute(found, path, "themeFill") == ""


def test_header_row_that_could_not_be_read_is_in_our_own_colours(tmp_path: Path) -> None:
    table = style_of(written_in(school_look(tmp_path, with_colours(dk2="FFE600"))), "Debate Table")
    fills = [shade.get(f"{W}fill") for shade in table.iterfind(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}shd")]
    assert fills == [theme().colours.ink]


def test_accents_that_nobody_chose_are_not_taken(tmp_path: Path) -> None:
    content = with_colours(accent1="4F81BD", accent2="C0504D")
    meta = style_of(written_in(school_look(tmp_path, content)), "Meta")
    assert attribute(meta, "rPr/color", "val") == theme().colours.secondary
    assert attribute(meta, "rPr/color", "themeColor") == ""


@pytest.mark.parametrize("damage", [b"clrScheme", b"fontScheme", b"srgbClr"])
def test_theme_that_says_nothing_leaves_ours(tmp_path: Path, damage: bytes) -> None:
    content = replaced(school_bytes("plain"), THEME, damage, b"other")
    root = part(written_in(school_look(tmp_path, content)), THEME)
    assert [found.get("val") for found in root.iterfind(f".//{A}accent1/{A}srgbClr")] == [theme().colours.secondary]


def test_language_is_the_motions(tmp_path: Path) -> None:
    look = make_school_look(opened_school(tmp_path, school_bytes("plain")), theme(), "de")
    assert set(values(part(written_in(look), STYLES), "lang")) == {"de"}
    assert values(part(written_in(look), "word/settings.xml"), "themeFontLang") == ["de"]


def test_language_is_said_where_the_school_says_none(tmp_path: Path) -> None:
    content = repacked(
        school_bytes("plain"),
        lambda parts: {**parts, STYLES: re.sub(rb"<w:docDefaults>.*</w:docDefaults>", b"", parts[STYLES], flags=re.S)},
    )
    document = written_in(school_look(tmp_path, content))
    assert values(part(document, STYLES), "lang") == ["en-GB"]
    assert faults(document) == []
