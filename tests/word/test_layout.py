"""Pages as LibreOffice lays them out: what belongs together stays whole, and fields keep their height."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from debatekit.word import make_template, read_theme, write_document
from tests.office import convert
from tests.word.support import SHIPPED_THEMES, page

THEMES = SHIPPED_THEMES[0].parent

pytestmark = pytest.mark.slow
WORDS = "A reply that will come keeps the peace only if all who might attack believe in it. "
LANDSCAPE = '<section class="landscape"><table><thead><tr><th>Head</th></tr></thead></table></section>'


def card(number: int, length: int = 4) -> str:
    return (
        f'<section class="card"><h3><span class="number">P{number}</span>START{number}</h3><table class="spread">'
        f"<thead><tr><th>P{number}: case</th><th>Me</th></tr></thead><tbody><tr><td>"
        f'<p class="label">Why</p><p>{WORDS * length}</p><blockquote>'
        f'<p>Quoted</p><p class="meta">Source</p></blockquote><aside class="challenge">END{number}</aside></td><td>'
        '<p>Find out</p><textarea rows="3"></textarea><p class="label">Say</p><textarea rows="5"></textarea></td></tr>'
        "</tbody></table></section>"
    )


def question(number: int) -> str:
    return (
        f'<div class="together"><p class="label">START{number}</p><p class="meta">P1</p><textarea rows="4"></textarea>'
        f'<table class="pair"><thead><tr><th>Answer</th><th>Watch for</th></tr></thead><tbody><tr><td>{WORDS}</td><td>'
        f"<ul><li>a</li><li>END{number}</li></ul></td></tr></tbody></table></div>"
    )


def table(number: int) -> str:
    cells = [""] * 7 + [f"END{number}"]
    rows = "".join(f"<tr><td><p>{WORDS}</p><p>b</p></td><td>{cell}</td></tr>" for cell in cells)
    return f"<h2>START{number}</h2><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"


def fields(number: int) -> str:
    return (
        f'<fieldset><legend>START{number}</legend><p class="choices"><label><input type="checkbox"> a</label></p>'
        f'<textarea rows="3"></textarea><p>END{number}</p></fieldset>'
    )


BLOCKS = {"card": card, "question": question, "table": table, "fields": fields}


def laid_out(bodies: dict[str, str], folder: Path, *, fillable: bool = False) -> dict[str, list[str]]:
    """Return the text of each page of some documents."""
    template = make_template(read_theme(THEMES / "standard.yaml"), "a4", "en-GB")
    for name, body in bodies.items():
        document = write_document(page(body), template, "page.html", fillable=fillable)
        (folder / f"{name}.docx").write_bytes(document)
    convert(folder.glob("*.docx"), "pdf", folder)
    return {name: pages_of(folder / f"{name}.pdf") for name in bodies}


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF file."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("fillable", [False, True])
def test_what_belongs_together_stays_on_one_page(tmp_path: Path, *, fillable: bool) -> None:
    """Each follows text that leaves ever less room for it on its first page."""
    heights = range(14, 42, 2)
    fill = {height: f'<section class="page">{"<p>Text</p>" * height}' for height in heights}
    bodies = {
        name: "".join(f"{fill[height]}{make(height)}</section>" for height in heights) for name, make in BLOCKS.items()
    }
    found = laid_out(bodies, tmp_path, fillable=fillable)
    for name, pages in found.items():
        starts = [(number, height) for number, text in enumerate(pages) for height in re.findall(r"START(\d+)", text)]
        ends = [(number, height) for number, text in enumerate(pages) for height in re.findall(r"END(\d+)", text)]
        assert len(starts) == len(heights), name
        assert starts == ends, name
        assert len(pages) > len(heights) + 1, f"no {name} of these had to go to the next page"


def test_a_card_is_not_kept_with_the_next(tmp_path: Path) -> None:
    pages = laid_out({"cards": "<p>Text</p>" * 3 + "".join(map(card, range(1, 5)))}, tmp_path)["cards"]
    assert [re.findall(r"START(\d+)", text) for text in pages] == [["1", "2"], ["3", "4"]]


def test_a_card_too_long_for_a_page_says_whose_it_is_on_the_next(tmp_path: Path) -> None:
    pages = laid_out({"card": f"<p>Text</p>{card(1, 60)}"}, tmp_path)["card"]
    assert len(pages) > 1
    assert all("P1: case" in text for text in pages)


def test_a_landscape_section_may_be_a_table_only(tmp_path: Path) -> None:
    laid_out({"last": f"<p>a</p>{LANDSCAPE}", "two": LANDSCAPE * 2}, tmp_path)
    turned = {}
    for name in ("last", "two"):
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            turned[name] = [page.get_width() > page.get_height() for page in pdf]
    assert turned == {"last": [False, True], "two": [True, True]}


def test_a_field_keeps_its_height_until_it_is_full(tmp_path: Path) -> None:
    """One word changes nothing; five lines are as close as other text is, and thirty need more room."""
    body = '<p class="label">Question</p><textarea rows="5"></textarea><p>after</p>'
    template = make_template(read_theme(THEMES / "standard.yaml"), "a4", "en-GB")
    content = write_document(page(body), template, "page.html", fillable=True)
    typed = {"empty": 0, "word": 1, "five": 5, "full": 30}
    for name, lines in typed.items():
        document = docx.Document(io.BytesIO(content))
        (field,) = document.element.body.iter(qn("w:sdtContent"))
        (run,) = field.iter(qn("w:r"))
        for number in range(lines):
            if number:
                run.add_br()
            run.add_t(f"line{number}")
        document.save(str(tmp_path / f"{name}.docx"))
    convert(tmp_path.glob("*.docx"), "pdf", tmp_path)
    places = {name: [place(tmp_path / f"{name}.pdf", word) for word in ("after", "line0", "line4")] for name in typed}
    after = {name: found[0] for name, found in places.items()}
    assert after["empty"] == after["word"] == after["five"] < after["full"]
    assert places["five"][2] - places["five"][1] < 4 * 15  # points


def place(pdf: Path, word: str) -> float:
    """Return how far below the top of the first page a word is, in points, or -1 if it is not there."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        found = text.search(word).get_next()
        return round(document[0].get_height() - text.get_charbox(found[0])[1], 1) if found else -1
