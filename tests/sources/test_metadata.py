"""What a file says of its text outside the text is read as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from debatekit.errors import DebatekitError
from debatekit.sources.metadata import Metadata, read_metadata

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html><head><title>Shade – Garden News</title>
<meta property="og:title" content="Shade &amp; yards"><meta name="Author" content=" Jane
 Doe "><meta property="og:site_name" content="Garden News">
<meta property="article:published_time" content="2026-05-03T10:00:00Z">
<link rel="canonical" href="https://example.org/shade"></head><body><p>Trees give shade.</p></body></html>"""


def test_a_page_says_it_in_its_head(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert read_metadata(tmp_path / "page.html") == Metadata(
        "Shade & yards", "Jane Doe", "Garden News", "2026-05-03T10:00:00Z", "https://example.org/shade"
    )


@pytest.mark.parametrize(
    ("page", "title"),
    [("<title>Shade</title>", "Shade"), ("<p>Trees</p>", ""), ("", ""), (f"<title>{'x' * 300}</title>", "")],
)
def test_a_title_is_the_pages_own(tmp_path: Path, page: str, title: str) -> None:
    (tmp_path / "page.htm").write_text(page, encoding="utf-8")
    assert read_metadata(tmp_path / "page.htm") == Metadata(title)


def test_a_word_file_says_it_in_its_properties(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = "Shade", "Jane Doe"
    file.save(str(tmp_path / "text.docx"))
    assert read_metadata(tmp_path / "text.docx") == Metadata("Shade", "Jane Doe")


def test_plain_text_says_nothing_and_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Trees give shade.", encoding="utf-8")
    assert read_metadata(tmp_path / "text.txt") == Metadata()
    with pytest.raises(DebatekitError):
        read_metadata(tmp_path / "missing.html")
