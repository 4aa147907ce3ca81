"""The theme file: a validated model of how documents look, inheritance between themes, and the styles that they format.

Fonts and colours become Word's own theme, so that one click in Word changes them all. Lengths are written with their
unit (``14mm``, ``6pt``) and stored in points.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from debatekit.errors import DebatekitError, did_you_mean
from debatekit.files import read_text
from debatekit.validation import validate
from debatekit.yamlfile import merge, parse

if TYPE_CHECKING:
    from debatekit.yamlfile import Document


class ParagraphStyle(NamedTuple):
    """What a paragraph style is, apart from its formatting."""

    name: str
    based_on: str = "Normal"
    next_style: str = ""
    outline_level: int | None = None
    line_numbers: bool | None = None
    """Whether its lines count in a section with numbered lines; None inherits."""


PARAGRAPH_STYLES: Final = {
    style.name: style
    for style in (
        ParagraphStyle("Normal", "", line_numbers=False),
        ParagraphStyle("Numbered Text", line_numbers=True),
        ParagraphStyle("Body Text"),
        ParagraphStyle("Heading 1", next_style="Normal", outline_level=0),
        ParagraphStyle("Heading 2", next_style="Normal", outline_level=1),
        ParagraphStyle("Heading 3", next_style="Body Text", outline_level=2),
        ParagraphStyle("Heading 4", next_style="Normal", outline_level=3),
        ParagraphStyle("Claim For", "Heading 3", "Body Text", 2),
        ParagraphStyle("Claim Against", "Heading 3", "Body Text", 2),
        ParagraphStyle("Subtitle", next_style="Normal"),
        ParagraphStyle("Band", next_style="Normal"),
        ParagraphStyle("Band For", "Band", "Normal"),
        ParagraphStyle("Band Against", "Band", "Normal"),
        ParagraphStyle("Band Teacher", "Band", "Normal"),
        ParagraphStyle("Label", next_style="Normal"),
        ParagraphStyle("Label Indented", "Label", "Body Text"),
        ParagraphStyle("Meta"),
        ParagraphStyle("Meta Indented", "Meta", "Body Text"),
        ParagraphStyle("Quote", "Body Text", "Quote Source"),
        ParagraphStyle("Quote Source", "Quote", "Body Text"),
        ParagraphStyle("Fact", "Quote"),
        ParagraphStyle("Fact Source", "Fact", "Body Text"),
        ParagraphStyle("Find Out", "Quote"),
        ParagraphStyle("Challenge", "Body Text"),
        ParagraphStyle("Note"),
        ParagraphStyle("Note Indented", "Note"),
        ParagraphStyle("Teacher Note", "Note"),
        ParagraphStyle("Teacher Note Indented", "Teacher Note"),
        ParagraphStyle("Writing Line"),
        ParagraphStyle("Writing Line Indented", "Writing Line"),
        ParagraphStyle("Writing Field"),
        ParagraphStyle("Writing Field Indented", "Writing Field"),
        ParagraphStyle("Name Line"),
        ParagraphStyle("Choices", "Body Text"),
        ParagraphStyle("List Bullet"),
        ParagraphStyle("List Number"),
        ParagraphStyle("Numbered Line"),
        ParagraphStyle("Paragraph Number", next_style="Numbered Line"),
        ParagraphStyle("Term", next_style="Definition"),
        ParagraphStyle("Term Indented", "Term", "Definition Indented"),
        ParagraphStyle("Definition"),
        ParagraphStyle("Definition Indented", "Definition"),
        ParagraphStyle("Rule", next_style="Normal"),
        ParagraphStyle("Figure", next_style="Caption"),
        ParagraphStyle("Figure Indented", "Figure", "Caption Indented"),
        ParagraphStyle("Section End"),
        ParagraphStyle("Table Text"),
        ParagraphStyle("Table Heading", "Table Text"),
        ParagraphStyle("Table Subheading", "Table Text"),
        ParagraphStyle("Caption"),
        ParagraphStyle("Caption Indented", "Caption"),
        ParagraphStyle("footnote text"),
        ParagraphStyle("Header"),
        ParagraphStyle("Header Landscape", "Header"),
        ParagraphStyle("Footer"),
        ParagraphStyle("Footer Landscape", "Footer"),
    )
}
CHARACTER_STYLES: Final = (
    "Strong", "Emphasis", "Strong Emphasis", "Number", "Secondary", "Marked", "Code", "Subscript", "Superscript",
    "Hyperlink", "Check Box", "Form Field", "Placeholder Text", "Abbreviation", "Defined Term", "Inserted", "Deleted",
    "Small", "footnote reference", "line number",
)  # fmt: skip
STYLE_NAMES: Final = (*PARAGRAPH_STYLES, *CHARACTER_STYLES)
BUILT_IN: Final = frozenset({
    "Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Subtitle", "Quote", "List Bullet",
    "List Number", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink", "footnote text",
    "footnote reference", "line number", "Placeholder Text",
})  # fmt: skip
"""Word's own styles (ECMA-376 part 1, 17.7.4.9, and Word's latent styles), used where there is one."""

TABLE_STYLE: Final = "Debate Table"

POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
"""Points per unit."""
LENGTH: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(pt|mm|cm|in)")
MAX_LENGTH: Final = 1584.0
"""Word's largest measure in points: 22 inches."""
MIN_TEXT_WIDTH: Final = 50 * POINTS["mm"]
SHORTEST_SIDE: Final = 210 * POINTS["mm"]
"""The shortest side of any paper; a page may be turned, so that it limits the margins on all sides."""

BORDER_LINES: Final = ("single", "double", "dashed", "dotted", "thick")
"""The border styles that a theme may use (17.18.2)."""

ColourName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule"]
FillName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule", "none"]


class Border(NamedTuple):
    """A border: its line, its width and its distance from the text in points, and its colour's name (17.3.4)."""

    line: str
    width: float
    colour: str
    space: float


NO_BORDER: Final = Border("none", 0.0, "", 0.0)


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def _points(value: object, least: float = 0.0, most: float = MAX_LENGTH) -> float:
    match = LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{_shown(value)} is not a length. Write a number and its unit, such as 6pt or 14mm.")
    points = float(match[1]) * POINTS[match[2]]
    if not least <= points <= most:
        size, limit = ("small", f"{least:g}pt or more") if points < least else ("large", f"{most:g}pt or less")
        raise ValueError(f"{_shown(value)} is too {size}. Write {limit}.")
    return points


def _border(value: object) -> Border:
    words = value.split() if isinstance(value, str) else []
    if words == ["none"]:
        return NO_BORDER
    if len(words) != 4 or words[0] not in BORDER_LINES or words[2] not in get_args(ColourName):
        raise ValueError(
            f"{_shown(value)} is not a border. Write line ({', '.join(BORDER_LINES)}), width, colour "
            f"({', '.join(get_args(ColourName))}) and distance, such as single 0.5pt rule 4pt, or none."
        )
    line, width, colour, space = words
    return Border(line, _points(width, 0.25, 12), colour, _points(space, 0, 31))


def _hex(value: object) -> str:
    digits = value.strip().lstrip("#").upper() if isinstance(value, str) else ""
    if not re.fullmatch("[0-9A-F]{6}", digits):
        raise ValueError(f"{_shown(value)} is not a colour. Write six hexadecimal digits, such as 1F2A44.")
    return digits


def _tab_stop(value: object) -> object:
    return value if value == "end" else _points(value)


def _style_name(value: str) -> str:
    if value not in STYLE_NAMES:
        raise ValueError(f"there is no style '{value}'. {did_you_mean(value, STYLE_NAMES)}")
    return value


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "this"


Length: TypeAlias = Annotated[float, BeforeValidator(_points)]
FontSize: TypeAlias = Annotated[float, BeforeValidator(partial(_points, least=1.0, most=1000.0))]
"""Word's maximum is 1638 points, and superscript needs 1.5 times its printed size."""
LineHeight: TypeAlias = Annotated[float, BeforeValidator(partial(_points, least=1.0))]
Indent: TypeAlias = Annotated[float, BeforeValidator(partial(_points, most=720.0))]
ListStep: TypeAlias = Annotated[float, BeforeValidator(partial(_points, most=72.0))]
"""Nine levels of a list in an indented paragraph stay within `MAX_LENGTH`."""
Hex: TypeAlias = Annotated[str, BeforeValidator(_hex)]
BorderText: TypeAlias = Annotated[Border, BeforeValidator(_border)]
TabStop: TypeAlias = Annotated[float | Literal["end"], BeforeValidator(_tab_stop)]
StyleName: TypeAlias = Annotated[str, AfterValidator(_style_name)]
FontName: TypeAlias = Annotated[str, Field(min_length=1, max_length=31)]
"""The limit of Windows (LF_FACESIZE)."""


class ThemePart(BaseModel):
    """A part of a theme: unknown keys are errors, and nothing changes once it is read."""

    # Deferred, so that the validators are built once, with those of the whole theme.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Fonts(ThemePart):
    """The fonts of the theme."""

    heading: FontName
    body: FontName
    symbol: FontName  # for check boxes


class Colours(ThemePart):
    """The palette of the theme, as six hexadecimal digits each."""

    text: Hex
    paper: Hex
    ink: Hex
    fill: Hex
    secondary: Hex
    rule: Hex


class Margins(ThemePart):
    """The margins of the page, and the distances of header and footer from its edges."""

    top: Length
    bottom: Length
    left: Length
    right: Length
    header: Length
    footer: Length

    @model_validator(mode="after")
    def _leave_room(self) -> Margins:
        if max(self.left + self.right, self.top + self.bottom) > SHORTEST_SIDE - MIN_TEXT_WIDTH:
            raise ValueError("these margins leave no room for text on the page. Make them smaller.")
        return self


class Lists(ThemePart):
    """How lists look."""

    step: ListStep  # the indent of each level from the one above
    bullets: Annotated[list[Annotated[str, Field(max_length=10)]], Field(min_length=1)]  # of each level, in turn


class Tables(ThemePart):
    """How tables look."""

    border: BorderText  # the lines of the table
    head: FillName  # the fill of header rows, or none
    stub: FillName  # the fill of row headers, or none
    head_rule: BorderText | None = None  # the line under header rows, where it differs
    padding: Length  # space at the left and right of a cell
    padding_above: Length  # space above and below in a cell
    write_row: Length  # the least height of a row to write in
    letter: float = Field(default=0.0, ge=0, le=2)  # width as a share of the font size: columns fit the longest word


class StyleFormat(ThemePart):
    """The formatting of a style; None inherits from the style that it is based on."""

    font: Literal["heading", "body", "symbol"] | None = None
    size: FontSize | None = None
    letter_spacing: Length | None = None  # additional space between letters
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    colour: ColourName | None = None
    vertical_align: Literal["superscript", "subscript"] | None = None
    line: float | None = Field(default=None, ge=0.1, le=132)  # line spacing, as a multiple of a line
    exact: LineHeight | None = None  # line spacing, as an exact height
    before: Length | None = None
    after: Length | None = None
    left: Indent | None = None
    right: Indent | None = None
    hanging: Indent | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    contextual_spacing: bool | None = None  # no space between paragraphs of this style
    fill: FillName | None = None  # the background, or none
    box: BorderText | None = None  # the same border on all four sides
    border_top: BorderText | None = None
    border_left: BorderText | None = None
    border_bottom: BorderText | None = None
    border_between: BorderText | None = None  # the border between paragraphs of this style
    tabs: list[TabStop] = []  # lengths, or 'end' for the end of the line
    end_on_next_line: bool | None = None  # right-aligned text goes on the next line


class Theme(ThemePart):
    """A theme file."""

    title: str  # its name in lists
    about: str  # its purpose, in one sentence
    based_on: str | None = None  # the name of the theme that it inherits from
    fonts: Fonts
    colours: Colours
    margins: Margins
    lists: Lists
    tables: Tables
    flow: bool = False  # whether to save paper by leaving out page breaks
    smallest: FontSize | None = None  # the least font size: smaller styles get this size
    avoid: list[Literal["italic", "underline", "tint", "fill"]] = []
    styles: dict[StyleName, StyleFormat]

    def effective(self, style: str, key: str) -> Any:
        """Return a property of a paragraph style, or else of the styles that it is based on; None if none sets it."""
        value = getattr(self.styles.get(style), key, None)
        based_on = PARAGRAPH_STYLES[style].based_on
        return self.effective(based_on, key) if value is None and based_on else value


OWN_KEYS: Final = ("title", "about", "based_on")
"""Keys that a theme does not inherit."""


def read_theme(path: Path, folders: Sequence[Path] = ()) -> Theme:
    """Return the theme in the file at `path`, with what it inherits and its rules applied.

    The theme that it is based on is looked up in the same folder, then in `folders`, in order. Raises `DebatekitError`
    with everything that is wrong, each in the file that says it.
    """
    document = _with_base(path, folders, ())
    theme, problems = validate(document, Theme)
    if theme is None or problems:
        raise DebatekitError(problems)
    return apply_rules(theme)


def _with_base(path: Path, folders: Sequence[Path], derived: tuple[Path, ...]) -> Document:
    """Return the theme file at `path` merged over the one it is based on; those in `derived` are based on it."""
    document = parse(read_text(path), path.as_posix(), "theme")
    name = document.data.get("based_on")
    if not isinstance(name, str):
        return document
    chain = (*derived, path)
    files = [file for folder in (path.parent, *folders) for file in sorted(folder.glob("*.yaml"))]
    others = [file for file in files if not _same_file(file, path)]
    # A theme may have the name of the one that it is based on.
    base = next((file for file in others if file.stem == name), path if path.stem == name else None)
    if base is None:
        hint = did_you_mean(name, {file.stem for file in others})
        raise DebatekitError([document.problem(("based_on",), f"there is no theme '{name}'", hint)])
    if any(_same_file(base, file) for file in chain):
        names = " → ".join([*(file.stem for file in chain), base.stem])
        hint = "Remove 'based_on' from one of them."
        raise DebatekitError([document.problem(("based_on",), f"these themes are based on each other: {names}", hint)])
    return merge(_with_base(base, folders, chain), document, OWN_KEYS)


def _same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


SUPERSCRIPT_SCALE: Final = 2 / 3
"""Word prints superscript and subscript at this share of their size."""
BORDER_KEYS: Final = ("box", "border_top", "border_left", "border_bottom", "border_between")


def apply_rules(theme: Theme) -> Theme:
    """Return `theme` with the rules `smallest` and `avoid` applied to every style, inherited ones included."""
    styles = {name: style.model_copy(update=_changes(name, style, theme)) for name, style in theme.styles.items()}
    tables = theme.tables
    avoided = {tables.head, tables.stub} if "fill" in theme.avoid else {"fill"} if "tint" in theme.avoid else set()
    fills = {key: "none" for key in ("head", "stub") if getattr(tables, key) in avoided}
    return theme.model_copy(update={"styles": styles, "tables": tables.model_copy(update=fills)})


def _changes(name: str, style: StyleFormat, theme: Theme) -> dict[str, object]:
    changes: dict[str, object] = {}
    for emphasis in ("italic", "underline"):
        if emphasis in theme.avoid and getattr(style, emphasis):
            changes |= {emphasis: False, "bold": True}
    if "fill" in theme.avoid or ("tint" in theme.avoid and style.fill == "fill"):
        if style.fill:
            changes["fill"] = "none"
        if style.colour == "paper":
            changes["colour"] = "ink"
        for key in BORDER_KEYS:
            border = getattr(style, key)
            if border and border.colour == "fill":  # it would be invisible without its fill
                changes[key] = border._replace(colour="rule")
    if theme.smallest:
        least = theme.smallest / SUPERSCRIPT_SCALE if style.vertical_align else theme.smallest
        sets_size = style.size is not None or style.vertical_align is not None or name == "Normal"
        if sets_size and (style.size or 0) < least:
            changes["size"] = least
    return changes
