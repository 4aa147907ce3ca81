"""A page as a tree of elements, nested as it was written; each knows what it stands in."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from debatekit.errors import Problem
from debatekit.word.vocabulary import NOTE_MARK, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


MARK: Final = re.compile(f'{PLACE}="([^"]*)"')


class Place(NamedTuple):
    """Where an element comes from: a file's name and a line of it."""

    name: str
    line: int


class Element:
    """An element of a page; elements written alike share their `attributes`, which nobody changes."""

    __slots__ = ("attributes", "before", "children", "kind", "parent", "tag", "tail", "tail_at", "text", "text_at")

    def __init__(
        self,
        tag: str,
        attributes: Mapping[str, str],
        kind: str,
        parent: Element | None = None,
        before: Element | None = None,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.kind = kind
        """Its classes, with one space between them."""
        self.parent = parent
        self.before = before
        """The child of its parent that stands before it, if there is one."""
        self.children: list[Element] = []
        self.text = self.text_at = ""
        """The text before its first child, and the tag before that, as it is written."""
        self.tail = self.tail_at = ""
        """The text behind it, before the next child of its parent; and the tag before that."""

    @overload
    def get(self, attribute: str) -> str | None: ...
    @overload
    def get(self, attribute: str, default: str) -> str: ...
    def get(self, attribute: str, default: str | None = None) -> str | None:
        """Return the value of an attribute, or `default` if it is not given."""
        return self.attributes.get(attribute, default)

    def called(self, *tags: str) -> list[Element]:
        """Return the children called the first of `tags`, or their children called the second, and so on."""
        found = [self]
        for tag in tags:
            found = [child for element in found for child in element.children if child.tag == tag]
        return found

    def first(self, tag: str) -> Element | None:
        """Return the first child called `tag`, if there is one."""
        return next((child for child in self.children if child.tag == tag), None)

    def around(self, tag: str = "") -> Iterator[Element]:
        """Yield the elements that it stands in, the innermost first, or those called `tag`."""
        outer = self.parent
        while outer is not None:
            if not tag or outer.tag == tag:
                yield outer
            outer = outer.parent

    def within(self) -> Iterator[Element]:
        """Yield the elements that stand in it, in the order in which they start."""
        for child in self.children:
            yield child
            yield from child.within()

    def texts(self) -> Iterator[str]:
        """Yield the texts that stand in it, in order."""
        yield self.text
        for child in self.children:
            yield from child.texts()
            yield child.tail


def text_of(element: Element) -> str:
    """Return the text within `element`, its white space folded."""
    return " ".join("".join(element.texts()).split())


def said(element: Element) -> str:
    """Return the text within `element` as one says it: without the marks of notes and what a list offers."""
    return " ".join("".join(_said(element)).split()) if element.children else " ".join(element.text.split())


def _said(element: Element) -> Iterator[str]:
    yield element.text
    for child in element.children:
        if child.tag in {"br", "input", "select"}:
            yield " "
        elif child.get("role") != NOTE_MARK:
            yield from _said(child)
        if child.kind == "number":
            yield " "
        yield child.tail


def place_of(element: Element, name: str, at: str = "") -> Place:
    """Return where an element, or the nearest one around it that says so, comes from.

    A tag or a comment before what is meant, written out as `at`, may say it better.
    """
    if match := MARK.search(at):
        return _place(unescape(match[1]))
    for here in (element, *element.around()):
        if mark := here.get(PLACE):
            return _place(mark)
    return Place(name, 0)


def problem_at(element: Element, name: str, message: str, hint: str = "", at: str = "") -> Problem:
    """Return a problem at the place of `element`, or at a better one; `name` stands for the file if none is known."""
    place = place_of(element, name, at)
    return Problem(place.name, place.line, 0, message, hint)


def _place(mark: str) -> Place:
    name, _, line = mark.rpartition(":")
    return Place(name, int(line)) if line.isdigit() else Place(mark, 0)
