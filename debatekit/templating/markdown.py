"""Long text → HTML: paragraphs, emphasis, lists and links, and nothing else.

Everything else that Markdown knows (headings, tables, HTML, entities, code blocks, rules) stays the text that
was typed, and so does a list of a single item: a paragraph that starts with "1939." or "-" is no list.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import link
from markdown_it.token import Token
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline

MOST_REMEMBERED: Final = 256
"""Texts of which the HTML is remembered: a kit prints most of them twice, for pupils and for teachers."""

LINK_SCHEMES = ("http://", "https://", "mailto:")
DESTINATION: Final = re.compile(r"\(\s*\S+\s*\)")
"""What follows the text of a link: one that says where it leads, and nothing else."""


PLAIN: Final = re.compile(r"[^\W\d_](?:[^\r\n*_\[\]\\]*[^\s*_\[\]\\])?")
"""A text that Markdown has nothing to say of: a line that starts with a letter, and holds none of its signs."""


def parser() -> MarkdownIt:
    """Return a parser of the part of Markdown that long text may use."""
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    markdown.validateLink = lambda url: url.lower().startswith(LINK_SCHEMES)  # type: ignore[method-assign]
    markdown.inline.ruler.at("link", _link)
    return markdown.enable(["list", "newline", "emphasis", "link", "escape"])


def _link(state: StateInline, silent: bool) -> bool:
    """Take a link that leads somewhere from some text, and leave one with a title to be text."""
    start = state.pos
    if not link(state, True):
        return False
    end, state.pos = state.pos, start
    label = state.md.helpers.parseLinkLabel(state, start, True)
    text, destination = state.src[start + 1 : label], state.src[label + 1 : end]
    return bool(text.strip() and DESTINATION.fullmatch(destination)) and link(state, silent)


def to_html(markdown: MarkdownIt, text: str, lead: str = "") -> Markup:
    """Return long `text` as HTML blocks; `lead` is a label that runs into its first paragraph."""
    return _blocks(markdown, _without_images(text), lead if str(lead) else "")


@lru_cache(MOST_REMEMBERED, typed=True)  # typed, for a lead that is Markup is not escaped
def _blocks(markdown: MarkdownIt, text: str, lead: str) -> Markup:
    if PLAIN.fullmatch(text):
        return Markup(f"<p>{_label(lead) if lead else ''}{escape(text)}</p>\n")
    tokens = _without_lone_items(markdown.parse(text))
    if lead:
        _put_before(tokens, lead)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


def to_inline_html(markdown: MarkdownIt, text: str) -> Markup:
    """Return `text` as HTML that can stand within a paragraph: emphasis and links only."""
    return _inline(markdown, _without_images(text))


@lru_cache(MOST_REMEMBERED)
def _inline(markdown: MarkdownIt, text: str) -> Markup:
    return Markup(markdown.renderInline(text))


def _without_images(text: str) -> str:
    """Keep the mark of a picture from being read as one of a link."""
    plain = str(text)  # refuses what this edition may not show
    if not isinstance(text, str):
        raise TypeError("only text can be read as Markdown, and this is none")
    return plain.replace("![", "!\\[")


LONE_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def _without_lone_items(tokens: Sequence[Token]) -> list[Token]:
    """Turn each list of one short item, and each without any text, back into the paragraph that was typed.

    Within an item, a list is looked at only where it is the first thing: "- 1939. A year" is one item.
    """
    result: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type not in {"bullet_list_open", "ordered_list_open"}:
            result.append(token)
            position += 1
            continue
        end = _end(tokens, position)
        inside = tokens[position + 1 : end]
        first = token.level == 0 or bool(result and result[-1].type == "list_item_open")
        markers = _markers([part for part in inside if part.type == "list_item_open"])
        inline = next((part for part in inside if part.type == "inline"), None)
        if first and (inline is None or [part.type for part in inside] == LONE_ITEM):
            typed = _text(f"{markers} " if inline else markers)
            words = (inline.children or []) if inline else []
            result += _paragraph([typed, *words], hidden=token.level > 0)
        else:
            result += [token, *_without_lone_items(inside), tokens[end]]
        position = end + 1
    return result


def _markers(items: Sequence[Token]) -> str:
    """Return the marks that start list items, as they were typed: ``1.`` or ``- -``."""
    typed = ""
    for before, item in zip((None, *items), items, strict=False):
        same_line = before is not None and before.map and item.map and before.map[0] == item.map[0]
        typed += f"{' ' if same_line else chr(10)}{item.info}{item.markup}"
    return typed.strip()


def _end(tokens: Sequence[Token], start: int) -> int:
    level = tokens[start].level
    return next(n for n in range(start + 1, len(tokens)) if tokens[n].level == level and tokens[n].nesting == -1)


def _paragraph(children: list[Token], *, hidden: bool = False) -> list[Token]:
    inline = Token("inline", "", 0, children=children)
    opening, closing = Token("paragraph_open", "p", 1, block=True), Token("paragraph_close", "p", -1, block=True)
    opening.hidden = closing.hidden = hidden
    return [opening, inline, closing]


def _label(lead: str) -> str:
    return f"<strong>{escape(lead)}</strong> "


def _put_before(tokens: list[Token], lead: str) -> None:
    label = Token("html_inline", "", 0, content=_label(lead))
    if tokens and tokens[0].type == "paragraph_open":
        tokens[1].children = [label, *(tokens[1].children or [])]
    else:
        tokens[:0] = _paragraph([label])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
