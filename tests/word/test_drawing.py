"""Argument maps: what they say, what is in their XML, and where their boxes and arrows are."""

from functools import cache
from html import escape
from itertools import combinations
from typing import Final, NamedTuple

import pytest

from debatekit.ooxml import MC, NAMESPACES, WP, A, Element, W
from debatekit.word import DocxTemplate, make_template, read_theme, write_document
from tests.checkers import faults
from tests.word.support import SHIPPED_THEMES, look, page, part

EMU: Final = 635  # in a twentieth of a point
WPS: Final = f"{{{NAMESPACES['wps']}}}"
WORDS: Final = "Trees give shade on hot days, and pupils who rest there come back with more patience than before."
LONG: Final = f"{WORDS} {WORDS}"
ONE_WORD: Final = "Schulhofbaumschattenspenderverordnung" * 5
THEMES: Final = {path.stem: path for path in SHIPPED_THEMES}


class Shape(NamedTuple):
    """A shape: its name, description, text, and edges in English Metric Units; an arrow has no text."""

    name: str
    described: str
    text: str
    left: int
    top: int
    right: int
    bottom: int
    element: Element


@cache
def template(theme: str, paper: str = "a4") -> DocxTemplate:
    return make_template(read_theme(THEMES[theme]), paper, "en-GB")


def markup(pro: int, con: int, claim: str = WORDS, *, arrows: bool = True, leave: int = 0) -> str:
    """Return a map of so many arguments; P1 answers C1, C1 answers P1, and so on, and P1 answers the last as well."""
    boxes = []
    for class_, here, there, count, others in (("for", "P", "C", pro, con), ("against", "C", "P", con, pro)):
        for number in range(1, count + 1):
            answered = [f"{there}{number}"] if number <= others else []
            answered += [f"{there}{others}"] if number == 1 and others > 1 else []
            answers = f' answers="{" ".join(answered)}"' if arrows else ""
            name = f"{here}{number}"
            boxes.append(f'<argument-box class="{class_}" name="{name}"{answers}>{escape(claim)}</argument-box>')
    return f'<figure><argument-map alt="A map." leave="{leave}">{"".join(boxes)}</argument-map></figure>'


def document(body: str, template: DocxTemplate) -> Element:
    html = page(body).replace("<body>", '<body class="landscape">')
    return part(write_document(html, template, "page.html"), "word/document.xml")


def shapes_of(root: Element) -> list[Shape]:
    shapes = []
    for shape in root.iter(f"{WPS}wsp"):
        (place,) = shape.iter(f"{A}xfrm")
        x, y, wide, high = (int(value) for child in place for value in child.attrib.values())
        text = "".join(found.text or "" for found in shape.iter(f"{W}t"))
        (properties,) = shape.iter(f"{WPS}cNvPr")
        name, described = properties.get("name", ""), properties.get("descr", "")
        shapes.append(Shape(name, described, text.removeprefix(name), x, y, x + wide, y + high, shape))
    return shapes


def size_of(root: Element) -> tuple[int, int]:
    (extent,) = root.iter(f"{WP}extent")
    return int(extent.get("cx", "")), int(extent.get("cy", ""))


def is_box(shape: Shape) -> bool:
    return shape.element.find(f"{WPS}cNvSpPr") is not None


COUNTS: Final = [(1, 1), (4, 3), (10, 10), (150, 2)]


@pytest.mark.parametrize("counts", COUNTS, ids=str)
@pytest.mark.parametrize("theme", THEMES)
def test_boxes_are_apart_and_within_the_page(theme: str, counts: tuple[int, int]) -> None:
    found = template(theme, "letter" if theme == "large-print" else "a4")
    for claim in (LONG, "Shade.", ONE_WORD):
        root = document(markup(*counts, claim, leave=10), found)
        width, height = size_of(root)
        shapes = shapes_of(root)
        boxes = list(filter(is_box, shapes))
        assert width == found.landscape_width * EMU
        assert height <= (min(found.page_size) - found.margins["top"] - found.margins["bottom"]) * EMU
        for shape in shapes:
            assert 0 <= shape.left <= shape.right <= width
            assert 0 <= shape.top <= shape.bottom <= height
        for one, other in combinations(boxes, 2):
            assert one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top
        assert min(box.bottom - box.top for box in boxes) > 0


def test_arrows_lead_from_each_answer_to_what_it_answers() -> None:
    shapes = {shape.name: shape for shape in shapes_of(document(markup(3, 3), template("standard")))}
    arrows = [name for name, shape in shapes.items() if not is_box(shape)]
    assert arrows == ["P1 → C1", "P1 → C3", "P2 → C2", "P3 → C3", "C1 → P1", "C1 → P3", "C2 → P2", "C3 → P3"]
    for arrow in arrows:
        (place,) = shapes[arrow].element.iter(f"{A}xfrm")
        (line,) = shapes[arrow].element.iter(f"{A}ln")
        start, end = (shapes[arrow].left, shapes[arrow].right)[:: -1 if place.get("flipH") else 1]
        from_y, to_y = (shapes[arrow].top, shapes[arrow].bottom)[:: -1 if place.get("flipV") else 1]
        source, target = (shapes[name] for name in arrow.split(" → "))
        assert start in {source.left, source.right}
        assert end in {target.left, target.right}
        assert source.top < from_y < source.bottom
        assert target.top < to_y < target.bottom
        assert line.find(f"{A}tailEnd") is not None
        assert line.find(f"{A}headEnd") is None


def test_sides_differ_in_form() -> None:
    shapes = {shape.name: shape.element for shape in shapes_of(document(markup(2, 2), template("standard")))}

    def form(name: str) -> tuple[str, str, bool]:
        (geometry,) = shapes[name].iter(f"{A}prstGeom")
        (line,) = shapes[name].iter(f"{A}ln")
        dash = line.find(f"{A}prstDash")
        return geometry.get("prst", ""), line.get("w", ""), dash is not None and dash.get("val") != "solid"

    assert (form("P1"), form("C1")) == (("rect", "28575", False), ("frame", "9525", False))
    assert (form("P1 → C1")[2], form("C1 → P1")[2]) == (False, True)


def test_a_map_is_in_line_and_described_and_its_colours_are_those_of_the_theme() -> None:
    root = document(markup(2, 2) * 2, template("standard"))
    first, second = root.iter(f"{WP}docPr")
    assert (first.get("name"), first.get("descr"), second.get("descr")) == ("Map 1", "A map.", "A map.")
    assert not list(root.iter(f"{WP}anchor"))
    assert [text.text for text in root.findall(f".//{MC}Fallback/{W}t")] == ["A map.", "A map."]
    assert {colour.get("val") for colour in root.iter(f"{A}schemeClr")} == {"tx2", "bg1"}
    assert not list(root.iter(f"{A}srgbClr"))
    described = [*root.iter(f"{WP}docPr"), *root.iter(f"{WPS}cNvPr")]
    identifiers = [found.get("id") for found in described]
    assert len(identifiers) == len(set(identifiers)) == 2 * (1 + 4 + 6)
    assert all(found.get("descr") for found in described)


def test_long_claims_are_shortened_at_a_word() -> None:
    for box in filter(is_box, shapes_of(document(markup(10, 10, LONG), template("standard")))):
        assert box.text.endswith("\N{NO-BREAK SPACE}…")
        assert f"{LONG} ".startswith(f"{box.text[:-2]} ")
        assert len(box.text) > 30
        assert box.described == f"{box.name} {LONG}"


def test_in_text_from_right_to_left_the_motion_is_on_the_right() -> None:
    html = page(markup(2, 2)).replace('<html lang="en">', '<html lang="ar" dir="rtl">')
    root = part(write_document(html, look(language="ar"), "page.html"), "word/document.xml")
    places = {shape.name: shape.left for shape in shapes_of(root)}
    assert places["P1"] > places["C1"]
    assert root.find(f".//{W}txbxContent/{W}p/{W}pPr/{W}bidi") is not None


@pytest.mark.parametrize("claim", [WORDS, LONG, "<&\"'>", ""], ids=["usual", "long", "markup", "empty"])
def test_checkers_find_nothing(claim: str) -> None:
    html = page(markup(4, 3, claim) + markup(2, 2, claim, arrows=False))
    assert faults(write_document(html, template("standard"), "page.html")) == []
