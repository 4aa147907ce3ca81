"""What was found out about a motion reaches its pages: places of quotations, checks, and texts to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import NO_EXTRAS, Extras, Templates
from tests.templating.checked import CHECKED, EXTRAS, FAIRNESS, PLACES, READING, READINGS, checked_motion, sheet
from tests.templating.support import (
    EDITIONS,
    SHEET,
    STUDENT,
    TEACHER,
    packaged_pages,
    put,
    read,
    render,
    text_of,
    tree,
)
from tests.templating.test_packaged_sheets import HEADINGS, bare_headings

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.audience import Edition
    from tests.templating.support import Element

NOTE = "Lines are those of the numbered reading"


def text(name: str, edition: Edition = STUDENT, extras: Extras = EXTRAS) -> str:
    return text_of(tree(sheet(name, edition, extras)))


def printed(folder: Path, template: str, edition: Edition = STUDENT, extras: Extras = EXTRAS) -> str:
    """Return what a `template` alone prints of the checked motion."""
    return render(Templates(put(folder, {SHEET: template})), checked_motion(), edition, extras=extras)


def cells(root: Element, caption: str) -> list[list[str]]:
    """Return the texts of the body of the table with that caption."""
    (table,) = (found.getparent() for found in root.iter("caption") if text_of(found) == caption)
    assert table is not None
    return [[text_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("pro-brief", ["“shade” On shade, paragraph 2, line 5", "“a lesson” Leaflet"]),
        ("con-brief", ["“small yards” Yards, paragraph 4, lines 12 to 13", "“dear” A text, paragraph 2"]),
        (
            "source-evaluation",
            [
                "“leaves keep the sun off” (paragraph 1, lines 1 to 2)",
                "W1 “keep”Paragraph 1, line 1",
                "W2 “off”Paragraph 7",
            ],
        ),
    ],
)
def test_a_quotation_has_its_place_beside_it(name: str, shown: list[str], edition: Edition) -> None:
    page = text(name, edition)
    assert [part for part in shown if part not in page] == []
    assert page.count(NOTE) == 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_was_not_verified_has_the_paragraph_that_was_typed(edition: Edition) -> None:
    brief = text("pro-brief", edition, NO_EXTRAS)
    assert "“shade” On shade, paragraph 9" in brief
    assert "“a lesson” Leaflet" in brief
    assert [word for word in ("line 5", NOTE, "paragraph 2") if word in brief] == []
    assert NOTE not in text("source-evaluation", edition, NO_EXTRAS)


@pytest.mark.parametrize("part", ["claims", "words"])
def test_the_note_on_lines_stands_wherever_a_line_does(tmp_path: Path, part: str) -> None:
    motion: dict[str, Any] = {
        "motion": "A tree",
        "sources": {"book": {}},
        "evaluation": {"source": "book", part: [{"quote": "keep"}]},
        **{side: {"arguments": [{"claim": "A"}, {"claim": "B"}]} for side in ("pro", "con")},
    }
    page = sheet("source-evaluation", STUDENT, motion=read(tmp_path, motion))
    assert text_of(tree(page)).count(NOTE) == 1


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ place_of(motion.pro.arguments[0].evidence[0].quote).line }}", "5"),
        ("{{ place_of(motion.pro.arguments[1].evidence[0].quote) is none }}", "True"),
        ("{{ place_of(motion.evaluation.claims[0].quote).last_line }}", "2"),
        ("{{ 'yes' if checked else 'no' }}", "no"),
        ("{{ readings[0].paragraphs[0].lines|join(' / ') }}", "Trees give shade, and / leaves keep the sun off."),
    ],
)
def test_templates_see_what_is_known(tmp_path: Path, template: str, expected: str) -> None:
    assert printed(tmp_path, template) == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ place_of('shade') }}", "only a quotation of the motion has a place, and this is none"),
        ("{{ place_of(motion.motion|upper) }}", "only a quotation of the motion has a place, and this is none"),
        ("{{ checked.unanswered|join }}", "'checked' (motion.yaml, line 1) is for teachers only"),
    ],
)
def test_what_cannot_be_printed_is_a_problem_of_the_template(tmp_path: Path, template: str, message: str) -> None:
    with pytest.raises(DebatekitError) as caught:
        printed(tmp_path, template)
    (problem,) = caught.value.problems
    assert problem.message.replace(checked_motion().document.file, "motion.yaml") == message
    assert problem.line == 1


def test_checks_are_for_teachers(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ checked.unanswered|join }}", TEACHER) == "P2"


@pytest.mark.parametrize(
    ("name", "extras", "fits"),
    [
        (FAIRNESS, EXTRAS, True),
        (FAIRNESS, NO_EXTRAS, False),
        (FAIRNESS, Extras(PLACES, None, READINGS), False),
        (READING, EXTRAS, True),
        (READING, Extras(PLACES, CHECKED), False),
        ("pro-brief", NO_EXTRAS, True),
    ],
)
def test_a_sheet_is_built_where_there_is_something_to_print(name: str, extras: Extras, fits: bool) -> None:
    found = next(handout for handout in packaged_pages().handouts() if handout.name == name)
    assert found.fits(checked_motion().motion, extras) is fits


@pytest.mark.parametrize(
    ("name", "editions"), [(FAIRNESS, [TEACHER]), (READING, [STUDENT]), ("pro-brief", [STUDENT, TEACHER])]
)
def test_a_sheet_has_the_editions_that_its_head_names(name: str, editions: list[Edition]) -> None:
    found = next(handout for handout in packaged_pages().handouts() if handout.name == name)
    assert [edition for edition in EDITIONS if found.is_for(edition)] == editions


@pytest.mark.parametrize(("name", "edition"), [(FAIRNESS, TEACHER), (READING, STUDENT)])
def test_the_sheets_are_whole_pages(name: str, edition: Edition) -> None:
    root = tree(sheet(name, edition))
    assert list(bare_headings(root)) == []
    assert [heading.tag for heading in root.iter(*HEADINGS)][:1] == ["h1"]
    wrong = ("None", "True", "{{", "{tolerance}", " ,", " .", "()", "..")
    assert [piece for piece in wrong if piece in text_of(root)] == []


def test_fairness_is_a_table_of_both_sides() -> None:
    found = cells(tree(sheet(FAIRNESS, TEACHER)), "What each side has")
    assert found[:2] == [["Arguments", "2", "2", ""], ["Words in all", "120", "80", "uneven"]]
    assert found[-2:] == [
        ["Reading age in years (an estimate)", "12", "not measured", ""],
        ["Arguments that nobody answers", "1", "0", ""],
    ]
    assert len(found) == len(CHECKED["rows"])  # nothing was measured of one, and the unanswered are one more
    assert "by more than 25% of the larger figure" in text(FAIRNESS, TEACHER)


def test_every_quotation_is_listed_with_what_it_rests_on() -> None:
    found = cells(tree(sheet(FAIRNESS, TEACHER)), "Every quotation, where it stands, and how it was verified")
    assert found == [
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
def test_fairness_tells_what_the_checks_came_to(shown: str) -> None:
    assert shown in text(FAIRNESS, TEACHER)


def test_fairness_of_a_motion_without_faults_is_short() -> None:
    short = {**CHECKED, "unanswered": [], "findings": [], "accepted": [], "sources": {}}
    page = text(FAIRNESS, TEACHER, replace(EXTRAS, checked=short))
    assert "Arguments that nobody answers 0 0" in page
    assert [word for word in ("Still to look at", "Accepted", "Compared with") if word in page] == []


def test_fairness_without_quotations_has_no_table_of_them(smallest: object) -> None:
    page = text_of(tree(sheet(FAIRNESS, TEACHER, Extras(checked=CHECKED), motion=smallest)))  # type: ignore[arg-type]
    assert "Quotations" not in page
    assert "Sources" not in page


def test_a_reading_counts_its_paragraphs_and_lines() -> None:
    root = tree(sheet(READING, STUDENT))
    assert [text_of(element) for element in root.iter("h1")] == ["On shade"]
    assert [text_of(element) for element in root.iter("p") if element.get("class") == "count"] == [
        "Paragraph 1",
        "Paragraph 2",
    ]
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
