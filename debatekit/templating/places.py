"""Elements carry their place: every tag that a template writes is marked with the template and its line.

Word's room can then name the line to mend, also for what came from an included part or a macro.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

START_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
PLACE_ATTRIBUTE = "data-at"


class Places(Extension):
    """Adds ``data-at="brief.html:12"`` to each start tag in the literal text of a template.

    Where a block begins with something else, a comment says the same of that: the tag before it is another template's.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, those of literal text with their tags marked."""
        name = escape(stream.name or "")
        statement: list[str] = []  # the words of the statement that is read
        begun = 0  # the line in which a block has just begun, or 0
        within_tag = False
        for token in stream:
            if begun and not within_tag and (token.type == "variable_begin" or _is_text(token)):
                yield Token(token.lineno, "data", f'<!--{PLACE_ATTRIBUTE}="{name}:{begun}"-->')
            begun = 0
            if token.type == "block_begin":
                statement = []
            elif token.type == "block_end":
                begun = token.lineno if statement[:1] == ["block"] else 0
            else:
                statement.append(token.value)
            if token.type == "data":
                within_tag = _ends_within_tag(token.value, within_tag)
                yield Token(token.lineno, token.type, _marked(token.value, name, token.lineno))
            else:
                yield token


def _is_text(token: Token) -> bool:
    """Tell whether literal text begins with something else than a start tag."""
    text = token.value.lstrip() if token.type == "data" else ""
    return bool(text) and not START_TAG.match(text)


def _ends_within_tag(text: str, within_tag: bool) -> bool:
    """Tell whether literal text ends within a tag; `within_tag` says whether it begins in one."""
    opened, closed = text.rfind("<"), text.rfind(">")
    return within_tag if opened == closed else opened > closed


def _marked(text: str, name: str, line: int) -> str:
    counted = 0  # characters whose line breaks are counted

    def mark(match: re.Match[str]) -> str:
        nonlocal line, counted
        line += text.count("\n", counted, match.start())
        counted = match.start()
        return f'{match[0]} {PLACE_ATTRIBUTE}="{name}:{line}"'

    return START_TAG.sub(mark, text)
