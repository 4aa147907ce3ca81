"""The document as a file, and its end: the same bytes each time, a last page that is not near empty, guessed pages."""

import io
import os
import subprocess
import sys
import zipfile

import pytest

from tests.word.support import SNAPSHOTS, THEME_FILE, W, body_of, fixture, opened, part, values, written

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


def test_same_bytes_with_another_hash_seed() -> None:
    program = (
        "import hashlib, pathlib, sys; from debatekit.word import *;"
        "look = make_template(read_theme(pathlib.Path(sys.argv[1])), 'a4', 'en-GB');"
        "page = pathlib.Path(sys.argv[2]).read_text(encoding='utf-8');"
        "print(write_document(page, look, 'page.html').hex())"
    )
    command = [sys.executable, "-c", program, str(THEME_FILE), str(SNAPSHOTS / "card.html")]
    for seed in ("1", "2"):
        done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        assert done.stdout.decode().strip() == fixture("card").hex()


def test_package() -> None:
    document = fixture("edges")
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        entries = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
    names = [entry.filename for entry in entries]
    assert len(set(names)) == len(names)
    declared = {found.get("PartName") for found in part(document, "[Content_Types].xml") if found.get("PartName")}
    assert declared == {f"/{name}" for name in names if not name.endswith((".rels", "Types].xml"))}


HEAD, TEXT, ROW_PAIR = "<h2>Head</h2>", "<p>Text.</p>", "<tr><td>a</td></tr>"
PAIR = f"<table><thead><tr><th>a</th></tr></thead><tbody>{ROW_PAIR}</tbody></table>"
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
