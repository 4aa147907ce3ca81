"""Lists as Word counts them: each begins where it should, each kind and level has its definition."""

from __future__ import annotations

import pytest
from lxml import etree

from debatekit.word.numbering import BULLET, CONTINUED, LEVELS, LINES, Numbering
from debatekit.word.vocabulary import LIST_TYPES
from tests.word.support import W, lines, look, part, values, written

STEP = 360


def numbering(*lists: tuple[str, int, int, int | None]) -> tuple[list[int], etree._Element]:
    """Return the numbers of lists of a kind, offset, level and start, and the part that defines them."""
    made = Numbering(STEP, ("•", "–"))
    numbers = [made.add(*entry) for entry in lists]
    return numbers, etree.fromstring(made.xml().encode())


def labels(body: str) -> list[str]:
    """Return what stands in front of each item."""
    return [found[found.index("(") + 1 : found.index(" level")] for found in lines(body) if " level" in found]


COUNTED = {
    "two lists in a row": ("<ol><li>x</li><li>x</li></ol><ol><li>x</li></ol>", "1. 2. 1."),
    "with text between": ("<ol><li>x</li><li>x</li></ol><p>y</p><ol><li>x</li></ol>", "1. 2. 1."),
    "with a start": ("<ol start='4'><li>x</li><li>x</li></ol><ol start='4'><li>x</li></ol>", "4. 5. 4."),
    "a start, then none": ("<ol start='4'><li>x</li></ol><ol><li>x</li></ol>", "4. 1."),
    "from nought": ("<ol start='0'><li>x</li><li>x</li></ol>", "0. 1."),
    "one in another": ("<ol><li>x<ol><li>y</li><li>y</li></ol></li><li>x</li></ol>", "1. 1. 2. 2."),
    "two in another": (
        "<ol><li>x<ol><li>y</li><li>y</li></ol></li><li>x<ol><li>y</li></ol></li></ol>",
        "1. 1. 2. 2. 1.",
    ),
    "two in one item": ("<ol><li>x<ol><li>y</li></ol><ol start='7'><li>y</li></ol></li><li>x</li></ol>", "1. 1. 7. 2."),
    "bullets in between": ("<ol><li>x<ul><li>y</li></ul></li><li>x</li></ol>", "1. – 2."),
    "numbers in bullets": ("<ul><li>x<ol><li>y</li></ol></li><li>x<ol><li>y</li></ol></li></ul>", "• 1. • 1."),
    "in cells": (
        "<table><thead><tr><th>h</th><th>h</th></tr></thead><tbody><tr><td><ol><li>x</li></ol></td>"
        "<td><ol><li>x</li><li>x</li></ol></td></tr></tbody></table>",
        "1. 1. 2.",
    ),
    "in cards": ("<section class='card'><ol><li>x</li></ol></section>" * 2 + "<ol><li>x</li></ol>", "1. 1. 1."),
}


@pytest.mark.parametrize(("body", "expected"), COUNTED.values(), ids=COUNTED)
def test_each_list_begins_with_its_start(body: str, expected: str) -> None:
    assert " ".join(labels(body)) == expected


TYPES = {"1": "3. 4.", "a": "c. d.", "A": "C. D.", "i": "iii. iv.", "I": "III. IV."}


@pytest.mark.parametrize(("name", "expected"), TYPES.items(), ids=TYPES)
def test_type_says_how_items_are_counted(name: str, expected: str) -> None:
    body = f"<ol type='{name}' start='3'><li>x</li><li>x</li></ol>"
    assert " ".join(labels(body)) == expected
    assert set(values(part(written(body), "word/numbering.xml"), "numFmt")) == {LIST_TYPES[name]}


def test_definitions_come_before_lists() -> None:
    _, root = numbering(("decimal", 0, 0, 1), (BULLET, 0, 0, None), ("decimal", 0, 0, 1), ("decimal", 100, 0, 5))
    assert [etree.QName(child).localname for child in root] == ["abstractNum"] * 3 + ["num"] * 4


def test_every_counting_list_has_its_own_number_and_start() -> None:
    numbers, root = numbering(("decimal", 0, 0, 1), ("decimal", 0, 2, 5), ("decimal", 0, 0, 1))
    assert len(set(numbers)) == 3
    starts = [
        (override.get(f"{W}ilvl"), values(override, "startOverride"))
        for override in root.iterfind(f"{W}num/{W}lvlOverride")
    ]
    assert starts == [("0", ["1"]), ("2", ["5"]), ("0", ["1"])]
    assert values(root, "num", "numId") == [str(number) for number in numbers]


@pytest.mark.parametrize("kind", [BULLET, CONTINUED])
def test_lists_that_count_nothing_share_a_number(kind: str) -> None:
    (first, second, indented), root = numbering((kind, 0, 0, None), (kind, 0, 1, None), (kind, 100, 0, None))
    assert first == second != indented
    assert len(root.findall(f"{W}num")) == 2
    assert not values(root, "startOverride")


@pytest.mark.parametrize("kind", [*LIST_TYPES.values(), BULLET, CONTINUED])
def test_definition_has_all_levels_each_further_in(kind: str) -> None:
    _, root = numbering((kind, 500, 0, None))
    assert values(root, "lvl", "ilvl") == [str(level) for level in range(LEVELS)]
    assert values(root, "ind", "left") == [str(500 + STEP * (level + 1)) for level in range(LEVELS)]
    assert set(values(root, "numFmt")) == {kind}


TEXTS = {"decimal": ["%1.", "%2.", "%3."], BULLET: ["•", "–", "•"], CONTINUED: ["", "", ""]}


@pytest.mark.parametrize(("kind", "expected"), TEXTS.items(), ids=TEXTS)
def test_what_stands_before_an_item(kind: str, expected: list[str]) -> None:
    _, root = numbering((kind, 0, 0, None))
    assert values(root, "lvlText")[:3] == expected


def test_further_paragraphs_stand_in_line_with_the_text_of_their_item() -> None:
    root = part(written("<ol><li><p>a</p><p>b</p></li></ol>"), "word/numbering.xml")
    items, further = (kind.find(f"{W}lvl/{W}pPr/{W}ind") for kind in root.iterfind(f"{W}abstractNum"))
    assert items is not None
    assert further is not None
    assert items.get(f"{W}left") == further.get(f"{W}left") == str(look().list_step)
    assert (items.get(f"{W}hanging"), further.get(f"{W}hanging")) == (str(look().list_step), "0")


def test_no_lists_no_numbering() -> None:
    assert not Numbering(STEP, ("•",))
    with pytest.raises(KeyError, match="numbering"):
        part(written("<p>x</p>"), "word/numbering.xml")


def test_lines_are_counted_without_a_full_stop_and_with_room_for_three_digits() -> None:
    _, root = numbering((LINES, 0, 0, 98))
    first = next(root.iter(f"{W}lvl"))
    assert (values(first, "numFmt"), values(first, "lvlText")) == (["decimal"], ["%1"])
    assert values(first, "ind", "left") == values(first, "ind", "hanging") == [str(STEP * 4 // 3)]
    assert values(root, "startOverride") == ["98"]


def test_further_paragraphs_stand_in_line_with_the_text_of_their_line() -> None:
    root = part(written("<ol class='lines'><li><p>a</p><p>b</p></li></ol>"), "word/numbering.xml")
    assert len(root.findall(f"{W}abstractNum")) == 2
    assert {values(kind, "ind", "left")[0] for kind in root.iterfind(f"{W}abstractNum")} == {
        str(look().list_step + look().list_step // 3)
    }
