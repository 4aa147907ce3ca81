"""Where a finding is, in words by which a person finds the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accessibility.support import (
    CONTROL,
    MAKERS,
    at_end,
    at_start,
    found,
    in_header,
    p,
    picture,
    planted,
    r,
    row,
    table,
)

if TYPE_CHECKING:
    from tests.accessibility.support import Plant

HEAD = row(p("Claim"), p("Check"), header=True)
LINK = '<w:p><w:hyperlink w:anchor="top">{}</w:hyperlink></w:p>'
WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (at_start(p("Trees give shade. " * 5, '<w:jc w:val="both"/>')),
         "paragraph 1 “Trees give shade. Trees give shade. Tree…”"),
        (at_start(p("Trees.") + p("") + p("")), "paragraph 2, after “Trees.”"),
        (in_header(p("Trees.", look=WHITE)), "header 1, paragraph 2 “Trees.”"),
        (at_end(table(HEAD + row(p("Trees.", look=WHITE), p("x")))), "table 2, row 2 “Trees.”"),
        (at_end(table(row(p("Claim"), p("Check")))), "table 2 “Claim”"),
        (at_start(picture("")), "picture or shape “Picture 7” in paragraph 1 “See this.”"),
        (at_start(LINK.format(r("here"))), "link “here” in paragraph 1 “here”"),
        (at_start(f"<w:p>{CONTROL.replace('Class', '').format(r('Oak'))}</w:p>"),
         "a content control in paragraph 1 “Oak”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_place_can_be_found(plant: Plant, place: str) -> None:
    assert [finding.place for finding in found(planted(MAKERS["ours"](), plant))] == [place]
