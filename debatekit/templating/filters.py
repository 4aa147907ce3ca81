"""Jinja filters: Markdown → HTML, and numbers, dates and phrases as the language of the page writes them.

Of Markdown there are paragraphs, emphasis, lists, links and tables. Everything else stays the text that was typed, and
so does a list of a single item: a paragraph that starts with "1939." or "-" is not a list. For which numbers the form
`one` is used follows the cardinal plural categories of Unicode CLDR.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import UndefinedError, pass_context, runtime
from markupsafe import Markup, escape

from debatekit.motion.markdown import emphasized, escaped, parser, simple_paragraphs
from debatekit.templating.context import LocatedStr, Namespace
from debatekit.templating.typography import Quotes

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
MOTION_ORIGIN = "motion:"  # what an origin begins with that is the path of a text in the motion, as JSON
ADDRESS = r"\(\s*(?:[^()\s]|\([^()\s]*\))+"
NO_LINK = re.compile(rf"(?<=!)\[|(?<!\\)\[(?=\s*\]|[^\[\]]*\](?:\(\s*\)|{ADDRESS}\s+[^\s)]))")
# The start of a picture, or of a link without text, without an address or with a title: all of them stay text.
NESTED = re.compile(r"\n? {2,}(?:\d{1,9}[.)]|[-+*]) ")  # what an item of a list within an item begins with
ITEM = re.compile(r" ?(?:\d{1,9}[.)]|[-+*])(?!\S)")  # the marker that an item of a list begins with


def to_html(text: str, lead: str = "") -> Markup:
    """Return long `text` as HTML blocks; `lead` is a label that runs into its first paragraph.

    A table says where in the motion it comes from: not every place of a page can have one.
    """
    html = _blocks(_checked(text), lead if str(lead) else "")
    if "<table>" in html and isinstance(text, LocatedStr):
        origin = escape(f"{MOTION_ORIGIN}{json.dumps(text.path)}")
        html = Markup(str(html).replace("<table>", f'<table data-at="{origin}:0">'))
    return html


def to_inline_html(text: str) -> Markup:
    """Return `text` as HTML that can be within a paragraph: emphasis and links only."""
    return _inline(_checked(text))


def fill(text: str, **values: object) -> str:
    """Return `text` with `values` in place of its placeholders: ``{side}``. Every placeholder needs a value.

    A value that is markup stays markup; everything else is escaped.
    """
    parts = PLACEHOLDER.split(str(escape(text)))
    if missing := [name for name in parts[1::2] if name not in values]:
        known = ", ".join(values) or "nothing"
        raise UndefinedError(f"the phrase '{text}' needs '{missing[0]}'. It is given {known}.")
    parts[1::2] = (escape(values[name]) for name in parts[1::2])
    return Markup("".join(parts))


@pass_context
def counted(context: runtime.Context, forms: Namespace, number: int | str) -> str:
    """Return a number of things in words, from the forms `one` and `other`: "1 minute", "50 minutes"."""
    form = "one" if str(number) in context.resolve("words").plural.one and "one" in forms else "other"
    return fill(forms[form], n=number)


@pass_context
def dated(context: runtime.Context, text: str) -> str:
    """Return a date such as 2026-11-23 as the language writes it; any other text as it is."""
    match = ISO.fullmatch(str(text).strip())
    try:
        day = date.fromisoformat("-".join(match.groups("01"))) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        return text
    forms = context.resolve("words").dates
    form = forms.day if match[3] else forms.month
    return fill(form, day=forms.first if day.day == 1 else day.day, month=forms.months[day.month - 1], year=match[1])


@pass_context
def decimal(context: runtime.Context, number: object) -> str:
    """Return a number with the decimal mark of the language: "9.5", "9,5"."""
    return str(number).replace(".", str(context.resolve("words").decimal))


@pass_context
def quoted(context: runtime.Context, text: str) -> str:
    """Return the words of a quotation in quotation marks of the language; a quotation in them has the inner ones."""
    marks = context.resolve("words").quotes
    result = Quotes(*(marks[name] for name in Quotes._fields)).quoted(str(text))
    return Markup(result) if isinstance(text, Markup) else result


def upper_first(text: str) -> str:
    """Return `text` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def is_stated(text: str) -> bool:
    """Return whether a field of a source is given, and does not say that the source leaves it open."""
    return bool(text) and not is_unstated(text)


def is_unstated(text: str) -> bool:
    """Return whether a field of a source says that the source leaves it open."""
    return str(text).lower() == "not stated"


def headings(html: str) -> list[tuple[str, Markup]]:
    """Return the id and the text of each heading of the second level with an id, for the contents of a page."""
    found = re.finditer(r'<h2\b[^>]*? id="([^"]*)"[^>]*>(.*?)</h2>', str(html), re.DOTALL)
    return [(match[1], escape(Markup(match[2]).striptags())) for match in found]


OWN_FILTERS: dict[str, Callable[..., Any]] = {
    "markdown": to_html, "inline": to_inline_html, "upper_first": upper_first, "fill": fill, "counted": counted,
    "quoted": quoted, "dated": dated, "decimal": decimal, "headings": headings,
}  # fmt: skip
OWN_TESTS: dict[str, Callable[..., bool]] = {"stated": is_stated, "unstated": is_unstated}


def _checked(text: str) -> str:
    plain = str(text)  # raises for a value that this edition may not show
    if not isinstance(text, str):
        raise TypeError("only text can be read as Markdown, and this is none")
    return _escaped(plain)


@lru_cache(256)
def _escaped(text: str) -> str:
    return escaped(NO_LINK.sub(r"\\[", text) if "[" in text else text)


@lru_cache(256, typed=True)  # most texts are printed twice; typed, because a lead that is markup is not escaped
def _blocks(text: str, lead: str) -> Markup:
    html = "".join(f"<p>{emphasized(escape(paragraph))}</p>\n" for paragraph in simple_paragraphs(text))
    html = html or parser().render(_without_lone_items(text))
    if lead:
        label, in_paragraph = f"<p><strong>{escape(lead)}</strong> ", html.startswith("<p>")
        html = label + html.removeprefix("<p>") if in_paragraph else f"{label}</p>\n{html}"
    return Markup(html)


@lru_cache(256)
def _inline(text: str) -> Markup:
    return Markup(emphasized(escape(text)) if simple_paragraphs(text) == [text] else parser().renderInline(text))


def _without_lone_items(text: str) -> str:
    """Escape the marker of each item that is the only one of its list, and one after another: "- 1939. A year"."""
    lines = text.split("\n")
    lists: list[list[int]] = [[]]
    kind, blank = "", True
    for number, line in enumerate(lines):
        item = ITEM.match(line)
        if (item and item[0][-1] != kind) or (not item and blank and line[:1].strip()):
            kind = item[0][-1] if item else ""
            lists.append([])
        if item:
            lists[-1].append(number)
        blank = not line.strip()
    for items in lists:
        for number in items:
            line, marker = lines[number], ITEM.match(lines[number])
            is_item = len(items) > 1 or NESTED.match("\n".join(lines[number + 1 : number + 3]))
            if marker and is_item:
                marker = ITEM.match(line, marker.end())
            if marker:
                lines[number] = f"{line[: marker.end() - 1]}\\{line[marker.end() - 1 :]}"
    return "\n".join(lines)
