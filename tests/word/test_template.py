"""The template of documents: paper, Word's theme, and the formatting of every style that pages can need."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from debatekit.word import DocxTemplate, make_template, paper_of, read_theme, write_document
from debatekit.word.html_schema import ELEMENTS, IN_CARD
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import SHIPPED_THEMES, SNAPSHOTS, W, look, page, part, read_based, theme, values, written

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def blob(made: DocxTemplate, name: str) -> etree._Element:
    """Return one of the parts of a template."""
    return etree.fromstring(next(found.blob for found in made.parts if found.name == name))


def styles(made: DocxTemplate | None = None) -> dict[str, etree._Element]:
    """Return the styles of a template by their names."""
    made = made or look()
    by_id = {style.get(f"{W}styleId", ""): style for style in blob(made, "word/styles.xml").iter(f"{W}style")}
    return {name: by_id[identifier] for name, identifier in made.styles.items()}


def attributes_of(element: etree._Element) -> dict[str, str]:
    return {etree.QName(str(key)).localname: str(value) for key, value in element.attrib.items()}


PAPERS_OF = dict.fromkeys(["en-US", "es-MX", "EN-us", "zh-Hant-US", "sr-Latn-CA-u-ca-gregory"], "letter")
PAPERS_OF |= dict.fromkeys(["en", "de-AT", "zh-Hant-TW", "es-419", "us", "ca-ES", "en-x-US", ""], "a4")


@pytest.mark.parametrize(("language", "paper"), PAPERS_OF.items())
def test_usual_paper_of_a_language(language: str, paper: str) -> None:
    assert paper_of(language) == paper


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 11906, 16838), ("letter", 12240, 15840)])
def test_page_has_the_size_of_the_paper(paper: str, width: int, height: int) -> None:
    document = part(written("<p>x</p>", paper=paper), "word/document.xml")
    assert (values(document, "pgSz", "w"), values(document, "pgSz", "h")) == ([str(width)], [str(height)])
    assert look(paper).text_width == width - 2 * round(theme().margins.left * 20)


COLOURS = {
    "text": ["dk1"],
    "paper": ["lt1"],
    "ink": ["dk2", "hlink", "folHlink", "accent3", "accent5"],
    "fill": ["lt2"],
    "secondary": ["accent1", "accent4"],
    "rule": ["accent2", "accent6"],
}


def test_fonts_and_colours_become_words_theme(tmp_path: Path) -> None:
    text = "fonts: {heading: 'R & D \"Sans\"'}\ncolours: {ink: a1b2c3, rule: '#00FF00'}"
    read = read_based(tmp_path, text)
    root = blob(make_template(read, "a4", "en-GB"), "word/theme/theme1.xml")
    fonts = [root.find(f".//{A}{slot}/{A}latin") for slot in ("majorFont", "minorFont")]
    assert [font.get("typeface") for font in fonts if font is not None] == ['R & D "Sans"', "Calibri"]
    scheme = root.find(f".//{A}clrScheme")
    assert scheme is not None
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}
    assert slots == {slot: getattr(read.colours, name) for name, names in COLOURS.items() for slot in names}
    assert (slots["dk2"], slots["accent2"]) == ("A1B2C3", "00FF00")


def test_styles_name_slots_of_the_theme_and_their_colours() -> None:
    """The colours are for programs that do not support themes."""
    scheme = blob(look(), "word/theme/theme1.xml").find(f".//{A}clrScheme")
    assert scheme is not None
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}
    named = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    found = list(blob(look(), "word/styles.xml").iterfind(f".//*[@{W}themeColor]"))
    for element in found:
        name = element.get(f"{W}themeColor", "")
        assert slots[named.get(name, name)] == element.get(f"{W}val" if element.tag == f"{W}color" else f"{W}color")
    assert len(found) > 30


def test_languages_of_styles_and_settings() -> None:
    made = look(language="de-AT")
    (language,) = blob(made, "word/styles.xml").iter(f"{W}lang")
    assert attributes_of(language) == {"val": "de-AT", "eastAsia": "de-AT", "bidi": "ar-SA"}
    assert values(blob(made, "word/settings.xml"), "themeFontLang") == ["de-AT"]


def test_every_style_that_a_page_can_need_is_there() -> None:
    needed = {style for spec in ELEMENTS.values() for style in (spec.style, *spec.classes.values()) if style}
    needed |= {*IN_CARD, *IN_CARD.values()}
    assert needed - set(styles()) == set()


def test_headings_have_outline_levels() -> None:
    levels = {name: values(style, "outlineLvl") for name, style in styles().items()}
    headings = {f"Heading {level}": [str(level - 1)] for level in range(1, 5)}
    assert {n: level for n, level in levels.items() if level} == headings | {"Claim For": ["2"], "Claim Against": ["2"]}
    assert look().headings == {look().styles[name] for name, level in levels.items() if level}


def test_styles_are_unique_and_refer_to_styles() -> None:
    root = blob(look(), "word/styles.xml")
    identifiers = values(root, "style", "styleId")
    names = [name.lower() for style in root.iter(f"{W}style") for name in values(style, "name")]
    assert len(set(identifiers)) == len(identifiers) == len(set(names)) == len(names)
    assert set(values(root, "basedOn") + values(root, "next")) <= set(identifiers) == set(look().styles.values())


RULED = {"color": "8A94AA", "themeColor": "accent2"}
DOUBLE = {"val": "double", "sz": "12", "space": "5", "color": "1F2A44", "themeColor": "text2"}
TINTED = {"val": "clear", "color": "auto", "fill": "F1F3F7", "themeFill": "background2"}
SPACED = {"before": "0", "after": "120", "line": "259"}
FORMATS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "size in half points": ("", "Normal", "sz", {"val": "23"}),
    "line spacing by lines": ("Normal: {after: 6pt, line: 1.08}", "Normal", "spacing", SPACED | {"lineRule": "auto"}),
    "next style": ("", "Heading 3", "next", {"val": "BodyText"}),
    "keep with next": ("", "Heading 2", "keepNext", {}),
    "hanging indent": ("", "Heading 3", "ind", {"left": "794", "hanging": "794"}),
    "tab stop at the end of the line": ("", "Header", "tab", {"val": "right", "pos": "9751"}),
    "inherited tab stop removed": ("Claim For: {tabs: [9mm]}", "Claim For", "tab", {"val": "clear", "pos": "794"}),
    "no fill": ("Note: {fill: none}", "Note", "shd", {"val": "clear", "color": "auto", "fill": "auto"}),
    "thick border at the left": ("", "Fact", "left", {"val": "single", "sz": "24", "space": "8", **RULED}),
    "double border above": ("", "Claim Against", "top", DOUBLE),
    "no border": ("Quote: {border_left: none}", "Quote", "left", {"val": "nil"}),
    "contextual spacing": ("", "Writing Line", "contextualSpacing", {"val": "1"}),
    "underline": ("", "Hyperlink", "u", {"val": "single"}),
    "italic, in other scripts too": ("", "Strong Emphasis", "iCs", {"val": "1"}),
    "a frame within a line": ("Marked: {box: double 1.5pt ink 5pt}", "Marked", "bdr", DOUBLE),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name", "tag", "expected"), FORMATS.values(), ids=FORMATS)
def test_style_is_formatted_as_the_theme_says(
    tmp_path: Path, text: str, name: str, tag: str, expected: dict[str, str]
) -> None:
    made = make_template(read_based(tmp_path, f"styles: {{{text}}}" if text else ""), "a4", "en-GB")
    assert expected in [attributes_of(found) for found in styles(made)[name].iter(W + tag)]


@pytest.mark.parametrize("path", SHIPPED_THEMES, ids=lambda path: path.stem)
def test_document_in_a_shipped_theme_is_valid(path: Path) -> None:
    html = (SNAPSHOTS / "card.html").read_text(encoding="utf-8")
    assert faults(write_document(html, make_template(read_theme(path), "letter", "ar"), "card.html")) == []


def test_document_in_an_extreme_theme_is_valid(tmp_path: Path) -> None:
    most = "size: 1000pt, line: 132, before: 22in, left: 10in, hanging: 10in, letter_spacing: 22in, tabs: [22in, end]"
    extreme = f"{most}, right: 10in, box: double 12pt ink 31pt, vertical_align: superscript"
    text = "tables: {padding: 22in, write_row: 22in, letter: 2}\nlists: {step: 1in}\n"
    made = make_template(read_based(tmp_path, f"{text}styles: {{Normal: {{{extreme}}}}}"), "letter", "en-US")
    body = '<p>x</p><ul><li>y</li></ul><section class="landscape"><p>z</p></section>' + table("a", "b", widths=())
    assert faults(write_document(page(body), made, "page.html")) == []


TABLES: dict[str, dict[str | None, list[str]]] = {
    "": {"firstRow": ["shd"], "firstCol": ["shd"]},
    "head_rule: single 1pt ink 0pt, stub: none": {"firstRow": ["tcBorders", "shd"], "firstCol": []},
    "head: none": {"firstRow": [], "firstCol": ["shd"]},
}


@pytest.mark.parametrize(("text", "expected"), TABLES.items())
def test_table_style_is_formatted_as_the_theme_says(
    tmp_path: Path, text: str, expected: dict[str | None, list[str]]
) -> None:
    made = make_template(read_based(tmp_path, f"tables: {{{text}}}"), "a4", "en-GB")
    kinds = styles(made)["Debate Table"].iter(f"{W}tblStylePr")
    cells = {kind.get(f"{W}type"): kind.iterfind(f"{W}tcPr/*") for kind in kinds}
    assert {kind: [etree.QName(child).localname for child in cell] for kind, cell in cells.items()} == expected


def test_lists_have_the_step_and_the_bullets_of_the_theme(tmp_path: Path) -> None:
    made = make_template(read_based(tmp_path, "lists: {step: 20pt, bullets: ['*']}"), "a4", "en-GB")
    root = part(write_document(page("<ul><li>x</li></ul>"), made, "page.html"), "word/numbering.xml")
    assert (values(root, "lvlText")[0], values(root, "ind", "left")[0]) == ("*", "400")


END = 'Left<span class="end">Right</span>'
ENDS = {
    "header": ("Header", f"<header><p>{END}</p></header>", "br"),
    "header, on one line": ("Band", f"<header><p>{END}</p></header>", "tab"),
    "style based on it": ("Band", f'<p class="band teacher">{END}</p>', "br"),
    "other text": ("Header", f"<p>{END}</p><footer><p>{END}</p></footer>", "tab"),
}


@pytest.mark.parametrize(("style", "html", "tag"), ENDS.values(), ids=ENDS)
def test_right_aligned_text_goes_on_the_next_line_where_the_theme_says_so(
    tmp_path: Path, style: str, html: str, tag: str
) -> None:
    read = read_based(tmp_path, f"styles: {{{style}: {{end_on_next_line: true}}}}")
    found = outline(write_document(page(html), make_template(read, "a4", "en-GB"), "page.html"))
    assert found.count(f"Left<{tag}>Right") == html.count("Left")


def table(*words: str, widths: tuple[str, ...]) -> str:
    columns = "".join(f'<col width="{width}">' for width in widths)
    heads = "<th>x</th>" * len(words)
    rows = "".join(f"<td>{word}</td>" for word in words), "<td>y</td>" * len(words)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


LONG = "incomprehensibility"


def columns(html: str, letter: str, folder: Path) -> list[int]:
    """Return the widths of a table's columns in points."""
    tables = f"tables: {{letter: {letter}, padding: 5pt}}\nstyles: {{Table Text: {{size: 10pt}}}}"
    made = make_template(read_based(folder, tables), "a4", "en")
    document = write_document(page(html), made, "page.html")
    widths = [int(width) / 20 for width in values(part(document, "word/document.xml"), "gridCol", "w")]
    assert sum(widths) == pytest.approx(made.text_width / 20)
    return [round(width) for width in widths]


NARROW = {
    "a long word": (LONG, len(LONG) * 6 + 2 * 5),
    "a word with a hyphen": ("self-made-ish", 49),
    "a word longer than its share of the table": ("W" * 500, 244),
}


@pytest.mark.parametrize(("text", "width"), NARROW.values(), ids=NARROW)
def test_columns_fit_their_longest_word(tmp_path: Path, text: str, width: int) -> None:
    assert columns(table(text, "b", widths=("10%", "90%")), "0.6", tmp_path)[0] == width


@pytest.mark.parametrize("letter", ["0", "0.4"])
def test_columns_that_need_not_be_wider_keep_their_widths(tmp_path: Path, letter: str) -> None:
    shares = [look().text_width / 20 * share for share in (0.3, 0.4, 0.3)]
    found = columns(table(LONG, LONG, "b", widths=("30%", "40%", "30%")), letter, tmp_path)
    assert found == pytest.approx(shares, abs=1)
