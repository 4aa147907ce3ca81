"""A plain text has the paragraphs that were typed, whatever breaks its lines."""

from __future__ import annotations

import pytest

from tests.sources.support import paragraphs

LONG = "Trees give shade. " * 6


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Trees\ngive\n\nshade", ["Trees give", "shade"]),
        ("Trees\ngive\n \t\nshade\n\n", ["Trees give", "shade"]),
        ("Trees\ngive\nshade", ["Trees", "give", "shade"]),
        ("\n\nTrees\ngive\n\n", ["Trees", "give"]),
        (f"{LONG}\nTrees\n\ngive", [LONG.strip(), "Trees", "give"]),
        (f"{'t' * 100}\nTrees\n\ngive", [f"{'t' * 100} Trees", "give"]),
        (f"{'t' * 101}\nTrees\n\ngive", ["t" * 101, "Trees", "give"]),
        ("Trees\x0bgive\x00\x07shade", ["Trees give shade"]),
        ("Trees\n\x0c\nshade\n", ["Trees", "shade"]),
        ("  Trees\xa0give\t shade", ["Trees give shade"]),
        ("# Trees *give* <b>&amp;", ["# Trees *give* <b>&amp;"]),
    ],
)
def test_plain_text(typed: str, expected: list[str]) -> None:
    assert paragraphs(typed, "a.txt") == expected
