"""How a theme gives the styles of a document their look.

Styles that a document has already are kept; the others are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.styles import BabelFish
from docx.styles.style import StyleFactory

from debatekit.word.catalogue import BUILT_IN, CHARACTER_STYLES, PARAGRAPH_STYLES, StyleKind
from debatekit.word.order import PARAGRAPH_ORDER, RUN_ORDER, element, put

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.styles.styles import Styles

    from debatekit.word.theme import Border, StyleLook, Theme

THEME_COLOURS = {
    "text": "text1",
    "paper": "background1",
    "ink": "text2",
    "fill": "background2",
    "secondary": "accent1",
    "rule": "accent2",
}
"""The slot of Word's colour theme that each colour fills (ECMA-376 part 1, 17.18.97)."""

THEME_FONTS = {"heading": "major", "body": "minor"}


class TextWidths(NamedTuple):
    """The length of a line in points, upright and where the paper is turned."""

    upright: float
    landscape: float


def apply_theme(styles: Styles, theme: Theme, widths: TextWidths) -> None:
    """Make every style that `styles` lacks and give it the look that `theme` describes.

    `widths` say where tab stops at the end of the line stand.
    """
    named = {style.name: cast("ParagraphStyle", style) for style in styles}
    present = set(named)
    made = [kind for kind in PARAGRAPH_STYLES if kind.name not in present or kind.name == "Normal"]
    for kind in made:
        if kind.name not in named:
            named[kind.name] = _new(styles, kind.name, WD_STYLE_TYPE.PARAGRAPH)
        named[kind.name].quick_style = True
    for kind in made:
        style = named[kind.name]
        style.base_style = named[kind.based_on] if kind.based_on else None
        style.next_paragraph_style = named[kind.follows] if kind.follows else style
        width = widths.landscape if kind.name.endswith("Landscape") else widths.upright
        _dress_paragraph(style, kind, theme.styles.get(kind.name), theme, width)
    for name in CHARACTER_STYLES:
        if name not in present:
            style = _new(styles, name, WD_STYLE_TYPE.CHARACTER)
            style.base_style = named["Default Paragraph Font"]
            style.quick_style = True
            if look := theme.styles.get(name):
                _dress_run(style.element.get_or_add_rPr(), look, theme)
                _dress_run_box(style.element.get_or_add_rPr(), look, theme)


def left_indent(theme: Theme, name: str) -> float:
    """Return how far in the style called `name` stands, in points: what it says, or the style it is based on."""
    left = effective(theme, name, "left")
    return left if isinstance(left, float) else 0.0


def effective(theme: Theme, name: str, key: str) -> object:
    """Return what the paragraph style called `name`, or the nearest it is based on, says of `key`; None if nothing."""
    look = theme.styles.get(name)
    value = getattr(look, key) if look else None
    based_on = next(kind.based_on for kind in PARAGRAPH_STYLES if kind.name == name)
    return effective(theme, based_on, key) if value is None and based_on else value


def _new(styles: Styles, name: str, kind: WD_STYLE_TYPE) -> ParagraphStyle:
    """Return a new style; python-docx calls each by its kind, and paragraph styles can do all that others can.

    (`Styles.add_style` would look for the name among all that there are, which takes most of the time.)
    """
    made = styles.element.add_style_of_type(BabelFish.ui2internal(name), kind, name in BUILT_IN)
    return cast("ParagraphStyle", StyleFactory(made))


def _dress_paragraph(
    style: ParagraphStyle, kind: StyleKind, look: StyleLook | None, theme: Theme, text_width: float
) -> None:
    properties = style.element.get_or_add_pPr()
    if look:
        _dress_spacing(style, look, text_width)
        _dress_box(properties, look, theme)
        _dress_run(style.element.get_or_add_rPr(), look, theme)
    if kind.counted is not None:
        # LibreOffice counts lines through the whole document, so only text that says so is counted.
        put(properties, PARAGRAPH_ORDER, "w:suppressLineNumbers", val=_flag(not kind.counted))
    if kind.outline is not None:
        put(properties, PARAGRAPH_ORDER, "w:outlineLvl", val=str(kind.outline))


def _dress_spacing(style: ParagraphStyle, look: StyleLook, text_width: float) -> None:
    layout = style.paragraph_format
    layout.space_before = None if look.before is None else Pt(look.before)
    layout.space_after = None if look.after is None else Pt(look.after)
    layout.left_indent = None if look.left is None else Pt(look.left)
    layout.right_indent = None if look.right is None else Pt(look.right)
    layout.first_line_indent = None if look.hanging is None else Pt(-look.hanging)
    layout.keep_with_next, layout.keep_together = look.keep_next, look.keep_lines
    if look.exact is not None:
        layout.line_spacing, layout.line_spacing_rule = Pt(look.exact), WD_LINE_SPACING.EXACTLY
    elif look.line is not None:
        layout.line_spacing = look.line
    if look.tabs and style.base_style is not None:
        for stop in list(style.base_style.paragraph_format.tab_stops):
            layout.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    for stop in look.tabs:
        if stop == "end":
            layout.tab_stops.add_tab_stop(Pt(text_width - (look.right or 0)), WD_TAB_ALIGNMENT.RIGHT)
        else:
            layout.tab_stops.add_tab_stop(Pt(stop))
    if look.tight is not None:
        put(style.element.get_or_add_pPr(), PARAGRAPH_ORDER, "w:contextualSpacing", val=_flag(look.tight))


def _dress_box(properties: BaseOxmlElement, look: StyleLook, theme: Theme) -> None:
    sides = {
        "w:top": look.above or look.box,
        "w:left": look.beside or look.box,
        "w:bottom": look.below or look.box,
        "w:right": look.box,
        "w:between": look.between,
    }
    if any(sides.values()):
        borders = put(properties, PARAGRAPH_ORDER, "w:pBdr")
        for tag, border in sides.items():
            if border:
                borders.append(border_element(tag, border, theme))
    if look.fill:
        put(properties, PARAGRAPH_ORDER, "w:shd", **fill_attributes(look.fill, theme))


def _dress_run_box(properties: BaseOxmlElement, look: StyleLook, theme: Theme) -> None:
    """Give text within a line a frame (17.3.2.4) and a fill (17.3.2.32)."""
    if look.box:
        put(properties, RUN_ORDER, "w:bdr", **border_attributes(look.box, theme))
    if look.fill:
        put(properties, RUN_ORDER, "w:shd", **fill_attributes(look.fill, theme))


def _dress_run(properties: BaseOxmlElement, look: StyleLook, theme: Theme) -> None:
    if look.font == "symbol":
        put(
            properties,
            RUN_ORDER,
            "w:rFonts",
            **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), theme.fonts.symbol),
        )
    elif look.font:
        slot = THEME_FONTS[look.font]
        fonts = {"asciiTheme": "HAnsi", "hAnsiTheme": "HAnsi", "eastAsiaTheme": "EastAsia", "cstheme": "Bidi"}
        put(properties, RUN_ORDER, "w:rFonts", **{key: slot + end for key, end in fonts.items()})
    for tag, flag in (("w:b", look.bold), ("w:i", look.italic)):
        if flag is not None:
            put(properties, RUN_ORDER, tag, val=_flag(flag))
            put(properties, RUN_ORDER, f"{tag}Cs", val=_flag(flag))
    if look.colour:
        colour = getattr(theme.colours, look.colour)
        put(properties, RUN_ORDER, "w:color", val=colour, themeColor=THEME_COLOURS[look.colour])
    if look.letter_spacing is not None:
        put(properties, RUN_ORDER, "w:spacing", val=str(round(look.letter_spacing * 20)))
    if look.size is not None:
        half_points = str(round(look.size * 2))
        put(properties, RUN_ORDER, "w:sz", val=half_points)
        put(properties, RUN_ORDER, "w:szCs", val=half_points)
    if look.strike is not None:
        put(properties, RUN_ORDER, "w:strike", val=_flag(look.strike))
    if look.underline is not None:
        put(properties, RUN_ORDER, "w:u", val="single" if look.underline else "none")
    if look.raised:
        put(properties, RUN_ORDER, "w:vertAlign", val=look.raised)


def border_element(tag: str, border: Border, theme: Theme) -> BaseOxmlElement:
    """Return a border as an element."""
    return element(tag, **border_attributes(border, theme))


def border_attributes(border: Border, theme: Theme) -> dict[str, str]:
    """Return a border as attributes; Word counts its width in eighths of a point (17.3.4)."""
    if border.line == "none":
        return {"val": "nil"}
    return {
        "val": border.line,
        "sz": str(round(border.width * 8)),
        "space": str(round(border.space)),
        "color": getattr(theme.colours, border.colour),
        "themeColor": THEME_COLOURS[border.colour],
    }


def fill_attributes(fill: str, theme: Theme) -> dict[str, str]:
    """Return a fill as attributes (17.3.5); "none" takes away one that the style would have otherwise."""
    if fill == "none":
        return {"val": "clear", "color": "auto", "fill": "auto"}
    colour = getattr(theme.colours, fill)
    return {"val": "clear", "color": "auto", "fill": colour, "themeFill": THEME_COLOURS[fill]}


def _flag(value: bool) -> str:
    return "1" if value else "0"
