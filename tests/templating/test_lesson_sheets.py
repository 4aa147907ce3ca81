"""The sheets of a lesson: words of a speech, columns of the flow, marks that add up, votes, and what is cut apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from debatekit.lesson.plan import LessonPlan, SheetCopies
from debatekit.templating import Extras
from tests.lesson.support import LANGUAGES, NAMES, plan, words
from tests.templating.motions import SMALL, TEACHER, mirrored_motion, read
from tests.templating.support import HANDOUTS, Element, page, text_of

ALL = tuple(SheetCopies(name, 1, (), "", 1) for name in HANDOUTS)


def sheet(name: str, of: LessonPlan | str, **lesson: Any) -> Element:
    """Return a sheet of a lesson, also where no job needs it."""
    found = plan(of, **lesson) if isinstance(of, str) else of
    return page(SMALL, name, extras=Extras(plan=found._replace(sheets=ALL)))


def tables(root: Element) -> dict[str, list[list[str]]]:
    """Return the rows of each table by its caption, the header row first."""
    return {
        text_of(table[0]): [[text_of(cell) for cell in row] for row in table.iter("tr")] for table in root.iter("table")
    }


def figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_planner_has_every_speech_with_its_minutes_and_words(name: str) -> None:
    found = plan(name)
    stated = r"((?:For|Against)[^:.]*): ([\d.]+) minutes?, about (\d+) words"
    read_back = set()
    for speakers, minutes, said in re.findall(stated, text_of(sheet("speech-planner", found))):
        assert abs(130 * float(minutes) - int(said)) <= 5
        read_back |= {(re.sub(r" \(.*\)", "", who), float(minutes)) for who in speakers.split(", ")}
    assert read_back == {(phase.who, phase.minutes) for phase in found.phases if phase.speech}


STEPS = {
    "openings of two": ("oxford-class", ["Opening", "Rebuttal", "Closing"], 2),
    "speeches that also answer": ("world-schools-short", ["Main speech", "Reply"], 1),
    "no speeches": ("four-corners", ["Your part in the discussion"], 1),
}


@pytest.mark.parametrize(("name", "kinds", "refutations"), STEPS.values(), ids=STEPS)
def test_a_rebuttal_has_four_steps(name: str, kinds: list[str], refutations: int) -> None:
    root = sheet("speech-planner", name)
    assert [text_of(heading) for heading in root.iter("h2")] == kinds
    labels = [area.get("label") for area in root.iter("textarea")]
    starts = [number for number, label in enumerate(labels) if label == "They say"]
    assert [labels[start : start + 4] for start in starts] == [
        ["They say", "But", "because", "Therefore"]
    ] * refutations


def test_the_back_of_the_flow_sheet_has_room_for_questions_or_for_an_agreement() -> None:
    def labels(name: str) -> list[str | None]:
        return [area.get("label") for area in sheet("flow-sheet", plan(name)).iter("textarea")]

    questions = ["My question (For):", None, "My question (Against):", None]
    assert labels("oxford-class") == [*questions, "Notes on what others ask and answer:"]
    assert labels("structured-controversy") == [
        "The best point of my new side:", "We can all sign this sentence:", "Here we differ, and why:",
    ]  # fmt: skip
    assert labels("world-schools") == []


def test_half_of_the_questioners_ask_each_side_and_the_chair_counts_the_votes() -> None:
    text = text_of(sheet("role-cards", plan("oxford-class", minutes=45, pupils=27)))
    assert (text.count("Ask: For."), text.count("Ask: Against.")) == (4, 4)  # and one may choose
    assert "Count each vote with one helper" in text
    assert "speaks first" not in text


def test_the_plan_says_what_to_give_out_the_lesson_before_and_where_the_minutes_are() -> None:
    found = plan("oxford-class", minutes=45, pupils=27)
    handouts = ("talk-rules", "feedback", "argument-map-empty")
    text = text_of(page(SMALL, "lesson-plan", TEACHER, extras=Extras(plan=found._replace(handouts=handouts))))
    assert "The lesson before: give out Role cards, Speech planner, Brief for the motion" in text
    assert "“phases: {preparation: 5}”" in text
    assert "1.5Changing over, in all" in text
    assert all(
        word in text for word in ("On the wall: the talk rules", "The feedback sheet", "The argument map to complete")
    )
    prepared = text_of(page(SMALL, "lesson-plan", TEACHER, extras=Extras(plan=plan("structured-controversy"))))
    assert "The lesson before" not in prepared
    assert "On the wall: the talk rules" not in prepared


def test_a_pair_learns_who_begins_and_what_comes_after_its_speeches() -> None:
    text = text_of(sheet("role-cards", plan("structured-controversy", minutes=45, pupils=4)))
    assert text.count("For 1 speaks first.") == text.count("Against 1 speaks first.") == 2
    assert text.count("Find agreement: write down what all can sign") == 4


@pytest.mark.parametrize("name", NAMES)
def test_the_flow_has_a_column_for_each_speech_and_a_row_for_each_argument(name: str) -> None:
    found = plan(name)
    columns: list[str] = []
    for caption, rows in tables(sheet("flow-sheet", found)).items():
        if caption == "My questions":
            continue
        head, *body = rows
        assert len(head) <= 9
        assert [row[0].split()[0] for row in body if not row[0].startswith("New")] == ["P1", "P2", "C1", "C2"]
        assert all(row[1:] == [""] * (len(head) - 1) for row in body)
        columns += head[1:]
    speeches = [f"{phase.speech}. {phase.who}: {phase.code or phase.name}" for phase in found.phases if phase.speech]
    assert columns == (speeches or ["What was said for it", "What was said against it"])


@pytest.mark.parametrize(("least", "new"), [(2, 6), (5, 2)])
def test_the_flow_has_rows_for_new_arguments(tmp_path: Path, least: int, new: int) -> None:
    motion = mirrored_motion()
    for side in ("pro", "con"):
        claim = {"claim": "A claim that has so many words that they do not fit beside many columns for speeches."}
        motion[side]["arguments"] = [claim] * least
    root = page(read(tmp_path, motion), "flow-sheet", extras=Extras(plan=plan("mspdp")._replace(sheets=ALL)))
    rows = [row[0] for row in next(iter(tables(root).values()))[1:]]
    assert [row.startswith("New argument") for row in rows].count(True) == new
    assert rows[0] == "P1 A claim that has so many words that they do not fit beside…"


MARKED = (
    "world-schools",
    "world-schools-short",
    "mace",
    "mspdp",
    "jugend-debattiert",
    "british-parliamentary",
    "policy",
)


@pytest.mark.parametrize("name", MARKED)
def test_marks_and_their_sums_agree(name: str) -> None:
    found = plan(name)
    root = sheet("judge-sheet", found)
    grids = [rows for caption, rows in tables(root).items() if caption.startswith("Marks: ")]
    assert len(grids) == len(found.marks)
    for marks, (head, scale, *rows) in zip(found.marks, grids, strict=True):
        for row in rows:
            for criterion, cell in zip(marks.criteria, row[1:], strict=False):
                assert figures(cell) == list(map(str, criterion.figures))
        for criterion, cell in zip(marks.criteria, scale[1:], strict=False):
            assert {figures(cell)[0], figures(cell)[-1]} == {str(criterion.least), str(criterion.most)}
        if len(marks.criteria) > 1:
            assert head[-1] == f"Sum ({marks.least} to {marks.most})"
        spoken = {phase.who: None for phase in found.phases if phase.speech and phase.key in marks.phases}
        assert [row[0] for row in rows] == list(spoken)
    if totals := tables(root).get("Add up"):
        sums = [
            (marks.least, marks.most)
            for phase in found.phases for marks in found.marks
            if phase.speech and phase.side == "for" and phase.key in marks.phases
        ]  # fmt: skip
        least, most = map(sum, zip(*sums, strict=True))
        assert totals[0][-1] == f"Sum ({least} to {most})"
        assert [row[0] for row in totals[1:]] == ["For", "Against"]
        assert all(len(row) == len(sums) + 2 for row in totals)


DECISIONS = {
    "points": ("world-schools", "The team with the higher sum wins"),
    "points of persons": ("jugend-debattiert", "By my sums, the order is:"),
    "ranking": ("british-parliamentary", "Rank 1 gets 3 points"),
    "decision": ("policy", "The debate goes to:"),
    "swing": ("oxford-class", "The debate goes to:"),
    "none": ("fishbowl", "There is no winner"),
}


@pytest.mark.parametrize(("name", "decision"), DECISIONS.values(), ids=DECISIONS)
def test_reasons_come_before_the_decision(name: str, decision: str) -> None:
    text = etree.tostring(sheet("judge-sheet", name), encoding="unicode")
    assert 0 < text.index("My reasons") < text.index("My decision") < text.index(decision)
    assert ("Which arguments were answered?" in text) is (
        name not in {"world-schools", "jugend-debattiert", "british-parliamentary"}
    )
    assert ("The debate goes to:" in text) is (name in {"world-schools", "policy", "oxford-class"})


def test_four_teams_are_ranked() -> None:
    rows = tables(sheet("judge-sheet", "british-parliamentary"))["My decision"]
    assert [row[0] for row in rows[1:]] == ["For 1, 2", "Against 1, 2", "For 3, 4", "Against 3, 4"]
    assert [figures(row[-1]) for row in rows[1:]] == [["1", "2", "3", "4"]] * 4


@pytest.mark.parametrize(("name", "choices"), [("oxford-class", 3), ("four-corners", 5), ("philosophical-chairs", 5)])
def test_a_ballot_has_the_rows_of_the_count_and_does_not_name_the_motion(name: str, choices: int) -> None:
    root = sheet("ballot", name)
    slips = list(root.iter("td"))
    assert len(slips) == 2 * HANDOUTS["ballot"].head.per_page
    printed = [[text_of(line) for line in slip.iter("p") if list(line.iter("input"))] for slip in slips]
    assert printed == [printed[0]] * len(slips)
    assert len(printed[0]) == choices
    main = [child for child in root[1] if child.tag != "header"]
    assert not any(SMALL.motion.motion in text_of(child) for child in main)
    assert not any("name" in (line.get("class") or "") for line in root.iter("p"))
    for rows in tables(sheet("vote-count", name)).values():
        assert [row[0] for row in rows[1:]] == [*printed[0], "Sum"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_swing_adds_up(language: str) -> None:
    people, before, after, *_ = numbers = list(map(int, re.findall(r"\d+", words(language)["count"]["example"])))
    first, second = 100 * before // people, 100 * after // people
    steps = [people, before, after, before, people, 100, first, after, people, 100, second]
    assert numbers == [*steps, after - before, second - first]


@pytest.mark.parametrize(("name", "job", "counts"), [
    ("oxford-class", "chair", True), ("mace", "chair", False), ("four-corners", "recorder", True)
])  # fmt: skip
def test_who_counts_votes_has_a_sheet_for_it(name: str, job: str, *, counts: bool) -> None:
    found = plan(name, pupils=30)
    assert [("vote-count" in done.sheets) for done in found.jobs if done.job == job] == [counts]
    assert ("vote-count" in {needed.sheet for needed in found.sheets}) is counts


def test_the_teacher_counts_votes_where_no_pupil_is_left() -> None:
    found = plan("oxford-class", pupils=6 + 3)
    assert "Chair" in found.teacher_jobs or any(job.job == "chair" for job in found.jobs)
    assert [needed.copies for needed in found.sheets if needed.sheet == "vote-count"] == [1]


def test_points_of_information_are_a_rule_where_they_are_allowed() -> None:
    for name in ("world-schools", "oxford-class"):
        rules = plan(name).interruptions
        text = text_of(sheet("talk-rules", name))
        assert (rules in text, "Offer points" in text) == (True, bool(rules))


def test_what_is_cut_apart_is_complete_in_each_piece() -> None:
    root = sheet("exit-ticket", "oxford-class")
    titles = [area.get("title", "").partition(" – ") for area in root.iter("textarea")]
    pieces: Any = HANDOUTS["exit-ticket"].head.per_page
    asked = [title for number, _, title in titles if number == "1"]
    assert [(number, title) for number, _, title in titles] == [
        (str(number), title) for number in range(1, pieces + 1) for title in asked
    ]
    assert text_of(root[1]).count(SMALL.motion.motion) >= pieces
    assert len([line for line in root.iter("p") if line.get("class") == "name"]) == pieces


def test_feedback_asks_the_same_of_oneself_and_of_others() -> None:
    found = tables(sheet("feedback", "oxford-class"))
    assert list(found) == ["For yourself", "From a listener"]
    one, other = found.values()
    assert one == other
    assert [len(row) for row in one] == [5] * 5


@pytest.mark.parametrize("compact", [False, True], ids=["standard", "compact"])
def test_a_speech_can_begin_with_what_the_motion_gives(tmp_path: Path, *, compact: bool) -> None:
    motion = mirrored_motion()
    motion["pro"]["opening"] = {"person": "Think of Ada.", "picture": "A bench."}
    del motion["con"]["opening"]
    extras = Extras(settings={**Extras().settings, "compact": compact})
    briefs = {name: text_of(page(read(tmp_path, motion), name, extras=extras)) for name in ("pro-brief", "con-brief")}
    assert "A person to begin with: Think of Ada. A picture to begin with: A bench." in briefs["pro-brief"]
    assert "to begin with" not in briefs["con-brief"]
