"""The sheets of a lesson: words of a speech, columns of the flow, marks that add up, votes, and what is cut apart."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from debatekit.lesson.plan import LessonPlan, SheetCopies
from debatekit.templating import NO_EXTRAS, Extras
from tests.lesson.support import NAMES, plan, words
from tests.templating.motions import SMALL, TEACHER, mirrored_motion, read
from tests.templating.support import HANDOUTS, Element, page, text_of

ALL = tuple(SheetCopies(name, 1, (), "", 1) for name in HANDOUTS)


def sheet(name: str, of: LessonPlan | str, *, fillable: bool = False, **lesson: Any) -> Element:
    """Return a sheet of a lesson, also where no job needs it."""
    found = plan(of, **lesson) if isinstance(of, str) else of
    settings = {**NO_EXTRAS.settings, "fillable": fillable}
    return page(SMALL, name, extras=Extras(plan=found._replace(sheets=ALL), settings=settings))


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


@pytest.mark.parametrize("name", NAMES)
def test_the_sheets_of_a_lesson_have_the_times_and_pupils_of_its_plan(name: str) -> None:
    found = plan(name, starts="10:05")
    clocks = [phase.clock for phase in found.phases]
    (wall,) = tables(sheet("running-order", found)).values()
    assert [row[0] for row in wall[1:]] == [*clocks, found.ends]
    assert [float(row[3]) for row in wall[1:-1]] == [phase.minutes for phase in found.phases]
    (times,) = tables(sheet("timekeeper-sheet", found)).values()
    assert {row[0] for row in times[1:] if row[0][:1].isdigit()} <= {*clocks}
    jobs = [text_of(cell) for table in sheet("role-cards", found).iter("table") for cell in next(table.iter("tr"))]
    assert len([job for job in jobs if job != words()["role_cards"]["spare"]]) == found.pupils


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


OXFORD = plan("oxford-class", minutes=45, pupils=27)._replace(handouts=("talk-rules", "feedback", "argument-map-empty"))
SAID: dict[str, tuple[str, LessonPlan, dict[str, int]]] = {
    "half of the questioners ask each side, and one may choose": (
        "role-cards", OXFORD, {"question to: For.": 4, "question to: Against.": 4, "speaks first": 0}),
    "the chair counts the votes": ("role-cards", OXFORD, {"Count each vote with one helper": 1}),
    "who of a pair begins, and what comes after": ("role-cards", plan("structured-controversy", minutes=45, pupils=4),
        {"For 1 speaks first.": 2, "Against 1 speaks first.": 2, "Find agreement: write down what all can sign": 4}),
    "what to give out before, and where the minutes are": ("lesson-plan", OXFORD, {
        "The lesson before: give out Role cards, Speech planner, Brief for the motion": 1,
        "“phases: {preparation: 5}”": 1, "1.5Change-overs, total": 1, "On the wall: the talk rules": 1,
        "The feedback sheet": 1, "The argument map to complete": 1}),
    "nothing to give out before": ("lesson-plan", plan("structured-controversy"),
        {"The lesson before": 0, "On the wall: the talk rules": 0}),
    "points of information": ("talk-rules", plan("world-schools"),
        {plan("world-schools").interruptions: 1, "Offer points": 1}),
    "no points of information": ("talk-rules", OXFORD, {"Offer points": 0}),
}  # fmt: skip


@pytest.mark.parametrize(("name", "found", "counts"), SAID.values(), ids=SAID)
def test_a_sheet_says_what_the_lesson_needs(name: str, found: LessonPlan, counts: dict[str, int]) -> None:
    root = page(SMALL, name, TEACHER, Extras(plan=found)) if name == "lesson-plan" else sheet(name, found)
    assert {said: text_of(root).count(said) for said in counts} == counts


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


@pytest.mark.parametrize("name", ["world-schools", "mace", "mspdp", "jugend-debattiert", "policy"])
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


DECISIONS = {  # of a format, and whether the judges are asked which arguments were answered
    "world-schools": ("The team with the higher sum wins", False),
    "jugend-debattiert": ("By my sums, the order is:", False),
    "british-parliamentary": ("Rank 1 gets 3 points", False),
    "policy": ("The debate goes to:", True),
    "oxford-class": ("The debate goes to:", True),
    "fishbowl": ("There is no winner", True),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_reasons_come_before_the_decision(name: str) -> None:
    text, (decision, is_asked) = etree.tostring(sheet("judge-sheet", name), encoding="unicode"), DECISIONS[name]
    assert 0 < text.index("My reasons") < text.index("My decision") < text.index(decision)
    assert ("Which arguments were answered?" in text) is is_asked


@pytest.mark.parametrize(("name", "choices"), [("oxford-class", 3), ("four-corners", 5), ("philosophical-chairs", 5)])
def test_a_ballot_has_the_rows_of_the_count_and_does_not_name_the_motion(name: str, choices: int) -> None:
    root = sheet("ballot", name)
    slips = list(root.iter("td"))
    assert len(slips) == 2 * HANDOUTS["ballot"].head.per_page
    printed = [[text_of(line) for line in slip.iter("p") if list(line.iter("input"))] for slip in slips]
    assert printed == [printed[0]] * len(slips)
    assert len(printed[0]) == choices
    assert SMALL.motion.motion not in text_of(root[1])
    assert not any("name" in (line.get("class") or "") for line in root.iter("p"))
    for rows in tables(sheet("vote-count", name)).values():
        assert [row[0] for row in rows[1:]] == [*printed[0], "Sum"]


def test_what_is_cut_apart_is_complete_in_each_piece() -> None:
    root = sheet("exit-ticket", "oxford-class")
    titles = [area.get("title", "").partition(" – ") for area in root.iter("textarea")]
    pieces: Any = HANDOUTS["exit-ticket"].head.per_page
    asked = [title for number, _, title in titles if number == "1"]
    assert [(number, title) for number, _, title in titles] == [
        (str(number), title) for number in range(1, pieces + 1) for title in asked
    ]
    assert text_of(root[1]).count(SMALL.motion.motion) >= pieces
    assert [text_of(line) for line in root.iter("h1")] == [words()["exit"]["title"]] * pieces
    assert len([line for line in root.iter("p") if line.get("class") == "name"]) == pieces


@pytest.mark.parametrize("name", ["exit-ticket", "ballot"])
def test_a_sheet_to_fill_in_is_for_one_pupil(name: str) -> None:
    on_screen, on_paper = (sheet(name, "oxford-class", fillable=fillable) for fillable in (True, False))
    areas, pieces = len(list(on_screen.iter("textarea"))), HANDOUTS[name].head.per_page
    assert isinstance(pieces, int)
    assert 0 < areas == len(list(on_paper.iter("textarea"))) / pieces
    assert not re.search("[Cc]ut|fold", text_of(on_screen))


def test_a_speech_can_begin_with_what_the_motion_gives(tmp_path: Path) -> None:
    motion = mirrored_motion()
    motion["pro"]["opening"] = {"person": "Think of Ada.", "picture": "A bench."}
    del motion["con"]["opening"]
    briefs = {name: text_of(page(read(tmp_path, motion), name)) for name in ("pro-brief", "con-brief")}
    assert "A person to begin with: Think of Ada. A picture to begin with: A bench." in briefs["pro-brief"]
    assert "to begin with" not in briefs["con-brief"]
