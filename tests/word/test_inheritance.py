"""A theme that is based on another: what it takes, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.word import Theme, read_theme
from debatekit.word.styles import effective
from tests.word.support import BASED, THEME_FILE, based_theme, read_based, theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGES: dict[str, tuple[str, Callable[[Theme], object], object]] = {
    "a font": ("fonts: {heading: Georgia}", lambda t: (t.fonts.heading, t.fonts.body), ("Georgia", "Calibri")),
    "a colour": ("colours: {ink: 112233}", lambda t: (t.colours.ink, t.colours.text), ("112233", "1B2233")),
    "a margin": ("margins: {top: 1in}", lambda t: (t.margins.top, t.margins.left), (72, theme().margins.left)),
    "lists": ("lists: {bullets: ['*']}", lambda t: (t.lists.bullets, t.lists.step), (["*"], theme().lists.step)),
    "tables": ("tables: {head: none}", lambda t: (t.tables.head, t.tables.stub), ("none", theme().tables.stub)),
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
    "no border": ("styles: {Quote: {beside: none}}", lambda t: t.styles["Quote"].beside[0], "none"),  # type: ignore[index]
    "its own title": ("", lambda t: (t.title, t.about), ("Ours", "For our school.")),
}


@pytest.mark.parametrize(("text", "seen", "expected"), CHANGES.values(), ids=CHANGES)
def test_theme_says_only_what_differs(
    tmp_path: Path, text: str, seen: Callable[[Theme], object], expected: object
) -> None:
    assert seen(read_based(tmp_path, text)) == expected


def test_theme_that_says_nothing_is_its_base(tmp_path: Path) -> None:
    own = {"title", "about", "based_on"}
    assert read_based(tmp_path, "").model_dump(exclude=own) == theme().model_dump(exclude=own)


def test_themes_can_be_based_on_one_another(tmp_path: Path) -> None:
    based_theme(tmp_path, "styles: {Normal: {size: 14pt, after: 1pt}}", "middle")
    path = based_theme(tmp_path, "styles: {Normal: {after: 2pt}}")
    path.write_text(path.read_text(encoding="utf-8").replace("based_on: theme", "based_on: middle"), encoding="utf-8")
    read = read_theme(path, [THEME_FILE.parent])
    assert [effective(read, "Normal", key) for key in ("size", "after", "before")] == [14, 2, 0]


def test_base_is_looked_for_beside_the_file_first(tmp_path: Path) -> None:
    beside = THEME_FILE.read_text(encoding="utf-8").replace("heading: Calibri", "heading: Verdana")
    (tmp_path / "theme.yaml").write_text(beside, encoding="utf-8")
    assert read_based(tmp_path, "").fonts.heading == "Verdana"


def test_a_theme_may_have_the_name_of_its_base(tmp_path: Path) -> None:
    path = based_theme(tmp_path, "fonts: {body: Verdana}", "theme")
    assert read_theme(path, [tmp_path, THEME_FILE.parent]).fonts.body == "Verdana"


MISTAKES = {
    "unknown base": ("based_on: theem", "there is no theme 'theem'. Did you mean 'theme'?", 3, 11),
    "unknown key": ("lists: {stepp: 6mm}", "unknown key 'stepp'. Did you mean 'step'?", 4, 9),
    "unknown style": ("styles:\n  Hedding 2: {bold: true}", "Did you mean 'Heading 2'?", 5, 3),
    "length without a unit": ("styles:\n  Heading 2:\n    size: 12", "'12' is not a length", 6, 11),
    "unknown rule": ("avoid: [capitals]", "'capitals' is not known here", 4, 9),
    "a base that is a list": ("based_on: [theme]", "text is expected here, and this is a list", 3, 11),
}


@pytest.mark.parametrize(("text", "message", "line", "column"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_in_the_file_that_makes_it(
    tmp_path: Path, text: str, message: str, line: int, column: int
) -> None:
    path = based_theme(tmp_path, text)
    if text.startswith("based_on"):
        path.write_text(BASED.replace("based_on: theme\n", text), encoding="utf-8")
    with pytest.raises(DebatekitError) as raised:
        read_theme(path, [THEME_FILE.parent])
    found = [problem for problem in raised.value.problems if message in problem.headline]
    assert [(problem.file, problem.line, problem.column) for problem in found] == [(path.as_posix(), line, column)]


def test_mistake_in_the_base_is_told_there_and_once(tmp_path: Path) -> None:
    base = tmp_path / "theme.yaml"
    text = THEME_FILE.read_text(encoding="utf-8").replace("  top: 26mm", "  top: 26")
    base.write_text(text, encoding="utf-8")
    with pytest.raises(DebatekitError) as raised:
        read_theme(based_theme(tmp_path, "styles: {Normal: {size: 12}}"))
    assert [(problem.file.rpartition("/")[2], problem.line) for problem in raised.value.problems] == [
        ("ours.yaml", 4),
        ("theme.yaml", text[: text.index("  top: 26")].count("\n") + 1),
    ]


def test_a_title_is_not_taken_from_the_base(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("based_on: theme\nabout: x", encoding="utf-8")
    with pytest.raises(DebatekitError) as raised:
        read_theme(path, [THEME_FILE.parent])
    assert [problem.headline for problem in raised.value.problems] == [
        f"{path.as_posix()}:1:1: 'title' is missing here. Add a line 'title: …'."
    ]


@pytest.mark.parametrize("names", [["a"], ["a", "b"], ["a", "b", "c"]], ids=len)
def test_a_circle_of_themes_is_told(tmp_path: Path, names: list[str]) -> None:
    for name, base in zip(names, [*names[1:], names[0]], strict=True):
        (tmp_path / f"{name}.yaml").write_text(f"title: {name}\nabout: x\nbased_on: {base}", encoding="utf-8")
    with pytest.raises(DebatekitError) as raised:
        read_theme(tmp_path / "a.yaml")
    (problem,) = raised.value.problems
    assert problem.message.endswith(" → ".join([*names, "a"]))
    assert (problem.file, problem.line) == ((tmp_path / f"{names[-1]}.yaml").as_posix(), 3)
