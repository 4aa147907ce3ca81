"""Translations: words, frameworks and filters in the language of a kit, and overrides of single phrases."""

import re
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError, Problem
from debatekit.templating import Phrases, Templates, template_context
from debatekit.templating.context import Namespace
from debatekit.yamlfile import parse
from tests.problems import reported
from tests.samples import SMALLEST
from tests.templating.motions import SMALL, STUDENT, read
from tests.templating.support import PACKAGED, PAGES, SHEET, handout, put, words_and_framework


def problems_of(pages: Templates, folder: Path, key: str, name: str) -> list[Problem]:
    motion = read(folder, f"{SMALLEST}{key}: {name}\n")
    return reported(pages.words if key == "language" else pages.framework, motion.document, name)


@pytest.mark.parametrize(
    ("key", "name", "hint"),
    [
        ("language", "eng", "Did you mean 'en'?"), ("language", "xx", "Choose from: de, en, fr."),
        ("language", "../languages/en", ""), ("framework", "lateral-readng", "Did you mean 'lateral-reading'?"),
        ("framework", "../languages/en", "Choose from: cer, craap, lateral-reading, opcvl."),
    ],
)  # fmt: skip
def test_an_unknown_name_is_reported_at_the_motions_line(tmp_path: Path, key: str, name: str, hint: str) -> None:
    (problem,) = problems_of(PAGES, tmp_path, key, name)
    line = 1 + SMALLEST.count("\n")
    assert (problem.file, problem.line) == ((tmp_path / "motion.yaml").as_posix(), line)
    assert (problem.column, problem.excerpt) == (len(key) + 3, f"{key}: {name}")
    assert problem.message == f"there is no {key} '{name}'"
    assert hint in problem.hint


def test_the_words_are_those_of_the_language_or_of_the_one_it_is_a_variant_of(tmp_path: Path) -> None:
    pages = Templates(put(tmp_path, {f"languages/{name}.yaml": f"page: {name}" for name in ("en", "en-GB")}))
    found = [pages.words(SMALL.document, name).page for name in ("en-GB", "en-US", "en-Latn-GB")]
    assert found == ["en-GB", "en", "en"]


MISTAKES = {
    "a missing word": ("page: Blad\n", 1, "'accessed' is missing here", "Add a line 'accessed: …'"),
    "a missing word within": ("{EN}speech:\n  title: Speech\n", 0, "'closing' is missing here", ""),
    "a word that nothing prints": ("{EN}paige: Blad\n", 0, "there is no word 'paige'", "Did you mean 'page'?"),
    "one phrase for several": ("{EN}speech: x\n", 0, "this does not have the form of the built-in words", ""),
}


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_language_of_ones_own_is_complete(tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
    english = (PACKAGED / "languages/en.yaml").read_text(encoding="utf-8")
    kept = re.sub(r"(?m)^speech:.*\n(?:  .*\n)*", "", english) if "speech" in text else english
    own = put(tmp_path, {"languages/nl.yaml": text.replace("{EN}", kept)})
    problems = problems_of(Templates(own, PACKAGED), tmp_path, "language", "nl")
    (problem,) = [problem for problem in problems if problem.message == message]
    assert problem.file == (tmp_path / "languages/nl.yaml").as_posix()
    assert problem.line == line or not line
    assert hint in problem.hint


def test_what_a_copy_of_a_language_lacks_is_taken_from_the_built_in_one(tmp_path: Path) -> None:
    own = put(tmp_path, {"languages/de.yaml": "page: Blatt {page}\nspeech: {title: Rede}\n"})
    words = Templates(own, PACKAGED).words(SMALL.document, "de-AT")
    found = (words.page, words.speech.title, words.speech.closing.title, words.name)
    assert found == ("Blatt {page}", "Rede", "Schluss", "Name")


def written(folder: Path, language: str, template: str) -> str:
    """Return what a `template` prints in a language, each no-break space as ~."""
    pages = Templates(put(folder, {SHEET: template}), PACKAGED)
    words = pages.words(SMALL.document, language)
    view = template_context(SMALL.motion, STUDENT)
    page = pages.render(handout(), view, SMALL.document, words, words_and_framework()[1])
    return page.replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("language", "use", "shown"),
    [
        ("en", "words.pupils|counted(0)", "0 pupils"), ("en", "words.pupils|counted(1)", "1 pupil"),
        ("de", "words.pupils|counted(1)", "1 Schülerin oder Schüler"), ("fr", "words.pupils|counted(0)", "0 élève"),
        ("fr", "words.pupils|counted(21)", "21 élèves"), ("en", "'2026-11-23'|dated", "23~November 2026"),
        ("de", "'2026-03-01'|dated", "1.~März 2026"), ("fr", "'2026-08-01'|dated", "1er~août 2026"),
        ("fr", "'2026-08-11'|dated", "11~août 2026"), ("fr", "'2026-08'|dated", "août 2026"),
        ("de", "'2026'|dated", "2026"), ("de", "'2026-02-30'|dated", "2026-02-30"),
        ("fr", "'spring 2026'|dated", "spring 2026"), ("fr", "''|dated", ""), ("en", "'9.5'|decimal", "9.5"),
        ("de", "'9.5'|decimal", "9,5"),
        ("fr", "words.page|fill(page='1', pages='R & <D>')", "Page 1 sur R &amp; &lt;D&gt;"),
        ("en", "'<i> {x}'|fill(x=2)", "&lt;i&gt; 2"),
    ],
)  # fmt: skip
def test_things_are_written_as_the_language_does(tmp_path: Path, language: str, use: str, shown: str) -> None:
    assert written(tmp_path, language, f"{{{{ {use} }}}}") == shown


def test_a_phrase_takes_pieces_of_the_page_and_needs_them_all(tmp_path: Path) -> None:
    page = written(tmp_path, "fr", "{% set n %}<b>{% endset %}{{ words.page|fill(page=n, pages=2) }}")
    assert page == f'Page <b data-at="{SHEET}:1"> sur 2'
    with pytest.raises(DebatekitError, match=r"the phrase 'Seite .* needs 'pages'"):
        written(tmp_path, "de", "{{ words.page|fill(page=1) }}")


def overridden(*layers: str) -> Namespace:
    """Return English words with overrides; the first layer wins."""
    documents = [parse(f"words: {{{layer}}}", f"{number}.yaml") for number, layer in enumerate(layers)]
    phrases = [Phrases(document.data["words"], document, ("words",)) for document in documents]  # type: ignore[arg-type]
    return PAGES.words(SMALL.document, "en", phrases)


@pytest.mark.parametrize(
    ("layers", "path", "expected"),
    [
        (['"Your arguments": Our points'], "your_arguments", "Our points"),
        (["speech: {title: Speak up, closing: {title: The end}}"], "speech.closing.title", "The end"),
        (['speech: {opening: {frames: [One, "{side}, we say", Two]}}'], "speech.opening.frames.1", "{side}, we say"),
        (["name: Who", '"Name": Nom de plume, "Date": Day'], "name", "Who"),
    ],
    ids=["by its text", "within others", "in a list", "first layer"],
)
def test_a_phrase_is_overridden(layers: list[str], path: str, expected: str) -> None:
    found: object = overridden(*layers)
    for step in path.split("."):
        found = found[int(step) if step.isdigit() else step]  # type: ignore[index]
    assert found == expected
    assert PAGES.words(SMALL.document, "en").name == "Name"


WRONG_PHRASES = {
    "unknown": ('"your arguments": x', "nothing that is printed has the name", "Did you mean 'Your arguments'?"),
    "within": ("speech: {titel: x}", "has the name or the text 'titel'", "Did you mean 'title'?"),
    "placeholder": ("fairness: {how_to_read: Counts.}", "the placeholders are not those of", "It has: {tolerance}."),
    "several": ("speech: Talk", "this does not have the form of the built-in words", "debatekit templates show"),
}


@pytest.mark.parametrize(("words", "message", "hint"), WRONG_PHRASES.values(), ids=WRONG_PHRASES)
def test_a_phrase_that_does_not_fit_is_reported(words: str, message: str, hint: str) -> None:
    (problem,) = reported(overridden, words)
    assert (problem.file, problem.line) == ("0.yaml", 1)
    assert message in problem.message
    assert hint in problem.hint
