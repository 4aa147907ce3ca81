"""The rules of a theme reach every style, whoever says how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.word.support import THEME_FILE, read_based

if TYPE_CHECKING:
    from pathlib import Path


SIZES = {
    "smaller": ("{size: 9pt}", 14),
    "larger": ("{size: 20pt}", 20),
    "inherited": ("{bold: true}", None),
}


@pytest.mark.parametrize(("style", "size"), SIZES.values(), ids=SIZES)
def test_no_style_is_smaller_than_the_smallest(tmp_path: Path, style: str, size: float | None) -> None:
    assert read_based(tmp_path, f"smallest: 14pt\nstyles:\n  List Bullet: {style}").styles["List Bullet"].size == size


def test_raised_text_is_large_enough_once_word_has_made_it_smaller(tmp_path: Path) -> None:
    styles = read_based(tmp_path, "smallest: 18pt").styles
    assert [styles[name].size for name in ("Superscript", "Subscript")] == [27, 27]


def test_text_is_as_large_as_the_smallest_where_the_theme_names_no_size(tmp_path: Path) -> None:
    text = THEME_FILE.read_text(encoding="utf-8").replace("Normal: {font: body, size: 11.5pt", "Normal: {font: body")
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    assert read_based(tmp_path, "smallest: 13pt").styles["Normal"].size == 13
    assert read_based(tmp_path, "").styles["Normal"].size is None


AVOIDED = {
    "italic": ("avoid: [italic]", "Emphasis", {"italic": False, "bold": True}),
    "italic and bold": ("avoid: [italic]", "Strong Emphasis", {"italic": False, "bold": True}),
    "italic of its own": ("avoid: [italic]\nstyles: {Meta: {italic: true}}", "Meta", {"italic": False, "bold": True}),
    "underline": ("avoid: [underline]", "Hyperlink", {"underline": False, "bold": True}),
    "underline is kept": ("avoid: [italic]", "Hyperlink", {"underline": True, "bold": None}),
    "tint": ("avoid: [tint]", "Challenge", {"fill": "none"}),
    "a dark fill is no tint": ("avoid: [tint]", "Band For", {"fill": "ink", "colour": "paper"}),
    "fill": ("avoid: [fill]", "Band For", {"fill": "none", "colour": "ink"}),
    "white text of a head": ("avoid: [fill]", "Table Heading", {"colour": "ink"}),
}


@pytest.mark.parametrize(("text", "name", "expected"), AVOIDED.values(), ids=AVOIDED)
def test_no_style_has_what_the_theme_avoids(tmp_path: Path, text: str, name: str, expected: dict[str, object]) -> None:
    style = read_based(tmp_path, text).styles[name]
    assert {key: getattr(style, key) for key in expected} == expected


@pytest.mark.parametrize(("avoid", "head", "stub"), [("tint", "ink", "none"), ("fill", "none", "none")])
def test_tables_have_no_fill_that_is_avoided(tmp_path: Path, avoid: str, head: str, stub: str) -> None:
    tables = read_based(tmp_path, f"avoid: [{avoid}]").tables
    assert (tables.head, tables.stub) == (head, stub)


def test_box_stays_visible_without_its_fill(tmp_path: Path) -> None:
    box = read_based(tmp_path, "avoid: [fill]\nstyles: {Note: {box: single 1pt fill 4pt}}").styles["Note"].box
    assert box is not None
    assert box.colour == "rule"
