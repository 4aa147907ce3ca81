"""The built-in handouts: whole pages, twins for both sides, answers for the teacher only, and argument maps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from debatekit.motion.fields import Edition
from debatekit.motion.loader import LoadedMotion
from debatekit.templating import NO_EXTRAS, Extras, template_context
from tests.lesson.support import plan
from tests.templating.checked import CHECKED, CHECKED_MOTION, EXTRAS, FAIRNESS, READING, READINGS
from tests.templating.motions import EDITIONS, MOTIONS, SMALL, STUDENT, TEACHER, mirrored_motion, read, secrets_in
from tests.templating.support import (
    BRIEFS,
    HANDOUTS,
    PAGES,
    SHEETS,
    Element,
    classes_of,
    page,
    page_of,
    render,
    text_of,
    tree,
)

BOOK = "teachers-book"
MAPS = ("argument-map", "argument-map-empty")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LEFTOVERS = ("None", "True", "Undefined", "object at 0x", "{{", "{%", "{side}", " ,", "()", ": .", ":  ·", ": ·")
NOTE = "Line numbers are those of the numbered reading"


def text(name: str, edition: Edition = STUDENT, extras: Extras = EXTRAS) -> str:
    return text_of(page(CHECKED_MOTION, name, edition, extras))


def bare_headings(root: Element) -> Iterator[str]:
    """Yield each heading that has nothing under it: the end of its parent, another heading, or an empty element."""
    for heading in (heading for heading in root.iter(*HEADINGS) if not (heading.tail or "").strip()):
        after = heading.getnext()
        if (
            after is None
            or (after.tag in HEADINGS and str(after.tag) <= str(heading.tag))
            or not (text_of(after) or list(after.iter("textarea", "input", "table")))
        ):
            yield text_of(heading)


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_school_is_at_the_foot_of_every_sheet(name: str) -> None:
    extras = replace(EXTRAS, settings={**EXTRAS.settings, "school": "Hillside"})
    edition = STUDENT if HANDOUTS[name].is_for(STUDENT) else TEACHER
    (foot,) = page(CHECKED_MOTION, name, edition, extras).iter("footer")
    assert text_of(foot).count(" · Hillside") == 1


@pytest.mark.parametrize("name", MOTIONS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_whole_and_for_its_readers(name: str, edition: Edition) -> None:
    motion, is_teacher = MOTIONS[name].motion, edition is TEACHER
    fitting = [sheet for sheet in HANDOUTS if HANDOUTS[sheet].fits(motion)]
    assert fitting == [*(BRIEFS if name == "smallest" else SHEETS), BOOK, *MAPS]
    for sheet in filter(lambda sheet: HANDOUTS[sheet].is_for(edition), fitting):
        root = page_of(name, sheet, edition)
        shown = text_of(root)
        assert [element.tag for element in root] == ["head", "body"]
        assert root.get("lang") == motion.language
        (title,) = map(text_of, root.iter("title"))
        assert title.startswith(motion.motion)
        assert title.endswith(" (Teacher edition)") is is_teacher
        assert [meta.get("content") for meta in root.iter("meta") if meta.get("name") == "audience"] == [edition.value]
        assert len(list(root.iter("h1"))) == 1
        assert list(bare_headings(root)) == []
        ranks = [HEADINGS.index(str(heading.tag)) for heading in root.iter(*HEADINGS)]
        assert ranks[0] == 0
        assert [(one, two) for one, two in pairwise(ranks) if two > one + 1] == []
        assert [piece for piece in LEFTOVERS if piece in shown] == []
        assert any("teacher" in classes_of(element) for element in root.iter()) is is_teacher
        assert ("do not hand out" in shown) is is_teacher
        assert any("name" in classes_of(element) for element in root.iter("p")) is not is_teacher


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_briefs_are_twins(edition: Edition) -> None:
    shapes, texts = [], []
    for brief, look in zip(BRIEFS, ("for", "against"), strict=True):
        root = page_of("mirrored", brief, edition)
        classes = [tuple("side" if name == look else name for name in classes_of(element)) for element in root.iter()]
        assert sum("side" in names for names in classes) == (
            6 if edition is STUDENT else 4
        )  # tab, band, claims, speech
        tags = [(str(element.tag), element.get("rows", "")) for element in root.iter()]
        shapes.append(list(zip(tags, classes, strict=True)))
        shown = re.sub("([Aa]gainst) the motion", lambda m: f"{'Ff'[m[1][0] == 'a']}or the motion", text_of(root))
        texts.append(re.sub("FOR|AGAINST|[PC](?=[1-9])", "N", shown))
    assert (shapes[0], texts[0]) == (shapes[1], texts[1])


REFERENCES = {
    "pro-brief": ["P1: the case (Replies to C1)", "P2: the case (Replies to C1, C2)", "They may say (C1, C2):",
        "They may say (C2):"],
    "discussion-questions": ["(P1, S1)"] * 3,
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "shown"), REFERENCES.items(), ids=REFERENCES)
def test_sheets_refer_to_each_other_by_number(sheet: str, shown: list[str]) -> None:
    texts = [text_of(found) for found in page_of("mirrored", sheet, STUDENT).iter("th", "small", "strong")]
    assert sorted(text for text in texts if "(" in text) == shown


def test_sheets_have_every_secret_for_teachers_and_lines_to_write_on_for_pupils() -> None:
    found = {}
    for name, lines in zip(SHEETS, (17, 17, 3, 6), strict=True):
        areas = page_of("marked", name, STUDENT).iter("textarea")
        assert [int(area.get("rows", "0")) > 0 for area in areas] == [True] * lines
        assert secrets_in(render(PAGES, MOTIONS["marked"], STUDENT, HANDOUTS[name])) == set()
        shown = text_of(page_of("marked", name, TEACHER))
        found[name] = secrets_in(shown)
        assert all(shown.count(secret) == 1 for secret in found[name])
    assert [len(found[name]) for name in SHEETS] == [1, 1, 6, 6]
    assert set().union(*found.values()) == secrets_in(MOTIONS["marked"].path.read_text(encoding="utf-8"))


def test_the_teachers_book_has_every_secret_once_and_leads_to_each_section() -> None:
    secrets = secrets_in(MOTIONS["marked"].path.read_text(encoding="utf-8"))
    root = page_of("marked", BOOK, TEACHER)
    assert {secret: text_of(root).count(secret) for secret in secrets} == dict.fromkeys(secrets, 1)
    root = page(CHECKED_MOTION, BOOK, TEACHER, EXTRAS)
    sections = [(f"#{heading.get('id')}", text_of(heading)) for heading in root.iter("h2") if heading.get("id")]
    assert [name for _, name in sections] == [
        *("Lesson notes", "For the motion", "Against the motion", "Source evaluation", "Both sides in numbers"),
        *("Arguments that nobody answers", "Sources and quotations", "Still to look at", "Accepted in the motion file"),
    ]
    assert [(link.get("href"), text_of(link)) for link in root.iter("a")] == sections
    assert cells(root, "What each side has") == cells(
        page(CHECKED_MOTION, FAIRNESS, TEACHER, EXTRAS), "What each side has"
    )


def test_replies_the_lesson_and_ticks_are_for_teachers_only(tmp_path: Path) -> None:
    motion: dict[str, Any] = mirrored_motion() | {"teacher_notes": "Mind the time."}
    motion["evaluation"]["claims"][0]["kind"] = "prediction"
    for argument in [*motion["pro"]["arguments"], *motion["con"]["arguments"]]:
        argument["response"] = "A model reply."
    written = read(tmp_path, motion)
    for edition, counts, ticks in ((STUDENT, (0, 0), []), (TEACHER, (2, 1), ["S1 prediction"])):
        for name in BRIEFS:
            shown = text_of(page(written, name, edition))
            assert (shown.count("A model reply."), shown.count("Mind the time.")) == counts
            planned = text_of(page(written, name, edition, Extras(plan=plan("fishbowl"))))
            assert "Mind the time." not in planned  # it is in the lesson plan
        boxes = page(written, "source-evaluation", edition).iter("input")
        assert [box.get("name") for box in boxes if "checked" in box.attrib] == ticks


def test_a_quotation_has_its_place_beside_it() -> None:
    assert "“shade” On shade, paragraph 2, line 5 " in text("pro-brief")
    assert "“shade” On shade, paragraph 2 " in text("pro-brief", extras=replace(EXTRAS, readings=()))
    assert "“shade” On shade, paragraph 9" in text("pro-brief", extras=NO_EXTRAS)  # as it was typed
    assert [text(name).count(NOTE) for name in SHEETS] == [1, 0, 0, 0]  # only "On shade" has numbered lines


def cells(root: Element, caption: str) -> list[list[str]]:
    (table,) = (found.getparent() for found in root.iter("caption") if text_of(found) == caption)
    assert table is not None
    return [[text_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]


def test_fairness_has_tables_of_both_sides_and_of_quotations() -> None:
    root = page(CHECKED_MOTION, FAIRNESS, TEACHER, EXTRAS)
    assert list(bare_headings(root)) == []
    found = cells(root, "What each side has")
    assert found[:2] == [["Arguments", "2", "2", "even"], ["Words in all", "120", "80", "+40 for uneven"]]
    assert found[-2:] == [
        ["Reading age in years (an estimate)", "12", "not measured", "–"],
        ["Arguments that nobody answers", "1", "0", "+1 for"],
    ]
    assert len(found) == len(CHECKED["rows"])  # nothing was measured of one, and the unanswered are one more
    quotations = cells(root, "Every quotation, its place in the source, and how it was verified")
    assert [number for number, *_ in quotations] == ["P1", "P2", "C1", "C2", "S1", "W1", "W2"]
    assert quotations[1:4] == [
        ["P2", "“a lesson”", "Leaflet, place not known", "not verified"],
        ["C1", "“small yards”", "Yards, paragraph 4", "record of 23 November 2026"],
        ["C2", "“dear”", "A text, paragraph 2", "not verified"],
    ]
    assert quotations[-2] == ["W1", "“keep”", "On shade, paragraph 1, line 1", "the text"]


REPORTED = """
by more than 25% of the larger figure
On shade, page 12. Date: not stated. Quotations found in the text word for word: 3 of 4. Quoted: 9 of its 200 words
Leaflet, pages 3–4. Not verified: neither the text nor a record is available.
The text is not available. Quotations found word for word, according to the record of 23 November 2026: 1 of 1.
P2 Planting is a lesson.
Still to look at DK308 Nobody answers an argument. (line 14 of the motion file)
DK302 One side has more words. (line 20 of the motion file) Accepted because: It is a draft.
"""


def test_fairness_reports_the_checks_in_short() -> None:
    shown = text(FAIRNESS, TEACHER)
    assert [line for line in REPORTED.strip().splitlines() if line not in shown] == []
    short = {**CHECKED, "unanswered": [], "findings": [], "accepted": [], "sources": {}}
    shown = text(FAIRNESS, TEACHER, replace(EXTRAS, checked=short))
    assert "Arguments that nobody answers 0 0" in shown
    assert [word for word in ("Still to look at", "Accepted", "Not verified:") if word in shown] == []
    shown = text_of(page(SMALL, FAIRNESS, TEACHER, Extras(checked=CHECKED)))
    assert [word for word in ("Quotations", "Sources") if word in shown] == []


def test_a_reading_counts_its_paragraphs_and_lines() -> None:
    root = page(CHECKED_MOTION, READING, STUDENT, EXTRAS)
    assert [text_of(element) for element in root.iter("h1")] == ["On shade"]
    counts = [text_of(element) for element in root.iter("p") if element.get("class") == "count"]
    assert counts == ["Paragraph 1", "Paragraph 2"]
    assert [(element.get("start"), [text_of(line) for line in element]) for element in root.iter("ol")] == [
        ("1", ["Trees give shade, and", "leaves keep the sun off."]),
        ("3", ["R & D < 5"]),
    ]
    assert "This text belongs to its author. Copy it only as far as the law allows." in text_of(root)
    root = page(
        CHECKED_MOTION, READING, STUDENT, replace(EXTRAS, readings=[*READINGS, {**READINGS[0], "source": "site"}])
    )
    assert [text_of(element) for element in root.iter("h1")] == [CHECKED_MOTION.motion.motion]
    assert [text_of(element) for element in root.iter("h2")] == ["On shade", "Yards"]
    assert [element.get("class") for element in root.iter("section")] == ["page"]


ANSWERS: Final = {"en": "{} answers {}.", "de": "{} antwortet auf {}.", "fr": "{} répond à {}."}
NOBODY: Final = {"en": "Nobody answers", "de": "Niemand antwortet auf", "fr": "Personne ne répond à"}
LANGUAGES: Final = tuple(ANSWERS)


def map_of(motion: LoadedMotion, sheet: str, edition: Edition, language: str) -> tuple[Element, Element]:
    words, framework = PAGES.words(motion.document, language), PAGES.framework(motion.document, "lateral-reading")
    view = template_context(motion.motion, edition)
    page = tree(PAGES.render(HANDOUTS[sheet], view, motion.document, words, framework))
    (found,) = page.iter("argument-map")
    return page, found


REPLIES: Final = {"P1": "C1", "P2": "C1 C2", "C1": "P1", "C2": "P1 P2"}  # of the mirrored motion


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_say_what_the_arrows_say(language: str) -> None:
    page, found = map_of(MOTIONS["mirrored"], "argument-map", TEACHER, language)
    assert {box.get("name"): box.get("answers") for box in found} == REPLIES
    assert [box.get("class") for box in found] == ["for", "for", "against", "against"]
    said = [ANSWERS[language].format(key, others.replace(" ", ", ")) for key, others in REPLIES.items()]
    for text in (" ".join(found.get("alt", "").split()), " ".join(map(text_of, page.iter("p")))):
        assert [sentence for sentence in said if sentence not in text] == []
        assert NOBODY[language] not in text
    page, found = map_of(SMALL, "argument-map", TEACHER, language)
    assert f"{NOBODY[language]} P1, P2, C1, C2." in " ".join(found.get("alt", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_to_complete_gives_nothing_away(language: str) -> None:
    page, found = map_of(SMALL, "argument-map-empty", STUDENT, language)
    assert {box.get("answers") for box in found} == {""}
    assert all(box.get("name", "") in found.get("alt", "") for box in found)
    assert not re.search(rf"[PC]\d+ {ANSWERS[language].split()[1]}", found.get("alt", "") + text_of(page))
