"""The theme file: units, inheritance, rules, and the place of every mistake."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from debatekit.errors import DebatekitError, Problem
from debatekit.word import Theme, read_theme
from tests.word.support import BASED, THEME_FILE, based_theme, read_based, theme

SOURCE = THEME_FILE.read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Return a theme file like that of the tests, with `old` replaced once by `new`."""
    assert old in SOURCE
    path = tmp_path / "theme.yaml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(text: str) -> int:
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(DebatekitError) as raised:
        read_theme(path, [THEME_FILE.parent])
    return raised.value.problems


@pytest.mark.parametrize(("text", "points"), [("6pt", 6), ("25.4mm", 72), ("2.54 cm", 72), ("1in", 72)])
def test_lengths_of_all_units(tmp_path: Path, text: str, points: float) -> None:
    assert read_theme(changed(tmp_path, "  top: 26mm", f"  top: {text}")).margins.top == pytest.approx(points)


NO_ROOM = "these margins leave no room for text on the page. Make them smaller."
MISTAKES = {
    "unknown key": ("  step: 6mm", "  stepp: 6mm", "unknown key 'stepp'. Did you mean 'step'?"),
    "unknown key of a style": ("line: 1.08", "lime: 1.08", "unknown key 'lime'. Did you mean 'line'?"),
    "unknown style": ("  Heading 2:", "  Hedding 2:", "Did you mean 'Heading 2'?"),
    "length without a unit": ("  top: 26mm", "  top: 26", "'26' is not a length. Write a number and its unit"),
    "length in pixels": ("  top: 26mm", "  top: 26px", "'26px' is not a length"),
    "length that is a list": ("  step: 6mm", "  step: [6mm]", "this is not a length"),
    "length beyond Word's": ("  write_row: 16mm", "  write_row: 23in", "'23in' is too large. Write 1584pt or less."),
    "length beyond a float": ("after: 6pt", f"after: {'9' * 400}pt", "is too large"),
    "negative length": ("  padding: 2.6mm", "  padding: -1mm", "'-1mm' is not a length"),
    "step of nine levels": ("  step: 6mm", "  step: 6in", "'6in' is too large. Write 72pt or less."),
    "font size of nothing": ("size: 11.5pt", "size: 0pt", "'0pt' is too small. Write 1pt or more."),
    "number that is none": ("line: 1.08", "line: nan", "'nan' is too"),
    "infinite number": ("line: 1.08", "line: inf", "'inf' is too large. Write 132.0 or less."),
    "number beyond Word's": ("line: 1.08", "line: 1e300", "'1e300' is too large. Write 132.0 or less."),
    "line spacing of nothing": ("line: 1.08", "line: 0", "'0' is too small. Write 0.1 or more."),
    "unknown colour": ("{colour: secondary}", "{colour: second}", "'second' is not known here. Did you mean"),
    "colour by name": ("  text: 1B2233", "  text: black", "'black' is not a colour. Write six hexadecimal digits"),
    "unknown line of a border": ("border: single", "border: wavy", "'wavy 0.5pt rule 0pt' is not a border"),
    "unknown colour of a border": ("single 0.5pt rule 0pt", "single 0.5pt purple 0pt", "purple"),
    "border without a unit": ("single 0.5pt rule 0pt", "single 0.5 rule 0pt", "'0.5' is not a length"),
    "border wider than Word's": ("single 0.5pt rule 0pt", "single 13pt rule 0pt", "'13pt' is too large. Write 12pt"),
    "border too far from the text": ("single 0.5pt rule 0pt", "single 1pt rule 1in", "'1in' is too large. Write 31pt"),
    "border that is a list": ("border: single 0.5pt rule 0pt", "border: [evil, 1, rule, 1]", "this is not a border"),
    "tab stop that is none": ("tabs: [14mm]", "tabs: [wide]", "wide"),
    "tab stop without a unit": ("tabs: [14mm]", "tabs: [14]", "14"),
    "no bullets": ('bullets: ["•", "–", "•"]', "bullets: []", "1 or more bullets are needed here"),
    "font without a name": ("  body: Calibri", '  body: ""', "this text is empty"),
    "font with a name too long": ("  body: Calibri", f"  body: {'C' * 32}", "this text has more than 31 characters"),
}


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_in_a_theme_is_reported_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = changed(tmp_path, old, new)
    found = [problem for problem in problems_of(path) if message in problem.headline]
    assert [(problem.file, problem.line) for problem in found] == [(path.as_posix(), line_of(old))]


@pytest.mark.parametrize("margin", ["top: 26mm", "left: 19mm"])
def test_margins_leave_room_for_text(tmp_path: Path, margin: str) -> None:
    (problem,) = problems_of(changed(tmp_path, margin, margin.partition(":")[0] + ": 200mm"))
    assert (problem.headline.partition(": ")[2], problem.line) == (NO_ROOM, line_of("  top: 26mm"))


CHANGES: dict[str, tuple[str, Callable[[Theme], object], object]] = {
    "a font": ("fonts: {heading: Georgia}", lambda t: (t.fonts.heading, t.fonts.body), ("Georgia", "Calibri")),
    "a margin": ("margins: {top: 1in}", lambda t: (t.margins.top, t.margins.left), (72, theme().margins.left)),
    "lists": ("lists: {bullets: ['*']}", lambda t: (t.lists.bullets, t.lists.step), (["*"], theme().lists.step)),
    "a key of a style": (
        "styles: {Heading 1: {size: 30pt}}",
        lambda t: (t.styles["Heading 1"].size, t.styles["Heading 1"].bold),
        (30, True),
    ),
    "a style that it does not have": (
        "styles: {List Number: {after: 9pt}}",
        lambda t: t.styles["List Number"].after,
        9,
    ),
    "tab stops as a whole": ("styles: {Heading 3: {tabs: []}}", lambda t: t.styles["Heading 3"].tabs, []),
    "no border": ("styles: {Quote: {border_left: none}}", lambda t: t.styles["Quote"].border_left[0], "none"),  # type: ignore[index]
    "its own title": ("", lambda t: (t.title, t.about), ("Ours", "For our school.")),
}


@pytest.mark.parametrize(("text", "seen", "expected"), CHANGES.values(), ids=CHANGES)
def test_theme_overrides_what_it_inherits(
    tmp_path: Path, text: str, seen: Callable[[Theme], object], expected: object
) -> None:
    assert seen(read_based(tmp_path, text)) == expected


def test_theme_that_overrides_nothing_equals_its_base(tmp_path: Path) -> None:
    own = {"title", "about", "based_on"}
    assert read_based(tmp_path, "").model_dump(exclude=own) == theme().model_dump(exclude=own)


def test_themes_can_be_based_on_one_another(tmp_path: Path) -> None:
    based_theme(tmp_path, "styles: {Normal: {size: 14pt, after: 1pt}}", "middle")
    path = based_theme(tmp_path, "styles: {Normal: {after: 2pt}}")
    path.write_text(path.read_text(encoding="utf-8").replace("based_on: theme", "based_on: middle"), encoding="utf-8")
    read = read_theme(path, [THEME_FILE.parent])
    assert [read.effective("Body Text", key) for key in ("size", "after", "before", "keep_next")] == [14, 2, 0, None]


def test_base_is_looked_up_in_the_same_folder_first(tmp_path: Path) -> None:
    changed(tmp_path, "heading: Calibri", "heading: Verdana")
    assert read_based(tmp_path, "").fonts.heading == "Verdana"


def test_a_theme_may_have_the_name_of_its_base(tmp_path: Path) -> None:
    path = based_theme(tmp_path, "fonts: {body: Verdana}", "theme")
    assert read_theme(path, [tmp_path, THEME_FILE.parent]).fonts.body == "Verdana"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_broken_link_among_themes_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert read_based(tmp_path, "").title == "Ours"


BASE_MISTAKES = {
    "unknown base": ("based_on: theem", "there is no theme 'theem'. Did you mean 'theme'?", 3, 11),
    "unknown key": ("lists: {stepp: 6mm}", "unknown key 'stepp'. Did you mean 'step'?", 4, 9),
    "length without a unit": ("styles:\n  Heading 2:\n    size: 12", "'12' is not a length", 6, 11),
    "unknown rule": ("avoid: [capitals]", "'capitals' is not known here", 4, 9),
    "a base that is a list": ("based_on: [theme]", "text is expected here, and this is a list", 3, 11),
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


def test_mistakes_in_a_theme_and_its_base_come_at_once(tmp_path: Path) -> None:
    changed(tmp_path, "  top: 26mm", "  top: 26")
    problems = problems_of(based_theme(tmp_path, "styles: {Normal: {size: 12}}"))
    assert [(problem.file.rpartition("/")[2], problem.line) for problem in problems] == [
        ("ours.yaml", 4),
        ("theme.yaml", line_of("  top: 26")),
    ]


def test_a_title_is_not_inherited(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("based_on: theme\nabout: x", encoding="utf-8")
    (problem,) = problems_of(path)
    assert problem.headline == f"{path.as_posix()}:1:1: 'title' is missing here. Add a line 'title: …'."


@pytest.mark.parametrize("names", [["a"], ["a", "b", "c"]], ids=len)
def test_a_circle_of_themes_is_reported(tmp_path: Path, names: list[str]) -> None:
    for name, base in zip(names, [*names[1:], names[0]], strict=True):
        (tmp_path / f"{name}.yaml").write_text(f"title: {name}\nabout: x\nbased_on: {base}", encoding="utf-8")
    (problem,) = problems_of(tmp_path / "a.yaml")
    assert problem.message.endswith(" → ".join([*names, "a"]))
    assert (problem.file, problem.line) == ((tmp_path / f"{names[-1]}.yaml").as_posix(), 3)


RULES: dict[str, tuple[str, str, dict[str, object]]] = {
    "a smaller style": ("smallest: 14pt\nstyles: {List Bullet: {size: 9pt}}", "List Bullet", {"size": 14}),
    "a larger style": ("smallest: 14pt\nstyles: {List Bullet: {size: 20pt}}", "List Bullet", {"size": 20}),
    "an inherited size": ("smallest: 14pt\nstyles: {List Bullet: {bold: true}}", "List Bullet", {"size": None}),
    "superscript, which Word makes smaller": ("smallest: 18pt", "Superscript", {"size": 27}),
    "italic": ("avoid: [italic]", "Emphasis", {"italic": False, "bold": True}),
    "italic of its own": ("avoid: [italic]\nstyles: {Meta: {italic: true}}", "Meta", {"italic": False, "bold": True}),
    "underline": ("avoid: [underline]", "Hyperlink", {"underline": False, "bold": True}),
    "underline is kept": ("avoid: [italic]", "Hyperlink", {"underline": True, "bold": None}),
    "tint": ("avoid: [tint]", "Challenge", {"fill": "none"}),
    "a dark fill is no tint": ("avoid: [tint]", "Band For", {"fill": "ink", "colour": "paper"}),
    "fill": ("avoid: [fill]", "Band For", {"fill": "none", "colour": "ink"}),
    "white text of a head": ("avoid: [fill]", "Table Heading", {"colour": "ink"}),
}


@pytest.mark.parametrize(("text", "name", "expected"), RULES.values(), ids=RULES)
def test_rules_reach_every_style(tmp_path: Path, text: str, name: str, expected: dict[str, object]) -> None:
    style = read_based(tmp_path, text).styles[name]
    assert {key: getattr(style, key) for key in expected} == expected


def test_text_is_as_large_as_the_smallest_where_the_theme_names_no_size(tmp_path: Path) -> None:
    changed(tmp_path, "Normal: {font: body, size: 11.5pt", "Normal: {font: body")
    assert read_based(tmp_path, "smallest: 13pt").styles["Normal"].size == 13
    assert read_based(tmp_path, "").styles["Normal"].size is None


@pytest.mark.parametrize(("avoid", "head", "stub"), [("tint", "ink", "none"), ("fill", "none", "none")])
def test_tables_have_no_fill_that_is_avoided(tmp_path: Path, avoid: str, head: str, stub: str) -> None:
    tables = read_based(tmp_path, f"avoid: [{avoid}]").tables
    assert (tables.head, tables.stub) == (head, stub)


def test_box_stays_visible_without_its_fill(tmp_path: Path) -> None:
    box = read_based(tmp_path, "avoid: [fill]\nstyles: {Note: {box: single 1pt fill 4pt}}").styles["Note"].box
    assert box is not None
    assert box.colour == "rule"
