"""No page that LibreOffice guesses while it loads a document ends between a heading and its text."""

from __future__ import annotations

import pytest

from tests.word.support import opened

HEAD, TEXT, ROWS = "<h2>Head</h2>", "<p>Text.</p>", "<tr><td>a</td></tr>"
PAIR = f"<table><thead><tr><th>a</th></tr></thead><tbody>{ROWS}</tbody></table>"
CASES = {
    "the text is on the next page": (TEXT * 24 + HEAD + TEXT * 40, ["Head"]),
    "its paragraph is the last": (TEXT * 23 + HEAD + TEXT * 40, []),
    "it begins the next page": (TEXT * 25 + HEAD + TEXT * 40, []),
    "rows count": (TEXT * 22 + PAIR + HEAD + TEXT * 40, ["Head"]),
    "two headings": (TEXT * 23 + HEAD + "<h3>Part</h3>" + TEXT * 40, ["Head", "Head"]),
    "a table is moved as a whole": (TEXT * 24 + HEAD + PAIR + TEXT * 40, []),
    "a page begins": (TEXT * 5 + f'<section class="page">{TEXT * 25}{HEAD}{TEXT * 40}</section>', ["Head"]),
    "the page after the next": (TEXT * 50 + HEAD + TEXT * 40, ["Head"]),
    "a long document": (TEXT * 19 + HEAD + TEXT * 100, ["Head"]),
}


@pytest.mark.parametrize(("body", "moved"), CASES.values(), ids=CASES)
def test_lines_before_what_would_be_divided(body: str, moved: list[str]) -> None:
    """`moved` is the next text after each line that is added."""
    paragraphs = opened(body).paragraphs
    added = [
        number for number, each in enumerate(paragraphs) if each.style is not None and each.style.name == "Section End"
    ]
    after = [next(each.text for each in paragraphs[number:] if each.text) for number in added]
    assert after == moved
