"""A theme and a paper become a look: Word's own theme, the page, and what is wrong in a theme file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.word import Look, make_look, read_theme, write_document
from debatekit.word.catalogue import style_names
from tests.checkers import faults
from tests.word.support import SHIPPED_THEMES, SNAPSHOTS, THEME_FILE, W, look, page, part, theme

if TYPE_CHECKING:
    from pathlib import Path

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SOURCE = THEME_FILE.read_text(encoding="utf-8")
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
BORDERS = {f"{W}{side}" for side in ("top", "left", "bottom", "right", "between", "insideH", "insideV")}


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Return a theme file like that of the tests, with `old` replaced once by `new`."""
    assert old in SOURCE
    path = tmp_path / "theme.yaml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(text: str) -> int:
    """Return the number of the first line of that theme that holds `text`."""
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


def blob(made: Look, name: str) -> etree._Element:
    """Return one of the parts of a look."""
    return etree.fromstring(next(found.blob for found in made.parts if found.name == name))


@pytest.mark.parametrize(("paper", "size"), PAPERS.items(), ids=PAPERS)
def test_paper_is_the_page(paper: str, size: tuple[int, int]) -> None:
    made = look(paper)
    assert made.page_size == size
    document = part(write_document(page("<p>x</p>"), made, "page.html"), "word/document.xml")
    (found,) = document.iter(f"{W}pgSz")
    assert (found.get(f"{W}w"), found.get(f"{W}h")) == tuple(map(str, size))
    assert made.text_width == size[0] - 2 * round(theme().margins.left * 20)


def test_paper_that_is_not_known() -> None:
    with pytest.raises(KeyError, match="a5"):
        make_look(theme(), "a5", "en-GB")


def test_fonts_are_those_of_words_theme(tmp_path: Path) -> None:
    made = make_look(read_theme(changed(tmp_path, "heading: Calibri", "heading: Georgia")), "a4", "en-GB")
    root = blob(made, "word/theme/theme1.xml")
    fonts = {slot: root.find(f".//{A}{slot}/{A}latin") for slot in ("majorFont", "minorFont")}
    assert {slot: font.get("typeface") for slot, font in fonts.items() if font is not None} == {
        "majorFont": "Georgia",
        "minorFont": "Calibri",
    }


def test_fonts_of_styles_are_those_of_the_theme_but_for_symbols() -> None:
    for fonts in blob(look(), "word/styles.xml").iter(f"{W}rFonts"):
        direct = {value for key, value in fonts.attrib.items() if not str(key).lower().endswith("theme")}
        assert direct <= {theme().fonts.symbol}


COLOURS = {
    "text": ["dk1"],
    "paper": ["lt1"],
    "ink": ["dk2", "hlink", "folHlink"],
    "fill": ["lt2"],
    "secondary": ["accent1"],
    "rule": ["accent2"],
}


@pytest.mark.parametrize(("colour", "slots"), COLOURS.items(), ids=COLOURS)
def test_colour_fills_its_slots(tmp_path: Path, colour: str, slots: list[str]) -> None:
    old = f"  {colour}: {getattr(theme().colours, colour)}"
    made = make_look(read_theme(changed(tmp_path, old, f"  {colour}: A1B2C3")), "a4", "en-GB")
    scheme = blob(made, "word/theme/theme1.xml").find(f".//{A}clrScheme")
    assert scheme is not None
    values = {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}
    assert [values[slot] for slot in slots] == ["A1B2C3"] * len(slots)
    assert len(values) == 12


def test_every_colour_of_a_style_is_one_of_the_theme() -> None:
    """Each names its slot, and holds what the slot holds for programs that do not know themes."""
    root = blob(look(), "word/theme/theme1.xml").find(f".//{A}clrScheme")
    assert root is not None
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in root}
    named = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    seen = 0
    for element in blob(look(), "word/styles.xml").iter():
        value, slot = {
            f"{W}color": ("val", "themeColor"),
            f"{W}shd": ("fill", "themeFill"),
            **dict.fromkeys(BORDERS, ("color", "themeColor")),
        }.get(str(element.tag), ("", ""))
        if slot and element.get(f"{W}type") != "dxa":
            name = element.get(W + slot, "")
            assert element.get(W + value) == slots[named.get(name, name)]
            seen += 1
    assert seen > 40


MISTAKES = {
    "unknown key": ("  step: 6mm", "  stepp: 6mm", "unknown key 'stepp'. Did you mean 'step'?"),
    "unknown key of a style": ("line: 1.08", "lime: 1.08", "unknown key 'lime'. Did you mean 'line'?"),
    "unknown style": ("  Heading 2:", "  Hedding 2:", "Did you mean 'Heading 2'?"),
    "length without a unit": ("  top: 26mm", "  top: 26", "'26' is not a length. Write a number and its unit"),
    "length in pixels": ("  top: 26mm", "  top: 26px", "'26px' is not a length"),
    "unknown colour": (
        "{colour: secondary}",
        "{colour: second}",
        "'second' is not known here. Did you mean 'secondary'?",
    ),
    "colour by name": ("  text: 1B2233", "  text: black", "'black' is not a colour. Write six hexadecimal digits"),
    "unknown line of a border": ("border: single", "border: wavy", "'wavy 0.5pt rule 0pt' is not a border"),
    "unknown colour of a border": ("single 0.5pt rule 0pt", "single 0.5pt purple 0pt", "purple"),
    "border without a unit": ("single 0.5pt rule 0pt", "single 0.5 rule 0pt", "'0.5' is not a length"),
    "tab stop that is none": ("tabs: [14mm]", "tabs: [wide]", "wide"),
    "tab stop without a unit": ("tabs: [14mm]", "tabs: [14]", "14"),
    "no bullets": ('bullets: ["•", "–", "•"]', "bullets: []", "1 or more bullets are needed here"),
}


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_in_a_theme_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(DebatekitError) as raised:
        read_theme(path)
    found = [problem for problem in raised.value.problems if message in problem.headline]
    assert [(problem.file, problem.line) for problem in found] == [(path.as_posix(), line_of(old))]


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "theme.yaml"
    path.write_text(SOURCE.replace("  top: 26mm", "  top: 26").replace("line: 1.08", "lime: 1.08"), encoding="utf-8")
    with pytest.raises(DebatekitError) as raised:
        read_theme(path)
    assert len(raised.value.problems) == 2


@pytest.mark.parametrize(("text", "points"), [("6pt", 6), ("25.4mm", 72), ("2.54 cm", 72), ("1in", 72)])
def test_lengths_of_all_units(tmp_path: Path, text: str, points: float) -> None:
    read = read_theme(changed(tmp_path, "  top: 26mm", f"  top: {text}"))
    assert read.margins.top == pytest.approx(points)


def test_lists_and_tables_take_their_lengths_from_the_theme(tmp_path: Path) -> None:
    path = changed(tmp_path, 'step: 6mm\n  bullets: ["•", "–", "•"]', 'step: 20pt\n  bullets: ["*"]')
    made = make_look(read_theme(path), "a4", "en-GB")
    assert (made.list_step, made.bullets) == (400, ("*",))
    document = write_document(page("<ul><li>x</li></ul>"), made, "page.html")
    level = part(document, "word/numbering.xml").find(f".//{W}lvl")
    assert level is not None
    assert [found.get(f"{W}val") for found in level.iter(f"{W}lvlText")] == ["*"]
    assert [found.get(f"{W}left") for found in level.iter(f"{W}ind")] == ["400"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_document_of_every_look_is_sound(paper: str, language: str) -> None:
    assert faults(write_document(page("<h1>x</h1><p>y</p>"), look(paper, language), "page.html")) == []


@pytest.mark.parametrize("path", SHIPPED_THEMES, ids=lambda path: path.stem)
def test_theme_that_comes_with_the_project_is_sound(path: Path) -> None:
    shipped = read_theme(path)
    assert set(shipped.styles) <= set(style_names())
    html = (SNAPSHOTS / "card.html").read_text(encoding="utf-8")
    assert faults(write_document(html, make_look(shipped, "a4", "en-GB"), "card.html")) == []


def test_a_theme_comes_with_the_project() -> None:
    assert "standard" in {path.stem for path in SHIPPED_THEMES}
