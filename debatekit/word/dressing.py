"""A theme, a paper and a language → a look: a blank document that gets styles, colours and fonts.

python-docx understands the package; nobody here writes relationships or styles by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from debatekit.word.catalogue import PARAGRAPH_STYLES, TABLE_STYLE
from debatekit.word.look import DRAWING, Look, Part, Relationship, page_size, twips
from debatekit.word.order import element
from debatekit.word.paper import PAPERS
from debatekit.word.styles import TextWidths, apply_theme, border_element, effective, fill_attributes, left_indent

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from debatekit.word.theme import Border, Theme

BLANK: Final = Path(__file__).parent / "blank"
"""A Word package with nothing in it, unzipped, in the current compatibility mode."""

THEME_SLOTS: Final = {
    "text": ["dk1"],
    "paper": ["lt1"],
    "ink": ["dk2", "hlink", "folHlink", "accent3", "accent5"],
    "fill": ["lt2"],
    "secondary": ["accent1", "accent4"],
    "rule": ["accent2", "accent6"],
}


def dressed(theme: Theme, paper: str, language: str) -> Look:
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
        ends_below=frozenset(kind.name for kind in PARAGRAPH_STYLES if effective(theme, kind.name, "end_below")),
        page_size=page_size(paper),
        margins={side: twips(getattr(margins, side)) for side in type(margins).model_fields},
        list_step=twips(theme.lists.step),
        bullets=tuple(theme.lists.bullets),
        write_row=twips(theme.tables.write_row),
        cell_padding=twips(theme.tables.padding),
        table_letter=twips(_table_letter(theme)),
        flow=theme.flow,
        symbol_font=theme.fonts.symbol,
        language=language,
    )


def _table_letter(theme: Theme) -> float:
    size, spacing = (effective(theme, "Table Text", key) or 0.0 for key in ("size", "letter_spacing"))
    assert isinstance(size, float)
    assert isinstance(spacing, float)
    return (theme.tables.letter * size + spacing) if theme.tables.letter else 0.0


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
            for found in root.iterfind(f".//{DRAWING}{slot}/{DRAWING}srgbClr"):
                found.set("val", getattr(theme.colours, colour))
    for slot, font in (("majorFont", theme.fonts.heading), ("minorFont", theme.fonts.body)):
        for found in root.iterfind(f".//{DRAWING}{slot}/{DRAWING}latin"):
            found.set("typeface", font)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_language(document: Document, language: str) -> None:
    for tag, root in (("w:lang", document.styles.element), ("w:themeFontLang", document.settings.element)):
        for found in root.iter(qn(tag)):
            found.set(qn("w:val"), language)
            if found.get(qn("w:eastAsia")):
                found.set(qn("w:eastAsia"), language)


def _add_table_style(document: Document, theme: Theme) -> None:
    tables = theme.tables
    side, above = twips(tables.padding), twips(tables.padding_above)
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )

    style: BaseOxmlElement = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE.replace(" ", "")}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        "</w:style>"
    )
    style.append(_band("firstRow", tables.head, theme, tables.head_rule))
    style.append(_band("firstCol", tables.stub, theme))
    borders = style.find(f".//{qn('w:tblBorders')}")
    assert borders is not None
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(border_element(f"w:{edge}", tables.border, theme))
    document.styles.element.append(style)


def _band(kind: str, fill: str, theme: Theme, rule: Border | None = None) -> BaseOxmlElement:
    """Return what a table style says of its header row or its row headers (17.7.6.6)."""
    band = element("w:tblStylePr", type=kind)
    band.append(element("w:tblPr"))
    cell = element("w:tcPr")
    if rule:
        borders = element("w:tcBorders")
        borders.append(border_element("w:bottom", rule, theme))
        cell.append(borders)
    if fill != "none":
        cell.append(element("w:shd", **fill_attributes(fill, theme)))
    band.append(cell)
    return band
