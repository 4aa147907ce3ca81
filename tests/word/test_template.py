"""The template of documents: paper, Word's theme, and the formatting of every style that pages can need."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from lxml import etree

from debatekit.word import PAPERS, DocxTemplate, make_template, paper_of, read_theme, write_document
from debatekit.word.html_schema import ELEMENTS, IN_CARD
from debatekit.word.theme import BUILT_IN, STYLE_NAMES
from tests.checkers import faults
from tests.outline import outline
from tests.word.support import SHIPPED_THEMES, SNAPSHOTS, W, look, page, part, read_based, theme, values, written

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BORDERS = {f"{W}{side}" for side in ("top", "left", "bottom", "right", "between", "insideH", "insideV")}
SIZES = {"a4": (11906, 16838), "letter": (12240, 15840)}


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


LETTER = [
    *("en-US", "en-CA", "es-MX", "fil-PH", "es-us", "EN-US", "zh-Hant-US", "es-US-x-school"),
    "sr-Latn-CA-u-ca-gregory",
]
A4 = ["en", "en-GB", "de-AT", "pt-BR", "zh-Hant-TW", "es-419", "us", "ca-ES", "en-x-US", "en-a-us", "", "mx"]


@pytest.mark.parametrize(("language", "paper"), [(tag, "letter") for tag in LETTER] + [(tag, "a4") for tag in A4])
def test_usual_paper_of_a_language(language: str, paper: str) -> None:
    assert paper_of(language) == paper


def test_papers_have_their_sizes() -> None:
    millimetres = {name: tuple(round(side / 72 * 25.4, 1) for side in size) for name, size in PAPERS.items()}
    assert millimetres == {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


@pytest.mark.parametrize(("paper", "size"), SIZES.items(), ids=SIZES)
def test_page_has_the_size_of_the_paper(paper: str, size: tuple[int, int]) -> None:
    made = look(paper)
    document = part(write_document(page("<p>x</p>"), made, "page.html"), "word/document.xml")
    assert (values(document, "pgSz", "w"), values(document, "pgSz", "h")) == ([str(size[0])], [str(size[1])])
    assert made.text_width == size[0] - 2 * round(theme().margins.left * 20)


def test_unknown_paper() -> None:
    with pytest.raises(KeyError, match="a5"):
        make_template(theme(), "a5", "en-GB")


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


def test_styles_use_the_theme_for_fonts_and_colours() -> None:
    """Each names its slot, and has the colour of the slot for programs that do not support themes."""
    scheme = blob(look(), "word/theme/theme1.xml").find(f".//{A}clrScheme")
    assert scheme is not None
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}
    named = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    sheet = blob(look(), "word/styles.xml")
    for fonts in sheet.iter(f"{W}rFonts"):
        direct = {value for key, value in fonts.attrib.items() if not str(key).lower().endswith("theme")}
        assert direct <= {theme().fonts.symbol}
    seen = 0
    for element in sheet.iter():
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


def test_languages_of_styles_and_settings() -> None:
    made = look(language="de-AT")
    (language,) = blob(made, "word/styles.xml").iter(f"{W}lang")
    assert attributes_of(language) == {"val": "de-AT", "eastAsia": "de-AT", "bidi": "ar-SA"}
    assert values(blob(made, "word/settings.xml"), "themeFontLang") == ["de-AT"]


def test_every_style_that_a_page_can_need_is_there() -> None:
    needed = {style for spec in ELEMENTS.values() for style in (spec.style, *spec.classes.values()) if style}
    needed |= {*IN_CARD, *IN_CARD.values()}
    assert needed - set(styles()) == set()


def test_headings_have_outline_levels_and_stay_with_the_next_paragraph() -> None:
    levels = {name: values(style, "outlineLvl") for name, style in styles().items()}
    assert {name: level for name, level in levels.items() if level} == {
        "Heading 1": ["0"],
        "Heading 2": ["1"],
        "Heading 3": ["2"],
        "Heading 4": ["3"],
        "Claim For": ["2"],
        "Claim Against": ["2"],
    }
    document = docx.Document(io.BytesIO(written("<p>x</p>")))
    for level in range(1, 5):
        assert document.styles[f"Heading {level}"].paragraph_format.keep_with_next is True
    assert look().headings == {
        look().styles[name] for tag in ("h1", "h2", "h3", "h4") for name in ELEMENTS[tag].classes.values()
    }


def test_styles_are_unique_and_refer_to_styles() -> None:
    root = blob(look(), "word/styles.xml")
    identifiers = values(root, "style", "styleId")
    names = [name.lower() for style in root.iter(f"{W}style") for name in values(style, "name")]
    assert len(set(identifiers)) == len(identifiers) == len(set(names)) == len(names)
    assert set(values(root, "basedOn") + values(root, "next")) <= set(identifiers) == set(look().styles.values())


def test_only_styles_of_our_own_are_custom() -> None:
    custom = {name for name, style in styles().items() if style.get(f"{W}customStyle") == "1"}
    assert custom == ({*STYLE_NAMES, "Debate Table"} - BUILT_IN)


FOLLOWING = {"Heading 1": ["Normal"], "Heading 3": ["BodyText"], "Quote": ["QuoteSource"], "Normal": []}


@pytest.mark.parametrize(("name", "expected"), FOLLOWING.items(), ids=FOLLOWING)
def test_style_of_the_paragraph_typed_next(name: str, expected: list[str]) -> None:
    assert values(styles()[name], "next") == expected


RULED = {"color": "8A94AA", "themeColor": "accent2"}
DOUBLE = {"val": "double", "sz": "12", "space": "5", "color": "1F2A44", "themeColor": "text2"}
TINTED = {"val": "clear", "color": "auto", "fill": "F1F3F7", "themeFill": "background2"}
SPACED = {"before": "0", "after": "120", "line": "259"}
FORMATS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "size in half points": ("", "Normal", "sz", {"val": "23"}),
    "line spacing by lines": ("Normal: {after: 6pt, line: 1.08}", "Normal", "spacing", SPACED | {"lineRule": "auto"}),
    "exact line spacing": ("Normal: {after: 6pt, exact: 12.95pt}", "Normal", "spacing", SPACED | {"lineRule": "exact"}),
    "hanging indent": ("", "Heading 3", "ind", {"left": "794", "hanging": "794"}),
    "tab stop": ("", "Heading 3", "tab", {"val": "left", "pos": "794"}),
    "tab stop at the end of the line": ("", "Header", "tab", {"val": "right", "pos": "9751"}),
    "tab stop at the end of an indented line": ("", "Band", "tab", {"val": "right", "pos": "9609"}),
    "inherited tab stop removed": ("Claim For: {tabs: [9mm]}", "Claim For", "tab", {"val": "clear", "pos": "794"}),
    "fill": ("", "Challenge", "shd", TINTED),
    "no fill": ("Note: {fill: none}", "Note", "shd", {"val": "clear", "color": "auto", "fill": "auto"}),
    "thick border at the left": ("", "Fact", "left", {"val": "single", "sz": "24", "space": "8", **RULED}),
    "double border above": ("", "Claim Against", "top", DOUBLE),
    "no border": ("Quote: {border_left: none}", "Quote", "left", {"val": "nil"}),
    "contextual spacing": ("", "Writing Line", "contextualSpacing", {"val": "1"}),
    "underline": ("", "Hyperlink", "u", {"val": "single"}),
    "no underline": ("Hyperlink: {underline: false}", "Hyperlink", "u", {"val": "none"}),
    "subscript": ("", "Subscript", "vertAlign", {"val": "subscript"}),
    "bold": ("", "Strong Emphasis", "b", {"val": "1"}),
    "italic, in other scripts too": ("", "Strong Emphasis", "iCs", {"val": "1"}),
    "letter spacing": ("Caption: {letter_spacing: 0.5pt}", "Caption", "spacing", {"val": "10"}),
    "a frame within a line": ("Marked: {box: double 1.5pt ink 5pt}", "Marked", "bdr", DOUBLE),
    "a fill within a line": ("Marked: {fill: fill}", "Marked", "shd", TINTED),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name", "tag", "expected"), FORMATS.values(), ids=FORMATS)
def test_style_is_formatted_as_the_theme_says(
    tmp_path: Path, text: str, name: str, tag: str, expected: dict[str, str]
) -> None:
    made = make_template(read_based(tmp_path, f"styles: {{{text}}}" if text else ""), "a4", "en-GB")
    assert expected in [attributes_of(found) for found in styles(made)[name].iter(W + tag)]


@pytest.mark.parametrize("path", SHIPPED_THEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("paper", "language"), [("a4", "de"), ("letter", "ar")])
def test_document_in_a_shipped_theme_is_valid(path: Path, paper: str, language: str) -> None:
    html = (SNAPSHOTS / "card.html").read_text(encoding="utf-8")
    assert faults(write_document(html, make_template(read_theme(path), paper, language), "card.html")) == []


def test_document_in_an_extreme_theme_is_valid(tmp_path: Path) -> None:
    most = "size: 1000pt, line: 132, before: 22in, left: 10in, hanging: 10in, letter_spacing: 22in, tabs: [22in, end]"
    extreme = f"{most}, right: 10in, box: double 12pt ink 31pt, vertical_align: superscript"
    text = "tables: {padding: 22in, write_row: 22in, letter: 2}\nlists: {step: 1in}\n"
    made = make_template(read_based(tmp_path, f"{text}styles: {{Normal: {{{extreme}}}}}"), "letter", "en-US")
    body = '<p>x</p><ul><li>y</li></ul><section class="landscape"><p>z</p></section>' + table("a", "b", widths=())
    assert faults(write_document(page(body), made, "page.html")) == []


TABLES = {
    "": ("firstRow", ["shd"]),
    "head_rule: single 1pt ink 0pt": ("firstRow", ["tcBorders", "shd"]),
    "head: none": ("firstRow", []),
    "stub: none": ("firstCol", []),
    "head: none, head_rule: single 1pt ink 0pt": ("firstRow", ["tcBorders"]),
}


@pytest.mark.parametrize(("text", "kind", "expected"), [(text, *rest) for text, rest in TABLES.items()])
def test_table_style_is_formatted_as_the_theme_says(tmp_path: Path, text: str, kind: str, expected: list[str]) -> None:
    made = make_template(read_based(tmp_path, f"tables: {{{text}}}"), "a4", "en-GB")
    kinds = {found.get(f"{W}type"): found for found in styles(made)["Debate Table"].iter(f"{W}tblStylePr")}
    assert list(kinds) == ["firstRow", "firstCol"]
    cell = kinds[kind].find(f"{W}tcPr")
    assert cell is not None
    assert [etree.QName(child).localname for child in cell] == expected


def test_lists_have_the_step_and_the_bullets_of_the_theme(tmp_path: Path) -> None:
    made = make_template(read_based(tmp_path, "lists: {step: 20pt, bullets: ['*']}"), "a4", "en-GB")
    document = write_document(page("<ul><li>x</li></ul>"), made, "page.html")
    level = part(document, "word/numbering.xml").find(f".//{W}lvl")
    assert level is not None
    assert (values(level, "lvlText"), values(level, "ind", "left")) == (["*"], ["400"])


ENDS = {
    "header": ("Header", '<header><p>Left<span class="end">Right</span></p></header>', "word/header1.xml"),
    "band": ("Band", '<p class="band">Left<span class="end">Right</span></p>', "word/document.xml"),
    "band based on it": ("Band", '<p class="band teacher">Left<span class="end">Right</span></p>', "word/document.xml"),
}


@pytest.mark.parametrize(("style", "html", "name"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("on_next_line", "tags"), [("true", ["br"]), ("false", ["tab"])])
def test_right_aligned_text_goes_on_the_next_line_where_the_theme_says_so(
    tmp_path: Path, style: str, html: str, name: str, on_next_line: str, tags: list[str]
) -> None:
    read = read_based(tmp_path, f"styles: {{{style}: {{end_on_next_line: {on_next_line}}}}}")
    document = write_document(page(html + "<p>x</p>"), make_template(read, "a4", "en-GB"), "page.html")
    jumps = [e for e in part(document, name).iter(f"{W}tab", f"{W}br") if e.getparent().tag == f"{W}r"]  # type: ignore[union-attr]
    assert [etree.QName(e).localname for e in jumps] == tags


def test_other_right_aligned_text_stays_on_its_line(tmp_path: Path) -> None:
    made = make_template(read_based(tmp_path, "styles: {Header: {end_on_next_line: true}}"), "a4", "en-GB")
    html = '<footer><p>Left<span class="end">Right</span></p></footer><p>a<span class="end">b</span></p>'
    document = write_document(page(html), made, "page.html")
    assert "br" not in outline(document)
    assert not list(part(document, "word/footer1.xml").iter(f"{W}br"))


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
    "words with a space": ("many short words", 49),
    "a word with a hyphen": ("self-made-ish", 49),
    "two paragraphs": ("<p>first</p><p>other</p>", 49),
    "a word longer than its share of the table": ("W" * 500, 244),
}


@pytest.mark.parametrize(("text", "width"), NARROW.values(), ids=NARROW)
def test_columns_fit_their_longest_word(tmp_path: Path, text: str, width: int) -> None:
    assert columns(table(text, "b", widths=("10%", "90%")), "0.6", tmp_path)[0] == width


@pytest.mark.parametrize(("letter", "widths"), [("0", ("10%", "60%", "30%")), ("0.5", ("30%", "40%", "30%"))])
def test_columns_that_need_not_be_wider_keep_their_widths(tmp_path: Path, letter: str, widths: tuple[str, ...]) -> None:
    shares = [look().text_width / 20 * int(width.rstrip("%")) / 100 for width in widths]
    assert columns(table(LONG, LONG, "b", widths=widths), letter, tmp_path) == pytest.approx(shares, abs=1)
