"""The printed sheets of a lesson agree: times end with the bell, every pupil has a card and its sheets, numbers match.

What is compared is read back from the pages, as tables of texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

import pytest
from lxml import etree

from debatekit.build import Builder
from debatekit.errors import DebatekitError
from debatekit.files import packaged
from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion
from debatekit.settings import BuildOptions
from debatekit.templating import NO_EXTRAS, template_context
from tests.kits import open_builder
from tests.lesson.support import NAMES, words

MOTIONS = ("europe-missile-deterrence", "pluto", "school-phones")
CLASSES = tuple(product((6, 12, 24, 31), (40, 50, 90)))
TEACHERS = "lesson-plan"
COMPARED = (TEACHERS, "running-order", "role-cards", "timekeeper-sheet", "vote-count")
Table = list[list[str]]


class Page(NamedTuple):
    text: str
    tables: list[Table]


class Lesson(NamedTuple):
    minutes: int
    pupils: int
    language: str
    present: set[str]
    """The handouts that are in the kit."""
    pages: Mapping[str, Page]


@cache
def builder() -> Builder:
    return open_builder()


def loaded(name: str, options: BuildOptions) -> LoadedMotion:
    return builder().load(packaged("motions") / f"{name}.yaml", options)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def page_of(html: str) -> Page:
    root = etree.fromstring(html, etree.HTMLParser(remove_comments=True))
    for block in root.iter("p", "li", "textarea"):
        block.tail = f" {block.tail or ''}"
    for area in root.iter("textarea"):
        area.text = area.get("label")
    tables = [
        [[plain("".join(map(str, cell.itertext()))) for cell in row] for row in table.iter("tr")]
        for table in root.iter("table")
    ]
    return Page(plain("".join(map(str, root.itertext()))), tables)


def seconds(clock: str) -> int:
    if not clock[0].isdigit():  # "minute 5:30": the lesson has no start
        minutes, *rest = map(int, clock.rpartition(" ")[2].split(":"))
        return 60 * minutes + sum(rest)
    hours, minutes, *rest = map(int, clock.split(":"))
    return 3600 * hours + 60 * minutes + sum(rest)


def number(text: str) -> float:
    return float(text.replace(",", "."))


def check(lesson: Lesson) -> None:
    """Fail unless the pages of a lesson agree with each other and with what was asked for."""
    order, cards = running_order(lesson), role_cards(lesson)
    copies(lesson, cards)
    if "timekeeper-sheet" in lesson.pages:
        timekeeper(lesson, order, cards)
    if "vote-count" in lesson.pages:
        assert str(lesson.pupils) in lesson.pages["vote-count"].text


def running_order(lesson: Lesson) -> Table:
    """Compare the running order on both sheets with the bell, and return its rows: clock, minutes, what, who."""
    *rows, (bell, total, *_) = lesson.pages[TEACHERS].tables[0][1:]
    assert number(total) == lesson.minutes == sum(number(minutes) for _, minutes, *_ in rows)
    rows = [row for row in rows if row[0] != "–"]  # the minutes for changing over
    assert seconds(bell) - seconds(rows[0][0]) == 60 * lesson.minutes
    for (clock, minutes, *_), (after, *_) in pairwise([*rows, [bell]]):
        assert 0 <= seconds(after) - seconds(clock) - 60 * number(minutes) <= 30
    (wall,) = lesson.pages["running-order"].tables
    named = [[clock, minutes, re.sub(r" \([A-Z\d]+\)$", "", what), who] for clock, minutes, what, who, *_ in rows]
    assert [[clock, minutes, what, who] for clock, what, who, minutes in wall[1:-1]] == named
    assert wall[-1][0] == bell
    return named


def role_cards(lesson: Lesson) -> list[tuple[str, str]]:
    """Return the cards, each with its job and what is on it; there is one for every pupil."""
    spare = words(lesson.language)["role_cards"]["spare"]
    pairs = (zip(*table, strict=True) for table in lesson.pages["role-cards"].tables)
    cards = [(job, text) for pair in pairs for job, text in pair if job != spare]
    assert len(cards) == lesson.pupils
    label = words(lesson.language)["role_cards"]["when"]
    assert [job for job, text in cards if plain(label) not in text] == []
    return cards


def sheets_on(lesson: Lesson, text: str) -> list[str]:
    _, _, names = text.partition(plain(words(lesson.language)["role_cards"]["sheets"]))
    return [name.strip() for name in names.split(", ") if name.strip()]


def copies(lesson: Lesson, cards: list[tuple[str, str]]) -> None:
    """Compare the copies in the lesson plan with the role cards: the teacher and the wall may need one more."""
    _, listed = next(table[1] for table in lesson.pages[TEACHERS].tables[1:] if len(table) == 2)
    titles = {words(lesson.language)["handouts"][name.replace("-", "_")] for name in lesson.present}
    rows = re.findall(r"(\d+) × ([^:(]+?)(?: \([^\d)]*(\d+)\))? ?: ([^×]*?)(?= \d+ ×| \S?debatekit| « |$)", listed)
    found = {name: (int(cut or prints), who) for prints, name, cut, who in rows}
    assert found.keys() <= titles
    assert found[words(lesson.language)["handouts"]["role_cards"]][0] == lesson.pupils
    formats = words(lesson.language)["formats"]
    for name, needed in Counter(name for _, text in cards for name in sheets_on(lesson, text)).items():
        number_of, who = found[name]
        assert number_of - needed == (formats["teacher"] in who or formats["wall"] in who), (name, who)


def timekeeper(lesson: Lesson, order: Table, cards: list[tuple[str, str]]) -> None:
    """Compare the timekeeper's sheet with the running order and the card: each part is there, and its signals."""
    (table,) = lesson.pages["timekeeper-sheet"].tables
    known = {(clock, minutes): f"{what}: {who}" for clock, minutes, what, who in order}
    timed = [row for row in table[1:] if re.search(r"\d", row[0])]
    assert timed
    title = words(lesson.language)["handouts"]["timekeeper_sheet"]
    starts = plain(words(lesson.language)["role_cards"]["all_through"].partition("{end}")[0].format(start=timed[0][0]))
    assert [text for _, text in cards if title in sheets_on(lesson, text) and starts not in text] == []
    for clock, what, minutes, signals, *_ in timed:
        assert known[clock, minutes] == what.replace(" :", ":")
        if signals == "–":
            continue
        ends = next(at for at, times in re.findall(r"(\d+:\d\d) \(×(\d)\)", signals) if times == "2")
        assert seconds(f"0:{ends}") == 60 * number(minutes)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_sheets_of_every_lesson_agree(name: str) -> None:
    for title, (pupils, minutes) in product(MOTIONS, CLASSES):
        options = BuildOptions(lesson={"format": name, "minutes": minutes, "pupils": pupils})
        motion = loaded(title, options)
        language = words_of(motion)
        try:
            plan = builder().plan(motion, language, options)
        except DebatekitError as error:
            (problem,) = error.problems
            fitting = re.search(r"These formats fit: ([\w-]+)", problem.hint)
            assert fitting, problem
            options = replace(options, lesson={**options.lesson, "format": fitting[1]})
            assert builder().plan(loaded(title, options), language, options)
            continue
        assert plan is not None
        extras = replace(NO_EXTRAS, plan=plan)
        handouts = {it.name: it for it in builder().handouts() if it.fits(motion.motion, extras)}
        present = {it.name for it in handouts.values() if it.is_in("lesson", plan)} | {"numbered-reading"}
        extras = replace(extras, plan=plan.with_sheets({it.name: it.head.per_page for it in handouts.values()}))
        pages = {}
        for sheet in COMPARED:
            if sheet in present:
                edition = Edition.TEACHER if sheet == TEACHERS else Edition.STUDENT
                context = template_context(motion.motion, edition, extras)
                framework = builder().handout_templates.framework(motion.document, motion.motion.framework, "en")
                html = builder().handout_templates.render(
                    handouts[sheet], context, motion.document, language, framework
                )
                pages[sheet] = page_of(html)
        check(Lesson(int(plan.minutes), plan.pupils, motion.motion.language, present, pages))


def words_of(motion: LoadedMotion) -> Any:
    return builder().words(motion, builder().project.settings(motion))
