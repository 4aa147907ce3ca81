"""Checks of the file and of everything but its text: tables, pictures, links and form fields.

"Microsoft" is its Accessibility Checker, "UK government" its guidance on accessible documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.model import excerpt
from debatekit.accessibility.rules import finding
from debatekit.ooxml import DC, NAMESPACES, WP, O, V, W, integer, is_on, is_true, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.model import Cell, Document, GraphicObject, Table
    from debatekit.accessibility.rules import Finding

EXTENDED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
FILE: Final = "the document"
CURRENT_MODE: Final = 15
"""The compatibility mode of Word 2013 and later ([MS-DOCX], "compatSetting")."""
UNKNOWN_LANGUAGES: Final = frozenset({"", "x-none", "zxx"})

FILE_NAME: Final = re.compile(r"\S.{0,99}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|heic|ico|pdf)", re.IGNORECASE)
NO_DESCRIPTION: Final = re.compile(
    r"(?:an?\s+|the\s+)?(?:picture|image|img|photo(?:graph)?|dsc|graphic|chart|diagram|shape|figure|screenshot|logo"
    r"|icon|drawing|illustration|object|alt(?:ernative)?\s+text|untitled)[\s_\-#(]*\d*[.)]?",
    re.IGNORECASE,
)

VAGUE_LINKS: Final = frozenset(
    {
        "here", "click", "click here", "click this", "click this link", "link", "this link", "the link", "hyperlink",
        "this", "this page", "this website", "this site", "website", "web page", "webpage", "page", "url", "read",
        "read more", "read on", "read this", "see more", "see here", "see", "more", "more info", "more information",
        "learn more", "find out more", "details", "more details", "info", "continue", "go", "go here", "open",
        "download", "download here", "view", "visit", "look here", "follow this link", "source", "web",
    }
)  # fmt: skip
"""Texts of links that do not say where they lead, as WCAG 2.2, failures F63 and F84, have them, and more."""
ADDRESS: Final = re.compile(r"(?:https?|ftp|file)://\S*|www\.\S+", re.IGNORECASE)
AROUND_LINKS: Final = " \t\n\xa0.,:;!?…›»→>()[]<\"'“”‘’"

NOT_FIELDS: Final = ("group", "citation", "bibliography", "equation")
"""Kinds of content controls that are not filled in (ECMA-376 part 1, 17.5.2)."""
GOOGLE_TAG: Final = "goog_rdk_"
"""How Google Docs tags the content controls that it wraps around text by itself."""


def check_title(document: Document) -> Iterator[Finding]:
    """Check that the document has a title (WCAG 2.2, 2.4.2; EN 301 549, 10.2.4.2), which names its window."""
    if document.core is None or not (document.core.findtext(f"{DC}title") or "").strip():
        yield finding("no-title", FILE, "the document has no title")


def check_language(document: Document) -> Iterator[Finding]:
    """Check that the language is set (WCAG 2.2, 3.1.1; EN 301 549, 10.3.1.1): a screen reader speaks in it."""
    styles = document.cascade.styles
    languages = {
        value(styles.defaults.run.get(f"{W}lang")),
        value(styles.get("paragraph", "").run.get(f"{W}lang")),
        value(document.settings, "themeFontLang"),
    }
    if languages <= UNKNOWN_LANGUAGES:
        yield finding("no-language", FILE, "the document does not say which language it is in")


def check_compatibility_mode(document: Document) -> Iterator[Finding]:
    """Check that the file is in the current mode, as in others Word does not check accessibility (Microsoft)."""
    modes = [
        integer(value(setting)) or 0
        for setting in (() if document.settings is None else document.settings.iter(f"{W}compatSetting"))
        if value(setting, "", "name") == "compatibilityMode"
    ]
    if max(modes, default=0) < CURRENT_MODE:
        yield finding("compatibility-mode", FILE, "the document is in compatibility mode, for an older version of Word")


def check_restrictions(document: Document) -> Iterator[Finding]:
    """Check that everybody may edit the file, as some must before they can read it (Microsoft: "document access")."""
    settings = document.settings
    if is_true(value(settings, "documentProtection", "enforcement") or "0"):
        yield finding("restricted", FILE, "the document is protected against changes")
    if settings is not None and settings.find(f"{W}writeProtection") is not None:
        yield finding("restricted", FILE, "the document is set to open as read-only")
    for item in () if document.custom is None else document.custom.iter(f"{CUSTOM}property"):
        if item.get("name") == "_MarkAsFinal" and "".join(map(str, item.itertext())).strip().lower() in {"true", "1"}:
            yield finding("restricted", FILE, "the document is marked as final")


def check_page_numbers(document: Document) -> Iterator[Finding]:
    """Check that pages have numbers (UK government; WCAG 2.2, technique PDF17).

    The number of pages is what the file records (ECMA-376 part 1, 22.2, "Pages"); without one, more than one is assumed.
    """
    pages = None if document.extended is None else integer(document.extended.findtext(f"{EXTENDED}Pages") or "")
    numbered = any(
        "PAGE" in story.fields or story.part.xml().find(f".//{W}pgNum") is not None for story in document.stories
    )
    if not numbered and (pages is None or pages > 1):
        yield finding("no-page-numbers", FILE, "the pages have no numbers")


def check_header_rows(document: Document) -> Iterator[Finding]:
    """Check that the first row of a table is a header row that repeats (ECMA-376 part 1, 17.4.49; WCAG 2.2, 1.3.1).

    A layout table, even of one cell, is a table to a screen reader. Microsoft: "tables specify column header
    information".
    """
    for table in _tables(document):
        if not is_on(table.rows[0][0].find(f"{W}trPr/{W}tblHeader")):
            yield finding("table-no-header", table.place, "the table has no header row")


def check_simple_tables(document: Document) -> Iterator[Finding]:
    """Check that cells are not merged and contain no tables (Microsoft: "use simple table structure")."""
    for table in _tables(document):
        if any(_is_merged(cell) for _, cells in table.rows for cell in cells):
            yield finding("table-merged", table.place, "the table has merged cells")
        if table.outer is not None:
            yield finding("table-nested", table.place, f"the table is in a cell of table {table.outer.table.number}")


def check_alternative_text(document: Document) -> Iterator[Finding]:
    """Check that objects have a description (ECMA-376 part 1, 20.4.2.5) or are decorative.

    A file name or a word such as "picture" describes nothing. Text boxes and watermarks have rules of their own.
    Microsoft: "all non-text content has alternative text"; WCAG 2.2, 1.1.1; Section 508.
    """
    for graphic in _objects(document):
        text = _attributes(graphic).get("descr" if _is_drawing(graphic) else "alt", "").strip()
        if graphic.holds_text or _is_decorative(graphic) or _is_watermark(graphic):
            continue
        if not text:
            yield finding("no-alt-text", _place(graphic), "it has no alternative text")
        elif FILE_NAME.fullmatch(text) or NO_DESCRIPTION.fullmatch(text):
            message = f"its alternative text {excerpt(text)} does not say what it shows"
            yield finding("poor-alt-text", _place(graphic), message)


def check_floating_objects(document: Document) -> Iterator[Finding]:
    """Check that objects are in line with the text, and text is not in a box, so that it is read in its order.

    Microsoft: "image or object is inline with text"; WCAG 2.2, 1.3.2; Section 508.
    """
    for graphic in _objects(document):
        if _is_watermark(graphic):
            continue
        if graphic.holds_text:
            yield finding("text-box", _place(graphic), "text in a text box may be read out of order")
        elif _is_floating(graphic):
            yield finding("floating", _place(graphic), "it floats over the page, and is not in line with the text")


def check_watermarks(document: Document) -> Iterator[Finding]:
    """Check that nothing is behind the text (Section 508; Microsoft: "avoid image watermarks")."""
    for graphic in _objects(document):
        if _is_watermark(graphic):
            yield finding("watermark", _place(graphic), "a watermark or another object is behind the text")


def check_links(document: Document) -> Iterator[Finding]:
    """Check that the text of a link says where it leads: not "here", not an address, and not nothing.

    A link with a picture has the alternative text of the picture. Microsoft: "hyperlink text is meaningful"; WCAG 2.2,
    2.4.4; UK government.
    """
    for link in (link for story in document.stories for link in story.links if not link.paragraph.in_contents):
        text = link.text.strip(AROUND_LINKS)
        place = f"link {excerpt(text)} in {link.paragraph.place}"
        if not text:
            if not link.holds_object:
                yield finding("link-text", f"a link in {link.paragraph.place}", "the link has no text")
        elif " ".join(text.lower().split()) in VAGUE_LINKS:
            yield finding("link-text", place, "the text of the link does not say where it leads")
        elif ADDRESS.fullmatch(text):
            yield finding("link-text", place, "the text of the link is only an address")


def check_content_controls(document: Document) -> Iterator[Finding]:
    """Check that a content control has a title (ECMA-376 part 1, 17.5.2.1), which a screen reader reads out.

    WCAG 2.2, 1.3.1 and 4.1.2; Section 508.
    """
    for story in document.stories:
        for control in story.controls:
            properties = control.properties
            if value(properties, "tag").startswith(GOOGLE_TAG) or value(properties, "alias").strip():
                continue
            if properties is None or all(properties.find(W + kind) is None for kind in NOT_FIELDS):
                place = f"a content control in {story.place_in(control.paragraph)}"
                yield finding("control-no-title", place, "the content control has no title")


def check_form_fields(document: Document) -> Iterator[Finding]:
    """Check that a legacy form field has a help text (ECMA-376 part 1, 17.16; WCAG 2.2 and Section 508 as above)."""
    for story in document.stories:
        for control in story.form_fields:
            if not any(value(control.properties, tag).strip() for tag in ("helpText", "statusText")):
                place = f"a form field in {story.place_in(control.paragraph)}"
                yield finding("form-field-no-help", place, "the form field has no help text")


def _tables(document: Document) -> Iterator[Table]:
    return (table for story in document.stories for table in story.tables if table.rows)


def _is_merged(cell: Cell) -> bool:
    properties = cell.properties
    return cell.span > 1 or (
        properties is not None and any(properties.find(W + tag) is not None for tag in ("vMerge", "hMerge"))
    )


def _objects(document: Document) -> Iterator[GraphicObject]:
    objects = (graphic for story in document.stories for graphic in story.objects)
    return (graphic for graphic in objects if not is_true(_attributes(graphic).get("hidden", "0")))


def _is_drawing(graphic: GraphicObject) -> bool:
    return graphic.element.tag.startswith(WP)


def _attributes(graphic: GraphicObject) -> dict[str, str]:
    """Return the attributes that name and describe an object: those of its ``wp:docPr``, or of the shape in VML."""
    found = graphic.element.find(f"{WP}docPr") if _is_drawing(graphic) else graphic.element
    return {} if found is None else {str(key): str(text) for key, text in found.attrib.items()}


def _place(graphic: GraphicObject) -> str:
    attributes = _attributes(graphic)
    name = attributes.get("name") or attributes.get("id") or ""
    kind = "text box" if graphic.holds_text else "picture or shape"
    where = graphic.story.place_in(graphic.paragraph)
    return f"{kind} {excerpt(name)} in {where}" if name.strip() else f"{kind} in {where}"


def _is_decorative(graphic: GraphicObject) -> bool:
    """Return whether an object is marked as decorative ([MS-ODRAWXML]), or is a horizontal line in VML."""
    if not _is_drawing(graphic):
        return graphic.element.get(f"{O}hr", "f").lower() in {"t", "true", "1"}
    marks = graphic.element.findall(f"{WP}docPr//{{{NAMESPACES['adec']}}}decorative")
    return any(is_true(mark.get("val", "0")) for mark in marks)


def _is_floating(graphic: GraphicObject) -> bool:
    if _is_drawing(graphic):
        return graphic.element.tag == f"{WP}anchor"
    return "position:absolute" in _css(graphic)


def _is_watermark(graphic: GraphicObject) -> bool:
    """Return whether an object is behind the text, or is WordArt in a header, as Word's own watermarks are."""
    if _is_drawing(graphic):
        return graphic.element.tag == f"{WP}anchor" and is_true(graphic.element.get("behindDoc", "0"))
    is_art = graphic.element.find(f".//{V}textpath") is not None
    in_header = graphic.story.kind in {"header", "footer"}
    return (in_header and is_art) or (_is_floating(graphic) and "z-index:-" in _css(graphic))


def _css(graphic: GraphicObject) -> str:
    return "".join(graphic.element.get("style", "").lower().split())
