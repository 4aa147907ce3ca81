"""The built-in handouts: whole pages, twins for both sides, and answers in the teacher's edition only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import NO_EXTRAS, Extras, Templates
from tests.samples import FLAGSHIP
from tests.templating.checked import CHECKED, EXTRAS, FAIRNESS, PLACES, READING, READINGS, checked_motion, sheet
from tests.templating.sheets import BRIEFS, PAGE_IDS, PAGES, SHEETS, mirrored_motion, page_of, sample
from tests.templating.support import (
    EDITIONS,
    SHEET,
    STUDENT,
    TEACHER,
    classes_of,
    marked_motion,
    packaged_pages,
    put,
    read,
    render,
    secrets_in,
    text_of,
    tree,
)

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion
    from debatekit.templating import Handout
    from tests.templating.support import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LABELS = ("h2", "strong", "caption", "th", "label")
FIELDS = {"textarea", "input", "table"}
LEFTOVERS = ("None", "True", "Undefined", "object at 0x", "{{", "{%", "{side}", " ,", "()", ": .", ":  ·", ": ·")
NOTE = "Lines are those of the numbered reading"
REPLY, LESSON = "A model reply.", "A lesson in the yard"


def handout(name: str) -> Handout:
    return next(found for found in packaged_pages().handouts() if found.name == name)


def page(motion: LoadedMotion, name: str, edition: Edition) -> Element:
    return tree(render(packaged_pages(), motion, edition, handout(name)))


def text(name: str, edition: Edition = STUDENT, extras: Extras = EXTRAS) -> str:
    return text_of(tree(sheet(name, edition, extras)))


def printed(folder: Path, template: str, edition: Edition = STUDENT) -> str:
    return render(Templates(put(folder, {SHEET: template})), checked_motion(), edition, extras=EXTRAS)


def bare_headings(root: Element) -> Iterator[str]:
    """Yield each heading that has nothing under it: the end of its parent, another heading, or an empty element."""
    for heading in root.iter(*HEADINGS):
        following = heading.getnext()
        if (heading.tail or "").strip():
            continue
        if (
            following is None
            or (following.tag in HEADINGS and str(following.tag) <= str(heading.tag))
            or not (text_of(following) or any(element.tag in FIELDS for element in following.iter()))
        ):
            yield text_of(heading)


def either_side(text: str) -> str:
    """Return a text as it would be for either side."""
    text = text.replace("against the motion", "for the motion").replace("Against the motion", "For the motion")
    return re.sub("[PC](?=[1-9])", "N", text)


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_every_page_is_whole(name: str, sheet: str, edition: Edition) -> None:
    root = tree(page_of(name, sheet, edition))
    assert [element.tag for element in root] == ["head", "body"]
    assert root.get("lang") == sample(name).motion.language
    (title,) = root.iter("title")
    assert text_of(title).startswith(sample(name).motion.motion)
    assert [meta.get("content") for meta in root.iter("meta") if meta.get("name") == "audience"] == [edition.value]
    assert len(list(root.iter("h1"))) == 1
    assert list(bare_headings(root)) == []
    ranks = [HEADINGS.index(str(heading.tag)) for heading in root.iter(*HEADINGS)]
    assert ranks[0] == 0
    assert [(one, two) for one, two in pairwise(ranks) if two > one + 1] == []
    assert [piece for piece in LEFTOVERS if piece in text_of(root)] == []


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_teachers_have_boxes_and_a_warning_and_pupils_a_line_for_their_name(
    name: str, sheet: str, edition: Edition
) -> None:
    root = tree(page_of(name, sheet, edition))
    assert any("teacher" in classes_of(element) for element in root.iter()) is (edition is TEACHER)
    assert ("do not hand out" in text_of(root)) is (edition is TEACHER)
    assert [text_of(title).endswith(" (Teacher edition)") for title in root.iter("title")] == [edition is TEACHER]
    assert any("name" in classes_of(element) for element in root.iter("p")) is (edition is STUDENT)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_briefs_are_twins(edition: Edition) -> None:
    shapes, labels, texts = [], [], []
    for brief, look in zip(BRIEFS, ("for", "against"), strict=True):
        root = tree(page_of("mirrored", brief, edition))
        classes = [tuple("side" if name == look else name for name in classes_of(element)) for element in root.iter()]
        assert sum("side" in names for names in classes) == 3  # the band and two claims
        tags = [(str(element.tag), element.get("rows", "")) for element in root.iter()]
        shapes.append(list(zip(tags, classes, strict=True)))
        labels.append([either_side(text_of(element)) for element in root.iter(*LABELS)])
        texts.append(either_side(text_of(root)))
    assert (shapes[0], labels[0], texts[0]) == (shapes[1], labels[1], texts[1])


NUMBERS = {
    "smallest": {"pro-brief": {"P1", "P2"}, "con-brief": {"C1", "C2"}},
    "sparse": {"discussion-questions": {"Q1", "Q2"}, "source-evaluation": {"S1", "W1"}},
    FLAGSHIP: {
        "pro-brief": {"P1", "P2", "P3", "P4"},
        "discussion-questions": {f"Q{number}" for number in range(1, 13)},
        "source-evaluation": {"S1", "S2", "S3", "S4", "W1", "W2", "W3", "W4"},
    },
}


@pytest.mark.parametrize(
    ("name", "sheet", "numbers"),
    [(name, sheet, found) for name, sheets in NUMBERS.items() for sheet, found in sheets.items()],
)
def test_every_part_has_its_number(name: str, sheet: str, numbers: set[str]) -> None:
    root = tree(page_of(name, sheet, STUDENT))
    heads = [found for found in root.iter("span", "strong") if found.tag == "strong" or "number" in classes_of(found)]
    words = [word for found in heads for word in text_of(found).split()[:1]]
    assert sorted(word for word in words if re.fullmatch(r"[PCQSW]\d+", word)) == sorted(numbers)


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ("pro-brief", ["Replies to C1", "Replies to C1, C2", "They may say (C1, C2)", "They may say (C2)"]),
        ("discussion-questions", ["About P1, S1"] * 3),
    ],
)
def test_sheets_refer_to_each_other_by_number(sheet: str, shown: list[str]) -> None:
    root = tree(page_of("mirrored", sheet, STUDENT))
    texts = [text_of(found) for found in root.iter("p", "strong") if found.tag == "strong" or not len(found)]
    assert sorted(text for text in texts if text.startswith(("Replies ", "They ", "About "))) == sorted(shown)


@pytest.mark.parametrize(("name", "sheets"), [("smallest", BRIEFS), ("sparse", SHEETS), (FLAGSHIP, SHEETS)])
def test_a_motion_gets_the_sheets_that_it_has_something_for(name: str, sheets: tuple[str, ...]) -> None:
    assert [found.name for found in packaged_pages().handouts() if found.fits(sample(name).motion)] == [*sheets]


SECRETS = {"pro-brief": 1, "con-brief": 1, "discussion-questions": 6, "source-evaluation": 6}
"""How many of the 13 secrets of the marked motion each sheet for teachers has."""


def test_sheets_have_every_secret_for_teachers_and_none_for_pupils() -> None:
    found = {}
    for name in SHEETS:
        assert secrets_in(page_of("marked", name, STUDENT)) == set()
        shown = text_of(tree(page_of("marked", name, TEACHER)))
        found[name] = secrets_in(shown)
        assert all(shown.count(secret) == 1 for secret in found[name])
    assert {name: len(secrets) for name, secrets in found.items()} == SECRETS
    assert set().union(*found.values()) == secrets_in(str(marked_motion()))


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_answers_of_a_motion_for_a_class_stay_with_its_teacher(sheet: str) -> None:
    motion = sample(FLAGSHIP).motion
    assert motion.evaluation is not None
    answers = [text for question in motion.questions for text in (question.answer, question.watch_for)]
    answers += [claim.answer for claim in motion.evaluation.claims] + [word.answer for word in motion.evaluation.words]
    answers += [entry.why for entry in motion.evaluation.missing]
    shown = text_of(tree(page_of(FLAGSHIP, sheet, STUDENT)))
    assert len(answers) == 37
    assert [answer for answer in answers if answer is None or answer in shown] == []


def test_replies_the_lesson_and_ticks_are_for_teachers_only(tmp_path: Path) -> None:
    motion: dict[str, Any] = mirrored_motion() | {"lesson": {"format": LESSON}}
    motion["evaluation"]["claims"][0]["kind"] = "prediction"
    for argument in [*motion["pro"]["arguments"], *motion["con"]["arguments"]]:
        argument["response"] = REPLY
    written = read(tmp_path, motion)
    for edition, counts, ticks in ((STUDENT, (0, 0), []), (TEACHER, (2, 1), ["S1 prediction"])):
        for name in BRIEFS:
            shown = text_of(page(written, name, edition))
            assert (shown.count(REPLY), shown.count(LESSON)) == counts
        boxes = page(written, "source-evaluation", edition).iter("input")
        assert [box.get("name") for box in boxes if "checked" in box.attrib] == ticks


@pytest.mark.parametrize(
    ("sheet", "lines"), [("pro-brief", 10), ("con-brief", 10), ("discussion-questions", 3), ("source-evaluation", 4)]
)
def test_pupils_have_lines_to_write_on(sheet: str, lines: int) -> None:
    areas = list(tree(page_of("marked", sheet, STUDENT)).iter("textarea"))
    assert [int(area.get("rows", "0")) > 0 for area in areas] == [True] * lines


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("pro-brief", ["“shade” On shade, paragraph 2, line 5", "“a lesson” Leaflet"]),
        ("con-brief", ["“small yards” Yards, paragraph 4, lines 12 to 13", "“dear” A text, paragraph 2"]),
        (
            "source-evaluation",
            ["“leaves keep the sun off” (paragraph 1, lines 1 to 2)", "W1 “keep”Paragraph 1, line 1", "W2 “off”Para"],
        ),
    ],
)
def test_a_quotation_has_its_place_beside_it(name: str, shown: list[str], edition: Edition) -> None:
    page = text(name, edition)
    assert [part for part in shown if part not in page] == []
    assert page.count(NOTE) == 1


def test_an_unverified_quotation_has_the_paragraph_that_was_typed() -> None:
    brief = text("pro-brief", STUDENT, NO_EXTRAS)
    assert "“shade” On shade, paragraph 9" in brief
    assert [word for word in ("line 5", NOTE, "paragraph 2") if word in brief] == []


@pytest.mark.parametrize("part", ["claims", "words"])
def test_the_note_on_lines_is_wherever_a_line_is(tmp_path: Path, part: str) -> None:
    motion: dict[str, Any] = {
        "motion": "A tree",
        "sources": {"book": {}},
        "evaluation": {"source": "book", part: [{"quote": "keep"}]},
        **{side: {"arguments": [{"claim": "A"}, {"claim": "B"}]} for side in ("pro", "con")},
    }
    page = sheet("source-evaluation", STUDENT, motion=read(tmp_path, motion))
    assert text_of(tree(page)).count(NOTE) == 1


@pytest.mark.parametrize(
    ("template", "edition", "expected"),
    [
        ("{{ place_of(motion.pro.arguments[0].evidence[0].quote).line }}", STUDENT, "5"),
        ("{{ place_of(motion.pro.arguments[1].evidence[0].quote) is none }}", STUDENT, "True"),
        ("{{ 'yes' if checked else 'no' }}", STUDENT, "no"),
        ("{{ checked.unanswered|join }}", TEACHER, "P2"),
        (
            "{{ readings[0].paragraphs[0].lines|join(' / ') }}",
            STUDENT,
            "Trees give shade, and / leaves keep the sun off.",
        ),
    ],
)
def test_templates_see_the_extras(tmp_path: Path, template: str, edition: Edition, expected: str) -> None:
    assert printed(tmp_path, template, edition) == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ place_of('shade') }}", "only a quotation of the motion has a place, and this is none"),
        ("{{ place_of(motion.motion|upper) }}", "only a quotation of the motion has a place, and this is none"),
        ("{{ checked.unanswered|join }}", "line 1) is for teachers only"),
    ],
)
def test_extras_that_cannot_be_printed_are_a_problem_of_the_template(
    tmp_path: Path, template: str, message: str
) -> None:
    with pytest.raises(DebatekitError) as caught:
        printed(tmp_path, template)
    (problem,) = caught.value.problems
    assert problem.message.endswith(message)
    assert problem.line == 1


@pytest.mark.parametrize(
    ("name", "extras", "fits", "editions"),
    [
        (FAIRNESS, EXTRAS, True, [TEACHER]),
        (FAIRNESS, Extras(PLACES, None, READINGS), False, [TEACHER]),
        (READING, EXTRAS, True, [STUDENT]),
        (READING, Extras(PLACES, CHECKED), False, [STUDENT]),
        ("pro-brief", NO_EXTRAS, True, [STUDENT, TEACHER]),
    ],
)
def test_a_sheet_fits_its_extras_and_editions(name: str, extras: Extras, fits: bool, editions: list[Edition]) -> None:
    assert handout(name).fits(checked_motion().motion, extras) is fits
    assert [edition for edition in EDITIONS if handout(name).is_for(edition)] == editions


def cells(root: Element, caption: str) -> list[list[str]]:
    """Return the texts of the body of the table with that caption."""
    (table,) = (found.getparent() for found in root.iter("caption") if text_of(found) == caption)
    assert table is not None
    return [[text_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]


def test_fairness_has_tables_of_both_sides_and_of_quotations() -> None:
    root = tree(sheet(FAIRNESS, TEACHER))
    assert list(bare_headings(root)) == []
    found = cells(root, "What each side has")
    assert found[:2] == [["Arguments", "2", "2", ""], ["Words in all", "120", "80", "uneven"]]
    assert found[-2:] == [
        ["Reading age in years (an estimate)", "12", "not measured", ""],
        ["Arguments that nobody answers", "1", "0", ""],
    ]
    assert len(found) == len(CHECKED["rows"])  # nothing was measured of one, and the unanswered are one more
    assert cells(root, "Every quotation, where it stands, and how it was verified") == [
        ["P1", "“shade”", "On shadeParagraph 2, line 5", "the text"],
        ["P2", "“a lesson”", "Leafletplace not known", "not verified"],
        ["C1", "“small yards”", "YardsParagraph 4, lines 12 to 13", "record of 23 November 2026"],
        ["C2", "“dear”", "A textParagraph 2", "not verified"],
        ["S1", "“leaves keep the sun off”", "On shadeParagraph 1, lines 1 to 2", "the text"],
        ["W1", "“keep”", "On shadeParagraph 1, line 1", "the text"],
        ["W2", "“off”", "On shadeParagraph 7", "not verified"],
    ]


@pytest.mark.parametrize(
    "shown",
    [
        "by more than 25% of the larger figure",
        "On shade, page 12. Date: not stated. Quotations found in the text word for word: 3 of 4. "
        "Quoted: 9 of its 200 words (4%).",
        "Leaflet, pages 3–4. Compared with nothing, for neither the text nor a record is at hand.",
        "The text is not at hand. Quotations found word for word, by the record of 23 November 2026: 1 of 1.",
        "P2 Planting is a lesson.",
        "Still to look at DK308 Nobody answers an argument. (line 14 of the motion file)",
        "Accepted by the motion DK302 One side has more words. (line 20 of the motion file) "
        "Accepted because: It is a draft.",
    ],
)
def test_fairness_reports_the_checks(shown: str) -> None:
    assert shown in text(FAIRNESS, TEACHER)


def test_fairness_of_a_motion_without_faults_or_quotations_is_short(smallest: LoadedMotion) -> None:
    short = {**CHECKED, "unanswered": [], "findings": [], "accepted": [], "sources": {}}
    shown = text(FAIRNESS, TEACHER, replace(EXTRAS, checked=short))
    assert "Arguments that nobody answers 0 0" in shown
    assert [word for word in ("Still to look at", "Accepted", "Compared with") if word in shown] == []
    shown = text_of(tree(sheet(FAIRNESS, TEACHER, Extras(checked=CHECKED), motion=smallest)))
    assert [word for word in ("Quotations", "Sources") if word in shown] == []


def test_a_reading_counts_its_paragraphs_and_lines() -> None:
    root = tree(sheet(READING, STUDENT))
    assert [text_of(element) for element in root.iter("h1")] == ["On shade"]
    counts = [text_of(element) for element in root.iter("p") if element.get("class") == "count"]
    assert counts == ["Paragraph 1", "Paragraph 2"]
    assert [(element.get("start"), [text_of(line) for line in element]) for element in root.iter("ol")] == [
        ("1", ["Trees give shade, and", "leaves keep the sun off."]),
        ("3", ["R & D < 5"]),
    ]
    (foot,) = root.iter("footer")
    assert text_of(foot).startswith("This text belongs to whoever wrote it. Copy it only as far as you may.")
    assert "On shade, page 12. Date: not stated." in text_of(root)


def test_each_of_several_texts_starts_on_a_page_under_its_name() -> None:
    two = replace(EXTRAS, readings=[READINGS[0], {**READINGS[0], "source": "site"}])
    root = tree(sheet(READING, STUDENT, two))
    assert [text_of(element) for element in root.iter("h1")] == [checked_motion().motion.motion]
    assert [text_of(element) for element in root.iter("h2")] == ["On shade", "Yards"]
    assert [element.get("class") for element in root.iter("section")] == ["page"]
