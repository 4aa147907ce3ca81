"""The theme file, its units, inheritance and mistakes, and what each built-in theme promises."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from debatekit.colours import Colour, contrast
from debatekit.errors import Problem
from debatekit.word import Theme, make_template, read_theme
from debatekit.word.theme import CHARACTER_STYLES, PARAGRAPH_STYLES
from tests.problems import reported
from tests.word.support import BASED, SHIPPED_THEMES, THEME_FILE, based_theme, planted_faults, read_based, values

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
    "a base that is a list": ("based_on: [theme]", "text is expected here, and this is a list", 3, 11),
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


THEMES = {path.stem: path for path in SHIPPED_THEMES}
WHITE, CREAM = "FFFFFF", "FBF5E6"

CONTRAST = {"standard": 4.5, "ink-saver": 4.5, "large-print": 7.0, "dyslexia": 7.0}
"""The least contrast of text: WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA)."""


@cache
def theme(name: str) -> Theme:
    return read_theme(THEMES[name])


@cache
def styles(name: str) -> etree._Element:
    (blob,) = [part.blob for part in make_template(theme(name), "a4", "en-GB").parts if part.name == "word/styles.xml"]
    return etree.fromstring(blob)


def printed(colour: str, paper: str) -> Colour:
    """Return a colour as printed on a paper, which ink makes darker."""
    channels = zip(bytes.fromhex(colour), bytes.fromhex(paper), strict=True)
    return Colour(*(one * other // 255 for one, other in channels))


def pairs(read: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield each style with the names of its colour and of a fill behind it."""
    light = {"paper", read.tables.stub}
    for style in PARAGRAPH_STYLES:
        if style.startswith("Writing Line"):  # it has no text
            continue
        colour, fill = read.effective(style, "colour"), read.effective(style, "fill") or "paper"
        fills = {read.tables.head} if style == "Table Heading" else {fill}
        if style == "Table Text":
            fills |= light
        yield from ((style, colour, name) for name in fills)
        if fill == "fill":
            light.add("fill")
    for style in CHARACTER_STYLES:
        form = read.styles.get(style)
        if form and form.colour:
            yield from ((style, form.colour, fill) for fill in ({form.fill} if form.fill else light))


@pytest.mark.parametrize("name", THEMES)
def test_every_text_has_enough_contrast(name: str) -> None:
    read = theme(name)
    colours = read.colours.model_dump() | {"none": read.colours.paper}
    faint = {
        (style, colour, fill, paper): round(ratio, 2)
        for style, colour, fill in pairs(read)
        for paper in ((WHITE, CREAM) if name == "dyslexia" else (WHITE,))
        if (ratio := contrast(printed(colours[colour], paper), printed(colours[fill], paper))) < CONTRAST[name]
    }
    assert faint == {}


@pytest.mark.parametrize(("name", "least"), [("large-print", 18), ("dyslexia", 12)])
def test_no_style_is_smaller_than_the_theme_promises(name: str, least: float) -> None:
    assert min(int(size) / 2 for size in [*values(styles(name), "sz"), *values(styles(name), "szCs")]) >= least


@pytest.mark.parametrize(("name", "tags"), [("dyslexia", ("i", "iCs", "u")), ("large-print", ("i", "iCs"))])
def test_no_style_has_what_the_guidance_warns_of(name: str, tags: tuple[str, ...]) -> None:
    for tag in (*tags, "caps", "smallCaps"):
        assert set(values(styles(name), tag)) <= {"0", "none"}, tag
    assert set(values(styles(name), "jc")) <= {"left", "start"}


def test_fills_and_spacing() -> None:
    """None uses ink, and no tint is used that cream paper would hide; lines are widely spaced."""
    assert set(values(styles("ink-saver"), "shd", "fill")) == {"auto"}
    colours = theme("dyslexia").colours
    assert set(values(styles("dyslexia"), "shd", "fill")) <= {"auto", colours.ink, colours.paper}
    assert theme("dyslexia").styles["Normal"].line == 1.5


BORDERS = ("box", "border_top", "border_left", "border_bottom", "border_between")


def blackness(colour: str) -> float:
    """Return how dark a colour is where all colours are greys, from 0 for white to 1 (luma of ITU-R BT.601)."""
    red, green, blue = bytes.fromhex(colour)
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("name", THEMES)
def test_a_photocopy_has_every_line(name: str) -> None:
    """Lines are dark and wide enough, those of a box wider; a light tint, which a copier drops, has an outline."""
    read = theme(name)
    lines = {(style, key): getattr(form, key) for style, form in read.styles.items() for key in BORDERS}
    lines |= {("sides", side): line for side, line in read.sides.items()}
    lines |= {("tables", "border"): read.tables.border, ("tables", "head_rule"): read.tables.head_rule}
    printed = {at: line for at, line in lines.items() if line and line.line != "none"}
    palette = read.colours.model_dump()
    assert {at: line.colour for at, line in printed.items() if blackness(palette[line.colour]) < 0.6} == {}
    assert {at: line.width for at, line in printed.items() if line.width < (0.75 if "box" in at else 0.5)} == {}
    tinted = [style for style in PARAGRAPH_STYLES if read.effective(style, "fill") == "fill"]
    assert [style for style in tinted if not read.effective(style, "box")] == []


@pytest.mark.parametrize("name", THEMES)
def test_sides_differ_without_colour(name: str) -> None:
    read = theme(name)
    rules = [read.sides["for"], read.sides["against"]]
    boxes = [read.styles[style].box for style in ("Band For", "Band Against")]
    assert [border.line for border in (*rules, *boxes) if border] == ["single", "double"] * 2
    filled = [read.effective(style, "fill") in {"ink", "text"} for style in ("Band For", "Band Against")]
    assert filled == [True, False] or (filled == [False, False] and boxes[0] and boxes[0].width >= 3)
