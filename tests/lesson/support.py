"""Formats, words and plans that the tests of lessons share."""

from functools import cache
from pathlib import Path
from typing import Any

from debatekit.files import packaged
from debatekit.lesson.formats import Format, Formats
from debatekit.lesson.plan import LessonPlan
from debatekit.lesson.planner import plan_lesson
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Lesson, Motion
from debatekit.templating.translations import words_of
from debatekit.validation import validate
from debatekit.yamlfile import parse

FOLDERS = (packaged("templates"),)
FORMATS = Formats(FOLDERS)
NAMES = FORMATS.names()
LANGUAGES = ("en", "de", "fr")
DUEL = "\n" + (Path(__file__).parent / "duel.yaml").read_text(encoding="utf-8")


@cache
def words(language: str = "en") -> Any:
    return words_of(FOLDERS, language)


def form(name: str) -> Format:
    return FORMATS.open(name)


@cache
def motion() -> Motion:
    return load_motion(packaged("motions") / "pluto.yaml").motion


def duel(text: str = DUEL) -> Format:
    found, problems = validate(parse(text, "duel.yaml"), Format)
    assert found is not None, problems
    return found


def plan(format_: Format | str, language: str = "en", **lesson: Any) -> LessonPlan:
    """Return the plan of a lesson about Pluto in a format."""
    name, given = (format_, form(format_)) if isinstance(format_, str) else ("duel", format_)
    return plan_lesson(name, given, Lesson.model_validate(lesson), motion(), words(language))


def minutes_of(found: LessonPlan) -> dict[str, float]:
    return {phase.key: phase.minutes for phase in found.phases}
