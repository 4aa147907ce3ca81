"""HTML text → a checked tree: well nested, every element, attribute and class known.

All that is wrong comes at once, as `Problem`s at the place that the elements carry in ``data-at``. HTML parsers
mend what they read; here what would have to be mended is an error, because mending moves a worksheet's parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from debatekit.problems import Problem, ProblemsError, did_you_mean
from debatekit.word.vocabulary import (
    ANYWHERE,
    CLASSES,
    ELEMENTS,
    FIELDS,
    INPUT_TYPES,
    LINK_SCHEMES,
    LIST_TYPES,
    META_NAMES,
    PLACE,
    VOID,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = etree._Element

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
    problems = list(_nesting_problems(html, name))
    if problems:
        raise ProblemsError(problems)
    root = etree.fromstring(html, etree.HTMLParser(huge_tree=True, remove_comments=True))
    problems = [problem for element in root.iter() for problem in _element_problems(element, name)]
    if problems:
        raise ProblemsError(problems)
    return root


def text_of(element: Element) -> str:
    """Return the text within `element`, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


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
    name, _, line = mark.rpartition(":")
    return Place(name, int(line)) if line.isdigit() else Place(mark, 0)


def _nesting_problems(html: str, name: str) -> Iterator[Problem]:
    open_tags: list[tuple[str, Place]] = []
    place = Place(name, 0)
    for match in TAG.finditer(html):
        closing, tag, rest = match.groups()
        if tag is None:
            continue
        tag = tag.lower()
        if mark := MARK.search(rest or ""):
            place = _place(mark[1])
        if tag in VOID or rest.rstrip().endswith("/"):
            continue
        if not closing:
            open_tags.append((tag, place))
        elif open_tags and open_tags[-1][0] == tag:
            open_tags.pop()
        elif any(tag == other for other, _ in open_tags):
            while open_tags and open_tags[-1][0] != tag:
                yield _never_closed(*open_tags.pop())
            open_tags.pop()
        else:
            message = f"</{tag}> closes nothing"
            yield Problem(place.name, place.line, 0, message, f"Delete it, or put <{tag}> before it.")
    for tag, opened in open_tags:
        yield _never_closed(tag, opened)


def _never_closed(tag: str, place: Place) -> Problem:
    return Problem(place.name, place.line, 0, f"<{tag}> is never closed", f"Put </{tag}> where it ends.")


def _element_problems(element: Element, name: str) -> Iterator[Problem]:
    tag = str(element.tag)
    allowed = ELEMENTS.get(tag)
    if allowed is None:
        yield problem_at(element, name, f"unknown element <{tag}>", did_you_mean(tag, ELEMENTS, "See the vocabulary."))
        return
    for attribute in map(str, element.attrib):
        if attribute not in allowed and attribute not in ANYWHERE:
            known = (allowed | ANYWHERE) - {PLACE}
            message = f"<{tag}> has no attribute '{attribute}' here"
            yield problem_at(element, name, message, did_you_mean(attribute, known))
    classes = CLASSES.get(tag)
    given = " ".join(element.get("class", "").split())
    if classes and given not in classes:
        choices = [choice for choice in classes if choice]
        message = f"<{tag}> has no class '{given}'" if given else f"<{tag}> needs a class"
        yield problem_at(element, name, message, did_you_mean(given, choices, f"Choose from: {', '.join(choices)}."))
    for attribute, good, hint in VALUES.get(tag, ()):
        value = element.get(attribute)
        if value is not None and not good(value):
            yield problem_at(element, name, f'{attribute}="{value}" is not known at <{tag}>', hint)


def _choice(known: object) -> str:
    return f"Choose from: {', '.join(sorted(map(str, known)))}."  # type: ignore[call-overload]


VALUES = {
    "a": (
        (
            "href",
            lambda value: value.lower().startswith(LINK_SCHEMES),
            "Links start with https://, http:// or mailto:.",
        ),
    ),
    "meta": (("name", META_NAMES.__contains__, _choice(META_NAMES)),),
    "ol": (
        ("type", LIST_TYPES.__contains__, _choice(LIST_TYPES)),
        ("start", str.isdecimal, "Write a number."),
    ),
    "input": (("type", INPUT_TYPES.__contains__, _choice(INPUT_TYPES)),),
    "output": (("name", FIELDS.__contains__, _choice(FIELDS)),),
    "textarea": (("rows", lambda value: value.isdecimal() and 0 < int(value) < 100, "Write a number from 1 to 99."),),
    "th": (("scope", {"col", "row"}.__contains__, _choice({"col", "row"})),),
    "col": (("width", lambda value: re.fullmatch(r"\d{1,2}(\.\d+)?%", value), "Write a percentage, such as 30%."),),
}
"""What the values of attributes must be: the attribute, a test, and what to write instead."""
