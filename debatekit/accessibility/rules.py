"""The rules of an accessibility inspection: their codes, severities and remedies; `docs/inspect.md` explains each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding matters, in the words of Microsoft's Accessibility Checker."""

    ERROR = "error"
    WARNING = "warning"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Finding:
    """One barrier in a document, for the person who can fix it in Word.

    `place` is where it is, in words: "table 2", "paragraph 14 “Trees give shade.”", "header 1"; `message` is a sentence
    without its full stop, `mend` how to fix it, in whole sentences.
    """

    code: str
    severity: Severity
    place: str
    message: str
    mend: str


ERROR, WARNING, TIP = Severity

RULES: Final[dict[str, tuple[Severity, str]]] = {
    "no-title": (WARNING, "Write a title under File › Info › Properties › Title."),
    "no-language": (ERROR, "Choose it under Review › Language › Set Proofing Language, and set it as the default."),
    "compatibility-mode": (TIP, "Choose File › Info › Convert."),
    "restricted": (ERROR, "Remove the restriction under File › Info › Protect Document."),
    "no-page-numbers": (TIP, "Choose Insert › Page Number."),
    "watermark": (WARNING, "Choose Design › Watermark › Remove Watermark, and write what it says in the text."),
    "no-headings": (ERROR, "Give its headings the styles Heading 1, Heading 2 … (Home › Styles)."),
    "first-heading": (TIP, "Give it the style Heading 1 (Home › Styles)."),
    "heading-skipped": (WARNING, "Give it the style of the next level (Home › Styles), or add the heading between."),
    "heading-empty": (WARNING, "Write the heading, or delete the line; for space above, use Layout › Spacing."),
    "looks-like-heading": (TIP, "If it is a heading, give it a heading style (Home › Styles)."),
    "table-no-header": (ERROR, "Click into its first row and choose Table Layout › Repeat Header Rows."),
    "table-merged": (WARNING, "Choose Table Layout › Split Cells, so that every row has the same cells."),
    "table-nested": (WARNING, "Move the inner table out of the outer one, or write it as text."),
    "no-alt-text": (ERROR, "Right-click it, choose View Alt Text and describe it, or mark it as decorative."),
    "poor-alt-text": (ERROR, "Right-click it, choose View Alt Text and write what a reader should learn from it."),
    "floating": (WARNING, "Click it and choose Picture Format › Wrap Text › In Line with Text."),
    "text-box": (WARNING, "Move its text into a paragraph, with a border if it needs one (Home › Borders)."),
    "link-text": (WARNING, "Right-click it, choose Edit Hyperlink and write what it leads to under Text to display."),
    "typed-list": (TIP, "Delete the typed marks, select the lines and choose Home › Bullets or Home › Numbering."),
    "blank-paragraphs": (WARNING, "Delete them and set Layout › Spacing, or choose Insert › Page Break."),
    "space-run": (WARNING, "Delete them and use a tab stop (Home › Paragraph › Tabs) or a table."),
    "tab-run": (WARNING, "Leave one and set a tab stop where it should lead (Home › Paragraph › Tabs)."),
    "justified": (TIP, "Choose Home › Align Left."),
    "capitals": (TIP, "Select it and clear All Caps (Home › Font); use bold for emphasis."),
    "small-main-text": (TIP, "Make the style Normal larger: Home › Styles, right-click Normal, Modify."),
    "small-text": (TIP, "Choose a larger size (Home › Font)."),
    "low-contrast": (WARNING, "Choose another colour: Home › Font Color, or Home › Shading for the background."),
    "control-no-title": (WARNING, "Click it, choose Developer › Properties and write what to fill in under Title."),
    "form-field-no-help": (WARNING, "Double-click it, choose Add Help Text and write what to fill in."),
}


def finding(code: str, place: str, message: str) -> Finding:
    """Return a finding of the rule with a code."""
    severity, mend = RULES[code]
    return Finding(code, severity, place, message, mend)
