"""The theme file: a validated model of how documents look, in points, with inheritance, and the styles it formats."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple, Self, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core.core_schema import CoreSchema, no_info_plain_validator_function

from debatekit.errors import DebatekitError, did_you_mean
from debatekit.files import file_name_error, files_in, read_text
from debatekit.validation import validate
from debatekit.word.html_schema import INLINE_STYLES
from debatekit.yamlfile import Document, merge, parse


class ParagraphStyle(NamedTuple):
    """What a paragraph style is, apart from its formatting."""

    name: str
    based_on: str = "Normal"
    next_style: str = ""
    outline_level: int | None = None
    line_numbers: bool | None = None  # whether its lines count in a section with numbered lines; None inherits


_style = ParagraphStyle
PARAGRAPH_STYLES: Final = {style.name: style for style in (
    _style("Normal", "", line_numbers=False), _style("Numbered Text", line_numbers=True), _style("Body Text"),
    _style("Heading 1", "Normal", "Normal", 0), _style("Heading 2", "Normal", "Normal", 1),
    _style("Heading 3", "Normal", "Body Text", 2), _style("Heading 4", "Normal", "Normal", 3),
    _style("Subtitle", "Normal", "Normal"), _style("Band", "Normal", "Normal"), _style("Band For", "Band", "Normal"),
    _style("Band Against", "Band", "Normal"), _style("Band Teacher", "Band", "Normal"),
    _style("Label", "Normal", "Normal"), _style("Label Indented", "Label", "Body Text"), _style("Meta"),
    _style("Meta Indented", "Meta", "Body Text"), _style("Quotation", "Normal", "Quotation Source"),
    _style("Quotation Source", "Quotation", "Normal"), _style("Fact", "Quotation"),
    _style("Fact Source", "Fact", "Normal"), _style("Find Out", "Quotation"), _style("Challenge"),
    _style("Quotation Indented", "Quotation", "Quotation Source Indented"),
    _style("Quotation Source Indented", "Quotation Source", "Body Text"), _style("Fact Indented", "Fact"),
    _style("Fact Source Indented", "Fact Source", "Body Text"), _style("Find Out Indented", "Find Out"),
    _style("Challenge Indented", "Challenge"), _style("Notice"), _style("Notice Indented", "Notice"),
    _style("Teacher Note", "Notice"), _style("Teacher Note Indented", "Teacher Note"), _style("Writing Line"),
    _style("Writing Line Indented", "Writing Line"), _style("Writing Field"), _style("Name Line"),
    _style("Check Line", "Meta"), _style("Choices", "Body Text"),
    _style("List Bullet"), _style("List Number"), _style("Numbered Line"),
    _style("Paragraph Number", "Normal", "Numbered Line"), _style("Term", "Normal", "Definition"),
    _style("Term Indented", "Term", "Definition Indented"), _style("Definition"),
    _style("Definition Indented", "Definition"), _style("Rule", "Normal", "Normal"),
    _style("Picture", "Normal", "Caption"), _style("Picture Indented", "Picture", "Caption Indented"),
    _style("Section End"), _style("Large Text"), _style("Table Text"), _style("Table Heading", "Table Text"),
    _style("Table Subheading", "Table Text"), _style("Spread Heading", "Table Text"), _style("Table Gap"),
    _style("Caption"), _style("Caption Indented", "Caption"), _style("Map Text"),
    _style("footnote text"), _style("Tab"), _style("Tab For", "Tab"), _style("Tab Against", "Tab"),
    _style("Header"), _style("Header Landscape", "Header"), _style("Footer"),
    _style("Footer Landscape", "Footer"),
)}  # fmt: skip
CHARACTER_STYLES: Final = (
    *filter(None, INLINE_STYLES), "Strong Emphasis", "Claim Number", "Map Number", "Line Label", "Hyperlink",
    "Check Box", "Form Field", "Placeholder Text", "footnote reference", "line number",
)  # fmt: skip
STYLE_NAMES: Final = (*PARAGRAPH_STYLES, *CHARACTER_STYLES)
BUILT_IN: Final = frozenset({  # Word's own styles (ECMA-376 part 1, 17.7.4.9), used where there is one
    "Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Subtitle", "List Bullet",
    "List Number", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink", "footnote text",
    "footnote reference", "line number", "Placeholder Text",
})  # fmt: skip
POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}  # points per unit
LENGTH: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(pt|mm|cm|in)")
MIN_TEXT_WIDTH: Final = 50 * POINTS["mm"]
SUPERSCRIPT_SCALE: Final = 2 / 3  # Word prints superscript and subscript at this share of their size
BORDER_LINES: Final = ("single", "double", "dashed", "dotted", "thick")  # those that a theme may use (17.18.2)
ColourName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule"]
FillName: TypeAlias = Literal[ColourName, "none"]


class Border(NamedTuple):
    """A border: its line, its width and its distance from the text in points, and its colour's name (17.3.4)."""

    line: str
    width: float
    colour: str
    space: float


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def _points(value: object, least: float = 0.0, most: float = 1584.0) -> float:  # Word's largest measure is 22 inches
    match = LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is not a length. Write a number and its unit, such as 6pt or 14mm.")
    points = float(match[1]) * POINTS[match[2]]
    if not least <= points <= most:
        size, limit = ("small", f"{least:g}pt or more") if points < least else ("large", f"{most:g}pt or less")
        raise ValueError(f"{value!r} is too {size}. Write {limit}.")
    return points


def _border(value: object) -> Border:
    words = value.split() if isinstance(value, str) else []
    if words == ["none"]:
        return Border("none", 0.0, "", 0.0)
    if len(words) != 4 or words[0] not in BORDER_LINES or words[2] not in get_args(ColourName):
        raise ValueError(
            f"{value!r} is not a border. Write line ({', '.join(BORDER_LINES)}), width, colour "
            f"({', '.join(get_args(ColourName))}) and distance, such as single 0.5pt rule 4pt, or none."
        )
    line, width, colour, space = words
    return Border(line, _points(width, 0.25, 12), colour, _points(space, 0, 31))


def _hex(value: object) -> str:
    digits = value.strip().lstrip("#").upper() if isinstance(value, str) else ""
    if not re.fullmatch("[0-9A-F]{6}", digits):
        raise ValueError(f"{value!r} is not a colour. Write six hexadecimal digits, such as 1F2A44.")
    return digits


def _tab_stop(value: object) -> object:
    return value if value in ("end", "line") else _points(value)


def _style_name(value: str) -> str:
    if value not in STYLE_NAMES:
        raise ValueError(f"there is no style '{value}'. {did_you_mean(value, STYLE_NAMES)}")
    return value


class Parsed(NamedTuple):
    """Marks a field that a function parses; pydantic's own validators take half as long again to set up."""

    parse: Callable[[Any], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return no_info_plain_validator_function(self.parse)


Length: TypeAlias = Annotated[float, Parsed(_points)]
FontSize: TypeAlias = Annotated[float, Parsed(partial(_points, least=1.0, most=1000.0))]  # Word's is 1638
Indent: TypeAlias = Annotated[float, Parsed(partial(_points, most=720.0))]
ListStep: TypeAlias = Annotated[float, Parsed(partial(_points, most=72.0))]  # nine of them stay within 22 inches
Hex: TypeAlias = Annotated[str, Parsed(_hex)]
BorderText: TypeAlias = Annotated[Border, Parsed(_border)]
TabStop: TypeAlias = Annotated[float | Literal["end", "line"], Parsed(_tab_stop)]
StyleName: TypeAlias = Annotated[str, Parsed(_style_name)]
FontName: TypeAlias = Annotated[str, Field(min_length=1, max_length=31)]  # the limit of Windows (LF_FACESIZE)


class ThemePart(BaseModel):
    """A part of a theme: unknown keys are errors, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # built once, with the whole theme


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
    def _leave_room(self) -> Self:
        if max(self.left + self.right, self.top + self.bottom) > 210 * POINTS["mm"] - MIN_TEXT_WIDTH:
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
    stacked: bool = False  # whether columns of text are put below each other, where they would be too narrow
    letter: float = Field(default=0.0, ge=0, le=2)  # width as a share of the font size: columns fit the longest word


class StyleFormat(ThemePart):
    """The formatting of a style; None inherits from the style that it is based on."""

    RENAMED_KEYS: ClassVar[Mapping[str, str]] = {
        "above": "border_top", "below": "border_bottom", "beside": "border_left", "between": "border_between",
        "end_below": "end_on_next_line", "raised": "vertical_align", "tight": "contextual_spacing",
    }  # fmt: skip

    font: Literal["heading", "body", "symbol"] | None = None
    size: FontSize | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    colour: ColourName | None = None
    vertical_align: Literal["superscript", "subscript"] | None = None
    line: float | None = Field(default=None, ge=0.1, le=132)  # line spacing, as a multiple of a line
    exact: FontSize | None = None  # line spacing, as an exact height
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
    border_right: BorderText | None = None
    border_between: BorderText | None = None  # the border between paragraphs of this style
    tabs: list[TabStop] | None = None  # lengths, 'end' for the end of the line, or 'line' for a ruled line to there
    end_on_next_line: bool | None = None  # right-aligned text goes on the next line


UNFORMATTED: Final = StyleFormat.model_construct()


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
    sides: dict[Literal["for", "against"], BorderText] = {}  # the lines above the claims of each side
    flow: bool = False  # whether to save paper by leaving out page breaks
    smallest: FontSize | None = None  # the least font size: smaller styles get this size
    avoid: list[Literal["italic", "underline", "tint", "fill", "hyphenation"]] = []
    styles: dict[StyleName, StyleFormat]

    def format_of(self, style: str) -> StyleFormat:
        """Return the formatting of a style, without what it inherits."""
        return self.styles.get(style, UNFORMATTED)

    def effective(self, style: str, key: str) -> Any:
        """Return a property of a style, or else of the styles that it is based on; None if none sets it."""
        while style:
            if (value := getattr(self.format_of(style), key)) is not None:
                return value
            style = PARAGRAPH_STYLES[style].based_on if style in PARAGRAPH_STYLES else ""
        return None


def read_theme(path: Path, folders: Sequence[Path] = ()) -> Theme:
    """Return the theme at `path`, with what it inherits from its folder or `folders`; raises `DebatekitError`."""
    if fault := file_name_error(path.stem):  # documents have its name in theirs
        raise DebatekitError.for_file(path, *fault)
    document = _with_base(path, folders, ())
    theme, problems = validate(document, Theme)
    if theme is None or problems:
        raise DebatekitError(problems)
    return apply_rules(theme)


def _with_base(path: Path, folders: Sequence[Path], derived: tuple[Path, ...]) -> Document:
    document = parse(read_text(path), path.as_posix(), "theme")
    name = document.data.get("based_on")
    if not isinstance(name, str):
        return document
    chain = (*derived, path)
    files = [file for folder in (path.parent, *folders) for file in files_in(folder, "*.yaml")]
    others = [file for file in files if os.path.realpath(file) != os.path.realpath(path)]
    # A theme may have the name of the one that it is based on.
    base = next((file for file in others if file.stem == name), path if path.stem == name else None)
    if base is None:
        hint = did_you_mean(name, {file.stem for file in others})
        raise DebatekitError([document.problem(("based_on",), f"there is no theme '{name}'", hint)])
    if os.path.realpath(base) in map(os.path.realpath, chain):
        names = " → ".join([*(file.stem for file in chain), base.stem])
        hint = "Remove 'based_on' from one of them."
        raise DebatekitError([document.problem(("based_on",), f"these themes are based on each other: {names}", hint)])
    return merge(_with_base(base, folders, chain), document, ("title", "about", "based_on"))  # these are not inherited


def apply_rules(theme: Theme) -> Theme:
    """Return `theme` with the rules `smallest` and `avoid` applied to every style, inherited ones included."""
    changes = {name: _changes(name, style, theme) for name, style in theme.styles.items()}
    styles = {name: theme.styles[name].model_copy(update=changed) for name, changed in changes.items() if changed}
    tables = theme.tables
    avoided = {tables.head, tables.stub} if "fill" in theme.avoid else {"fill"} if "tint" in theme.avoid else set()
    fills = {key: "none" for key in ("head", "stub") if getattr(tables, key) in avoided}
    return theme.model_copy(update={"styles": theme.styles | styles, "tables": tables.model_copy(update=fills)})


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
        for key in ("box", "border_top", "border_left", "border_bottom", "border_right", "border_between"):
            border = getattr(style, key)
            if border and border.colour == "fill":  # it would be invisible without its fill
                changes[key] = border._replace(colour="rule")
    if theme.smallest:
        least = theme.smallest / SUPERSCRIPT_SCALE if style.vertical_align else theme.smallest
        sets_size = style.size is not None or style.vertical_align is not None or name == "Normal"
        if sets_size and (style.size or 0) < least:
            changes["size"] = least
    return changes
