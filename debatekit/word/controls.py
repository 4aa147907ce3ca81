"""Content controls: text fields, dates, choices and lists, each with a title for screen readers.

An empty control has a placeholder (``showingPlcHdr``), which typing replaces.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from debatekit.word.html import label_text, text_of
from debatekit.word.html_schema import FOOTNOTE
from debatekit.word.xml import attribute, escape, run, run_properties

if TYPE_CHECKING:
    from debatekit.word.context import DocumentContext
    from debatekit.word.html import Element

MAX_TITLE: Final = 64
"""Characters of a control's title or tag (the limit of ST_String in 17.5.2.1 and 17.5.2.42)."""

DATE_FORMAT: Final = "d MMMM yyyy"
"""The default format of dates (17.5.2.8)."""

GLYPHS: Final = {"checkbox": ("2612", "2610"), "radio": ("25C9", "25CB")}
"""The characters of a checked and an unchecked box or circle."""

NOT_QUESTIONS: Final = frozenset({"meta", "choices"})
"""Classes of paragraphs about a question, between it and the lines for its answer."""

TITLE_SEPARATOR: Final = " \N{EN DASH} "
"""Between the number of a card and the words of a field's title, in any language."""

EMPTY_FIELD: Final = "\N{EN SPACE}" * 5
"""The content of an empty text field: blank in print, and wide enough to click."""


def input_control(document: DocumentContext, element: Element) -> str:
    """Return the content control of an ``input``, as a run-level element (17.5.2.31)."""
    kind = element.get("type", "text")
    title = element.get("title") or _label_of(element)
    if not title:
        document.add_error(element, "this field has no title", 'Put it in a <label>, or give it title="…".')
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
        date_format = attribute(element.get("pattern", DATE_FORMAT))
        properties = (
            f"<w:date><w:dateFormat w:val={date_format}/><w:lid w:val={attribute(document.template.language)}/>"
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return _control(document, title, tag, properties, content, is_empty=not value)


def dropdown_list(document: DocumentContext, element: Element) -> str:
    """Return the drop-down list of a ``select`` (17.5.2.15); an option with an empty value is its placeholder."""
    title = element.get("title") or _label_of(element)
    if not title:
        document.add_error(element, "this list has no title", 'Put it in a <label>, or give it title="…".')
    options = [(option, text_of(option)) for option in element.find_all("option")]
    choices = [(option, text, option.get("value", text)) for option, text in options]
    placeholder = next((text for _, text, value in choices if not value), "")
    choices = [choice for choice in choices if choice[2]]
    for what, seen in (("text", [choice[1] for choice in choices]), ("value", [choice[2] for choice in choices])):
        if repeated := next((one for one, times in Counter(seen).items() if times > 1), None):
            document.add_error(element, f"two options have the {what} '{repeated}'", "Word takes each only once.")
    if not choices or "" in [text for _, text in options]:
        document.add_error(element, "this list has an option without text, or none", "Write <option>…</option>.")
        return ""
    selected = [text for option, text, _ in choices if "selected" in option.attributes]
    if len(selected) > 1:
        document.add_error(element, "two options of this list are selected", "Select one, or none.")
    items = "".join(
        f"<w:listItem w:displayText={attribute(text)} w:value={attribute(value)}/>" for _, text, value in choices
    )
    shown = selected[0] if selected else placeholder or choices[0][1]
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


def _label_of(element: Element) -> str:
    label = next(element.ancestors("label"), None)
    return _without_colon(label_text(label)) if label is not None else ""


def _question_before(element: Element) -> str:
    """Return the text before some lines, and the number of the card that they are in."""
    previous = element.previous
    while previous and (previous.class_ in NOT_QUESTIONS or previous.get("role") == FOOTNOTE):
        previous = previous.previous
    words = label_text(previous) if previous and previous.tag != "textarea" else ""
    cards = (section for section in element.ancestors("section") if section.class_.startswith("card"))
    number = next(filter(None, map(_card_number, cards)), "")
    if words == number or words.startswith(f"{number} "):
        words = words.removeprefix(number)
    return TITLE_SEPARATOR.join(filter(None, (number, _without_colon(words))))


def _card_number(card: Element) -> str:
    return next((label_text(span) for span in card.find_all("h3", "span") if span.class_ == "number"), "")


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
