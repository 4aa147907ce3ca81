"""Quotations are verified in the text of their source, or else in the record, and the report says in which."""

import json
from datetime import date
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError
from debatekit.sources.quotes import fingerprint
from debatekit.sources.text import Place
from tests.checks.support import HERE, PROJECT, SOUND, TEXT, check, verify, write
from tests.problems import reported
from tests.samples import SMALLEST, write_motion

P1 = ("pro", "arguments", 0, "evidence", 0)
PLACES = {
    P1: Place(3, 4, 5),
    ("pro", "arguments", 1, "evidence", 0): Place(5, 11, 11),
    ("con", "arguments", 0, "evidence", 0): Place(4, 8, 8),
    ("con", "arguments", 1, "evidence", 0): Place(6, 14, 15),
    ("evaluation", "claims", 0): Place(6, 14, 14),
    ("evaluation", "words", 0): Place(3, 5, 5),
}


def found(path: Path) -> list[tuple[str, int, str]]:
    return [(it.rule.code, it.problem.line, it.problem.message) for it in check(path).findings]


def planted(folder: Path, *changes: str, text: str | None = TEXT) -> tuple[Path, int]:
    """Write the sound motion with texts replaced, the first by the second and so on; return it, and the line of »."""
    motion = SOUND
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert motion.count(old) == 1, old
        motion = motion.replace(old, new)
    line = motion[: motion.index("»")].count("\n") + 1
    return write(folder, motion.replace("»", ""), text), line


def test_each_quotation_has_its_place_in_the_text(tmp_path: Path) -> None:
    checked = check(write(tmp_path))
    assert checked.places == PLACES
    known = checked.sources["text"]
    assert (known.basis, known.file) == ("text", (tmp_path / "yard.txt").as_posix())
    assert (known.quotations, known.verified, known.words, known.quoted_words) == (6, 6, len(TEXT.split()), 34)


def test_a_text_that_does_not_exist_is_a_problem_if_it_is_named_or_misnamed(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError, match="there is no such file"):
        check(write(tmp_path), {"text": tmp_path / "none.txt"})
    path = write(tmp_path, text=None)
    for name, hints in (("other.txt", []), ("yrad.txt", ["Did you mean 'yrad.txt'?"])):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        assert [it.problem.hint for it in check(path).findings if it.rule.code == "DK114"] == hints
    path.write_text(SOUND.replace("sources:\n", "sources:\n  other: {text: yrad.txt}\n"), encoding="utf-8")
    assert [it for it in check(path).findings if it.rule.code == "DK114"] == []  # it is the text of another source


CHANGED = "this quotation was not in {} when it was verified on 2026-11-23"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("many pupils like", "»many pupils bike", "DK111", CHANGED.format("P1")),
        ("paragraph: 4", "paragraph: »5", "DK105", "the quotation is not in paragraph 5, but in paragraph 4"),
        ("  words:", "    - quote: »Leaves fall in autumn\n  words:", "DK111", CHANGED.format("S2")),
    ],
    ids=["words", "paragraph", "one more"],
)
def test_without_the_text_a_change_since_the_record_is_an_error(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    verify(write(tmp_path))
    path, line = planted(tmp_path, old, new, text=None)
    assert found(path) == [(code, line, message)]


def test_the_form_of_marks_is_not_a_change(tmp_path: Path) -> None:
    verify(write(tmp_path))
    for mark in ("...", "[…]", "[ . . . ]"):
        motion = SOUND.replace("Some schools ask … before", f"Some  schools\u00a0ask {mark} before")
        assert found(write(tmp_path, motion)) == found(write(tmp_path, motion, None)) == []
    assert fingerprint("“a – b”") == fingerprint('"a  - b"') != fingerprint('"a - c"')


def test_with_the_text_an_old_record_is_reported(tmp_path: Path) -> None:
    verify(write(tmp_path))
    message = "the record of 2026-11-23 lacks a quotation, or is of another text"
    assert ("DK112", 4, message) in found(write(tmp_path, text=f"{TEXT}\nMore."))
    assert ("DK112", 4, message) in found(write(tmp_path, SOUND.replace("quote: quick", "quote: a quick")))


PAGE = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())


def test_a_record_of_another_version_is_named_and_fails_nothing(tmp_path: Path) -> None:
    motion = SOUND.replace("yard.txt", "yard.html")
    (tmp_path / "yard.html").write_text(f"<article>{PAGE}</article>", encoding="utf-8")
    record = verify(write(tmp_path, motion))
    assert found(tmp_path / "motion.yaml") == []
    content = json.loads(record.read_text(encoding="utf-8"))
    assert "trafilatura" in content["sources"]["text"].pop("extractor")
    record.write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "yard.html").write_text(f"<article><p>A line more.</p>{PAGE}</article>", encoding="utf-8")
    findings = check(tmp_path / "motion.yaml").findings
    assert {(it.rule.code, it.rule.severity) for it in findings} == {("DK112", "warning"), ("DK116", "warning")}
    assert "an earlier version" in findings[0].problem.message


def test_an_encoding_that_was_guessed_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "yard.txt").write_bytes(f"{TEXT}\nKühle Bäume, größere Höfe.".encode("mac-roman"))
    assert [(code, message) for code, _, message in found(path)] == [
        ("DK115", "the encoding of 'yard.txt' was guessed: Mac Roman")
    ]


def test_the_record_holds_no_word_of_the_text(tmp_path: Path) -> None:
    record = verify(write(tmp_path)).read_text(encoding="utf-8").lower()
    assert [word for word in ("pupils", "yard", "shade", "quick", "summer") if word in record] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"version": 1', '"version": 2', "'2' is too large"),
        ('"words":', '"wörds":', "unknown key 'wörds'"),
        ("}", "", ""),
    ],
)
def test_a_broken_record_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write(tmp_path)
    record = verify(path)
    record.write_text(record.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    problem = reported(check, path)[0]
    assert (problem.file, problem.line > 0) == (record.as_posix(), True)
    assert message in problem.message


@pytest.mark.parametrize("path", [HERE / "sound.yaml", *sorted(PROJECT.glob("motions/*.yaml"))], ids=lambda it: it.stem)
def test_sound_motions_have_no_finding(path: Path) -> None:
    report = check(path, today=date(2026, 11, 30))  # when the pages that they name were last visited
    assert [(it.rule.code, it.problem.headline) for it in report.findings] == []


FIELDS = ("title", "author", "qualifications", "publisher", "published", "accessed", "url")
BOOK = ", ".join(f"{field}: not stated" for field in FIELDS)
FAULTS = {
    "a comma left out": ("DK104", "many pupils like to sit below", "»hot day and many pupils like to sit below"),
    "paragraphs joined": (
        "DK104", "quote: A tree can be planted in an hour.\n      paragraph: 6",
        "quote: »so do benches. A tree can be planted in an hour.",
    ),
    "one letter changed": ("DK102", "many pupils like", "»many pupils bike"),
    "nothing like it": ("DK101", "many pupils like to sit below them", "»Fish swim in cold rivers"),
    "sentences joined": (
        "DK104", "quote: A tree can be planted in an hour.",
        "quote: »A tree can be planted in an hour takes the whole summer.",
    ),
    "pieces turned round": ("DK103", "Some schools ask … before they plant", "»before they plant … Some schools ask"),
    "words added in brackets that replace others": ("DK104", "many pupils like to sit", "»many pupils [love] to sit"),
    "another paragraph": ("DK105", "from: text\n          paragraph: 4", "from: text\n          paragraph: »5"),
    "words that occur twice": (
        "DK106", "quote: Ball games need most of it\n          from: text\n          paragraph: 4",
        "quote: »Ball games need\n          from: text",
    ),
    "too many words": (
        "DK107", "quote: A tree can be planted in an hour.\n      paragraph: 6",
        "quote: »A roof gives shade at once, but it does not grow, and birds do not nest in it.",
        "max_quoted: 40 %", "max_quoted: 90 %\n  max_quote_words: 17",
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
        "max_quoted: 40 %", "max_quoted: 10 %",
    ),
    "a field left out": ("DK201", "  text:\n    title: A text to practise with\n", "  »text:\n"),
    "not stated in other words": ("DK202", "publisher: not stated", "publisher: »n/a"),
    "a source without use": ("DK203", "sources:\n", "sources:\n  »book: {" + BOOK + "}\n"),
    "no address": ("DK204", "url: not stated", "url: »school library"),
    "a date to come": ("DK205", "accessed: not stated", "accessed: »2031-01-01"),
    "an argument that nobody answers": (
        "DK308", "- claim: Planting is a lesson in itself.", "- »claim: Planting is a lesson in itself.",
        "      challenge: A tree needs years to grow.\n", "", "      answers: [P2]\n", "",
    ),
    "an ignored finding that does not occur": (
        "DK901", "max_quoted: 40 %", "max_quoted: 40 %\n  ignore:\n    - »code: DK107\n      reason: for practice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_the_only_finding(tmp_path: Path, fault: str) -> None:
    code, *changes = FAULTS[fault]
    path, line = planted(tmp_path, *changes)
    assert [(it.rule.code, it.problem.line) for it in check(path).findings] == [(code, line)]


def test_as_much_as_wanted_is_quoted_of_a_text_that_may_be_copied(tmp_path: Path) -> None:
    path, _ = planted(tmp_path, *FAULTS["much of the source"][1:])
    path.write_text(path.read_text("utf-8").replace("  text:\n", "  text:\n    copy: yes\n", 1), encoding="utf-8")
    assert not check(path).findings


COMPARED = {
    "a digit": ("2 hours of shade", "2 h0urs of shade", "U+0030, digit zero"),
    "a letter of another script": ("many pupils", "m\u0430ny pupils", "U+0430, cyrillic small letter a"),
    "a character of a private font": ("over ≥ 30 degrees", "over \uf0b3 30 degrees", "U+F0B3 (without a name)"),
    "another mark at the end": ("many pupils like shade!", "many pupils like shade, and", "^"),
    "wide characters": ("校园里应当种树", "校园里应该种树", "^^"),
}


@pytest.mark.parametrize("name", COMPARED)
def test_a_comparison_shows_what_differs(tmp_path: Path, name: str) -> None:
    quoted, written, shown = COMPARED[name]
    motion = SMALLEST.replace("Trees give shade.", f"Trees give shade.\n      evidence: [{{quote: {quoted}, from: t}}]")
    (tmp_path / "text.txt").write_text(f"On yards\n\nWe say: {written}.", encoding="utf-8")
    path = write_motion(tmp_path, f"{motion}sources: {{t: {{text: text.txt}}}}\n")
    (details,) = (it.details for it in check(path).findings if it.rule.code == "DK102")
    assert shown in "\n".join(details)
