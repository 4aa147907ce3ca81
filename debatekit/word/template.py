"""The template of documents (pandoc's reference document): all that does not depend on their content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple

from debatekit.word import styles
from debatekit.word.numbering import NO_NUMBERING, ExistingNumbering
from debatekit.word.package import CONTENT_TYPES, RELATIONSHIPS, Part, Relationship
from debatekit.word.theme import PARAGRAPH_STYLES, POINTS, STYLE_NAMES, Theme, twips
from debatekit.word.xml import DECLARATION, Twins, attribute, escape

PICTURE_ID: Final = "id-of-picture-"  # begins the id of a drawing, which must differ in all parts (20.4.2.5)
SINGLE: Final = 1.2  # the height of a line of single spacing, in sizes of the font
PAPERS: Final = {"a4": (11906, 16838), "letter": (12240, 15840)}  # width and height in twentieths of a point
END_TABS: Final = {"end": 'w:val="right"', "line": 'w:val="right" w:leader="underscore"'}  # (17.18.84, 17.18.72)
LETTER_REGIONS: Final = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
"""Territories that use US Letter; all others use A4 (Unicode CLDR, ``measurementData/paperSize``, UTS #35)."""


class HeaderTemplate(NamedTuple):
    """A header or footer of a template, for the "default", "first" or "even" pages (17.18.36)."""

    kind: str
    page: str
    pieces: tuple[str, ...]  # XML, the name of a placeholder, XML, and so on, without the end tag of the root
    relationships: tuple[Relationship, ...]
    file: str
    numbered: bool = False  # whether it has a page number

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names of its placeholders."""
        return self.pieces[1::2]

    def filled(self, values: Mapping[str, str], number: int) -> str:
        """Return it as XML with the values of its placeholders, for the part of a document with a `number`."""
        xml = [piece.replace(PICTURE_ID, f"{number}000") for piece in self.pieces]
        return "".join(escape(values[piece]) if place % 2 else piece for place, piece in enumerate(xml))


class EndTab(NamedTuple):
    """A tab stop at the end of a line, in twentieths of a point."""

    kind: str  # as attributes
    right: int  # between it and the end of the line
    usual: int  # where a style has it, for lines that end at the margin


class Metrics(NamedTuple):
    """The lengths of a paragraph style that decide how high its text is, in twentieths of a point."""

    size: float
    line: float
    spacing: float  # above and below
    left: float


@dataclass(frozen=True)
class DocxTemplate:
    """What documents of one theme, paper and language share. Lengths are in twentieths of a point, as Word counts."""

    theme: Theme
    parts: tuple[Part, ...]
    relationships: tuple[Relationship, ...]
    styles: Mapping[str, str]  # the ids of the styles by their names
    indents: Mapping[str, int]
    ends_below: frozenset[str]  # the styles in which right-aligned text goes on the next line
    page_size: tuple[int, int]
    margins: Mapping[str, int]
    table_letter: int  # the assumed width of a letter in a table, so that columns fit their longest word; or 0
    language: str
    claim_borders: Mapping[str, str]  # of the paragraphs of claims by their sides, as XML
    cell_shading: Mapping[str, str]  # of header rows ("firstRow") and row headers ("firstCol") in its tables, as XML
    twin_ids: Mapping[tuple[str, str], str]  # of twins, "" for none, by those of a paragraph and a character style
    has_other_fonts: bool = False  # whether its fonts are not those of the theme
    lists: ExistingNumbering = NO_NUMBERING  # the numbering of the styles
    edges: tuple[HeaderTemplate, ...] = ()  # headers and footers that replace those of a page
    notes: tuple[str, ...] = ()  # what a teacher should know about the letterhead
    pages: tuple[str, ...] = ("default",)  # those with headers of their own: "default", "first", "even" (17.18.36)

    @cached_property
    def headings(self) -> set[str]:
        """The ids of the styles of headings."""
        return {self.styles[name] for name, style in PARAGRAPH_STYLES.items() if style.outline_level is not None}

    @cached_property
    def labels(self) -> set[str]:
        """The ids of the styles of labels."""
        return {self.styles[name] for name in ("Label", "Label Indented")}

    @cached_property
    def headings_and_labels(self) -> set[str]:
        """The ids of the styles of headings and of labels."""
        return self.headings | self.labels

    @cached_property
    def remarks(self) -> set[str]:
        """The ids of the styles of remarks below a label."""
        return {self.styles[name] for name in ("Meta", "Meta Indented", "Choices")}

    @cached_property
    def lines_to_write(self) -> set[str]:
        """The ids of the styles of room to write."""
        return {self.styles[name] for name in ("Writing Line", "Writing Line Indented", "Writing Field")}

    @cached_property
    def keeping(self) -> set[str]:
        """The ids of the styles that keep a paragraph with the next."""
        return {self.styles[name] for name in PARAGRAPH_STYLES if self.theme.effective(name, "keep_next")}

    @cached_property
    def metrics(self) -> dict[str, Metrics]:
        """The metrics of the paragraph styles by their ids."""
        metrics = {}
        for name in PARAGRAPH_STYLES:
            keys = ("size", "exact", "line", "before", "after", "left")
            size, exact, line, *spacing, left = (20 * float(self.theme.effective(name, key) or 0) for key in keys)
            metrics[self.styles[name]] = Metrics(size, exact or line / 20 * SINGLE * size, sum(spacing), left)
        return metrics

    @cached_property
    def twins(self) -> Twins:
        """The twins of character styles in the texts of each paragraph style, as `Paragraph.xml` replaces them."""
        twins: dict[str, dict[str, str]] = {}
        for (paragraph, character), twin in self.twin_ids.items():
            own = f'<w:rStyle w:val="{character}"/>'
            twins.setdefault(paragraph, {})[own] = f'<w:rStyle w:val="{twin}"/>' if twin else ""
        return twins

    @cached_property
    def end_tabs(self) -> dict[str, EndTab]:
        """The tab stops at the end of a line, by the names of the paragraph styles that have one."""
        tabs: dict[str, EndTab] = {}
        for name, style in PARAGRAPH_STYLES.items():
            own = self.theme.styles.get(name)
            if own and own.tabs:
                kind = next((END_TABS[stop] for stop in own.tabs if isinstance(stop, str)), "")
                tab = EndTab(kind, 0, self.text_width - twips(own.right or 0)) if kind else None
            else:
                tab = tabs.get(style.based_on)
            if tab:
                tabs[name] = tab._replace(right=twips(self.theme.effective(name, "right") or 0))
        return tabs

    @property
    def text_width(self) -> int:
        """The length of a line between the margins."""
        return self.page_size[0] - self.margins["left"] - self.margins["right"]

    @property
    def text_height(self) -> int:
        """The height of a page between the margins."""
        return self.page_size[1] - self.margins["top"] - self.margins["bottom"]

    def lines_height(self, lines: int) -> int:
        """Return the height of some `lines` to write on, or the greatest of a row in Word, 22 inches."""
        return min(lines * twips(self.theme.effective("Writing Line", "exact") or 8 * POINTS["mm"]), 22 * 1440)

    @property
    def landscape_width(self) -> int:
        """The length of a line on a landscape page."""
        return max(self.page_size) - self.margins["left"] - self.margins["right"]


class Font(NamedTuple):
    """A font: the names of its like, the most similar first, its PANOSE number (17.8.3.13), family and pitch."""

    alternatives: str
    panose: str
    family: str = "swiss"
    pitch: str = "variable"


FONTS: Final = {  # the alternatives have letters of the same widths, where there are such fonts
    "Aptos": Font("Calibri,Carlito", "020B0004020202020204"),
    "Arial": Font("Liberation Sans,Arimo,Helvetica", "020B0604020202020204"),
    "Calibri": Font("Carlito", "020F0502020204030204"),
    "Calibri Light": Font("Carlito", "020F0302020204030204"),
    "Cambria": Font("Caladea", "02040503050406030204", "roman"),
    "Century Gothic": Font("URW Gothic,Questrial", "020B0502020202020204"),
    "Comic Sans MS": Font("Comic Neue,Comic Relief", "030F0702030302020204", "script"),
    "Courier New": Font("Liberation Mono,Cousine", "02070309020205020404", "modern", "fixed"),
    "Georgia": Font("Gelasio", "02040502050405020303", "roman"),
    "Segoe UI Symbol": Font("Apple Symbols,Noto Sans Symbols2,DejaVu Sans", "020B0502040204020203"),
    "Tahoma": Font("Verdana,DejaVu Sans", "020B0604030504040204"),
    "Times New Roman": Font("Liberation Serif,Tinos", "02020603050405020304", "roman"),
    "Trebuchet MS": Font("Fira Sans", "020B0603020202020204"),
    "Verdana": Font("DejaVu Sans", "020B0604030504040204"),
}


def font_table_xml(names: Iterable[str]) -> str:
    """Return the font table part (17.8.3.11) for the fonts with some `names`; of others it has the name alone."""
    fonts = "".join(_font(name) for name in sorted({name for name in names if name}))
    return f'{DECLARATION}<w:fonts xmlns:w="{styles.MAIN}">{fonts}</w:fonts>'


def _font(name: str) -> str:
    """Return a font (17.8.3.10)."""
    font = FONTS.get(name)
    if font is None:
        return f"<w:font w:name={attribute(name)}/>"
    return (
        f"<w:font w:name={attribute(name)}><w:altName w:val={attribute(font.alternatives)}/>"
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="00"/><w:family w:val="{font.family}"/>'
        f'<w:pitch w:val="{font.pitch}"/></w:font>'
    )


def make_template(theme: Theme, paper: str, language: str) -> DocxTemplate:
    """Return the template of `theme` on `paper` ("a4" or "letter"), for documents in `language` (a tag as "en-GB")."""
    return template_with_page(theme, PAPERS[paper], {side: twips(length) for side, length in theme.margins}, language)


def template_with_page(theme: Theme, size: tuple[int, int], margins: Mapping[str, int], language: str) -> DocxTemplate:
    """Return the template of `theme` on a page with some width, height and margins, in twentieths of a point."""
    sides = margins["left"] + margins["right"]
    twins, twin_names = styles.find_twins(theme)
    xml = {
        "styles": styles.styles_xml(theme, twins, language, (size[0] - sides) / 20, (max(size) - sides) / 20),
        "settings": styles.settings_xml(theme, language),
        "theme": styles.theme_xml(theme),
        "fontTable": font_table_xml(vars(theme.fonts).values()),
    }
    files = {kind: "theme/theme1.xml" if kind == "theme" else f"{kind}.xml" for kind in xml}
    names = (*styles.DEFAULT_STYLES, *STYLE_NAMES, *twins, *styles.TABLE_STYLES)
    ids = {name: styles.style_id(name) for name in names}
    return DocxTemplate(
        theme=theme,
        parts=tuple(Part(f"word/{files[kind]}", CONTENT_TYPES[kind], text.encode()) for kind, text in xml.items()),
        relationships=tuple(
            Relationship(f"rId{number}", RELATIONSHIPS[kind], file)
            for number, (kind, file) in enumerate(files.items(), 1)
        ),
        styles=ids,
        indents={name: twips(theme.effective(name, "left") or 0) for name in PARAGRAPH_STYLES},
        ends_below=frozenset(name for name in PARAGRAPH_STYLES if theme.effective(name, "end_on_next_line")),
        page_size=size,
        margins=margins,
        table_letter=twips(theme.tables.letter * (theme.effective("Table Text", "size") or 0)),
        language=language,
        claim_borders=styles.claim_borders(theme),
        cell_shading=styles.cell_shading(theme),
        twin_ids={(ids[style], ids[own]): ids.get(name, "") for (style, own), name in twin_names.items()},
    )


def paper_of(language: str) -> str:
    """Return the usual paper where `language` is spoken: "letter" for "en-US", "a4" for "en" and "en-GB"."""
    subtags = takewhile(lambda subtag: len(subtag) > 1, language.upper().split("-")[1:])  # BCP 47, 2.1
    return "letter" if next((tag for tag in subtags if len(tag) == 2), "") in LETTER_REGIONS else "a4"
