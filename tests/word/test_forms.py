"""Content controls: their kinds, titles, tags and ids."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.outline import W14
from tests.word.support import W, body_of, inline, part, problems_in, values, written

GLYPHS = {
    "checked": ('<input type="checkbox" title="x" checked>', "1", "☒"),
    "open": ('<input type="checkbox" title="x">', "0", "☐"),
}


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
