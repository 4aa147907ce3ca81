"""What is wrong with a quotation that does not stand in its source, and which passage shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources import SourceText
from debatekit.sources.diagnosis import Fault, diagnose
from debatekit.sources.finding import find_quotation
from debatekit.sources.nearest import differing

TEXT = SourceText.of(
    [
        "On trees and yards",
        "Trees give shade on a hot day, and they take room from a game. Somebody must water them in summer.",
        "Most yards are small. A bench needs less room than a tree, and nobody has to water it at all.",
    ]
)


@pytest.mark.parametrize(
    ("typed", "fault", "paragraph", "nearest"),
    [
        ("Trees give shabe on a hot day", Fault.ALTERED, 2, "Trees give shade on a hot day,"),
        ("Trees give shade on a cold day", Fault.ALTERED, 2, "Trees give shade on a hot day,"),
        ("give Trees shade on a hot day", Fault.ALTERED, 2, "Trees give shade on a hot day,"),
        ("trees give shade", Fault.ALTERED, 2, "Trees give shade"),
        ("small yards", Fault.ALTERED, 3, "yards are small."),
        ("summmer", Fault.ALTERED, 2, "summer."),
        ("A bench always needs less room", Fault.ALTERED, 3, "A bench needs less room"),
        ("Most yards are small. A bunch … less rome than a tree", Fault.ALTERED, 3, "Most yards are small. A bench"),
        ("Fish swim in cold rivers", Fault.ABSENT, None, None),
        ("…", Fault.ABSENT, None, None),
    ],
)
def test_the_nearest_passage_is_shown(typed: str, fault: Fault, paragraph: int | None, nearest: str | None) -> None:
    found = diagnose(TEXT, typed)
    assert found.fault is fault
    assert (found.nearest and found.nearest.place.paragraph) == paragraph
    if nearest:
        assert found.nearest is not None
        assert nearest in found.nearest.text


@pytest.mark.parametrize(
    ("typed", "fault", "passages"),
    [
        ("shade on a hot day, must water them", Fault.JOINED, ["shade on a hot day,", "must water them"]),
        ("On trees and yards Trees give shade", Fault.JOINED, ["On trees and yards", "Trees give shade"]),
        ("Trees give shade a hot day", Fault.JOINED, ["Trees give shade", "a hot day,"]),
        ("Most yards [in towns] small", Fault.JOINED, ["Most yards", "small."]),
        ("must water them … Trees give shade", Fault.OUT_OF_ORDER, ["must water them", "Trees give shade"]),
        ("water them in summer. Trees give shade", Fault.OUT_OF_ORDER, ["water them in summer.", "Trees give shade"]),
        ("nobody has to … A bench", Fault.OUT_OF_ORDER, ["nobody has to", "A bench"]),
    ],
)  # fmt: skip
def test_what_is_joined_or_out_of_order_is_shown_piece_by_piece(typed: str, fault: Fault, passages: list[str]) -> None:
    found = diagnose(TEXT, typed)
    assert found.fault is fault
    assert [TEXT.written(*passage.spans[0]) for passage in found.passages] == passages


def test_the_expected_paragraph_is_preferred() -> None:
    text = SourceText.of(["Trees give shade.", "Trees give shade."])
    for paragraph in (1, 2):
        found = diagnose(text, "Trees give shabe", paragraph)
        assert found.nearest is not None
        assert found.nearest.place.paragraph == paragraph


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("a b c", "a x c", ([False, True, False], [False, True, False])),
        ("a b c", "a c", ([False, True, False], [False, False])),
        ("a “b”", 'a "b"', ([False, False], [False, False])),
        ("A b", "a b", ([True, False], [True, False])),
    ],
)
def test_what_differs_is_marked(before: str, after: str, marks: tuple[list[bool], list[bool]]) -> None:
    assert differing(before.split(), after.split()) == marks


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_found_or_diagnosed(typed: str, paragraphs: list[str]) -> None:
    text = SourceText.of(paragraphs)
    if not find_quotation(text, typed):
        assert diagnose(text, typed).fault in Fault


@given(st.integers(0, 33), st.sampled_from("abcxyz"))
def test_a_changed_letter_is_never_passed_over(position: int, letter: str) -> None:
    quotation = "they take room from a game. Somebody"
    changed = quotation[:position] + letter + quotation[position + 1 :]
    if changed != quotation:
        assert find_quotation(TEXT, changed) == []
        assert diagnose(TEXT, changed).fault is not Fault.ABSENT
