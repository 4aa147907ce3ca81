"""The style sheet of a template: a theme as Word's styles, theme and settings, children in schema order (ECMA-376)."""

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from debatekit.word.theme import BUILT_IN, CHARACTER_STYLES, PARAGRAPH_STYLES, Border, StyleFormat, Theme, twips
from debatekit.word.xml import DECLARATION, attribute, is_rtl

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
COLOUR_SLOTS = {  # the theme colour that each colour of the palette becomes (17.18.97)
    "text": "text1", "paper": "background1", "ink": "text2",
    "fill": "background2", "secondary": "accent1", "rule": "accent2",
}  # fmt: skip
THEME_SLOTS = {  # the colour of the palette in each slot of the theme part (20.1.6.2)
    "dk1": "text", "lt1": "paper", "dk2": "ink", "lt2": "fill", "accent1": "secondary", "accent2": "rule",
    "accent3": "ink", "accent4": "secondary", "accent5": "ink", "accent6": "rule", "hlink": "ink", "folHlink": "ink",
}  # fmt: skip
TABLE_STYLE = "Debate Table"
TABLE_STYLES = {  # and the lines of each: a grid, columns with a rule between them, and outlined columns (17.4.39)
    TABLE_STYLE: ("top", "left", "bottom", "right", "insideH", "insideV"),
    "Spread": ("insideV",), "Pair": ("top", "left", "bottom", "right", "insideV"),
}  # fmt: skip
INTERNAL_NAMES = {  # of built-in styles that Word shows under another name
    name: name.lower() for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Header", "Footer")
}
STYLE_PANE = {  # the styles that a teacher uses, and their order in Word's list (17.7.4.19); it hides all others
    "Normal": 0, "Heading 1": 9, "Heading 2": 9, "Heading 3": 9, "Body Text": 10, "Label": 11, "Strong": 22,
    "Emphasis": 22, "Quotation": 29, "Notice": 30, "List Bullet": 34, "List Number": 34,
}  # fmt: skip
NOT_HYPHENATED = {  # and headings (17.3.1.34)
    "Subtitle", "Band", "Label", "Term", "Name Line", "Paragraph Number", "Header", "Footer",
}  # fmt: skip
DEFAULT_STYLES = {  # those that every document has, with their ids
    "Default Paragraph Font": "DefaultParagraphFont", "Normal Table": "TableNormal", "No List": "NoList",
}  # fmt: skip
DEFAULT_STYLES_XML = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
TOGGLES = {"bold": "b", "italic": "i", "strike": "strike"}
"""Those that a theme may set, and their elements: set in two styles of a text, they cancel each other, so a twin of the
character style, without them, takes its place."""
_quoted = lru_cache(attribute)  # the same few words come again and again


def style_id(name: str) -> str:
    """Return the id of a style by its name."""
    return DEFAULT_STYLES.get(name) or (name.lower() if name in ("Header", "Footer") else name.replace(" ", ""))


def styles_xml(
    theme: Theme, twins: dict[str, StyleFormat], language: str, line_width: float, landscape_width: float
) -> str:
    """Return the styles part (17.7.4.18); the widths are the length of a line in points, for tab stops at its end."""
    normal, *others = (_paragraph_style(style, theme, line_width, landscape_width) for style in PARAGRAPH_STYLES)
    formats = {name: theme.styles.get(name) for name in CHARACTER_STYLES} | twins
    characters = (_character_style(name, fmt, theme) for name, fmt in formats.items())
    tables = (_table_style(name, theme) for name in TABLE_STYLES)
    content = "".join([_defaults(theme, language), normal, DEFAULT_STYLES_XML, *others, *characters, *tables])
    return f'{DECLARATION}<w:styles xmlns:w="{MAIN}">{content}</w:styles>'


def theme_xml(theme: Theme) -> str:
    """Return the theme part (14.2.7): the colours and fonts that Design > Colours and Design > Fonts replace."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{getattr(theme.colours, name)}"/></a:{slot}>' for slot, name in THEME_SLOTS.items()
    )
    fonts = "".join(
        f'<a:{slot}><a:latin typeface={attribute(font)}/><a:ea typeface=""/><a:cs typeface=""/></a:{slot}>'
        for slot, font in (("majorFont", theme.fonts.heading), ("minorFont", theme.fonts.body))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{DRAWING}" name="debatekit"><a:themeElements>'
        f'<a:clrScheme name="debatekit">{colours}</a:clrScheme><a:fontScheme name="debatekit">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="debatekit"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def settings_xml(theme: Theme, language: str) -> str:
    """Return the settings part (17.15.1.78), in the compatibility mode of current versions of Word.

    Words are divided in German (17.15.1.10), whose long words leave gaps in narrow columns.
    """
    is_hyphenated = language.partition("-")[0].lower() == "de" and "hyphenation" not in theme.avoid
    hyphenation = "<w:autoHyphenation/><w:doNotHyphenateCaps/>" if is_hyphenated else ""
    modes = {
        "compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1, "differentiateMultirowTableHeaders": 1,
    }  # fmt: skip
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = "".join(_tag("compatSetting", name=name, uri=uri, val=mode) for name, mode in modes.items())
    accents = "".join(f' w:accent{number}="accent{number}"' for number in range(1, 7))
    return (
        f'{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'{hyphenation}<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatibility}</w:compat>'
        f"{_tag('themeFontLang', val=language, bidi=language if is_rtl(language) else None)}"
        f'<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"{accents} '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _tag(name: str, /, **attributes: str | int | None) -> str:
    """Return an empty element without the attributes that are None, or nothing if all of them are."""
    xml = ""
    for key, value in attributes.items():
        if value is not None:
            xml += f" w:{key}={_quoted(value)}" if isinstance(value, str) else f' w:{key}="{value:d}"'
    return f"<w:{name}{xml}/>" if xml else ""


def _pair(name: str, value: int | None) -> str:
    """Return a property of a run, and the same for complex scripts (17.3.2.1, 17.3.2.2)."""
    return "" if value is None else f'<w:{name} w:val="{value:d}"/><w:{name}Cs w:val="{value:d}"/>'


def _flag(name: str, on: bool | None) -> str:
    """Return a property that is on or off (17.17.4)."""
    return "" if on is None else f"<w:{name}/>" if on else _tag(name, val=0)


def _defaults(theme: Theme, language: str) -> str:
    """Return the document defaults and latent styles (17.7.5.1, 17.7.4.5): Word's own styles, hidden until used."""
    bidi = language if is_rtl(language) else "ar-SA"
    languages = _tag("lang", val=language, eastAsia=language, bidi=bidi)
    shown = "".join(
        _tag(
            "lsdException", name=INTERNAL_NAMES.get(name, name), semiHidden=False, uiPriority=priority,
            unhideWhenUsed=False, qFormat=True,
        )
        for name, priority in STYLE_PANE.items()
        if name in BUILT_IN
    )  # fmt: skip
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('body', theme)}{languages}</w:rPr></w:rPrDefault><w:pPrDefault/>"
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        f'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376">{shown}</w:latentStyles>'
    )


def _style(kind: str, name: str, links: str, properties: str) -> str:
    """Return a style (17.7.4.17)."""
    if kind != "table":
        links += _tag("uiPriority", val=STYLE_PANE.get(name, 99))
        links += "<w:qFormat/>" if name in STYLE_PANE else "<w:semiHidden/><w:unhideWhenUsed/>"
    origin = ' w:default="1"' if name == "Normal" else "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{origin} w:styleId="{style_id(name)}">'
        f"{_tag('name', val=INTERNAL_NAMES.get(name, name))}{links}{properties}</w:style>"
    )


def _paragraph_style(name: str, theme: Theme, line_width: float, landscape_width: float) -> str:
    style, fmt = PARAGRAPH_STYLES[name], theme.format_of(name)
    links = _tag("basedOn", val=style_id(style.based_on) or None) + _tag("next", val=style_id(style.next_style) or None)
    stops = _tab_stops(fmt, landscape_width if name.endswith("Landscape") else line_width)
    if stops and style.based_on:
        inherited = _tab_stops(theme.format_of(style.based_on), line_width)
        stops = {at: {"val": "clear"} for at in inherited} | stops
    paragraph = (
        _flag("keepNext", fmt.keep_next)
        + _flag("keepLines", fmt.keep_lines)
        # LibreOffice numbers the lines of the whole document, so all other text is excluded.
        + _tag("suppressLineNumbers", val=None if style.line_numbers is None else not style.line_numbers)
        + _paragraph_borders(fmt, theme)
        + _shading(fmt.fill, theme)
        + (f"<w:tabs>{''.join(_tag('tab', **stops[at], pos=at) for at in sorted(stops))}</w:tabs>" if stops else "")
        + ("<w:suppressAutoHyphens/>" if style.outline_level is not None or name in NOT_HYPHENATED else "")
        + _tag("spacing", before=_twips(fmt.before), after=_twips(fmt.after), **_line_spacing(fmt))
        + _tag("ind", left=_twips(fmt.left), right=_twips(fmt.right), hanging=_twips(fmt.hanging))
        + _tag("contextualSpacing", val=fmt.contextual_spacing)
        + _tag("outlineLvl", val=style.outline_level)
    )
    return _style("paragraph", name, links, f"<w:pPr>{paragraph}</w:pPr><w:rPr>{_run(fmt, theme)}</w:rPr>")


def _character_style(name: str, fmt: StyleFormat | None, theme: Theme) -> str:
    properties = f"<w:rPr>{_run(fmt, theme, boxed=True)}</w:rPr>" if fmt else ""
    return _style("character", name, _tag("basedOn", val=DEFAULT_STYLES["Default Paragraph Font"]), properties)


def _tab_stops(fmt: StyleFormat, line_width: float) -> dict[int, dict[str, str]]:
    """Return the tab stops of a style (17.3.1.37), by their positions; a ruled line is a leader (17.18.72)."""
    end = twips(line_width - (fmt.right or 0))
    kinds = {"end": {"val": "right"}, "line": {"val": "right", "leader": "underscore"}}
    return {twips(at) if isinstance(at, float) else end: kinds.get(str(at), {"val": "left"}) for at in fmt.tabs or ()}


def _twips(points: float | None) -> int | None:
    return None if points is None else twips(points)


def _line_spacing(fmt: StyleFormat) -> dict[str, str | int | None]:
    """Return the height of a line, exact or in 240ths of a line (17.3.1.33)."""
    if fmt.exact is not None:
        return {"line": twips(fmt.exact), "lineRule": "exact"}
    return {} if fmt.line is None else {"line": round(fmt.line * 240), "lineRule": "auto"}


def _run(fmt: StyleFormat, theme: Theme, *, boxed: bool = False) -> str:
    """Return run properties (17.3.2.28); in a character style, the text itself has the box and the fill."""
    return (
        _fonts(fmt.font, theme)
        + _pair("b", fmt.bold)
        + _pair("i", fmt.italic)
        + _tag("strike", val=fmt.strike)
        + (_tag("color", **_colour(fmt.colour, theme, "val", "themeColor")) if fmt.colour else "")
        + _pair("sz", None if fmt.size is None else round(fmt.size * 2))
        + _tag("u", val=None if fmt.underline is None else "single" if fmt.underline else "none")
        + (_border("bdr", fmt.box, theme) + _shading(fmt.fill, theme) if boxed else "")
        + _tag("vertAlign", val=fmt.vertical_align)
    )


def _fonts(font: str | None, theme: Theme) -> str:
    """Return the fonts of a run (17.3.2.26): those of Word's theme with their names, which some programs need."""
    if font is None:
        return ""
    name = getattr(theme.fonts, font)
    names = {"ascii": name, "hAnsi": name, "cs": name}
    if font == "symbol":
        return _tag("rFonts", **names, eastAsia=name)
    slot = {"heading": "major", "body": "minor"}[font]
    latin = f"{slot}HAnsi"
    slots = {"asciiTheme": latin, "hAnsiTheme": latin, "eastAsiaTheme": f"{slot}EastAsia", "cstheme": f"{slot}Bidi"}
    return _tag("rFonts", **names, **slots)


def _colour(name: str, theme: Theme, value: str, slot: str) -> dict[str, str]:
    return {value: getattr(theme.colours, name), slot: COLOUR_SLOTS[name]}


def _shading(fill: str | None, theme: Theme) -> str:
    """Return a fill (17.3.5); "none" removes an inherited one."""
    if not fill:
        return ""
    colour = {"fill": "auto"} if fill == "none" else _colour(fill, theme, "fill", "themeFill")
    return _tag("shd", val="clear", color="auto", **colour)


def _paragraph_borders(fmt: StyleFormat, theme: Theme) -> str:
    """Return the borders of a paragraph (17.3.1.24)."""
    sides = {
        "top": fmt.border_top or fmt.box, "left": fmt.border_left or fmt.box, "bottom": fmt.border_bottom or fmt.box,
        "right": fmt.border_right or fmt.box, "between": fmt.border_between,
    }  # fmt: skip
    borders = "".join(_border(side, border, theme) for side, border in sides.items() if border)
    return f"<w:pBdr>{borders}</w:pBdr>" if borders else ""


def _border(side: str, border: Border | None, theme: Theme) -> str:
    """Return a border; its width is in eighths of a point (17.3.4)."""
    if border is None:
        return ""
    if border.line == "none":
        return _tag(side, val="nil")
    colour = _colour(border.colour, theme, "color", "themeColor")
    return _tag(side, val=border.line, sz=round(border.width * 8), space=round(border.space), **colour)


def cell_shading(theme: Theme) -> dict[str, str]:
    """Return the fill of header rows ("firstRow") and row headers ("firstCol"), for programs without table styles."""
    return {
        "firstRow": _shading(theme.tables.head.replace("none", ""), theme),
        "firstCol": _shading(theme.tables.stub.replace("none", ""), theme),
    }


def claim_borders(theme: Theme) -> dict[str, str]:
    """Return the borders of a claim's paragraph (17.3.1.24) by its side."""
    return {side: f"<w:pBdr>{_border('top', line, theme)}</w:pBdr>" for side, line in theme.sides.items()}


def _table_style(name: str, theme: Theme) -> str:
    tables = theme.tables
    across, above = twips(tables.padding), twips(tables.padding_above)
    padding = {"top": above, "left": across, "bottom": above, "right": across}
    margins = "".join(_tag(side, w=width, type="dxa") for side, width in padding.items())
    borders = "".join(_border(side, tables.border, theme) for side in TABLE_STYLES[name])
    properties = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    if name == TABLE_STYLE:
        properties += _table_part("firstRow", tables.head_rule, theme) + _table_part("firstCol", None, theme)
    return _style("table", name, '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>', properties)


def _table_part(kind: str, rule: Border | None, theme: Theme) -> str:
    """Return the formatting of header rows or row headers (17.7.6.6)."""
    borders = f"<w:tcBorders>{_border('bottom', rule, theme)}</w:tcBorders>" if rule else ""
    shading = cell_shading(theme)[kind]
    return f'<w:tblStylePr w:type="{kind}"><w:tblPr/><w:tcPr>{borders}{shading}</w:tcPr></w:tblStylePr>'


def twin_name(style: str, repeated: frozenset[str]) -> str:
    """Return the name of the twin of a character style that lacks the toggle properties in `repeated`."""
    return f"{style} Without {' '.join(toggle.title() for toggle in TOGGLES if toggle in repeated)}"


def repeated_toggles(toggles: Mapping[str, Set[str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each paragraph style and character style that set the same of `toggles`, with these (17.7.3)."""
    characters = [name for name in CHARACTER_STYLES if toggles[name]]
    for paragraph in PARAGRAPH_STYLES:
        for character in characters if toggles[paragraph] else ():
            if repeated := toggles[paragraph] & toggles[character]:
                yield paragraph, character, frozenset(repeated)


def find_twins(theme: Theme) -> tuple[dict[str, StyleFormat], dict[tuple[str, str], str]]:
    """Return the twins that the styles of a theme need, by name, and which of them takes the place of a style where.

    That is the name of the twin, "" if it would set nothing, by the names of the paragraph style and character style.
    """
    names = (*PARAGRAPH_STYLES, *CHARACTER_STYLES)
    toggles = {name: {toggle for toggle in TOGGLES if theme.effective(name, toggle)} for name in names}
    twins: dict[str, StyleFormat] = {}
    places = {}
    for paragraph, character, repeated in repeated_toggles(toggles):
        name = places[paragraph, character] = twin_name(character, repeated)
        if name not in twins:
            twins[name] = theme.styles[character].model_copy(update=dict.fromkeys(repeated))
    twins = {name: twin for name, twin in twins.items() if any(vars(twin).values())}
    return twins, {styles: name if name in twins else "" for styles, name in places.items()}
