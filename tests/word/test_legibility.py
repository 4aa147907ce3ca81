"""Text in a letterhead can be read, whatever the file says of its place, its direction and its colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from debatekit.ooxml import Element, W
from tests.checkers import own_faults
from tests.word import letterheads as lh
from tests.word.support import part, theme

OURS = theme().colours
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
    assert own_faults(document) == []
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


COLOURS = {  # of a style, its fill and text, and its colour in a document; that of our own is a name
    "white": ("heading 1", "", colour("FFFFFF"), "ink"),
    "readable": ("heading 1", "", colour("808080"), "808080"),
    "white of the theme": ("heading 3", "", colour("auto", "background1"), "text"),
    "automatic": ("heading 1", "", colour("auto"), "auto"),
    "white on a fill": ("heading 1", fill(lh.CRIMSON), colour("FFFFFF"), "FFFFFF"),
    "white on a pale fill": ("heading 1", fill("EEEEEE"), colour("FFFFFF"), "000000"),
    "all text": ("Normal", "", colour("EEEEEE"), "text"),
    "words": ("Emphasis", "", colour("FFFF00"), "text"),
}


@pytest.mark.parametrize(("style", "paragraph", "run", "expected"), COLOURS.values(), ids=COLOURS)
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


def test_effects_of_later_versions_of_word_are_not_taken(tmp_path: Path) -> None:
    effect = (
        '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>'
    )
    content = with_style(lh.school_bytes("plain"), "heading 1", "", colour("8A1538") + effect)
    document = lh.written_in(lh.template(tmp_path, content))
    assert b"textFill" not in document
    assert [*lh.style_of(document, "heading 1").iter("{*}textFill")] == []


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
