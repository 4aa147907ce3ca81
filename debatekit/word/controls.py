"""Content controls: text fields, dates, choices and lists, each with a title for screen readers."""

from __future__ import annotations

from typing import Final

from debatekit.word.context import DocumentContext
from debatekit.word.html import Element, text_of
from debatekit.word.html_schema import FOOTNOTE
from debatekit.word.xml import attribute, escape, run, run_properties

MAX_TITLE: Final = 64  # characters of a control's title or tag (the limit of ST_String in 17.5.2.1 and 17.5.2.42)
GLYPHS: Final = {"checkbox": ("2612", "2610"), "radio": ("25C9", "25CB")}  # checked and unchecked
NOT_QUESTIONS: Final = frozenset({"meta", "choices"})  # classes of paragraphs between a question and its lines
TITLE_SEPARATOR: Final = " \N{EN DASH} "  # between the number of a card and a field's title
EMPTY_FIELD: Final = "\N{EN SPACE}" * 5  # the content of an empty text field: blank in print, and wide enough to click


def input_control(document: DocumentContext, element: Element) -> str:
    """Return the content control of an ``input``, as a run-level element (17.5.2.31)."""
    kind = element.get("type", "text")
    title = _title(document, element)
    tag = element.get("name") or kind
    if kind in GLYPHS:
        if kind == "radio" and not element.get("name"):
            hint = 'Give all choices of a group the same name="…".'
            document.add_error(element, "this choice has no name", hint)
        return _checkbox(document, kind, title, tag, is_checked="checked" in element.attributes)
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
    if len(selected) > 1:
        document.add_error(element, "two options of this list are selected", "Select one, or none.")
    items = "".join(
        f"<w:listItem w:displayText={attribute(text)} w:value={attribute(value)}/>" for text, value in choices.items()
    )
    shown = selected[0] if selected else placeholder or next(iter(choices))
    style = document.style("Form Field" if selected else "Placeholder Text")
    content = run(shown, style, document.language_of(element))
    properties = f"<w:dropDownList>{items}</w:dropDownList>"
    return _control(document, title, element.get("name") or "list", properties, content, is_empty=not selected)


def writing_field(document: DocumentContext, element: Element) -> str:
    """Return the text field of a ``textarea``: as many lines as its ``rows``, and more when it is full."""
    title = element.get("title") or _question_before(element)
    if not title:
        document.add_error(element, "these lines have no title", 'Put a label before them, or give them title="…".')
    tag = element.get("name") or f"answer {document.counts['control'] + 1}"
    return text_field(document, title, tag, element.get("placeholder"), int(element.get("rows", "3")))


def text_field(document: DocumentContext, title: str, tag: str, placeholder: str = "", rows: int = 1) -> str:
    """Return an empty text field of several lines (17.5.2.44)."""
    style = run_properties(document.style("Placeholder Text"))
    text = f'<w:t xml:space="preserve">{escape(placeholder or EMPTY_FIELD)}</w:t>'
    content = f"<w:r>{style}{text}{'<w:br/>' * (rows - 1)}</w:r>"
    return _control(document, title, tag, '<w:text w:multiLine="1"/>', content, is_empty=True)


def _title(document: DocumentContext, element: Element) -> str:
    title = element.get("title") or _without_colon(next(map(text_of, element.ancestors("label")), ""))
    if not title:
        document.add_error(element, "this field has no title", 'Put it in a <label>, or give it title="…".')
    return title


def _question_before(element: Element) -> str:
    siblings = element.parent.children if element.parent else []
    questions = (
        sibling
        for sibling in reversed(siblings[: siblings.index(element)])
        if sibling.class_ not in NOT_QUESTIONS and sibling.get("role") != FOOTNOTE
    )
    question = next(questions, None)
    words = text_of(question) if question and question.tag != "textarea" else ""
    cards = (card for card in element.ancestors("section") if card.class_.startswith("card"))
    numbers = (span for card in cards for span in card.find_all("h3", "span") if span.class_ == "number")
    number = next(filter(None, map(text_of, numbers)), "")
    if words == number or words.startswith(f"{number} "):
        words = words.removeprefix(number)
    return TITLE_SEPARATOR.join(filter(None, (number, _without_colon(words))))


def _without_colon(text: str) -> str:
    """Return a label's text without its colon, and the space that French puts before one."""
    return text.strip().rstrip(":").rstrip()


def _checkbox(document: DocumentContext, kind: str, title: str, tag: str, *, is_checked: bool) -> str:
    checked, unchecked = GLYPHS[kind]
    font = attribute(document.template.symbol_font)
    states = f'<w14:checked w14:val="{int(is_checked)}"/>' + "".join(
        f'<w14:{state} w14:val="{glyph}" w14:font={font}/>'
        for state, glyph in (("checkedState", checked), ("uncheckedState", unchecked))
    )
    glyph = run(chr(int(checked if is_checked else unchecked, 16)), document.style("Check Box"))
    return _control(document, title, tag, f"<w14:checkbox>{states}</w14:checkbox>", glyph)


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
