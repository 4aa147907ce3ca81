"""Styles, colours, fonts and page are those of a letterhead where text can be read; the theme adds the rest."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from debatekit.errors import DebatekitError
from debatekit.ooxml import Element, W
from debatekit.word.letterhead import letterhead_template
from debatekit.word.theme import STYLE_NAMES
from tests.checkers import faults, own_faults
from tests.word import letterheads as lh
from tests.word.support import look, part, theme, values

OURS = theme().colours


def test_styles_of_the_letterhead_are_kept_and_ours_added(tmp_path: Path) -> None:
    used = lh.template(tmp_path, lh.school_bytes("plain"))
    document = lh.document_in(tmp_path, lh.school_bytes("plain"))
    assert (document, faults(document)) == (lh.written_in(used, lh.EVERYTHING), [])
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


COLOURS: dict[str, tuple[dict[str, str], str, str, tuple[str, str]]] = {
    "fill of ours": ({}, "Band For", "pPr/shd", (lh.CRIMSON, "text2")),
    "text of ours": ({}, "Meta", "rPr/color", (lh.GOLD, "accent1")),
    # The file says 4F81BD beside accent1, as other programs would show it.
    "style of the letterhead": ({}, "heading 3", "rPr/color", (lh.GOLD, "accent1")),
    "shade of it": ({}, "heading 5", "rPr/color", ("3D2E00", "accent1")),
    "pale secondary": ({"accent1": "FFE600"}, "Meta", "rPr/color", (OURS.secondary, "")),
    "dark paper": ({"lt1": lh.CRIMSON}, "Band For", "rPr/color", (OURS.paper, "")),
    "new file's": ({"accent1": "4F81BD", "accent2": "C0504D"}, "Meta", "rPr/color", (OURS.secondary, "")),
}


@pytest.mark.parametrize(("slots", "style", "path", "expected"), COLOURS.values(), ids=COLOURS)
def test_colours_are_the_letterheads_where_text_can_be_read(
    tmp_path: Path, slots: dict[str, str], style: str, path: str, expected: tuple[str, str]
) -> None:
    found = lh.style_of(lh.document_in(tmp_path, lh.with_colours(lh.school_bytes("plain"), **slots)), style)
    keys = ("fill", "themeFill") if path.endswith("shd") else ("val", "themeColor")
    assert tuple(lh.attribute(found, path, key) for key in keys) == expected


@pytest.mark.parametrize("defaults", [None, "", "<w:docDefaults/>"])
def test_language_is_the_motions(tmp_path: Path, defaults: str | None) -> None:
    content = lh.school_bytes("plain")
    if defaults is not None:
        content = lh.substituted(content, lh.STYLES, "(?s)<w:docDefaults>.*</w:docDefaults>", defaults)
    document = lh.written_in(letterhead_template(lh.opened(tmp_path, content), theme(), "de"))
    assert set(values(part(document, lh.STYLES), "lang")) == {"de"}
    assert values(part(document, "word/settings.xml"), "themeFontLang") == ["de"]
    assert own_faults(document) == []


CLASHES = {
    "name of ours, other type": ("Number", WD_STYLE_TYPE.PARAGRAPH, ""),
    "name of ours": ("Label", WD_STYLE_TYPE.PARAGRAPH, "Meins"),
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


FRAME = '<w:framePr w:w="3000" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="7000" w:y="200"/>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
CASES = {  # the style, its properties, those of its text, and what is not taken
    "indents": ("Normal", '<w:ind w:left="144" w:right="2880" w:firstLine="567"/>', "", "indents"),
    "no indent": ("Normal", '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="both"/>', "", ""),
    "right to left": ("Normal", '<w:bidi/><w:jc w:val="right"/>', "<w:rtl/>", "alignment, the direction of text"),
    "frame": ("Normal", FRAME, "", "frames"),
    "hidden heading": ("heading 2", "<w:pageBreakBefore/>", "<w:vanish/>", "hidden text, page breaks"),
    "numbers and borders": (
        "Normal", NUMBERED + '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="DDDDDD"/><w:tabs><w:tab w:val="left" w:pos="900"/></w:tabs>', "",
        "borders, numbers, shading, tab stops",
    ),
    "centred headings": ("heading 1", '<w:jc w:val="center"/>', "", ""),
}  # fmt: skip
UNWANTED = "framePr pageBreakBefore bidi rtl vanish jc numPr pBdr shd tabs"


def with_style(content: bytes, name: str, paragraph: str, run: str) -> bytes:
    """Return a letterhead whose style with a `name`, or whose defaults if that is empty, has some properties."""

    def change(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        xml = parts[lh.STYLES].decode()
        if not name:
            old = re.search("<w:pPrDefault>.*?</w:pPrDefault>", xml, re.DOTALL)
            new = f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault>"
        else:
            pattern = rf'<w:style [^>]*>\s*<w:name w:val="{name}"/>(?:(?!</w:style>).)*</w:style>'
            old = re.search(pattern, xml, re.DOTALL)
            new = re.sub("<w:([pr])Pr>.*?</w:\\1Pr>", "", old[0] if old else "", flags=re.DOTALL)
            new = new.replace("</w:style>", f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>")
        assert old
        return {**parts, lh.STYLES: xml.replace(old[0], new).encode()}

    return lh.repacked(content, change)


def notes(folder: Path, content: bytes) -> list[str]:
    return [note.partition("school.docx: ")[2] for note in lh.template(folder, content).notes]


@pytest.mark.parametrize(("style", "paragraph", "run", "expected"), CASES.values(), ids=CASES)
def test_place_of_text_is_not_taken(tmp_path: Path, style: str, paragraph: str, run: str, expected: str) -> None:
    content = with_style(lh.school_bytes("address"), style, paragraph, run)
    assert notes(tmp_path, content) == ([f"not taken from it: {expected}"] if expected else [])
    if not expected:
        return
    document = lh.written_in(lh.template(tmp_path, content), lh.EVERYTHING)
    assert faults(document) == []
    assert [*part(document, lh.STYLES).iterfind(f"{W}docDefaults//{W}ind")] == []
    found = lh.style_of(document, style or "Normal")
    names = [f"{W}{name}" for name in UNWANTED.split() if name not in {"jc"} or style == "Normal"]
    assert [element.tag for element in found.iter(*names)] == []
    assert [*found.iterfind(f"{W}pPr/{W}ind")] == []


def test_header_without_a_style_keeps_the_defaults(tmp_path: Path) -> None:
    content = lh.substituted(lh.school_bytes("address"), lh.HEADER, '<w:pStyle w:val="Header"/>', "")
    used = lh.template(tmp_path, with_style(content, "", '<w:jc w:val="right"/>', ""))
    document = lh.written_in(used)
    copy = lh.style_of(document, "Letterhead Text")
    assert lh.attribute(copy, "pPr/jc", "val") == "right"
    first = next(part(document, lh.HEADER).iter(f"{W}pStyle"))
    assert first.get(f"{W}val") == copy.get(f"{W}styleId")


def test_exact_lines_do_not_cut_off_large_letters(tmp_path: Path) -> None:
    content = with_style(lh.school_bytes("plain"), "Normal", '<w:spacing w:line="240" w:lineRule="exact"/>', "")
    document = lh.written_in(lh.template(tmp_path, content), lh.EVERYTHING)
    assert lh.attribute(lh.style_of(document, "Normal"), "pPr/spacing", "lineRule") == "atLeast"
    assert lh.attribute(lh.style_of(document, "Writing Line"), "pPr/spacing", "lineRule") == "exact"


def colour(value: str, slot: str = "") -> str:
    return f'<w:color w:val="{value}"{f" w:themeColor={chr(34)}{slot}{chr(34)}" if slot else ""}/>'


def fill(value: str, pattern: str = "clear", ink: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{ink}" w:fill="{value}"/>'


READABLE = {  # of a style, its fill and text, and its colour in a document; that of our own is a name
    "white": ("heading 1", "", colour("FFFFFF"), "ink"),
    "readable": ("heading 1", "", colour("808080"), "808080"),
    "white of the theme": ("heading 3", "", colour("auto", "background1"), "text"),
    "automatic": ("heading 1", "", colour("auto"), "auto"),
    "white on a fill": ("heading 1", fill(lh.CRIMSON), colour("FFFFFF"), "FFFFFF"),
    "white on a pale fill": ("heading 1", fill("EEEEEE"), colour("FFFFFF"), "000000"),
    "all text": ("Normal", "", colour("EEEEEE"), "text"),
    "words": ("Emphasis", "", colour("FFFF00"), "text"),
}


@pytest.mark.parametrize(("style", "paragraph", "run", "expected"), READABLE.values(), ids=READABLE)
def test_text_can_be_read(tmp_path: Path, style: str, paragraph: str, run: str, expected: str) -> None:
    content = with_style(lh.school_bytes("plain"), style, paragraph, run)
    used = lh.template(tmp_path, content)
    document = lh.written_in(used, lh.EVERYTHING)
    assert own_faults(document) == []
    found: Element = lh.style_of(document, style)
    is_kept = f'w:val="{expected}"' in run or expected == lh.CRIMSON
    theirs = {"ink": lh.CRIMSON, "text": "000000"}
    assert lh.attribute(found, "rPr/color", "val") in {expected, theirs.get(expected), getattr(OURS, expected, None)}
    name = style.capitalize()
    said = [note for note in used.notes if "too pale" in note]
    assert [note.rpartition(": ")[2] for note in said] == ([] if is_kept else [name])


PAGE = {
    "page borders": (
        r"(<w:pgMar[^>]*>)",
        r'\1<w:pgBorders><w:top w:val="single" w:sz="4" w:space="24" w:color="auto"/></w:pgBorders>', "page borders",
    ),
    "columns": ("<w:cols ", '<w:cols w:num="2" ', "columns"),
    "colour": ("<w:body>", '<w:background w:color="FFE0C0"/><w:body>', "the colour of the page"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), PAGE.values(), ids=PAGE)
def test_what_else_is_not_taken_is_said(tmp_path: Path, old: str, new: str, expected: str) -> None:
    content = lh.substituted(lh.school_bytes("plain"), lh.MAIN, old, new)
    assert notes(tmp_path, content) == [f"not taken from it: {expected}"]
