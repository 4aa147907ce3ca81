"""The numbering part: a definition for each kind of list, a number for each list; ``cases/`` has lists in pages."""

from __future__ import annotations

from typing import Final

import pytest
from lxml import etree

from debatekit.word.html_schema import LIST_TYPES
from debatekit.word.numbering import BULLET, CONTINUED, LINES, MAX_LEVELS, Numbering
from tests.word.support import W, look, part, values, written

STEP: Final = 360


def numbering(*lists: tuple[str, int, int, int | None]) -> tuple[list[int], etree._Element]:
    """Return the numbers of lists with a kind, offset, level and start, and the numbering part."""
    made = Numbering(STEP, ("•", "–"))
    numbers = [made.add(*entry) for entry in lists]
    return numbers, etree.fromstring(made.xml().encode())


def test_definitions_are_before_lists() -> None:
    _, root = numbering(("decimal", 0, 0, 1), (BULLET, 0, 0, None), ("decimal", 0, 0, 1), ("decimal", 100, 0, 5))
    assert [etree.QName(child).localname for child in root] == ["abstractNum"] * 3 + ["num"] * 4


def test_every_numbered_list_has_its_own_number_and_start() -> None:
    numbers, root = numbering(("decimal", 0, 0, 1), ("decimal", 0, 2, 5), ("decimal", 0, 0, 1))
    overrides = root.iterfind(f"{W}num/{W}lvlOverride")
    starts = [(override.get(f"{W}ilvl"), values(override, "startOverride")) for override in overrides]
    assert starts == [("0", ["1"]), ("2", ["5"]), ("0", ["1"])]
    assert values(root, "num", "numId") == [str(number) for number in numbers] == ["1", "2", "3"]


@pytest.mark.parametrize("kind", [BULLET, CONTINUED])
def test_lists_without_numbers_share_one(kind: str) -> None:
    (first, second, indented), root = numbering((kind, 0, 0, None), (kind, 0, 1, None), (kind, 100, 0, None))
    assert first == second != indented
    assert len(root.findall(f"{W}num")) == 2
    assert not values(root, "startOverride")


@pytest.mark.parametrize("kind", [*LIST_TYPES.values(), BULLET, CONTINUED])
def test_definition_has_all_levels_each_indented_more(kind: str) -> None:
    _, root = numbering((kind, 500, 0, None))
    assert values(root, "lvl", "ilvl") == [str(level) for level in range(MAX_LEVELS)]
    assert values(root, "ind", "left") == [str(500 + STEP * (level + 1)) for level in range(MAX_LEVELS)]
    assert set(values(root, "numFmt")) == {kind}


TEXTS: Final = {"decimal": ["%1.", "%2.", "%3."], BULLET: ["•", "–", "•"], CONTINUED: ["", "", ""]}


@pytest.mark.parametrize(("kind", "expected"), TEXTS.items(), ids=TEXTS)
def test_label_of_an_item(kind: str, expected: list[str]) -> None:
    _, root = numbering((kind, 0, 0, None))
    assert values(root, "lvlText")[:3] == expected


def test_numbered_lines_have_no_full_stop_and_space_for_three_digits() -> None:
    _, root = numbering((LINES, 0, 0, 98))
    first = next(root.iter(f"{W}lvl"))
    assert (values(first, "numFmt"), values(first, "lvlText")) == (["decimal"], ["%1"])
    assert values(first, "ind", "left") == values(first, "ind", "hanging") == [str(STEP * 4 // 3)]
    assert values(root, "startOverride") == ["98"]


CONTINUED_ITEMS: Final = {"list": ("<ol>", 1), "numbered lines": ("<ol class='lines'>", 4 / 3)}


@pytest.mark.parametrize(("start", "steps"), CONTINUED_ITEMS.values(), ids=CONTINUED_ITEMS)
def test_further_paragraphs_are_aligned_with_their_item(start: str, steps: float) -> None:
    root = part(written(f"{start}<li><p>a</p><p>b</p></li></ol>"), "word/numbering.xml")
    items, further = (kind.find(f"{W}lvl/{W}pPr/{W}ind") for kind in root.iterfind(f"{W}abstractNum"))
    assert items is not None
    assert further is not None
    indent = str(round(look().list_step * steps))
    assert items.get(f"{W}left") == further.get(f"{W}left") == items.get(f"{W}hanging") == indent
    assert further.get(f"{W}hanging") == "0"


INDENTED: Final = {
    "a quotation": ("<blockquote>{}</blockquote>", "Quote"),
    "a challenge": ("<aside class='challenge'>{}</aside>", "Challenge"),
    "a note in a card": ("<section class='card'><aside class='note'>{}</aside></section>", "Note Indented"),
    "a card": ("<section class='card'>{}</section>", "Body Text"),
}


@pytest.mark.parametrize(("around", "style"), INDENTED.values(), ids=INDENTED)
def test_list_is_aligned_with_the_text_around_it(around: str, style: str) -> None:
    root = part(written(around.format("<ul><li>x</li></ul>")), "word/numbering.xml")
    left, hanging = (int(values(root, "ind", name)[0]) for name in ("left", "hanging"))
    assert left - hanging == look().indents[style]


def test_no_lists_no_numbering() -> None:
    with pytest.raises(KeyError, match="numbering"):
        part(written("<p>x</p>"), "word/numbering.xml")
