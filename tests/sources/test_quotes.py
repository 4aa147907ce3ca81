"""Quotations are found word for word, or what is wrong with them is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources.quotes import explain, find
from debatekit.sources.text import SourceText

TEXT = SourceText.from_paragraphs(
    [
        "On trees",
        "Trees give shade. “Shade” is what a yard needs\u00a0most, and so is a well\u2011kept path — says nobody.",
        "Yards are small, and trees do not ask for much. A tree’s ﬁrst need is wa\u00adter. Trees give shade.",
        "It ends here [as it began] … with trees.",
    ]
)


@pytest.mark.parametrize(
    ("typed", "paragraphs"),
    [
        ("Trees give shade", [2, 3]), ('"Shade" is what a yard needs most', [2]), ("well-kept path - says", [2]),
        ("A tree's first need is water", [3]), ("trees  do\nnot ask", [3]), ("trees give shade", []),
        ("[t]rees give shade", [2, 3]), ("[y]ards are small, and [T]rees do [N]ot", [3]), ("hade", []),
        ("Trees give … most", [2]), ("Yards are small … Trees give shade", [3]),
        ("Trees give shade … Yards are small", [2]), ("Yards are small … On trees", []),
        ("Yards [in towns] are small", [3]), ("[Many y]ards are small", []), ("here [as it began] … with", [4]),
        ("On trees Trees give", []), ("…", []),
    ],
)  # fmt: skip
def test_a_quotation_is_found_in_its_paragraph(typed: str, paragraphs: list[int]) -> None:
    assert [passage.place.paragraph for passage in find(TEXT, typed)] == paragraphs


WORDS = st.lists(st.sampled_from(["tree", "Tree", "shade,", "the", "“yard”", "a–b", "ﬁn.", "wa\u00adter"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_any_run_of_words_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    text = SourceText.from_paragraphs(" ".join(words) for words in paragraphs)
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    start = data.draw(st.integers(0, len(paragraphs[number]) - 1))
    end = data.draw(st.integers(start + 1, len(paragraphs[number])))
    found = find(text, " ".join(paragraphs[number][start:end]))
    assert number + 1 in [passage.place.paragraph for passage in found]


WITHOUT_SPACES = SourceText.from_paragraphs(
    [
        "校园里应该种树，因为夏天很热。",
        "校庭に木を植えるべきだ、と NATO の本は言う。",
        "โรงเรียนควรปลูกต้นไม้ทุกแห่ง เพราะร้อน",
    ]
)


@pytest.mark.parametrize(
    ("typed", "paragraphs"),
    [
        ("应该种树", [1]), ("应该 种树", [1]), ("因为夏天很热。", [1]), ("校园里…夏天很热", [1]), ("应当种树", []),
        ("木を植えるべきだ", [2]), ("とNATOの本", [2]), ("NAT", []), ("ควรปลูกต้นไม้", [3]), ("ทุกแห่ง เพราะ", [3]),
    ],
)  # fmt: skip
def test_quotations_are_found_within_a_run_of_characters(typed: str, paragraphs: list[int]) -> None:
    found = find(WITHOUT_SPACES, typed)
    assert [passage.place.paragraph for passage in found] == paragraphs
    assert all(0 < len(passage.words) < 20 for passage in found)


YARD = SourceText.from_paragraphs(
    [
        "On trees and yards",
        "Trees give shade on a hot day, and they take room from a game. Somebody must water them in summer.",
        "Most yards are small. A bench needs less room than a tree, and nobody has to water it at all.",
    ]
)


@pytest.mark.parametrize(
    ("typed", "kind", "passages"),
    [
        ("shade on a hot day, must water them", "joined", ["shade on a hot day,", "must water them"]),
        ("summer. Most", "joined", ["summer.", "Most"]),
        ("water them in summer. Most yards", "joined", ["water them in summer.", "Most yards"]),
        ("Most yards [in towns] small", "joined", ["Most yards", "small."]),
        ("must water them … Trees give shade", "out of order", ["must water them", "Trees give shade"]),
    ],
)
def test_what_is_joined_or_out_of_order_is_shown_piece_by_piece(typed: str, kind: str, passages: list[str]) -> None:
    found = explain(YARD, typed)
    assert found.kind == kind
    assert [YARD.original(*passage.spans[0]) for passage in found.passages] == passages


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_found_or_diagnosed(typed: str, paragraphs: list[str]) -> None:
    text = SourceText.from_paragraphs(paragraphs)
    if not find(text, typed):
        found = explain(text, typed)
        assert (found.kind == "altered") == (found.closest is not None)


@given(st.integers(0, 33), st.sampled_from("abcxyz"))
def test_a_changed_letter_is_never_passed_over(position: int, letter: str) -> None:
    quotation = "they take room from a game. Somebody"
    changed = quotation[:position] + letter + quotation[position + 1 :]
    if changed != quotation:
        assert find(YARD, changed) == []
        assert explain(YARD, changed).kind != "absent"
