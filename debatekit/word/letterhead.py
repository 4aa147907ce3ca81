"""Letterhead: a school's own Word file as a template, with its styles, page, headers and footers, and nothing else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from debatekit.colours import theme_colours
from debatekit.errors import DebatekitError
from debatekit.ooxml import Element, Package, W, is_on, open_package, value
from debatekit.word import letterhead_styles, letterhead_theme
from debatekit.word.floating import make_room
from debatekit.word.letterhead_headers import HeaderReader, is_seen
from debatekit.word.numbering import ExistingNumbering
from debatekit.word.package import Part
from debatekit.word.styles import TABLE_STYLE
from debatekit.word.stylesheet import StyleSheet, new_root, read_styles, remove, sanitize, to_twips
from debatekit.word.template import PAPERS, DocxTemplate, HeaderTemplate, font_table_xml, template_with_page
from debatekit.word.theme import MIN_TEXT_WIDTH, Theme, twips
from debatekit.word.xml import attribute

MAX_FILE = 50_000_000  # bytes; its pictures are in every document that is made with it
STYLES, THEME, SETTINGS = "word/styles.xml", "word/theme/theme1.xml", "word/settings.xml"
FONTS = "word/fontTable.xml"
SAVE_AS = "In Word, choose File > Save As > Word Document (*.docx)."


@dataclass(frozen=True)
class Letterhead:
    """What is taken from a school's file, for templates in any theme, language and paper."""

    file: str
    styles: StyleSheet
    numbering: ExistingNumbering
    palette: Element | None  # the theme part, for its colours and fonts
    page_size: tuple[int, int] | None  # width and height in twentieths of a point, None if the file does not set them
    margins: Mapping[str, int]
    pages: tuple[str, ...]
    headers: tuple[HeaderTemplate, ...]
    pictures: tuple[Part, ...]
    notes: tuple[str, ...]  # what a teacher should know about it
    tab_stop: str  # the distance of default tab stops, which letterheads rely on; "" if the file does not set it


def open_letterhead(path: Path) -> Letterhead:
    """Return what is taken from the Word file at `path` (.docx or .dotx).

    Raises `DebatekitError` if it, or something in its headers, cannot be used; `docs/school-look.md` lists the errors.
    """
    package = open_package(path, MAX_FILE)
    _refuse_other_files(package)
    main, settings = package.main, package.main.related_xml("settings")
    sections = list(main.xml.iter(f"{W}sectPr")) or [new_root("sectPr")]
    section = sections[-1]
    first, even = section.find(f"{W}titlePg"), settings.find(f"{W}evenAndOddHeaders")
    pages = ("default", *(["first"] if is_on(first) else []), *(["even"] if is_on(even) else []))
    reader = HeaderReader(package)
    trees = reader.read_all(sections, pages)
    styles = read_styles(main.related_xml("styles"))
    for tree in trees.values():
        styles.drop_unknown(tree)
    width, height = (to_twips(value(section, "pgSz", side)) for side in ("w", "h"))
    margins = _margins(section.find(f"{W}pgMar"))
    not_taken = letterhead_styles.settle_text(styles, trees.values())
    not_taken += [*_not_taken(main.xml, section), *sorted(reader.not_taken)]
    notes = [f"not taken from it: {', '.join(not_taken)}"] if not_taken else []
    if make_room(trees, margins, height):
        notes.append("text is moved, so that it is not printed over what floats in header or footer")
    return Letterhead(
        file=package.name,
        styles=styles,
        numbering=_numbering(main.related_xml("numbering"), styles, trees.values()),
        palette=letterhead_theme.read_palette(main.related_xml("theme")),
        page_size=(width, height) if width and height else None,
        margins=margins,
        pages=pages,
        headers=tuple(reader.template(place, tree) for place, tree in trees.items() if is_seen(tree)),
        pictures=tuple(reader.pictures.values()),
        notes=tuple(notes),
        tab_stop=value(settings, "defaultTabStop"),
    )


def _refuse_other_files(package: Package) -> None:
    """Raise `DebatekitError` if a package is no Word document without macros."""
    if package.part("mimetype"):
        hint = "In LibreOffice, choose File > Save As > Word 2010-365 (.docx)."
        raise package.error("this is an OpenDocument text", hint)
    types = (package.read("[Content_Types].xml") or b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types or package.part("word/vbaProject.bin"):
        raise package.error("it holds macros, which are not taken over", SAVE_AS)
    if package.main.xml.find(f"{W}body") is None:
        raise package.error("this is not a Word document", SAVE_AS)


def _margins(found: Element | None) -> dict[str, int]:
    """Return the margins of a section's page (17.6.11); the gutter is part of the left one."""
    sides = ("top", "bottom", "left", "right", "header", "footer")
    margins = {side: to_twips(text) for side in sides if (text := value(found, "", side))}
    if "left" in margins:
        margins["left"] += max(to_twips(value(found, "", "gutter")), 0)
    return {side: margin if side in ("top", "bottom") else max(margin, 0) for side, margin in margins.items()}


def _not_taken(document: Element, section: Element) -> list[str]:
    """Return what else is not taken and would be seen (17.2.1, 17.6.4, 17.6.10)."""
    found = {
        "page borders": section.find(f"{W}pgBorders") is not None,
        "columns": value(section, "cols", "num") not in {"", "1"},
        "the colour of the page": value(document, "background", "color").upper() not in {"", "AUTO", "FFFFFF"},
    }
    return [name for name, is_there in found.items() if is_there]


def _numbering(root: Element, sheet: StyleSheet, trees: Iterable[Element]) -> ExistingNumbering:
    """Return the numbering that styles and `trees` use, and remove references to any that does not exist from both."""
    sanitize(root, ("w",))
    sheet.drop_unknown(root)
    references = [found for tree in (sheet.root, *trees) for found in tree.iter(f"{W}numPr")]
    used = {value(reference, "numId") for reference in references}
    definitions = {value(found, "", "abstractNumId"): found for found in root.iterfind(f"{W}abstractNum")}
    lists: dict[int, Element] = {}
    kept: dict[int, Element] = {}
    for found in root.iterfind(f"{W}num"):
        number, key = value(found, "", "numId"), value(found, "abstractNumId")
        if number in used and number.isdecimal() and key.isdecimal() and key in definitions:
            lists[int(number)], kept[int(key)] = found, definitions[key]
    known = {*map(str, lists), "", "0"}  # 0 removes the numbering of an ancestor (17.9.18)
    for reference in [found for found in references if value(found, "numId") not in known]:
        remove(reference)
    roots = [new_root("numbering", found.values()) for found in (kept, lists)]
    texts = [etree.tostring(root, encoding="unicode").partition(">")[2] for root in roots]
    definitions_xml, lists_xml = (text.removesuffix("</w:numbering>") for text in texts)
    return ExistingNumbering(definitions_xml, lists_xml, max(kept, default=-1) + 1, max(lists, default=0) + 1)


def letterhead_template(letterhead: Letterhead, theme: Theme, language: str, paper: str | None = None) -> DocxTemplate:
    """Return the template of a letterhead, for documents in `language`, with what it lacks taken from `theme`.

    The page is the letterhead's, or `paper` within its margins. Raises `DebatekitError` if no text fits between them.
    """
    palette, other_links = letterhead.palette, re.compile("(?!)")
    if palette is not None:
        theme, other_links = letterhead_theme.in_colours(theme, palette)
    template = _own_template(letterhead, theme, language, paper)
    blobs = {part.name: part.blob for part in template.parts}
    own = StyleSheet(etree.fromstring(other_links.sub("", blobs[STYLES].decode()).encode()))
    look, settings = etree.fromstring(blobs[THEME]), etree.fromstring(blobs[SETTINGS])
    if palette is not None:
        letterhead_theme.apply_palette(look, palette)
    sheet, ids, pale = letterhead_styles.merge_styles(letterhead.styles, own, theme_colours(look))
    letterhead_styles.set_language(sheet, language)
    twins = letterhead_styles.add_twins(sheet, ids)
    _apply_settings(settings, letterhead)
    fonts = letterhead_theme.name_fonts(sheet.root, look)
    roots = {STYLES: sheet.root, THEME: look, SETTINGS: settings}
    blobs = {name: etree.tostring(root, encoding="UTF-8", standalone=True) for name, root in roots.items()}
    blobs[FONTS] = font_table_xml(fonts).encode()
    escaped = {name: attribute(identifier)[1:-1] for name, identifier in ids.items()}
    notes = [f"too pale to read, so in debatekit's colour: {', '.join(pale)}"] if pale else []
    return replace(
        template,
        parts=(*(replace(part, blob=blobs[part.name]) for part in template.parts), *letterhead.pictures),
        styles=escaped,
        indents={name: sheet.indent(sheet.by_id[identifier]) for name, identifier in ids.items()},
        claim_borders={side: other_links.sub("", xml) for side, xml in template.claim_borders.items()},
        cell_shading=letterhead_styles.cell_shading(sheet.by_id[ids[TABLE_STYLE]]),
        twin_ids={(escaped[style], escaped[own]): escaped.get(twin, "") for (style, own), twin in twins.items()},
        has_other_fonts=True,
        lists=letterhead.numbering,
        edges=letterhead.headers,
        notes=tuple(f"{letterhead.file}: {note}" for note in (*notes, *letterhead.notes)),
        pages=letterhead.pages,
    )


def _own_template(letterhead: Letterhead, theme: Theme, language: str, paper: str | None) -> DocxTemplate:
    """Return the template of a theme on the page of a letterhead."""
    size = letterhead.page_size if letterhead.page_size and paper is None else PAPERS[paper or "a4"]
    margins = {side: twips(length) for side, length in theme.margins} | dict(letterhead.margins)
    template = template_with_page(theme, size, margins, language)
    text_height = size[1] - abs(margins["top"]) - abs(margins["bottom"])
    if min(template.text_width, text_height) < twips(MIN_TEXT_WIDTH):
        message, hint = "its margins leave no room for text on the page", "Change them in Layout > Margins."
        raise DebatekitError.for_file(letterhead.file, message, hint)
    return template


def _apply_settings(settings: Element, letterhead: Letterhead) -> None:
    for stop in settings.iterfind(f"{W}defaultTabStop"):
        stop.set(f"{W}val", letterhead.tab_stop or value(stop))
    for spacing in settings.iterfind(f"{W}characterSpacingControl") if "even" in letterhead.pages else ():
        spacing.addprevious(spacing.makeelement(f"{W}evenAndOddHeaders"))
