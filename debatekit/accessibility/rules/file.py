"""Rules about the file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.markup import W, switched_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding

TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
EXTENDED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"

FILE: Final = "the document"

CURRENT_MODE: Final = 15
"""The compatibility mode of Word 2013 and later ([MS-DOCX], "compatSetting")."""

NO_LANGUAGE: Final = frozenset({"", "x-none", "zxx"})


def title(document: Document) -> Iterator[Finding]:
    """Check that the document has a title (WCAG 2.2, 2.4.2; EN 301 549, 10.2.4.2): a window is called by it."""
    if document.core is None or not (document.core.findtext(TITLE) or "").strip():
        yield kinds.NO_TITLE.at(FILE, "the document has no title")


def language(document: Document) -> Iterator[Finding]:
    """Check that the language is set (WCAG 2.2, 3.1.1; EN 301 549, 10.3.1.1): a screen reader speaks in it."""
    said = (
        document.styles.defaults.run.get(f"{W}lang"),
        document.styles.paragraph("").run.get(f"{W}lang"),
        None if document.settings is None else document.settings.find(f"{W}themeFontLang"),
    )
    if {value(found) for found in said} <= NO_LANGUAGE:
        yield kinds.NO_LANGUAGE.at(FILE, "the document does not say which language it is in")


def compatibility_mode(document: Document) -> Iterator[Finding]:
    """Check that the file is in the current mode, in which alone Word checks all of this itself (Microsoft)."""
    modes = [
        whole(value(setting)) or 0
        for setting in (() if document.settings is None else document.settings.iter(f"{W}compatSetting"))
        if value(setting, "", "name") == "compatibilityMode"
    ]
    if max(modes, default=0) < CURRENT_MODE:
        yield kinds.COMPATIBILITY_MODE.at(FILE, "the document is kept for an older Word, in compatibility mode")


def restrictions(document: Document) -> Iterator[Finding]:
    """Check that everybody may change the file, as some must before they can read it (Microsoft: "document access")."""
    settings = document.settings
    protection = None if settings is None else settings.find(f"{W}documentProtection")
    if switched_on(protection, "enforcement"):
        yield kinds.RESTRICTED.at(FILE, "the document is protected against changes")
    if settings is not None and settings.find(f"{W}writeProtection") is not None:
        yield kinds.RESTRICTED.at(FILE, "the document is to be opened for reading only")
    for found in () if document.custom is None else document.custom.iter(f"{CUSTOM}property"):
        if found.get("name") == "_MarkAsFinal" and "".join(map(str, found.itertext())).strip().lower() in {"true", "1"}:
            yield kinds.RESTRICTED.at(FILE, "the document is marked as final")


def page_numbers(document: Document) -> Iterator[Finding]:
    """Check that pages have numbers (UK government, "accessible documents"; WCAG 2.2, technique PDF17).

    How many pages there are is taken from the file's own word (ECMA-376 part 1, 22.2, "Pages"); where it says nothing,
    they are taken to be more than one.
    """
    pages = None if document.extended is None else whole(document.extended.findtext(f"{EXTENDED}Pages") or "")
    numbered = any("PAGE" in story.fields for story in document.stories) or any(
        story.part.xml().find(f".//{W}pgNum") is not None for story in document.stories
    )
    if not numbered and (pages is None or pages > 1):
        yield kinds.NO_PAGE_NUMBERS.at(FILE, "the pages have no numbers")
