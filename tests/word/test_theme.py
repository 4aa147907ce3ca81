"""The theme file: units, inheritance, rules, and the place of every mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from debatekit.errors import Problem
from debatekit.word import Theme, read_theme
from tests.problems import reported
from tests.word.support import BASED, THEME_FILE, based_theme, planted_faults, read_based

SOURCE = THEME_FILE.read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in SOURCE
    path = tmp_path / "theme.yaml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(text: str) -> int:
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


def problems_of(path: Path) -> list[Problem]:
    return reported(read_theme, path, [THEME_FILE.parent])


@pytest.mark.parametrize(("text", "points"), [("6pt", 6), ("25.4mm", 72), ("2.54 cm", 72), ("1in", 72)])
def test_lengths_of_all_units(tmp_path: Path, text: str, points: float) -> None:
    assert read_theme(changed(tmp_path, "  top: 26mm", f"  top: {text}")).margins.top == pytest.approx(points)


@pytest.mark.parametrize(("old", "new", "message"), planted_faults("theme_mistakes.txt"))
def test_mistake_in_a_theme_is_reported_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    old, new = old.removeprefix("- "), new.removeprefix("+ ")
    path = changed(tmp_path, old, new)
    found = [problem for problem in problems_of(path) if message in problem.headline]
    assert [(problem.file, problem.line) for problem in found] == [(path.as_posix(), line_of(old))]


def test_margins_leave_room_for_text(tmp_path: Path) -> None:
    (problem,) = problems_of(changed(tmp_path, "left: 19mm", "left: 200mm"))
    no_room = "these margins leave no room for text on the page. Make them smaller."
    assert (problem.headline.partition(": ")[2], problem.line) == (no_room, line_of("  top: 26mm"))


CHANGES: dict[str, tuple[str, Callable[[Theme], object], object]] = {
    "a font": ("fonts: {heading: Georgia}", lambda t: (t.fonts.heading, t.fonts.body), ("Georgia", "Calibri")),
    "a key": (
        "styles: {Meta: {size: 3pt}}",
        lambda t: (t.styles["Meta"].size, t.styles["Meta"].colour),
        (3, "secondary"),
    ),
    "tab stops as a whole": ("styles: {Heading 3: {tabs: []}}", lambda t: t.styles["Heading 3"].tabs, []),
}


@pytest.mark.parametrize(("text", "seen", "expected"), CHANGES.values(), ids=CHANGES)
def test_theme_overrides_what_it_inherits(
    tmp_path: Path, text: str, seen: Callable[[Theme], object], expected: object
) -> None:
    assert seen(read_based(tmp_path, text)) == expected


def test_themes_can_be_based_on_one_another(tmp_path: Path) -> None:
    based_theme(tmp_path, "styles: {Normal: {size: 14pt, after: 1pt}}", "middle")
    path = based_theme(tmp_path, "styles: {Normal: {after: 2pt}}")
    path.write_text(path.read_text(encoding="utf-8").replace("based_on: theme", "based_on: middle"), encoding="utf-8")
    read = read_theme(path, [THEME_FILE.parent])
    assert [read.effective("Body Text", key) for key in ("size", "after", "before", "keep_next")] == [14, 2, 0, None]


BASE_MISTAKES = {
    "unknown base": ("based_on: theem", "there is no theme 'theem'. Did you mean 'theme'?", 3, 11),
    "unknown rule": ("avoid: [capitals]", "'capitals' is not known here", 4, 9),
}


@pytest.mark.parametrize(("text", "message", "line", "column"), BASE_MISTAKES.values(), ids=BASE_MISTAKES)
def test_mistake_is_reported_in_the_file_that_makes_it(
    tmp_path: Path, text: str, message: str, line: int, column: int
) -> None:
    path = based_theme(tmp_path, text)
    if text.startswith("based_on"):
        path.write_text(BASED.replace("based_on: theme\n", text), encoding="utf-8")
    found = [problem for problem in problems_of(path) if message in problem.headline]
    assert [(problem.file, problem.line, problem.column) for problem in found] == [(path.as_posix(), line, column)]


def test_a_circle_of_themes_is_reported(tmp_path: Path) -> None:
    for name, base in ("ab", "bc", "ca"):
        (tmp_path / f"{name}.yaml").write_text(f"title: {name}\nabout: x\nbased_on: {base}", encoding="utf-8")
    (problem,) = problems_of(tmp_path / "a.yaml")
    assert problem.message.endswith("a → b → c → a")
    assert (problem.file, problem.line) == ((tmp_path / "c.yaml").as_posix(), 3)


RULES: dict[str, tuple[str, str, dict[str, object]]] = {
    "a smaller style": ("smallest: 14pt\nstyles: {List Bullet: {size: 9pt}}", "List Bullet", {"size": 14}),
    "superscript, which Word makes smaller": ("smallest: 18pt", "Superscript", {"size": 27}),
    "italic": ("avoid: [italic]", "Emphasis", {"italic": False, "bold": True}),
    "a dark fill is no tint": ("avoid: [tint]", "Band For", {"fill": "ink", "colour": "paper"}),
    "fill": ("avoid: [fill]", "Band For", {"fill": "none", "colour": "ink"}),
}


@pytest.mark.parametrize(("text", "name", "expected"), RULES.values(), ids=RULES)
def test_rules_reach_every_style(tmp_path: Path, text: str, name: str, expected: dict[str, object]) -> None:
    style = read_based(tmp_path, text).styles[name]
    assert {key: getattr(style, key) for key in expected} == expected


def test_text_is_as_large_as_the_smallest_where_the_theme_names_no_size(tmp_path: Path) -> None:
    changed(tmp_path, "Normal: {font: body, size: 11.5pt", "Normal: {font: body")
    assert read_based(tmp_path, "smallest: 13pt").styles["Normal"].size == 13
    assert read_based(tmp_path, "").styles["Normal"].size is None


def test_box_stays_visible_without_its_fill(tmp_path: Path) -> None:
    box = read_based(tmp_path, "avoid: [fill]\nstyles: {Notice: {box: single 1pt fill 4pt}}").styles["Notice"].box
    assert box is not None
    assert box.colour == "rule"
