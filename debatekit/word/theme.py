"""A theme: how documents look, as data.

Fonts and colours become Word's own theme, so that one click in Word changes them all; each style says how it
looks in a few plain words. Lengths are written with their unit (``14mm``, ``6pt``) and kept in points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from debatekit.problems import did_you_mean
from debatekit.reading import read_model
from debatekit.word.catalogue import style_names

if TYPE_CHECKING:
    from pathlib import Path

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
"""How many points one of each unit has."""


LINES = ("single", "double", "dashed", "dotted", "thick")
"""The lines of borders, as Word calls them (ECMA-376 part 1, 17.18.2)."""

ColourName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule"]


def _points(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(pt|mm|cm|in)", value.strip())
    if not match:
        raise ValueError(f"'{value}' is not a length. Write a number and its unit, such as 6pt or 14mm.")
    return float(match[1]) * POINTS[match[2]]


class Border(NamedTuple):
    """A border of a paragraph: its line, width and distance from the text in points, and its colour's name."""

    line: str
    width: float
    colour: str
    space: float


def _border(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.split()
    known = len(words) == 4 and words[0] in LINES and words[2] in get_args(ColourName)
    if not known:
        raise ValueError(
            f"'{value}' is not a border. Write line ({', '.join(LINES)}), width, colour "
            f"({', '.join(get_args(ColourName))}) and distance, such as single 0.5pt rule 4pt."
        )
    return Border(words[0], _as_float(words[1]), words[2], _as_float(words[3]))


def _as_float(value: str) -> float:
    points = _points(value)
    assert isinstance(points, float)
    return points


Length: TypeAlias = Annotated[float, BeforeValidator(_points)]


def _hex(value: object) -> object:
    digits = value.strip().lstrip("#").upper() if isinstance(value, str) else ""
    if not re.fullmatch("[0-9A-F]{6}", digits):
        raise ValueError(f"'{value}' is not a colour. Write six hexadecimal digits, such as 1F2A44.")
    return digits


def _tab_stop(value: object) -> object:
    return value if value == "end" else _points(value)


def _style_name(value: str) -> str:
    if value not in style_names():
        raise ValueError(f"there is no style '{value}'. {did_you_mean(value, style_names())}")
    return value


Hex: TypeAlias = Annotated[str, BeforeValidator(_hex)]
BorderText: TypeAlias = Annotated[Border, BeforeValidator(_border)]
TabStop: TypeAlias = Annotated[float | Literal["end"], BeforeValidator(_tab_stop)]
StyleName: TypeAlias = Annotated[str, AfterValidator(_style_name)]


class Part(BaseModel):
    """What all parts of a theme have in common: no unknown keys, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fonts(Part):
    """The fonts of the theme."""

    heading: str
    body: str
    symbol: str = Field(description="For check boxes.")


class Colours(Part):
    """The colours of the theme, as six hexadecimal digits."""

    text: Hex
    paper: Hex
    ink: Hex
    fill: Hex
    secondary: Hex
    rule: Hex


class Margins(Part):
    """The margins of the page, and how far header and footer stand from its edge."""

    top: Length
    bottom: Length
    left: Length
    right: Length
    header: Length
    footer: Length


class Lists(Part):
    """How lists look."""

    step: Length = Field(description="How much further in each level stands.")
    bullets: Annotated[list[str], Field(min_length=1)] = Field(description="The bullet of each level, in turn.")


class Tables(Part):
    """How tables look."""

    border: BorderText = Field(description="The lines of the table.")
    head: ColourName = Field(description="The fill of header rows.")
    stub: ColourName = Field(description="The fill of row headers.")
    padding: Length = Field(description="Room at the left and right of a cell.")
    padding_above: Length = Field(description="Room above and below in a cell.")
    write_row: Length = Field(description="The least height of a row to write in.")


class StyleLook(Part):
    """How a style looks; what it does not say it takes from the style that it is based on."""

    font: Literal["heading", "body", "symbol"] | None = None
    size: Length | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    colour: ColourName | None = None
    raised: Literal["superscript", "subscript"] | None = None
    line: float | None = Field(None, description="Line spacing, as a multiple of a line.")
    exact: Length | None = Field(None, description="Line spacing, as an exact height.")
    before: Length | None = None
    after: Length | None = None
    left: Length | None = None
    right: Length | None = None
    hanging: Length | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    tight: bool | None = Field(None, description="No space between paragraphs of this style.")
    fill: ColourName | None = None
    box: BorderText | None = Field(None, description="The same border on all four sides.")
    above: BorderText | None = None
    beside: BorderText | None = Field(None, description="The border where lines start.")
    below: BorderText | None = None
    between: BorderText | None = Field(None, description="The border between paragraphs of this style.")
    tabs: list[TabStop] = Field([], description="Tab stops: lengths, or 'end' for the end of the line.")


class Theme(Part):
    """A theme file."""

    title: str
    about: str
    fonts: Fonts
    colours: Colours
    margins: Margins
    lists: Lists
    tables: Tables
    styles: dict[StyleName, StyleLook]


def read_theme(path: Path) -> Theme:
    """Return the theme in the file at `path`; raises `ProblemsError` with everything that is wrong with it."""
    return read_model(path, Theme, "theme")
