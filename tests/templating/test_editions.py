"""What is for teachers stands in their edition of the packaged handouts, all of it, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.samples import FLAGSHIP
from tests.templating.sheets import BRIEFS, PAGE_IDS, PAGES, SHEETS, mirrored_motion, page_of, sample
from tests.templating.support import (
    STUDENT,
    TEACHER,
    classes_of,
    marked_motion,
    packaged_pages,
    read,
    render,
    secrets_in,
    text_of,
    tree,
)

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

SECRETS_BY_SHEET = {
    "pro-brief": 1,  # the notes
    "con-brief": 1,
    "discussion-questions": 6,  # answer and misconception of three questions
    "source-evaluation": 6,  # one claim, three things on one word, one missing voice and why
}
REPLY = "A model reply."
LESSON = "A lesson in the yard"


def sheet_of(motion: LoadedMotion, name: str, edition: Edition) -> str:
    handout = next(handout for handout in packaged_pages().handouts() if handout.name == name)
    return render(packaged_pages(), motion, edition, handout)


def all_secrets() -> set[str]:
    return secrets_in(str(marked_motion()))


def test_the_marked_motion_has_a_secret_in_every_field_for_teachers() -> None:
    assert len(all_secrets()) == 13


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_sheet_for_students_holds_a_secret(sheet: str) -> None:
    assert secrets_in(page_of("marked", sheet, STUDENT)) == set()


@pytest.mark.parametrize(("sheet", "count"), SECRETS_BY_SHEET.items(), ids=SECRETS_BY_SHEET.keys())
def test_a_sheet_for_teachers_holds_its_secrets(sheet: str, count: int) -> None:
    shown = text_of(tree(page_of("marked", sheet, TEACHER)))
    assert len(secrets_in(shown)) == count
    assert all(shown.count(secret) == 1 for secret in secrets_in(shown))


def test_the_sheets_for_teachers_hold_every_secret() -> None:
    shown = set().union(*(secrets_in(page_of("marked", sheet, TEACHER)) for sheet in SHEETS))
    assert shown == all_secrets()


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_motion_for_a_class_holds_for_teachers_stays_with_them(sheet: str) -> None:
    motion = sample(FLAGSHIP).motion
    assert motion.evaluation is not None
    answers = [question.answer for question in motion.questions] + [question.watch_for for question in motion.questions]
    answers += [claim.answer for claim in motion.evaluation.claims] + [word.answer for word in motion.evaluation.words]
    answers += [entry.why for entry in motion.evaluation.missing]
    shown = text_of(tree(page_of(FLAGSHIP, sheet, STUDENT)))
    assert len(answers) == 37
    assert [answer for answer in answers if answer is None or answer in shown] == []


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_only_teachers_get_boxes_and_a_warning(name: str, sheet: str, edition: Edition) -> None:
    root = tree(page_of(name, sheet, edition))
    marked = ["teacher" in classes_of(element) for element in root.iter()]
    assert any(marked) is (edition is TEACHER)
    assert ("do not hand out" in text_of(root)) is (edition is TEACHER)
    assert [text_of(title).endswith(" (Teacher edition)") for title in root.iter("title")] == [edition is TEACHER]


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_only_pupils_get_a_line_for_their_name(name: str, sheet: str, edition: Edition) -> None:
    root = tree(page_of(name, sheet, edition))
    assert any("name" in classes_of(element) for element in root.iter("p")) is (edition is STUDENT)


@pytest.mark.parametrize("sheet", BRIEFS)
def test_model_replies_and_the_lesson_are_printed_for_teachers_only(tmp_path: Path, sheet: str) -> None:
    motion = mirrored_motion()
    motion["lesson"] = {"format": LESSON}
    for argument in [*motion["pro"]["arguments"], *motion["con"]["arguments"]]:
        argument["response"] = REPLY
    written = read(tmp_path, motion)
    counts = {}
    for edition in (STUDENT, TEACHER):
        text = text_of(tree(sheet_of(written, sheet, edition)))
        counts[edition] = (text.count(REPLY), text.count(LESSON))
    assert counts == {STUDENT: (0, 0), TEACHER: (2, 1)}


@pytest.mark.parametrize("kind", ["fact", "opinion", "prediction", "value"])
def test_the_kind_of_a_claim_is_ticked_for_teachers_only(tmp_path: Path, kind: str) -> None:
    motion: dict[str, Any] = mirrored_motion()
    motion["evaluation"]["claims"][0]["kind"] = kind
    written = read(tmp_path, motion)
    ticked = {}
    for edition in (STUDENT, TEACHER):
        boxes = tree(sheet_of(written, "source-evaluation", edition)).iter("input")
        ticked[edition] = [box.get("name") for box in boxes if "checked" in box.attrib]
    assert ticked == {STUDENT: [], TEACHER: [f"S1 {kind}"]}


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [("pro-brief", 10), ("con-brief", 10), ("discussion-questions", 3), ("source-evaluation", 4)],
)
def test_pupils_have_lines_to_write_on(sheet: str, lines: int) -> None:
    areas = list(tree(page_of("marked", sheet, STUDENT)).iter("textarea"))
    assert len(areas) == lines
    assert all(int(area.get("rows", "0")) > 0 for area in areas)
