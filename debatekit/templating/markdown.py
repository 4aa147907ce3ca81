"""Markdown → HTML: paragraphs, emphasis, lists and links, and nothing else.

Everything else in Markdown (headings, tables, HTML, entities, code blocks, rules) stays the text that was typed, and so
does a list of a single item: a paragraph that starts with "1939." or "-" is not a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import link
from markdown_it.token import Token
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

MAX_CACHED: Final = 256
"""Texts whose HTML is cached: a kit prints most of them twice, for pupils and for teachers."""

LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
DESTINATION: Final = re.compile(r"\(\s*\S+\s*\)")
"""The part of a link after its text: an address, and no title."""

PLAIN: Final = re.compile(r"[^\W\d_](?:[^\r\n*_\[\]\\]*[^\s*_\[\]\\])?")
"""A text without Markdown: a line that starts with a letter, and has none of Markdown's characters."""

LONE_ITEM: Final = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def to_html(text: str, lead: str = "") -> Markup:
    """Return long `text` as HTML blocks; `lead` is a label that runs into its first paragraph."""
    return _blocks(_checked(text), lead if str(lead) else "")


def to_inline_html(text: str) -> Markup:
    """Return `text` as HTML that can be within a paragraph: emphasis and links only."""
    return _inline(_checked(text))


@cache
def parser() -> MarkdownIt:
    """Return a parser of the part of Markdown that long text may use."""
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    markdown.validateLink = lambda url: url.lower().startswith(LINK_SCHEMES)  # type: ignore[method-assign]
    markdown.inline.ruler.at("link", _link)
    return markdown.enable(["list", "newline", "emphasis", "link", "escape"])


def _link(state: StateInline, silent: bool) -> bool:
    """Accept a link with an address and a text, but leave one with a title as text."""
    start = state.pos
    if not link(state, True):
        return False
    end, state.pos = state.pos, start
    label = state.md.helpers.parseLinkLabel(state, start, True)
    text, destination = state.src[start + 1 : label], state.src[label + 1 : end]
    return bool(text.strip() and DESTINATION.fullmatch(destination)) and link(state, silent)


def _checked(text: str) -> str:
    plain = str(text)  # raises for a value that this edition may not show
    if not isinstance(text, str):
        raise TypeError("only text can be read as Markdown, and this is none")
    return plain.replace("![", "!\\[")  # a picture is not a link


@lru_cache(MAX_CACHED, typed=True)  # typed, because a lead that is markup is not escaped
def _blocks(text: str, lead: str) -> Markup:
    label = f"<strong>{escape(lead)}</strong> " if lead else ""
    if PLAIN.fullmatch(text):
        return Markup(f"<p>{label}{escape(text)}</p>\n")
    tokens = _without_lone_items(parser().parse(text))
    if lead:
        start = Token("html_inline", "", 0, content=label)
        if tokens and tokens[0].type == "paragraph_open":
            tokens[1].children = [start, *(tokens[1].children or [])]
        else:
            tokens[:0] = _paragraph([start])
    return Markup(parser().renderer.render(tokens, parser().options, {}))


@lru_cache(MAX_CACHED)
def _inline(text: str) -> Markup:
    return Markup(parser().renderInline(text))


def _without_lone_items(tokens: Sequence[Token]) -> list[Token]:
    """Turn each list of one short item, and each without any text, back into the paragraph that was typed.

    Within an item, only a list at its start is looked at: "- 1939. A year" is one item.
    """
    result: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type not in {"bullet_list_open", "ordered_list_open"}:
            result.append(token)
            position += 1
            continue
        end = next(n for n, t in enumerate(tokens) if n > position and (t.level, t.nesting) == (token.level, -1))
        inside = tokens[position + 1 : end]
        first = token.level == 0 or bool(result and result[-1].type == "list_item_open")
        inline = next((part for part in inside if part.type == "inline"), None)
        if first and (inline is None or [part.type for part in inside] == LONE_ITEM):
            markers = _markers([part for part in inside if part.type == "list_item_open"])
            typed = Token("text", "", 0, content=f"{markers} " if inline else markers)
            result += _paragraph([typed, *((inline.children or []) if inline else [])], hidden=token.level > 0)
        else:
            result += [token, *_without_lone_items(inside), tokens[end]]
        position = end + 1
    return result


def _markers(items: Sequence[Token]) -> str:
    """Return the markers of list items, as they were typed: ``1.`` or ``- -``."""
    typed = ""
    for before, item in zip((None, *items), items, strict=False):
        same_line = before is not None and before.map and item.map and before.map[0] == item.map[0]
        typed += f"{' ' if same_line else chr(10)}{item.info}{item.markup}"
    return typed.strip()


def _paragraph(children: list[Token], *, hidden: bool = False) -> list[Token]:
    inline = Token("inline", "", 0, children=children)
    opening, closing = Token("paragraph_open", "p", 1, block=True), Token("paragraph_close", "p", -1, block=True)
    opening.hidden = closing.hidden = hidden
    return [opening, inline, closing]
