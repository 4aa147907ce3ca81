"""Pages with a great deal of one thing: a document or problems, in time that grows no faster than the page."""

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
    "repeated texts": '<p id="x">x</p>' + within("<p>", '<a href="#x"></a>'),
    "rows": TABLE.replace("<tr><td>Cell</td></tr>", "<tr><td>Cell</td></tr>" * MANY),
    "lines to write on": '<section class="card"><h3><span class="number">P1</span>x</h3>'
    + "<textarea></textarea>" * MANY
    + "</section>",
    "footnotes": "".join(
        f'<p>x<a role="doc-noteref" href="#n{number}"></a></p><aside role="doc-footnote" id="n{number}">y</aside>'
        for number in range(MANY // 5)
    ),
    "sections": '<section class="columns"><p>x</p></section><p>y</p>' * (MANY // 10),
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_much_of_one_thing_becomes_a_document(body: str) -> None:
    assert own_faults(write_document(page(body), look(), "page.html")) == []


WRONG: Final = {
    "end tags without elements": "</x>" * MANY,
    "links that lead nowhere": within("<p>", '<a href="#y">x</a>'),
    "elements that are never closed": "<em>" * 300_000,
    "options with one text": within('<p><select title="t">', "<option>x</option>"),
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_what_is_wrong_many_times_is_reported(body: str) -> None:
    assert problems_in(body)
