"""Elements carry their place: every tag that a template writes is marked with the template and its line.

Word's room can then name the line to mend, also for what came from an included part or a macro.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

START_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
PLACE_ATTRIBUTE = "data-at"


class Places(Extension):
    """Adds ``data-at="brief.html:12"`` to each start tag in the literal text of a template."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, those of literal text with their tags marked."""
        for token in stream:
            if token.type == "data" and "<" in token.value:
                yield Token(token.lineno, token.type, _marked(token.value, stream.name or "", token.lineno))
            else:
                yield token


def _marked(text: str, name: str, line: int) -> str:
    counted = 0  # characters whose line breaks are counted

    def mark(match: re.Match[str]) -> str:
        nonlocal line, counted
        line += text.count("\n", counted, match.start())
        counted = match.start()
        return f'{match[0]} {PLACE_ATTRIBUTE}="{name}:{line}"'

    return START_TAG.sub(mark, text)
