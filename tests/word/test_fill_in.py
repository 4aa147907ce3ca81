"""Documents to fill in: lines and empty cells become text fields with a title, and can be read again."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement

from tests.outline import outline
from tests.word.support import TABLE, W, body_of, page, part, problems, values, written

if TYPE_CHECKING:
    from tests.word.support import Element


def to_fill_in(body: str) -> Element:
    """Return the main part of a document to fill in."""
    return part(written(body, fillable=True), "word/document.xml")


CARD = '<section class="card"><h3><span class="number">P1</span>Trees give shade.</h3>{}</section>'
LINES = "<textarea></textarea>"
NOTED = '<p>Why?<a role="doc-noteref" href="#n">1</a></p><aside role="doc-footnote" id="n">x</aside>'
INTRODUCED = {
    "by a label": (f'<p class="label">Why is it so?</p>{LINES}', "Why is it so?"),
    "by a label with a colon": (f"<p>Your words:</p>{LINES}", "Your words"),
    "by styled words": (f"<p>Your <em>own</em>\n words</p>{LINES}", "Your own words"),
    "by itself": ('<p>x</p><textarea title="R &amp; D"></textarea>', "R & D"),
    "by a heading": (f"<h2>Why?</h2>{LINES}", "Why?"),
    "by what has a note": (f"{NOTED}{LINES}", "Why?"),
    "in a card": (CARD.format(f'<p class="label">Your reply</p>{LINES}'), "P1 – Your reply"),
    "in a card, further in": (CARD.format(f'<div class="together"><p>Your reply</p>{LINES}</div>'), "P1 – Your reply"),
    "by the head of a card": (CARD.format(LINES), "P1 – Trees give shade."),
    "by words that start as its number": (CARD.format(f"<p>P10 says no.</p>{LINES}"), "P1 – P10 says no."),
    "in a card without a number": (f'<section class="card"><p>Why?</p>{LINES}</section>', "Why?"),
    "by long words": (f"<p>{'x' * 70}</p>{LINES}", f"{'x' * 63}…"),
}


@pytest.mark.parametrize(("body", "title"), INTRODUCED.values(), ids=INTRODUCED)
def test_lines_to_fill_in_are_titled_by_what_introduces_them(body: str, title: str) -> None:
    assert values(to_fill_in(body), "alias") == [title]


UNINTRODUCED = {
    "first": LINES,
    "in a box": f'<aside class="note">{LINES}</aside>',
    "second": f"<p>x</p>{LINES}{LINES}",
    "after a picture's place": f"<p></p>{LINES}",
}


def test_lines_behind_a_card_are_titled_by_all_that_it_says() -> None:
    """Those in it are titled by its number."""
    card = '<section class="card"><h3><span class="number">P1</span>Claim</h3><p>Why</p><textarea></textarea></section>'
    assert values(to_fill_in(f"{card}<textarea></textarea>"), "alias") == ["P1 – Why", "P1 ClaimWhy"]


@pytest.mark.parametrize("body", UNINTRODUCED.values(), ids=UNINTRODUCED)
def test_lines_without_a_title_are_told_where_they_are_filled_in(body: str) -> None:
    hint = 'Put a label before them, or give them title="…".'
    assert problems(page(body), fillable=True) == [f"page.html: these lines have no title. {hint}"]
    assert written(body)


HOLDERS = {
    "an item": "<ul><li>{}</li></ul>",
    "a cell": TABLE.replace("Cell", "{}"),
    "a meaning": "<dl><dd>{}</dd></dl>",
    "a box": '<aside class="note">{}</aside>',
    "a quotation": "<blockquote>{}</blockquote>",
    "fields": "<fieldset><legend>x</legend>{}</fieldset>",
    "a card": '<section class="card">{}</section>',
    "columns": '<section class="columns">{}</section>',
}


@pytest.mark.parametrize("around", HOLDERS.values(), ids=HOLDERS)
def test_lines_stand_in(around: str) -> None:
    body = around.format('<p>Why?</p><textarea rows="2"></textarea>')
    assert values(to_fill_in(body), "alias") == ["Why?"]
    ruled = [style for style in values(body_of(body), "pStyle") if style.startswith("WritingLine")]
    assert len(ruled) == 2


@pytest.mark.parametrize(("rows", "breaks"), [("", 2), (' rows="1"', 0), (' rows="8"', 7)], ids=["default", "1", "8"])
def test_field_is_as_large_as_the_lines(rows: str, breaks: int) -> None:
    root = to_fill_in(f'<textarea title="x"{rows}></textarea>')
    assert len(list(root.iter(f"{W}br"))) == breaks
    assert values(root, "pStyle") == ["WritingField"]
    assert values(root, "text", "multiLine") == ["1"]


CONTROLS = {
    "lines": '<textarea title="x"></textarea>',
    "text": '<p><input title="x"></p>',
    "date": '<p><input type="date" title="x"></p>',
    "check box": '<p><input type="checkbox" title="x"></p>',
    "radio": '<p><input type="radio" name="g" title="x"></p>',
    "list": '<p><select title="x"><option>a</option></select></p>',
    "a cell to write in": TABLE.replace("<tr><td>Cell", '<tr class="write"><td>'),
}


@pytest.mark.parametrize("body", CONTROLS.values(), ids=CONTROLS)
def test_control_is_locked_where_it_is_filled_in_and_only_there(body: str) -> None:
    assert values(to_fill_in(body), "lock") == ["sdtLocked"]
    assert values(body_of(body), "lock") == []


TAGGED = {
    "name": ('<textarea name="reply" title="x"></textarea>', ["reply"]),
    "its number": ('<textarea title="x"></textarea><p>y</p><textarea></textarea>', ["answer 1", "answer 2"]),
    "its number among all": ('<p><input title="x"></p><textarea title="x"></textarea>', ["text", "answer 2"]),
}


@pytest.mark.parametrize(("body", "tags"), TAGGED.values(), ids=TAGGED)
def test_tag_of_lines(body: str, tags: list[str]) -> None:
    assert values(to_fill_in(body), "tag") == tags


PLACEHOLDERS = {
    "of lines": '<textarea title="x" placeholder="Type here"></textarea>',
    "of a field": '<p><input title="x" placeholder="Type here"></p>',
}


@pytest.mark.parametrize("body", PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_placeholder_is_there_to_fill_in_and_not_on_paper(body: str) -> None:
    assert "Type here" in [text.text for text in to_fill_in(body).iter(f"{W}t")]
    assert "Type here" not in [text.text for text in body_of(body).iter(f"{W}t")]


ROWS = (
    '<table><thead><tr><th rowspan="2">Source</th><th colspan="2">It says</th></tr>'
    "<tr><th>then</th><th></th></tr></thead>"
    '<tbody><tr><td>a</td><td></td><td></td></tr><tr class="write"><td></td><td> </td><td></td></tr>'
    '<tr class="write"><td>b</td><td></td><td><em>c</em></td></tr></tbody></table>'
)


def test_empty_cells_to_write_in_are_titled_by_column_and_row() -> None:
    root = to_fill_in(ROWS)
    assert values(root, "alias") == ["Source 2", "then 2", "It says 2", "then 3"]
    assert values(body_of(ROWS), "alias") == []


EVERYWHERE = f"""
<p><label>Name <input></label> <label>Kind <select><option>a</option></select></label></p>
<ul><li><p>Item</p><textarea></textarea></li></ul>
{CARD.format("<p>Reply</p><textarea></textarea>")}
<table><thead><tr><th>Source</th><th>Words</th></tr></thead>
<tbody><tr class="write"><td></td><td></td></tr></tbody></table>
<section class="columns"><p>Column</p><textarea></textarea></section>
<fieldset><legend>Fields</legend><p><label>Date <input type="date"></label></p></fieldset>
<dl><dt>Term</dt><dd><p>Meaning</p><textarea></textarea></dd></dl>
"""
ORDER = ["Name", "Kind", "Item", "P1 – Reply", "Source 1", "Words 1", "Column", "Date", "Meaning"]


def test_controls_are_in_the_order_of_the_page() -> None:
    root = to_fill_in(EVERYWHERE)
    assert values(root, "alias") == ORDER
    assert [int(found.get(f"{W}val", "")) for found in root.iter(f"{W}id")] == list(range(1, len(ORDER) + 1))


def test_what_is_filled_in_can_be_read_again() -> None:
    """Text put into each control, as Word puts it there, is where its title is, and the page around it as it was."""
    document = docx.Document(io.BytesIO(written(EVERYWHERE, fillable=True)))
    for control in document.element.body.iter(f"{W}sdt"):
        title = control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        content = control.find(f"{W}sdtContent")
        (run,) = content
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
    assert filled == {title: f"<{title}> & more" for title in ORDER}
    said = re.sub(r"\[.*?\]", "", outline(saved.getvalue()))
    assert said == re.sub(r"\[.*?\]", "", outline(written(EVERYWHERE, fillable=True)))
