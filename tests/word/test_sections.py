"""Sections, headers and footers, footnotes, as XML; ``cases/`` has their outlines and mistakes."""

from __future__ import annotations

from typing import Final

import pytest

from tests.checkers import R, faults, own_faults
from tests.outline import outline
from tests.word.support import TABLE, W, body_of, look, part, parts_of, values, written


def section(class_: str, content: str = "<p>x</p>") -> str:
    """Return a section with a class."""
    return f'<section class="{class_}">{content}</section>'


def test_paper_is_turned() -> None:
    root = body_of(section("landscape") + "<p>x</p>")
    sizes = [(size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) for size in root.iter(f"{W}pgSz")]
    width, height = map(str, look().page_size)
    assert sizes == [(height, width, "landscape"), (width, height, None)]


WIDTHS: Final = {
    "landscape": look().landscape_width,
    "columns": (look().text_width - 454) // 2,
    "lines": look().text_width,
}


@pytest.mark.parametrize(("class_", "width"), WIDTHS.items(), ids=WIDTHS)
@pytest.mark.parametrize("content", [TABLE, f"<blockquote>{TABLE}</blockquote>"], ids=["a table", "one in a quotation"])
def test_table_is_as_wide_as_the_section(class_: str, width: int, content: str) -> None:
    assert values(body_of(section(class_, content)), "tblW", "w") == [str(width)]


def test_line_numbers_restart_in_each_section() -> None:
    root = body_of(section("lines") * 2)
    assert values(root, "lnNumType", "countBy") == ["1", "1"]
    assert values(root, "lnNumType", "restart") == ["newSection", "newSection"]


HEADERS: Final = '<header><p>a<span class="end">b</span></p></header><footer><p>c</p></footer>'


def test_every_section_refers_to_its_header_and_footer() -> None:
    document = written(f"{HEADERS}<p>x</p>{section('landscape')}{section('columns')}")
    root = part(document, "word/document.xml")
    ids = [[reference.get(f"{R}id") for reference in list(found)[:2]] for found in root.iter(f"{W}sectPr")]
    assert ids == [
        ["rIdHeader", "rIdFooter"],
        ["rIdHeaderLandscape", "rIdFooterLandscape"],
        ["rIdHeader", "rIdFooter"],
    ]
    assert values(part(document, "word/header2.xml"), "pStyle") == ["HeaderLandscape"]


def test_page_that_is_all_landscape_has_one_header() -> None:
    document = written(HEADERS + section("landscape"))
    assert faults(document) == []
    assert [name for name in parts_of(document) if "header" in name] == ["word/header1.xml"]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_header_or_footer_alone_with_a_link(kind: str) -> None:
    document = written(f'<{kind}><p><a href="https://a.org">x</a></p></{kind}><p>y</p>')
    names = {name for name in parts_of(document) if "header" in name or "footer" in name}
    assert names == {f"word/{kind}1.xml", f"word/_rels/{kind}1.xml.rels"}
    assert own_faults(document) == []
    assert outline(document).splitlines()[-1] == f"  {kind.capitalize()}: [link https://a.org |[Hyperlink|x]]"


def test_separators_of_footnotes_are_in_the_settings() -> None:
    document = written('<p>x<a role="doc-noteref" href="#n1"></a></p><aside role="doc-footnote" id="n1">y</aside>')
    assert values(part(document, "word/footnotes.xml"), "footnote", "id") == ["-1", "0", "1"]
    settings = part(document, "word/settings.xml").find(f"{W}footnotePr")
    assert settings is not None
    assert values(settings, "footnote", "id") == ["-1", "0"]
