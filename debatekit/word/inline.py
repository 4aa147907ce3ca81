"""Inline content: runs of text in character styles and languages, links, fields, footnote marks, content controls."""

import re
from collections.abc import Callable
from itertools import permutations

from debatekit.word.context import DocumentContext
from debatekit.word.html import Element, bookmark_name, text_of
from debatekit.word.html_schema import ELEMENTS, FIELDS, FOOTNOTE, FOOTNOTE_MARK
from debatekit.word.images import picture
from debatekit.word.xml import BREAK, TAB, Paragraph, TextLanguage, attribute, field, is_rtl, run, run_properties

WHITE_SPACE = re.compile("[\t\n\r][ \t\n\r]*| [ \t\n\r]+")  # white space that is not a single space
COMBINED = dict.fromkeys(permutations(("Strong", "Emphasis")), "Strong Emphasis")  # of others, the inner one is used
QUOTATION_MARKS = {  # opening and closing, then those within a quotation (Unicode CLDR, delimiters)
    "“”‘’": "da en lv pt tr zh", "„“‚‘": "cs de sk sl", "„“‘’": "hr", "„“„“": "bg lt", "„“«»": "et", "„”«»": "pl ro",
    "„”»«": "hu", "«»“”": "el es it", "«»‘’": "nb nn no", "«»„“": "ru uk", "«»«»": "fr", "””’’": "fi he sv",
    "”“’‘": "ar", "‘’“”": "nl", "「」『』": "ja",
}  # fmt: skip
MARKS_OF = {language: marks for marks, languages in QUOTATION_MARKS.items() for language in languages.split()}
MAX_TITLE = 64  # characters of a control's title or tag (the limit of ST_String in 17.5.2.1 and 17.5.2.42)
GLYPHS = {"checkbox": ("2612", "2610"), "radio": ("25C9", "25CB")}  # checked and unchecked
EMPTY_FIELD = "\N{EN SPACE}" * 5  # the content of an empty text field: blank in print, and wide enough to click


def text_paragraph(
    document: DocumentContext, element: Element, style: str, width: int = 0, *, until: Element | None = None
) -> Paragraph:
    """Return the content of `element`, or what is before its child `until`, as a paragraph in the style with a name.

    Pictures are at most as wide as `width`, if it is given.
    """
    language = document.language or document.language_of(element)
    if element.children:
        line = _Line(document, language, width)
        line.add_children(element, until)
        runs = "".join(line.parts)
    else:
        words = _collapsed(element.text).strip(" ")
        runs = run(words, "", language) if words else ""
    return Paragraph(document.template.styles[style], runs, rtl=language.rtl)


def _collapsed(text: str) -> str:
    needs_change = "\n" in text or "  " in text or "\t" in text or "\r" in text  # a search would take longer
    return WHITE_SPACE.sub(" ", text) if needs_change else text


class _Line:
    def __init__(self, document: DocumentContext, language: TextLanguage, width: int) -> None:
        self.document, self.width = document, width
        self.parts: list[str] = []
        self.format = ("", language)  # the id of the character style, and the language
        self.style_name = ""
        self.in_quotation = False  # whether the next quotation is within another, and has other marks
        self.at_start = True
        self.space: tuple[str, TextLanguage] | None = None  # the format of a space before the next word

    @property
    def language(self) -> TextLanguage:
        return self.format[1]

    def add_children(self, element: Element, until: Element | None = None) -> None:
        if element.text:
            self.add_text(element.text)
        for child in element.children:
            if child is until:
                return
            self.add_element(child)
            if child.tail:
                self.add_text(child.tail)

    def add_text(self, text: str) -> None:
        text = _collapsed(text)
        words = text.strip(" ")
        if text[0] == " " and self.space is None and not self.at_start:
            self.space = self.format
        if not words:
            return
        if self.space == self.format:
            words = f" {words}"
        elif self.space is not None:
            self.parts.append(run(" ", *self.space))
        self.parts.append(run(words, *self.format))
        self.at_start = False
        self.space = self.format if text[-1] == " " else None

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
            style = spec.classes.get(element.class_, spec.style)
            if style == "Number" and element.parent and element.parent.class_:
                style = "Claim Number"
            self.add_styled(element, style)
        if has_id:
            self.parts[before:] = [self.document.bookmarked(element, "".join(self.parts[before:]))]
        if element.class_ == "number":
            self.add_break(TAB)

    def add_styled(self, element: Element, style: str) -> None:
        outer = self.format, self.style_name
        id_, language = self.format
        if style:
            self.style_name = COMBINED.get((self.style_name, style), style)
            id_ = self.document.style(self.style_name)
        if "lang" in element.attributes or "dir" in element.attributes:
            tag, direction = element.get("lang"), element.get("dir")
            rtl = direction == "rtl" if direction else is_rtl(tag) if tag else language.rtl
            language = TextLanguage(tag or language.tag, rtl)
        self.format = (id_, language)
        self.add_children(element)
        self.format, self.style_name = outer


def _tab_or_break(document: DocumentContext, element: Element) -> str:
    if not document.template.ends_below:
        return TAB
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
    elif not ELEMENTS[target.tag].only_text or not text_of(target) or target in element.ancestors():
        hint = "Write what it leads to between <a> and </a>, or give the id to a heading or to words."
        document.add_error(element, f"this link has no text, and '#{identifier}' has none to repeat", hint)
    else:
        line.append(field(f"REF {name} \\h", text_of(target), document.style("Hyperlink"), line.language))


def _footnote_mark(line: _Line, element: Element, link: str) -> None:
    """Add the mark of a footnote (17.11.14); Word adds its number."""
    document = line.document
    identifier = link.removeprefix("#")
    target = document.targets.get(identifier)
    if text := re.sub(r"[\d*†‡()\[\]]", "", text_of(element)):
        document.add_error(element, f"the text '{text}' is not allowed in a footnote mark", "Word writes its number.")
    if document.part != "document":
        document.add_error(element, f"a footnote mark is not allowed in the {document.part}", "Put it in the text.")
    elif target is None or target.get("role") != FOOTNOTE or identifier in document.footnotes:
        hint = f'Write <aside role="{FOOTNOTE}" id="n1"> … </aside> for each mark, and href="#n1" here.'
        document.add_error(element, f"'{link}' is not a footnote, or has a mark already", hint)
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
    line.append(run(opening + space, *line.format))
    outer, line.in_quotation, line.at_start = line.in_quotation, not line.in_quotation, True
    line.add_styled(element, "")
    line.in_quotation, line.space, line.at_start = outer, None, False
    line.append(run(space + closing, *line.format))


def _label(line: _Line, element: Element) -> None:
    if not line.at_start:
        line.add_break(TAB)
    line.add_styled(element, "")


def input_control(document: DocumentContext, element: Element) -> str:
    """Return the content control of an ``input``, as a run-level element (17.5.2.31)."""
    kind = element.get("type", "text")
    title = _title(document, element)
    tag = element.get("name") or kind
    if kind in GLYPHS:
        checked, unchecked = GLYPHS[kind]
        font = attribute(document.template.theme.fonts.symbol)
        is_checked = "checked" in element.attributes
        box = (
            f'<w14:checkbox><w14:checked w14:val="{int(is_checked)}"/><w14:checkedState w14:val="{checked}" '
            f'w14:font={font}/><w14:uncheckedState w14:val="{unchecked}" w14:font={font}/></w14:checkbox>'
        )
        glyph = run(chr(int(checked if is_checked else unchecked, 16)), document.style("Check Box"))
        return _control(document, title, tag, box, glyph)
    value = element.get("value")
    text = value or (element.get("placeholder") if document.fillable else "")
    style = "Form Field" if value or not text else "Placeholder Text"
    content = run(text or EMPTY_FIELD, document.style(style), document.language_of(element))
    properties = "<w:text/>"
    if kind == "date":
        date_format = attribute(element.get("pattern", "d MMMM yyyy"))
        properties = (
            f"<w:date><w:dateFormat w:val={date_format}/><w:lid w:val={attribute(document.template.language)}/>"
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return _control(document, title, tag, properties, content, is_empty=not value)


def dropdown_list(document: DocumentContext, element: Element) -> str:
    """Return the drop-down list of a ``select`` (17.5.2.15); an option with an empty value is its placeholder."""
    title = _title(document, element)
    options = [(text_of(option), option) for option in element.find_all("option")]
    choices = {text: option.get("value", text) for text, option in options}
    if len({*choices.values()}) < len(options):
        message, hint = "two options of this list have the same text or value", "Word takes each only once."
        document.add_error(element, message, hint)
    placeholder = next((text for text, value in choices.items() if not value), "")
    choices = {text: value for text, value in choices.items() if value}
    if not choices or "" in dict(options):
        document.add_error(element, "this list has an option without text, or none", "Write <option>…</option>.")
        return ""
    selected = [text for text, option in options if text in choices and "selected" in option.attributes]
    items = "".join(
        f"<w:listItem w:displayText={attribute(text)} w:value={attribute(value)}/>" for text, value in choices.items()
    )
    shown = selected[0] if selected else placeholder or next(iter(choices))
    style = document.style("Form Field" if selected else "Placeholder Text")
    content = run(shown, style, document.language_of(element))
    properties = f"<w:dropDownList>{items}</w:dropDownList>"
    return _control(document, title, element.get("name") or "list", properties, content, is_empty=not selected)


def text_field(document: DocumentContext, title: str, tag: str, placeholder: str = "") -> str:
    """Return an empty field for several lines: a rich-text control (17.5.2.26), whose breaks LibreOffice keeps."""
    language = TextLanguage("", is_rtl(document.template.language))
    content = run(placeholder or EMPTY_FIELD, document.style("Placeholder Text"), language)
    return _control(document, title, tag, "<w:richText/>", content, is_empty=True)


def _title(document: DocumentContext, element: Element) -> str:
    title = element.get("title") or _without_colon(next(map(text_of, element.ancestors("label")), ""))
    if not title:
        document.add_error(element, "this field has no title", 'Put it in a <label>, or give it title="…".')
    return title


def question_before(element: Element) -> str:
    """Return the label or question before a ``textarea``, with the number of its card; or nothing."""
    siblings = element.parent.children if element.parent else []
    questions = (
        sibling
        for sibling in reversed(siblings[: siblings.index(element)])
        if sibling.class_ not in {"meta", "choices"} and sibling.get("role") != FOOTNOTE
    )
    question = next(questions, None)
    words = text_of(question) if question and question.tag != "textarea" else ""
    cards = (card for card in element.ancestors("section") if card.class_.startswith("card"))
    numbers = (span for card in cards for span in card.find_all("h3", "span") if span.class_ == "number")
    number = next(filter(None, map(text_of, numbers)), "")
    if words == number or words.startswith(f"{number} "):
        words = words.removeprefix(number)
    return " \N{EN DASH} ".join(filter(None, (number, _without_colon(words))))


def _without_colon(text: str) -> str:
    return text.strip().rstrip(":").rstrip()  # French has a space before it


def _control(
    document: DocumentContext, title: str, tag: str, properties: str, content: str, *, is_empty: bool = False
) -> str:
    """Return a control, which cannot be deleted in a fillable document (17.5.2.23)."""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={attribute(title, MAX_TITLE)}/>"
        f'<w:tag w:val={attribute(tag, MAX_TITLE)}/><w:id w:val="{document.next_id("control")}"/>'
        + ('<w:lock w:val="sdtLocked"/>' if document.fillable else "")
        + ("<w:showingPlcHdr/>" if is_empty else "")
        + f"{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


WRITERS: dict[str, Callable[[_Line, Element], None]] = {
    "a": _link,
    "br": lambda line, _: line.add_break(BREAK),
    "img": lambda line, element: line.append(picture(line.document, element, line.width)),
    "input": lambda line, element: line.append(input_control(line.document, element)),
    "label": _label,
    "output": lambda line, element: line.append(field(FIELDS[element.get("name", "page")], "1", "", line.language)),
    "q": _quotation,
    "select": lambda line, element: line.append(dropdown_list(line.document, element)),
}
