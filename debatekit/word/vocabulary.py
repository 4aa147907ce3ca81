"""The part of HTML that becomes Word: its elements, their attributes, and the style that each is written in.

What is not in these tables is an error, never dropped. A class names what something is (a claim, a label, a thing
to find out), never how it looks.
"""

from __future__ import annotations

from typing import Final

PLACE: Final = "data-at"
"""The attribute in which whoever wrote the page may say where an element comes from, as ``name:line``."""

ANYWHERE: Final = frozenset({PLACE, "lang", "dir"})
"""The attributes that every element may have."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})

BLOCKS: Final[dict[str, frozenset[str]]] = {
    "h1": frozenset({"class"}),
    "h2": frozenset({"class"}),
    "h3": frozenset({"class"}),
    "h4": frozenset({"class"}),
    "p": frozenset({"class"}),
    "blockquote": frozenset({"class"}),
    "ul": frozenset(),
    "ol": frozenset({"class", "start", "type"}),
    "dl": frozenset(),
    "table": frozenset(),
    "textarea": frozenset({"rows", "name", "title", "placeholder"}),
    "aside": frozenset({"class", "role"}),
    "section": frozenset({"class"}),
    "div": frozenset({"class"}),
    "fieldset": frozenset(),
    "figure": frozenset(),
    "hr": frozenset(),
}
"""Elements that stand on their own, and the attributes each may have."""

INLINES: Final[dict[str, frozenset[str]]] = {
    "strong": frozenset(),
    "em": frozenset(),
    "mark": frozenset(),
    "code": frozenset(),
    "sub": frozenset(),
    "sup": frozenset(),
    "cite": frozenset(),
    "q": frozenset(),
    "abbr": frozenset(),
    "dfn": frozenset(),
    "ins": frozenset(),
    "del": frozenset(),
    "small": frozenset(),
    "a": frozenset({"href", "role"}),
    "br": frozenset(),
    "img": frozenset({"src", "alt", "width"}),
    "span": frozenset({"class"}),
    "label": frozenset(),
    "input": frozenset({"type", "name", "title", "checked", "value", "placeholder", "pattern"}),
    "select": frozenset({"name", "title"}),
    "output": frozenset({"name"}),
}
"""Elements that stand within a paragraph."""

PARTS: Final[dict[str, frozenset[str]]] = {
    "html": frozenset(),
    "head": frozenset(),
    "title": frozenset(),
    "meta": frozenset({"name", "content", "charset"}),
    "body": frozenset(),
    "header": frozenset(),
    "footer": frozenset(),
    "li": frozenset(),
    "dt": frozenset(),
    "dd": frozenset(),
    "legend": frozenset(),
    "figcaption": frozenset(),
    "option": frozenset({"value", "selected"}),
    "caption": frozenset(),
    "colgroup": frozenset(),
    "col": frozenset({"width"}),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"class"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
}
"""Elements that only stand within certain others."""

ELEMENTS: Final = {**PARTS, **INLINES, **BLOCKS}
WITH_ID: Final = frozenset({"li", "dt", "dd", *BLOCKS, *INLINES}) - {"br", "img", "input", "label", "output", "select"}
"""Elements that links can lead to."""
VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements of HTML that are never closed (HTML standard, 13.1.2), known here or not."""

TEXT_ELEMENTS: Final = frozenset({"p", "dt", "legend", "figcaption", "option"}) | HEADINGS | frozenset(INLINES)
"""Elements that hold text and what stands within a line, but no block."""

CONTENT: Final[dict[str, frozenset[str]]] = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"title", "meta"}),
    "header": frozenset({"p"}),
    "footer": frozenset({"p"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "figure": frozenset({"img", "figcaption"}),
    "select": frozenset({"option"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody"}),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "textarea": frozenset(),
    "output": frozenset(),
}
"""The elements that hold certain others only, and no text of their own."""

PLAIN: Final = {
    "title": frozenset[str](),
    "option": frozenset[str](),
    "caption": frozenset({"strong", "em", "mark", "code", "sub", "sup", "cite", "abbr", "dfn", "small", "span"}),
}
"""The elements whose text goes on without its looks, and what may stand in each all the same."""

HOLDERS: Final = {"legend": "fieldset"}
"""The elements that only stand in one that holds others, too."""

CLASSES: Final[dict[str, dict[str, str]]] = {
    "h1": {"": "Heading 1"},
    "h2": {"": "Heading 2"},
    "h3": {"": "Heading 3", "for": "Claim For", "against": "Claim Against"},
    "h4": {"": "Heading 4"},
    "p": {
        "": "Normal",
        "lead": "Subtitle",
        "label": "Label",
        "meta": "Meta",
        "count": "Paragraph Number",
        "name": "Name Line",
        "choices": "Choices",
        "band": "Band",
        "band for": "Band For",
        "band against": "Band Against",
        "band teacher": "Band Teacher",
    },
    "blockquote": {"": "Quote", "fact": "Fact", "find": "Find Out"},
    "aside": {"note": "Note", "challenge": "Challenge", "teacher": "Teacher Note", "key": "Teacher Note"},
    "section": {"card": "", "card long": "", "page": "", "landscape": "", "columns": "", "lines": ""},
    "ol": {"": "List Number", "lines": "Numbered Line"},
    "div": {"together": ""},
    "span": {"number": "Number", "end": "", "secondary": "Secondary"},
    "tr": {"": "", "write": ""},
}
"""The classes that an element may have, and the style of each; "" where the class is no style."""

BARE: Final = {"aside": ("role",), "span": ("lang", "dir", "id")}
"""Elements that need no class where they have one of these attributes."""

SECTIONS: Final = frozenset({"landscape", "columns", "lines"})
"""The classes of a ``section`` that is a section in Word, too: it stands directly in the body."""

CHARACTER_STYLES: Final = {
    "strong": "Strong",
    "em": "Emphasis",
    "mark": "Marked",
    "code": "Code",
    "sub": "Subscript",
    "sup": "Superscript",
    "cite": "Emphasis",
    "abbr": "Abbreviation",
    "dfn": "Defined Term",
    "ins": "Inserted",
    "del": "Deleted",
    "small": "Small",
}

IN_CARD: Final = {
    "Normal": "Body Text",
    "Label": "Label Indented",
    "Meta": "Meta Indented",
    "Note": "Note Indented",
    "Teacher Note": "Teacher Note Indented",
    "Writing Line": "Writing Line Indented",
    "Writing Field": "Writing Field Indented",
    "Term": "Term Indented",
    "Definition": "Definition Indented",
    "Figure": "Figure Indented",
    "Caption": "Caption Indented",
}
"""The style that takes the place of another within a card, in line with the text behind its number."""

HEADING_STYLES: Final = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Claim For", "Claim Against")

LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
META_NAMES: Final = frozenset({"author", "subject", "keywords", "audience"})
LIST_TYPES: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
INPUT_TYPES: Final = frozenset({"checkbox", "radio", "text", "date"})
DIRECTIONS: Final = frozenset({"ltr", "rtl"})
NOTE, NOTE_MARK = "doc-footnote", "doc-noteref"
"""The roles of a footnote and of its mark in the text (WAI-ARIA for digital publishing)."""
ROLES: Final = {"a": NOTE_MARK, "aside": NOTE}
FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
