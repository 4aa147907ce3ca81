"""A look: everything of a Word package that does not depend on what a document says.

A theme, a paper and a language are opened, styled and serialised once; each document then adds its own parts to
the finished ones. python-docx understands the package; nobody here writes relationships or styles by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from debatekit.word.catalogue import PARAGRAPH_STYLES, TABLE_STYLE
from debatekit.word.styles import THEME_COLOURS, TextWidths, apply_theme, border_element, left_indent
from debatekit.word.theme import POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from debatekit.word.theme import Theme

BLANK: Final = Path(__file__).parent / "blank"
"""A Word package with nothing in it, unzipped, in the current compatibility mode."""

PAPERS: Final = {"a4": (210 * POINTS["mm"], 297 * POINTS["mm"]), "letter": (8.5 * 72, 11 * 72)}
"""Width and height of each paper in points."""

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME_SLOTS: Final = {
    "text": ["dk1"],
    "paper": ["lt1"],
    "ink": ["dk2", "hlink", "folHlink", "accent3", "accent5"],
    "fill": ["lt2"],
    "secondary": ["accent1", "accent4"],
    "rule": ["accent2", "accent6"],
}


class Relationship(NamedTuple):
    """A link from a part to another part, or out of the package."""

    id: str
    type: str
    target: str
    external: bool = False


class Part(NamedTuple):
    """A part of a package, and its links to others."""

    name: str
    content_type: str
    blob: bytes
    relationships: tuple[Relationship, ...] = ()


@dataclass(frozen=True)
class Look:
    """What all documents of one look share. Lengths are in twentieths of a point, as Word counts them."""

    parts: tuple[Part, ...]
    relationships: tuple[Relationship, ...]
    styles: Mapping[str, str]
    indents: Mapping[str, int]
    page_size: tuple[int, int]
    margins: Mapping[str, int]
    list_step: int
    bullets: tuple[str, ...]
    write_row: int
    cell_padding: int
    symbol_font: str
    language: str

    @property
    def text_width(self) -> int:
        """The length of a line between the margins."""
        return self.page_size[0] - self.margins["left"] - self.margins["right"]

    @property
    def landscape_width(self) -> int:
        """The length of a line where the paper is turned."""
        return self.page_size[1] - self.margins["left"] - self.margins["right"]


def make_look(theme: Theme, paper: str, language: str) -> Look:
    """Return the look of `theme` on `paper` ("a4" or "letter"), for documents in `language` (a tag as "en-GB")."""
    document = docx.Document(str(BLANK))
    width, height = PAPERS[paper]
    margins = theme.margins
    sides = margins.left + margins.right
    apply_theme(document.styles, theme, TextWidths(width - sides, height - sides))
    _add_table_style(document, theme)
    _set_language(document, language)
    parts, relationships = _static_parts(document, theme)
    return Look(
        parts=parts,
        relationships=relationships,
        styles={style.name: style.style_id for style in document.styles if style.name},
        indents={kind.name: twips(left_indent(theme, kind.name)) for kind in PARAGRAPH_STYLES},
        page_size=(twips(width), twips(height)),
        margins={side: twips(getattr(margins, side)) for side in type(margins).model_fields},
        list_step=twips(theme.lists.step),
        bullets=tuple(theme.lists.bullets),
        write_row=twips(theme.tables.write_row),
        cell_padding=twips(theme.tables.padding),
        symbol_font=theme.fonts.symbol,
        language=language,
    )


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def _static_parts(document: Document, theme: Theme) -> tuple[tuple[Part, ...], tuple[Relationship, ...]]:
    main = document.part
    parts, relationships = [], []
    for identifier, relationship in main.rels.items():
        part = relationship.target_part
        blob = _coloured(part.blob, theme) if part.partname.endswith("theme1.xml") else _packed(part.blob)
        parts.append(Part(str(part.partname).lstrip("/"), part.content_type, blob))
        relationships.append(Relationship(identifier, relationship.reltype, relationship.target_ref))
    return tuple(parts), tuple(relationships)


def _packed(blob: bytes) -> bytes:
    """Return XML without the white space between its elements."""
    root = etree.fromstring(blob, etree.XMLParser(remove_blank_text=True, resolve_entities=False))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _coloured(blob: bytes, theme: Theme) -> bytes:
    """Return Word's theme part with the fonts and colours of `theme`."""
    root = etree.fromstring(blob, etree.XMLParser(remove_blank_text=True, resolve_entities=False))
    for colour, slots in THEME_SLOTS.items():
        for slot in slots:
            for element in root.iterfind(f".//{DRAWING}{slot}/{DRAWING}srgbClr"):
                element.set("val", getattr(theme.colours, colour))
    for slot, font in (("majorFont", theme.fonts.heading), ("minorFont", theme.fonts.body)):
        for element in root.iterfind(f".//{DRAWING}{slot}/{DRAWING}latin"):
            element.set("typeface", font)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_language(document: Document, language: str) -> None:
    for tag, element in (("w:lang", document.styles.element), ("w:themeFontLang", document.settings.element)):
        for found in element.iter(qn(tag)):
            found.set(qn("w:val"), language)
            if found.get(qn("w:eastAsia")):
                found.set(qn("w:eastAsia"), language)


def _add_table_style(document: Document, theme: Theme) -> None:
    tables, colours = theme.tables, theme.colours
    side, above = twips(tables.padding), twips(tables.padding_above)
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )

    def band(kind: str, fill: str) -> str:
        colour = f'w:fill="{getattr(colours, fill)}" w:themeFill="{THEME_COLOURS[fill]}"'
        return (
            f'<w:tblStylePr w:type="{kind}"><w:tblPr/>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" {colour}/></w:tcPr></w:tblStylePr>'
        )

    style: BaseOxmlElement = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE.replace(" ", "")}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"{band('firstRow', tables.head)}{band('firstCol', tables.stub)}</w:style>"
    )
    borders = style.find(f".//{qn('w:tblBorders')}")
    assert borders is not None
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(border_element(f"w:{edge}", tables.border, theme))
    document.styles.element.append(style)
