"""Tables of figures in Markdown, and their places in the README of the benchmarks."""

from __future__ import annotations

import pytest

from benchmarks import cold, documents, quotations, scale, ways
from benchmarks.table import README, Table, labels, with_table

TABLE = Table("trees", "Two trees.", ("tree", "m", "leaves"), (("oak", "20", "many"), ("elm", "–", "few")))

MARKDOWN = """\
Two trees.

| tree | m | leaves |
| --- | --: | --- |
| oak | 20 | many |
| elm | – | few |"""


def test_numbers_stand_at_the_right() -> None:
    assert TABLE.markdown() == MARKDOWN


def test_a_table_takes_the_place_of_the_one_of_its_name() -> None:
    page = with_table("# Trees\n<!-- trees -->\nold\n<!-- /trees -->\nend\n", TABLE)
    assert page == f"# Trees\n<!-- trees -->\n\n{MARKDOWN}\n\n<!-- /trees -->\nend\n"
    assert labels(page, "trees") == ["oak", "elm"]


@pytest.mark.parametrize("page", ["", "<!-- trees -->\nold\n", "<!-- shrubs -->\nold\n<!-- /shrubs -->\n"])
def test_a_page_without_a_place_for_the_table_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="no place for the table 'trees'"):
        with_table(page, TABLE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (documents.NAME, ways.LABELS),
        (cold.NAME, cold.LABELS),
        (scale.NAME, scale.labels(1000)),
        (quotations.NAME, list(quotations.WORK)),
    ],
)
def test_the_readme_has_the_rows_that_are_measured(name: str, expected: list[str]) -> None:
    assert labels(README.read_text("utf-8"), name) == list(expected)
