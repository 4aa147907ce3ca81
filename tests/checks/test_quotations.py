"""Quotations are verified by the source's text where it is at hand, else by the record; what is relied on is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from debatekit.checks.record import fingerprint, read_record
from debatekit.checks.results import Basis
from debatekit.errors import DebatekitError
from debatekit.sources import Place
from tests.checks.support import SOUND, TEXT, check, recorded, verify, write

if TYPE_CHECKING:
    from pathlib import Path

P1 = ("pro", "arguments", 0, "evidence", 0)
PLACES = {
    P1: Place(3, 4, 5),
    ("pro", "arguments", 1, "evidence", 0): Place(5, 11, 11),
    ("con", "arguments", 0, "evidence", 0): Place(4, 8, 8),
    ("con", "arguments", 1, "evidence", 0): Place(6, 14, 15),
    ("evaluation", "claims", 0): Place(6, 14, 14),
    ("evaluation", "words", 0): Place(3, 5, 5),
}


def told(path: Path) -> list[tuple[str, int, str]]:
    return [(it.rule.code, it.problem.line, it.problem.message) for it in check(path).findings]


def test_each_quotation_has_its_place_in_the_text(tmp_path: Path) -> None:
    checked = check(write(tmp_path))
    assert checked.places == PLACES
    known = checked.sources["text"]
    assert (known.basis, known.quotations, known.verified) == (Basis.TEXT, 6, 6)
    assert known.file == (tmp_path / "yard.txt").as_posix()
    assert (known.paragraphs, known.lines, known.words) == (6, 15, len(TEXT.split()))


def test_a_word_is_counted_as_quoted_once(tmp_path: Path) -> None:
    twice = SOUND.replace("quote: quick", "quote: not a quick answer").replace(
        "quote: Watering it takes the whole summer",
        "quote: Watering it takes\n          from: text\n        - quote: it takes the",
    )
    assert check(write(tmp_path, twice)).sources["text"].quoted_words == 7 + 6 + 6 + 4 + 8 + 4


def test_a_text_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, text=None)
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(TEXT, encoding="utf-8")
    checked = check(path, {"text": elsewhere})
    assert checked.findings == ()
    assert checked.sources["text"].file == elsewhere.as_posix()


def test_a_named_text_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match="there is no such file"):
        check(write(tmp_path), {"text": tmp_path / "none.txt"})


def test_without_the_text_the_record_is_relied_on_and_named(tmp_path: Path) -> None:
    record = verify(write(tmp_path), date(2026, 5, 4))
    checked = check(write(tmp_path, text=None))
    assert checked.findings == ()
    assert checked.places == PLACES
    known = checked.sources["text"]
    assert (known.basis, known.file, known.date) == (Basis.RECORD, record.as_posix(), "2026-05-04")
    assert (known.quotations, known.verified, known.quoted_words) == (6, 6, 34)


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "many pupils like",
            "many pupils bike",
            "DK111",
            "P1 had no such quotation when it was verified, on 2026-11-23: it was changed, or is new",
        ),
        (
            "quote: quick",
            "quote: slow",
            "DK111",
            "W1 had no such quotation when it was verified, on 2026-11-23: it was changed, or is new",
        ),
        ("paragraph: 4", "paragraph: 5", "DK105", "by the record of 2026-11-23, this stands in paragraph 4"),
    ],
)
def test_without_the_text_a_change_since_the_record_is_an_error(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    verify(write(tmp_path))
    assert SOUND.count(old) == 1
    line = SOUND[: SOUND.index(old)].count("\n") + 1
    changed = SOUND.replace(old, new)
    assert told(write(tmp_path, changed, None)) == [(code, line, message)]


def test_how_marks_are_written_is_no_change(tmp_path: Path) -> None:
    verify(write(tmp_path))
    assert told(write(tmp_path, SOUND.replace("Some schools ask …", "Some  schools\u00a0ask [...]"), None)) == []
    assert fingerprint("“a – b”") == fingerprint('"a  - b"') != fingerprint('"a - c"')


def test_a_quotation_that_came_since_the_record_is_an_error(tmp_path: Path) -> None:
    verify(write(tmp_path))
    more = SOUND.replace("  words:", "    - quote: Leaves fall in autumn\n  words:")
    assert [found[0] for found in told(write(tmp_path, more, None))] == ["DK111"]


@pytest.mark.parametrize(
    ("motion", "text", "message"),
    [
        (
            SOUND,
            TEXT + "\nOne more.",
            "the record motion.verified.json was made from another text of 'text', on 2026-11-23",
        ),
        (
            SOUND.replace("quote: quick", "quote: a quick"),
            TEXT,
            "the record motion.verified.json lacks what is quoted in W1",
        ),
    ],
    ids=["another text", "another quotation"],
)
def test_with_the_text_at_hand_an_old_record_is_told(tmp_path: Path, motion: str, text: str, message: str) -> None:
    verify(write(tmp_path))
    found = told(write(tmp_path, motion, text))
    assert ("DK112", 4, message) in found


def test_the_record_holds_no_word_of_the_text(tmp_path: Path) -> None:
    record = verify(write(tmp_path)).read_text(encoding="utf-8").lower()
    assert [word for word in ("pupils", "yard", "shade", "quick", "summer") if word in record] == []


def test_an_ellipsis_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    for mark in ("…", "...", "[…]", "[ . . . ]"):
        assert check(write(tmp_path, SOUND.replace("ask … before", f"ask {mark} before"))).findings == ()


def test_there_is_no_record_of_a_quotation_that_is_not_there(tmp_path: Path) -> None:
    record, found = recorded(write(tmp_path, SOUND.replace("many pupils like", "many pupils bike")))
    assert record is None
    assert [it.rule.code for it in found.findings] == ["DK102"]


def test_there_is_no_record_without_a_text(tmp_path: Path) -> None:
    record, found = recorded(write(tmp_path, text=None))
    assert record is None
    assert {it.rule.code for it in found.findings} == {"DK110"}


def test_what_is_known_of_a_text_that_is_away_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path)
    verify(path, date(2026, 5, 4))
    before = read_record(path)
    record, _ = recorded(write(tmp_path, text=None))
    assert record == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"version": 1', '"version": 2', "'2' is too large"),
        ('"paragraph": 3', '"paragraph": "three"', "a whole number is expected here, and this is 'three'"),
        ('"words":', '"wörds":', "unknown key 'wörds'"),
        ("}", "", ""),
    ],
)
def test_a_broken_record_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write(tmp_path)
    record = verify(path)
    record.write_text(record.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DebatekitError) as caught:
        check(path)
    problem = caught.value.problems[0]
    assert problem.file == record.as_posix()
    assert problem.line
    assert message in problem.message
    assert "debatekit verify" in problem.hint
