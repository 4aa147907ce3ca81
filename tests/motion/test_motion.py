"""A motion file becomes a motion: what is typed is found in its field, and what is not typed has a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.motion.reading import read_motion
from tests.motion.drafts import draft, read, write
from tests.samples import full_motion, write_motion

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from debatekit.motion.model import Motion


def test_smallest_motion_is_read_and_the_rest_has_its_default(tmp_path: Path) -> None:
    assert read(tmp_path, draft()).model_dump() == {
        "motion": "This house would plant a tree in every school yard",
        "kind": "policy",
        "language": "en-GB",
        "ages": None,
        "subjects": [],
        "sides": {"pro": None, "con": None},
        "notice": None,
        "lesson": None,
        "framework": "lateral-reading",
        "background": None,
        "terms": [],
        "sources": {},
        "pro": side(("P1", "Trees give shade."), ("P2", "Planting is a lesson in itself.")),
        "con": side(("C1", "Yards are small."), ("C2", "Somebody must water them.")),
        "questions": [],
        "evaluation": None,
        "teacher_notes": None,
        "settings": None,
        "checks": {"max_difference": 25, "max_quote_words": 25, "max_quoted": 10, "max_years_above": 2, "ignore": []},
    }


def side(*claims: tuple[str, str]) -> dict[str, object]:
    texts: dict[str, object] = dict.fromkeys(("reasoning", "impact", "challenge", "response"))
    arguments = [{"id": number, "claim": claim, **texts, "answers": [], "evidence": []} for number, claim in claims]
    return {"summary": None, "arguments": arguments}


def test_motion_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "school-yard.v2.yaml"
    path.write_text(draft(), encoding="utf-8")
    file = read_motion(path)
    assert (file.path, file.name) == (path, "school-yard.v2")


def test_motion_file_knows_where_its_values_stand(tmp_path: Path) -> None:
    document = read_motion(write(tmp_path, draft("kind: value"))).document
    assert document.values["kind",] == (1, 7)
    assert document.values["con", "arguments", 1, "claim"] == (9, 14)


def test_whole_motion_holds_everything_that_was_typed(tmp_path: Path) -> None:
    typed = full_motion("A tree", "For teachers")
    motion = read_motion(write_motion(tmp_path, typed)).motion
    found = as_typed(motion.model_dump(by_alias=True, exclude_unset=True))
    assert without_ids(found) == typed


def as_typed(value: object) -> object:
    """Return `value` with numbers as text, as they stand in a file."""
    match value:
        case dict():
            return {key: as_typed(inner) for key, inner in value.items()}
        case list():
            return [as_typed(inner) for inner in value]
        case _:
            return str(value)


def without_ids(value: object) -> object:
    match value:
        case dict():
            return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
        case list():
            return [without_ids(inner) for inner in value]
        case _:
            return value


@pytest.mark.parametrize(
    ("top", "youngest", "oldest"),
    [
        pytest.param("ages: 15 to 18", 15, 18, id="to"),
        pytest.param("ages: 11 à 14 ans", 11, 14, id="French"),
        pytest.param("ages: 11 bis 14 Jahre", 11, 14, id="German"),
        pytest.param("ages: 15-18", 15, 18, id="hyphen"),
        pytest.param("ages: 15–18", 15, 18, id="dash"),
        pytest.param("ages: 15 - 18", 15, 18, id="hyphen with spaces"),
        pytest.param("ages: 15to18", 15, 18, id="no spaces"),
        pytest.param('ages: " 15 to 18 "', 15, 18, id="quoted"),
        pytest.param("ages: 15", 15, 15, id="one age"),
        pytest.param("ages: 15 to 15", 15, 15, id="the same twice"),
        pytest.param("ages: 5 to 99", 5, 99, id="widest"),
        pytest.param("ages:\n  youngest: 15\n  oldest: 18", 15, 18, id="keys"),
    ],
)
def test_ages_in_each_way_to_write_them(tmp_path: Path, top: str, youngest: int, oldest: int) -> None:
    ages = read(tmp_path, draft(top)).ages
    assert ages is not None
    assert (ages.youngest, ages.oldest) == (youngest, oldest)


FIELDS: dict[str, tuple[str, Callable[[Motion], object], object]] = {
    "text is stripped": ('notice: "  A word  "', lambda it: it.notice, "A word"),
    "text like a no": ("background: no", lambda it: it.background, "no"),
    "text like a number": ("background: 1.10", lambda it: it.background, "1.10"),
    "text like a date": ("sources: {a: {published: 2026-01-02}}", lambda it: it.sources["a"].published, "2026-01-02"),
    "text like a time": ("notice: 12:30", lambda it: it.notice, "12:30"),
    "kept lines": ("background: |\n  One.\n\n  Two.", lambda it: it.background, "One.\n\nTwo."),
    "folded lines": ("background: >-\n  One\n  two.", lambda it: it.background, "One two."),
    "number": ("lesson: {minutes: 50}", lambda it: it.lesson and it.lesson.minutes, 50),
    "one side's name": ("sides: {pro: Yes}", lambda it: (it.sides.pro, it.sides.con), ("Yes", None)),
    "name of a source": ("sources: {a b: {title: x}}", lambda it: list(it.sources), ["a b"]),
    "list": ("subjects: [Art, Biology]", lambda it: it.subjects, ["Art", "Biology"]),
    "one text for a list": ("subjects: Art", lambda it: it.subjects, ["Art"]),
    "one number for a list": ("questions:\n  - {ask: Why?, about: P1}", lambda it: it.questions[0].about, ["P1"]),
    "numbers are stripped": ("questions:\n  - {ask: Why?, about: ' P1 '}", lambda it: it.questions[0].about, ["P1"]),
    "one text for the offline list": (
        "sources: {a: {title: x}}\nevaluation: {source: a, offline: Ask.}",
        lambda it: it.evaluation and it.evaluation.offline,
        ["Ask."],
    ),
}


@pytest.mark.parametrize(("top", "value", "expected"), FIELDS.values(), ids=FIELDS.keys())
def test_value_is_found_in_its_field(
    tmp_path: Path, top: str, value: Callable[[Motion], object], expected: object
) -> None:
    assert value(read(tmp_path, draft(top))) == expected


@pytest.mark.parametrize("level", ["remember", "understand", "apply", "analyse", "evaluate", "create"])
def test_every_level_of_a_question_is_known(tmp_path: Path, level: str) -> None:
    assert read(tmp_path, draft(f"questions:\n  - {{ask: Why?, level: {level}}}")).questions[0].level == level


def test_evidence_is_told_apart_by_its_key(tmp_path: Path) -> None:
    motion = read(
        tmp_path,
        draft(
            "sources: {book: {title: x}}",
            "evidence:\n  - {quote: a, from: book, paragraph: 3}\n  - {fact: b, from: book}\n  - {find: c}",
        ),
    )
    quote, fact, find = motion.pro.arguments[0].evidence
    assert quote.model_dump(by_alias=True) == {"quote": "a", "from": "book", "paragraph": 3, "shows": None}
    assert fact.model_dump(by_alias=True) == {"fact": "b", "from": "book"}
    assert find.model_dump(by_alias=True) == {"find": "c"}
