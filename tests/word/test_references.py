"""Bookmarks and the links that lead to them."""

from __future__ import annotations

import pytest

from debatekit.word.vocabulary import BLOCKS
from tests.word.support import TABLE, body_of, lines, problems_in, values

BOOKMARKS = {
    "heading": ('<h2 id="a">x</h2>', "Heading 2: {#a|x}"),
    "paragraph": ('<p id="a">x <em>y</em></p>', "Normal: {#a|x [Emphasis|y]}"),
    "words": ('<p>w <span id="a">x</span> y</p>', "Normal: w {#a|x} y"),
    "strong words": ('<p>w <strong id="a">x</strong></p>', "Normal: w {#a|[Strong|x]}"),
    "item": ('<ul><li id="a">x</li></ul>', "List Bullet (• level 0): {#a|x}"),
    "list": ('<ul id="a"><li>x</li></ul>', "List Bullet (• level 0): {#a|x}"),
    "term": ('<dl><dt id="a">x</dt></dl>', "Term +next: {#a|x}"),
    "meaning": ('<dl><dd id="a">x</dd></dl>', "Definition: {#a|x}"),
    "card": ('<section class="card" id="a"><p>x</p></section>', "Body Text: {#a|x}"),
    "box": ('<aside class="note" id="a">x</aside>', "Note: {#a|x}"),
    "lines": ('<textarea id="a" rows="1"></textarea>', "Writing Line: {#a|}"),
    "line": ('<hr id="a">', "Rule: {#a|}"),
    "one in another": ('<div class="together" id="a"><p id="b">x</p></div>', "Normal: {#a|{#b|x}}"),
    "with a hyphen and a point": ('<p id="P1-b.2">x</p>', "Normal: {#P1_b_2|x}"),
    "of forty letters": (f'<p id="{"a" * 40}">x</p>', f"Normal: {{#{'a' * 40}|x}}"),
}


@pytest.mark.parametrize(("body", "expected"), BOOKMARKS.values(), ids=BOOKMARKS)
def test_id_is_a_bookmark(body: str, expected: str) -> None:
    assert lines(body) == [expected]


TABLES = {
    "a table": TABLE.replace("<table>", '<table id="a">'),
    "a section of a table": f'<section class="columns" id="a">{TABLE}</section>',
    "an item of a table": f'<ul><li id="a">{TABLE}</li></ul>',
    "a meaning of a table": f'<dl><dd id="a">{TABLE}</dd></dl>',
}


@pytest.mark.parametrize("body", TABLES.values(), ids=TABLES)
def test_bookmark_of_a_table_is_in_its_first_cell(body: str) -> None:
    assert "      Table Heading: {#a|Head}" in lines(body)


def test_bookmarks_have_ids_of_their_own() -> None:
    root = body_of('<h1 id="a">x</h1><p id="b"><em id="c">y</em></p>')
    assert sorted(values(root, "bookmarkStart", "id")) == sorted(values(root, "bookmarkEnd", "id")) == ["1", "2", "3"]


LINKS = {
    "with text": ('<a href="#a">above</a>', "[link #a |[Hyperlink|above]]"),
    "with styled text": ('<a href="#a"><em>above</em></a>', "[link #a |[Emphasis|above]]"),
    "without text": ('see <a href="#a"></a>.', r"see {REF a \h = [Hyperlink|P1 Trees give shade.]}."),
}


@pytest.mark.parametrize(("html", "expected"), LINKS.values(), ids=LINKS)
def test_link_to_a_heading(html: str, expected: str) -> None:
    heading = '<h3 id="a"><span class="number">P1</span>Trees give shade.</h3>'
    assert lines(f"{heading}<p>{html}</p>")[1] == f"Normal: {expected}"


def test_link_to_what_follows() -> None:
    assert lines('<p><a href="#b-1"></a></p><p>w <em id="b-1">x</em></p>')[0] == r"Normal: {REF b_1 \h = [Hyperlink|x]}"


def test_repeated_text_is_without_the_mark_of_a_note() -> None:
    note = '<a role="doc-noteref" href="#n">1</a>'
    body = f'<h2 id="a">Shade{note}</h2><p><a href="#a"></a></p><aside role="doc-footnote" id="n">x</aside>'
    assert lines(body)[1] == r"Normal: {REF a \h = [Hyperlink|Shade]}"


NOTHING = "stands at nothing. Give it to something with text."
WRONG = {
    "a link to nothing": ('<p><a href="#y">x</a></p>', "nothing here has the id 'y'. Give what it leads to: id=\"y\"."),
    "nearly right": (
        '<p id="shade"><a href="#shad">x</a></p>',
        "nothing here has the id 'shad'. Did you mean '#shade'?",
    ),
    "in other capitals": ('<p id="a">x <a href="#A">x</a></p>', "nothing here has the id 'A'. Did you mean '#a'?"),
    "to an empty id": ('<p><a href="#">x</a></p>', 'href="#" is not known at <a>. Links start with'),
    "an id twice": ('<p id="a">x</p><p id="a">y</p>', "the id 'a' is taken. Give it another"),
    "ids that differ in capitals": ('<p id="a">x</p><p id="A">y</p>', "the id 'A' is taken by 'a'. Give it another"),
    "ids that differ in a sign": ('<p id="a-b">x</p><p id="a_b">y</p>', "the id 'a_b' is taken by 'a-b'"),
    "an id that starts with a number": ('<p id="1a">x</p>', 'id="1a" is not known at <p>. Start with a letter'),
    "an empty id": ('<p id="">x</p>', 'id="" is not known at <p>. Start with a letter'),
    "an id with a space": ('<p id="a b">x</p>', 'id="a b" is not known at <p>'),
    "an id with an accent": ('<p id="ä">x</p>', 'id="ä" is not known at <p>'),
    "a long id": (f'<p id="{"a" * 41}">x</p>', f'id="{"a" * 41}" is not known at <p>'),
    "an id at a field": ('<p><input title="x" id="a"></p>', "<input> has no attribute 'id' here"),
    "an id at a cell": (TABLE.replace("<td>", '<td id="a">'), "<td> has no attribute 'id' here"),
    "an empty division": ('<div class="together" id="a"></div>', f"the id 'a' {NOTHING}"),
    "an empty list": ('<ul id="a"></ul>', f"the id 'a' {NOTHING}"),
    "an empty meaning": ('<dl><dt>x</dt><dd id="a"></dd></dl>', f"the id 'a' {NOTHING}"),
    "an empty section": ('<section class="columns" id="a"></section>', f"the id 'a' {NOTHING}"),
    "an id in the header": (
        '<header><p id="a">x</p></header><section class="landscape"><p>x</p></section>',
        "an id cannot stand in the header. A link leads to a place in the page's text.",
    ),
    "words with an id in the footer": ('<footer><p><em id="a">x</em></p></footer>', "an id cannot stand in the footer"),
    "nothing to repeat": ('<p id="a"></p><p><a href="#a"></a></p>', "this link has no text, and '#a' has none to"),
    "a table to repeat": (
        TABLE.replace("<table>", '<table id="a">') + '<p><a href="#a"></a></p>',
        "this link has no text, and '#a' has none to repeat",
    ),
    "text that repeats itself": (
        '<p id="a">x <a href="#a"></a></p>',
        "this link would repeat the text that it stands in. Write what it leads to in it.",
    ),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_wrong_reference_is_told(body: str, message: str) -> None:
    (only,) = problems_in(body)
    assert only.startswith(f"page.html: {message}")


def test_every_block_may_have_an_id() -> None:
    """Whatever has one becomes a bookmark, or the id is told."""
    for tag in sorted(set(BLOCKS) - {"h1", "h2", "h3", "h4", "p", "hr", "textarea"}):
        (*_, told) = problems_in(f'<{tag} id="a"></{tag}>')
        assert told.startswith("page.html: "), tag


def test_problem_names_the_line_of_the_template() -> None:
    (only,) = problems_in('<p data-at="a.html:3">x <a href="#y" data-at="b.html:4">x</a></p>')
    assert only.startswith("b.html:4: nothing here has the id 'y'.")
