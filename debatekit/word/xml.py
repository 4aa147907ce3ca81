"""WordprocessingML as text: paragraphs, tables, runs and fields, with children in schema order (ECMA-376 part 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)

NON_BREAKING_HYPHEN: Final = "\u2011"
HYPHEN: Final = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'  # many fonts lack the character (17.3.3.18)
# White space, too, which XML would read as spaces in an attribute (XML 1.0, 3.3.3).
IN_ATTRIBUTES: Final = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
TAB: Final = "<w:r><w:tab/></w:r>"
BREAK: Final = "<w:r><w:br/></w:r>"
RTL_LANGUAGES: Final = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
RTL_SCRIPTS: Final = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}  # ISO 15924


def is_rtl(language: str) -> bool:
    """Return whether a language, such as "ar" or "az-Arab", is written from right to left."""
    first, *others = language.lower().split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")  # BCP 47, 2.2.3
    return script in RTL_SCRIPTS if script else first in RTL_LANGUAGES


class TextLanguage(NamedTuple):
    """The language of some text, "" for that of the document, and whether it runs from right to left."""

    tag: str = ""
    rtl: bool = False


DEFAULT = TextLanguage()
Twins: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the ids of paragraph styles: the elements that choose a character style, and those that choose its twin."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the id of its style, its runs as XML, and its other properties."""

    style: str
    runs: str
    rtl: bool = False
    keep_next: bool = False
    is_loose: bool = False  # whether it does without the keep-with-next of its style
    keep_lines: bool = False
    new_page: bool = False
    numbering: tuple[int, int] | None = None  # the number and level of the list that it is an item of
    own: str = ""  # what no style can know, as XML: the borders of a claim, or tab stops of a line of another width
    section: str = ""  # the properties of its mark, and of the section that ends with it, as XML
    lines: int = 0  # lines to write on after its runs: each is the leader of a tab stop (17.18.72)

    def xml(self, twins: Twins) -> str:
        """Return the paragraph as XML (17.3.1.22), with twins in place of character styles that its own style repeats.

        Toggle properties that both have would cancel each other (17.7.3).
        """
        runs = self.runs
        for own, twin in twins[self.style].items() if self.style in twins else ():
            runs = runs.replace(own, twin).replace("<w:rPr></w:rPr>", "")
        if self.lines:
            runs += f"<w:r>{'<w:br/>'.join(['<w:tab/>'] * self.lines)}</w:r>"
        properties = f'<w:pStyle w:val="{self.style}"/>'
        if self.keep_next:
            properties += "<w:keepNext/>"
        elif self.is_loose:
            properties += '<w:keepNext w:val="0"/>'
        if self.keep_lines:
            properties += "<w:keepLines/>"
        if self.new_page:
            properties += "<w:pageBreakBefore/>"
        if self.numbering:
            number, level = self.numbering
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        direction = "<w:bidi/>" if self.rtl else ""
        return f"<w:p><w:pPr>{properties}{self.own}{direction}{self.section}</w:pPr>{runs}</w:p>"


@dataclass(slots=True)
class Cell:
    """A cell of a table: its width in twentieths of a point, its paragraphs, and its other properties as XML."""

    width: int
    paragraphs: list[Paragraph]
    properties: str = ""
    condition: str = ""  # what the table style formats in it (17.4.8)

    def xml(self, twins: Twins) -> str:
        """Return the cell as XML (17.4.65)."""
        condition = f'<w:cnfStyle w:val="{self.condition}"/>' if self.condition else ""
        properties = f'{condition}<w:tcW w:w="{self.width}" w:type="dxa"/>{self.properties}'
        content = "".join([paragraph.xml(twins) for paragraph in self.paragraphs])
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


@dataclass(slots=True)
class Row:
    """A row of a table, which does not break: its cells, and its least height in twentieths of a point, or 0."""

    cells: list[Cell]
    height: int = 0
    is_header: bool = False
    condition: str = ""  # what the table style formats in it (17.4.7)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in its cells."""
        return [paragraph for cell in self.cells for paragraph in cell.paragraphs]

    def xml(self, twins: Twins) -> str:
        """Return the row as XML (17.4.78, 17.4.81)."""
        condition = f'<w:cnfStyle w:val="{self.condition}"/>' if self.condition else ""
        height = f'<w:trHeight w:val="{self.height}" w:hRule="atLeast"/>' if self.height else ""
        header = "<w:tblHeader/>" if self.is_header else ""
        cells = "".join([cell.xml(twins) for cell in self.cells])
        return f"<w:tr><w:trPr>{condition}<w:cantSplit/>{height}{header}</w:trPr>{cells}</w:tr>"


@dataclass(slots=True)
class Table:
    """A table: the XML of its properties and grid, and its rows."""

    head: str
    rows: list[Row]
    keep_next: bool = False
    new_page: bool = False
    is_field: bool = False  # whether it is only the outline of a field

    def add_head(self, paragraphs: list[Paragraph]) -> None:
        """Add a header row with some paragraphs before the present one, which becomes an ordinary row."""
        for paragraph in paragraphs:
            paragraph.keep_next = True
        (row,) = self.rows
        row.is_header = False
        # The paragraphs have spacing of their own.
        margins = '<w:tcMar><w:top w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/></w:tcMar>'
        self.rows.insert(0, Row([Cell(row.cells[0].width, paragraphs, margins)], is_header=True))

    def xml(self, twins: Twins) -> str:
        """Return the table as XML (17.4.37); its first paragraph carries the break before it."""
        if self.new_page:
            self.rows[0].cells[0].paragraphs[0].new_page = True
        if self.keep_next:
            for row in self.rows:
                for paragraph in row.paragraphs:
                    paragraph.keep_next = True
        return f"<w:tbl>{self.head}{''.join([row.xml(twins) for row in self.rows])}</w:tbl>"


Block: TypeAlias = Paragraph | Table


def escape(text: str, longest: int = 0) -> str:
    """Return `text` as XML, cut to `longest` characters if that is given."""
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str, longest: int = 0) -> str:
    """Return `text` as an attribute's value in quotation marks, cut to `longest` characters if that is given."""
    return f'"{escape(text, longest).translate(IN_ATTRIBUTES)}"'


def run(text: str, style: str = "", language: TextLanguage = DEFAULT) -> str:
    """Return a run of text in a character style (17.3.2.25)."""
    properties = run_properties(style, language) if style or language is not DEFAULT else ""
    if "&" in text or "<" in text or ">" in text:  # few texts do
        text = escape(text)
    if NON_BREAKING_HYPHEN in text:
        text = text.replace(NON_BREAKING_HYPHEN, HYPHEN)
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


@lru_cache
def run_properties(style: str = "", language: TextLanguage = DEFAULT) -> str:
    """Return the properties of a run (17.3.2.28), or nothing if there are none."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if language.rtl else "")
    if language.tag:  # of the three languages of a run (17.3.2.20), each is for other characters
        is_east_asian = language.tag.partition("-")[0].lower() in {"ja", "ko", "zh"}
        kind = "bidi" if language.rtl else "eastAsia" if is_east_asian else "val"
        properties += f"<w:lang w:{kind}={attribute(language.tag)}/>"
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def field(instruction: str, result: str, style: str = "", language: TextLanguage = DEFAULT) -> str:
    """Return a field, with the result that is shown until Word updates it (17.16.18)."""
    properties = run_properties(style, language)
    begin, separate, end = (
        f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{run(result, style, language)}{end}"
