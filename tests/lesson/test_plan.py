"""The plan of a lesson: it ends with the bell, everybody has one job and every job its sheets; and its commands."""

from collections import Counter
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from debatekit.lesson.plan import LessonPlan
from debatekit.lesson.planner import choose_questions, fitting_formats, plan_motion
from debatekit.lesson.timetable import DoesNotFitError
from debatekit.motion.loader import load_motion
from debatekit.motion.model import Lesson, Question
from tests.commandline import run
from tests.lesson.support import FORMATS, LANGUAGES, NAMES, duel, minutes_of, plan, words
from tests.problems import reported
from tests.samples import SMALLEST
from tests.workspace.support import printed as printed_text
from tests.workspace.support import workspace

CLASSES = tuple(product((6, 12, 24, 31), (40, 50, 90)))


def check(found: LessonPlan, pupils: int, minutes: int) -> None:
    """Fail unless the times add up and everybody has a job with sheets."""
    phases = found.phases
    assert phases[0].start == 0
    assert phases[-1].start + phases[-1].minutes == found.minutes == minutes
    for before, after in pairwise(phases):
        assert 0 <= after.start - before.start - before.minutes <= 0.5
    assert all(phase.minutes > 0 and phase.name and phase.who for phase in phases)
    assert sum(debate.pupils * debate.total for debate in found.debates) == pupils == found.pupils
    for debate in found.debates:
        assert sum(job.pupils for job in debate.jobs) == debate.pupils
        assert all(job.sheets and job.name for job in debate.jobs)
    assert sum(job.pupils for job in found.jobs) == pupils
    turns = [turn for job in found.jobs for turn in job.turns]
    assert all(turn.minutes for turn in turns)
    sides = Counter(job.side for job in found.jobs if job.job == "speaker")
    assert sides["for"] == sides["against"] >= found.speakers
    copies = {sheet.sheet: sheet.copies for sheet in found.sheets}
    assert copies["role-cards"] == pupils
    assert copies.get("ballot", pupils) == pupils == copies.get("exit-ticket", pupils)


@pytest.mark.parametrize("name", NAMES)
def test_every_format_fits_a_class_or_others_do(name: str) -> None:
    for pupils, minutes in CLASSES:
        lesson = Lesson(minutes=minutes, pupils=pupils)
        fitting = fitting_formats(FORMATS, lesson)
        assert fitting, lesson
        if name in fitting:
            check(plan(name, minutes=minutes, pupils=pupils), pupils, minutes)
        else:
            with pytest.raises(DoesNotFitError) as caught:
                plan(name, minutes=minutes, pupils=pupils)
            assert caught.value.field in {("minutes",), ("pupils",)}


LENGTHS: dict[str, tuple[dict[str, Any], dict[str, float], list[str]]] = {
    "as usual": ({}, {"briefing": 2, "opening": 4, "floor": 6, "debrief": 4.5}, []),
    "the first is shortened": ({"minutes": 19}, {"opening": 4, "floor": 4.5, "debrief": 4},
        ["The floor: 4.5 min instead of 6"]),
    "then both sides alike": ({"minutes": 16}, {"opening": 3, "floor": 3.5, "debrief": 4},
        ["Opening: 3 min instead of 4", "The floor: 3.5 min instead of 6"]),
    "then it is left out, and what is free is given back": ({"minutes": 15}, {"opening": 4, "debrief": 4.5},
        ["The floor: left out"]),
    "time in hand": ({"minutes": 30}, {"debrief": 6, "reserve": 7.5}, []),
    "a phase of the lesson": ({"minutes": 21, "phases": {"opening": 5}}, {"opening": 5, "floor": 4.5},
        ["The floor: 4.5 min instead of 6"]),
    "a phase that the lesson leaves out": ({"minutes": 21, "phases": {"floor": 0}}, {"opening": 4, "debrief": 6}, []),
}  # fmt: skip


@pytest.mark.parametrize(("lesson", "minutes", "changes"), LENGTHS.values(), ids=LENGTHS)
def test_a_lesson_is_as_long_as_it_says(lesson: dict[str, Any], minutes: dict[str, float], changes: list[str]) -> None:
    found = plan(duel(), **lesson, pupils=4)
    assert minutes_of(found) | minutes == minutes_of(found)
    assert sorted(found.changes) == changes


@pytest.mark.parametrize(("minutes", "preparation"), [(50, 0), (54, 0), (55, 5.5), (58, 8.5), (90, 20)])
def test_a_phase_without_minutes_takes_place_if_there_is_time(minutes: int, preparation: float) -> None:
    assert minutes_of(plan("oxford-class", minutes=minutes, pupils=30)).get("preparation", 0) == preparation


GROUPS = {
    "one debate": ("oxford-class", 30, [(1, 1, 30)]),
    "as few as possible": ("oxford-class", 40, [(1, 2, 20)]),
    "the larger ones first": ("short-public-forum", 31, [(1, 1, 7), (2, 5, 6)]),
    "pairs, and one of three": ("spar", 31, [(1, 1, 3), (2, 15, 2)]),
}


@pytest.mark.parametrize(("name", "pupils", "groups"), GROUPS.values(), ids=GROUPS)
def test_a_class_is_divided(name: str, pupils: int, groups: list[tuple[int, int, int]]) -> None:
    found = plan(name, pupils=pupils)
    assert [(debate.first, debate.last, debate.pupils) for debate in found.debates] == groups
    assert found.total == groups[-1][1]


JOBS = {
    "the teacher keeps the time": ("short-public-forum", 6, {"speaker": 6}, ("Timekeeper",)),
    "jobs in the order of the format": ("oxford-class", 12,
        {"speaker": 6, "chair": 1, "timekeeper": 1, "questioner": 4}, ()),
    "advisers for both sides or none": ("oxford-class", 15,
        {"speaker": 6, "chair": 1, "timekeeper": 1, "questioner": 4, "adviser": 2, "flow_keeper": 1}, ()),
    "a third speaker a side": ("structured-controversy", 6, {"speaker": 6}, ("Timekeeper",)),
    "no third speaker for one side only": ("structured-controversy", 5, {"speaker": 4, "timekeeper": 1}, ()),
}  # fmt: skip


@pytest.mark.parametrize(("name", "pupils", "jobs", "teacher"), JOBS.values(), ids=JOBS)
def test_jobs_are_filled_in_order(name: str, pupils: int, jobs: dict[str, int], teacher: tuple[str, ...]) -> None:
    found = plan(name, pupils=pupils)
    counts: Counter[str] = Counter()
    for job in found.jobs:
        counts[job.job] += job.pupils
    assert dict(counts) == jobs
    assert found.teacher_jobs == teacher


def test_the_clock_starts_with_the_lesson() -> None:
    found = plan("jugend-debattiert", "de", minutes=45, pupils=24, starts="11:55")
    assert (found.phases[0].clock, found.starts, found.ends) == ("11:55", "11:55", "12:40")
    opening = next(phase for phase in found.phases if phase.key == "opening")
    assert (opening.name, opening.who, opening.minutes, opening.speech) == ("Eröffnung", "Pro 1", 2, 1)
    assert [(signal.at, signal.times) for signal in opening.signals] == [("1:45", 1), ("2:00", 2)]
    clocks = [[phase.clock for phase in plan("oxford-class", language).phases][:3] for language in LANGUAGES]
    assert clocks[0] == clocks[2] == ["minute 0", "minute 3", "minute 5:30"]
    assert (clocks[1][2], plan("oxford-class", "de", minutes=45).ends) == ("Minute 5:30", "Minute 45")


def test_points_of_information_end_before_the_speech_does() -> None:
    found = plan("world-schools-short", pupils=6)
    speech, reply = (next(phase for phase in found.phases if phase.kind == kind) for kind in ("constructive", "reply"))
    assert [(it.at, it.times, it.means) for it in speech.signals] == [
        ("1:00", 1, "points may be offered"), ("3:00", 1, "no more points"), ("4:00", 2, "time is up"),
        ("4:15", 3, "stop now"),
    ]  # fmt: skip
    assert [it.at for it in reply.signals] == ["1:00", "2:00", "2:15"]
    assert found.interruptions.startswith("Points of information from 1:00 after the start")


def test_questions_are_chosen_by_level_and_for_both_sides() -> None:
    levels = ("remember", "evaluate", "create", "evaluate", None)
    about: tuple[list[str], ...] = (["P1"], ["P1"], ["P2"], ["C1"], [])
    questions = [
        Question.model_validate({"id": f"Q{n}", "ask": "Why?", "level": level, "about": parts})
        for n, (level, parts) in enumerate(zip(levels, about, strict=True), 1)
    ]
    chosen = [[question.id for question in choose_questions(questions, {"P1", "P2"}, {"C1"}, n)] for n in (1, 2, 4)]
    assert chosen == [["Q2"], ["Q2", "Q4"], ["Q1", "Q2", "Q3", "Q4"]]
    found = plan("oxford-class", minutes=50, pupils=30)
    assert len(found.questions) == 2  # of the eight minutes of the debrief, three each
    assert all(question["id"] and question["ask"] for question in found.questions)


WRONG = {
    "an unknown format": ("{format: oxford-clas}", "format", "there is no format 'oxford-clas'",
        "Did you mean 'oxford-class'?"),
    "too short": ("{format: policy, minutes: 40}", "minutes", "format takes 82 minutes at least", ": spar (16 minutes"),
    "phases too long": ("{minutes: 40, phases: {floor: 30}}", "minutes", "60 minutes at least", "fewer minutes"),
    "too few": ("{format: oxford-class, pupils: 5}", "pupils", "9 to 36 pupils in one debate, and 5", ", jugend-debat"),
    "an unknown phase": ("{phases: {flor: 3}}", "flor", "the format has no phase 'flor'", "Did you mean 'floor'?"),
    "nothing fits": ("{pupils: 1}", "pupils", "and 1 cannot be grouped so", "No format fits"),
}  # fmt: skip


@pytest.mark.parametrize(("lesson", "at", "message", "hint"), WRONG.values(), ids=WRONG)
def test_a_lesson_that_cannot_be_is_reported(tmp_path: Path, lesson: str, at: str, message: str, hint: str) -> None:
    path = tmp_path / "trees.yaml"
    path.write_text(f"{SMALLEST}lesson: {lesson}\n", encoding="utf-8")
    loaded = load_motion(path)
    assert loaded.motion.lesson
    (problem,) = reported(plan_motion, loaded, loaded.motion.lesson, FORMATS, words())
    assert message in problem.message
    assert hint in problem.hint
    assert problem.excerpt[problem.column - 1 :].startswith(lesson.partition(f"{at}: ")[2][:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_format_it_is_that_of_the_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / "trees.yaml"
    path.write_text(f"{SMALLEST}lesson: {{minutes: 45}}\n", encoding="utf-8")
    loaded = load_motion(path)
    assert loaded.motion.lesson
    usual = {"en": "oxford-class", "de": "jugend-debattiert", "fr": "debat-regle"}
    found = plan_motion(loaded, loaded.motion.lesson, FORMATS, words(language))
    assert (found.format, found.pupils) == (usual[language], 30)


MOTION = f"{SMALLEST}lesson: {{minutes: 50, pupils: 30, format: oxford-class}}\n"

PLAN = "output/trees/lesson-plan-teacher.docx"


def printed(path: Path) -> str:
    return printed_text(path).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workspace(tmp_path, "", {"motions/trees.yaml": MOTION})


def test_formats_are_listed_in_the_language(folder: Path) -> None:
    lines = run("formats", "list", "--language", "de").output.splitlines()
    (line,) = [line for line in lines if line.startswith("  oxford-class ")]
    assert " to 50 minutes   9 to 36  Oxford-Debatte in der Klasse: Drei auf jeder Seite reden" in line
    assert "there is no language 'xx'" in run("formats", "list", "--language", "xx").output


def test_a_lesson_is_shown(folder: Path) -> None:
    lines = run("formats", "show", "oxford-class", "--minutes", "45", "--pupils", "27").output.splitlines()
    assert "  minute 5:30     4  Opening                      For 1" in lines
    assert "                1.5  changing over between speakers" in lines
    at_ten = run("formats", "show", "oxford-class", "--minutes", "45", "--starts", "10.05").output
    assert "  10:10:30    4  Opening                      For 1" in at_ten
    assert "    9  Questioner                   role-cards, flow-sheet" in lines
    assert "The floor: 7 min instead of 10" in lines
    result = run("formats", "show", "policy", "--minutes", "40")
    assert result.exit_code == 1
    assert (
        "policy: this format takes 82 minutes at least, and the lesson has fewer. These formats fit:" in result.output
    )


def test_a_format_goes_to_debatekeeper_and_comes_back(folder: Path) -> None:
    assert run("formats", "export", "mace", "-o", "mace.xml").output == "mace.xml written\n"
    assert (folder / "mace.xml").read_text(encoding="utf-8") == run("formats", "export", "mace").output
    result = run("formats", "import", "mace.xml", "--as", "Our Mace")
    assert result.output.startswith("templates/formats/our-mace.yaml is yours to change.")
    assert "our-mace" in run("formats", "list").output
    assert "there is something of this name already" in run("formats", "import", "mace.xml", "--as", "our-mace").output
    assert run("build", "--format", "our-mace", "--minutes", "60", "--quiet").exit_code == 0
    assert "Schools’ Mace" in printed(folder / PLAN)


def test_the_command_line_changes_the_lesson(folder: Path) -> None:
    run("build", "--quiet")
    assert "Oxford style, in class · 50 minutes · 30 pupils" in printed(folder / PLAN)
    changed = ("--format", "fishbowl", "--minutes", "45", "--pupils", "12")
    assert run("build", *changed).exit_code == 0
    assert "Fishbowl · 45 minutes · 12 pupils" in printed(folder / PLAN)
    assert "unchanged" in run("build", *changed).output


@pytest.mark.parametrize(
    ("command", "option"), [("build", "--format"), ("build", "--debate-format"), ("check", "--debate-format")]
)
def test_a_lesson_that_cannot_be_is_an_error_of_the_option(folder: Path, command: str, option: str) -> None:
    result = run(command, option, "fishbowle")
    assert result.exit_code == 1
    assert "--format: there is no format 'fishbowle'. Did you mean 'fishbowl'?" in result.output


def test_the_command_line_says_when_the_lesson_starts(folder: Path) -> None:
    assert run("build", "--quiet", "--starts", "10:05").exit_code == 0
    assert "10:05–10:55" in printed(folder / PLAN)
    result = run("check", "--starts", "25:00")
    assert result.exit_code == 2
    assert "'25:00' is not a time of day. Write a time of day such as 10:05." in result.output.replace("\n", " ")
