"""A Jinja extension that marks each element with its template and line, so that an error in the page can name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from jinja2.lexer import TokenStream

START_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
ATTRIBUTE = "data-at"
MARK = re.compile(f' {ATTRIBUTE}="[^"]*"')


class SourceLines(Extension):
    """Adds ``data-at="brief.html:12"`` to each start tag in the literal text of a template.

    Where a block begins with something else, a comment says the same of that: the tag before it is another template's.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, with marks in those of literal text."""
        name = escape(stream.name or "")
        statement: list[str] = []  # the words of the current statement
        block_line = 0  # the line in which a block has just begun, or 0
        within_tag = False
        for token in stream:
            if block_line and not within_tag and (token.type == "variable_begin" or _begins_with_text(token)):
                yield Token(token.lineno, "data", f'<!--{ATTRIBUTE}="{name}:{block_line}"-->')
            block_line = 0
            if token.type == "block_begin":
                statement = []
            elif token.type == "block_end":
                block_line = token.lineno if statement[:1] == ["block"] else 0
            else:
                statement.append(token.value)
            if token.type == "data":
                opened, closed = token.value.rfind("<"), token.value.rfind(">")
                within_tag = within_tag if opened == closed else opened > closed
                yield Token(token.lineno, token.type, _marked(token.value, name, token.lineno))
            else:
                yield token


def _begins_with_text(token: Token) -> bool:
    text = token.value.lstrip() if token.type == "data" else ""
    return bool(text) and not START_TAG.match(text)


def _marked(text: str, name: str, line: int) -> str:
    counted = 0  # characters whose line breaks are counted

    def mark(match: re.Match[str]) -> str:
        nonlocal line, counted
        line += text.count("\n", counted, match.start())
        counted = match.start()
        return f'{match[0]} {ATTRIBUTE}="{name}:{line}"'

    return START_TAG.sub(mark, text)
