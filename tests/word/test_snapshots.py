"""Whole pages and the outlines of their documents.

After a wanted change, write the outlines anew and look at what differs:

    UPDATE_SNAPSHOTS=1 python -m pytest tests/word/test_snapshots.py
"""

from __future__ import annotations

import os

import pytest

from tests.checkers import faults
from tests.outline import outline
from tests.word.support import FIXTURES, SNAPSHOTS, W, fixture, part

UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"
RUN_PROPERTIES = {f"{W}rStyle", f"{W}rtl", f"{W}lang"}
PARAGRAPH_PROPERTIES = {
    *(f"{W}{name}" for name in ("pStyle", "keepNext", "pageBreakBefore", "numPr", "bidi", "sectPr")),
}
TO_FILL_IN = {"answers", "forms"}
"""Pages that are also kept as documents to fill in."""


@pytest.mark.parametrize("name", FIXTURES)
def test_page_becomes_the_document_in_the_snapshot(name: str) -> None:
    """The outline is the one kept beside the page; see the top of this file for how to renew it."""
    found = outline(fixture(name))
    kept = SNAPSHOTS / f"{name}.txt"
    if UPDATE:
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(TO_FILL_IN))
def test_page_becomes_the_document_to_fill_in(name: str) -> None:
    found = outline(fixture(name, fillable=True))
    kept = SNAPSHOTS / f"{name}.fillable.txt"
    if UPDATE:
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")
    assert faults(fixture(name, fillable=True)) == []


def test_every_snapshot_has_its_page() -> None:
    kept = {path.name for path in SNAPSHOTS.glob("*.txt")}
    assert kept == {f"{name}.txt" for name in FIXTURES} | {f"{name}.fillable.txt" for name in TO_FILL_IN}
    assert len(FIXTURES) >= 10


@pytest.mark.parametrize("name", FIXTURES)
def test_document_passes_all_checkers(name: str) -> None:
    assert faults(fixture(name)) == []


@pytest.mark.parametrize("name", FIXTURES)
def test_no_formatting_outside_styles(name: str) -> None:
    document = part(fixture(name), "word/document.xml")
    in_runs = {child.tag for properties in document.iter(f"{W}rPr") for child in properties}
    in_paragraphs = {child.tag for properties in document.iter(f"{W}pPr") for child in properties}
    assert in_runs <= RUN_PROPERTIES
    assert in_paragraphs <= PARAGRAPH_PROPERTIES
    assert f"{W}pStyle" in in_paragraphs
