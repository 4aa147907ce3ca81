"""Content controls: their kinds, titles, tags and ids."""

from __future__ import annotations

from html import escape

import pytest
from lxml import etree

from tests.outline import W14, outline
from tests.word.support import W, body_of, inline, page, part, problems, problems_in, values, written

GLYPHS = {
    "checked": ('<input type="checkbox" title="x" checked>', "1", "☒"),
    "open": ('<input type="checkbox" title="x">', "0", "☐"),
}
CIRCLES = {
    "chosen": ('<input type="radio" name="g" title="x" checked>', "1", "◉"),
    "open": ('<input type="radio" name="g" title="x">', "0", "○"),
}


@pytest.mark.parametrize(("html", "checked", "glyph"), CIRCLES.values(), ids=CIRCLES)
def test_radio_button(html: str, checked: str, glyph: str) -> None:
    root = body_of(f"<p>{html}</p>")
    (box,) = root.iter(f"{W14}checkbox")
    assert [state.get(f"{W14}val") for state in box] == [checked, "25C9", "25CB"]
    assert [text.text for text in root.iter(f"{W}t")] == [glyph]
    assert values(root, "tag") == ["g"]


@pytest.mark.parametrize(("html", "checked", "glyph"), GLYPHS.values(), ids=GLYPHS)
def test_check_box(html: str, checked: str, glyph: str) -> None:
    root = body_of(f"<p>{html}</p>")
    (box,) = root.iter(f"{W14}checkbox")
    states = [(etree.QName(state).localname, state.get(f"{W14}val"), state.get(f"{W14}font")) for state in box]
    assert states == [
        ("checked", checked, None),
        ("checkedState", "2612", "Segoe UI Symbol"),
        ("uncheckedState", "2610", "Segoe UI Symbol"),
    ]
    assert [text.text for text in root.iter(f"{W}t")] == [glyph]
    assert values(root, "rStyle") == ["CheckBox"]


def test_text_field() -> None:
    root = body_of('<p><input type="text" title="Name" name="pupil"></p>')
    (properties,) = root.iter(f"{W}sdtPr")
    assert [etree.QName(child).localname for child in properties] == ["alias", "tag", "id", "showingPlcHdr", "text"]
    assert values(root, "alias") == ["Name"]
    assert values(root, "tag") == ["pupil"]
    assert values(root, "rStyle") == ["FormField"]


def test_date_field_is_in_the_language_of_the_look() -> None:
    (date,) = body_of('<p><input type="date" title="Date"></p>').iter(f"{W}date")
    assert [(etree.QName(child).localname, child.get(f"{W}val")) for child in date] == [
        ("dateFormat", "d MMMM yyyy"),
        ("lid", "en-GB"),
        ("storeMappedDataAs", "dateTime"),
        ("calendar", "gregorian"),
    ]


@pytest.mark.parametrize("pattern", ["d. MMMM yyyy", "dd.MM.yyyy", "yyyy年M月d日", "d 'de' MMMM yyyy", 'd "&" M yy'])
def test_date_is_written_as_the_page_says(pattern: str) -> None:
    root = body_of(f'<p><input type="date" title="Date" pattern="{escape(pattern)}"></p>')
    assert values(root, "dateFormat") == [pattern]


@pytest.mark.parametrize("pattern", ["", "d MMMM", "YYYY-MM-DD"])
def test_a_date_without_day_month_and_year_is_refused(pattern: str) -> None:
    (problem,) = problems_in(f'<p><input type="date" title="Date" pattern="{pattern}"></p>')
    assert f'pattern="{pattern}"' in problem


@pytest.mark.parametrize("kind", ["text", "date"])
def test_empty_field_prints_as_nothing_and_can_be_found(kind: str) -> None:
    texts = [text.text or "" for text in body_of(f'<p><input type="{kind}" title="x"></p>').iter(f"{W}t")]
    assert "".join(texts).isspace()


def test_field_shows_its_value() -> None:
    assert inline('<input title="x" value="R &amp; D">') == "[text title=x R & D]"


TITLES = {
    "label": ("<label>Name <input></label>", "Name"),
    "label without its colon": ("<label>Name: <input></label>", "Name"),
    "label after the field": ('<label><input type="checkbox"> I agree</label>', "I agree"),
    "label over lines": ("<label>Your\n  name <input></label>", "Your name"),
    "label with emphasis": ("<label>Your <em>name</em> <input></label>", "Your name"),
    "label around styled text": ("<label><strong>Name <input></strong></label>", "Name"),
    "title before label": ('<label>fact <input title="C1: fact"></label>', "C1: fact"),
    "title with markup's characters": ('<input title="&quot;R&quot; &amp; &lt;D&gt;">', '"R" & <D>'),
}


@pytest.mark.parametrize(("html", "title"), TITLES.values(), ids=TITLES)
def test_title_comes_from_the_field_or_its_label(html: str, title: str) -> None:
    assert values(body_of(f"<p>{html}</p>"), "alias") == [title]


UNTITLED = {
    "alone": "<p>Name <input></p>",
    "in an empty label": "<p><label><input></label></p>",
    "with an empty title": '<p><input title=""></p>',
    "a check box": '<p><input type="checkbox" name="x"></p>',
}


@pytest.mark.parametrize("body", UNTITLED.values(), ids=UNTITLED)
def test_field_without_a_title_is_told(body: str) -> None:
    assert problems_in(body) == [
        'page.html: this field has no title. Put it in a <label>, or give it title="…".',
    ]


TAGS = {
    "its name": ('<input name="pupil" title="x">', "pupil"),
    "its type": ('<input type="date" title="x">', "date"),
    "text": ('<input title="x">', "text"),
}


@pytest.mark.parametrize(("html", "tag"), TAGS.values(), ids=TAGS)
def test_tag_is_the_name_or_the_type(html: str, tag: str) -> None:
    assert values(body_of(f"<p>{html}</p>"), "tag") == [tag]


@pytest.mark.parametrize("length", [63, 64, 65, 500])
def test_title_and_tag_have_at_most_64_characters(length: int) -> None:
    long = "x" * length
    root = body_of(f'<p><input type="checkbox" name="{long}" title="{long}"></p>')
    expected = long if length <= 64 else f"{'x' * 63}…"
    assert values(root, "alias") == values(root, "tag") == [expected]


def test_ids_are_unique_in_the_whole_document() -> None:
    field = '<p><input title="x"> <input type="checkbox" title="y"></p>'
    cell = f"<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>{field}</td></tr></tbody></table>"
    document = written(f"<header>{field}</header><footer>{field}</footer>{field}<ul><li>{field}</li></ul>{cell}")
    names = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    ids = [value for name in names for value in values(part(document, name), "id")]
    assert len(ids) == 10
    assert len(set(ids)) == 10
    assert all(0 < int(value) < 2**31 for value in ids)


LABELS = {
    "labels stand at tab stops": (
        "<label>A <input></label> <label>B <input></label>",
        "A [text title=A]<tab>B [text title=B]",
    ),
    "a label at the start has none": ("<label>A <input></label>", "A [text title=A]"),
    "a field in a sentence": ('I, <input title="Name">, agree.', "I, [text title=Name], agree."),
}


@pytest.mark.parametrize(("html", "expected"), LABELS.values(), ids=LABELS)
def test_fields_in_a_line(html: str, expected: str) -> None:
    assert inline(html) == expected


LISTS = {
    "nothing chosen": ("<option>a</option><option>b</option>", [("a", "a"), ("b", "b")], "a", True),
    "one chosen": ("<option>a</option><option selected>b</option>", [("a", "a"), ("b", "b")], "b", False),
    "with values": ('<option value="1">a</option><option value="2">b</option>', [("a", "1"), ("b", "2")], "a", True),
    "with a prompt": ('<option value="">Choose</option><option>a</option>', [("a", "a")], "Choose", True),
    "the prompt chosen": ('<option value="" selected>Choose</option><option>a</option>', [("a", "a")], "Choose", True),
    "characters of markup": (
        "<option>R &amp; D &lt; &quot;5&quot;</option>",
        [('R & D < "5"',) * 2],
        'R & D < "5"',
        True,
    ),
    "over lines": ("<option>two\n   words</option>", [("two words", "two words")], "two words", True),
}


@pytest.mark.parametrize(("options", "items", "shown", "empty"), LISTS.values(), ids=LISTS)
def test_list_to_choose_from(options: str, items: list[tuple[str, str]], shown: str, empty: bool) -> None:
    root = body_of(f'<p><select title="x" name="n">{options}</select></p>')
    found = [(item.get(f"{W}displayText"), item.get(f"{W}value")) for item in root.iter(f"{W}listItem")]
    assert found == items
    assert [text.text for text in root.iter(f"{W}t")] == [shown]
    assert (root.find(f".//{W}showingPlcHdr") is not None) == empty
    assert values(root, "tag") == ["n"]


LABELLED = {
    "around a list": "<label>Size <select><option>a</option></select></label>",
    "with its colon": "<label>Size: <select><option>a</option></select></label>",
    "around strong words": "<label><strong>Size <select><option>a</option></select></strong></label>",
}


@pytest.mark.parametrize("html", LABELLED.values(), ids=LABELLED)
def test_title_of_a_list_is_without_its_options(html: str) -> None:
    assert values(body_of(f"<p>{html}</p>"), "alias") == ["Size"]


def test_title_is_without_the_mark_of_a_note() -> None:
    note = '<aside role="doc-footnote" id="n">x</aside>'
    body = f'<p><label>Name<a role="doc-noteref" href="#n">1</a> <input></label></p>{note}'
    assert values(body_of(body), "alias") == ["Name"]


def test_fields_that_belong_together() -> None:
    body = (
        '<fieldset><legend>Is it <em>so</em>?</legend><p class="choices">'
        '<label><input type="radio" name="g"> yes</label></p><p>x</p></fieldset><p>y</p>'
    )
    assert outline(written(body)).splitlines()[1:] == [
        "Label +next: Is it [Emphasis|so]?",
        "Choices +next: [checkbox title=yes ○] yes",
        "Normal: x",
        "Normal: y",
    ]


NO_LEGEND = "these fields have no legend. Start them with <legend> … </legend>."
WRONG = {
    "a choice without a name": ('<p><label><input type="radio"> a</label></p>', "this choice has no name. Give all"),
    "a choice without a title": (
        '<p><input type="radio" name="g"></p>',
        "this field has no title. Put it in a <label>",
    ),
    "a list without a title": ("<p><select><option>a</option></select></p>", "this list has no title. Put it in a"),
    "a list of nothing": ('<p><select title="x"></select></p>', "this list has an option without text, or none. Write"),
    "an option without text": (
        '<p><select title="x"><option></option></select></p>',
        "this list has an option without",
    ),
    "a prompt alone": ('<p><select title="x"><option value="">a</option></select></p>', "this list has an option with"),
    "equal options": (
        '<p><select title="x"><option value="1">a</option><option value="2">a</option></select></p>',
        "two options have the text 'a'. Word takes each only once.",
    ),
    "equal values": (
        '<p><select title="x"><option value="1">a</option><option value="1">b</option></select></p>',
        "two options have the value '1'. Word takes each only once.",
    ),
    "two chosen": (
        '<p><select title="x"><option selected>a</option><option selected>b</option></select></p>',
        "two options of this list are selected. Select one, or none.",
    ),
    "styled options": (
        '<p><select title="x"><option><em>a</em></option></select></p>',
        "<em> cannot stand in <option>. Write plain text in <option>.",
    ),
    "text in a list": (
        '<p><select title="x">lost<option>a</option></select></p>',
        "the text 'lost' cannot stand in <sel",
    ),
    "a block in a list": ('<p><select title="x"><p>a</p></select></p>', "<p> cannot stand in <select>. <select> holds"),
    "an option alone": ("<p><option>a</option></p>", "<option> cannot stand in <p>. Put it in <select>."),
    "no legend": ("<fieldset><p>x</p></fieldset>", NO_LEGEND),
    "nothing in a fieldset": ("<fieldset></fieldset>", NO_LEGEND),
    "a legend that is not first": ("<fieldset><p>x</p><legend>a</legend></fieldset>", NO_LEGEND),
    "an empty legend": ("<fieldset><legend> </legend><p>x</p></fieldset>", NO_LEGEND),
    "two legends": ("<fieldset><legend>a</legend><legend>b</legend></fieldset>", "<legend> cannot stand beside blocks"),
    "a legend elsewhere": ("<legend>a</legend>", "<legend> cannot stand in <body>. Put it in <fieldset>."),
    "a block in a legend": ("<fieldset><legend><p>x</p></legend></fieldset>", "<p> cannot stand in <legend>. Close"),
    "text before a legend": ("<fieldset>lost<legend>a</legend></fieldset>", "the text 'lost' stands beside blocks"),
    "text behind a legend": ("<fieldset><legend>a</legend>lost</fieldset>", "the text 'lost' stands beside blocks"),
    "text behind a block": ("<fieldset><legend>a</legend><p>x</p>lost</fieldset>", "the text 'lost' stands beside"),
    "a field beside blocks": (
        '<fieldset><legend>a</legend><input title="x"></fieldset>',
        "<input> cannot stand beside",
    ),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_field_is_told(body: str, message: str) -> None:
    assert any(problem.startswith(f"page.html: {message}") for problem in problems_in(body))


def test_problem_names_the_line_of_the_template() -> None:
    html = page(
        '<p data-at="a.html:3"><select title="x" data-at="a.html:4"><option data-at="a.html:5"></option></select></p>'
    )
    (only,) = problems(html)
    assert only.startswith("a.html:4: this list has an option without text")
