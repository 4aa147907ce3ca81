"""The styles that documents are written in: their names, and what each is apart from its look.

Built-in names are used where Word has one, so that the Navigation Pane and other programs know them.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class StyleKind(NamedTuple):
    """What a style is, apart from its look: the style it is based on, and the one that follows it."""

    name: str
    based_on: str = "Normal"
    follows: str = ""
    outline: int | None = None
    counted: bool | None = None
    """Whether its lines count where lines are numbered; None is as in the style it is based on."""


PARAGRAPH_STYLES: Final = (
    StyleKind("Normal", "", counted=False),
    StyleKind("Numbered Text", counted=True),
    StyleKind("Body Text"),
    StyleKind("Heading 1", follows="Normal", outline=0),
    StyleKind("Heading 2", follows="Normal", outline=1),
    StyleKind("Heading 3", follows="Body Text", outline=2),
    StyleKind("Heading 4", follows="Normal", outline=3),
    StyleKind("Claim For", "Heading 3", "Body Text", 2),
    StyleKind("Claim Against", "Heading 3", "Body Text", 2),
    StyleKind("Subtitle", follows="Normal"),
    StyleKind("Band", follows="Normal"),
    StyleKind("Band For", "Band", "Normal"),
    StyleKind("Band Against", "Band", "Normal"),
    StyleKind("Band Teacher", "Band", "Normal"),
    StyleKind("Label", follows="Normal"),
    StyleKind("Label Indented", "Label", "Body Text"),
    StyleKind("Meta"),
    StyleKind("Meta Indented", "Meta", "Body Text"),
    StyleKind("Quote", "Body Text", "Quote Source"),
    StyleKind("Quote Source", "Quote", "Body Text"),
    StyleKind("Fact", "Quote"),
    StyleKind("Fact Source", "Fact", "Body Text"),
    StyleKind("Find Out", "Quote"),
    StyleKind("Challenge", "Body Text"),
    StyleKind("Note"),
    StyleKind("Note Indented", "Note"),
    StyleKind("Teacher Note", "Note"),
    StyleKind("Teacher Note Indented", "Teacher Note"),
    StyleKind("Writing Line"),
    StyleKind("Writing Line Indented", "Writing Line"),
    StyleKind("Writing Field"),
    StyleKind("Writing Field Indented", "Writing Field"),
    StyleKind("Name Line"),
    StyleKind("Choices", "Body Text"),
    StyleKind("List Bullet"),
    StyleKind("List Number"),
    StyleKind("Numbered Line"),
    StyleKind("Paragraph Number", follows="Numbered Line"),
    StyleKind("Term", follows="Definition"),
    StyleKind("Term Indented", "Term", "Definition Indented"),
    StyleKind("Definition"),
    StyleKind("Definition Indented", "Definition"),
    StyleKind("Rule", follows="Normal"),
    StyleKind("Figure", follows="Caption"),
    StyleKind("Figure Indented", "Figure", "Caption Indented"),
    StyleKind("Section End"),
    StyleKind("Table Text"),
    StyleKind("Table Heading", "Table Text"),
    StyleKind("Table Subheading", "Table Text"),
    StyleKind("Caption"),
    StyleKind("Caption Indented", "Caption"),
    StyleKind("footnote text"),
    StyleKind("Header"),
    StyleKind("Header Landscape", "Header"),
    StyleKind("Footer"),
    StyleKind("Footer Landscape", "Footer"),
)
CHARACTER_STYLES: Final = (
    "Strong",
    "Emphasis",
    "Strong Emphasis",
    "Number",
    "Secondary",
    "Marked",
    "Code",
    "Subscript",
    "Superscript",
    "Hyperlink",
    "Check Box",
    "Form Field",
    "Placeholder Text",
    "Abbreviation",
    "Defined Term",
    "Inserted",
    "Deleted",
    "Small",
    "footnote reference",
    "line number",
)
# fmt: off
BUILT_IN: Final = frozenset({
    "Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Subtitle", "Quote", "List Bullet",
    "List Number", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink", "footnote text",
    "footnote reference", "line number", "Placeholder Text",
})
# fmt: on
"""The names that are Word's own (ECMA-376 part 1, 17.7.4.9, and Word's latent styles)."""

TABLE_STYLE: Final = "Debate Table"


def style_names() -> list[str]:
    """Return the names of all styles that a theme may describe."""
    return [style.name for style in PARAGRAPH_STYLES] + list(CHARACTER_STYLES)
