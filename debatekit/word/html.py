"""Strict HTML reader: a page as a tree of elements (HTML standard, 13.1), and all that other parsers would repair."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Final

from debatekit.errors import DebatekitError, Problem, did_you_mean, shorten
from debatekit.files import UNPRINTABLE
from debatekit.word import html_schema as schema

MAX_DEPTH: Final = 60  # elements within each other; nine lists in a card need half of that
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
ORIGIN_IN_MARKUP: Final = re.compile(f'{schema.ORIGIN}="([^"]*)"')


class Element:
    """An element of a page. Elements with the same tag share their `attributes`, which must not be changed."""

    __slots__ = ("attributes", "children", "class_", "has_blocks", "parent", "tag", "tail", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str], class_: str, parent: "Element | None" = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.class_ = class_  # its classes, separated by single spaces
        self.parent = parent
        self.children: list[Element] = []
        self.text = self.tail = ""  # the text before its first child, and after its end
        self.has_blocks = False

    def get(self, attribute: str, default: str = "") -> str:
        """Return the value of an attribute, or `default` if it is missing."""
        return self.attributes.get(attribute, default)

    def find_all(self, *tags: str) -> "list[Element]":
        """Return the children with the first of `tags`, or their children with the second, and so on."""
        found = [self]
        for tag in tags:
            found = [child for element in found for child in element.children if child.tag == tag]
        return found

    def ancestors(self, tag: str = "") -> "Iterator[Element]":
        """Yield the elements that it is in, or those of them with a tag, the innermost first."""
        outer = self.parent
        while outer is not None:
            if not tag or outer.tag == tag:
                yield outer
            outer = outer.parent


def text_of(element: Element) -> str:
    """Return the text in `element` as a screen reader would read it: without footnote marks and list options."""
    return " ".join("".join(texts_of(element)).split()) if element.children else " ".join(element.text.split())


def texts_of(element: Element) -> Iterator[str]:
    """Yield the pieces of that text."""
    yield element.text
    for child in element.children:
        if child.tag in {"br", "input", "select"}:
            yield " "
        elif child.get("role") != schema.FOOTNOTE_MARK:
            yield from texts_of(child)
        if child.class_ == "number":
            yield " "
        yield child.tail


def problem_at(element: Element, name: str, message: str, hint: str = "", origin: str = "") -> Problem:
    """Return a problem where `origin`, markup before it, `element` or the nearest ancestor says, or else in `name`."""
    match = ORIGIN_IN_MARKUP.search(origin)
    places = [unescape(match[1])] if match else [outer.get(schema.ORIGIN) for outer in (element, *element.ancestors())]
    place = next(filter(None, places), name)
    file, _, line = place.rpartition(":")
    return Problem(file, int(line), 0, message, hint) if line.isdigit() else Problem(place, 0, 0, message, hint)


def parse_page(html: str, name: str) -> tuple[Element, Element, list[Element], list[Problem]]:
    """Return the head and body of a page, its links and elements with an id, role, language or direction, and problems.

    `name` is the file if an element does not name its own. The problems are those with text next to blocks; raises
    `DebatekitError` with others.
    """
    reader = _Reader(name)
    reader.check_characters(html)
    reader.read(html.replace("\f", " "))  # white space in HTML, but not allowed in XML
    if not reader.problems:
        reader.check_ids()
    match reader.root.children:
        case [Element(tag="html", children=[Element(tag="head") as head, Element(tag="body") as body]) as root]:
            root.parent = None
            if not reader.problems:
                return head, body, reader.marked, list(reader.loose_problems())
        case _:
            hint = "Write <html> <head> … </head> <body> … </body> </html>."
            reader.report(reader.root, "this is not a page", hint, reader.origin)
    raise DebatekitError(reader.problems)


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    class_: str = ""
    is_end: bool = False
    is_complete: bool = False  # whether its element ends with it
    is_block: bool = False
    is_marked: bool = False  # whether its element is marked, see `parse_page`
    violations: tuple[schema.Violation, ...] = ()
    safe_parents: frozenset[str] = frozenset()  # the elements in which there is nothing to report or to mark


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Element("", {}, "")
        self.path: list[str] = []  # the tags of the open elements, the outermost first
        self.origin = ""  # the last markup that says where it comes from
        self.marked: list[Element] = []
        self.loose: list[tuple[Element, Element | str, str]] = []  # containers, what is in them, and its origin
        self.unclosed: set[tuple[Element, schema.Violation]] = set()  # reported, and due to an unclosed element
        self.problems: list[Problem] = []

    def read(self, html: str) -> None:
        outer = last = self.root  # the open element, and its last child that has ended, or itself
        text, *pieces = MARKUP.split(html)
        for markup, following in zip(pieces[::2], pieces[1::2], strict=True):
            tag = _parse_tag(markup)
            if tag is None:
                self.skip(markup, text, outer)
                text += following
                continue
            if text.isspace():  # most is
                if last is outer:
                    outer.text = text
                else:
                    last.tail = text
            elif text:
                self.add_text(text, outer, last)
            text = following
            if not tag.is_end:
                last = Element(tag.name, tag.attributes, tag.class_, outer)
                outer.children.append(last)
                if tag.is_block:
                    outer.has_blocks = True
                if schema.ORIGIN in tag.attributes:
                    self.origin = markup
                if outer.tag not in tag.safe_parents or self.problems or len(self.path) >= MAX_DEPTH:
                    self.check(tag, last, outer)
                if not tag.is_complete:
                    outer = last
                    self.path.append(tag.name)
            elif closed := outer if tag.name == outer.tag else self.find_open(tag.name, outer):
                last, outer = closed, closed.parent or self.root
                self.path.pop()
        self.finish(text, outer)

    def finish(self, text: str, outer: Element) -> None:
        if text.strip():
            self.add_text(text, outer, outer)
        while outer is not self.root:
            outer = self.leave_unclosed(outer)

    def check_characters(self, html: str) -> None:
        is_printable = html.replace("\n", "").isprintable()  # quicker to ask, and true of most pages
        for character in () if is_printable else sorted(set(UNPRINTABLE.findall(html))):
            self.report(self.root, f"the character U+{ord(character):04X} cannot be printed", "Delete it.")

    def skip(self, markup: str, text: str, outer: Element) -> None:
        """Go over what is neither text nor the tag of an element: the text continues after it."""
        if schema.ORIGIN in markup and (not text or text.isspace()):
            self.origin = markup
        if markup.startswith("<!--") and not markup.endswith("-->"):
            self.report(outer, "a comment is never closed", "Write --> where it ends.", self.origin)
            raise DebatekitError(self.problems)

    def add_text(self, text: str, outer: Element, last: Element) -> None:
        if "&" in text:
            text = UNPRINTABLE.sub("", unescape(text))
        if last is outer:
            outer.text = text
        else:
            last.tail = text
        if not text.strip():  # white space that is written as references
            return
        if outer.tag in schema.CONTAINERS:
            self.add_loose(text, outer, self.origin)
        elif outer is self.root:
            self.report(outer, "text is outside the page", "Put it in <body> … </body>.", self.origin)
        elif outer.tag in schema.ELEMENTS and schema.ELEMENTS[outer.tag].children is not None:
            message = f"the text '{shorten(text.strip(), 40)}' is not allowed in <{outer.tag}>"
            self.report(outer, message, schema.content_hint(outer.tag), self.origin)

    def check(self, tag: _Tag, element: Element, outer: Element) -> None:
        if tag.is_marked:
            self.marked.append(element)
        is_loose = outer.tag in schema.CONTAINERS and tag.name in schema.INLINES
        if is_loose:
            self.add_loose(element, outer)
        if self.problems or not (is_loose or outer.tag in schema.SAFE_PARENTS.get(tag.name, ())):
            violation = schema.nesting_violation(tag.name, tuple(self.path))
            if violation and not (violation.is_unclosed and (outer, violation) in self.unclosed):
                self.report(element, violation.message, violation.hint)
                self.unclosed.add((outer, violation))
        for violation in tag.violations:
            self.report(element, violation.message, violation.hint)
        if len(self.path) >= MAX_DEPTH and not tag.is_complete:
            self.report(element, f"more than {MAX_DEPTH} elements are nested", "Make it flatter.")
            raise DebatekitError(self.problems)

    def add_loose(self, found: Element | str, outer: Element, origin: str = "") -> None:
        """Remember text or an inline element that is an error if its container has blocks, before it in an ``li``."""
        if outer.tag != "li" or outer.has_blocks:
            self.loose.append((outer, found, origin))

    def loose_problems(self) -> Iterator[Problem]:
        for container, found, origin in self.loose:
            if container.has_blocks:
                place, message = container, f"the text '{shorten(str(found).strip(), 40)}' is not in a paragraph"
                if isinstance(found, Element):
                    place, message = found, f"<{found.tag}> is not allowed next to blocks"
                yield problem_at(place, self.name, message, "Put it in <p> … </p>.", origin)

    def find_open(self, tag: str, outer: Element) -> Element | None:
        """Return the element that an end tag closes, or report that there is none."""
        if tag not in self.path:
            self.report(outer, f"</{tag}> closes nothing", f"Delete it, or put <{tag}> before it.", self.origin)
            return None
        while outer.tag != tag:
            outer = self.leave_unclosed(outer)
        return outer

    def leave_unclosed(self, element: Element) -> Element:
        self.report(element, f"<{element.tag}> is never closed", f"Put </{element.tag}> where it ends.")
        self.path.pop()
        return element.parent or self.root

    def check_ids(self) -> None:
        taken: set[str] = set()  # as Word compares them
        known = {f"#{element.get('id')}" for element in self.marked if "id" in element.attributes}
        for element in self.marked:
            target = element.get("href") if element.tag == "a" else ""
            if target.startswith("#") and target not in known:
                hint = did_you_mean(target, known, f'Give what it leads to: id="{target[1:]}".')
                self.report(element, f"nothing here has the id '{target[1:]}'", hint)
            if not (identifier := element.get("id")):
                continue
            key = bookmark_name(identifier).lower()
            if key in taken:
                hint = "Use another one. Capitals do not count, and - is the same as _."
                self.report(element, f"the id '{identifier}' is taken", hint)
            elif plain := schema.plain_element(outer.tag for outer in element.ancestors()):
                self.report(element, f"an id is not allowed in <{plain}>", "Give it to something that is printed.")
            taken.add(key)

    def report(self, element: Element, message: str, hint: str, origin: str = "") -> None:
        self.problems.append(problem_at(element, self.name, message, hint, origin))


@lru_cache(2_000)
def _parse_tag(markup: str) -> _Tag | None:
    match = TAG_NAME.match(markup)
    if match is None:
        return None
    tag = match[1].lower()
    if markup.startswith("</"):  # the end tag of a void element means nothing
        return None if tag in schema.VOID else _Tag(tag, is_end=True)
    rest = markup[match.end() : -1]
    attributes: dict[str, str] = {}
    stray = []
    for found in ATTRIBUTE.finditer(rest):
        name = (found["name"] or "").lower()
        if name and name not in attributes:
            value = found["value"] or ""
            value = value[1:-1] if value[:1] in {'"', "'"} else value
            attributes[name] = UNPRINTABLE.sub("", REFERENCE.sub(lambda reference: unescape(reference[0]), value))
        else:
            stray.append(name or found["stray"])
    class_ = " ".join(attributes.get("class", "").split())
    violations = list(schema.tag_violations(tag, attributes, class_))
    if stray:
        message = f"'{' '.join(stray)}' is not allowed in the tag <{tag}>"
        violations.append(schema.Violation(message, 'Write its attributes as name="value", each once.'))
    is_marked = tag == "a" or not attributes.keys().isdisjoint({"id", "role", "lang", "dir"})
    return _Tag(
        tag,
        attributes,
        class_,
        is_complete=tag in schema.VOID or rest.rstrip().endswith("/"),
        is_block=tag in schema.BLOCKS or tag == "legend",
        is_marked=is_marked,
        violations=tuple(violations),
        safe_parents=frozenset() if is_marked or violations else schema.SAFE_PARENTS[tag],
    )


def bookmark_name(identifier: str) -> str:
    """Return the name of the bookmark for an id: Word allows letters, digits and underscores (17.13.6.2)."""
    return re.sub("[.-]", "_", identifier)
