"""Translations: words, frameworks and filters in the language of a kit, and overrides of single phrases."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import Phrases, Templates, template_context
from debatekit.yamlfile import parse
from tests.commandline import run
from tests.samples import SMALLEST
from tests.templating.support import (
    PACKAGED,
    SHEET,
    STUDENT,
    handout,
    packaged_pages,
    put,
    read,
    words_and_framework,
)
from tests.workspace.support import printed, workspace

if TYPE_CHECKING:
    from debatekit.errors import Problem
    from debatekit.templating.context import Namespace

NBSP = "\N{NO-BREAK SPACE}"
FRAMEWORK = "title: Mine\ntask: Look it up.\nsteps:\n  - ask: Who says so?\n    do: Search.\n    minutes: 3\n"
LANGUAGE_LINE = 1 + SMALLEST.count("\n")

UNKNOWN = [
    ("language", "eng", "Did you mean 'en'?"),
    ("language", "xx", "Choose from: de, en, fr."),
    ("language", "../languages/en", ""),
    ("framework", "lateral-readng", "Did you mean 'lateral-reading'?"),
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


def test_ones_own_words_and_frameworks_win(tmp_path: Path) -> None:
    own = put(tmp_path / "own", {"languages/en.yaml": "name: Mine", "frameworks/lateral-reading.yaml": FRAMEWORK})
    motion = read(tmp_path, SMALLEST)
    for folders, name, title in (((own, PACKAGED), "Mine", "Mine"), ((PACKAGED, own), "Name", "Lateral reading")):
        pages = Templates(*folders)
        assert pages.words(motion.document, "en-GB").name == name
        assert pages.framework(motion.document, "lateral-reading").title == title


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


def written(folder: Path, language: str, template: str) -> str:
    """Return what a `template` prints in a language, each space as a plain one."""
    motion = read(folder, f"{SMALLEST}background: R & <D>\n")
    pages = Templates(put(folder / "own", {SHEET: template}), PACKAGED)
    words = pages.words(motion.document, language)
    page = pages.render(
        handout(), template_context(motion.motion, STUDENT), motion.document, words, words_and_framework()[1]
    )
    return page.replace(NBSP, "~")


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        ("en", "0", "0 pupils"),
        ("en", "1", "1 pupil"),
        ("en", "2", "2 pupils"),
        ("de", "0", "0 Schülerinnen und Schüler"),
        ("de", "1", "1 Schülerin oder Schüler"),
        ("fr", "0", "0 élève"),
        ("fr", "1", "1 élève"),
        ("fr", "21", "21 élèves"),
    ],
)
def test_things_are_counted(tmp_path: Path, language: str, number: str, shown: str) -> None:
    assert written(tmp_path, language, f"{{{{ words.pupils|counted({number}) }}}}") == shown


@pytest.mark.parametrize(
    ("language", "date", "shown"),
    [
        ("en", "2026-11-23", "23~November 2026"),
        ("en", "2026-03-01", "1~March 2026"),
        ("de", "2026-11-23", "23.~November 2026"),
        ("de", "2026-03-01", "1.~März 2026"),
        ("fr", "2026-11-23", "23~novembre 2026"),
        ("fr", "2026-08-01", "1er~août 2026"),
        ("fr", "2026-08-11", "11~août 2026"),
        ("fr", "2026-08", "août 2026"),
        ("de", "2026", "2026"),
        ("de", "2026-02-30", "2026-02-30"),
        ("de", "2026-13", "2026-13"),
        ("fr", "spring 2026", "spring 2026"),
        ("fr", "", ""),
    ],
)
def test_dates_are_written_out(tmp_path: Path, language: str, date: str, shown: str) -> None:
    assert written(tmp_path, language, f'{{{{ "{date}"|dated }}}}') == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "9.5"), ("de", "9,5"), ("fr", "9,5")])
def test_numbers_have_the_mark_of_the_language(tmp_path: Path, language: str, shown: str) -> None:
    assert written(tmp_path, language, '{{ "9.5"|decimal }}') == shown


def test_a_phrase_takes_pieces_of_the_page_and_text(tmp_path: Path) -> None:
    page = (
        "{% set number %}<b>{% endset %}{{ words.page|fill(page=number, pages=motion.background) }}"
        ' {{ "<i> {x}"|fill(x=2) }}'
    )
    shown = written(tmp_path, "fr", page).replace(f' data-at="{SHEET}:1"', "")
    assert shown == "Page <b> sur R &amp; &lt;D&gt; &lt;i&gt; 2"


def test_a_phrase_without_its_value_is_told(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError) as caught:
        written(tmp_path, "de", "{{ words.page|fill(page=1) }}")
    (problem,) = caught.value.problems
    assert problem.message == "the phrase 'Seite {page} von {pages}' needs 'pages'"
    assert "page" in problem.hint


def overridden(folder: Path, *layers: str) -> Namespace:
    """Return English words with overrides; the first layer wins."""
    documents = [parse(f"words: {{{layer}}}", f"{number}.yaml") for number, layer in enumerate(layers)]
    phrases = [Phrases(document.data["words"], document, ("words",)) for document in documents]  # type: ignore[arg-type]
    return packaged_pages().words(read(folder, SMALLEST).document, "en", phrases)


@pytest.mark.parametrize(
    ("layers", "path", "expected"),
    [
        (['"Your arguments": Our points'], "your_arguments", "Our points"),
        (["your_arguments: Our points"], "your_arguments", "Our points"),
        (["speech: {title: Speak up, closing: {title: The end}}"], "speech.closing.title", "The end"),
        (['"Closing": The end'], "speech.closing.title", "The end"),
        (['speech: {opening: {frames: [One, "{side}, we say", Two]}}'], "speech.opening.frames.1", "{side}, we say"),
        (["name: Who", '"Name": Nom de plume, "Date": Day'], "name", "Who"),
        (["name: Who", '"Name": Nom de plume, "Date": Day'], "date", "Day"),
    ],
    ids=["by its text", "by its key", "within others", "by a text within", "in a list", "first layer", "second layer"],
)
def test_a_phrase_is_overridden(tmp_path: Path, layers: list[str], path: str, expected: str) -> None:
    found: object = overridden(tmp_path, *layers)
    for step in path.split("."):
        found = found[int(step) if step.isdigit() else step]  # type: ignore[index]
    assert found == expected
    assert packaged_pages().words(parse("a: b", "a.yaml"), "en").name == "Name"


WRONG_PHRASES = {
    "unknown": (
        '"Your argument": x',
        "nothing that is printed has the name or the text 'Your argument'",
        "Did you mean",
    ),
    "capitals": ('"your arguments": x', "nothing that is printed", "Did you mean 'Your arguments'?"),
    "far off": ("zzzzzz: x", "nothing that is printed", "debatekit templates show languages/en"),
    "within": (
        "speech: {titel: x}",
        "nothing that is printed has the name or the text 'titel'",
        "Did you mean 'title'?",
    ),
    "placeholder": (
        "fairness: {how_to_read: Counts.}",
        "the placeholders are not those of",
        "It has: {tolerance}.",
    ),
    "several": ("speech: Talk", "this is one phrase, and a block of phrases is needed", "debatekit templates show"),
    "list": ("speech: {opening: {frames: One}}", "this is one phrase, and a list of 3 phrases is needed", ""),
    "one": ("evidence: {a: b}", "this is a block of phrases, and one phrase is needed", ""),
}


@pytest.mark.parametrize(("words", "message", "hint"), WRONG_PHRASES.values(), ids=WRONG_PHRASES.keys())
def test_a_phrase_that_does_not_fit_is_reported(tmp_path: Path, words: str, message: str, hint: str) -> None:
    with pytest.raises(DebatekitError) as caught:
        overridden(tmp_path, words)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("0.yaml", 1)
    assert message in problem.message
    assert hint in problem.hint


def test_phrases_of_a_workspace_and_of_a_motion_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    motion = f"{SMALLEST}settings: {{words: {{name: Who}}}}\n"
    workspace(tmp_path, 'words: {"Name": Nom de plume, "Your arguments": Our points}\n', {"motions/trees.yaml": motion})
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
    text = printed(tmp_path / "output/trees/pro-brief.docx")
    assert "Who " in text
    assert "Our points" in text
    assert "Nom de plume" not in text


def test_all_mistakes_in_phrases_are_reported_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, "words:\n  nmae: x\n  speech: {titel: x}\n  evidence: [a]\n")
    monkeypatch.chdir(tmp_path)
    lines = [line for line in run("build").output.splitlines() if line.startswith("debatekit.yaml")]
    assert [line.split(":")[1] for line in lines] == ["2", "3", "4"]


def test_phrases_of_a_workspace_are_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = 'language: de\nwords: {"Quatsch": Unsinn}\n'
    workspace(tmp_path, settings, {"motions/trees.yaml": f"{SMALLEST}language: en-GB\n"})
    monkeypatch.chdir(tmp_path)
    assert run("build", "--quiet").exit_code == 0
