"""What stands within a paragraph: text in its styles, links and references, notes' marks, fields, controls.

White space is folded as HTML folds it: one space between words, none at the start and end of a paragraph. A
non-breaking space is not white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debatekit.word.attributes import bookmark_name
from debatekit.word.ends import way_to_end
from debatekit.word.forms import choice_list, control
from debatekit.word.pictures import picture
from debatekit.word.speech import quotation_marks, within
from debatekit.word.tree import said, text_of
from debatekit.word.vocabulary import CHARACTER_STYLES, CLASSES, FIELDS, INLINES, NOTE, NOTE_MARK, TEXT_ELEMENTS
from debatekit.word.xml import Speech, attribute, field, run, run_properties, tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element

WHITE_SPACE = re.compile("[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
"""White space that is not one space already."""
COMBINED = {frozenset({"Strong", "Emphasis"}): "Strong Emphasis"}
"""A run has one character style; these stand for two at once. Elsewhere the inner one is used."""


def runs_of(draft: Draft, element: Element, width: int = 0, *, until: Element | None = None) -> str:
    """Return the runs of what stands within `element`, or of what does before its child `until`.

    `width` is the room for pictures, in twentieths of a point; 0 is the length of a line.
    """
    speech = draft.speech_of(element)
    if not element.children:
        words = WHITE_SPACE.sub(" ", element.text).strip(" ")
        return run(words, "", speech) if words else ""
    line = Line(draft, speech, width)
    line.children(element, until)
    return "".join(line.parts)


class Line:
    """The runs of one paragraph in the making."""

    def __init__(self, draft: Draft, speech: Speech, width: int) -> None:
        self.draft, self.speech, self.width = draft, speech, width
        self.parts: list[str] = []
        self.style = ""
        self.quoted = False
        """Whether the next quotation stands within another, and has the other marks."""
        self.at_start = True
        self.space: tuple[str, Speech] | None = None
        """The style and speech of a space that is due before the next word."""

    def children(self, element: Element, until: Element | None = None) -> None:
        """Add everything within `element`, or before its child `until`."""
        self.text(element.text)
        for child in element.children:
            if child is until:
                return
            self.element(child)
            self.text(child.tail)

    def text(self, text: str) -> None:
        """Add text, its white space folded."""
        if not text:
            return
        folded = WHITE_SPACE.sub(" ", text)
        words = folded.strip(" ")
        here = (self.style, self.speech)
        if folded[0] == " " and not self.at_start and self.space is None:
            self.space = here
        if not words:
            return
        if self.space == here:
            words = f" {words}"
            self.space = None
        self.piece(self.written(words))
        if folded[-1] == " ":
            self.space = here

    def piece(self, xml: str) -> None:
        """Add something that is not a space, after the space that is due."""
        self.settle_space()
        self.parts.append(xml)
        self.at_start = False

    def settle_space(self) -> None:
        """Add the space that is due, in the style that it stands in."""
        if self.space is not None:
            style, speech = self.space
            self.parts.append(run(" ", self.draft.style(style) if style else "", speech))
            self.space = None

    def jump(self, xml: str) -> None:
        """Add a tab or a line break: spaces around it are dropped."""
        self.space = None
        self.parts.append(xml)
        self.at_start = True

    def element(self, element: Element) -> None:
        """Add an element that stands within a paragraph, or report one that cannot."""
        tag = element.tag
        marked = "id" in element.attributes
        if marked:
            self.settle_space()
        kind = element.kind if tag == "span" else ""
        if kind == "end":
            self.jump(way_to_end(self.draft.look, element))
        before = len(self.parts)
        if tag in CHARACTER_STYLES:
            self.styled(element, CHARACTER_STYLES[tag])
        elif tag in WRITERS:
            WRITERS[tag](self, element)
        else:
            hint = "Put it beside the paragraph." if tag not in INLINES else ""
            self.draft.report(element, f"<{tag}> cannot stand within a paragraph", hint)
        if marked:
            self.parts[before:] = [self.draft.bookmarked(element, "".join(self.parts[before:]))]
        if kind == "number":
            self.jump(tab())

    def styled(self, element: Element, style: str) -> None:
        """Add everything within `element` in a character style; "" keeps the style around it."""
        outer_style, outer_speech = self.style, self.speech
        self.style = COMBINED.get(frozenset({outer_style, style}), style) or outer_style
        self.speech = within(outer_speech, element)
        self.children(element)
        self.style, self.speech = outer_style, outer_speech

    def written(self, text: str) -> str:
        """Return a run of text as this place of the line has it."""
        return run(text, self.draft.style(self.style) if self.style else "", self.speech)


def _span(line: Line, element: Element) -> None:
    kind = element.kind
    line.styled(element, CLASSES["span"][kind] if kind else "")


def _link(line: Line, element: Element) -> None:
    target = element.get("href")
    if element.get("role") == NOTE_MARK:
        _note_mark(line, element, target or "")
    elif not target:
        line.draft.report(element, "this link leads nowhere", 'Give it href="https://…".')
    elif target[0] == "#":
        _cross_reference(line, element, target[1:])
    elif not text_of(element):
        line.draft.report(element, "this link has no text", "Write what it leads to between <a> and </a>.")
    else:
        _linked(line, element, f'r:id="{line.draft.link("hyperlink", target)}"')


def _linked(line: Line, element: Element, target: str) -> None:
    """Add the text of a link (17.16.22)."""
    line.settle_space()
    before = len(line.parts)
    line.styled(element, "Hyperlink")
    inside = "".join(line.parts[before:])
    line.parts[before:] = [f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>']


def _cross_reference(line: Line, element: Element, identifier: str) -> None:
    """Add a link to a place of this document; without text it is a field that repeats the text there (17.16.5.51)."""
    target = line.draft.targets[identifier]
    name = bookmark_name(identifier)
    if target.get("role") == NOTE:
        line.draft.report(element, "this leads to a footnote", f'Say so: <a role="{NOTE_MARK}" href="#{identifier}">.')
    elif text_of(element):
        _linked(line, element, f"w:anchor={attribute(name)}")
    elif target.tag not in TEXT_ELEMENTS or not said(target):
        line.draft.report(
            element,
            f"this link has no text, and '#{identifier}' has none to repeat",
            "Write what it leads to between <a> and </a>, or give the id to a heading or to words.",
        )
    elif target in element.around():
        line.draft.report(element, "this link would repeat the text that it stands in", "Write what it leads to in it.")
    else:
        style = line.draft.style("Hyperlink")
        line.piece(field(f"REF {name} \\h", said(target), style, line.speech))


def _note_mark(line: Line, element: Element, link: str) -> None:
    """Add the mark of a footnote (17.11.14); Word writes its number."""
    draft = line.draft
    identifier = link.removeprefix("#")
    target = draft.targets.get(identifier) if link.startswith("#") else None
    if text := re.sub(r"[\d*†‡()\[\]]", "", text_of(element)):
        draft.report(element, f"the text '{text}' cannot stand in the mark of a note", "Word writes its number here.")
    if draft.part != "document":
        draft.report(element, f"a note cannot have its mark in the {draft.part}", "Put it in the page's text.")
    elif target is None or target.get("role") != NOTE:
        hint = f'Write <aside role="{NOTE}" id="n1"> … </aside>, and href="#n1" here.'
        draft.report(element, f"'{link}' is no footnote" if link else "this mark leads to no footnote", hint)
    elif identifier in draft.notes:
        draft.report(element, f"the note '#{identifier}' has a mark already", "Write a note for each mark.")
    else:
        draft.notes.append(identifier)
        line.space = None
        style = run_properties(draft.style("footnote reference"))
        line.piece(f'<w:r>{style}<w:footnoteReference w:id="{len(draft.notes)}"/></w:r>')


def _quotation(line: Line, element: Element) -> None:
    opening, closing = quotation_marks(line.speech.language or line.draft.look.language, inner=line.quoted)
    line.piece(line.written(opening))
    outer, line.quoted, line.at_start = line.quoted, not line.quoted, True
    line.styled(element, "")
    line.quoted, line.space, line.at_start = outer, None, False
    line.piece(line.written(closing))


def _picture(line: Line, element: Element) -> None:
    line.piece(picture(line.draft, element, line.width))


def _select(line: Line, element: Element) -> None:
    line.piece(choice_list(line.draft, element))


def _break(line: Line, _: Element) -> None:
    line.jump("<w:r><w:br/></w:r>")


def _label(line: Line, element: Element) -> None:
    if not line.at_start:
        line.jump(tab())
    line.styled(element, "")


def _input(line: Line, element: Element) -> None:
    line.piece(control(line.draft, element))


def _output(line: Line, element: Element) -> None:
    line.piece(field(FIELDS[element.get("name", "page")], "1", speech=line.speech))


WRITERS: dict[str, Callable[[Line, Element], None]] = {
    "a": _link,
    "br": _break,
    "img": _picture,
    "input": _input,
    "label": _label,
    "output": _output,
    "q": _quotation,
    "select": _select,
    "span": _span,
}
