"""Accessibility inspection of any Word document: barriers for people with disabilities, and how to fix them in Word.

No file, however broken or hostile, does more than raise a `DebatekitError`; nothing is written, fetched or run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.accessibility import object_checks, text_checks
from debatekit.accessibility.parser import parse_document
from debatekit.accessibility.rules import Finding, Severity
from debatekit.ooxml import open_package

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Finding", "Severity", "inspect_file"]

CHECKS: Final = (
    object_checks.check_title,
    object_checks.check_language,
    object_checks.check_compatibility_mode,
    object_checks.check_restrictions,
    object_checks.check_page_numbers,
    text_checks.check_headings,
    text_checks.check_heading_look_alikes,
    object_checks.check_header_rows,
    object_checks.check_simple_tables,
    object_checks.check_alternative_text,
    object_checks.check_floating_objects,
    object_checks.check_watermarks,
    object_checks.check_links,
    text_checks.check_typed_lists,
    text_checks.check_blank_paragraphs,
    text_checks.check_spaces_and_tabs,
    text_checks.check_alignment,
    text_checks.check_capitals,
    text_checks.check_sizes,
    text_checks.check_contrast,
    object_checks.check_content_controls,
    object_checks.check_form_fields,
)


def inspect_file(path: Path) -> list[Finding]:
    """Return the findings of all rules in a Word file (.docx, .docm), in the order of the rules and of the text.

    Raises `DebatekitError` if the file cannot be read.
    """
    document = parse_document(open_package(path))
    return [found for check in CHECKS for found in check(document)]
