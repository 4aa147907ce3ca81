"""Inline content: runs of text in character styles and languages, links, fields, footnote marks and controls."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from debatekit.word.context import DocumentContext
from debatekit.word.controls import dropdown_list, input_control
from debatekit.word.html import Element, bookmark_name, text_of
from debatekit.word.html_schema import ELEMENTS, FIELDS, FOOTNOTE, FOOTNOTE_MARK
from debatekit.word.images import picture
from debatekit.word.xml import BREAK, TAB, TextLanguage, attribute, field, run, run_properties

WHITE_SPACE: Final = re.compile("[\t\n\r][ \t\n\r]*| [ \t\n\r]+")  # white space that is not a single space
COMBINED: Final = {frozenset({"Strong", "Emphasis"}): "Strong Emphasis"}  # of other pairs, the inner one is used
QUOTATION_MARKS: Final = {
    "“”‘’": "da en lv pt tr zh", "„“‚‘": "cs de sk sl", "„“‘’": "hr", "„“„“": "bg lt", "„“«»": "et", "„”«»": "pl ro",
    "„”»«": "hu", "«»“”": "el es it", "«»‘’": "nb nn no", "«»„“": "ru uk", "«»«»": "fr", "””’’": "fi he sv",
    "”“’‘": "ar", "‘’“”": "nl", "「」『』": "ja",
}  # fmt: skip
"""Opening and closing marks, then those within a quotation, and their languages (Unicode CLDR, delimiters)."""
MARKS_OF: Final = {language: marks for marks, languages in QUOTATION_MARKS.items() for language in languages.split()}


def runs_of(document: DocumentContext, element: Element, width: int = 0, *, until: Element | None = None) -> str:
    """Return the content of `element`, or what is before its child `until`, as runs; `width` is that for pictures."""
    language = document.language or document.language_of(element)
    if not element.children:
        words = _collapsed(element.text).strip(" ")
        return run(words, "", language) if words else ""
    line = _Line(document, language, width)
    line.add_children(element, until)
    return "".join(line.parts)


def _collapsed(text: str) -> str:
    needs_change = "\n" in text or "  " in text or "\t" in text or "\r" in text  # a search would take longer
    return WHITE_SPACE.sub(" ", text) if needs_change else text


class _Line:
    def __init__(self, document: DocumentContext, language: TextLanguage, width: int) -> None:
        self.document, self.language, self.width = document, language, width
        self.parts: list[str] = []
        self.style = self.style_name = ""  # the id and name of the character style
        self.in_quotation = False  # whether the next quotation is within another, and has other marks
        self.at_start = True
        self.space: tuple[str, TextLanguage] | None = None  # the style and language of one before the next word

    def add_children(self, element: Element, until: Element | None = None) -> None:
        self.add_text(element.text)
        for child in element.children:
            if child is until:
                return
            self.add_element(child)
            self.add_text(child.tail)

    def add_text(self, text: str) -> None:
        if not text:
            return
        text = _collapsed(text)
        words = text.strip(" ")
        if text[0] == " " and self.space is None and not self.at_start:
            self.space = (self.style, self.language)
        if not words:
            return
        if self.space == (self.style, self.language):
            words = f" {words}"
            self.space = None
        self.append(run(words, self.style, self.language))
        if text[-1] == " ":
            self.space = (self.style, self.language)

    def append(self, xml: str) -> None:
        self.flush_space()
        self.parts.append(xml)
        self.at_start = False

    def flush_space(self) -> None:
        if self.space is not None:
            self.parts.append(run(" ", *self.space))
            self.space = None

    def add_break(self, xml: str) -> None:
        self.space = None
        self.parts.append(xml)
        self.at_start = True

    def add_element(self, element: Element) -> None:
        has_id = "id" in element.attributes
        if has_id:
            self.flush_space()
        if element.class_ == "end":
            self.add_break(_tab_or_break(self.document, element))
        before = len(self.parts)
        if writer := WRITERS.get(element.tag):
            writer(self, element)
        else:
            spec = ELEMENTS[element.tag]
            self.add_styled(element, spec.classes.get(element.class_, spec.style))
        if has_id:
            self.parts[before:] = [self.document.bookmarked(element, "".join(self.parts[before:]))]
        if element.class_ == "number":
            self.add_break(TAB)

    def add_styled(self, element: Element, style: str) -> None:
        outer = self.style, self.style_name, self.language
        if style:
            self.style_name = COMBINED.get(frozenset({self.style_name, style}), style)
            self.style = self.document.style(self.style_name)
        if element.attributes:
            rtl = {"rtl": True, "ltr": False}.get(element.get("dir"), self.language.rtl)
            self.language = TextLanguage(element.get("lang", self.language.tag), rtl)
        self.add_children(element)
        self.style, self.style_name, self.language = outer


def _tab_or_break(document: DocumentContext, element: Element) -> str:
    paragraph = next(element.ancestors("p"), element)
    outer = paragraph.parent.tag if paragraph.parent else ""
    style = outer.capitalize() if outer in {"header", "footer"} else ELEMENTS["p"].classes.get(paragraph.class_, "")
    return BREAK if style in document.template.ends_below else TAB


def _link(line: _Line, element: Element) -> None:
    target = element.get("href")
    if element.get("role") == FOOTNOTE_MARK:
        _footnote_mark(line, element, target)
    elif not target:
        line.document.add_error(element, "this link leads nowhere", 'Give it href="https://…".')
    elif target[0] == "#":
        _cross_reference(line, element, target[1:])
    elif not text_of(element):
        line.document.add_error(element, "this link has no text", "Write what it leads to between <a> and </a>.")
    else:
        _hyperlink(line, element, f'r:id="{line.document.link("hyperlink", target)}"')


def _hyperlink(line: _Line, element: Element, target: str) -> None:
    """Add a hyperlink (17.16.22)."""
    line.flush_space()
    before = len(line.parts)
    line.add_styled(element, "Hyperlink")
    content = "".join(line.parts[before:])
    line.parts[before:] = [f'<w:hyperlink {target} w:history="1">{content}</w:hyperlink>']


def _cross_reference(line: _Line, element: Element, identifier: str) -> None:
    """Add a link within the document; without text it is a field that repeats the target's text (17.16.5.51)."""
    document = line.document
    target = document.targets[identifier]
    name = bookmark_name(identifier)
    if target.get("role") == FOOTNOTE:
        hint = f'Mark it as one: <a role="{FOOTNOTE_MARK}" href="#{identifier}">.'
        document.add_error(element, "this leads to a footnote", hint)
    elif text_of(element):
        _hyperlink(line, element, f"w:anchor={attribute(name)}")
    elif not ELEMENTS[target.tag].only_text or not text_of(target):
        hint = "Write what it leads to between <a> and </a>, or give the id to a heading or to words."
        document.add_error(element, f"this link has no text, and '#{identifier}' has none to repeat", hint)
    elif target in element.ancestors():
        document.add_error(element, "this link would repeat the text that it is in", "Write what it leads to in it.")
    else:
        line.append(field(f"REF {name} \\h", text_of(target), document.style("Hyperlink"), line.language))


def _footnote_mark(line: _Line, element: Element, link: str) -> None:
    """Add the mark of a footnote (17.11.14); Word adds its number."""
    document = line.document
    identifier = link.removeprefix("#")
    target = document.targets.get(identifier) if link.startswith("#") else None
    if text := re.sub(r"[\d*†‡()\[\]]", "", text_of(element)):
        message = f"the text '{text}' is not allowed in a footnote mark"
        document.add_error(element, message, "Word writes its number here.")
    if document.part != "document":
        message = f"a footnote mark is not allowed in the {document.part}"
        document.add_error(element, message, "Put it in the page's text.")
    elif target is None or target.get("role") != FOOTNOTE:
        hint = f'Write <aside role="{FOOTNOTE}" id="n1"> … </aside>, and href="#n1" here.'
        document.add_error(element, f"'{link}' is not a footnote" if link else "this mark leads to no footnote", hint)
    elif identifier in document.footnotes:
        message = f"the footnote '#{identifier}' has a mark already"
        document.add_error(element, message, "Write a footnote for each mark.")
    else:
        document.footnotes.append(identifier)
        line.space = None
        style = run_properties(document.style("footnote reference"))
        line.append(f'<w:r>{style}<w:footnoteReference w:id="{len(document.footnotes)}"/></w:r>')


def _quotation(line: _Line, element: Element) -> None:
    language = (line.language.tag or line.document.template.language).partition("-")[0].lower()
    marks = MARKS_OF.get(language, MARKS_OF["en"])
    opening, closing = tuple(marks[2:] if line.in_quotation else marks[:2])
    space = "\N{NO-BREAK SPACE}" if language == "fr" else ""
    line.append(run(opening + space, line.style, line.language))
    outer, line.in_quotation, line.at_start = line.in_quotation, not line.in_quotation, True
    line.add_styled(element, "")
    line.in_quotation, line.space, line.at_start = outer, None, False
    line.append(run(space + closing, line.style, line.language))


def _label(line: _Line, element: Element) -> None:
    if not line.at_start:
        line.add_break(TAB)
    line.add_styled(element, "")


WRITERS: Final[dict[str, Callable[[_Line, Element], None]]] = {
    "a": _link,
    "br": lambda line, _: line.add_break(BREAK),
    "img": lambda line, element: line.append(picture(line.document, element, line.width)),
    "input": lambda line, element: line.append(input_control(line.document, element)),
    "label": _label,
    "output": lambda line, element: line.append(field(FIELDS[element.get("name", "page")], "1", "", line.language)),
    "q": _quotation,
    "select": lambda line, element: line.append(dropdown_list(line.document, element)),
}
