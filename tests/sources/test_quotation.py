"""Quotations as they are typed become pieces: what must stand in the source, and what may lie between."""

from __future__ import annotations

import pytest

from debatekit.sources.quotation import parse_quotation


@pytest.mark.parametrize(
    ("typed", "pieces", "added"),
    [
        ("Trees give shade", [("Trees give shade", False)], []),
        ("  Trees\n give   shade ", [("Trees give shade", False)], []),
        ("Trees … shade", [("Trees", False), ("shade", True)], []),
        ("Trees ... shade", [("Trees", False), ("shade", True)], []),
        ("Trees [...] shade", [("Trees", False), ("shade", True)], []),
        ("Trees [ … ] shade", [("Trees", False), ("shade", True)], []),
        ("Trees . . . shade", [("Trees", False), ("shade", True)], []),
        ("… Trees give shade …", [("Trees give shade", False)], []),
        ("Trees [in yards] give shade", [("Trees", False), ("give shade", False)], ["in yards"]),
        ("Trees [in yards] … shade", [("Trees", False), ("shade", True)], ["in yards"]),
        ("Trees [sic] give", [("Trees", False), ("give", False)], ["sic"]),
        ("Tree[s] give", [("Tree", False), ("give", False)], ["s"]),
        ("…", [], []),
        ("[…] [x]", [], ["x"]),
    ],
)
def test_marks_divide_a_quotation(typed: str, pieces: list[tuple[str, bool]], added: list[str]) -> None:
    quotation = parse_quotation(typed)
    assert [(piece.spellings[0], piece.after_gap) for piece in quotation.pieces] == pieces
    assert list(quotation.added) == added


def test_a_letter_in_brackets_is_a_capital_or_not() -> None:
    (piece,) = parse_quotation("[t]rees give").pieces
    assert set(piece.spellings) == {"trees give", "Trees give"}


def test_many_letters_in_brackets_are_taken_as_they_are() -> None:
    (piece,) = parse_quotation("[t]rees " * 30).pieces
    assert piece.spellings == (("trees " * 30).strip(),)
