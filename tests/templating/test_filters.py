"""Numbers, dates and sentences are written as the language of a page writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from debatekit.errors import DebatekitError
from debatekit.templating import Templates, template_context
from tests.samples import SMALLEST
from tests.templating.support import PACKAGED, SHEET, STUDENT, handout, put, read, words_and_framework

if TYPE_CHECKING:
    from pathlib import Path

NBSP = "\N{NO-BREAK SPACE}"


def written(folder: Path, language: str, template: str) -> str:
    """Return what a `template` prints in a language, each space as a plain one."""
    motion = read(folder, f"{SMALLEST}background: R & <D>\n")
    pages = Templates(put(folder / "own", {SHEET: template}), PACKAGED)
    words = pages.words(motion.document, language)
    page = pages.render(
        handout(), template_context(motion.motion, STUDENT), motion.document, words, words_and_framework()[1]
    )
    return page.replace(NBSP, "~")


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        ("en", "0", "0 pupils"),
        ("en", "1", "1 pupil"),
        ("en", "2", "2 pupils"),
        ("de", "0", "0 Schülerinnen und Schüler"),
        ("de", "1", "1 Schülerin oder Schüler"),
        ("fr", "0", "0 élève"),
        ("fr", "1", "1 élève"),
        ("fr", "21", "21 élèves"),
    ],
)
def test_things_are_counted(tmp_path: Path, language: str, number: str, shown: str) -> None:
    assert written(tmp_path, language, f"{{{{ words.pupils|counted({number}) }}}}") == shown


@pytest.mark.parametrize(
    ("language", "date", "shown"),
    [
        ("en", "2026-11-23", "23~November 2026"),
        ("en", "2026-03-01", "1~March 2026"),
        ("de", "2026-11-23", "23.~November 2026"),
        ("de", "2026-03-01", "1.~März 2026"),
        ("fr", "2026-11-23", "23~novembre 2026"),
        ("fr", "2026-08-01", "1er~août 2026"),
        ("fr", "2026-08-11", "11~août 2026"),
        ("fr", "2026-08", "août 2026"),
        ("de", "2026", "2026"),
        ("de", "2026-02-30", "2026-02-30"),
        ("de", "2026-13", "2026-13"),
        ("fr", "spring 2026", "spring 2026"),
        ("fr", "", ""),
    ],
)
def test_dates_are_written_out(tmp_path: Path, language: str, date: str, shown: str) -> None:
    assert written(tmp_path, language, f'{{{{ "{date}"|dated }}}}') == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "9.5"), ("de", "9,5"), ("fr", "9,5")])
def test_numbers_have_the_mark_of_the_language(tmp_path: Path, language: str, shown: str) -> None:
    assert written(tmp_path, language, '{{ "9.5"|decimal }}') == shown


def test_a_phrase_takes_pieces_of_the_page_and_text(tmp_path: Path) -> None:
    page = (
        "{% set number %}<b>{% endset %}{{ words.page|fill(page=number, pages=motion.background) }}"
        ' {{ "<i> {x}"|fill(x=2) }}'
    )
    shown = written(tmp_path, "fr", page).replace(f' data-at="{SHEET}:1"', "")
    assert shown == "Page <b> sur R &amp; &lt;D&gt; &lt;i&gt; 2"


def test_a_phrase_without_its_value_is_told(tmp_path: Path) -> None:
    with pytest.raises(DebatekitError) as caught:
        written(tmp_path, "de", "{{ words.page|fill(page=1) }}")
    (problem,) = caught.value.problems
    assert problem.message == "the phrase 'Seite {page} von {pages}' needs 'pages'"
    assert "page" in problem.hint
