"""Every kind of finding there is, with how to mend it in Word. `docs/inspect.md` explains each, and a test compares.

Severities are those that Microsoft's Accessibility Checker gives to the same thing, where it looks for it.
"""

from __future__ import annotations

from typing import Final

from debatekit.accessibility.findings import Kind, Severity

ERROR, WARNING, TIP = Severity.ERROR, Severity.WARNING, Severity.TIP

NO_TITLE: Final = Kind("no-title", WARNING, "Write a title under File › Info › Properties › Title.")
NO_LANGUAGE: Final = Kind(
    "no-language", ERROR, "Choose it under Review › Language › Set Proofing Language, and set it as the default."
)
COMPATIBILITY_MODE: Final = Kind("compatibility-mode", TIP, "Choose File › Info › Convert.")
RESTRICTED: Final = Kind("restricted", ERROR, "Take the restriction away under File › Info › Protect Document.")
NO_PAGE_NUMBERS: Final = Kind("no-page-numbers", TIP, "Choose Insert › Page Number.")
WATERMARK: Final = Kind(
    "watermark", WARNING, "Choose Design › Watermark › Remove Watermark, or delete it; say what it says in the text."
)

NO_HEADINGS: Final = Kind("no-headings", ERROR, "Give its headings the styles Heading 1, Heading 2 … (Home › Styles).")
FIRST_HEADING: Final = Kind("first-heading", TIP, "Give it the style Heading 1 (Home › Styles).")
HEADING_SKIPPED: Final = Kind(
    "heading-skipped", WARNING, "Give it the style of the next level down (Home › Styles), or add the heading between."
)
HEADING_EMPTY: Final = Kind(
    "heading-empty", WARNING, "Write the heading, or delete the line; for space above, use Layout › Spacing."
)
LOOKS_LIKE_HEADING: Final = Kind(
    "looks-like-heading", TIP, "If it is a heading, give it a heading style (Home › Styles)."
)

TABLE_NO_HEADER: Final = Kind(
    "table-no-header", ERROR, "Click into its first row and choose Table Layout › Repeat Header Rows."
)
TABLE_MERGED: Final = Kind(
    "table-merged", WARNING, "Choose Table Layout › Split Cells, so that every row has the same cells."
)
TABLE_NESTED: Final = Kind("table-nested", WARNING, "Move the inner table out of the outer one, or write it as text.")

NO_ALT_TEXT: Final = Kind(
    "no-alt-text", ERROR, "Right-click it, choose View Alt Text and say what it shows, or mark it as decorative."
)
POOR_ALT_TEXT: Final = Kind(
    "poor-alt-text", ERROR, "Right-click it, choose View Alt Text and say what a reader should learn from it."
)
FLOATING: Final = Kind("floating", WARNING, "Click it and choose Picture Format › Wrap Text › In Line with Text.")
TEXT_BOX: Final = Kind(
    "text-box", WARNING, "Move its text into a paragraph, with a border if it needs one (Home › Borders)."
)

LINK_TEXT: Final = Kind(
    "link-text", WARNING, "Right-click it, choose Edit Hyperlink and write under Text to display what it leads to."
)

TYPED_LIST: Final = Kind(
    "typed-list", TIP, "Delete what is typed, mark the lines and choose Home › Bullets or Home › Numbering."
)
BLANK_PARAGRAPHS: Final = Kind(
    "blank-paragraphs", WARNING, "Delete them and set the space under Layout › Spacing, or choose Insert › Page Break."
)
SPACE_RUN: Final = Kind("space-run", WARNING, "Delete them and use a tab stop (Home › Paragraph › Tabs) or a table.")
TAB_RUN: Final = Kind(
    "tab-run", WARNING, "Leave one and set a tab stop where it should lead (Home › Paragraph › Tabs)."
)
JUSTIFIED: Final = Kind("justified", TIP, "Choose Home › Align Left.")
CAPITALS: Final = Kind("capitals", TIP, "Mark it and take All Caps away (Home › Font), and use bold for weight.")
SMALL_MAIN_TEXT: Final = Kind(
    "small-main-text", TIP, "Make the style Normal larger: Home › Styles, right-click Normal, Modify."
)
SMALL_TEXT: Final = Kind("small-text", TIP, "Choose a larger size (Home › Font).")
LOW_CONTRAST: Final = Kind(
    "low-contrast",
    WARNING,
    "Choose another colour: Home › Font Color, or Home › Shading for what is behind the text.",
)

CONTROL_NO_TITLE: Final = Kind(
    "control-no-title", WARNING, "Click it, choose Developer › Properties and write what belongs in it under Title."
)
FORM_FIELD_NO_HELP: Final = Kind(
    "form-field-no-help", WARNING, "Double-click it, choose Add Help Text and say what belongs in it."
)

KINDS: Final = (
    NO_TITLE, NO_LANGUAGE, COMPATIBILITY_MODE, RESTRICTED, NO_PAGE_NUMBERS, WATERMARK,
    NO_HEADINGS, FIRST_HEADING, HEADING_SKIPPED, HEADING_EMPTY, LOOKS_LIKE_HEADING,
    TABLE_NO_HEADER, TABLE_MERGED, TABLE_NESTED,
    NO_ALT_TEXT, POOR_ALT_TEXT, FLOATING, TEXT_BOX,
    LINK_TEXT,
    TYPED_LIST, BLANK_PARAGRAPHS, SPACE_RUN, TAB_RUN, JUSTIFIED, CAPITALS, SMALL_MAIN_TEXT, SMALL_TEXT, LOW_CONTRAST,
    CONTROL_NO_TITLE, FORM_FIELD_NO_HELP,
)  # fmt: skip
