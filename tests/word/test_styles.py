"""The styles of a look: every name that pages can need, and what a theme says of each."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree

from debatekit.word.catalogue import BUILT_IN, style_names
from debatekit.word.html_schema import ELEMENTS, HEADING_STYLES, IN_CARD
from tests.word.support import W, look, part, values, written

OUTLINES = {
    "Heading 1": "0",
    "Heading 2": "1",
    "Heading 3": "2",
    "Heading 4": "3",
    "Claim For": "2",
    "Claim Against": "2",
}
NEEDED = sorted(
    {style for spec in ELEMENTS.values() for style in (spec.style, *spec.classes.values()) if style}
    | {*IN_CARD, *IN_CARD.values()}
)


def styles() -> dict[str, etree._Element]:
    """Return the styles of the look by their names."""
    root = part(written("<p>x</p>"), "word/styles.xml")
    by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    return {name: by_id[identifier] for name, identifier in look().styles.items()}


@pytest.mark.parametrize("name", NEEDED)
def test_style_that_a_page_can_need_is_there(name: str) -> None:
    assert name in styles()


@pytest.mark.parametrize(("name", "level"), OUTLINES.items(), ids=OUTLINES)
def test_heading_has_its_outline_level(name: str, level: str) -> None:
    assert name in HEADING_STYLES
    assert values(styles()[name], "outlineLvl") == [level]


def test_nothing_but_headings_has_an_outline_level() -> None:
    assert {name for name, style in styles().items() if values(style, "outlineLvl")} == set(OUTLINES)


def test_headings_stay_with_what_follows() -> None:
    document = docx.Document(io.BytesIO(written("<p>x</p>")))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        assert document.styles[name].paragraph_format.keep_with_next is True


def test_styles_refer_to_styles() -> None:
    identifiers = set(look().styles.values())
    for style in styles().values():
        assert set(values(style, "basedOn") + values(style, "next")) <= identifiers


def test_style_ids_and_names_are_unique() -> None:
    root = part(written("<p>x</p>"), "word/styles.xml")
    identifiers = values(root, "style", "styleId")
    names = [name.lower() for style in root.iter(f"{W}style") for name in values(style, "name")]
    assert len(set(identifiers)) == len(identifiers)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_words_own_style_is_not_custom(name: str) -> None:
    assert styles()[name].get(f"{W}customStyle") is None


def test_style_of_our_own_is_custom() -> None:
    custom = {name for name, style in styles().items() if style.get(f"{W}customStyle") == "1"}
    assert custom == (set(style_names()) | {"Debate Table"}) - BUILT_IN


FOLLOWING = {"Heading 1": ["Normal"], "Heading 3": ["BodyText"], "Quote": ["QuoteSource"], "Normal": []}


@pytest.mark.parametrize(("name", "expected"), FOLLOWING.items(), ids=FOLLOWING)
def test_style_of_the_paragraph_typed_next(name: str, expected: list[str]) -> None:
    """A style that names none is followed by itself."""
    assert values(styles()[name], "next") == expected


LOOKS = {
    "size in half points": ("Normal", "sz", {"val": "23"}),
    "line spacing as a multiple": (
        "Normal",
        "spacing",
        {"before": "0", "after": "120", "line": "259", "lineRule": "auto"},
    ),
    "line spacing of an exact height": (
        "Writing Line",
        "spacing",
        {"before": "0", "after": "180", "line": "454", "lineRule": "exact"},
    ),
    "indent": ("Body Text", "ind", {"left": "794"}),
    "hanging indent": ("Heading 3", "ind", {"left": "794", "hanging": "794"}),
    "tab stop": ("Heading 3", "tab", {"val": "left", "pos": "794"}),
    "tab stop at the end of the line": ("Header", "tab", {"val": "right", "pos": "9751"}),
    "tab stop at the end of an indented line": ("Band", "tab", {"val": "right", "pos": "9609"}),
    "fill": ("Challenge", "shd", {"val": "clear", "color": "auto", "fill": "F1F3F7", "themeFill": "background2"}),
    "thick border beside": (
        "Fact",
        "left",
        {"val": "single", "sz": "24", "space": "8", "color": "8A94AA", "themeColor": "accent2"},
    ),
    "double border above": (
        "Claim Against",
        "top",
        {"val": "double", "sz": "12", "space": "5", "color": "1F2A44", "themeColor": "text2"},
    ),
    "no space between lines to write on": ("Writing Line", "contextualSpacing", {"val": "1"}),
    "underline": ("Hyperlink", "u", {"val": "single"}),
    "subscript": ("Subscript", "vertAlign", {"val": "subscript"}),
    "bold": ("Strong Emphasis", "b", {"val": "1"}),
    "italic, in other scripts too": ("Strong Emphasis", "iCs", {"val": "1"}),
}


@pytest.mark.parametrize(("name", "tag", "attributes"), LOOKS.values(), ids=LOOKS)
def test_style_looks_as_the_theme_says(name: str, tag: str, attributes: dict[str, str]) -> None:
    (found,) = styles()[name].iter(W + tag)
    assert {etree.QName(str(key)).localname: value for key, value in found.attrib.items()} == attributes


def test_table_style_has_a_header_row_and_row_headers() -> None:
    bands = values(styles()["Debate Table"], "tblStylePr", "type")
    assert bands == ["firstRow", "firstCol"]
    assert values(styles()["Debate Table"], "shd", "themeFill") == ["text2", "background2"]
