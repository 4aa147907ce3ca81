"""What stands within a paragraph: text in its styles, links, fields, controls.

White space is folded as HTML folds it: one space between words, none at the start and end of a paragraph. A
non-breaking space is not white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debatekit.word.forms import control
from debatekit.word.page import class_of, text_of
from debatekit.word.vocabulary import CHARACTER_STYLES, CLASSES, FIELDS, INLINES
from debatekit.word.xml import field, run, tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from debatekit.word.draft import Draft
    from debatekit.word.page import Element

WHITE_SPACE = re.compile("[ \t\n\r\f]+")
COMBINED = {frozenset({"Strong", "Emphasis"}): "Strong Emphasis"}
"""A run has one character style; these stand for two at once. Elsewhere the inner one is used."""


def runs_of(draft: Draft, element: Element) -> str:
    """Return the runs of everything within `element`."""
    line = Line(draft, _language(element, draft.look.language))
    line.children(element)
    return "".join(line.parts)


def _language(element: Element, usual: str) -> str:
    """Return the language that `element` or the nearest one around it says, if it is not the `usual` one."""
    here: Element | None = element
    while here is not None and here.tag != "html":
        if language := here.get("lang"):
            return "" if language == usual else language
        here = here.getparent()
    return ""


class Line:
    """The runs of one paragraph in the making."""

    def __init__(self, draft: Draft, language: str) -> None:
        self.draft, self.language = draft, language
        self.parts: list[str] = []
        self.style = ""
        self.at_start = True
        self.space: str | None = None
        """The style of a space that is due before the next word."""

    def children(self, element: Element) -> None:
        """Add everything within `element`."""
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        """Add text, its white space folded."""
        if not text:
            return
        folded = WHITE_SPACE.sub(" ", text)
        words = folded.strip(" ")
        if folded[0] == " " and not self.at_start and self.space is None:
            self.space = self.style
        if not words:
            return
        if self.space == self.style:
            words = f" {words}"
            self.space = None
        self.piece(self._run(words))
        if folded[-1] == " ":
            self.space = self.style

    def piece(self, xml: str) -> None:
        """Add something that is not a space, after the space that is due."""
        self.settle_space()
        self.parts.append(xml)
        self.at_start = False

    def settle_space(self) -> None:
        """Add the space that is due, in the style that it stands in."""
        if self.space is not None:
            self.parts.append(run(" ", self.draft.style(self.space) if self.space else "", self.language))
            self.space = None

    def jump(self, xml: str) -> None:
        """Add a tab or a line break: spaces around it are dropped."""
        self.space = None
        self.parts.append(xml)
        self.at_start = True

    def element(self, element: Element) -> None:
        """Add an element that stands within a paragraph, or report one that cannot."""
        tag = str(element.tag)
        if tag in CHARACTER_STYLES:
            self.styled(element, CHARACTER_STYLES[tag])
        elif tag in WRITERS:
            WRITERS[tag](self, element)
        else:
            hint = "Put it beside the paragraph." if tag not in INLINES else ""
            self.draft.report(element, f"<{tag}> cannot stand within a paragraph", hint)

    def styled(self, element: Element, style: str) -> None:
        """Add everything within `element` in a character style; "" keeps the style around it."""
        outer_style, outer_language = self.style, self.language
        self.style = COMBINED.get(frozenset({outer_style, style}), style) or outer_style
        self.language = element.get("lang", outer_language)
        self.children(element)
        self.style, self.language = outer_style, outer_language

    def _run(self, text: str) -> str:
        return run(text, self.draft.style(self.style) if self.style else "", self.language)


def _span(line: Line, element: Element) -> None:
    kind = class_of(element)
    if kind == "end":
        line.jump(tab())
    line.styled(element, CLASSES["span"][kind])
    if kind == "number":
        line.jump(tab())


def _link(line: Line, element: Element) -> None:
    target = element.get("href")
    if not target:
        line.draft.report(element, "this link leads nowhere", 'Give it href="https://…".')
        return
    if not text_of(element):
        line.draft.report(element, "this link has no text", "Write what it leads to between <a> and </a>.")
        return
    line.settle_space()
    before, line.parts = line.parts, []
    line.styled(element, "Hyperlink")
    inside = "".join(line.parts)
    link = f'<w:hyperlink r:id="{line.draft.link(target)}" w:history="1">{inside}</w:hyperlink>'
    line.parts = [*before, link]


def _break(line: Line, _: Element) -> None:
    line.jump("<w:r><w:br/></w:r>")


def _label(line: Line, element: Element) -> None:
    if not line.at_start:
        line.jump(tab())
    line.styled(element, "")


def _input(line: Line, element: Element) -> None:
    line.piece(control(line.draft, element))


def _output(line: Line, element: Element) -> None:
    line.piece(field(FIELDS[element.get("name", "page")], "1"))


WRITERS: dict[str, Callable[[Line, Element], None]] = {
    "a": _link,
    "br": _break,
    "input": _input,
    "label": _label,
    "output": _output,
    "span": _span,
}
