"""Widths and headers of sections; ``cases/`` has their outlines, their XML and mistakes."""

from __future__ import annotations

from typing import Final

import pytest

from tests.checkers import faults
from tests.word.support import TABLE, body_of, look, part, parts_of, values, written

WIDTHS: Final = {"landscape": look().landscape_width, "columns": (look().text_width - 454) // 2}


@pytest.mark.parametrize(("class_", "width"), WIDTHS.items(), ids=WIDTHS)
def test_table_is_as_wide_as_the_section(class_: str, width: int) -> None:
    root = body_of(f'<section class="{class_}">{TABLE}<blockquote>{TABLE}</blockquote></section>')
    assert values(root, "tblW", "w") == [str(width)] * 2


def test_header_of_a_landscape_page_is_a_part_of_its_own_only_among_others() -> None:
    landscape = '<header><p>a<span class="end">b</span></p></header><section class="landscape"><p>x</p></section>'
    document = written(landscape)
    assert faults(document) == []
    assert [name for name in parts_of(document) if "header" in name] == ["word/header1.xml"]
    assert values(part(written(landscape.replace("<section", "<p>x</p><section")), "word/header2.xml"), "pStyle") == [
        "HeaderLandscape"
    ]
