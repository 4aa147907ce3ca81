"""A page is what its template says: texts stay texts, the teacher's folder wins, and it sees what it is told."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debatekit.motion.model import Motion
from debatekit.templating import Pages, view_of
from debatekit.yamlfile import parse
from tests.templating.support import (
    EDITIONS,
    PACKAGED,
    SHEET,
    STUDENT,
    TEACHER,
    handout,
    printed,
    put,
    read,
    render,
    text_of,
    tree,
    words_and_framework,
)

if TYPE_CHECKING:
    from pathlib import Path

    from debatekit.audience import Edition
    from debatekit.motion.loader import LoadedMotion

HOSTILE = "R & D < 5 \"q\" 'a' <b>bold</b> {{ motion }} {% if %} {# #} &amp;"
SIDES = {"arguments": [{"id": "P1", "claim": "a"}, {"id": "P2", "claim": "b"}]}
ARGUMENTS = {"arguments": [{"claim": HOSTILE}, {"claim": HOSTILE}]}


@pytest.fixture
def hostile(tmp_path: Path) -> LoadedMotion:
    return read(tmp_path, {"motion": HOSTILE, "pro": {"summary": HOSTILE, **ARGUMENTS}, "con": ARGUMENTS})


@pytest.mark.parametrize(
    "use",
    [
        "{{ motion.motion }}",
        '{{ motion.motion ~ "" }}',
        "{{ [motion.motion]|join }}",
        "{{ motion.pro.summary|markdown }}",
        "{{ motion.pro.summary|inline }}",
        "{{ ''|markdown(motion.motion) }}",
        "{% set text %}{{ motion.motion }}{% endset %}{{ text }}",
        "{% macro m(text) %}{{ text }}{% endmacro %}{{ m(motion.motion) }}",
    ],
)
def test_a_text_is_printed_letter_for_letter(tmp_path: Path, hostile: LoadedMotion, use: str) -> None:
    page = tree(printed(tmp_path, f"<html><body><div>{use}</div></body></html>", hostile))
    assert text_of(page) == HOSTILE
    assert {element.tag for element in page.iter()} <= {"html", "body", "div", "p", "strong"}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_text_stays_within_its_attribute(tmp_path: Path, hostile: LoadedMotion, quote: str) -> None:
    template = f"<html><body><p title={quote}{{{{ motion.motion }}}}{quote}>x</p></body></html>"
    (paragraph,) = tree(printed(tmp_path, template, hostile)).iter("p")
    assert paragraph.get("title") == HOSTILE
    assert set(paragraph.attrib) == {"title", "data-at"}


@pytest.fixture(scope="module")
def one_line(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return Pages(put(tmp_path_factory.mktemp("templates"), {SHEET: "<p>{{ motion.motion }}</p>"}))


@settings(max_examples=100, deadline=None, database=None)
@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_is_printed_letter_for_letter(one_line: Pages, text: str) -> None:
    motion = Motion.model_validate({"motion": text, "pro": SIDES, "con": SIDES})
    document = parse("motion: x", "motion.yaml")
    page = one_line.render(handout(), view_of(motion, STUDENT), document, *words_and_framework())
    assert unescape(page.partition(">")[2].removesuffix("</p>")) == text.strip()


@pytest.mark.parametrize(
    ("use", "student", "teacher"),
    [
        ("{{ edition }}", "student", "teacher"),
        ("{{ teacher }}", "False", "True"),
        ("{{ motion.motion }}", *("This house would plant a tree in every school yard",) * 2),
        (
            "{{ handout.name }}, {{ handout.title }}, {{ handout.about }}",
            *("sheet, A sheet, A sheet to test with.",) * 2,
        ),
        ("{{ words.name }} {{ words.handouts.pro_brief }}", *("Name Brief for the motion",) * 2),
        ("{{ framework.title }} in {{ framework.steps|length }}", *("Lateral reading in 3",) * 2),
        ("{{ framework.steps[0].minutes }}", "3", "3"),
    ],
)
def test_templates_see_what_they_are_told(
    tmp_path: Path, smallest: LoadedMotion, use: str, student: str, teacher: str
) -> None:
    assert printed(tmp_path, use, smallest, STUDENT) == student
    assert printed(tmp_path, use, smallest, TEACHER) == teacher


@pytest.mark.parametrize("edition", EDITIONS)
def test_templates_do_not_see_the_file_that_the_motion_is_from(
    tmp_path: Path, smallest: LoadedMotion, edition: Edition
) -> None:
    names = ("document", "path", "pages", "environment")
    use = "".join(f"{{{{ {name} is defined }}}}" for name in names)
    assert set(printed(tmp_path, use, smallest, edition).replace("False", "-")) == {"-"}


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return put(tmp_path / "theirs", {SHEET: '{% include "parts/line.html" %}', "parts/line.html": "theirs"})


def test_the_first_folder_wins(tmp_path: Path, theirs: Path, smallest: LoadedMotion) -> None:
    own = put(tmp_path / "own", {SHEET: "mine"})
    assert render(Pages(own, theirs), smallest) == "mine"
    assert render(Pages(theirs, own), smallest) == "theirs"


def test_a_part_of_ones_own_is_taken_into_a_sheet_of_theirs(tmp_path: Path, theirs: Path, smallest: LoadedMotion) -> None:
    own = put(tmp_path / "own", {"parts/line.html": "mine"})
    assert render(Pages(own, theirs), smallest) == "mine"


def test_a_sheet_of_ones_own_takes_their_part(tmp_path: Path, theirs: Path, smallest: LoadedMotion) -> None:
    own = put(tmp_path / "own", {SHEET: '{% include "parts/line.html" %}, mine'})
    assert render(Pages(own, theirs), smallest) == "theirs, mine"


def test_ones_own_folder_wins_over_the_packaged_one(tmp_path: Path, smallest: LoadedMotion) -> None:
    own = put(tmp_path / "own", {"parts/argument.html": "<p>{{ argument.claim }} Mine.</p>"})
    pages = Pages(own, PACKAGED)
    brief = next(brief for brief in pages.handouts() if brief.name == "pro-brief")
    assert "Trees give shade. Mine." in text_of(tree(render(pages, smallest, STUDENT, brief)))


def test_a_folder_that_is_not_there_is_passed_over(tmp_path: Path, theirs: Path, smallest: LoadedMotion) -> None:
    assert render(Pages(tmp_path / "nowhere", theirs), smallest) == "theirs"
