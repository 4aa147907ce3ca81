"""The words and the framework of a motion are found by name, or the motion's line says what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import Templates
from tests.samples import SMALLEST
from tests.templating.support import PACKAGED, SHEET, packaged_pages, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.errors import Problem

FRAMEWORK = "title: Mine\ntask: Look it up.\nsteps:\n  - ask: Who says so?\n    do: Search.\n    minutes: 3\n"
LANGUAGE_LINE = 1 + SMALLEST.count("\n")

UNKNOWN = [
    ("language", "eng", "Did you mean 'en'?"),
    ("language", "EN", "Did you mean 'en'?"),
    ("language", "xx", "Choose from: de, en, fr."),
    ("language", "xx-GB", "Choose from: de, en, fr."),
    ("language", "../languages/en", ""),
    ("framework", "lateral-readng", "Did you mean 'lateral-reading'?"),
    ("framework", "Lateral-Reading", "Did you mean 'lateral-reading'?"),
    ("framework", "xx", "Choose from: cer, craap, lateral-reading, opcvl."),
    ("framework", "../languages/en", ""),
]


def problems_of(pages: Templates, folder: Path, key: str, name: str) -> list[Problem]:
    """Return what is said of a motion with such a language or framework."""
    motion = read(folder, f"{SMALLEST}{key}: {name}\n")
    with pytest.raises(DebatekitError) as caught:
        getattr(pages, {"language": "words"}.get(key, key))(motion.document, name)
    return caught.value.problems


@pytest.mark.parametrize(("key", "name", "hint"), UNKNOWN, ids=[f"{key} {name}" for key, name, _ in UNKNOWN])
def test_a_name_that_is_not_known_is_told_at_the_motions_line(tmp_path: Path, key: str, name: str, hint: str) -> None:
    (problem,) = problems_of(packaged_pages(), tmp_path, key, name)
    assert problem.file == (tmp_path / "motion.yaml").as_posix()
    assert (problem.line, problem.column) == (LANGUAGE_LINE, len(key) + 3)
    assert problem.message == f"there is no {key} '{name}'"
    assert hint in problem.hint
    assert problem.excerpt == f"{key}: {name}"


def test_names_of_ones_own_are_proposed_too(tmp_path: Path) -> None:
    own = put(tmp_path / "own", {"languages/nl.yaml": "page: Blad", "frameworks/sift.yaml": FRAMEWORK})
    pages = Templates(own, PACKAGED)
    assert problems_of(pages, tmp_path, "language", "nll")[0].hint == "Did you mean 'nl'?"
    assert (
        problems_of(pages, tmp_path, "framework", "xx")[0].hint
        == "Choose from: cer, craap, lateral-reading, opcvl, sift."
    )


def test_a_name_that_was_not_typed_is_told_all_the_same(tmp_path: Path) -> None:
    motion = read(tmp_path, SMALLEST)
    with pytest.raises(DebatekitError) as caught:
        Templates(put(tmp_path, {"languages/nl.yaml": "page: Blad"})).words(motion.document, motion.motion.language)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (motion.path.as_posix(), 1)
    assert (problem.message, problem.hint) == ("there is no language 'en-GB'", "Choose from: nl.")


@pytest.mark.parametrize(
    ("languages", "language", "page"),
    [
        (["en"], "en", "en"),
        (["en"], "en-GB", "en"),
        (["en"], "en-Latn-GB", "en"),
        (["en", "en-GB"], "en-GB", "en-GB"),
        (["en", "en-GB"], "en-US", "en"),
        (["en", "en-GB"], "en", "en"),
    ],
)
def test_the_words_are_those_of_the_language_or_of_the_one_it_is_a_variant_of(
    tmp_path: Path, languages: list[str], language: str, page: str
) -> None:
    folder = put(tmp_path, {f"languages/{name}.yaml": f"page: {name}" for name in languages})
    motion = read(tmp_path, f"{SMALLEST}language: {language}\n")
    assert Templates(folder).words(motion.document, motion.motion.language).page == page


def test_words_are_records_lists_and_texts(tmp_path: Path) -> None:
    folder = put(tmp_path, {"languages/en.yaml": "speech:\n  frames: [one, {two: no}]\nclass: 1.10\nitems: x\n"})
    words = Templates(folder).words(read(tmp_path, SMALLEST).document, "en-GB")
    assert (words.speech.frames[0], words.speech.frames[1].two, words["class"], words.items) == (
        "one",
        "no",
        "1.10",
        "x",
    )


def test_a_framework_is_read_whole(tmp_path: Path) -> None:
    framework = packaged_pages().framework(read(tmp_path, SMALLEST).document, "lateral-reading")
    assert framework.title == "Lateral reading"
    assert [step.minutes for step in framework.steps] == [3, 5, 7]
    assert all(step.ask and step.do for step in framework.steps)
    assert framework.note


def test_ones_own_words_and_frameworks_win(tmp_path: Path) -> None:
    own = put(tmp_path / "own", {"languages/en.yaml": "name: Mine", "frameworks/lateral-reading.yaml": FRAMEWORK})
    motion = read(tmp_path, SMALLEST)
    for folders, name, title in (((own, PACKAGED), "Mine", "Mine"), ((PACKAGED, own), "Name", "Lateral reading")):
        pages = Templates(*folders)
        assert pages.words(motion.document, "en-GB").name == name
        assert pages.framework(motion.document, "lateral-reading").title == title


def test_ones_own_framework_wins_over_a_translation_of_the_built_in_one(tmp_path: Path) -> None:
    own = put(tmp_path / "own", {"frameworks/lateral-reading.yaml": FRAMEWORK})
    framework = Templates(own, PACKAGED).framework(read(tmp_path, SMALLEST).document, "lateral-reading", "de-DE")
    assert framework.title == "Mine"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("page: Page\n  name: Name", 2, ""),
        ("page: Page\npage: Page", 2, "the key 'page' is given twice"),
        ("", 1, "the file is empty"),
        ("- page", 1, "this one is a list"),
        ("colon: : ", 1, ""),
    ],
    ids=["indentation", "twice", "empty", "list", "second colon"],
)
def test_a_language_that_cannot_be_read_is_told_at_its_own_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    pages = Templates(put(tmp_path, {"languages/en.yaml": text}))
    problem = problems_of(pages, tmp_path, "language", "en-GB")[0]
    assert (problem.file, problem.line) == ((tmp_path / "languages/en.yaml").as_posix(), line)
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (FRAMEWORK.replace("task", "taks"), 2, "unknown key 'taks'"),
        (FRAMEWORK.replace("minutes: 3", "minutes: 0"), 6, "'0' is too small"),
        (FRAMEWORK.replace("minutes: 3", "minutes: some"), 6, "a whole number is expected here"),
        ("title: A\ntask: B\nsteps: []", 3, "1 or more steps are needed here"),
        ("title: A\ntask: B", 1, "'steps' is missing here"),
    ],
    ids=["unknown key", "no minutes", "minutes in words", "no steps", "steps missing"],
)
def test_a_framework_that_cannot_be_read_is_told_at_its_own_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    pages = Templates(put(tmp_path, {"frameworks/mine.yaml": text, SHEET: ""}))
    (problem,) = problems_of(pages, tmp_path, "framework", "mine")
    assert (problem.file, problem.line) == ((tmp_path / "frameworks/mine.yaml").as_posix(), line)
    assert message in problem.message


MISTAKES = {
    "a word that is missing": ("page: Blad\n", 1, "'accessed' is missing here", "Add a line 'accessed: …'"),
    "a word within that is missing": ("{EN}speech:\n  title: Speech\n", 0, "'closing' is missing here", ""),
    "a word that nothing prints": ("{EN}paige: Blad\n", 0, "there is no word 'paige'", "Did you mean 'page'?"),
    "one phrase for several": ("{EN}dates: x\n", 0, "this is one phrase, and a block of phrases is needed", ""),
}


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_language_of_ones_own_says_all_there_is_to_say(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    english = (PACKAGED / "languages/en.yaml").read_text(encoding="utf-8")
    kept = (
        re.sub(r"(?m)^(speech|dates):.*\n(?:  .*\n)*", "", english) if "speech" in text or "dates" in text else english
    )
    own = put(tmp_path, {"languages/nl.yaml": text.replace("{EN}", kept)})
    problems = problems_of(Templates(own, PACKAGED), tmp_path, "language", "nl")
    (problem,) = [problem for problem in problems if problem.message == message]
    assert problem.file == (tmp_path / "languages/nl.yaml").as_posix()
    assert problem.line == line or not line
    assert hint in problem.hint


def test_what_a_copy_of_a_language_lacks_is_taken_from_the_built_in_one(tmp_path: Path) -> None:
    own = put(tmp_path / "own", {"languages/de.yaml": "page: Blatt {page}\nspeech: {title: Rede}\n"})
    words = Templates(own, PACKAGED).words(read(tmp_path, SMALLEST).document, "de-AT")
    assert (words.page, words.speech.title, words.speech.closing.title, words.name) == (
        "Blatt {page}",
        "Rede",
        "Schluss",
        "Name",
    )


@pytest.mark.parametrize(("language", "title"), [("de-CH", "Laterales"), ("en", "Lateral"), ("nl", "Lateral")])
def test_a_framework_is_in_the_language_of_the_kit(tmp_path: Path, language: str, title: str) -> None:
    framework = packaged_pages().framework(read(tmp_path, SMALLEST).document, "lateral-reading", language)
    assert framework.title.startswith(title)
