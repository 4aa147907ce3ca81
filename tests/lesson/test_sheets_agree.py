"""The printed sheets of a lesson agree: times end with the bell, every pupil has a card and its sheets, numbers match.

What is compared is read back from the pages, as tables of texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

import pytest
from lxml import etree

from debatekit.build import Builder
from debatekit.errors import DebatekitError
from debatekit.files import packaged
from debatekit.lesson.plan import LessonPlan
from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion
from debatekit.settings import BuildOptions
from debatekit.templating import NO_EXTRAS, template_context
from tests.kits import open_builder
from tests.lesson.support import NAMES, words

MOTIONS = ("europe-missile-deterrence", "pluto", "school-phones")
CLASSES = tuple(product((6, 12, 24, 31), (40, 50, 90)))
TEACHERS = "lesson-plan"
COMPARED = (
    TEACHERS,
    "running-order",
    "role-cards",
    "timekeeper-sheet",
    "flow-sheet",
    "vote-count",
    "ballot",
    "judge-sheet",
)
Table = list[list[str]]


class Page(NamedTuple):
    """A printed page: its text, and its tables as rows of texts."""

    text: str
    tables: list[Table]


class Lesson(NamedTuple):
    """What a lesson is, and its printed pages."""

    minutes: int
    pupils: int
    language: str
    arguments: list[str]
    speeches: int
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


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    order = running_order(lesson)
    cards = role_cards(lesson)
    jobs_and_copies(lesson, cards)
    if "timekeeper-sheet" in lesson.pages:
        timekeeper(lesson, order, cards)
    if "flow-sheet" in lesson.pages:
        flow(lesson)
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


def needs(lesson: Lesson, text: str) -> list[str]:
    """Return the names of the sheets on a card."""
    _, _, names = text.partition(plain(words(lesson.language)["role_cards"]["sheets"]))
    return [name.strip() for name in names.split(", ") if name.strip()]


def jobs_and_copies(lesson: Lesson, cards: list[tuple[str, str]]) -> None:
    """Compare jobs and copies in the lesson plan with the role cards."""
    (jobs, copies) = next(table[1] for table in lesson.pages[TEACHERS].tables[1:] if len(table) == 2)
    titles = {words(lesson.language)["handouts"][name.replace("-", "_")]: name for name in lesson.present}
    needed = Counter(name for _, text in cards for name in needs(lesson, text))
    assert [name for name in needed if name not in titles] == []
    listed = re.findall(r"(\d+) × ([^:(]+?)(?: \([^\d)]*(\d+)\))? ?: ([^×]*?)(?= \d+ ×| \S?debatekit| « |$)", copies)
    found = {name: (int(cut or prints), who) for prints, name, cut, who in listed}
    assert needed.keys() <= found.keys()
    formats = words(lesson.language)["formats"]
    for name, copied in needed.items():
        number_of, who = found[name]
        assert number_of - copied == (formats["teacher"] in who or formats["wall"] in who), (name, who)
    assert found[words(lesson.language)["handouts"]["role_cards"]][0] == lesson.pupils
    assert [name for name in found if name not in titles] == []
    in_all = Counter(re.sub(r" · .*", "", job) for job, _ in cards)
    speakers = [job for job in in_all if re.search(r" \d+$", job)]
    others = Counter({job: count for job, count in in_all.items() if job not in speakers})
    stated = Counter[str]()
    for heading, total, inside in debates(lesson, jobs):
        count = Counter({name: int(each) for each, name in re.findall(r"(\d+) × (\D+?)(?= \d+ ×|$)", inside)})
        lasts = [int(last or 1) for last in re.findall(r" 1(?:–(\d+))?(?= |$)", re.sub(r"\d+ × .*", "", inside))]
        assert sum(count.values()) + sum(lasts) == heading
        for name, each in count.items():
            stated[name] += each * total
    assert stated == others


def debates(lesson: Lesson, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the pupils in a debate, how many such debates there are, and its jobs."""
    texts = words(lesson.language)["lesson_plan"]
    own = re.escape(plain(texts["by_teacher"].partition("{")[0]))
    text = re.sub(rf" {own}.*", "", text)
    pupils = r"(?P<pupils>\d+) \w+"
    patterns = []
    for key in ("whole_class", "debates", "debate"):
        pattern = re.escape(plain(texts[key]))
        for name, inner in (("pupils", pupils), ("first", r"(?P<first>\d+)"), ("last", r"(?P<last>\d+)")):
            pattern = pattern.replace(rf"\{{{name}\}}", inner)
        patterns.append(pattern)
    starts: list[re.Match[str]] = []
    for pattern in patterns:
        starts += [match for match in re.finditer(pattern, text) if match.start() not in {s.start() for s in starts}]
    starts.sort(key=re.Match.start)
    for match, after in pairwise([*starts, None]):
        assert match is not None
        inside = text[match.end() : after.start() if after else None].strip()
        group = match.groupdict()
        total = int(group["last"]) - int(group["first"]) + 1 if group.get("last") else 1
        yield int(group["pupils"]), total, inside


def timekeeper(lesson: Lesson, order: Table, cards: list[tuple[str, str]]) -> None:
    """Compare the timekeeper's sheet with the running order and the card: each part is there, and its signals."""
    (table,) = lesson.pages["timekeeper-sheet"].tables
    known = {(clock, minutes): f"{what}: {who}" for clock, minutes, what, who in order}
    timed = [row for row in table[1:] if re.search(r"\d", row[0])]
    assert timed
    title = words(lesson.language)["handouts"]["timekeeper_sheet"]
    starts = plain(words(lesson.language)["role_cards"]["all_through"].partition("{end}")[0].format(start=timed[0][0]))
    assert [text for _, text in cards if title in needs(lesson, text) and starts not in text] == []
    for clock, what, minutes, signals, *_ in timed:
        assert known[clock, minutes] == what.replace(" :", ":")
        if signals == "–":
            continue
        ends = next(at for at, times in re.findall(r"(\d+:\d\d) \(×(\d)\)", signals) if times == "2")
        assert seconds(f"0:{ends}") == 60 * number(minutes)


def flow(lesson: Lesson) -> None:
    """Compare the columns of the flow sheet with the speeches, and its rows with the arguments."""
    tables = lesson.pages["flow-sheet"].tables
    if lesson.speeches:
        heads = [cell for table in tables for cell in table[0][1:]]
        numbers = [int(match[0]) for head in heads if (match := re.match(r"\d+", head))]
        assert sorted(numbers) == list(range(1, lesson.speeches + 1))
    rows = [[match[0] for row in table[1:] if (match := re.match(r"[PC]\d+", row[0]))] for table in tables]
    flows = [ids for ids in rows if ids]  # the others are for questions
    assert flows == [lesson.arguments] * max(len(flows), 1)


def lesson_of(plan: LessonPlan, motion: LoadedMotion, pages: Mapping[str, Page], present: set[str]) -> Lesson:
    ids = [argument.id for side in (motion.motion.pro, motion.motion.con) for argument in side.arguments]
    speeches = sum(1 for phase in plan.phases if phase.speech)
    return Lesson(int(plan.minutes), plan.pupils, motion.motion.language, ids, speeches, present, pages)


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
            options = options._replace(lesson={**options.lesson, "format": fitting[1]})
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
        check(lesson_of(plan, motion, pages, present))


def words_of(motion: LoadedMotion) -> Any:
    return builder().words(motion, builder().project.settings(motion))
