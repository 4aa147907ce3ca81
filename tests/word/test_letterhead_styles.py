"""What a letterhead says of styles, colours, fonts and the page is how documents look; the theme adds the rest."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from debatekit.errors import DebatekitError
from debatekit.ooxml import A, W, is_on
from debatekit.word import DocxTemplate, read_theme
from debatekit.word.letterhead import letterhead_template
from debatekit.word.theme import STYLE_NAMES, StyleFormat
from tests.checkers import faults
from tests.outline import outline
from tests.word import letterheads as lh
from tests.word.support import SHIPPED_THEMES, TABLE, look, part, theme, values

OURS = theme().colours


def template(folder: Path, content: bytes, name: str, **changes: object) -> DocxTemplate:
    """Return a template with a letterhead and a theme in which a style is changed."""
    styles = theme().styles
    style = styles.get(name, StyleFormat()).model_copy(update=changes)
    ours = theme().model_copy(update={"styles": {**styles, name: style}})
    return letterhead_template(lh.opened(folder, content), ours, "en-GB")


def test_styles_of_the_letterhead_are_kept_and_ours_added(tmp_path: Path) -> None:
    used = lh.template(tmp_path, lh.school_bytes("plain"))
    document = lh.document_in(tmp_path, lh.school_bytes("plain"))
    assert document == lh.written_in(used, lh.EVERYTHING)
    styles = docx.Document(io.BytesIO(document)).styles
    normal, heading = styles["Normal"], styles["Heading 1"]
    assert (normal.font.name, normal.font.size) == ("Georgia", Pt(12))
    assert (heading.font.name, heading.font.color.rgb) == ("Verdana", RGBColor.from_string(lh.CRIMSON))
    assert set(STYLE_NAMES) <= used.styles.keys()
    quotation = lh.style_of(document, "Quotation")
    assert lh.attribute(quotation, "basedOn", "val") == used.styles["Normal"]
    assert lh.attribute(quotation, "pPr/pBdr/left", "val") == "single"


def test_page_is_the_letterheads(tmp_path: Path) -> None:
    def turn(document: lh.Document) -> None:
        section = document.sections[0]
        section.orientation, section.gutter = WD_ORIENT.LANDSCAPE, Mm(10)
        section.page_width, section.page_height = section.page_height, section.page_width

    used = lh.template(tmp_path, lh.made(lh.address, turn))
    assert [round(length / 1440 * 25.4) for length in (*used.page_size, used.margins["left"])] == [297, 210, 40]
    section = docx.Document(io.BytesIO(lh.written_in(used))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE


def test_lengths_may_have_a_unit_and_must_leave_room(tmp_path: Path) -> None:
    sized = (lh.substituted(lh.school_bytes("plain"), lh.MAIN, 'w:w="11906"', f'w:w="{w}"') for w in ("210mm", "4000"))
    assert lh.template(tmp_path, next(sized)).page_size[0] == 11906
    with pytest.raises(DebatekitError, match="leave no room"):
        lh.template(tmp_path, next(sized))


def test_ends_of_lines_are_at_the_margin(tmp_path: Path) -> None:
    (standard,) = [path for path in SHIPPED_THEMES if path.stem == "standard"]
    letterhead = lh.opened(tmp_path, lh.school_bytes("plain"))
    used = letterhead_template(letterhead, read_theme(standard), "en-GB", "letter")
    document = lh.written_in(used)
    assert (used.page_size, used.margins["left"]) == ((12240, 15840), round(30 / 25.4 * 1440))
    portrait, landscape = (
        [(stop.get(f"{W}val"), int(stop.get(f"{W}pos", ""))) for stop in lh.style_of(document, name).iter(f"{W}tab")]
        for name in ("Sheet Header", "Header Landscape")
    )
    assert portrait == [("right", used.text_width)]
    assert landscape == [("clear", used.text_width), ("right", used.landscape_width)]


@pytest.mark.parametrize(("last_slot", "expected"), [("folHlink ", lh.GOLD), ("other", OURS.secondary)])
def test_theme_is_the_letterheads_if_it_is_whole(tmp_path: Path, last_slot: str, expected: str) -> None:
    content = lh.substituted(lh.school_bytes("plain"), lh.THEME, "folHlink", last_slot)
    root = part(lh.document_in(tmp_path, content), lh.THEME)
    assert [found.get("val") for found in root.iterfind(f".//{A}accent1/{A}srgbClr")] == [expected]
    (font,) = root.iterfind(f".//{A}majorFont/{A}latin")
    assert (font.get("typeface") == "Verdana") == (expected == lh.GOLD)


COLOURS: dict[str, tuple[dict[str, str], str, str, tuple[str, str]]] = {
    "fill of ours": ({}, "Band For", "pPr/shd", (lh.CRIMSON, "text2")),
    "text of ours": ({}, "Meta", "rPr/color", (lh.GOLD, "accent1")),
    # The file says 4F81BD beside accent1, as other programs would show it.
    "style of the letterhead": ({}, "heading 3", "rPr/color", (lh.GOLD, "accent1")),
    "shade of it": ({}, "heading 5", "rPr/color", ("3D2E00", "accent1")),
    "pale secondary": ({"accent1": "FFE600"}, "Meta", "rPr/color", (OURS.secondary, "")),
    "dark paper": ({"lt1": lh.CRIMSON}, "Band For", "rPr/color", (OURS.paper, "")),
    "dark fill": ({"lt2": lh.CRIMSON}, "Notice", "pPr/shd", (OURS.fill, "")),
    "new file's": ({"accent1": "4F81BD", "accent2": "C0504D"}, "Meta", "rPr/color", (OURS.secondary, "")),
}


@pytest.mark.parametrize(("slots", "style", "path", "expected"), COLOURS.values(), ids=COLOURS)
def test_colours_are_the_letterheads_where_text_can_be_read(
    tmp_path: Path, slots: dict[str, str], style: str, path: str, expected: tuple[str, str]
) -> None:
    found = lh.style_of(lh.document_in(tmp_path, lh.with_colours(lh.school_bytes("plain"), **slots)), style)
    keys = ("fill", "themeFill") if path.endswith("shd") else ("val", "themeColor")
    assert tuple(lh.attribute(found, path, key) for key in keys) == expected


def test_our_headings_have_the_font_of_the_letterheads(tmp_path: Path) -> None:
    document = lh.written_in(template(tmp_path, lh.school_bytes("plain"), "Band", font="heading"))
    assert lh.attribute(lh.style_of(document, "Band"), "rPr/rFonts", "ascii") == "Verdana"


def test_fonts_and_fills_are_named_for_programs_that_ignore_themes(tmp_path: Path) -> None:
    content = lh.with_colours(lh.school_bytes("plain"), dk2="204060")
    document = lh.written_in(lh.template(tmp_path, content), f'<h3 class="for">x</h3>{TABLE}')
    styles, root = part(document, lh.STYLES), part(document, "word/document.xml")
    themed = [fonts for fonts in styles.iter(f"{W}rFonts") if fonts.get(f"{W}asciiTheme")]
    fonts = {f"{W}{slot}": name for slot, name in (("major", "Verdana"), ("minor", "Cambria"))}
    assert {(font.get(f"{W}asciiTheme", "")[:5], font.get(f"{W}ascii")) for font in themed} <= {
        (key.removeprefix(W), name) for key, name in fonts.items()
    }
    assert {"Georgia", "Verdana"} <= set(values(part(document, "word/fontTable.xml"), "font", "name"))
    cell = next(root.iter(f"{W}tc"))
    assert lh.attribute(cell, "tcPr/shd", "fill") == "204060"
    assert lh.attribute(next(root.iter(f"{W}p")), "pPr/pBdr/top", "color") == "204060"


def test_toggles_of_the_letterheads_styles_are_not_repeated(tmp_path: Path) -> None:
    def change(document: lh.Document) -> None:
        document.styles["Heading 2"].font.bold, document.styles["Heading 2"].font.italic = False, True

    body = "<h2><em>a</em> <strong>b</strong> <strong><em>c</em></strong></h2>"
    document = lh.document_in(tmp_path, lh.made(lh.plain, change), body)
    heading = "Heading 2: a [Strong|b] [Strong Emphasis Without Italic|c]"
    assert heading in outline(document)
    twin = lh.style_of(document, "Strong Emphasis Without Italic")
    assert [is_on(twin.find(f"{W}rPr/{W}{tag}")) for tag in ("b", "i")] == [True, False]


@pytest.mark.parametrize("defaults", [None, "", "<w:docDefaults/>"])
def test_language_is_the_motions(tmp_path: Path, defaults: str | None) -> None:
    content = lh.school_bytes("plain")
    if defaults is not None:
        content = lh.substituted(content, lh.STYLES, "(?s)<w:docDefaults>.*</w:docDefaults>", defaults)
    document = lh.written_in(letterhead_template(lh.opened(tmp_path, content), theme(), "de"))
    assert set(values(part(document, lh.STYLES), "lang")) == {"de"}
    assert values(part(document, "word/settings.xml"), "themeFontLang") == ["de"]
    assert faults(document) == []


def test_indents_are_those_of_the_styles(tmp_path: Path) -> None:
    def change(document: lh.Document) -> None:
        document.styles["Heading 2"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.styles["Subtitle"].paragraph_format.left_indent = Pt(50)
        document.styles["Body Text"].paragraph_format.left_indent = Pt(20)

    used = lh.template(tmp_path, lh.made(lh.plain, change))
    assert (used.indents["Subtitle"], used.indents["Body Text"]) == (1000, 400)
    assert used.indents["Notice"] == round((theme().styles["Notice"].left or 0) * 20)
    assert lh.attribute(lh.style_of(lh.written_in(used), "heading 2"), "pPr/jc", "val") == "center"
    indents = lh.template(tmp_path, lh.school_bytes("plain")).indents  # the parts of a card line up
    assert indents["Body Text"] == indents["Label Indented"] == indents["Heading 3"] > 0


CLASHES = {
    "name of ours": ("Label", WD_STYLE_TYPE.PARAGRAPH, "Meins"),
    "name of ours, other type": ("Number", WD_STYLE_TYPE.PARAGRAPH, ""),
    "name of our table": ("Debate Table", WD_STYLE_TYPE.TABLE, "Tabelle"),
    "id with signs of XML": ("Claim", WD_STYLE_TYPE.PARAGRAPH, 'a"<b&amp;'),
}


@pytest.mark.parametrize(("name", "kind", "identifier"), CLASHES.values(), ids=CLASHES)
def test_style_that_clashes_with_ours(tmp_path: Path, name: str, kind: WD_STYLE_TYPE, identifier: str) -> None:
    def change(document: lh.Document) -> None:
        style = document.styles.add_style(name, kind)
        style.element.set(qn("w:styleId"), identifier or style.style_id)
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.text = "Riverside"
        if kind is WD_STYLE_TYPE.PARAGRAPH:
            paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style.style_id)

    content = lh.made(lh.plain, change)
    used, document = lh.template(tmp_path, content), lh.document_in(tmp_path, content)
    styles = {style.get(f"{W}styleId"): style for style in part(document, lh.STYLES).iter(f"{W}style")}
    assert len(styles) == len({lh.attribute(style, "name", "val") for style in styles.values()})
    assert styles[used.styles["Debate Table"]].get(f"{W}type") == "table"
    assert styles[used.styles["Number"]].get(f"{W}type") == "character"
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        own = styles[values(part(document, lh.HEADER), "pStyle")[0]]
        assert lh.attribute(own, "name", "val") in (name, f"{name} (paragraph)")


def test_styles_have_other_ids_in_other_languages(tmp_path: Path) -> None:
    content = lh.substituted(lh.school_bytes("plain"), lh.STYLES, 'w:name w:val="Normal"', 'w:name w:val="NORMAL"')
    for old, new in {"Heading1": "berschrift1", "TableNormal": "NormaleTabelle", "DefaultParagraphFont": "A"}.items():
        content = lh.substituted(content, lh.STYLES, f'(w:styleId|w:val)="{old}"', rf'\1="{new}"')
    document = lh.document_in(tmp_path, content)
    assert "berschrift1" in values(part(document, lh.MAIN), "pStyle")
    assert lh.attribute(lh.style_of(document, "Debate Table"), "basedOn", "val") == "NormaleTabelle"
    assert lh.attribute(lh.style_of(document, "Normal"), "rPr/rFonts", "ascii") == "Georgia"


@pytest.mark.parametrize("names", ["", "Normal", "Normal|Body Text|header"])
def test_file_that_lacks_styles(tmp_path: Path, names: str) -> None:
    pattern = f'(?s)<w:style [^>]*>\\s*<w:name w:val="({names or "[^>]*"})"/>.*?</w:style>'
    content = lh.substituted(lh.school_bytes("filled"), lh.STYLES, pattern, "")
    assert set(STYLE_NAMES) <= lh.template(tmp_path, content).styles.keys()
    assert lh.document_in(tmp_path, content)


def test_styles_in_a_circle_are_no_endless_loop(tmp_path: Path) -> None:
    name = '<w:name w:val="Normal"/>'
    circle = lh.substituted(lh.school_bytes("plain"), lh.STYLES, name, f'{name}<w:basedOn w:val="Heading1"/>')
    assert lh.template(tmp_path, circle)


def test_numbered_headings_and_lists_keep_their_numbers(tmp_path: Path) -> None:
    def number(document: lh.Document) -> None:
        document.styles["Heading 2"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1

    document = lh.document_in(tmp_path, lh.made(lh.plain, number))
    numbering = part(document, "word/numbering.xml")
    numbers = values(numbering, "num", "numId")
    for name in ("heading 2", "List Bullet"):
        assert lh.attribute(lh.style_of(document, name), "pPr/numPr/numId", "val") in numbers
    definitions = values(numbering, "abstractNum", "abstractNumId")
    assert (len(numbers), len(definitions)) == (len(set(numbers)), len(set(definitions)))
    assert set(values(numbering, "abstractNumId")) <= set(definitions)
    in_text = set(values(part(document, lh.MAIN), "numId"))
    assert len(in_text) == 2
    assert not in_text & set(values(part(document, lh.STYLES), "numId"))


def test_a_document_of_ours_is_a_letterhead_too(tmp_path: Path) -> None:
    """A teacher may change the styles of a handout in Word and use it as the letterhead of the next."""
    ours = lh.written_in(look(), lh.EVERYTHING)
    indents = lh.template(tmp_path, ours).indents
    assert {name: indents[name] for name in look().indents} == look().indents
    assert lh.attribute(lh.style_of(lh.document_in(tmp_path, ours), "Band For"), "pPr/shd", "fill") == OURS.ink
