"""What the packaged handouts make of a motion's texts, and of the words of its language."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from debatekit.checks.rules import RULES
from debatekit.lesson.plan import LessonPlan
from debatekit.lesson.planner import plan_lesson
from debatekit.motion.loader import LoadedMotion
from debatekit.motion.model import Lesson
from debatekit.templating import NO_EXTRAS, Extras, Templates, template_context
from tests.lesson.support import NAMES, form, plan
from tests.lesson.support import motion as sample
from tests.templating.checked import CHECKED, CHECKED_MOTION, EXTRAS, PLAN
from tests.templating.motions import EDITIONS, MOTIONS, SMALL, STUDENT, TEACHER, mirrored_motion, read
from tests.templating.support import HANDOUTS, PACKAGED, page, put, text_of, words_and_framework

NOT_STATED = dict.fromkeys(("title", "author", "qualifications", "publisher", "published", "url", "type"), "not stated")
STATED = {
    "title": "On shade", "author": "A. Author", "qualifications": "gardener", "publisher": "A Publisher",
    "published": "1 May", "accessed": "2 May", "url": "https://a.example", "type": "PDF leaflet",
}  # fmt: skip
BEGINNING = "A. Author (gardener). On shade [PDF leaflet], A Publisher, 1 May"
SHADE = {"title": "On shade"}
SITE = {**SHADE, "url": "https://a.example"}
LANGUAGE: dict[str, Any] = yaml.safe_load((PACKAGED / "languages/en.yaml").read_text(encoding="utf-8"))


def with_source(folder: Path, **source: str) -> LoadedMotion:
    return read(folder, {**mirrored_motion(), "sources": {"book": source}})


REFERENCES = {
    "all stated": (STATED, f"{BEGINNING}, https://a.example (accessed 2 May).", "On shade, A. Author"),
    "paper": ({**STATED, "url": "not stated", "accessed": "not stated", "page": "12"}, f"{BEGINNING}, page 12.", ""),
    "another page": ({**SHADE, "page": "front page"}, "On shade, front page.", "On shade"),
    "two not stated": (
        {**STATED, "qualifications": "not stated", "published": "not stated"},
        "A. Author. On shade [PDF leaflet], A Publisher, https://a.example (accessed 2 May)."
        " The author’s expertise, date: not stated.",
        "On shade, A. Author",
    ),
    "nothing": (NOT_STATED, "Untitled text. Author, title, publisher, date, web address: not stated.", "Untitled text"),
    "nothing given": ({}, "A text.", "A text"),
    "type": ({"author": "Not stated", "type": "PDF leaflet"}, "PDF leaflet. Author: not stated.", "PDF leaflet"),
    "a long address": (
        {**STATED, "url": "https://www.a.example/2026/05/on-shade-and-trees", "qualifications": "not stated"},
        "A. Author. On shade, A Publisher, 1 May, a.example.",
        "On shade, A. Author",
    ),
    "a long title": (
        {**STATED, "title": "On the shade of trees in the yards of our schools"},
        "A. Author (gardener). On the shade of trees in the yards of our schools [PDF leaflet], A Publisher, 1 May, "
        "https://a.example (accessed 2 May).",
        "A. Author, 1 May",
    ),
}


@pytest.mark.parametrize(("source", "reference", "short"), REFERENCES.values(), ids=REFERENCES)
def test_a_source_is_described_by_what_is_stated(
    tmp_path: Path, source: dict[str, str], reference: str, short: str
) -> None:
    text = text_of(page(with_source(tmp_path, **source), "pro-brief"))
    assert text.endswith(f"Sources {reference}")
    if short:
        assert text.count(f"“open” {short}, paragraph 3 · Shows: open") == 2
        assert text.count(f"Fact open {short}") == 2


def test_a_brief_lists_the_sources_of_its_side_only(tmp_path: Path) -> None:
    motion = mirrored_motion()
    motion["sources"] = {name: {"title": f"The {name}"} for name in ("book", "map", "film")}
    motion["con"]["arguments"][0]["evidence"][1]["from"] = "map"
    loaded = read(tmp_path, motion)
    texts = [text_of(page(loaded, brief)).rpartition("Sources ")[2] for brief in ("pro-brief", "con-brief")]
    assert texts == ["The book.", "The book. • The map."]


@pytest.mark.parametrize(
    ("source", "asked", "rows"),
    [
        (STATED, "_all_stated", {"Title": "On shade", "Author": "A. Author", "Web address": "https://a.example"}),
        (NOT_STATED, "", {"Title": "not stated", "Web address": "not stated", "Kind of text": "not stated"}),
        ({**SHADE, "page": "12"}, "_all_stated", {"Title": "On shade", "Page": "12", "Author": None, "Web address": 0}),
        ({}, "_all_stated", {"Title": None, "Author": None, "Web address": None, "Kind of text": None, "Page": 0}),
    ],
    ids=["all stated", "nothing stated", "on paper", "nothing given"],
)
def test_the_origin_of_a_source_is_stated_or_left_to_look_up(
    tmp_path: Path, source: dict[str, str], asked: str, rows: dict[str, str | int | None]
) -> None:
    words = LANGUAGE["evaluation"]
    for edition, blank in ((STUDENT, ""), (TEACHER, "for pupils to look up in the text")):
        root = page(with_source(tmp_path, **source), "source-evaluation", edition)
        found = [key for key in ("", "_all_stated") if words[f"origin_question{key}"] in text_of(root)]
        assert found == [asked]
        (table,) = (cell.getparent() for cell in root.iter("caption") if text_of(cell).endswith("about its origin"))
        assert table is not None
        pairs = (list(row)[at : at + 2] for row in table.iterfind("tbody/tr") for at in range(0, len(row), 2))
        cells = {text_of(name): text_of(value) for name, value in pairs}
        assert len(cells) % 2 == 0  # the title is above the table if it would end with half a row
        texts = (text_of(paragraph).partition(":") for paragraph in root.iter("p"))
        cells |= {name: value.strip() for name, _, value in texts if name == "Title"}
        expected = {name: blank if value is None else value for name, value in rows.items() if value != 0}
        assert {name: cells.get(name) for name in rows if name in cells or rows[name] != 0} == expected


WITHOUT_LESSON = {key: value for key, value in mirrored_motion().items() if key != "lesson"}
ASKED = {"ask": "A tree?"}
LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
EACH_LEVEL = [{"ask": "None?"}, *({"ask": f"{level}?", "level": level} for level in LEVELS)]
SAID: dict[str, tuple[str, dict[str, Any], list[str], list[str]]] = {
    "minutes": ("teachers-book", {"lesson": {"minutes": "50"}}, ["Lesson: 50 minutes"], ["So."]),
    "pupils and an age": (
        "teachers-book", {"lesson": {"pupils": "30"}, "ages": "9"}, ["Lesson: 30 pupils · Age 9"], ["So."]),
    "a format, too": ("teachers-book",
        {"lesson": {"minutes": "50", "pupils": "30", "format": "fishbowl"}, "ages": "15 to 18"},
        ["Lesson: Fishbowl · 50 minutes · 30 pupils · Ages 15 to 18", LANGUAGE["book"]["see_plan"]], ["So."]),
    "ages without a lesson": ("teachers-book", {"ages": "13 to 15"}, ["Ages 13 to 15"], ["Lesson: "]),
    "one question": ("discussion-questions", {"questions": [ASKED]}, ["Q1A tree?"], ["Digging", "are arguments"]),
    "its level": ("discussion-questions", {"questions": [{**ASKED, "level": "apply"}]}, ["Digging in"], []),
    "what it is about": ("discussion-questions", {"questions": [{**ASKED, "about": "P1"}]},
        ["Q1A tree? (P1)", "P1 and C2 are arguments"], []),
    "questions of all levels and none": ("discussion-questions", {"questions": EACH_LEVEL},
        [f"Q{number}{question['ask']}" for number, question in enumerate(EACH_LEVEL, 1)], []),
}  # fmt: skip
IN_LESSON = Extras(plan=plan("fishbowl"), settings={**EXTRAS.settings, "kit": "lesson"})


@pytest.mark.parametrize(("sheet", "more", "said", "unsaid"), SAID.values(), ids=SAID)
def test_a_sheet_says_what_the_motion_has(
    tmp_path: Path, sheet: str, more: dict[str, Any], said: list[str], unsaid: list[str]
) -> None:
    motion = read(tmp_path, {**WITHOUT_LESSON, "teacher_notes": "So.", **more})
    edition = TEACHER if sheet == "teachers-book" else STUDENT
    text = text_of(page(motion, sheet, edition, IN_LESSON if "lesson" in more else NO_EXTRAS))
    assert [text.count(words) for words in said] == [1] * len(said)
    assert [words for words in unsaid if words in text] == []


PIECES = {name: handout.head.per_page for name, handout in HANDOUTS.items()}
LESSONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("oxford-class", {"minutes": 90, "pupils": 24, "starts": "10:05"}),
    ("short-public-forum", {"pupils": 31}),
    ("spar", {"minutes": 17}),
    ("world-schools-short", {"minutes": 90, "pupils": 31}),
    *((name, {}) for name in NAMES),
)

WARNINGS = [{"code": rule.code, "message": rule.finds, "line": 1} for rule in RULES if not rule.code.startswith("DK0")]
WARNINGS.append({**WARNINGS[-1], "line": 2})
LOADED = {"key": "loaded", "pro": "1", "con": "1", "uneven": False}
WARNED = Extras(checked=CHECKED | {"unanswered": [], "rows": [LOADED, {**LOADED, "key": "lix"}], "findings": WARNINGS})


@pytest.mark.slow
def test_every_word_of_the_language_is_printed_somewhere(tmp_path: Path) -> None:
    names: dict[str, str] = {}
    words = numbered(LANGUAGE, "", names)
    pages = Templates(put(tmp_path, {"languages/en.yaml": yaml.safe_dump(words)}), PACKAGED)
    language = pages.words(SMALL.document, "en")
    printed = set()
    for motion, extras in (
        *((motion, NO_EXTRAS) for motion in (*MOTIONS.values(), one_of_each(tmp_path))),
        (CHECKED_MOTION, EXTRAS),
        (CHECKED_MOTION, WARNED),
        (one_of_each(tmp_path), EXTRAS),
        *(
            (CHECKED_MOTION, Extras(copy_plan={**PLAN, "in_all": 2, "layout": layout, "sets": sets}))
            for layout, sets in (("one_sided", []), ("booklet", []), ("booklet", PLAN["sets"]))
        ),
        (CHECKED_MOTION, replace(EXTRAS, settings={**EXTRAS.settings, "compact": True, "kit": "lesson"})),
        *((CHECKED_MOTION, Extras(plan=found.with_sheets(PIECES))) for found in lessons(language)),
    ):
        for handout in (handout for handout in pages.handouts() if handout.fits(motion.motion, extras)):
            for edition in filter(handout.is_for, EDITIONS):
                view = template_context(motion.motion, edition, extras)
                page = pages.render(handout, view, motion.document, language, words_and_framework()[1])
                printed |= set(re.findall(r"ww\d+ww", page.lower()))
    unprinted = ("formats.phases.", "formats.tasks.exit", "formats.default", "formats.around")
    # Names of kinds are for formats of one's own, and the last two are no words.
    missing = [path for mark, path in names.items() if mark not in printed and not path.startswith(unprinted)]
    assert missing == [], "\n".join(missing)


def lessons(language: Any) -> Iterator[LessonPlan]:
    """Yield plans of all formats; one with marks to write, not to circle; and one with judges, but no winner."""
    for name, lesson in LESSONS:
        yield plan_lesson(name, form(name), Lesson.model_validate(lesson), sample(), language)
    judged = plan_lesson("mace", form("mace"), Lesson(), sample(), language)
    (first, *_), *_ = (marks.criteria for marks in judged.marks)
    written = judged.marks[0]._replace(criteria=(first._replace(figures=()),))
    yield judged._replace(marks=(written,))
    yield judged._replace(scoring="none", phases=tuple(phase for phase in judged.phases if not phase.speech))


def one_of_each(folder: Path) -> LoadedMotion:
    """Return a motion for one minute and one pupil, with a fact without a source, and a text to copy."""
    motion = mirrored_motion()
    motion["pro"]["arguments"][0]["evidence"].append({"fact": "Leaves are green.", "from": "general knowledge"})
    source = {"author": "A. Author", "qualifications": "not stated", "url": SITE["url"], "accessed": "not stated"}
    source["copy"] = "yes"
    lesson = {"minutes": "1", "pupils": "1"}
    motion["questions"].append({"ask": "Of no level?"})
    return read(folder, {**motion, "lesson": lesson, "sources": {"book": source}, "teacher_notes": "So."})


def numbered(value: object, path: str, names: dict[str, str]) -> Any:
    """Return words with a mark of its own in the place of each, and note in `names` which it is."""
    if isinstance(value, dict):
        return {key: numbered(inner, f"{path}.{key}".lstrip("."), names) for key, inner in value.items()}
    if isinstance(value, list):
        return [numbered(inner, f"{path}[{number}]", names) for number, inner in enumerate(value)]
    if path.startswith(("decimal", "plural", "dates", "quotes.inner")):
        return value
    mark = f"ww{len(names)}ww"
    names[mark] = path
    return " ".join([mark, *re.findall(r"\{\w+\}", str(value))])
