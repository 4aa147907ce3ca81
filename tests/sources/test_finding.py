"""A quotation is found where it stands word for word, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources import Place, SourceText
from debatekit.sources.finding import find_quotation

TEXT = SourceText.of(
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
        ("On trees", [1]),
        ("Trees give shade", [2, 3]),
        ("Trees give shade.", [2, 3]),
        ('"Shade" is what a yard needs most', [2]),
        ("‘Shade’ is what", []),
        ("well-kept path - says", [2]),
        ("well-kept path -- says", []),
        ("A tree's first need is water", [3]),
        ("trees  do\nnot ask", [3]),
        ("Trees do not ask", []),
        ("trees give shade", []),
        ("[t]rees give shade", [2, 3]),
        ("[T]rees do not ask", [3]),
        ("tree", [3]),
        ("hade", []),
        ("kept", [2]),
        ("Trees give … most", [2]),
        ("Yards are small … Trees give shade", [3]),
        ("Trees give shade … Yards are small", [2]),
        ("Yards are small … On trees", []),
        ("Yards [in towns] are small", [3]),
        ("Yards [in towns] small", []),
        ("Yards [in towns] … small", [3]),
        ("[Many] yards are small", []),
        ("[Many y]ards are small", []),
        ("Yards are small [or not]", [3]),
        ("here [as it began] … with", [4]),
        ("On trees Trees give", []),
        ("On trees … Trees give", [1]),
        ("", []),
        ("…", []),
    ],
)
def test_a_quotation_is_found_in_its_paragraph(typed: str, paragraphs: list[int]) -> None:
    assert [passage.place.paragraph for passage in find_quotation(TEXT, typed)] == paragraphs


def test_the_nearest_words_behind_a_gap_are_meant() -> None:
    text = SourceText.of(["Trees stand. Trees give shade and shade."])
    (passage,) = find_quotation(text, "Trees … shade")
    assert passage.left_out == "give"


def test_a_group_behind_a_gap_is_looked_for_as_a_whole() -> None:
    text = SourceText.of(["Trees give light, and trees give shade."])
    (passage,) = find_quotation(text, "Trees … give [much] shade")
    assert passage.left_out == "give light, and trees"


def test_lines_are_those_of_the_numbered_reading() -> None:
    text = SourceText.of(["one two three " * 20, "four"])
    assert [len(lines) for lines in text.lines] == [5, 1]
    assert find_quotation(text, "four")[0].place == Place(2, 6, 6)
    assert find_quotation(text, "two three " + "one two three " * 19)[0].place == Place(1, 1, 5)


def test_words_are_counted_once() -> None:
    (passage,) = find_quotation(TEXT, "Yards … much")
    assert sorted(TEXT.words[number].text for number in passage.words) == ["Yards", "much."]


WORDS = st.lists(st.sampled_from(["tree", "Tree", "shade,", "the", "“yard”", "a–b", "ﬁn.", "wa\u00adter"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_any_run_of_words_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    text = SourceText.of(" ".join(words) for words in paragraphs)
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    start = data.draw(st.integers(0, len(paragraphs[number]) - 1))
    end = data.draw(st.integers(start + 1, len(paragraphs[number])))
    found = find_quotation(text, " ".join(paragraphs[number][start:end]))
    assert number + 1 in [passage.place.paragraph for passage in found]
