"""Pages with very much of one thing: each becomes a document, or is told, in time that grows no faster than the page.

Were a thing looked for in all others of its kind, these would take minutes or hours.
"""

from __future__ import annotations

import re

import pytest

from debatekit.errors import DebatekitError
from debatekit.word import write_document
from tests.checkers import own_faults
from tests.word.support import TABLE, look, page, problems_in

MANY = 30_000
TICK = '<label>x <input type="checkbox"></label>'


def within(start: str, piece: str, times: int = MANY) -> str:
    """Return a piece many times within the elements that `start` begins."""
    return start + piece * times + "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(\w+)", start)))


SOUND = {
    "paragraphs": "<p>x</p>" * MANY,
    "styles in one paragraph": within("<p>", "<em>x</em> y "),
    "comments": within("<p>", "x<!-- -->"),
    "comments that say where they come from": within("<p>x ", ' <!--data-at="a:1"-->', 300_000),
    "places to link to": "".join(f'<p id="p{number}">x</p>' for number in range(MANY)),
    "links": within("<p>", '<a href="https://a.example">x</a>'),
    "links to one place": '<p id="x">x</p>' + within("<p>", '<a href="#x">y</a>'),
    "repeated texts": '<p id="x">x</p>' + within("<p>", '<a href="#x"></a>'),
    "lists": "<ul><li>x</li></ul>" * (MANY // 2),
    "items": within("<ol>", "<li>x</li>"),
    "terms": within("<dl>", "<dt>x</dt><dd>y</dd>", MANY // 2),
    "rows": TABLE.replace("<tr><td>Cell</td></tr>", "<tr><td>Cell</td></tr>" * MANY),
    "tables": TABLE * (MANY // 10),
    "fields": within("<p>", TICK, MANY // 2),
    "fields in one label": within("<p><label>x ", '<input type="text">'),
    "lines to write on": '<section class="card"><h3><span class="number">P1</span>x</h3>'
    + "<textarea></textarea>" * MANY
    + "</section>",
    "lines to write on that say what for": '<textarea title="x"></textarea>' * MANY,
    "small print before lines to write on": "<p>x</p>" + '<p class="meta">y</p>' * MANY + "<textarea></textarea>",
    "choices": '<p><select title="t">' + "".join(f"<option>{n}</option>" for n in range(MANY)) + "</select></p>",
    "notes": "".join(
        f'<p>x<a role="doc-noteref" href="#n{number}"></a></p><aside role="doc-footnote" id="n{number}">y</aside>'
        for number in range(MANY // 5)
    ),
    "cards": '<section class="card"><h3><span class="number">P1</span>x</h3><p>y</p></section>' * (MANY // 4),
    "sections": '<section class="columns"><p>x</p></section><p>y</p>' * (MANY // 10),
}


@pytest.mark.parametrize("fillable", [False, True], ids=["printed", "to fill in"])
@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_much_of_one_thing_becomes_a_document(body: str, fillable: bool) -> None:
    assert write_document(page(body), look(), "page.html", fillable=fillable).startswith(b"PK")


MUCH = {
    "ends of nothing": "</x>" * 300_000,
    "elements that nobody knows": "<x></x>" * 300_000,
    "attributes that nobody knows": "<p " + " ".join(f"a{number}" for number in range(3_000)) + ">x</p>",
    "texts beside blocks": within('<div class="together">', "y<p>x</p>"),
    "ids that are taken": '<p id="x">x</p>' * MANY,
    "links that lead nowhere": within("<p>", '<a href="#y">x</a>'),
    "elements that are never closed": "<em>" * 300_000,
    "elements": "<p>x</p>" * 100_000,
    "columns": within("<table><thead><tr>", "<th>x</th>"),
    "cells that reach down": within("<table><thead><tr>", '<th rowspan="2">x</th>'),
    "choices of one text": within('<p><select title="t">', "<option>x</option>"),
}


@pytest.mark.parametrize("body", MUCH.values(), ids=MUCH)
def test_what_is_wrong_many_times_is_told_a_while(body: str) -> None:
    assert 0 < len(problems_in(body)) <= 1_000


def test_most_elements_of_a_page_are_told() -> None:
    (only,) = problems_in("<p>x</p>" * 100_000)
    assert only == "page.html: this page has more than 100,000 elements. Make several handouts of it."


def test_a_long_page_is_a_sound_document() -> None:
    document = write_document(page("<h2>x</h2><p>y <em>z</em></p>" * 1_000 + TABLE), look(), "page.html")
    assert own_faults(document) == []


def test_what_is_too_much_is_no_traceback() -> None:
    with pytest.raises(DebatekitError):
        write_document("<" * 1_000_000 + page("<p>x</p>"), look(), "page.html")
