"""Content controls: kinds, titles, tags, ids and locks, and what is typed in them; ``cases/`` has their titles."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Final

import docx
import pytest
from docx.oxml import OxmlElement
from lxml import etree

from tests.outline import W14, outline
from tests.word.support import TABLE, W, body_of, page, part, problems, problems_in, values, written

if TYPE_CHECKING:
    from tests.word.support import Element


def fillable(body: str) -> Element:
    """Return the main part of a fillable document."""
    return part(written(body, fillable=True), "word/document.xml")


def properties(element: Element) -> list[tuple[str, str | None]]:
    """Return the names and values of the children of an element."""
    return [(etree.QName(child).localname, child.get(f"{W}val") or child.get(f"{W14}val")) for child in element]


def texts(root: Element) -> str:
    """Return the text of a part."""
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


BOXES: Final = {
    "checked box": ('type="checkbox" checked', "1", ("2612", "2610"), "☒"),
    "unchecked box": ('type="checkbox"', "0", ("2612", "2610"), "☐"),
    "checked circle": ('type="radio" checked', "1", ("25C9", "25CB"), "◉"),
    "unchecked circle": ('type="radio"', "0", ("25C9", "25CB"), "○"),
}


@pytest.mark.parametrize(("attributes", "checked", "glyphs", "shown"), BOXES.values(), ids=BOXES)
def test_boxes_and_circles(attributes: str, checked: str, glyphs: tuple[str, str], shown: str) -> None:
    root = body_of(f'<p><input name="g" title="x" {attributes}></p>')
    (box,) = root.iter(f"{W14}checkbox")
    on, off = glyphs
    assert properties(box) == [("checked", checked), ("checkedState", on), ("uncheckedState", off)]
    assert {state.get(f"{W14}font") for state in box} == {None, "Segoe UI Symbol"}
    assert (texts(root), values(root, "rStyle"), values(root, "tag")) == (shown, ["CheckBox"], ["g"])


def test_text_field() -> None:
    root = body_of('<p><input type="text" title="Name" name="pupil"></p>')
    (found,) = root.iter(f"{W}sdtPr")
    assert properties(found) == [
        ("alias", "Name"),
        ("tag", "pupil"),
        ("id", "1"),
        ("showingPlcHdr", None),
        ("text", None),
    ]
    assert values(root, "rStyle") == ["FormField"]


@pytest.mark.parametrize("pattern", ["d MMMM yyyy", "yyyy年M月d日", "d 'de' MMMM yyyy", 'd "&" M yy'])
def test_date_field(pattern: str) -> None:
    (date,) = body_of(f'<p><input type="date" title="Date" pattern="{escape(pattern)}"></p>').iter(f"{W}date")
    expected = [("dateFormat", pattern), ("lid", "en-GB"), ("storeMappedDataAs", "dateTime"), ("calendar", "gregorian")]
    assert properties(date) == expected
    assert values(body_of('<p><input type="date" title="Date"></p>'), "dateFormat") == ["d MMMM yyyy"]


@pytest.mark.parametrize("pattern", ["", "d MMMM", "YYYY-MM-DD"])
def test_date_without_day_month_and_year_is_reported(pattern: str) -> None:
    (problem,) = problems_in(f'<p><input type="date" title="Date" pattern="{pattern}"></p>')
    assert f'pattern="{pattern}"' in problem


@pytest.mark.parametrize("kind", ["text", "date"])
def test_empty_field_is_blank_in_print_and_can_be_clicked(kind: str) -> None:
    assert texts(body_of(f'<p><input type="{kind}" title="x"></p>')).isspace()


@pytest.mark.parametrize("length", [64, 65, 500])
def test_title_and_tag_have_at_most_64_characters(length: int) -> None:
    long = "x" * length
    root = body_of(f'<p><input type="checkbox" name="{long}" title="{long}"></p>')
    expected = long if length <= 64 else f"{'x' * 63}…"
    assert values(root, "alias") == values(root, "tag") == [expected]


TAGS: Final = {
    "name": ('<p><input name="pupil" title="x"></p>', ["pupil"]),
    "type": ('<p><input type="date" title="x"></p>', ["date"]),
    "text": ('<p><input title="x"></p>', ["text"]),
    "name of lines": ('<textarea name="reply" title="x"></textarea>', ["reply"]),
    "number of lines": ('<p><input title="x"></p><textarea title="x"></textarea>', ["text", "answer 2"]),
}


@pytest.mark.parametrize(("body", "tags"), TAGS.values(), ids=TAGS)
def test_tag_is_the_name_the_type_or_a_number(body: str, tags: list[str]) -> None:
    assert values(fillable(body), "tag") == tags


def test_ids_are_unique_in_the_whole_document() -> None:
    field = '<p><input title="x"> <input type="checkbox" title="y"></p>'
    headers = f"<header>{field}</header><footer>{field}</footer>"
    document = written(f"{headers}{field}<ul><li>{field}</li></ul>{TABLE.replace('Cell', field)}")
    names = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    ids = [value for name in names for value in values(part(document, name), "id")]
    assert sorted(map(int, ids)) == list(range(1, 11))


LISTS: Final = {
    "nothing selected": ("<option>a</option><option>b</option>", [("a", "a"), ("b", "b")], "a", True),
    "one selected": ("<option>a</option><option selected>b</option>", [("a", "a"), ("b", "b")], "b", False),
    "values": ('<option value="1">a</option><option value="2">b</option>', [("a", "1"), ("b", "2")], "a", True),
    "a placeholder": ('<option value="" selected>Choose</option><option>a</option>', [("a", "a")], "Choose", True),
    "markup": ("<option>R &amp; D &lt; &quot;5&quot;</option>", [('R & D < "5"',) * 2], 'R & D < "5"', True),
}


@pytest.mark.parametrize(("options", "items", "shown", "is_empty"), LISTS.values(), ids=LISTS)
def test_dropdown_list(options: str, items: list[tuple[str, str]], shown: str, is_empty: bool) -> None:
    root = body_of(f'<p><select title="x" name="n">{options}</select></p>')
    found = [(item.get(f"{W}displayText"), item.get(f"{W}value")) for item in root.iter(f"{W}listItem")]
    assert (found, texts(root), values(root, "tag")) == (items, shown, ["n"])
    assert (root.find(f".//{W}showingPlcHdr") is not None) == is_empty


@pytest.mark.parametrize(("rows", "breaks"), [("", 2), (' rows="1"', 0), (' rows="8"', 7)], ids=["default", "1", "8"])
def test_field_is_as_large_as_the_lines(rows: str, breaks: int) -> None:
    root = fillable(f'<textarea title="x"{rows}></textarea>')
    assert len(list(root.iter(f"{W}br"))) == breaks
    assert (values(root, "pStyle"), values(root, "text", "multiLine")) == (["WritingField"], ["1"])


def test_lines_without_a_title_are_reported_only_in_a_fillable_document() -> None:
    assert problems(page("<textarea></textarea>"), fillable=True)
    assert values(body_of("<textarea></textarea>"), "pStyle") == ["WritingLine"] * 3


PLACEHOLDERS: Final = {
    "lines": '<textarea title="x" placeholder="Type here"></textarea>',
    "a field": '<p><input title="x" placeholder="Type here"></p>',
}


@pytest.mark.parametrize("body", PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_placeholder_is_not_printed(body: str) -> None:
    assert texts(fillable(body)) == "Type here"
    assert not texts(body_of(body)).strip()


EVERYTHING: Final = f"""
<p class="name"><label>Name <input name="name"></label></p>
<p><label>Kind <select><option>a</option></select></label></p>
<ul><li><p>Item</p><textarea></textarea></li></ul>
<section class="card"><h3><span class="number">P1</span>Claim</h3><p>Reply</p><textarea></textarea></section>
{TABLE.replace("<tr><td>Cell", '<tr class="write"><td>')}
<section class="columns"><p>Column</p><textarea></textarea></section>
<fieldset><legend>Fields</legend><p><label>Date <input type="date"></label></p></fieldset>
<dl><dt>Term</dt><dd><p>Meaning</p><textarea></textarea></dd></dl>
<p><label><input type="checkbox"> Box</label> <label><input type="radio" name="g"> Circle</label></p>
"""
TITLES: Final = ["Name", "Kind", "Item", "P1 – Reply", "Head 1", "Column", "Date", "Meaning", "Box", "Circle"]


def test_controls_are_in_order_and_locked_only_in_a_fillable_document() -> None:
    root = fillable(EVERYTHING)
    assert values(root, "alias") == TITLES
    assert values(root, "id") == [str(number) for number in range(1, len(TITLES) + 1)]
    assert values(root, "lock") == ["sdtLocked"] * len(TITLES)
    assert values(body_of(EVERYTHING), "lock") == []


def test_typed_text_can_be_read_again() -> None:
    """Text in each control, as Word puts it there, is found by its title, and the page around it is unchanged."""
    document = docx.Document(io.BytesIO(written(EVERYTHING, fillable=True)))
    for control in document.element.body.iter(f"{W}sdt"):
        title = control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        (run,) = control.find(f"{W}sdtContent")
        for child in list(run)[1:]:
            run.remove(child)
        text = OxmlElement("w:t")
        text.text = f"<{title}> & more"
        run.append(text)
    saved = io.BytesIO()
    document.save(saved)
    again = docx.Document(io.BytesIO(saved.getvalue()))
    filled = {
        control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"): "".join(text.text for text in control.iter(f"{W}t"))
        for control in again.element.body.iter(f"{W}sdt")
    }
    assert filled == {title: f"<{title}> & more" for title in TITLES}
    around = re.sub(r"\[.*?\]", "", outline(saved.getvalue()))
    assert around == re.sub(r"\[.*?\]", "", outline(written(EVERYTHING, fillable=True)))
