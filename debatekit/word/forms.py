"""Content controls: fields, dates, choices and lists, each with a title that a screen reader says.

A control that is empty says so to Word (``showingPlcHdr``), so that typing takes the place of what it shows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from debatekit.word.tree import said, text_of
from debatekit.word.vocabulary import NOTE
from debatekit.word.xml import attribute, escape, run, run_properties

if TYPE_CHECKING:
    from debatekit.word.draft import Draft
    from debatekit.word.tree import Element

LONGEST_TITLE = 64
"""Word refuses a longer title or tag of a control (the limit of ST_String in 17.5.2.1 and 17.5.2.42)."""

DATE = "d MMMM yyyy"
"""How a chosen date is written where the page does not say (17.5.2.8)."""

GLYPHS = {"checkbox": ("2612", "2610"), "radio": ("25C9", "25CB")}
"""The characters of a box or a circle: ticked, and not."""

PASSED_OVER = frozenset({"meta", "choices"})
"""Classes of paragraphs that say something about a question, and not the question."""

BETWEEN = " \N{EN DASH} "
"""What stands between the number of a card and the words of a field's title, in whatever language they are."""

EMPTY_FIELD = "\N{EN SPACE}" * 5
"""What an empty text field holds: white, so that it prints as nothing and can still be found with the mouse."""


def control(draft: Draft, element: Element) -> str:
    """Return the content control for an ``input`` element, as a run-level element (17.5.2.31)."""
    kind = element.get("type", "text")
    title = element.get("title") or label_of(draft, element)
    if not title:
        draft.report(element, "this field has no title", 'Put it in a <label>, or give it title="…".')
    tag = element.get("name") or kind
    if kind in GLYPHS:
        if kind == "radio" and not element.get("name"):
            draft.report(element, "this choice has no name", 'Give all choices of a group the same name="…".')
        return _tick(draft, kind, title, tag, ticked=element.get("checked") is not None)
    value = element.get("value", "")
    text = value or element.get("placeholder", "") if draft.fillable else value
    style = "Form Field" if value or not text else "Placeholder Text"
    content = run(text or EMPTY_FIELD, draft.style(style), draft.speech_of(element))
    return _control(draft, title, tag, _kind(element, draft.look.language), content, empty=not value)


def choice_list(draft: Draft, element: Element) -> str:
    """Return the drop-down list for a ``select`` element (17.5.2.15); an option without a value is no choice."""
    title = element.get("title") or label_of(draft, element)
    if not title:
        draft.report(element, "this list has no title", 'Put it in a <label>, or give it title="…".')
    options = [(option, text_of(option)) for option in element.called("option")]
    choices = [(text, option.get("value", text)) for option, text in options if option.get("value") != ""]
    for what, seen in (("text", [text for text, _ in choices]), ("value", [value for _, value in choices])):
        if again := next((one for one, times in Counter(seen).items() if times > 1), None):
            draft.report(element, f"two options have the {what} '{again}'", "Word takes each only once.")
    if not choices or "" in [text for _, text in options]:
        draft.report(element, "this list has an option without text, or none", "Write <option>…</option>.")
        return ""
    selected = [text for option, text in options if option.get("selected") is not None and option.get("value") != ""]
    if len(selected) > 1:
        draft.report(element, "two options of this list are selected", "Select one, or none.")
    chosen = selected[0] if selected else ""
    items = "".join(
        f"<w:listItem w:displayText={attribute(text)} w:value={attribute(value)}/>" for text, value in choices
    )
    shown = chosen or next((text for option, text in options if option.get("value") == ""), choices[0][0])
    style = draft.style("Form Field" if chosen else "Placeholder Text")
    content = run(shown, style, draft.speech_of(element))
    kind = f"<w:dropDownList>{items}</w:dropDownList>"
    return _control(draft, title, element.get("name") or "list", kind, content, empty=not chosen)


def writing_field(draft: Draft, element: Element) -> str:
    """Return the text field for a ``textarea``: as many lines as it has ``rows``, and more when it is full."""
    title = element.get("title") or _introduction(draft, element)
    if not title:
        draft.report(element, "these lines have no title", 'Put a label before them, or give them title="…".')
    tag = element.get("name") or f"answer {draft.counts['control'] + 1}"
    rows = int(element.get("rows", "3"))
    return text_field(draft, title, tag, element.get("placeholder", ""), rows)


def text_field(draft: Draft, title: str, tag: str, placeholder: str = "", rows: int = 1) -> str:
    """Return an empty text field that takes several lines (17.5.2.44)."""
    style = run_properties(draft.style("Placeholder Text"))
    text = f'<w:t xml:space="preserve">{escape(placeholder or EMPTY_FIELD)}</w:t>'
    content = "".join(("<w:r>", style, text, "<w:br/>" * (rows - 1), "</w:r>"))
    return _control(draft, title, tag, '<w:text w:multiLine="1"/>', content, empty=True)


def label_of(draft: Draft, element: Element) -> str:
    """Return the text of the label around a field."""
    label = next(element.around("label"), None)
    if label is None:
        return ""
    return _without_colon(draft.said(label))


def _introduction(draft: Draft, element: Element) -> str:
    """Return the text that stands before some lines, and the number of the card that they are in."""
    before = element.before
    while before and _passed_over(before):
        before = before.before
    words = draft.said(before) if before and before.tag != "textarea" else ""
    numbers = (draft.said(outer, _number) for outer in element.around("section") if outer.kind.startswith("card"))
    number = next(filter(None, numbers), "")
    if words == number or words.startswith(f"{number} "):
        words = words.removeprefix(number)
    return BETWEEN.join(part for part in (number, _without_colon(words)) if part)


def _number(card: Element) -> str:
    """Return the number in the headings of a card."""
    return next((said(span) for span in card.called("h3", "span") if span.kind == "number"), "")


def _without_colon(text: str) -> str:
    """Return the text of a label without its colon, and without the space that French puts before one."""
    return text.strip().rstrip(":").rstrip()


def _passed_over(element: Element) -> bool:
    """Tell whether `element` says something about a question, and is not the question itself."""
    return element.kind in PASSED_OVER or element.get("role") == NOTE


def _tick(draft: Draft, kind: str, title: str, tag: str, *, ticked: bool) -> str:
    checked, unchecked = GLYPHS[kind]
    states = f'<w14:checked w14:val="{int(ticked)}"/>' + "".join(
        f'<w14:{state} w14:val="{glyph}" w14:font={attribute(draft.look.symbol_font)}/>'
        for state, glyph in (("checkedState", checked), ("uncheckedState", unchecked))
    )
    glyph = run(chr(int(checked if ticked else unchecked, 16)), draft.style("Check Box"))
    return _control(draft, title, tag, f"<w14:checkbox>{states}</w14:checkbox>", glyph)


def _kind(element: Element, language: str) -> str:
    if element.get("type") == "date":
        written = attribute(element.get("pattern", DATE))
        return (
            f"<w:date><w:dateFormat w:val={written}/><w:lid w:val={attribute(language)}/>"
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return "<w:text/>"


def _control(draft: Draft, title: str, tag: str, kind: str, content: str, *, empty: bool = False) -> str:
    """Return a control; in a document to fill in it cannot be deleted (17.5.2.23)."""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={attribute(title, LONGEST_TITLE)}/>"
        f'<w:tag w:val={attribute(tag, LONGEST_TITLE)}/><w:id w:val="{draft.count("control")}"/>'
        + ('<w:lock w:val="sdtLocked"/>' if draft.fillable else "")
        + ("<w:showingPlcHdr/>" if empty else "")
        + f"{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
