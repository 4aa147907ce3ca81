"""A Markdown text has the paragraphs that its page shows, as plain text."""

from __future__ import annotations

import pytest

from tests.sources.support import paragraphs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Trees\ngive  \nshade\\\nin *the* **yard**", ["Trees give shade in the yard"]),
        ("Trees\n===\ngive\n\n***\n\nshade", ["Trees", "give", "shade"]),
        ("1. Trees\n2. give\n   - shade\n\n     and rest", ["Trees", "give", "shade", "and rest"]),
        ("> Trees\n> > give", ["Trees", "give"]),
        ("| a | b |\n|---|---|\n| Trees | *give* |", ["a", "b", "Trees", "give"]),
        ("```python\nTrees\ngive\n```\n\n    shade", ["Trees give", "shade"]),
        ("[Trees](http://example.org 'x') ![a tree](x.png) `give`", ["Trees give"]),
        ("[Trees][1]\n\n[1]: http://example.org", ["Trees"]),
        ("<b>Trees</b> give<br>shade <!-- no -->", ["Trees give shade"]),
        ("<div>\nno\n</div>\n\nTrees", ["Trees"]),
        (r"\*Trees\* &amp; 3 < 4", ["*Trees* & 3 < 4"]),
        ("---\ntitle: no\n---\nTrees", ["Trees"]),
        ("---\r\ntitle: no\r\n---\r\nTrees", ["Trees"]),
        ("---\n\nTrees\n\n---\n\ngive", ["Trees", "give"]),
        ("Trees\n\n---\n\ngive\n\n---", ["Trees", "give"]),
        (f"{'- ' * 40}Trees", ["Trees"]),
    ],
)
def test_markdown(typed: str, expected: list[str]) -> None:
    assert paragraphs(typed, "a.md") == expected
