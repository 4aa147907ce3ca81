"""Sentences, the reading level, word lists and placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debatekit.checks.language import Suggestion, WordList, read_wordlist, reading_level, words
from debatekit.errors import DebatekitError
from debatekit.files import packaged
from debatekit.motion.markdown import plain
from debatekit.new_motion.wordlist import read_proposal_words
from debatekit.sources.text import SourceText
from tests.checks.support import FOLDERS, check
from tests.samples import SMALLEST, write_motion


def test_words_are_found() -> None:
    assert words("well-known tree’s « 3.5 » or 1,000") == ["well-known", "tree's", "3.5", "or", "1", "000"]


FIFTY = "Seven letters in winters. " * 5 + "Trees give much shade in the yard of our school. " * 3
"""50 words, of which 10 have seven letters, in 8 sentences, with 216 letters."""


def test_the_reading_level_is_that_of_the_published_formula() -> None:
    letters = 5 * (5 + 7 + 2 + 7) + 3 * (5 + 4 + 4 + 5 + 2 + 3 + 4 + 2 + 3 + 6)
    grade = 4.71 * letters / 50 + 0.5 * 50 / 8 - 21.43
    assert reading_level(FIFTY, "en-GB") == pytest.approx(max(5, grade + 5))
    assert reading_level(FIFTY, "de") == pytest.approx(50 / 8 + 100 * 10 / 50)
    assert reading_level("Trees give shade.", "en") is None
    assert reading_level("", "en", 0) is None


@given(st.text(), st.sampled_from(["en", "fr"]))
def test_any_text_is_measured(text: str, language: str) -> None:
    level = reading_level(plain(text), language, 1)
    assert level is None or level > 0


EASY = "It is hot in the sun. A tree can help you, and so can a roof. " * 4
HARD = (
    "Extraordinarily uncomfortable temperatures necessarily require considerable organisational determination. "
    "Responsibility for irrigation demonstrates administrative impracticability throughout neighbourhoods. "
) * 3


def too_hard(folder: Path, motion: str) -> list[tuple[int, str, tuple[str, ...]]]:
    findings = [it for it in check(write_motion(folder, motion)).findings if it.rule.code == "DK401"]
    return [(it.problem.line, it.problem.message, it.details) for it in findings]


def test_the_hardest_sentences_are_shown(tmp_path: Path) -> None:
    ((line, message, details),) = too_hard(tmp_path, f"ages: 11 to 14\nbackground: {EASY}{HARD * 2}\n{SMALLEST}")
    age = "the age of 20 (an estimate), and the youngest are 11"
    assert (line, message) == (2, f"the background reads like a text for {age}")
    assert [line.startswith("age 20, ") for line in details] == [True] * 3


@pytest.mark.parametrize("fields", ["background", "language: de\nages: 11\nbackground", "ages: 11\nteacher_notes"])
def test_what_is_not_too_hard(tmp_path: Path, fields: str) -> None:
    assert too_hard(tmp_path, f"{fields}: {HARD}\n{SMALLEST}") == []


PARTS = {
    "P1": (5, SMALLEST.replace("Trees give shade.", HARD)),
    "the questions": (11, f"{SMALLEST}questions: [{{ask: {HARD}}}]\n"),
    "the source evaluation": (12, f"{SMALLEST}sources: {{a: {{}}}}\nevaluation: {{source: a, offline: {HARD}}}\n"),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_that_pupils_read_is_checked(tmp_path: Path, part: str) -> None:
    ((line, message, _),) = too_hard(tmp_path, f"ages: 11\n{PARTS[part][1]}")
    assert (line, message.partition(" reads like")[0]) == (PARTS[part][0], part)


LIST = WordList(
    hedges=["may", "in some cases", "seem*"],
    loaded={"strong": ["threat", "defence*"], "certain": ["no doubt", "doubt"]},
    negations=["not", "*n't"],
)


def test_words_are_whole_words_and_the_longest_wins() -> None:
    text = "It may rain. In some  cases, MAYBE or may-be a mayor seemingly seems dismayed."
    assert LIST.find("hedges", text) == ["may", "In some cases", "may", "seemingly", "seems"]
    assert [LIST.is_one("negations", word) for word in ("not", "Don’t", "knot")] == [True, True, False]
    assert [it[:2] for it in LIST.loaded_in("No doubt a “Threat”, defenceless;  threats and doubt.")] == [
        ("No doubt", "certain"), ("Threat", "strong"), ("defenceless", "strong"), ("doubt", "certain")
    ]  # fmt: skip


def test_each_loaded_word_is_suggested_once_at_its_first_place() -> None:
    paragraphs = ["On yards", "A threat is no threat. There is no doubt.", "A Threat again, and defences."]
    assert LIST.suggestions(SourceText.from_paragraphs(paragraphs)) == (
        Suggestion("threat", "strong", 2, 2),
        Suggestion("no doubt", "certain", 2, 2),
        Suggestion("defences", "strong", 3, 3),
    )


def test_words_of_another_language() -> None:
    found = read_wordlist(FOLDERS, "de-AT")
    assert found is not None
    assert [found.is_one("negations", word) for word in ("keineswegs", "Keim")] == [True, False]


def test_the_users_own_list_comes_first_and_may_be_missing_or_wrong(tmp_path: Path) -> None:
    assert read_wordlist(FOLDERS, "cy") is None
    own = tmp_path / "wordlists/en.yaml"
    own.parent.mkdir()
    own.write_text("hedges: [ish]\nloaded: {}\nnegations: [nay]\n", encoding="utf-8")
    found = read_wordlist((tmp_path, *FOLDERS), "en-US")
    assert found is not None
    assert found.find("hedges", "green ish, maybe") == ["ish"]
    (tmp_path / "wordlists/fr.yaml").write_text("hedges: [ish]\nloaded: {}\nnegation: [nay]\n", encoding="utf-8")
    with pytest.raises(DebatekitError, match=r"fr.yaml:3:1: unknown key 'negation'"):
        read_wordlist((tmp_path,), "fr")


@pytest.mark.parametrize("path", sorted(packaged("templates").glob("wordlists/*.yaml")), ids=lambda path: path.stem)
def test_each_packaged_list_is_sound_and_has_each_word_once(path: Path) -> None:
    found = read_proposal_words(FOLDERS, path.stem)
    loaded = [word for words in found.loaded.values() for word in words]
    groups = found.model_dump(exclude={"loaded"}) | {"loaded": loaded}
    for group in groups.values():
        assert len(set(group)) == len(group)
        assert [word for word in group if " - " in word] == [], "a line that is indented more belongs to the one before"
    assert set(found.hedges).isdisjoint(loaded)


def test_each_placeholder_is_a_finding_at_its_line(tmp_path: Path) -> None:
    motion = SMALLEST.replace("Trees give shade.", "(write the claim)")
    motion = motion.replace("Yards are small.", "Yards are small (write it down).")
    more = 'teacher_notes: "(write notes on teaching it)"\nterms: [{term: shade, meaning: (write what it means)}]\n'
    report = check(write_motion(tmp_path, motion + more))
    places = {4: "'claim' of P1", 10: "'teacher_notes'", 11: "'meaning'"}
    assert [(it.rule.code, it.problem.line, it.problem.message) for it in report.findings] == [
        ("DK601", line, f"{place} is still to be written") for line, place in places.items()
    ]
    assert report.balance is not None
    assert report.balance.rows["words"][0] == len(["Planting", "is", "a", "lesson", "in", "itself."])
