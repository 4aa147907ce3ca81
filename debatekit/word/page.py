"""HTML text → a tree of elements that is nested as it was written.

All that is wrong comes at once, as `Problem`s at the place that the elements carry in ``data-at``. HTML parsers
mend what they read; here what would have to be mended is an error, because mending moves a worksheet's parts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from debatekit.problems import Problem, ProblemsError
from debatekit.reading.text import UNPRINTABLE
from debatekit.word.vocabulary import BLOCKS, CONTENT, ELEMENTS, HOLDERS, NOTE_MARK, PARTS, PLACE, TEXT_ELEMENTS, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Element = etree._Element

MOST_REMEMBERED: Final = 2_000
"""Ways in which elements stand in others that are remembered; what comes along has about a hundred."""

TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
MARK = re.compile(rf'{PLACE}="([^"]*)"')


class Place(NamedTuple):
    """Where an element comes from: a file's name and a line of it."""

    name: str
    line: int


def parse_page(html: str, name: str) -> Element:
    """Return the root of the page in `html`, an ``html`` element with ``head`` and ``body``.

    `name` stands for the file where an element does not say where it comes from. Raises `ProblemsError`.
    """
    problems = [*_unprintable(html, name), *_structure_problems(html, name)]
    if problems:
        raise ProblemsError(problems)
    root = etree.fromstring(html, etree.HTMLParser(huge_tree=True, remove_comments=True))
    if root is None:
        raise ProblemsError([_no_page(name)])
    return root


def class_of(element: Element) -> str:
    """Return the classes of `element`, with one space between them."""
    return " ".join(element.get("class", "").split())


def text_of(element: Element) -> str:
    """Return the text within `element`, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def said(element: Element) -> str:
    """Return the text within `element` as one says it: without the marks of notes and what a list offers."""
    return " ".join("".join(_said(element)).split())


def _said(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in {"br", "input", "select"}:
            yield " "
        elif child.get("role") != NOTE_MARK:
            yield from _said(child)
        if class_of(child) == "number":
            yield " "
        yield child.tail or ""


def place_of(element: Element, name: str) -> Place:
    """Return where an element, or the nearest one around it that says so, comes from."""
    here: Element | None = element
    while here is not None:
        if mark := here.get(PLACE):
            return _place(mark)
        here = here.getparent()
    return Place(name, 0)


def problem_at(element: Element, name: str, message: str, hint: str = "") -> Problem:
    """Return a problem at the place of `element`."""
    place = place_of(element, name)
    return Problem(place.name, place.line, 0, message, hint)


def _place(mark: str) -> Place:
    name, _, line = unescape(mark).rpartition(":")
    return Place(name, int(line)) if line.isdigit() else Place(unescape(mark), 0)


def _unprintable(html: str, name: str) -> Iterator[Problem]:
    for character in sorted(set(UNPRINTABLE.findall(html)) - {"\f"}):
        yield Problem(name, 0, 0, f"the character U+{ord(character):04X} cannot be printed", "Delete it.")


def _structure_problems(html: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each tag that is not closed, closes nothing, or stands where it cannot."""
    around: list[str] = []  # the elements that are open, outermost first
    attributes: list[str] = []  # and their attributes, which say where they come from
    for match in TAG.finditer(html):
        closing, tag, rest = match.groups()
        if tag is None:
            continue
        tag = tag.lower()
        if not closing:
            if reason := _misplaced(tag, tuple(around)):
                yield _at((*attributes, rest), name, *reason)
            if tag not in VOID and not rest.rstrip().endswith("/"):
                around.append(tag)
                attributes.append(rest)
        elif tag in around:
            while (inner := around.pop()) != tag:
                yield _never_closed(inner, attributes, name)
                attributes.pop()
            attributes.pop()
        elif tag not in VOID:
            hint = f"Delete it, or put <{tag}> before it."
            yield _at((*attributes, rest), name, f"</{tag}> closes nothing", hint)
    while around:
        yield _never_closed(around.pop(), attributes, name)
        attributes.pop()
    if "<body" not in html.lower() or "<head" not in html.lower():
        yield _no_page(name)


def _at(attributes: Sequence[str], name: str, message: str, hint: str) -> Problem:
    """Return a problem at the place that the innermost of some elements carries in its `attributes`."""
    marks = (match[1] for rest in reversed(attributes) if (match := MARK.search(rest)))
    place = next(map(_place, marks), Place(name, 0))
    return Problem(place.name, place.line, 0, message, hint)


def _no_page(name: str) -> Problem:
    return Problem(name, 0, 0, "this is no page", "Write <html> <head> … </head> <body> … </body> </html>.")


@lru_cache(MOST_REMEMBERED)
def _misplaced(tag: str, around: tuple[str, ...]) -> tuple[str, str] | None:
    """Return why `tag` cannot stand in the elements `around` it, outermost first, and what to write instead."""
    parent = around[-1] if around else ""
    if tag not in ELEMENTS or (parent and parent not in ELEMENTS):
        return None  # that an element is unknown is told once, and not of what stands in it
    if parent in CONTENT and tag not in CONTENT[parent]:
        return f"<{tag}> cannot stand in <{parent}>", holds_only(parent)
    holders = [outer for outer, content in CONTENT.items() if tag in content and tag in PARTS]
    holders += [HOLDERS[tag]] if tag in HOLDERS else []
    if holders and parent not in holders:
        where = f"<{tag}> cannot stand in <{parent}>" if parent else f"<{tag}> cannot stand alone"
        return where, f"Put it in <{holders[0]}>."
    if tag in BLOCKS and (outer := next((outer for outer in around if outer in TEXT_ELEMENTS), None)):
        return f"<{tag}> cannot stand in <{outer}>", f"Close <{outer}> before it."
    if (tag == "a" and "a" in around) or (tag == "li" and parent == "li"):
        return f"<{tag}> cannot stand in <{tag}>", f"Close the first <{tag}> before it."
    return None


def holds_only(tag: str) -> str:
    """Return a hint that says what `tag` holds."""
    content = " and ".join(f"<{inner}>" for inner in sorted(CONTENT[tag]))
    return f"<{tag}> holds {content} only." if content else f"<{tag}> holds nothing."


def _never_closed(tag: str, attributes: Sequence[str], name: str) -> Problem:
    return _at(attributes, name, f"<{tag}> is never closed", f"Put </{tag}> where it ends.")
