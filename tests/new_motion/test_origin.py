"""Of a text's origin, what it says without doubt is taken, and nothing else is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from debatekit.new_motion import proposals_from
from debatekit.new_motion.origin import Origin, Stated, origin_of
from debatekit.sources.text import Metadata, SourceText
from tests.new_motion.support import FOLDERS, TODAY

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Trees give shade, and pupils like to sit below them at break, if there is room for a tree."
UNSTATED = Stated("not stated")


def origin(*paragraphs: str, metadata: Metadata | None = None) -> Origin:
    return origin_of(SourceText.from_paragraphs([*paragraphs, BODY]), metadata or Metadata(), TODAY)


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Shade for the yard", True),
        ("Is there room for a tree?", True),
        ("“Shade for all”", True),
        ("Trees give shade.", False),
        ("By Jane Doe", False),
        ("3 May 2026", False),
        ("https://example.org/trees", False),
        ("Home | Garden | Trees", False),
        ("* * *", False),
        ("Trees give shade to all the pupils who like to sit below them at break in a hot summer", False),
    ],
)
def test_a_title_is_a_first_paragraph_that_looks_like_a_headline(first: str, is_title: bool) -> None:
    assert origin(first).title == (Stated(first, "paragraph 1") if is_title else UNSTATED)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe | Garden News", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Ludwig van der Baum", "Ludwig van der Baum"),
        ("By planting trees", None),
        ("By Tuesday", None),
        ("By Jane Doe, who planted a tree", None),
        ("Jane Doe", None),
        ("Planted By Jane Doe", None),
    ],
)
def test_an_author_is_named_in_a_line_of_its_own(line: str, author: str | None) -> None:
    assert origin("Shade for the yard", line).author == (Stated(author, "paragraph 2") if author else UNSTATED)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["3 May 2026"], "3 May 2026"),
        (["Published on May 3, 2026"], "May 3, 2026"),
        (["By Jane Doe | 2026-05-03"], "2026-05-03"),
        (["2026"], None),
        (["3/5/2026"], None),
        (["30 February 2026"], None),
        (["3 May 2031"], None),
        (["3 May 2026", "5 May 2026"], None),
        (["Since 3 May 2026 trees give shade"], None),
    ],
)
def test_a_date_stands_alone_and_is_the_only_one(lines: list[str], date: str | None) -> None:
    assert origin("Shade for the yard", *lines).published == (Stated(date, "paragraph 2") if date else UNSTATED)


def test_metadata_says_what_the_text_does_not() -> None:
    where = "the file's metadata"
    said = Metadata("Shade", "Jane Doe", "Garden News", "2026-05-03T10:00:00Z", "https://example.org/shade")
    assert origin(metadata=said) == Origin(
        Stated("Shade", where), Stated("Jane Doe", where), Stated("Garden News", where), Stated("2026-05-03", where),
        Stated("https://example.org/shade", where),
    )  # fmt: skip
    assert origin("Shade for the yard", "By John Roe", metadata=said).author.value == "John Roe"


@pytest.mark.parametrize(
    "said",
    [Metadata(author="Unknown"), Metadata(author="-"), Metadata(published="yesterday"), Metadata(url="/shade"),
     Metadata(published="2031-01-01"), Metadata(title="n/a"), Metadata(url="https://example.org/a b")],
    ids=str,
)  # fmt: skip
def test_metadata_that_says_nothing_is_passed_over(said: Metadata) -> None:
    assert origin(metadata=said) == Origin()


def test_the_properties_of_a_word_file_count_if_the_text_confirms_them(tmp_path: Path) -> None:
    file = docx.Document()
    for paragraph in ("Shade for the yard", "Jane Doe | Garden News", BODY):
        file.add_paragraph(paragraph)
    for author, expected in (("Jane Doe", Stated("Jane Doe", "the file's metadata")), ("School Office", UNSTATED)):
        file.core_properties.author = author
        file.save(str(tmp_path / "text.docx"))
        read = proposals_from(tmp_path / "text.docx", tmp_path / "m.yaml", "en-GB", folders=FOLDERS, today=TODAY)
        assert read.origin.author == expected
