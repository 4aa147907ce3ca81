"""Planted faults, one in a motion: each is found with its code, at its line, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.support import HERE, PROJECT, SOUND, check, write

if TYPE_CHECKING:
    from pathlib import Path


def planted(folder: Path, *changes: str) -> tuple[Path, int]:
    """Write the sound motion with texts replaced, the first by the second and so on; return it, and the line of »."""
    text = SOUND
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    line = text[: text.index("»")].count("\n") + 1
    return write(folder, text.replace("»", "")), line


@pytest.mark.parametrize("path", [HERE / "sound.yaml", *sorted(PROJECT.glob("motions/*.yaml"))], ids=lambda it: it.stem)
def test_sound_motions_have_no_finding(path: Path) -> None:
    assert [(it.rule.code, it.problem.headline) for it in check(path).findings] == []


FIELDS = ("title", "author", "qualifications", "publisher", "published", "accessed", "url")
BOOK = ", ".join(f"{field}: not stated" for field in FIELDS)
HARD = (
    "Responsibility for irrigation throughout extraordinarily uncomfortable temperatures necessarily requires "
    "considerable organisational determination, unmistakably demonstrating administrative impracticability. "
)
FAULTS = {
    "one letter changed": ("DK102", "many pupils like", "»many pupils bike"),
    "two words swapped": ("DK102", "many pupils like to sit", "»many pupils to like sit"),
    "a word added": ("DK102", "many pupils like to sit", "»many pupils really like to sit"),
    "a capital changed": ("DK102", "Watering it takes", "»watering it takes"),
    "nothing like it": ("DK101", "many pupils like to sit below them", "»Fish swim in cold rivers"),
    "sentences joined": (
        "DK104", "quote: A tree can be planted in an hour.",
        "quote: »A tree can be planted in an hour takes the whole summer.",
    ),
    "a word left out": ("DK104", "many pupils like to sit below", "»many pupils like sit below"),
    "paragraphs joined": (
        "DK104", "quote: A tree can be planted in an hour.\n      paragraph: 6",
        "quote: »so do benches. A tree can be planted in an hour.",
    ),
    "pieces turned round": ("DK103", "Some schools ask … before they plant", "»before they plant … Some schools ask"),
    "halves turned round": (
        "DK103", "quote: A tree can be planted in an hour.",
        "quote: »Watering it takes the whole summer. A tree can be planted in an hour.",
    ),
    "words added in brackets that replace others": ("DK104", "many pupils like to sit", "»many pupils [love] to sit"),
    "another paragraph": ("DK105", "from: text\n          paragraph: 4", "from: text\n          paragraph: »5"),
    "words that stand twice": (
        "DK106", "quote: Ball games need most of it\n          from: text\n          paragraph: 4",
        "quote: »Ball games need\n          from: text",
    ),
    "too many words": (
        "DK107", "quote: A tree can be planted in an hour.\n      paragraph: 6",
        "quote: »A roof gives shade at once, but it does not grow, and birds do not nest in it.",
        "most_quoted: 40 %", "most_quoted: 90 %\n  longest_quotation: 17",
    ),
    "pieces of different paragraphs": (
        "DK108", "Some schools ask … before they plant", "»Others plant first … A tree can be planted in an hour",
    ),
    "not left out": (
        "DK109", "quote: quick\n      paragraph: 3", "quote: »A tree is … a quick answer\n      paragraph: 3",
    ),
    "not added": ("DK109", "Some schools ask … before", "»Some schools [do not] ask … before"),
    "cut off before not": (
        "DK109", "quote: Watering it takes the whole summer", "quote: »A roof gives shade at once, but it does",
    ),
    "cut off behind not": (
        "DK109", "quote: many pupils like to sit below them", "quote: »a quick answer, because it needs years",
    ),
    "much of the source": (
        "DK113", "  text:\n    title: A text to practise with", "  »text:\n    title: A text to practise with",
        "most_quoted: 40 %", "most_quoted: 10 %",
    ),
    "a field left out": ("DK201", "  text:\n    title: A text to practise with\n", "  »text:\n"),
    "not stated in other words": ("DK202", "publisher: not stated", "publisher: »n/a"),
    "a source without use": ("DK203", "sources:\n", "sources:\n  »book: {" + BOOK + "}\n"),
    "no address": ("DK204", "url: not stated", "url: »school library"),
    "a date to come": ("DK205", "accessed: not stated", "accessed: »2031-01-01"),
    "an argument that nobody answers": (
        "DK308", "- claim: Planting is a lesson in itself.", "- »claim: Planting is a lesson in itself.",
        "      challenge: that a tree needs years to grow.\n", "", "      answers: [P2]\n", "",
    ),
    "text that is too hard": ("DK401", "sources:\n", "»background: " + 3 * HARD + "\nsources:\n"),
    "a silence without use": (
        "DK901", "most_quoted: 40 %", "most_quoted: 40 %\n  silence:\n    - »code: DK107\n      reason: for practice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_at_its_line_and_nothing_else(tmp_path: Path, fault: str) -> None:
    code, *changes = FAULTS[fault]
    path, line = planted(tmp_path, *changes)
    assert [(it.rule.code, it.problem.line) for it in check(path).findings] == [(code, line)]


def test_at_least_twenty_faults_are_planted() -> None:
    assert len(FAULTS) >= 20
