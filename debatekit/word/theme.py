"""A theme: how documents look, as data.

Fonts and colours become Word's own theme, so that one click in Word changes them all; each style says how it
looks in a few plain words. A theme may be based on another and say only what differs. Lengths are written with
their unit (``14mm``, ``6pt``) and kept in points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from debatekit.errors import DebatekitError, did_you_mean
from debatekit.files import read_text
from debatekit.validation import validate
from debatekit.word.catalogue import style_names
from debatekit.word.rules import settle
from debatekit.yamlfile import merge, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from debatekit.yamlfile import Document

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
"""How many points one of each unit has."""


LINES = ("single", "double", "dashed", "dotted", "thick")
"""The lines of borders, as Word calls them (ECMA-376 part 1, 17.18.2)."""

ColourName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule"]
FillName: TypeAlias = Literal["text", "paper", "ink", "fill", "secondary", "rule", "none"]


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


NO_BORDER = Border("none", 0.0, "", 0.0)


def _border(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.split()
    if words == ["none"]:
        return NO_BORDER
    known = len(words) == 4 and words[0] in LINES and words[2] in get_args(ColourName)
    if not known:
        raise ValueError(
            f"'{value}' is not a border. Write line ({', '.join(LINES)}), width, colour "
            f"({', '.join(get_args(ColourName))}) and distance, such as single 0.5pt rule 4pt, or none."
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

    # Deferred: what checks a part is built once, with the theme that it is part of, and not for each part as well.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
    head: FillName = Field(description="The fill of header rows, or none.")
    stub: FillName = Field(description="The fill of row headers, or none.")
    head_rule: BorderText | None = Field(None, description="The line under header rows, where it differs.")
    padding: Length = Field(description="Room at the left and right of a cell.")
    padding_above: Length = Field(description="Room above and below in a cell.")
    write_row: Length = Field(description="The least height of a row to write in.")
    letter: float = Field(
        0.0, ge=0, description="The width of a letter as a share of its size: columns get room for their longest word."
    )


class StyleLook(Part):
    """How a style looks; what it does not say it takes from the style that it is based on."""

    font: Literal["heading", "body", "symbol"] | None = None
    size: Length | None = None
    letter_spacing: Length | None = Field(None, description="How much wider apart letters stand.")
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
    fill: FillName | None = Field(None, description="What the text stands on, or none.")
    box: BorderText | None = Field(None, description="The same border on all four sides.")
    above: BorderText | None = None
    beside: BorderText | None = Field(None, description="The border where lines start.")
    below: BorderText | None = None
    between: BorderText | None = Field(None, description="The border between paragraphs of this style.")
    tabs: list[TabStop] = Field([], description="Tab stops: lengths, or 'end' for the end of the line.")
    end_below: bool | None = Field(None, description="What stands at the end of the line goes on the next one.")


class Theme(Part):
    """A theme file."""

    title: str = Field(description="What it is called in lists.")
    about: str = Field(description="What it is for, in one sentence.")
    based_on: str | None = Field(None, description="The name of the theme that has what this one does not say.")
    fonts: Fonts
    colours: Colours
    margins: Margins
    lists: Lists
    tables: Tables
    flow: bool = Field(False, description="Whether what starts a new page elsewhere follows on, to save paper.")
    smallest: Length = Field(0.0, description="No text is printed smaller: smaller styles get this size.")
    avoid: list[Literal["italic", "underline", "tint", "fill"]] = Field(
        [], description="What no style has: italic and underlined text is bold, boxes with a tint or a fill outlined."
    )
    styles: dict[StyleName, StyleLook]


OWN_KEYS = ("title", "about", "based_on")
"""What a theme does not take from the one that it is based on."""


def read_theme(path: Path, folders: Sequence[Path] = ()) -> Theme:
    """Return the theme in the file at `path`, with what it takes from the theme that it is based on.

    That one is looked for beside it, then in `folders`, the first first. Raises `DebatekitError` with everything
    that is wrong, in the file that says it.
    """
    document = _with_base(path, folders, ())
    theme, problems = validate(document, Theme)
    if theme is None or problems:
        raise DebatekitError(problems)
    return settle(theme)


def _with_base(path: Path, folders: Sequence[Path], above: tuple[Path, ...]) -> Document:
    """Return the theme file at `path` laid over the one it is based on; those in `above` are based on it."""
    document = parse(read_text(path), path.as_posix(), "theme")
    name = document.data.get("based_on")
    if not isinstance(name, str):
        return document
    chain = (*above, path)
    files = [file for folder in (path.parent, *folders) for file in sorted(folder.glob("*.yaml"))]
    # A school may call its theme as the one that it is based on.
    base = next((file for file in files if file.stem == name and not file.samefile(path)), None)
    if base is None and path.stem == name:
        base = path
    if base is None:
        hint = did_you_mean(name, {file.stem for file in files if not file.samefile(path)})
        raise DebatekitError([document.problem(("based_on",), f"there is no theme '{name}'", hint)])
    if any(base.samefile(file) for file in chain):
        names = " → ".join([*(file.stem for file in chain), base.stem])
        hint = "Let one of them be based on none."
        raise DebatekitError([document.problem(("based_on",), f"these themes are based on each other: {names}", hint)])
    return merge(_with_base(base, folders, chain), document, OWN_KEYS)
