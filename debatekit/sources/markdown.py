"""A Markdown text → its paragraphs: those of CommonMark with tables, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from debatekit.files import lines_of

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_NESTED: Final = 100
"""Lists and quotes in each other that are read; CommonMark sets no limit."""

MARKS: Final = "[]*_`<>&!\\"
MOST_MARKS: Final = 100_000
"""Of the characters that may mean something in Markdown, how many are read: each can cost as much as a page of text."""

FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?---[ \t]*(?:\n|\Z)")
"""What programs that make web pages write before a text. With an empty line first, it is a rule across the page."""

LINE_BREAK_TAG: Final = re.compile(r"<br\b", re.IGNORECASE)

SPACES: Final = frozenset({"softbreak", "hardbreak"})


def markdown_paragraphs(text: str) -> list[str]:
    """Return each heading, paragraph, table cell and block of code; pictures and raw HTML are left out."""
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable("table")
    tokens = parser.parse(FRONT_MATTER.sub("", "\n".join(lines_of(text))))
    return [_plain(token) for token in tokens if token.type in {"inline", "fence", "code_block"}]


def _plain(token: Token) -> str:
    if token.type != "inline":
        return token.content
    return "".join(_written(child) for child in token.children or [])


def _written(token: Token) -> str:
    if token.type in SPACES or (token.type == "html_inline" and LINE_BREAK_TAG.match(token.content)):
        return " "
    return token.content if token.type in {"text", "code_inline"} else ""
