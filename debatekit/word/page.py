"""HTML text → a page: a tree of elements that is nested as it was written.

All that is wrong comes at once, as `Problem`s at the place that the elements carry in ``data-at``. HTML parsers
mend what they read; here what would have to be mended is an error, because mending moves a worksheet's parts. Tags,
comments and character references are read as the HTML standard has them (13.1.2, 13.1.4 and 13.1.6), in time that
grows no faster than the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from debatekit.errors import DebatekitError, Problem
from debatekit.files import PRINTABLE, UNPRINTABLE
from debatekit.word.attributes import faults_of, holds_only, page_problems
from debatekit.word.tree import Element, problem_at
from debatekit.word.vocabulary import BLOCKS, CONTENT, ELEMENTS, HOLDERS, PARTS, PLACE, TEXT_ELEMENTS, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_REMEMBERED: Final = 2_000
"""Tags, and ways in which elements stand in others, that are remembered; what comes along has some hundreds."""

LONGEST_REMEMBERED: Final = 500
"""Characters of a tag that is remembered."""

MOST_ELEMENTS: Final = 100_000
"""Elements that a page may have; the longest that comes along has some hundreds."""

MOST_TOLD: Final = 1_000
"""Mistakes of a page that are told at once; after so many, it is not read any further."""

MOST_NESTED: Final = 60
"""Elements that may stand in each other: nine lists in a card in a page need half of that."""

TAG: Final = re.compile(
    r"""<(?:(?:(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)|!(?i:doctype)\b[^>]*+)>"""
    r"""|!--(.*?)(-->|\Z))""",
    re.DOTALL,
)
"""A tag: whether it ends an element, its name, and the rest of it; a comment, and its end; or a document type."""

ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'<>`]+))?|(?P<stray>"[^"]*"|'[^']*'|=)"""
)
"""An attribute, or what stands among them and belongs to none."""

REFERENCE: Final = re.compile("&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
"""A character reference in an attribute: there, one without its semicolon may be part of an address (13.2.5.73)."""


class Page(NamedTuple):
    """A page that was read: its head and its body, and all elements in the order in which they start."""

    head: Element
    body: Element
    elements: list[Element]


class _Misplaced(NamedTuple):
    """Why an element cannot stand where it does, and what to write instead."""

    message: str
    hint: str
    follows: bool = False
    """Whether all that stands in the same element may be misplaced for the same reason: it should have ended before."""


class _Start(NamedTuple):
    """A start tag: what it says of its element, whether that ends at once, and what is wrong with it anywhere."""

    name: str
    attributes: Mapping[str, str]
    kind: str
    is_closed: bool
    faults: tuple[tuple[str, str], ...]


def parse_page(html: str, name: str) -> Page:
    """Return the page in `html`, an ``html`` element with ``head`` and ``body``.

    `name` stands for the file where an element does not say where it comes from. Raises `DebatekitError`.
    """
    html = html.replace("\f", " ")  # white space in HTML, and no character of XML
    reading = _Reading(name)
    for problem in _unprintable(html):
        reading.report(*problem)
    reading.read(html)
    page = reading.page()
    if page is None:
        reading.problems.append(_no_page(name))
    if page is None or reading.problems:
        raise DebatekitError(reading.problems[:MOST_TOLD])
    problems = chain(reading.faults, page_problems(page.elements, name))
    if told := list(islice(problems, MOST_TOLD)):
        raise DebatekitError(told)
    return page


class _Reading:
    """A page while it is read: its elements so far, and what is wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.outside = Element("", {}, "")
        """What the page stands in."""
        self.elements: list[Element] = []
        self.here = self.last = self.outside
        """The element that is open, and the one in it that ended last, or itself if none did."""
        self.at = ""
        """The last tag or comment that said where it comes from, as it is written."""
        self.around: tuple[str, ...] = ()
        """The names of all that are open, the outermost first."""
        self.outer: list[tuple[str, ...]] = []
        """The same for each of them, without its own."""
        self.told: set[tuple[Element, str]] = set()
        """In what something was told to be misplaced, and what to do about it."""
        self.problems: list[Problem] = []
        """What is wrong with tags, and with how they are nested."""
        self.faults: list[Problem] = []
        """What is wrong with elements, wherever they stand."""

    def read(self, html: str) -> None:
        """Read a page to its end, or until there is too much of something."""
        text, *pieces = TAG.split(html)
        is_blank: bool | None = None  # whether the text so far is, looked at where a comment stands in it
        for closing, tag, rest, comment, end, following in zip(*(pieces[part::6] for part in range(6)), strict=True):
            written = rest or comment or ""
            if end == "":
                self.report("a comment is never closed", "Write --> where it ends.")
                return
            if not tag or (closing and tag.lower() in VOID):  # text goes on behind a comment
                is_blank = not text.strip() if is_blank is None else is_blank
                self.at = written if is_blank and PLACE in written else self.at
                is_blank = is_blank and not following.strip()
                text += following
                continue
            self.say(text)
            self.at = written if PLACE in written else self.at
            if closing:
                self.end(tag.lower())
            else:
                self.start((_start if len(rest) <= LONGEST_REMEMBERED else _start.__wrapped__)(tag, rest))
            if self.is_too_much():
                return
            text, is_blank = following, None
        self.say(text)
        while self.outer:
            self.leave_open()

    def is_too_much(self) -> bool:
        """Tell whether it is of no use to read any further."""
        if len(self.outer) > MOST_NESTED:
            self.report(f"more than {MOST_NESTED} elements stand in each other", "Make it flatter.")
            return True
        if len(self.elements) > MOST_ELEMENTS:
            self.report(f"this page has more than {MOST_ELEMENTS:,} elements", "Make several handouts of it.")
            return True
        return len(self.problems) + len(self.faults) > MOST_TOLD

    def start(self, tag: _Start) -> None:
        """Begin an element."""
        before = self.last if self.last is not self.here else None
        element = Element(tag.name, tag.attributes, tag.kind, self.here, before)
        self.here.children.append(element)
        self.elements.append(element)
        if reason := _misplaced(tag.name, self.around):
            message, hint, follows = reason
            if not follows or (self.here, hint) not in self.told:
                self.problems.append(problem_at(element, self.name, message, hint))
            self.told.add((self.here, hint))
        if tag.faults:
            self.faults += [problem_at(element, self.name, *fault) for fault in tag.faults]
        self.last = element
        if not tag.is_closed:
            self.here = element
            self.outer.append(self.around)
            self.around = (*self.around, tag.name)

    def end(self, tag: str) -> None:
        """End the innermost element called `tag`, and tell those in it that are still open."""
        if tag in self.around:
            while self.here.tag != tag:
                self.leave_open()
            self.close()
        else:
            self.report(f"</{tag}> closes nothing", f"Delete it, or put <{tag}> before it.")

    def close(self) -> None:
        """End the element that is open."""
        self.last, self.here, self.around = self.here, self.here.parent or self.outside, self.outer.pop()

    def leave_open(self) -> None:
        """End the element that is open, and tell that nothing else ends it."""
        tag = self.here.tag
        self.problems.append(
            problem_at(self.here, self.name, f"<{tag}> is never closed", f"Put </{tag}> where it ends.")
        )
        self.close()

    def say(self, text: str) -> None:
        """Add text, with what its references stand for, where the page is read."""
        if "&" in text:
            text = unescape(text)
            for problem in _unprintable(text):
                self.report(*problem)
        if self.here is self.outside and text.strip():
            self.report("text stands outside the page", "Put it in <body> … </body>.")
        if self.last is self.here:
            self.here.text, self.here.text_at = text, self.at
        else:
            self.last.tail, self.last.tail_at = text, self.at

    def report(self, message: str, hint: str) -> None:
        """Note that something is wrong where the page is read."""
        self.problems.append(problem_at(self.here, self.name, message, hint, self.at))

    def page(self) -> Page | None:
        """Return what was read, if it is a page."""
        match self.outside.children:
            case [Element(tag="html") as html]:
                html.parent = None
                match html.children:
                    case [Element(tag="head") as head, Element(tag="body") as body]:
                        return Page(head, body, self.elements)
        return None


@lru_cache(MOST_REMEMBERED)
def _start(tag: str, rest: str) -> _Start:
    """Return what a start tag says; `rest` is what stands in it behind its name."""
    tag = tag.lower()
    attributes: dict[str, str] = {}
    stray, twice = "", []
    for match in ATTRIBUTE.finditer(rest):
        name = (match["name"] or "").lower()
        if name in attributes:
            twice.append(name)
        elif name:
            attributes[name] = _value(match["value"] or "")
        else:
            stray += match["stray"]
    faults = list(faults_of(tag, {name: value for name, value in attributes.items() if name != PLACE}))
    for value in attributes.values():
        faults += _unprintable(value)
    faults += [(f"'{name}' stands twice in the tag <{tag}>", "Delete one of the two.") for name in twice]
    if stray:
        faults.append((f"'{stray}' cannot stand in the tag <{tag}>", 'Write its attributes as name="value".'))
    kind = " ".join(attributes.get("class", "").split())
    return _Start(tag, attributes, kind, tag in VOID or rest.rstrip().endswith("/"), tuple(faults))


def _value(written: str) -> str:
    """Return the value of an attribute as it is written: in quotation marks or without."""
    plain = written[1:-1] if written[:1] in {'"', "'"} else written
    return REFERENCE.sub(lambda reference: unescape(reference[0]), plain)


def _unprintable(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text, and what to do, for each of its characters that XML cannot hold."""
    if not PRINTABLE.fullmatch(text):
        for character in sorted(set(UNPRINTABLE.findall(text))):
            yield f"the character U+{ord(character):04X} cannot be printed", "Delete it."


def _no_page(name: str) -> Problem:
    return Problem(name, 0, 0, "this is no page", "Write <html> <head> … </head> <body> … </body> </html>.")


@lru_cache(MOST_REMEMBERED)
def _misplaced(tag: str, around: tuple[str, ...]) -> _Misplaced | None:
    """Return why `tag` cannot stand in the elements `around` it, the outermost first."""
    parent = around[-1] if around else ""
    if tag not in ELEMENTS or (parent and parent not in ELEMENTS):
        return None  # that an element is unknown is told once, and not of what stands in it
    if parent in CONTENT and tag not in CONTENT[parent]:
        between = [f"<{part}>" for part in sorted(CONTENT[parent]) if tag in CONTENT.get(part, ())]
        hint = f"Put it in {' or '.join(between)}." if between else holds_only(parent)
        return _Misplaced(f"<{tag}> cannot stand in <{parent}>", hint)
    holders = [outer for outer, content in CONTENT.items() if tag in content and tag in PARTS]
    holders += [HOLDERS[tag]] if tag in HOLDERS else []
    if holders and parent not in holders:
        where = f"<{tag}> cannot stand in <{parent}>" if parent else f"<{tag}> cannot stand alone"
        return _Misplaced(where, f"Put it in <{holders[0]}>.")
    if tag in BLOCKS and (outer := next((outer for outer in around if outer in TEXT_ELEMENTS), None)):
        return _Misplaced(f"<{tag}> cannot stand in <{outer}>", f"Close <{outer}> before it.", follows=True)
    if (tag == "a" and "a" in around) or (tag == "li" and parent == "li"):
        return _Misplaced(f"<{tag}> cannot stand in <{tag}>", f"Close the first <{tag}> before it.", follows=True)
    return None
