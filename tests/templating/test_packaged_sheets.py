"""The packaged handouts: whole pages with something under every heading, and two briefs that are twins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.samples import FLAGSHIP
from tests.templating.sheets import BRIEFS, PAGE_IDS, PAGES, SHEETS, page_of, sample
from tests.templating.support import EDITIONS, STUDENT, classes_of, packaged_pages, text_of, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.audience import Edition
    from tests.templating.support import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LABELS = (*HEADINGS[1:2], "strong", "caption", "th", "label")
FIELDS = {"textarea", "input", "table"}

NUMBERS = {
    "smallest": {"pro-brief": {"P1", "P2"}, "con-brief": {"C1", "C2"}},
    "sparse": {
        "pro-brief": {"P1", "P2"},
        "con-brief": {"C1", "C2"},
        "discussion-questions": {"Q1", "Q2"},
        "source-evaluation": {"S1", "W1"},
    },
    FLAGSHIP: {
        "pro-brief": {"P1", "P2", "P3", "P4"},
        "con-brief": {"C1", "C2", "C3", "C4"},
        "discussion-questions": {f"Q{number}" for number in range(1, 13)},
        "source-evaluation": {"S1", "S2", "S3", "S4", "W1", "W2", "W3", "W4"},
    },
}


def bare_headings(root: Element) -> Iterator[str]:
    """Yield each heading that has nothing under it: the end of its parent, another heading, or an empty element."""
    for heading in root.iter(*HEADINGS):
        following = heading.getnext()
        if (heading.tail or "").strip():
            continue
        if following is None:
            yield f"{text_of(heading)}: at the end of its parent"
        elif following.tag in HEADINGS and str(following.tag) <= str(heading.tag):
            yield f"{text_of(heading)}: before the heading {text_of(following)}"
        elif not text_of(following) and not any(element.tag in FIELDS for element in following.iter()):
            yield f"{text_of(heading)}: before an empty {following.tag!s}"


def shape_of(page: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the elements of a page with their classes and rows, the same for either side."""
    sides = {"for": "side", "against": "side"}
    return [
        (str(element.tag), tuple(sides.get(name, name) for name in classes_of(element)), element.get("rows", ""))
        for element in tree(page).iter()
    ]


def labels_of(page: str) -> list[str]:
    """Return what a page says of its own: headings of parts, labels, table heads."""
    root = tree(page)
    found = [element for element in root.iter() if element.tag in LABELS or "label" in classes_of(element)]
    return [text_of(element) for element in found]


def either_side(text: str) -> str:
    """Return a text as it would be for either side."""
    text = text.replace("against the motion", "for the motion").replace("Against the motion", "For the motion")
    return re.sub("[PC](?=[1-9])", "N", text)


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_a_sheet_is_a_whole_page(name: str, sheet: str, edition: Edition) -> None:
    root = tree(page_of(name, sheet, edition))
    assert [element.tag for element in root] == ["head", "body"]
    assert root.get("lang") == sample(name).motion.language
    assert len(list(root.iter("h1"))) == 1
    (title,) = root.iter("title")
    assert text_of(title).startswith(sample(name).motion.motion)
    (audience,) = (meta.get("content") for meta in root.iter("meta") if meta.get("name") == "audience")
    assert audience == edition.value


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_no_heading_stands_without_something_under_it(name: str, sheet: str, edition: Edition) -> None:
    assert list(bare_headings(tree(page_of(name, sheet, edition)))) == []


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_headings_go_down_one_step_at_a_time(name: str, sheet: str, edition: Edition) -> None:
    ranks = [HEADINGS.index(str(heading.tag)) for heading in tree(page_of(name, sheet, edition)).iter(*HEADINGS)]
    assert ranks[0] == 0
    assert [(one, two) for one, two in pairwise(ranks) if two > one + 1] == []


@pytest.mark.parametrize(("name", "sheet", "edition"), PAGES, ids=PAGE_IDS)
def test_nothing_of_python_or_of_a_template_is_printed(name: str, sheet: str, edition: Edition) -> None:
    text = text_of(tree(page_of(name, sheet, edition)))
    wrong = ("None", "True", "Undefined", "object at 0x", "{{", "{%", "{side}", " ,", "()", ": .", ":  ·", ": ·")
    assert [piece for piece in wrong if piece in text] == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["smallest", "mirrored"])
def test_the_briefs_are_twins(name: str, edition: Edition) -> None:
    pro, con = (page_of(name, sheet, edition) for sheet in BRIEFS)
    assert shape_of(pro) == shape_of(con)
    assert [either_side(label) for label in labels_of(pro)] == [either_side(label) for label in labels_of(con)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_sides_that_say_the_same_get_the_same_words(edition: Edition) -> None:
    pro, con = (either_side(text_of(tree(page_of("mirrored", sheet, edition)))) for sheet in BRIEFS)
    assert pro == con


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("sheet", "look", "other"), [("pro-brief", "for", "against"), ("con-brief", "against", "for")])
def test_a_brief_has_the_look_of_its_side(sheet: str, look: str, other: str, edition: Edition) -> None:
    classes = [classes_of(element) for element in tree(page_of("mirrored", sheet, edition)).iter()]
    assert sum(look in names for names in classes) == 3  # the band and two claims
    assert not any(other in names for names in classes)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("name", "sheet", "numbers"),
    [(name, sheet, numbers) for name, sheets in NUMBERS.items() for sheet, numbers in sheets.items()],
    ids=[f"{name} {sheet}" for name, sheets in NUMBERS.items() for sheet in sheets],
)
def test_every_part_has_its_number(name: str, sheet: str, numbers: set[str], edition: Edition) -> None:
    root = tree(page_of(name, sheet, edition))
    heads = [
        element for element in root.iter("span", "strong") if element.tag == "strong" or "number" in classes_of(element)
    ]
    first = [text_of(element).split()[:1] for element in heads]
    shown = [word for words in first for word in words if re.fullmatch(r"[PCQSW]\d+", word)]
    assert sorted(shown) == sorted(numbers)


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ("pro-brief", ["Replies to C1", "Replies to C1, C2", "They may say (C1, C2)", "They may say (C2)"]),
        ("con-brief", ["Replies to P1", "Replies to P1, P2", "They may say (P1, P2)", "They may say (P2)"]),
        ("discussion-questions", ["About P1, S1"] * 3),
    ],
)
def test_sheets_refer_to_each_other_by_number(sheet: str, shown: list[str]) -> None:
    root = tree(page_of("mirrored", sheet, STUDENT))
    texts = [text_of(element) for element in root.iter("p", "strong") if element.tag == "strong" or not len(element)]
    assert sorted(text for text in texts if text.startswith(("Replies ", "They ", "About "))) == sorted(shown)


def test_a_motion_gets_the_sheets_that_it_has_something_for() -> None:
    fitting = {
        name: [it.name for it in packaged_pages().handouts() if it.fits(sample(name).motion)] for name in NUMBERS
    }
    assert fitting == {"smallest": [*BRIEFS], "sparse": [*SHEETS], FLAGSHIP: [*SHEETS]}
