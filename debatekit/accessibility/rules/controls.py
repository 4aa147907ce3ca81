"""Rules about form fields: a screen reader says what belongs in them (WCAG 2.2, 1.3.1 and 4.1.2; Section 508)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from debatekit.accessibility import kinds
from debatekit.accessibility.markup import W, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debatekit.accessibility.document import Document
    from debatekit.accessibility.findings import Finding
    from debatekit.accessibility.stories import Control, Paragraph

NOT_FIELDS: Final = ("group", "citation", "bibliography", "equation")
"""Kinds of content controls that nobody fills in (ECMA-376 part 1, 17.5.2)."""

GOOGLE: Final = "goog_rdk_"
"""How Google Docs tags the content controls that it wraps around text of its own accord."""


def titles(document: Document) -> Iterator[Finding]:
    """Check that a content control has a title (ECMA-376 part 1, 17.5.2.1)."""
    for story in document.stories:
        for control in story.controls:
            if _is_field(control) and not value(control.properties, "alias").strip():
                where = _where(control.paragraph) or story.name or "the document"
                yield kinds.CONTROL_NO_TITLE.at(f"a content control in {where}", "the content control has no title")


def form_field_help(document: Document) -> Iterator[Finding]:
    """Check that a form field of the old kind has a help text (ECMA-376 part 1, 17.16)."""
    for story in document.stories:
        for field in story.form_fields:
            if not any(value(field.data, tag).strip() for tag in ("helpText", "statusText")):
                where = _where(field.paragraph) or story.name or "the document"
                yield kinds.FORM_FIELD_NO_HELP.at(f"a form field in {where}", "the form field has no help text")


def _is_field(control: Control) -> bool:
    if value(control.properties, "tag").startswith(GOOGLE):
        return False
    return control.properties is None or all(control.properties.find(W + kind) is None for kind in NOT_FIELDS)


def _where(paragraph: Paragraph | None) -> str:
    return "" if paragraph is None else paragraph.place
