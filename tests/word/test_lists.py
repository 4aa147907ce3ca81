"""The numbering part: a definition for each kind of list, a number for each list; ``cases/`` has lists in pages."""

from __future__ import annotations

from typing import Final

import pytest
from lxml import etree

from debatekit.word.numbering import BULLET, CONTINUED, LINES, MAX_LEVELS, Numbering
from tests.word.support import W, look, part, values, written

STEP: Final = 360


def numbering(*lists: tuple[str, int, int, int | None]) -> etree._Element:
    """Return the numbering part of lists with a kind, offset, level and start."""
    made = Numbering(STEP, ("•", "–"))
    for entry in lists:
        made.add(*entry)
    return etree.fromstring(made.xml().encode())


def test_numbered_lists_have_numbers_of_their_own_and_others_share_one() -> None:
    root = numbering(
        ("decimal", 0, 0, 1), ("decimal", 0, 2, 5), (BULLET, 0, 0, None), (BULLET, 0, 1, None), (BULLET, 100, 0, None)
    )
    assert [etree.QName(child).localname for child in root] == ["abstractNum"] * 3 + ["num"] * 4
    overrides = root.iterfind(f"{W}num/{W}lvlOverride")
    assert [(found.get(f"{W}ilvl"), values(found, "startOverride")) for found in overrides] == [
        ("0", ["1"]),
        ("2", ["5"]),
    ]
    assert values(root, "num", "numId") == ["1", "2", "3", "4"]


LABELS: Final = {
    "decimal": ("decimal", ["%1.", "%2.", "%3."], STEP),
    BULLET: (BULLET, ["•", "–", "•"], STEP),
    CONTINUED: (CONTINUED, ["", "", ""], 0),
    LINES: ("decimal", ["%1", "%2", "%3"], STEP * 4 // 3),
}


@pytest.mark.parametrize(("kind", "expected"), LABELS.items(), ids=LABELS)
def test_definition_has_all_levels_each_indented_more(kind: str, expected: tuple[str, list[str], int]) -> None:
    number_format, texts, hanging = expected
    root = numbering((kind, 500, 0, None))
    lefts = list(map(int, values(root, "ind", "left")))
    assert lefts == [lefts[0] + STEP * level for level in range(MAX_LEVELS)]
    assert lefts[0] == 500 + (hanging or STEP)
    assert (set(values(root, "ind", "hanging")), set(values(root, "numFmt"))) == ({str(hanging)}, {number_format})
    assert values(root, "lvlText")[:3] == texts


INDENTED: Final = {
    "a quotation": ("<blockquote>{}</blockquote>", "Quote"),
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
