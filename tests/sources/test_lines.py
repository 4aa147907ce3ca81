"""Lines of plain text are joined where a program ended them, and are paragraphs where a person did."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.sources.lines import join_lines, text_paragraphs, words_in
from debatekit.sources.quotes import find
from debatekit.sources.readers import read_source

COPIED = """\
Every yard needs a bench before it
needs a tree, say the pupils. They
sit on walls that are cold and wet,
and nobody counts the hours.
A tree costs more. It wants water
twice a week, and somebody who
sweeps in autumn, which takes time."""
TWO = [
    "Every yard needs a bench before it needs a tree, say the pupils. They sit on walls that are cold and wet, and "
    "nobody counts the hours.",
    "A tree costs more. It wants water twice a week, and somebody who sweeps in autumn, which takes time.",
]
HEADING = "Benches for every yard in town"
ASKED = TWO[0].replace("bench", "bench, so By Ann Oak asked,")
HEADED = COPIED.replace("\nsit on", "\n{}\nsit on").replace("\ntwice", "\n{}\ntwice")


JOINED = {
    "no empty lines": (COPIED, TWO),
    "page numbers": (HEADED.format("\n3\n", "\n4\n"), TWO),
    "heads": (HEADED.format("3\nGarden Weekly", "4\nGarden Weekly"), TWO),
    "heads with numbers": (HEADED.format("Garden | Page 3", "Garden | Page 4"), TWO),
    "heads alone": (HEADED.format("\nGarden Weekly\n", "\nGarden Weekly\n"), TWO),
    "one empty line": (COPIED.replace("hours.\nA tree", "hours.\n\nA tree"), TWO),
    "list": (COPIED.replace("A tree costs", "- A tree costs"), [TWO[0], f"- {TWO[1]}"]),
    "heading": ("On benches\n" + COPIED, ["On benches", *TWO]),
    "byline and date": (f"{HEADING}\nBy Jane Doe\n3 May 2026\n{COPIED}", [HEADING, "By Jane Doe", "3 May 2026", *TWO]),
    "French byline": (f"{HEADING}\nPar Zoé Roy | 3 mai 2026\n{COPIED}", [HEADING, "Par Zoé Roy | 3 mai 2026", *TWO]),
    "one foot with a gap": (COPIED.replace("\nA tree", "\nGarden Weekly     Page 1\nA tree"), TWO),
    "date": (f"{HEADING}\nMonday, May 4, 2026\n{COPIED}", [HEADING, "Monday, May 4, 2026", *TWO]),
    "no byline": (
        COPIED.replace("bench before", "bench, so\nBy Ann Oak\nasked, before"),
        [ASKED, TWO[1]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED)
def test_copied_lines_are_joined(text: str, expected: list[str]) -> None:
    assert [" ".join(paragraph.split()) for paragraph in text_paragraphs(text.split("\n"))] == expected


OWN_LINES = {
    "paragraphs": "On trees\nTrees give shade on hot days.\nThey need water.\nBenches do not.",
    "a poem": "The tree is tall\nThe yard is small\nA bench is near\nThe sky is clear",
    "a list": "Trees\nBenches\nRoofs\nSails of cloth\nWater",
    "empty lines between": "trees give\n\nshade on\n\nhot days and\n\nneed water",
    "years": "2023\n\n2024\n\n2025",
}


@pytest.mark.parametrize("name", OWN_LINES)
def test_lines_of_a_person_are_paragraphs(name: str) -> None:
    assert text_paragraphs(OWN_LINES[name].split("\n")) == [line for line in OWN_LINES[name].split("\n") if line]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["They wa-", "ter it."], "They water it."),
        (["a well-kept path, a well-", "kept path"], "a well-kept path, a well-kept path"),
        (["wa\u00ad", "ter"], "water"), (["Vor-", "und Nachteile"], "Vor- und Nachteile"),
        (["Jean-", "Pierre"], "Jean-Pierre"), (["2019-", "2020"], "2019-2020"), (["a dash —", "yes"], "a dash —\nyes"),
        (["a dash—", "yes"], "a dash—yes"), (["Trees", "give"], "Trees\ngive"),
    ],
)  # fmt: skip
def test_divided_words_are_whole_again(lines: list[str], expected: str) -> None:
    assert join_lines(lines, words_in(lines)) == expected


def test_a_word_that_chrome_divided_is_whole_again(tmp_path: Path) -> None:
    copied = COPIED.replace("before it", "be\x02fore it").replace("counts", "cou\ufffe\r\nnts")
    (tmp_path / "a.txt").write_bytes(copied.encode())
    assert find(read_source(tmp_path / "a.txt"), "Every yard needs a bench before it needs")
    assert find(read_source(tmp_path / "a.txt"), "nobody counts the hours")


@given(st.lists(st.text("ab. -,", max_size=30), max_size=30, unique_by=str.strip))
def test_no_letter_is_lost(lines: list[str]) -> None:
    found = "".join(text_paragraphs(lines))
    assert [sign for sign in found if sign.isalpha()] == [sign for sign in "".join(lines) if sign.isalpha()]
