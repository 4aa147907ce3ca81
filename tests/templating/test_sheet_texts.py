"""What the packaged handouts make of a motion's texts, and of the words of its language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from debatekit.checks.rules import RULES
from debatekit.templating import NO_EXTRAS, Extras, Templates, template_context
from tests.templating.checked import CHECKED, EXTRAS, FAIRNESS, checked_motion
from tests.templating.sheets import BRIEFS, PAGES, mirrored_motion, sample
from tests.templating.support import (
    EDITIONS,
    PACKAGED,
    STUDENT,
    TEACHER,
    packaged_pages,
    put,
    read,
    render,
    text_of,
    tree,
    words_and_framework,
)

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

NOT_STATED = dict.fromkeys(("title", "author", "qualifications", "publisher", "published", "url", "type"), "not stated")
STATED = {
    "title": "On shade",
    "author": "A. Author",
    "qualifications": "gardener",
    "publisher": "A Publisher",
    "published": "1 May",
    "accessed": "2 May",
    "url": "https://a.example",
    "type": "PDF leaflet",
}
LOADED = {"key": "loaded", "pro": "1", "con": "1", "uneven": False}
LANGUAGE = PACKAGED / "languages" / "en.yaml"


def text_of_sheet(motion: LoadedMotion, name: str, edition: Edition = STUDENT) -> str:
    handout = next(handout for handout in packaged_pages().handouts() if handout.name == name)
    return text_of(tree(render(packaged_pages(), motion, edition, handout)))


def with_source(folder: Path, **source: str) -> LoadedMotion:
    return read(folder, {**mirrored_motion(), "sources": {"book": source}})


def word_of(path: str) -> str:
    found: Any = yaml.safe_load(LANGUAGE.read_text(encoding="utf-8"))
    for key in path.split("."):
        found = found[key]
    return str(found)


@pytest.mark.parametrize("sheet", BRIEFS)
@pytest.mark.parametrize(
    ("source", "reference"),
    [
        (
            STATED,
            "A. Author (gardener). On shade [PDF leaflet], A Publisher, 1 May, https://a.example (accessed 2 May).",
        ),
        (
            {**STATED, "url": "not stated", "accessed": "not stated", "page": "12"},
            "A. Author (gardener). On shade [PDF leaflet], A Publisher, 1 May, page 12.",
        ),
        (
            {**STATED, "page": "3–4"},
            "A. Author (gardener). On shade [PDF leaflet], A Publisher, 1 May, https://a.example "
            "(accessed 2 May), pages 3–4.",
        ),
        ({"title": "On shade", "page": "3 to 4"}, "On shade, pages 3 to 4."),
        ({"title": "On shade", "page": "front page"}, "On shade, front page."),
        ({"title": "On shade", "page": "not stated"}, "On shade. Page: not stated."),
        ({"title": "On shade", "page": "not stated", "url": "https://a.example"}, "On shade, https://a.example."),
        (
            {"title": "On shade", "url": "https://a.example", "accessed": "not stated"},
            "On shade, https://a.example. Day of access: not stated.",
        ),
        (
            {**STATED, "qualifications": "not stated", "published": "not stated"},
            "A. Author. On shade [PDF leaflet], A Publisher, https://a.example (accessed 2 May)."
            " The author’s expertise, date: not stated.",
        ),
        (
            NOT_STATED,
            "Untitled text. Author, title, publisher, date, web address: not stated.",
        ),
        ({}, "A text."),
        ({"author": "Not stated", "type": "PDF leaflet"}, "PDF leaflet. Author: not stated."),
        ({"title": "On shade", "published": "1 May"}, "On shade, 1 May."),
        ({"title": "Who needs shade?"}, "Who needs shade?"),
    ],
    ids=[
        *("all stated", "on paper", "on paper and on the web", "several pages", "another page", "page not stated"),
        *("no page on the web", "day not stated", "two not stated", "nothing stated", "nothing given", "type only"),
        *("title and date", "a title that asks"),
    ],
)
def test_a_source_is_described_by_what_is_stated(
    tmp_path: Path, sheet: str, source: dict[str, str], reference: str
) -> None:
    text = text_of_sheet(with_source(tmp_path, **source), sheet)
    assert text.endswith(f"Sources{reference}")


@pytest.mark.parametrize("sheet", BRIEFS)
@pytest.mark.parametrize(
    ("source", "reference"),
    [
        (STATED, "On shade, A. Author"),
        (NOT_STATED, "Untitled text"),
        ({}, "A text"),
        ({"type": "PDF leaflet"}, "PDF leaflet"),
        ({"type": "opinion article", "author": "A. Author"}, "Opinion article, A. Author"),
    ],
    ids=["all stated", "nothing stated", "nothing given", "type only", "type and author"],
)
def test_evidence_names_its_source(tmp_path: Path, sheet: str, source: dict[str, str], reference: str) -> None:
    text = text_of_sheet(with_source(tmp_path, **source), sheet)
    assert text.count(f"“open” {reference}, paragraph 3 · Shows: open") == 2
    assert text.count(f"Fact. open {reference} Find out.") == 2


@pytest.mark.parametrize(
    ("source", "question"),
    [
        ({}, "origin_question_all_stated"),
        (NOT_STATED, "origin_question"),
        (STATED, "origin_question_all_stated"),
        ({**STATED, "url": "not stated"}, "origin_question"),
    ],
    ids=["nothing given", "nothing stated", "all stated", "one not stated"],
)
def test_pupils_are_asked_about_what_is_not_stated_only_where_something_is_not(
    tmp_path: Path, source: dict[str, str], question: str
) -> None:
    text = text_of_sheet(with_source(tmp_path, **source), "source-evaluation")
    asked = {key for key in ("origin_question", "origin_question_all_stated") if word_of(f"evaluation.{key}") in text}
    assert asked == {question}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (STATED, {"Title": "On shade", "Author": "A. Author", "Web address": "https://a.example"}),
        (NOT_STATED, {"Title": "not stated", "Web address": "not stated", "Kind of text": "not stated"}),
        ({"title": "On shade", "page": "12"}, {"Title": "On shade", "Page": "12", "Author": None, "Web address": 0}),
        ({}, {"Title": None, "Author": None, "Web address": None, "Kind of text": None, "Page": 0}),
    ],
    ids=["all stated", "nothing stated", "on paper", "nothing given"],
)
def test_what_the_motion_does_not_give_of_a_source_is_left_to_look_up(
    tmp_path: Path, source: dict[str, str], rows: dict[str, str | int | None], edition: Edition
) -> None:
    handout = next(handout for handout in packaged_pages().handouts() if handout.name == "source-evaluation")
    root = tree(render(packaged_pages(), with_source(tmp_path, **source), edition, handout))
    (table,) = (found.getparent() for found in root.iter("caption") if text_of(found).endswith("about its origin"))
    assert table is not None
    found = {text_of(row[0]): (text_of(row[1]), row.get("class")) for row in table.iterfind("tbody/tr")}
    blank = ("", "write") if edition is STUDENT else ("for pupils to look up in the text", None)
    expected = {name: blank if value is None else (value, None) for name, value in rows.items() if value != 0}
    assert {name: found.get(name) for name in expected} == expected
    assert [name for name, value in rows.items() if value == 0 and name in found] == []


@pytest.mark.parametrize(
    ("lesson", "line"),
    [
        ({"minutes": "50"}, "Lesson: 50 minutes"),
        ({"pupils": "30"}, "Lesson: 30 pupils"),
        ({"format": "in class"}, "Lesson: in class"),
        ({"minutes": "50", "pupils": "30"}, "Lesson: 50 minutes · 30 pupils"),
        ({"minutes": "50", "pupils": "30", "format": "in class"}, "Lesson: in class · 50 minutes · 30 pupils"),
    ],
)
@pytest.mark.parametrize(("ages", "shown"), [("", ""), ("9", " · Age 9"), ("15 to 18", " · Ages 15 to 18")])
def test_the_lesson_is_one_line(tmp_path: Path, lesson: dict[str, str], line: str, ages: str, shown: str) -> None:
    motion = {**mirrored_motion(), "lesson": lesson, "ages": ages or None, "teacher_notes": "So."}
    text = text_of_sheet(read(tmp_path, {key: value for key, value in motion.items() if value}), "pro-brief", TEACHER)
    assert f"Teacher: notes {line}{shown} So." in text


@pytest.mark.parametrize("level", ["remember", "understand", "apply", "analyse", "evaluate", "create", None])
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_question_of_any_level_is_asked_once(tmp_path: Path, edition: Edition, level: str | None) -> None:
    question = {"ask": "Where would it stand?", **({"level": level} if level else {})}
    motion = read(tmp_path, {**mirrored_motion(), "questions": [question, {"ask": "Why?", "level": "apply"}]})
    text = text_of_sheet(motion, "discussion-questions", edition)
    assert text.count("Q1Where would it stand?") == text.count("Q2Why?") == 1


WARNINGS = [{"code": rule.code, "message": rule.finds, "line": 1} for rule in RULES if not rule.code.startswith("DK0")]
WARNINGS.append({**WARNINGS[-1], "line": 2})


def test_every_word_of_the_language_is_printed_somewhere(tmp_path: Path) -> None:
    names: dict[str, str] = {}
    words = numbered(yaml.safe_load(LANGUAGE.read_text(encoding="utf-8")), "", names)
    pages = Templates(put(tmp_path, {"languages/en.yaml": yaml.safe_dump(words)}), PACKAGED)
    known = {handout.name: handout for handout in pages.handouts()}
    everything = [
        *((sample(name), sheet, edition, NO_EXTRAS) for name, sheet, edition in PAGES),
        *(
            (checked_motion(), sheet, edition, EXTRAS)
            for sheet in known
            for edition in EDITIONS
            if known[sheet].is_for(edition)
        ),
        (one_of_each(tmp_path), "pro-brief", TEACHER, NO_EXTRAS),
        (
            checked_motion(),
            FAIRNESS,
            TEACHER,
            Extras(
                checked={**CHECKED, "unanswered": [], "rows": [LOADED, {**LOADED, "key": "lix"}], "findings": WARNINGS}
            ),
        ),
    ]
    printed = set()
    for motion, sheet, edition, extras in everything:
        _, framework = words_and_framework()
        language = pages.words(motion.document, "en")
        view = template_context(motion.motion, edition, extras)
        page = pages.render(known[sheet], view, motion.document, language, framework)
        printed |= set(re.findall(r"ww\d+ww", page.lower()))
    assert [path for mark, path in names.items() if mark not in printed] == []


def one_of_each(folder: Path) -> LoadedMotion:
    """Return a motion for one minute and one pupil, with a source that was looked up nobody knows when."""
    source = {
        "author": "A. Author",
        "qualifications": "not stated",
        "url": "https://a.example",
        "accessed": "not stated",
    }
    lesson = {"minutes": "1", "pupils": "1"}
    return read(folder, {**mirrored_motion(), "lesson": lesson, "sources": {"book": source}, "teacher_notes": "So."})


RULES_OF_THE_LANGUAGE = ("decimal", "plural", "dates")


def numbered(value: object, path: str, names: dict[str, str]) -> Any:
    """Return words with a mark of its own in the place of each, and note in `names` which it is."""
    if isinstance(value, dict):
        return {key: numbered(inner, f"{path}.{key}".lstrip("."), names) for key, inner in value.items()}
    if isinstance(value, list):
        return [numbered(inner, f"{path}[{number}]", names) for number, inner in enumerate(value)]
    if path.startswith(RULES_OF_THE_LANGUAGE):
        return value
    mark = f"ww{len(names)}ww"
    names[mark] = path
    return " ".join([mark, *re.findall(r"\{\w+\}", str(value))])
