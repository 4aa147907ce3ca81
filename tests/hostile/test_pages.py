"""Pages with a great deal of one thing: a document or problems, in time that grows no faster than the page."""

from __future__ import annotations

import re
from typing import Final

import pytest

from debatekit.word import write_document
from tests.checkers import own_faults
from tests.word.support import TABLE, look, page, problems_in

MANY: Final = 5_000


def within(start: str, piece: str, times: int = MANY) -> str:
    """Return `piece` many times within the elements that `start` begins."""
    return start + piece * times + "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(\w+)", start)))


SOUND: Final = {
    "paragraphs and tables": ("<p>x</p>" + TABLE) * (MANY // 5),
    "styles in one paragraph": within("<p>", "<em>x</em> y "),
    "comments with origins": within("<p>x ", ' <!--data-at="a:1"-->', 100_000),
    "repeated texts": '<p id="x">x</p>' + within("<p>", '<a href="#x"></a>'),
    "items and terms": within("<ol>", "<li>x<dl><dt>x</dt><dd>y</dd></dl></li>", MANY // 2),
    "rows": TABLE.replace("<tr><td>Cell</td></tr>", "<tr><td>Cell</td></tr>" * MANY),
    "fields": within("<p>", '<label>x <input type="checkbox"></label>'),
    "lines to write on": '<section class="card"><h3><span class="number">P1</span>x</h3>'
    + "<textarea></textarea>" * MANY
    + "</section>",
    "options": '<p><select title="t">' + "".join(f"<option>{n}</option>" for n in range(MANY)) + "</select></p>",
    "footnotes": "".join(
        f'<p>x<a role="doc-noteref" href="#n{number}"></a></p><aside role="doc-footnote" id="n{number}">y</aside>'
        for number in range(MANY // 5)
    ),
    "places to link to": "".join(f'<p id="p{number}">x <a href="#p0">y</a></p>' for number in range(MANY)),
    "sections": '<section class="columns"><p>x</p></section><p>y</p>' * (MANY // 10),
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_much_of_one_thing_becomes_a_document(body: str) -> None:
    assert own_faults(write_document(page(body), look(), "page.html")) == []


WRONG: Final = {
    "end tags without elements": "</x>" * MANY,
    "unknown attributes": "<p " + " ".join(f"a{number}" for number in range(MANY // 5)) + ">x</p>",
    "texts next to blocks": within('<div class="together">', "y<p>x</p>"),
    "links that lead nowhere": within("<p>", '<a href="#y">x</a>'),
    "elements that are never closed": "<em>" * 300_000,
    "columns": within("<table><thead><tr>", "<th>x</th>"),
    "options with one text": within('<p><select title="t">', "<option>x</option>"),
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_what_is_wrong_many_times_is_reported(body: str) -> None:
    assert problems_in(body)
