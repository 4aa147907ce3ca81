"""Long text → HTML: paragraphs, emphasis, lists and links, and nothing else.

Everything else that Markdown knows (headings, tables, HTML, entities, code blocks, rules) stays the text that
was typed, and so does a list of a single item: a paragraph that starts with "1939." or "-" is no list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence


LINK_SCHEMES = ("http://", "https://", "mailto:")


def parser() -> MarkdownIt:
    """Return a parser of the part of Markdown that long text may use."""
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    markdown.validateLink = lambda url: url.lower().startswith(LINK_SCHEMES)  # type: ignore[method-assign]
    return markdown.enable(["list", "newline", "emphasis", "link", "escape"])


def to_html(markdown: MarkdownIt, text: str, lead: str = "") -> Markup:
    """Return long `text` as HTML blocks; `lead` is a label that runs into its first paragraph."""
    tokens = _without_lone_items(markdown.parse(text), text.splitlines())
    if lead:
        _put_before(tokens, lead)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


def to_inline_html(markdown: MarkdownIt, text: str) -> Markup:
    """Return `text` as HTML that can stand within a paragraph: emphasis and links only."""
    return Markup(markdown.renderInline(text))


def _without_lone_items(tokens: Sequence[Token], lines: list[str]) -> list[Token]:
    """Turn each list of one short item, and each without any text, back into the paragraph that was typed."""
    result: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = position + 1
        if token.type in {"bullet_list_open", "ordered_list_open"} and token.map:
            end = 1 + _end(tokens, position)
            inside = tokens[position + 1 : end - 1]
            if [part.type for part in inside] == LONE_ITEM:
                marker = lines[token.map[0]].split(maxsplit=1)[0]
                inside[2].children = [_text(f"{marker} "), *(inside[2].children or [])]
                result += _paragraph(inside[2])
                position = end
                continue
            if not any(part.type == "inline" for part in inside):
                typed = "\n".join(lines[slice(*token.map)])
                result += _paragraph(Token("inline", "", 0, content=typed, children=[_text(typed)]))
                position = end
                continue
        result += tokens[position:end]
        position = end
    return result


LONE_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def _end(tokens: Sequence[Token], start: int) -> int:
    level = tokens[start].level
    return next(n for n in range(start + 1, len(tokens)) if tokens[n].level == level and tokens[n].nesting == -1)


def _paragraph(inline: Token) -> list[Token]:
    return [
        Token("paragraph_open", "p", 1, block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
    ]


def _put_before(tokens: list[Token], lead: str) -> None:
    label = Token("html_inline", "", 0, content=f"<strong>{escape(lead)}</strong> ")
    if tokens and tokens[0].type == "paragraph_open":
        tokens[1].children = [label, *(tokens[1].children or [])]
        return
    tokens[:0] = _paragraph(Token("inline", "", 0, children=[label], content=lead))


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
