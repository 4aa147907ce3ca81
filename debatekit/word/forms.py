"""Content controls: check boxes and text fields, each with a title that a screen reader says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debatekit.word.page import text_of
from debatekit.word.xml import attribute, run

if TYPE_CHECKING:
    from debatekit.word.draft import Draft
    from debatekit.word.page import Element

LONGEST_TITLE = 64
"""Word refuses a longer title or tag of a control (the limit of ST_String in 17.5.2.1 and 17.5.2.42)."""

CHECKED, UNCHECKED = "2612", "2610"
EMPTY_FIELD = "\N{EN SPACE}" * 5
"""What an empty text field holds: white, so that it prints as nothing and can still be found with the mouse."""


def control(draft: Draft, element: Element) -> str:
    """Return the content control for an ``input`` element, as a run-level element (17.5.2.31)."""
    kind = element.get("type", "text")
    title = element.get("title") or label_of(element)
    if not title:
        draft.report(element, "this field has no title", 'Put it in a <label>, or give it title="…".')
    if kind == "checkbox":
        checked = element.get("checked") is not None
        states = f'<w14:checked w14:val="{int(checked)}"/>' + "".join(
            f'<w14:{state} w14:val="{glyph}" w14:font={attribute(draft.look.symbol_font)}/>'
            for state, glyph in (("checkedState", CHECKED), ("uncheckedState", UNCHECKED))
        )
        glyph = chr(int(CHECKED if checked else UNCHECKED, 16))
        return _control(
            draft,
            element,
            title,
            f"<w14:checkbox>{states}</w14:checkbox>",
            run(glyph, draft.style("Check Box")),
        )
    content = run(element.get("value") or EMPTY_FIELD, draft.style("Form Field"))
    return _control(draft, element, title, _kind(kind, draft.look.language), content)


def label_of(element: Element) -> str:
    """Return the text of the label around an ``input``."""
    label = next(element.iterancestors("label"), None)
    return "" if label is None else text_of(label).rstrip(":")


def _kind(kind: str, language: str) -> str:
    if kind == "date":
        return (
            f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val={attribute(language)}/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return "<w:text/>"


def _control(draft: Draft, element: Element, title: str, kind: str, content: str) -> str:
    tag = element.get("name") or element.get("type") or "text"
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={attribute(title, LONGEST_TITLE)}/>"
        f'<w:tag w:val={attribute(tag, LONGEST_TITLE)}/><w:id w:val="{draft.control()}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
