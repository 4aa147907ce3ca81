"""The last page: about a quarter of a page stays together, and lines to write on fill a page of their own."""

from __future__ import annotations

import pytest

from tests.word.support import W, body_of, part, values, written

LINES = "<p>Trees grow.</p>" * 60
ROWS = "<tr><td>Trees grow.</td></tr>" * 60
BODIES = {
    "at the end": LINES,
    "before a page break": f'{LINES}<section class="page"><p>The next page.</p></section>',
    "rows of a table": f"<table><thead><tr><th>Head</th></tr></thead><tbody>{ROWS}</tbody></table>",
    "on one page": "<p>Trees grow.</p>" * 20,
}
LINK, LINE = '<p><a href="#yours">Below</a></p>', '<textarea rows="1" title="Name"></textarea>'
AREA = f'{LINK}<textarea rows="4" id="yours" title="Yours"></textarea>{LINE}'


@pytest.mark.parametrize("case", BODIES)
def test_a_quarter_of_a_page_stays_together(case: str) -> None:
    kept = len([*body_of(BODIES[case]).iter(W + "keepNext")])
    assert kept == 0 if case == "on one page" else 6 < kept < 12


@pytest.mark.parametrize(("before", "filled"), [(LINES, True), ("", False)])
def test_lines_fill_a_last_page_of_their_own(before: str, filled: bool) -> None:
    body = f'{before}<section class="page">{AREA}</section>'
    breaks = len([*body_of(body).iter(W + "br")])
    assert 20 < breaks < 28 if filled else breaks == 3
    tall, low = map(int, values(part(written(body, fillable=True), "word/document.xml"), "trHeight"))
    assert tall > 20 * low if filled else tall == 4 * low
