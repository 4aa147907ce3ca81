"""Checks of the file and of everything but its text: tables, pictures, links and form fields.

"Microsoft" is its Accessibility Checker, "UK government" its guidance on accessible documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from debatekit.accessibility.model import excerpt
from debatekit.accessibility.rules import finding
from debatekit.ooxml import DC, NAMESPACES, WP, O, V, W, integer, is_on, is_true, value

if TYPE_CHECKING:
    from debatekit.accessibility.model import Control, Document, GraphicObject
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


def check_file(document: Document) -> Iterator[Finding]:
    """Check the title, the language, the compatibility mode, restrictions and page numbers."""
    # WCAG 2.2, 2.4.2; EN 301 549, 10.2.4.2: the title names the window.
    if document.core is None or not (document.core.findtext(f"{DC}title") or "").strip():
        yield finding("no-title", FILE, "the document has no title")
    # WCAG 2.2, 3.1.1; EN 301 549, 10.3.1.1: a screen reader speaks in the language.
    styles, settings = document.cascade.styles, document.settings
    languages = {
        value(styles.defaults.run.get(f"{W}lang")),
        value(styles.get("paragraph", "").run.get(f"{W}lang")),
        value(settings, "themeFontLang"),
    }
    if languages <= UNKNOWN_LANGUAGES:
        yield finding("no-language", FILE, "the document does not say which language it is in")
    # In older modes, Word itself does not check accessibility (Microsoft).
    modes = [
        integer(value(setting)) or 0
        for setting in (() if settings is None else settings.iter(f"{W}compatSetting"))
        if value(setting, "", "name") == "compatibilityMode"
    ]
    if max(modes, default=0) < CURRENT_MODE:
        yield finding("compatibility-mode", FILE, "the document is in compatibility mode, for an older version of Word")
    # Some people must edit a file before they can read it (Microsoft: "document access").
    if is_true(value(settings, "documentProtection", "enforcement") or "0"):
        yield finding("restricted", FILE, "the document is protected against changes")
    if settings is not None and settings.find(f"{W}writeProtection") is not None:
        yield finding("restricted", FILE, "the document is set to open as read-only")
    for item in () if document.custom is None else document.custom.iter(f"{CUSTOM}property"):
        if item.get("name") == "_MarkAsFinal" and "".join(map(str, item.itertext())).strip().lower() in {"true", "1"}:
            yield finding("restricted", FILE, "the document is marked as final")
    # UK government; WCAG 2.2, technique PDF17. The file itself says how many pages it has (ECMA-376 part 1, 22.2).
    pages = None if document.extended is None else integer(document.extended.findtext(f"{EXTENDED}Pages") or "")
    numbered = any(
        "PAGE" in story.fields or story.part.xml().find(f".//{W}pgNum") is not None for story in document.stories
    )
    if not numbered and (pages is None or pages > 1):
        yield finding("no-page-numbers", FILE, "the pages have no numbers")


def check_tables(document: Document) -> Iterator[Finding]:
    """Check that tables have a header row that repeats (ECMA-376 part 1, 17.4.49), no merged cells, no inner tables.

    A layout table, even of one cell, is a table to a screen reader. Microsoft: "tables specify column header
    information", "use simple table structure"; WCAG 2.2, 1.3.1.
    """
    for table in (table for story in document.stories for table in story.tables if table.rows):
        if not is_on(table.rows[0][0].find(f"{W}trPr/{W}tblHeader")):
            yield finding("table-no-header", table.place, "the table has no header row")
        if any(cell.is_merged for _, cells in table.rows for cell in cells):
            yield finding("table-merged", table.place, "the table has merged cells")
        if table.outer is not None:
            yield finding("table-nested", table.place, f"the table is in a cell of table {table.outer.table.number}")


def check_objects(document: Document) -> Iterator[Finding]:
    """Check that pictures and the like have a description, and are in line with the text and not behind it.

    Microsoft: "all non-text content has alternative text", "image or object is inline with text", "avoid image
    watermarks"; WCAG 2.2, 1.1.1 and 1.3.2; Section 508. A file name or a word such as "picture" describes nothing.
    """
    for graphic in (graphic for story in document.stories for graphic in story.objects):
        attributes = graphic.attributes
        if is_true(attributes.get("hidden", "0")):
            continue
        name = attributes.get("name") or attributes.get("id") or ""
        kind = "text box" if graphic.holds_text else "picture or shape"
        where = graphic.story.place_in(graphic.paragraph)
        place = f"{kind} {excerpt(name)} in {where}" if name.strip() else f"{kind} in {where}"
        if _is_watermark(graphic):
            yield finding("watermark", place, "a watermark or another object is behind the text")
            continue
        if graphic.holds_text:
            yield finding("text-box", place, "text in a text box may be read out of order")
            continue
        if _is_floating(graphic):
            yield finding("floating", place, "it floats over the page, and is not in line with the text")
        if _is_decorative(graphic):
            continue
        text = attributes.get("descr" if graphic.is_drawing else "alt", "").strip()
        if not text:
            yield finding("no-alt-text", place, "it has no alternative text")
        elif FILE_NAME.fullmatch(text) or NO_DESCRIPTION.fullmatch(text):
            yield finding("poor-alt-text", place, f"its alternative text {excerpt(text)} does not say what it shows")


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


def check_form_fields(document: Document) -> Iterator[Finding]:
    """Check that a screen reader can say what to fill in: in content controls the title, in form fields the help text.

    ECMA-376 part 1, 17.5.2.1 and 17.16; WCAG 2.2, 1.3.1 and 4.1.2; Section 508.
    """
    for story in document.stories:
        for control in story.controls:
            where = story.place_in(control.paragraph)
            if control.is_legacy:
                if not any(value(control.properties, tag).strip() for tag in ("helpText", "statusText")):
                    yield finding("form-field-no-help", f"a form field in {where}", "the form field has no help text")
            elif _is_filled_in(control) and not value(control.properties, "alias").strip():
                place = f"a content control in {where}"
                yield finding("control-no-title", place, "the content control has no title")


def _is_filled_in(control: Control) -> bool:
    properties = control.properties
    if value(properties, "tag").startswith(GOOGLE_TAG):
        return False
    return properties is None or all(properties.find(W + kind) is None for kind in NOT_FIELDS)


def _is_decorative(graphic: GraphicObject) -> bool:
    """Return whether an object is marked as decorative ([MS-ODRAWXML]), or is a horizontal line in VML."""
    if not graphic.is_drawing:
        return graphic.element.get(f"{O}hr", "f").lower() in {"t", "true", "1"}
    marks = graphic.element.findall(f"{WP}docPr//{{{NAMESPACES['adec']}}}decorative")
    return any(is_true(mark.get("val", "0")) for mark in marks)


def _is_floating(graphic: GraphicObject) -> bool:
    return graphic.element.tag == f"{WP}anchor" or "position:absolute" in _css(graphic)


def _is_watermark(graphic: GraphicObject) -> bool:
    """Return whether an object is behind the text, or is WordArt in a header, as Word's own watermarks are."""
    if graphic.is_drawing:
        return graphic.element.tag == f"{WP}anchor" and is_true(graphic.element.get("behindDoc", "0"))
    is_art = graphic.element.find(f".//{V}textpath") is not None
    in_header = graphic.story.name.startswith(("header", "footer"))
    return (in_header and is_art) or (_is_floating(graphic) and "z-index:-" in _css(graphic))


def _css(graphic: GraphicObject) -> str:
    return "".join(graphic.element.get("style", "").lower().split())


CHECKS: Final = (check_file, check_tables, check_objects, check_links, check_form_fields)
