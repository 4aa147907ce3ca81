"""Strict HTML reader: parses a page into a tree of elements, and reports everything that other parsers would repair.

Tags, comments and character references are read as in the HTML standard (13.1.2, 13.1.4 and 13.1.6), in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from debatekit.errors import DebatekitError, Problem, nearest
from debatekit.files import PRINTABLE, UNPRINTABLE
from debatekit.word.html_schema import (
    ELEMENTS,
    FOOTNOTE,
    FOOTNOTE_MARK,
    ORIGIN,
    VOID,
    Violation,
    content_hint,
    nesting_violation,
    plain_element,
    tag_violations,
)

MAX_DEPTH: Final = 60
"""Elements within each other; nine lists in a card need half of that."""

MARKUP: Final = re.compile(
    r"""(</?[a-zA-Z][a-zA-Z0-9-]*+[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>"""
    r"""|<!--.*?(?:-->|\Z)|<!(?i:doctype)\b[^>]*+>)""",
    re.DOTALL,
)
"""A tag, a comment to its end or that of the page, or a document type."""

TAG_NAME: Final = re.compile("</?([a-zA-Z][a-zA-Z0-9-]*)")
ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'<>`]+))?|(?P<stray>"[^"]*"|'[^']*'|=)"""
)
"""An attribute, or something between attributes that belongs to none."""

REFERENCE: Final = re.compile("&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
"""A character reference in an attribute: there, one without its semicolon may be part of an address (13.2.5.73)."""

ORIGIN_IN_MARKUP: Final = re.compile(f'{ORIGIN}="([^"]*)"')


class Element:
    """An element of a page. Elements with the same tag share their `attributes`, which must not be changed."""

    text = text_origin = ""
    """The text before its first child, and the markup that says where this comes from."""
    tail = tail_origin = ""
    """The text after its end, before its next sibling, and the markup that says where this comes from."""

    def __init__(self, tag: str, attributes: Mapping[str, str], class_: str, parent: Element | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.class_ = class_
        """Its classes, separated by single spaces."""
        self.parent = parent
        self.children: list[Element] = []

    @property
    def previous(self) -> Element | None:
        """The sibling before it, if there is one."""
        siblings = self.parent.children if self.parent else [self]
        position = siblings.index(self)
        return siblings[position - 1] if position else None

    def get(self, attribute: str, default: str = "") -> str:
        """Return the value of an attribute, or `default` if it is missing."""
        return self.attributes.get(attribute, default)

    def find_all(self, *tags: str) -> list[Element]:
        """Return the children with the first of `tags`, or their children with the second, and so on."""
        found = [self]
        for tag in tags:
            found = [child for element in found for child in element.children if child.tag == tag]
        return found

    def find(self, tag: str) -> Element | None:
        """Return the first child with a tag, if there is one."""
        return next((child for child in self.children if child.tag == tag), None)

    def ancestors(self, tag: str = "") -> Iterator[Element]:
        """Yield the elements that it is in, or those of them with a tag, the innermost first."""
        outer = self.parent
        while outer is not None:
            if not tag or outer.tag == tag:
                yield outer
            outer = outer.parent

    def descendants(self) -> Iterator[Element]:
        """Yield the elements in it, in the order of their start tags."""
        for child in self.children:
            yield child
            yield from child.descendants()

    def texts(self) -> Iterator[str]:
        """Yield the pieces of text in it, in order."""
        yield self.text
        for child in self.children:
            yield from child.texts()
            yield child.tail


def text_of(element: Element) -> str:
    """Return the text in `element` with single spaces."""
    return " ".join("".join(element.texts()).split())


def label_text(element: Element) -> str:
    """Return the text in `element` as a screen reader would read it: without footnote marks and list options."""
    return " ".join("".join(_label_texts(element)).split()) if element.children else " ".join(element.text.split())


def _label_texts(element: Element) -> Iterator[str]:
    yield element.text
    for child in element.children:
        if child.tag in {"br", "input", "select"}:
            yield " "
        elif child.get("role") != FOOTNOTE_MARK:
            yield from _label_texts(child)
        if child.class_ == "number":
            yield " "
        yield child.tail


def problem_at(element: Element, name: str, message: str, hint: str = "", origin: str = "") -> Problem:
    """Return a problem at the line that `element`, or the nearest ancestor that names one, comes from.

    `origin` is markup before the place itself, which may name a better line. The file is called `name` if none does.
    """
    if match := ORIGIN_IN_MARKUP.search(origin):
        place = unescape(match[1])
    else:
        place = next(filter(None, (outer.get(ORIGIN) for outer in (element, *element.ancestors()))), name)
    file, _, line = place.rpartition(":")
    return Problem(file, int(line), 0, message, hint) if line.isdigit() else Problem(place, 0, 0, message, hint)


class Page(NamedTuple):
    """A parsed page: its head and body, and all links and elements with an id, a role, a language or a direction."""

    head: Element
    body: Element
    marked: list[Element]


def parse_page(html: str, name: str) -> Page:
    """Return the page in `html`, an ``html`` element with ``head`` and ``body``.

    `name` is the file to report if an element does not say where it comes from. Raises `DebatekitError`.
    """
    reader = _Reader(name)
    reader.read(html.replace("\f", " "))  # white space in HTML, but not allowed in XML
    if not reader.problems:
        reader.check_ids()
    page = reader.page()
    if page is None:
        hint = "Write <html> <head> … </head> <body> … </body> </html>."
        reader.problems.append(Problem(name, 0, 0, "this is not a page", hint))
    if page is None or reader.problems:
        raise DebatekitError(reader.problems)
    return page


class _Tag(NamedTuple):
    name: str
    is_end: bool
    attributes: Mapping[str, str]
    class_: str
    is_complete: bool
    """Whether its element ends with it."""
    is_marked: bool
    """Whether its element is one of `Page.marked`."""
    violations: tuple[Violation, ...]


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Element("", {}, "")
        self.marked: list[Element] = []
        self.open = self.last = self.root
        """The open element, and its last child that has ended, or itself if there is none."""
        self.path: tuple[str, ...] = ()
        """The tags of the open elements, the outermost first."""
        self.origin = ""
        """The last markup that says where it comes from."""
        self.unclosed: set[tuple[Element, Violation]] = set()
        """The reported violations that are due to an element not being closed."""
        self.problems: list[Problem] = []

    def read(self, html: str) -> None:
        self.report_unprintable(html)
        text, *pieces = MARKUP.split(html)
        for markup, following in zip(pieces[::2], pieces[1::2], strict=True):
            tag = _parse_tag(markup)
            if tag is None:  # the text continues
                if ORIGIN in markup and (not text or text.isspace()):
                    self.origin = markup
                if markup.startswith("<!--") and (len(markup) < len("<!---->") or not markup.endswith("-->")):
                    self.report("a comment is never closed", "Write --> where it ends.")
                    raise DebatekitError(self.problems)
                text += following
                continue
            if text:
                self.add_text(text)
            if ORIGIN in markup:
                self.origin = markup
            if tag.is_end:
                self.end(tag.name)
            else:
                self.start(tag)
            text = following
        self.add_text(text)
        while self.path:
            self.close_unclosed()

    def start(self, tag: _Tag) -> None:
        name, attributes, outer = tag.name, tag.attributes, self.open
        self.last = element = Element(name, attributes, tag.class_, outer)
        outer.children.append(element)
        if tag.is_marked:
            self.marked.append(element)
        if violation := nesting_violation(name, self.path):
            if not violation.is_unclosed or (outer, violation) not in self.unclosed:
                self.add_problem(element, violation.message, violation.hint)
            self.unclosed.add((outer, violation))
        for violation in tag.violations:
            self.add_problem(element, violation.message, violation.hint)
        if not tag.is_complete:
            self.open = element
            self.path = (*self.path, name)
            if len(self.path) > MAX_DEPTH:
                self.report(f"more than {MAX_DEPTH} elements are nested", "Make it flatter.")
                raise DebatekitError(self.problems)

    def end(self, tag: str) -> None:
        if tag in self.path:
            while self.open.tag != tag:
                self.close_unclosed()
            self.close()
        else:
            self.report(f"</{tag}> closes nothing", f"Delete it, or put <{tag}> before it.")

    def close(self) -> None:
        self.last, self.open, self.path = self.open, self.open.parent or self.root, self.path[:-1]

    def close_unclosed(self) -> None:
        tag = self.open.tag
        self.add_problem(self.open, f"<{tag}> is never closed", f"Put </{tag}> where it ends.")
        self.close()

    def add_text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
            self.report_unprintable(text)
        if self.last is self.open:
            self.open.text, self.open.text_origin = text, self.origin
        else:
            self.last.tail, self.last.tail_origin = text, self.origin
        if text and not text.isspace():
            tag = self.open.tag
            spec = ELEMENTS.get(tag)
            if self.open is self.root:
                self.report("text is outside the page", "Put it in <body> … </body>.")
            elif spec and spec.children is not None:
                shown = " ".join(text.split())[:40]
                self.report(f"the text '{shown}' is not allowed in <{tag}>", content_hint(tag))

    def check_ids(self) -> None:
        """Report ids that are used twice, and links to ids that do not exist."""
        ids: dict[str, str] = {}
        for element in self.marked:
            if "id" not in element.attributes:
                continue
            identifier = element.attributes["id"]
            key = bookmark_name(identifier).lower()
            if key in ids:
                by = f" by '{ids[key]}'" if ids[key] != identifier else ""
                hint = "Use another one. Capitals do not count, and - is the same as _."
                self.add_problem(element, f"the id '{identifier}' is taken{by}", hint)
            elif plain := plain_element(tuple(outer.tag for outer in element.ancestors())):
                hint = "Give it to something that is printed."
                self.add_problem(element, f"an id is not allowed in <{plain}>", hint)
            ids.setdefault(key, identifier)
        known = set(ids.values())
        for link in self.marked:
            target = link.get("href") if link.tag == "a" else ""
            if target.startswith("#") and target[1:] not in known:
                near = nearest(target[1:], known)
                wanted = f'id="{target[1:]}"'
                if link.get("role"):
                    wanted = f'<aside role="{FOOTNOTE}" {wanted}>'
                hint = f"Did you mean '#{near}'?" if near else f"Give what it leads to: {wanted}."
                self.add_problem(link, f"nothing here has the id '{target[1:]}'", hint)

    def report_unprintable(self, text: str) -> None:
        if not PRINTABLE.fullmatch(text):
            for violation in _unprintable(text):
                self.report(violation.message, violation.hint)

    def report(self, message: str, hint: str) -> None:
        """Add a problem at the markup that was read last."""
        self.add_problem(self.open, message, hint, self.origin)

    def add_problem(self, element: Element, message: str, hint: str, origin: str = "") -> None:
        self.problems.append(problem_at(element, self.name, message, hint, origin))

    def page(self) -> Page | None:
        match self.root.children:
            case [Element(tag="html") as html]:
                html.parent = None
                match html.children:
                    case [Element(tag="head") as head, Element(tag="body") as body]:
                        return Page(head, body, self.marked)
        return None


@lru_cache(2_000)
def _parse_tag(markup: str) -> _Tag | None:
    """Return a tag, or None for other markup and for end tags of void elements, which mean nothing."""
    match = TAG_NAME.match(markup)
    if match is None:
        return None
    tag, is_end = match[1].lower(), markup.startswith("</")
    if is_end:
        return None if tag in VOID else _Tag(tag, is_end, {}, "", is_complete=True, is_marked=False, violations=())
    rest = markup[match.end() : -1]
    attributes: dict[str, str] = {}
    stray, repeated = "", []
    for found in ATTRIBUTE.finditer(rest):
        name = (found["name"] or "").lower()
        if name in attributes:
            repeated.append(name)
        elif name:
            attributes[name] = _attribute_value(found["value"] or "")
        else:
            stray += found["stray"]
    violations = list(tag_violations(tag, attributes))
    for value in attributes.values():
        violations += _unprintable(value)
    violations += [
        Violation(f"'{name}' is given twice in the tag <{tag}>", "Delete one of the two.") for name in repeated
    ]
    if stray:
        violations.append(
            Violation(f"'{stray}' is not allowed in the tag <{tag}>", 'Write its attributes as name="value".')
        )
    class_ = " ".join(attributes.get("class", "").split())
    is_complete = tag in VOID or rest.rstrip().endswith("/")
    is_marked = tag == "a" or not attributes.keys().isdisjoint({"id", "role", "lang", "dir"})
    return _Tag(tag, is_end, attributes, class_, is_complete, is_marked, tuple(violations))


def _attribute_value(written: str) -> str:
    plain = written[1:-1] if written[:1] in {'"', "'"} else written
    return REFERENCE.sub(lambda reference: unescape(reference[0]), plain)


def _unprintable(text: str) -> Iterable[Violation]:
    for character in sorted(set(UNPRINTABLE.findall(text))):
        yield Violation(f"the character U+{ord(character):04X} cannot be printed", "Delete it.")


def bookmark_name(identifier: str) -> str:
    """Return the name of the bookmark for an id: Word allows letters, digits and underscores (17.13.6.2)."""
    return re.sub("[.-]", "_", identifier)
