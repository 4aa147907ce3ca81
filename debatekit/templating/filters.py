"""Jinja filters: Markdown → HTML, and numbers, dates and phrases as the language of the page writes them.

Of Markdown there are paragraphs, emphasis, lists and links. Everything else (headings, tables, HTML, entities, code
blocks, rules) stays the text that was typed, and so does a list of a single item: a paragraph that starts with "1939."
or "-" is not a list. The forms of numbers and dates are data in the language files: month names, the decimal mark, and
for which numbers the form `one` is used (cardinal plural categories of Unicode CLDR; the languages here have two).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import UndefinedError, pass_context
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markupsafe import Markup, escape

from debatekit.templating.context import Namespace

if TYPE_CHECKING:
    from jinja2.runtime import Context

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
ISO: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
LINK_SCHEMES: Final = ("http://", "https://", "mailto:")
DESTINATION: Final = re.compile(r"\(\s*\S+\s*\)")  # the part of a link after its text: an address, and no title
PLAIN: Final = re.compile(r"[^\W\d_](?:[^\r\n*_\[\]\\]*[^\s*_\[\]\\])?")  # a line without Markdown's characters
LONE_ITEM: Final = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def to_html(text: str, lead: str = "") -> Markup:
    """Return long `text` as HTML blocks; `lead` is a label that runs into its first paragraph."""
    return _blocks(_checked(text), lead if str(lead) else "")


def to_inline_html(text: str) -> Markup:
    """Return `text` as HTML that can be within a paragraph: emphasis and links only."""
    return _inline(_checked(text))


def fill(text: str, **values: object) -> str:
    """Return `text` with `values` in place of its placeholders: ``{side}``. Every placeholder needs a value.

    A value that is markup stays markup; everything else is escaped.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            known = ", ".join(values) or "nothing"
            raise UndefinedError(f"the phrase '{text}' needs '{match[1]}'. It is given {known}.")
        return str(escape(values[match[1]]))

    return Markup(PLACEHOLDER.sub(value, str(escape(text))))


@pass_context
def counted(context: Context, forms: Namespace, number: int | str) -> str:
    """Return a number of things in words, from the forms `one` and `other`: "1 minute", "50 minutes"."""
    form = "one" if str(number) in _words(context).plural.one and "one" in forms else "other"
    return fill(forms[form], n=number)


@pass_context
def dated(context: Context, text: str) -> str:
    """Return a date such as 2026-11-23 as the language writes it; any other text as it is."""
    match = ISO.fullmatch(str(text).strip())
    try:
        day = date(int(match[1]), int(match[2]), int(match[3] or 1)) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        return text
    dates = _words(context).dates
    name = dates.months[day.month - 1]
    if match[3] is None:
        return fill(dates.month, month=name, year=match[1])
    return fill(dates.day, day=dates.first if day.day == 1 else day.day, month=name, year=match[1])


@pass_context
def decimal(context: Context, number: object) -> str:
    """Return a number with the decimal mark of the language: "9.5", "9,5"."""
    return str(number).replace(".", str(_words(context).decimal))


def upper_first(text: str) -> str:
    """Return `text` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def is_stated(text: str) -> bool:
    """Return whether a field of a source is given, and does not say that the source leaves it open."""
    return bool(text) and not is_unstated(text)


def is_unstated(text: str) -> bool:
    """Return whether a field of a source says that the source leaves it open."""
    return str(text).lower() == "not stated"


OWN_FILTERS: Final[dict[str, Callable[..., str]]] = {
    "markdown": to_html,
    "inline": to_inline_html,
    "upper_first": upper_first,
    "fill": fill,
    "counted": counted,
    "dated": dated,
    "decimal": decimal,
}
OWN_TESTS: Final[dict[str, Callable[..., bool]]] = {"stated": is_stated, "unstated": is_unstated}


def _words(context: Context) -> Any:
    words = context.get("words")
    if not isinstance(words, Namespace):
        raise UndefinedError("the words are not known here. Import macros 'with context'.")
    return words


@cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    markdown.validateLink = lambda url: url.lower().startswith(LINK_SCHEMES)  # type: ignore[method-assign]
    markdown.inline.ruler.at("link", _link)
    return markdown.enable(["list", "newline", "emphasis", "link", "escape"])


def _link(state: StateInline, silent: bool) -> bool:
    """Accept a link with an address and a text; leave one with a title as text."""
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


@lru_cache(256, typed=True)  # most texts are printed twice; typed, because a lead that is markup is not escaped
def _blocks(text: str, lead: str) -> Markup:
    label = f"<strong>{escape(lead)}</strong> " if lead else ""
    if PLAIN.fullmatch(text):
        return Markup(f"<p>{label}{escape(text)}</p>\n")
    tokens = _without_lone_items(_parser().parse(text))
    if lead:
        start = Token("html_inline", "", 0, content=label)
        if tokens and tokens[0].type == "paragraph_open":
            tokens[1].children = [start, *(tokens[1].children or [])]
        else:
            tokens[:0] = _paragraph([start])
    return Markup(_parser().renderer.render(tokens, _parser().options, {}))


@lru_cache(256)
def _inline(text: str) -> Markup:
    return Markup(_parser().renderInline(text))


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
